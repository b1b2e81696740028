"""Aligning the table of blocks, each under its own header (table two). It has no identities: labels place, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from attrs import define, field, frozen

from ..blocks import Document
from ..cells import MISSING, Cell, Status, Value, make_cell
from ..findings import Finding, finding
from ..forms import FORMS, Column, Kind, Layout, Table
from ..numbers import Printed, read_number
from ..numbers import Sort as Read
from ..text import BLANKS, distance, fold, key
from .block_repair import with_likely_rows
from .headers import Header, money, read_header
from .lex import Atom, Edge, Sort, lex
from .lexicon import Hit, lexicon, table_of, table_with
from .result import Aligned
from .segments import cells_in_row, chunks, count, take
from .spot import REACH, field_at, tail_end
from .whole import Plain, places_of, plain_cells, plain_row

TAIL = 120


@frozen
class Line:
    """One printed row of a block: its row id, its label, its header, and the atoms behind it."""

    row: str
    hit: Hit
    header: Header | None
    atoms: tuple[Atom, ...]
    plain: Plain | None = None
    """Its numbers, where they are plain counts, as many as columns."""


@define
class _Scan:
    """State while the labels of one copy are walked from top to bottom."""

    lines: list[Line] = field(factory=list)
    head: list[Hit] = field(factory=list)
    head_start: int = -1
    header: Header | None = None


def align_blocks(document: Document, hits: Sequence[Hit], starts: Sequence[int], *, split: bool) -> list[Aligned]:
    """Every copy of the table, aligned. ``split`` says that numbers of this document are cut in pieces."""
    table = table_with(Layout.BLOCKS)
    out: list[Aligned] = []
    for group, end in find_copies(document, hits, table, starts):
        full = with_likely_rows(document, group, end, table, starts)
        lines = _lines(document, full, end, table, starts)
        if lines:
            out.append(_align(document, full, lines, table, split))
    return out


def find_copies(
    document: Document, hits: Sequence[Hit], table: str, starts: Sequence[int]
) -> list[tuple[list[Hit], int]]:
    """Where the table stands: labels close together, block titles or column headers among them."""
    out: list[tuple[list[Hit], int]] = []
    group: list[Hit] = []
    rows: list[str] = []
    for hit in hits:
        mine = table in hit.senses.tables
        if not mine and not group:
            continue
        row = hit.senses.rows.get(table)
        again = len(rows) > 3 and row == rows[0]  # its first row after later ones: the table is printed twice in a row
        apart = bool(group) and distance(document.text, group[-1].end, hit.start, REACH) > REACH
        if group and (apart or again or (not mine and hit.senses.tables)):
            _close(document, hit, group, table, starts, out)
            group, rows = [], []
        if mine:
            group.append(hit)
            if row:
                rows.append(row)
    if group:
        _close(document, None, group, table, starts, out)
    return out


def _close(
    document: Document,
    after: Hit | None,
    group: list[Hit],
    table: str,
    starts: Sequence[int],
    out: list[tuple[list[Hit], int]],
) -> None:
    rows = {r for h in group if (r := h.senses.rows.get(table))}
    heads = [h for h in group if h.senses.blocks.get(table) or h.senses.columns.get(table)]
    if not rows or not heads:
        return
    end = tail_end(document, starts, group[-1].end, 6, TAIL)
    out.append((group, min(end, after.start) if after else end))


def _lines(document: Document, group: Sequence[Hit], end: int, table: str, starts: Sequence[int]) -> list[Line]:
    scan = _Scan()
    for hit, after in zip(group, [*group[1:], None], strict=True):
        row = hit.senses.rows.get(table)
        if row:
            _row(document, scan, hit, row, after.start if after else end, starts)
        elif hit.senses.blocks.get(table):
            scan.head, scan.head_start, scan.header = [hit], hit.end, None
        else:
            if scan.head_start < 0 or scan.header is not None:
                scan.head, scan.head_start, scan.header = [], hit.start, None
            scan.head.append(hit)
    return scan.lines


def _row(document: Document, scan: _Scan, hit: Hit, row: str, end: int, starts: Sequence[int]) -> None:
    if scan.header is None and scan.head:
        scan.header = read_header(document.text, scan.head, scan.head_start, hit.start)
    columns = scan.header.columns if scan.header else None
    if columns and not money(columns):
        plain = plain_row(document, hit.end, end, len(columns))
        if plain and not document.text[plain.spans[-1][1] : end].strip(BLANKS + "|│┃"):
            scan.lines.append(Line(row, hit, scan.header, (), plain))
            return
    atoms = lex(document, field_at(starts, hit.end), hit.end, end, signed=True)
    scan.lines.append(Line(row, hit, scan.header, tuple(atoms)))


def _align(document: Document, group: Sequence[Hit], lines: Sequence[Line], table: str, split: bool) -> Aligned:
    edition = tell_edition(group, lines, table)
    declared = table_of(FORMS[edition] if edition else list(FORMS.values())[-1], table)
    cells: dict[str, Cell] = dict.fromkeys(declared.cells(), MISSING)
    notes: list[Finding] = []
    seen: set[str] = set()
    places = places_of(document)
    rows = {path: (row, block) for path, row, block in declared.rows()}
    for line in lines:
        path = f"{table}.{line.row}"
        if line.row not in rows or line.row in seen:
            continue
        seen.add(line.row)
        columns = line.header.columns if line.header else None
        if columns is None:
            notes.append(_no_header(line, table))
            _unnamed(cells, path, line, rows[line.row][1].columns)
            continue
        if line.plain and not (split and _may_be_pieces(document.text, line.plain)):
            plain = plain_cells(line.plain, places)
            cells |= {f"{path}.{column.id}": cell for column, cell in zip(columns, plain, strict=True)}
            continue
        cells |= _row_cells(document.text, path, line, columns, split, notes)
    notes += _header_notes(document.text, lines, rows)
    notes += _label_notes(document.text, lines, declared)
    for path in rows.keys() - seen:
        notes.append(finding("row-missing", paths=(f"{table}.{path}",), label=rows[path][0].label.text, table=table))
    end = max((_last(line) for line in lines), default=group[-1].end)
    return Aligned(table, edition, cells, (group[0].start, max(end, group[-1].end)), notes)


def _last(line: Line) -> int:
    if line.plain:
        return line.plain.spans[-1][1]
    return max((a.end for a in line.atoms if a.sort is not Sort.TEXT), default=line.hit.end)


def tell_edition(group: Sequence[Hit], lines: Sequence[Line], table: str) -> str | None:
    """The edition that more of the printed headers and rows belong to, or ``None``."""
    scores = dict.fromkeys(FORMS, 0)
    printed = {hit.wording for hit in group}
    for edition, form in FORMS.items():
        headers = [b.columns for b in table_of(form, table).blocks]
        scores[edition] = len(printed & _own_wordings(edition, table))
        scores[edition] += sum(1 for line in lines if line.header and line.header.columns in headers)
    best = sorted(scores.values(), reverse=True)
    return None if best[0] == 0 or best[0] == best[1] else max(scores, key=scores.__getitem__)


@cache
def _own_wordings(edition: str, table: str) -> frozenset[str]:
    """Every wording of a column or row that only this edition has."""
    wordings = {name: _wordings(table_of(form, table)) for name, form in FORMS.items()}
    return frozenset(wordings[edition].difference(*(w for name, w in wordings.items() if name != edition)))


def _wordings(table: Table) -> set[str]:
    labels = [c.label for b in table.blocks for c in b.columns] + [row.label for _, row, _ in table.rows()]
    return {printed for label in labels for wording in label.wordings() for printed in (wording, key(wording))}


def _row_cells(
    text: str, path: str, line: Line, columns: Sequence[Column], split: bool, notes: list[Finding]
) -> dict[str, Cell]:
    if line.plain:
        cells = {f"{path}.{c.id}": _unsure(line.plain) for c in columns}
        span = (line.plain.spans[0][0], line.plain.spans[-1][1])
        printed = " ".join(line.plain.texts)
        notes.append(finding("cell-ambiguous", paths=tuple(cells), spans=(span,), row=line.hit.wording, printed=printed))
        return cells
    unit = line.header.unit if line.header else None
    values, patched = _values(_with_units(text, line.atoms), len(columns))
    first = values[0].start if values else line.hit.end
    glued = bool(values) and first == line.hit.end and values[0].edge is Edge.SOFT
    doubtful = patched or (len(columns) > 1 and (glued or (split and _may_join(text, values))))
    placed = _place(text, values, columns, unit, doubtful)
    out = {f"{path}.{column.id}": cell for column, cell in zip(columns, placed, strict=True)}
    notes += _cell_notes(text, out, values, line)
    return out


def _unsure(plain: Plain) -> Cell:
    return make_cell(None, None, None, Status.AMBIGUOUS, tuple(sorted(set(plain.values))))


def _with_units(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms, a number and the unit of money that was cut from it (1.8 / 亿元) joined."""
    out: list[Atom] = []
    for atom in atoms:
        last = out[-1] if out else None
        if last and last.sort is Sort.NUMBER and atom.sort is Sort.TEXT and _UNIT.match(atom.text):
            out[-1] = last._replace(end=atom.end, text=text[last.start : atom.end])
        else:
            out.append(atom)
    return out


