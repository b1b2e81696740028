"""HTML source -> tags and the text between them, as a browser's tokenizer cuts them.

No tree is built, so nothing is lost to a tree's limits: depth, a closing ``</body>`` in the middle, a huge attribute. One
regular expression cuts the whole source; every repeat in it is possessive, so its time is linear in the source.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from .html_marks import Marks
from .html_runs import Runs, is_sheet
from .html_tags import Tags, attribute

MAX_TAGS = 400_000
"""Tags read of one page; real pages have a few thousand. The rest of the page is given up, and a finding says so."""
_MAX_METAS = 1000
"""Different ``<meta>`` tags read of one page."""

_ATTRIBUTES = r"""[^>=]*+(?:=(?:"[^"]*+"|'[^']*+'|\s*+(?:"[^"]*+"|'[^']*+')?+)[^>=]*+)*+"""
"""Quotes delimit a value only behind ``=``: a stray quote elsewhere hides nothing."""


def _raw(name: str) -> str:
    """An element whose content is no markup, up to its end tag or the end of the source."""
    return rf"(?i:{name})(?=[\s/>]){_ATTRIBUTES}>[^<]*+(?:<(?!/(?i:{name})[\s/>])[^<]*+)*+"


_SHOWS_NOTHING = rf"!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))|{_raw('script')}|{_raw('style')}"

_EXACT = re.compile(rf"<(?:(?=[sS!])(?:{_SHOWS_NOTHING})|(/?[A-Za-z]{_ATTRIBUTES})>|[!?/][^>]*+>)")
_TAG = r"(?:[b-rt-zA-RT-Z/]|[sS][abd-su-zABD-SU-Z]|[sS](?!(?i:cript|tyle)[\s/>]))[^>]*+"
_OF_LINK = r' (?:href|title|target|class|id)="[^"]*+"'
_QUICK = re.compile(  # "(?:x|)" is "x?" and has less to remember
    rf"<(?:({_TAG}(?:>\s*+<{_TAG})*+(?:>\s*+<a|)|a|a[^>]*+|{_raw('style')}</[^>]*+)"
    rf"(?:{_OF_LINK}(?:{_OF_LINK})*+|)>|{_SHOWS_NOTHING}|[!?][^>]*+>)"
)
"""Cuts in half the time, and just so, unless a ``>`` stands in a quoted value: runs of tags, as one (:mod:`.html_runs`).

A link that cannot mean anything is only an ``a``: links are half of many pages, and each has attributes of its own.
A style element with its end tag is one tag, so that nobody has to search for it.
"""


class Tokens(NamedTuple):
    """A page cut up: ``texts[i + 1]`` stands behind tag ``i``, so ``texts`` is one longer than the other two."""

    tags: Tags
    marks: list[str]
    texts: list[str]
    given_up: int
    """Characters behind the last tag that was read."""
    noted: Marks
    """What the page must note of its tags, those included that were left out since."""
    runs: Runs
    """What is known of runs of tags, which are one tag each as long as nobody takes them apart."""

    def take_apart(self, names: Collection[str] | None = None) -> None:
        """See :meth:`.Runs.take_apart`."""
        self.runs.take_apart(self.tags, self.marks, self.texts, names)

    def part(self, first: int, stop: int) -> Tokens:
        """Some of the tags, each by itself, with the texts behind them."""
        tags, texts = self.runs.apart(self.tags[first:stop], ["", *self.texts[first + 1 : stop + 1]])
        return self._replace(tags=tags, texts=texts, marks=list(map(self.runs.__getitem__, tags)))

    def put(self, first: int, stop: int, part: Tokens) -> None:
        """Have a part in the place of those tags."""
        self.tags[first:stop], self.marks[first:stop] = part.tags, part.marks
        self.texts[first + 1 : stop + 1] = part.texts[1:]


def tokenize(source: str, *, nul: bool = True) -> Tokens:
    """Cut ``source`` into tags and text. Scripts and comments are one tag that is ``None``. ``nul``: it may hold a NUL."""
    if nul and source.find("\0") >= 0:  # half the time of "in"
        source = source.replace("\0", "")
    if len(source) > MAX_TAGS and source.count("<") >= MAX_TAGS:
        return _cut(source)
    noted = Marks()
    runs = Runs(noted)
    tags, texts, _ = _parts(_QUICK, source)
    marks = list(map(runs.__getitem__, tags))
    if runs.open_quote():
        return _cut(source)
    if tags and tags[-1] is None and not texts[-1]:
        runs.sheets.append(source)  # the last style element may have no end tag
    return Tokens(tags, marks, texts, 0, noted, runs)


def _cut(source: str) -> Tokens:
    """Each tag by itself, wherever a ``>`` stands."""
    noted = Marks()
    tags, texts, given_up = _parts(_EXACT, source)
    marks = list(map(noted.__getitem__, tags))
    runs = Runs(noted, list(filter(None, noted)))
    runs.sheets.append(source)
    runs.drawn = runs.parts = True
    return Tokens(tags, marks, texts, given_up, noted, runs)


def _parts(pattern: re.Pattern[str], source: str) -> tuple[Tags, list[str], int]:
    """The tags or runs of a source, the texts, and how many characters are given up."""
    parts: list[Any] = pattern.split(source + ">", MAX_TAGS)  # the ">" ends a last tag that is cut off
    texts, tags = parts[0::2], parts[1::2]
    if len(tags) == MAX_TAGS:
        given_up, texts[-1] = len(texts[-1]), ""
        return tags, texts, given_up
    if texts[-1]:
        texts[-1] = texts[-1][:-1]
    else:  # a tag cut off by the end of the source is no tag
        tags[-1:], texts[-1:] = _without_last(tags[-1] if pattern is _QUICK else None)
    return tags, texts, 0


def _without_last(run: str | None) -> tuple[Tags, list[str]]:
    """A run whose last tag is none, and the white space between."""
    before, closed, last = ("" if is_sheet(run or "") else run or "").rpartition(">")
    return ([before, None], [last[: last.index("<")], ""]) if closed else ([None], [""])


def meta_pairs(tokens: Tokens) -> dict[str, str]:
    """The names (or properties) and contents of the page's ``<meta>`` tags; the first of a name counts."""
    meta: dict[str, str] = {}
    for attributes in tokens.noted.metas[:_MAX_METAS]:
        key = attribute(attributes, "name") or attribute(attributes, "property")
        content = attribute(attributes, "content")
        if key and content:
            meta.setdefault(key.strip(), content.strip())
    return meta
