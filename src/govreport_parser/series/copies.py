"""Several reports of one agency on one year: which of them is used, and in what the others differ from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..cells import Cell
from ..findings import Finding, finding


def settled(cells: Mapping[str, Cell]) -> int:
    """How many cells are certain, those that are blank among them. The copy with most is used; of several, the first."""
    return sum(cell.certain for cell in cells.values())


def differing(used: Mapping[str, Cell], other: Mapping[str, Cell]) -> tuple[str, ...]:
    """The cells for which both have a certain number, and not the same."""
    return tuple(
        path
        for path, cell in used.items()
        if (found := other.get(path)) is not None
        and cell.value is not None
        and found.value is not None
        and cell.value != found.value
    )


def repeated(agency: str | None, year: int, used: str, copies: Sequence[Mapping[str, Cell]]) -> Finding:
    """The finding about the cells of several copies. The first is used, and called ``used``."""
    paths = tuple(dict.fromkeys(path for other in copies[1:] for path in differing(copies[0], other)))
    code = "series-differs" if paths else "series-repeated"
    return finding(code, paths=paths, count=len(copies), agency=agency or "?", year=year, cells=len(paths), used=used)
