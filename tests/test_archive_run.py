"""Whole runs: every document accounted for, poison costs only itself, cells are those of ``parse``."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

import govreport_parser as gp

pa = pytest.importorskip("pyarrow", reason="the archive extra is not installed")
pytest.importorskip("fastwarc", reason="the warc extra is not installed")

import pyarrow.parquet as pq

import archive_poison
import archive_samples
from govreport_parser.archive import Limits, Options, run
from govreport_parser.archive.entries import sha256

DOCUMENTS = int(os.environ.get("GOVREPORT_TEST_DOCUMENTS", "240"))
"""The size of the drawn archive; ``make test`` keeps it small, docs/archive.md says how to run the whole of it."""

LIMITS = Limits(timeout=6.0 if DOCUMENTS < 1000 else 20.0, worker_bytes=768 << 20)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    archive = archive_samples.build(folder / "in", DOCUMENTS)
    options = Options(limits=LIMITS, part_documents=70, jobs=2)
    result = run(archive.sources, folder / "out", options, parse=archive_poison.parse)
    return archive, folder / "out", result


def test_every_document_is_accounted_for(finished):
    archive, out, result = finished
    assert result.complete
    assert Counter(result.counts) == archive.expected
    documents = pq.read_table(out / "documents").to_pylist()
    assert [row["seq"] for row in documents] == list(range(sum(archive.expected.values())))
    assert len({row["document_id"] for row in documents}) == len(documents)
    account = json.loads((out / "run.json").read_text())
    assert account["documents"] == len(documents)
    assert account["outcomes"] == result.counts
    for file in account["files"]:
        assert (out / file["path"]).stat().st_size == file["bytes"]


def test_poison_costs_only_itself(finished):
    _, out, _ = finished
    failures = pq.read_table(out / "failures").to_pylist()
    by_kind = {row["member"].partition("-")[2].removesuffix(".txt"): row["reason"] for row in failures}
    assert by_kind == {
        "segfault": "crashed", "exit": "crashed", "hang": "hung", "allocate": "memory", "raise": "error"
    }  # fmt: skip
    assert {row["document_id"].split("/")[0] for row in failures} == {"poison"}
    assert len(failures) == 10
    segfault = next(row for row in failures if "segfault" in row["member"])
    assert "SIGSEGV" in segfault["detail"]


def test_cells_are_those_of_parse_one_by_one(finished):
    archive, out, _ = finished
    documents = pq.read_table(out / "documents").to_pylist()
    keys = {row["sha256"]: row["report_id"] for row in documents if row["outcome"] == "report"}
    found: dict[str, list[dict[str, object]]] = {}
    for row in pq.read_table(out / "cells").to_pylist():
        found.setdefault(row["report_id"], []).append(row)
    compared = 0
    sample = [d for d in (*archive.pages, *archive.texts) if d.outcome == "report"]
    for document in sample[:: max(1, len(sample) // 120)]:
        as_text = document in archive.texts
        report = gp.parse(document.content if as_text else document.data)
        key = keys[sha256(document.content if as_text else document.data)]
        expected = [
            {"span_start": row.pop("start"), "span_end": row.pop("end"), **row} for row in map(dict, report.rows())
        ]
        ours = [{name: row[name] for name in expected[0]} for row in found[key]]
        assert ours == expected
        compared += len(ours)
    assert compared > 5000


def test_wide_columns_hold_the_certain_values(finished):
    _, out, _ = finished
    cells = pq.read_table(out / "cells", columns=["report_id", "path", "value"]).to_pylist()
    values = {(row["report_id"], row["path"].replace(".", "_")): row["value"] for row in cells}
    wide = 0
    for row in pq.read_table(out / "reports").to_pylist():
        for name in ("applications_received_total", "disputes_review_upheld", "disclosure_penalties_decisions"):
            assert row[name] == values.get((row["report_id"], name))
            wide += row[name] is not None
    assert wide > DOCUMENTS


def test_counts_of_reports_agree_with_the_long_tables(finished):
    _, out, _ = finished
    cells = Counter(
        (row["report_id"], row["status"])
        for row in pq.read_table(out / "cells", columns=["report_id", "status"]).to_pylist()
    )
    checks = Counter(
        (row["report_id"], row["outcome"])
        for row in pq.read_table(out / "checks", columns=["report_id", "outcome"]).to_pylist()
    )
    for row in pq.read_table(out / "reports").to_pylist():
        for status in ("read", "inferred", "blank", "ambiguous", "unreadable", "missing"):
            assert row[f"cells_{status}"] == cells[row["report_id"], status]
        for outcome in ("held", "broken", "undecided"):
            assert row[f"checks_{outcome}"] == checks[row["report_id"], outcome]


def test_identity_of_documents_is_kept(finished):
    _, out, _ = finished
    documents = pq.read_table(out / "documents").to_pylist()
    first = {row["source"]: row for row in reversed(documents)}
    assert first["old.zip"]["member"] == "年报/00000.html"
    assert first["more.tar.gz"]["document_id"] == "more.tar.gz/年报/00000.html"
    assert first["crawl.warc.gz"]["url"] == "http://www.example.gov.cn/0.html"
    assert first["crawl.warc.gz"]["captured"].isoformat() == "2022-01-31T08:00:00+00:00"
    assert first["crawl.warc.gz"]["charset"] in ("utf-8", "gb18030")
    assert first["rows.csv"]["document_id"] == "rows.csv#http://www.example.gov.cn/c/0"
    assert first["rows.parquet"]["document_id"] == "rows.parquet#p0"
    assert first["rows.sqlite"]["document_id"] == "rows.sqlite#s0"


def test_running_again_changes_nothing(finished):
    archive, out, result = finished
    before = {path: path.read_bytes() for path in sorted(out.glob("*/part-*"))}
    again = run(archive.sources, out, Options(limits=LIMITS, part_documents=70, jobs=1))
    assert (again.counts, again.resumed) == (result.counts, True)
    assert {path: path.read_bytes() for path in sorted(out.glob("*/part-*"))} == before


def test_one_worker_or_two_write_the_same_bytes(tmp_path):
    archive = archive_samples.build(tmp_path / "in", 60, poison=False)
    written = []
    for jobs in (1, 2):
        out = tmp_path / f"out{jobs}"
        run(archive.sources, out, Options(part_documents=20, jobs=jobs))
        written.append({str(p.relative_to(out)): p.read_bytes() for p in sorted(out.glob("*/part-*"))})
    assert written[0] == written[1]
    assert Path("cells/part-000002.parquet").as_posix() in written[0]
