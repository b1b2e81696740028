"""Placing printed numbers: what is certain, what is recovered, and what is only owned up to."""

from __future__ import annotations

import time

import pytest

from govreport_parser import Report, Status, parse
from govreport_parser.align.labels.spot import copies, rising
from govreport_parser.align.reading.slots import Sums
from tests.cases import FIXTURES

BASE = (FIXTURES / "2021/one-cell-per-line/source.txt").read_text(encoding="utf-8")
RECEIVED = "一、本年新收政府信息公开申请数量\n984\n0\n0\n0\n0\n50\n1034\n"
DISPUTES = [line for line in BASE.partition("四、政府信息公开")[2].splitlines() if line.isdecimal()][:15]


def row(report: Report, path: str) -> list[object]:
    names = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
    return [report.cells[f"{path}.{name}"].value for name in names]


def changed(old: str, new: str) -> Report:
    assert old in BASE
    return parse(BASE.replace(old, new, 1))


def test_the_base_is_read_whole() -> None:
    report = parse(BASE)
    assert row(report, "applications.received") == [984, 0, 0, 0, 0, 50, 1034]
    assert {c.status for p, c in report.cells.items() if p.startswith("applications")} == {Status.READ}


@pytest.mark.parametrize("lost", range(7))
def test_one_lost_number_of_the_received_row_comes_back_inferred(lost: int) -> None:
    values = ["984", "0", "0", "0", "0", "50", "1034"]
    printed = "\n".join(values[:lost] + values[lost + 1 :])
    report = changed(RECEIVED, f"一、本年新收政府信息公开申请数量\n{printed}\n")
    assert row(report, "applications.received") == [984, 0, 0, 0, 0, 50, 1034]
    assert report.cells["applications.received.total"].status is Status.INFERRED
    assert "cell-inferred" in {f.code for f in report.findings}


def test_a_printed_error_stays_as_printed() -> None:
    report = changed("984\n", "985\n")
    cell = report.cells["applications.received.natural_person"]
    assert (cell.value, cell.status) == (985, Status.READ)
    broken = [f for f in report.findings if f.code == "identity-broken"]
    assert any("applications.received.natural_person" in f.paths for f in broken)


def test_a_shifted_row_is_not_believed() -> None:
    # 50 is lost and a page number stands in the row: seven numbers, in the wrong places
    report = changed(RECEIVED, "一、本年新收政府信息公开申请数量\n984\n0\n3\n0\n0\n0\n1034\n")
    cells = {n: report.cells[f"applications.received.{n}"] for n in ("research", "other")}
    assert all(c.value in (None, 3, 0) for c in cells.values())
    assert "identity-broken" in {f.code for f in report.findings} or all(c.value is None for c in cells.values())


def test_glued_rows_are_cut_by_their_sums() -> None:
    report = changed(RECEIVED, "一、本年新收政府信息公开申请数量9840000501034\n")
    assert row(report, "applications.received") == [984, 0, 0, 0, 0, 50, 1034]
    cell = report.cells["applications.received.other"]
    assert cell.raw == "50"
    assert cell.span is not None
    assert report.text[slice(*cell.span)] == "50"


def test_a_label_beyond_recognition_is_placed_by_its_neighbours() -> None:
    report = changed("2.重复申请\n", "")
    assert report.cells["applications.results.not_processed.repeated.total"].status is Status.INFERRED
    assert "label-lost" in {f.code for f in report.findings}


def test_a_misspelt_label_is_recognised() -> None:
    report = changed("2.重复申请\n", "2.重夏申请\n")
    assert report.cells["applications.results.not_processed.repeated.total"].status is Status.READ


def test_a_row_of_another_form_stays_out() -> None:
    extra = "2.重复申请\n" + "9.完全不相干的一行字\n5\n0\n0\n0\n0\n0\n5\n"
    rows = BASE.partition("2.重复申请\n")[2].splitlines()[:7]
    report = changed("2.重复申请\n" + "\n".join(rows) + "\n", "2.重复申请\n" + "\n".join(rows) + "\n" + extra[6:])
    assert "label-unknown" in {f.code for f in report.findings}
    assert row(report, "applications.results.not_processed.repeated") == [int(v) for v in rows]


def test_without_its_header_table_three_is_not_certain() -> None:
    head = BASE[BASE.index("申请人情况\n") : BASE.index("一、本年新收")]
    report = changed(head, "")
    assert {c.value for p, c in report.cells.items() if p.startswith("applications")} == {None}
    assert "header-missing" in {f.code for f in report.findings}


def test_a_footnote_under_table_four_takes_nothing_away() -> None:
    numbers = "\n".join(DISPUTES) + "\n"
    report = changed(numbers, numbers + "注：行政复议、行政诉讼数量含上年度结转数量。\n")
    assert [report.cells[p].value for p in report.cells if p.startswith("disputes")] == [int(v) for v in DISPUTES]


