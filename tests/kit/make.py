"""Documents of a benchmark or a test, made from their recipes: seed, style, flattening, damage."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import frozen

from . import facts
from .article import Article, Expect, mark, unmark
from .compose import Wording, compose
from .damage import Text, damage_of
from .damage_text import row_of
from .draw import draw_report
from .flatten import TOOLS
from .print_html import STYLES, padded, page, varied
from .printers import GLUED, PRINTERS, SHOWN

HTML = "html"
"""The flattening that is none: the page itself."""


CUTTING = frozenset({"truncated", "row-missing"})
"""Damages that take cells off the page in the way of the office, not of a tool."""


@frozen
class Recipe:
    """Everything that fixes a document."""

    seed: int
    """A drawn report, or with a negative number one of the typed sets (:mod:`kit.facts`)."""
    style: str = "plain"
    flatten: str = "seed-shape"
    damage: str = "none"
    """The name of one, or of several that are done in turn, with ``+`` between."""

    def __str__(self) -> str:
        return f"{self.seed}/{self.style}/{self.flatten}/{self.damage}"

    @classmethod
    def parse(cls, text: str) -> Recipe:
        """A recipe from its printed form, for reproducing a case."""
        seed, style, flatten, damage = text.split("/")
        return cls(int(seed), style, flatten, damage)

    def rng(self, purpose: str) -> random.Random:
        """A random source for one purpose, the same each time."""
        return random.Random(f"{self.seed}:{purpose}:{self.damage if purpose == 'damage' else ''}")


@frozen
class Case:
    """A document ready to be parsed, with its truth and the places of its numbers."""

    recipe: Recipe
    source: str
    truth: dict[str, Expect]
    gone: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()
    places: dict[str, list[tuple[int, int]]] | None = None
    """Where each printed number stands in ``source`` (text printed with marks only)."""
    intact: bool = True
    """Whether the flattening left every printed number in the text, and left it in one piece."""


def article_of(recipe: Recipe, habits: Wording | None = None) -> Article:
    """The undamaged article of a recipe, changed as its style has it."""
    rng = recipe.rng("draw")
    drawn = draw_report(rng) if recipe.seed >= 0 else facts.report(-recipe.seed - 1, rng)
    article = compose(drawn, rng, habits)
    return varied(article, STYLES[recipe.style], recipe.rng("style"))


def _damaged(recipe: Recipe, article: Article, stays_page: bool) -> Article:
    damage = damage_of(recipe.damage)
    change = (damage.page if stays_page else None) or damage.article
    return change(article, recipe.rng("damage")) if change else article


def _finish(recipe: Recipe, article: Article, flat: str, marked: bool) -> Case:
    """Apply the damage of text, take the marks out, and keep the places."""
    intact = is_glued(recipe) or holds_all(flat, article)
    if not marked:
        gone, beyond = _not_printed(recipe, article), _squeezed(recipe, article)
        truth = _with_zeros(recipe, _filled_up(recipe, article))
        return Case(recipe, flat, truth, gone, beyond, intact=intact)
    glued, shown = is_glued(recipe), recipe.flatten in SHOWN
    gone = _not_printed(recipe, article)
    text = Text(flat, tuple(article.paths()), dict(article.truth), glued, shown, gone)
    damage = damage_of(recipe.damage)
    if damage.text is not None:
        text = damage.text(text, recipe.rng("damage"))
    source, places = unmark(text.marked, list(text.paths))
    return Case(recipe, source, _with_zeros(recipe, text.truth), text.gone, text.beyond, places, intact)


_DIGITS = re.compile(r"\d+")


def holds_all(flat: str, article: Article) -> bool:
    """Whether a text holds every run of digits of an article's tables, in one piece and as often as it is printed."""
    printed = Counter(
        n for g in article.grids() for row in g.rows for s in row if s.path for n in _DIGITS.findall(s.text)
    )
    return printed <= Counter(_DIGITS.findall(flat))


