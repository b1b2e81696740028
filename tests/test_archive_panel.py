"""From a data set to a panel: one report for each agency and year, and what each year hands to the next."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="the archive extra is not installed")

import pyarrow.parquet as pq

from govreport_parser import parse
from govreport_parser.archive import DataPanel, Options, panel, run
from govreport_parser.archive.fields import PANEL, SERIES_CHECKS
from govreport_parser.archive.schema import arrow_schema
from govreport_parser.series import compare
from tests.finding_examples import NEW, base, next_year

FIRST = base(NEW).replace("北屏市", "丰县")
"""The report of 丰县 on 2022."""
SECOND = next_year("0").replace("北屏市", "江苏省丰县人民政府")
"""Its report on 2023, which carries 0 requests over where 22 were carried forward."""
OTHER = next_year("22").replace("北屏市", "海丰县")
"""The report of another county whose name ends so."""
PENALTIES = ("行政处罚\n8\n", "行政处罚\n7\n")

DOCUMENTS = (
    # name, text, captured
    ("first.txt", FIRST, "2023-02-01T00:00:00Z"),
    ("elsewhere.txt", "首页 > 政务公开\n" + FIRST, "2023-05-01T00:00:00Z"),
    ("draft.txt", FIRST.replace(*PENALTIES), "2023-01-01T00:00:00Z"),
    ("cut.txt", FIRST[: len(FIRST) * 2 // 3].replace("行政处罚\n8\n", "行政处罚\n\n"), "2024-01-01T00:00:00Z"),
    ("second.txt", SECOND, "2024-02-01T00:00:00Z"),
    ("other.txt", OTHER, "2024-02-01T00:00:00Z"),
    ("nobody.txt", base(NEW).replace("北屏市2022年政府信息公开工作年度报告\n", ""), "2024-02-01T00:00:00Z"),
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("panel") / "pages.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "text", "captured"))
        writer.writerows(DOCUMENTS)
    return str(path)


def made(source: str, folder: Path, kind: str = "parquet") -> DataPanel:
    run([source], folder, Options(format=kind, part_documents=3, jobs=1))
    return panel(folder)


@pytest.fixture(scope="module")
def folder(source: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("panel") / "dataset"
    made(source, out)
    return out


@pytest.fixture(scope="module")
def found(folder: Path) -> DataPanel:
    return panel(folder)


def names(folder: Path) -> dict[str, str]:
    """The name of each document, by its report."""
    rows = pq.read_table(folder / "documents").to_pylist()
    return {row["report_id"]: row["document_id"].partition("#")[2] for row in rows}


def test_every_report_stands_in_the_panel_and_one_of_each_agency_and_year_is_used(
    found: DataPanel, folder: Path
) -> None:
    assert found.reports.schema.equals(arrow_schema(PANEL))
    called, rows = names(folder), found.reports.to_pylist()
    assert [called[row["report_id"]] for row in rows] == [name for name, _, _ in DOCUMENTS]
    keys = ("series", "agency", "division_code", "year", "used", "copies", "numbers", "differing", "differs")
    whose = "江苏省丰县人民政府"
    assert [tuple(row[key] for key in keys) for row in rows] == [
        (0, whose, "320321", 2022, False, 4, 200, 0, None),
        (0, whose, "320321", 2022, True, 4, 200, 0, None),  # as many numbers as the first, captured later
        (0, whose, "320321", 2022, False, 4, 200, 1, "disclosure.penalties.decisions"),
        (0, whose, "320321", 2022, False, 4, 121, 0, None),
        (0, whose, "320321", 2023, True, 1, 200, 0, None),
        (1, "海丰县", "441521", 2023, True, 1, 200, 0, None),
        (None, None, None, None, False, 0, 200, 0, None),
    ]


def test_the_series_are_checked_over_the_reports_that_are_used(found: DataPanel, folder: Path) -> None:
    assert found.checks.schema.equals(arrow_schema(SERIES_CHECKS))
    rows, called = found.checks.to_pylist(), names(folder)
    assert {(called[row["report_id"]], called[row["previous_report_id"]]) for row in rows} == {
        ("second.txt", "elsewhere.txt")
    }
    checks = compare([parse(FIRST), parse(SECOND)]).checks
    keys = ("year", "identity", "outcome", "left_sum", "right_sum", "why")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        (check.year, check.id, check.outcome.value, check.left_sum, check.right_sum, check.why or None)
        for check in checks
    ]
    broken = [row for row in rows if row["outcome"] == "broken"]
    assert [(row["identity"], row["left_sum"], row["right_sum"]) for row in broken] == [
        ("carry_over.other", Decimal(0), Decimal(22)),
        ("carry_over.total", Decimal(0), Decimal(22)),
    ]


def test_copies_that_differ_and_series_that_break_are_findings(found: DataPanel, folder: Path) -> None:
    assert [f.code for f in found.findings] == ["series-differs", "series-broken", "series-broken"]
    used = next(report_id for report_id, name in names(folder).items() if name == "elsewhere.txt")
    assert found.findings[0].message == (
        f"4 reports of 江苏省丰县人民政府 on 2022 differ in 1 of their cells; {used} is used"
    )
    assert found.findings[0].paths == ("disclosure.penalties.decisions",)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "sqlite"])
def test_every_format_gives_the_same_panel(source: str, found: DataPanel, tmp_path: Path, kind: str) -> None:
    again = made(source, tmp_path / "out", kind)
    assert again.reports.to_pylist() == found.reports.to_pylist()
    assert again.checks.to_pylist() == found.checks.to_pylist()
    assert again.findings == found.findings


def test_a_data_set_without_reports_has_an_empty_panel(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("没有", encoding="utf-8")
    run([str(tmp_path / "a.txt")], tmp_path / "out", Options(jobs=1))
    empty = panel(tmp_path / "out")
    assert (empty.reports.num_rows, empty.checks.num_rows, empty.findings) == (0, 0, ())
    with pytest.raises(FileNotFoundError, match="holds no data set"):
        panel(tmp_path)
