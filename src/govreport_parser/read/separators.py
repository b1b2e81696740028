r"""Text whose cells are parted by something no reader expects: a comma, ``^``, ``", "``, a literal ``\n``.

Whoever joins the strings of a page chooses what to join them with. Between the numbers of a table the same characters then
stand again and again, which tells. They are taken for line breaks from there on, for a tool
that joins strings cuts numbers as well; every position stays what it was.
"""

from __future__ import annotations

import re
from collections import Counter

from attrs import evolve

from ..blocks import Document
from ..findings import finding
from ..text import COUNTER, RADICALS, UNITS
from .escapes import unescaped
from .plain import BARS, DELIMITERS, is_plain, read_plain, read_text
from .records import SIGNS, as_lines

LEAST = 40
"""Fewer numbers than this, parted alike, are no table."""

SHARE = 0.6
"""The share of all neighbouring numbers that must be parted alike."""

_BETWEEN = re.compile(rf"(?<=\d)[{UNITS}万亿元]{{0,3}}((?:[^\w○]|_){{1,60}})(?=\d)")
_BETWEEN_CELLS = re.compile(rf"(?<=[\d—–－-]){COUNTER}?((?:[^\w○—–－-]|_){{1,60}})(?=[\d—–－-])")
"""The same where most cells print a dash for zero."""
_BETWEEN_MARKS = re.compile(rf"(?<=[\d/／无]){COUNTER}?((?:[^\w○/／]|_){{1,60}})(?=[\d/／]|无(?![一-鿿]))")
"""The same where they print a slash, or 无."""

_PATTERNS = (_BETWEEN, _BETWEEN_CELLS, _BETWEEN_MARKS)

_THOUSANDS = re.compile(r"\d[,，]\d{3}(?!\d)")
_SLASHES = frozenset("/／\\")
"""What prints a blank cell as well: one between two cells parts them, of three the middle one is a cell."""

DOUBTFUL = frozenset("-‐‑‒–—―−－─+＋.．")
"""What is a part of numbers as well: cells parted by a sign or a point cannot be told from negative ones and fractions."""

_PROSE = frozenset(",，、;；:：·*")
"""What stands in sentences, too: it parts cells only where numbers stand close together, and some way above them."""

_CLOSE = 150
"""Within so many characters six numbers of a table stand."""

_ABOVE = 500
"""How far above the first numbers of a table its header begins."""


WIDEST = 40
"""No row shows more cells than this: a longer line is a page whose strings were joined with tabs or bars."""

_ESCAPES = re.compile(r"\\r\\n|\\[nrt]|&nbsp;|&#160;|&#xa0;|&e[mn]sp;|_x00(?:0[9ad]|a0)_", re.IGNORECASE)
_CELL_ESCAPE = "_x00"
"""What a workbook writes for a character that no XML holds begins so: ``_x000D_`` is a carriage return."""


def read_joined(text: str) -> Document:
    r"""Cut a text into fields, with what joins strings (bars, a literal ``\n``, ``&nbsp;``) and radicals taken for what they mean.

    Where every Chinese character is an escape (``\u4e34``), what they stand for is the text of the document, as it is with a page.
    """
    if ('"' in text or "'" in text) and any(map(text.__contains__, SIGNS)) and (lines := as_lines(text)) is not None:
        return evolve(read_joined(lines), findings=(finding("table-as-data"),))
    if _CELL_ESCAPE not in text and _CONDITION_END not in text and is_plain(text):
        return read_plain(text)
    if "\\u" in text and (decoded := unescaped(text)) is not None:
        return evolve(_read_joined(decoded), findings=(finding("text-escaped"),))
    return _read_joined(text)


def _read_joined(text: str) -> Document:
    plain = text.translate(RADICALS) if _RADICAL.search(text) else text
    if _CONDITION_END in text:
        plain = _CONDITION.sub(lambda found: " " * len(found[0]), plain)
    if _WIKI_TABLE in text:
        plain = _WIKI.sub(_bare, plain)
    if ("\\" in text or "&" in text or _CELL_ESCAPE in text) and _ESCAPES.search(text):
        plain = _ESCAPES.sub(_unescaped, plain)
    if sum(map(plain.count, WIDE_BARS)) >= LEAST:
        plain = plain.translate(_BARS)
    if any(map(plain.__contains__, BARS)):
        lines = plain.split("\n")
        if any(len(line) > 2 * WIDEST and len(DELIMITERS.findall(line)) > WIDEST for line in lines):
            plain = DELIMITERS.sub("\n", plain)
    if plain == text:
        return read_text(text)
    return evolve(read_plain(plain) if is_plain(plain) else read_text(plain), given=text)


