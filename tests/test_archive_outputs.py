"""What is written: the same numbers in every format, a description that validates, recipes that run."""

from __future__ import annotations

import ast
import csv
import json
import re
import shutil
import sqlite3
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow", reason="the archive extra is not installed")
pytest.importorskip("fastwarc", reason="the warc extra is not installed")

import pyarrow.parquet as pq

import archive_samples
from govreport_parser.archive import Options, panel, run
from govreport_parser.archive.codebook import stata_name
from govreport_parser.archive.fields import STATUSES
from govreport_parser.archive.schema import DECLARED, PATHS, TABLES

DOCS = Path(__file__).parents[1] / "docs" / "archive.md"


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats") / "in"
    archive = archive_samples.build(folder, 40, poison=False)
    (folder / "bad.zip").write_bytes(b"no zip")
    money = "四、收费\n第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n1.25\n"
    (folder / "money.txt").write_text("某市2022年政府信息公开工作年度报告\n" + money, encoding="utf-8")
    return [*archive.sources, str(folder / "bad.zip"), str(folder / "money.txt")]


@pytest.fixture(scope="module")
def dataset(sources, tmp_path_factory):
    out = tmp_path_factory.mktemp("parquet") / "dataset"
    run(sources, out, Options(part_documents=15, texts=True))
    return out


def rows(out: Path, table: str) -> list[dict[str, object]]:
    return pq.read_table(out / table).to_pylist()


def test_every_table_has_its_declared_schema(dataset):
    for name, schema in TABLES.items():
        for path in (dataset / name).glob("part-*.parquet"):
            assert pq.read_schema(path).equals(schema), path


def test_keys_are_unique_and_required_columns_filled(dataset):
    for name, table in DECLARED.items():
        found = rows(dataset, name)
        keys = [tuple(row[k] for k in table.key) for row in found]
        assert len(set(keys)) == len(keys), name
        for column in table.columns:
            values = [row[column.name] for row in found]
            assert not column.required or None not in values, (name, column.name)
            assert not column.values or set(values) <= {*column.values, None}, (name, column.name)


def test_amounts_are_decimals_and_blanks_are_not_zeros(dataset):
    fees = [r for r in rows(dataset, "cells") if r["path"] == "disclosure.fees.amount" and r["value"] is not None]
    assert Decimal(12500) in {row["value"] for row in fees}
    money = [row for row in rows(dataset, "reports") if row["disclosure_fees_amount"] == Decimal(12500)]
    assert len(money) == 1
    for row in rows(dataset, "cells"):
        assert row["status"] in STATUSES
        assert (row["value"] is not None) == (row["status"] in ("read", "inferred"))


def test_spans_read_back_in_the_texts(dataset):
    texts = {row["report_id"]: row["text"] for row in rows(dataset, "texts")}
    read = [row for row in rows(dataset, "cells") if row["span_start"] is not None]
    assert len(read) > 1000
    for row in read:
        assert texts[row["report_id"]][row["span_start"] : row["span_end"]] == row["raw"]


def test_csv_and_jsonl_hold_what_parquet_holds(sources, dataset, tmp_path):
    for kind in ("csv", "jsonl"):
        run(sources, tmp_path / kind, Options(format=kind, part_documents=15, texts=True))
        for name in TABLES:
            assert read_text_table(tmp_path / kind / name, kind) == list(map(as_text, rows(dataset, name))), (
                kind,
                name,
            )


def read_text_table(folder: Path, kind: str) -> list[dict[str, str]]:
    out: list[dict[str, str]] = []
    for path in sorted(folder.glob("part-*")):
        with path.open(encoding="utf-8", newline="") as file:
            if kind == "csv":
                out.extend(dict(row) for row in csv.DictReader(file))
            else:
                out.extend(as_text(json.loads(line, parse_float=Decimal)) for line in file)
    return out


