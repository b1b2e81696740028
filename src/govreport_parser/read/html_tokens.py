"""HTML source -> tags and the text between them, as a browser's tokenizer cuts them.

No tree is built, so nothing is lost to a tree's limits: depth, a closing ``</body>`` in the middle, a huge attribute. One
regular expression cuts the whole source; every repeat in it is possessive, so its time is linear in the source.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from .html_marks import Marks
from .html_tags import Tags, attribute

MAX_TAGS = 400_000
"""Tags read of one page; real pages have a few thousand. The rest of the page is given up, and a finding says so."""
_MAX_METAS = 1000
"""Different ``<meta>`` tags read of one page."""

_ATTRIBUTES = r"""[^>=]*+(?:=(?:"[^"]*+"|'[^']*+'|\s*+(?:"[^"]*+"|'[^']*+')?+)[^>=]*+)*+"""
"""Quotes delimit a value only behind ``=``: a stray quote elsewhere hides nothing."""


def _raw(name: str) -> str:
    """An element whose content is no markup, up to its end tag or the end of the source."""
    return rf"(?i:{name})(?=[\s/>]){_ATTRIBUTES}>(?:[^<]++|<(?!/(?i:{name})[\s/>]))*+"


_SHOWS_NOTHING = rf"!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))|{_raw('script')}|{_raw('style')}"

_EXACT = re.compile(rf"<(?:(?=[sS!])(?:{_SHOWS_NOTHING})|(/?[A-Za-z]{_ATTRIBUTES})>|[!?/][^>]*+>)")
_QUICK = re.compile(
    r"<(?:(/[^>]*+|a|[a-rt-zA-RT-Z][^>]*+|[sS](?!(?i:cript|tyle)[\s/>])[^>]*+)"
    rf'(?: (?:href|title|target|class|id)="[^"]*+")*+>|{_SHOWS_NOTHING}|[!?][^>]*+>)'
)
"""Cuts in little more than half the time, and just so, unless a ``>`` stands in a quoted value.

A link that cannot mean anything is only an ``a``: links are half of many pages, and each has attributes of its own.
"""
_OPEN_QUOTE = re.compile(r"""=\s*+(?:"[^"\0]*+\0|'[^'\0]*+\0)""")
_SUSPICIOUS = ("isplay", "ISPLAY", "idden", "IDDEN", "float", "FLOAT", "role")


class Tokens(NamedTuple):
    """A page cut up: ``texts[i + 1]`` stands behind tag ``i``, so ``texts`` is one longer than the other two."""

    tags: Tags
    marks: list[str]
    texts: list[str]
    given_up: int
    """Characters behind the last tag that was read."""
    known: Marks
    """What is known of each different tag, those included that were left out since."""


def tokenize(source: str) -> Tokens:
    """Cut ``source`` into tags and text. Scripts, styles and comments are one tag that is ``None``."""
    if source.find("\0") >= 0:  # half the time of "in"
        source = source.replace("\0", "")
    tokens = _cut(_QUICK, source)
    if _OPEN_QUOTE.search("\0".join(filter(None, tokens.known)) + "\0"):
        return _cut(_EXACT, source)
    return tokens


def _cut(pattern: re.Pattern[str], source: str) -> Tokens:
    parts: list[Any] = pattern.split(source + ">", MAX_TAGS)  # the ">" ends a last tag that is cut off
    texts, tags = parts[0::2], parts[1::2]
    given_up = 0
    if len(tags) == MAX_TAGS:
        given_up, texts[-1] = len(texts[-1]), ""
    elif texts[-1]:
        texts[-1] = texts[-1][:-1]
    else:
        tags[-1] = None  # a tag cut off by the end of the source is no tag
    known = Marks()
    return Tokens(tags, list(map(known.__getitem__, tags)), texts, given_up, known)


def suspicious(tokens: Tokens) -> list[str]:
    """The different tags that may hide something or be part of a table without a table element: mostly none."""
    tags = list(filter(None, tokens.known))
    joined = "\0".join(tags)
    words = [word for word in _SUSPICIOUS if word in joined]  # one look at all tags for each word
    return [tag for tag in tags if any(word in tag for word in words)] if words else []


def meta_pairs(tokens: Tokens) -> dict[str, str]:
    """The names (or properties) and contents of the page's ``<meta>`` tags; the first of a name counts."""
    meta: dict[str, str] = {}
    for attributes in tokens.known.metas[:_MAX_METAS]:
        key = attribute(attributes, "name") or attribute(attributes, "property")
        content = attribute(attributes, "content")
        if key and content:
            meta.setdefault(key.strip(), content.strip())
    return meta
