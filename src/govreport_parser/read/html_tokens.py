"""HTML source -> tags and the text between them, as a browser's tokenizer cuts them.

No tree is built, so nothing is lost to a tree's limits: depth, a closing ``</body>`` in the middle, a huge attribute. One
regular expression cuts the whole source; every repeat in it is possessive, so its time is linear in the source.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

MAX_TAGS = 400_000
"""Tags read of one page; real pages have a few thousand. The rest of the page is given up, and a finding says so."""

_ATTRIBUTES = r"""[^>=]*+(?:=(?:"[^"]*+"|'[^']*+'|\s*+(?:"[^"]*+"|'[^']*+')?+)[^>=]*+)*+"""
"""Quotes delimit a value only behind ``=``: a stray quote elsewhere hides nothing."""


def _raw(name: str) -> str:
    """An element whose content is no markup, up to its end tag or the end of the source."""
    return rf"(?i:{name})(?=[\s/>]){_ATTRIBUTES}>(?:[^<]++|<(?!/(?i:{name})[\s/>]))*+"


_TOKEN = re.compile(
    r"<(?:(?=[sS!])(?:"
    r"!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    rf"|{_raw('script')}|{_raw('style')})"
    rf"|(/?[A-Za-z][A-Za-z0-9:_-]*+)({_ATTRIBUTES})>"
    r"|[!?/][^>]*+>)"
)

_SKIPPED = ("noscript", "template", "textarea", "select", "datalist", "iframe", "noframes", "noembed")
_SKIPPED_MEDIA = ("svg", "math", "video", "audio", "canvas", "title", "rt", "rp")
SKIPPED = frozenset(_SKIPPED + _SKIPPED_MEDIA)
"""Elements whose content is not text of the page, when they are closed: an unclosed one hides nothing."""

_RUBY_ENDS = frozenset({"/rt", "/rp", "rt", "rp", "rb", "/ruby", "/p", "/td", "/tr"})
_CELL_ENDS = frozenset({"td", "th", "/td", "/th", "tr", "/tr", "/tbody", "/table"})
_ROW_ENDS = frozenset({"tr", "/tr", "/tbody", "tbody", "/table"})
_ITEM_ENDS = frozenset({"p", "/p", "li", "/li", "div", "/div", "/ul", "/ol", "table", "td", "/td", "tr", "/tr"})
_ENDS_WITHOUT_END_TAG = {
    "rt": _RUBY_ENDS, "rp": _RUBY_ENDS, "td": _CELL_ENDS, "th": _CELL_ENDS, "tr": _ROW_ENDS, "p": _ITEM_ENDS,
    "li": _ITEM_ENDS,
}  # fmt: skip
_TABLE_PARTS = frozenset({"table", "tr", "td", "th"})
_NEVER_HIDDEN = frozenset({"html", "body", "br", "img", "hr", "input", "meta", "link"})

