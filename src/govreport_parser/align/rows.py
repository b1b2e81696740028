"""Aligning the table with one header and many rows (table three)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from operator import itemgetter

from attrs import evolve

from ..blocks import Document
from ..findings import finding
from ..forms import FORMS, Layout
from . import repair, verdict
from .backwards import backwards_note, rows_backwards
from .cuts import DOCUMENT_STEPS, Budget
from .lex import Atom, Sort, lex
from .lexicon import Hit, Role, lexicon, row_numbers, row_order, table_of, table_with
from .line import Copy, Line
from .printed import Printed
from .readings import read_row
from .repeats import doubt_repeated
from .result import Aligned, doubt
from .row_header import label_notes, under_header
from .segments import Run, cells_in_row, chunks, count, interrupted, take
from .shape import shape_of
from .slots import Row, State, Sums, is_whole, unproven, whole_row
from .spot import MOST_COPIES, Anchor, anchors, copies, extend, field_at, numeral_start, tail_end, valued
from .unwrapped import unwrapping

LEAST_ROWS = 3
"""Fewer valued rows than this are a mention in prose, unless the table's header stands above them."""

TAIL = 300
"""How far behind the last label of a table its numbers are looked for."""


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
    floor = 0
    spans = copies([rank for _, rank in strong])
    for (first, last), below in zip_longest(spans, spans[1:]):
        if len(out) == MOST_COPIES:
            break
        a, b = strong[first][0], strong[last - 1][0]
        ceiling = strong[below[0]][0] if below else len(hits)
        low, high = extend(text, hits, a, b, table, lambda hit: is_barrier(hit, table))
        low, high = max(low, floor), min(high, ceiling - 1)  # a copy never reaches into the next
        inside = tuple(hits[low : high + 1])
        if last - first >= LEAST_ROWS or _has_header(inside, table):
            end = _end(document, hits, high, table, starts)
            out.append(Copy(inside, min(end, hits[ceiling].start) if below else end))
            floor = b + 1
    return out


def is_strong(hit: Hit, table: str) -> bool:
    """Whether the label is of one row of this table and nothing else: 其他 and 总计 are not."""
    return hit.senses.own and table in hit.senses.rows


def is_barrier(hit: Hit, table: str) -> bool:
    """A label that only another table or a section heading can hold."""
    return table not in hit.senses.tables and not hit.senses.aside


def _has_header(hits: Sequence[Hit], table: str) -> bool:
    return len({column for hit in hits if (column := hit.senses.columns.get(table))}) >= 4


def _end(document: Document, hits: Sequence[Hit], last: int, table: str, starts: Sequence[int]) -> int:
    limit = tail_end(document, starts, hits[last].end, 24, TAIL)
    for hit in hits[last + 1 :]:
        if hit.start >= limit:
            break
        if is_barrier(hit, table):
            return hit.start
    return limit


def _align_copy(document: Document, copy: Copy, table: str, starts: Sequence[int]) -> Aligned:
    ranks = row_order(table)
    found = anchors(document.text, copy.hits, table, ranks)
    width = len(table_of(next(iter(FORMS.values())), table).blocks[0].columns)
    lines = _lines(document, found, copy, starts, width)
    backwards = rows_backwards(document.text, copy, lines, width)
    aligned = _align_lines(document, copy, lines, table, starts)
    if backwards:
        return evolve(
            aligned, cells=doubt(aligned.cells), findings=[*aligned.findings, backwards_note(table, copy.hits)]
        )
    return doubt_repeated(document, copy, found, aligned, width)


def _align_lines(document: Document, copy: Copy, lines: list[Line], table: str, starts: Sequence[int]) -> Aligned:
    told = tell_edition(lines, table)
    if told:
        return _try(document, copy, lines, table, told, starts)
    tries = [_try(document, copy, [line.copy() for line in lines], table, edition, starts) for edition in FORMS]
    best = max(tries, key=_certain)
    if [_certain(t) for t in tries].count(_certain(best)) > 1:
        best = evolve(tries[-1], edition=None)  # the newest form, and a finding that says so
    return best