_UNIT = re.compile(r"[百千]?[万萬亿億]?[元圆]|[百千]?[万萬亿億](?![一-鿿])")


def _values(atoms: Sequence[Atom], width: int) -> tuple[list[Atom], bool]:
    shown = cells_in_row(list(atoms), width)
    if shown is not None:
        return shown, False
    run = take(chunks(atoms), width)
    parts = [a for a in run.values if a.sort is not Sort.EMPTY]
    return (parts if len(parts) >= width else run.values), run.patched


def _place(
    text: str, values: Sequence[Atom], columns: Sequence[Column], unit: int | None, doubtful: bool
) -> list[Cell]:
    width = len(columns)
    if len(values) == width and all(_whole(a) for a in values) and not doubtful:
        return [_cell(a, c, unit) for a, c in zip(values, columns, strict=True)]
    if not count(values):
        return [MISSING] * width
    if zeros := _zeros(text, values, columns):
        return zeros
    return [_ambiguous(values, c, unit) for c in columns]


def _zero() -> Value:
    zero = read_number("0", Kind.MONEY).value
    assert zero is not None
    return zero


def _may_be_pieces(text: str, plain: Plain) -> bool:
    """Whether two neighbours of a plain row may be the pieces of one number."""
    return any(
        first != "0" and _may_cut(text[a[1] : b[0]])
        for first, (a, b) in zip(plain.texts, pairwise(plain.spans), strict=False)
    )


