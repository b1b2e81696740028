"""Agency and year as the prose tells them, where the title is lost: the sentence in which a report names itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..blocks import Lines
from ..cells import Span
from ..model import Section
from ..text import LACED
from .furniture import is_organ
from .headings import Heading
from .subheading import head
from .titles import agency_in, year_in
from .wording import FOLD, simplified

_CLAUSE = r"[^,。;:《》<>“”\n]"
_NAME = rf"{_CLAUSE}{{2,60}}?公开{_CLAUSE}{{0,14}}?报告"
_NAMES = (
    re.compile(
        rf"(?:公布|公开|发布|编制|编写|形成|撰写|现将|现就|汇报)[了的]?[《<“]?({_NAME})(?=[》>”,。;:\n]|如下|公开|予以|$)"
    ),
    re.compile(rf"《({_NAME})》"),
    re.compile(rf"^\s*({_NAME})(?=\(|是?(?:根据|依据|按照)|由)", re.MULTILINE),
)
"""The report's own name, 宁海乡2021年政府信息公开工作年度报告: behind a verb, in brackets, or at the head of its sentence."""
_BASIS = re.compile(rf"结合({_CLAUSE}{{3,40}}?)(?=(?:\([^()\n]*\))?(?:20\d\d年度?)?(?:政府)?(?:信息|政务)公开工作)")
"""Whose work a report is written from: 结合柳林镇政府信息公开工作有关统计数据撰写."""
_WRITER = re.compile(
    r"(?:^|[,。;\n])(?:由|是由|本报告由)?(?P<organ>[^,。;:《》“”()\s]{3,30}?)(?:结合[^,。;]{2,14},)?(?:特此|特|现|负责|组织)?编制"
    r"|由(?P<by>[^,。;:《》“”()\s]{3,30}?)(?:依据|根据|按照|编写|负责编)"
)
_OURS = re.compile(r"^(?:我|本|该|各|全|由)|关于|根据|按照|依据|格式|通知|公开|(?:办|办公室|领导小组|工作组|中心)$")
"""What is the name of no organ, or of an office that writes for another."""
_ASKED = re.compile(r"与(?P<organ>[^,。;:《》“”()\s]{3,30}?)(?:联系|联络)")
_PART = re.compile(
    r"(?<=[局委厅会院署社队])(?:党政|综合|政务公开|信息公开)?(?:办公室|办|[^局委厅会院署社队]{2,5}[科股室处])$"
)
"""The office of an organ that answers questions. The office of a government is an organ of its own."""
_SAID = re.compile(r"(?<!\d)(20[0-4]\d)\s*年(?!\s*\d{1,2}\s*月)")
_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|\[\d{4}\]")
_LONGEST, _MOST_LINES = 1500, 4


class Named(NamedTuple):
    """Who reports, and on which year; ``None`` where the prose does not say, or says several things."""

    agency: str | None = None
    year: int | None = None
    asked: str | None = None
    """The organ that is to be asked, where no other is named."""


def named_in(text: str, preamble: Span, units: Lines, headings: Sequence[Heading]) -> Named:
    """What the preamble says, and the lines between the heading of section one and its first part."""
    start, end = preamble
    lines = text[start : min(end, start + _LONGEST)].splitlines()
    if headings and 1 in headings[0].roles:
        lines += _overview(units, headings)
    printed = "\n".join([LACED.sub("", line).strip() for line in lines])
    said = "\n".join([line.translate(FOLD) for line in printed.split("\n")])
    names = [match for pattern in _NAMES for match in pattern.finditer(said) if "关于" not in match[1]]
    years = {year for name in names if (year := year_in(name[1]))}
    organs = [(name.start(1), agency_in(printed[slice(*name.span(1))])) for name in names]
    organs += [(start, printed[start:end]) for start, end in _writers(said)]
    organs += [(basis.start(1), printed[slice(*basis.span(1))]) for basis in _BASIS.finditer(said)]
    agency = next((organ for _, organ in sorted(organs, key=itemgetter(0)) if _organ(organ)), None)
    asked = _asked(said, printed)
    if asked and agency and asked.endswith(agency):
        agency = asked  # 东山区财政局, where 区财政局 reports
    return Named(agency, years.pop() if len(years) == 1 else None, None if agency else asked)


def _overview(units: Lines, headings: Sequence[Heading]) -> Iterator[str]:
    """The first lines of section one, up to its first part."""
    first = units.at(headings[0].end)
    if first and units.end(first - 1) > headings[0].end:
        first -= 1
    stop = headings[1].start if len(headings) > 1 else units.end(len(units.starts) - 1)
    for start, line in zip(*units.part(first, first + _MOST_LINES), strict=True):
        if start >= stop or (start > headings[0].start and head(line)):
            return
        yield line[:_LONGEST]


def _organ(name: str | None) -> str | None:
    return None if name is None or _OURS.search(simplified(name)) else name


def _asked(said: str, printed: str) -> str | None:
    """The organ that readers are to ask, without the name of its office."""
    match = _ASKED.search(said)
    name = _PART.sub("", match["organ"]) if match else ""
    if match is None or not name or not is_organ(name) or not _organ(name):
        return None
    return printed[match.start("organ") : match.start("organ") + len(name)]


def _writers(said: str) -> Iterator[Span]:
    """Where every organ stands that is said to have written the report."""
    for match in _WRITER.finditer(said):
        group = "organ" if match["organ"] else "by"
        if is_organ(match[group]) and _organ(match[group]):
            yield match.span(group)


def spoken_year(section: Section | None, published: datetime.date | None) -> int | None:
    """The one year that a section speaks of, if it is the one before the year of publication."""
    if section is None:
        return None
    years = {int(year) for year in _SAID.findall(_QUOTED.sub("", section.text))}
    year = years.pop() if len(years) == 1 else None
    return year if published is None or year is None or published.year == year + 1 else None
