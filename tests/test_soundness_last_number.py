"""Texts that end inside a table; signs, spaces, lines and touching cells that say what a number is not; two damages at once."""

from __future__ import annotations

import re

import pytest

from govreport_parser import Status, parse
from govreport_parser.align.result import Aligned, without_cuts
from govreport_parser.cells import make_cell
from kit import Recipe, article_of, make, score, text_of, wrong_cells
from kit.flatten import absent

COLUMNS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_service",
    "other",
    "total",
)
TWO = "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
LAST = "规章\n0\n0\n0\n行政规范性文件\n12\n3\n45"


@pytest.mark.parametrize("tail", ["", " \u3000", "......", "......\n"])
def test_the_last_number_of_a_text_that_ends_inside_table_two_may_be_cut_off(tail: str) -> None:
    cells = parse(TWO + LAST + tail).cells
    cell = cells["disclosure.normative_documents.in_force"]
    assert (cell.status, cell.value) == (Status.AMBIGUOUS, None)
    assert [cells[f"disclosure.normative_documents.{c}"].value for c in ("issued", "repealed")] == [12, 3]


@pytest.mark.parametrize("tail", ["\n", " \r\n", "\n第二十条第（五）项"])
def test_a_number_whose_line_is_ended_is_whole(tail: str) -> None:
    assert parse(TWO + LAST + tail).cells["disclosure.normative_documents.in_force"].value == 45


@pytest.mark.parametrize(("tail", "value"), [("</td></tr></table>", 45), ("</td>\n", 45), ("", None), ("</t", None)])
def test_a_number_whose_cell_is_closed_is_whole(tail: str, value: int | None) -> None:
    lines = (TWO + LAST).split("\n")
    page = "<p>" + lines[0] + "</p><table>"
    for row in (lines[1:2], lines[2:6], lines[6:10]):
        page += "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
    page += "<tr>" + "".join(f"<td>{cell}</td>" for cell in lines[10:13]) + "<td>45" + tail
    assert parse(page).cells["disclosure.normative_documents.in_force"].value == value


