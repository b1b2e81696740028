"""Digits that are a piece of something else: of a date, a share, a remark, or a number that could not be read whole."""

from __future__ import annotations

import re

from ...text import COUNTERS


def stuck(text: str, begin: int, finish: int) -> bool:
    """Whether a number is a piece of something else: of a date, an address, a word, a share (5%), or stands in brackets."""
    return (
        _STUCK_BEFORE.search(text, max(0, begin - 5), begin) is not None
        or _STUCK_BEHIND.match(text, finish) is not None
        or (text[begin - 1 : begin] in _OPEN and text[finish : finish + 1] in _CLOSED and text[begin].isdecimal())
        or _REMARK.search(text, max(0, begin - 2), finish + 1) is not None
        or (text[begin - 1 : begin] in _OPEN and _ADDED.search(text, max(0, begin - 4), begin) is not None)
        or ("," in text[begin:finish] and _comma_parts(text, begin, finish))
        or (finish - begin == 4 and _OCCASION.match(text, begin) is not None)
    )


def marked(text: str, begin: int, floor: int) -> int:
    """Where such digits begin with the marks that stand straight before them, as in ``>8``, but not before ``floor``."""
    while begin > floor and text[begin - 1] in _MARKS:
        begin -= 1
    return begin


def _comma_parts(text: str, begin: int, finish: int) -> bool:
    """Whether commas part cells in a number's line, so that the one inside it may do so, too."""
    start = max(text.rfind("\n", 0, begin) + 1, begin - _LINE)
    end = text.find("\n", finish, finish + _LINE)
    return _PARTED.search(text, start, end if end >= 0 else finish + _LINE) is not None


_LINE = 100
_PARTED = re.compile(r",,|(?<!\d),\d|\d,\d{1,2}(?!\d)|\d,(?!\d)")


_OCCASION = re.compile(r"20[0-4]\d(?![件条項项个宗份起次家户人例批笔篇元万萬亿億])[一-鿿]{2}")
"""The year of some occasion, and what was held in it (2020赛程): such words are put into the labels of pages by strangers."""

_ARROWS = "▲▼△▽↑↓→←↗↘⇒±≈≤≥"
"""What says that a number is less or more, and by how much."""

_INSIDE = rf"[.．]|[’‘'`´·˙•_:：{_ARROWS}#＃*、至到]"
"""What stands inside a number or between two, and parts no cells."""

_UNREADABLE = "■□▪█…~～^\ufffd\ufffc\u202e?？"
"""What is printed for a digit that could not be read, or before digits that are shown backwards."""

_COMPARED = "<>＜＞!！"
_ABOUT = rf"(?<!\S)(?:大?约|将?近|超过?|逾|不足|不到|第|含|共计?|[负負净淨降]|下降|取消|[{_COMPARED}])"
"""What stands before a number that is none of a cell, by itself: about 3, the third, more than 3, less by 3."""

_MARKS = frozenset(_COMPARED + _UNREADABLE + _ARROWS)

_TOGETHER = (
    rf"[余多年月号千百十倍增减減降升](?![一-鿿])|[余多千百十](?:{COUNTERS})(?![一-鿿])"
    rf"|(?:{COUNTERS})[一-鿿、，]{{1,6}}\d|以[上下内]|左右|[{_ARROWS}]"
)
"""What says that digits behind it are not the whole number, or none of things that are counted."""

_NUMERAL = "一二三四五六七八九零"
_STUCK_BEFORE = re.compile(
    rf"(?:\d\s?[.．]\s?|\d。|{_ABOUT}|\d(?:{_INSIDE})|\d月|(?:\d|(?<!\S))[{_NUMERAL}]|[^\W\d一-鿿〇○]|[_#＃{_UNREADABLE}{_ARROWS}])$"
)
_STUCK_BEHIND = re.compile(
    rf"\s?[.．]\s?\d|[.．][^\W\d一-鿿]|(?:{_INSIDE})\d|[^\W\d一-鿿〇○]|[_%％‰#＃。{_UNREADABLE}]|月\d"
    rf"|{_TOGETHER}|[+＋!！°](?![^\s,，;；|])|日(?![一-鿿])|[{_NUMERAL}](?=[\d\s]|$)|[,，] \d{{3}}(?!\d)|[:：]"
)
_REMARK = re.compile(r"(?:^|\s)\d{1,2}[)）]$|(?<![*\S])\*\d+[^*]?$")
"""A number of a remark: ``1)``, ``*1``."""

_ADDED = re.compile(r"\d[^\W\d]?[^\S\n]?.$")
"""What stands before the first number of a remark on a number: 4409（665件为网上申请）."""

_OPEN = frozenset("(（[［【〔")
_CLOSED = frozenset(")）]］】〕")
