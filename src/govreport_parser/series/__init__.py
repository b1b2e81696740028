"""Across reports: one year with the next, a whole with its parts, and the text that is used again.

Nothing here runs inside :func:`~govreport_parser.parse`: these are functions over several reports.
"""

from .checks import SeriesCheck, Term, aggregate, carry_over, catalogue, follow, series_findings, stock
from .compare import Compared, Comparison, compare
from .panel import Panel, Series, panel
from .reuse import Reuse, Reused, text_reuse

__all__ = [
    "Compared",
    "Comparison",
    "Panel",
    "Reuse",
    "Reused",
    "Series",
    "SeriesCheck",
    "Term",
    "aggregate",
    "carry_over",
    "catalogue",
    "compare",
    "follow",
    "panel",
    "series_findings",
    "stock",
    "text_reuse",
]
