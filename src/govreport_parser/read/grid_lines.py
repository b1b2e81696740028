"""The lines of tables drawn with bars and rules, cut at the bars, with the columns of the screen that each piece takes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import compress, pairwise
from typing import NamedTuple

from ..cells import Span
from ..text import BLANKS

_BARS = frozenset("│┃║├┤┼┬┴┌┐└┘┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╟╢╞╡╭╮╯╰")
_ENDING = frozenset("┴└┘┗┛┻╚╝╩╰╯")
"""The bars that have no arm downwards."""

_RULES = "─━═┄┅┈┉╌╍"
_PLAIN_RULES = "-=:"
_EDGES = (_BARS, frozenset("|+"))
"""What the lines of a table begin and end with: all of them with the one, or with the other."""
_BAR = re.compile("[" + "".join(_BARS) + "]")
_PLAIN_BAR = re.compile(r"\||\+(?=[-=:]{2})|(?<=[-=:]{2})\+")


MOST_LINES = 5_000
"""Lines of drawn tables behind this many are left as they are; a report has two hundred."""


class Piece(NamedTuple):
    """What one line of a drawn table holds between two bars."""

    left: int
    right: int
    """The columns of the screen it takes, from past one bar to the next."""
    inner: int
    """Where it begins in the text, its padding included."""
    start: int
    end: int
    """What it prints: ``text[start:end]``; nothing where both are the same."""
    room: int
    """How many columns are left free behind what it prints."""
    rule: bool
    """Whether it is drawn, and so the border of what stands above it."""
    odd: bool = False
    """Whether its line has other bars than the lines around it, and it no column of its own."""


class Drawn(NamedTuple):
    """One drawn table: where its lines begin and end in the text, and their pieces."""

    start: int
    end: int
    lines: list[list[Piece]]
    cut: tuple[Span, ...] = ()
    """Its first row and its last, where no rule parts them from a line that is cut, so that something of them is not here."""


def drawn(text: str) -> list[Drawn]:
    """Every table of the text that is drawn with bars and with rules between them."""
    out: list[Drawn] = []
    block: list[tuple[int, str]] = []
    above = False  # the line above the block is cut
    at, framed_lines, foreign = 0, 0, 0
    broken = False  # a line between tables begins like one of theirs, and does not end so
    for line in [*text.split("\n"), *[""] * (MOST_FOREIGN + 1)]:
        trimmed = line.strip(BLANKS)
        framed = len(trimmed) > 1 and any(trimmed[0] in edges and trimmed[-1] in edges for edges in _EDGES)
        if block and not framed and foreign < MOST_FOREIGN and _BARRED.isdisjoint(line) and _may_go_on(block):
            foreign += 1
        elif block and _ends(block[-1][1], line if framed else "", foreign):
            below = not framed and trimmed[:1] in _BARRED
            out += _table(block, len(text), cut=(above, below))
            block = []
        if framed:
            foreign = 0
            above = above if block else broken
            broken = False
            framed_lines += 1
            if framed_lines > MOST_LINES:
                break
            block.append((at, line))
        elif trimmed:
            broken = broken or trimmed[0] in _BARRED
        at += len(line) + 1
    return out


MOST_FOREIGN = 4
"""So many lines at most stand inside a row where a page ends, or where something is put between its lines."""

_MOST_WRAPPED = 40
"""A row has fewer lines than this."""

_LEAST_RULES = 2
"""A table with fewer rules than this may have none above it and none below."""


def _may_go_on(block: list[tuple[int, str]]) -> bool:
    """Whether a table may go on behind a foreign line, not far below its last rule."""
    rules = [n for n, (_, line) in enumerate(block) if _is_rule(line)]
    return len(rules) >= _LEAST_RULES and len(block) - 1 - rules[-1] < _MOST_WRAPPED


def _is_rule(line: str) -> bool:
    return _RULE.issuperset(line.strip(BLANKS))


_BARRED = _BARS | {"|"}
_RULE = _BARS.union(_RULES, _PLAIN_RULES, "|+")


def _ends(last: str, line: str, foreign: int) -> bool:
    """Whether a table ends with its ``last`` line, and what is framed behind it, behind so many ``foreign`` lines, is another."""
    if not line or last.lstrip(BLANKS)[0] in _ENDING:
        return True
    return foreign > 0 and (
        _is_rule(line) or all(_cut(last, 0, w).bars != _cut(line, 0, w).bars for w in (False, True))
    )


def _table(block: list[tuple[int, str]], length: int, *, cut: tuple[bool, bool]) -> list[Drawn]:
    """The table that these lines of a text of so many characters are, if there are rules among them.

    ``cut`` says whether the line above it and the one below it are lines of a table that are cut.
    """
    best: tuple[int, int, list[_Line]] | None = None
    for wide in (False, True):  # a tool takes characters of no certain width (“ ”) for narrow, or for wide
        lines = [_cut(line, at, wide) for at, line in block]
        edge, count = Counter(line.bars[-1] if line.bars else 0 for line in lines).most_common(1)[0]
        if best is None or count > best[0]:
            best = (count, edge, lines)
        if count == len(block):
            break  # all end at one edge
    assert best is not None
    straight = _straightened(best[2], best[1])
    ruled = sum(1 for pieces in straight if any(p.rule for p in pieces))
    end = min(block[-1][0] + len(block[-1][1]) + 1, length)
    return [Drawn(block[0][0], end, straight, _cut_rows(block, end, cut))] if ruled > 1 else []


def _cut_rows(block: list[tuple[int, str]], end: int, cut: tuple[bool, bool]) -> tuple[Span, ...]:
    """What stands above the first rule of a table and below the last, if that is cut, and no higher than its rows are."""
    rules = [n for n, (_, line) in enumerate(block) if _RULING.search(line)] if any(cut) else []
    if len(rules) <= _LEAST_RULES:
        return ()
    highest = max(b - a for a, b in pairwise(rules))
    rows = ((0, rules[0], block[rules[0]][0]), (rules[-1], len(block), end))
    wanted = [below - above <= highest and is_cut for (above, below, _), is_cut in zip(rows, cut, strict=True)]
    return tuple(compress([(block[above][0], stop) for above, _, stop in rows], wanted))


_RULING = re.compile(f"[{_RULES}]|[-=]{{3}}")


class _Line(NamedTuple):
    """One line: its pieces, the columns of its bars, and of those that go on in the next line."""

    pieces: list[Piece]
    bars: list[int]
    below: list[int]


def _straightened(lines: list[_Line], edge: int) -> list[list[Piece]]:
    """The pieces of the lines, those of lines that end elsewhere than most moved to the bars that come down to them."""
    out: list[list[Piece]] = []
    below: list[int] = []
    for line in lines:
        if not line.bars or line.bars[-1] == edge or not below:
            out.append(line.pieces)
            below = line.below
            continue
        out.append(_fitted(line, [(a + 1, b) for a, b in pairwise(below)], edge))
    return out


def _fitted(line: _Line, columns: list[tuple[int, int]], edge: int) -> list[Piece]:
    """The pieces of a line in these columns: all of them, or what agrees from the left and from the right."""
    pieces = line.pieces
    if len(pieces) == len(columns):
        return [p._replace(left=left, right=right) for p, (left, right) in zip(pieces, columns, strict=True)]
    least = min(len(pieces), len(columns))
    head = next((n for n in range(least) if pieces[n][:2] != columns[n]), least)
    shift = edge - line.bars[-1]
    moved = [p._replace(left=p.left + shift, right=p.right + shift) for p in pieces]
    tail = next((n for n in range(least - head) if moved[-1 - n][:2] != columns[-1 - n]), least - head)
    last = len(pieces) - tail
    return [*pieces[:head], *(p._replace(odd=True) for p in pieces[head:last]), *moved[last:]]


def _cut(line: str, at: int, wide: bool) -> _Line:
    boxed = line.strip(BLANKS)[0] in _BARS
    pieces: list[Piece] = []
    bars: list[int] = []
    below: list[int] = []
    column, begin = 0, 0
    for match in (_BAR if boxed else _PLAIN_BAR).finditer(line):
        n = match.start()
        inner = line[begin:n]
        column += width(inner, wide=wide)
        if bars and inner:
            pieces.append(_piece(inner, at + begin, bars[-1] + 1, column, boxed, wide))
        begin = n + 1
        bars.append(column)
        if match[0] not in _ENDING:
            below.append(column)
        column += 1
    return _Line(pieces, bars, below)


def _piece(inner: str, begin: int, left: int, right: int, boxed: bool, wide: bool) -> Piece:
    printed = inner.strip(BLANKS)
    start = begin + inner.index(printed)
    room = right - left - width(inner.rstrip(BLANKS), wide=wide)
    rule = not inner.strip(_RULES if boxed else _PLAIN_RULES) and (boxed or len(inner) > 1)
    return Piece(left, right, begin, start, start + len(printed), room, rule)


def width(text: str, *, wide: bool) -> int:
    """How many columns of a screen a text takes."""
    if text.isascii():
        return len(text)
    if any(map(unicodedata.combining, text)) or not _NO_WIDTH.isdisjoint(text):
        return sum(width(c, wide=wide) for c in text if not (unicodedata.combining(c) or c in _NO_WIDTH))
    kinds = "".join(map(unicodedata.east_asian_width, text))  # W, F, A and others: no other has one of these letters
    more = kinds.count("A") - sum(map(text.count, _RULES)) if wide and "A" in kinds else 0
    return len(text) + kinds.count("W") + kinds.count("F") + more


_NO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\xad")