def test_rows_named_in_prose_above_table_two_are_no_rows() -> None:
    report = changed("第二十条第（一）项\n", "其中规范性文件41件，行政许可5件。\n第二十条第（一）项\n")
    plain = parse(BASE)
    assert report.disclosure == plain.disclosure


def test_words_for_a_number_are_unreadable() -> None:
    lines = BASE.splitlines()
    value = lines[lines.index("行政处罚") + 1]
    report = changed(f"行政处罚\n{value}\n", "行政处罚\n见附件\n")
    cell = report.cells["disclosure.penalties.decisions"]
    assert (cell.status, cell.raw, cell.value) == (Status.UNREADABLE, "见附件", None)


def test_two_copies_agree_or_are_in_doubt() -> None:
    twice = parse(BASE + "\n" + BASE)
    assert row(twice, "applications.received") == [984, 0, 0, 0, 0, 50, 1034]
    differ = parse(BASE + "\n" + BASE.replace("984\n", "985\n", 1))
    cell = differ.cells["applications.received.natural_person"]
    assert (cell.value, cell.status, cell.candidates) == (None, Status.AMBIGUOUS, (984, 985))
    assert "copies-differ" in {f.code for f in differ.findings}


@pytest.mark.parametrize(
    "document",
    [
        "",
        "0" * 300_000,
        RECEIVED * 3_000,
        "一、本年新收政府信息公开申请数量" + "9" * 50_000,
        "一、本年新收政府信息公开申请数量" + "\t0" * 50_000,
        "本 " * 50_000,
        "行政复议\n" + "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n" * 3_000,
        "（三）不予公开\n" * 20_000,
        "一、本年新收政府信息公开申请数量" + "1," * 50_000,
        "一、本年新收政府信息公开申请数量" + "\n" * 200_000 + "、上年结转政府信息公开申请数量 0",
        "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n" + "1 234 " * 100_000,
        bytes(range(256)) * 500,
    ],
    ids=[
        *("empty", "zeros", "rows", "digits", "tabs", "gaps", "headers", "groups", "commas", "lines", "thousands"),
        "bytes",
    ],
)
def test_hostile_documents_give_a_report(document: str | bytes) -> None:
    begin = time.process_time()
    report = parse(document)
    assert report.findings
    assert time.process_time() - begin < 60  # a hang, not a timing


def test_rising_runs_and_copies() -> None:
    assert rising([(0, 1), (5, 1), (1, 1), (2, 1), (3, 1)]) == [0, 2, 3, 4]
    assert rising([]) == []
    assert copies([0, 1, 2, 3, 0, 1, 2, 3]) == [(0, 4), (4, 8)]
    assert copies([0, 1, 9, 2, 3, 4, 5, 6]) == [(0, 8)]


def test_sums() -> None:
    assert Sums(6).hold([41, 2, 0, 0, 0, 0, 43])
    assert not Sums(6).hold([41, 2, 0, 0, 0, 0, 44])
    assert Sums(6).hold([41, None, 0, 0, 0, 0, 44])
    assert not Sums(4, 3).hold([1, 4, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2])


def test_two_numbers_in_one_cell_of_a_page_are_not_two_cells() -> None:
    header = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    row = "<tr><td>规章</td><td>12 345</td><td>7</td></tr>"
    whole = "<tr><td>行政规范性文件</td><td>1</td><td>2</td><td>3</td></tr>"
    report = parse(f"<table><tr><td>第二十条第（一）项</td></tr>{header}{row}{whole}</table>")
    assert report.cells["disclosure.normative_documents.in_force"].value == 3
    values = [report.cells[f"disclosure.rules.{name}"].value for name in ("issued", "repealed", "in_force")]
    assert values == [None, None, None]


def test_the_letter_for_zero_before_a_unit_of_money_is_zero() -> None:
    text = "第二十条第（九）项\n信息内容\n采购项目数量\n采购总金额\n政府集中采购\n7201\nO元\n三、收到\n"
    report = parse(text)
    cell = report.cells["disclosure.procurement.amount"]
    assert (cell.value, cell.raw, cell.status) == (0, "O元", Status.READ)
    assert report.cells["disclosure.procurement.projects"].value == 7201
    assert "digit-lookalike" in {f.code for f in report.findings}


def test_a_change_in_words_one_space_before_the_next_column_is_two_numbers() -> None:
    header = "第二十条第（六）项\n信息内容       上一年项目数量 本年增/减      处理决定数量\n"
    report = parse(f"{header}行政处罚       6       增加85601182 316\n行政强制       0       0          0\n")
    cells = [report.cells[f"disclosure.penalties.{n}"] for n in ("previous", "change", "decisions")]
    assert [c.value for c in cells] == [6, 85601182, 316]


def test_a_word_below_the_next_heading_is_no_cell_of_table_four() -> None:
    head = "行政复议行政诉讼\n结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉\n"
    head += "结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计\n"
    report = parse(f"四、政府信息公开行政复议、行政诉讼情况\n{head}000000000000000\n六、其他需要报告的事项\n无\n")
    assert {(c.value, c.status) for c in report.cells.values()} == {(0, Status.INFERRED)}


