"""Text that tools and people made worse: what looks like a whole number and is a part of one, or of another row."""

from __future__ import annotations

import pytest

from govreport_parser import Report, parse
from govreport_parser.forms import FORMS

OUTCOMES = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
THREE = "\n".join(
    "\t".join(row)
    for row in (
        ["申请人情况", *[""] * 6],
        ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
        ["一、本年新收政府信息公开申请数量", "21", "0", "0", "0", "0", "0", "21"],
        ["（一）予以公开", "21", "0", "0", "0", "0", "0", "21"],
        ["（七）总计", "21", "0", "0", "0", "0", "0", "21"],
    )
)


def report(two: str = "", four: str = "", three: str = THREE) -> Report:
    """A report of three tables."""
    return parse(
        "临江县人民政府2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
        f"{two}\n三、收到和处理政府信息公开申请情况\n{three}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{four}\n五、存在的主要问题及改进情况\n公开形式不多。"
    )


def values(read: Report, prefix: str) -> list[object]:
    """The certain values below a path."""
    return [cell.value for path, cell in read.cells.items() if path.startswith(prefix)]


@pytest.mark.parametrize("filled", [0, 1, 5])
def test_kinds_of_dispute_one_below_the_other_whose_lines_are_filled_up(filled: int) -> None:
    lines = ["行政复议", OUTCOMES, "0\t0\t0\t0\t0", "行政诉讼 未经复议直接起诉", OUTCOMES, "1\t0\t4\t1\t6"]
    lines += ["行政诉讼 复议后起诉", OUTCOMES, "0\t0\t0\t0\t0"]
    cells = report(four="\n".join(line + "\t" * filled for line in lines))
    assert values(cells, "disputes.litigation_direct") == [1, 0, 4, 1, 6]
    assert values(cells, "disputes.litigation_after_review") == [0, 0, 0, 0, 0]


def test_two_cells_run_together_before_a_unit() -> None:
    header = f"行政复议\t行政诉讼\n{OUTCOMES}\t未经复议直接起诉\t复议后起诉\n{OUTCOMES}\t{OUTCOMES}\n"
    row = "0件\t0件\t0件\t0\t0件\t0件\t10件\t0件\t1件\t1件\t1件\t0件\t1件\t3"  # 1 and 0件; or 11 is lost behind 0件 10件 0件 1件
    assert values(report(four=header + row), "disputes.litigation_direct") == [0, None, 0, None, None]


def block(row: str, header: str = "本年收费金额（单位：万元）") -> str:
    """The block of table two with an amount."""
    return f"第二十条第（八）项\n信息内容\t{header}\n{row}"


@pytest.mark.parametrize("row", ["行政事业性收费\t24252.311082元", "行政事业性收费\t7752883.5199999996"])
def test_an_amount_finer_than_a_fen_was_not_printed_so(row: str) -> None:
    cell = report(two=block(row)).cells["disclosure.fees.amount"]
    assert not cell.certain
    assert cell.value is None


def test_an_amount_of_whole_fen_is_read() -> None:
    assert (
        str(report(two=block("行政事业性收费\t24252.311082")).cells["disclosure.fees.amount"].value) == "242523110.82"
    )


@pytest.mark.parametrize(("begun", "rest"), [("80285", "41.36万元"), ("21369", ".79")])
def test_an_amount_that_goes_on_in_the_second_line_of_its_label(begun: str, rest: str) -> None:
    two = (
        "第二十条第\n（六）项\n信息内容   本年处理决\n           定数量\n行政处罚   21\n行政强制   34\n第二十条第\n（八）项 \n"
        "信息内容   本年收费金\n           额（单位：万元）\n"
        f"行政事业性  {begun}   \n收费     {rest} \n"
    )
    read = report(two=two)
    assert read.cells["disclosure.compulsions.decisions"].value == 34
    assert read.cells["disclosure.fees.amount"].value is None


def test_stars_hide_a_number() -> None:
    cells = report(two=block("行政事业性收费\t***")).cells
    assert not cells["disclosure.fees.amount"].certain


def test_a_single_space_among_wide_gaps_of_table_two() -> None:
    two = (
        "第二十条第（五）项\n信息内容              上一年项目数量  本年增/减       处理决定数量\n"
        "行政许可              2               0               100\n其他对外管理服务事项  0               10 1\n"
    )
    read = report(two=two)
    assert values(read, "disclosure.licensing") == [2, 0, 100]
    assert values(read, "disclosure.other_services") == [None, None, None]


