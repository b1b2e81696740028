"""Numbers that are none of a row's, though they stand in its line or below it: before labels, beside words, of another count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from attrs import evolve

from govreport_parser import Status, parse
from kit import Recipe, article_of, text_of, wrong_cells
from kit.article import Slot, map_slots
from test_soundness_moved import PARTS, ROWS, SHOWS, misread, table_three

TWO = "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
Row = Callable[[Sequence[Slot]], str]


def numbers_first(between: str, unit: str = "", unseen: str = "") -> Row:
    def row(slots: Sequence[Slot]) -> str:
        numbers = [s.text + unit + unseen for s in slots if s.path]
        return between.join([*numbers, *(s.text for s in slots if not s.path)])

    return row


LEADING: dict[str, Row] = {
    "spaces": numbers_first(" "),
    "units": numbers_first(" ", unit=" 件"),
    "tabs": numbers_first("\t"),
    "unseen": numbers_first(" ", unseen="\ufeff"),
    "reversed": lambda slots: "\t".join(s.text for s in reversed(slots)),
    "run together": lambda slots: "".join(s.text for s in reversed(slots)),
}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("shape", "cut"), [*((shape, 1.0) for shape in LEADING), ("spaces", 0.7), ("units", 0.7), ("tabs", 0.7)]
)
def test_lines_that_begin_with_numbers_and_end_with_a_label_give_none_to_the_row_above(
    shape: str, cut: float, seed: int
) -> None:
    """Whole, and cut off in the middle of a table, so that numbers stand behind the last label that is left."""
    article = article_of(Recipe(seed))
    text = text_of(article, LEADING[shape])
    assert wrong_cells(parse(text[: int(len(text) * cut)]).cells, article.truth) == []


def column_by_column(numbers: str, column: str, row: str) -> str:
    return f"{numbers}\n{column}\n{row}\n"


FLAT = [
    ("12", "本年制发件数", "规章"),
    ("0", "本年废止件数", "规章"),
    ("31", "现行有效件数", "规章"),
    ("7", "本年处理决定数量", "行政许可"),
    ("45", "本年处理决定数量", "行政处罚"),
    ("6", "本年处理决定数量", "行政强制"),
    ("3.5", "本年收费金额（单位：万元）", "行政事业性收费"),
]


def test_numbers_before_both_of_their_labels_are_not_those_of_the_labels_above() -> None:
    text = (
        "二、主动公开政府信息情况\n数量\n指标\n项目\n"
        + "".join(column_by_column(*line) for line in FLAT)
        + "三、收到\n"
    )
    assert not any(cell.certain for cell in parse(text).cells.values())


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


@pytest.mark.parametrize("words", ["一", "5。0", "二十"])
def test_slashes_that_part_cells_are_no_blanks_where_no_number_can_be_read(words: str) -> None:
    article = map_slots(article_of(Recipe(3)), lambda slot: evolve(slot, text=words) if slot.path else slot)
    found = parse(text_of(article, lambda slots: " / ".join(slot.text for slot in slots)))
    assert not any(cell.certain for cell in found.cells.values())


def without_column(lost: int) -> str:
    """Table three of a page with an empty cell for each that is merged, a column left out."""
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = [["项目", "", "", *names]]
    for label, numbers in ROWS.values():
        group, _, own = label.rpartition(" ")
        cells = [group, "", own] if "." in own else [group, own, ""] if own.startswith("（") else [own, "", ""]
        rows.append([*cells, *map(str, numbers)])
    kept = [[cell for n, cell in enumerate(row) if n != lost + 3] for row in rows]
    return "<table>" + "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in kept) + "</table>"


@pytest.mark.parametrize("lost", range(7))
def test_an_empty_cell_of_the_labels_is_no_blank_where_every_row_lacks_a_column(lost: int) -> None:
    found = parse(f"<p>三、收到和处理政府信息公开申请情况</p>{without_column(lost)}")
    assert misread(found) == []


@pytest.mark.parametrize("shape", SHOWS)
def test_the_sums_of_a_group_are_not_the_numbers_of_the_row_above_its_heading(shape: str) -> None:
    """The row above the heading has lost its numbers, and the heading of the group carries the sums of its rows."""
    path = "results.partially_granted"
    label = ROWS["results.refused.state_secret"][0].split()[-1]
    sums = SHOWS[shape]("（三）不予公开", ["8", "11", "0", "0", "0", "0", "19"])
    text = table_three(SHOWS[shape]).replace(
        SHOWS[shape](ROWS[path][0], [str(n) for n in ROWS[path][1]]), ROWS[path][0]
    )
    text = text.replace(ROWS["results.refused.state_secret"][0], f"\n{sums}\n{label}")
    found = parse(text)
    assert not any(found.cells[f"applications.{path}.{part}"].value == 11 for part in PARTS)
    assert found.cells[f"applications.{path}.total"].status is not Status.READ


def test_numbers_that_count_the_lines_do_not_stand_in_for_lost_ones() -> None:
    """Every line of table two has its number above it; the last number of a row is lost."""
    labels = [("规章", "0 0 0"), ("行政规范性文件", "4 5")]
    lines = ["第二十条第（一）项", "信息内容\n本年制发件数\n本年废止件数\n现行有效件数"]
    lines += [f"{label}\n{numbers}".replace(" ", "\n") for label, numbers in labels]
    lines += [
        "第二十条第（五）项",
        "信息内容\n本年处理决定数量",
        "行政许可\n7",
        "第二十条第（六）项",
        "信息内容\n本年处理决定数量",
        "行政处罚",
    ]
    text = (
        "二、主动公开政府信息情况\n" + "\n".join(f"{n}\n{line}" for n, line in enumerate(lines, 1)) + "\n11\n三、收到\n"
    )
    assert not any(cell.certain for cell in parse(text).cells.values())


def test_lines_that_are_counted_and_run_together_end_no_number() -> None:
    text = (
        "二、主动公开政府信息情况\n1第二十条第（五）项2信息内容本年处理决定数量3行政许可184第二十条第（六）项5信息内容"
        "本年处理决定数量6行政处罚57行政强制09第二十条第（八）项\n三、收到\n"
    )
    assert not any(cell.value for cell in parse(text).cells.values())


def test_the_header_of_a_block_whose_rows_are_gone_names_no_column_of_another_block() -> None:
    text = (
        TWO
        + "行政处罚 79 0 9\n行政强制 14 86 64\n第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 4\n三、收到\n"
    )
    assert not any(cell.certain for path, cell in parse(text).cells.items() if "fees" not in path)


def test_rows_of_one_year_are_not_read_below_a_header_of_two() -> None:
    """The numbers of one of the years are lost in most rows, which then have as many as the form's."""
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    head = (
        "某县2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n项目\t2022年\t2023年\n"
        + "\t".join(names * 2)
        + "\n"
    )
    rows = "\n".join("\t".join([row[0], *map(str, row[1])]) for row in ROWS.values())
    assert not any(cell.certain for path, cell in parse(head + rows).cells.items())


def test_digits_of_a_number_that_is_wrapped_with_its_unit_are_not_left_out() -> None:
    numbers = "{}  17件  0件  0件  1件  0件  {}"
    text = table_three(lambda label, numbers: "  ".join([label, *(f"{n}件" for n in numbers)]))
    whole = f"一、本年新收政府信息公开申请数量  {numbers.format('25件', '43件')}"
    wrapped = f"一、本年新收政府信息公开  {numbers.format('2751', '2769')}\n申请数量                   9件                           9件"
    found = parse(text.replace(whole, wrapped))
    assert whole in text
    assert found.cells["applications.received.natural_person"].value is None
    assert found.cells["applications.received.total"].value is None
