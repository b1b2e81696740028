"""Runs of tags: tags with nothing but white space between them are cut, and read, as one.

A page prints the same few runs over and over, ``</p></td><td><p>`` between any two cells of a table, and has a third as
many of them as tags. Where single tags matter, because they hide something or stand for others, runs are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from .html_drawn import is_drawn
from .html_lines import FENCE, LINE, MARK
from .html_marks import INPUT, Marks, read_tag, shape_of
from .html_tags import Tags, divided
from .html_touching import may_part
from .html_veils import may_veil

_BETWEEN = re.compile(r">(\s*+)<")
_OPEN_QUOTE = re.compile(r"""=\s*+(?:"[^">]*+(?:>|\Z)|'[^'>]*+(?:>|\Z))""")
_SUSPICIOUS = ("isplay", "ISPLAY", "idden", "IDDEN", "float", "FLOAT", "role")
_SHEET = re.compile(r"style[\s/>]", re.IGNORECASE)
_SHEET_STARTS = frozenset({"st", "St", "ST", "sT"})
_INLINE = frozenset({"", FENCE, INPUT})
"""The beginnings of marks of tags that end no line."""
LONG = 600
"""A run with more characters than this is not kept: it would fill the memory, and hardly be seen again."""
_SEVERAL = 40


class Run(NamedTuple):
    """What a run of several tags is, on any page."""

    mark: str
    tags: list[str]
    blanks: list[str]
    """The white space behind each tag but the last."""
    noted: bool
    """Whether the page must know its tags."""
    shape: str
    """See :func:`.shape_of`."""
    odd: bool
    """Whether one of the following three is true of it: of hardly any run."""
    open: bool
    """A quoted value is not closed in it."""
    veils: bool
    """See :func:`.may_veil`."""
    suspects: list[str]
    """The tags that may hide something or be part of a table without a table element."""
    drawn: bool
    """See :func:`.is_drawn`."""
    parts: bool
    """See :func:`.may_part`."""


def _read(run: str) -> Run:
    cut = _BETWEEN.split(run)
    tags, blanks = cut[0::2], cut[1::2]
    read = list(map(read_tag, tags))
    mark = _joined([mark for mark, _ in read], blanks)
    noted = True in [noted for _, noted in read]
    open_quote, veils, suspects = _OPEN_QUOTE.search(run) is not None, may_veil(run), _suspicious(run, tags)
    odd = open_quote or veils or bool(suspects)
    shape = "".join(map(shape_of, tags))
    return Run(mark, tags, blanks, noted, shape, odd, open_quote, veils, suspects, is_drawn(run), may_part(run))


def _suspicious(joined: str, tags: Sequence[str]) -> list[str]:
    """Those of the tags that hold one of certain words."""
    words = [word for word in _SUSPICIOUS if word in joined]  # one look at all tags for each word
    return [tag for tag in tags if any(word in tag for word in words)] if words else []


def _joined(marks: list[str], blanks: list[str]) -> str:
    """The mark of a run: without the ends of lines that another mark ends as well.

    It holds the white space that a line may show, which is between tags that end no line.
    """
    out: list[str] = []
    ending = ""  # what ended the line that nothing has been added to since, and where that is
    at = 0
    inline = [mark[:2] in _INLINE for mark in marks]
    for mark, in_line, blank, goes_on in zip(marks, inline, [*blanks, ""], [*inline[1:], False], strict=True):
        if in_line:
            ending = "" if mark else ending
        elif mark == LINE and ending:
            continue
        else:
            if ending == LINE:
                del out[at]
            ending, at = mark, len(out)
        out.append(mark)
        if blank and in_line and goes_on:
            out.append(blank)
    return "".join(out)


_kept = lru_cache(maxsize=2048)(_read)
"""Sites print the same runs on all their pages."""


def is_sheet(tag: str) -> bool:
    """Whether a tag is a style element, with all that is in it."""
    return tag[:2] in _SHEET_STARTS and _SHEET.match(tag) is not None


class Shapes(dict[str | None, str]):
    """What the tags of a page, and runs of tags, are in its shape."""

    def __missing__(self, tag: str | None) -> str:
        self[tag] = shape = shape_of(tag or "")
        return shape


class Runs(dict[str | None, str]):
    """The marks of one page's tags and runs of tags, each different one read only once."""

    def __init__(self, known: Marks, single: list[str] | None = None) -> None:
        super().__init__({None: ""})
        self.shapes: Shapes = Shapes({None: ""})
        self.sheets: list[str] = []
        """The page's style elements."""
        self.drawn: bool = False
        """Whether something may be drawn in a cell with nothing but digits."""
        self.parts: bool = False
        """Whether an inline element may touch a number that it is no part of."""
        self._known = known
        self._single = single or []  # the different tags that are no part of a run
        self._odd: list[Run] = []
        self._parts: dict[str | None, Run] = {}
        self._mixed: dict[str | None, Run] = {}  # those with a tag that has to stand apart

    def __missing__(self, run: str | None) -> str:
        if run is None or ">" not in run:
            mark, noted = read_tag(run or "")
            self[run] = mark = self._known[run] if noted else mark
            self._single += [run] if run else ()
            self.drawn = self.drawn or is_drawn(run or "")
            self.parts = self.parts or may_part(run or "")
            return mark
        if is_sheet(run):
            self.sheets.append("<" + run)
            self[run] = ""
            return ""
        read = (_kept if len(run) < LONG else _read)(run)
        self._parts[run] = read
        self.drawn, self.parts = self.drawn or read.drawn, self.parts or read.parts
        self[run] = mark = self._note(run, read) if read.noted else read.mark
        self.shapes[run] = read.shape
        if read.odd:
            self._odd.append(read)
        return mark

    def _note(self, run: str, read: Run) -> str:
        marks = [self._known[tag] for tag in read.tags]
        if not self._known.apart.isdisjoint(read.tags):
            self._mixed[run] = read
        return _joined(marks, read.blanks)

    def open_quote(self) -> bool:
        """Whether a tag ends in the middle of a quoted value: then the page must be cut in another way."""
        return any(run.open for run in self._odd) or _OPEN_QUOTE.search(">".join(self._single)) is not None

    def may_veil(self) -> bool:
        """See :func:`.may_veil`."""
        return any(run.veils for run in self._odd) or may_veil(MARK.join(self._single))

    def suspects(self) -> list[str]:
        """The different tags that may hide something or be part of a table without a table element."""
        found = _suspicious(MARK.join(self._single), self._single)
        return list(dict.fromkeys(chain(found, *[run.suspects for run in self._odd])))

    def tags_of(self, run: str | None) -> list[str]:
        """The tags of a run."""
        return self._parts[run].tags if run in self._parts else [run or ""]

    def blanks_of(self, run: str | None) -> str:
        """The white space between the tags of a run."""
        return "".join(self._parts[run].blanks) if run in self._parts else ""

    def take_apart(self, tags: Tags, marks: list[str], texts: list[str], names: Collection[str] | None = None) -> None:
        """Take the runs of a page apart, in place, as if each tag had been cut by itself.

        All of them; or, if ``names`` are given, those with a start or end tag of such an element, and of those whose
        content is skipped.
        """
        runs = self._parts if names is None else self._mixed | self._with(names) if names else self._mixed
        found = places(tags, runs) if names is not None else []
        if names is not None and len(found) <= _SEVERAL:
            for i in reversed(found):
                run = runs[tags[i]]
                tags[i : i + 1], texts[i + 1 : i + 1] = run.tags, run.blanks
                marks[i : i + 1] = map(self._known.__getitem__, run.tags)
        elif runs:
            tags[:], texts[:] = _apart(tags, texts, runs)
            marks[:] = map(self.__getitem__, tags)
        if names is None:
            self._parts = {}  # once only: tags may be renamed afterwards

    def apart(self, tags: Tags, texts: list[str]) -> tuple[Tags, list[str]]:
        """Some of a page's tags, each by itself, and the texts around them."""
        return _apart(tags, texts, self._parts)

    def _with(self, names: Collection[str]) -> dict[str | None, Run]:
        either = {*names, *(f"/{name}" for name in names)}
        return {run: read for run, read in self._parts.items() if any(divided(tag)[0] in either for tag in read.tags)}


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
