"""What a row is made of while it is being aligned: slots, the sums between them, and the readings of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple, TypeGuard

from attrs import frozen

from ...numbers import Sort as Read
from ...numbers import counts, read_number
from ...text import seen
from .atoms import Atom, Sort, with_zeros

MAX_READINGS = 600
"""More candidates than this for one row are not looked at; the row stays open."""


class State(IntEnum):
    """What a slot of a reading holds."""

    NUMBER = 0
    BLANK = 1
    UNREADABLE = 2
    LOST = 3


class Slot(NamedTuple):
    """One filled slot. ``value`` counts in the sums: zero for a blank, ``None`` for what cannot be read."""

    state: State
    value: int | None
    start: int = -1
    end: int = -1
    atom: Atom | None = None


@frozen
class Sums:
    """The sums inside one row: ``groups`` runs of ``parts`` numbers and their total, side by side."""

    parts: int
    groups: int = 1

    @property
    def slots(self) -> int:
        """How many slots the row has."""
        return (self.parts + 1) * self.groups

    def add_up(self, values: Sequence[int]) -> bool:
        """Whether every group adds up to its total, where all values are known."""
        size = self.parts + 1
        parts = zip(*[values[n::size] for n in range(self.parts)], strict=True)
        return list(map(sum, parts)) == list(values[self.parts :: size])

    def hold(self, values: Sequence[int | None]) -> bool:
        """Whether no group of the values contradicts its total; a value that is not known contradicts nothing."""
        size = self.parts + 1
        if self.groups == 1 and len(values) == size and None not in values:  # most rows by far
            return sum(values) == 2 * values[-1]  # type: ignore[arg-type, operator]  # no None, and no time for a call
        for at in range(0, len(values), size):
            group = values[at : at + size]
            if None not in group and sum(group[:-1]) != group[-1]:  # type: ignore[arg-type]  # as above
                return False
        return True


def all_known(values: Sequence[int | None]) -> TypeGuard[Sequence[int]]:
    """Whether no value is wanting."""
    return None not in values


Reading = tuple[Slot, ...]


@frozen
class Row:
    """The candidates for one row. ``clean``: one reading, needing no repair. ``open``: candidates may be missing.

    ``crowded``: they are too many to look at. A clean row has the ``values`` of its reading, and it is ``plain`` where all of
    them are plain counts.
    """

    readings: tuple[Reading, ...]
    clean: bool
    open: bool = False
    crowded: bool = False
    values: tuple[int | None, ...] = ()
    plain: bool = False


OPEN = Row((), clean=False, open=True)
"""A row of which nothing can be told."""


def clean_row(reading: Reading) -> Row:
    """The row that has this reading and no other."""
    return Row((reading,), clean=True, values=tuple([s[1] for s in reading]))


def slot(atom: Atom) -> Slot:
    """An atom as the content of one slot."""
    if atom.sort is Sort.NUMBER:
        text = atom.text
        if text.isascii() and text.isdecimal() and (text[0] != "0" or text == "0") and len(text) < 16:
            return tuple.__new__(Slot, (State.NUMBER, int(text), atom.start, atom.end, atom))
        printed = read_number(bare(atom))
        if printed.sort is Read.NUMBER and isinstance(printed.value, int):
            return Slot(State.NUMBER, printed.value, atom.start, atom.end, atom)
        return Slot(State.UNREADABLE, None, atom.start, atom.end, atom)
    if atom.sort is Sort.TEXT:
        return Slot(State.UNREADABLE, None, atom.start, atom.end, atom)
    return Slot(State.BLANK, 0, atom.start, atom.end, atom)


def bare(atom: Atom) -> str:
    """What an atom prints, without stars, and in the cell of a page without what shows nothing."""
    text = unstarred(atom.text)
    return text if atom.place is None or text.isascii() else seen(text)


def unstarred(text: str) -> str:
    """A number without the stars around it (bold in Markdown) or behind it (a remark); one before it may be a digit."""
    return text.strip("*") if text[-1:] == "*" else text


def unproven(row: Row, sums: Sums) -> Row:
    """A row that fits by count but not by what stands among its numbers: a candidate if its sums hold, else open."""
    held = tuple(r for r in row.readings if sums.hold([s.value for s in r]))
    return Row(held, clean=False, open=not held)


def is_whole(atoms: Sequence[Atom], width: int) -> bool:
    """Whether the atoms are exactly as many numbers as the row has cells."""
    if len(atoms) != width:
        return False
    number = Sort.NUMBER
    for atom in atoms:  # noqa: SIM110 - a loop is half the price of a generator here, and this runs for every row
        if atom[0] is not number:
            return False
    return True


def whole_row(atoms: Sequence[Atom]) -> Row | None:
    """The row that is printed whole, or ``None`` when some number in it is not a plain count.

    In the cells of a page, digits may be of full width, and letters stand for zeros.
    """
    texts, plain = [atom[3] for atom in atoms], True
    if not all(map(PLAIN.fullmatch, texts)):
        if any([atom[5] is None for atom in atoms]):  # noqa: C419 - half the price of a generator
            return None
        plain = all(map(str.isdecimal, texts))
        texts = [(text if plain else with_zeros(text)).translate(_NARROW) for text in texts]
        if not all(map(PLAIN.fullmatch, texts)):
            return None
    make, number, values = tuple.__new__, State.NUMBER, counts(texts)
    reading = tuple([make(Slot, (number, value, a[1], a[2], a)) for value, a in zip(values, atoms, strict=True)])
    return Row((reading,), clean=True, values=tuple(values), plain=plain)


_NARROW = {ord("０") + n: str(n) for n in range(10)}
"""Digits of full width."""

PLAIN = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)
"""A plain count: digits without a leading zero, no more than any report prints."""
