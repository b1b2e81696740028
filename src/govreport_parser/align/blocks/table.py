"""Aligning the table of blocks, each under its own header (table two). It has no identities: labels place, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ...blocks import Document
from ...cells import MISSING, Cell
from ...findings import Finding, finding
from ...forms import FORMS, Block, Column, Layout, Row
from ..labels.lexicon import Hit, table_of, table_with
from ..labels.spot import MOST_COPIES, Cut
from ..reading.atoms import Sort
from ..reading.backwards import backwards_note
from ..reading.spans import may_be_one
from ..reading.whole import plain_cells
from ..result import Aligned, doubt, doubted
from ..unwrapped import is_wrapped, unwrapping
from .cells import no_header, row_cells, unnamed
from .chance import count_short, fit_by_chance
from .edition import tell_edition
from .line import Line, Shown
from .notes import header_notes, label_notes
from .repair import with_likely_rows
from .row_doubts import may_be_pieces
from .scan import find_copies, read_lines
from .table_doubts import (
    are_counted,
    blocks_backwards,
    clipped,
    counted,
    dashed,
    in_one_line,
    lacks_next,
    over_lines,
    takes_next,
    wider_than_form,
    with_more_cells,
    with_spaces,
)


def may_hold_blocks(document: Document, hits: Sequence[Hit]) -> bool:
    """Whether the hits can hold a copy of the table: one has rows, and titles or columns above them."""
    table = table_with(Layout.BLOCKS)
    if not any([table in hit.senses.rows for hit in hits]):  # noqa: C419 - half the price of a generator
        return False
    return any(table in hit.senses.blocks or table in hit.senses.columns for hit in hits) or is_wrapped(document)


def align_blocks(document: Document, hits: Sequence[Hit], starts: Sequence[int], shown: Shown) -> list[Aligned]:
    """Every copy of the table, aligned."""
    return unwrapping(partial(_align_blocks, shown=shown), document, hits, starts)


def _align_blocks(document: Document, hits: Sequence[Hit], starts: Sequence[int], shown: Shown) -> list[Aligned]:
    table = table_with(Layout.BLOCKS)
    out: list[Aligned] = []
    for group, end in find_copies(document, hits, table, starts)[:MOST_COPIES]:
        full = with_likely_rows(document, group, end, table, starts)
        lines = read_lines(document, full, end, table, starts)
        if lines:
            out.append(_align(document, full, lines, table, shown))
    return out


def _align(document: Document, group: Sequence[Hit], lines: Sequence[Line], table: str, shown: Shown) -> Aligned:
    edition = tell_edition(group, lines, table)
    declared = table_of(FORMS[edition] if edition else list(FORMS.values())[-1], table)
    cells: dict[str, Cell] = dict.fromkeys(declared.cells(), MISSING)
    notes: list[Finding] = []
    seen: set[str] = set()
    rows = {path: (row, block) for path, row, block in declared.rows()}
    backwards = blocks_backwards(document.text, lines)
    labels = [hit for hit in group if table not in hit.senses.columns]
    counted_off = not document.markup and are_counted(document.text, labels)
    spanned = any(line.header and line.header.times for line in lines)
    owners: dict[int, Block] = {}
    titles = {hit.end: title for hit in group if (title := hit.senses.blocks.get(table))}
    doubtful = [line.hit for line in _doubtful(document, lines, rows, group)]
    for line in sorted(lines, key=_without_header):  # a label that prose mentions above the table has none
        path = f"{table}.{line.row}"
        columns = _columns(line, rows[line.row][1], owners) if line.row in rows else None
        if line.row not in rows or (line.row in seen and columns is None and not _headless(line, rows[line.row][1])):
            continue
        if line.row in seen and columns is None:
            columns = rows[line.row][1].columns
        if columns is None:
            notes.append(no_header(line, table))
            unnamed(cells, path, line, rows[line.row][1].columns)
        elif line.row in seen:
            cells, more = doubted(cells, line.hit.wording, _row_cells(document, path, line, columns, shown, []))
            notes += more
        elif (
            backwards
            or counted_off
            or line.hit in doubtful
            or _of_another(columns, line, lines, rows, titles)
            or (spanned and may_be_one(line.printed[: len(columns)]))
        ):
            cells |= doubt(_row_cells(document, path, line, columns, shown, []))
        else:
            cells |= _row_cells(document, path, line, columns, shown, notes)
        seen.add(line.row)
    if backwards:
        notes.append(backwards_note(table, group))
    notes += header_notes(document.text, lines, rows, table)
    notes += label_notes(document.text, lines, declared)
    for path in (path for path in rows if path not in seen):
        notes.append(finding("row-missing", paths=(f"{table}.{path}",), label=rows[path][0].label.text, table=table))
    end = max((_last(line) for line in lines), default=group[-1].end)
    return Aligned(table, edition, cells, (group[0].start, max(end, group[-1].end)), notes)


def _headless(line: Line, block: Block) -> bool:
    """Whether a row stands below the header of others with as many numbers as it has columns: its own header is lost."""
    if line.header is None:
        return False
    printed = line.printed[: len(block.columns) + 1]
    return len(printed) == len(block.columns) and all(map(str.isdecimal, printed))


def _doubtful(
    document: Document, lines: Sequence[Line], rows: Mapping[str, tuple[Row, Block]], hits: Sequence[Hit]
) -> Sequence[Line]:
    """The rows whose numbers may be a neighbour's, or not whole: all of them, where headers or other rows say so."""
    text = document.text
    cut = not document.markup and any(clipped(text, line.header) or dashed(text, line.header) for line in lines)
    cut = cut or sum(counted(text, line) for line in lines) > 1
    if cut or wider_than_form(lines):
        return lines
    present = {line.row for line in lines}
    known = [line for line in lines if line.row in rows]
    further = known[:-1]  # the last may end a part of the table
    out = [line for line in further if takes_next(text, line, list(rows), present)]
    out += [line for line in known if takes_next(text, line, _of_block(line, rows), present)]
    short = 0 if document.markup else count_short(lines)
    lower = [] if document.markup else known if short else over_lines(text, further)
    out += [line for line in lower if lacks_next(line, _of_block(line, rows), present)]
    if document.markup:
        out += with_more_cells(text, lines)
    else:
        out += [*in_one_line(text, lines), *fit_by_chance(text, lines, hits, short)]
    return [*out, *with_spaces(text, lines, short=short > 0)]


