"""Shapes that no tool should make, and some do: what cannot be placed is owned up to, never guessed."""

from __future__ import annotations

import re

import pytest

from govreport_parser import Report, Status, parse
from kit import Article, Recipe, article_of, make_text
from kit.article import Grid, Line


def printed(article: Article, row: str, between: str) -> str:
    """The article with its tables in another shape: ``row`` says how the cells of a row stand, ``between`` what parts rows."""
    return "\n".join(
        part.text if isinstance(part, Line) else between.join(SHAPES[row]([slot.text for slot in r]) for r in part.rows)
        for part in article.parts
    )


VALUE = re.compile(r"(?:[-+−]|增加|减少)?[\d,.]+(?:[万亿]?元|件)?(?:（.*）)?")


def numbers_first(cells: list[str]) -> str:
    values = [c for c in cells if VALUE.fullmatch(c)]
    return "\n".join([*values, *(c for c in cells if c not in values)])


SHAPES = {
    "slashes": "/".join,
    "numbers-first": numbers_first,
    "commas": ",".join,
    "backwards": lambda cells: "\t".join(cells[::-1]),
}


def numbered(article: Article) -> str:
    """Every line with its number before it, as listings print them."""
    lines = make_like(article)
    return "\n".join(f"{n} {line}" for n, line in enumerate(lines))


def make_like(article: Article) -> list[str]:
    out: list[str] = []
    for part in article.parts:
        if isinstance(part, Grid):
            out += [slot.text for row in part.rows for slot in row]
        else:
            out.append(part.text)
    return out


def certain_and_wrong(seed: int, source: str) -> list[str]:
    truth = make_text(Recipe(seed, "plain", "one-per-line")).truth
    report: Report = parse(source)
    return [
        f"{path}: {cell}, printed {expect.value}"
        for path, expect in truth.items()
        if (cell := report.cells.get(path))
        and cell.certain
        and cell.value != expect.value
        and cell.value not in expect.also
    ]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("row", list(SHAPES))
def test_cells_in_an_unknown_shape_are_not_guessed(row: str, seed: int) -> None:
    assert certain_and_wrong(seed, printed(article_of(Recipe(seed)), row, "\n")) == []


@pytest.mark.parametrize("seed", range(40))
def test_numbers_of_lines_are_no_cells(seed: int) -> None:
    assert certain_and_wrong(seed, numbered(article_of(Recipe(seed)))) == []


@pytest.mark.parametrize("seed", range(60))
def test_numbers_behind_an_unknown_label_are_not_the_row_s_above(seed: int) -> None:
    """A row's label, then another in no known wording: its numbers may be of either, and every sum holds for both."""
    lines: list[str] = []
    for line in make_like(article_of(Recipe(seed))):
        if "逾期未按收费" in line:
            lines += ["其他", "迟交款项的那些"]
        else:
            lines.append("杂项" if re.fullmatch(r"3[.．、]其他", line) else line)
    assert certain_and_wrong(seed, "\n".join(lines)) == []


@pytest.mark.parametrize("between", ["\n", " ", "  ", "\n1．本机关不掌握相关政府信息\n0\n0\n0\n0\n0\n0\n0\n"])
@pytest.mark.parametrize("above", ["", "（四）\n"])
def test_a_piece_of_a_side_label_is_no_blank(above: str, between: str) -> None:
    """无法提供 in pieces below a row that lost its total: 无 is not that cell printed blank."""
    lines: list[str] = []
    side = above + between.join("无法提供")
    for part in article_of(Recipe(3)).parts:
        rows = [[s.text for s in row] for row in part.rows] if isinstance(part, Grid) else [[part.text]]
        for cells in rows:
            found = next((n for n, cell in enumerate(cells) if "行政查询事项" in cell), None)
            cells = [c for c in cells if "无法提供" not in c]
            lines += cells if found is None else [*cells[: found + 1], "0\n0\n0\n0\n0\n0", side]
    cell = parse("\n".join(lines)).cells["applications.results.refused.inquiry.total"]
    assert cell.status is not Status.BLANK
    assert cell.value in (0, None)
