"""Table four in a text, its kinds of dispute one below the other, or side by side with a row for each outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from govreport_parser import Status, parse
from govreport_parser.forms import FORMS

TABLE = FORMS["2021"].disputes
OUTCOMES = [column.label.text for column in TABLE.blocks[0].columns]
KINDS = ["行政复议", "行政诉讼\n未经复议直接起诉", "复议后起诉"]
ROWS = ("3 1 0 2 6", "11 0 4 0 15", "0 7 0 1 8")
NUMBERS = [int(number) for row in ROWS for number in row.split()]

COUNTS = {"received": 4, "results.granted": 4, "results.total": 4}
APPLICATIONS = "\n".join(
    f"{row.number}{row.label.text}\n{COUNTS.get(path, 0)}\n0\n0\n0\n0\n0\n{COUNTS.get(path, 0)}"
    for path, row, _ in FORMS["2021"].applications.rows()
)


def own_headers(rows: Sequence[str]) -> str:
    return "\n".join(f"{kind}\n{' '.join(OUTCOMES)}\n{row}" for kind, row in zip(KINDS, rows, strict=True))


def one_header(rows: Sequence[str]) -> str:
    lines = [f"{kind} {row}" for kind, row in zip(KINDS, rows, strict=True)]
    return "\n".join([" ".join(OUTCOMES), *lines])


def colons(rows: Sequence[str]) -> str:
    lines = [f"{kind}：{row}" for kind, row in zip(KINDS, rows, strict=True)]
    return "\n".join([" ".join(OUTCOMES), *lines])


def bars(rows: Sequence[str]) -> str:
    lines = [f"| {kind.split()[-1]} | {row.replace(' ', ' | ')} |" for kind, row in zip(KINDS, rows, strict=True)]
    return "\n".join([f"| | {' | '.join(OUTCOMES)} |", "|---|---|---|---|---|---|", *lines])


def across(rows: Sequence[str]) -> str:
    columns = zip(*(row.split() for row in rows), strict=True)
    lines = [f"{outcome}\t" + "\t".join(cells) for outcome, cells in zip(OUTCOMES, columns, strict=True)]
    return "\n".join(["\t".join(["结果", *(kind.split()[-1] for kind in KINDS)]), *lines])


def one_number(rows: Sequence[str]) -> str:
    return "\n".join(
        f"{kind}\n" + "\n".join(f"{outcome}：{number}" for outcome, number in zip(OUTCOMES, row.split(), strict=False))
        for kind, row in zip(KINDS, rows, strict=True)
    ).replace("：", " ")


def column_by_column(rows: Sequence[str]) -> str:
    """As a tool prints the page of a PDF file: the labels of all kinds but the last stand above the first numbers."""
    header = "\n".join(f"{outcome[:-1]}\n{outcome[-1]}" for outcome in OUTCOMES)
    first, *others = (row.replace(" ", "\n\n") for row in rows)
    return "\n\n".join(["行政复议", *KINDS[1].split(), header, first, KINDS[2], header, header, *others])


def first_alone(rows: Sequence[str]) -> str:
    """The same, with the labels of the other kinds together behind the first numbers."""
    header = "\n".join(OUTCOMES)
    first, *others = (row.replace(" ", "\n") for row in rows)
    return "\n".join(["行政复议", header, first, *KINDS[1].split(), KINDS[2], header, header, *others])


Shape = Callable[[Sequence[str]], str]
SHAPES: list[Shape] = [own_headers, one_header, colons, bars, across, one_number, column_by_column, first_alone]


def values(shape: Shape, rows: Sequence[str]) -> list[object]:
    text = f"三、收到和处理政府信息公开申请情况\n{APPLICATIONS}\n四、政府信息公开行政复议、行政诉讼情况\n"
    report = parse(f"{text}{shape(rows)}\n五、存在的主要问题及改进情况\n无")
    if report.disputes is None:
        return []
    return [0 if (cell := report.cells[path]).status is Status.BLANK else cell.value for path in TABLE.cells()]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_read(shape: Shape) -> None:
    assert values(shape, ROWS) == NUMBERS


@pytest.mark.parametrize("shape", SHAPES)
def test_dashes_are_empty_cells(shape: Shape) -> None:
    assert values(shape, [row.replace("0", "—").replace("11", "10").replace("15", "14") for row in ROWS]) == [
        {11: 10, 15: 14}.get(number, number) for number in NUMBERS
    ]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("row", ["0 7 0 1 9", "0 7 0 1", "0 7 0 1 8 2", "0 7 0 见附件 8"])
def test_a_row_that_is_not_whole_leaves_the_table_unread(shape: Shape, row: str) -> None:
    if shape in (across, one_number) and len(row.split()) != 5:
        return
    assert not any(value for value in values(shape, [*ROWS[:2], row]))
