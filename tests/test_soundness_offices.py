"""What offices make of the form before anybody scrapes it: their own columns and rows, merged cells, two years side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from govreport_parser import Report, Status, parse
from tests.table_three import LABELS

PEOPLE = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
HEAD = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
ZEROS = ("0",) * 7
ROWS: Mapping[str, Sequence[str]] = dict.fromkeys(LABELS, ZEROS) | {
    "received": ("8", "5", "0", "2", "0", "0", "15"),
    "carried_over": ("1", "0", "0", "0", "0", "0", "1"),
    "results.granted": ("6", "3", "0", "2", "0", "0", "11"),
    "results.unavailable.not_held": ("1", "0", "0", "0", "0", "0", "1"),
    "results.unavailable.unclear": ("1", "2", "0", "0", "0", "0", "3"),
    "results.total": ("8", "5", "0", "2", "0", "0", "15"),
    "carried_forward": ("1", "0", "0", "0", "0", "0", "1"),
}
TITLE = "安平市教育局2020年政府信息公开工作年度报告"
THREE = "三、收到和处理政府信息公开申请情况"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def page(*tables: str) -> Report:
    """A page with the title and some tables."""
    return parse(f"<html><body><h1>{TITLE}</h1>{''.join(tables)}</body></html>")


def drawn(rows: Sequence[Sequence[str]]) -> str:
    """A table of a page; what begins with a tag is a cell with its attributes."""
    cells = ("".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def table_three(rows: Mapping[str, Sequence[str]], head: Sequence[str] = HEAD) -> list[list[str]]:
    """Table three, a header of one row and a label to each row."""
    return [["项目", *head], *([LABELS[path], *rows[path]] for path in LABELS)]


def lines(rows: Sequence[Sequence[str]], gap: str) -> Report:
    """The rows as a text."""
    return parse(f"{TITLE}\n{THREE}\n" + "\n".join(gap.join(row) for row in rows))


def of(report: Report, path: str) -> list[int | Decimal | None]:
    """The certain values of a row of table three."""
    return [report.cells[f"applications.{path}.{who}"].value for who in PEOPLE]


@pytest.mark.parametrize("gap", ["\t", "\n", " | "])
def test_the_form_as_it_is_read_here(gap: str) -> None:
    for report in (lines(table_three(ROWS), gap), page(drawn(table_three(ROWS)))):
        assert of(report, "received") == [8, 5, 0, 2, 0, 0, 15]
        assert of(report, "results.unavailable.unclear") == [1, 2, 0, 0, 0, 0, 3]


def own(values: Sequence[str], number: str) -> tuple[str, ...]:
    """A row with the number of a column of the office's own behind the first, counted in the total."""
    return (values[0], number, *values[1:-1], str(int(values[-1]) + int(number)))


@pytest.mark.parametrize("gap", ["\t", "\n", " | "])
def test_a_column_of_the_office_s_own_that_is_counted_in_the_totals(gap: str) -> None:
    """The sums hold with the numbers of any column left out that prints a zero."""
    counted = {"received", "results.granted", "results.total"}
    rows = {path: own(values, "4" if path in counted else "0") for path, values in ROWS.items()}
    table = table_three(rows, (HEAD[0], "律师事务所", *HEAD[1:]))
    for report in (lines(table, gap), page(drawn(table))):
        assert report.cells["applications.received.business"].value in (None, 5)
        assert report.cells["applications.results.granted.business"].value in (None, 3)
        assert report.cells["applications.received.natural_person"].value in (None, 8)


@pytest.mark.parametrize("gap", ["\t", "\n", " | "])
def test_a_printed_error_beside_a_column_of_the_office_s_own_is_no_number_of_that_column(gap: str) -> None:
    """A row whose total does not count its only number keeps its sum without it, as if it were the office's own."""
    wrong = {**ROWS, "results.refused.state_secret": ("0", "6", "0", "0", "0", "0", "0")}
    rows = {path: (*row[:6], "0", row[6]) for path, row in wrong.items()}
    table = table_three(rows, (*HEAD[:6], "外籍人员", HEAD[6]))
    for report in (lines(table, gap), page(drawn(table))):
        assert of(report, "results.refused.state_secret") == [None] * 7
        assert of(report, "results.not_processed.complaint") in ([0] * 7, [None] * 7)


