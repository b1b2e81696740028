"""Prose against tables: agree, differ, cannot tell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser import Report
from govreport_parser.cells import Cell, Status
from govreport_parser.figures import NAMES
from govreport_parser.findings import Severity
from govreport_parser.forms import FORMS
from govreport_parser.model import Section
from govreport_parser.prose import COUNTERPARTS, FEES, Agreement, ProseCheck, compare_prose, prose_findings

TABLE = "【表】"
"""Where the cells of these reports stand, behind their prose."""


def report(prose: str, cells: dict[str, int | None], year: int | None = 2021, other: str | None = None) -> Report:
    """A report with some prose, some cells, and a section six."""
    text = prose + TABLE
    built: dict[str, Cell] = {}
    for path, value in cells.items():
        raw = "" if value is None else str(value)
        built[path] = Cell(
            value, raw, (len(text), len(text) + len(raw)), Status.BLANK if value is None else Status.READ
        )
        text += raw + "\n"
    sections = [_section("一、", "总体情况", prose, 0)]
    if other is not None:
        sections.append(_section("六、", "其他需要报告的事项", other, len(text)))
        text += other
    six = sections[1] if other is not None else None
    return Report(year=year, text=text, sections=tuple(sections), cells=built, other=six)


def _section(number: str, title: str, text: str, start: int) -> Section:
    span = (start, start + len(text))
    return Section(number, title, (text,), (), span, (span,))


RECEIVED = "applications.received.total"
CARRIED = "applications.carried_over.total"
REFUSED = [f"applications.results.refused.{row}.total" for row in ("state_secret", "internal_affairs", "inquiry")]


def outcomes(checks: tuple[ProseCheck, ...]) -> list[tuple[str, Agreement]]:
    """Name and outcome of each check."""
    return [(check.name, check.outcome) for check in checks]


def test_agreement_shows_both_places() -> None:
    given_report = report("全年收到政府信息公开申请43件。", {RECEIVED: 43})
    (check,) = compare_prose(given_report)
    assert check.outcome is Agreement.AGREE
    assert (check.stated, check.held, check.paths) == (43, 43, (RECEIVED,))
    assert given_report.text[slice(*check.span)] == "43件"
    assert given_report.text[slice(*check.cell_spans[0])] == "43"
    assert prose_findings([check]) == ()


def test_a_difference_is_a_warning_with_both_spans() -> None:
    given_report = report("全年收到政府信息公开申请44件。", {RECEIVED: 43})
    (check,) = compare_prose(given_report)
    assert check.outcome is Agreement.DIFFER
    (found,) = prose_findings(compare_prose(given_report))
    assert (found.code, found.severity, found.paths) == ("prose-differs", Severity.WARNING, (RECEIVED,))
    assert [given_report.text[slice(*span)] for span in found.spans] == ["44件", "43"]
    assert found.message == "the prose states 44 for requests.received, the tables hold 43"


def test_received_may_also_mean_with_those_carried_over() -> None:
    (check,) = compare_prose(report("共收到申请49件。", {RECEIVED: 43, CARRIED: 6}))
    assert check.outcome is Agreement.AGREE
    assert check.paths == (RECEIVED, CARRIED)
    assert check.why == f"{RECEIVED} + {CARRIED}"


def test_another_scope_is_no_difference_where_one_figure_agrees() -> None:
    checks = compare_prose(report("全区收到申请95件。区政府办公室收到申请17件。", {RECEIVED: 95}))
    assert outcomes(checks) == [("requests.received", Agreement.AGREE), ("requests.received", Agreement.CANNOT_TELL)]
    assert checks[1].why == "another figure of this name agrees"


@pytest.mark.parametrize(
    ("prose", "why"),
    [
        ("收到申请约40件。", "the number is not exact"),
        ("收到申请40余件。", "the number is not exact"),
        ("2020年收到申请40件。", "the sentence speaks of another year"),
        ("去年收到申请40件。", "the sentence speaks of the year before"),
    ],
)
def test_what_cannot_be_told(prose: str, why: str) -> None:
    (check,) = compare_prose(report(prose, {RECEIVED: 43}))
    assert (check.outcome, check.why) == (Agreement.CANNOT_TELL, why)


def test_uncertain_or_absent_cells_cannot_be_told() -> None:
    (check,) = compare_prose(report("收到申请43件。", {RECEIVED: None}))
    assert (check.outcome, check.held, check.why) == (Agreement.CANNOT_TELL, None, "the cells are not certain")
    (check,) = compare_prose(report("收到申请43件。", {}))
    assert (check.outcome, check.paths) == (Agreement.CANNOT_TELL, ())
    (check,) = compare_prose(report("收到申请44件。", {RECEIVED: 43, CARRIED: None}))
    assert (check.outcome, check.why) == (Agreement.CANNOT_TELL, "another reading of the words is not certain")


def test_groups_of_rows_are_summed() -> None:
    cells: dict[str, int | None] = dict(zip(REFUSED, (1, 4, 2), strict=True))
    prose = "收到申请30件，其中不予公开{}件。"
    assert compare_prose(report(prose.format(7), cells))[1].outcome is Agreement.AGREE
    differing = compare_prose(report(prose.format(8), cells))[1]
    assert (differing.outcome, differing.held, differing.paths) == (Agreement.DIFFER, 7, tuple(REFUSED))


def test_suits_are_both_kinds_together() -> None:
    cells: dict[str, int | None] = {
        "disputes.review.total": 3,
        "disputes.litigation_direct.total": 1,
        "disputes.litigation_after_review.total": 1,
    }
    checks = compare_prose(report("行政复议3件，行政诉讼2件，其中复议后起诉1件。", cells))
    assert outcomes(checks) == [
        ("reviews", Agreement.AGREE),
        ("suits", Agreement.AGREE),
        ("suits.after_review", Agreement.AGREE),
    ]


def test_a_fee_and_a_section_six_that_says_nothing() -> None:
    given_report = report("收取信息处理费380元。", {}, other="无。")
    (check,) = compare_prose(given_report)
    assert (check.name, check.outcome, check.stated) == (FEES, Agreement.DIFFER, Decimal(380))
    (found,) = prose_findings([check])
    assert [given_report.text[slice(*span)] for span in found.spans] == ["380元", "无。"]
    assert compare_prose(report("收取信息处理费380元。", {}, other="本年度收取信息处理费380元。")) == ()
    assert compare_prose(report("收取信息处理费0元。", {}, other="无。")) == ()


def test_the_table_of_counterparts_names_declared_figures_and_cells() -> None:
    names = {name.name for name in NAMES}
    assert {counterpart.name for counterpart in COUNTERPARTS} <= names
    paths = {path for form in FORMS.values() for table in form.tables() for path in table.cells()}
    for counterpart in COUNTERPARTS:
        for path in (path for total in counterpart.sums for path in total):
            assert path in paths or any(
                other.startswith(path.removesuffix("*")) for other in paths if path.endswith(".*")
            )


def test_checks_serialise() -> None:
    (check,) = compare_prose(report("收到申请44件。", {RECEIVED: 43}))
    assert check.to_dict() == {
        "name": "requests.received",
        "outcome": "differ",
        "figure": 0,
        "span": [4, 7],
        "stated": "44",
        "paths": [RECEIVED],
        "held": "43",
        "cell_spans": [[8 + len(TABLE), 10 + len(TABLE)]],
        "why": "",
    }


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_differ_exactly_where_the_numbers_do(stated: int, held: int) -> None:
    (check,) = compare_prose(report(f"全年收到政府信息公开申请{stated}件。", {RECEIVED: held}))
    assert check.outcome is (Agreement.AGREE if stated == held else Agreement.DIFFER)
