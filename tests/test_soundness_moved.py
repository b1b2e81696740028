"""Rows and numbers that stand in another place than the form's: read where their own label stands, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from govreport_parser import Cell, Report, Status, parse
from govreport_parser.align.reading.atoms import Atom, Edge, Sort
from govreport_parser.align.reading.cuts import Budget
from govreport_parser.align.reading.repairs import repaired
from govreport_parser.align.reading.slots import Row, Slot, State, Sums
from govreport_parser.align.rows.solve import Equation, is_assumed, solve

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


@pytest.mark.parametrize(
    ("numbers", "apart"),
    [
        (["0", "0", "0", "\n2\n\n", "0", "0", "0"], True),
        (["0", "0", "0", "0", "0", "0", "\n2\n\n"], True),
        (["\n\n2\n", "0", "0", "0", "0", "0", "0"], True),
        (["0 0 0", "2", "0 0 0"], True),
        (["0", "0", "0", "2", "0", "0", "0"], False),  # printed so: a printed error
        (["0", "0", "0", "\n2\n\n", "0", "0", "2"], False),  # its sum holds
    ],
)
def test_a_number_between_empty_lines_in_a_row_that_breaks_its_sum_may_be_that_of_a_page(
    numbers: list[str], apart: bool
) -> None:
    """One of the row's own is lost then."""
    report = parse(table_three(SHOWS["lines"], printed={"results.refused.inquiry": numbers}))
    cells = [c for p, c in report.cells.items() if p.startswith("applications.results.refused.inquiry.")]
    assert [c.certain for c in cells] == [not apart] * 7


TABLE_FOUR = (
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n{0}\t未经复议直接起诉\t复议后起诉\n{0}\t{0}\n".format(
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    )
)


def test_a_number_lost_in_one_dispute_and_a_stray_one_in_another_leave_nothing_between_them_certain() -> None:
    """3 is lost in the first group, and 7 is stray in the last: what stands between the two moved by one cell."""
    numbers = ["1", "0", "2", "6", "4", "0", "1", "0", "5", "0", "7", "2", "0", "0", "2"]
    report = parse(f"{table_three(SHOWS['tabs'])}\n{TABLE_FOUR}" + "\t".join(numbers) + "\n")
    groups = ("review", "litigation_direct", "litigation_after_review")
    parts = ("upheld", "corrected", "other", "pending", "total")
    truth = [1, 0, 2, 3, 6, 4, 0, 1, 0, 5, 0, 2, 0, 0, 2]
    cells = [report.cells[f"disputes.{group}.{part}"] for group in groups for part in parts]
    assert [c.value for c, n in zip(cells, truth, strict=True) if c.certain and c.value != n] == []
    assert sum(c.certain for c in cells) >= 3


def test_a_number_alone_in_a_line_among_those_of_disputes_that_break_a_sum_may_be_that_of_a_page() -> None:
    rows = ("3 0 0 0 3 0 0 0 0 0 0", "4", "0 90 9")
    report = parse(f"{table_three(SHOWS['tabs'])}\n{TABLE_FOUR}" + "\n".join(rows) + "\n")
    cells = [cell for path, cell in report.cells.items() if path.startswith("disputes.litigation_after_review.")]
    assert not any(cell.certain for cell in cells)


def test_a_total_of_a_dispute_that_is_printed_wrong_stays_as_it_is_printed() -> None:
    report = parse(f"{table_three(SHOWS['tabs'])}\n{TABLE_FOUR}" + "1\t0\t2\t3\t7\t4\t0\t1\t0\t5\t0\t2\t0\t0\t2")
    assert report.cells["disputes.review.total"].value == 7


