"""Aligning the table with one header and many rows (table three)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

from attrs import evolve

from ...blocks import Document
from ...findings import finding
from ...forms import FORMS, Layout
from ..labels.lexicon import Hit, groups_elsewhere, lexicon, row_numbers, row_order, table_of, table_with
from ..labels.spot import (
    MOST_COPIES,
    Anchor,
    Cut,
    anchors,
    copies,
    extend,
    field_at,
    labels_cut,
    numeral_start,
    row_start,
    tail_end,
    valued,
    where_cut,
)
from ..labels.wrapped_header import header_start
from ..reading.atoms import NONES, Atom, Edge, Sort
from ..reading.backwards import backwards_note
from ..reading.cuts import DOCUMENT_STEPS, Budget
from ..reading.lex import lex
from ..reading.segments import Run, cells_in_row, chunks, count, spread, take
from ..reading.slots import Row, State, Sums, is_whole
from ..reading.staggered import is_staggered
from ..reading.whole import THOUSANDS
from ..result import Aligned, doubt, doubt_some
from ..unwrapped import is_wrapped, unwrapping
from . import repair, verdict
from .backwards import doubt_led, rows_backwards
from .beside import are_of_label, words_beside
from .edition import tell_edition
from .header import header_keys, header_of, label_notes, under_header
from .line import Copy, Line
from .own_column import doubt_own_column
from .printed import Printed
from .read import is_glued, is_plain, read_lines
from .repeats import doubt_repeated

LEAST_ROWS = 3
"""Fewer valued rows than this are a mention in prose, unless the table's header stands above them."""

WHOLE = 0.8
"""Where more than this share of the rows is printed whole, labels are."""

TAIL = 300
"""How far behind the last label of a table its numbers are looked for."""


def may_hold_rows(document: Document, hits: Sequence[Hit]) -> bool:
    """Whether the hits can hold a copy of the table: one is the label of a row and nothing else."""
    table = table_with(Layout.ROWS)
    return any([is_strong(hit, table) for hit in hits]) or is_wrapped(document)  # noqa: C419 - half the price of a generator


def align_rows(document: Document, hits: Sequence[Hit], starts: Sequence[int]) -> list[Aligned]:
    """Every copy of the table, aligned."""
    return unwrapping(_align_rows, document, hits, starts)


def _align_rows(document: Document, hits: Sequence[Hit], starts: Sequence[int]) -> list[Aligned]:
    table = table_with(Layout.ROWS)
    return [_align_copy(document, copy, table, starts) for copy in find_copies(document, hits, table, starts)]


def find_copies(document: Document, hits: Sequence[Hit], table: str, starts: Sequence[int]) -> list[Copy]:
    """Where the table stands: rising runs of row labels with numbers behind them."""
    ranks = row_order(table)
    text = document.text
    strong = [
        (n, ranks[path])
        for n, hit in enumerate(hits)
        if (path := hit.senses.rows.get(table)) and is_strong(hit, table) and valued(text, hit)
    ]
    out: list[Copy] = []
    found = copies([rank for _, rank in strong])[:MOST_COPIES]
    ranges = [(strong[first][0], strong[last - 1][0]) for first, last in found]
    fences = [0, *(_begins(hits, a[1], b[0], table) for a, b in pairwise(ranges)), len(hits)]
    for (first, last), (a, b), floor, ceiling in zip(found, ranges, fences, fences[1:], strict=False):
        low, high = extend(text, hits, a, b, table)
        low, high = max(low, floor), min(high, ceiling - 1)
        inside = tuple(hits[low : high + 1])
        if last - first >= LEAST_ROWS or _has_header(inside, table):
            out.append(Copy(inside, _end(document, hits, high, table, starts, ceiling)))
    return out


def _begins(hits: Sequence[Hit], last: int, first: int, table: str) -> int:
    """Where the next copy begins between the last row of one and the first of the next: at its header, if it has one."""
    header = (n for n in range(last + 1, first) if table in hits[n].senses.columns and table not in hits[n].senses.rows)
    return next(header, first)


def is_strong(hit: Hit, table: str) -> bool:
    """Whether the label is of one row of this table and nothing else: 其他 and 总计 are not."""
    return hit.senses.own and table in hit.senses.rows


def is_barrier(hit: Hit, table: str) -> bool:
    """A label that only another table or a section heading can hold."""
    return table not in hit.senses.tables and not hit.senses.aside


def _has_header(hits: Sequence[Hit], table: str) -> bool:
    return len({column for hit in hits if (column := hit.senses.columns.get(table))}) >= 4


def _end(document: Document, hits: Sequence[Hit], last: int, table: str, starts: Sequence[int], ceiling: int) -> int:
    """Where the copy ends: at the hit ``ceiling``, where the next one begins, or at a label that is not of the table."""
    limit = tail_end(document, starts, hits[last].end, 24, TAIL)
    for n, hit in enumerate(hits[last + 1 :], last + 1):
        if hit.start >= limit:
            break
        if n >= ceiling or is_barrier(hit, table):
            return hit.start
    return limit


