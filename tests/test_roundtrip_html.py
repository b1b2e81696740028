"""Drawn reports come back from pages of every authoring style, and from every flattening tool that is installed."""

from __future__ import annotations

import pytest

import govreport_parser as gp
from govreport_parser import Status
from kit import STYLES, TOOLS, Case, Recipe, make, score
from kit.make import HTML, article_of
from kit.tally import TWO_WAYS
from kit.variations import VARIATIONS

SEEDS = range(200, 208)


def faults(case: Case) -> list[str]:
    """Every cell of a page that is not read as printed, and every span that does not read back."""
    report = gp.parse(case.source)
    got = score(report.cells, case.truth)
    out = [f"{m.path}: {report.cells[m.path]}, printed {m.expected}" for m in got.misses]
    out += [f"{p}: {report.cells.get(p)}, printed {case.truth[p].value}" for p in got.unsure]
    out += [f"{p}: {c.status}" for p, c in report.cells.items() if c.status is not Status.READ]
    out += [
        f"{p}: {c.span} {c.raw!r}" for p, c in report.cells.items() if c.span and report.text[slice(*c.span)] != c.raw
    ]
    return out


@pytest.mark.parametrize("style", [name for name in STYLES if name not in TWO_WAYS])
def test_pages_of_every_style_come_back(style: str) -> None:
    wrong = {str(c.recipe): f[:3] for c in make(Recipe(s, style, HTML) for s in SEEDS) if (f := faults(c))}
    assert wrong == {}


@pytest.mark.parametrize("style", sorted(TWO_WAYS))
def test_a_page_whose_numbers_may_be_two_is_never_wrong_in_silence(style: str) -> None:
    """What is not certain is a number with a space inside, and nothing is certain of those but what sums tell."""
    for case in make(Recipe(s, style, HTML) for s in SEEDS):
        cells = gp.parse(case.source).cells
        got = score(cells, case.truth)
        assert got.misses == ()
        assert all(len(str(case.truth[p].value)) > 3 for p in got.unsure)


@pytest.mark.parametrize("flatten", TOOLS)
@pytest.mark.parametrize("damage", ["none", "number-lost"])
def test_no_tool_makes_a_cell_wrong_in_silence(flatten: str, damage: str) -> None:
    if lack := TOOLS[flatten].missing():
        pytest.skip(f"{flatten} needs {lack}")
    styles = ("plain", "cms", "word", "layout", "divs", "cut") if flatten != "pdftotext" else ("plain", "cms")
    recipes = [Recipe(300 + i, style, flatten, damage) for i, style in enumerate(styles)]
    wrong = {}
    for case in make(recipes):
        cells = gp.parse(case.source).cells
        if misses := score(cells, case.truth, case.gone, case.beyond).misses:
            wrong[str(case.recipe)] = [f"{m.path}: {cells[m.path]}, printed {m.expected}" for m in misses[:4]]
    assert wrong == {}


@pytest.mark.parametrize("name", VARIATIONS)
def test_a_variation_keeps_every_cell(name: str) -> None:
    """A control of the kit itself: what a style changes is how numbers look, not which there are."""
    style = next(s for s, how in STYLES.items() if name in how.vary)
    before, after = article_of(Recipe(31)), article_of(Recipe(31, style))
    assert before.paths() == after.paths()
    assert before.truth == after.truth
    assert before.parts != after.parts
