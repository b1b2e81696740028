"""Chinese government-information annual reports (政府信息公开工作年度报告) as typed Python objects.

>>> import govreport_parser as gp
>>> report = gp.parse("…")  # HTML or flattened text, bytes, or a path
>>> report.applications is None
True
"""

from __future__ import annotations

from .cells import Cell, Status
from .export import json_schema
from .findings import Finding, Severity
from .model import Check, Outcome, Report, Section
from .parse import parse

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
