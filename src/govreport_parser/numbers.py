"""One printed quantity to its value, or why it has none. Nothing is guessed: what is not plainly a number is not one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from .cells import Value
from .forms.spec import Kind
from .text import BLANKS, COUNTERS

MAX_DIGITS = 15
"""No count or amount in any report comes near a quadrillion; longer digit strings are serial numbers or glued cells."""


_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
_COUNT = re.compile(rf"({_DIGITS})(\s*(?:{COUNTERS}))?")
_SIGNED = re.compile(rf"[（(]?\s*(增加|增|减少|減少|减|減|新增|[+\-−–—]?)\s*({_DIGITS})(\s*(?:{COUNTERS}))?\s*[)）]?")
_MONEY = re.compile(
    r"(?:人民币|￥|¥)?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*([百千万萬亿億]*元?(?:人民币)?|圆)"
)
_PLAIN_MONEY = re.compile(r"[0-9]+(?:\.[0-9]+)?[万亿]?元?")
"""Most amounts: nothing in them is to be folded or left out."""
_PLAIN_SIGNED = re.compile(r"(?:增加|减少|[+\-−–—])?[0-9]+")
"""The same for most changes."""
_NOTE = re.compile(r"\s*[（(][^（）()]*[一-鿿][^（）()]*[)）]\s*")
_MARK = re.compile(r"(?<=\d)\s*(?:[①-⑳¹²³⁴-⁹]+|\[\d{1,2}\])$")
"""The mark of a footnote behind a number."""
_CORRECTED = re.compile(
    r"(?:(?:更正|更改|修正|改正|订正|勘误|应)(?:为|為|是|系)?|(?:调整|改|實|实|當|当)(?:为|為|是|系))\s*[:：]?\s*[-+]?\d"
)
"""A note that says that another number is meant."""
_LESS = re.compile(r"[减減降负負]|取消")
"""What a note on a change says that makes it one for the less: 3（减少）."""
_BLANK = re.compile(r"(?!\\\\|\*\*)[-‐‑‒–—―−－─/／\\*]{1,6}|无|無|空|不适用|暂无|没有|N/?A|n/?a|\.{3,6}|…{1,2}")
_LETTERS = frozenset("OoＯｏ〇○")


def counts(texts: Sequence[str]) -> list[int]:
    """The values of plain digits, ``int`` of each; small numbers, which nearly all are, at a quarter of the price."""
    return list(map(_INTEGERS.__getitem__, texts))


class _Integers(dict[str, int]):
    """Printed numbers to their values; what is not in it is worked out."""

    def __missing__(self, text: str) -> int:
        return int(text)


_INTEGERS = _Integers((str(number), number) for number in range(1000))


class Sort(Enum):
    """What a printed cell turned out to be."""

    NUMBER = auto()
    BLANK = auto()
    UNREADABLE = auto()
    UNITLESS = auto()  # an amount of money whose unit is not printed


class Printed(NamedTuple):
    """A printed cell after reading: its sort, its value (a number only), and whether it was annotated or lettered."""

    sort: Sort
    value: Value | None = None
    annotated: bool = False
    lettered: bool = False


BLANK = Printed(Sort.BLANK)
UNREADABLE = Printed(Sort.UNREADABLE)


def is_blank(text: str) -> bool:
    """Whether a trimmed cell prints nothing, a dash, or 无."""
    return not text or _BLANK.fullmatch(text) is not None


def read_number(text: str, kind: Kind = Kind.COUNT, unit: int | None = None) -> Printed:
    """Read one trimmed cell as a number of ``kind``; ``unit`` is the unit of money that the header prints, in yuan."""
    if kind is Kind.COUNT and text.isascii() and text.isdecimal():
        return _plain(text)
    if kind is Kind.MONEY and _PLAIN_MONEY.fullmatch(text):
        return _money(text, unit)
    if kind is Kind.SIGNED and _PLAIN_SIGNED.fullmatch(text):
        return _signed(text, unit)
    if is_blank(text):
        return BLANK
    folded, lettered = _fold(text if THIN.isdisjoint(text) else ungrouped(text, "".join(THIN)))
    if mark := _MARK.search(folded):
        printed = read_number(folded[: mark.start()], kind, unit)
        return printed._replace(annotated=True) if printed.sort is Sort.NUMBER else UNREADABLE
    note = _NOTE.search(folded)
    if note and note.start() > 0 and note.end() == len(folded):
        if _CORRECTED.search(note[0]) or (kind is Kind.SIGNED and _LESS.search(note[0])):
            return UNREADABLE
        unit = header_unit(note[0]) or unit
        folded = folded[: note.start()].strip(BLANKS)
    else:
        note = None
    printed = _READERS[kind](folded, unit)
    return printed._replace(annotated=note is not None, lettered=lettered) if printed.sort is Sort.NUMBER else printed


THIN = frozenset("\u2007\u2008\u2009\u200a\u202f")
"""Spaces that are printed inside numbers, and hardly ever between two."""


def ungrouped(text: str, spaces: str) -> str:
    """The text without the ``spaces`` that stand between groups of three digits of a number (``14 666``)."""
    return re.sub(rf"(?<![\d.．,，])[1-9]\d{{0,2}}(?:[{spaces}]\d{{3}})+(?!\d)", _digits, text)


def _digits(match: re.Match[str]) -> str:
    return "".join(filter(str.isdecimal, match[0]))


_LETTERED = re.compile(r"(?<![\dOoＯｏ〇○])(?=[OoＯｏ〇○]*\d)[\dOoＯｏ〇○]*[OoＯｏ〇○][\dOoＯｏ〇○]*|^[OoＯｏ〇○]+$")


def _fold(text: str) -> tuple[str, bool]:
    """The text in half width, letters among digits as zeros, and whether there were such letters."""
    digits = _LETTERED.sub(lambda run: "".join("0" if c in _LETTERS else c for c in run[0]), text)
    return "".join(_WIDE.get(c, c) for c in digits), digits != text


_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"﹣": "-", "﹢": "+"}


def _plain(digits: str) -> Printed:
    if (len(digits) > 1 and digits[0] == "0") or len(digits) > MAX_DIGITS:
        return UNREADABLE  # 007 and serial numbers are no counts
    return Printed(Sort.NUMBER, int(digits))


def _count(text: str, _unit: int | None) -> Printed:
    match = _COUNT.fullmatch(text)
    return _plain(match[1].replace(",", "")) if match else UNREADABLE


_SIGNS = {"增加": 1, "增": 1, "新增": 1, "+": 1, "": 1, "减少": -1, "减": -1, "減少": -1, "減": -1}


def _signed(text: str, _unit: int | None) -> Printed:
    match = _SIGNED.fullmatch(text)
    if not match or (text[0] in "（(" and not match[1]):  # (6) is six, or six less
        return UNREADABLE
    printed = _plain(match[2].replace(",", ""))
    if isinstance(printed.value, int):
        return printed._replace(value=_SIGNS.get(match[1], -1) * printed.value)
    return printed


@lru_cache(maxsize=1024)
def _money(text: str, unit: int | None) -> Printed:
    match = _MONEY.fullmatch(text)
    if not match or len(match[1]) > MAX_DIGITS + 4:
        return UNREADABLE
    digits = match[1].replace(",", "")
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        return UNREADABLE
    scale = _scale(match[2]) if match[2] else unit
    if scale is None and int(digits.replace(".", "")):
        return Printed(Sort.UNITLESS, Decimal(digits))
    yuan = _in_yuan(digits, scale or 1)
    return Printed(Sort.NUMBER, yuan) if _is_payable(yuan) else UNREADABLE


def _is_payable(yuan: Decimal) -> bool:
    """Whether an amount is of whole fen: of another, its unit lost a character, or a spreadsheet has calculated it."""
    exponent = yuan.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -2


def _scale(unit: str) -> int:
    value = 1
    for char in unit:
        value *= {"百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}.get(char, 1)
    return value


def _in_yuan(digits: str, scale: int) -> Decimal:
    """The amount without trailing zeros and without an exponent."""
    whole, _, part = digits.partition(".")
    yuan, rest = divmod(int(whole + part) * scale, 10 ** len(part))
    return (Decimal(digits) * scale).normalize() if rest else Decimal(yuan)


_READERS: dict[Kind, Callable[[str, int | None], Printed]] = {
    Kind.COUNT: _count,
    Kind.SIGNED: _signed,
    Kind.MONEY: _money,
}

_UNIT = re.compile(r"(?:单位|單位)[:：]?(?:人民币)?([百千]?[万萬亿億]?元)|[（(](?:人民币)?([百千]?[万萬亿億]?元)[)）]")


@lru_cache(maxsize=256)
def header_unit(text: str) -> int | None:
    """The unit of money that a header prints (（单位：万元）, （万元）), in yuan, or ``None``. The headers of an archive repeat."""
    match = _UNIT.search("".join(text.split()))
    return _scale(match[1] or match[2]) if match else None
