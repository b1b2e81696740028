"""The stretch between two row labels: which numbers are the row's own, and which stand behind other text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .lex import Atom, Edge, Sort


class Chunk(NamedTuple):
    """Other text and the values behind it. The first chunk of a segment has no text."""

    text: tuple[Atom, ...]
    values: tuple[Atom, ...]


def chunks(atoms: Sequence[Atom]) -> list[Chunk]:
    """Cut the atoms behind a label at every stretch of other text."""
    out: list[Chunk] = []
    words: list[Atom] = []
    values: list[Atom] = []
    for atom in atoms:
        if atom.sort is Sort.TEXT:
            if values or not words:
                out.append(Chunk(tuple(words), tuple(values)))
                words, values = [], []
            words.append(atom)
        else:
            values.append(atom)
    out.append(Chunk(tuple(words), tuple(values)))
    return out


class Run(NamedTuple):
    """The values taken for a row, whether other text stands among them, and the chunks left behind them."""

    values: list[Atom]
    patched: bool
    rest: list[Chunk]


def count(values: Sequence[Atom]) -> int:
    """How many cells the atoms can be, shown empty ones apart."""
    return sum(1 for a in values if a.sort is Sort.NUMBER or a.sort is Sort.BLANK)


def take(parts: Sequence[Chunk], width: int) -> Run:
    """The run of a row of ``width`` cells from the chunks behind its label.

    Values straight behind the label (or behind the wrapped rest of the label) are the row's. Values behind further text
    join them only as long as the row is not full.
    """
    run: list[Atom] = []
    used = 0
    pieces = 0
    for number, chunk in enumerate(parts):
        if pieces and count(run) + count(chunk.values) > width:
            break
        if chunk.values:
            run.extend(chunk.values)
            pieces += 1
        used = number + 1
        if count(run) >= width:
            break
    return Run(run, pieces > 1, list(parts[used:]))


def cells_in_row(atoms: Sequence[Atom], width: int) -> list[Atom] | None:
    """The atoms as cells of a shown row, text cells included, when there are exactly ``width`` of them."""
    shown = [a for a in atoms if a.edge is Edge.HARD]
    return shown if len(shown) == width == len(atoms) else None
