"""The characters of a line, as a browser shows them."""

from __future__ import annotations

import re
from html import unescape

_BLANKS = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
TRIM = _BLANKS + "".join(map(chr, range(0x2000, 0x200B))) + _INVISIBLE
"""What is trimmed off a line: white space of every width, and invisible characters."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK = re.compile(r"\r\n?|\n")
_FENCE = re.compile(r"(?<=[0-9０-９])\s*\0[\0\s]*(?=[0-9０-９])")

FENCE = "\0"
"""Stands in a line where a superscript or a struck text begins or ends; no page holds it."""


def clean(text: str) -> str:
    """A text as a browser shows it on one line: entities decoded, white space collapsed, trimmed."""
    if "&" in text:
        text = text.replace("&nbsp;", "\u00a0")
        if "&" in text:
            text = unescape(text)
    text = text.strip(TRIM)
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        text = _SPACE.sub(" ", text)
    return text


def kept_lines(text: str) -> list[str]:
    """The lines of preformatted text, trimmed; blanks inside them stay."""
    return [line.strip(TRIM) for line in _BREAK.split(unescape(text))]


def without_fences(text: str) -> str:
    """Superscripts and struck digits do not belong to the number they touch: 41 and its note 1 are 41^1, not 411."""
    return _FENCE.sub("^", text).replace(FENCE, "")
