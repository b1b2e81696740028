"""What aligning a table gives, and how readings become cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from attrs import define, evolve, field

from ..cells import Cell, Place, Span, Status, Value, make_cell, read_cells
from ..findings import Finding, finding
from ..numbers import is_blank
from .labels.spot import Cut
from .reading.atoms import SPACED, Atom, Sort
from .reading.grammar import LETTERS
from .reading.slots import Reading, Slot, State, Sums


@define
class Aligned:
    """One copy of one table: its cells by path, its edition if what is printed tells it, and where it stands."""

    table: str
    edition: str | None
    cells: dict[str, Cell]
    span: Span
    findings: list[Finding] = field(factory=list)
    glued: bool = False
    """Its cells are printed without separators."""
    split: Cut = Cut.NOWHERE
    """Where some of its numbers are cut in pieces, or many of its labels are."""
    damaged: bool = False
    """Some row is not printed whole."""
    lacking: bool = False
    """Its cells are printed without separators, and some row lost a cell: its digits are no cut of all of them."""
    printed: bool = False
    """It was read at once, by the pattern that its form makes."""

    @property
    def certain(self) -> int:
        """How many of its cells are certain."""
        return sum(1 for cell in self.cells.values() if cell.status.certain)

    @property
    def complete(self) -> bool:
        """Whether each of its cells is certain."""
        return all([status.certain for status in set(map(_status_of, self.cells.values()))])  # noqa: C419 - half the price

    @property
    def shown(self) -> bool:
        """Whether each of its cells is printed."""
        return all([cell.raw is not None for cell in self.cells.values()])  # noqa: C419 - half the price


_status_of = attrgetter("status")


def shows_whole(aligned: Aligned) -> bool:
    """Whether a table shows that its numbers are not cut and its cells not lost, though its labels are cut.

    Every row is printed whole and keeps its sum, and numbers enough have several digits that could have been parted.
    """
    values = [
        int(cell.value) for cell in aligned.cells.values() if cell.status is Status.READ and cell.value is not None
    ]
    if len(values) < len(aligned.cells) or sum(value > 9 for value in values) < LEAST_LONG:
        return False
    width = len({path.rpartition(".")[2] for path in aligned.cells})
    return Sums(width - 1, len(values) // width).hold(values)


LEAST_LONG = 4
"""Fewer numbers of several digits than this do not tell whether a tool cuts them."""


def shows_spaced(aligned: Aligned) -> bool:
    """Whether a table with sums prints a number with spaces between its thousands."""
    if aligned.printed:
        return False
    marked = [cell for cell in aligned.cells.values() if cell.raw and not cell.raw.isalnum()]
    return any(cell.status is Status.READ and SPACED.fullmatch(cell.raw or "") for cell in marked)


_STATUS = (Status.READ, Status.BLANK, Status.UNREADABLE)
"""The status of a printed cell by the state of its slot."""


def printed_cells(text: str, reading: Reading) -> list[Cell]:
    """The cells of a row that is printed whole."""
    states, values, starts, ends, atoms = zip(*reading, strict=True)
    if None in atoms or any(states):
        return [printed_cell(text, slot) for slot in reading]
    raws = [atom[3] for atom in atoms]
    return read_cells(values, raws, list(zip(starts, ends, strict=True)), [atom[5] for atom in atoms])


def printed_cell(text: str, slot: Slot) -> Cell:
    """The cell of a slot that is printed whole and placed by labels."""
    state, value, start, end, atom = slot
    place = atom[5] if atom is not None else None
    if state is State.NUMBER:
        return make_cell(value, atom[3] if atom is not None else text[start:end], (start, end), Status.READ, (), place)
    return make_cell(None, text[start:end], (start, end), _STATUS[state], (), place)


def plain_cell(text: str, value: int, span: Span, place: Place | None = None) -> Cell:
    """The cell that prints a plain count, or a mark for an empty cell, whose ``value`` in a sum is zero."""
    if is_blank(text):
        return make_cell(None, text, span, Status.BLANK, (), place)
    return make_cell(value, text, span, Status.READ, (), place)


def decided_cell(text: str, column: int, readings: Sequence[Reading], confirmed: bool) -> Cell:
    """The cell on which several readings agree, or an ambiguous one that keeps their values."""
    slots = [r[column] for r in readings]
    first = slots[0]
    states = {s.state for s in slots}
    values = tuple(sorted({s.value for s in slots if s.value is not None}))
    spans = {(s.start, s.end) for s in slots}
    printed = len(spans) == 1 and first.start >= 0
    raw = text[first.start : first.end] if printed else None
    span = (first.start, first.end) if printed else None
    if not confirmed or len(values) != 1 or (State.BLANK in states and len(states) > 1):
        return make_cell(None, raw, span, Status.AMBIGUOUS, values)
    if states == {State.BLANK}:
        return make_cell(None, raw, span, Status.BLANK)
    if printed and first.value is not None and not _reads(raw, first):
        raw = span = None
    return make_cell(values[0], raw, span, Status.INFERRED)


def _reads(raw: str | None, slot: Slot) -> bool:
    return raw is not None and slot.state is State.NUMBER


def open_cells(atoms: Sequence[Atom], width: int) -> list[Cell]:
    """Cells of a row whose printed numbers could not be placed at all: missing if there are none."""
    numbers = _numbers(atoms)
    if not any(atom.sort is Sort.NUMBER for atom in atoms):
        return [make_cell(None, None, None, Status.MISSING) for _ in range(width)]
    return [make_cell(None, None, None, Status.AMBIGUOUS, numbers) for _ in range(width)]


def cell_notes(cells: Mapping[str, Cell], row: str, printed: str, spans: tuple[Span, ...]) -> list[Finding]:
    """Which cells of a printed row are ambiguous, inferred or unreadable."""
    out: list[Finding] = []
    for status, code in ((Status.AMBIGUOUS, "cell-ambiguous"), (Status.INFERRED, "cell-inferred")):
        paths = tuple(path for path, cell in cells.items() if cell.status is status)
        if paths:
            out.append(finding(code, paths=paths, spans=spans, row=row, printed=printed, count=len(paths)))
    for path, cell in cells.items():
        if cell.status is Status.UNREADABLE:
            where = (cell.span,) if cell.span else ()
            out.append(finding("cell-unreadable", paths=(path,), spans=where, printed=cell.raw, path=path))
    return out


def letter_notes(cells: Mapping[str, Cell]) -> list[Finding]:
    """Which cells hold letters for zeros."""
    return [
        finding("digit-lookalike", paths=(path,), spans=(cell.span,), printed=cell.raw)
        for path, cell in cells.items()
        if cell.span and cell.raw and not cell.raw.isdecimal() and any(char in LETTERS for char in cell.raw)
    ]


def _numbers(atoms: Sequence[Atom]) -> tuple[Value, ...]:
    out = {
        int(a.text)
        for a in atoms
        if a.sort is Sort.NUMBER and a.text.isascii() and a.text.isdecimal() and len(a.text) < 16
    }
    return tuple(sorted(out))[:16]


def doubt(cells: dict[str, Cell]) -> dict[str, Cell]:
    """The same cells with no value certain: what is printed is known, where it belongs is not."""
    return {path: uncertain(cell) for path, cell in cells.items()}


def doubt_some(cells: dict[str, Cell], paths: Iterable[str]) -> dict[str, Cell]:
    """The cells, with no value certain at these paths."""
    return cells | {path: uncertain(cells[path]) for path in paths}


def uncertain(cell: Cell) -> Cell:
    """The cell with its value withdrawn."""
    if not cell.status.certain:
        return cell
    candidates = cell.candidates or ((cell.value,) if cell.value is not None else ())
    return evolve(cell, value=None, status=Status.AMBIGUOUS, candidates=candidates)


def without_cuts(text: str, copy: Aligned) -> Aligned:
    """A copy of a table in which no cell is certain as printed that holds only some of the digits of a printed number.

    Whoever found its bounds was wrong about them.
    """
    cut = [p for p, c in copy.cells.items() if c.status is Status.READ and c.span is not None and _cuts(text, *c.span)]
    return evolve(copy, cells=copy.cells | {path: uncertain(copy.cells[path]) for path in cut}) if cut else copy


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether a bound stands between two digits."""
    behind = end < len(text) and text[end - 1 : end + 1].isdecimal()
    return behind or (start > 0 and text[start - 1 : start + 1].isdecimal())