def as_text(row: dict[str, object]) -> dict[str, str]:
    def text(value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        if hasattr(value, "strftime") and hasattr(value, "hour"):
            return value.strftime("%Y-%m-%dT%H:%M:%SZ")
        return str(value)

    return {name: text(value) for name, value in row.items()}


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_one_database_file(sources, dataset, tmp_path, kind):
    if kind == "duckdb":
        connect = pytest.importorskip("duckdb", reason="the duckdb extra is not installed").connect
    else:
        connect = sqlite3.connect
    run(sources, tmp_path / "out", Options(format=kind, part_documents=15))
    db = connect(str(tmp_path / "out" / f"dataset.{kind}"))
    query = "SELECT report_id, path, value, raw, status FROM cells ORDER BY report_id, path"
    found = [
        (*row[:2], None if row[2] is None else Decimal(str(row[2])), *row[3:]) for row in db.execute(query).fetchall()
    ]
    names = ("report_id", "path", "value", "raw", "status")
    assert found == sorted((tuple(row[n] for n in names) for row in rows(dataset, "cells")), key=lambda r: r[:2])
    assert db.execute("SELECT count(*) FROM failures").fetchall() == [(1,)]
    received = "SELECT applications_received_total FROM reports ORDER BY report_id"
    assert [row[0] for row in db.execute(received).fetchall()] == [
        row["applications_received_total"] for row in sorted(rows(dataset, "reports"), key=lambda r: r["report_id"])
    ]
    db.close()


def test_the_package_validates(sources, dataset, tmp_path):
    frictionless = pytest.importorskip("frictionless")
    run(sources, tmp_path / "many", Options(format="csv", part_documents=15))
    run(sources[:1], tmp_path / "one", Options(format="csv"))
    run(sources[:1], tmp_path / "lines", Options(format="jsonl"))
    for out in (dataset, tmp_path / "many", tmp_path / "one", tmp_path / "lines"):
        report = frictionless.validate(str(out / "datapackage.json"))
        assert report.valid, report.flatten(["taskPosition", "rowNumber", "fieldName", "message"])[:5]
        assert report.stats["tasks"] >= 8
    description = json.loads((tmp_path / "one" / "datapackage.json").read_text())
    cells = next(r for r in description["resources"] if r["name"] == "cells")
    assert cells["path"] == "cells/part-000000.csv"
    assert next(f for f in cells["schema"]["fields"] if f["name"] == "status")["constraints"]["enum"] == list(STATUSES)
    assert next(f for f in cells["schema"]["fields"] if f["name"] == "value")["unit"]
    assert description["licenses"]


def test_a_package_that_was_changed_does_not_validate(sources, tmp_path):
    frictionless = pytest.importorskip("frictionless")
    run(sources[:1], tmp_path / "out", Options(format="csv"))
    path = tmp_path / "out" / "checks" / "part-000000.csv"
    path.write_text(path.read_text().replace('"held"', '"upheld"', 1))
    assert not frictionless.validate(str(tmp_path / "out" / "datapackage.json")).valid


def test_the_codebook_names_every_column_in_both_languages(dataset):
    with (dataset / "codebook.csv").open(encoding="utf-8", newline="") as file:
        book = list(csv.DictReader(file))
    named = {(row["table"], row["column"]) for row in book}
    assert named == {(name, field.name) for name, schema in TABLES.items() for field in schema}
    assert all(row["english"] and row["chinese"] for row in book)
    for language in ("en", "zh"):
        text = (dataset / f"codebook.{language}.md").read_text(encoding="utf-8")
        assert all(f"| `{field.name}` |" in text for schema in TABLES.values() for field in schema)
    assert "一、本年新收政府信息公开申请数量 / 自然人" in text


def test_stata_names_are_short_different_and_follow_the_form():
    names = [stata_name(path) for path in PATHS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name) for name in names)
    assert stata_name("applications.results.refused.state_secret.business") == "t3_3_3_1_bus"
    assert stata_name("applications.received.natural_person") == "t3_1_np"
    assert stata_name("disputes.review.total") == "t4_review_tot"


