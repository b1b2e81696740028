"""All the ways the atoms behind one label can fill the slots of its row.

A reading that needs no repair is what is printed. Where the count does not fit, every reading with the fewest repairs
(a lost cell, an atom that does not belong, a number cut over a line, cells glued together) that keeps the row's own
sums is a candidate; :mod:`.solve` decides between candidates with the sums of the columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from attrs import frozen

from ..numbers import Sort as Read
from ..numbers import read_number
from .cuts import Budget, TooManyError, summing_cuts
from .lex import LETTERS, Atom, Edge, Sort
from .shape import NO_SHAPE, Shape

MAX_READINGS = 600
"""More candidates than this for one row are not looked at; the row stays open."""

MAX_REPAIRS = 7

MAX_UNCONFIRMED = 2
"""Most repairs of a row that no column confirms (table four): with more, some false reading always keeps the sums."""


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

    def hold(self, values: Sequence[int | None]) -> bool:
        """Whether no group of the values contradicts its total; a value that is not known contradicts nothing."""
        size = self.parts + 1
        if len(values) == size and None not in values:
            return values[-1] == sum(values[:-1])  # type: ignore[arg-type]
        for at in range(0, len(values), size):
            group = values[at : at + size]
            if None not in group and sum(group[:-1]) != group[-1]:  # type: ignore[arg-type]
                return False
        return True


Reading = tuple[Slot, ...]


@frozen
class Row:
    """The candidates for one row. ``clean``: one reading, needing no repair. ``open``: candidates may be missing."""

    readings: tuple[Reading, ...]
    clean: bool
    open: bool = False


def slot(atom: Atom) -> Slot:
    """An atom as the content of one slot."""
    if atom.sort is Sort.NUMBER:
        text = atom.text
        if text.isascii() and text.isdecimal() and (text[0] != "0" or text == "0") and len(text) < 16:
            return tuple.__new__(Slot, (State.NUMBER, int(text), atom.start, atom.end, atom))
        printed = read_number(text.strip("*"))
        if printed.sort is Read.NUMBER and isinstance(printed.value, int):
            return Slot(State.NUMBER, printed.value, atom.start, atom.end, atom)
        return Slot(State.UNREADABLE, None, atom.start, atom.end, atom)
    if atom.sort is Sort.TEXT:
        return Slot(State.UNREADABLE, None, atom.start, atom.end, atom)
    return Slot(State.BLANK, 0, atom.start, atom.end, atom)


def read_row(
    atoms: Sequence[Atom],
    sums: Sums,
    budget: Budget,
    *,
    glued: bool,
    split: bool = False,
    shape: Shape | None = None,
) -> Row:
    """The candidates for a row whose label is followed by ``atoms``.

    ``glued`` says that this document prints its cells without separators, ``split`` that it cuts numbers in pieces (then
    no printed number is taken for a stray one), ``shape`` how its other rows are printed.
    """
    width = sums.slots
    shape = shape or NO_SHAPE
    exact = direct(atoms, width, shape)
    if exact is not None and any(_torn(s) for s in exact):
        exact = None
    if exact is not None and not glued and _sure(exact, sums):
        return Row((exact,), clean=True)
    if exact is not None and glued and sums.hold([s.value for s in exact]):
        return Row((exact,), clean=False)
    values = [a for a in atoms if a.sort in (Sort.NUMBER, Sort.BLANK)]
    if glued or _needs_cut(values, width):
        cut = _cut(values, sums, budget)
        if cut is None:
            return Row((), clean=False, open=True)
        if cut:
            return Row(tuple(cut), clean=False)
    return _repaired(values, sums, budget, split)


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
    """The row that is printed whole, or ``None`` when some number in it is not a plain count."""
    make = tuple.__new__
    number = State.NUMBER
    plain = _PLAIN.fullmatch
    reading = [make(Slot, (number, int(a[3]), a[1], a[2], a)) for a in atoms if plain(a[3])]
    return Row((tuple(reading),), clean=True) if len(reading) == len(atoms) else None


_PLAIN = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)


def _torn(cell: Slot) -> bool:
    """Whether a number without a shown boundary begins with a zero, as only cells run together do (00, 012)."""
    atom = cell.atom
    if cell.state is not State.UNREADABLE or atom is None or atom.edge is not Edge.SOFT:
        return False
    return atom.text[:1] in "0０" and atom.text.isdecimal()


def _sure(reading: Reading, sums: Sums) -> bool:
    """Whether the cells of a row stand where they are shown.

    A tool that fills a short row up with empty cells moves the others, so outside a real table an empty cell is believed
    only where the row's sum holds.
    """
    filled = any(s.atom is not None and s.atom.sort is Sort.EMPTY and s.atom.place is None for s in reading)
    return not filled or sums.hold([s.value for s in reading])


def direct(atoms: Sequence[Atom], width: int, shape: Shape) -> Reading | None:
    """The reading that needs no repair, if the count of what is printed fits the row.

    Cells shown empty count only where the table's other rows show that the form's cells stand in these columns.
    """
    if is_whole(atoms, width):
        return tuple([slot(a) for a in atoms])
    values = [a for a in atoms if a.sort is Sort.NUMBER or a.sort is Sort.BLANK]
    if len(values) == width:
        return tuple([slot(a) for a in values])
    if cells := shape.pick(atoms):
        return tuple([slot(a) for a in cells])
    shown = len(atoms) == width and all(a.edge is not Edge.SOFT and a.sort is not Sort.EMPTY for a in atoms)
    return tuple([slot(a) for a in atoms]) if shown and values else None


def _needs_cut(values: Sequence[Atom], width: int) -> bool:
    return len(values) < width and sum(len(a.text) for a in values) >= width and any(len(a.text) > 8 for a in values)


def _cut(values: Sequence[Atom], sums: Sums, budget: Budget) -> list[Reading] | None:
    """Every reading of glued atoms that keeps the sums; ``None`` when there are too many."""
    digits, places = _joined(values)
    if digits is None:
        return []
    try:
        cuts = summing_cuts(digits, sums.parts, sums.groups, budget)
    except TooManyError:
        return None
    walls = _walls(values)
    out: list[Reading] = []
    for cut in cuts:
        if walls <= set(cut) and (reading := _cut_reading(cut, digits, places, values)):
            out.append(reading)
        if len(out) > MAX_READINGS:
            return None
    return out


def _joined(values: Sequence[Atom]) -> tuple[str | None, list[int]]:
    """The digits of glued atoms in one string, a blank as 0, with the text position of each."""
    digits: list[str] = []
    places: list[int] = []
    for atom in values:
        if atom.sort is Sort.BLANK and len(atom.text) == 1:
            digits.append("0")
            places.append(atom.start)
            continue
        if atom.sort is not Sort.NUMBER or _GLUED.fullmatch(atom.text) is None:
            return None, []
        for at, char in enumerate(atom.text, atom.start):
            if char.isdecimal() or char in LETTERS:
                digits.append("0" if char in LETTERS else str(int(char)))
                places.append(at)
    return "".join(digits), places


_GLUED = re.compile(rf"[\d{LETTERS}]+(?:[,，][\d{LETTERS}]{{3,}})*")
_PIECE = re.compile(rf"[\d{LETTERS}]{{1,3}}(?:[,，][\d{LETTERS}]{{3}})+|[\d{LETTERS}]+")


def _walls(values: Sequence[Atom]) -> set[int]:
    """Where a shown cell boundary stands among the joined digits. A line break is none: it may be inside a number."""
    walls: set[int] = set()
    at = 0
    for atom in values:
        if at and atom.edge is not Edge.SOFT:
            walls.add(at)
        at += 1 if atom.sort is Sort.BLANK else sum(1 for c in atom.text if c not in ",，")
    return walls


def _cut_reading(cut: tuple[int, ...], digits: str, places: list[int], values: Sequence[Atom]) -> Reading | None:
    """A cut as a reading, or ``None`` if it would part a number at its thousands separator."""
    blanks = {a.start for a in values if a.sort is Sort.BLANK}
    printed = {at: char for a in values for at, char in enumerate(a.text, a.start)}
    out: list[Slot] = []
    begin = 0
    for end in cut:
        start, finish = places[begin], places[end - 1] + 1
        if start in blanks:
            out.append(Slot(State.BLANK, 0, start, finish))
        elif _PIECE.fullmatch("".join(printed.get(at, "") for at in range(start, finish))):
            out.append(Slot(State.NUMBER, int(digits[begin:end]), start, finish))
        else:
            return None
        begin = end
    return tuple(out)


def _repaired(values: Sequence[Atom], sums: Sums, budget: Budget, split: bool) -> Row:
    """Candidates with the fewest repairs for a row whose count does not fit."""
    zeros = len(values) < sums.slots and all(a.text == "0" for a in values)
    if zeros and sums.groups == 1:
        return Row((_zeros(sums),), clean=False)  # a row left out, or one merged cell, for zeros: the columns tell
    items = [slot(a) for a in values]  # an empty cell may be the page's own: it places nothing
    if any(s.value is None for s in items):
        return Row((), clean=False, open=True)
    search = _Search(items, sums, budget, split)
    off = abs(len(items) - sums.slots)
    if sums.groups > 1 and (split or off > MAX_UNCONFIRMED):
        return Row((), clean=False, open=True)
    for repairs in range(off, min(MAX_REPAIRS, off + 1) + 1):
        try:
            search.run(repairs)
        except TooManyError:
            return Row((), clean=False, open=True)
        if search.found:
            return Row(tuple(search.found), clean=False, open=search.partial)
    return Row((), clean=False, open=True)


def _zeros(sums: Sums) -> Reading:
    return tuple(Slot(State.LOST, 0) for _ in range(sums.slots))


class _Search:
    """Depth-first search over the repairs of one row. ``found`` keeps the sums; ``partial``: some were not tried."""

    def __init__(self, items: Sequence[Slot], sums: Sums, steps: Budget, split: bool) -> None:
        self.items = items
        self.sums = sums
        self.found: dict[Reading, None] = {}
        self.partial = False
        self.steps = steps
        self.split = split

    def run(self, budget: int) -> None:
        """Find every reading with at most ``budget`` repairs; raises ``TooManyError`` when there is too much to try."""
        self.steps.open()
        self._fill(0, (), budget)

    def _fill(self, at: int, done: Reading, budget: int) -> None:
        self.steps.spend()
        size = self.sums.parts + 1
        if done and len(done) % size == 0:
            self._close(at, done, budget)
            return
        self._next(at, done, budget)

    def _close(self, at: int, done: Reading, budget: int) -> None:
        """A group is full: go on with every way its sum can hold."""
        size = self.sums.parts + 1
        head, group = done[:-size], done[-size:]
        for settled in self._settle(group):
            full = (*head, *settled)
            if len(full) < self.sums.slots:
                self._next(at, full, budget)
            elif len(self.items) - at <= (0 if self.split else budget):
                self.found[full] = None
                if len(self.found) > MAX_READINGS:
                    raise TooManyError

    def _settle(self, group: Reading) -> list[Reading]:
        lost = [n for n, s in enumerate(group) if s.state is State.LOST]
        rest = (group[-1].value or 0) - sum(s.value or 0 for s in group[:-1])
        if not lost:
            return [group] if rest == 0 else []
        if len(lost) == 1:
            value = rest if lost[0] < len(group) - 1 else -rest
            return [_with(group, {lost[0]: value})] if value >= 0 else []
        if rest == 0:
            if len(group) - 1 in lost:
                self.partial = True  # the total is lost with a part: any number may be gone
            return [_with(group, dict.fromkeys(lost, 0))]
        self.partial = True
        return []

    def _next(self, at: int, done: Reading, budget: int) -> None:
        left = len(self.items) - at
        room = self.sums.slots - len(done)
        if left > 0:
            self._fill(at + 1, (*done, self.items[at]), budget)
        if budget <= 0 or abs(left - room) > budget:
            return
        self._fill(at, (*done, Slot(State.LOST, None)), budget - 1)
        if left > 0:
            if left > 1:
                self._merge(at, done, budget)
                if not self.split:
                    self._fill(at + 2, (*done, self.items[at + 1]), budget - 1)  # the first of the two is a stray one
            self._split(at, done, budget)

    def _merge(self, at: int, done: Reading, budget: int) -> None:
        """A number cut over a line: two atoms with a soft boundary between them are one."""
        a, b = self.items[at], self.items[at + 1]
        if a.state is not State.NUMBER or b.state is not State.NUMBER or a.value == 0 or b.atom is None or a.atom is None:
            return
        text = a.atom.text + b.atom.text  # 69 / 5件
        if b.atom.edge is Edge.SOFT and a.atom.text.isdecimal() and b.atom.text[0].isdecimal():
            printed = read_number(text)
            if printed.sort is Read.NUMBER and isinstance(printed.value, int):
                self._fill(at + 2, (*done, Slot(State.NUMBER, printed.value, a.start, b.end)), budget - 1)

    def _split(self, at: int, done: Reading, budget: int) -> None:
        """Two cells glued into one atom."""
        atom = self.items[at].atom
        if atom is None or not atom.text.isdecimal() or len(done) + 1 >= self.sums.slots:
            return
        for cut in range(1, len(atom.text)):
            left, right = atom.text[:cut], atom.text[cut:]
            if (left[0] == "0" and cut > 1) or (right[0] == "0" and len(right) > 1):
                continue
            middle = atom.start + cut
            first = Slot(State.NUMBER, int(left), atom.start, middle)
            second = Slot(State.NUMBER, int(right), middle, atom.end)
            self._place_two(at, done, first, second, budget - 1)

    def _place_two(self, at: int, done: Reading, first: Slot, second: Slot, budget: int) -> None:
        size = self.sums.parts + 1
        if (len(done) + 1) % size:
            self._fill(at + 1, (*done, first, second), budget)
            return
        head = (*done, first)
        for settled in self._settle(head[-size:]):
            self._fill(at + 1, (*head[:-size], *settled, second), budget)


def _with(group: Reading, values: dict[int, int]) -> Reading:
    return tuple(s._replace(value=values[n]) if n in values else s for n, s in enumerate(group))
