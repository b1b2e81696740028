"""One printed cell to its value, or why it has none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.forms import Kind
from govreport_parser.numbers import Sort, header_unit, read_number

COUNTS = {
    "0": 0,
    "41": 41,
    "11398889": 11398889,
    "1,230": 1230,
    "12，345": 12345,
    "１２３": 123,
    "Ｏ": 0,
    "1O": 10,
    "12件": 12,
    "22（其中修订16件）": 22,
    "7\u2009054": 7054,
}
NOT_COUNTS = [
    "12.5",
    "007",
    "-3",
    "+3",
    "约12",
    "1 230",
    "1\u200923",
    "12\u20093456",
    "12,34",
    "见附件",
    "1" * 20,
    "12/13",
]
BLANKS = ["", "-", "—", "——", "/", "无", "不适用"]
CHANGES = {
    "+19": 19,
    "-24": -24,
    "－24": -24,
    "0": 0,
    "增加3": 3,
    "(增加3)": 3,
    "减少5": -5,
    "減少97": -97,
    "1,036": 1036,
    "增加1\u2009059\u2009359": 1059359,
}
AMOUNTS = [
    ("1.8亿元", None, Decimal(180000000)),
    ("160.5964万元", None, Decimal(1605964)),
    ("251000元", 10_000, Decimal(251000)),
    ("75394432.52元", None, Decimal("75394432.52")),
    ("24252.311082", 10_000, Decimal("242523110.82")),
    ("0", None, Decimal(0)),
    ("477.35（万元）", None, Decimal(4773500)),
    ("1,230.50万元", None, Decimal(12305000)),
    ("15\u202f869.9094万元", None, Decimal(158699094)),
]


@pytest.mark.parametrize(("text", "value"), COUNTS.items())
def test_counts(text: str, value: int) -> None:
    printed = read_number(text)
    assert (printed.sort, printed.value) == (Sort.NUMBER, value)


@pytest.mark.parametrize("text", NOT_COUNTS)
def test_what_is_no_count(text: str) -> None:
    assert read_number(text) == (Sort.UNREADABLE, None, False, False)


@pytest.mark.parametrize("text", BLANKS)
@pytest.mark.parametrize("kind", list(Kind))
def test_blanks(text: str, kind: Kind) -> None:
    assert read_number(text, kind).sort is Sort.BLANK


@pytest.mark.parametrize(("text", "value"), CHANGES.items())
def test_signed(text: str, value: int) -> None:
    assert read_number(text, Kind.SIGNED).value == value


def test_the_placeholder_of_the_form_is_no_change() -> None:
    assert read_number("增/减", Kind.SIGNED).sort is Sort.UNREADABLE


@pytest.mark.parametrize(("text", "unit", "value"), AMOUNTS)
def test_money_is_in_yuan(text: str, unit: int | None, value: Decimal) -> None:
    printed = read_number(text, Kind.MONEY, unit)
    assert (printed.sort, printed.value) == (Sort.NUMBER, value)


def test_money_without_a_unit_is_not_certain() -> None:
    assert read_number("477.35", Kind.MONEY) == (Sort.UNITLESS, Decimal("477.35"), False, False)


def test_marks_of_a_number() -> None:
    assert read_number("22（其中修订16件）").annotated
    assert read_number("Ｏ").lettered
    assert not read_number("22").annotated


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("本年收费金额（单位：万元）", 10_000),
        ("采购总金额（万元）", 10_000),
        ("单位:元", 1),
        ("采购总金额", None),
        ("采购总\n金额（单 位：\n亿元）", 10**8),
    ],
)
def test_header_units(header: str, unit: int | None) -> None:
    assert header_unit(header) == unit


@given(st.integers(0, 10**15 - 1))
def test_every_count_reads_back(value: int) -> None:
    assert read_number(str(value)).value == value
    assert read_number(f"{value:,}").value == value


@given(st.text(max_size=40), st.sampled_from(list(Kind)))
def test_anything_is_read_without_an_exception(text: str, kind: Kind) -> None:
    printed = read_number(text, kind)
    assert (printed.value is None) == (printed.sort in (Sort.BLANK, Sort.UNREADABLE))


def test_what_breaks_a_line_is_no_blank() -> None:
    assert read_number("\\").sort is Sort.BLANK
    assert read_number("\\\\").sort is not Sort.BLANK
