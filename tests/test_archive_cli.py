"""The commands ``run`` and ``summary``: arguments, messages, exit statuses, progress, missing extras."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="the archive extra is not installed")
pytest.importorskip("fastwarc", reason="the warc extra is not installed")

import pyarrow as pa
import pyarrow.parquet as pq

import archive_samples
from govreport_parser.archive import INPUT, OUTPUT, Limits, MissingExtra, Options, explode, parse_batch, run
from govreport_parser.archive.extras import need
from govreport_parser.archive.options import Columns
from govreport_parser.archive.progress import Progress
from govreport_parser.cli import main


@pytest.fixture
def pages(tmp_path):
    return str(archive_samples.to_folder(tmp_path, archive_samples.documents(8)))


def test_run_and_summary(pages, tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["run", pages, "-o", out, "--jobs", "1"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert lines[0].startswith("govreport: 8 of about 8 documents, ")
    assert lines[1] == f"govreport: 8 documents (1 not_report, 7 report) in {out}"
    page = tmp_path / "page.html"
    assert main(["summary", out, "--html", str(page)]) == 0
    assert capsys.readouterr().out.startswith(f"{out}\n\ndocuments  8\n")
    assert "<svg" in page.read_text(encoding="utf-8")


def test_no_progress_says_only_how_it_ended(pages, tmp_path, capsys):
    assert main(["run", pages, "-o", str(tmp_path / "out"), "--no-progress", "--limit", "2", "--jobs", "1"]) == 0
    assert capsys.readouterr().err == f"govreport: 2 documents (1 not_report, 1 report) in {tmp_path / 'out'}\n"


def test_failures_are_exit_status_1(pages, tmp_path, capsys):
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"no zip")
    assert main(["run", pages, str(bad), "-o", str(tmp_path / "out"), "--no-progress"]) == 1
    assert "1 failed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "no such file or folder: nowhere"),
        (["http://a/1.html"], "no such file or folder: http://a/1.html (addresses are not fetched)"),
        (["{pages}", "--where", "year"], "cannot read the condition 'year'"),
        (["{pages}", "-o", "{pages}/out"], "may not lie inside the source"),
        (["{pages}", "-o", "{pages}/.."], "it is not empty and holds no data set of ours; choose another folder"),
    ],
)
def test_misuse_is_exit_status_2(pages, tmp_path, capsys, arguments, message):
    given = [a.format(pages=pages) for a in arguments]
    if "-o" not in given:
        given += ["-o", str(tmp_path / "out")]
    assert main(["run", *given]) == 2
    assert message in capsys.readouterr().err
    assert main(["summary", pages]) == 2
    assert "holds no data set" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--jobs", "abc", "argument --jobs: 'abc' is not a whole number from 1 up"),
        ("--jobs", "0", "argument --jobs: '0' is not a whole number from 1 up"),
        ("--limit", "1.5", "argument --limit: '1.5' is not a whole number from 1 up"),
        ("--max-memory", "", "argument --max-memory: '' is not a whole number from 1 up"),
        ("--timeout", "-1", "argument --timeout: '-1' is not a number of seconds above 0"),
        ("--timeout", "nan", "argument --timeout: 'nan' is not a number of seconds above 0"),
        ("--timeout", "inf", "argument --timeout: 'inf' is not a number of seconds above 0"),
        ("--timeout", "soon", "argument --timeout: 'soon' is not a number of seconds above 0"),
    ],
)
def test_numbers_that_are_none_are_misuse(option, value, message, capsys):
    assert main(["run", "pages", "-o", "out", f"{option}={value}"]) == 2
    assert message in capsys.readouterr().err


def test_an_output_that_cannot_be_written_is_misuse(pages, tmp_path, capsys):
    file = tmp_path / "file"
    file.write_text("precious")
    for out, said in ((file, "cannot be used: it is a file; choose another folder"), (file / "x", "Not a directory")):
        assert main(["run", pages, "-o", str(out), "--no-progress"]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith(f"govreport: {out}")
        assert said in line
    assert file.read_text() == "precious"
    assert main(["run", pages, "-o", str(tmp_path / "out"), "--no-progress", "--limit", "1", "--jobs", "1"]) == 0
    capsys.readouterr()
    for page in (tmp_path / "no" / "a.html", tmp_path):
        assert main(["summary", str(tmp_path / "out"), "--html", str(page)]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"govreport: {page}: ")


def test_a_complete_data_set_is_not_read_again(pages, tmp_path, capsys):
    line = ["run", pages, "-o", str(tmp_path / "out"), "--no-progress", "--limit", "2", "--jobs", "1"]
    assert main(line) == 0
    assert "complete before" not in capsys.readouterr().err
    (Path(pages) / "0" / "00000a.html").write_text("new")
    assert main(line) == 0
    said = "which was complete before: nothing was read again; to add documents, run them into a folder of their own"
    assert capsys.readouterr().err == f"govreport: 2 documents (1 not_report, 1 report) in {tmp_path / 'out'}, {said}\n"
    assert run([pages], tmp_path / "out", Options(limit=2)).untouched


@pytest.mark.parametrize(
    ("words", "warnings"),
    [
        (["--where", "foo=1"], ["--where foo=1: no document has foo (its fields are {fields})"]),
        (["--where", "id~html", "--where", "captured>=2021"],
         ["--where captured>=2021: no document has captured (its fields are {fields})"]),
        (["--where", "id~nothing"], ["--where leaves none of 8 documents"]),
        (["--include", "*.htm", "--include", "x"], ["no document named *.htm or x was found in {pages}"]),
        (["--where", "id~html"], []),
    ],
)  # fmt: skip
def test_what_leaves_nothing_is_said(words, warnings, pages, tmp_path, capsys):
    assert main(["run", pages, "-o", str(tmp_path / "out"), "--no-progress", "--jobs", "1", *words]) == 0
    *said, last = capsys.readouterr().err.splitlines()
    fields = "id, source, member, url, offset, captured"
    assert said == [f"govreport: warning: {text.format(pages=pages, fields=fields)}" for text in warnings]
    assert ("(none)" in last) == bool(warnings)


def test_an_empty_folder_is_said(tmp_path):
    (tmp_path / "in").mkdir()
    result = run([tmp_path / "in"], tmp_path / "out", Options(jobs=1))
    assert result.warnings == (f"no document was found in {tmp_path / 'in'}",)
    assert result.counts == {}


def test_the_fields_of_a_table_are_named_where_one_is_missing(tmp_path):
    (tmp_path / "a.csv").write_text("url,html,province\nu,<p>x</p>,a\n")
    result = run([tmp_path / "a.csv"], tmp_path / "out", Options(jobs=1, where=("provnce=a",)))
    (said,) = result.warnings
    assert said.startswith("--where provnce=a: no document has provnce (its fields are id, ")
    assert said.endswith("province)")


def test_every_option_arrives(pages, tmp_path):
    out = tmp_path / "out"
    line = (
        "--format csv --limit 3 --where id~0 --where member~html --include *.html --content-column c --id-column i "
        "--url-column u --date-column d --table t --texts --no-figures --part-size 7 --timeout 9 --max-document 3 "
        "--max-memory 900 --no-progress --jobs 1"
    )
    assert main(["run", pages, "-o", str(out), *line.split()]) == 0
    options = Options(
        format="csv", limit=3, where=("id~0", "member~html"), include=("*.html",), columns=Columns("c", "i", "u", "d", "t"),
        figures=False, texts=True, part_documents=7, jobs=1,
        limits=Limits(document_bytes=3 << 20, timeout=9.0, worker_bytes=900 << 20),
    )  # fmt: skip
    account = json.loads((out / "run.json").read_text())
    assert account["options"] == json.loads(json.dumps(options.to_dict()))
    assert account["options_hash"] == options.fingerprint()
    assert account["rows"]["figures"] == 0
    assert account["rows"]["texts"] == account["outcomes"]["report"] == 2


def test_how_a_run_goes_does_not_decide_what_it_is():
    assert Options(jobs=1).fingerprint() == Options(jobs=7, limits=Limits(timeout=1.0, worker_bytes=1)).fingerprint()
    assert Options().fingerprint() != Options(texts=True).fingerprint()
    assert Options().fingerprint() != Options(limits=Limits(document_bytes=5)).fingerprint()


def test_a_revisit_is_a_duplicate_of_what_it_revisits(tmp_path):
    page = archive_samples.report(1).data
    digest = "WARC-Payload-Digest: sha1:PAGE"
    record = archive_samples.warc_record
    parts = [
        record("http://a/1", page, extra=(digest,)),
        record("http://a/2", b"", kind="revisit", extra=(digest,)),
        record("http://a/3", b"", kind="revisit", extra=("WARC-Payload-Digest: sha1:OTHER",)),
        record("http://a/4", page),
        record("http://a/5", b"\x89PNG\r\n", http=()),
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(parts))
    for size in (1, 10):
        run([str(tmp_path / "a.warc")], tmp_path / f"out{size}", Options(part_documents=size))
        rows = pq.read_table(tmp_path / f"out{size}" / "documents").to_pylist()
        assert [(row["outcome"], row["reason"]) for row in rows] == [
            ("report", None), ("duplicate", None), ("skipped", "revisit-of-unknown"), ("duplicate", None),
            ("skipped", "binary-png"),
        ]  # fmt: skip
        assert rows[0]["report_id"] == rows[1]["report_id"] == rows[3]["report_id"]


def raising(source, *, encoding=None):
    raise RuntimeError(f"cannot read {source!r}")


def test_the_batch_function_gives_one_row_for_each_and_never_raises():
    good = archive_samples.report(1)
    given = [
        {"id": "a", "content": good.data},
        {"id": "b"},
        {"id": None, "text": good.content},
        {"id": "d", "content": b"\xff\xfe\x00\xd8", "encoding": "no such"},
        {"id": "e", "content": "政府".encode("big5"), "encoding": "big5"},
    ]
    parsed = parse_batch(pa.RecordBatch.from_pylist(given, schema=INPUT), text=True)
    assert parsed.schema.equals(OUTPUT)
    assert parsed.column("id").to_pylist() == ["a", "b", None, "d", "e"]
    assert parsed.column("status").to_pylist() == ["ok", "failed", "ok", "ok", "ok"]
    assert parsed.column("error").to_pylist()[1] == "no content"
    assert parsed.column("outcome").to_pylist()[:3] == ["report", "failed", "report"]
    assert parsed.column("text").to_pylist()[4] == "政府"
    assert explode(parsed, "cells").num_rows == 2 * len(parsed.column("cells").to_pylist()[0])
    broken = parse_batch(pa.RecordBatch.from_pylist(given, schema=INPUT), parse=raising)
    assert broken.column("status").to_pylist() == ["failed"] * 5
    assert broken.column("error").to_pylist()[4] == f"RuntimeError: cannot read {'政府'.encode('big5')!r}"
    no_rows = parse_batch(pa.RecordBatch.from_pylist([], schema=INPUT))
    assert (no_rows.num_rows, no_rows.schema.equals(OUTPUT)) == (0, True)


def unholdable(source, *, encoding=None):
    """A report one of whose findings lacks what its message is made of."""
    from attrs import evolve

    from govreport_parser import parse
    from govreport_parser.findings import Finding, Severity

    report = parse(source)
    return evolve(report, findings=(Finding("label-variant", Severity.INFO),)) if b"odd" in source else report


def test_a_report_that_cannot_be_written_fails_alone():
    given = [{"id": name, "content": name.encode()} for name in ("one", "odd", "two")]
    parsed = parse_batch(pa.RecordBatch.from_pylist(given, schema=INPUT), parse=unholdable)
    assert parsed.column("status").to_pylist() == ["ok", "failed", "ok"]
    assert parsed.column("error").to_pylist()[1].startswith("KeyError")


def test_lines_where_there_is_no_terminal():
    stream = io.StringIO()
    progress = Progress(stream)
    progress.update(0, 0, None)
    progress.update(50, 1, 200)  # too soon to say anything again
    progress.update(100, 2, 200, end=True)
    progress.close()
    (line,) = stream.getvalue().splitlines()
    assert line.startswith("govreport: 100 of about 200 documents, ")
    assert "2 failed, about " in line


def test_a_bar_where_there_is_one():
    pytest.importorskip("tqdm", reason="tqdm is not installed: no progress bar to test")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    progress = Progress(stream)
    progress.update(0, 0, None)
    progress.update(100, 2, 200, end=True)
    progress.close()
    shown = stream.getvalue()
    assert "\r" in shown
    assert "100/200" in shown
    assert "failed=2" in shown
    assert "doc/s" in shown


def test_a_missing_extra_is_named_with_its_command():
    with pytest.raises(
        MissingExtra, match=r"reading X needs no_such_module, .* pip install '\.\[warc\]' \(in the folder"
    ):
        need("no_such_module.inner", "warc", "reading X")


BLOCKED = """
import sys
for name in sys.argv[1].split(","):
    sys.modules[name] = None
