"""Runs of tags: tags with nothing but white space between them are cut, and read, as one.

A page prints the same few runs over and over, ``</p></td><td><p>`` between any two cells of a table, and has a third as
many of them as tags. Where single tags matter, because they hide something or stand for others, runs are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import suppress

from .html_marks import Marks
from .html_tags import Tags

_BETWEEN = re.compile(r">(\s*+)<")
_SEVERAL = 40

Parts = tuple[list[str], list[str]]
"""The tags of a run, and the white space behind each but the last."""


class Runs(dict[str | None, str]):
    """The marks of one page's runs, each different run read only once. A tag that stands alone is a run of its own."""

    def __init__(self, known: Marks) -> None:
        super().__init__({None: ""})
        self._known = known
        self._parts: dict[str | None, Parts] = {}
        self._mixed: dict[str | None, Parts] = {}  # those with a tag that has to stand apart

    def __missing__(self, run: str | None) -> str:
        known = self._known
        if run is None or ">" not in run:
            mark = known[run]
        else:
            cut = _BETWEEN.split(run)
            self._parts[run] = parts = cut[0::2], cut[1::2]
            cut[0::2] = map(known.__getitem__, parts[0])
            mark = "".join(cut)
            if not known.apart.isdisjoint(parts[0]):
                self._mixed[run] = parts
        self[run] = mark
        return mark

    def tags_of(self, run: str | None) -> list[str]:
        """The tags of a run."""
        return self._parts[run][0] if run in self._parts else [run or ""]

    def take_apart(self, tags: Tags, marks: list[str], texts: list[str], *, mixed: bool = False) -> None:
        """Take the runs of a page apart, in place, as if each tag had been cut by itself.

        ``mixed``: only those with a tag whose content is skipped, or that ends such an element.
        """
        runs = self._mixed if mixed else self._parts
        if not runs:
            return
        found = places(tags, runs) if mixed else []
        if mixed and len(found) <= _SEVERAL:
            for i in reversed(found):
                inner, texts[i + 1 : i + 1] = runs[tags[i]]
                tags[i : i + 1] = inner
                marks[i : i + 1] = map(self._known.__getitem__, inner)
        else:
            tags[:], texts[:] = _apart(tags, texts, runs)
            marks[:] = map(self.__getitem__, tags)
        if not mixed:
            self._parts = {}  # once only: tags may be renamed afterwards


def _apart(tags: Tags, texts: list[str], runs: Mapping[str | None, Parts]) -> tuple[Tags, list[str]]:
    out_tags: Tags = []
    out_texts = texts[:1]
    for tag, text in zip(tags, texts[1:], strict=True):
        parts = runs.get(tag)
        if parts is None:
            out_tags.append(tag)
        else:
            out_tags += parts[0]
            out_texts += parts[1]
        out_texts.append(text)
    return out_tags, out_texts


def places(tags: Tags, wanted: Collection[str | None]) -> list[int]:
    """Where the tags are that are ``wanted``, in order."""
    if len(wanted) > 4:
        return [i for i, tag in enumerate(tags) if tag in wanted]
    found = []
    for tag in wanted:  # one search for each is faster as long as there are few: many pages have a <title> only
        start = -1
        with suppress(ValueError):
            while True:
                start = tags.index(tag, start + 1)
                found.append(start)
    return sorted(found)