_HIDING_WORDS = ("isplay", "ISPLAY", " hidden", "\nhidden")
_DISPLAY_NONE = re.compile(r"display\s*+:\s*+none", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([^\s=/"'>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+""")
"""One attribute of a tag: its name and, in one of three groups, its value."""


Names = list[str | None]


class Tokens(NamedTuple):
    """A page cut up: ``texts[i + 1]`` stands behind tag ``i``, so ``texts`` is one longer than the other two."""

    names: Names
    """Lower case, end tags with their slash; ``None`` for comments and whatever else shows nothing."""
    attributes: Names
    texts: list[str]
    meta: dict[str, str]
    hidden: int
    """How many hidden elements were left out."""
    given_up: int
    """Characters behind the last tag that was read."""
    distinct: frozenset[str]
    """The attribute texts, each once: a page repeats a few hundred of them."""


def attribute(attributes: str, name: str) -> str | None:
    """The value of one attribute of a tag, entities decoded; ``""`` where it has none, ``None`` where it is absent."""
    for match in ATTRIBUTE.finditer(attributes):
        if match[1].lower() == name:
            return unescape(match[2] or match[3] or match[4] or "")
    return None


def tokenize(source: str, *, keep_hidden: bool = False) -> Tokens:
    """Cut ``source`` into tags and text; leave out scripts, styles, comments, ``<title>``, option lists and the like.

    Elements hidden by ``display:none`` or ``hidden`` are left out too, unless ``keep_hidden`` or unless they hold a
    table: a hidden copy of a table is the only one on some pages.
    """
    if "\0" in source:
        source = source.replace("\0", "")
    parts = _TOKEN.split(source + ">", MAX_TAGS)
    texts, names, attributes = parts[0::3], parts[1::3], parts[2::3]
    given_up = 0
    if len(names) == MAX_TAGS:
        given_up, texts[-1] = len(texts[-1]), ""
    elif texts[-1]:
        texts[-1] = texts[-1][:-1]  # the ">" that was appended, so that a cut last tag ends too
    else:
        names[-1] = None  # a tag cut off by the end of the source is no tag
    found = set(names)
    if not all(name is None or name.islower() for name in found):
        names = [name and name.lower() for name in names]
        found = set(names)
    distinct = frozenset(filter(None, attributes))
    tokens = Tokens(names, attributes, texts, _meta_pairs(names, attributes), 0, given_up, distinct)
    hidden = frozenset[str]() if keep_hidden else _hidden_attributes(distinct)
    skipped = SKIPPED.intersection(filter(None, found))
    return _prune(tokens, skipped, hidden) if hidden or skipped else tokens


def _prune(tokens: Tokens, skipped: frozenset[str], hidden: frozenset[str]) -> Tokens:
    """Drop the elements that show nothing: those named ``skipped``, those whose attributes are in ``hidden``."""
    names, attributes, texts, meta = tokens[:4]
    finder = _Finder(names)
    ranges: list[tuple[int, int]] = []
    end = hidden_count = 0
    for start in _candidates(names, attributes, skipped, hidden):
        if start < end:
            continue
        name = names[start]
        stop = finder.end_of_skipped(start) if name in SKIPPED else finder.end_of_hidden(start)
        if stop is None:
            continue
        if name == "title":
            meta.setdefault("title", " ".join(unescape("".join(texts[start + 1 : stop + 1])).split()))
        elif name not in SKIPPED:
            hidden_count += 1
        if names[stop] != f"/{name}":  # it ends without an end tag, so the text behind its last tag is its own too
            texts[stop + 1] = ""
        ranges.append((start, stop))
        end = stop + 1
    names, attributes, texts = _without(ranges, names, attributes, texts)
    return tokens._replace(names=names, attributes=attributes, texts=texts, hidden=hidden_count)


def _candidates(names: Names, attributes: Names, skipped: frozenset[str], hidden: frozenset[str]) -> list[int]:
    """The tags at which something may have to be left out, in order."""
    if hidden or len(skipped) > 3:
        return [i for i, name in enumerate(names) if name in skipped or attributes[i] in hidden]
    found = []
    for name in skipped:
        start = -1
        for _ in range(names.count(name)):
            start = names.index(name, start + 1)
            found.append(start)
    return sorted(found)


def _without(
    ranges: list[tuple[int, int]], names: Names, attributes: Names, texts: list[str]
) -> tuple[Names, Names, list[str]]:
    """The three lists with each element of ``ranges`` shrunk to nothing; a text behind an element stays."""
    kept: tuple[Names, Names, list[str]] = ([], [], [])
    begin = 0
    for start, stop in ranges:
        kept[0].extend(names[begin:start])
        kept[1].extend(attributes[begin:start])
        kept[2].extend(texts[begin : start + 1])
        kept[0].append(None)
        kept[1].append(None)
        begin = stop + 1
    kept[0].extend(names[begin:])
    kept[1].extend(attributes[begin:])
    kept[2].extend(texts[begin:])
    return kept


def _meta_pairs(names: Names, attributes: Names) -> dict[str, str]:
    meta: dict[str, str] = {}
    start, count = 0, names.count("meta")
    for _ in range(min(count, 1000)):
        start = names.index("meta", start) + 1
        text = attributes[start - 1] or ""
        key = attribute(text, "name") or attribute(text, "property")
        content = attribute(text, "content")
        if key and content:
            meta.setdefault(key.strip(), content.strip())
    return meta


def _hidden_attributes(distinct: frozenset[str]) -> frozenset[str]:
    """Those attribute texts that hide their element."""
    joined = "\0".join(distinct)
    if not any(word in joined for word in _HIDING_WORDS):  # one look at all: most pages end here
        return frozenset()
    suspects = (text for text in distinct if "isplay" in text or "idden" in text or "ISPLAY" in text)
    return frozenset(text for text in suspects if _hides(text))


def _hides(attributes: str) -> bool:
    if attributes.endswith("/"):  # XHTML's <span style="display:none"/> closes itself
        return False
    if _HIDDEN.search(_QUOTED.sub("", attributes)):
        return True
    return bool(_DISPLAY_NONE.search(attributes)) and bool(_DISPLAY_NONE.search(attribute(attributes, "style") or ""))


class _Finder:
    """Finds where an element ends. All searches together take time linear in the page."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._steps = 10 * len(names) + 10_000
        self._unclosed: set[str] = set()

    def end_of_skipped(self, start: int) -> int | None:
        """The index of the end tag of an element whose content is skipped; ``None`` if it has none."""
        name = str(self._names[start])
        if name in _ENDS_WITHOUT_END_TAG:
            return self._first_of(start, _ENDS_WITHOUT_END_TAG[name])
        if name in self._unclosed:
            return None
        try:
            return self._names.index("/" + name, start + 1)
        except ValueError:
            self._unclosed.add(name)
            return None

    def end_of_hidden(self, start: int) -> int | None:
        """The index of the last tag of a hidden element; ``None`` where it is unclear, or where it holds a table."""
        name = self._names[start]
        if not name or name[0] == "/" or name in _NEVER_HIDDEN or name in _TABLE_PARTS - _ENDS_WITHOUT_END_TAG.keys():
            return None
        ends = _ENDS_WITHOUT_END_TAG.get(name)
        return self._matching(start) if ends is None else self._first_of(start, ends)

    def _first_of(self, start: int, ends: frozenset[str]) -> int | None:
        """Up to the element's own end tag, or to the tag before the one that ends it without an end tag."""
        names = self._names
        own = f"/{names[start]}"
        for i in range(start + 1, min(len(names), start + 2000)):
            self._steps -= 1
            if self._steps < 0:
                return None
            if names[i] == "table":
                return None
            if names[i] in ends:
                return i if names[i] == own else i - 1
        return None

    def _matching(self, start: int) -> int | None:
        """The end tag that closes the element, counting elements of the same name inside."""
        name = self._names[start]
        own, depth = f"/{name}", 1
        for i in range(start + 1, len(self._names)):
            self._steps -= 1
            other = self._names[i]
            if self._steps < 0 or other in _TABLE_PARTS:
                return None
            if other == name:
                depth += 1
            elif other == own:
                depth -= 1
                if not depth:
                    return i
        return None