def printed_copy(document: Document, hits: Sequence[Hit], printed: Printed) -> tuple[Aligned, range] | None:
    """A copy whose rows were found by their pattern, with the hits that belong to it; ``None`` if others do, too.

    ``hits`` holds the copy's first and last row, and all that is printed around its rows.
    """
    table = printed.declared.id
    first, last = (bisect_left(hits, label[0], key=itemgetter(0)) for label in (printed.labels[0], printed.labels[-1]))
    low, high = extend(document.text, hits, first, last, table, lambda hit: is_barrier(hit, table))
    around = (*hits[low:first], *hits[last + 1 : high + 1])
    if any(is_strong(hit, table) for hit in around):
        return None
    text = document.text
    inside = hits[low : high + 1]
    notes = label_notes(text, _drifted(text, printed), printed.declared)
    cells, more = under_header(document, inside, printed.declared, printed.cells)
    span = (inside[0].start, max(printed.end, inside[-1].end))
    cut = sum([len(text[start:end].split()) > 1 for start, end in printed.labels]) * 4 > len(printed.labels)
    aligned = Aligned(table, printed.declared.edition, cells, span, [*notes, *more], split=cut, printed=True)
    return aligned, range(low, high + 1)


def _drifted(text: str, printed: Printed) -> list[Anchor]:
    """The rows whose label is not printed in the statutory wording, as a finding wants them."""
    known = lexicon()
    official = known.official_keys
    numbers = row_numbers(printed.declared.id)
    out: list[Anchor] = []
    floor = 0
    for (path, _, _), (start, end) in zip(printed.declared.rows(), printed.labels, strict=True):
        label = text[start:end]
        if label in official or known.known(label)[0] in official:
            pass
        elif hit := known.hit(text, start, end):
            out.append(Anchor(path, numeral_start(text, hit, floor, numbers[path]), end, hit))
        floor = end
    return out


def _certain(aligned: Aligned) -> int:
    return sum(1 for cell in aligned.cells.values() if cell.status.certain)


def _try(document: Document, copy: Copy, found: list[Line], table: str, edition: str, starts: Sequence[int]) -> Aligned:
    """Align the rows to one edition of the table."""
    declared = table_of(FORMS[edition], table)
    width = len(declared.blocks[0].columns)
    lines, notes = repair.mend(document, found, declared, copy, starts)
    sums = Sums(width - 1)
    cut = _labels_cut(document.text, copy.hits, table)
    whole = all(_is_plain(line, width) for line in lines)
    budget = Budget()
    _read(document.text, lines, sums, cut, budget)
    result = verdict.decide(document.text, lines, declared, sums, split=cut)
    if budget.exceeded:
        notes.append(finding("search-bounded", paths=(table,), table=table, steps=DOCUMENT_STEPS))
    notes += label_notes(document.text, [line.anchor for line in lines], declared)
    cells, more = under_header(document, copy.hits, declared, result.cells)
    start = min((hit.start for hit in copy.hits), default=0)
    end = max((line.run.values[-1].end for line in lines if line.run.values), default=copy.hits[-1].end)
    return Aligned(
        table,
        edition,
        cells,
        (start, max(end, copy.hits[-1].end)),
        [*notes, *result.findings, *more],
        glued=not whole and is_glued(lines, width),
        split=cut or (not whole and any(_joined(line) for line in lines)),
        damaged=not whole and any(line.row is not None and not line.row.clean for line in lines),
    )


def _labels_cut(text: str, hits: Sequence[Hit], table: str) -> bool:
    """Whether many row labels are cut in pieces, as where every text node of a page stands on its own line."""
    rows = [hit for hit in hits if is_strong(hit, table)]
    cut = [h for h in rows if h.end - h.start != len(h.wording) and len(text[h.start : h.end].split()) > 1]
    return len(cut) * 4 > len(rows)


def _joined(line: Line) -> bool:
    """Whether a reading of the row joins atoms with other text than digits between them."""
    readings = line.row.readings if line.row and not line.row.clean else ()
    whole = {(a.start, a.end) for a in line.run.values}
    starts = {a.start for a in line.run.values}
    return any(s.start in starts and (s.start, s.end) not in whole for r in readings for s in r if s.start >= 0)


