"""Rows whose numbers stand in one line behind words of a wrapped label, or of the side label beside it."""

from __future__ import annotations

import pytest

from govreport_parser import Status, parse
from govreport_parser.forms import FORMS

TABLE = FORMS["2021"].applications
COUNTS = {
    "received": "4 0 0 0 0 0 4",
    "results.granted": "1 0 0 0 0 0 1",
    "results.other.fee_unpaid": "3 0 0 0 0 0 3",
    "results.total": "4 0 0 0 0 0 4",
}
ZEROS = "0 0 0 0 0 0 0"
HEAD = (
    "望江县水务局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
)
UNPAID = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不{}再处理其政府信息公开申请"
ROW = "applications.results.other.fee_unpaid."


def text(between: str, last: str = COUNTS["results.total"]) -> str:
    """A report in which a label has ``between`` inside it."""
    printed = COUNTS | {"results.total": last}
    lines = [
        UNPAID.format(between)
        if path.endswith("fee_unpaid")
        else f"{row.number}{row.label.text} {printed.get(path, ZEROS)}"
        for path, row, _ in TABLE.rows()
    ]
    return HEAD + "\n".join(lines) + "\n四、政府信息公开行政复议、行政诉讼情况\n"


def cells(between: str, last: str = COUNTS["results.total"]) -> list[object]:
    """The values of the row whose label has ``between`` inside it."""
    report = parse(text(between, last))
    return [cell.value if cell.certain else None for path, cell in report.cells.items() if path.startswith(ROW)]


@pytest.mark.parametrize("words", ["处理 ", "（六）其他 ", "处理 其政府 ", "\n处理 ", "理 "])
def test_numbers_behind_words_of_the_label_or_of_a_side_label_are_the_rows(words: str) -> None:
    assert cells(f"\n{words}3 0 0 0 0 0 3\n") == [3, 0, 0, 0, 0, 0, 3]


@pytest.mark.parametrize(
    "cells_printed", ["- - - - - - -", "/ / / / / / /", "无 无 无 无 无 无 无", "-- -- -- -- -- -- --"]
)
def test_marks_for_empty_cells_behind_words_are_no_zeros_made_up(cells_printed: str) -> None:
    report = parse(text(f"\n处理 {cells_printed}\n", last="1 0 0 0 0 0 1"))
    row = [cell.status for path, cell in report.cells.items() if path.startswith(ROW)]
    assert set(row) <= {Status.BLANK, Status.AMBIGUOUS, Status.MISSING}


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("重大项目 3 0 0 0 0 0 3", {None}),  # words of no label beside it
        ("处理 3 0 0 0 0 0 4", {3, 0, 4}),  # a printed error stays as it is
        ("处理 3 0 0 0 0 3", {None, 0, 3}),  # a number less
        ("处理 3 0 0 0 0 0 0 3", {None, 0, 3}),  # a number more
    ],
)
def test_other_lines_are_not(line: str, allowed: set[object]) -> None:
    assert set(cells(f"\n{line}\n", last="9 0 0 0 0 0 9")) <= allowed


def test_the_first_of_two_such_lines_is_the_rows() -> None:
    """The second is of a row whose label is lost."""
    assert cells("\n处理 3 0 0 0 0 0 3\n理\n1 0 0 0 0 0 1\n")[0] in (None, 3)


SLASHES = "\n/ / / / / / /\n"


@pytest.mark.parametrize(
    "label", ["（二）部分公开（区分处理的，只计这一情形{}，不计其他情形）", "1.信访举报{}投诉类申请"]
)
def test_no_label_holds_a_row_of_marks_for_empty_cells(label: str) -> None:
    path = "partially_granted" if "部分" in label else "not_processed.complaint"
    whole = next(f"{row.number}{row.label.text}" for p, row, _ in TABLE.rows() if p == f"results.{path}")
    printed = text("").replace(f"{whole} {ZEROS}", label.format(SLASHES))
    assert printed != text("")
    found = parse(printed).cells
    row = [cell.status for p, cell in found.items() if p.startswith(f"applications.results.{path}.")]
    assert set(row) <= {Status.BLANK, Status.AMBIGUOUS, Status.MISSING}


@pytest.mark.parametrize("marks", ["无 无 无 无 无 无 无", "3 0 0 0 0 0 3"])
def test_numbers_behind_the_label_of_a_group_are_no_zeros_of_the_row_beside_it(marks: str) -> None:
    """（六）其他处理 is a row of the older form, and no line of it says which row of the newer one the numbers are of."""
    report = parse(text(f"\n（六）其他处理 {marks}\n", last="1 0 0 0 0 0 1"))
    row = [cell for path, cell in report.cells.items() if path.startswith(ROW)]
    assert not any(cell.certain and cell.value == 0 and cell.raw is None for cell in row)
