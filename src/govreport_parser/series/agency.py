"""Which reports are of one agency, whatever each calls it: its division as it is today, and its own name within it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..divisions import Division, body_kind, describe, latest
from ..divisions.lineage import at
from ..divisions.lookup import plain
from ..divisions.table import short_name
from ..model import Report
from ..text import fold

WORDINGS: tuple[tuple[str, str], ...] = (
    (r"[(][^()]*[)]$", ""),
    (r"(?:人民政府|政府|行政公署)办(?:公[室厅])?$", "政府办"),
    (r"(?<=[镇乡木道])(?:人民政府|政府|办事处|办)?(?:党政(?:综合)?办(?:公室)?|综合办公室|政府办)?$", ""),
    (r"(?<=[省市县区州盟旗])(?:人民政府|政府|行政公署)$", ""),
    (r"(?<=[区城园])(?:管理委员会|管委会)$", ""),
    (r"(?<=[局厅委部署会])办公[室厅]$", ""),
    (r"委员会$", "委"),
)
"""How the name of one body varies at its end, and what each wording is here, one after the other.

The office of a government (政府办公室) is another body than the government: both report, the one for itself, the other for
all below it. The office of a bureau, a township or a street is not: it only writes the report.
"""

_WORDINGS = tuple((re.compile(pattern), instead) for pattern, instead in WORDINGS)
_STATE = re.compile("^中华人民共和国(?=.)")
_GOVERNMENT_S = re.compile("^(?:人民政府|政府)(?!办$)")
"""丰县人民政府凤城街道办事处, 合肥市人民政府外事办公室."""
_OF_THE_PLACE = re.compile("^[省市县区州盟旗](?!场|容|域|划|政(?!府|务|协|法)|民(?!政|族|宗|防))")
"""市 of 市教育局 and 市政务服务局, where the name of the city is left out; not that of 市场监督管理局 or 市政管理局."""
_NAMED_BY_ITSELF = frozenset(("township", "street"))
"""Kinds of bodies whose own name tells them from others of their kind, as 教育局 and 高新区 do not."""


class Named(NamedTuple):
    """What a report says of who made it: its agency and year, and the division code valid in that year, if known."""

    agency: str
    year: int
    code: str | None = None


class Agency(NamedTuple):
    """One agency: the division it belongs to, as it is today, and its own name. ``division`` is ``None`` if not known.

    A government has no name of its own. Where the division is not known, the name is the printed one, in one wording.
    """

    division: Division | None
    name: str


def named(report: Report) -> Named:
    """What a report that names agency and year says of who made it."""
    return Named(report.agency or "", report.year or 0, report.metadata.division_code)


def spelt_most(names: Iterable[str | None]) -> str | None:
    """Of several names of one agency the longest, the first of those that are as long."""
    return max(filter(None, names), key=len, default=None)


def agencies(given: Sequence[Named]) -> list[Agency]:
    """The agency of each. Equal ones are one agency.

    Where the division of both is known, it decides, together with the own name. A name whose division is not known is
    an agency's whose printed name, with or without the divisions it lies in, is the same (鼓楼区人民政府,
    南京市鼓楼区人民政府), if it is one agency's only. No other two names are one agency.
    """
    known = [_known(one) for one in given]
    tails: dict[str, set[Agency]] = {}
    for agency, division in known:
        for tail in _tails(agency.name, division) if division else ():
            tails.setdefault(tail, set()).add(agency)
    return [agency if division else _adopted(agency, tails) for agency, division in known]


def _known(one: Named) -> tuple[Agency, Division | None]:
    """The agency as far as its own report tells, and its division in the year of the report."""
    name = _one_wording(one.agency)
    code = one.code or describe(one.agency, one.year).division_code
    division = at(code, one.year) if code else None
    if division is None:
        return Agency(None, name), None
    return Agency(latest(division), _own(plain(name), division)), division


def _adopted(agency: Agency, tails: dict[str, set[Agency]]) -> Agency:
    found = tails.get(agency.name, set())
    return next(iter(found)) if len(found) == 1 else agency


@lru_cache(maxsize=4096)
def _one_wording(agency: str) -> str:
    name = _STATE.sub("", "".join(fold(agency).split()))
    for pattern, instead in _WORDINGS:
        name = pattern.sub(instead, name, count=1) or name
    return name


@lru_cache(maxsize=4096)
def _own(name: str, division: Division) -> str:
    """The name without the divisions in front of it."""
    start = max(len(chain) for chain in _chains(division) if name.startswith(chain))
    if not start and (level := _OF_THE_PLACE.match(name)) and division.name.endswith(level[0]):
        start = 1
    return _GOVERNMENT_S.sub("", name[start:], count=1)


def _chains(division: Division) -> Iterator[str]:
    """Every way to spell the divisions down to this one, in full or in short, each left out or not."""
    upper = [(division.province, short_name(division.province)), (division.city or "", short_name(division.city or ""))]
    for province in (*upper[0], ""):
        for city in (*upper[1], ""):
            yield province + city
            yield province + city + (division.county or "")


def _tails(own: str, division: Division) -> Iterator[str]:
    """What an agency may be called where its division is not known: its name behind the lowest divisions, or alone."""
    chain = ""
    for part in filter(None, (division.county, division.city, division.province)):
        chain = part + chain
        yield chain + own
    if body_kind(own) in _NAMED_BY_ITSELF:
        yield own