def test_a_table_that_begins_again_keeps_the_header_above_its_first_row() -> None:
    prose = "2023年，本县公开规章0件、行政规范性文件9件，办理行政许可事项全部公示，作出行政处罚决定同步上网。\n"
    table = "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n3\n行政规范性文件\n42\n7\n58\n"
    report = parse(f"望江县2023年政府信息公开工作年度报告\n{prose}{table}")
    names = ("rules.in_force", "normative_documents.issued", "normative_documents.in_force")
    assert [report.cells[f"disclosure.{n}"].value for n in names] == [3, 42, 58]


def test_spaces_inside_numbers_leave_a_row_of_table_two_open() -> None:
    head = "望江县2019年政府信息公开工作年度报告\n第二十条第（九）项\n信息内容\n采购项目数量\n采购总金额（万元）\n"
    report = parse(f"{head}政府集中采购\n39\u2009418\n759\u2009811万元\n三、收到和处理政府信息公开申请情况\n")
    assert [c.value for p, c in report.cells.items() if "procurement" in p] == [None, None]


def test_a_space_in_a_cell_between_bars_is_no_boundary() -> None:
    head = "望江县2019年政府信息公开工作年度报告\n| 第二十条第（六）项 |\n| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
    report = parse(f"{head}| 行政处罚 | 3 | | 9 201 |\n| 行政强制 | 1 | 0 | 5 |\n")
    cells = [report.cells[f"disclosure.penalties.{n}"] for n in ("previous", "change", "decisions")]
    assert all(c.value not in (9, 201) for c in cells)
    assert report.cells["disclosure.compulsions.decisions"].value == 5


def test_dashes_and_digits_that_touch_are_cells_only_where_the_sum_holds() -> None:
    rows = RECEIVED.split("\n", 1)[0]
    report = changed(RECEIVED, f"{rows}64--o2--470\n")
    cells = [report.cells[f"applications.received.{n}"] for n in ("other", "total")]
    assert [c.status for c in cells] == [Status.AMBIGUOUS] * 2


def test_decimals_cut_from_their_amount_are_not_dropped() -> None:
    head = "望江县2019年政府信息公开工作年度报告\n第二十条第（九）项\n信息内容\n采购项目数量\n采购总金额\n政府集中采购\n7\n"
    amount = parse(f"{head}43\n.75万\n元\n三、收到\n").cells["disclosure.procurement.amount"]
    assert amount.value in (None, 437500)


def test_an_amount_cut_at_its_point_is_not_read_up_to_the_cut() -> None:
    report = changed("31747元", "6 7. 5 32857")
    assert report.cells["disclosure.fees.amount"].value is None


def test_a_row_printed_before_the_next_heading_in_one_stretch_is_read_and_never_made_up() -> None:
    """Two blanks stand before the numbers, one behind them: what follows is no text that hides a row of zeros."""
    old = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n0\n0\n0\n0\n0\n0\n0\n（三）不予公开\n"
    assert old in BASE
    row_of = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）  0 0 0 0 1 0 0 （三） 不予公开\n"
    report = changed(old, row_of)
    assert row(report, "applications.results.partially_granted") in ([0, 0, 0, 0, 1, 0, 0], [None] * 7)


@pytest.mark.parametrize("mark", [",", "，", ".", "．"])
def test_a_number_that_breaks_off_behind_a_comma_is_not_read_as_it_stands(mark: str) -> None:
    """4，720 over two lines: 4 is not the number, though the pieces before the commas have sums of their own."""
    head = "自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n"
    row = f"一、本年新收政府信息公开申请数量\n4{mark}\n12{mark}\n0\n0\n0\n1\n17{mark}\n"
    rest = "二、上年结转政府信息公开申请数量\n0\n0\n0\n0\n0\n2\n2\n（一）予以公开\n0\n0\n0\n0\n0\n3\n3\n"
    report = parse(f"收到和处理政府信息公开申请情况\n{head}{row}{rest}")
    assert not report.cells["applications.received.natural_person"].certain
    assert report.cells["applications.carried_over.total"].value == 2


def test_a_label_of_several_meanings_with_another_row_s_numeral_is_not_that_row() -> None:
    """（六）其他处理 of the form of 2019, cut behind 其他, is not 3.其他 of the form of 2021."""
    head = "自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n"
    rows = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "5.要求行政机关确认或重新出具已获取信息",
    ]
    body = "".join(f"{row}\n{n}\n0\n0\n0\n0\n0\n{n}\n" for n, row in enumerate(rows))
    text = f"三、收到和处理政府信息公开申请情况\n{head}{body}（六）其他\n0\n0\n0\n0\n0\n0\n0\n"
    cells = parse(text).cells
    assert not any(c.certain for p, c in cells.items() if p.startswith("applications.results.other.unspecified"))
