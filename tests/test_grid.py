"""Drawn tables whose cells are wrapped: every cell whole, every number at its place, or nothing certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser import Report, Status, parse
from govreport_parser.read.grid import unwrapped

TITLE = "望江县人民政府2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
BOXED = f"""\
{TITLE}┌───────────────────────────────────────┐
│第二十条第（一）项                     │
├────────┬──────────┬─────────┬─────────┤
│信息内容│本年制发件│本年废止 │现行有效 │
│        │数        │件数     │件数     │
├────────┼──────────┼─────────┼─────────┤
│规章    │7         │0        │4        │
├────────┼──────────┼─────────┼─────────┤
│行政规范│          │         │         │
│性文件  │12        │9341     │8918     │
└────────┴──────────┴─────────┴─────────┘
"""
RULED = f"""\
{TITLE}+----------+------------+------------+------------+
| 第二十条 |            |            |            |
| 第（一） |            |            |            |
| 项       |            |            |            |
+----------+------------+------------+------------+
| 信息内容 | 本年制发件 | 本年废止件 | 现行有效件 |
|          | 数         | 数         | 数         |
+----------+------------+------------+------------+
| 规章     | 7          | 0          | 4          |
+----------+------------+------------+------------+
| 行政规范 | 12         | 9341       | 8918       |
| 性文件   |            |            |            |
+----------+------------+------------+------------+
"""
PLACES = ("rules.issued", "rules.repealed", "rules.in_force")
PLACES += ("normative_documents.issued", "normative_documents.repealed", "normative_documents.in_force")


def values(report: Report) -> list[object]:
    return [report.cells[f"disclosure.{n}"].value for n in PLACES]


@pytest.mark.parametrize("text", [BOXED, RULED], ids=["boxed", "ruled"])
def test_wrapped_labels_and_headers_are_whole_and_numbers_stand_where_they_are_printed(text: str) -> None:
    report = parse(text)
    assert report.text == text
    assert values(report) == [7, 0, 4, 12, 9341, 8918]
    for name in PLACES:
        cell = report.cells[f"disclosure.{name}"]
        assert cell.status is Status.READ
        assert cell.span is not None
        assert text[slice(*cell.span)] == cell.raw == str(cell.value)


@pytest.mark.parametrize("foreign", ["扫一扫在手机打开当前页\n\n", "- 3 -\n\n望江县人民政府\n", "\n"])
@pytest.mark.parametrize("line", ["| 性文件   |", "| 信息内容 |", "|          | 数"])
def test_a_row_goes_on_behind_a_foreign_line(line: str, foreign: str) -> None:
    """Its numbers stand before that line, and the rest of its label behind it, where no rule is above."""
    assert RULED.count(line) == 1
    text = RULED.replace(line, foreign + line)
    assert values(parse(text)) == [7, 0, 4, 12, 9341, 8918]


def test_the_cells_of_a_row_that_is_cut_off_from_its_numbers_are_not_empty() -> None:
    """The number of a page stands in the middle of the line that prints them."""
    row = "| 行政规范 | 12         | 9341       | 8918       |"
    assert RULED.count(row) == 1
    text = RULED.replace(
        row,
        f"| 行政规范 |            |            |            |\n{row[:20]}\n2\n{row[20:]}".replace(
            "行政规范 | 12", "         | 12"
        ),
    )
    report = parse(text)
    cells = [report.cells[f"disclosure.normative_documents.{c}"] for c in ("issued", "repealed", "in_force")]
    assert not any(cell.certain for cell in cells)


def test_a_drawn_table_does_not_go_on_in_another_one() -> None:
    """Below the last row, which has lost the rule below it, stands a table with bars elsewhere."""
    cut = RULED.rstrip("\n").rpartition("\n")[0]
    other = "| 规章 | 9 | 9 | 9 |\n+------+---+---+---+\n"
    assert values(parse(f"{cut}\n\n{other}"))[3:] == [12, 9341, 8918]


def test_a_wide_reading_of_uncertain_characters_moves_no_bar() -> None:
    text = BOXED.replace("│规章    │", "│“规章” │").replace("│性文件  │", "│性文件“│")
    assert values(parse(text)) == [7, 0, 4, 12, 9341, 8918]


def test_a_table_without_rules_between_its_rows_is_read_line_by_line() -> None:
    rows = [line for line in RULED.splitlines() if "规章" in line]
    head = "+----------+------------+------------+------------+\n"
    names = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    text = f"{TITLE}第二十条第（一）项\n{head}{names}{head}{rows[0]}\n| 行政规范性文件 | 12 | 9341 | 8918 |\n{head}"
    assert unwrapped(text).view is None
    assert values(parse(text)) == [7, 0, 4, 12, 9341, 8918]


def test_two_rows_between_two_rules_are_not_joined_when_one_of_them_is_blank() -> None:
    blank = RULED.replace("| 行政规范 | 12         | 9341       | 8918       |\n| 性文件   |", "| 规范文件 |")
    text = blank.replace("4          |\n+----------+------------+------------+------------+\n", "4          |\n")
    cells = parse(text).cells
    assert all(cells[f"disclosure.normative_documents.{n}"].value is None for n in ("issued", "repealed", "in_force"))


def test_a_lost_bar_leaves_the_other_rows_whole() -> None:
    report = parse(BOXED.replace("│12        │9341     │8918     │", "│9341     │8918     │"))
    assert values(report)[:3] == [7, 0, 4]
    assert {report.cells[f"disclosure.{n}"].status for n in PLACES[3:]} == {Status.AMBIGUOUS}


def test_a_number_that_is_wrapped_is_not_put_together() -> None:
    report = parse(
        BOXED.replace("│9341     │", "│341      │").replace("│          │         │", "│          │9        │")
    )
    assert all(c.value != 9341 for c in report.cells.values())
    assert report.cells["disclosure.normative_documents.repealed"].value is None


def test_rows_that_cannot_be_told_apart_are_not_certain() -> None:
    loose = RULED.replace("| 行政规范 |", "| 行       |").replace("| 性文件   |", "| 文件     |")
    report = parse(loose)
    assert unwrapped(loose).tangled == ((len(TITLE), len(loose)),)
    assert not any(c.certain for c in report.cells.values() if c.status is not Status.BLANK)


def test_the_lines_of_a_page_in_columns_stay_lines() -> None:
    left = ["公开指南", "公开年报"]
    right = ["一、总体情况", "本年共公开信息", "第二十条第（五）项", "信息内容  本年处理决定数量", "行政许可  325"]
    right += [
        "第二十条第（六）项",
        "信息内容  本年处理决定数量",
        "行政处罚  5072",
        "行政强制  6",
        "二、其他",
        "无",
        "完",
    ]
    rule = f"+{'-' * 12}+{'-' * 40}+\n"
    lines = [(left[n] if n < len(left) else "", t) for n, t in enumerate([*right, "三、附则"])]
    body = "".join(f"| {a}{' ' * (11 - 2 * len(a))}| {b}{' ' * (39 - _wide(b))}|\n" for a, b in lines)
    report = parse(rule + body + rule)
    wanted = {"licensing.decisions": 325, "penalties.decisions": 5072, "compulsions.decisions": 6}
    assert {n: report.cells[f"disclosure.{n}"].value for n in wanted} == wanted


def _wide(text: str) -> int:
    return sum(1 if c.isascii() else 2 for c in text)


@given(st.text(alphabet="│─┌┬┐├┼┤└┴┘|+- \n01一二规章", max_size=300))
def test_every_character_of_a_view_has_its_origin(text: str) -> None:
    view = unwrapped(f"┌──┬──┐\n{text}\n│一│0 │\n│二│  │\n└──┴──┘\n├──┤").view
    if view is None:
        return
    text = f"┌──┬──┐\n{text}\n│一│0 │\n│二│  │\n└──┴──┘\n├──┤"
    for start, origin, length in zip(view.starts, view.origins, view.lengths, strict=True):
        assert view.text[start : start + length] == text[origin : origin + length]
    copied = sum(view.lengths)
    assert copied <= len(text)
    assert sorted("".join(view.text.split())).count("0") == text.count("0")


@given(st.text(alphabet="│─┌┬┐├┼┤└┴┘|+- \n01一二规章", max_size=200))
def test_any_drawing_gives_a_report(text: str) -> None:
    report = parse(f"第二十条第（一）项\n信息内容\t本年制发件数\n┌──┬──┐\n│规│0 │\n│章│  │\n├──┼──┤\n{text}\n└──┴──┘\n")
    assert all(c.span is None or report.text[slice(*c.span)] == c.raw for c in report.cells.values())


def test_a_number_cut_by_the_border_of_its_box_is_never_read_in_part() -> None:
    text = BOXED.replace("│规章    │7         │", "│规章    │４７３４５│").replace(
        "4        │\n", "4        │\n│        │６        │         │         │\n", 1
    )
    report = parse(text)
    assert all(not c.certain for p, c in report.cells.items() if p.startswith("disclosure.rules"))
    assert 47345 not in {c.value for c in report.cells.values()}


def test_rules_round_the_head_only_and_a_line_to_a_row() -> None:
    rule = "+----------------+--------------+--------------+--------------+\n"
    lines = [
        "| 信息内容       | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n",
        "| 规章           | 7            | 0            | 4            |\n",
        "| 行政规范性文件 | 12           | 9341         | 8918         |\n",
    ]
    text = f"{TITLE}第二十条第（一）项\n{rule}{lines[0]}{rule}{lines[1]}{lines[2]}{rule}"
    assert unwrapped(text).view is None
    assert unwrapped(text).tangled == ()
    assert values(parse(text)) == [7, 0, 4, 12, 9341, 8918]


def drawn_rows(rows: list[list[list[str]]]) -> str:
    """Rows of cells, a list of lines each, drawn with a rule below every row."""
    widths = [max(_wide(line) for row in rows for line in row[n]) for n in range(len(rows[0]))]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+\n"
    out = rule
    for row in rows:
        for n in range(max(map(len, row))):
            cells = [cell[n] if n < len(cell) else "" for cell in row]
            out += "|" + "|".join(f" {c}{' ' * (w - _wide(c))} " for c, w in zip(cells, widths, strict=True)) + "|\n"
        out += rule
    return out


APPLIED = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ROWS = {
    "received": ["一、本年新收政府信息公开", "申请数量"],
    "carried_over": ["二、上年结转政府信息公开", "申请数量"],
    "results.granted": ["（一）予以公开"],
    "results.partially_granted": ["（二）部分公开（区分处理的，", "只计这一情形，不计其他情形）"],
    "results.refused.state_secret": ["1.属于国家秘密"],
    "results.refused.law_or_regulation": ["2.其他法律行政法规禁止公开"],
    "results.refused.security_and_stability": ["3.危及“三安全一稳定”"],
}


def applications(numbers: dict[str, list[list[str]]]) -> Report:
    rows = [[[""], *([c] for c in APPLIED)], *([ROWS[path], *cells] for path, cells in numbers.items())]
    return parse(f"{TITLE}三、收到和处理政府信息公开申请情况\n{drawn_rows(rows)}")


def plain_row(*values: int) -> list[list[str]]:
    return [[str(v)] for v in (*values, sum(values))]


def test_a_number_wrapped_behind_its_thousands_separator_is_whole() -> None:
    numbers = {path: plain_row(n, 0, 3, 0, 0, 1) for n, path in enumerate(ROWS)}
    numbers["carried_over"] = [["4，", "720"], ["12,", "345"], ["0"], ["0"], ["0"], ["1"], ["17，", "066"]]
    report = applications(numbers)
    cells = [report.cells[f"applications.carried_over.{c}"] for c in COLUMNS]
    assert [c.value for c in cells] == [4720, 12345, 0, 0, 0, 1, 17066]
    assert report.text[slice(*cells[0].span or ())] == cells[0].raw
    assert (cells[0].raw or "").startswith("4，")
    assert report.cells["applications.received.total"].value == 4


def test_digits_below_digits_are_one_number_only_where_the_sum_says_so() -> None:
    numbers = {path: plain_row(n, 0, 3, 0, 0, 1) for n, path in enumerate(ROWS)}
    numbers["carried_over"] = [["10", "2"], ["0"], ["0"], ["0"], ["0"], ["0"], ["102"]]
    numbers["results.granted"] = [["10", "2"], ["0"], ["0"], ["0"], ["0"], ["0"], ["77"]]
    report = applications(numbers)
    assert report.cells["applications.carried_over.natural_person"].value in (102, None)
    assert not report.cells["applications.results.granted.natural_person"].certain


def test_numbers_in_two_lines_with_bars_elsewhere_are_not_read_in_part() -> None:
    """A cut number, in a line whose bars the tool set elsewhere than in the line below: 1 above 56 is not 56."""
    numbers = {path: plain_row(n, 0, 3, 0, 0, 1) for n, path in enumerate(ROWS)}
    text = f"{TITLE}三、收到和处理政府信息公开申请情况\n" + drawn_rows(
        [[[""], *([c] for c in APPLIED)], *([ROWS[path], *cells] for path, cells in numbers.items())]
    )
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines) if "一、本年新收" in line)
    cells = [c.strip() for c in lines[at].strip("|").split("|")]
    assert cells[1:] == ["0", "0", "3", "0", "0", "1", "4"]
    short = ["", "1", "", "", "", "", "", "1"]
    cells[1], cells[7] = "56", "60"
    lines[at : at + 1] = ["|" + "|".join(f" {c}  " for c in short) + "|", "|" + "|".join(f" {c} " for c in cells) + "|"]
    report = parse("\n".join(lines))
    assert not report.cells["applications.received.natural_person"].certain
    assert not report.cells["applications.received.total"].certain


COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")


def test_a_side_label_in_pieces_is_no_blank_cell() -> None:
    """无法提供 a character to a line: 无 is the word for an empty cell, but not here."""
    rows = [
        [[""], [""], *([c] for c in APPLIED)],
        [["（", "四", "）", "无", "法", "提", "供"], ["1.本机关不掌握", "相关政府信息"], *plain_row(1, 0, 3, 0, 0, 1)],
        [[""], ["2.没有现成信息", "需要另行制作"], *plain_row(2, 0, 3, 0, 0, 1)],
        [[""], ["3.补正后申请内容", "仍不明确"], *plain_row(5, 0, 3, 0, 0, 1)],
    ]
    report = parse(f"{TITLE}三、收到和处理政府信息公开申请情况\n{drawn_rows(rows)}")
    path = "applications.results.unavailable"
    assert [report.cells[f"{path}.{row}.total"].value for row in ("not_held", "needs_creation", "unclear")] == [5, 6, 9]


def test_rows_ruled_off_may_be_wrapped_with_room_to_spare() -> None:
    """One long word makes a column wide; the others wrap at the width that was asked for."""
    names = ["行政许可", "行政处罚", "行政强制", "行政事业性收费", "其他对外管理服务事项"]
    rows = [[["信息", "内容"], ["本年制", "发件数"], ["本年废", "止件数"]]]
    rows += [[[name], [str(n)], ["0（其中修订的一件也没有）"]] for n, name in enumerate(names)]
    rows += [[["行政规范", "性文件"], ["12"], ["7"]]]
    text = f"{TITLE}{drawn_rows(rows)}"
    setting = unwrapped(text)
    assert setting.tangled == ()
    assert setting.view is not None
    assert "│ 行政规范性文件 │ 12 │ 7 │" in setting.view.text


@pytest.mark.parametrize("wide", [1, 2])
def test_a_label_with_a_character_or_two_to_a_line_is_no_layout(wide: int) -> None:
    labels = {path: "".join(parts) for path, parts in ROWS.items()}
    assert max(map(len, labels.values())) > 25
    rows = [[[""], *([*name] for name in APPLIED)]]
    for n, label in enumerate(labels.values()):
        rows.append([[label[i : i + wide] for i in range(0, len(label), wide)], *plain_row(n, 0, 3, 0, 0, 1)])
    report = parse(f"{TITLE}三、收到和处理政府信息公开申请情况\n{drawn_rows(rows)}")
    assert [report.cells[f"applications.{path}.total"].value for path in list(ROWS)[:5]] == [4, 5, 6, 7, 8]
    assert report.cells["applications.results.refused.security_and_stability.natural_person"].value == 6


def test_a_change_wrapped_behind_its_word_is_whole() -> None:
    rows = [[["信息内容"], ["上一年项", "目数量"], ["本年增", "/减"], ["处理决", "定数量"]]]
    rows += [
        [["行政许可"], ["5"], ["增加", "79130"], ["427"]],
        [["其他对外管", "理服务事项"], ["8"], ["减少", "3"], ["1"]],
    ]
    report = parse(f"{TITLE}第二十条第（五）项\n{drawn_rows(rows)}")
    changes = [report.cells[f"disclosure.{row}.change"] for row in ("licensing", "other_services")]
    assert [cell.value for cell in changes] == [79130, -3]
    assert [cell.certain for cell in changes] == [True, True]


LABELS = """本年新收政府信息公开申请数量 上年结转政府信息公开申请数量 予以公开 部分公开（区分处理的，只计这一情形，不计其它情形）
属于国家秘密 其他法律行政法规禁止公开 危及“三安全一稳定” 保护第三方合法权益 属于三类内部事务信息 属于四类过程性信息
属于行政执法案卷 属于行政查询事项 本机关不掌握相关政府信息 没有现成信息需要另行制作 补正后申请内容仍不明确 信访举报投诉类申请
重复申请 要求提供公开出版物 无正当理由大量反复申请 要求行政机关确认或重新出具已获取信息 其他处理 （七）总计 结转下年度继续办理"""
APPLICANTS = [
    ["自然", "人"],
    ["商业", "企业"],
    ["科研", "机构"],
    ["社会公", "益组织"],
    ["法律服", "务机构"],
    ["其他"],
    ["总计"],
]


def test_a_header_that_is_wrapped_over_rows_that_are_not_is_known_below_prose_that_names_rows() -> None:
    numbers = ["3", "0", "0", "0", "0", "0", "3"]
    full = ("本年新收", "予以公开", "（七）总计")
    rows = [[[""], *APPLICANTS]]
    rows += [[[label], *([n] for n in (numbers if label.startswith(full) else ["0"] * 7))] for label in LABELS.split()]
    prose = "本年新收政府信息公开申请3件，上年结转0件，其中自然人3件；予以公开3件，部分公开0件，结转下年度继续办理0件。"
    report = parse(f"望江县人民政府2020年政府信息公开工作年度报告\n{prose}\n{drawn_rows(rows)}")
    cells = [c for p, c in report.cells.items() if p.startswith("applications.")]
    assert len(cells) == 161
    assert all(c.status is Status.READ for c in cells)
    assert report.applications is not None
    assert report.applications.received.natural_person == 3


def test_words_without_numbers_may_be_wrapped_with_room_to_spare() -> None:
    """The header of table four, whose cells hold two paragraphs each: there are no more than four rows in all."""
    outcomes = [["结果", "维持"], ["结果", "纠正"], ["其他", "结果"], ["尚未", "审结"], ["总计", ""]]
    wide = [["      结果", "维持"], *outcomes[1:]]
    header = [["行政复议"], *[[""]] * 4, ["未经复议", "直接起诉"], *[[""]] * 4, ["复议后起诉"], *[[""]] * 4]
    rows = [header, [*wide, *outcomes, *outcomes], [[n] for n in "100010000020002"]]
    text = f"望江县人民政府2024年政府信息公开工作年度报告\n四、行政复议、行政诉讼情况\n{drawn_rows(rows)}"
    assert unwrapped(text).tangled == ()
