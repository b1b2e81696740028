"""The columns of ``reports`` that hold one cell each, made of the cells of many reports at once.

Nearly five hundred columns are dear to make for every report. Here they are one array, cut into columns: which cell goes
where depends on the paths of a report alone, and those are the same in most.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from .schema import DECIMAL, OUTPUT, PATHS, WIDE, pa, pc

_SLOTS = {path: i for i, path in enumerate(PATHS)}
_AMOUNTS = frozenset(i for i, name in enumerate(WIDE) if OUTPUT.field(name).type == DECIMAL)


def wide_columns(cells: Any) -> list[Any]:
    """An array for each of :data:`WIDE` from a list column of cells (as in ``COMPACT``), a value to a report.

    A count that is no whole number of 63 bits stays out of its column, which holds integers.
    """
    reports, flat = len(cells), cells.flatten()
    inner = dict(zip((f.name for f in flat.type), flat.flatten(), strict=True))
    path, values = inner["path"], inner["value"]
    slots = pa.array([_SLOTS.get(name, -1) for name in path.dictionary.to_pylist()], pa.int32()).take(path.indices)
    index = _index(slots, pc.list_value_length(cells).to_pylist())
    numbers = _whole(values).take(index)
    spread = (index.slice(i * reports, reports) if i in _AMOUNTS else None for i in range(len(WIDE)))
    return [numbers.slice(i * reports, reports) if own is None else values.take(own) for i, own in enumerate(spread)]


def _whole(values: Any) -> Any:
    """Decimals as integers; null where they are none."""
    numbers = values.cast(pa.int64(), safe=False)
    return pc.if_else(pc.equal(numbers.cast(DECIMAL), values), numbers, pa.scalar(None, pa.int64()))


def _index(slots: Any, lengths: list[int]) -> Any:
    """Which cell of all stands in each place, column by column; ``slots`` is the column that each cell belongs in."""
    raw = b"" if slots.buffers()[1] is None else bytes(slots.buffers()[1])
    ends = list(accumulate(lengths, initial=0))
    by_report = array("i")
    by_report.frombytes(b"".join(_places(raw[4 * start : 4 * end]) for start, end in pairwise(ends)))
    by_column = array("i")
    for i in range(len(WIDE)):
        by_column.extend(by_report[i :: len(WIDE)])
    places = buffered(pa.int32(), by_column)
    first = buffered(pa.int32(), array("i", ends[:-1]) * len(WIDE))
    return pc.if_else(pc.less(places, 0), pa.scalar(None, pa.int32()), pc.add(places, first))


def buffered(kind: Any, raw: Any) -> Any:
    """The bytes of ``raw`` as values of ``kind``."""
    buffer = pa.py_buffer(raw)
    return pa.Array.from_buffers(kind, buffer.size * 8 // kind.bit_width, [None, buffer])


@lru_cache(maxsize=256)
def _places(slots: bytes) -> bytes:
    """For each column which cell of a report stands in it, or -1: four bytes each, as in what is given."""
    own = array("i")
    own.frombytes(slots)
    places = array("i", [-1]) * len(WIDE)
    for place, slot in enumerate(own):
        if slot >= 0:
            places[slot] = place
    return places.tobytes()
