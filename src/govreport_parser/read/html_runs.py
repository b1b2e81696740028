"""Runs of tags: tags with nothing but white space between them are cut, and read, as one.

A page prints the same few runs over and over, ``</p></td><td><p>`` between any two cells of a table, and has a third as
many of them as tags. Where single tags matter, because they hide something or stand for others, runs are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from .html_lines import FENCE
from .html_marks import INPUT, Marks, read_tag
from .html_tags import Tags

_BETWEEN = re.compile(r">(\s*+)<")
_OPEN_QUOTE = re.compile(r"""=\s*+(?:"[^">]*+(?:>|\Z)|'[^'>]*+(?:>|\Z))""")
_SUSPICIOUS = ("isplay", "ISPLAY", "idden", "IDDEN", "float", "FLOAT", "role")
_INLINE = frozenset({"", FENCE, INPUT})
"""The beginnings of marks of tags that end no line."""
_LONG = 600
"""A run with more characters than this is not kept: it would fill the memory, and hardly be seen again."""
_SEVERAL = 40


class Run(NamedTuple):
    """What a run is, on any page."""

    mark: str
    tags: list[str]
    blanks: list[str]
    """The white space behind each tag but the last."""
    noted: bool
    """Whether the page must know its tags."""


def _read(run: str) -> Run:
    cut = _BETWEEN.split(run) if ">" in run else [run]
    tags, blanks = cut[0::2], cut[1::2]
    read = list(map(read_tag, tags))
    return Run(_joined([mark for mark, _ in read], blanks), tags, blanks, True in [noted for _, noted in read])


def _joined(marks: list[str], blanks: list[str]) -> str:
    """The mark of a run: with the white space that a line may show, which is between tags that end no line."""
    if not any(blanks):
        return "".join(marks)
    inline = [mark[:2] in _INLINE for mark in marks]
    kept = [blank if inline[i] and inline[i + 1] else "" for i, blank in enumerate(blanks)]
    return "".join(chain.from_iterable(zip(marks, [*kept, ""], strict=True)))


_known = lru_cache(maxsize=2048)(_read)
"""Sites print the same runs on all their pages."""


class Runs(dict[str | None, str]):
    """The marks of one page's runs, each different run read only once. A tag that stands alone is a run of its own."""

    def __init__(self, known: Marks) -> None:
        super().__init__({None: ""})
        self._known = known
        self._parts: dict[str | None, Run] = {}  # those of several tags
        self._mixed: dict[str | None, Run] = {}  # those with a tag that has to stand apart

    def __missing__(self, run: str | None) -> str:
        read = (_known if len(run or "") < _LONG else _read)(run or "")
        self[run] = mark = self._note(run, read) if read.noted else read.mark
        if read.blanks:
            self._parts[run] = read
        return mark

    def _note(self, run: str | None, read: Run) -> str:
        marks = [self._known[tag] for tag in read.tags]
        if read.blanks and not self._known.apart.isdisjoint(read.tags):
            self._mixed[run] = read
        return _joined(marks, read.blanks)

    def open_quote(self) -> bool:
        """Whether a tag ends in the middle of a quoted value: then the page must be cut in another way."""
        return _OPEN_QUOTE.search(">".join(filter(None, self))) is not None

    def tags_of(self, run: str | None) -> list[str]:
        """The tags of a run."""
        return self._parts[run].tags if run in self._parts else [run or ""]

    def blanks_of(self, run: str | None) -> str:
        """The white space between the tags of a run."""
        return "".join(self._parts[run].blanks) if run in self._parts else ""

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
                run = runs[tags[i]]
                tags[i : i + 1], texts[i + 1 : i + 1] = run.tags, run.blanks
                marks[i : i + 1] = map(self._known.__getitem__, run.tags)
        else:
            tags[:], texts[:] = _apart(tags, texts, runs)
            marks[:] = map(self.__getitem__, tags)
        if not mixed:
            self._parts = {}  # once only: tags may be renamed afterwards


def _apart(tags: Tags, texts: list[str], runs: Mapping[str | None, Run]) -> tuple[Tags, list[str]]:
    out_tags: Tags = []
    out_texts = texts[:1]
    for tag, text in zip(tags, texts[1:], strict=True):
        parts = runs.get(tag)
        if parts is None:
            out_tags.append(tag)
        else:
            out_tags += parts.tags
            out_texts += parts.blanks
        out_texts.append(text)
    return out_tags, out_texts


def suspicious(known: Marks, runs: Runs) -> list[str]:
    """The different tags that may hide something or be part of a table without a table element: mostly none."""
    tags = list(filter(None, [*known, *runs]))
    joined = "\0".join(tags)
    words = [word for word in _SUSPICIOUS if word in joined]  # one look at all tags for each word
    if not words:
        return []
    single = chain.from_iterable([runs.tags_of(tag) for tag in tags if any(word in tag for word in words)])
    return [tag for tag in dict.fromkeys(single) if any(word in tag for word in words)]


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