_RADICAL = re.compile("[\u2e80-\u2fd5]")
"""Anything that ``RADICALS`` knows; few texts hold any, and to translate one is dear."""

WIDE_BARS = "｜︱"
"""Bars as wide as a Chinese character, which somebody types who writes Chinese. Where they part many cells they are plain ones."""

_BARS = str.maketrans(dict.fromkeys(WIDE_BARS, "|"))

_CONDITION_END = "endif"
_CONDITION = re.compile(
    r"<!(?:--)?\\?\[(?:if [^\]\n]{1,60}|endif)\\?\](?:--)?>|if !support[A-Z][A-Za-z]{1,40}?(?=endif|(?![A-Za-z]))(?:endif)?"
)
"""What word processors write for some readers only (``<![if !supportLists]>``), and what tools print that take it for text."""

_WIKI_TABLE = "{|"
_WIKI = re.compile(r"^([ \t]*)(?:\{\|.*|\|[-}+].*|([|!])[ \t]*(?:[\w-]+=\"[^\"\n]*\"[ \t]*)+\|(?!\|))", re.MULTILINE)
"""What begins a line of a wiki's table and is no cell: the table's and the rows' marks, and what is said of a cell before it."""


def _bare(found: re.Match[str]) -> str:
    """A line of a wiki's table without its mark, or with the bar of its cell only."""
    return f"{found[1]}{found[2] or ''}".ljust(len(found[0]))


def _unescaped(found: re.Match[str]) -> str:
    """A line break, or a blank that stands in words; beside a number it may part cells or cut the number."""
    text, (start, end) = found.string, found.span()
    words = found[0][0] == "&" and not (text[start - 1 : start].isdigit() or text[end : end + 1].isdigit())
    return (" " if words else "\n").ljust(end - start)


def find_separator(text: str) -> str | None:
    """What parts neighbouring numbers of a text throughout, white space aside; ``None`` if white space alone does."""
    return next((separator for pattern in _PATTERNS if (separator := _found(text, pattern))), None)


def _found(text: str, between: re.Pattern[str]) -> str | None:
    found = Counter(_unit("".join(gap.split())) for gap in between.findall(text))
    total = found.total()
    del found[""]
    if not found:
        return None
    separator, number = found.most_common(1)[0]
    if number < LEAST or number < SHARE * total:
        return None
    if separator in (",", "，") and len(_THOUSANDS.findall(text)) > number / 2:
        return None
    return separator


def _unit(gap: str) -> str:
    """What a gap repeats: ``,`` of ``,,,``."""
    sizes = (size for size in range(1, len(gap) // 2 + 1) if len(gap) % size == 0)
    return next((gap[:size] for size in sizes if gap[:size] * (len(gap) // size) == gap), gap)


def resplit(document: Document, separator: str) -> Document:
    """The document with its cells parted at ``separator``. Every position stays what it was."""
    again = read_text(_broken(document.text, separator))
    note = finding("separator-unusual", separator=separator)
    return evolve(
        again, given=document.given or document.text, encoding=document.encoding, findings=(*document.findings, note)
    )


def _broken(text: str, separator: str) -> str:
    """The text with a line break, and blanks to its length, for every separator that parts cells."""
    once = r"\s*".join(map(re.escape, separator))
    if separator in _SLASHES:
        return re.sub(rf"(?<!{once}){once}(?:{once}{once})*(?!{once})", _outer, text)
    start, end = _zone(text, separator) if _PROSE.issuperset(separator) else (0, len(text))
    inside = re.sub(once, lambda found: "\n".ljust(len(found[0])), text[start:end])
    return text[:start] + inside + text[end:]


def _zone(text: str, separator: str) -> tuple[int, int]:
    """From where to where tables stand: from above the first numbers that stand close together to behind the last."""
    zones: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        found = [match for match in pattern.finditer(text) if separator in match[1]]
        zones += [(a.start(), b.end()) for a, b in zip(found, found[5:], strict=False) if b.end() - a.start() < _CLOSE]
    return (max(0, min(zones)[0] - _ABOVE), max(end for _, end in zones) + _CLOSE) if zones else (0, 0)


def _outer(run: re.Match[str]) -> str:
    return "".join("\n" if n % 2 == 0 else char for n, char in enumerate(run[0]))
