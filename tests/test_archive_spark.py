"""The Spark adapter in local mode gives the rows of the local runner."""

from __future__ import annotations

import os
import shutil
import warnings

import pytest

pytest.importorskip("pyarrow", reason="the archive extra is not installed")
if shutil.which("java") is None:
    pytest.skip("SKIPPED: Java is not installed, so the Spark adapter was not tested", allow_module_level=True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    pytest.importorskip("pyspark", reason="SKIPPED: pyspark is not installed, so the Spark adapter was not tested")

import pyarrow as pa
import pyarrow.parquet as pq

import archive_samples
from govreport_parser import spark as gs
from govreport_parser.archive import Options, run

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

PAGES = int(os.environ.get("GOVREPORT_TEST_SPARK_PAGES", "120"))
"""2,000 for the whole test; see docs/archive.md."""


@pytest.fixture(scope="module")
def session():
    quiet = {
        "spark__ui__enabled": "false",
        "spark__driver__bindAddress": "127.0.0.1",
        "spark__driver__host": "127.0.0.1",
    }
    found = gs.session("local[2]", spark__sql__shuffle__partitions="2", **quiet)
    found.sparkContext.setLogLevel("ERROR")
    yield found
    found.stop()


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark")
    found = archive_samples.documents(PAGES)
    pages = archive_samples.to_folder(folder, found)
    warc = archive_samples.to_warc(folder, found[:20])
    run([str(pages)], folder / "out", Options(jobs=2))
    return folder, pages, warc


def ordered(table: pa.Table, *keys: str) -> list[dict[str, object]]:
    return table.sort_by([(key, "ascending") for key in keys]).to_pylist()


def test_rows_are_those_of_the_local_runner(session, archive, tmp_path):
    folder, pages, _ = archive
    gs.parse(gs.from_folder(session, str(pages), "*.html")).write.parquet(str(tmp_path / "parsed"))
    parsed = session.read.parquet(str(tmp_path / "parsed"))
    keys = {
        "cells": ("report_id", "path"), "sections": ("report_id", "position"), "figures": ("report_id", "position"),
        "findings": ("report_id", "position"), "checks": ("report_id", "identity"),
    }  # fmt: skip
    for name, key in keys.items():
        gs.table(parsed, name).write.parquet(str(tmp_path / name))
        ours, local = (ordered(pq.read_table(where), *key) for where in (tmp_path / name, folder / "out" / name))
        assert len(local) > 0
        assert ours == local, name
    columns = ["report_id", "title", "year", "cells_read", "applications_received_total"]
    ours = parsed.filter("outcome = 'report'").select(*columns).toArrow()
    assert ordered(ours, "report_id") == ordered(
        pq.read_table(folder / "out" / "reports", columns=columns), "report_id"
    )
    assert session.conf.get("spark.sql.execution.arrow.maxRecordsPerBatch") == "200"


def test_archives_are_read_in_the_tasks_and_other_columns_pass_through(session, archive):
    _, _, warc = archive
    bad = warc.with_name("bad.zip")
    bad.write_bytes(b"no zip")
    frame = gs.from_sources(session, [str(warc), str(bad)])
    rows = gs.parse(frame).select("id", "url", "captured", "refusal", "status", "error", "outcome").collect()
    by_id = {row["id"]: row for row in rows}
    assert len(rows) == 21
    assert by_id["bad.zip"]["refusal"].startswith("corrupt")
    assert by_id["bad.zip"]["error"] == "no content"
    assert by_id["crawl.warc.gz#0"]["url"] == "http://www.example.gov.cn/0.html"
    assert by_id["crawl.warc.gz#0"]["captured"].year == 2022
    assert sum(row["outcome"] == "report" for row in rows) >= 17


def test_frames_that_cannot_be_parsed_are_refused_at_once(session):
    with pytest.raises(ValueError, match="no column content or text"):
        gs.parse(session.createDataFrame([("a",)], "html string"))
    with pytest.raises(ValueError, match="columns title, year are columns of the output"):
        gs.parse(session.createDataFrame([("a", "b", 1)], "text string, title string, year int"))
    with pytest.raises(ValueError, match="no table reports"):
        gs.table(gs.parse(session.createDataFrame([("a",)], "text string")), "reports")
