"""Counts that a data frame has made floats: ``12.0`` for 12, in every cell of every table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from ..blocks import Columns, Document
from ..cells import Span
from ..findings import finding
from .plain import read_text

LEAST = 40
"""Fewer such numbers than this are no report's tables."""

_PIECE = re.compile(r"""[^\s,，;|"'\[\]\t]+""")
"""What stands between white space and the usual separators."""

_WHOLE = re.compile(r"-?\d+\.0")
_NUMERAL = re.compile(r"\d{1,2}[.．、)）]")
"""What stands before a label and counts nothing."""
_WORDS = re.compile(r"[一-鿿]")
_PADDING = re.compile(r"(?:(?<=[\s,;|])(?:NaN|nan|None|null)[ \t,;|]*)+$", re.MULTILINE)
_EMPTY = re.compile(r"NaN|nan|None|null")


def as_counts(document: Document, spans: Iterable[Span]) -> Document | None:
    """The document with every ``12.0`` of the spans as ``12``, position for position.

    ``spans`` are what stands between the labels of tables, amounts of money aside. ``None`` where any number in them is
    printed otherwise, for then a point may be anything.
    """
    if document.text.count(".0") < LEAST:
        return None
    if document.columns is not None:
        return _page_of_counts(document, document.columns, spans)
    found: list[Span] = []
    for start, end in spans:
        for piece in _PIECE.finditer(document.text, start, end):
            if _WHOLE.fullmatch(piece[0]):
                found.append(piece.span())
            elif _is_other(piece[0], piece.end() == end):
                return None
    if len(found) < LEAST:
        return None
    again = read_text(_padded(_shortened(document.text, found)))
    return evolve(again, encoding=document.encoding, **_noted(document, found))


def _page_of_counts(document: Document, columns: Columns, spans: Iterable[Span]) -> Document | None:
    """The same of a page, whose cells are shown: only what is a cell of a table is looked at."""
    found: list[Span] = []
    texts = list(columns.texts)
    for start, end in spans:
        for at in range(bisect_left(columns.starts, start), bisect_left(columns.starts, end)):
            printed = texts[at]
            if columns.places[at] is None:
                continue
            if _WHOLE.fullmatch(printed):
                texts[at] = printed[:-2]
                found.append((columns.starts[at], columns.starts[at] + len(printed)))
            elif _is_other(printed, before_label=False):
                return None
    if len(found) < LEAST:
        return None
    text = _shortened(document.text, found)
    return evolve(document, text=text, columns=columns._replace(texts=texts), **_noted(document, found))


def _noted(document: Document, found: list[Span]) -> dict[str, Any]:
    """The text as it is given, and what is to be said of it."""
    note = finding("counts-with-points", count=len(found))
    return {"given": document.given or document.text, "findings": (*document.findings, note)}


def _is_other(piece: str, before_label: bool) -> bool:
    """Whether a piece holds a number that is printed otherwise. Words are none, nor is the numeral of a label."""
    if not any(map(str.isdecimal, piece)) or _WORDS.search(piece):
        return False
    return not (before_label and _NUMERAL.fullmatch(piece))


def _shortened(text: str, found: list[Span]) -> str:
    """The text with blanks for the last two characters of each number."""
    out: list[str] = []
    done = 0
    for _, end in found:
        out += (text[done : end - 2], "  ")
        done = end
    return "".join((*out, text[done:]))


def _padded(text: str) -> str:
    """The text with blanks for the words that fill a row up to the width of its frame."""
    return _PADDING.sub(lambda run: _EMPTY.sub(lambda word: " " * len(word[0]), run[0]), text)
