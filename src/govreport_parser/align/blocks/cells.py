"""One row of table two to cells: as many numbers as columns, or nothing is certain, for no sum can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...cells import MISSING, Cell, Status, Value, make_cell
from ...findings import Finding, finding
from ...forms import Column, Kind
from ...numbers import Printed, read_number, ungrouped
from ...numbers import Sort as Read
from ...text import fold
from ..reading.atoms import Atom, Edge, Sort, holds_digits, holds_several
from ..reading.grammar import HEADING, LETTERS
from ..reading.segments import cells_in_row, chunks, count, take
from ..reading.slots import PLAIN, bare
from ..reading.whole import Plain
from .line import Line, Shown
from .row_doubts import Taken, digits_follow, in_doubt, may_be_anothers
from .table_doubts import off_header

MOST_ZEROS = 3
"""More zeros to a cell than this are not of one row."""

LONGEST_WORDS = 12
"""Words in the place of a number are no longer than this; longer text is not of the table."""


def row_cells(
    text: str, path: str, line: Line, columns: Sequence[Column], shown: Shown, notes: list[Finding]
) -> dict[str, Cell]:
    """The cells of a row under the columns printed above it, by path; what there is to say goes to ``notes``."""
    if line.plain:
        cells = {f"{path}.{c.id}": _unsure(line.plain) for c in columns}
        span = (line.plain.spans[0][0], line.plain.spans[-1][1])
        printed = " ".join(line.plain.texts)
        notes.append(
            finding("cell-ambiguous", paths=tuple(cells), spans=(span,), row=line.hit.wording, printed=printed)
        )
        return cells
    unit = line.header.unit if line.header else None
    values, patched = _values(_with_units(text, line.atoms), columns)
    row = Taken(text, line.hit.end, line.atoms, values, columns, shown.split)
    doubtful = patched or line.shared or in_doubt(row) or off_header(text, line, values)
    last = values[-1].end if values else line.hit.end
    strange = (
        line.shared
        or may_be_anothers(row)
        or digits_follow(row)
        or any(holds_digits(a) for a in line.atoms if a.start < last)
    )
    placed = _place(text, values, columns, unit, doubtful, behind=not strange, spaced=shown.spaced)
    out = {f"{path}.{column.id}": cell for column, cell in zip(columns, placed, strict=True)}
    notes += _cell_notes(text, out, values, line)
    return out


def _unsure(plain: Plain) -> Cell:
    return make_cell(None, None, None, Status.AMBIGUOUS, tuple(sorted(set(plain.values))))


def _with_units(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms, a number and what was cut from it joined: its decimals (43 / .75万), its unit (1.8 / 亿元)."""
    out: list[Atom] = []
    for atom in atoms:
        last = out[-1] if out else None
        if last and last.sort is Sort.NUMBER and atom.sort is Sort.TEXT and _UNIT.match(atom.text):
            out[-1] = last._replace(end=atom.end, text=text[last.start : atom.end])
        else:
            out.append(atom)
    return out


_UNIT = re.compile(r"[.．]\d|[百千]?[万萬亿億]?[元圆]|[百千]?[万萬亿億](?![一-鿿])")


def _values(atoms: Sequence[Atom], columns: Sequence[Column]) -> tuple[list[Atom], bool]:
    width = len(columns)
    shown = cells_in_row(list(atoms), width)
    if shown is not None:
        return shown, False
    if columns[-1].kind is Kind.MONEY and _ends_in_amount(atoms[:width], width):
        return list(atoms[:width]), False
    run = take(chunks(atoms), width)
    filled = [a for a in atoms if a.sort is not Sort.EMPTY]
    if width == 1 and not count(run.values) and filled and all(a.sort is Sort.TEXT for a in filled):
        return filled, False
    parts = [a for a in run.values if a.sort is not Sort.EMPTY]
    return (parts if len(parts) >= width else run.values), run.patched


def _ends_in_amount(atoms: Sequence[Atom], width: int) -> bool:
    """Whether a row ends in an amount that is said with other words (约1.46亿元), and prints plain numbers before it."""
    return len(atoms) == width > 1 and count(atoms) == width - 1 and _is_amount(atoms[-1])


def _is_amount(atom: Atom) -> bool:
    return atom.sort is Sort.TEXT and len(atom.text) <= LONGEST_WORDS and _AMOUNT.search(atom.text) is not None


_AMOUNT = re.compile(r"\d[百千]?[万萬亿億]?[元圆]|\d[百千]?[万萬亿億]")


