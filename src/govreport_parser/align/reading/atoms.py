"""What a stretch of text between two labels is made of: printed quantities, blanks and other text, each with its boundary."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from ...cells import Place
from .grammar import FURNITURE, LETTERS, PAGE_LINE, PAGE_OF


class Edge(IntEnum):
    """The boundary before an atom: how sure it is that a cell ends there."""

    SOFT = 0  # a line break or a space: a flattening tool may have put it inside a cell
    HARD = 1  # a cell boundary that the document shows
    ROW = 2  # a row boundary that the document shows


class Sort(IntEnum):
    """What an atom is."""

    NUMBER = 0
    BLANK = 1  # a dash, 无 …
    EMPTY = 2  # a shown cell with nothing in it
    TEXT = 3  # anything else


class Atom(NamedTuple):
    """One printed quantity, blank or stretch of other text: ``text[start:end]``, and the boundary before it."""

    sort: Sort
    start: int
    end: int
    text: str
    edge: Edge
    place: Place | None = None


NONES = ("无", "無")
"""The word for an empty cell, and the first character of a side label of table three."""


def holds_digits(atom: Atom) -> bool:
    """Whether a stretch of text holds digits that are not plainly a date, an address or a page number."""
    if atom.sort is not Sort.TEXT or not any(c.isdecimal() for c in atom.text):
        return False
    return not (is_page_line(atom.text) or FURNITURE.fullmatch(atom.text))


def is_page_line(text: str) -> bool:
    """Whether a line is a page's number, a date, or a time: 5 / 8, but not 8 / 5 and not 0 / 6, which are two numbers."""
    if not PAGE_LINE.fullmatch(text):
        return False
    page = PAGE_OF.fullmatch(text)
    return page is None or 0 < int(page[1]) <= int(page[2])


def holds_several(atom: Atom) -> bool:
    """Whether a shown cell of a text holds several numbers: then what is taken for a boundary of cells here is none.

    Digits in groups of three are one number with spaces for its thousands separators.
    """
    if atom.place is not None or atom.sort is not Sort.NUMBER or atom.text.isalnum():
        return False
    return _SEVERAL.match(atom.text) is not None and not is_spaced(atom)


def with_zeros(text: str) -> str:
    """The text with zeros for the letters that are printed for them."""
    return _LETTER.sub("0", text)


_LETTER = re.compile(f"[{LETTERS}]")


def is_spaced(atom: Atom) -> bool:
    """Whether digits stand in groups of three, with spaces between them."""
    return atom.sort is Sort.NUMBER and SPACED.fullmatch(atom.text) is not None


_SEVERAL = re.compile(r"\S*\d\s+[-－—–]*(?:\d|$)")


SPACED = re.compile(r"[1-9]\d{0,2}(?:[^\S\n]\d{3}){1,4}")
"""A number with spaces between its thousands."""
