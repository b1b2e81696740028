"""Pages whose table three has its columns in another order than the form's, or in two tables: every number by its labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import pytest
from attrs import evolve

from govreport_parser import parse
from kit import STYLES, Article, Grid, Recipe, Slot, article_of, wrong_cells
from kit.article import squared
from kit.damage import damage_of
from kit.print_html import page

LABELS = 3
"""So many columns stand before those of the numbers."""
TOTAL, NATURAL, LEGAL = 9, 3, (4, 5, 6, 7, 8)
Shape = Sequence[Sequence[int]]
SHAPES: dict[str, Shape] = {
    "total first": [[TOTAL, NATURAL, *LEGAL]],
    "natural persons behind the others": [[*LEGAL, NATURAL, TOTAL]],
    "the total in a table of its own": [[NATURAL, *LEGAL], [TOTAL]],
    "natural persons in a table of their own": [[NATURAL], [*LEGAL, TOTAL]],
    "cut in the middle": [[NATURAL, *LEGAL[:3]], [*LEGAL[3:], TOTAL]],
}
NARROW = (
    "number-lost",
    "label-lost",
    "labels-misspelt",
    "number-doubled",
    "numbers-glued",
    "row-missing",
    "printed-error",
)


def chosen(grid: Grid, columns: Sequence[int]) -> Grid:
    """The grid with some of its columns, in this order."""
    held = squared(grid)
    rows: list[tuple[Slot, ...]] = []
    for row in range(len(grid.rows)):
        slots: list[Slot] = []
        last: tuple[int, int] | None = None
        for column in columns:
            slot, *begin = held.get((row, column), (None, row, column))
            if slot is not None and last == tuple(begin):
                slots[-1] = evolve(slots[-1], colspan=slots[-1].colspan + 1)
            elif slot is not None and begin[0] == row:
                slots.append(evolve(slot, colspan=1))
            last = (begin[0], begin[1]) if begin[0] == row else None
        rows.append(tuple(slots))
    return evolve(grid, rows=tuple(rows))


def shaped(article: Article, shape: Shape) -> Article:
    """The article with table three so."""
    parts = []
    for part in article.parts:
        if isinstance(part, Grid) and part.name == "applications":
            parts += [chosen(part, [*range(LABELS), *columns]) for columns in shape]
        else:
            parts.append(part)
    return evolve(article, parts=tuple(parts))


def printed(seed: int, shape: Shape, damage: str = "none", style: str = "plain") -> tuple[str, Article]:
    """The page, and its article."""
    recipe = Recipe(seed, style, "html", damage)
    article = article_of(recipe)
    change = damage_of(damage).page or damage_of(damage).article
    article = change(article, recipe.rng("damage")) if change else article
    return page(shaped(article, shape), STYLES[style], Random(seed)), article


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("style", ["plain", "word", "pretty"])
def test_every_number_is_that_of_its_labels(shape: str, style: str) -> None:
    for seed in range(100, 104):
        source, article = printed(seed, SHAPES[shape], style=style)
        report = parse(source)
        assert wrong_cells(report.cells, article.truth) == []
        assert [path for path, cell in report.cells.items() if not cell.certain] == []
        assert all(report.text[slice(*c.span)] == c.raw for c in report.cells.values() if c.span)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("damage", NARROW)
def test_of_a_damaged_one_nothing_is_wrong_in_silence(shape: str, damage: str) -> None:
    for seed in range(300, 306):
        source, article = printed(seed, SHAPES[shape], damage)
        assert wrong_cells(parse(source).cells, article.truth) == []


HEADINGS: dict[str, Callable[[str], str]] = {
    "the heading over the others": lambda text: text.replace("法人或其他组织", "法人或其他组月"),
    "natural persons": lambda text: text.replace("自然人", "自燃入"),
    "both": lambda text: text.replace("自然人", "自燃入").replace("法人或其他组织", "法人或其他组月"),
    "the total": lambda text: text.replace("总计</td>", "总汁</td>", 1),
}


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_heading_that_nobody_knows_makes_no_order_the_form_s(heading: str, shape: str) -> None:
    for seed in range(100, 104):
        source, article = printed(seed, SHAPES[shape])
        assert wrong_cells(parse(HEADINGS[heading](source)).cells, article.truth) == []
