"""What converters of pages, PDF files and sheets do to a table: nothing that moved is certain."""

from __future__ import annotations

import re

import pytest

from govreport_parser import Status, parse
from kit import Recipe, make, wrong_cells
from kit.make import Case


def case_of(seed: int, flatten: str) -> Case:
    (case,) = make([Recipe(seed, "plain", flatten)])
    return case


@pytest.mark.parametrize("empty", [" ", "NaN", "None"])
@pytest.mark.parametrize("seed", range(8))
def test_a_row_that_lost_a_cell_and_shows_its_total_empty_is_not_certain(seed: int, empty: str) -> None:
    case = case_of(seed, "own-markdown")
    lines = case.source.split("\n")
    number = next(i for i, line in enumerate(lines) if re.search(r"[（(]七[)）]", line))
    cells = lines[number].strip("| ").split(" | ")
    lines[number] = "| " + " | ".join([*cells[:-6], *cells[-5:], empty]) + " |"
    assert not wrong_cells(parse("\n".join(lines)).cells, case.truth)


@pytest.mark.parametrize("seed", range(8))
def test_numbers_before_a_label_that_ends_its_line_are_not_those_of_the_row_above(seed: int) -> None:
    case = case_of(seed, "row-lines")
    rows = case.source.replace("\t", "  ")
    pattern = re.compile(r"(?m)^(\s*.*[^\d\s].*?)\s+((?:\d+\s+){6}\d+)$")
    lines = list(pattern.finditer(rows))
    text = rows
    for match in reversed(lines[3:]):  # the first rows as the form has them, all others turned round
        text = f"{text[: match.start()]}{match[2]}  {match[1]}{text[match.end() :]}"
    assert len(lines) > 15
    assert not wrong_cells(parse(text).cells, case.truth)


@pytest.mark.parametrize("gap", [" ", "  ", "\t"])
def test_a_row_cut_by_the_end_of_a_page_is_not_certain_where_the_sums_of_columns_break(gap: str) -> None:
    case = case_of(3, "lxml-itertext")
    truth = {p: e.value for p, e in case.truth.items() if p.startswith("applications.")}
    assert truth
    row = "applications.results.not_processed.repeated"
    form = list(dict.fromkeys(p.rpartition(".")[0] for p in truth))
    assert row in form
    values = {path: [int(v or 0) for p, v in truth.items() if p.rpartition(".")[0] == path] for path in form}
    moved = [63, 0, 0, 0, 0, 0, 63]
    for path in (row, "applications.results.total", "applications.received"):
        values[path] = [a + b for a, b in zip(values[path], moved, strict=True)]
    lines = case.source.split("\n")
    assert "重复申请" in "".join(lines)
    report = parse(printed(values, gap, row, (["6", "6"], ["0", "0", "0", "0", "0"], ["3", "3"])))
    got = {p: c.value for p, c in report.cells.items() if p.startswith(row) and c.certain}
    assert got in ({}, {f"{row}.{c}": v for c, v in zip(COLUMNS, moved, strict=True)})


COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")


def printed(values: dict[str, list[int]], gap: str, cut: str, pieces: tuple[list[str], list[str], list[str]]) -> str:
    """Table three of the newest form, one row cut by a page in three lines."""
    from govreport_parser.forms import FORMS

    table = FORMS["2021"].applications
    labels = {f"applications.{path}": row.label.text for path, row, _ in table.rows()}
    header = "自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计"
    out = ["三、收到和处理政府信息公开申请情况", header]
    for path, label in labels.items():
        numbers = [str(v) for v in values.get(path, [0] * 7)]
        if path == cut:
            out += [gap.join(pieces[0]), gap.join([label, *pieces[1]]), gap.join(pieces[2])]
        else:
            out.append(gap.join([label, *numbers]))
    return "\n".join(out)


HEAD = "二、主动公开政府信息情况\n第二十条第（一）项\n"


def test_a_header_of_which_only_a_part_is_known_places_no_number() -> None:
    text = HEAD + (
        "信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n规章\n0\n0\n0\n规范性文件\n1\n2\n3\n"
        "第二十条第（五）项\n信息内容\n上一栏目数字本年增/减\n行政许可\n280\n其他对外管理服务事项\n775\n处理决定数量\n6191\n5\n"
    )
    cells = parse(text).cells
    assert cells["disclosure.normative_documents.published"].value == 2
    assert {c.value for p, c in cells.items() if p.startswith(("disclosure.licensing", "disclosure.other_serv"))} == {
        None
    }