def _place(
    text: str,
    values: Sequence[Atom],
    columns: Sequence[Column],
    unit: int | None,
    doubtful: bool,
    *,
    behind: bool,
    spaced: bool,
) -> list[Cell]:
    """``behind``: the values stand straight behind the label, with no other digits between. ``spaced``: spaces part thousands."""
    width = len(columns)
    doubtful = doubtful or any(map(holds_several, values))
    if len(values) == width and all(_whole(a) for a in values) and not doubtful:
        cells = [_cell(a, c, unit, spaced=spaced) for a, c in zip(values, columns, strict=True)]
        if not _stands_for_another(values, cells):
            return cells
    if not count(values):
        return [_worded(text, values)] if width == 1 else [MISSING] * width
    if behind and (zeros := _zeros(text, values, columns)):
        return zeros
    return [_ambiguous(_possible(values, n, width), c, unit) for n, c in enumerate(columns)]


def _possible(values: Sequence[Atom], column: int, width: int) -> Sequence[Atom]:
    """Which of the values may stand in a column, in order: with cells lost before or behind it, or strangers among them.

    None where all there is are digits of several cells run together.
    """
    numbers = [a for a in values if a.sort is not Sort.EMPTY]
    if len(numbers) == 1 < width <= len(numbers[0].text):
        return []
    more = len(numbers) - width
    return numbers[max(0, column + min(0, more)) : column + 1 + max(0, more)]


def _stands_for_another(values: Sequence[Atom], cells: Sequence[Cell]) -> bool:
    """Whether a number of a text cannot be read in its column: it may be of another, or of none, and so may its neighbours.

    One whose thousands are parted by spaces is its own.
    """
    return len(cells) > 1 and any(
        cell.status is Status.UNREADABLE
        and atom.place is None
        and atom.sort is Sort.NUMBER
        and not _SPACED.match(atom.text)
        for atom, cell in zip(values, cells, strict=True)
    )


_SPACED = re.compile(r"[\d\s]+$")
"""Digits with white space between them."""


def _worded(text: str, values: Sequence[Atom]) -> Cell:
    """The cell of a row with a few words where its one number should be (见附件)."""
    if not values or values[0].sort is not Sort.TEXT:
        return MISSING
    start = values[0].start
    end = max(a.end for a in values if "\n" not in text[start : a.start])  # what stands below is another's
    if end - start > LONGEST_WORDS or _HEADING.match(text, start):
        return MISSING
    span = (start, end)
    return make_cell(None, text[span[0] : span[1]], span, Status.UNREADABLE)


_HEADING = re.compile(rf"{HEADING}|第[一二三四五六七八九十]{{1,3}}[条條]")
"""How what stands below a row begins: 三、, （四）, 第二十条."""


def _zero() -> Value:
    zero = read_number("0", Kind.MONEY).value
    assert zero is not None
    return zero


def _whole(atom: Atom) -> bool:
    """Whether an atom can be a whole cell; text in a shown cell is an unreadable one."""
    if atom.sort is Sort.TEXT:
        return atom.edge is not Edge.SOFT or _is_amount(atom)
    return not (len(atom.text) > 1 and atom.text[0] == "0" and atom.text.isdecimal())  # 00 is two cells


def _cell(atom: Atom, column: Column, unit: int | None, *, spaced: bool) -> Cell:
    if atom.sort is Sort.EMPTY or atom.sort is Sort.BLANK:
        return make_cell(None, atom.text, (atom.start, atom.end), Status.BLANK, (), atom.place)
    if atom.sort is Sort.TEXT and atom.edge is Edge.SOFT:  # an amount in words
        return make_cell(None, atom.text, (atom.start, atom.end), Status.UNREADABLE)
    if column.kind is not Kind.MONEY and PLAIN.fullmatch(atom.text):
        return make_cell(int(atom.text), atom.text, (atom.start, atom.end), Status.READ, (), atom.place)
    bared = _NONE.sub("0", "".join(bare(atom).split("\n")))
    printed = read_number(ungrouped(bared, " \xa0") if spaced else bared, column.kind, unit)
    if atom.place is not None and _TWO_LINES.search(atom.text):  # of one number, or two: no sum tells
        return make_cell(None, None, None, Status.AMBIGUOUS, () if printed.value is None else (printed.value,))
    span = (atom.start, atom.end)
    if printed.sort is Read.NUMBER:
        return make_cell(printed.value, atom.text, span, Status.READ, (), atom.place)
    if printed.sort is Read.UNITLESS:
        return make_cell(None, atom.text, span, Status.AMBIGUOUS, _amounts(printed), atom.place)
    return make_cell(None, atom.text, span, Status.UNREADABLE, (), atom.place)