def _may_join(text: str, values: Sequence[Atom]) -> bool:
    """Whether two neighbours may be the pieces of one number, so that the right count may hide a lost cell."""
    return any(
        b.edge is Edge.SOFT and a.sort is b.sort is Sort.NUMBER and a.text != "0" and _may_cut(text[a.end : b.start])
        for a, b in pairwise(values)
    )


def _may_cut(gap: str) -> bool:
    """Whether a flattening tool may have put this inside a number: a line break or one space, not a column's padding."""
    return len(gap) < 2 or "\n" in gap


def _whole(atom: Atom) -> bool:
    """Whether an atom can be a whole cell; text in a shown cell is an unreadable one."""
    if atom.sort is Sort.TEXT:
        return atom.edge is not Edge.SOFT
    return not (len(atom.text) > 1 and atom.text[0] == "0" and atom.text.isdecimal())  # 00 is two cells


def _cell(atom: Atom, column: Column, unit: int | None) -> Cell:
    if atom.sort is Sort.EMPTY or atom.sort is Sort.BLANK:
        return make_cell(None, atom.text, (atom.start, atom.end), Status.BLANK, (), atom.place)
    if column.kind is not Kind.MONEY and _PLAIN.fullmatch(atom.text):
        return make_cell(int(atom.text), atom.text, (atom.start, atom.end), Status.READ, (), atom.place)
    printed = read_number("".join(atom.text.strip("*").split("\n")), column.kind, unit)
    span = (atom.start, atom.end)
    if printed.sort is Read.NUMBER:
        return make_cell(printed.value, atom.text, span, Status.READ, (), atom.place)
    if printed.sort is Read.UNITLESS:
        return make_cell(None, atom.text, span, Status.AMBIGUOUS, _amounts(printed), atom.place)
    return make_cell(None, atom.text, span, Status.UNREADABLE, (), atom.place)