def test_a_row_of_table_two_below_a_header_that_is_not_its_own_contradicts_the_row_with_one() -> None:
    """Another year's table is printed within the table, right behind a header: the row below it lost its header."""

    def page(*rows: tuple[str, ...]) -> str:
        return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in (''.join(f'<td>{c}</td>' for c in r) for r in rows))}</table>"

    five, six, count = ("第二十条第（五）项",), ("第二十条第（六）项",), ("信息内容", "本年处理决定数量")
    head = (("第二十条第（一）项",), ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"))
    fees = (("第二十条第（八）项",), ("信息内容", "本年收费金额（单位：万元）"), ("行政事业性收费", "209.21"))
    rules = (("规章", "0", "0", "0"), ("行政规范性文件", "5", "1", "42"))
    inner = (*head, *rules, five, count, ("行政许可", "40"), six, count, ("行政处罚", "39"), ("行政强制", "3"), *fees)
    rest = (("行政许可", "56"), six, count, ("行政处罚", "77"), ("行政强制", "0"), *fees)
    title = "<p>某县2023年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p>"
    report = parse(f"{title}{page(*head, *rules, five, count)}<p>2022年度</p>{page(*inner)}{page(*rest)}")
    assert [report.cells[f"disclosure.{row}.decisions"].certain for row in ("licensing", "penalties")] == [False, False]


def test_the_number_of_a_page_inside_a_row_of_table_two_is_in_doubt() -> None:
    head = [
        "二、主动公开政府信息情况",
        "第二十条第（一）项",
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
    ]
    page = ["规章", "0", "0", "9", "", HEAD[0], "3", "行政规范性文件", "1", "2", "12"]
    report = parse("\n".join([HEAD[0], *head, *page, table_three(SHOWS["lines"])]))
    assert not report.cells["disclosure.rules.in_force"].certain
    assert report.cells["disclosure.normative_documents.in_force"].value == 12


def test_another_copy_does_not_serve_where_this_one_prints_something_else_oddly() -> None:
    """0.0 and 2.00 are no counts; the table of the year before says 3 and 0."""

    def table(rules: str, licensing: str, fees: str) -> list[str]:
        title = ["第二十条第（一）项", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"]
        return [
            *title,
            f"规章\t{rules}\t{rules}\t{rules}",
            "第二十条第（五）项",
            "信息内容\t本年处理决定数量",
            f"行政许可\t{licensing}",
            "第二十条第（八）项",
            "信息内容\t本年收费金额（单位：万元）",
            f"行政事业性收费\t{fees}",
        ]

    before, own = table("0", "3", "0"), table("0.0", "2.00", "0.00")
    text = "\n".join(["某县2021年政府信息公开工作年度报告", "附：2020年度情况", *before, "2021年度情况", *own])
    report = parse(f"{text}\n{table_three(SHOWS['tabs'])}")
    assert not report.cells["disclosure.licensing.decisions"].certain


GROUPS = ("review", "litigation_direct", "litigation_after_review")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")


def disputes(report: Report) -> list[Cell]:
    """The cells of table four as they are printed."""
    return [report.cells[f"disputes.{group}.{outcome}"] for group in GROUPS for outcome in OUTCOMES]


def table_four(*numbers: str, cell: str = "{}\n") -> str:
    """Table four with every cell in a line of its own."""
    labels = [*TABLE_FOUR.replace("\t", "\n").split("\n")[:-1], *numbers]
    return "".join(cell.format(label) for label in labels)


FILLED = ("2", "1", "0", "0", "3", "0", "4", "0", "0", "4", "0", "0", "7", "0", "7")


@pytest.mark.parametrize("nothing", ["无", "—", "/"])
def test_an_empty_table_four_does_not_take_the_numbers_of_the_one_below_it(nothing: str) -> None:
    text = f"{table_three(SHOWS['lines'])}\n{table_four(*[nothing] * 15)}{table_four(*FILLED)}"
    assert [c.value for c in disputes(parse(text)) if c.certain and c.value] == []


def test_words_over_the_whole_of_table_four_are_its_blanks() -> None:
    """One cell 无 below all fifteen columns; the table of the year before is filled."""

    def page(last: str) -> str:
        rows = [f"<td>{row.replace(chr(9), '</td><td>')}</td>" for row in TABLE_FOUR.strip().split("\n")[1:]]
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in (*rows, last))}</table>"

    filled = "".join(f"<td>{n}</td>" for n in FILLED)
    own = page("<td colspan=15>无</td>")
    assert {cell.status for cell in disputes(parse(f"<p>{HEAD[0]}</p>{own}"))} == {Status.BLANK}
    both = parse(f"<p>{HEAD[0]}</p>{own}<p>上年度情况表</p>{page(filled)}")
    assert [c.value for c in disputes(both) if c.certain and c.value] == []


def test_a_letter_among_the_numbers_of_table_four_may_be_the_one_that_is_wanting() -> None:
    """D is printed for a 0; with it, 8 for 3 breaks a sum, and without it, the row would seem to have lost a cell elsewhere."""
    numbers = ["0", "1", "D", "8", "4", *["0"] * 10]
    text = f"{table_three(SHOWS['lines'])}\n{table_four(*numbers)}"
    assert [c.value for c in disputes(parse(text)) if c.certain and c.value not in (0, 1, 4)] == []


