"""Numerals in words and digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.figures import Said, read_numeral


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("5604", "5604", Said.EXACT),
        ("0", "0", Said.EXACT),
        ("1,234", "1234", Said.EXACT),
        ("1，256.8万", "12568000", Said.SCALED),
        ("12.3", "12.3", Said.EXACT),
        ("3.6万", "36000", Said.SCALED),
        ("173769万", "1737690000", Said.SCALED),
        ("1.8亿", "180000000", Said.SCALED),
        ("3万5千", "35000", Said.SCALED),
        ("2亿3000万", "230000000", Said.SCALED),
        ("1万2345", "12345", Said.EXACT),
        ("3百万", "3000000", Said.SCALED),
        ("二十三", "23", Said.EXACT),
        ("十", "10", Said.EXACT),
        ("十二", "12", Said.EXACT),
        ("一百二十余", "120", Said.EXACT),
        ("二百零七", "207", Said.EXACT),
        ("一百二", "120", Said.EXACT),
        ("两万五", "25000", Said.EXACT),
        ("一万二千", "12000", Said.SCALED),
        ("两千零三十", "2030", Said.EXACT),
        ("三万零五十", "30050", Said.EXACT),
        ("三百多", "300", Said.SCALED),
        ("两亿", "200000000", Said.SCALED),
        ("一亿二千万", "120000000", Said.SCALED),
        ("万亿", "1000000000000", Said.SCALED),
        ("廿五", "25", Said.EXACT),
        ("卅", "30", Said.EXACT),
        ("二〇二三", "2023", Said.EXACT),
        ("二○一九", "2019", Said.EXACT),
        ("九十六点五", "96.5", Said.EXACT),
        ("三点六万", "36000", Said.SCALED),
        ("零", "0", Said.EXACT),
    ],
)
def test_one_reading(text: str, value: str, said: Said) -> None:
    numeral = read_numeral(text)
    assert (numeral.value, numeral.said, numeral.high) == (Decimal(value), said, None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("三四", "3", "4"), ("十七八", "17", "18"), ("七八十", "70", "80"), ("二三百", "200", "300")],
)
def test_two_neighbours_are_a_range(text: str, low: str, high: str) -> None:
    numeral = read_numeral(text)
    assert (numeral.value, numeral.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "53,2",
        "12,34",
        "1,23,456",
        "三六",
        "百十千",
        "十百",
        "一二千万亿亿",
        "点五",
        "三点",
        "多",
        "三点百",
        "9" * 40,
        "1.2.3",
        "四千千",
    ],
)
def test_what_cannot_be_read_one_way_is_not_a_number(text: str) -> None:
    assert read_numeral(text).said is Said.NOT_A_NUMBER
    assert read_numeral(text).value is None


_DIGITS = "零一二三四五六七八九"


def _spell(number: int) -> str:
    """A number below 一亿 in words, as it is read out."""
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        return _spell(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + _spell(low))
    out, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if pending and out else "") + _DIGITS[digit] + name
            pending = False
        else:
            pending = True
    return out or "零"


@given(st.integers(0, 99_999_999))
def test_a_number_read_out_is_read_back(number: int) -> None:
    assert read_numeral(_spell(number)).value == number


@given(st.integers(0, 10**12))
def test_thousands_separators_change_nothing(number: int) -> None:
    assert read_numeral(f"{number:,}").value == number


@given(st.text(max_size=40) | st.text("零〇一二两三十百千万亿廿点0123456789.,余多", max_size=20))
def test_every_text_is_answered(text: str) -> None:
    numeral = read_numeral(text)
    assert (numeral.value is None) == (numeral.said is Said.NOT_A_NUMBER)
    assert numeral.high is None or numeral.value is not None
