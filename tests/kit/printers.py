"""Every printer of text by its name, and what each of them drops."""

from __future__ import annotations

from .print_lines import pdf_lines
from .print_text import (
    Printer,
    box,
    glued,
    glued_rows,
    label_pipe,
    markdown,
    one_line,
    one_per_line,
    padded,
    pdf_text,
    pipe_lines,
    pipe_rows,
    row_lines,
    ruled,
    seed_shape,
    tab_rows,
)

PRINTERS: dict[str, Printer] = {
    "seed-shape": seed_shape,
    "one-per-line": one_per_line,
    "tab-rows": tab_rows,
    "pipe-rows": pipe_rows,
    "own-markdown": markdown,
    "label-pipe": label_pipe,
    "pipe-lines": pipe_lines,
    "box": box,
    "padded": padded,
    "pdf-text": pdf_text,
    "row-lines": row_lines,
    "one-line": one_line,
    "glued": glued,
    "glued-rows": glued_rows,
    "ruled": ruled,
    "pdf-lines": pdf_lines,
}
"""Every printer of text, by name."""

GLUED = frozenset({"glued", "glued-rows", "bs4-nothing"})
"""Flattenings that keep no separator between numbers."""

SHOWN = frozenset(
    {
        "ruled",
        "w3m-80",
        "pipe-rows",
        "own-markdown",
        "box",
        "padded",
        "pdf-text",
        "markdownify",
        "w3m",
        "inscriptis",
        "lynx",
        "pandoc",
    }
)
"""Flattenings that show an empty cell as a hole, those of spans as well."""
