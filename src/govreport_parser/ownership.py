"""Whose numbers a table holds: one that is said to be of the year before, or that stands in an annex, may not be the report's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from attrs import evolve

from .align import Alignment
from .align.labels.hits import section_start
from .align.result import Aligned, doubt
from .align.years import LONGEST_CAPTION, REACH, WORD, YEAR
from .cells import Span
from .findings import finding
from .outline import Outline
from .outline.titles import squeeze, years_in

SECTIONS = {"disclosure": 2, "applications": 3, "disputes": 4}
"""The section of the form in which a table stands."""

LAST = (6, 5)
"""The sections behind all tables."""

_LINES = 2
"""So many lines above a table may be its caption: the unit can stand below it."""

_NUMBERED = re.compile(r"[一二三四五六七]\s*[、.．]")
_BEFORE = re.compile(r"上一?年度|去年|上一?年(?:数据|情况|统计|同期)")
_SENTENCE = re.compile(r"[。；;]|本年|今年")


def doubt_others(
    text: str, tables: Mapping[str, Aligned], alignment: Alignment, outline: Outline
) -> Mapping[str, Aligned]:
    """The tables, those in doubt that the document itself sets apart from the report's own."""
    before = _printed(outline.year - 1) if outline.year else ()
    last = _last(outline)
    first_section = next((section.span[0] for section in outline.sections if section.span), 0)
    titled, title = _other_title(text, tables, alignment, outline)
    doubted: dict[str, Aligned] = {}
    for name, table in tables.items():
        start = table.span[0]
        first = max(0, start - REACH)
        own = _first_cell(table)
        named = _BEFORE.search(text, first, own) or any([text.find(year, first, own) >= 0 for year in before])  # noqa: C419 - cheaper
        if 0 < titled < start:
            doubted[name] = _doubted(table, f"stands below {title}")
        elif table.span[1] <= first_section and SECTIONS[name] in outline.by_role:
            doubted[name] = _doubted(table, "stands before the report, whose section has none")
        elif (named or 0 < last < start) and (why := _why(text, table, alignment.regions, outline, last)):
            doubted[name] = _doubted(table, why)
    return {**tables, **doubted} if doubted else tables


@cache
def _printed(year: int) -> tuple[str, str]:
    """How a year is printed: in digits, or in those of full width."""
    return str(year), str(year).translate(_WIDE)


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _last(outline: Outline) -> int:
    """Where the first section behind all tables begins; 0 if there is none."""
    roles = outline.by_role
    return next((span[0] for role in LAST if role in roles and (span := roles[role].span)), 0)


def _why(text: str, table: Aligned, regions: Sequence[Span], outline: Outline, last: int) -> str:
    """What puts a table in doubt, if anything does."""
    caption = _of_year_before(text, table.span[0], outline.year) or _inside(text, table, outline.year)
    if caption:
        return f"stands below {caption}"
    return "stands behind the report, others in it" if _is_annexed(table, regions, outline, last) else ""


def _doubted(table: Aligned, why: str) -> Aligned:
    note = finding("table-of-another", paths=(table.table,), spans=(table.span,), table=table.table, why=why)
    return evolve(table, cells=doubt(table.cells), findings=[*table.findings, note])


def _of_year_before(text: str, start: int, year: int | None) -> str:
    """The caption above a table that names the year before, and no other."""
    lines = [line.strip() for line in text[max(0, start - REACH) : start].splitlines()]
    for printed in [line for line in lines if WORD.search(line)][-_LINES:]:
        line = printed if len(printed) <= LONGEST_CAPTION else printed.split()[-1]
        if len(line) > LONGEST_CAPTION or printed.count(line) > 1 or _NUMBERED.match(line) or _SENTENCE.search(line):
            continue
        years = {int(found) for found in YEAR.findall(printed)}
        if (year and years == {year - 1}) or (_BEFORE.search(line) and not YEAR.search(line)):
            return line
    return ""


def _other_title(text: str, tables: Mapping[str, Aligned], alignment: Alignment, outline: Outline) -> tuple[int, str]:
    """Where the title of another report stands, of another year or agency, below the last section of the report's own; else 0."""
    last = max([table.span[0] for table in tables.values()], default=0)
    ended = section_start(alignment.hits, LAST[0], last)
    own = squeeze(outline.title or "") if ended < last else ""
    for found in _TITLE.finditer(text, ended, last) if own else ():
        start = _begin(text, found.start())
        title = text[start : found.end()].strip()
        whole = found[1] or not text[start - 1 : start].strip()
        if whole and own not in squeeze(title) and _is_another(title, own):
            return start, title
    return 0, ""


_TITLE = re.compile(
    r"20\d\d\s*年[^。；;：:，,\n|]{0,40}?公[开開](?:工作)?(?:情[况況])?(?:年度)?(?:工作)?(?:[报報]告|年[报報])"
    r"[^\S\n]*(?=[\n|]|(第二十[条條]|信息[内內]容|一、))"
)
"""The title of a report, from its year on, at the end of a line, or with what stands below it right behind."""


def _begin(text: str, year: int) -> int:
    """Where the title begins that names this year: behind what ends a line or a sentence."""
    before = text[max(0, year - _LONGEST_AGENCY) : year]
    return year - len(_ENDS.split(before)[-1])


_LONGEST_AGENCY = 40
_ENDS = re.compile(r"[。；;：:，,\n|#*]\s*")


def _is_another(title: str, own: str) -> bool:
    """Whether a title names another year or another agency than the report's own, or what it names is in neither."""
    if years_in(title).isdisjoint(years_in(own)):
        return True
    ours = _GENERAL.sub("", own)
    return any(word not in ours and ours not in word for word in _GENERAL.sub("", title).split())


_GENERAL = re.compile(r"20\d\d\s*年度?|(?:政府)?(?:信息|政务)公开|工作|情况|年度|报告|年报|[^\w\s]")


def _first_cell(table: Aligned) -> int:
    """Where the first cell stands that is printed, behind the labels of the header; or the table, if none is."""
    return next((cell.span[0] for cell in table.cells.values() if cell.span), table.span[0])


def _inside(text: str, table: Aligned, year: int | None) -> str:
    """The caption of the year before between the heading of a table and its first cell: the heading is that of another table."""
    lines = [line.strip() for line in text[table.span[0] : _first_cell(table)].splitlines()[1:-1]]
    found = [line for line in lines if len(line) <= LONGEST_CAPTION and "\t" not in line]
    years = {int(named) for line in found for named in YEAR.findall(line)}
    if any(map(_SENTENCE.search, found)) or not years <= {year and year - 1}:
        return ""
    return next((line for line in found if YEAR.search(line) or _BEFORE.fullmatch(line)), "")


def _is_annexed(table: Aligned, regions: Sequence[Span], outline: Outline, last: int) -> bool:
    """Whether a table stands behind the ``last`` heading, though another, and its own section without it, stand before."""
    roles = outline.by_role
    own = roles[SECTIONS[table.table]].span if SECTIONS[table.table] in roles else None
    if own is None or not own[0] < last < table.span[0]:
        return False
    in_place = any(own[0] <= start < own[1] for start, _ in regions)
    return not in_place and any(start < last for start, _ in regions)
