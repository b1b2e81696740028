"""A cell of a report: its value, what is printed, where, and how certain it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import repeat
from typing import Any, NamedTuple, NoReturn

from attrs import frozen

from .quick import many, twin

Span = tuple[int, int]
"""``(start, end)`` in the text that was parsed: ``text[start:end]``."""

Value = int | Decimal
"""A count is an ``int``; an amount of money is a ``Decimal`` in yuan."""


class Status(StrEnum):
    """How a cell came to its value. The first three are certain."""

    READ = "read"
    """Printed, and placed by labels."""
    INFERRED = "inferred"
    """Lost or damaged, but labels and identities leave one value only."""
    BLANK = "blank"
    """Printed empty, or as a dash or 无."""
    AMBIGUOUS = "ambiguous"
    """The printed numbers fit more than one way; the candidates are kept."""
    UNREADABLE = "unreadable"
    """Something else than a number is printed; ``raw`` keeps it."""
    MISSING = "missing"
    """The document does not hold it."""

    @property
    def certain(self) -> bool:
        """Whether a reader may rely on the cell: ``read``, ``inferred`` and ``blank``."""
        return self is Status.READ or self is Status.INFERRED or self is Status.BLANK


class Place(NamedTuple):
    """Where a cell stands on a page with real tables, counted from zero. A spanned cell keeps its first slot."""

    table: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@frozen(weakref_slot=False)
class Cell:
    """One cell of a statutory table.

    ``value`` is the number (``int``, or ``Decimal`` in yuan for money) and ``None`` unless the status is ``read`` or
    ``inferred``. ``raw`` is what is printed, character by character, and ``span`` where: ``text[start:end] == raw``.
    Both are ``None`` for a cell that is not printed; an empty printed cell has an empty ``raw`` and a span of length
    zero where its place is known. ``candidates`` holds the values an ambiguous cell may have. ``place`` is the slot
    in a real table (HTML), when there is one.
    """

    value: Value | None
    raw: str | None
    span: Span | None
    status: Status
    candidates: tuple[Value, ...] = ()
    place: Place | None = None

    @property
    def certain(self) -> bool:
        """Whether the status is one a reader may rely on."""
        return self.status.certain


_draft = twin(Cell)


def make_cell(
    value: Value | None,
    raw: str | None,
    span: Span | None,
    status: Status,
    candidates: tuple[Value, ...] = (),
    place: Place | None = None,
) -> Cell:
    """Build a :class:`Cell` as its constructor does, at half the price."""
    cell = _draft(value, raw, span, status, candidates, place)
    cell.__class__ = Cell
    return cell  # type: ignore[no-any-return]  # a twin of the class: see quick


def read_cells(
    values: Sequence[Value], raws: Sequence[str], spans: Sequence[Span], places: Sequence[Place | None] | None = None
) -> list[Cell]:
    """Cells read as printed, one for each value: :func:`make_cell` over a whole row or table at once."""
    return _many(
        len(values), values, raws, spans, repeat(Status.READ), repeat(()), repeat(None) if places is None else places
    )


_many = many(Cell)


MISSING = Cell(None, None, None, Status.MISSING)
"""The cell that the document does not hold."""


class Cells(dict[str, Cell]):
    """The cells of a report, by path: a ``dict`` that cannot be changed. ``dict(cells)`` is a copy that can."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """How to pickle and copy it: a ``dict`` would be filled cell by cell."""
        return Cells, (dict(self),)


def _refuse(_: Cells, *__: object, **___: object) -> NoReturn:
    raise TypeError("the cells of a report cannot be changed; dict(report.cells) is a copy that can")


for _name in ("__setitem__", "__delitem__", "__ior__", "clear", "pop", "popitem", "setdefault", "update"):
    setattr(Cells, _name, _refuse)


def fixed(cells: Mapping[str, Cell]) -> Cells:
    """The same cells, not to be changed."""
    return cells if isinstance(cells, Cells) else Cells(cells)