def _of_block(line: Line, rows: Mapping[str, tuple[Row, Block]]) -> list[str]:
    """The rows of the block that a row is of."""
    return [row.id for row in rows[line.row][1].rows]


def _columns(line: Line, block: Block, owners: dict[int, Block]) -> tuple[Column, ...] | None:
    """The columns over a row. A header of other columns over the rows of another block is not its own: that one is lost."""
    if line.header is None or line.header.columns is None:
        return None
    columns = line.header.columns
    own = owners.setdefault(line.header.start, block) is block
    return columns if own or [c.id for c in columns] == [c.id for c in block.columns] else None


def _of_another(
    columns: Sequence[Column],
    line: Line,
    lines: Sequence[Line],
    rows: Mapping[str, tuple[Row, Block]],
    titles: Mapping[int, str],
) -> bool:
    """Whether the columns over a row are another block's: its rows stand under the same header, below under none, or nowhere."""
    names = [column.id for column in columns]
    own = rows[line.row][1]
    if names == [column.id for column in own.columns]:
        return False
    present = {other.row for other in lines if not _without_header(other)}
    theirs = {path: block for path, (_, block) in rows.items() if names == [column.id for column in block.columns]}
    titled = titles.get(line.header.start) if line.header else None
    if any(other.row in theirs and _stands_below(other, own) for other in lines):
        return True  # the two have changed places
    if present.isdisjoint(theirs) and any(block.title and block.title.text == titled for block in theirs.values()):
        return True
    below = next((block for _, block in list(rows.values())[list(rows).index(line.row) :] if block is not own), None)
    return any(
        names == [column.id for column in block.columns]
        and (other.header is line.header or (block is below and _without_header(other)))
        for other in lines
        if (block := rows[other.row][1] if other.row in rows else own) is not own
    )


def _stands_below(line: Line, block: Block) -> bool:
    """Whether a row stands below the header of a block."""
    columns = line.header.columns if line.header else None
    return [column.id for column in columns or ()] == [column.id for column in block.columns]


def _row_cells(
    document: Document, path: str, line: Line, columns: Sequence[Column], shown: Shown, notes: list[Finding]
) -> dict[str, Cell]:
    shown = shown._replace(split=Cut.NOWHERE) if document.markup else shown  # its cells are shown
    if line.plain and not (shown.split and may_be_pieces(document.text, line.plain, shown.split)):
        plain = plain_cells(document, line.plain)
        return {f"{path}.{column.id}": cell for column, cell in zip(columns, plain, strict=True)}
    return row_cells(document.text, path, line, columns, shown, notes)


def _without_header(line: Line) -> bool:
    return line.header is None or line.header.columns is None


def _last(line: Line) -> int:
    """Where the numbers of a row end: what stands behind other text is not the row's."""
    if line.plain:
        return line.plain.spans[-1][1]
    end = line.hit.end
    for atom in line.atoms:
        if atom.sort is not Sort.TEXT:
            end = atom.end
        elif end > line.hit.end:
            break
    return end
