"""What a printer sets where a page ends in the middle of a table: the number of the page, and the running header."""

from __future__ import annotations

import re

from ...text import BLANKS, key

_NUMBER = r"\d{1,4}"
_MARK = re.compile(
    rf"[-‐‑‒–—―−－─·.]{{1,3}}\s*{_NUMBER}\s*[-‐‑‒–—―−－─·.]{{1,3}}|{_NUMBER}\s*[/／]\s*{_NUMBER}"
    rf"|第\s*{_NUMBER}\s*[页頁](?:\s*[/，,]?\s*共\s*{_NUMBER}\s*[页頁])?|共\s*{_NUMBER}\s*[页頁]"
    rf"|[Pp]age\s*{_NUMBER}(?:\s*(?:of|/)\s*{_NUMBER})?"
)
_LINE = re.compile(r"[^\n\f]*[\n\f]?")
LONGER_THAN_A_COLUMN = 12
"""No column of any form has so long a wording; a title has."""


def without_page_break(text: str, start: int, end: int) -> str:
    """``text[start:end]`` with page numbers and the running header beside them blanked out, position for position.

    A running header stands next to the page number and again elsewhere: next to another page number, or, where it is
    longer than any column of a form, anywhere as a line of its own. What is printed once may be a column nobody knows.
    """
    lines = [m for m in _LINE.finditer(text, start, end) if m[0]]
    marks = {n for n, line in enumerate(lines) if is_page_mark(line[0])}
    if not marks:
        return text[start:end]
    out: list[str] = []
    for n, line in enumerate(lines):
        furniture = n in marks or (
            _beside(lines, n, marks) and _runs(text, line[0].strip(BLANKS), line.start(), line.end())
        )
        out.append("".join(c if c in "\n\f" else " " for c in line[0]) if furniture else line[0])
    return "".join(out)


def is_page_mark(line: str) -> bool:
    """Whether a line is the number of a page and nothing else."""
    return _MARK.fullmatch(line.strip(BLANKS)) is not None


def _beside(lines: list[re.Match[str]], at: int, marks: set[int]) -> bool:
    """Whether nothing is printed between a line and a page number next to it."""
    for step in (-1, 1):
        n = at + step
        while 0 <= n < len(lines) and not lines[n][0].strip(BLANKS):
            n += step
        if n in marks:
            return True
    return False


def _runs(text: str, line: str, start: int, end: int) -> bool:
    """Whether a line that stands next to a page number runs through the document."""
    if not line:
        return False
    again = re.compile(rf"(?:^|(?<=[\n\f]))[^\S\n\f]*{re.escape(line)}[^\S\n\f]*(?=[\n\f]|$)")
    others = [m for m in again.finditer(text) if m.end() <= start or m.start() >= end]
    if len(key(line)) > LONGER_THAN_A_COLUMN and others:
        return True
    return any(_next_to_mark(text, m.start(), m.end()) for m in others)


def _next_to_mark(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 120) : start].split("\n"), text[end : end + 120].split("\n")
    last = next((line for line in reversed(before) if line.strip(BLANKS)), "")
    first = next((line for line in after if line.strip(BLANKS)), "")
    return is_page_mark(last) or is_page_mark(first)
