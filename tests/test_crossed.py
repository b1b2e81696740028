"""Tables of a page whose rows and columns are not the form's: read by the labels left of a number and above it, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pytest

from govreport_parser import Report, Status, parse
from govreport_parser.forms import FORMS

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
KINDS = ("行政复议", "未经复议直接起诉", "复议后起诉")
DISPUTES = ((3, 1, 0, 2, 6), (11, 0, 4, 0, 15), (0, 7, 0, 1, 8))
PATHS = [
    f"disputes.{kind}.{outcome}"
    for kind in ("review", "litigation_direct", "litigation_after_review")
    for outcome in ("upheld", "corrected", "other", "pending", "total")
]
TITLE = "望江县水务局2023年政府信息公开工作年度报告"


def page(*tables: Sequence[Sequence[object]]) -> str:
    """A page with tables; a cell is what it prints, or that and its attributes."""
    out = f"<h1>{TITLE}</h1><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    for rows in tables:
        cells = (
            "".join(
                f"<td {cell[1]}>{escape(str(cell[0]))}</td>" if isinstance(cell, tuple) else f"<td>{cell}</td>"
                for cell in row
            )
            for row in rows
        )
        out += "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    return out


def disputes(report: Report) -> list[object]:
    return [report.cells[path].value for path in PATHS] if report.disputes else []


NUMBERS = [number for row in DISPUTES for number in row]
FIVE = 'colspan="5"'
SHAPES = {
    "a row for each kind": page([["", *OUTCOMES], *([kind, *row] for kind, row in zip(KINDS, DISPUTES, strict=True))]),
    "a column for each kind": page(
        [["", *KINDS], *([o, *row] for o, row in zip(OUTCOMES, zip(*DISPUTES, strict=True), strict=True))]
    ),
    "three tables": page(
        *([[(kind, FIVE)], OUTCOMES, row] for kind, row in zip(KINDS, DISPUTES, strict=True)),
    ),
    "one below the other": page(
        [line for kind, row in zip(KINDS, DISPUTES, strict=True) for line in ([(kind, FIVE)], OUTCOMES, row)]
    ),
    "a number to a row": page(
        [
            [*([(kind, 'rowspan="5"')] if n == 0 else []), outcome, number]
            for kind, row in zip(KINDS, DISPUTES, strict=True)
            for n, (outcome, number) in enumerate(zip(OUTCOMES, row, strict=True))
        ]
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_table_four_in_another_shape_is_read_by_its_labels(shape: str) -> None:
    report = parse(SHAPES[shape])
    assert disputes(report) == NUMBERS
    cell = report.cells["disputes.litigation_direct.other"]
    assert (cell.raw, cell.status) == ("4", Status.READ)
    assert cell.span is not None
    assert report.text[slice(*cell.span)] == "4"


def test_litigation_that_is_not_said_to_be_of_either_kind_is_not_read() -> None:
    kinds = ("行政复议", "行政诉讼", "行政诉讼")
    report = parse(page(*([[(kind, FIVE)], OUTCOMES, row] for kind, row in zip(kinds, DISPUTES, strict=True))))
    assert not any(report.cells[path].certain for path in PATHS if report.disputes)


def test_table_four_in_another_shape_whose_sums_do_not_hold_is_not_read() -> None:
    wrong = [DISPUTES[0], DISPUTES[1], (0, 7, 0, 1, 9)]
    report = parse(page([["", *OUTCOMES], *([kind, *row] for kind, row in zip(KINDS, wrong, strict=True))]))
    assert report.disputes is None


ROWS = [(path, f"{row.number}{row.label.text}") for path, row, _ in FORMS["2021"].applications.rows()]
APPLICANTS = [column.label.text for column in FORMS["2021"].applications.blocks[0].columns]


def applications(times: int = 1) -> list[tuple[str, list[int]]]:
    """Every row of table three with its numbers: requests of one outcome, one of them carried over."""
    counts = {
        "received": (40, 2),
        "carried_over": (1, 0),
        "results.granted": (41, 2),
        "results.total": (41, 2),
    }
    numbers = ((label, *counts.get(path, (0, 0))) for path, label in ROWS)
    return [(label, [a * times, b * times, 0, 0, 0, 0, (a + b) * times]) for label, a, b in numbers]


SIDE_BY_SIDE = [
    [("行政复议", FIVE), ("行政诉讼", 'colspan="10"')],
    [*((outcome, 'rowspan="2"') for outcome in OUTCOMES), (KINDS[1], FIVE), (KINDS[2], FIVE)],
    OUTCOMES * 2,
    NUMBERS,
]


def received(report: Report) -> list[object]:
    names = ("received.natural_person", "received.total", "results.granted.business", "carried_forward.other")
    return [report.cells[f"applications.{name}"].value for name in names] if report.applications else []


def test_table_three_with_rows_and_columns_exchanged_is_read_and_throws_no_doubt_on_the_others() -> None:
    rows = applications()
    across = [["", *(label for label, _ in rows)]]
    across += [[name, *(numbers[n] for _, numbers in rows)] for n, name in enumerate(APPLICANTS)]
    report = parse(page(across, SIDE_BY_SIDE))
    assert received(report) == [40, 42, 2, 0]
    assert disputes(report) == NUMBERS


def two_years(years: tuple[str, str], own: int) -> str:
    """A page whose table three has two columns for every one of the form's, of this year (``own`` of the two) and another."""
    head = [[("", 'rowspan="2"'), *((name, 'colspan="2"') for name in APPLICANTS)], [*years] * 7]
    rows = [
        [label, *(number for pair in zip(*((a, b) if own == 0 else (b, a)), strict=True) for number in pair)]
        for (label, a), (_, b) in zip(applications(), applications(3), strict=True)
    ]
    return page([*head, *rows])