def make_text(recipe: Recipe, article: Article | None = None) -> Case:
    """A document printed by one of the kit's own printers of text."""
    article = _damaged(recipe, article or article_of(recipe), stays_page=False)
    flat = PRINTERS[recipe.flatten](mark(article), recipe.rng("print"))
    return _finish(recipe, article, flat, marked=True)


def make_page(recipe: Recipe, article: Article | None = None) -> Case:
    """A page that is parsed as HTML."""
    article = _damaged(recipe, article or article_of(recipe), stays_page=True)
    source = page(article, STYLES[recipe.style], recipe.rng("print"))
    return Case(recipe, source, _with_zeros(recipe, dict(article.truth)), _not_printed(recipe, article))


def _with_zeros(recipe: Recipe, truth: dict[str, Expect]) -> dict[str, Expect]:
    """Where a second damage took a dash that stood for a zero, its row's sum may say so."""
    if "+" not in recipe.damage:
        return truth
    return {p: Expect(None, (*e.also, 0)) if e.value is None else e for p, e in truth.items()}


def _not_printed(recipe: Recipe, article: Article) -> frozenset[str]:
    """The cells of an article that are not there any more and are not to be counted."""
    if CUTTING.isdisjoint(recipe.damage.split("+")):
        return frozenset()
    return frozenset(article.truth) - frozenset(article.paths())


def _short_rows(recipe: Recipe, article: Article) -> frozenset[str]:
    """The cells of rows that lost one before a tool filled them up again with empty cells."""
    if not CUTTING.isdisjoint(recipe.damage.split("+")):
        return frozenset()
    lost = {row_of(p) for p in article.truth.keys() - set(article.paths())}
    return frozenset(p for p in article.truth if row_of(p) in lost)


def _squeezed(recipe: Recipe, article: Article) -> frozenset[str]:
    """Such rows of table two: it has no sums, so nothing shows the loss."""
    return frozenset(p for p in _short_rows(recipe, article) if p.startswith("disclosure."))


def _filled_up(recipe: Recipe, article: Article) -> dict[str, Expect]:
    """In such rows a zero may be said to be blank: an empty cell is what the text shows in some place of the row."""
    short = _short_rows(recipe, article)
    return {p: Expect(e.value, (*e.also, None)) if p in short and e.value == 0 else e for p, e in article.truth.items()}


def is_glued(recipe: Recipe) -> bool:
    """Whether nothing separates the numbers: the tool adds nothing, and the page had no white space between its cells.

    Tables of ``div`` have white space between their rows only.
    """
    style = STYLES[recipe.style]
    spaced = recipe.flatten == "bs4-nothing" and ((style.between and not style.divs) or style.cell is padded)
    return recipe.flatten in GLUED and not spaced


def _make_flattened(recipes: list[Recipe], articles: list[Article] | None = None) -> list[Case]:
    """Pages flattened by one real tool. Marks are printed only where a damage needs them."""
    tool = TOOLS[recipes[0].flatten]
    given = articles or [article_of(r) for r in recipes]
    done = [_damaged(r, a, stays_page=not tool.marks) for r, a in zip(recipes, given, strict=True)]
    marked = [tool.marks and damage_of(r.damage).text is not None for r in recipes]
    pages = [
        page(mark(a) if m else a, STYLES[r.style], r.rng("print"))
        for r, a, m in zip(recipes, done, marked, strict=True)
    ]
    return [_finish(r, a, t, m) for r, a, t, m in zip(recipes, done, tool.run(pages), marked, strict=True)]


def make(recipes: Iterable[Recipe]) -> Iterator[Case]:
    """Every document, those of one tool together (a browser is started once for many)."""
    for flatten, group in groupby(sorted(recipes, key=lambda r: r.flatten), key=lambda r: r.flatten):
        if flatten == HTML:
            yield from map(make_page, group)
        elif flatten in PRINTERS:
            yield from map(make_text, group)
        else:
            yield from _make_flattened(list(group))
