"""From the name of an agency, and what stands around it, to the division it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..text import fold
from .table import Division, divisions, named, named_in_short, names_at, short_name

_SPACE = re.compile(r"\s+")
_PREFIX = re.compile("^(?:中华人民共和国|中共|国家税务总局|国家统计局|中国)")
_SUFFIXES = frozenset("省市县区州盟旗")
_BETWEEN = frozenset(">＞»|/\\:,._-()，。：、（）·")
"""Between the parts of a breadcrumb. Behind a place that is not in the table, within one part, another is not looked for."""
_ELSEWHERE = frozenset("省市县区州盟旗镇乡街村路道桥山湖河江海港湾门庄屯堡店集巷里寺营沟岭")
_ZONE = re.compile(".{0,10}(?:新区|开发区|高新区|示范区|试验区|实验区|保税区|经济区|度假区|合作区|产业园)")
_FURTHEST = 40
"""How far into a name a division is looked for."""


def lookup(agency: str, year: int | None, *, context: Sequence[str] = ()) -> Division | None:
    """The division that ``agency`` governs or serves, as it was at the end of ``year``.

    ``于洪区人民政府`` is 于洪区; ``合肥市教育局`` is 合肥市; a township or street gives its county where the name tells it.
    ``context`` are strings that may name the divisions above it (site name, breadcrumb, title): they choose between
    divisions of one name, and stand in where the agency names none. A name that was valid only in the year before or
    after is accepted, since a change takes effect while the report is written. ``year=None`` means now.

    ``None`` where no division is named, or more than one remains.
    """
    name = plain(agency)
    if spelt := _spelt(name, year):
        return _choose(spelt, context)
    if not _serves_a_place(name):
        return None
    deepest: list[Division] = []
    for text in context:
        found = _spelt(plain(text), year)
        if found:
            chosen = _choose(found, context)
            deepest.extend([chosen] if chosen else [])
    return _common(deepest)


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The name of an agency in simplified characters, without white space and without the state in front."""
    return _PREFIX.sub("", _SPACE.sub("", fold(name)))


def _serves_a_place(name: str) -> bool:
    return bool(name) and not name.startswith(("国务院", "国家"))


@lru_cache(maxsize=4096)
def _spelt(name: str, year: int | None) -> tuple[Division, ...]:
    """As :func:`_named`. An archive holds many reports of one organ, and of one year many that name the same places."""
    return tuple(_named(name, year))


def _named(name: str, year: int | None) -> list[Division]:
    """The deepest divisions that a name spells: 安徽省芜湖市镜湖区… is 镜湖区. Several where one name has several."""
    if found := _chain(name, 0, [], year):
        return found
    unknown = False
    for start in range(1, min(len(name), _FURTHEST)):
        unknown = name[start - 1] in _SUFFIXES or (unknown and name[start - 1] not in _BETWEEN)
        if not unknown and _longest(name, start, [], year, shortest=3)[0]:
            return _chain(name, start, [], year)
    return []


def _chain(name: str, start: int, above: list[Division], year: int | None) -> list[Division]:
    here, length = _longest(name, start, above, year, shortest=2)
    if not here:
        here, length = _longest(name, start, above, year, shortest=2, short=True)
        here = [row for row in here if row.level == "province"] or here
        if here and not _stands_for_it(name[start + length :]):
            return above
    return _chain(name, start + length, here, year) if here else above


def _stands_for_it(behind: str) -> bool:
    """Whether a short name means the place: 合肥高新区 does, 北京路街道, 安阳镇 and a 松原县 that is not there do not."""
    return _ZONE.match(behind) is not None or behind[:1] not in _ELSEWHERE


def _longest(
    name: str, start: int, above: list[Division], year: int | None, *, shortest: int, short: bool = False
) -> tuple[list[Division], int]:
    """The divisions with the longest full or short name that stands at ``start``, and the length of that name."""
    find = named_in_short if short else named
    for printed in names_at(name, start, short=short):
        if len(printed) >= shortest and (found := _fitting(find(printed), above, year)):
            return found, len(printed)
    return [], 0


def _fitting(rows: Sequence[Division], above: list[Division], year: int | None) -> list[Division]:
    """The rows valid in the year, or else in a neighbouring one, that lie in one of the divisions above."""
    under = [row for row in rows if not above or any(_lies_in(row, upper) for upper in above)]
    if year is None:
        return [row for row in under if row.last is None]
    for near in (year, year - 1, year + 1):
        if valid := [row for row in under if row.valid(near)]:
            return valid
    return []


def _lies_in(row: Division, upper: Division) -> bool:
    if row.province != upper.province or row.code == upper.code:
        return False
    return upper.level == "province" or (
        upper.level == "prefecture" and row.level == "county" and row.city == upper.name
    )


def _choose(spelt: Sequence[Division], context: Sequence[str]) -> Division | None:
    """The one division, if it is one; else the one whose province and city the context names."""
    if len(spelt) == 1:
        return spelt[0]
    if not context:
        return None
    text = "\n".join(context)
    scored = [(_mentions(text, row), row) for row in spelt]
    best = max(score for score, _ in scored)
    winners = [row for score, row in scored if score == best]
    return winners[0] if best > 0 and len(winners) == 1 else None


def _mentions(text: str, row: Division) -> int:
    """2 for its city, 1 for its province: a page names either in full or in short."""
    score = 2 if row.city and (row.city in text or _stands(short_name(row.city), text)) else 0
    return score + (1 if row.province in text or _stands(short_name(row.province), text) else 0)


def _stands(short: str, text: str) -> bool:
    return len(short) > 1 and short in text


def _common(found: list[Division]) -> Division | None:
    """The deepest of several divisions where each lies in the next; ``None`` where they contradict each other."""
    deepest: Division | None = None
    for division in found:
        if deepest is None or _lies_in(division, deepest):
            deepest = division
        elif division != deepest and not _lies_in(deepest, division):
            return None
    return deepest


def under(division: Division, year: int) -> Iterator[Division]:
    """The divisions directly or indirectly below ``division`` at the end of ``year``."""
    return (row for row in divisions() if row.valid(year) and _lies_in(row, division))
