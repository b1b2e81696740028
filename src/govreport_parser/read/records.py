"""Tables written as data, in JSON or as Python prints it, by columns, by rows or by records: the same rows as lines of cells.

They may stand anywhere inside the data, as where the pages of a file are objects that hold their tables.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

SIGNS = ('{"', "{'", "[{", "{\n", '["', "['", '[["', "[['", "[[\n", "('", "(None")
"""What such tables begin with, or their rows."""

LEAST_ROWS = 3
"""Fewer rows than this are no table."""

_BEGIN = re.compile(
    r"""^[ \t]*(?=\{\s*["']|\[\s*\{\s*["'\d]|\[\s*\[\s*(?:["']|None|null)|[\[(]{1,2}(?:["']|None))""", re.MULTILINE
)
Rows = list[list[Any]]
Piece = tuple[Rows | None, bool]
"""The lines of a table, and whether these may be columns."""
LONGEST_LINE = 60_000
"""No line that prints one row, or the records of one table, is longer."""

MOST_FAILED = 500
"""Behind so many beginnings that are those of no data, nothing is taken for data."""


def as_lines(text: str) -> str | None:
    """The text with each row of such tables as a line, its cells parted by tabs; ``None`` if it holds no such table."""
    tables = list(_tables(text))
    if not tables:
        return None
    squares = [rows for _, _, rows, square in tables if square]
    turn = sum(map(_mixed, map(_turned, squares))) <= sum(map(_mixed, squares))
    out: list[str] = []
    done = 0
    for start, end, rows, square in tables:
        lines = _turned(rows) if square and turn else rows
        out += (text[done:start], *("\t".join(map(_cell, line)) + "\n" for line in lines))
        done = end
    return "".join((*out, text[done:]))


def _tables(text: str) -> Iterator[tuple[int, int, Rows, bool]]:
    """Every table: where it begins and ends, its lines, and whether these may be columns."""
    at = failed = 0
    while failed < MOST_FAILED and (begin := _BEGIN.search(text, at)):
        at = begin.end() + 1
        if (found := _decoded(text, begin.end())) is None:
            failed += 1
            continue
        value, end = found
        rows, square = _table(value)
        if rows is None and (pieces := _pieces(value)):
            yield from ((begin.start(), begin.start(), lines or [], turned) for lines, turned in pieces)
            yield begin.start(), end, [], False
            at = end
            continue
        if rows is None:
            following, end = _following(text, value, end)
            rows, square = _records(following), False
        if rows is not None and len(rows) >= LEAST_ROWS:
            yield begin.start(), end, rows, square
        at = end


def _table(value: object) -> Piece:
    """The lines of a table, and whether these may be columns; no lines if the value is none."""
    if isinstance(value, dict):
        return _square(value), True
    return _records(value) if isinstance(value, list | tuple) else None, False


def _pieces(value: object) -> list[Piece]:
    """Everything inside a value that holds tables, in order: their lines, and a line for each text; nothing if it holds none."""
    try:
        found = list(_inside(value))
    except RecursionError:
        return []
    return found if any(rows and len(rows) >= LEAST_ROWS and len(rows[0]) > 1 for rows, _ in found) else []


def _inside(value: object, name: str = "") -> Iterator[Piece]:
    rows, square = _table(value)
    if rows:
        yield rows, square
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, str(key))
    elif isinstance(value, list | tuple) and any(map(_holds, value)):
        for item in value:
            yield from _named(item) if _is_flat(item) else _inside(item)
    elif isinstance(value, list | tuple):
        if name not in _COUNTING or list(value) != list(range(len(value))):
            yield [list(value)], False
    elif isinstance(value, str):
        yield [[line] for line in value.splitlines()], False
    elif value is not None:
        yield [[f"{name}：{value}"]], False


_COUNTING = ("index", "columns")
"""What a data frame calls the numbers of its rows and columns."""


def _named(record: Any) -> Iterator[Piece]:
    """A record that is not like its neighbours: what it lacks would move the rest of its row, so each value has its name."""
    yield [[f"{name}：{_cell(item)}"] for name, item in record.items()], False


def _decoded(text: str, start: int) -> tuple[Any, int] | None:
    """The value that is written there, and where it ends: in JSON, or as Python prints a row."""
    try:
        return _json(text, start)
    except (ValueError, RecursionError):
        pass
    line = _LINE.match(text, start)
    if line is None or len(line[0]) > LONGEST_LINE or _ODD_ESCAPE.search(line[0]):
        return None
    try:
        return ast.literal_eval(line[0]), line.end()
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


_json = json.JSONDecoder().raw_decode
_LINE = re.compile(r"[\[(].*[\])]")
_ODD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[^\\'\"abfnrtvxuUN0-7]")
"""An escape that Python never prints, and warns of where it is read."""


def _following(text: str, first: object, end: int) -> tuple[list[Any], int]:
    """Values that follow one another, one to a line, and where the last ends."""
    found = [first]
    while (following := _NEXT.match(text, end)) and (value := _decoded(text, following.end())):
        found.append(value[0])
        end = value[1]
    return found, end


_NEXT = re.compile(r"\s*\n[ \t]*(?=[{\[(])")


def _records(value: Sequence[Any]) -> Rows | None:
    """The rows of a table that is a list of rows, or of records, below their names unless these only count."""
    if not isinstance(value, list | tuple) or not value:
        return None
    if all(isinstance(row, list | tuple) and not any(map(_holds, row)) for row in value):
        return [list(row) for row in value]
    if not all(map(_is_flat, value)):
        return None
    if all(str(name).isdecimal() for item in value for name in item):
        numbers = sorted({int(name): name for item in value for name in item}.items())
        return [[item.get(name) for _, name in numbers] for item in value]
    same = all(item.keys() == value[0].keys() for item in value)
    return [list(value[0]), *([item[name] for name in value[0]] for item in value)] if same else None


def _holds(cell: object) -> bool:
    return isinstance(cell, dict | list | tuple)


def _is_flat(item: object) -> bool:
    return isinstance(item, dict) and not any(map(_holds, item.values()))


def _square(value: dict[str, Any]) -> Rows | None:
    """The columns, or rows, of a table that is an object of such, each below its name unless these only count."""
    counted = all(str(name).isdecimal() for name in value)
    lines = [([] if counted else [name]) + list(_cells(item)) for name, item in value.items()]
    return lines if len(lines) > 1 and len(set(map(len, lines))) == 1 and len(lines[0]) > 1 else None


def _cells(item: object) -> Iterable[Any]:
    if _is_flat(item):
        return item.values()  # type: ignore[attr-defined,no-any-return]  # flat: a dict
    return item if isinstance(item, list) and not any(map(_holds, item)) else ()


def _turned(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


def _mixed(rows: Rows) -> int:
    """How many lines hold words behind numbers, as no row of a table does."""
    return sum(_BEHIND.search("\t".join(map(_cell, row))) is not None for row in rows)


_BEHIND = re.compile(r"\t\d[\d.,]*\t(?:[^一-鿿]*\t)?[^\t\d]*[一-鿿]{2}")


def _cell(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())
