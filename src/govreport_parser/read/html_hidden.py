"""What a page does not show: elements whose content is no text, and those hidden by a style or an attribute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from .html_marks import SKIPPED
from .html_runs import Runs, places
from .html_tags import Names, attribute, divided
from .html_tokens import Tokens

_RUBY_ENDS = frozenset({"/rt", "/rp", "rt", "rp", "rb", "/ruby", "/p", "/td", "/tr"})
_CELL_ENDS = frozenset({"td", "th", "/td", "/th", "tr", "/tr", "/tbody", "/table"})
_ROW_ENDS = frozenset({"tr", "/tr", "/tbody", "tbody", "/table"})
_ITEM_ENDS = frozenset({"p", "/p", "li", "/li", "div", "/div", "/ul", "/ol", "table", "td", "/td", "tr", "/tr"})
_ENDS_WITHOUT_END_TAG = {
    "rt": _RUBY_ENDS, "rp": _RUBY_ENDS, "td": _CELL_ENDS, "th": _CELL_ENDS, "tr": _ROW_ENDS, "p": _ITEM_ENDS,
    "li": _ITEM_ENDS,
}  # fmt: skip
_NONE: frozenset[str] = frozenset()
_TABLE_PARTS = frozenset({"table", "tr", "td", "th"})
_NEVER_HIDDEN = frozenset({"html", "body", "br", "img", "hr", "input", "meta", "link"})

_DISPLAY_NONE = re.compile(r"display\s*+:\s*+none", re.IGNORECASE)
_LABEL = re.compile(r"[一-鿿]{3}")
_FEWEST_LABELS = 6
"""A table whose labels are looked for elsewhere has so many of them."""
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)", re.IGNORECASE)


def leave_out(tokens: Tokens, suspects: Iterable[str]) -> tuple[str | None, int]:
    """Empty the option lists, ``<title>`` and the like, and of ``suspects`` those elements that are hidden, in place.

    Returns the page's title, if it has one, and how many hidden elements there were. Hidden elements that hold a table
    are kept, for a hidden table is the only one on some pages; but not where the page shows a table with the same labels.
    """
    tags, marks, texts, noted = tokens.tags, tokens.marks, tokens.texts, tokens.noted
    hidden_ones = [tag for tag in suspects if _hides(divided(tag)[1])]
    concerned = {*noted.skipped, *hidden_ones}
    names = {divided(tag)[0] for tag in concerned}
    tokens.take_apart(names - SKIPPED if names.isdisjoint(_ENDS_WITHOUT_END_TAG) else None)
    if noted.respelled:
        tags[:] = [noted.respelled.get(tag, tag) for tag in tags]
    finder = _Finder(tokens)
    title, hidden = None, 0
    starts = places(tags, concerned)
    ranges = finder.ranges(starts)
    for start, stop in chain(ranges, _copies(tokens, finder, starts)):
        name = finder.names[tags[start]]
        if name == "title" and title is None:
            inner = zip(texts[start + 1 : stop], map(tokens.runs.blanks_of, tags[start + 1 : stop]), strict=True)
            title = " ".join(unescape("".join([*chain.from_iterable(inner), texts[stop]])).split())
        hidden += name not in SKIPPED
        has_end_tag = finder.names[tags[stop]] == f"/{name}"
        after = stop if has_end_tag else stop + 1  # without one the text behind the last tag is the element's own
        tags[start : stop + 1] = [None] * (stop + 1 - start)
        marks[start : stop + 1] = [""] * (stop + 1 - start)
        texts[start + 1 : after + 1] = [""] * (after - start)
    return title, hidden


def _copies(tokens: Tokens, finder: _Finder, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last tags of hidden elements with tables that the page also shows: nearly all of their labels.

    Looked for when other hidden elements are emptied.
    """
    ranges = finder.tables(starts)
    if not ranges:
        return
    texts = [unescape(text).strip() for text in tokens.texts]
    edges = [0, *chain.from_iterable((start + 1, stop + 1) for start, stop in ranges), len(texts)]
    shown = set(chain.from_iterable(texts[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)))
    for start, stop in ranges:
        labels = {text for text in texts[start + 1 : stop + 1] if _LABEL.search(text)}
        if len(labels) >= _FEWEST_LABELS and len(labels - shown) * 10 <= len(labels):
            yield start, stop


