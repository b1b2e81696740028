"""The tree below a section heading: subsections, and paragraphs with their spans.

Only a heading makes a subsection: a numbered line that reads like a title, or a numbered title glued to its paragraph.
Enumerations inside a paragraph (一是…二是…) stay in the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from attrs import define, field

from .blocks import Field
from .cells import Span
from .model import Section
from .pieces import trimmed
from .text import BLANKS
from .wording import DIGITS, numeral

_NUMBER = re.compile(
    rf"(?P<capital>[{DIGITS}]{{1,3}}\s*、)|(?P<bracket>[（(〔【]\s*[{DIGITS}]{{1,3}}\s*[)）〕】]\s*[、.．]?)"
    r"|(?P<digit>[1-9１-９][0-9０-９]?\s*(?:、|．|\.(?![0-9])))|(?P<digits>[（(]\s*[1-9][0-9]?\s*[)）]\s*[、.．]?|[1-9][0-9]?[)）])"
    rf"|(?P<circle>[①-⑳])|(?P<isone>[{DIGITS}]是)"
)
_PLAIN = re.compile(rf"([（(][{DIGITS}]{{1,3}}[)）])([\u4e00-\u9fff]{{2,30}})")
"""The commonest heading, （一）主动公开情况, which the rules below would take the same way at three times the cost."""
_RANKS = {"capital": 1, "bracket": 2, "digit": 3, "digits": 4, "circle": 5, "isone": 6}
_FIRSTS = frozenset(DIGITS + "（(〔【#*>123456789１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩")
_LONGEST = 36
_INNER = re.compile(r"[。；;！？!?]")
_GLUED_STOP = re.compile(r"[。：:]")
_UNSURE = re.compile(r"[，,；;！？!?]|[0-9０-９]")
_NOUNS = (
    "情况|方面|工作|建设|管理|保障|机制|培训|解读|回应|公开|维护|监督|平台|服务|问题|措施|不足|事项|组织|宣传|队伍|制度"
)
_TITLE_END = re.compile(r"^[^，,]{2,22}(?:情况|方面|工作|建设|管理|保障)$")
_SPACED = re.compile(rf"([^\s，。；：,;:]{{2,24}}(?:{_NOUNS}))\s+(?=\S)")
_DATED = re.compile(r"([^\s，。；：,;:\d]{2,20}(?:情况|方面|工作))(?=20\d\d年|本年度?[，,]|今年|全年)")
_FLAT = re.compile(rf"(?:(?<=[。；;！？\s”）)])|^)[（(]\s*([{DIGITS}]{{1,3}})\s*[)）]")
_OPEN_END = re.compile(r"[^。！？；：:;!?.”’\"》）)】…]$")
_SHORTEST_FULL_LINE = 16


class Head(NamedTuple):
    """A subsection's heading inside a line: its rank, and where the body goes on."""

    rank: int
    number: str
    title: str
    closing: str
    length: int


@define
class _Open:
    """A section that is being filled."""

    rank: int
    start: int
    end: int
    number: str
    title: str
    closing: str
    paragraphs: list[Span] = field(factory=list)
    children: list[_Open] = field(factory=list)

    def closed(self, text: str) -> Section:
        """The finished section. It ends where its last part ends."""
        children = tuple([child.closed(text) for child in self.children])
        end = self.paragraphs[-1][1] if self.paragraphs else self.end
        if children:
            end = children[-1].span[1]  # type: ignore[index]  # every section made here has a span
        return Section(
            self.number,
            self.title,
            tuple([text[start:stop] for start, stop in self.paragraphs]),
            children,
            (self.start, max(end, self.end)),
            tuple(self.paragraphs),
            self.closing,
        )


def head(line: str) -> Head | None:
    """The heading that ``line`` is or begins with, if there is one. Markdown's marks around it are no part of it."""
    if line[0] not in _FIRSTS:
        return None
    plain = _PLAIN.fullmatch(line)
    if plain is not None:
        return Head(2, plain[1], plain[2], "", len(line))
    skip = len(line) - len(line.lstrip("#*> ")) if line[0] in "#*>" else 0
    match = _NUMBER.match(line, skip)
    if match is None or match.lastgroup is None:
        return None
    rank, at = _RANKS[match.lastgroup], match.end()
    rest = line[at:].lstrip()
    lead = len(line) - at - len(rest)
    found = _title(rest.rstrip("* ") if skip else rest, rank)
    if found is None:
        return None
    length, closing = found
    number, title = "".join(line[skip:at].split()), "".join(rest[:length].split())
    if rank == 6:
        number, title = "", number + title
    end = at + lead + length + len(closing)
    return Head(rank, number, title, closing, end if line[end:].strip("* ") else len(line))


