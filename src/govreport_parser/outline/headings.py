"""Section headings: which lines, or heads of lines, may be one.

Every line that could be a heading becomes a candidate, whatever its numeral; :mod:`govreport_parser.outline.chain` says
which of them are the report's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from ..blocks import Lines
from ..text import BLANKS
from .wording import DIGITS, MAX_TITLE, NUMERAL_STARTS, Wordings, by_keywords, key, names_a_section, numeral

_CAPITAL = re.compile(
    r"[#>\s]*\**\s*(?P<number>[A-Za-z]{0,2}(?P<value>[一二三四五六七八九十]{1,3})\s*[、.．，,：:_\s﹒·﹑]\s*"
    r"|第\s*(?P<part>[一二三四五六七八九十\d]{1,3})\s*(?:章|部分|部份|节|篇)\s*[、.．，,：:]?\s*)"
    r"(?![一二三四五六七八九十]\s*[、,，]|[章部节])"
)
_MINOR = re.compile(
    r"[#>\s]*\**\s*(?P<number>[（(]\s*(?P<value>[一二三四五六七八九十]{1,3})\s*[)）]\s*[、.．]?"
    r"|(?P<part>\d)\s*(?:[、．]|\.(?!\d)))\s*"
)
_MINOR_FIRSTS = frozenset("（(123456789１２３４５６７８９")
_FIGURES, _BEHIND_FIGURE = frozenset("123456１２３４５６"), frozenset("、.．")
_STARTS = frozenset(NUMERAL_STARTS)
_STOP = re.compile(r"[。；;！？!?]")
_TITLE_STOP = re.compile(r"[。：:\s]")
_SUFFIXES = re.compile(r"(?:情况)?(?:统计)?(?:表|概述|如下|情况|总结|说明|部分|概况)?[*:：]*|[（(][^）)]*[）)][*]*")
_LEADERS = re.compile(r"[.…·．]{2,}\s*\d*$|\s+\d{1,3}$")
_YEAR = re.compile(r"(?:20\d\d\s*[—–\-]?\s*)?20\d\d\s*年|今年|本年|全年|我[市县区镇乡局委办院州省]|根据|按照|无[。，]")

_MOST_PIECES = 20
_SHORT = 36
"""Longer lines are paragraphs, of which no two organs print the same."""
_BETWEEN = BLANKS + "|"

EXACT, KEYWORDS, LIKENESS, PLAIN = 12, 8, 6, 1
NUMBERED = 2


class Heading(NamedTuple):
    """A line, or the head of one, that may be a section's heading."""

    start: int
    end: int
    """Where the heading ends, its closing mark included: the body begins here."""
    number: str
    value: int
    """The numeral as an integer; 0 when none is printed."""
    title: str
    closing: str
    roles: tuple[int, ...]
    """The sections (1…6) it names; empty for a heading of no section of the form."""
    weight: int
    flat: bool = False
    """Whether it stands inside a line."""


Make = Callable[[int, str, tuple[int, ...], int], Heading]
"""Builds the heading of a line from its title's length, its closing mark, its sections and its weight."""


def candidates(units: Lines, text: str, known: Wordings) -> list[Heading]:
    """Every line that reads like a section heading, in order."""
    found: list[Heading] = []
    gate, lines, starts = known.gate, known.lines, units.starts
    done = 0
    for index, line in enumerate(units.texts):
        if line[0] not in gate or (start := starts[index]) < done:
            continue
        whole = lines.get(line)
        if whole is not None:
            number, value, title, role = whole
            weight = EXACT + NUMBERED if value else EXACT
            found.append(Heading(start, start + len(line), number, value, title, "", (role,), weight))
            continue
        heading = None if _hopeless(line, known) else _candidate(units, index, text, known)
        if heading is not None:
            found.append(heading)
            done = heading.end
    return found


def _hopeless(line: str, known: Wordings) -> bool:
    """Whether the first characters show that a line is no section's heading: most lines end here."""
    first = line[0]
    if first in _FIGURES:
        return line[1:2] not in _BEHIND_FIGURE
    if first in "（(":
        if len(line) <= 4 or (line[2] in "）)" and line[3] != " " and line[3:5] not in known.pairs):
            return True
        return len(line) <= _SHORT and _is_part(line, known)
    if first in _STARTS:
        return line[1:2] == "是"
    return line[:2] not in known.pairs


@lru_cache(maxsize=4096)
def _is_part(line: str, known: Wordings) -> bool:
    """Whether a short line with a minor numeral is no section's heading; many organs print the same ones, word for word.

    （一）主动公开情况 is a part of section one; only a section's own wording makes a minor numeral a section's.
    """
    match = _MINOR.match(line)
    at = match.end() if match else 0
    return line[at : at + 2] not in known.pairs or not _official_at(line[at:], known)


def _candidate(units: Lines, index: int, text: str, known: Wordings) -> Heading | None:
    line = units.texts[index]
    first = line[0]
    if len(line) < 3 and first in DIGITS:
        return _in_pieces(units, index, text, known)
    match = None if first in _MINOR_FIRSTS else _CAPITAL.match(line)
    if match is not None:
        value = numeral(match["value"] or match["part"])
        return _titled(units, index, text, known, (match.start("number"), match.end(), value), strict=False)
    match = None if first in known.firsts else _MINOR.match(line)
    at = match.end() if match else _lead(line) if first in "#*>" else 0
    if line[at : at + 2] not in known.pairs or not _official_at(line[at:], known):
        return None
    if match is None:
        return _titled(units, index, text, known, (at, at, 0), strict=True)
    value = numeral(match["value"] or match["part"])
    heading = _titled(units, index, text, known, (match.start("number"), at, value), strict=True)
    return heading._replace(weight=heading.weight - 3) if heading else None


