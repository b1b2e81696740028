"""Draw reports, print them, flatten them, damage them, and score what a parser makes of them.

The kit knows nothing of how the parser works. It shares the declarations of the forms (labels, structure, paths) and
nothing else: prints and truth are its own.
"""

from .article import Article, Expect, Grid, Line, Slot, Value, mark, text_of, unmark
from .compose import Wording, compose
from .damage import DAMAGES, Damage, Text
from .draw import Drawn, draw_report, drawn_reports
from .flatten import TOOLS
from .make import Case, Recipe, article_of, make, make_text
from .print_html import STYLES
from .printers import GLUED, PRINTERS
from .score import Miss, Score, score, wrong_cells

__all__ = [
    "DAMAGES",
    "GLUED",
    "PRINTERS",
    "STYLES",
    "TOOLS",
    "Article",
    "Case",
    "Damage",
    "Drawn",
    "Expect",
    "Grid",
    "Line",
    "Miss",
    "Recipe",
    "Score",
    "Slot",
    "Text",
    "Value",
    "Wording",
    "article_of",
    "compose",
    "draw_report",
    "drawn_reports",
    "make",
    "make_text",
    "mark",
    "score",
    "text_of",
    "unmark",
    "wrong_cells",
]