def _title(rest: str, rank: int) -> tuple[int, str] | None:
    """``(length, closing mark)`` of the title at the head of ``rest``."""
    if not rest:
        return None
    if len(rest) <= _LONGEST and (whole := _whole(rest, rank)):
        return whole
    if rank == 6:
        return None
    stop = _GLUED_STOP.search(rest[: _LONGEST + 1])
    if stop and 2 <= stop.start() <= 26 and not _UNSURE.search(rest[: stop.start()]) and rest[stop.end() :].strip():
        return stop.start(), stop.group()
    near = _SPACED.match(rest) or _DATED.match(rest)
    return (near.end(1), "") if near else None


def _whole(rest: str, rank: int) -> tuple[int, str] | None:
    """The title when the whole line is one: short, and without a sentence's punctuation."""
    bare = rest.rstrip("。：:")
    closing = rest[len(bare) :]
    if len(closing) > 1 or len(bare) < 2 or bare[-1] in "，,；;、" or _INNER.search(bare):
        return None
    if closing == "。" and not _TITLE_END.search(bare):
        return None  # a short sentence of a list, not a title
    if (":" in bare or "：" in bare) or (rank == 6 and len(bare) > 20):
        return None
    return len(bare), closing


def split_flat(unit: Field, text: str) -> list[Field]:
    """One long line cut before its numbered headings （一）（二）…, as long as their numbers count up from one."""
    cuts: list[int] = []
    for match in _FLAT.finditer(unit.text):
        follows = numeral(match[1]) == len(cuts) + 1
        if follows and _title(unit.text[match.end() : match.end() + 2 * _LONGEST].lstrip(), 2):
            cuts.append(match.start())
    if not cuts:
        return [unit]
    edges = [0, *cuts, len(unit.text)] if cuts[0] else [*cuts, len(unit.text)]
    return [part for a, b in pairwise(edges) if (part := trimmed(text, unit.start + a, unit.start + b))]


def grow(root: _Open, units: Sequence[Field], text: str, wrapped: Callable[[Field, Field], bool]) -> Section:
    """Hang ``units`` below ``root``: headings by their rank, everything else as paragraphs."""
    stack = [root]
    last: Field | None = None
    done = 0
    for index, unit in enumerate(units):
        if unit.start < done:
            continue
        found = head(unit.text)
        if found is None and len(unit.text) <= 5 and unit.text[0] in _FIRSTS:
            found, done = _in_pieces(units, index, text)
        if found is None:
            if last is not None and wrapped(last, unit):
                spans = stack[-1].paragraphs
                spans[-1] = (spans[-1][0], unit.end)
            else:
                stack[-1].paragraphs.append((unit.start, unit.end))
            last = unit
            continue
        while len(stack) > 1 and stack[-1].rank >= found.rank:
            stack.pop()
        end = max(unit.start + found.length, done)
        part = _Open(found.rank, unit.start, end, found.number, found.title, found.closing)
        stack[-1].children.append(part)
        stack.append(part)
        last = trimmed(text, end, unit.end) if end < unit.end else None
        if last is not None:
            part.paragraphs.append((last.start, last.end))
    return root.closed(text)


def _in_pieces(units: Sequence[Field], index: int, text: str) -> tuple[Head | None, int]:
    """A heading whose numeral is alone on its line, with the next line as its title; and where that line ends."""
    line = units[index].text
    match = _NUMBER.fullmatch(line)
    if match is None or match.lastgroup is None or index + 1 == len(units):
        return None, 0
    below = units[index + 1]
    if below.text[0].isdigit() or text[units[index].end : min(below.start, units[index].end + 99)].strip(BLANKS):
        return None, 0
    rank = _RANKS[match.lastgroup]
    whole = _whole(below.text, rank) if len(below.text) <= _LONGEST and head(below.text) is None else None
    if whole is None or rank == 6:
        return None, 0
    return Head(rank, "".join(line.split()), "".join(below.text[: whole[0]].split()), whole[1], len(line)), below.end


def opened(start: int, end: int, number: str, title: str, closing: str) -> _Open:
    """A section with nothing in it yet."""
    return _Open(0, start, end, number, title, closing)


def never(_before: Field, _after: Field) -> bool:
    """Lines of a page are paragraphs."""
    return False


def continues(text: str) -> Callable[[Field, Field], bool]:
    """Whether a line goes on in the next one, in text whose lines were broken for width."""

    def wrapped(before: Field, after: Field) -> bool:
        if len(before.text) < _SHORTEST_FULL_LINE or (after.text[0] in _FIRSTS and _NUMBER.match(after.text)):
            return False
        gap = text[before.end : after.start]
        return gap in ("\n", "\r\n") and _OPEN_END.search(before.text) is not None

    return wrapped
