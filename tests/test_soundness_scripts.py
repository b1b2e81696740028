"""Texts that scripts have cleaned and lines of which were lost or moved: what the damage left of a number is not believed."""

from __future__ import annotations

import pytest

from govreport_parser import Report, Status, parse
from tests.cases import FIXTURES

BASE = (FIXTURES / "2021/one-cell-per-line/source.txt").read_text(encoding="utf-8")
RECEIVED = "applications.received."


def values(report: Report, row: str) -> list[object]:
    """The values of a row's cells, those that are not certain as their status."""
    return [cell.value if cell.certain else cell.status for path, cell in report.cells.items() if path.startswith(row)]


@pytest.mark.parametrize(("old", "new"), [(0, 1), (0, 2), (2, 0), (1, 4), (5, 0)])
def test_a_number_that_moved_within_its_row_is_in_doubt_with_those_it_passed(old: int, new: int) -> None:
    """Every column is as much too great or too small as the row is with it moved back."""
    printed = ["19", "7", "11", "0", "3", "0", "40"]
    text = BASE
    for row in ("一、本年新收政府信息公开申请数量", "（七）总计"):
        at = text.index(row) + len(row) + 1
        own = text[at:].split("\n", 7)
        text = text[:at] + "\n".join([*printed, own[7]])
    text = _balanced(text, printed)
    assert values(parse(text), RECEIVED) == [int(number) for number in printed]
    moved = [*printed]
    moved.insert(new, moved.pop(old))
    own = "\n".join(printed)
    damaged = text.replace(own, "\n".join(moved), 1)
    changed = [n for n in range(7) if printed[n] != moved[n]]
    found = values(parse(damaged), RECEIVED)
    assert all(found[n] is Status.AMBIGUOUS for n in changed), found


def _balanced(text: str, totals: list[str]) -> str:
    """The text with nothing carried over or forward, and all results in the first row of them."""
    lines = text.split("\n")
    begin = next(n for n, line in enumerate(lines) if line.startswith("二、上年结转"))
    end = next(n for n, line in enumerate(lines) if line.startswith("（七）总计"))
    granted = next(n for n, line in enumerate(lines) if "予以公开" in line and n > begin)
    for n in range(begin, end):
        if lines[n].isdigit():
            lines[n] = "0"
    lines[granted + 1 : granted + 8] = totals
    behind = next(n for n, line in enumerate(lines) if line.startswith("四、结转下年度"))
    lines[behind + 1 : behind + 8] = ["0"] * 7
    return "\n".join(lines)


def test_a_row_behind_which_the_next_one_is_gone_may_hold_its_number() -> None:
    """Of 行政许可 8 and 行政处罚 0, with the words between them gone, 行政许可80 is left."""
    text = "".join(BASE.split())
    start = text.index("行政许可") + len("行政许可")
    end = text.index("行政处罚", start) + len("行政处罚")
    words = text[start:end].lstrip("0123456789")
    report = parse(text.replace(words, "", 1))
    assert report.cells["disclosure.licensing.decisions"].status is Status.AMBIGUOUS


@pytest.mark.parametrize("label", ["六其他", "六 其他"])
def test_the_row_of_a_group_without_its_marks_is_not_the_last_of_another_groups_rows(label: str) -> None:
    """（六）其他处理 of the form of 2019, without its marks and its end, is not 3.其他 of the form of 2021."""
    source = (FIXTURES / "2019/jinhe-county/source.txt").read_text(encoding="utf-8")
    assert "（六）其他处理" in source
    report = parse(source.replace("（六）其他处理", label))
    assert report.edition == "2019"
    assert not [path for path in report.cells if "results.other.unspecified" in path]


def test_a_tab_among_bars_parts_no_cells() -> None:
    """A number behind a tab stands in the cell before it, and the last cell of the row is empty."""
    head = "某县2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
    rows = (
        "| 第二十条第（一）项 | | | |\n| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n"
        "| 规章 | 241 | 4{}2 | |\n| 规范性文件 | 242 | 7 | 47 |\n"
    )
    assert Status.AMBIGUOUS in values(parse(head + rows.format("\t")), "disclosure.rules.")
    assert values(parse(head + rows.format(" | ")), "disclosure.rules.") == [241, 4, 2]


