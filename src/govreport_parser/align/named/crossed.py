"""Tables of a page whose rows and columns are not the form's: every number by the labels left of it and above it.

Some offices print a table with rows and columns exchanged, table four with a row for each kind of dispute or in three
tables, last year's numbers beside the year's own, or a column more. Where the labels of a page do not follow one
another as in the form, the slots of its tables tell what a number is: each number must have its labels, each cell of
the form its number, and all sums must hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from attrs import evolve

from ...blocks import Document
from ...cells import MISSING, Cell, Place, Span, Status, make_cell
from ...forms import FORMS, Column, Layout, Table
from ...numbers import Sort as Read
from ...numbers import header_unit, is_blank, read_number
from ...text import BLANKS, key, seen
from ..labels.lexicon import Hit, groups_elsewhere, table_of, table_with
from ..result import Aligned
from .slots import Names, Printed, Slots, Sort, tables_of


class Named(NamedTuple):
    """What the labels of a number say: its row, its column, the unit of its money, the year printed with them."""

    row: str
    column: Column
    unit: int | None
    year: str


Reader = Callable[[str, Slots, Printed], Named | None]
"""What the labels of a number in a table say; ``None`` if they do not tell."""


def by_labels(document: Document, hits: Sequence[Hit], layout: Layout) -> Aligned | None:
    """The table that the slots of a page tell, if they tell all of it."""
    table = table_with(layout)
    tables = tables_of(document, hits, table)
    found = (_read(document.text, tables, table, reader) for reader in _READERS[layout]) if tables else ()
    return next(filter(None, found), None)


def _read(text: str, tables: Sequence[Slots], table: str, reader: Reader) -> Aligned | None:
    summed = bool(table_of(next(iter(FORMS.values())), table).identities)
    years: dict[str, dict[str, Cell]] = {}
    for slots in tables:
        rows: dict[int, _Line] = {}
        columns: dict[int, _Line] = {}
        for printed in slots.cells:
            if printed.sort is not Sort.VALUE:
                continue
            named = reader(table, slots, printed)
            spare = named is None and _is_spare(slots, printed, summed=summed)
            _, row, column, _, _ = printed.place
            for lines, line, at in ((rows, row, column), (columns, column, row)):
                if not spare:
                    lines.setdefault(line, _Line(summed=summed)).add(printed, at, named=named is not None)
            if named is not None and not _put(years, table, named, printed):
                return None
        if any(line.is_loose for line in (*rows.values(), *columns.values())):
            return None
        if not summed and rows and rows[max(rows)].lacks:
            return None  # the row may go on in the table below, over a page's end
    begins = {slots.cells[0].place.table: slots.cells[0].field.start for slots in tables}
    return _from(begins, of_form(_own_year(text, years), table))


def _from(begins: Mapping[int, int], found: Aligned | None) -> Aligned | None:
    """A table that begins where the first of the page's tables does that holds its cells: its caption stands above that."""
    if found is None:
        return None
    start = min(begins[cell.place.table] for cell in found.cells.values() if cell.place is not None)
    return evolve(found, span=(start, found.span[1]))


def _is_spare(slots: Slots, printed: Printed, *, summed: bool) -> bool:
    """Whether a cell is under or beside text that is none of the form's.

    Where no sums tell, one that prints something may be the form's.
    """
    foreign = slots.left(printed).foreign or slots.above(printed).foreign
    return foreign and (summed or is_blank(printed.field.text.strip(BLANKS)))


def of_form(cells: Mapping[str, Cell], table: str) -> Aligned | None:
    """The table that the cells are, if they are all that a form has."""
    forms = [form for form in reversed(FORMS.values()) if _fits(cells, table_of(form, table))]
    if not forms:
        return None
    declared = table_of(forms[0], table)
    own = {path: cells.get(path, MISSING) for path in declared.cells()}
    spans = [cell.span for cell in own.values() if cell.span is not None]
    edition = None if len(forms) > 1 else declared.edition
    return Aligned(table, edition, own, (min(spans)[0], max(spans)[1]))


