"""Tables of several years one below the other, each below a caption that names its year: those of the years before are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..findings import Finding, finding
from .result import Aligned

LONGEST_CAPTION = 30
"""A longer line than this is a paragraph."""

REACH = 200
"""A caption stands no more characters than this above its table."""

_LINES = 4
"""A caption is among so many lines above a table, whose first may be its heading."""
YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?!\s*\d)")
WORD = re.compile(r"\w")
_BEFORE = re.compile(r"上一?年度|去年|上期|上一?年(?:数据|情况|统计|同期|[)）]?$)")
_OWN = re.compile(r"本年度?|今年|本期|当年")
_OTHER = re.compile(r"[。；;，,]|以上|上表|上述|较|比|注|至|结转|[-—~～]")
"""What stands in a sentence, in a note on what is above, or where two years are compared."""

OWN, BEFORE = "own", "before"


def of_own_year(text: str, copies: list[Aligned], every: Sequence[Aligned], notes: list[Finding]) -> list[Aligned]:
    """The copies of a table without those of years before; all of them where the captions do not tell of each what it is.

    ``every``: the copies of all tables. A caption behind the last copy shows that captions may stand below their tables.
    """
    if len(copies) < 2:
        return copies
    ends = [_end(copy) for copy in every]
    years = [_caption(text, copy.span[0], [end for end in ends if end < _end(copy)]) for copy in copies]
    own = _own(text, years) if all(years) and len(set(years)) > 1 else None
    if own is None or _caption_below(text, max(map(_end, copies))):
        return copies
    left = [copy for copy, year in zip(copies, years, strict=True) if year != own]
    name, spans = copies[0].table, tuple(copy.span for copy in left)
    notes.append(finding("year-left-out", paths=(name,), spans=spans, table=name, count=len(left)))
    return [copy for copy, year in zip(copies, years, strict=True) if year == own]


def _end(copy: Aligned) -> int:
    """Where the last cell of a copy ends: the heading of the next may be taken for a part of it."""
    return max((cell.span[1] for cell in copy.cells.values() if cell.span), default=copy.span[1])


def _own(text: str, years: Sequence[str]) -> str | None:
    """The year of the report among those of the captions: the last one, of which the text speaks most; or the one called this."""
    if all(map(str.isdecimal, years)):
        spoken = Counter({year: text.count(f"{year}年") for year in {*years, *YEAR.findall(text)}})
        (last, most), (_, second) = spoken.most_common(2)
        return last if most > second and last == max(years) else None
    return OWN if set(years) == {OWN, BEFORE} else None


def _caption(text: str, start: int, ends: Sequence[int]) -> str:
    """The one year that the lines between a table and what ends before it name, empty if they name none."""
    floor = max([0, *ends])
    if floor < start - REACH:
        floor = max(0, text.find("\n", start - REACH, start))  # no end of a longer line
    lines = [line for line in text[floor:start].splitlines() if _says(line)]
    named = [year for line in lines[-_LINES:] if (year := _year_of(line))]
    return named[0] if len(named) == 1 else ""


def _caption_below(text: str, end: int) -> str:
    """The year that the first whole line below a table names."""
    lines = text[end : end + REACH].splitlines()[1:]
    return _year_of(next(filter(_says, lines), ""))


def _says(line: str) -> bool:
    """Whether a line says something other than the unit of the numbers, or that they are a table's."""
    return WORD.search(_ASIDE.sub("", line)) is not None


_ASIDE = re.compile(r"[(（]?(?:计量)?单位[:：]?\s*[件条个万元、]*[)）]?")


def _year_of(line: str) -> str:
    line = line.strip()
    if len(line) > LONGEST_CAPTION or _OTHER.search(line):
        return ""
    years = set(YEAR.findall(line))
    words = [word for word, named in ((OWN, _OWN), (BEFORE, _BEFORE)) if named.search(line)]
    if len(years) + len(words) != 1:
        return ""
    return next(iter(years), "") or words[0]
