"""What each tag is to the linear text of its page: nothing, or a mark of two or three characters.

With its tags replaced by their marks a page is one string again, and what stood on both sides of an inline tag is one text.
All marks begin with a NUL, which no page holds (:func:`~.html_tokens.tokenize` takes it out). So ``str.split`` cuts the
page into the little that is left: pieces of structure, and the lines in them. Half of a page's tags are gone by then.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .html_grid import MAX_COLSPAN, spans
from .html_lines import FENCE, LINE, MARK, clean, decoded, without_fences
from .html_tags import attribute, divided

_STRUCTURE = {
    "table": "T", "tr": "R", "td": "C", "th": "H", "thead": "A", "tbody": "B", "tfoot": "F",
    "div": "D", "section": "S", "article": "I", "main": "M", "body": "Y", "form": "O", "fieldset": "E",
    "pre": "P", "xmp": "P", "listing": "P",
}  # fmt: skip
"""Start tags and their letters; end tags have the same in lower case."""
BOXES = "DSIMYOE"
ROW, PREFORMATTED = MARK + "R", MARK + "P"
SPANNED = {"K": "c", "L": "h"}
"""The letters of cells of more than one row or column, and those of their end tags; an argument follows."""
_SPANNED = {MARK + end.upper(): MARK + letter for letter, end in SPANNED.items()}
INPUT = MARK + "="
"""An input field; an argument follows."""
_FIRST_ARGUMENT = 0xE000
"""Arguments are numbers, each written as one character: none that is white space or begins an entity."""
_MOST_ROWS, _FIRST_OF_MANY = 0x1400, 0xF0000
"""A longer rowspan is written with rarer characters, of which there are enough."""

_LINES = (
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "address", "center", "head", "html", "button"),
    *("blockquote", "figure", "figcaption", "legend", "option", "optgroup", "dir", "menu", "details", "summary"),
    *("caption", "hgroup", "nav", "header", "footer", "aside", "marquee", "dialog"),
)
_BLOCKS = ("ul", "ol", "dl", "li", "dt", "dd")
_FENCED = ("sup", "sub", "s", "strike", "del", "rtc", "object", "applet", "xml", "meter", "progress")
"""Raised, struck out, or shown by some browsers only: what stands in them is none of the number that it touches."""
_INLINE = ("a", "span", "font", "b", "strong", "i", "em", "u", "label", "o:p", "img", "link", "col", "colgroup", "area")
"""Only some of them: whatever is not named here means nothing either, but takes longer to find out about."""

_SKIPPED = ("noscript", "template", "textarea", "select", "datalist", "iframe", "noframes", "noembed")
_SKIPPED_MEDIA = ("svg", "math", "video", "audio", "canvas", "title", "rt", "rp")
SKIPPED = frozenset(_SKIPPED + _SKIPPED_MEDIA)
"""Elements whose content is not text of the page, when they are closed: an unclosed one hides nothing."""
_UNTYPED = frozenset({None, "", "text", "number", "tel"})


def _pairs(names: tuple[str, ...], start: str, end: str) -> dict[str, str]:
    return dict.fromkeys(names, start) | dict.fromkeys([f"/{name}" for name in names], end)


_MARKS = _pairs((*_LINES, *_BLOCKS), LINE, LINE) | _pairs(_FENCED, FENCE, FENCE)
_MARKS |= _pairs(_INLINE, "", "")
for _name, _letter in _STRUCTURE.items():
    _MARKS |= _pairs((_name,), MARK + _letter, MARK + _letter.lower())
_MARKS["/body"] = _MARKS["/html"] = ""  # the page goes on behind them
_NOTED = frozenset({"meta", "input", *SKIPPED, *(f"/{name}" for name in SKIPPED)})
_NOTED_MARKS = frozenset({FENCE, PREFORMATTED})
"""What a page must know it has."""


_SHAPES = _pairs((*_BLOCKS, "div"), "(", ")")
"""What the start and end tags of blocks, which may be the rows and cells of a table, are in the shape of a page."""


def shape_of(tag: str) -> str:
    """What a tag is in the shape of a page: the bracket of a block, or nothing."""
    name = tag.partition(" ")[0]
    return _SHAPES.get(name if name in _MARKS else divided(tag)[0], "")


def argument(character: str) -> int:
    """The index that stands behind a mark."""
    return ord(character) - _FIRST_ARGUMENT


def _written(size: tuple[int, int]) -> str:
    """A cell's rows and columns as two characters."""
    first = _FIRST_ARGUMENT + MAX_COLSPAN + 1 if size[0] < _MOST_ROWS else _FIRST_OF_MANY
    return chr(first + size[0]) + chr(_FIRST_ARGUMENT + size[1])