def both(a: Cell, b: Cell) -> Cell:
    """Two prints of one cell that differ: ambiguous, with both values."""
    values = {v for v in (a.value, b.value) if v is not None}
    return evolve(a, value=None, status=Status.AMBIGUOUS, candidates=tuple(sorted(values)))


def doubted(cells: dict[str, Cell], label: str, other: Mapping[str, Cell]) -> tuple[dict[str, Cell], list[Finding]]:
    """The cells, ambiguous where another print of their row contradicts them, and a finding that says so."""
    differ = {
        path: cell
        for path, cell in other.items()
        if (mine := cells.get(path)) and mine.certain and _contradicts(cell, mine)
    }
    if not differ:
        return cells, []
    spans = tuple([span for path, cell in differ.items() for span in (cells[path].span, cell.span) if span])
    note = finding("row-repeated", paths=tuple(differ), spans=spans, row=label)
    return cells | {path: both(cells[path], cell) for path, cell in differ.items()}, [note]


def _contradicts(other: Cell, cell: Cell) -> bool:
    """Whether another print of a certain cell says something else, or has other values for it to choose from."""
    if other.certain:
        return _say(other) != _say(cell)
    return bool(other.candidates) and cell.value not in other.candidates


def _say(cell: Cell) -> tuple[object, bool]:
    return cell.value, cell.status is Status.BLANK
