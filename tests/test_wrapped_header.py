"""Headers in the columns of a PDF file whose labels are wrapped: known where every label is whole and stands in its place."""

from __future__ import annotations

import time

import pytest

from govreport_parser import Report, Status, parse
from govreport_parser.align.labels.wrapped_header import are_wrapped, lines_above

TITLE = "望江县人民政府2020年政府信息公开工作年度报告\n"
LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理",
    "（七）总计",
    "四、结转下年度继续办理",
)
FULL = ("一、", "（一）", "（七）")
ROWS = "\n".join(
    f"  {label:<24}" + ("3   1   0   0   0   2   6" if label[:3].startswith(FULL) else "0   0   0   0   0   0   0")
    for label in LABELS
)
APPLICANTS = """\
                                       申请人情况
（本列数据的勾稽关系为：第一项加第二项之
                            自    法人或其他组织
和，等于第三项加第四项之和）  然                                  总
                            人  商业 科研 社会公 法律服 其
                                                                计
                                企业 机构 益组织 务机构 他
"""
SWAPPED = APPLICANTS.replace("商业 科研", "科研 商业").replace("企业 机构", "机构 企业")
TOTAL_FIRST = """\
                       申请人情况
                 总    法人或其他组织
                 计                               自
                     商业 科研 社会公 法律服 其   然
                     企业 机构 益组织 务机构 他   人
"""


def statuses(report: Report, table: str) -> set[Status]:
    return {cell.status for path, cell in report.cells.items() if path.startswith(table)}


def test_applicants_whose_labels_are_wrapped_are_known() -> None:
    report = parse(TITLE + APPLICANTS + ROWS)
    assert statuses(report, "applications.") == {Status.READ}
    assert report.applications is not None
    assert report.applications.received.other == 2


@pytest.mark.parametrize("header", [SWAPPED, TOTAL_FIRST, APPLICANTS.replace("益组织", ""), ""])
def test_applicants_in_another_order_or_not_whole_are_not(header: str) -> None:
    assert Status.READ not in statuses(parse(TITLE + header + ROWS), "applications.")


DISPUTES = """\
四、政府信息公开行政复议、行政诉讼情况
       行政复议                                行政诉讼
                                 未经    复议直接起诉            复议后起诉
结果维 结果纠 其他结 尚未审 总
                           结果维 结果纠 其他结 尚未 总  结果 结果 其他结 尚未 总
 持     正     果     结    计
                             持     正     果   审结 计  维持 纠正   果   审结 计
  1      0      0      0     1     0      0     2    0    2    0    3    0     0    3
五、存在的主要问题及改进情况
"""


def test_disputes_whose_labels_are_all_wrapped_are_found() -> None:
    report = parse(TITLE + DISPUTES)
    cells = [c for path, c in report.cells.items() if path.startswith("disputes.")]
    assert [c.value for c in cells] == [1, 0, 0, 0, 1, 0, 0, 2, 0, 2, 0, 3, 0, 0, 3]
    assert all(report.text[slice(*c.span)] == c.raw for c in cells if c.span)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  2    0    2", "  2    0    1"),  # a sum that does not hold
        ("  2    0    2 ", "  2    2 "),  # a number lost
        ("复议后起诉", "未经复议直接起诉"),
        ("行政复议        ", "行政诉讼        "),
        ("结果纠 其他结 尚未审", "其他结 结果纠 尚未审"),
        (" 审结 计  维持", " 审结     维持"),  # a label that is not whole
    ],
)
def test_disputes_of_another_shape_are_not(old: str, new: str) -> None:
    assert old in DISPUTES
    assert Status.READ not in statuses(parse(TITLE + DISPUTES.replace(old, new)), "disputes.")


def test_labels_in_no_line_together_stand_in_the_order_of_their_columns() -> None:
    assert are_wrapped(["自然      其他", "  人"], ["自然人", "其他"])
    assert are_wrapped(["自然人", "        其他"], ["自然人", "其他"])
    assert not are_wrapped(["        自然人", " 其他"], ["自然人", "其他"])
    assert not are_wrapped(["其他      自然人"], ["自然人", "其他"])
    assert not are_wrapped(["自然      其他"], ["自然人", "其他"])


