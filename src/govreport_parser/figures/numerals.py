"""Numerals of running Chinese text: 二十三, 3万5千, 1.2亿, 1,234, 七八十.

A reading says how the number is said: digit by digit, in a larger unit, or not as a number at all. Nothing is guessed:
what cannot be read one way only is :attr:`Said.NOT_A_NUMBER`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

LONGEST = 18
"""No quantity in a report has more digits than this; a longer run of digits is a code or damage."""

DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
_SPOKEN = {"廿": "二十", "卅": "三十"}
CHINESE = "".join(DIGITS) + "十百千万亿廿卅"
"""Every character of a numeral in Chinese characters."""

VAGUE = "余多几来"
"""Characters inside or behind a numeral that say: and some more."""

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?")
_SPACED = re.compile(r"(?<=[0-9])[\u0020\u00a0\u2009\u202f](?=[0-9]{3})")
_PART = re.compile(r"[0-9]+(?:\.[0-9]+)?|.")
_PAIR = re.compile(r"(?<![一二两三四五六七八九])([一二两三四五六七八])([二三四五六七八九])(?![一二两三四五六七八九])")
_SPELT = re.compile(f"[{''.join(DIGITS)}]{{3,}}")


class Said(StrEnum):
    """How a number is said."""

    EXACT = "exact"
    """To the last digit: 5604, 二十三, 二〇二三."""
    SCALED = "scaled"
    """In a larger unit, so that the digits below it may be rounded: 3.6万, 两百."""
    NOT_A_NUMBER = "not a number"


class Numeral(NamedTuple):
    """A read numeral. ``high`` is the upper end of a pair such as 三四 or 七八十; ``value`` is then the lower."""

    value: Decimal | None
    said: Said
    high: Decimal | None = None


NOT_A_NUMBER = Numeral(None, Said.NOT_A_NUMBER)


def read_numeral(text: str) -> Numeral:
    """Read one numeral of Arabic digits, Chinese characters or both.

    White space and 余, 多, 几, 来 inside it are passed over. A decimal part is written with ``.`` or 点.
    """
    if text.isdecimal() and len(text) <= LONGEST:
        return Numeral(Decimal(text), Said.EXACT)
    text = _SPACED.sub(",", text)
    bare = "".join(char for char in text if char not in VAGUE and not char.isspace())
    if not bare or len(bare) > LONGEST + 6:
        return NOT_A_NUMBER
    if _PLAIN.fullmatch(bare):
        return Numeral(Decimal(bare), Said.EXACT)
    if _GROUPED.fullmatch(bare):
        return Numeral(Decimal(bare.replace(",", "").replace("，", "")), Said.EXACT)
    if comma := _GROUPED.match(bare):
        bare = comma[0].replace(",", "").replace("，", "") + bare[comma.end() :]
    return _read_chinese("".join(_SPOKEN.get(char, char) for char in bare))


def _read_chinese(text: str) -> Numeral:
    if _SPELT.fullmatch(text):
        return Numeral(Decimal("".join(str(DIGITS[char]) for char in text)), Said.EXACT)
    pair = _PAIR.search(text)
    if pair and DIGITS[pair[2]] == DIGITS[pair[1]] + 1 and "点" not in text:
        low, high = (_read_units(text[: pair.start()] + digit + text[pair.end() :]) for digit in pair.groups())
        return Numeral(low, Said.SCALED, high) if low is not None and high is not None else NOT_A_NUMBER
    whole, point, fraction = text.partition("点")
    value = _read_units(whole)
    if value is None or not whole or (point and not fraction):
        return NOT_A_NUMBER
    if point:
        return _with_fraction(value, fraction)
    scaled = whole[-1] in "百千万亿"
    return Numeral(value, Said.SCALED if scaled else Said.EXACT)


def _with_fraction(value: Decimal, fraction: str) -> Numeral:
    scale = _BIG.get(fraction[-1], 1)
    digits = fraction[:-1] if scale > 1 else fraction
    if not digits or any(char not in DIGITS for char in digits):
        return NOT_A_NUMBER
    decimal = value + Decimal("0." + "".join(str(DIGITS[char]) for char in digits))
    return Numeral(whole_if_integral(decimal * scale), Said.SCALED if scale > 1 else Said.EXACT)


def _read_units(text: str) -> Decimal | None:
    """二千零三十, 3万5千, 两万五: units must go down; two digits in a row are not a number."""
    total, section, number = Decimal(0), Decimal(0), None
    small, big, unit, zero = 10**4, 10**16, 1, False
    for part in _PART.findall(text):
        if part in _SMALL:
            if _SMALL[part] >= small:
                return None
            small = unit = _SMALL[part]
            section += unit * (1 if number is None else number)
            number, zero = None, False
        elif part in _BIG:
            unit = _BIG[part]
            if unit >= big and not (unit > big and total):
                return None
            if number is None and not section and not total:
                number = Decimal(1)
            held = section + (number or 0)
            total = (total + held) * unit if unit > big else total + unit * held
            section, number, small, big, zero = Decimal(0), None, 10**4, unit, False
        elif part in "零〇○" and text != part:
            zero = True
        elif number is not None or (part not in DIGITS and not part[0].isdecimal()):
            return None
        else:
            number = Decimal(DIGITS[part]) if part in DIGITS else Decimal(part)
    if number is not None and unit >= 100 and not zero and text[-1] in DIGITS:
        number *= unit // 10
    return whole_if_integral(total + section + (number or 0))


def whole_if_integral(value: Decimal) -> Decimal:
    """The same number, written without trailing zeros behind the point: 36000.0 becomes 36000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()