def test_a_copy_of_the_total_in_the_place_of_a_lost_number_is_in_doubt() -> None:
    """7 0 0 8 0 0 15 with its last zero lost and its total printed twice."""
    lines = BASE.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("四、结转下年度"))
    lines[at + 1 : at + 8] = ["7", "0", "0", "8", "0", "15", "15"]
    report = parse("\n".join(lines))
    assert report.cells["applications.carried_forward.other"].status is Status.AMBIGUOUS
    assert set(report.cells["applications.carried_forward.other"].candidates) == {0, 15}


def test_a_zero_beside_digits_of_its_line_is_not_the_only_cell() -> None:
    """The first label of the header is lost, and the amount has something behind it that is no digit."""
    source = (
        "某县2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（九）项\n信息内容           采购总金额\n"
        "政府集中采购      0    3.68#\n"
    )
    cell = parse(source).cells["disclosure.procurement.amount"]
    assert not cell.certain


@pytest.mark.parametrize("label", ["其他", "3.其他"])
def test_the_last_row_of_a_group_stands_behind_another_of_it_or_has_its_numeral(label: str) -> None:
    source = (FIXTURES / "2019/jinhe-county/source.txt").read_text(encoding="utf-8")
    report = parse(source.replace("（六）其他处理", label))
    kept = [path for path in report.cells if "results.other.unspecified" in path]
    assert bool(kept) is (label != "其他")


def test_an_empty_cell_among_as_many_numbers_as_the_form_has_is_not_passed_over() -> None:
    """The line is counted (3), and one of its numbers is lost: with both, the row seems whole."""
    text = BASE.replace("\n", ",")
    numbers = [n for n in text[text.index("复议后起诉") :].split(",") if n.isdigit()][:15]
    printed = ",".join(numbers)
    assert printed in text
    whole = parse(text)
    assert all(cell.certain for path, cell in whole.cells.items() if path.startswith("disputes."))
    damaged = text.replace(printed, ",".join(["3", *numbers[:3], "", *numbers[4:]]), 1)
    assert not any(cell.certain for path, cell in parse(damaged).cells.items() if path.startswith("disputes."))


def test_a_number_printed_twice_in_its_line_does_not_fill_up_a_row_that_nothing_confirms() -> None:
    """Equal lines that follow each other are taken for one, as a script does; then no column is known."""
    lines = BASE.split("\n")
    kept = [line for n, line in enumerate(lines) if n == 0 or line != lines[n - 1]]
    at = next(n for n, line in enumerate(kept) if line.startswith("一、本年新收")) + 1
    end = next(n for n, line in enumerate(kept) if line.startswith("二、上年结转"))
    kept[at:end] = ["0", "1", "0", "12", "0 | 0", "13"]
    assert Status.READ not in [c.status for p, c in parse("\n".join(kept)).cells.items() if p.startswith(RECEIVED)]
    kept[at : at + 6] = ["0", "1", "0", "12", "0", "0", "13"]
    assert values(parse("\n".join(kept)), RECEIVED) == [0, 1, 0, 12, 0, 0, 13]


def test_lines_that_are_counted_run_into_the_numbers_before_them() -> None:
    """A data frame printed with its index, and every line break taken out: 6 and 3 are 63."""
    rows = (
        "0,第二十条第（一）项 1,信息内容,本年新制作数量,本年新公开数量,对外公开总数量 2,规章,/,89,6 3,规范性文件,2,3,/ "
        "4,第二十条第（五）项 5,信息内容,上一年项目数量,本年增/减,处理决定数量 6,行政许可,/,/,1 7,其他对外管理服务事项,/,/,/ "
        "8,第二十条第（六）项 9,信息内容,上一年项目数量,本年增/减,处理决定数量 10,行政处罚,7,1,22 11,行政强制,3,2,1"
    )
    table = [line for line in BASE.split("\n") if line]
    start = next(n for n, line in enumerate(table) if line.startswith("三、"))
    head = "某县2020年政府信息公开工作年度报告二、主动公开政府信息情况"
    report = parse(head + rows.replace(" ", "") + ",".join(table[start:]))
    found = {path: cell.value for path, cell in report.cells.items() if path.startswith("disclosure.") and cell.certain}
    assert not {63, 17, 2211} & {*found.values()}, found


PAGE = (
    "<p>某县2020年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p><table><tr><td colspan=4>第二十条第（六）项</td></tr>"
    "<tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr>"
    "<tr><td>行政处罚</td><td>13</td><td>24</td><td>11</td></tr>{}<tr><td>行政强制</td><td>9</td><td>6</td><td>9</td></tr></table>"
)


