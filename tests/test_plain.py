"""Flattened text to fields: which lines and cells there are, and where each stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.blocks import Gap
from govreport_parser.read.plain import read_text
from govreport_parser.text import BLANKS

BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def texts(source: str) -> list[str]:
    return [field.text for field in read_text(source).fields]


@pytest.mark.parametrize("mark", [*BREAKS, "\r\n", "\n\r", "\r\r\n", "\n\n\n"])
def test_every_break_ends_a_line(mark: str) -> None:
    fields = read_text(f"甲{mark} 乙 {mark}12{mark}").fields
    assert [field.text for field in fields] == ["甲", "乙", "12"]
    assert [field.start for field in fields] == [0, 2 + len(mark), 4 + 2 * len(mark)]
    assert {field.gap for field in fields} == {Gap.LINE}


@pytest.mark.parametrize("blank", sorted(set(BLANKS) - set(BREAKS) - {"\t"}))
def test_what_prints_nothing_is_trimmed(blank: str) -> None:
    assert texts(f"{blank}甲乙{blank}\n{blank}\n7{blank}") == ["甲乙", "7"]
    assert texts(f"甲{blank}乙") == [f"甲{blank}乙"]


def test_the_cells_that_a_line_shows() -> None:
    fields = read_text("| 甲 | 1 || 2 |\n|---|:-:|---|\n丙\t\t3\t\n丁").fields
    assert [(field.text, field.gap) for field in fields] == [
        ("甲", Gap.LINE),
        ("1", Gap.CELL),
        ("", Gap.CELL),
        ("2", Gap.CELL),
        ("丙", Gap.LINE),
        ("", Gap.CELL),
        ("3", Gap.CELL),
        ("", Gap.CELL),
        ("丁", Gap.LINE),
    ]


def test_a_frame_is_no_line_and_a_dash_is() -> None:
    assert texts("┌──┬──┐\n-----\n=====\n+---+---+\n-\n--\n—\n-5\n:-:") == ["-", "--", "—", "-5"]


@given(st.text(alphabet=[*BREAKS, *BLANKS, *"甲乙12、。-|│\t—:=+"], max_size=60))
def test_fields_stand_where_they_say_and_hold_all_that_is_printed(source: str) -> None:
    document = read_text(source)
    assert document.text == source
    at = 0
    for field in document.fields:
        assert field.start >= at
        assert source[field.start : field.end] == field.text == field.text.strip(BLANKS)
        assert not set(BREAKS) & set(field.text)
        at = field.end
    printed = "".join(field.text for field in document.fields)
    assert [c for c in printed if c in "甲乙12、。"] == [c for c in source if c in "甲乙12、。"]


ROW = ["行政处罚", "3", "", "7"]


@pytest.mark.parametrize(
    "lines",
    [
        [f"{cell} |" if cell else "|" for cell in ROW],
        [line for cell in ROW for line in ([cell, "|"] if cell else ["|"])],
        ["| ", *(line for cell in ROW for line in (f"    {cell}  | ", "      "))],
    ],
    ids=["behind-each-cell", "below-each-cell", "rows-opened"],
)
def test_a_bar_alone_closes_a_cell_with_nothing_in_it(lines: list[str]) -> None:
    assert texts("\n".join([*lines, "    |||"])) == ROW
    assert texts("\n".join(["共3条。", *lines])) == ["共3条。", *ROW]


def test_bars_between_lines_that_none_closes_are_no_cells() -> None:
    assert texts("甲\n|\n乙\n|\n丙") == ["甲", "乙", "丙"]
