"""One document of a benchmark or a test, made from its recipe: seed, style, flattening, damage."""

from __future__ import annotations

import random

from attrs import evolve, frozen

from .article import Article, Expect, mark, unmark
from .compose import Wording, compose
from .damage import DAMAGES, Text
from .draw import draw_report
from .print_text import GLUED, PRINTERS


@frozen
class Recipe:
    """Everything that fixes a document."""

    seed: int
    style: str = "plain"
    flatten: str = "seed-shape"
    damage: str = "none"

    def __str__(self) -> str:
        return f"{self.seed}/{self.style}/{self.flatten}/{self.damage}"

    @classmethod
    def parse(cls, text: str) -> Recipe:
        """A recipe from its printed form, for reproducing a case."""
        seed, style, flatten, damage = text.split("/")
        return cls(int(seed), style, flatten, damage)

    def rng(self, purpose: str) -> random.Random:
        """A random source for one purpose, the same each time."""
        return random.Random(f"{self.seed}:{purpose}")


@frozen
class Case:
    """A document ready to be parsed, with its truth and the places of its numbers."""

    recipe: Recipe
    source: str
    truth: dict[str, Expect]
    gone: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()
    places: dict[str, list[tuple[int, int]]] | None = None
    """Where each printed number stands in ``source`` (text only)."""


def article_of(recipe: Recipe, habits: Wording | None = None) -> Article:
    """The undamaged article of a recipe."""
    rng = recipe.rng("draw")
    return compose(draw_report(rng), rng, habits)


def damaged_text(text: Text, recipe: Recipe) -> Case:
    """Apply the damage of text, take the marks out, and keep the places."""
    damage = DAMAGES[recipe.damage]
    if damage.text is not None:
        text = damage.text(text, recipe.rng("damage"))
    source, places = unmark(text.marked, list(text.paths))
    return Case(recipe, source, text.truth, text.gone, text.beyond, places)


def make_text(recipe: Recipe, article: Article | None = None) -> Case:
    """A document printed by one of the kit's own printers of text."""
    article = article or article_of(recipe)
    damage = DAMAGES[recipe.damage]
    if damage.article is not None:
        article = damage.article(article, recipe.rng("damage"))
    marked = PRINTERS[recipe.flatten](mark(article), recipe.rng("print"))
    glued = recipe.flatten in GLUED
    return damaged_text(Text(marked, tuple(article.paths()), dict(article.truth), glued), recipe)


def restyled(article: Article, **fields: object) -> Article:
    """The article with fields replaced."""
    return evolve(article, **fields)
