"""The short way for tables that are printed as the form has them: what it takes, what it leaves, and that it changes nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from govreport_parser import Status, parse
from govreport_parser.align import Alignment, align
from govreport_parser.align.blocks.printed import find_blocks
from govreport_parser.align.plain_view import plainly, without_rules
from govreport_parser.align.rows.printed import find_printed
from govreport_parser.align.side.printed import find_side
from govreport_parser.blocks import Document
from govreport_parser.read import read
from kit import STYLES, Recipe, make, make_text
from tests.cases import FIXTURES

BASE = (FIXTURES / "2021/one-cell-per-line/source.txt").read_text(encoding="utf-8")
GRANTED = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n0\n0\n0\n0\n0\n0\n0\n"
DAMAGES = (
    "none",
    "row-added",
    "number-lost",
    "number-doubled",
    "label-lost",
    "labels-misspelt",
    "printed-error",
    "page-breaks",
)


def taken(source: str) -> tuple[int, int, int]:
    """How many copies of table three, of table two and of table four the short way finds."""
    document = read(source)
    return found_in(document, document.text)


def found_in(document: Document, text: str) -> tuple[int, int, int]:
    """The same in ``text``, the document's as it reads."""
    rows, blocks, sides = (
        find_printed(document, "applications", text),
        find_blocks(document, "disclosure", text),
        find_side(document, "disputes", text),
    )
    return len(rows), len(blocks), len(sides)


def both_ways(source: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Alignment, Alignment]:
    document = read(source)
    short = align(document)
    with monkeypatch.context() as patch:
        patch.setattr("govreport_parser.align.find_printed", lambda *_: [])
        long = align(document)
    return short, long


def test_a_plain_report_goes_the_short_way() -> None:
    assert taken(BASE) == (1, 1, 1)
    assert taken(BASE + "\n" + BASE) == (2, 2, 2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0\n2.其他法律", "3\n2.其他法律"),  # a sum that does not hold
        (GRANTED, GRANTED.replace("0\n", "", 1)),  # a number lost
        (GRANTED, GRANTED + "0\n"),  # a number too many
        (GRANTED, GRANTED.replace("0\n", "-\n", 1)),  # a blank
        (GRANTED, GRANTED.replace("0\n", "00\n", 1)),  # two cells glued
        ("2.其他法律", "其他法律政法规"),  # a wording that nobody declared
    ],
)
def test_whatever_differs_goes_the_long_way(old: str, new: str) -> None:
    assert old in BASE
    assert taken(BASE.replace(old, new, 1))[0] == 0


def test_a_numeral_is_no_number_of_the_row_above() -> None:
    """The row above lost a zero; the bare 2 before the next label would make it whole, and its sum hold."""
    row = "1.属于国家秘密\n0\n0\n0\n0\n0\n0\n0\n2.其他法律"
    assert row in BASE
    source = BASE.replace(row, "1.属于国家秘密\n0\n0\n0\n0\n0\n2\n2 其他法律", 1)
    assert taken(source)[0] == 0
    cells = parse(source).cells
    path = "applications.results.refused.state_secret."
    assert {name: c.value for name, c in cells.items() if name.startswith(path) and c.certain and c.value} in (
        {},
        {path + "total": 2, path + "other": 2},
    )


@pytest.mark.parametrize("first", ["984", "985"])
def test_a_row_printed_twice_with_different_numbers_is_not_certain(first: str) -> None:
    row = "一、本年新收政府信息公开申请数量\n984\n0\n0\n0\n0\n50\n1034\n"
    other = row.replace("984", "985").replace("1034", "1035")
    assert row in BASE
    report = parse(BASE.replace(row, row + other if first == "984" else other + row, 1))
    cell = report.cells["applications.received.natural_person"]
    assert (cell.value, cell.status, cell.candidates) == (None, Status.AMBIGUOUS, (984, 985))
    assert report.cells["applications.received.other"].value == 50
    assert "row-repeated" in {f.code for f in report.findings}


def test_a_row_of_table_two_printed_twice_with_different_numbers_is_not_certain() -> None:
    report = parse(BASE.replace("行政处罚\n8\n", "行政处罚\n8\n行政处罚\n9\n", 1))
    cell = report.cells["disclosure.penalties.decisions"]
    assert (cell.value, cell.status, cell.candidates) == (None, Status.AMBIGUOUS, (8, 9))


def test_an_amount_cut_from_its_unit_is_not_read_without_it() -> None:
    source = BASE.replace("31747元", "31747\n万元")
    assert taken(source)[:2] == (1, 0)
    assert parse(source).cells["disclosure.fees.amount"].value in (None, 317_470_000)