TOUCHING = """\
申请人情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加 法人或其他组织
自然 总
第四项之和） 商业企 科研机社会公益 法律服务 其
人 计
业 构 组织 机构 他
"""
IN_TWO_HEIGHTS = """\
法人或其他组织
自然人 总计
社会公益组法律服务机
商业企业 科研机构 其他
织 构
"""
SPREAD = """\
法人或其他组织
自 然 总
人 计
商 业 企 科 研 机 社会公益组 法律服务机 其
业 构 织 构 他
"""
ONE_BY_ONE = "自然\n人\n商业企\n业\n科研机\n构\n社会公益\n组织\n法律服务\n机构\n其\n他\n总\n计\n"
LINES = "\n".join(" ".join(line.split()) for line in ROWS.split("\n"))


@pytest.mark.parametrize("header", [TOUCHING, IN_TWO_HEIGHTS, SPREAD, ONE_BY_ONE])
def test_labels_in_no_columns_are_known_line_by_line(header: str) -> None:
    report = parse(TITLE + "三、收到和处理政府信息公开申请情况\n" + header + LINES)
    assert statuses(report, "applications.") == {Status.READ}
    assert report.applications is not None
    assert report.applications.received.other == 2


@pytest.mark.parametrize(
    ("header", "old", "new"),
    [
        (TOUCHING, "商业企 科研机", "科研机 商业企"),
        (TOUCHING, "自然 总", "总 自然"),
        (TOUCHING, "业 构 组织", "构 业 组织"),
        (TOUCHING, " 机构 他", " 机构"),
        (IN_TWO_HEIGHTS, "社会公益组法律服务机", "法律服务机社会公益组"),
        (SPREAD, "商 业 企 科 研 机", "科 研 机 商 业 企"),
        (ONE_BY_ONE, "自然\n人\n商业企\n业\n", "商业企\n业\n自然\n人\n"),
    ],
)
def test_labels_in_no_columns_and_in_another_order_or_not_whole_are_not(header: str, old: str, new: str) -> None:
    assert old in header
    report = parse(TITLE + "三、收到和处理政府信息公开申请情况\n" + header.replace(old, new) + LINES)
    assert Status.READ not in statuses(report, "applications.")


def test_a_header_does_not_reach_over_a_row_of_numbers() -> None:
    lines = lines_above("结果\n四、结转下年度继续办理 0 0 0\n结果 维\n持\n0 0", 36)
    assert lines == ["结果 维", "持"]


def test_many_words_cost_nothing() -> None:
    begin = time.process_time()
    assert not are_wrapped(["结果 总 计 维持 " * 400] * 24, ["结果维持", "总计"] * 8)
    assert not are_wrapped(["结果 " * 6] * 20, ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(("last", "certain"), [("现行有", False), ("现行有效件数", True), ("现行有效件", True)])
def test_numbers_below_a_label_that_the_edge_of_a_page_cut_are_not_certain(last: str, certain: bool) -> None:
    header = f"第二十条第（一）项\n信息内容      本年制发件数      本年废止件数      {last}\n"
    report = parse(
        f"{TITLE}二、主动公开政府信息情况\n{header}规章      0      0      0\n行政规范性文件      37      21      3\n"
    )
    assert report.cells["disclosure.normative_documents.in_force"].certain is certain


UPRIGHT = """\
四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
未经复议直接起诉 复议后起诉
结 结 其 尚
结 结 其 尚 结 结 其 尚
果 果 他 未
总计 果 果 他 未 总 果 果 他 未 总
维 纠 结 审
维 纠 结 审 计 维 纠 结 审 计
持 正 果 结
持 正 果 结 持 正 果 结
2 0 1 0 3 0 0 0 0 0 1 0 0 4 5
五、存在的主要问题及改进情况
公开形式不多。
"""


def test_outcomes_printed_a_character_to_a_line_are_known() -> None:
    report = parse(TITLE + UPRIGHT)
    assert [c.value for p, c in report.cells.items() if p.startswith("disputes.")] == [
        2,
        0,
        1,
        0,
        3,
        *[0] * 5,
        1,
        0,
        0,
        4,
        5,
    ]
    assert [section.paragraphs for section in report.sections] == [(), ("公开形式不多。",)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("维 纠 结 审 计 维 纠 结 审", "纠 维 结 审 计 纠 维 结 审"),
        ("\n持 正 果 结\n持 正", "\n持 正"),
        ("结 结 其 尚\n结 结", "结 结 其 尚\n其 结"),
        ("行政复议 行政诉讼\n", "行政诉讼 行政复议\n"),
    ],
)
def test_outcomes_in_another_order_or_not_whole_are_not(old: str, new: str) -> None:
    text = UPRIGHT.replace(old, new)
    assert text != UPRIGHT
    assert Status.READ not in statuses(parse(TITLE + text), "disputes.")
