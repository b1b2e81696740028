"""The characters of a line, as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

_BLANKS = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c"
TRIM = _BLANKS + "".join(map(chr, range(0x2000, 0x200B))) + _INVISIBLE
"""What is trimmed off a line: white space of every width, and invisible characters."""

_SPACES = re.compile("  +")
_BREAK = re.compile(r"\r\n?|\n")

MARK = "\0"
"""Begins the mark of a tag (see :mod:`.html_marks`)."""
LINE = "\0\n"
"""A tag that ends a line."""
FENCE = "\0^"
"""A superscript or a struck text begins or ends, or what not every browser shows."""
_FENCE = re.compile(r"(?<=[0-9０-９])\s*\0\^(?:\0\^|\s)*(?=[0-9０-９])")


def trimmer(text: str) -> Callable[[str], str]:
    """What trims the lines of a text: ``str.strip``, at a third of the cost, if nothing invisible stands in it."""
    return _trimmed if any(character in text for character in _INVISIBLE) else str.strip


def _trimmed(text: str) -> str:
    return text.strip(TRIM)


def decoded(text: str) -> str:
    """A text with its entities decoded."""
    if "&" in text:
        text = text.replace("&nbsp;", "\u00a0")  # most of all entities there are
        if "&" in text:
            text = unescape(text)
    return text


def flat(text: str) -> str:
    """A text in which nothing but the marks of tags breaks a line: they are line breaks now, and line breaks blanks."""
    text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\f", " ")
    return text.replace("\0 ", "\n")


def clean(text: str) -> str:
    """A text as a browser shows it on one line: entities decoded, white space collapsed, trimmed."""
    return _SPACES.sub(" ", flat(decoded(text)).strip(TRIM))


def shown_lines(text: str, trim: Callable[[str], str]) -> list[str]:
    """The lines of a flat text, trimmed, white space collapsed; without those that show nothing."""
    lines = list(filter(None, map(trim, text.split("\n"))))
    if "  " in text and "  " in "\n".join(lines):  # hardly ever, so it pays to look at all of them at once
        lines = [_SPACES.sub(" ", line) for line in lines]
    return lines


def kept_lines(text: str, trim: Callable[[str], str]) -> list[str]:
    """The lines of preformatted text, trimmed; blanks inside them stay."""
    return [line for cut in _BREAK.split(text) if (line := trim(cut))]


def without_fences(text: str) -> str:
    """Superscripts and struck digits do not belong to the number they touch: 41 and its note 1 are 41^1, not 411."""
    return _FENCE.sub("^", text).replace(FENCE, "")