BARS = THREE.replace("\t", " ")


def test_a_bar_that_touches_a_number_where_spaces_part_cells() -> None:
    three = BARS.replace("信息公开申请数量 21 0 0 0 0 0 21", "信息公开申请数量 21 0 0 0 0 0 2|")
    assert values(report(three=three), "applications.received")[-1] is None


def test_a_bar_that_touches_a_number_of_a_padded_table() -> None:
    two = (
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| --- | --- | --- | --- |\n"
        "| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 2021 | 0 | |49 |\n"
    )
    assert report(two=two).cells["disclosure.normative_documents.in_force"].value is None


def test_bars_that_touch_every_number_part_cells() -> None:
    two = "|信息内容|本年制发件数|本年废止件数|现行有效件数|\n|---|---|---|---|\n|规章|0|0|0|\n|行政规范性文件|2021|0|49|\n"
    assert values(report(two=two), "disclosure.normative") == [2021, 0, 49]


NUMBERED = [
    row.number + row.label.text
    for path, row, _ in FORMS["2021"].applications.rows()
    if path.startswith("results.refused.")
]


@pytest.mark.parametrize("lost", ["1", "3", "8"])
def test_a_text_that_lost_every_copy_of_a_digit(lost: str) -> None:
    rows = "\n".join(f"{label}\t0\t0\t0\t0\t0\t0\t0" for label in NUMBERED)
    two = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t117\t0\t38\n"
    read = report(two=two, three=f"{THREE}\n{rows}")
    assert values(read, "disclosure.normative") == [117, 0, 38]
    text = read.text.replace(lost, "")
    assert not any(cell.certain for cell in parse(text).cells.values())


def test_a_text_that_lost_its_zeros() -> None:
    two = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t2\t10\t30\n"
    assert not any(cell.certain for cell in parse(report(two=two).text.replace("0", "")).cells.values())


def test_the_number_of_the_next_line_is_no_number_of_a_short_row() -> None:
    two = (
        "|_. 0 1 2 |\n|>. 12 |<. 第二十条第（六）项 |\n|>. 13 |<. 信息内容 上一年项目数量 本年增/减 |\n"
        "|>. 14 |<. 行政事业性收费 0 |\n|>. 15 |<. 第二十条第（九）项 |\n|>. 16 |<. 信息内容 采购项目数量 采购总金额 |\n"
        "|>. 17 |<. 政府集中采购 0 905.04万元 |\n"
    )
    assert report(two=two).cells["disclosure.fees.change"].value is None


def test_dashes_before_the_rows_of_a_list_are_no_cells() -> None:
    two = (
        "- **第二十条第（五）项**: \n- **信息内容**: 上一年项目数量, 本年增/减, 处理决定数量\n"
        "- **行政许可**: , 6, 3\n- **其他对外管理服务事项**: 30, 7, 1\n"
    )
    three = "\n".join(
        f"- **{label}**: " + ", ".join(cells) for label, *cells in (r.split("\t") for r in THREE.split("\n"))
    )
    assert values(report(two=two, three=three), "disclosure.licensing") == [None, None, None]


COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def test_numerals_of_labels_do_not_count_lines() -> None:
    numbers = {
        "一 予以公开": "0010001",
        "二 部分公开": "0000000",
        **{label.replace(".", " "): "0000000" for label in NUMBERED},
        "1 本机关不掌握相关政府信息": "2000002",
        "2 没有现成信息需要另行制作": "0000000",
        "3 补正后申请内容仍不明确": "0000000",
        "1 信访举报投诉类申请": "0100002",  # a printed error
        "2 重复申请": "0000000",
        "3 要求提供公开出版物": "0000000",
        "4 无正当理由大量反复申请": "0010001",
        "5 要求行政机关确认或重新出具已获取信息": "0000000",
        "六 其他处理": "1000001",
        "七 总计": "3120006",
    }
    rows = ["\u2028".join([label, *row]) for label, row in numbers.items()]
    read = report(three="\n".join(["\u2028".join(COLUMNS), *rows]))
    assert read.cells["applications.results.not_processed.complaint.total"].value in (None, 2)


