"""Rows of table two with the title of their block in their labels, as exports print the way from a group to a row."""

from __future__ import annotations

import pytest

from govreport_parser import Report, parse

COLUMNS = ("本年制发件数", "本年废止件数", "现行有效件数")
ONE = ("本年处理决定数量",)
ROWS: tuple[tuple[tuple[str, ...], str, str, tuple[object, ...]], ...] = (
    (COLUMNS, "第二十条第（一）项", "规章", (0, 0, 0)),
    (COLUMNS, "第二十条第（一）项", "行政规范性文件", (5, 1, 24)),
    (ONE, "第二十条第（五）项", "行政许可", (318,)),
    (ONE, "第二十条第（六）项", "行政处罚", (27,)),
    (ONE, "第二十条第（六）项", "行政强制", (2,)),
    (("本年收费金额（单位：万元）",), "第二十条第（八）项", "行政事业性收费", ("12.5",)),
)


def table(joiner: str, lost: int | None = None) -> str:
    """The table with a header wherever the columns change, but for one that is ``lost``."""
    lines = []
    header: tuple[str, ...] = ()
    headers = 0
    for columns, title, label, numbers in ROWS:
        if columns != header:
            lines += [] if headers == lost else ["\t".join(["项目", *columns])]
            header = columns
            headers += 1
        lines.append("\t".join([f"{title}{joiner}{label}", *map(str, numbers)]))
    return "二、主动公开政府信息情况\n" + "\n".join(lines) + "\n三、收到和处理政府信息公开申请情况\n"


def values(report: Report) -> list[object]:
    names = (
        "normative_documents.issued",
        "normative_documents.in_force",
        "licensing.decisions",
        "compulsions.decisions",
    )
    return [report.cells[f"disclosure.{name}"].value for name in (*names, "fees.amount")]


@pytest.mark.parametrize("joiner", [" / ", "-", " > ", "→", "", " "])
def test_the_title_of_a_block_in_a_label_begins_no_block(joiner: str) -> None:
    assert values(parse(table(joiner))) == [5, 24, 318, 2, 125_000]


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_rows_without_a_header_of_their_own_are_not_read_under_another(lost: int) -> None:
    expected = [5, 24, 318, 2, 125_000]
    report = parse(table(" / ", lost))
    assert all(value in (None, right) for value, right in zip(values(report), expected, strict=True))
    assert report.cells["disclosure.rules.issued"].value in (None, 0)
    assert not [
        path for path, cell in report.cells.items() if cell.value is not None and path.endswith("fees.decisions")
    ]
