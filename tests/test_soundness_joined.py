"""Rows of tables three and four of a text whose numbers are in part a neighbour's, or count lines: broken sums are no misprints."""

from __future__ import annotations

from govreport_parser import parse
from test_soundness_moved import ROWS, SHOWS, table_three


def test_the_number_of_the_next_line_is_no_total() -> None:
    """Zeros of table three, the last lost with its line break: the next line's number is no misprint of it."""
    lines = table_three(SHOWS["tabs"]).split("\n")
    counted = [f"{n}\t{line}" for n, line in enumerate(lines, 1)]
    at = next(n for n, line in enumerate(counted) if "3.其他\t" in line)
    text = "\n".join([*counted[:at], f"{counted[at][:-1]}{counted[at + 1]}", *counted[at + 2 :]])
    assert not parse(text).cells["applications.results.other.unspecified.total"].certain


def test_numbers_below_a_label_that_moved_may_be_those_of_the_label_above_it() -> None:
    lines = table_three(SHOWS["lines"]).split("\n")
    lines.remove("8.属于行政查询事项")
    lines.insert(lines.index("2.其他法律行政法规禁止公开") + 1, "8.属于行政查询事项")
    cells = parse("\n".join(lines)).cells
    assert not cells["applications.results.refused.prohibited_by_law.natural_person"].certain
    assert not cells["applications.results.refused.inquiry.business"].certain


def test_a_row_above_a_lost_one_that_breaks_its_sum_holds_cells_of_both() -> None:
    """Its last three numbers are lost, and all of the next row but three."""
    printed = {"results.other.not_corrected": ["0", "0", "0", "0", "8", "4", "14"]}
    order = [path for path in ROWS if path != "results.other.fee_unpaid"]
    cells = parse(table_three(SHOWS["lines"], order, printed)).cells
    assert not cells["applications.results.other.not_corrected.legal_service"].certain
    assert not cells["applications.results.other.not_corrected.total"].certain


def test_pieces_of_a_total_and_a_lost_zero_are_no_misprints() -> None:
    """35 is printed as 3 and 5 in two lines, and a zero of the next group is lost."""
    five = "结果维持 结果纠正 其他结果 尚未审结 总计"
    head = f"四、政府信息公开行政复议、行政诉讼情况 行政复议 行政诉讼 {five} 未经复议直接起诉 复议后起诉 {five} {five}"
    text = f"{table_three(SHOWS['tabs'])}\n{head} 0 35 0 0 3\n5 0 0 0 0 0 0 0 0 0"
    cells = parse(text).cells
    assert not cells["disputes.review.total"].certain
    assert not cells["disputes.litigation_direct.upheld"].certain