def _in_pieces(units: Lines, index: int, text: str, known: Wordings) -> Heading | None:
    """A heading of which each piece of markup is on its own line: 一, 、, 总体情况."""
    line = units.texts[index]
    value = numeral(line.rstrip("、"))
    mark = "" if line.endswith("、") else "、"
    behind = units.texts[index + 1 : index + 2]
    if not value or (mark and not (behind and behind[0][0] == mark)):
        return None
    at = index + 1 if mark else index
    rest = behind[0][1:].lstrip() if mark else ""
    joined = (rest, units.end(at), known.exact(rest)) if known.exact(rest) else None
    joined = joined or _wrapped(units, at, text, known, (rest, key(rest)))
    if joined is None:
        return None
    title, end, role = joined
    return Heading(units.starts[index], end, line + mark, value, title, "", (role,), EXACT + NUMBERED)


def _lead(line: str) -> int:
    """How many characters of Markdown stand before a title."""
    return len(line) - len(line.lstrip("#*> "))


def _official_at(rest: str, known: Wordings) -> bool:
    """Whether a wording that can only be a section's stands here."""
    role, length = known.glued(rest)
    return role > 0 and names_a_section(role, length)


def _titled(
    units: Lines, index: int, text: str, known: Wordings, numbered_at: tuple[int, int, int], *, strict: bool
) -> Heading | None:
    """The heading whose numeral stands at ``(start, end, value)`` in the unit, if what follows reads like a title."""
    begin, line = units.starts[index], units.texts[index]
    number, at, value = numbered_at
    rest = line[at:].rstrip("* ")
    numbered = NUMBERED if at > number else 0
    printed = "".join(line[number:at].split())
    start = begin + number

    def make(length: int, closing: str, roles: tuple[int, ...], weight: int) -> Heading:
        title = "".join(rest[:length].split())
        end = begin + at + length + len(closing)
        return Heading(start, end, printed, value, title, closing, roles, weight + numbered)

    if rest and rest[0] not in known.firsts:
        return None if strict else _unknown(rest, make)
    if len(rest) <= (MAX_TITLE + 15 if "(" not in rest and "（" not in rest else 4 * MAX_TITLE):
        said = "" if rest in known.roles else key(rest)
        if role := known.roles.get(rest) or known.roles.get(said, 0):
            bare = rest.rstrip("。：: ")
            heading = make(len(bare), "".join(rest[len(bare) :].split()), (role,), EXACT)
            return heading._replace(end=begin + at + len(rest))
        if said in known.heads and (joined := _wrapped(units, index, text, known, (rest, said))):
            title, end, role = joined
            return Heading(start, end, printed, value, title, "", (role,), EXACT + numbered)
    return _glued(rest, known, make, strict=strict)


def _wrapped(
    units: Lines, index: int, text: str, known: Wordings, first: tuple[str, str]
) -> tuple[str, int, int] | None:
    """``(title, end, section)`` of a title cut over several lines; ``first`` is its first line and that line's key."""
    rest, said = first
    end = units.end(index)
    for start, following in zip(*units.part(index + 1, index + _MOST_PIECES), strict=True):
        if len(following) > MAX_TITLE or text[end : min(start, end + 99)].strip(_BETWEEN):
            return None
        end = start + len(following)
        rest += following
        said += key(following)
        if role := known.roles.get(said, 0):
            return "".join(rest.split()), end, role
        if said not in known.heads:
            return None
    return None


def _glued(rest: str, known: Wordings, make: Make, *, strict: bool) -> Heading | None:
    """A title with its paragraph, a suffix or a page number behind it, or a title in no known wording."""
    role, length = known.glued(rest)
    if role:
        tail = rest[length:].strip()
        if not tail:
            return make(len(rest), "", (role,), EXACT)
        if leaders := _LEADERS.fullmatch(rest[length:]):
            return make(leaders.start() + length, "", (role,), EXACT - 4)
        if _SUFFIXES.fullmatch(tail) and len(tail) <= 12:
            return make(len(rest), "", (role,), EXACT)
        merged = by_keywords(rest) if len(rest) <= MAX_TITLE and not _STOP.search(rest) else ()
        if len(merged) > 1 and merged[0] == role and tail[0] in "及和与、，,暨":
            return make(len(rest), "", merged, EXACT)
        if tail[0] not in ("及和与、的中部章“”" if strict else "、"):
            closing = rest[length] if rest[length] in "。：:" else ""
            return make(length, closing, (role,), EXACT - 1)
    return None if strict else _unknown(rest, make)


def _unknown(rest: str, make: Make) -> Heading | None:
    """A numbered title in no known wording: named by its key words, or of no section."""
    bare = rest[: MAX_TITLE + 1].rstrip("。：: ")
    whole = len(rest) <= MAX_TITLE and not _STOP.search(bare)
    if whole:
        length = len(bare)
    else:
        ends = [match.start() for match in (_YEAR.search(bare), _TITLE_STOP.search(bare)) if match]
        length = min(ends, default=0)
    title = rest[:length]
    if length < 2 or (not whole and ("，" in title or "," in title)):
        return None
    closing = rest[length : length + 1] if rest[length : length + 1] in ("。", "：", ":") else ""
    roles = by_keywords(title)
    return make(length, closing, roles, KEYWORDS if roles else PLAIN)
