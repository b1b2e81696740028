"""Rows of table two with as many numbers as columns that are not what was printed: this table has no sums to tell."""

from __future__ import annotations

import pytest

from govreport_parser import parse
from test_soundness_moved import HEAD, SHOWS, table_three

TABLE_TWO = (
    ("第二十条第（一）项",),
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "0", "0"),
    ("行政规范性文件", "2", "1", "9"),
    ("第二十条第（五）项",),
    ("信息内容", "本年处理决定数量"),
)


@pytest.mark.parametrize("cell", ["l", ""])
def test_a_number_outside_the_table_is_not_that_of_a_row_whose_cell_cannot_be_read(cell: str) -> None:
    rows = [*TABLE_TWO, ("行政许可", cell)]
    rest = [("第二十条第（六）项",), ("信息内容", "本年处理决定数量"), ("行政处罚", "4"), ("行政强制", "1")]

    def table(rows: list[tuple[str, ...]]) -> str:
        return f"<table>{''.join('<tr><td>' + '</td><td>'.join(row) + '</td></tr>' for row in rows)}</table>"

    report = parse(f"<p>{HEAD[0]}</p><p>二、主动公开政府信息情况</p>{table(rows)}<p>3</p>{table(rest)}")
    assert not report.cells["disclosure.licensing.decisions"].certain
    assert report.cells["disclosure.penalties.decisions"].value == 4


def test_the_zeros_of_another_table_are_not_those_of_a_row_that_lost_its_own() -> None:
    """The end of table two and the beginning of table three are lost: seven zeros stand behind the two numbers of a row."""
    head = [cell for row in TABLE_TWO[:3] for cell in row]
    lines = [HEAD[0], "二、主动公开政府信息情况", *head, "行政规范性文件", *["0"] * 7]
    report = parse("\n".join([*lines, *table_three(SHOWS["lines"]).split("\n")[29:]]))
    assert not report.cells["disclosure.normative_documents.in_force"].certain


def test_a_row_of_table_two_with_a_cell_more_than_the_one_above_it_is_in_doubt() -> None:
    """A number is doubled or stray, and an empty cell at the end makes the numbers as many as the columns."""
    rows = [*TABLE_TWO[:3], ("行政规范性文件", "0", "0", "6", ""), *TABLE_TWO[4:], ("行政许可", "1")]
    table = "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in rows)
    report = parse(f"<p>{HEAD[0]}</p><p>二、主动公开政府信息情况</p><table>{table}</table>")
    assert not report.cells["disclosure.normative_documents.in_force"].certain
    assert report.cells["disclosure.rules.in_force"].value == 0


@pytest.mark.parametrize("junk", ["5\nB", "2\n1IZ"])
def test_a_line_without_words_behind_a_number_of_table_two_may_be_the_rest_of_it(junk: str) -> None:
    lines = [
        HEAD[0],
        "二、主动公开政府信息情况",
        *(cell for row in TABLE_TWO for cell in row),
        "行政许可",
        *junk.split(),
    ]
    rest = ["第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "4", "行政强制", "1"]
    report = parse("\n".join([*lines, *rest]))
    assert not report.cells["disclosure.licensing.decisions"].certain
    assert report.cells["disclosure.penalties.decisions"].value == 4


def test_a_letter_behind_a_decimal_point_makes_no_whole_number_of_an_amount() -> None:
    block = ["第二十条第（八）项", "信息内容 本年收费金额（单位：万元）", "行政事业性收费 0.b万元"]
    lines = [HEAD[0], "二、主动公开政府信息情况", *(" ".join(row) for row in TABLE_TWO), "行政许可 3", *block]
    assert not parse("\n".join(lines)).cells["disclosure.fees.amount"].certain


def test_a_dash_at_the_end_of_a_text_may_be_the_sign_of_a_number() -> None:
    header = ["第二十条第（八）项", "信息内容", "上一年项目数量", "本年增/减", "行政事业性收费", "96", "-"]
    first = ["第二十条第（五）项", "信息内容", "上一年项目数量", "本年增/减", "处理决定数量", "行政许可", "1", "0", "3"]
    first += ["其他对外管理服务事项", "2", "1", "5"]
    cells = parse("\n".join([HEAD[0].replace("2022", "2020"), "二、主动公开政府信息情况", *first, *header])).cells
    assert not cells["disclosure.fees.change"].certain
    assert cells["disclosure.licensing.decisions"].value == 3


def test_a_letter_before_a_number_of_table_two_may_be_a_part_of_it() -> None:
    lines = [HEAD[0], "二、主动公开政府信息情况", *(" ".join(row) for row in TABLE_TWO), "行政许可 Z 3"]
    rest = "第二十条第（六）项 信息内容 本年处理决定数量 行政处罚 4 行政强制 1"
    report = parse(" ".join([*lines, rest]))
    assert not report.cells["disclosure.licensing.decisions"].certain
    assert report.cells["disclosure.penalties.decisions"].value == 4


def test_two_numbers_in_one_line_where_others_stand_in_lines_of_their_own_may_be_one() -> None:
    first = [
        "第二十条第（一）项",
        "信息内容",
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "规章",
        "0",
        "0",
        "0",
    ]
    second = [
        "规范性文件",
        "2",
        "1",
        "9",
        "第二十条第（五）项",
        "信息内容",
        "上一年项目数量",
        "本年增/减",
        "处理决定数量",
    ]
    third = [
        "行政许可",
        "1",
        "0",
        "3",
        "其他对外管理服务事项",
        "2",
        "1",
        "5",
        "第二十条第（九）项",
        "信息内容",
        "采购项目数量",
        "采购总金额（万元）",
        "政府集中采购",
    ]
    lines = [HEAD[0].replace("2022", "2020"), "二、主动公开政府信息情况", *first, *second, *third, "8|4127"]
    report = parse("\n".join(f"|{line}|" for line in lines))
    assert not report.cells["disclosure.procurement.projects"].certain
    assert report.cells["disclosure.licensing.decisions"].value == 3


def test_a_full_stop_behind_a_digit_may_be_printed_for_a_zero() -> None:
    lines = [HEAD[0], "二、主动公开政府信息情况", *(",".join(row) for row in TABLE_TWO), "行政许可,55。"]
    assert not parse("\n".join(lines)).cells["disclosure.licensing.decisions"].certain


def test_two_numbers_in_one_line_of_a_row_of_table_two_may_be_one() -> None:
    """``0⏎3⇥5``: one is lost, and 35 is in pieces."""
    labels = [
        "第二十条第（六）项",
        "信息内容",
        "上一年项目数量",
        "本年增/减",
        "处理决定数量",
        "行政处罚",
        "0",
        "3\t5",
        "行政强制",
    ]
    lines = [HEAD[0].replace("2022", "2020"), "二、主动公开政府信息情况", *labels, "0", "0", "3"]
    report = parse("\n".join(f"\t{line}\t" for line in [*lines, "三、收到和处理政府信息公开申请情况"]))
    assert not report.cells["disclosure.penalties.decisions"].certain
    assert report.cells["disclosure.compulsions.decisions"].value == 3
