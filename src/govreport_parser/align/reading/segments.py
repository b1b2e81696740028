"""The stretch between two row labels: which numbers are the row's own, and which stand behind other text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .atoms import Atom, Edge, Sort, holds_digits
from .grammar import LETTERS

LONGEST_NUMBER = 12
"""Text no longer than this and without words may be a cell whose number cannot be read: ``8B``, ``l``, ``####``."""


class Chunk(NamedTuple):
    """Other text and the values behind it. The first chunk of a segment has no text, nor has the rest of a shown row."""

    text: tuple[Atom, ...]
    values: tuple[Atom, ...]
    row: bool = False
    """A row boundary that the document shows stands before it."""


def chunks(atoms: Sequence[Atom]) -> list[Chunk]:
    """Cut the atoms behind a label at every stretch of other text."""
    out: list[Chunk] = []
    words: list[Atom] = []
    values: list[Atom] = []
    row = False
    for atom in atoms:
        begins = atom.edge is Edge.ROW
        text = atom.sort is Sort.TEXT
        if (text and (values or not words)) or (begins and values):
            out.append(Chunk(tuple(words), tuple(values), row))
            words, values, row = [], [], begins
        row = row or begins
        (words if text else values).append(atom)
    out.append(Chunk(tuple(words), tuple(values), row))
    return out


class Run(NamedTuple):
    """The values taken for a row, whether other text stands among them (or digits in the text before them), and the rest."""

    values: list[Atom]
    patched: bool
    rest: list[Chunk]


def count(values: Sequence[Atom]) -> int:
    """How many cells the atoms can be, shown empty ones apart."""
    number, blank = Sort.NUMBER, Sort.BLANK
    return sum([a[0] is number or a[0] is blank for a in values])


def fillings(values: Sequence[Atom]) -> list[Atom]:
    """The atoms that can be cells, shown empty ones apart."""
    return [a for a in values if a.sort is Sort.NUMBER or a.sort is Sort.BLANK]


def holds_values(values: Sequence[Atom]) -> bool:
    """Whether any cell can be made of the atoms, shown empty ones apart."""
    number, blank = Sort.NUMBER, Sort.BLANK
    for atom in values:  # noqa: SIM110 - a loop is half the price of a generator here, and this runs for every row
        if atom[0] is number or atom[0] is blank:
            return True
    return False


def take(parts: Sequence[Chunk], width: int) -> Run:
    """The run of a row of ``width`` cells from the chunks behind its label.

    A row boundary that the document shows ends the run. Values straight behind the label (or behind the wrapped rest of
    the label) are the row's. Values behind further text join them only as long as the row is not full.
    """
    run: list[Atom] = []
    used = 0
    pieces = 0
    odd = False
    for number, chunk in enumerate(parts):
        if pieces and (chunk.row or count(run) + count(chunk.values) > width):
            break
        if _fills_up(chunk):
            continue
        odd = odd or (bool(chunk.values) and any(map(holds_digits, chunk.text)))
        if chunk.values:
            run.extend(chunk.values)
            pieces += 1
        used = number + 1
        if count(run) >= width:
            break
    return Run(run, pieces > 1 or odd, list(parts[used:]))


def _fills_up(chunk: Chunk) -> bool:
    """Whether nothing but empty cells stands behind several cells of words: these are the row's, and those fill up its line."""
    words = sum(atom.edge is Edge.HARD for atom in chunk.text)
    return words > 1 and all(atom.sort is Sort.EMPTY for atom in chunk.values)


def cells_in_row(atoms: Sequence[Atom], width: int) -> list[Atom] | None:
    """The atoms of the first shown row as cells, text cells included, when there are exactly ``width`` of them.

    Empty cells behind them fill up a row of a text that spans fewer cells than the widest. Where two tabs part the cells,
    nothing stands between the two: that is no cell.
    """
    shown: list[Atom] = []
    filling = 0
    for atom in atoms:
        if atom.edge is Edge.ROW:
            break
        if len(shown) == width and atom.sort is Sort.EMPTY and atom.place is None and atom.edge is Edge.HARD:
            filling += 1
            continue
        if atom.edge is Edge.SOFT or len(shown) == width:
            return None
        shown.append(atom)
    if len(shown) != width or (filling and _are_doubly_parted(shown, filling)):
        return None
    return shown


def _are_doubly_parted(shown: Sequence[Atom], filling: int) -> bool:
    """Whether the cells of a row and as many empty ones behind them are every second one the gap between two tabs."""
    return filling >= len(shown) - 1 > 0 and all(cell.sort is Sort.EMPTY for cell in shown[::2])


def spread(atoms: Sequence[Atom], width: int) -> list[Atom] | None:
    """The cells of the first row on a page, zeros and blanks in merged cells once for each column that they span.

    ``None`` unless that makes exactly ``width`` of them.
    """
    ends = (n for n, atom in enumerate(atoms) if atom.place is None or atom.edge is not Edge.HARD)
    row = atoms[: next(ends, len(atoms))]
    if len(row) >= width or any(atom.sort is Sort.TEXT for atom in row):
        return None
    out = [atom for atom in row for _ in range(_merged(atom))]
    return out if len(out) == width else None


