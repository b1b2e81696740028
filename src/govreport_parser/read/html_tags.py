"""One tag as it stands between ``<`` and ``>``: its name and its attributes."""

from __future__ import annotations

import re
from html import unescape

Tags = list[str | None]
"""The tags of a page, as they are printed; ``None`` for comments, scripts and whatever else shows nothing."""

_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:_-]*+")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+""")


def divided(tag: str) -> tuple[str, str]:
    """The name of a tag, in lower case, an end tag's with its slash, and the text of its attributes."""
    match = _NAME.match(tag)
    return (match[0].lower(), tag[match.end() :]) if match is not None else ("", tag)


class Names(dict[str | None, str]):
    """The names of tags, each different tag read only once; ``""`` for what is none."""

    def __missing__(self, tag: str | None) -> str:
        self[tag] = name = divided(tag)[0] if tag is not None else ""
        return name


def attributes_of(attributes: str) -> dict[str, str]:
    """All attributes of a tag as printed, by their names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return found


def attribute(attributes: str, name: str) -> str | None:
    """The value of one attribute of a tag, entities decoded; ``""`` where it has none, ``None`` where it is absent."""
    value = attributes_of(attributes).get(name)
    return value if value is None else unescape(value)