def test_a_column_in_the_stead_of_one_that_is_left_out() -> None:
    """Every row has as many numbers as the form has columns; the one of research institutes is left out, a sum put in."""
    rows = {p: (v[0], v[1], *v[3:6], str(sum(map(int, v[1:6]))), v[6]) for p, v in ROWS.items()}
    head = (HEAD[0], HEAD[1], *HEAD[3:6], "法人小计", HEAD[6])
    for gap in ("\t", " "):
        cells = lines(table_three(rows, head), gap).cells
        assert cells["applications.received.research"].value in (None, 0)
        assert cells["applications.received.public_interest"].value in (None, 2)


def test_blanks_behind_the_total_are_not_the_totals_where_a_column_is_left_out() -> None:
    """One column of the form is left out, and one of the office's own, empty in every row, stands behind the totals."""
    rows = {p: (v[0], *v[2:], "—") for p, v in ROWS.items()}
    cells = lines(table_three(rows, (HEAD[0], *HEAD[2:])), " ").cells
    assert cells["applications.received.total"].status is not Status.BLANK
    assert cells["applications.received.business"].value in (None, 5)
    assert cells["applications.received.other"].value in (None, 0)


def test_a_number_in_a_merged_cell_is_that_of_none_of_its_rows() -> None:
    """（四）无法提供: the natural persons of its three rows are counted in one cell."""
    rows: list[Sequence[str]] = table_three(ROWS)
    at = list(LABELS).index("results.unavailable.not_held") + 1
    rows[at] = [rows[at][0], '<td rowspan="3">2</td>', *rows[at][2:]]
    rows[at + 1], rows[at + 2] = ([row[0], *row[2:]] for row in rows[at + 1 : at + 3])
    cells = page(drawn(rows)).cells
    for row, value in (("not_held", 1), ("needs_creation", 0), ("unclear", 1)):
        assert cells[f"applications.results.unavailable.{row}.natural_person"].value in (None, value)


def test_a_number_in_a_merged_cell_of_table_two() -> None:
    rows = [
        ['<td colspan="2">第二十条第（六）项</td>'],
        ["信息内容", "本年处理决定数量"],
        ["行政处罚", '<td rowspan="2">14</td>'],
        ["行政强制"],
    ]
    cells = page(drawn(rows)).cells
    assert not cells["disclosure.penalties.decisions"].certain
    assert not cells["disclosure.compulsions.decisions"].certain
    rows[2][1] = "14"
    rows[3] = ["行政强制", "3"]
    assert page(drawn(rows)).cells["disclosure.penalties.decisions"].value == 14


@pytest.mark.parametrize("joint", ["、", "/", "和", " "])
@pytest.mark.parametrize("gap", ["\t", " | ", " "])
def test_a_row_for_two_rows_of_the_form(gap: str, joint: str) -> None:
    head = f"二、主动公开政府信息情况\n第二十条第（六）项\n信息内容{gap}本年处理决定数量\n"
    if joint == gap:
        return  # a row that lost its number looks so
    cells = parse(f"{TITLE}\n{head}行政处罚{joint}行政强制{gap}14\n").cells
    assert not cells["disclosure.penalties.decisions"].certain
    assert not cells["disclosure.compulsions.decisions"].certain
    cells = parse(f"{TITLE}\n{head}行政处罚{gap}14\n行政强制{gap}3\n").cells
    assert [cells[f"disclosure.{row}.decisions"].value for row in ("penalties", "compulsions")] == [14, 3]


@pytest.mark.parametrize("years", [("2019", "2020"), ("2019年", "2020年"), ("", "")])
def test_rows_with_a_line_for_each_of_two_years(years: tuple[str, str]) -> None:
    """Last year's above the year's own, in every row."""
    last, this = ([year] if year else [] for year in years)
    rows: list[list[str]] = [["项目", *([""] if last else []), *HEAD]]
    for path, label in LABELS.items():
        rows.append(
            [
                f'<td rowspan="2">{label}</td>',
                *last,
                *("3" if v != "0" else "0" for v in ROWS[path][:1]),
                "0",
                "0",
                "0",
                "0",
                "0",
                "3" if ROWS[path][0] != "0" else "0",
            ]
        )
        rows.append([*this, *ROWS[path]])
    report = page(drawn(rows))
    for path in ("received", "results.total"):
        assert all(value in (None, int(own)) for value, own in zip(of(report, path), ROWS[path], strict=True))