def _hides(attributes: str) -> bool:
    if attributes.endswith("/"):  # XHTML's <span style="display:none"/> closes itself
        return False
    if _HIDDEN.search(_QUOTED.sub("", attributes)):
        return True
    return bool(_DISPLAY_NONE.search(attributes)) and bool(_DISPLAY_NONE.search(attribute(attributes, "style") or ""))


class _NamesOfRuns(Names):
    """The names of tags; of a run of tags, which holds no tag that is looked for, whether it has a part of a table."""

    def __init__(self, runs: Runs) -> None:
        super().__init__()
        self._runs = runs

    def __missing__(self, tag: str | None) -> str:
        run = self._runs.tags_of(tag)
        if len(run) == 1:
            return super().__missing__(tag)
        names = [divided(tag)[0] for tag in run]
        self[tag] = name = next((name for name in names if name in _TABLE_PARTS), "")
        return name


class _Finder:
    """Finds where an element ends. All searches together take time linear in the page."""

    def __init__(self, tokens: Tokens) -> None:
        self.names: Names = _NamesOfRuns(tokens.runs)
        self._tags = tokens.tags
        self._steps = 10 * len(self._tags) + 10_000
        self._unclosed: set[str] = set()

    def ranges(self, starts: Iterable[int]) -> list[tuple[int, int]]:
        """The first and last tags of the elements that begin at ``starts`` and end; those inside another one are left out."""
        found: list[tuple[int, int]] = []
        after = 0
        for start in starts:
            if start < after:
                continue
            name = self.names[self._tags[start]]
            stop = self._end_of_skipped(start, name) if name in SKIPPED else self._end_of_hidden(start, name)
            if stop is not None:
                found.append((start, stop))
                after = stop + 1
        return found

    def tables(self, starts: Iterable[int]) -> list[tuple[int, int]]:
        """The same of hidden elements that hold a table, or are one."""
        found: list[tuple[int, int]] = []
        after = 0
        for start in starts:
            name = self.names[self._tags[start]]
            if start < after or name in SKIPPED or name in _ENDS_WITHOUT_END_TAG or name in _NEVER_HIDDEN:
                continue
            stop = self._matching(start, name, _NONE) if name[:1] not in ("", "/") else None
            if stop is not None:
                found.append((start, stop))
                after = stop + 1
        return found

    def _end_of_skipped(self, start: int, name: str) -> int | None:
        """The index of the end tag of an element whose content is skipped; ``None`` if it has none."""
        if name in _ENDS_WITHOUT_END_TAG:
            return self._first_of(start, name, _ENDS_WITHOUT_END_TAG[name])
        if name in self._unclosed:
            return None
        try:
            return self._tags.index("/" + name, start + 1)
        except ValueError:
            self._unclosed.add(name)
            return None

    def _end_of_hidden(self, start: int, name: str) -> int | None:
        """The index of the last tag of a hidden element; ``None`` where it is unclear, or where it holds a table."""
        if name[:1] in ("", "/") or name in _NEVER_HIDDEN or name == "table":
            return None
        ends = _ENDS_WITHOUT_END_TAG.get(name)
        return self._matching(start, name) if ends is None else self._first_of(start, name, ends)

    def _first_of(self, start: int, name: str, ends: frozenset[str]) -> int | None:
        """Up to the element's own end tag, or to the tag before the one that ends it without an end tag."""
        names, tags = self.names, self._tags
        for i in range(start + 1, min(len(tags), start + 2000)):
            self._steps -= 1
            other = names[tags[i]]
            if self._steps < 0 or other == "table":
                return None
            if other in ends:
                return i if other == f"/{name}" else i - 1
        return None

    def _matching(self, start: int, name: str, not_inside: frozenset[str] = _TABLE_PARTS) -> int | None:
        """The end tag that closes the element, counting elements of the same name inside."""
        names, tags = self.names, self._tags
        depth = 1
        for i in range(start + 1, len(tags)):
            self._steps -= 1
            other = names[tags[i]]
            if self._steps < 0 or other in not_inside:
                return None
            if other == name:
                depth += 1
            elif other == f"/{name}":
                depth -= 1
                if not depth:
                    return i
        return None