def _lines(document: Document, found: Sequence[Anchor], copy: Copy, starts: Sequence[int], width: int) -> list[Line]:
    out: list[Line] = []
    for anchor, after in zip(found, [*found[1:], None], strict=True):
        end = after.start if after else copy.end
        atoms = lex(document, field_at(starts, anchor.end), anchor.end, end)
        out.append(Line(anchor.path, anchor, atoms, _run(atoms, width)))
    return out


def _run(atoms: list[Atom], width: int) -> Run:
    if is_whole(atoms, width):
        return Run(atoms, False, [])
    cells = cells_in_row(atoms, width)
    if cells is not None and any(a.sort is Sort.NUMBER for a in cells):
        return Run(cells, False, [])
    return take(chunks(atoms), width)


def tell_edition(lines: Sequence[Line], table: str) -> str | None:
    """The edition whose own rows are printed, or ``None`` when none or several are.

    A label that another edition has as a group heading (（六）其他处理) counts only with numbers behind it.
    """
    filled = {line.path for line in lines if count(line.run.values)}
    printed = {line.path for line in lines}
    scores: dict[str, int] = {}
    for edition in FORMS:
        own = _own_rows(edition, table)
        groups = _groups_elsewhere(table)
        scores[edition] = len(own & filled) * 2 + len((own - groups) & printed)
    best = sorted(scores.values(), reverse=True)
    if best[0] == 0 or (len(best) > 1 and best[0] == best[1]):
        return None
    return max(scores, key=scores.__getitem__)


@cache
def _own_rows(edition: str, table: str) -> set[str]:
    mine = {path for path, _, _ in table_of(FORMS[edition], table).rows()}
    for other, form in FORMS.items():
        if other != edition:
            mine -= {path for path, _, _ in table_of(form, table).rows()}
    return mine


@cache
def _groups_elsewhere(table: str) -> set[str]:
    """The rows whose label is a group heading in another edition."""
    known = lexicon()
    return {
        m.id
        for senses in known.senses.values()
        if any(other.table == table and other.role is Role.GROUP for other in senses.meanings)
        for m in senses.meanings
        if m.table == table and m.role is Role.ROW
    }


def _read(text: str, lines: Sequence[Line], sums: Sums, split: bool, budget: Budget) -> None:
    if all(_is_plain(line, sums.slots) for line in lines):
        rows = [whole_row(line.run.values) for line in lines]
        if None not in rows:
            for line, row in zip(lines, rows, strict=True):
                line.row = row
            return
    glued = is_glued(lines, sums.slots)
    shape = shape_of(text, [line.run.values for line in lines if line.run.values], sums.slots)
    for line in lines:
        atoms: Sequence[Atom] = line.run.values
        read = read_row(atoms, sums, budget, glued=glued, split=split, shape=shape)
        if read.clean and (line.run.patched or line.placed):
            read = unproven(read, sums)
        if not read.clean and _made_up(read) and interrupted(text, line.atoms, atoms):
            read = Row((), clean=False, open=True)  # zeros keep every sum: theirs proves nothing
        line.row = read


def _made_up(row: Row) -> bool:
    """Whether the readings of a row hold nothing but zeros, and more of them than are printed."""
    slots = [slot for reading in row.readings for slot in reading]
    return any(s.state is State.LOST for s in slots) and not any(s.value for s in slots)


def _is_plain(line: Line, width: int) -> bool:
    """Whether a row is printed whole, straight behind its label."""
    return not line.run.patched and not line.placed and is_whole(line.run.values, width)


def is_glued(lines: Sequence[Line], width: int) -> bool:
    """Whether this table's cells are printed without separators: most rows are one or two long runs of digits."""
    filled = [line.run.values for line in lines if line.run.values]
    runs = sum(1 for v in filled if count(v) < width / 2 and sum(len(a.text) for a in v) >= width)
    return runs * 2 > len(filled)