@pytest.mark.parametrize("years", [("2023年", "2022年"), ("2022年", "2023年"), ("本年", "上年"), ("上年度", "本年度")])
def test_the_columns_of_the_year_before_are_left_out(years: tuple[str, str]) -> None:
    own = 0 if years[0] in ("2023年", "本年") else 1
    assert received(parse(two_years(years, own))) == [40, 42, 2, 0]


@pytest.mark.parametrize("years", [("2024年", "2023年"), ("2021年", "2022年")])
def test_of_two_years_neither_is_read_unless_the_report_speaks_of_the_later(years: tuple[str, str]) -> None:
    report = parse(two_years(years, 0))
    assert not any(cell.certain for path, cell in report.cells.items() if path.startswith("applications."))


def test_of_two_columns_without_a_year_neither_is_read() -> None:
    head = [["", *((name, 'colspan="2"') for name in APPLICANTS)]]
    rows = [
        [label, *(number for pair in zip(a, b, strict=True) for number in pair)]
        for (label, a), (_, b) in zip(applications(), applications(3), strict=True)
    ]
    report = parse(page([*head, *rows]))
    assert not any(cell.certain for path, cell in report.cells.items() if path.startswith("applications."))


def test_a_column_that_numbers_the_rows_behind_their_labels_is_left_out() -> None:
    rows = [[label, f"{n:02d}", *numbers] for n, (label, numbers) in enumerate(applications(), 1)]
    assert received(parse(page([["", "行次", *APPLICANTS], *rows]))) == [40, 42, 2, 0]


