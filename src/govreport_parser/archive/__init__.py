"""From an archive of scraped documents to a research data set: batch runs, their output, their summary.

Everything here is optional. Importing this package imports nothing heavy; pyarrow, fastwarc and the rest are imported
by the functions that need them, and :class:`MissingExtra` says what to install where one is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .extras import MissingExtra
from .options import Columns, Limits, Options

if TYPE_CHECKING:
    from .across import DataPanel, panel
    from .batch import parse_batch, parse_batches
    from .runner import RunResult, run
    from .schema import INPUT, OUTPUT, TABLES
    from .summary import Summary, summarise
    from .unnest import explode

_LAZY = {
    "INPUT": "schema",
    "OUTPUT": "schema",
    "DataPanel": "across",
    "TABLES": "schema",
    "parse_batch": "batch",
    "parse_batches": "batch",
    "explode": "unnest",
    "panel": "across",
    "run": "runner",
    "RunResult": "runner",
    "Summary": "summary",
    "summarise": "summary",
}

__all__ = [
    "INPUT",
    "OUTPUT",
    "TABLES",
    "Columns",
    "DataPanel",
    "Limits",
    "MissingExtra",
    "Options",
    "RunResult",
    "Summary",
    "explode",
    "panel",
    "parse_batch",
    "parse_batches",
    "run",
    "summarise",
]


def __getattr__(name: str) -> Any:
    """Import the module behind a public name when the name is first asked for."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_LAZY[name]}", __name__), name)
