"""Table three in a text that prints what stands at one height as one line: labels in several lines around their numbers.

A reader of PDF files gives such text. The lines with a whole row of numbers are the rows, in order; between two of them
stand the end of one label and the beginning of the next, and parts of side labels anywhere. If all of it together is the
form, label by label, and every sum holds, then the lines are its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ...blocks import Document
from ...cells import Span
from ...forms import FORMS, Layout, Table
from ...numbers import is_blank
from ...text import key
from ..labels.lexicon import label_keys, table_of, table_with
from ..labels.spot import Cut
from ..labels.wrapped_header import are_wrapped, header_start, lines_above, parts_of, pieces
from ..reading.whole import CELL
from ..result import Aligned, plain_cell
from .header import column_keys, header_keys

MOST_ROWS = 300
"""A text with more such lines is no report, or holds the table too often."""

MOST_STEPS = 4_000
"""More ways to put words together than this are not looked at."""

_ABOVE = 6
"""So many lines above its numbers the first label begins at most."""

_MOST_FOREIGN = 12
"""So many lines between the rows may be of no label: the ends of pages."""

_CELL = re.compile(CELL)
_WORD = re.compile(r"\S+")


class _Line(NamedTuple):
    """A line: what stands in it before the numbers of a row, and where these are, if it has any."""

    words: tuple[str, ...]
    numbers: tuple[Span, ...]
    span: Span


def rows_in_lines(document: Document) -> Aligned | None:
    """The table, if it is printed so and every sum holds; ``None`` too if the text holds more than one."""
    table = table_with(Layout.ROWS)
    width = len(table_of(next(iter(FORMS.values())), table).blocks[0].columns)
    lines = list(_lines(document.text, width))
    found = [one for form in FORMS.values() for one in _tables(document, lines, table_of(form, table))]
    return found[0] if len(found) == 1 else None


def _lines(text: str, width: int) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        words = [(word[0], (at + word.start(), at + word.end())) for word in _WORD.finditer(line)]
        printed = [_CELL.fullmatch(word) is not None for word, _ in words[-width - 1 :]]
        whole = sum(printed) == width and not (len(printed) > width and printed[0])
        cut = len(words) - width if whole and all(printed[-width:]) else len(words)
        span = (words[0][1][0], words[-1][1][1]) if words else (at, at)
        yield _Line(tuple([word for word, _ in words[:cut]]), tuple([span for _, span in words[cut:]]), span)
        at += len(line) + 1


def _tables(document: Document, lines: Sequence[_Line], declared: Table) -> Iterator[Aligned]:
    rows = [n for n, line in enumerate(lines) if line.numbers]
    if len(rows) > MOST_ROWS:
        return
    size = len(declared.rows())
    for first in range(len(rows) - size + 1):
        own = rows[first : first + size]
        spans = [span for n in own for span in lines[n].numbers]
        texts = [document.text[start:end] for start, end in spans]
        values = [0 if is_blank(cell) else int(cell) for cell in texts]
        if _add_up(values, declared) and _is_form(document.text, lines, own, spans[0][0], declared):
            printed = map(plain_cell, texts, values, spans)
            cells = dict(zip(declared.cells(), printed, strict=True))
            split = Cut.ANYWHERE if _are_cut(lines[own[0] : own[-1] + 1], declared) else Cut.LINES
            yield Aligned(
                declared.id,
                declared.edition,
                cells,
                _extent(document.text, lines, own[0], own[-1], declared),
                split=split,
            )


def _extent(text: str, lines: Sequence[_Line], first: int, last: int, declared: Table) -> Span:
    """Where the table stands: from its header, which is above the ``first`` row, to the end of the label of the ``last``."""
    labels = _labels(declared)
    while last + 1 < len(lines) and _parts(lines[last + 1], parts_of(labels.rows[-1])):
        last += 1
    above = (*header_keys(declared), *labels.rows[0])
    return header_start(text, lines[first].span[0], above), lines[last].span[1]


def _are_cut(lines: Sequence[_Line], declared: Table) -> bool:
    """Whether two words of a line are parts of one label, which is cut there."""
    joined = {key(a) + key(b) for line in lines for a, b in pairwise(line.words)}
    return not joined.isdisjoint(parts_of(_labels(declared).every))


def _add_up(values: Sequence[int], declared: Table) -> bool:
    """Whether every sum of the table holds."""
    cells = dict(zip(declared.cells(), values, strict=True))
    return all(sum(cells[p] for p in left) == sum(cells[p] for p in right) for _, left, right in declared.checks())


def _is_form(text: str, lines: Sequence[_Line], rows: Sequence[int], start: int, declared: Table) -> bool:
    """Whether the lines around the rows print every label of the form in its place, and the header stands above them."""
    if not are_wrapped(lines_above(text, start), column_keys(declared)):
        return False
    labels = _labels(declared)
    known = parts_of(labels.every)
    last = min(len(lines), rows[-1] + _ABOVE)
    parts = {n: _parts(lines[n], known) for n in range(max(0, rows[0] - _ABOVE), last)}
    if sum(parts[n] is None for n in range(rows[0], rows[-1])) > _MOST_FOREIGN or any(parts[n] is None for n in rows):
        return False
    steps = iter(range(MOST_STEPS))
    for first in range(rows[0], max(-1, rows[0] - _ABOVE), -1):
        events = [event for n in range(first, last) for event in (*(parts[n] or ()), *([""] * (n in rows)))]
        if _Search(events, labels, steps).fits():
            return True
    return False


def _parts(line: _Line, known: frozenset[str]) -> list[str] | None:
    """The ``known`` parts of labels in a line; ``None`` if something else stands in it."""
    found = [pieces(key(word), known) for word in line.words]
    worded = bool(line.numbers) or any(_HAN.search(word) for word in line.words)
    return [part for parts in found for part in parts] if worded and all(found) else None


_HAN = re.compile(r"[一-鿿]")


class _Search:
    """Whether words and rows, in the order in which they are printed, are the labels of a table around its rows."""

    def __init__(self, events: Sequence[str], labels: _Labels, steps: Iterator[int]) -> None:
        self._events = events  # a row is an empty word
        self._labels = labels
        self._steps = steps

    def fits(
        self, at: int = 0, row: int = 0, printed: tuple[str, str] = ("", ""), groups: tuple[str, ...] = ()
    ) -> bool:
        """Whether the events from ``at`` on go on like this, behind so many rows.

        ``printed`` is what is printed of the label of the last row and of the next one, ``groups`` of those of the groups.
        """
        rows = self._labels.rows
        groups = groups or ("",) * len(self._labels.groups)
        last, following = printed
        whole = row == 0 or last in rows[row - 1]
        if row == len(rows) and whole:
            return all(not p or p in wordings for p, wordings in zip(groups, self._labels.groups, strict=True))
        if at == len(self._events) or next(self._steps, None) is None:
            return False
        word = self._events[at]
        if not word:
            return whole and bool(following) and self.fits(at + 1, row + 1, (following, ""), groups)
        if row and _goes_on(rows[row - 1], last + word) and self.fits(at + 1, row, (last + word, following), groups):
            return True
        begins = whole and row < len(rows) and _goes_on(rows[row], following + word)
        if begins and self.fits(at + 1, row, (last, following + word), groups):
            return True
        return any(
            _goes_on(wordings, groups[n] + word)
            and self.fits(at + 1, row, printed, (*groups[:n], groups[n] + word, *groups[n + 1 :]))
            for n, wordings in enumerate(self._labels.groups)
        )


def _goes_on(wordings: Sequence[str], printed: str) -> bool:
    return any(wording.startswith(printed) for wording in wordings)


class _Labels(NamedTuple):
    """What is printed for the rows of a table, in order, and for its groups: each in every wording, with its numeral and without."""

    rows: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, ...], ...]
    every: tuple[str, ...]


@cache
def _labels(declared: Table) -> _Labels:
    known = dict(label_keys(declared))
    rows = tuple([known.pop(path) for path, _, _ in declared.rows()])
    groups = tuple(known.values())
    return _Labels(rows, groups, tuple([wording for wordings in (*rows, *groups) for wording in wordings]))
