"""The row of table four with a cell too many and another in its stead, or filled up where it lost some."""

from __future__ import annotations

import pytest

from govreport_parser import parse
from test_soundness_moved import HEAD, SHOWS, SIDES, TABLE_FOUR, disputes, side_page, side_text, table_four, table_three


@pytest.mark.parametrize("shape", SIDES)
def test_a_number_doubled_and_two_run_together_in_table_four(shape: str) -> None:
    printed = ["0", "0", "0", "0", "0", "0", "6", "0", "0", "0", "63", "0", "0", "0", "3"]
    truth = [0, 0, 0, 0, 0, 0, 6, 0, 0, 6, 3, 0, 0, 0, 3]
    cells = disputes(parse(SIDES[shape](*printed)))
    assert [(c.value, n) for c, n in zip(cells, truth, strict=True) if c.certain and c.value != n] == []


@pytest.mark.parametrize("numbers", ["9642 36 52 7654 17384 3378 3378 2316 2316", "31 31 3 3", "10 1 4", "5 0 0 0 5 7"])
def test_a_row_of_table_four_without_its_zeros_that_is_filled_up_at_its_end_has_no_certain_blanks(numbers: str) -> None:
    printed = numbers.split()
    cells = disputes(parse(side_text(*printed, *[""] * (15 - len(printed)))))
    whole = len(printed) // 5 * 5
    assert [n for n, c in enumerate(cells) if c.certain and n >= whole] == []


def test_a_remark_in_brackets_behind_a_number_is_no_cell_of_table_four() -> None:
    numbers = "8 68 2 2 80 80 20 83 8923 9106 95 91 71 4409（665件为网上申请） 4666"
    head = TABLE_FOUR.replace("\t", " ")
    report = parse(f"{table_three(SHOWS['tabs'])}\n{head}{numbers}\n五、存在的主要问题及改进情况")
    cells = disputes(report)
    assert [c.value for c in cells if c.certain and c.value == 665] == []
    assert cells[12].value == 71


def test_a_row_of_table_four_with_a_cell_too_many_is_in_doubt_where_its_sum_is_broken() -> None:
    """A number is stray at the end, and among the cells one is empty: any of those between may have moved."""
    page = side_page(*["0"] * 4, "6", "0", "", *["0"] * 8, "6")
    assert not disputes(parse(page))[14].certain


def test_words_among_the_cells_of_table_four_may_be_too_many_where_two_others_are_run_together() -> None:
    """点赞 6 is a cell too many, and 00 two cells in one: the numbers between them have moved."""
    page = side_page("0", "0", "0", "0", "0", "点赞 6 收藏 6", "3", "0", "0", "0", "3", "0", "0", "0", "00")
    truth = [0, 0, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 0, 0]
    cells = disputes(parse(page))
    assert [(c.value, n) for c, n in zip(cells, truth, strict=True) if c.certain and c.value != n] == []


def test_the_number_of_a_page_in_table_four_is_not_its_last() -> None:
    numbers = ["0", "0", "0", "1515", "1515", "0", "5", "0", "0", "5", "9", "7", "739", "0"]
    text = f"{table_three(SHOWS['lines'])}\n{table_four(*numbers, '10', HEAD[0], '755')}五、存在的主要问题及改进情况"
    cell = disputes(parse(text))[14]
    assert cell.value in (None, 755)


def test_a_number_outside_of_the_cells_of_table_four_is_none_of_them() -> None:
    """A line of the page stands between two cells of the row."""
    page = side_page(*["0", "0", "0", "441", "441", "0", "8", "31", "48", "87", "2482", "66", "9011", "44", "11603"])
    cells = disputes(parse(page.replace("<td>44</td>", "<p>2</p><td>44</td>")))
    assert [c.value for c in cells[13:] if c.certain and c.value not in (44, 11603)] == []


@pytest.mark.parametrize("shape", SIDES)
def test_a_number_doubled_and_one_lost_in_one_kind_of_dispute(shape: str) -> None:
    """295189 stands twice, and 673 is lost behind it."""
    printed = ["292685", "2437", "67", "0", "295189", "295189", "25", "0", "40", "738", "513", "68", "82", "7", "670"]
    cells = disputes(parse(SIDES[shape](*printed)))
    assert [(c.value, n) for c, n in zip(cells[5:7], (25, 0), strict=True) if c.certain and c.value != n] == []
    assert cells[14].value == 670


def test_direct_litigation_before_review_is_another_order_than_the_form_s() -> None:
    """行政诉讼 stands over the first and the last kind of dispute, 行政复议 between them."""
    outcomes = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    head = f"行政诉讼\t行政复议\t行政诉讼\n未经复议直接起诉\t{outcomes}\t复议后起诉\n{outcomes}\t{outcomes}\n"
    numbers = "3 0 0 0 3 1 4 0 0 5 0 0 0 2 2".replace(" ", "\t")
    text = f"{table_three(SHOWS['tabs'])}\n{head}{numbers}\n五、存在的主要问题及改进情况"
    assert not any(cell.certain for cell in disputes(parse(text)))
