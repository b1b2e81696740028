"""Hold what a parser says of a document against what is true of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from attrs import field, frozen

from .article import Expect, Value


class CellLike(Protocol):
    """What scoring needs to know of a parsed cell."""

    @property
    def certain(self) -> bool: ...

    @property
    def value(self) -> Value: ...


@frozen
class Miss:
    """One cell that is certain and wrong."""

    path: str
    got: Value
    expected: Value


@frozen
class Score:
    """Counts over one document or many.

    ``right`` certain and true, ``owned`` not certain, ``wrong`` certain with another value (also: certain of a cell the
    document never had), ``beyond`` certain with a false number that no reader could doubt (see :mod:`kit.damage`).
    """

    right: int = 0
    owned: int = 0
    wrong: int = 0
    beyond: int = 0
    documents: int = 0
    whole: int = 0
    """Documents with every cell right."""
    misses: tuple[Miss, ...] = field(default=(), repr=False)
    unsure: tuple[str, ...] = field(default=(), repr=False)
    """The paths owned up to."""

    def within(self, truth: Mapping[str, Expect], tables: tuple[str, ...], gone: frozenset[str]) -> Score:
        """The score of one document over some of its tables only; ``gone`` cells are left out of its right ones."""
        unsure = tuple(p for p in self.unsure if p.startswith(tables))
        misses = tuple(m for m in self.misses if m.path.startswith(tables))
        counted = sum(p.startswith(tables) for p in truth if p not in gone)
        right = counted - len(unsure) - sum(m.path in truth for m in misses)
        return Score(right, len(unsure), len(misses), 0, 1, int(not unsure and not misses), misses, unsure)

    @property
    def cells(self) -> int:
        """All cells counted."""
        return self.right + self.owned + self.wrong + self.beyond

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.owned + other.owned,
            self.wrong + other.wrong,
            self.beyond + other.beyond,
            self.documents + other.documents,
            self.whole + other.whole,
        )


def score(
    cells: Mapping[str, CellLike],
    truth: Mapping[str, Expect],
    gone: frozenset[str] = frozenset(),
    beyond: frozenset[str] = frozenset(),
) -> Score:
    """Score the cells of one document."""
    right, hidden = 0, 0
    misses: list[Miss] = []
    unsure: list[str] = []
    for path, expect in truth.items():
        cell = cells.get(path)
        if cell is None or not cell.certain:
            if path not in gone:
                unsure.append(path)
        elif expect.accepts(cell.value):
            right += 1
        elif path in beyond:
            hidden += 1
        else:
            misses.append(Miss(path, cell.value, expect.value))
    misses += (Miss(p, c.value, None) for p, c in cells.items() if p not in truth and c.certain)
    whole = not (misses or unsure or hidden)
    return Score(right, len(unsure), len(misses), hidden, 1, int(whole), tuple(misses), tuple(unsure))


def wrong_cells(cells: Mapping[str, CellLike], truth: Mapping[str, Expect]) -> list[str]:
    """The certain cells that are not what the document prints, with those that its form does not have."""
    return [
        f"{path}: {cell}, printed {truth[path].value if path in truth else 'nothing'}"
        for path, cell in cells.items()
        if cell.certain and (path not in truth or not truth[path].accepts(cell.value))
    ]
