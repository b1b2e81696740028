"""Whose numbers a table holds: one that is said to be of the year before, or that stands in an annex, may not be the report's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from attrs import evolve

from .align.result import Aligned, doubt
from .cells import Span
from .findings import finding
from .outline import Outline

SECTIONS = {"disclosure": 2, "applications": 3, "disputes": 4}
"""The section of the form in which a table stands."""

LAST = (6, 5)
"""The sections behind all tables."""

LONGEST_CAPTION = 30
"""A longer line than this is a paragraph."""

_REACH = 200
_LINES = 2
"""So many lines above a table may be its caption: the unit can stand below it."""

_WORD = re.compile(r"\w")
_NUMBERED = re.compile(r"[一二三四五六七]\s*[、.．]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?!\s*\d)")
_BEFORE = re.compile(r"上一?年度|去年|上一?年(?:数据|情况|统计|同期)")
_SENTENCE = re.compile(r"[。；;]|本年|今年")


def doubt_others(
    text: str, tables: Mapping[str, Aligned], regions: Sequence[Span], outline: Outline
) -> Mapping[str, Aligned]:
    """The tables, those in doubt that the document itself sets apart from the report's own."""
    before = _printed(outline.year - 1) if outline.year else ()
    last = _last(outline)
    doubted: dict[str, Aligned] = {}
    for name, table in tables.items():
        start = table.span[0]
        first = max(0, start - _REACH)
        own = next((cell.span[0] for cell in table.cells.values() if cell.span), start)
        named = _BEFORE.search(text, first, own) or any([text.find(year, first, own) >= 0 for year in before])  # noqa: C419 - cheaper
        if (named or 0 < last < start) and (why := _why(text, table, regions, outline, last)):
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
    lines = [line.strip() for line in text[max(0, start - _REACH) : start].splitlines()]
    for printed in [line for line in lines if _WORD.search(line)][-_LINES:]:
        line = printed if len(printed) <= LONGEST_CAPTION else printed.split()[-1]
        if len(line) > LONGEST_CAPTION or printed.count(line) > 1 or _NUMBERED.match(line) or _SENTENCE.search(line):
            continue
        years = {int(found) for found in _YEAR.findall(printed)}
        if (year and years == {year - 1}) or (_BEFORE.search(line) and not _YEAR.search(line)):
            return line
    return ""


def _inside(text: str, table: Aligned, year: int | None) -> str:
    """The caption of the year before between the heading of a table and its first cell: the heading is that of another table."""
    first = next((cell.span[0] for cell in table.cells.values() if cell.span), table.span[0])
    lines = [line.strip() for line in text[table.span[0] : first].splitlines()[1:-1]]
    found = [line for line in lines if len(line) <= LONGEST_CAPTION and "\t" not in line]
    years = {int(named) for line in found for named in _YEAR.findall(line)}
    if any(map(_SENTENCE.search, found)) or not years <= {year and year - 1}:
        return ""
    return next((line for line in found if _YEAR.search(line) or _BEFORE.fullmatch(line)), "")


def _is_annexed(table: Aligned, regions: Sequence[Span], outline: Outline, last: int) -> bool:
    """Whether a table stands behind the ``last`` heading, though another, and its own section without it, stand before."""
    roles = outline.by_role
    own = roles[SECTIONS[table.table]].span if SECTIONS[table.table] in roles else None
    if own is None or not own[0] < last < table.span[0]:
        return False
    in_place = any(own[0] <= start < own[1] for start, _ in regions)
    return not in_place and any(start < last for start, _ in regions)
