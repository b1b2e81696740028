"""The tree below a section heading: subsections, and paragraphs with their spans.

Only a heading makes a subsection: a numbered line that reads like a title, or a numbered title glued to its paragraph.
Enumerations inside a paragraph (一是…二是…) stay in the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from attrs import define, field

from ..blocks import Lines
from ..cells import Span
from ..model import Section
from ..quick import twin
from ..text import BLANKS
from .pieces import trimmed
from .subheading import FIRSTS, LONGEST, NUMBER, RANKS, Head, head, title_at, whole_title
from .wording import DIGITS, numeral

_FLAT = re.compile(rf"(?:(?<=[。；;！？\s”）)])|^)[（(]\s*([{DIGITS}]{{1,3}})\s*[)）]")
_CLOSED_ENDS = frozenset('。！？；：:;!?.”’"》）)】…')
_SHORTEST_FULL_LINE = 16

Line = tuple[int, str]
"""Where a line begins, and its text."""

Wrapped = Callable[[Line, Line], bool]
"""Whether the first line goes on in the second."""


_draft = twin(Section)


@define
class Open:
    """A section that is being filled."""

    rank: int
    start: int
    end: int
    number: str
    title: str
    closing: str
    paragraphs: list[Span] = field(factory=list)
    children: list[Open] = field(factory=list)

    def closed(self, text: str) -> Section:
        """The finished section. It ends where its last part ends."""
        children = tuple([child.closed(text) for child in self.children]) if self.children else ()
        spans = tuple(self.paragraphs)
        end = self.end
        if children or spans:
            last = children[-1].span if children else spans[-1]
            end = max(end, last[1])  # type: ignore[index]  # every section made here has a span
        paragraphs = tuple([text[start:stop] for start, stop in spans]) if spans else ()
        made = _draft(self.number, self.title, paragraphs, children, (self.start, end), spans, self.closing)
        made.__class__ = Section
        return made  # type: ignore[no-any-return]  # a twin of the class: see quick


def split_flat(body: Lines, text: str) -> Lines:
    """Long lines cut before their numbered headings （一）（二）…, as long as the numbers of a line count up from one."""
    edges = [[start + at for at in (*_parts(line), len(line))] for start, line in zip(*body, strict=True)]
    return Lines.of([part for of_line in edges for a, b in pairwise(of_line) if (part := trimmed(text, a, b))])


def _parts(line: str) -> list[int]:
    """Where the parts of a line begin: the line itself, and its headings."""
    cuts: list[int] = []
    for match in _FLAT.finditer(line):
        follows = numeral(match[1]) == len(cuts) + 1
        if follows and title_at(line[match.end() : match.end() + 2 * LONGEST].lstrip(), 2):
            cuts.append(match.start())
    return cuts if cuts[:1] == [0] else [0, *cuts]


def grow(root: Open, body: Lines, text: str, wrapped: Wrapped) -> Section:
    """Hang the lines of ``body`` below ``root``: headings by their rank, everything else as paragraphs."""
    stack = [root]
    last: Line | None = None
    done = 0
    for index, (start, line) in enumerate(zip(*body, strict=True)):
        if start < done:
            continue
        stop = start + len(line)
        found = None
        if line[0] in FIRSTS:
            found = head(line) or _stopped(body, index, stack)
            if found is None and len(line) <= 5:
                found, done = _in_pieces(body, index, text)
        if found is None:
            if last is not None and wrapped(last, (start, line)):
                spans = stack[-1].paragraphs
                spans[-1] = (spans[-1][0], stop)
            else:
                stack[-1].paragraphs.append((start, stop))
            last = start, line
            continue
        end = max(start + found.length, done)
        _open(stack, found, start, end)
        rest = trimmed(text, end, stop) if end < stop else None
        last = (rest.start, rest.text) if rest else None
        if rest is not None:
            stack[-1].paragraphs.append((rest.start, rest.end))
    return root.closed(text)


def _stopped(body: Lines, index: int, stack: Sequence[Open]) -> Head | None:
    """A heading that a full stop closes, alone on its line: （一）基层政务公开实现达标。 above a paragraph.

    It is the first of its section or follows one; sentences of a list have others of the list below them.
    """
    line = body.texts[index]
    below = body.texts[index + 1] if index + 1 < len(body.texts) else ""
    match = _STOPPED.fullmatch(line)
    if match is None or not below or _BRACKETED.match(below):
        return None
    opened = any(part.rank == RANKS["bracket"] for part in (*stack[1:], *stack[0].children[-1:]))
    if not opened and match[1] not in "一1":
        return None
    return Head(RANKS["bracket"], "".join(line[: match.start(2)].split()), match[2], "。", len(line))


_BRACKETED = re.compile(rf"[（(]\s*[{DIGITS}]{{1,3}}\s*[)）]")
_STOPPED = re.compile(
    rf"[（(]\s*([{DIGITS}]{{1,3}})\s*[)）]\s*((?!我|今|本|全|无|未|没有|已|共)[^，,、；;：:。！？!?\d０-９]{{4,22}})。"
)


def _open(stack: list[Open], found: Head, start: int, end: int) -> None:
    """Close the parts that a heading ends, and open its own below the last one of a higher rank."""
    rank, number, title, closing, _ = found
    while len(stack) > 1 and stack[-1].rank >= rank:
        stack.pop()
    part = Open(rank, start, end, number, title, closing)
    stack[-1].children.append(part)
    stack.append(part)


def _in_pieces(body: Lines, index: int, text: str) -> tuple[Head | None, int]:
    """A heading whose numeral is alone on its line, with the next line as its title; and where that line ends."""
    line, end = body.texts[index], body.end(index)
    match = NUMBER.fullmatch(line)
    if match is None or match.lastgroup is None or index + 1 == len(body.texts):
        return None, 0
    below = body.texts[index + 1]
    if below[0].isdigit() or text[end : min(body.starts[index + 1], end + 99)].strip(BLANKS):
        return None, 0
    rank = RANKS[match.lastgroup]
    whole = whole_title(below, rank) if len(below) <= LONGEST and head(below) is None else None
    if whole is None or rank == 6:
        return None, 0
    title = "".join(below[: whole[0]].split())
    return Head(rank, "".join(line.split()), title, whole[1], len(line)), body.end(index + 1)


def never(_before: Line, _after: Line) -> bool:
    """Lines of a page are paragraphs."""
    return False


def continues(text: str) -> Wrapped:
    """Whether a line goes on in the next one, in text whose lines were broken for width."""

    def wrapped(before: Line, after: Line) -> bool:
        (start, line), (stop, below) = before, after
        if line[-1] in _CLOSED_ENDS or len(line) < _SHORTEST_FULL_LINE:
            return False
        return text[start + len(line) : stop] in ("\n", "\r\n") and not (below[0] in FIRSTS and NUMBER.match(below))

    return wrapped
