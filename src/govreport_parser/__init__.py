"""Chinese government-information annual reports (政府信息公开工作年度报告) as typed Python objects.

>>> import govreport_parser as gp
>>> report = gp.parse("…")  # HTML or flattened text, bytes, or a path
>>> report.applications is None
True

A name is imported when it is first asked for, so that the command's ``--help`` does not wait for the parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .cells import Cell, Status
    from .export import json_schema
    from .findings import Finding, Severity
    from .model import Check, Outcome, Report, Section
    from .pipeline import parse

__version__ = "0.1.0"

__all__ = [
    "Cell",
    "Check",
    "Finding",
    "Outcome",
    "Report",
    "Section",
    "Severity",
    "Status",
    "__version__",
    "json_schema",
    "parse",
]

_ROOMS = {
    "Cell": "cells",
    "Check": "model",
    "Finding": "findings",
    "Outcome": "model",
    "Report": "model",
    "Section": "model",
    "Severity": "findings",
    "Status": "cells",
    "json_schema": "export",
    "parse": "pipeline",
}


def __getattr__(name: str) -> Any:
    """A public name, from the room it lives in."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_ROOMS[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
