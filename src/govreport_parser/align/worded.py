"""Words in the place of a number that the sums would give back: what is printed there is not that number, so no cell says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..cells import Cell, Span, Status, make_cell
from ..text import key
from .labels.lexicon import lexicon
from .reading.atoms import Atom, Edge, Sort
from .reading.grammar import HEADING
from .reading.segments import LONGEST_NUMBER
from .result import uncertain


def with_words(
    text: str, atoms: Sequence[Atom], label: int, values: Sequence[Atom], cells: Sequence[Cell]
) -> list[Cell]:
    """The cells of a repaired row; where one is not printed and a word stands in its place, the word is what is printed.

    ``atoms`` are what stands behind the label, which ends at ``label``, and ``values`` those of the row. Where several
    cells are not printed and words stand between their neighbours, none of them is known.
    """
    out = list(cells)
    words = [atom for atom in atoms if atom.sort is Sort.TEXT]
    if not words:
        return out
    for first, stop in _unprinted(out):
        inside = list(_between(words, *_room(out, first, stop, atoms, label, values)))
        if not inside or not (any(cell.span for cell in out) or any(_TOLD.search(word.text) for word in inside)):
            continue
        if stop - first == 1 and inside[-1].end - inside[0].start <= LONGEST_NUMBER:
            span = (inside[0].start, inside[-1].end)
            out[first] = make_cell(None, text[span[0] : span[1]], span, Status.UNREADABLE)
        else:
            out[first:stop] = map(uncertain, out[first:stop])
    return out


_TOLD = re.compile(r"\d|[一-鿿]{2}")
"""What a word has in it that stands for a number, and no letter of a side label does, where not one number of the row has its place."""


def _unprinted(cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Every run of cells that are inferred and printed nowhere, as its first and the one behind its last."""
    first: int | None = None
    for number, cell in enumerate([*cells, None]):
        if cell is not None and cell.status is Status.INFERRED and cell.span is None:
            first = number if first is None else first
        elif first is not None:
            yield first, number
            first = None


def _room(
    cells: Sequence[Cell], first: int, stop: int, atoms: Sequence[Atom], label: int, values: Sequence[Atom]
) -> Span:
    """Where such cells would stand: between their neighbours, or the label and the end of the row.

    Where not one of the row's numbers has its place, only what stands among them counts; all around them where they are
    fewer than the cells.
    """
    before = [span[1] for cell in cells[:first] if (span := cell.span)]
    behind = [span[0] for cell in cells[stop:] if (span := cell.span)]
    if not before and not behind and len(values) >= len(cells):
        return (values[0].start, values[-1].end) if values else (label, label)
    return max(before, default=label), min(behind, default=atoms[-1].end)


def _between(words: Sequence[Atom], start: int, end: int) -> Iterator[Atom]:
    """Those that stand there, up to the heading of the rows below."""
    for word in words:
        if word.start >= start:
            if word.end > end or word.edge is Edge.ROW or _NUMERAL.match(word.text):
                return
            if len(word.text) <= LONGEST_NUMBER and not _is_of_label(word.text):
                yield word


def _is_of_label(word: str) -> bool:
    """Whether a word is a part of a label of the form, as the rest of one that is wrapped."""
    part = key(word)
    return not _SPELT.fullmatch(part) and any(part in label for label in lexicon().official_keys)


_SPELT = re.compile("[一二三四五六七八九十百千]+")
"""A number in words, which a label may hold, too: 第二十条."""

_NUMERAL = re.compile(rf"{HEADING}|[(（]?\d{{1,2}}[)）、]")
"""How a heading begins, or the label of a row: 2、."""
