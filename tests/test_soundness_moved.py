"""Rows and numbers that stand in another place than the form's: read where their own label stands, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from govreport_parser import Cell, Report, Status, parse

PARTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")

ROWS = {
    "received": ("一、本年新收政府信息公开申请数量", (25, 17, 0, 0, 1, 0, 43)),
    "carried_over": ("二、上年结转政府信息公开申请数量", (2, 0, 0, 0, 0, 0, 2)),
    "results.granted": ("三、本年度办理结果 （一）予以公开", (7, 2, 0, 0, 0, 0, 9)),
    "results.partially_granted": ("（二）部分公开", (0, 3, 0, 0, 1, 0, 4)),
    "results.refused.state_secret": ("（三）不予公开 1.属于国家秘密", (0, 0, 0, 0, 0, 0, 0)),
    "results.refused.prohibited_by_law": ("2.其他法律行政法规禁止公开", (1, 0, 0, 0, 0, 0, 1)),
    "results.refused.security_and_stability": ("3.危及“三安全一稳定”", (0, 0, 0, 0, 0, 0, 0)),
    "results.refused.third_party_rights": ("4.保护第三方合法权益", (0, 5, 0, 0, 0, 0, 5)),
    "results.refused.internal_affairs": ("5.属于三类内部事务信息", (4, 0, 0, 0, 0, 0, 4)),
    "results.refused.process_information": ("6.属于四类过程性信息", (0, 0, 0, 0, 0, 0, 0)),
    "results.refused.enforcement_file": ("7.属于行政执法案卷", (3, 0, 0, 0, 0, 0, 3)),
    "results.refused.inquiry": ("8.属于行政查询事项", (0, 6, 0, 0, 0, 0, 6)),
    "results.unavailable.not_held": ("（四）无法提供 1.本机关不掌握相关政府信息", (9, 0, 0, 0, 0, 0, 9)),
    "results.unavailable.needs_creation": ("2.没有现成信息需要另行制作", (0, 0, 0, 0, 0, 0, 0)),
    "results.unavailable.unclear": ("3.补正后申请内容仍不明确", (1, 0, 0, 0, 0, 0, 1)),
    "results.not_processed.complaint": ("（五）不予处理 1.信访举报投诉类申请", (2, 0, 0, 0, 0, 0, 2)),
    "results.not_processed.repeated": ("2.重复申请", (0, 1, 0, 0, 0, 0, 1)),
    "results.not_processed.publication": ("3.要求提供公开出版物", (0, 0, 0, 0, 0, 0, 0)),
    "results.not_processed.excessive": ("4.无正当理由大量反复申请", (0, 0, 0, 0, 0, 0, 0)),
    "results.not_processed.reissue": ("5.要求行政机关确认或重新出具已获取信息", (0, 0, 0, 0, 0, 0, 0)),
    "results.other.not_corrected": ("（六）其他处理 1.申请人无正当理由逾期不补正", (0, 0, 0, 0, 0, 0, 0)),
    "results.other.fee_unpaid": ("2.申请人逾期未按收费通知要求缴纳费用", (0, 0, 0, 0, 0, 0, 0)),
    "results.other.unspecified": ("3.其他", (0, 0, 0, 0, 0, 0, 0)),
    "results.total": ("（七）总计", (27, 17, 0, 0, 1, 0, 45)),
    "carried_forward": ("四、结转下年度继续办理", (0, 0, 0, 0, 0, 0, 0)),
}
"""Table three as a report prints it: the label of every row, and its numbers."""

HEAD = (
    "某县2022年政府信息公开工作年度报告",
    "三、收到和处理政府信息公开申请情况",
    "申请人情况",
    "自然人 法人或其他组织 总计",
    "商业企业 科研机构 社会公益组织 法律服务机构 其他",
)

Show = Callable[[str, list[str]], str]
SHOWS: dict[str, Show] = {
    "tabs": lambda label, numbers: "\t".join([label, *numbers]),
    "lines": lambda label, numbers: "\n".join([label, *numbers]),
    "pipes": lambda label, numbers: f"| {' | '.join([label, *numbers])} |",
}


def table_three(show: Show, order: Sequence[str] = tuple(ROWS), printed: dict[str, list[str]] | None = None) -> str:
    """A report with table three, its rows in some order, and some of them printed otherwise."""
    rows = [show(ROWS[path][0], (printed or {}).get(path, [str(n) for n in ROWS[path][1]])) for path in order]
    return "\n".join([*HEAD, *rows])


def misread(report: Report) -> list[tuple[str, Cell]]:
    """The certain cells of table three that do not hold the number of their row and column."""
    truth = {
        f"applications.{path}.{part}": n for path, row in ROWS.items() for part, n in zip(PARTS, row[1], strict=True)
    }
    return [
        (path, cell)
        for path, cell in report.cells.items()
        if path in truth and cell.certain and cell.value != truth[path]
    ]


def uncertain(report: Report, table: str) -> list[str]:
    """The cells of a table that are not certain."""
    return [path for path, cell in report.cells.items() if path.startswith(table) and not cell.certain]


SWAPPED = [
    ("results.refused.third_party_rights", "results.refused.inquiry"),
    ("results.granted", "results.refused.internal_affairs"),
    ("results.partially_granted", "results.unavailable.unclear"),
    ("results.not_processed.excessive", "results.other.unspecified"),
]


@pytest.mark.parametrize("shape", SHOWS)
@pytest.mark.parametrize(("one", "other"), SWAPPED)
def test_two_rows_that_changed_places_are_read_where_their_labels_stand(shape: str, one: str, other: str) -> None:
    """Every sum holds for either: numbers without a label in its place must not be taken for those of a label that stands there."""
    places = {one: other, other: one}
    report = parse(table_three(SHOWS[shape], [places.get(path, path) for path in ROWS]))
    assert misread(report) == []
    assert uncertain(report, "applications") == []


def test_a_row_out_of_order_is_not_believed_against_the_sums() -> None:
    order = [path for path in ROWS if path != "results.refused.inquiry"]
    order.insert(4, "results.refused.inquiry")
    report = parse(table_three(SHOWS["tabs"], order, {"results.refused.inquiry": ["0", "8", "0", "0", "0", "0", "8"]}))
    assert misread(report) == []
    assert report.cells["applications.results.refused.inquiry.business"].status is Status.AMBIGUOUS


@pytest.mark.parametrize("shape", ["lines", "tabs"])
def test_a_label_that_lost_its_numeral_takes_no_digit_of_the_number_above_it(shape: str) -> None:
    """12 at the end of the row above ``.没有现成信息需要另行制作``: the 2 is no numeral."""
    printed = {"results.unavailable.not_held": ["12", "0", "0", "0", "0", "0", "12"]}
    text = table_three(SHOWS[shape], printed=printed).replace("2.没有现成", ".没有现成")
    report = parse(text)
    assert report.cells["applications.results.unavailable.not_held.total"].value == 12


@pytest.mark.parametrize("last", ["6", "-"])
def test_the_number_of_a_page_inside_a_row_is_not_its_last(last: str) -> None:
    """A page ends before the last cell of a row: its bare number and the running header stand before that cell."""
    numbers = ["0", last, "0", "0", "0", "0", f"4\n\n{HEAD[0]}\n{last}"]
    report = parse(table_three(SHOWS["lines"], printed={"results.refused.inquiry": numbers}))
    cell = report.cells["applications.results.refused.inquiry.total"]
    assert cell.value == (6 if last == "6" else None)
    assert cell.certain is (last == "6")
