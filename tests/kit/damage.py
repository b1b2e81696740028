"""Damage a report the way scrapers, converters and clerks do, knowing what may still be said of it.

A damage works on the article before it is printed, or on the flattened text while the marks of the cells are in it. For
pages that are parsed as HTML, damages of text have a twin that works on the tables.

What counts as fair
-------------------
* A certain cell must say what the undamaged report says, whatever was destroyed: that a number was lost is no excuse
  for moving its neighbour. The exceptions are what is *printed now*: a printed error is the truth of the page; a zero
  replaced by a dash is a blank; an emptied cell may be said to be blank as well as what it was.
* A tool that fills short rows up with empty cells (trafilatura) shows a blank where none was printed. In such a row a
  zero may be said to be blank, and in table two, which has no sums, the whole row is ``beyond``.
* ``gone`` cells stand behind the point where a text was cut off. They are not counted at all unless a parser is certain
  of one; then it must be right.
* ``beyond`` cells carry a false number that no reader of the damaged text could doubt: where nothing separates numbers, a
  digit that was doubled or lost in a row that has no sum, or a row in the middle of which the text was cut off. They are
  counted in a column of their own, never as right and never as wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

from attrs import frozen

from . import damage_article as article
from . import damage_text as text
from .damage_article import OnArticle
from .damage_text import OnText, Text

__all__ = ["DAMAGES", "Damage", "Text", "damage_of"]

T = TypeVar("T")


@frozen
class Damage:
    """One kind of damage: to the article, to the flattened text, or (``page``) to an article that stays HTML."""

    article: OnArticle | None = None
    text: OnText | None = None
    page: OnArticle | None = None


DAMAGES: dict[str, Damage] = {
    "none": Damage(),
    "number-lost": Damage(text=text.lose(1), page=article.drop_slots(1)),
    "three-lost": Damage(text=text.lose(3), page=article.drop_slots(3)),
    "label-lost": Damage(article=article.lose_label),
    "labels-misspelt": Damage(article=article.misspell),
    "number-doubled": Damage(text=text.double_number, page=article.double_slot),
    "page-breaks": Damage(text=text.break_pages, page=article.cut_tables),
    "digits-split": Damage(text=text.split_digits, page=article.split_slots),
    "numbers-glued": Damage(text=text.glue_pair, page=article.glue_slots),
    "zeros-vanished": Damage(article=article.vanish_zeros),
    "zeros-as-dashes": Damage(article=article.dash_zeros),
    "units-in-cells": Damage(article=article.add_units),
    "noise-lines": Damage(text=text.add_noise, page=article.add_noise_rows),
    "headings-gone": Damage(article=article.drop_headings),
    "truncated": Damage(text=text.truncate, page=article.truncate_page),
    "twice": Damage(text=text.twice, page=article.twice_page),
    "row-missing": Damage(article=article.drop_row),
    "row-added": Damage(article=article.add_row),
    "rows-merged": Damage(article=article.merge_rows),
    "printed-error": Damage(article=article.printed_error),
}
"""Every damage, by name."""


def damage_of(name: str) -> Damage:
    """A damage by its name, or several that are done one after the other (``page-breaks+label-lost``)."""
    first, *others = [DAMAGES[part] for part in name.split("+")]
    for other in others:
        page = _both(first.page or first.article, other.page or other.article)
        first = Damage(_both(first.article, other.article), _both(first.text, other.text), page)
    return first


Change = Callable[[T, random.Random], T]


def _both(first: Change[T] | None, second: Change[T] | None) -> Change[T] | None:
    if first is None or second is None:
        return first or second

    def change(thing: T, rng: random.Random) -> T:
        once = first(thing, rng)
        try:
            return second(once, rng)
        except (IndexError, ValueError):  # what is left has nothing of the kind that could be damaged
            return once

    return change