def test_a_few_rows_of_a_text_with_a_line_for_each_of_two_years() -> None:
    rows = table_three(ROWS)
    rows[1] = [LABELS["received"], "2019年", "3", "0", "0", "0", "0", "0", "3"]
    rows.insert(2, ["2020年", *ROWS["received"]])
    assert of(lines(rows, " "), "received") == [None] * 7


@pytest.mark.parametrize("label", ["6.其他", "9.其他"])
def test_the_other_of_another_group_is_not_the_third_of_its_own(label: str) -> None:
    """其他 behind the rows of （五）不予处理 is the office's own."""
    rows = table_three(ROWS)
    rows.insert(list(LABELS).index("results.other.undivided") + 1, [label, "1", "0", "0", "0", "0", "0", "1"])
    header = rows[0]
    for text in (rows, [*rows[:5], header, *rows[5:]], [*rows[:21], header, *rows[21:]]):
        cells = lines(text, " | ").cells
        assert "applications.results.other.unspecified.natural_person" not in cells or (
            not cells["applications.results.other.unspecified.natural_person"].certain
        )


@pytest.mark.parametrize("word", ["小计", "合 计"])
def test_the_subtotal_of_a_group_is_not_the_row_above_it(word: str) -> None:
    """The row above the heading of the group is empty, and cells stand one to a line."""
    rows: list[Sequence[str]] = table_three(ROWS | {"results.partially_granted": ()})
    at = list(LABELS).index("results.refused.state_secret") + 1
    rows[at : at + 1] = [["（三）不予公开", word, "3", "0", "0", "0", "0", "0", "3"], ["1.属于国家秘密", *ZEROS]]
    cells = lines(rows, "\n").cells
    assert cells["applications.results.partially_granted.natural_person"].value in (None, 0)
    assert cells["applications.results.partially_granted.total"].value in (None, 0)


@pytest.mark.parametrize("gap", ["\t", "\n", " ", " | "])
def test_a_column_of_the_office_s_own_in_table_four(gap: str) -> None:
    """撤回 before the total of the last kind of dispute, counted in it."""
    head = [
        "行政复议",
        "行政诉讼",
        *OUTCOMES,
        "未经复议直接起诉",
        "复议后起诉",
        *OUTCOMES,
        *OUTCOMES[:4],
        "撤回",
        "总计",
    ]
    numbers = ["0"] * 14 + ["2", "2"]
    text = f"{TITLE}\n{FOUR}\n{gap.join(head)}\n{gap.join(numbers)}\n"
    assert parse(text).cells["disputes.litigation_after_review.pending"].value in (None, 0)


@pytest.mark.parametrize("printed", ["3（减少）", "3（减）", "3↓", "3减", "负3", "下降3", "减少3"])
@pytest.mark.parametrize("gap", ["\t", " ", " | "])
def test_a_change_for_the_less_is_not_read_as_one_for_the_more(gap: str, printed: str) -> None:
    rows = (
        ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
        ("行政处罚", "12", printed, "9"),
        ("行政强制", "1", "-1", "2"),
    )
    text = f"{TITLE}\n二、主动公开政府信息情况\n第二十条第（六）项\n" + "\n".join(map(gap.join, rows))
    assert parse(text).cells["disclosure.penalties.change"].value in (None, -3)


@pytest.mark.parametrize(
    ("printed", "value"), [("12万余元", None), ("12万元", 120000), ("125000（元）", 125000), ("12 （万元）", 120000)]
)
def test_the_unit_behind_an_amount(printed: str, value: int | None) -> None:
    head = "第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n"
    cell = parse(f"{TITLE}\n二、主动公开政府信息情况\n{head}行政事业性收费 {printed}\n").cells["disclosure.fees.amount"]
    assert cell.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize("printed", ["73千件", "6件已办2件", "3件、5件"])
def test_a_number_that_goes_on_behind_its_unit(printed: str) -> None:
    head = "第二十条第（五）项\n信息内容 本年处理决定数量\n"
    cells = parse(f"{TITLE}\n二、主动公开政府信息情况\n{head}行政许可 {printed}\n").cells
    assert cells["disclosure.licensing.decisions"].value is None


def test_a_cell_that_a_tool_prints_once_for_each_column_that_it_spans() -> None:
    """One cell for all kinds of legal persons."""
    spanned = ("8", "7", "7", "7", "7", "7", "15")
    report = lines(table_three(ROWS | {"received": spanned, "results.total": spanned}), " | ")
    assert report.cells["applications.received.business"].value in (None, 5)
    assert report.cells["applications.received.other"].value in (None, 0)