def test_a_copy_that_nothing_shows_to_be_the_same_does_not_fill_up_what_cannot_be_read() -> None:
    glued = "2000200000050166"
    text = f"{table_three(SHOWS['lines'])}\n{table_four(glued)}附：2021年统计表\n{table_four(*FILLED)}"
    assert [c.value for c in disputes(parse(text)) if c.certain and c.value] == []


def test_a_column_lost_and_another_in_its_stead_leave_nothing_certain() -> None:
    """The applicants are printed without 自然人, and with a column that sums up the others: every row has seven numbers."""
    printed = {path: [*map(str, row[1][1:6]), str(sum(row[1][1:6])), str(row[1][6])] for path, row in ROWS.items()}
    report = parse(table_three(SHOWS["lines"], printed=printed))
    assert [c for p, c in report.cells.items() if p.startswith("applications") and c.certain and c.value] == []


def test_a_row_with_as_many_numbers_as_columns_is_odd_where_the_others_have_one_less() -> None:
    """A column is lost from every row, and a number is stray in one of them."""
    printed = {path: [*map(str, row[1][:3]), *map(str, row[1][4:])] for path, row in ROWS.items()}
    printed["results.not_processed.reissue"].insert(4, "1")
    report = parse(table_three(SHOWS["pipes"], printed=printed))
    assert not any(report.cells[f"applications.results.not_processed.reissue.{part}"].value for part in PARTS)


def test_a_row_that_lost_a_cell_on_a_page_with_a_column_of_its_own_is_held_against_the_columns() -> None:
    """The others print a subtotal of the organisations, which this one seems to have in the place of its last applicant."""

    def show(label: str, numbers: list[str]) -> str:
        emptied = "4.保护第三方" in label
        cells = [*numbers[:6], str(sum(map(int, numbers[1:6]))), numbers[6]]
        return f"<tr><td>{'</td><td>'.join([label, *(['0', '', *cells[2:]] if emptied else cells)])}</td></tr>"

    rows = "".join(show(label, [str(n) for n in numbers]) for label, numbers in ROWS.values())
    head = "".join(f"<p>{line}</p>" for line in HEAD[:2])
    columns = "<tr><td></td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td>"
    report = parse(f"{head}<table>{columns}<td>其他</td><td>小计</td><td>总计</td></tr>{rows}</table>")
    assert [path for path, cell in misread(report) if "third_party" in path and cell.value is not None] == []


def test_a_long_number_above_a_label_without_its_numeral_keeps_its_last_digit() -> None:
    """72305, wide spaces, and in the next line the mark that is left of 四、."""
    printed = {"results.total": ["72287", "17", "0", "0", "1", "0", "72305       "]}
    report = parse(table_three(SHOWS["tabs"], printed=printed).replace("四、结转", "、结转"))
    assert report.cells["applications.results.total.total"].value == 72305


def test_a_row_without_numbers_chooses_no_candidate_of_another() -> None:
    """The total wants 2 more: the row that is lost may have had them as well as the one that could be read so."""
    lost = Row(((Slot(State.LOST, 0),),), clean=False)
    two = Row(tuple((Slot(State.NUMBER, n),) for n in (0, 2)), clean=False)
    total = Row(((Slot(State.NUMBER, 2),),), clean=True)
    solution = solve([lost, two, total], [Equation((0, 1), (2,))], 1)
    assert [reading[0].value for reading in solution.candidates[1]] == [0, 2]


def test_zeros_of_which_one_is_lost_are_no_row_without_numbers() -> None:
    sums = Sums(6)
    atoms = [Atom(Sort.NUMBER, n, n + 1, "0", Edge.HARD) for n in range(6)]
    assert not is_assumed(repaired(atoms, sums, Budget(), split=False))
    assert is_assumed(repaired(atoms[:5], sums, Budget(), split=False))


def test_a_row_moved_by_one_cell_is_in_doubt_beside_another_that_is_damaged() -> None:
    """The first number is lost and one is stray at the end, which several columns show; one of them is broken elsewhere, too."""
    numbers = ["0", "5", "7", "1", "3", "9", "25"]
    rows = {path: list(map(str, row[1])) for path, row in ROWS.items()}
    rows["results.refused.inquiry"] = [*numbers[1:], "4"]
    for path in ("results.total", "received"):
        rows[path] = [
            str(int(a) + int(b) - c)
            for a, b, c in zip(rows[path], numbers, ROWS["results.refused.inquiry"][1], strict=True)
        ]
    rows["results.granted"][1] = "9"
    report = parse(table_three(SHOWS["tabs"], printed=rows))
    cells = [report.cells[f"applications.results.refused.inquiry.{part}"] for part in PARTS]
    assert [c.value for c, n in zip(cells, numbers, strict=True) if c.certain and c.value != int(n)] == []


