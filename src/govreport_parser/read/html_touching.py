"""Inline elements that touch a number and are no part of it, told by their classes: struck out, hidden, one of two versions.

``<span class="old">36</span>0`` is no 360, and ``<span class="pc">12</span><span class="mobile">12</span>`` no 1212. The style
sheet that says so may be another file, or was taken out by a sanitizer; the names of the classes are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_PARTS = frozenset(
    (
        *("sr", "visually", "hidden", "hide", "invisible", "visible", "none", "offscreen", "clip"),
        *("mobile", "phone", "wap", "pc", "desktop", "tablet", "print", "screen", "xs"),
        *("old", "del", "deleted", "strike", "strikethrough", "through", "removed", "badge", "tip", "tooltip"),
    )
)
"""Words that the names of such classes are made of."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_GENERATED = re.compile(r"[A-Za-z]{0,3}\d*")
"""What converters call their classes: s1, c12, xl65."""

_NAMES = "span|font|em|i|b|u|small|strong|big|label|a"
_CLASS = re.compile(r"\sclass\s*+=\s*+(?:\"([^\"<>\0]*+)\"|'([^'<>\0]*+)'|([^\s\"'<>\0]++))", re.IGNORECASE)
_CLASSED = re.compile(rf"(?:^|[<>\0])\s*+(?:{_NAMES})(?=\s)([^<>\0]++)", re.IGNORECASE)
_MEETING = re.compile(rf"/({_NAMES})\s*+>\s*+<\1(?=\s)[^<>]*?(?:\sclass|\saria-hidden)", re.IGNORECASE)
"""Where an element ends and another of its name begins."""

_DIGITS = r"[\d０-９][\d０-９,，.]*+"
_INLINE = rf"(?:\s|&nbsp;|</?(?:{_NAMES})(?=[\s/>])[^<>]*+>)*+"
_NUMBER = re.compile(rf"<({_NAMES})(?=[\s>])([^<>]*+)>\s*+({_DIGITS})\s*+</\1\s*+>", re.IGNORECASE)
_BEFORE, _BEHIND = re.compile(rf"[\d０-９]{_INLINE}$"), re.compile(rf"{_INLINE}[\d０-９]")
_FAR, _MOST = 200, 5000
"""A number that is touched is looked for within so many characters, and so many elements are looked at."""


def may_part(tags: str) -> bool:
    """Whether any of some tags calls for :func:`parted`."""
    if "class" not in tags and "CLASS" not in tags and "aria-hidden" not in tags:
        return False
    return _MEETING.search(tags) is not None or any(_is_named(match[1]) for match in _CLASSED.finditer(tags))


def parted(markup: str) -> Iterator[tuple[int, str]]:
    """Where such elements begin and end, and the tags that say it plainly."""
    end, number, classes = -1, "", ""
    for match in islice(_NUMBER.finditer(markup), _MOST):
        name = _class_of(match[2])
        twin = match[3] == number and name != classes and not markup[end : match.start()].strip()
        twin = twin and not (_GENERATED.fullmatch(name) and _GENERATED.fullmatch(classes) and (name or classes))
        if twin or (_is_named(match[2]) and _touches(markup, *match.span())):
            yield match.start(), "<s>"
            yield match.end(), "</s>"
        end, number, classes = match.end(), match[3], name


def _touches(markup: str, start: int, end: int) -> bool:
    return bool(_BEFORE.search(markup, max(0, start - _FAR), start) or _BEHIND.match(markup, end, end + _FAR))


def _class_of(attributes: str) -> str:
    match = _CLASS.search(attributes)
    classes = (match[1] or match[2] or match[3] or "").strip() if match else ""
    return classes + " aria-hidden" * ("aria-hidden" in attributes)


def _is_named(attributes: str) -> bool:
    """Whether the words of an element's classes say so."""
    return not _PARTS.isdisjoint(word.lower() for word in _WORD.findall(_class_of(attributes)))
