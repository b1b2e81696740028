"""Days as they are printed."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from .wording import numeral

_DATE = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)")
_CJK_DATE = re.compile(
    r"[二2]([〇○零Oo0][〇○零Oo0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_CJK = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零Oo0", "0")


@lru_cache(maxsize=256)
def date_in(text: str) -> datetime.date | None:
    """The first day named in ``text``; ``None`` when there is none, or when there is no such day."""
    match = _DATE.search(text) if "20" in text else None
    if match:
        return day(int(match[1]), int(match[2]), int(match[3]))
    match = _CJK_DATE.search(text) if "月" in text else None
    if match:
        return day(2000 + int("".join(_CJK[c] for c in match[1][1:])), numeral(match[2]), numeral(match[3]))
    return None


def day(year: int, month: int, number: int) -> datetime.date | None:
    """The day of these numbers; ``None`` when there is none."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None
