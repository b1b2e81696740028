"""The columns of many reports as one Arrow batch (schema ``COMPACT``), and that as what other engines are given."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import Any, TypeVar

from . import rows
from .schema import CODED, COMPACT, DECIMAL, OUTPUT, WIDE, pa, pc
from .wide import buffered, wide_columns

Key = TypeVar("Key", bound=Hashable)


def cells_column(cells: list[rows.Cells]) -> Any:
    """The column ``cells``: one list to a report."""
    lengths = [len(own.paths) for own in cells]
    starts, ends = _spans(cells, lengths)
    columns = {
        **_shared(("edition", "path", "label"), [(own.paths, own.editions) for own in cells], _headings),
        "value": _decimals([own.values for own in cells], lengths),
        "raw": list(chain.from_iterable([own.raws for own in cells])),
        "status": _coded([own.statuses for own in cells], rows.STATUSES),
        "span_start": starts,
        "span_end": ends,
        "candidates": _sparse([own.candidates for own in cells], lengths),
    }
    return _as_list("cells", columns, lengths)


def checks_column(checks: list[rows.Checks]) -> Any:
    """The column ``checks``: one list to a report."""
    lengths = [len(own.members) for own in checks]
    columns = {
        **_shared(("identity", "left_cells", "right_cells"), [own.members for own in checks], _members),
        "outcome": _coded([own.outcomes for own in checks], rows.OUTCOMES),
        "left_sum": _decimals([own.left_sums for own in checks], lengths),
        "right_sum": _decimals([own.right_sums for own in checks], lengths),
        "blanks": _sparse([own.blanks for own in checks], lengths),
    }
    return _as_list("checks", columns, lengths)


def list_column(name: str, items: list[rows.Rows], names: Sequence[str]) -> Any:
    """The column of any other nested table, whose rows have ``names``: one list to a report."""
    columns = list(zip(*chain.from_iterable(items), strict=True)) or [()] * len(names)
    return _as_list(name, dict(zip(names, columns, strict=True)), list(map(len, items)))


def widen(batch: Any) -> Any:
    """A batch of ``COMPACT`` as one of ``OUTPUT``."""
    made = dict(zip(WIDE, wide_columns(batch.column("cells")), strict=True))
    made |= {name: _plain(batch.column(name), OUTPUT.field(name).type) for name in CODED}
    arrays = [made[f.name] if f.name in made else batch.column(f.name) for f in OUTPUT]
    return pa.RecordBatch.from_arrays(arrays, schema=OUTPUT)


def _plain(column: Any, kind: Any) -> Any:
    """A list column whose strings are codes as one whose strings are strings."""
    flat = column.flatten()
    members = [kind.value_type.field(i) for i in range(kind.value_type.num_fields)]
    values = [inner.cast(f.type) for inner, f in zip(flat.flatten(), members, strict=True)]
    struct = pa.StructArray.from_arrays(values, fields=members)
    return pa.ListArray.from_arrays(column.offsets, struct, type=kind)


def _decimals(parts: list[rows.Numbers], lengths: list[int]) -> Any:
    """Numbers as decimals. The many integers are made as such: a decimal made of a Python number takes ten times as long."""
    counts = buffered(pa.int64(), b"".join([own.counts for own in parts])).cast(DECIMAL)
    others = _placed([own.others for own in parts], lengths)
    if not others:
        return counts
    return pc.replace_with_mask(counts, _at(others, len(counts)), pa.array(others.values(), DECIMAL))


def _spans(cells: list[rows.Cells], lengths: list[int]) -> tuple[Any, Any]:
    both = array("q", b"".join([own.spans for own in cells]))
    nowhere = _placed([dict.fromkeys(own.nowhere) for own in cells], lengths)
    sides = [buffered(pa.int64(), both[side::2]) for side in (0, 1)]
    if nowhere:
        at = _at(nowhere, len(both) // 2)
        sides = [pc.if_else(at, pa.scalar(None, pa.int64()), side) for side in sides]
    return sides[0], sides[1]


def _placed(parts: list[Mapping[int, Any]], lengths: list[int]) -> dict[int, Any]:
    """What is kept by position in each report, by position among the rows of all."""
    firsts = accumulate(lengths, initial=0)
    return {first + i: value for first, own in zip(firsts, parts, strict=False) for i, value in own.items()}


def _at(places: Iterable[int], size: int) -> Any:
    """Truth values that hold at some places."""
    there = bytearray(size)
    for i in places:
        there[i] = 1
    return buffered(pa.uint8(), there).cast(pa.bool_())


def _sparse(parts: list[Mapping[int, str]], lengths: list[int]) -> list[str | None]:
    column: list[str | None] = [None] * sum(lengths)
    for i, text in _placed(parts, lengths).items():
        column[i] = text
    return column


def _coded(parts: list[bytes], meaning: tuple[str, ...]) -> Any:
    return _dictionary(buffered(pa.uint8(), b"".join(parts)).cast(pa.int32()), _strings(meaning))


def _dictionary(codes: Any, meaning: Any) -> Any:
    return pa.DictionaryArray.from_arrays(codes, meaning, safe=False)


def _shared(names: Sequence[str], keys: list[Key], made: Callable[[Key], tuple[Any, ...]]) -> dict[str, Any]:
    """Columns that follow from something most reports have in common: each is made once and its codes repeated."""
    seen: dict[Key, int] = {}
    order = [seen.setdefault(key, len(seen)) for key in keys]
    places, columns = _encoded(tuple(seen), made, len(names))
    rows_ = buffered(pa.int32(), b"".join([places[number] for number in order]))
    return {
        name: _dictionary(codes.take(rows_), meaning) for name, (codes, meaning) in zip(names, columns, strict=True)
    }


@lru_cache(maxsize=64)
def _encoded(
    keys: tuple[Key, ...], made: Callable[[Key], tuple[Any, ...]], width: int
) -> tuple[list[bytes], list[Any]]:
    """The ``width`` columns of each key, one key after the other.

    The places of each key as bytes of 32-bit integers, and the codes of each column with what they mean.
    """
    parts = [made(key) for key in keys]
    ends = list(accumulate((len(part[0]) for part in parts), initial=0))
    places = [array("i", range(start, end)).tobytes() for start, end in pairwise(ends)]
    found = list(zip(*parts, strict=True)) or [()] * width
    columns = [pa.concat_arrays([_strings(()), *column]).dictionary_encode() for column in found]
    return places, [(column.indices, column.dictionary) for column in columns]


@lru_cache(maxsize=256)
def _headings(of: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[Any, Any, Any]:
    """The edition, path and label of every cell, of the paths and the editions."""
    own, labels = rows.headings(*of)
    return _strings(own), _strings(of[0]), _strings(labels)


@lru_cache(maxsize=256)
def _members(found: rows.Members) -> tuple[Any, Any, Any]:
    """The names and members of identities."""
    sides = ([" ".join(side) for side in sides] for sides in ([i[1] for i in found], [i[2] for i in found]))
    return (_strings([name for name, _, _ in found]), *map(_strings, sides))


def _strings(values: Sequence[str]) -> Any:
    return pa.array(values, pa.string())


def _as_list(name: str, columns: Mapping[str, Any], lengths: list[int]) -> Any:
    kind = COMPACT.field(name).type
    members = [kind.value_type.field(i) for i in range(kind.value_type.num_fields)]
    found = [(columns[f.name], f.type) for f in members]
    values = [column if isinstance(column, pa.Array) else pa.array(column, type_) for column, type_ in found]
    struct = pa.StructArray.from_arrays(values, fields=members)
    return pa.ListArray.from_arrays(pa.array(accumulate(lengths, initial=0), pa.int32()), struct, type=kind)
