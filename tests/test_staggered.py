"""Rows of a text of columns whose numbers stand on several lines: side by side they have another order than in the text."""

from __future__ import annotations

import pytest

from govreport_parser import parse
from govreport_parser.forms import FORMS

TABLE = FORMS["2021"].applications
COLUMNS = [column.id for column in TABLE.blocks[0].columns]
NUMBERS = {
    "received": (996, 1, 1024, 240, 0, 3511, 5772),
    "results.granted": (85, 3511, 1024, 0, 7, 19, 4646),
    "results.refused.state_secret": (7, 85, 1024, 240, 0, 3511, 4867),
}
ROWS = {
    "received": """
                           1024           3511
一、本年新收政府信息  996 件 1 件         240 件 0 件         5772 件
公开申请数量               件             件
""",
    "results.granted": """
（一）予以公开    3511 1024
            85 件             0 件   7 件   19 件   4646 件
            件      件
""",
    "results.refused.state_secret": """
1.属于国家秘密    1024   7 件   85 件   240 件   0 件   3511 件   4867 件
                件
""",
}


def document() -> str:
    out = "申请人情况 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
    for path, row, _ in TABLE.rows():
        out += ROWS.get(path) or f"{row.number}{row.label.text}   0 件   0 件   0 件   0 件   0 件   0 件   0 件\n"
    return f"三、收到和处理政府信息公开申请情况\n{out}四、政府信息公开行政复议、行政诉讼情况\n"


@pytest.mark.parametrize("path", ROWS)
def test_numbers_wrapped_with_their_units_are_not_read_in_the_order_of_the_text(path: str) -> None:
    cells = parse(document()).cells
    for column, number in zip(COLUMNS, NUMBERS[path], strict=True):
        cell = cells[f"applications.{path}.{column}"]
        assert cell.value in (None, number)
        assert cell.value is None or cell.certain


def test_the_other_rows_of_such_a_text_are_read() -> None:
    cells = parse(document()).cells
    row = [cells[f"applications.results.refused.inquiry.{column}"].value for column in COLUMNS]
    assert row == [0] * 7


@pytest.mark.parametrize("break_at", [3, 5])
def test_a_row_that_goes_on_in_the_next_line_is_read(break_at: int) -> None:
    counts = {
        "received": NUMBERS["received"],
        "results.granted": NUMBERS["received"],
        "results.total": NUMBERS["received"],
    }
    out = "申请人情况 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
    for path, row, _ in TABLE.rows():
        numbers = [str(number) for number in counts.get(path, (0,) * 7)]
        out += f"{row.number}{row.label.text} {' '.join(numbers[:break_at])}\n{' '.join(numbers[break_at:])}\n"
    cells = parse(out).cells
    assert [cells[f"applications.received.{column}"].value for column in COLUMNS] == list(NUMBERS["received"])


def test_a_padded_row_that_is_folded_at_the_end_of_the_line_is_read() -> None:
    """Its second line begins left of the numbers of the first, below the label."""
    out = "申请人情况 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
    for path, row, _ in TABLE.rows():
        first, *others = NUMBERS["received"] if path in ("received", "results.granted", "results.total") else (0,) * 7
        out += f"{row.number}{row.label.text}{'':24}{first}\n{'         '.join(map(str, others))}\n"
    cells = parse(out.replace("部分公开", "部份公开")).cells  # a label in another wording: the table goes the long way
    assert [path for path, cell in cells.items() if path.startswith("applications.") and not cell.certain] == []
