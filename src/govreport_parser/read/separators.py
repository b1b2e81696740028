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
from .plain import read_text

LEAST = 40
"""Fewer numbers than this, parted alike, are no table."""

SHARE = 0.6
"""The share of all neighbouring numbers that must be parted alike."""

_BETWEEN = re.compile(r"(?<=\d)[^\d一-鿿]{1,60}(?=\d)")
_THOUSANDS = re.compile(r"\d[,，]\d{3}(?!\d)")
_POINTS = frozenset(".．")
_SLASHES = frozenset("/／\\")
"""What prints a blank cell as well: one between two cells parts them, of three the middle one is a cell."""

SIGNS = frozenset("-‐‑‒–—―−－─+＋")
"""What is a sign and a blank as well: cells parted by it cannot be told from negative ones."""

_PROSE = frozenset(",，、;；:：·*")
"""What stands in sentences and labels, too: it parts cells only beside a number."""


_ESCAPES = re.compile(r"\\r\\n|\\[nrt]|&nbsp;|&#160;|&#xa0;|&e[mn]sp;", re.I)


def read_escaped(text: str) -> Document:
    """Cut a text into fields, its line breaks and blanks printed as escapes (``\\n``, ``&nbsp;``) taken for what they mean."""
    if ("\\" in text or "&" in text) and _ESCAPES.search(text):
        plain = _ESCAPES.sub(lambda found: (" " if found[0][0] == "&" else "\n").ljust(len(found[0])), text)
        return evolve(read_text(plain), given=text)
    return read_text(text)


def find_separator(text: str) -> str | None:
    """What parts neighbouring numbers of a text throughout, white space aside; ``None`` if white space alone does."""
    found = Counter("".join(gap.split()) for gap in _BETWEEN.findall(text))
    total = found.total()
    del found[""]
    if not found:
        return None
    separator, number = found.most_common(1)[0]
    if number < LEAST or number < SHARE * total or not _POINTS.isdisjoint(separator):
        return None
    if separator in (",", "，") and len(_THOUSANDS.findall(text)) > number / 2:
        return None
    return separator


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
    if _PROSE.issuperset(separator):
        once = rf"(?<=\d){once}|{once}(?=\s*[\d+\-])"
    return re.sub(once, lambda found: "\n".ljust(len(found[0])), text)


def _outer(run: re.Match[str]) -> str:
    return "".join("\n" if n % 2 == 0 else char for n, char in enumerate(run[0]))