_TWO_LINES = re.compile(r"\d\s*\n\s*\d")
"""Digits on two lines of one cell."""

_NONE = re.compile(rf"^[{LETTERS}](?=\s*[百千]?[万萬亿億]?元$)")
"""The letter that stands for the whole number of an amount: ``O元``."""


def _amounts(printed: Printed) -> tuple[Value, ...]:
    return tuple(v for v in (printed.value, printed.value * 10_000 if printed.value else None) if v is not None)


def _zeros(text: str, values: Sequence[Atom], columns: Sequence[Column]) -> list[Cell] | None:
    """Zeros only, at least one to a column, glued or doubled: every cell is zero however they are cut.

    Other digits are never cut here. As many digits as columns would leave one cut, but a lost or blank cell leaves the
    same digits (12 _ 3 and 1 2 3), and this table has no sums to tell.
    """
    printed = fold("".join(a.text for a in values))
    if (
        printed.strip("0")
        or not len(columns) <= len(printed) <= MOST_ZEROS * len(columns)
        or len(columns) == 1 < len(printed)
        or (
            len(values) > len(columns) + 1 and len(values) % len(columns)
        )  # of another table, whose rows are not as long
    ):
        return None
    spans: list[tuple[int, int] | None] = [None] * len(columns)
    if len(printed) == len(columns):
        spans = [(a.start + n, a.start + n + 1) for a in values for n in range(len(a.text))]
    return [
        make_cell(
            _zero() if c.kind is Kind.MONEY else 0, text[span[0] : span[1]] if span else None, span, Status.INFERRED
        )
        for c, span in zip(columns, spans, strict=True)
    ]


def _ambiguous(values: Sequence[Atom], column: Column, unit: int | None) -> Cell:
    found = [read_number(a.text, column.kind, unit).value for a in values if a.sort is Sort.NUMBER]
    candidates = tuple(sorted({v for v in found if v is not None}))
    return make_cell(None, None, None, Status.AMBIGUOUS, candidates)


def unnamed(cells: dict[str, Cell], path: str, line: Line, columns: Sequence[Column]) -> None:
    """Numbers under no header: every cell the form has in the row may be any of them."""
    for column in columns:
        if count(line.atoms):
            cells[f"{path}.{column.id}"] = _ambiguous(line.atoms, column, None)


def no_header(line: Line, table: str) -> Finding:
    """The finding that no column header stands above a row."""
    return finding(
        "header-missing",
        paths=(f"{table}.{line.row}",),
        spans=((line.hit.start, line.hit.end),),
        where=line.hit.wording,
    )


def _cell_notes(text: str, cells: dict[str, Cell], values: Sequence[Atom], line: Line) -> list[Finding]:
    if all(c.status is Status.READ and c.raw and c.raw.isdecimal() for c in cells.values()):
        return []
    out: list[Finding] = []
    doubtful = tuple(p for p, c in cells.items() if c.status is Status.AMBIGUOUS and c.raw is None)
    if doubtful:
        span = (values[0].start, values[-1].end)
        printed = " ".join(text[span[0] : span[1]].split())
        out.append(finding("cell-ambiguous", paths=doubtful, spans=(span,), row=line.hit.wording, printed=printed))
    for path, cell in cells.items():
        if (
            cell.span is None
            or cell.status is Status.BLANK
            or ((cell.raw or "").isdecimal() and cell.status is Status.READ)
        ):
            continue
        if cell.status is Status.AMBIGUOUS:
            out.append(finding("unit-unknown", paths=(path,), spans=(cell.span,), printed=cell.raw))
        elif cell.status is Status.UNREADABLE:
            out.append(finding("cell-unreadable", paths=(path,), spans=(cell.span,), printed=cell.raw, path=path))
        elif cell.raw and (read_number(cell.raw).lettered or _NONE.match(cell.raw)):
            out.append(finding("digit-lookalike", paths=(path,), spans=(cell.span,), printed=cell.raw))
        elif cell.raw and read_number(cell.raw).annotated:
            out.append(finding("value-annotated", paths=(path,), spans=(cell.span,), printed=cell.raw))
    return out
