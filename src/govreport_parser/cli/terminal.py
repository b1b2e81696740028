"""What a terminal shows: how wide text is there, how it is cut and padded, and whether it may be coloured."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Mapping
from typing import TextIO

from attrs import frozen

FALLBACK_WIDTH = 100
"""Columns of an output that is no terminal."""

STYLES = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "inferred": "36",
    "ambiguous": "33",
    "unreadable": "31",
    "missing": "2",
    "blank": "2",
}


@frozen
class Ink:
    """Colours, or none."""

    coloured: bool

    def __call__(self, style: str, text: str) -> str:
        """``text`` in a style of :data:`STYLES`; as it is where there are no colours or no such style."""
        if not self.coloured or style not in STYLES:
            return text
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


def ink(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Ink:
    """Colours for a terminal. Any ``NO_COLOR`` forbids them, any ``FORCE_COLOR`` asks for them elsewhere too."""
    if environ.get("NO_COLOR"):
        return Ink(coloured=False)
    if environ.get("FORCE_COLOR"):
        return Ink(coloured=True)
    return Ink(coloured=stream.isatty() and environ.get("TERM") != "dumb")


def columns() -> int:
    """The width of the terminal (or of ``COLUMNS``)."""
    return shutil.get_terminal_size((FALLBACK_WIDTH, 24)).columns


def width(text: str) -> int:
    """Terminal columns of a text: two for wide and full-width characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def left(text: str, columns: int) -> str:
    """The text padded on its right."""
    return text + " " * max(columns - width(text), 0)


def right(text: str, columns: int) -> str:
    """The text padded on its left."""
    return " " * max(columns - width(text), 0) + text


def cut(text: str, columns: int) -> str:
    """The text, with an ellipsis where it had to be cut to fit."""
    if width(text) <= columns:
        return text
    head = wrap(text, columns - 1)[0]
    return (head.rstrip() if width(head) < columns else "") + "…"


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most ``columns``, cut between any two characters as Chinese is."""
    lines, line, used = [], "", 0
    for char in text:
        wide = _char_width(char)
        if used + wide > columns and line:
            lines.append(line)
            line, used = "", 0
        line, used = line + char, used + wide
    return [*lines, line] if line else lines


def balanced(text: str, columns: int) -> list[str]:
    """The text in as few lines of at most ``columns`` as will do, all about as long."""
    count = max(-(-width(text) // columns), 1)
    even = -(-width(text) // (2 * count)) * 2  # a Chinese character takes two columns
    return wrap(text, max(min(even, columns), 2))


def printable(text: str) -> str:
    """One line of foreign text made safe to show: control characters become spaces or pictures of themselves."""
    return "".join(" " if char in "\t\n\r\u2028\u2029" else _picture(char) for char in text)


def _picture(char: str) -> str:
    code = ord(char)
    if code < 0x20 or code == 0x7F:
        return chr(0x2400 + code) if code < 0x20 else "\u2421"
    return "\ufffd" if 0x80 <= code < 0xA0 or unicodedata.bidirectional(char) in _BIDI_CONTROLS else char


_BIDI_CONTROLS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