@lru_cache(maxsize=256)
def size_of(written: str) -> tuple[int, int]:
    """The rows and columns of a cell, from the two characters behind its letter."""
    rows, columns = map(ord, written)
    return rows - (
        _FIRST_ARGUMENT + MAX_COLSPAN + 1 if rows < _FIRST_OF_MANY else _FIRST_OF_MANY
    ), columns - _FIRST_ARGUMENT


def mark_of(name: str, attributes: str) -> str:
    """The mark of a start or end tag, but that of an input field with a value."""
    mark = _MARKS.get(name, "")
    if mark in _SPANNED and ("span" in attributes or "SPAN" in attributes):
        return _SPANNED[mark] + _written(spans(attributes))
    return mark


def read_tag(tag: str) -> tuple[str, bool]:
    """The mark of a tag, and whether a page has to note what it is (see :class:`Marks`)."""
    mark = _MARKS.get(tag.partition(" ")[0])  # of nearly all, and costs a third of reading them
    if mark is not None and (mark not in _SPANNED or not ("span" in tag or "SPAN" in tag)):
        return mark, mark in _NOTED_MARKS
    name, attributes = divided(tag)
    mark = mark_of(name, attributes)
    return mark, name in _NOTED or mark in _NOTED_MARKS


class Marks(dict[str | None, str]):
    """The marks of one page's tags, each different tag read only once, and what the page must note of some of them."""

    def __init__(self) -> None:
        super().__init__({None: ""})
        self.inputs: list[str] = []
        """The values of input fields; the arguments of their marks are indices of it."""
        self.metas: list[str] = []
        """The attributes of ``<meta>`` tags."""
        self.skipped: list[str] = []
        """The start tags of elements that are skipped."""
        self.apart: set[str] = set()
        """Them, and their end tags: what must not be cut as a part of a run of tags (see :mod:`.html_runs`)."""
        self.respelled: dict[str | None, str] = {}
        """End tags of theirs that are not in lower case, or hold more than the name: what they should be."""

    def __missing__(self, tag: str | None) -> str:
        mark, noted = read_tag(str(tag))
        self[tag] = mark = self._noted(str(tag)) or mark if noted else mark
        return mark

    def _noted(self, tag: str) -> str:
        name, attributes = divided(tag)
        if name in SKIPPED:
            self.skipped.append(tag)
            self.apart.add(tag)
        elif name == "meta":
            self.metas.append(attributes)
        elif name == "input":
            return self._value(attributes)
        elif name[:1] == "/" and name[1:] in SKIPPED:
            self.apart.add(tag)
            if name != tag:
                self.respelled[tag] = name
        return ""

    def _value(self, attributes: str) -> str:
        value = clean(attribute(attributes, "value") or "")
        if not value or attribute(attributes, "type") not in _UNTYPED:
            return ""
        self.inputs.append(value)
        return INPUT + chr(_FIRST_ARGUMENT + len(self.inputs) - 1)


_INPUT = re.compile(INPUT + ".", re.DOTALL)
_INPUTS = re.compile(INPUT + r"(?:[^\0]++|\0[=^])*+")
"""From the first input field of a text to its end."""
NOTHING = "!"
NO_STRUCTURE = NOTHING + LINE[1]
"""Letters of no tag at all, as at the start of the page, and of tags that only end a line."""


def joined(marks: list[str], texts: list[str], known: Marks) -> str:
    """A page as one string, to be cut at :data:`MARK`: each piece is a letter, arguments if it has any, and text."""
    parts = [NOTHING] * (2 * len(texts))
    parts[1::2] = texts
    parts[2::2] = marks
    text = "".join(parts)
    if known.inputs:
        text = _INPUTS.sub(_inputs_last, text)
    if FENCE in known.values():
        text = without_fences(text)
    return decoded(text)


def _inputs_last(run: re.Match[str]) -> str:
    """Input fields are no part of the text they stand in, so they go behind it."""
    return _INPUT.sub("", run[0]) + "".join(_INPUT.findall(run[0]))