_PLAIN = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)


def _amounts(printed: Printed) -> tuple[Value, ...]:
    return tuple(v for v in (printed.value, printed.value * 10_000 if printed.value else None) if v is not None)


def _zeros(text: str, values: Sequence[Atom], columns: Sequence[Column]) -> list[Cell] | None:
    """Zeros only, at least one to a column, glued or doubled: every cell is zero however they are cut.

    Other digits are never cut here. As many digits as columns would leave one cut, but a lost or blank cell leaves the
    same digits (12 _ 3 and 1 2 3), and this table has no sums to tell.
    """
    printed = fold("".join(a.text for a in values))
    if printed.strip("0") or len(printed) < len(columns) or len(columns) == 1 < len(printed):
        return None
    spans: list[tuple[int, int] | None] = [None] * len(columns)
    if len(printed) == len(columns):
        spans = [(a.start + n, a.start + n + 1) for a in values for n in range(len(a.text))]
    return [
        make_cell(_zero() if c.kind is Kind.MONEY else 0, text[span[0] : span[1]] if span else None, span, Status.INFERRED)
        for c, span in zip(columns, spans, strict=True)
    ]


def _ambiguous(values: Sequence[Atom], column: Column, unit: int | None) -> Cell:
    found = [read_number(a.text, column.kind, unit).value for a in values if a.sort is Sort.NUMBER]
    candidates = tuple(sorted({v for v in found if v is not None}))
    return make_cell(None, None, None, Status.AMBIGUOUS, candidates)


def _unnamed(cells: dict[str, Cell], path: str, line: Line, columns: Sequence[Column]) -> None:
    for column in columns:
        if count(line.atoms):
            cells[f"{path}.{column.id}"] = _ambiguous(line.atoms, column, None)


def _no_header(line: Line, table: str) -> Finding:
    return finding(
        "header-missing", paths=(f"{table}.{line.row}",), spans=((line.hit.start, line.hit.end),), where=line.hit.wording
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
        if cell.span is None or cell.status is Status.BLANK or (cell.raw or "").isdecimal() and cell.status is Status.READ:
            continue
        if cell.status is Status.AMBIGUOUS:
            out.append(finding("unit-unknown", paths=(path,), spans=(cell.span,), printed=cell.raw))
        elif cell.status is Status.UNREADABLE:
            out.append(finding("cell-unreadable", paths=(path,), spans=(cell.span,), printed=cell.raw, path=path))
        elif cell.raw and read_number(cell.raw).annotated:
            out.append(finding("value-annotated", paths=(path,), spans=(cell.span,), printed=cell.raw))
    return out


def _header_notes(text: str, lines: Sequence[Line], rows: dict[str, tuple[object, object]]) -> list[Finding]:
    """A finding for every printed header that is not the one the form has above that row."""
    out: list[Finding] = []
    seen: set[int] = set()
    for line in lines:
        header = line.header
        if header is None or header.columns is None or line.row not in rows or header.start in seen:
            continue
        seen.add(header.start)
        block = rows[line.row][1]
        official = tuple(c.id for c in block.columns)  # type: ignore[attr-defined]
        if tuple(c.id for c in header.columns) != official:
            title = block.title.text if block.title else ""  # type: ignore[attr-defined]
            out.append(
                finding(
                    "header-not-of-form",
                    paths=tuple(f"disclosure.{r.id}" for r in block.rows),  # type: ignore[attr-defined]
                    spans=((header.start, header.end),),
                    block=title,
                    printed=" ".join(text[header.start : header.end].split()),
                    official=" ".join(c.label.text for c in block.columns),  # type: ignore[attr-defined]
                )
            )
    return out


def _label_notes(text: str, lines: Sequence[Line], table: Table) -> list[Finding]:
    known = lexicon()
    labels = {path: row.label.text for path, row, _ in table.rows()}
    out: list[Finding] = []
    for line in lines:
        if line.row in labels and line.hit.wording not in known.official_keys:
            spans = ((line.hit.start, line.hit.end),)
            printed = text[line.hit.start : line.hit.end]
            path = f"{table.id}.{line.row}"
            out.append(finding("label-variant", paths=(path,), spans=spans, printed=printed, official=labels[line.row]))
    return out