def test_a_part_of_table_two_in_another_shape_leaves_nothing_out() -> None:
    """A row of the table stands behind it under no title: the whole table is looked at, as one."""
    source = BASE.replace("31747元\n", "31747元\n行政许可\n本年处理决定数量\n7\n")
    short = parse(source)
    assert "table-repeated" not in {f.code for f in short.findings}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("style", list(STYLES))
def test_both_ways_give_the_same_cells(style: str, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = ("html", "bs4-newline", "bs4-space", "markdownify")
    for case in make([Recipe(seed, style, tool, damage) for seed, tool in enumerate(tools)]):
        short, long = both_ways(case.source, monkeypatch)
        assert short.tables.keys() == long.tables.keys(), case.recipe
        for name, table in short.tables.items():
            other = long.tables[name]
            assert (table.cells, table.edition) == (other.cells, other.edition), (case.recipe, name)
            assert {f.code for f in table.findings} == {f.code for f in other.findings}, (case.recipe, name)


def test_half_of_the_drawn_texts_go_the_short_way() -> None:
    """Else the test above compares the long way with itself."""
    found = [taken(make_text(Recipe(seed)).source) for seed in range(60)]
    assert sum(rows for rows, _, _ in found) > 30
    assert sum(blocks for _, blocks, _ in found) > 20
    assert sum(sides for _, _, sides in found) > 20


@pytest.mark.parametrize("flatten", ["own-markdown", "pipe-rows", "tab-rows", "label-pipe"])
def test_texts_that_show_their_cells_go_the_short_way(flatten: str) -> None:
    """Empty cells stand between a label that spans several columns and its numbers, and rules below a header."""
    found = []
    for seed in range(30):
        document = read(make_text(Recipe(seed, "plain", flatten)).source)
        found.append(found_in(document, without_rules(document)))
    assert sum(rows for rows, _, _ in found) > 20
    assert sum(blocks for _, blocks, _ in found) > 10
    assert sum(sides for _, _, sides in found) > 10


def test_zeros_beside_empty_cells_go_the_long_way() -> None:
    """They keep every sum wherever they stand: the table may have a column of empty cells, and another of the office's own."""
    rows = re.compile(r"\n(?:\d+\n){6}\d+(?=\n)")
    zeros = rows.sub("\n0" * 7, BASE)
    barred = rows.sub(" |" + " | 0" * 7, BASE)
    assert taken(zeros)[0] == 1
    assert barred.count(" | | 0") > 20
    assert taken(barred)[0] == 0


@pytest.mark.parametrize("style", ["letters", "pinyin", "cut-headed"])
def test_what_means_nothing_keeps_no_page_from_the_short_way(style: str) -> None:
    pages = [read(case.source) for case in make([Recipe(seed, style, "html", "none") for seed in range(20)])]
    assert sum(found_in(page, page.text)[0] for page in pages) <= 5
    found = [found_in(page, plainly(page)) for page in pages]
    assert sum(rows for rows, _, _ in found) >= 15
    assert sum(blocks for _, blocks, _ in found) >= 10
    assert sum(sides for _, _, sides in found) >= 15


def test_tables_made_of_blocks_go_the_short_way() -> None:
    found = [taken(case.source) for case in make([Recipe(seed, "divs", "html", "none") for seed in range(20)])]
    assert sum(rows for rows, _, _ in found) >= 15
    assert sum(blocks for _, blocks, _ in found) >= 10
    assert sum(sides for _, _, sides in found) >= 15


HEADER = "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
CARRIED = "二、上年结转政府信息公开申请数量\n"


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        (CARRIED, HEADER + CARRIED, 1),
        (CARRIED, "Q\n" + HEADER + CARRIED, 0),  # something else stands there, too
        (CARRIED, CARRIED + HEADER, 0),  # between a label and its numbers
        (CARRIED + "0\n0\n", CARRIED + "0\n" + HEADER + "0\n", 0),  # among the numbers
        (CARRIED, HEADER.replace("科研机构\n", "") + CARRIED, 0),  # another header
    ],
)
def test_a_header_is_passed_over_between_two_rows_only(old: str, new: str, rows: int) -> None:
    assert HEADER in BASE
    assert old in BASE
    page = read(BASE.replace(old, new, 1))
    assert found_in(page, page.text)[0] == 0
    assert found_in(page, plainly(page))[0] == rows


def test_findings_come_in_the_same_order_in_every_process() -> None:
    """Rows of table two are missing here; sets are ordered by chance."""
    source = str(FIXTURES / "2021/zeros-and-no-table-four/source.txt")
    code = (
        "import sys, pathlib, govreport_parser as gp; text = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8');"
        "cut = text.replace('规章', '').replace('行政许可', '').replace('行政强制', '').replace('行政处罚', '');"
        "print([(f.code, f.paths) for f in gp.parse(cut).findings])"
    )
    orders = {
        subprocess.run(
            [sys.executable, "-c", code, source],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(orders) == 1
    assert orders.pop().count("row-missing") >= 3