class _Line:
    """A row or a column of a page's table: where it has cells of the form's, and where others, with what they print."""

    def __init__(self, *, summed: bool) -> None:
        self._summed = summed
        self._named: list[tuple[int, str]] = []
        self._others: list[tuple[int, str]] = []

    def add(self, printed: Printed, at: int, *, named: bool) -> None:
        """Add a cell."""
        (self._named if named else self._others).append((at, printed.field.text))

    @property
    def lacks(self) -> bool:
        """Whether one of the form's cells is empty."""
        return any(not text for _, text in self._named)

    @property
    def is_loose(self) -> bool:
        """Whether a cell behind the form's first may be the form's as well, so that another one is not in its place."""
        if not self._named or not any(text for _, text in (*self._named, *self._others)):
            return False
        first = min(self._named)[0]
        behind = [text for at, text in self._others if at > first]
        return any(self.lacks or (bool(text) and not (self._summed and is_blank(text))) for text in behind)


def _put(years: dict[str, dict[str, Cell]], table: str, named: Named, printed: Printed) -> bool:
    """Keep the cell that a page's cell prints; whether it can be read, and no other prints the same cell of the form."""
    start, end, text = printed.field[:3]
    cell = cell_of(seen(text).strip(BLANKS), text, (start, end), named.column, named.unit, printed.place)
    path = f"{table}.{named.row}.{named.column.id}"
    cells = years.setdefault(named.year, {})
    if cell is None or (cell.raw and path in cells and cells[path].raw):
        return False
    if cell.raw or path not in cells:
        cells[path] = cell
    return True


def cell_of(
    words: str, raw: str, span: Span, column: Column, unit: int | None, place: Place | None = None
) -> Cell | None:
    """The cell that prints ``raw``, which shows these words; ``None`` if they cannot be read."""
    if is_blank(words):
        return make_cell(None, raw, span, Status.BLANK, (), place)
    read = read_number(words, column.kind, unit)
    if read.sort is not Read.NUMBER or read.lettered or "\n" in words:
        return None
    return make_cell(read.value, raw, span, Status.READ, (), place)


def _own_year(text: str, years: Mapping[str, dict[str, Cell]]) -> dict[str, Cell]:
    """The cells of the year that the report is on: the one called this year's, or the last of the years printed.

    A report speaks of its own year more than of any before, or else nobody can tell.
    """
    if len(years) < 2:
        return next(iter(years.values()), {})
    if all(map(_NUMBERED.match, years)):
        spoken = Counter({year: text.count(f"{year[:4]}年") for year in years})
        (own, most), (_, second) = spoken.most_common(2)
        return years[own] if most > second and own == max(years) else {}
    named = [year for year in years if _OWN.match(year)]
    return years[named[0]] if len(named) == 1 and "" not in years else {}


_NUMBERED = re.compile(r"20\d\d")
_OWN = re.compile(r"本|今|当")


def _fits(cells: Mapping[str, Cell], table: Table) -> bool:
    """Whether the cells are all of a form's, others are the empty ones of the heading of a group, and the sums hold."""
    paths = table.cells()
    if not _has_all(cells, table):
        return False
    headings = {f"{table.id}.{row}" for row in groups_elsewhere(table.id)}
    others = cells.keys() - set(paths)
    if any(cells[path].status is not Status.BLANK or path.rpartition(".")[0] not in headings for path in others):
        return False
    spare = len(table.identities) > 1
    known = {**dict.fromkeys(paths, MISSING), **cells}
    return all(_holds(known, left, right, spare=spare) for _, left, right in table.checks())