def test_a_circled_number_behind_a_label_is_the_mark_of_a_footnote() -> None:
    report = parse(PAGE.format("").replace("行政处罚", "行政处罚<sup>①</sup>"))
    assert values(report, "disclosure.penalties.") == [13, 24, 11]
    part = "<tr><td>①市级</td><td>3</td><td>4</td><td>1</td></tr>"
    report = parse(PAGE.format("").replace("<td>13</td><td>24</td><td>11</td></tr>", f"<td></td></tr>{part}"))
    assert not report.cells["disclosure.penalties.decisions"].certain


@pytest.mark.parametrize("numbers", ["<td>0</td><td>46</td><td>0</td>", "<td>1</td><td>0</td><td>46</td><td>0</td>"])
def test_a_row_printed_again_with_numbers_that_cannot_be_placed_contradicts_the_first(numbers: str) -> None:
    report = parse(PAGE.format(f"<tr><td>行政处罚</td>{numbers}</tr>"))
    assert not any(cell.certain for path, cell in report.cells.items() if path.startswith("disclosure.penalties."))


def test_a_number_further_from_its_label_than_the_header_has_cells_is_in_doubt() -> None:
    """The last label of the header is lost, and the zero in the middle of the row."""
    source = (
        "某县2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n| 第二十条第（五）项 | | | |\n"
        "| 信息内容 | 上一年项目数量 | 本年增/减 | {} |\n| 行政许可 | 2127 | 9 | 8 |\n| 其他对外管理服务事项 | 8 | {} | 2211 |\n"
    )
    row = "disclosure.other_services."
    assert values(parse(source.format("处理决定数量", "0")), row) == [8, 0, 2211]
    assert 2211 not in values(parse(source.format("", "")), row)


def test_an_empty_cell_among_the_numbers_of_a_row_that_is_a_table_itself() -> None:
    """Eight cells of which one is empty: one zero may be a stray one, and that of the empty cell lost. No column says which."""
    rows = rows_until("（七）总计")
    first = rows[0]
    head = "<p>某县2022年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p>"
    page = head + "".join(f"<p>{column}</p>" for column in COLUMNS) + "".join(map(table_of_a_row, rows))
    assert values(parse(page), RECEIVED) == [int(number) for number in first[1:]]
    lost = first.index("0")
    moved = [first[0], "0", *first[1:lost], "", *first[lost + 1 :]]
    found = parse(page.replace(table_of_a_row(first), table_of_a_row(moved)))
    assert not any(cell.status is Status.READ for path, cell in found.cells.items() if path.startswith(RECEIVED))


COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def rows_until(stop: str) -> list[list[str]]:
    """The rows of table three up to a label, each with its label and its numbers."""
    lines = BASE.split("\n")
    begin = next(n for n, line in enumerate(lines) if line.startswith("一、本年新收"))
    end = next(n for n, line in enumerate(lines) if line.startswith(stop))
    rows: list[list[str]] = []
    for line in filter(None, lines[begin:end]):
        if line.isdecimal():
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def table_of_a_row(cells: list[str]) -> str:
    return "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"


def test_an_empty_cell_among_the_numbers_of_a_row_of_a_page_may_be_a_lost_number() -> None:
    """A stray zero before the numbers, and one of them taken out: in a table, and seven numbers that keep their sum."""
    rows = rows_until("四、政府信息公开")
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    columns = "".join(f"<td>{column}</td>" for column in COLUMNS)
    page = "<p>某县2022年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p><table><tr><td></td>{}</tr>{}</table>"
    good = page.format(columns, "".join(f"<tr>{row}</tr>" for row in cells))
    own = next(n for n, row in enumerate(rows) if row[0].endswith("属于行政执法案卷"))
    rows[own][1:] = ["1", "0", "0", "0", "0", "0", "1"]
    path = "applications.results.refused.enforcement_file."
    changed = "".join(f"<td>{cell}</td>" for cell in rows[own])
    good = good.replace(cells[own], changed)
    assert values(parse(good), path) == [1, 0, 0, 0, 0, 0, 1]
    moved = [rows[own][0], "0", "1", "0", "", "0", "0", "0", "1"]
    found = values(parse(good.replace(changed, "".join(f"<td>{cell}</td>" for cell in moved))), path)
    assert found[:2] != [0, 1]
