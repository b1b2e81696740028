"""Every label of every edition, as one pattern over the text and one table of what each wording may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from attrs import field, frozen

from ...forms import FORMS, Form, Label, Layout, Row, Table
from ...text import PINYIN, any_of, key


class Role(StrEnum):
    """What a label does in its table."""

    ROW = "row"
    GROUP = "group"
    COLUMN = "column"
    BLOCK = "block"
    SIDE = "side"
    SECTION = "section"


class Meaning(NamedTuple):
    """One thing a wording may mean: in which table, in which role, of which row, column, block or section."""

    table: str
    role: Role
    id: str


@frozen(eq=False)
class Senses:
    """Everything one wording may mean, sorted by role: for each table, the id of the row, column, block or group."""

    meanings: tuple[Meaning, ...]
    rows: dict[str, str] = field(init=False)
    columns: dict[str, str] = field(init=False)
    blocks: dict[str, str] = field(init=False)
    tables: frozenset[str] = field(init=False)
    """The tables that have the wording, in any role; empty for a section title."""
    own: bool = field(init=False)
    """Whether it names one thing only (a group that is a row in another edition aside): 其他 and 总计 do not."""
    aside: bool = field(init=False)
    """Whether it is only a side label, which says little about where a table begins or ends."""

    def __attrs_post_init__(self) -> None:
        by_role = {role: {m.table: m.id for m in self.meanings if m.role is role} for role in Role}
        put = object.__setattr__
        put(self, "rows", by_role[Role.ROW])
        put(self, "columns", by_role[Role.COLUMN])
        put(self, "blocks", by_role[Role.BLOCK])
        put(self, "tables", frozenset(m.table for m in self.meanings if m.role is not Role.SECTION))
        uses = {(m.table, m.role) for m in self.meanings if m.role is not Role.GROUP}
        put(self, "own", len(self.meanings) == 1 or len(uses) == 1)
        put(self, "aside", all(m.role is Role.SIDE for m in self.meanings))


class Hit(NamedTuple):
    """A label found in the text. ``start`` is where the label itself begins, behind its numeral."""

    start: int
    end: int
    wording: str
    senses: Senses


@frozen(eq=False)
class Lexicon:
    """``pattern`` finds any label; ``senses`` is keyed by the wording and by :func:`~govreport_parser.text.key` of the wording."""

    pattern: re.Pattern[str]
    senses: dict[str, Senses]
    official: dict[Meaning, Label]
    official_keys: frozenset[str]
    known: Callable[[str], tuple[str, Senses | None]] = field(init=False)
    """What a printed label is: its wording, as declared or as a key, and what it may mean. Printed labels repeat, so answers are kept."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "known", lru_cache(maxsize=4096)(self._known))

    def _known(self, printed: str) -> tuple[str, Senses | None]:
        if senses := self.senses.get(printed):
            return printed, senses
        wording = bare(printed)
        return wording, self.senses.get(wording)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Every label in ``text[start:end]``, in order, never overlapping; the longest that is printed wins."""
        known = self.known
        make = tuple.__new__
        hits: list[Hit] = []
        for match in self.pattern.finditer(text, start, len(text) if end is None else end):
            wording, senses = known(match[0])
            if senses is not None:
                first, last = match.span()
                hits.append(make(Hit, (first, last, wording, senses)))
        return hits

    def hit(self, text: str, start: int, end: int) -> Hit | None:
        """The label that ``text[start:end]`` is, if it is one."""
        wording, senses = self.known(text[start:end])
        return tuple.__new__(Hit, (start, end, wording, senses)) if senses is not None else None


def bare(wording: str) -> str:
    """The key of a printed wording, without the readings of its characters, or pieces of them."""
    return key(re.sub(rf"[{PINYIN}]+", "", wording))


@cache
def lexicon(*, laced: bool = False) -> Lexicon:
    """The lexicon of all editions. ``laced`` finds labels whose every character carries its reading in brackets."""
    meanings: dict[str, dict[Meaning, None]] = {}
    official: dict[Meaning, Label] = {}
    wordings: dict[str, None] = {}
    for form in FORMS.values():
        for meaning, label in _labels(form):
            official.setdefault(meaning, label)
            for wording in (*label.wordings(), *([label.core] if label.core else [])):
                wordings[wording] = None
                meanings.setdefault(key(wording), {})[meaning] = None
                meanings.setdefault(wording, {})[meaning] = None
    compiled = re.compile(any_of(wordings, laced=laced))
    keys = frozenset(w for form in FORMS.values() for _, label in _labels(form) for w in (label.text, key(label.text)))
    return Lexicon(compiled, {k: Senses(tuple(v)) for k, v in meanings.items()}, official, keys)


def _labels(form: Form) -> Iterator[tuple[Meaning, Label]]:
    for number, title in enumerate(form.sections, 1):
        yield Meaning("", Role.SECTION, str(number)), title
    for table in form.tables():
        yield from _table_labels(table)


def _table_labels(table: Table) -> Iterator[tuple[Meaning, Label]]:
    if table.corner:
        yield Meaning(table.id, Role.SIDE, "corner"), table.corner
    for side in table.side_labels:
        yield Meaning(table.id, Role.SIDE, side.text), side
    for block in table.blocks:
        if block.title:
            yield Meaning(table.id, Role.BLOCK, block.title.text), block.title
        for column in block.columns:
            yield Meaning(table.id, Role.COLUMN, column.id), column.label
        for row in block.rows:
            yield from _row_labels(table, row, "")


def _row_labels(table: Table, row: Row, prefix: str) -> Iterator[tuple[Meaning, Label]]:
    path = f"{prefix}{row.id}"
    yield Meaning(table.id, Role.GROUP if row.rows else Role.ROW, path), row.label
    for child in row.rows:
        yield from _row_labels(table, child, f"{path}.")


@cache
def row_order(table: str) -> dict[str, int]:
    """The rows of a table in printed order, those of every edition merged, each with its rank."""
    order: list[str] = []
    for form in FORMS.values():
        at = 0
        for path in _paths(form, table):
            if path in order:
                at = order.index(path) + 1
            else:
                order.insert(at, path)
                at += 1
    return {path: rank for rank, path in enumerate(order)}


@cache
def row_numbers(table: str) -> dict[str, str]:
    """The printed numeral of each row and group of a table (``1.``, ``（一）``, ``一、``)."""
    out: dict[str, str] = {}

    def walk(row: Row, prefix: str) -> None:
        out[f"{prefix}{row.id}"] = row.number
        for child in row.rows:
            walk(child, f"{prefix}{row.id}.")

    for form in FORMS.values():
        for block in table_of(form, table).blocks:
            for row in block.rows:
                walk(row, "")
    return out


def _paths(form: Form, table: str) -> list[str]:
    return [path for path, _, _ in table_of(form, table).rows()]


@cache
def label_keys(table: Table) -> dict[str, tuple[str, ...]]:
    """The matching keys of every row and group of a table, with and without the numeral."""
    out: dict[str, tuple[str, ...]] = {}

    def walk(row: Row, prefix: str) -> None:
        path = f"{prefix}{row.id}"
        out[path] = tuple(k for w in row.label.wordings() for k in (key(w), key(row.number + w)))
        for child in row.rows:
            walk(child, f"{path}.")

    for block in table.blocks:
        for row in block.rows:
            walk(row, "")
    return out


@cache
def groups_elsewhere(table: str) -> set[str]:
    """The rows whose label is a group heading in another edition."""
    known = lexicon()
    return {
        m.id
        for senses in known.senses.values()
        if any(other.table == table and other.role is Role.GROUP for other in senses.meanings)
        for m in senses.meanings
        if m.table == table and m.role is Role.ROW
    }


@cache
def table_of(form: Form, table: str) -> Table:
    """The table of that id in a form."""
    return next(t for t in form.tables() if t.id == table)


@cache
def table_with(layout: Layout) -> str:
    """The id of the table printed in that layout."""
    return next(t.id for t in next(iter(FORMS.values())).tables() if t.layout is layout)


def any_wording(label: Label) -> str:
    """A pattern for a label in any of its wordings."""
    wordings = (*label.wordings(), *([label.core] if label.core else []))
    return f"(?:{any_of(wordings)})"
