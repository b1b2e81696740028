"""Pages whose strings were joined with something no reader expects: what parts the numbers is found in the text."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from govreport_parser import Status, parse
from govreport_parser.forms import FORMS
from govreport_parser.read import read
from govreport_parser.read.separators import find_separator
from kit import Case, Recipe, make
from tests.cases import FIXTURES

BASE = (FIXTURES / "2021/one-cell-per-line/source.txt").read_text(encoding="utf-8")
CLEAR = [
    ",",
    ";",
    "^",
    "#",
    "/",
    " / ",
    "、",
    "，",
    "::",
    "\\n",
    "\\r\\n",
    "&nbsp;",
    "\x01",
    "\x00",
    "', '",
    '","',
    "→",
    "@@",
    "|",
    "\t",
    "｜",
    " ︱ ",
]
DAMAGES = ("none", "number-lost", "three-lost", "zeros-as-dashes", "units-in-cells", "digits-split")


def joined(case: Case, separator: str, *, strip: bool = True) -> str:
    return BeautifulSoup(case.source, "lxml").get_text(separator, strip=strip)


@pytest.mark.parametrize("separator", CLEAR)
def test_cells_come_back_whatever_joins_them(separator: str) -> None:
    for case in make([Recipe(seed, "plain", "html") for seed in range(6)]):
        text = joined(case, separator)
        report = parse(text)
        wrong = {
            path: (cell, expect.value)
            for path, expect in case.truth.items()
            if (cell := report.cells[path]).value != expect.value and cell.value not in expect.also
        }
        assert wrong == {}, case.recipe
        assert report.text == text
        assert all(text[slice(*cell.span)] == cell.raw for cell in report.cells.values() if cell.span)


@pytest.mark.parametrize("strip", [True, False])
@pytest.mark.parametrize("separator", [*CLEAR, "-", ".", "*", "+"])
def test_numbers_cut_in_pieces_are_never_wrong_in_silence(separator: str, strip: bool) -> None:
    """A Word page has several strings to a word and to a number; each is joined like a cell of its own."""
    recipes = [Recipe(seed, style, "html", damage) for damage in DAMAGES for style, seed in (("word", 0), ("wps", 3))]
    for case in make(recipes):
        report = parse(joined(case, separator, strip=strip))
        silent = {
            path: (cell, expect.value)
            for path, expect in case.truth.items()
            if path not in case.gone
            and (cell := report.cells.get(path))
            and cell.certain
            and cell.value != expect.value
            and cell.value not in expect.also
            and not (expect.value is None and cell.value == 0)
        }
        assert silent == {}, case.recipe


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,2,3," * 20, ","),
        ("1^2^3^" * 20, "^"),
        ("1\n2\n3\n" * 20, None),
        ("1\t2\t3\n" * 20, None),
        ("12,345 1,000 7,123,456\n" * 20, None),  # thousands
        ("1,2,3,", None),  # too few to tell
        ("", None),
    ],
)
def test_what_parts_numbers_is_found_where_it_shows(text: str, expected: str | None) -> None:
    assert find_separator(text) == expected


def test_a_report_printed_one_cell_to_a_line_is_left_alone() -> None:
    assert read(BASE).given == ""
    assert "separator-unusual" not in {f.code for f in parse(BASE).findings}


def test_signs_and_points_between_cells_leave_nothing_certain() -> None:
    for separator in "-.":
        report = parse(BASE.replace("\n", separator))
        assert not any(cell.certain and cell.value for cell in report.cells.values())


@pytest.mark.parametrize("escape", ["_x000D_\n", "_x000d_\n", "_x000A_"])
def test_what_a_workbook_writes_for_a_line_break_is_one(escape: str) -> None:
    report = parse(BASE.replace("\n", escape))
    whole = parse(BASE)
    assert [c.value for c in report.cells.values()] == [c.value for c in whole.cells.values()]
    assert all(report.text[slice(*c.span)] == c.raw for c in report.cells.values() if c.span)


def test_the_marks_of_a_wiki_table_are_no_empty_cells() -> None:
    rows = BASE.split("\n")
    text = "\n".join(f"|-\n| {row}" if row.isdecimal() else f'|-\n| colspan="3"| {row}' for row in rows)
    report = parse(f'{{| class="wikitable"\n{text}\n|}}')
    whole = parse(BASE)
    wrong = [p for p, c in report.cells.items() if c.certain and c.value != whole.cells[p].value]
    assert wrong == []
    assert sum(c.certain for c in report.cells.values()) == sum(c.certain for c in whole.cells.values())


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<![if !supportMisalignedColumns]>", "<![endif]>"),
        ("<!--[if !supportLists]-->", "<!--[endif]-->"),
        (r"<!\[if !supportMisalignedColumns\]>", r"<!\[endif\]>"),
        ("if !supportMisalignedColumns", "endif"),
    ],
)
@pytest.mark.parametrize("separator", ["\n", "\t"])
def test_conditions_of_word_processors_that_a_tool_prints_are_no_text(begin: str, end: str, separator: str) -> None:
    cells = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "12", "3"]
    text = separator.join(f"{begin}{end}{cell}" for cell in cells)
    report = parse(f"二、主动公开政府信息情况\n{text}\n三、收到和处理政府信息公开申请情况\n")
    row = [report.cells[f"disclosure.rules.{column}"] for column in ("issued", "repealed", "in_force")]
    assert [cell.value for cell in row] == [0, 12, 3]
    assert row[1].span is not None
    assert report.text[slice(*row[1].span)] == "12"


@pytest.mark.parametrize("zero", ["—", "-", "/", "无"])
@pytest.mark.parametrize("separator", [",", "，", ";", "~", "^"])
@pytest.mark.parametrize("number", ["", "7"])
def test_cells_are_parted_where_hardly_one_prints_a_number(zero: str, separator: str, number: str) -> None:
    table = FORMS["2021"].applications
    counts = {"received", "results.granted", "results.total"} if number else set()
    lines = [["申请人情况", *(column.label.text for column in table.blocks[0].columns)]]
    for path, row, _ in table.rows():
        value = number if path in counts else zero
        lines.append([f"{row.number}{row.label.text}", value, *[zero] * 5, value])
    text = "\n".join(separator.join(line) for line in lines)
    report = parse(f"三、收到和处理政府信息公开申请情况\n{text}\n四、政府信息公开行政复议、行政诉讼情况\n")
    assert {cell.value for path, cell in report.cells.items() if cell.status is Status.READ} == (
        {7} if number else set()
    )
    assert all(cell.certain for path, cell in report.cells.items() if path.startswith("applications"))
    assert len(report.cells) >= 175 or not number


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("bar", ["｜", " ｜ "])
def test_rows_of_wide_bars_are_rows_of_bars(bar: str, damage: str) -> None:
    for case in make([Recipe(seed, "plain", "pipe-rows", damage) for seed in range(8)]):
        text = case.source.replace(" | ", "|").replace("|", bar)
        report = parse(text)
        assert report.text == text
        assert {p: (c.status, c.value) for p, c in report.cells.items()} == {
            p: (c.status, c.value) for p, c in parse(text.replace("｜", "|")).cells.items()
        }
