"""Numbers that are none of a row's, though they stand in its line or below it: before labels, beside words, of another count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from govreport_parser import parse
from kit import Recipe, article_of, text_of, wrong_cells
from kit.article import Slot
from test_soundness_moved import table_three

TWO = "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
Row = Callable[[Sequence[Slot]], str]


def nested(slots: Sequence[Slot]) -> str:
    return "\n".join(f"{'  ' if n else '- '}- {slot.text}" for n, slot in enumerate(slots))


@pytest.mark.parametrize("seed", range(6))
def test_the_dashes_of_a_list_in_a_list_are_no_cells(seed: int) -> None:
    article = article_of(Recipe(seed))
    found = parse(text_of(article, nested))
    assert wrong_cells(found.cells, article.truth) == []
    assert sum(cell.certain for cell in found.cells.values()) > len(article.truth) * 0.95


NO_NUMBERS = [
    "3+",
    "近3",
    "3余",
    "约3",
    "<3",
    ">3",
    "3年",
    "3月",
    "第3",
    "3号",
    "3千",
    "3百",
    "共3",
    "3!",
    "3°",
    "5。0",
    "3以上",
]


@pytest.mark.parametrize("printed", NO_NUMBERS)
@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_number_beside_a_word_or_a_mark_is_not_the_whole_of_a_cell(between: str, printed: str) -> None:
    text = (
        TWO
        + f"规章 0 0 0\n行政规范性文件 4 0 9\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可{between}{printed}\n三、收到\n"
    )
    cell = parse(text).cells["disclosure.licensing.decisions"]
    assert (cell.certain, cell.value) == (False, None)


@pytest.mark.parametrize("printed", ["3", "3件", "3个", "3 件", "“3”", "3、", "3（其中修订1件）"])
def test_a_number_with_its_unit_is(printed: str) -> None:
    text = (
        TWO
        + f"规章 0 0 0\n行政规范性文件 4 0 9\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 {printed}\n三、收到\n"
    )
    assert parse(text).cells["disclosure.licensing.decisions"].value == 3


def test_digits_of_a_number_that_is_wrapped_with_its_unit_are_not_left_out() -> None:
    numbers = "{}  17件  0件  0件  1件  0件  {}"
    text = table_three(lambda label, numbers: "  ".join([label, *(f"{n}件" for n in numbers)]))
    whole = f"一、本年新收政府信息公开申请数量  {numbers.format('25件', '43件')}"
    wrapped = f"一、本年新收政府信息公开  {numbers.format('2751', '2769')}\n申请数量                   9件                           9件"
    found = parse(text.replace(whole, wrapped))
    assert whole in text
    assert found.cells["applications.received.natural_person"].value is None
    assert found.cells["applications.received.total"].value is None
