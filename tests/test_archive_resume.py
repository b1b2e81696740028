"""Broken-off runs: killed at any moment, taken up again, the data set is that of an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="the archive extra is not installed")
pytest.importorskip("fastwarc", reason="the warc extra is not installed")

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import evolve

import archive_samples
from govreport_parser.archive import Columns, Limits, Options, run
from govreport_parser.archive.claim import begin
from govreport_parser.archive.manifest import Conflict, Manifest
from govreport_parser.archive.tables import write_part

KILLS = int(os.environ.get("GOVREPORT_TEST_KILLS", "10"))
"""20 for the whole test: a run of its own is begun after each."""

PARTS = Options(part_documents=4, jobs=2)


def command(sources: list[str], out: Path) -> list[str]:
    line = ["run", *sources, "-o", str(out), "--part-size", "4", "--jobs", "2", "--no-progress"]
    return [sys.executable, "-m", "govreport_parser", *line]


def sorted_cells(out: Path) -> pa.Table:
    return pq.read_table(out / "cells").sort_by([("report_id", "ascending"), ("path", "ascending")])


def ipc(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return sink.getvalue().to_pybytes()


def all_rows(out: Path) -> dict[str, list[dict[str, object]]]:
    return {name: pq.read_table(out / name).to_pylist() for name in ("documents", "reports", "findings", "sections")}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    archive = archive_samples.build(folder / "in", 64, poison=False)
    run(archive.sources, folder / "out", PARTS)
    return archive, folder / "out"


@pytest.mark.slow
def test_kills_leave_no_trace(undisturbed, tmp_path):
    archive, reference = undisturbed
    rng = random.Random(20)
    kills, sets, finished = 0, 0, 0
    while kills < KILLS or finished < sets:
        if finished == sets:
            sets += 1
        out = tmp_path / f"out{sets}"
        process = subprocess.Popen(command(archive.sources, out), stderr=subprocess.PIPE)
        if kills < KILLS:
            have = len(list(out.glob("documents/part-*")))
            kill_when(process, out, have + rng.choice((0, 1, 2, 4, 6)), rng.random() * 0.04)
        message = process.communicate()[1].decode()
        if process.returncode == -signal.SIGKILL:
            kills += 1
            continue
        assert process.returncode == 0, message
        finished += 1
        assert ipc(sorted_cells(out)) == ipc(sorted_cells(reference))
        assert all_rows(out) == all_rows(reference)
        assert not list(out.glob("*/.*.tmp"))
    assert finished == sets >= 2


def kill_when(process: subprocess.Popen[bytes], out: Path, parts: int, then: float) -> None:
    """Kill a run some moments after so many parts are written, if it has not ended before."""
    while process.poll() is None and len(list(out.glob("documents/part-*"))) < parts:
        time.sleep(0.002)
    time.sleep(then)
    process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to send")
def test_interrupt_ends_cleanly_and_the_same_command_goes_on(undisturbed, tmp_path):
    archive, reference = undisturbed
    out = tmp_path / "out"
    process = subprocess.Popen(command(archive.sources, out), stderr=subprocess.PIPE, start_new_session=True)
    while process.poll() is None and not list(out.glob("documents/part-*")):
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
    message = process.communicate()[1].decode()
    assert process.returncode == 130, message
    assert message == "govreport: interrupted; the same command goes on from here\n"
    assert not (out / "run.json").exists()
    done = subprocess.run(command(archive.sources, out), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert ipc(sorted_cells(out)) == ipc(sorted_cells(reference))


def begun(archive: archive_samples.Archive, out: Path) -> None:
    """Leave a run behind that has two committed parts and no more, and files of a third."""
    run(archive.sources, out, PARTS)
    manifest = Manifest(out)
    manifest._db.execute("DELETE FROM parts WHERE part > 1")
    manifest._db.execute("DELETE FROM contents")
    manifest._db.execute("DELETE FROM meta WHERE key = 'state'")
    for path in (out / "documents").glob("part-*"):
        if path.name in ("part-000000.parquet", "part-000001.parquet"):
            rows = pq.read_table(path).to_pylist()
            keys = {row["report_id"] for row in rows if row["outcome"] != "duplicate"} - {None}
            manifest._db.executemany("INSERT INTO contents VALUES (?)", ((key,) for key in keys))
    manifest.close()
    (out / "cells" / ".part-000002.parquet.tmp").write_bytes(b"half a file")


def test_what_the_manifest_does_not_know_is_swept(undisturbed, tmp_path):
    archive, reference = undisturbed
    out = tmp_path / "out"
    begun(archive, out)
    (out / "figures" / "part-000099.parquet").write_bytes(b"of a part that was never committed")
    result = run(archive.sources, out, PARTS)
    assert (result.complete, result.resumed) == (True, True)
    assert not (out / "figures" / "part-000099.parquet").exists()
    assert not (out / "cells" / ".part-000002.parquet.tmp").exists()
    assert all_rows(out) == all_rows(reference)


def test_changed_sources_are_noticed(tmp_path):
    archive = archive_samples.build(tmp_path / "in", 40, poison=False)
    out = tmp_path / "out"
    begun(archive, out)
    page = min((tmp_path / "in" / "pages").rglob("*.html"))
    page.write_bytes(page.read_bytes() + b"<p>more</p>")
    with pytest.raises(Conflict, match="sources have changed"):
        run(archive.sources, out, PARTS)


def test_other_options_or_sources_need_another_folder(undisturbed, tmp_path):
    archive, reference = undisturbed
    with pytest.raises(Conflict, match=r"begun with other options \(--part-size was 4, now 5\)"):
        run(archive.sources, reference, Options(part_documents=5))
    with pytest.raises(Conflict, match=f"begun with other sources .now without {archive.sources[1]}, "):
        run(archive.sources[:1], reference, PARTS)
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(Conflict, match="not empty"):
        run(archive.sources, tmp_path, PARTS)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Options(), "--part-size was 4, now 1024"),
        (evolve(PARTS, texts=True), "--texts was not given, now given"),
        (evolve(PARTS, figures=False), "--no-figures was not given, now given"),
        (evolve(PARTS, limit=7, format="csv"), "--format was parquet, now csv; --limit was not given, now 7"),
        (evolve(PARTS, where=("a=1", "b=2")), "--where was not given, now a=1 b=2"),
        (evolve(PARTS, columns=Columns(id="n")), "--id-column was not given, now n"),
        (evolve(PARTS, limits=Limits(document_bytes=5 << 19)), "--max-document was 32, now 2.5"),
        (evolve(PARTS, part_bytes=9), "part_bytes was 268435456, now 9"),
    ],
)
def test_what_differs_is_named(options, said, tmp_path):
    manifest = Manifest(tmp_path)
    assert begin(manifest, [tmp_path], PARTS) is False
    assert begin(manifest, [tmp_path], evolve(PARTS, jobs=9)) is True
    with pytest.raises(Conflict) as conflict:
        begin(manifest, [tmp_path], options)
    assert str(conflict.value) == f"it was begun with other options ({said})"
    with pytest.raises(Conflict, match=rf"other sources \(now without {tmp_path} and now also /else/where\)"):
        begin(manifest, [Path("/else/where")], PARTS)
    manifest.close()


def test_a_folder_whose_account_is_damaged_is_not_used(tmp_path):
    (tmp_path / "_run.sqlite").write_bytes(b"no database " * 100)
    with pytest.raises(Conflict, match=r"its _run\.sqlite cannot be read"):
        Manifest(tmp_path)


def test_out_may_not_lie_in_a_source(tmp_path):
    with pytest.raises(ValueError, match="may not lie inside"):
        run([str(tmp_path)], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_two_runs_do_not_share_a_folder(undisturbed):
    fcntl = pytest.importorskip("fcntl")
    archive, reference = undisturbed
    with (reference / "_lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(Conflict, match="another run"):
            run(archive.sources, reference, PARTS)


def test_tables_without_rows_have_a_file_in_the_first_part_only(tmp_path):
    from govreport_parser.archive.schema import TABLES

    empty = {name: schema.empty_table() for name, schema in TABLES.items()}
    assert {file.table for file in write_part(tmp_path, 0, empty, "parquet")} == set(TABLES)
    assert write_part(tmp_path, 1, empty, "parquet") == ()