def recipes() -> list[str]:
    return re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("code", recipes(), ids=lambda code: re.findall(r"(?:import|from) (\w+)", code)[0])
def test_recipes_of_the_guide_run(code, dataset, tmp_path, monkeypatch, capsys):
    for module in re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE):
        pytest.importorskip(module)
    shutil.copytree(dataset, tmp_path / "dataset")
    monkeypatch.chdir(tmp_path)
    archive_samples.to_folder(tmp_path, archive_samples.documents(3))
    for i in range(2):
        documents = [archive_samples.report(i).data, archive_samples.report(i + 2).data]
        pq.write_table(pa.table({"id": ["a", "b"], "content": documents}), f"pages-{i}.parquet")
    exec(compile(code, str(DOCS), "exec"), {"__name__": "__main__"})
    check_recipe(code, capsys.readouterr().out, tmp_path, dataset)


def check_recipe(code: str, printed: str, folder: Path, dataset: Path) -> None:
    """What the recipe printed or wrote, against the tables read otherwise."""
    cells, reports = rows(dataset, "cells"), rows(dataset, "reports")
    if "panel.csv" in code:
        check_panel(printed, folder / "panel.csv", reports)
    elif "to_stata" in code:
        check_stata(folder / "reports.dta", dataset)
    elif "duckdb" in code:
        assert sum(count for _, _, count in ast.literal_eval(printed)) == len(cells)
    elif "dask" in code:
        assert ast.literal_eval(printed) == (398, 398)  # one report of each edition in each file
    elif "polars" in code:
        assert all(
            f"┆ {n} " in printed for n in Counter(r["edition"] for r in reports if not r["checks_broken"]).values()
        )
    elif "pandas" in code:
        used = {row["report_id"] for row in panel(dataset).reports.to_pylist() if row["used"]}
        counted = [
            row
            for row in reports
            if row["report_id"] in used and row["body_kind"] and row["applications_received_total"] is not None
        ]
        last = max((row["year"], row["body_kind"]) for row in counted)
        own = [row["applications_received_total"] for row in counted if (row["year"], row["body_kind"]) == last]
        assert re.search(rf"\b{last[1]} +{sum(own)}\.0 +{len(own)}$", printed, re.MULTILINE)
    elif "summarise" in code:
        assert "{'report': 3} {'read': " in printed
        assert len(rows(folder / "again", "texts")) == 3
    else:
        assert "empty" in printed or "not-a-report" in printed


def check_panel(printed: str, path: Path, reports: list[dict[str, object]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert printed.startswith(f"{len(reports)} reports, ")
    keys = [(row["series"], row["year"]) for row in table]
    assert len(set(keys)) == len(keys) > 10
    assert len(keys) == len({(row["agency"], row["year"]) for row in reports if row["agency"] and row["year"]})
    received = {row["report_id"]: row["applications_received_total"] for row in reports}
    assert all(received[row["report_id"]] == number(row["applications_received_total"]) for row in table)


def number(text: str) -> int | None:
    return int(float(text)) if text else None


def check_stata(path: Path, dataset: Path) -> None:
    import pandas as pd

    table = pd.read_stata(path)
    expected = [row["applications_received_total"] for row in rows(dataset, "reports")]
    assert [None if pd.isna(v) else v for v in table["t3_1_tot"]] == expected


def test_parquet_opens_everywhere(dataset):
    pandas, polars, duckdb = (pytest.importorskip(name) for name in ("pandas", "polars", "duckdb"))
    count = len(rows(dataset, "cells"))
    assert len(pandas.read_parquet(dataset / "cells")) == count
    assert polars.read_parquet(dataset / "cells" / "*.parquet").height == count
    assert duckdb.sql(f"SELECT count(*) FROM '{dataset}/cells/*.parquet'").fetchall() == [(count,)]
