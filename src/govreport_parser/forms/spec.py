"""What a statutory form is made of: tables, blocks, rows, columns, labels and identities.

Everything here is data. A form file (:mod:`govreport_parser.forms.of_2019`,
:mod:`govreport_parser.forms.of_2021`) reads from top to bottom like the printed page; nothing else in the
library knows a label. Tables and forms compare by identity: there is one of each. A table checks itself when it is
built and raises ``ValueError`` if it contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Literal

from attrs import field, frozen


class Kind(StrEnum):
    """What kind of number a column holds."""

    COUNT = "count"  # a non-negative integer
    SIGNED = "signed"  # an integer with an optional sign
    MONEY = "money"  # an amount, in yuan once read


class Layout(StrEnum):
    """How a table is printed."""

    BLOCKS = "blocks"  # blocks of rows, each block under its own header (table two)
    ROWS = "rows"  # one header, many rows (table three)
    SIDE_BY_SIDE = "side_by_side"  # every row beside the next, all in one printed line (table four)


@frozen(cache_hash=True)
class Label:
    """A printed label: the statutory wording and the wordings offices print for it.

    ``text`` is official. ``variants`` were seen in published reports and mean the same. ``core`` is the part at the
    head of the label that no other label of the table has: enough to know it by when its tail is wrapped away or
    left out.
    """

    text: str
    variants: tuple[str, ...] = ()
    core: str = ""

    def wordings(self) -> tuple[str, ...]:
        """The official wording first, then every variant."""
        return (self.text, *self.variants)


@frozen
class Column:
    """One column: its path name, its label and the kind of number under it. ``unit`` is a fixed unit of money."""

    id: str
    label: Label
    kind: Kind = Kind.COUNT


@frozen
class Row:
    """One row, or a group of rows (``rows`` is not empty) whose own line holds no numbers.

    ``id`` is the piece of the cell path, ``number`` the printed numeral (``一、``, ``（一）``, ``1.``).
    """

    id: str
    number: str
    label: Label
    rows: tuple[Row, ...] = ()

    def leaves(self, prefix: str = "") -> Iterator[tuple[str, Row]]:
        """Every row that holds numbers, with its path, in printed order."""
        path = f"{prefix}{self.id}"
        if not self.rows:
            yield path, self
        for row in self.rows:
            yield from row.leaves(f"{path}.")


@frozen
class Block:
    """Rows under one header. ``title`` is the merged heading line above it (第二十条第（一）项), if there is one."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    title: Label | None = None


@frozen
class Identity:
    """An arithmetic identity (勾稽关系): the sum of ``left`` equals the sum of ``right``.

    With ``over="rows"`` the members are row paths and the identity holds in every column; with ``over="columns"``
    they are column names and it holds in every row.
    """

    id: str
    over: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]


@frozen(eq=False)
class Table:
    """One statutory table of one edition. ``id`` is the first piece of its cell paths."""

    id: str
    edition: str
    layout: Layout
    blocks: tuple[Block, ...]
    identities: tuple[Identity, ...] = ()
    corner: Label | None = None
    side_labels: tuple[Label, ...] = field(default=())

    def __attrs_post_init__(self) -> None:
        self._check_labels()
        self._check_identities()

    @cache  # noqa: B019 - the declarations live as long as the module
    def rows(self) -> tuple[tuple[str, Row, Block], ...]:
        """Every row that holds numbers: its path inside the table, the row, and its block."""
        return tuple((path, leaf, block) for block in self.blocks for row in block.rows for path, leaf in row.leaves())

    @cache  # noqa: B019 - see rows
    def cells(self) -> tuple[str, ...]:
        """Every cell path of the official form, in printed order."""
        return tuple(f"{self.id}.{path}.{column.id}" for path, _, block in self.rows() for column in block.columns)

    @cache  # noqa: B019 - see rows
    def checks(self) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
        """Every identity written out over cells: its name, the cells on its left, the cells on its right."""
        out: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        for identity in self.identities:
            keys = [c.id for c in self.blocks[0].columns] if identity.over == "rows" else [p for p, _, _ in self.rows()]
            for key in keys:
                left, right = (
                    tuple(self._path(identity, member, key) for member in side)
                    for side in (identity.left, identity.right)
                )
                out.append((f"{self.id}.{identity.id}.{key}", left, right))
        return tuple(out)

    def _path(self, identity: Identity, member: str, key: str) -> str:
        pair = (member, key) if identity.over == "rows" else (key, member)
        return f"{self.id}.{pair[0]}.{pair[1]}"

    def _check_labels(self) -> None:
        cells = self.cells()
        if len(set(cells)) != len(cells):
            raise ValueError(f"{self.id} {self.edition}: a cell path stands twice")
        for block in self.blocks:
            names = [column.label.text for column in block.columns]
            if len(set(names)) != len(names):
                raise ValueError(f"{self.id} {self.edition}: a column label stands twice in one block")
            for row in block.rows:
                numbered = [(r.number, r.label.text) for r in row.rows]
                if len(set(numbered)) != len(numbered):
                    raise ValueError(f"{self.id} {self.edition}: a row label stands twice under {row.id}")

    def _check_identities(self) -> None:
        cells = set(self.cells())
        for name, left, right in self.checks():
            if unknown := (set(left) | set(right)) - cells:
                raise ValueError(f"{self.id} {self.edition}: identity {name} names no such cell: {sorted(unknown)}")


@frozen(eq=False)
class Form:
    """One edition of the report form: its source, the report years it was issued for, its section titles, its tables."""

    edition: str
    source: str
    years: tuple[int, int | None]
    sections: tuple[Label, ...]
    disclosure: Table
    applications: Table
    disputes: Table

    def __attrs_post_init__(self) -> None:
        if self.years[1] is not None and self.years[1] < self.years[0]:
            raise ValueError(f"{self.edition}: the years end before they begin")
        for table in self.tables():
            if table.edition != self.edition:
                raise ValueError(f"{self.edition}: table {table.id} says it is of {table.edition}")

    def tables(self) -> tuple[Table, Table, Table]:
        """The three tables, in printed order."""
        return (self.disclosure, self.applications, self.disputes)
