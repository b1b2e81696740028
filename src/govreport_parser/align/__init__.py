"""The one room that sees both what is printed and what a form says: labels to cells, for all three tables."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from ..blocks import Document
from ..cells import Span, Status
from ..findings import Finding
from ..forms import Layout
from .blocks.line import Shown
from .blocks.printed import find_blocks, stands_alone
from .blocks.table import align_blocks, may_hold_blocks
from .labels.hits import Taken, find_hits
from .labels.lexicon import Hit, row_order, table_with
from .labels.spot import MANY_CUT, Cut, labels_cut
from .last_number import doubt_last, last_digit
from .lost_marks import without_marks
from .merge import copies_alike, copies_differ, merge, single
from .merged import without_merged
from .misread_digits import lost_digit, prints_twice, without_bars, without_doubled, without_pieces, without_signs
from .named.crossed import by_labels
from .named.spelled import spelled_out
from .plain_view import as_printed, plainly, without_rules
from .result import Aligned, doubt, shows_spaced, shows_whole, without_cuts
from .rows.in_lines import rows_in_lines
from .rows.printed import find_printed
from .rows.table import align_rows, is_strong, may_hold_rows, printed_copy
from .side.printed import find_side
from .side.stacked import find_stacked
from .side.table import Manner, align_side, may_hold_side
from .unwrapped import is_wrapped
from .years import of_own_year


@frozen
class Alignment:
    """The tables of a document: at most one of each kind, with every region a table takes up in the text."""

    tables: dict[str, Aligned]
    regions: tuple[Span, ...]
    hits: tuple[Hit, ...]
    findings: tuple[Finding, ...]


def align(document: Document) -> Alignment:
    """Find and align the three tables. Copies of a table are merged."""
    printed, hits, rest = _printed(document)
    if not hits:
        return Alignment({}, (), (), ())
    found = _checked(document, hits, _copies(document, printed, hits, rest))
    notes: list[Finding] = []
    groups = {copies[0].table: copies for copies in found if copies}
    every = groups
    strangers = any([copies_differ(copies) for copies in groups.values() if len(copies) > 1])  # noqa: C419 - cheaper
    if strangers:
        copies_of_all = [t for copies in found for t in copies]
        groups = {name: of_own_year(document.text, copies, copies_of_all, notes) for name, copies in groups.items()}
        strangers = any(copies_differ(copies) for copies in groups.values() if len(copies) > 1)
    alike = any([copies_alike(copies) for copies in groups.values() if len(copies) > 1])  # noqa: C419 - cheaper
    tables = {name: merge(copies, notes, strangers=strangers, alike=alike) for name, copies in groups.items()}
    unread = [name for name in groups if not alike and _has_unread(name, every[name], hits)]
    for name in [*unread, *(single(every) if strangers or groups is not every else ())]:
        tables[name] = evolve(tables[name], cells=doubt(tables[name].cells))
    regions = tuple(sorted([t.span for copies in found for t in copies]))
    return Alignment(tables, regions, tuple(hits), tuple(notes))


def _has_unread(table: str, copies: Sequence[Aligned], hits: Sequence[Hit]) -> bool:
    """Whether most rows of a table have labels outside of all its copies, too: those of one that nobody could read."""
    rows = row_order(table)
    if len(rows) < LEAST_ROWS or len(hits) * 2 <= 3 * len(rows):
        return False
    labels = [(hit.start, path) for hit in hits if hit.senses.own and (path := hit.senses.rows.get(table))]
    if len(labels) * 2 <= 3 * len(rows):
        return False
    bodies = [_body(copy, [start for start, _ in labels]) for copy in copies]
    found: tuple[set[str], set[str]] = (set(), set())
    for start, path in labels:
        found[any(a <= start < b for a, b in bodies)].add(path)
    return all(len(paths) * 2 > len(rows) for paths in found)


def _body(copy: Aligned, labels: Sequence[int]) -> Span:
    """Where the rows of a copy stand: from the label before its first cell; those of another may be taken for its head."""
    cells = [cell.span[0] for cell in copy.cells.values() if cell.span]
    first = min(cells, default=copy.span[1])
    return max([start for start in labels if start < first], default=first), copy.span[1]


LEAST_ROWS = 12
"""Of a table with fewer rows than this prose may name most."""

Tables = tuple[list[Aligned], list[Aligned], list[Aligned]]
"""Every copy of each table, in printed order."""


def _copies(document: Document, printed: Tables, hits: list[Hit], rest: list[Hit]) -> Tables:
    """Every copy of each table: those that are ``printed`` plainly, and what else the hits can hold.

    Table three comes first, for its sums show how the document prints numbers.
    """
    blocks, rows, sides = printed
    if not rows or may_hold_rows(document, rest):
        rows += align_rows(document, rest, document.starts)
    rows = _by_words(document, hits, Layout.ROWS, rows)
    if not document.markup and not _is_settled(rows) and may_hold_rows(document, hits):
        rows = [found] if (found := rows_in_lines(document)) else rows
    more_blocks = not blocks or may_hold_blocks(document, hits)
    more_sides = not sides or may_hold_side(document, hits, beside=2 * len(sides))
    split = _split(document, hits, rows) if more_blocks or more_sides else Cut.NOWHERE
    shown = Shown(split, any(shows_spaced(t) for t in rows))
    if not blocks:
        blocks = _blocks(document, hits, shown)
    elif more_blocks:
        blocks += align_blocks(document, hits, document.starts, shown)
    if more_sides:
        glued, damaged, lacking = (any(getattr(t, name) for t in rows) for name in ("glued", "damaged", "lacking"))
        sides += align_side(document, hits, document.starts, Manner(glued, bool(split), damaged, lacking))
    blocks = _by_words(document, hits, Layout.BLOCKS, blocks)
    sides = _by_words(document, hits, Layout.SIDE_BY_SIDE, sides)
    if rows and not split and not _is_settled(sides):
        sides = find_stacked(document, table_with(Layout.SIDE_BY_SIDE)) or sides
    return blocks, rows, sides


def _checked(document: Document, hits: list[Hit], found: Tables) -> Tables:
    """The copies without what the document as a whole puts in doubt."""
    blocks, rows, sides = found
    text, plain = document.text, bool(rows) and all([t.printed for t in rows])  # noqa: C419 - half the price of a generator
    if not rows and _is_emptied(hits):
        blocks, sides = _doubted(blocks), _doubted(sides)
    blocks = [without_marks(text, t) for t in blocks]
    if document.markup:
        blocks, rows = (without_merged(document, hits, tables) for tables in (blocks, rows))
    elif not plain:
        blocks, rows, sides = ([without_cuts(text, t) for t in tables] for tables in (blocks, rows, sides))
    if lost_digit(text):
        blocks, rows, sides = map(_doubted, (blocks, rows, sides))
    if not plain and prints_twice(text):
        blocks, rows, sides = ([without_doubled(t) for t in tables] for tables in (blocks, rows, sides))
    if not document.markup:
        blocks, rows, sides = ([without_bars(text, t) for t in tables] for tables in (blocks, rows, sides))
        blocks = [without_signs(text, t) for t in blocks]
        sides = [without_pieces(text, t) for t in sides]
    if end := last_digit(document):
        blocks, rows, sides = ([doubt_last(document, t, end) for t in tables] for tables in (blocks, rows, sides))
    return blocks, rows, sides


def _doubted(copies: list[Aligned]) -> list[Aligned]:
    """The copies of a table with no cell certain."""
    return [evolve(t, cells=doubt(t.cells)) for t in copies]


def _is_settled(copies: list[Aligned]) -> bool:
    """Whether a table needs no other way to be read: there are several copies, or the only one is whole."""
    return len(copies) > 1 or any([t.printed or t.complete for t in copies])  # noqa: C419 - half the price of a generator


def _by_words(document: Document, hits: Sequence[Hit], layout: Layout, copies: list[Aligned]) -> list[Aligned]:
    """The copies of a table, or what the labels of every single number tell.

    Copies of which none is whole may be parts of one table, each with some of its columns: then no cell is printed twice.
    Rows that are printed plainly may be so below columns in another order.
    """
    plain = layout is not Layout.ROWS
    if any([(t.printed and plain) or (t.complete and (len(copies) == 1 or t.shown)) for t in copies]):  # noqa: C419 - cheaper
        return copies
    found = by_labels(document, hits, layout) or spelled_out(document, hits, layout)
    return [found] if found else copies


def _split(document: Document, hits: list[Hit], rows: list[Aligned]) -> Cut:
    """Where numbers may be cut in pieces: some of table three are, or many labels of rows and no copy shows that numbers are not."""
    cut = max([t.split for t in rows], default=Cut.NOWHERE)
    if not cut and not document.markup:
        labels = [hit for hit in hits if hit.senses.own and hit.senses.rows]
        cut = labels_cut(document.text, labels, MANY_CUT if _shows_long_numbers(rows) else SOME_CUT)
    return Cut.NOWHERE if any(shows_whole(t) for t in rows) else cut


SOME_CUT = 12
"""As :data:`.spot.MANY_CUT`, where table three does not show a number that could be cut and is not."""


def _shows_long_numbers(rows: list[Aligned]) -> bool:
    """Whether table three holds numbers of two digits and more that are certain as printed."""
    read = (c.value for t in rows for c in t.cells.values() if c.status is Status.READ)
    return any(value is not None and value > 9 for value in read)


def _is_emptied(hits: list[Hit]) -> bool:
    """Whether many rows of table three are labelled, while none has numbers: whatever took these may have taken others."""
    table = table_with(Layout.ROWS)
    return len({hit.senses.rows[table] for hit in hits if is_strong(hit, table)}) >= MANY_ROWS


MANY_ROWS = 12
"""Half of table three: fewer labels than this may be a mention, or the beginning of a text that was cut off."""


def _printed(document: Document) -> tuple[Tables, list[Hit], list[Hit]]:
    """The tables that are printed plainly, every hit outside their rows, and the hits that are not theirs.

    Whether tables two and four are read so depends on table three, which has sums that show whether numbers are cut.
    """
    text = without_rules(document)
    wrapped = is_wrapped(document)  # its cells have to be put together first
    found = [] if wrapped else find_printed(document, table_with(Layout.ROWS), text)
    if not (found or wrapped) and (plain := plainly(document)) != text:
        text = plain
        found = find_printed(document, table_with(Layout.ROWS), text)
    blocks = find_blocks(document, table_with(Layout.BLOCKS), text) if found else []
    sides = find_side(document, table_with(Layout.SIDE_BY_SIDE), text) if found else []
    taken: list[Taken] = [(t.labels[0][0], t.end, (t.labels[0], t.labels[-1])) for t in found]
    taken += [(*table.span, ()) for table in blocks]
    taken += [(*table.span, labels) for table, labels in sides]
    hits = find_hits(document, taken)
    copies: list[Aligned] = []
    theirs: set[int] = set()
    for table in found:
        copy = printed_copy(document, hits, table)
        if copy is None:
            break
        copies.append(copy[0])
        theirs.update(copy[1])
    cut = any(copy.split and not shows_whole(copy) for copy in copies)
    if len(copies) < len(found) or (blocks and (cut or not all(stands_alone(document, hits, b) for b in blocks))):
        every = find_hits(document)
        return ([], [], []), every, every
    rest = [hit for n, hit in enumerate(hits) if n not in theirs] if theirs else hits
    return _as_printed(document, (blocks, copies, [table for table, _ in sides]), text), hits, rest


def _as_printed(document: Document, tables: Tables, text: str) -> Tables:
    """The tables found in ``text``, with what the document itself prints."""
    if not document.markup or text == document.text:  # letters are taken for zeros on pages only
        return tables
    blocks, rows, sides = ([as_printed(document, table) for table in every] for every in tables)
    return blocks, rows, sides


def _blocks(document: Document, hits: Sequence[Hit], shown: Shown) -> list[Aligned]:
    """Every copy of table two, in order, where table three is not printed plainly. On a page, whose cells are shown, it may be."""
    plain = (
        find_blocks(document, table_with(Layout.BLOCKS), document.text) if document.markup and not shown.split else []
    )
    spans = [table.span for table in plain]
    outside = [hit for hit in hits if not any([a <= hit.start < b for a, b in spans])]  # noqa: C419 - half the price
    if not plain or not all(stands_alone(document, outside, table) for table in plain):
        return align_blocks(document, hits, document.starts, shown)
    if may_hold_blocks(document, outside):
        plain += align_blocks(document, outside, document.starts, shown)
    return sorted(plain, key=lambda table: table.span)


__all__ = ["Aligned", "Alignment", "align"]