def _merged(atom: Atom) -> int:
    empty = atom.sort is not Sort.NUMBER or atom.text == "0"
    return atom.place.colspan if empty and atom.place is not None else 1


def is_astray(atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether a value stands outside of all cells, on a page whose row has cells with numbers."""
    outside = None in [atom[5] for atom in values]
    return outside and any(atom.place is not None for atom in atoms if atom.sort is Sort.NUMBER)


def behind_another(atoms: Sequence[Atom], values: Sequence[Atom], width: int) -> bool:
    """Whether the numbers behind a label are those of a row below: a whole row of empty cells, and words, are between."""
    number = next((atom.start for atom in values if atom.sort is Sort.NUMBER), 0)
    before = [atom.sort for atom in atoms if atom.start < number]
    words = next((n for n in range(len(before), 0, -1) if before[n - 1] is Sort.TEXT), 0)
    return before[:words].count(Sort.EMPTY) >= width


def is_continued(atoms: Sequence[Atom], values: Sequence[Atom], width: int) -> bool:
    """Whether a row without a label follows the values on a page and holds the rest of them, as where a page ends.

    Then cells are empty in either. A row that is full behind a full one is of a label that was lost.
    """
    rest = [atom for atom in atoms if values and atom.start > values[-1].start and atom.place is not None]
    if not rest or rest[0].edge is not Edge.ROW:
        return False
    ends = (n for n, atom in enumerate(rest) if n and atom.edge is Edge.ROW)
    row = rest[: next(ends, len(rest))]
    if not count(row) or any(atom.sort is Sort.TEXT for atom in row):
        return False
    return any(atom.sort is Sort.EMPTY for atom in values) or count(row) < min(width, len(row))


def without_column_numbers(atoms: list[Atom], width: int) -> list[Atom]:
    """The atoms without a row that numbers the columns (1 2 3 ...), as long as there are numbers behind it."""
    first = next((n for n, atom in enumerate(atoms) if atom.sort is Sort.NUMBER), 0)
    numbers = atoms[first : first + width]
    if [_DIGITS.sub("", atom.text) for atom in numbers] != [str(n + 1) for n in range(width)]:
        return atoms
    return atoms[first + width :] if count(atoms[first + width :]) else atoms


_DIGITS = re.compile(r"\D+")


def is_part(words: str) -> bool:
    """Whether words begin like the label of a part of a row: 其中：网上, ①市级, a.本级."""
    return _PART.match(words) is not None


_PART = re.compile(r"[\s|│┃）)”\"]*[—－-]*(?:其中|小计|[①-⑳]\s*[^\s\d|│┃]|[a-z][.．、]|[（(]\d{1,2}[)）])")


def interrupted(text: str, atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether words or marks stand among the values of a row, or digits in a line with them: they may be cells as well.

    Where no value is printed, any text with digits in it, with dashes before it or words for zero, may be the row.
    """
    printed = fillings(values)
    if not printed:
        return any(holds_digits(a) or _holds_blanks(a) for a in atoms)
    first, last = printed[0].start, printed[-1].end
    for atom in atoms:
        if atom.sort is not Sort.TEXT or _HEADING.match(text, atom.start):
            continue
        if first < atom.start < last or wordless(atom):
            return True
        if atom.start >= last and "\n" not in text[last : atom.start] and digits(atom):
            return True
        if atom.end <= first and "\n" not in text[atom.end : first] and digits(atom):
            return True
    return False


def _holds_blanks(atom: Atom) -> bool:
    """Whether text has taken the marks of a row's empty cells along."""
    return atom.sort is Sort.TEXT and (_DASHED.match(atom.text) is not None or holds_nones(atom))


def holds_nones(atom: Atom) -> bool:
    """Whether text has taken along several words for empty cells: 申(shen)请(qing)无无无."""
    return atom.sort is Sort.TEXT and _BLANKS.search(atom.text) is not None


_DASHED = re.compile(r"(?:[-‐‑‒–—―−－]+|[/／]|无)\s")
"""How a text begins that has taken the dashes of a row's empty cells along."""


def wordless(atom: Atom) -> bool:
    """Whether text is short and holds no word, nor is it the number of a page."""
    if len(atom.text) > LONGEST_NUMBER or _WORD.search(_BLANKS.sub("", atom.text)):
        return False
    return holds_digits(atom) or not digits(atom)


_BLANKS = re.compile(rf"[无無][无無{LETTERS}]+")
"""Several words for zero run together."""

_WORD = re.compile(r"[一-鿿]|[(（][A-Za-z]+[)）]|[A-Za-z]{5}")
_HEADING = re.compile(r"(?<=\n)#{1,6}[^\S\n]+(?=\S)")
"""How a heading begins in Markdown."""


def digits(atom: Atom) -> bool:
    """Whether an atom prints digits at all, be they of a date or a page."""
    return any(map(str.isdecimal, atom.text))
