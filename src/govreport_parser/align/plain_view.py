"""A text as it reads plainly, position for position: what means nothing is blank, and letters for zeros are zeros.

The patterns of the short way (``rows.printed`` and its like) are tried on it where they do not match the text itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from attrs import evolve

from ..blocks import Document
from ..cells import make_cell
from ..forms import FORMS, Layout
from ..text import BLANKS, is_laced, without_readings
from .labels.lexicon import any_wording, table_of, table_with
from .reading.atoms import with_zeros
from .reading.grammar import LETTERS
from .reading.whole import BETWEEN, LABEL_END
from .result import Aligned, letter_notes

_HEADER_REACH = 400
"""The header of table three takes up no more characters than this above its first row."""

_MOST_HEADERS = 50
"""A table goes over fewer pages than this."""

_LETTERED = re.compile(rf"\t[0-9{LETTERS}]*[{LETTERS}][0-9{LETTERS}]*(?=[\t\n])")
"""A cell of a page that holds a letter for 0, and else nothing but digits, with the tab before it."""

_ROW_BELOW = re.compile(rf"{BETWEEN}*(?:\d{{1,2}}[.．、,，]\s*)?[（(一-鿿]")
"""What stands below a header above another row: a numeral or a label, and no number of the row above."""


def plainly(document: Document) -> str:
    """The text of a document so; the text itself where nothing is to be changed."""
    text = without_rules(document)
    text = _without_headers(without_readings(text) if is_laced(text, plain=document.plain) else text)
    if document.markup and any(map(text.__contains__, LETTERS)):
        text = _LETTERED.sub(lambda cell: with_zeros(cell[0]), text)
    return text


def _without_headers(text: str) -> str:
    """The text without the header of table three where it stands once more, above another of its rows, as on every page."""
    patterns = _patterns()
    row = patterns.row.search(text)
    header = patterns.header.search(text, max(0, row.start() - _HEADER_REACH), row.start()) if row else None
    if row is None or header is None:
        return text
    printed = header[0].rstrip(BLANKS)
    out: list[str] = []
    done, at = 0, row.end()
    while len(out) < 2 * _MOST_HEADERS and (at := text.find(printed, at)) >= 0:
        end = at + len(printed)
        if _ROW_BELOW.match(text, end):
            corners = list(patterns.corner.finditer(text, max(done, at - _HEADER_REACH), at))
            start = corners[-1].start() if corners and not text[corners[-1].end() : at].strip(BLANKS) else at
            out += text[done:start], " " * (end - start)
            done = end
        at = end
    return "".join((*out, text[done:]))


def without_rules(document: Document) -> str:
    """The text without the lines that draw the frame of a Markdown table (``| --- | ---: |``), which part no rows."""
    text = document.text
    if document.markup or "---" not in text or "|" not in text:
        return text
    return _RULE.sub(lambda line: " " * len(line[0]), text)


_RULE = re.compile(r"^[ \t|:+-]*---[ \t|:+-]*$", re.MULTILINE)


class _Patterns(NamedTuple):
    row: re.Pattern[str]
    """The label of the first row."""
    header: re.Pattern[str]
    """The labels of all columns and what stands over them, up to the end."""
    corner: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = table_of(next(reversed(FORMS.values())), table_with(Layout.ROWS))
    (block,) = table.blocks
    labels = [*table.side_labels, *(column.label for column in block.columns)]
    header = rf"(?:(?:{'|'.join(map(any_wording, labels))}){LABEL_END}{BETWEEN}*){{{len(block.columns)},}}"
    numeral = r"(?:[一1１][、.．]?\s*)?"
    corner = any_wording(table.corner) if table.corner else "(?!)"
    row = any_wording(block.rows[0].label)
    return _Patterns(
        re.compile(row), re.compile(rf"{header}(?={numeral}\Z)"), re.compile(rf"[（(“\"]?{corner}{LABEL_END}")
    )


def as_printed(document: Document, found: Aligned) -> Aligned:
    """A table that was found in such a text, with what the document itself prints in its cells, and findings for letters."""
    lettered = {
        path: make_cell(cell.value, raw, cell.span, cell.status, cell.candidates, cell.place)
        for path, cell in found.cells.items()
        if cell.span is not None and (raw := document.text[slice(*cell.span)]) != cell.raw
    }
    return evolve(found, cells=found.cells | lettered, findings=[*found.findings, *letter_notes(lettered)])
