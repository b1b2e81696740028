"""The column header printed above a block of table two: which columns it names, and the unit it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby

from attrs import frozen

from ...forms import FORMS, Column, Kind, Layout
from ...numbers import header_unit
from ...text import READING, key
from ..labels.lexicon import Hit, lexicon, table_of, table_with
from ..labels.wrapped_header import are_wrapped
from .pages import without_page_break


@frozen
class Header:
    """A printed header. ``columns`` is ``None`` when some part of it could not be named."""

    columns: tuple[Column, ...] | None
    unit: int | None
    start: int
    end: int
    exact: bool = True
    """Every column was printed in a known wording."""
    times: tuple[int, ...] = ()
    """How often each column is printed, where a tool has printed cells once for each column that they span; else empty."""


@cache
def known_columns() -> dict[str, tuple[Column, ...]]:
    """Every column of table two by its id, one declaration per edition that has it."""
    table = table_with(Layout.BLOCKS)
    out: dict[str, tuple[Column, ...]] = {}
    for form in FORMS.values():
        for block in table_of(form, table).blocks:
            for column in block.columns:
                if column not in out.get(column.id, ()):
                    out[column.id] = (*out.get(column.id, ()), column)
    return out


@cache
def known_headers() -> tuple[tuple[Column, ...], ...]:
    """Every header that a form prints above a block of table two."""
    table = table_with(Layout.BLOCKS)
    return tuple({b.columns: None for form in FORMS.values() for b in table_of(form, table).blocks})


def read_header(text: str, hits: Sequence[Hit], start: int, end: int) -> Header:
    """Name the columns printed in ``text[start:end]``; ``hits`` are the labels found there, columns and side labels."""
    printed = text[start:end]
    words = tuple([(hit.start - start, hit.end - start, hit.wording) for hit in hits if hit.start >= start])
    columns, unit, exact, times = _named(printed, words)
    if columns is None and (bare := without_page_break(text, start, end)) != printed:
        columns, unit, exact, times = _named(bare, words)
        columns = columns if exact and columns in known_headers() else None
    if columns is None and (wrapped := _wrapped(without_page_break(text, start, end))):
        columns, exact, times = wrapped, True, ()
    return Header(columns, unit, start, end, exact, times)


@lru_cache(maxsize=512)
def _named(
    text: str, words: tuple[tuple[int, int, str], ...]
) -> tuple[tuple[Column, ...] | None, int | None, bool, tuple[int, ...]]:
    """The columns, the unit, whether all was known, and how often each column is printed, if any is more than once.

    The headers of an archive repeat, so answers are kept.
    """
    table = table_with(Layout.BLOCKS)
    senses = lexicon().senses
    pieces: list[str | Column] = []
    at = 0
    for start, end, wording in words:
        _leftover(text[at:start] if at else _ORDINAL.sub("", text[:start]), pieces)
        column = senses[wording].columns.get(table)
        if column:
            pieces.append(_declared(column, wording))
        at = end
    _leftover(text[at:], pieces)
    unit = header_unit(text)
    if all(isinstance(p, Column) for p in pieces):
        printed = [(column, len(list(same))) for column, same in groupby(p for p in pieces if isinstance(p, Column))]
        columns = tuple(column for column, _ in printed)
        times = tuple(number for _, number in printed) if len(pieces) > len(printed) else ()
        return columns if _is_header(columns) else None, unit, True, times
    return _completed(pieces), unit, False, ()


@lru_cache(maxsize=512)
def _wrapped(text: str) -> tuple[Column, ...] | None:
    """The one known header whose labels, wrapped side by side, are all that is printed, but for the one over the labels of rows."""
    printed = sorted(key(text))
    over = [
        key(label.text) for form in FORMS.values() for label in table_of(form, table_with(Layout.BLOCKS)).side_labels
    ]
    for columns in known_headers():
        labels = [key(column.label.text) for column in columns]
        if any(sorted("".join([aside, *labels])) == printed for aside in (*over, "")):
            return columns if are_wrapped(text.split("\n"), labels) else None
    return None


def _is_header(columns: Sequence[Column]) -> bool:
    """Whether some form has a header of these columns, in whatever order: of a part, the rest was not recognised."""
    names = {column.id for column in columns}
    return len(names) == len(columns) and any(names == {c.id for c in header} for header in known_headers())


def _declared(column: str, wording: str) -> Column:
    options = known_columns()[column]
    words = key(wording)
    return next((c for c in options if words in {key(w) for w in c.label.wordings()}), options[0])


_ORDINAL = re.compile(r"^\s*(?:序\s*号|編號|编号|序號)\s*$")
"""The header of a column before the labels, which numbers the rows."""

_OWN_YEAR = re.compile(r"(?:本年)?[（(]?20[0-4]\d年?+度?+[）)]?+(?=[一-鿿])")
"""The year itself beside or in the place of 本年: 本年（2023）制发件数."""
_THIS_YEAR = re.compile(r"本年度?20[0-4]\d年?度?")
"""The same before a column whose own label goes without 本年: 本年（2023）处理决定数量."""

_NOISE = ("单位", "万元", "亿元", "元", "人民币", "件", "个", "项")


def _leftover(text: str, pieces: list[str | Column]) -> None:
    """Keep the words between recognised labels, one piece to a line, unless they only print a unit."""
    if not text or text.isspace():
        return
    for line in text.splitlines():
        for cell in line.replace("|", "\t").split("\t"):
            words = key(_OWN_YEAR.sub("本年", READING.sub("", cell))).strip("+=")  # the rules of a drawn table
            if words.isdecimal() or _THIS_YEAR.fullmatch(words):
                continue
            for noise in _NOISE:
                words = words.replace(noise, "")
            if words:
                pieces.append(words)


def _completed(pieces: Sequence[str | Column]) -> tuple[Column, ...] | None:
    """The one known header that the printed pieces can be: the same number of columns, each like its piece."""
    fits = [h for h in known_headers() if len(h) == len(pieces) and all(map(_alike, pieces, h))]
    return fits[0] if len({tuple(c.id for c in h) for h in fits}) == 1 else None


def _alike(piece: str | Column, column: Column) -> bool:
    if isinstance(piece, Column):
        return piece.id == column.id
    from rapidfuzz import fuzz

    words = [key(w) for w in column.label.wordings()]
    return any((len(piece) >= 2 and w.startswith(piece)) or fuzz.ratio(piece, w) >= 70 for w in words)


def money(columns: Sequence[Column]) -> bool:
    """Whether a header has a column of money."""
    return any(c.kind is Kind.MONEY for c in columns)
