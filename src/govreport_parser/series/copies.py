"""Several reports of one agency on one year: which of them is used, and in what the others differ from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..cells import Cell, Value
from ..findings import Finding, finding


def numbers(cells: Mapping[str, Cell]) -> int:
    """How many cells hold a certain number. The copy with most is used; of several, the first.

    Blanks do not count, certain as they are: else the form that nobody filled in would be as good as the report.
    """
    return sum(cell.value is not None for cell in cells.values())


def differing(*copies: Mapping[str, Cell]) -> tuple[str, ...]:
    """The cells for which more than one certain number is printed."""
    values: dict[str, set[Value]] = {}
    for cells in copies:
        for path, cell in cells.items():
            if cell.value is not None:
                values.setdefault(path, set()).add(cell.value)
    return tuple(path for path, found in values.items() if len(found) > 1)


def repeated(agency: str | None, year: int, used: str, copies: Sequence[Mapping[str, Cell]]) -> Finding:
    """The finding about the cells of several copies. The first is used, and called ``used``."""
    paths = differing(*copies)
    code = "series-differs" if paths else "series-repeated"
    return finding(code, paths=paths, count=len(copies), agency=agency or "?", year=year, cells=len(paths), used=used)
