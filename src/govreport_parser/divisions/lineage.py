"""What became of a division: a county made a district, a prefecture made a city, a new name or code for the same place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from .table import Division, divisions

SINCE = 2003
"""Ends of intervals from this year on are followed: no report is older, and before it codes were dealt out anew."""

_LEVEL = re.compile("(?:自治[县旗州]|地区|林区|[县市区旗盟])$")


def at(code: str, year: int) -> Division | None:
    """The division that had this code at the end of ``year``, or of the year before or after."""
    rows = _by_code().get(code, ())
    return next((row for near in (year, year - 1, year + 1) for row in rows if row.valid(near)), None)


def latest(division: Division) -> Division:
    """What ``division`` was at the end of the table: 溧水区 for 溧水县. Itself where it ended without a successor.

    A successor begins where the other ended, in the same province and on the same level, and has its name (溧水县,
    溧水区; 陵县, 陵城区) or its code. Where that fits several, or several fit it, nothing is said: districts that were
    merged, and counties with a wholly new name and code (绍兴县, 柯桥区), are not followed.
    """
    while successor := _successors().get(division):
        division = successor
    return division


@cache
def _by_code() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for row in divisions():
        found[row.code].append(row)
    return MappingProxyType({code: tuple(rows) for code, rows in found.items()})


@cache
def _successors() -> Mapping[Division, Division]:
    """Those that have one, each with its only one."""
    rows = divisions()
    begun: dict[int, list[Division]] = defaultdict(list)
    for row in rows:
        begun[row.first].append(row)
    after = [(row, row.last) for row in rows if row.last is not None and row.last >= SINCE]
    pairs = [(ended, new) for ended, last in after for new in begun[last + 1] if _follows(ended, new)]
    ends, beginnings = Counter(ended for ended, _ in pairs), Counter(new for _, new in pairs)
    return MappingProxyType({ended: new for ended, new in pairs if ends[ended] == beginnings[new] == 1})


def _follows(ended: Division, begun: Division) -> bool:
    if (ended.level, ended.province) != (begun.level, begun.province):
        return False
    if ended.code == begun.code or ended.name == begun.name:
        return True
    return (ended.level == "prefecture" or _stem(ended.city) == _stem(begun.city)) and _renamed(ended.name, begun.name)


def _renamed(old: str, new: str) -> bool:
    """溧水县 and 溧水区; of names with one character, 陵县 and 陵城区, 梅县 and 梅县区."""
    return _stem(old) == _stem(new) or (len(old) == 2 and len(new) == 3 and old[0] == new[0] and new[-1] in "区市")


def _stem(name: str | None) -> str:
    return _LEVEL.sub("", name or "") or (name or "")