def _has_all(cells: Mapping[str, Cell], table: Table) -> bool:
    """Whether all cells of a form are there, but for whole columns between the first and the total of a table with sums for both."""
    lacking = [path for path in table.cells() if path not in cells]
    if not lacking or len(table.identities) < 2:
        return not lacking
    first, *_, total = (column.id for column in table.blocks[0].columns)
    columns = {path.rpartition(".")[2] for path in lacking}
    return columns.isdisjoint((first, total)) and len(lacking) == len(columns) * len(table.rows())


def _holds(cells: Mapping[str, Cell], left: Iterable[str], right: Iterable[str], *, spare: bool) -> bool:
    """Whether two sums are the same, blanks counted as zero.

    ``spare``: every cell is in other sums, too, so that a total that is left empty contradicts nothing.
    """
    sums = [sum(cells[path].value or 0 for path in paths) for paths in (left, right)]
    blanks = (path for path in chain(left, right) if cells[path].status is Status.BLANK)
    return sums[0] == sums[1] or (spare and any("total" in path for path in blanks))


def _down(table: str, slots: Slots, printed: Printed) -> Named | None:
    """The labels of rows stand left, those of columns above."""
    return _crossed(table, slots.left(printed), slots.above(printed))


def _across(table: str, slots: Slots, printed: Printed) -> Named | None:
    """The labels of rows stand above, those of columns left."""
    return _crossed(table, slots.above(printed), slots.left(printed))


def _crossed(table: str, rows: Names, columns: Names) -> Named | None:
    if not (rows.near and columns.near):
        return None
    row, column = _row(table, rows.labels[0]), _column(table, columns.labels[0])
    if row is None or column is None:
        return None
    return Named(row, column, header_unit(columns.labels[0].field.text), rows.year or columns.year)


def _disputes(table: str, slots: Slots, printed: Printed) -> Named | None:
    """The outcome is named by the nearest label on one side, the kind of dispute by the nearest that does."""
    left, above = slots.left(printed), slots.above(printed)
    outcomes = [c for names in (left, above) if names.near and (c := _column(table, names.labels[0])) is not None]
    kind = _kind(table, left.labels)
    kind = _kind(table, slots.over(printed)) if kind is None else kind
    if len(outcomes) != 1 or not kind:
        return None
    return Named(kind, outcomes[0], None, left.year or above.year)


def _kind(table: str, labels: Iterable[Printed]) -> str | None:
    """The kind of dispute that the nearest label names; empty if it names two of them: 行政诉讼."""
    for label in labels:
        for hit in reversed(label.hits):
            if kind := hit.senses.rows.get(table):
                return kind
            if hit.senses.aside and table in hit.senses.tables:
                return ""
    return None


def _row(table: str, label: Printed) -> str | None:
    """The row that a label names; 其他 and 总计 name one behind their numeral only."""
    hit = label.hits[-1]
    return hit.senses.rows.get(table) if hit.senses.own or label.is_numbered else None


def _column(table: str, label: Printed) -> Column | None:
    return None if label.is_numbered else column_of(table, label.hits[-1])


def column_of(table: str, hit: Hit) -> Column | None:
    """The column that a label names, as the edition declares it that has this wording."""
    declared = _columns(table).get(hit.senses.columns.get(table, ""), ())
    words = key(hit.wording)
    named = (column for column in declared if words in map(key, column.label.wordings()))
    return next(named, declared[0] if declared else None)


@cache
def _columns(table: str) -> dict[str, tuple[Column, ...]]:
    """Every column of a table by its id, in the declaration of each edition."""
    out: dict[str, dict[Column, None]] = {}
    for form in FORMS.values():
        for block in table_of(form, table).blocks:
            for column in block.columns:
                out.setdefault(column.id, {})[column] = None
    return {name: tuple(columns) for name, columns in out.items()}


_READERS: dict[Layout, tuple[Reader, ...]] = {
    Layout.BLOCKS: (_down, _across),
    Layout.ROWS: (_down, _across),
    Layout.SIDE_BY_SIDE: (_disputes,),
}
