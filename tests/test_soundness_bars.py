"""Text in which a bar closes each cell, a cell to a line: what is empty there is empty, and moves no other number."""

from __future__ import annotations

import pytest

from govreport_parser import Report, parse

OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
FOUR: list[list[str]] = [
    ["行政复议", "行政诉讼"],
    [*OUTCOMES, "未经复议直接起诉", "复议后起诉"],
    [*OUTCOMES, *OUTCOMES],
]
KINDS = ["review", "litigation_direct", "litigation_after_review"]
PATHS = [
    f"disputes.{kind}.{outcome}" for kind in KINDS for outcome in ("upheld", "corrected", "other", "pending", "total")
]


def behind(rows: list[list[str]], width: int) -> str:
    """A bar behind each cell, and as many more as the row spans fewer cells than the table has."""
    lines = [line for row in rows for line in [*(f"{c} |" if c else "|" for c in row), "|" * (width - len(row))]]
    return "\n".join(filter(None, lines))


def below(rows: list[list[str]], width: int) -> str:
    """The same with the bar in a line of its own."""
    return behind(rows, width).replace(" |", "\n|")


STYLES = pytest.mark.parametrize("style", [behind, below])


@STYLES
@pytest.mark.parametrize("empty", [(2, 3, 13), (4, 12, 13), (4, 5, 6), (0, 5, 10), (9,)])
def test_the_empty_cells_of_table_four_move_no_other(empty: tuple[int, ...], style: object) -> None:
    assert callable(style)
    row = ["" if n in empty else "0" for n in range(15)]
    report = parse(
        f"四、政府信息公开行政复议、行政诉讼情况\n{style([*FOUR, row], 15)}\n五、存在的主要问题及改进情况\n形式不多。"
    )
    for n, path in enumerate(PATHS):
        cell = report.cells.get(path)
        assert cell is None or cell.raw != "0" or n not in empty


def table_two(style: object, *rows: list[str]) -> Report:
    assert callable(style)
    head = [["第二十条第（一）项"], ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"]]
    return parse(f"二、主动公开政府信息情况\n{style([*head, *rows], 4)}\n三、收到和处理政府信息公开申请情况")


@STYLES
def test_numbers_across_an_empty_cell_are_not_of_one_row(style: object) -> None:
    cells = table_two(style, ["规章", "", "6", ""], ["", "41", "", "907"]).cells  # the label of the second row is lost
    assert [c.value for p, c in cells.items() if p.startswith("disclosure.rules")] == [None] * 3


@STYLES
def test_full_rows_are_read(style: object) -> None:
    cells = table_two(style, ["规章", "0", "6", "11"], ["规范性文件", "41", "2", "907"]).cells
    assert [c.value for p, c in cells.items() if "rules" in p or "normative" in p] == [0, 6, 11, 41, 2, 907]


def test_words_put_into_a_label_with_the_year_of_an_occasion_are_no_number() -> None:
    columns = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
    rows = [
        ["一、本年新收锦标赛2020赛程|政府信息公开申请数量", "2", "0", "", "0", "", "0", "2"],
        ["二、上年结转政府信息公开申请数量", "0", "0", "", "0", "0", "0", "0"],
        ["（一）予以公开", "", "0", "0", "0", "", "0", "0"],
        ["（二）部分公开", "2", "0", "0", "", "", "", "2"],
        ["（七）总计", "2", "0", "0", "", "", "0", "2"],
        ["四、结转下年度继续办理", "", "", "0", "0", "0", "0", "0"],
    ]
    text = "三、收到和处理政府信息公开申请情况\n申请人情况\n" + columns + "\n" + behind(rows, 8)
    assert all(cell.value is None or cell.value <= 2 for cell in parse(text).cells.values())