def _align_copy(document: Document, copy: Copy, table: str, starts: Sequence[int]) -> Aligned:
    ranks = row_order(table)
    found = anchors(document.text, copy.hits, table, ranks)
    if document.markup:
        found = [a for a in found if a.path not in groups_elsewhere(table) or not _spans_rows(document, a, starts)]
    width = len(table_of(next(iter(FORMS.values())), table).blocks[0].columns)
    lines = _lines(document, found, copy, table, starts, width)
    backwards = rows_backwards(document.text, copy, lines, width)
    torn = [] if document.markup else _torn(lines, ranks, width)
    aligned = _align_lines(document, copy, lines, table, starts)
    if torn:
        paths = [path for path in aligned.cells if path.partition(".")[2].rpartition(".")[0] in torn]
        aligned = evolve(aligned, cells=doubt_some(aligned.cells, paths))
    if backwards:
        return evolve(
            aligned, cells=doubt(aligned.cells), findings=[*aligned.findings, backwards_note(table, copy.hits)]
        )
    return doubt_repeated(document, copy, found, aligned, width)


def _torn(lines: Sequence[Line], ranks: Mapping[str, int], width: int) -> Collection[str]:
    """The rows around a label that stands out of the form's order and without all of its numbers: lines of theirs moved with it.

    They are those around the place where it stands, and those around the place where it should. Where no numbers stand
    behind the label above it, those behind it may be that row's.
    """
    out: set[str] = set()
    for at, line in enumerate(lines):
        own_row = at == 0 or count(lines[at - 1].run.values) > 0
        if not line.anchor.moved or (is_whole(line.run.values, width) and own_row):
            continue
        before = sum(not other.anchor.moved and ranks[other.path] < ranks[line.path] for other in lines)
        ordered = [other for other in lines if not other.anchor.moved]
        own = sum(not other.anchor.moved for other in lines[:at])
        places = {n for place in (before, own) for n in (place - 1, place) if 0 <= n < len(ordered)}
        out |= {line.path, *(ordered[n].path for n in places)}
    return out


def _spans_rows(document: Document, anchor: Anchor, starts: Sequence[int]) -> bool:
    """Whether a label stands in a cell beside several rows: then it is the heading of a group."""
    at = field_at(starts, anchor.start)
    return any(field.place is not None and field.place.rowspan > 1 for field in document.part(at, at + 1))


def _align_lines(document: Document, copy: Copy, lines: list[Line], table: str, starts: Sequence[int]) -> Aligned:
    told = tell_edition(lines, table)
    if told:
        return _try(document, copy, lines, table, told, starts)
    tries = [_try(document, copy, [line.copy() for line in lines], table, edition, starts) for edition in FORMS]
    certain = [tried.certain for tried in tries]
    best = tries[certain.index(max(certain))]
    if certain.count(max(certain)) > 1:
        best = evolve(tries[-1], edition=None)  # the newest form, and a finding that says so
    return best


def printed_copy(document: Document, hits: Sequence[Hit], printed: Printed) -> tuple[Aligned, range] | None:
    """A copy whose rows were found by their pattern, with the hits that belong to it; ``None`` if others do, too.

    ``hits`` holds the copy's first and last row, and all that is printed around its rows.
    """
    table = printed.declared.id
    first, last = (bisect_left(hits, label[0], key=itemgetter(0)) for label in (printed.labels[0], printed.labels[-1]))
    low, high = extend(document.text, hits, first, last, table)
    around = (*hits[low:first], *hits[last + 1 : high + 1])
    if any(is_strong(hit, table) for hit in around):
        return None
    text = document.text
    inside = hits[low : high + 1]
    official = lexicon().official_keys
    other = [n for n, wording in enumerate(printed.wordings) if wording not in official]
    notes = label_notes(text, _drifted(text, printed, other), printed.declared) if other else []
    cells, more = under_header(document, inside, printed.declared, printed.cells, whole=True)
    if more and is_wrapped(document):
        return None  # its header may be wrapped, though its rows are not
    span = (inside[0].start, max(printed.end, inside[-1].end))
    cut = Cut.NOWHERE if document.markup else where_cut([printed.wordings[n] for n in other], len(printed.labels))
    aligned = Aligned(table, printed.declared.edition, cells, span, [*notes, *more], split=cut, printed=True)
    return aligned, range(low, high + 1)


def _drifted(text: str, printed: Printed, other: Sequence[int]) -> list[Anchor]:
    """The rows whose label is not printed in the statutory wording, as a finding wants them, among some ``other`` rows."""
    known = lexicon()
    numbers = row_numbers(printed.declared.id)
    out: list[Anchor] = []
    rows, labels = printed.declared.rows(), printed.labels
    for n in other:
        hit = known.hit(text, *labels[n])
        if hit is not None and hit.wording not in known.official_keys:
            path, floor = rows[n][0], labels[n - 1][1] if n else 0
            out.append(Anchor(path, numeral_start(text, hit, floor, numbers[path]), hit.end, hit))
    return out