def side_page(*numbers: str) -> str:
    """A page with table four."""
    rows = [row.split("\t") for row in TABLE_FOUR.strip().split("\n")[1:]]
    cells = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in (*rows, numbers))
    return f"<p>{HEAD[0]}</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>{cells}</table>"


def side_text(*numbers: str) -> str:
    """The same as a text with tabs."""
    return f"{HEAD[0]}\n{TABLE_FOUR}" + "\t".join(numbers) + "\n五、存在的主要问题及改进情况"


SIDES = {"page": side_page, "tabs": side_text}
NUMBERS = ("5", "1", "0", "2", "8", "3", "6", "4", "0", "13", "7", "0", "5", "1", "13")


@pytest.mark.parametrize("shape", SIDES)
@pytest.mark.parametrize("at", [0, 3, 6, 10, 12])
def test_an_empty_cell_of_table_four_costs_no_more_than_its_kind_of_dispute(shape: str, at: int) -> None:
    cells = disputes(parse(SIDES[shape](*NUMBERS[:at], "", *NUMBERS[at + 1 :])))
    assert [str(c.value) for c in cells if c.value is not None] == [
        n for i, n in enumerate(NUMBERS) if i != at and (shape == "page" or i // 5 != at // 5)
    ]
    assert cells[at].value is None
    assert not cells[at].certain or NUMBERS[at] == "0"


@pytest.mark.parametrize("shape", SIDES)
@pytest.mark.parametrize("mark", ["z", "Z8", "见附件"])
def test_a_cell_of_table_four_that_cannot_be_read_costs_no_other(shape: str, mark: str) -> None:
    cells = disputes(parse(SIDES[shape](*NUMBERS[:7], mark, *NUMBERS[8:])))
    assert [str(c.value) for c in cells if c.certain] == [*NUMBERS[:7], *NUMBERS[8:]]
    assert (cells[7].status, cells[7].raw) == (Status.UNREADABLE, mark)


@pytest.mark.parametrize("shape", SIDES)
@pytest.mark.parametrize("lost", range(15))
def test_a_row_of_table_four_filled_up_at_its_end_puts_no_number_under_another_header(shape: str, lost: int) -> None:
    cells = disputes(parse(SIDES[shape](*NUMBERS[:lost], *NUMBERS[lost + 1 :], "")))
    assert [(c.value, n) for c, n in zip(cells, NUMBERS, strict=True) if c.certain and str(c.value) != n] == []


def test_words_behind_fifteen_cells_may_be_the_last_and_the_first_none_of_them() -> None:
    """An index before the row and NaN for its last cell: fifteen cells stand before the words, one too far to the left."""
    page = side_page("2", "0", "z", *["0"] * 12, "NaN")
    assert [c.value for c in disputes(parse(page)) if c.value not in (None, 0)] == []


def test_a_row_of_table_two_is_not_read_where_spaces_part_the_thousands_of_table_three_and_stand_for_zeros() -> None:
    """13 748, 3 and an empty cell are as many numbers as the row has columns."""
    blocks = (
        "二、主动公开政府信息情况",
        "第二十条第（一）项",
        "信息内容 本年制发件数 本年废止件数 现行有效件数",
        "行政规范性文件 13\xa0748 3 \xa0",
    )
    rows = [
        " ".join([label, *(f"{number * 1063:,}".replace(",", "\xa0") if number else "\xa0" for number in numbers)])
        for label, numbers in ROWS.values()
    ]
    cells = parse("\n".join([HEAD[0], *blocks, *HEAD[1:], *rows])).cells
    row = [cells[f"disclosure.normative_documents.{name}"] for name in ("issued", "repealed", "in_force")]
    assert [(cell.value, cell.status) for cell in row] == [(None, Status.AMBIGUOUS)] * 3


def test_two_rows_cut_over_lines_do_not_prove_each_other() -> None:
    """13 stands digit below digit in columns of one character: the 3s below the label are two numbers of the row, its total one."""
    zeros = "０   ０   ０   ０   ０"
    detail = {"results.unavailable.not_held": 4, "results.not_processed.publication": 9}
    numbers = {path: ["０"] * 7 for path in ROWS}
    for path, number in detail.items():
        numbers[path] = [str(number), *"０００００", str(number)]
    lines = []
    for path, (label, _) in ROWS.items():
        if path in ("received", "results.total"):
            lines += [
                "                 １                   １",
                f"{label}   {zeros}",
                "                 ３                   ３",
                "",
            ]
        else:
            lines += [f"{label}   {'   '.join(numbers[path])}", ""]
    cells = parse("\n".join([*HEAD, "", *lines])).cells
    for path in ("received", "results.total"):
        found = [cells[f"applications.{path}.{part}"] for part in PARTS]
        assert not any(cell.certain for cell in found)


def test_a_word_for_zero_in_cells_that_are_run_together_is_a_cell_each() -> None:
    """A row 无无无无无无无 is of blanks, and not of zeros that the sums make up; a label may end with a bracket before it."""

    def show(label: str, numbers: list[str]) -> str:
        closed = label.replace("三安全一稳定", "三安全一稳定”（简称）") if "安全" in label else label
        return closed + "".join(number if number != "0" else "无" for number in numbers)

    cells = parse(table_three(show)).cells
    for path, (_, numbers) in ROWS.items():
        for part, number in zip(PARTS, numbers, strict=True):
            cell = cells[f"applications.{path}.{part}"]
            if cell.certain:
                assert (cell.value, cell.status is Status.BLANK) == ((number, False) if number else (None, True))
    blank = [cells[f"applications.carried_forward.{part}"] for part in PARTS]
    assert [(cell.raw, cell.status) for cell in blank] == [("无", Status.BLANK)] * 7


def test_letters_and_words_for_zero_behind_the_mark_that_closes_a_label_are_cells() -> None:
    def show(label: str, numbers: list[str]) -> str:
        blanks = "o无无无无o无" if "三安全一稳定" in label else "".join(n if n != "0" else "无" for n in numbers)
        return label + blanks

    cells = parse(table_three(show)).cells
    row = [cells[f"applications.results.refused.security_and_stability.{part}"] for part in PARTS]
    assert all(cell.value is None or cell.raw == "o" for cell in row)
    assert row[1].status is Status.BLANK


def padded(label: str, numbers: list[str]) -> str:
    return f"{label:<30}" + "".join(f"{number:>8}" for number in numbers)


@pytest.mark.parametrize("lost", [(), ("results.refused.state_secret",)])
def test_a_row_of_padded_columns_whose_numbers_changed_places_is_not_certain(lost: tuple[str, ...]) -> None:
    """As readers of PDF files print a line in which they lose their way: the row's sum holds, two columns break by as much."""
    printed = {"received": ["25", "0", "0", "17", "1", "0", "43"], **dict.fromkeys(lost, ["0"] * 6)}
    assert misread(parse(table_three(padded, printed=printed))) == []


@pytest.mark.parametrize("show", ["lines", "tabs"])
def test_a_row_whose_columns_hold_with_one_of_its_numbers_elsewhere_is_in_doubt(show: str) -> None:
    """17 stands two columns behind its own: a line that moved, or who counted set it there. Who knows?"""
    printed = {"received": ["25", "0", "0", "17", "1", "0", "43"]}
    report = parse(table_three(SHOWS[show], printed=printed))
    assert not any(report.cells[f"applications.received.{part}"].certain for part in PARTS)
    printed = {"received": ["25", "18", "0", "0", "1", "0", "43"]}  # printed wrong
    report = parse(table_three(SHOWS[show], printed=printed))
    assert [report.cells[f"applications.received.{part}"].value for part in PARTS] == [25, 18, 0, 0, 1, 0, 43]
    assert "identity-broken" in {finding.code for finding in report.findings}


def test_a_padded_table_is_read() -> None:
    report = parse(table_three(padded))
    assert all(cell.certain for path, cell in report.cells.items() if path.startswith("applications"))
    assert misread(report) == []


@pytest.mark.parametrize("rows", ["\n", ""])
def test_the_reading_of_the_last_character_of_a_label_takes_no_cell_along(rows: str) -> None:
    def glued(label: str, numbers: list[str]) -> str:
        return label.replace("查询事项", "查询事(shi)项(xiang)") + "".join("无" if n == "0" else n for n in numbers)

    report = parse(HEAD[0] + "\n" + rows.join(table_three(glued).split("\n")[1:]))
    cells = [report.cells[f"applications.results.refused.inquiry.{part}"] for part in PARTS]
    assert [cell.raw for cell in cells] == ["无", "6", "无", "无", "无", "无", "6"]
    assert [cell.value for cell in cells] == [None, 6, None, None, None, None, 6]
