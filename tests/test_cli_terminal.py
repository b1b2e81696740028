"""Widths, cuts and columns as a terminal shows them."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.cells import MISSING, Cell, Status
from govreport_parser.cli import findings, table, terminal
from govreport_parser.findings import finding
from govreport_parser.model import Report

PLAIN = terminal.Ink(coloured=False)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("规章", 4),
        ("（一）", 6),
        ("é", 1),
        ("e\u0301", 1),
        ("·…", 2),
        ("１", 2),
        ("\u200b", 0),
        ("𠀀", 2),
        ("", 0),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert terminal.width(text) == columns


@given(st.text("ab规章。（１", max_size=30), st.integers(2, 12))
def test_wrapping_keeps_every_character_and_never_overflows(text: str, columns: int) -> None:
    lines = terminal.wrap(text, columns)
    assert "".join(lines) == text
    assert all(terminal.width(line) <= columns for line in lines)
    even = terminal.balanced(text, columns)
    assert "".join(even) == text
    assert all(terminal.width(line) <= columns for line in even)


@given(st.text("ab规章", max_size=20), st.integers(2, 12))
def test_cut_fits(text: str, columns: int) -> None:
    shown = terminal.cut(text, columns)
    assert terminal.width(shown) <= columns
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_padding_counts_columns_not_characters() -> None:
    assert terminal.left("规章", 6) == "规章  "
    assert terminal.right("规章", 6) == "  规章"
    assert terminal.right("规章", 2) == "规章"


def test_foreign_text_cannot_steer_the_terminal() -> None:
    assert terminal.printable("a\x1b[31mb\tc\x9b\u202ed\x7f") == "a␛[31mb c\ufffd\ufffdd␡"


@pytest.mark.parametrize(
    ("environ", "tty", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_when_there_are_colours(environ: dict[str, str], tty: bool, coloured: bool) -> None:
    stream = io.StringIO()
    stream.isatty = lambda: tty  # type: ignore[method-assign]
    assert terminal.ink(stream, environ).coloured is coloured


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell(12345, "12345", (0, 5), Status.READ), "12,345"),
        (Cell(0, "0", (0, 1), Status.READ), "0"),
        (Cell(7, None, None, Status.INFERRED), "~7"),
        (Cell(None, "—", (0, 1), Status.BLANK), "·"),
        (Cell(None, None, None, Status.AMBIGUOUS, (1, 2)), "?"),
        (Cell(None, "若干", (0, 2), Status.UNREADABLE), "!"),
        (MISSING, "…"),
    ],
)
def test_how_a_cell_is_shown(cell: Cell, shown: str) -> None:
    assert table.show(cell) == (shown, str(cell.status))


HEADER = ("", "自然人", "社会公益组织", "总计")
LINES = [
    table.Line("三、本年度办理结果"),
    table.Line("  （一）予以公开", (("37", "read"), ("?", "ambiguous"), ("1,038", "read"))),
    table.Line("  （二）部分公开", (("0", "read"), ("·", "blank"), ("~0", "inferred"))),
]


def test_a_grid_with_room() -> None:
    assert list(table.grid(HEADER, LINES, PLAIN, 80)) == [
        "                    自然人  社会公益组织   总计",
        "三、本年度办理结果",
        "  （一）予以公开        37             ?  1,038",
        "  （二）部分公开         0             ·     ~0",
    ]


@pytest.mark.parametrize("columns", [24, 30, 40, 44, 60, 80, 200])
def test_a_grid_fits_and_its_columns_end_alike(columns: int) -> None:
    lines = list(table.grid(HEADER, LINES, PLAIN, columns))
    assert max(terminal.width(line) for line in lines) <= columns
    numbers = [line for line in lines if line.endswith(("1,038", "~0"))]
    assert len(numbers) == 2
    assert len({terminal.width(line) for line in numbers}) == 1


def test_where_a_character_stands() -> None:
    lines = findings.Lines("一二\r\n三四\n\n五")
    assert [lines.place(i) for i in (0, 1, 4, 5, 7, 8)] == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (4, 1)]
    assert lines.line(1) == "一二"
    assert lines.line(3) == ""
    assert findings.Lines("").place(0) == (1, 1)


def show(text: str, *spans: tuple[int, int], columns: int = 80) -> list[str]:
    report = Report(text=text)
    shown = findings.Shown("f.txt", report, findings.Lines(text), PLAIN, columns)
    return list(findings.render(shown, finding("label-variant", spans=spans, printed="危机", official="危及")))


def test_the_printed_text_is_underlined_by_its_width() -> None:
    assert show("规章\n3.危机（旧）\n", (5, 7)) == [
        "f.txt:2:3: info[label-variant] 危机 is printed for 危及",
        "2 | 3.危机（旧）",
        "  |   ^^^^",
        "  = the form has: 危及",
    ]


def test_two_places_on_a_line_share_it_and_an_empty_place_has_a_mark() -> None:
    assert show("甲\t1\t\t2", (2, 3), (4, 4))[1:3] == ["1 | 甲 1  2", "  |    ^ ^"]


@given(st.integers(0, 1999), st.integers(1, 40), st.integers(24, 120))
def test_a_long_line_is_cut_around_what_is_meant(start: int, size: int, columns: int) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(2000))
    shown = show(text, (start, min(start + size, 2000)), columns=columns)
    assert all(terminal.width(line) <= columns for line in shown[1:3])
    first = shown[2].index("^")
    columns_before = [terminal.width(shown[1][:i]) for i in range(len(shown[1]))]
    assert shown[1][columns_before.index(terminal.width(shown[2][:first]))] == text[start]


def test_every_width_used_is_what_unicode_says() -> None:
    assert {unicodedata.east_asian_width(mark) for mark in table.MARKS.values()} <= {"A", "Na"}
