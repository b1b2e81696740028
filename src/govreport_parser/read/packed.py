"""Pages that stand in something else: in a string of a JSON answer, or with all of their tags escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

LEAST_TAGS = 5
"""Fewer escaped tags of a table than this are mentioned, not packed."""

_ESCAPED = re.compile(r"&(?:amp;)*lt;/?(?:table|tbody|tr|td|th)\b", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:table|tbody|tr|td|th)\b", re.IGNORECASE)
_QUOTED = re.compile(r'\\(?:(["\\/])|([nrt])|u([0-9a-fA-F]{4}))')
_CLOSED = "<\\/t"
_BLANK = {"n": "\n", "r": "\n", "t": "\t"}


def unpacked(source: str) -> str | None:
    """The page that stands in a text, as it was before it was packed; ``None`` where none does."""
    begin = source[:1] if not source[:1].isspace() else source[:100].lstrip()[:1]
    if begin in ("{", "[") and (page := _in_json(source)) is not None:
        return page
    if "\\" in source and source.count(_CLOSED) >= LEAST_TAGS and "</t" not in source:
        return _paired(_QUOTED.sub(_char, source))
    if "&" not in source or source.rfind("</td") >= 0:  # nearly every page: the last of a tag is found at once
        return None
    if _TAGS.search(source) is not None:
        return None
    return unescape(source) if len(_ESCAPED.findall(source)) >= LEAST_TAGS else None


def _in_json(source: str) -> str | None:
    """The one string of a JSON text that holds tags of tables."""
    if "<" not in source and "\\u003c" not in source.lower():
        return None
    try:
        value = json.loads(source)
    except (ValueError, RecursionError):
        return None
    pages = [text for text in _strings(value) if len(_TAGS.findall(text)) >= LEAST_TAGS]
    return pages[0] if len(pages) == 1 else None


def _strings(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _char(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return _BLANK[found[2]] if found[2] else chr(int(found[3], 16))


def _paired(text: str) -> str:
    """The text with the two halves of each character behind U+FFFF put together; half a character is U+FFFD."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