def test_digits_that_touch_what_stands_behind_a_row_are_its_last_number() -> None:
    rows = [
        ["", *COLUMNS],
        ["一、本年新收政府信息公开申请数量", "11", "18", "4", "3", "6", "5", "47"],
        ["二、上年结转政府信息公开申请数量", "1", "0", "0", "1", "0", "2", "1"],  # a printed error
        ["三、本年度办理结果", *[""] * 7],
        ["(一)予以公开", "0", "1", "0", "0", "0", "1", "2"],
        ["5.要求行政机关确认或重新出具已获取信息", "0", "0", "1", "0", "1", "1", "3"],
        ["(六)其他处理", "1", "1", "0", "1", "0", "0", "3"],
        ["(七)总计", "11", "18", "4", "2", "6", "4", "45"],
        ["四、结转下年度继续办理", "1", "0", "0", "1", "0", "1", "3"],
    ]
    lines = ["INSERT INTO t VALUES ('" + "', '".join(row) + "');" for row in rows]
    three = "\n".join([" ".join(lines[:2]), " ".join(lines[2:4]), *lines[4:]])
    cells = report(three=three).cells
    assert cells["applications.carried_over.public_interest"].value in (None, 1)
    assert cells["applications.carried_over.other"].value in (None, 2)


def test_empty_cells_behind_numbers_in_words_are_not_the_rows() -> None:
    rows = [
        [None, *COLUMNS],
        ["一、本年新收政府信息公开申请数量", "四件", "三件", "一件", "〇件", "〇件", "一件", "九件"],
        ["五.要求行政机关确认或重新出具已获取信息", "〇件", "〇件", "〇", "〇件", "〇", "〇件", "〇件"],
        ["（六）其他处理", *[None] * 7],
        ["一.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", *["〇件"] * 7],
        ["二.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", *["〇件"] * 7],
        ["四、结转下年度继续办理", "一件", "〇", "〇", "〇件", "〇件", "〇件", "一件"],
    ]
    rows.insert(0, ["三、收到和处理政府信息公开申请情况", *[None] * 7])
    three = "\n".join(str((*row, *[None] * 7)).replace("'〇'", "〇") for row in rows)
    cells = parse(three).cells
    assert "applications.received.other" in cells
    assert not any(cell.certain for path, cell in cells.items() if path.startswith("applications.received"))


def test_full_width_numerals_without_their_points() -> None:
    two = "信息内容\n采购项目数量\n采购总金额\n政府集中采购\n２\n６３６０５６５万元\n"
    rows = "\n".join(chr(ord(label[0]) + 0xFEE0) + label[2:] + "\t０" * 7 for label in NUMBERED)
    cells = report(two=two, three=f"{THREE}\n{rows}").cells
    assert cells["disclosure.procurement.amount"].value is None


def test_numbers_of_table_four_that_narrow_columns_wrap() -> None:
    header = f"行政复议  行政诉讼\n{OUTCOMES}\t未经复议直接起诉\t复议后起诉\n{OUTCOMES}\t{OUTCOMES}\n".replace(
        "\t", "  "
    )
    row = "0   0   0   0   0   26 0 0  0   26   0  0  0   11    11\n"
    assert values(report(four=header + row), "disputes.litigation_after_review") == [0, 0, 0, 11, 11]
    pieces = "                                               5     5\n"
    assert not any(c.certain for p, c in report(four=header + row + pieces).cells.items() if p.startswith("disputes"))


def test_a_kind_of_dispute_that_is_printed_twice_with_other_numbers() -> None:
    lines = ["行政复议", OUTCOMES, "309\t17\t88\t26\t440", "行政诉讼 未经复议直接起诉", OUTCOMES, "1\t1\t16\t6\t24"]
    lines += ["行政诉讼 复议后起诉", OUTCOMES, "1\t1\t16\t6\t24", "行政诉讼 复议后起诉", OUTCOMES, "13\t0\t67\t9\t89"]
    cells = report(four="\n".join(lines))
    assert values(cells, "disputes.litigation_after_review") == [None] * 5


def test_the_numbers_behind_the_numeral_of_the_next_group_are_not_those_of_a_label_that_lost_its_first_line() -> None:
    lines = [
        "    商业企业                           科研机构       社会公益组织  法律服务机构  其他",
        "    3.补正后                          1          1       0       0   0  1  3 ",
        "    政机关确认或重新出具已获取信息                                                      ",
        "    （六）其他                          1          0       1       0   0  0  2 ",
    ]
    cells = parse("\n".join(lines)).cells
    assert not any(c.certain for p, c in cells.items() if p.startswith("applications.results.not_processed.reissue"))