from govreport_parser.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize(
    ("blocked", "extra"),
    [("pyarrow", "archive"), ("fastwarc", "warc"), ("duckdb", "duckdb")],
)
def test_commands_say_which_extra_they_miss(tmp_path, blocked, extra):
    (tmp_path / "a.warc").write_bytes(archive_samples.warc_record("http://a/", b"page"))
    line = ["run", str(tmp_path / "a.warc"), "-o", str(tmp_path / "out"), "--no-progress", "--format", "duckdb"]
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, f"{blocked},{blocked}.warc", *line], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert f"pip install '.[{extra}]' (in the folder of this library's source)" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_optional_is_imported_with_the_library():
    code = (
        "import sys, govreport_parser, govreport_parser.archive, govreport_parser.archive.cli\n"
        "print([m for m in ('pyarrow', 'fastwarc', 'duckdb', 'pandas', 'polars', 'tqdm', 'pyspark') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == "[]\n"


def test_a_script_may_run_an_archive(pages, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from govreport_parser.archive import run\n"
        "def main():\n"
        f"    print(run([{pages!r}], {str(tmp_path / 'out')!r}).counts)\n"
        "if __name__ == '__main__':\n"
        "    main()\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, cwd=Path.cwd())
    assert (done.returncode, done.stdout) == (0, "{'not_report': 1, 'report': 7}\n"), done.stderr


@pytest.mark.parametrize("value", [0, -1, float("nan")])
def test_bounds_are_above_zero(value: float) -> None:
    with pytest.raises(ValueError, match="'timeout' must be > 0"):
        Limits(timeout=value)
    with pytest.raises(ValueError, match="'jobs' must be > 0"):
        Options(jobs=value)  # type: ignore[arg-type]  # what a caller without a type checker may give