BLOCKS: list[list[object]] = [
    [("第二十条第（一）项", 'colspan="4"'), "备注"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", ""],
    ["规章", 0, 0, 0, ""],
    ["行政规范性文件", 5, 1, 24, ""],
    [("第二十条第（五）项", 'colspan="4"'), ""],
    ["信息内容", ("本年处理决定数量", 'colspan="3"'), ""],
    ["行政许可", (318, 'colspan="3"'), ""],
    [("第二十条第（六）项", 'colspan="4"'), ""],
    ["信息内容", ("本年处理决定数量", 'colspan="3"'), ""],
    ["行政处罚", (27, 'colspan="3"'), ""],
    ["行政强制", (2, 'colspan="3"'), ""],
    [("第二十条第（八）项", 'colspan="4"'), ""],
    ["信息内容", ("本年收费金额（单位：万元）", 'colspan="3"'), ""],
    ["行政事业性收费", ("12.5", 'colspan="3"'), ""],
]


def disclosed(report: Report) -> list[object]:
    names = ("normative_documents.issued", "normative_documents.in_force", "penalties.decisions", "fees.amount")
    return [report.cells[f"disclosure.{name}"].value for name in names]


def test_table_two_with_a_column_for_remarks_is_read() -> None:
    assert disclosed(parse(page(BLOCKS))) == [5, 24, 27, 125_000]


@pytest.mark.parametrize(
    "row",
    [
        ["行政规范性文件", 5, 5, 1, 24],  # one number twice, the last below 备注
        ["行政规范性文件", 5, "", 24, ""],  # an empty cell, and another one that may be of the form
        ["行政规范性文件", 5, 1, ("24", 'colspan="2"')],
    ],
)
def test_a_row_of_table_two_whose_cells_are_not_below_their_columns_is_not_read_so(row: list[object]) -> None:
    report = parse(page([*BLOCKS[:3], row, *BLOCKS[4:]]))
    assert report.cells["disclosure.normative_documents.repealed"].value in (None, 1)
    assert report.cells["disclosure.normative_documents.in_force"].value in (None, 24)


def every_row_a_table(lost: int | None = None) -> str:
    """Table three, a table for every row, so that the cells of no two rows need stand in the same columns; zeros are left empty."""
    head = [("申请人情况", 'colspan="2"'), *APPLICANTS]
    rows: list[list[object]] = []
    for n, (label, numbers) in enumerate(applications()):
        before: list[object] = [[(label, 'colspan="2"')], ["三、本年度办理结果", label], [label]][n % 3]
        shown = [number or "" for number in numbers]
        rows.append([*before, *(shown[1:] if n == lost else shown)])
    return page([head], *([row] for row in rows))


def test_rows_that_show_the_cells_of_the_form_in_other_columns_each_have_empty_cells_in_their_places() -> None:
    report = parse(every_row_a_table())
    assert report.applications is not None
    names = ("received.natural_person", "received.total", "results.granted.business")
    assert [report.cells[f"applications.{name}"].value for name in names] == [40, 42, 2]
    assert report.cells["applications.carried_over.business"].status is Status.BLANK


def test_a_row_with_a_cell_less_than_the_others_is_not_read_so() -> None:
    report = parse(every_row_a_table(lost=0))
    cell = report.cells["applications.received.natural_person"]
    assert cell.value in (None, 40)
    assert report.cells["applications.received.business"].value in (None, 2)


def test_table_three_without_the_columns_that_an_office_left_out() -> None:
    """The total of every row is the sum of the columns that are printed; the cells of the others are not in the document."""
    rows = [(label, [sum(row[:3]), row[3], sum(row[4:-1]), row[-1]]) for label, row in applications()]
    head = [APPLICANTS[0], APPLICANTS[3], APPLICANTS[5], APPLICANTS[-1]]
    report = parse(page([["", *head], *([label, *row] for label, row in rows)]))
    assert report.applications is not None
    for (path, _), (_, row) in zip(ROWS, rows, strict=True):
        cells = [
            report.cells[f"applications.{path}.{who}"]
            for who in ("natural_person", "public_interest", "other", "total")
        ]
        assert [cell.value for cell in cells] == row
        assert report.cells[f"applications.{path}.research"].status is Status.MISSING


def test_a_column_left_out_that_the_totals_count_leaves_the_table_unread() -> None:
    rows = [[label, *row[:2], *row[3:]] for label, row in applications()]
    report = parse(page([["", *APPLICANTS[:2], *APPLICANTS[3:]], *rows]))
    assert not report.cells["applications.received.research"].certain or (
        report.cells["applications.received.research"].value == applications()[0][1][2]
    )


def test_a_table_of_another_shape_below_a_caption_of_the_year_before_is_not_the_report_s_own() -> None:
    rows = applications()
    across = [
        ["", *(label for label, _ in rows)],
        *([a, *(row[n] for _, row in rows)] for n, a in enumerate(APPLICANTS)),
    ]
    assert parse(page(across)).cells["applications.received.natural_person"].certain
    before = page(across).replace("<table>", "<p>2022年</p><table>")
    assert not parse(before).cells["applications.received.natural_person"].certain