def test_numbers_by_columns_below_the_last_label_of_a_block_are_not_its_row() -> None:
    text = HEAD + (
        "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n行政规范性文件\n0\n\n0\n\n0\n\n4049（其中修订 4\n件）\n\n0\n\n94\n"
        "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n6311\n"
    )
    cells = parse(text).cells
    assert {c.value for p, c in cells.items() if p.startswith("disclosure.normative")} == {None}


def test_glued_digits_may_hold_the_number_of_the_row_whose_label_is_lost() -> None:
    text = (
        HEAD
        + "信息内容本年制发件数本年废止件数现行有效件数规章070行政规范性文件653第二十条第（五）项信息内容本年处理决定数量"
    ).replace("\n", "")
    text += "行政许可1432第二十条第（六）项信息内容本年处理决定数量行政处罚4520第二十条第（八）项信息内容"
    cells = parse(text + "本年收费金额（单位：万元）行政事业性收费0").cells
    assert cells["disclosure.licensing.decisions"].value == 1432
    assert cells["disclosure.penalties.decisions"].value is None


def test_zeros_behind_a_piece_of_a_number_are_not_all_of_a_row() -> None:
    text = HEAD + (
        "信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n规章\n0\n0\n0\n规范性文件\n1\n2\n3\n"
        "第二十条第（九）项\n信息内容\n采购项目数量\n采购总金额（万元）\n政府集中采购\n\n0\n\n1. 0 000\n\n"
    )
    assert parse(text).cells["disclosure.procurement.amount"].value is None


def test_a_thin_space_parts_no_cells_that_wider_ones_part() -> None:
    text = HEAD + (
        "信息内容   本年新制作数量   本年新公开数量   对外公开总数量\n规章   0   0   0\n规范性文件   1   2   3\n"
        "第二十条第（五）项\n信息内容   上一年项目数量   本年增/减   处理决定数量\n行政许可   815   0   40\n"
        "其他对外管理服务事项   0   增加1\u202f291375\n"
    )
    cells = parse(text).cells
    assert cells["disclosure.licensing.decisions"].value == 40
    assert cells["disclosure.other_services.decisions"].value is None


def test_an_index_of_rows_makes_no_lost_cell_of_table_four() -> None:
    names = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    text = (
        "四、政府信息公开行政复议、行政诉讼情况\n"
        "| 50 | 行政复议 | nan | nan | nan | nan | 行政诉讼 | nan | nan |\n"
        "| 51 | nan | nan | nan | nan | nan | 未经复议直接起诉 | nan | 复议后起诉 | nan |\n"
        f"| 52 | {names} | {names} | {names} |\n"
        "| 53 | 0 | 0 | nan | 0 | 0 | 0 | nan | 0 | 0 | 0 | 0 | 0 | nan | 0 | 0 | 0 | 0 | 0 |\n"
        "| 54 | 五、存在的主要问题及改进情况 | nan | nan |\n"
    )
    cells = {p: c for p, c in parse(text).cells.items() if p.startswith("disputes.")}
    assert len(cells) == 15
    assert not [p for p, c in cells.items() if c.certain and c.value]


@pytest.mark.parametrize("gap", ["\n", "\\n", "&nbsp;\n"])
def test_radicals_of_a_pdf_are_the_characters_they_look_like(gap: str) -> None:
    text = "⼆、主动公开政府信息情况\n第⼆⼗条第（⼀）项\n信息内容\n"
    text += "本年新制作数量\n本年新公开数量\n对外公开总数量\n规章\n0\n0\n0\n规范性⽂件\n1\n2\n3\n"
    text = text.replace("\n", gap)
    report = parse(text)
    assert [c.value for p, c in report.cells.items() if p.startswith("disclosure.normative")] == [1, 2, 3]
    assert not [f for f in report.findings if f.code.startswith("label-")]
    assert report.text == text
    for cell in report.cells.values():
        assert cell.span is None or text[cell.span[0] : cell.span[1]] == cell.raw
    assert {c.status for p, c in report.cells.items() if p.startswith("disclosure.normative")} == {Status.READ}