@pytest.mark.parametrize("seed", range(40))
def test_no_text_that_is_cut_off_anywhere_in_its_tables_gives_the_beginning_of_a_number(seed: int) -> None:
    """Each cut leaves the first digits of some number as the last of the text."""
    article = article_of(Recipe(seed))
    text = text_of(article, lambda row: "\n".join(slot.text for slot in row))
    first, last = (article.grids()[n].rows[n][-1].text for n in (0, -1))
    tables = range(text.index(first), text.rindex(last) + len(last))
    inside = [n for n in tables if text[n - 1].isdecimal() and text[n].isdecimal()]
    for at in inside[:: max(1, len(inside) // 25)]:
        assert wrong_cells(parse(text[:at]).cells, article.truth) == []


def test_a_number_that_says_what_changed_does_not_stand_under_a_header_of_counts() -> None:
    """The header of the row is gone, as tools do that drop what they have printed before."""
    text = "二、主动公开政府信息情况\n信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n"
    text += "其他对外管理服务事项\n82\n{}\n14\n三、收到\n"
    row = "disclosure.other_services"
    for change in ("减少8", "+8", "-8"):
        cells = parse(text.format(change)).cells
        assert not any(cell.certain for path, cell in cells.items() if path.startswith(row))
    assert parse(text.format("8")).cells[f"{row}.published"].value == 8


def test_a_space_that_may_part_thousands_is_no_end_of_a_number_where_another_row_has_numbers_too_many() -> None:
    text = (
        "二、主动公开政府信息情况 信息内容 上一年项目数量 本年增/减 处理决定数量 行政许可 2 947 {}2 940 "
        "其他对外管理服务事项 397 5 57 信息内容 上一年项目数量 本年增/减 处理决定数量 行政处罚 4 587 389 行政强制 0 0 0 三、收到"
    )
    cells = parse(text.format("0 ")).cells
    assert not any(cells[f"disclosure.penalties.{c}"].certain for c in ("previous", "change", "decisions"))
    assert cells["disclosure.other_services.previous"].value == 397


@pytest.mark.parametrize("mark", [".", "．"])
def test_the_numeral_of_a_label_that_is_cut_off_is_no_number_of_a_row_that_lost_one(mark: str) -> None:
    article = article_of(Recipe(3))
    text = text_of(article, lambda row: " ".join(slot.text for slot in row)).replace("\n", " ")
    row = re.search(r" 1\.本机关不掌握相关政府信息((?: \d+){7}) (?=2\.没有现成信息)", text)
    assert row is not None
    numbers = row[1].split()
    for lost in range(6):
        left = " ".join(n for i, n in enumerate(numbers) if i != lost)
        cells = parse(f"{text[: row.start(1)]} {left} 2{mark}").cells
        for column, number in zip(COLUMNS, numbers, strict=True):
            cell = cells[f"applications.results.unavailable.not_held.{column}"]
            assert cell.value in (None, int(number)), (lost, column)


@pytest.mark.parametrize("gap", range(1, 14))
@pytest.mark.parametrize("mark", ["、", ". ", ""])
def test_a_label_that_lost_its_numeral_takes_no_digit_from_the_row_above(gap: int, mark: str) -> None:
    """However many lines are between: the number above is looked at whole."""
    article = article_of(Recipe(3))
    numbers = [article.truth[f"applications.received.{part}"].value for part in ("natural_person", "total")]
    assert numbers == [1001, 1048]
    text = text_of(article, lambda row: "\n".join(slot.text for slot in row))
    label = next(s.text for g in article.grids() for row in g.rows for s in row if s.text.startswith("二、上年结转"))
    assert label in text
    cells = parse(text.replace("\n" + label, "\n" * gap + mark + label[2:])).cells
    assert [cells[f"applications.received.{part}"].value for part in ("natural_person", "total")] == numbers


@pytest.mark.parametrize(
    "recipe",
    [
        "2810002818/divs/trafilatura/twice",
        "2820000609/divs/lynx/truncated",
        "2840000003/wps/lxml-itertext/zeros-vanished",
        "2700002058/spaced-thousands/one-line/zeros-vanished",
        "2870003099/letters/glued-rows/zeros-as-dashes",
        "2900005080/thousands/one-per-line/truncated",
        "2930002724/spaced/lxml-itertext/labels-misspelt",
        "10000265/spaced-thousands/w3m-80/digits-split+zeros-vanished",
        "10000290/layout/ruled/rows-merged+noise-lines",
        "10000696/thousands/padded/zeros-vanished+label-lost",
        "20001657/traditional/pdf-text/three-lost+digits-split",
        "30000144/spaced/seed-shape/zeros-vanished+digits-split",
        "3410000468/spaced-thousands/html-text/truncated+page-breaks",
        "3420002402/letters/innertext/number-doubled+numbers-glued",
        "3420001652/spaced-thousands/one-line/zeros-vanished+numbers-glued",
        "3510001933/thousands/tab-rows/digits-split+zeros-vanished",
        "3510000265/word/bs4-newline/numbers-glued+zeros-as-dashes",
        "3510001778/spaced-thousands/markdownify/zeros-vanished+digits-split",
        "14020002212/spaced-thousands/row-lines/zeros-vanished",
        "3160002929/pretty/glued-rows/zeros-as-dashes",
        "3170002001/letters/glued-rows/zeros-as-dashes",
        "3200000910/spaced-thousands/one-line/numbers-glued",
        "95000000338/word/one-line/three-lost+truncated",
        "3230003586/letters/glued/zeros-as-dashes",
        "3260001698/word/glued/zeros-as-dashes",
        "3320002505/pinyin/glued/zeros-as-dashes",
        "3280001756/pinyin/glued/zeros-as-dashes",
        "3760002048/thousands/pdf-lines/units-in-cells+label-lost",
        "5190/thousands/pdf-lines/numbers-glued+page-breaks",
        "1037/one-table/pdf-lines/label-lost",
        "1042/pinyin/pdf-lines/printed-error",
        "2181/word/pdf-lines/zeros-as-dashes",
        "2500005030/wps/w3m-80/page-breaks",
        "3690001042/plain/html/zeros-vanished+label-lost",
        "3690002090/traditional/ruled/noise-lines+truncated",
        "3690002405/cut-headed/bs4-strip/number-lost+page-breaks",
    ],
)
def test_other_drawn_documents_that_were_read_wrongly_once(recipe: str) -> None:
    made = Recipe.parse(recipe)
    if lack := absent().get(made.flatten):
        pytest.skip(f"{made.flatten} needs {lack}")
    for case in make([made]):
        assert score(parse(case.source).cells, case.truth, case.gone, case.beyond).wrong == 0


BOXED = """二、主动公开政府信息情况
┌────────────────────┬──────────────┬──────────────┐
│信息内容            │上一年项目数量│本年增/减     │
├────────────────────┼──────────────┼──────────────┤
│行政事业性收费      │9{}60         │              │
└────────────────────┴──────────────┴──────────────┘
三、收到和处理政府信息公开申请情况
"""


def test_a_line_that_ends_in_a_boxed_cell_ends_no_number() -> None:
    cells = parse(BOXED.format("\n")).cells
    assert not any(cells[f"disclosure.fees.{column}"].certain for column in ("previous", "change"))


def test_numbers_below_a_label_are_not_its_own_where_the_next_row_is_lost_and_others_stand_in_the_line_of_theirs() -> (
    None
):
    head = "二、主动公开政府信息情况\n信息内容   本年制发件数   本年废止件数   现行有效件数\n"
    rows = "      规章\n          532      90       3\n      {}信息内容   本年处理决定数量\n      行政许可        7\n三、收到\n"
    columns = ("issued", "repealed", "in_force")
    lost, whole = (parse(head + rows.format(row)).cells for row in ("", "行政规范性文件    1    2    3\n      "))
    assert not any(lost[f"disclosure.rules.{column}"].certain for column in columns)
    assert [whole[f"disclosure.rules.{column}"].value for column in columns] == [532, 90, 3]


@pytest.mark.parametrize(("gap", "sure"), [("\n\n", True), ("\n", False)])
def test_a_line_break_among_blank_lines_may_be_inside_a_number(gap: str, sure: bool) -> None:
    text = f"二、主动公开政府信息情况\n\n信息内容\n\n本年制发件数\n\n本年废止件数\n\n现行有效件数\n\n规章\n\n3\n\n3{gap}7\n\n三、收到"
    assert parse(text).cells["disclosure.rules.in_force"].certain is sure


def test_no_cell_is_certain_as_printed_with_a_part_of_the_digits() -> None:
    cells = {
        "applications.received.total": make_cell(16, "16", (1, 3), Status.READ),
        "applications.received.other": make_cell(25, "25", (5, 7), Status.READ),
        "applications.received.business": make_cell(3, "3", (12, 13), Status.READ),
    }
    found = without_cuts("\n168\n25\n0 １3", Aligned("applications", None, cells, (0, 13))).cells
    assert [(cell.value, cell.candidates) for cell in found.values()] == [(None, (16,)), (25, ()), (None, (3,))]


def test_dashes_that_part_labels_are_no_blank_cells_among_numbers() -> None:
    text = (
        "二、主动公开政府信息情况 - 信息内容 - 本年制发件数 - 本年废止件数 - 现行有效件数 - 规章 - 行政规范性文件 - 30 - "
        "第二十条第（五）项 - 信息内容 - 本年处理决定数量 - 行政许可 - 5 - 三、收到"
    )
    cells = parse(text).cells
    assert not any(cells[f"disclosure.normative_documents.{c}"].certain for c in ("issued", "repealed", "in_force"))


def test_a_letter_for_a_zero_may_be_the_second_of_two_cells_in_one() -> None:
    """1o is 1 and 0, whose total 1 is printed; 10, whose total 11 is lost, would leave as many."""
    heads = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    text = (
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n"
        f"{heads}\t未经复议直接起诉\t复议后起诉\n{heads}\t{heads}\n"
        "0\t1\t1\t0\t2\t1o\t0\t0\t1\to\t0\t0\t0\t0\n五、问题\n"
    )
    cells = parse(text).cells
    direct = [cells[f"disputes.litigation_direct.{c}"] for c in ("upheld", "corrected", "other", "pending", "total")]
    assert [c.value for c, n in zip(direct, (1, 0, 0, 0, 1), strict=True) if c.certain and c.value != n] == []
