"""A second look for headings, where the first finds fewer than six sections: misspelt titles, headings inside lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..blocks import Lines
from .headings import EXACT, KEYWORDS, LIKENESS, PLAIN, Heading
from .wording import DIGITS, MAX_TITLE, Wordings, by_keywords, by_likeness, numeral

_EMBEDDED = re.compile(rf"[{DIGITS}第](?:(?<!第)[{DIGITS}]?\s*、\s*|(?<=第)[{DIGITS}]部分[、:：\s]*)")
"""A numeral as a section's heading has it. It begins with a set of characters, which the engine skips to."""
_MENTIONING = frozenset("、第和及与“‘《之")
_MOST_LIKENED = 60


def likened(found: Sequence[Heading], known: Wordings) -> list[Heading]:
    """The candidates, those of no known wording named by their likeness; more than a page of them are left alone."""
    plain = [heading for heading in found if not heading.roles and len(heading.title) >= 4]
    if not plain or len(plain) > _MOST_LIKENED:
        return list(found)
    return [_likened(heading, known) if not heading.roles else heading for heading in found]


def _likened(heading: Heading, known: Wordings) -> Heading:
    role = by_likeness(heading.title, known)
    return heading._replace(roles=(role,), weight=heading.weight - PLAIN + LIKENESS) if role else heading


def embedded(units: Lines, known: Wordings) -> list[Heading]:
    """Headings inside lines: a numeral and a known wording, not a mention in a sentence."""
    found: list[Heading] = []
    for start, line in zip(units.starts, units.texts, strict=True):
        if len(line) < 12:
            continue
        for match in _EMBEDDED.finditer(line):
            heading = _inside(start, match, known)
            if heading is not None:
                found.append(heading)
    return found


def counted(units: Lines) -> list[Heading]:
    """Headings of any wording inside one line that count up from 一, each parted from its text by white space."""
    found: list[Heading] = []
    for start, line in zip(units.starts, units.texts, strict=True):
        if len(line) < _LONG_LINE:
            continue
        run: list[Heading] = []
        for match in _TITLED.finditer(line):
            value = numeral(match[1])
            if value != len(run) + 1:
                continue
            roles = by_keywords(match[2])
            weight = KEYWORDS if roles else PLAIN
            at = start + match.start(1)
            run.append(Heading(at, start + match.end(), f"{match[1]}、", value, match[2], "", roles, weight, True))
        found += run if len(run) >= _FEWEST else []
    return found


_TITLED = re.compile(rf"(?:(?<=[\s。：:；;])|^)([{DIGITS}]{{1,2}})、\s?([^\s。，,；;：:]{{3,30}})(?=\s)")
_LONG_LINE, _FEWEST = 80, 3


def _inside(start: int, match: re.Match[str], known: Wordings) -> Heading | None:
    """The heading at a numeral in a line that begins at ``start``."""
    line, at = match.string, match.end()
    if line[max(0, match.start() - 1) : match.start()] in _MENTIONING:
        return None
    role, length = known.glued(line[at : at + 2 * MAX_TITLE])
    if not role:
        return None
    stop = at + length
    closing = line[stop : stop + 1] if line[stop : stop + 1] in ("。", "：", ":") else ""
    title, number = "".join(line[at:stop].split()), "".join(match.group().split())
    value = numeral("".join(char for char in number if char in DIGITS))
    end = start + stop + len(closing)
    return Heading(start + match.start(), end, number, value, title, closing, (role,), EXACT + 1, True)
