"""Figures in the prose: every quantity with its unit, its subject and its place."""

from .figure import Figure, FigureKind
from .find import find_figures
from .names import NAMES, Name
from .numerals import Numeral, Said, read_numeral

__all__ = ["NAMES", "Figure", "FigureKind", "Name", "Numeral", "Said", "find_figures", "read_numeral"]
