"""What a cell shows that is no text of the page: pictures, drawings, what a script or a style sheet writes into it.

A number that is drawn so is not read; but the cell is not empty either, nor are the digits beside it the whole number. So
such a thing is a character of its own in a cell that holds nothing but digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

OBJECT = "\ufffc"
"""The character for something in a text that is no text."""

_MOST = 2000
"""Things of one kind that are looked at."""
_BESIDE, _NEAR = 1200, 1200
"""A cell begins and ends within so many characters of what is drawn in it, and has cells of digits around it within so many."""

_PICTURE = re.compile(r"<(?:img|canvas|embed)\b[^<>]*+>", re.IGNORECASE)
_PIECE = (
    r"[\d０-９,.\s]|&nbsp;|&#160;|&#xa0;"
    r"|</?(?:span|font|b|i|em|strong|a|u|p|div|img|section|center|br|ins|o:p|canvas|embed)(?=[\s/>])[^<>]*+>"
)
_CELL_BEGINS = re.compile(rf"<t[dh](?=[\s>])[^<>]*+>(?:{_PIECE})*+$", re.IGNORECASE)
_CELL_ENDS = re.compile(rf"(?:{_PIECE})*+(?:</?t[dhr]|</?tbody|</table)", re.IGNORECASE)
_IN_CELL = re.compile(rf"(?:<t[dh](?=[\s>])[^<>]*+>|^)(?:{_PIECE})*+(?=$|</?t[dhr])", re.IGNORECASE)
"""What may be a cell with a picture, or a part of one, of some tags that follow each other."""
_DIGITS_ALONE = re.compile(r">(?:\s|&nbsp;)*+[\d０-９][\d０-９,.]*+(?:\s|&nbsp;)*+<")

_ALT = re.compile(r"\salt\s*+=\s*+[\"']?[\d０-９]", re.IGNORECASE)

_NUMBER = r"[-+−]?[\d０-９][\d０-９,，.]*+"
_WRITE = re.compile(r"document\.write[^<\d]{0,400}+\d")
_SCRIPT, _SCRIPT_ENDS = re.compile(r"<script", re.IGNORECASE), re.compile(r"</script>", re.IGNORECASE)
_CDATA = re.compile(rf"<!(?:--)?\[CDATA\[\s*+{_NUMBER}\s*+\]\](?:--)?>")
"""A number that only readers of XML show."""
_GRAPHIC = re.compile(r"<(svg|math)\b[^<>]*+>", re.IGNORECASE)
_GRAPHIC_ENDS = re.compile(r"</(?:svg|math)\s*+>", re.IGNORECASE)
_DIGIT_SHOWN = re.compile(r">[^<>]*?[\d０-９]")
_OPENED = r"(?:\s|&nbsp;|&#160;|<(?:div|span|p|section|font|strong|b|i|em|o:p)\b[^<>]*+>)*+"
_ATTRIBUTE = re.compile(
    rf"<\w++[^<>]{{0,400}}?\sdata-(?:value|val|num|number|count|text|content|to|target)\s*+=\s*+[\"']?\s*+({_NUMBER})\s*+"
    rf"(?=[\"'\s>])[^<>]{{0,400}}+>(?={_OPENED}(?:({_NUMBER})\s*+)?(?:</|<t[dhr]\b))",
    re.IGNORECASE,
)
"""A number that an attribute holds, and none or another between the tags: a script is to show it."""
_CONTENT = re.compile(r"\.([\w-]++)\s*+::?(?:before|after)\s*+\{[^{}]*?content\s*+:\s*+[\"'][^\"'\\{}]*?[-−\d]")
_CLASSED = re.compile(
    r"<\w++[^<>]{0,400}?\sclass\s*+=\s*+(?:\"([^\"<>]*+)\"|'([^'<>]*+)'|([^\s\"'<>]++))[^<>]{0,400}+>",
    re.IGNORECASE,
)
_HINTS = re.compile(r"<?(?:svg|math|canvas|embed)\b|\sdata-(?:val|num|count|text|content|to|target)", re.IGNORECASE)


def is_drawn(run: str) -> bool:
    """Whether something is drawn among some tags that follow each other, and it may be in a cell with nothing but digits."""
    if ("img" in run or "IMG" in run) and any("img" in part[0].lower() for part in _IN_CELL.finditer(f"<{run}>")):
        return True
    return _HINTS.search(run) is not None


def writes(markup: str, sheets: str) -> bool:
    """Whether something else than a tag writes a number into the page."""
    if markup.find("document.write") >= 0 or markup.find("[CDATA[") >= 0:
        return True
    return "content" in sheets and _CONTENT.search(sheets) is not None


def drawn(markup: str, sheets: str) -> Iterator[tuple[int, str]]:
    """A character for everything that is drawn in the place of digits: in cells with nothing but digits."""
    for match in islice(_PICTURE.finditer(markup), _MOST):
        start, end = match.span()
        if _is_in_cell(markup, start, end) and (
            _ALT.search(match[0]) or _DIGITS_ALONE.search(markup, max(0, start - _NEAR), end + _NEAR)
        ):
            yield start, OBJECT
    for start, end in sorted({*_told(markup), *_drawings(markup), *_contents(markup, sheets)}):
        if _is_in_cell(markup, start, end):
            yield end, OBJECT


def _is_in_cell(markup: str, start: int, end: int) -> bool:
    """Whether there is nothing but digits around a place in its cell."""
    if not _CELL_ENDS.match(markup, end, end + _BESIDE):
        return False
    if markup[start : start + 3].lower() in ("<td", "<th"):
        return True
    cell = max(markup.rfind("<td", max(0, start - _BESIDE), start), markup.rfind("<th", max(0, start - _BESIDE), start))
    cell = cell if cell >= 0 else markup.rfind("<T", max(0, start - _BESIDE), start)
    return cell >= 0 and _CELL_BEGINS.search(markup, cell, start) is not None


def _told(markup: str) -> Iterator[tuple[int, int]]:
    """Numbers that a script is to show."""
    if "data-" in markup:
        for match in islice(_ATTRIBUTE.finditer(markup), _MOST):
            if match[1] != match[2]:
                yield match.span()
    if "[CDATA[" in markup:
        yield from (match.span() for match in islice(_CDATA.finditer(markup), _MOST))
    if "document.write" in markup:
        yield from _written(markup)


def _written(markup: str) -> Iterator[tuple[int, int]]:
    """Short scripts that write a number."""
    for match in islice(_WRITE.finditer(markup), _MOST):
        begins = list(_SCRIPT.finditer(markup, max(0, match.start() - _BESIDE), match.start()))
        end = _SCRIPT_ENDS.search(markup, match.end(), match.end() + _BESIDE)
        if begins and end:
            yield begins[-1].start(), end.end()


def _drawings(markup: str) -> Iterator[tuple[int, int]]:
    """Drawings and formulas that show a digit."""
    for match in islice(_GRAPHIC.finditer(markup), _MOST):
        end = _GRAPHIC_ENDS.search(markup, match.end(), match.end() + 2 * _NEAR)
        if end and _DIGIT_SHOWN.search(markup, match.end() - 1, end.start()):
            yield match.start(), end.end()


def _contents(markup: str, sheets: str) -> Iterator[tuple[int, int]]:
    """Elements before or behind whose text a style sheet shows a digit."""
    classes = frozenset(match[1] for match in _CONTENT.finditer(sheets))
    if classes:
        for match in _CLASSED.finditer(markup):
            if not classes.isdisjoint((match[1] or match[2] or match[3] or "").split()):
                yield match.span()