def _try(document: Document, copy: Copy, found: list[Line], table: str, edition: str, starts: Sequence[int]) -> Aligned:
    """Align the rows to one edition of the table."""
    declared = table_of(FORMS[edition], table)
    width = len(declared.blocks[0].columns)
    lines, notes = repair.mend(document, found, declared, copy, starts)
    sums = Sums(width - 1)
    cut = labels_cut(document.text, [hit for hit in copy.hits if is_strong(hit, table)])
    plain = [is_plain(line, width) for line in lines]
    whole = all(plain)
    budget = Budget()
    read_lines(document.text, lines, plain, sums, bool(cut), budget)
    result = verdict.decide(document.text, lines, declared, sums, split=bool(cut))
    if budget.exceeded:
        notes.append(finding("search-bounded", paths=(table,), table=table, steps=DOCUMENT_STEPS))
    notes += label_notes(document.text, [line.anchor for line in lines], declared)
    first = min((line.anchor.start for line in lines), default=0)
    head = header_of(copy.hits, first, declared)
    known = result.cells if whole else doubt_own_column(lines, result.cells, declared)
    cells, more = under_header(document, head, declared, known, whole=sum(plain) > WHOLE * len(lines))
    glued = not whole and is_glued(lines, width)
    start = min((hit.start for hit in copy.hits), default=0)
    if not document.markup and len(head) < width:  # its labels are wrapped
        start = min(start, header_start(document.text, first, header_keys(declared)))
    end = max((line.run.values[-1].end for line in lines if line.run.values), default=copy.hits[-1].end)
    return Aligned(
        table,
        edition,
        cells,
        (start, max(end, copy.hits[-1].end)),
        [*notes, *result.findings, *more],
        glued=glued,
        lacking=glued and any(line.row is not None and _lacks(line.row) for line in lines),
        split=Cut.ANYWHERE if not whole and _may_be_cut(document.text, lines, width) else cut,
        damaged=not whole and any(line.row is not None and not line.row.clean for line in lines),
    )


def _may_be_cut(text: str, lines: Sequence[Line], width: int) -> bool:
    """Whether numbers of some row are cut in pieces, or may be."""
    return any(_joined(line) or _may_join(text, line, width) for line in lines)


def _joined(line: Line) -> bool:
    """Whether a reading of the row joins atoms with other text than digits between them."""
    readings = line.row.readings if line.row and not line.row.clean else ()
    if not readings:
        return False
    ends = {a.start: a.end for a in line.run.values}
    return any(s.end > ends.get(s.start, s.end) for r in readings for s in r if s.start >= 0)


def _may_join(text: str, line: Line, width: int) -> bool:
    """Whether a row of which nothing can be told prints more numbers than it has cells, and spaces may part thousands in it."""
    if line.row is None or not line.row.open or count(line.atoms) <= width:
        return False
    return THOUSANDS.search(text, line.anchor.end, line.atoms[-1].end) is not None


def _lines(
    document: Document, found: Sequence[Anchor], copy: Copy, table: str, starts: Sequence[int], width: int
) -> list[Line]:
    out: list[Line] = []
    for anchor, after in zip(found, [*found[1:], None], strict=True):
        end = row_start(document, anchor.end, after.start) if after else copy.end
        atoms = lex(document, field_at(starts, anchor.end), anchor.end, end)
        out.append(_line(document.text, anchor, atoms, table, width))
    _doubt_lone_none(out)
    for line in out:
        line.borrowed = line.borrowed or is_staggered(document.text, line.run.values, line.atoms)
    doubt_led(document.text, out, width)
    return out


def _line(text: str, anchor: Anchor, atoms: list[Atom], table: str, width: int) -> Line:
    run = _run(atoms, width)
    words = words_beside(text, anchor.end, atoms, run.values)
    if not words or are_of_label(words, table, anchor.path, groups=False):
        return Line(anchor.path, anchor, atoms, run)
    known = are_of_label(words, table, anchor.path, groups=True)
    return Line(anchor.path, anchor, atoms, run._replace(patched=True) if known else run, borrowed=not known)


def _doubt_lone_none(lines: Sequence[Line]) -> None:
    """Mark the row that ends with the one 无 of the table: it may be the first character of the side label 无法提供."""
    nones = [(line, atom) for line in lines for atom in line.run.values if atom[3] in NONES]
    if len(nones) == 1:
        line, atom = nones[0]
        line.borrowed = atom is line.run.values[-1] and atom.edge is Edge.SOFT


def _run(atoms: list[Atom], width: int) -> Run:
    if is_whole(atoms, width):
        return Run(atoms, False, [])
    cells = cells_in_row(atoms, width)
    if cells is not None and any(a.sort is Sort.NUMBER for a in cells):
        return Run(cells, False, [])
    if merged := spread(atoms, width):
        return Run(merged, True, [])
    return take(chunks(atoms), width)


def _lacks(row: Row) -> bool:
    """Whether what is printed for a row cannot be all of its cells."""
    lost = any(slot.state is State.LOST for reading in row.readings for slot in reading)
    return lost or (row.open and not row.crowded)
