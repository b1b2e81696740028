"""Texts that went through a pipeline of tools and lost something on the way: what table two, which has no sums, still says."""

from __future__ import annotations

import string

import pytest

from govreport_parser import parse
from test_soundness_moved import HEAD, PARTS, ROWS, SHOWS, table_three

TABLE_TWO = (
    ("第二十条第（一）项",),
    ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
    ("规章", "0", "0", "2"),
    ("规范性文件", "4", "3", "17"),
    ("第二十条第（五）项",),
    ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
    ("行政许可", "58", "-7", "3628"),
    ("其他对外管理服务事项", "12", "+5", "99"),
    ("第二十条第（六）项",),
    ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
    ("行政处罚", "20", "0", "47"),
    ("行政强制", "9", "0", "0"),
    ("第二十条第（八）项",),
    ("信息内容", "上一年项目数量", "本年增/减"),
    ("行政事业性收费", "6", "0"),
    ("第二十条第（九）项",),
    ("信息内容", "采购项目数量", "采购总金额"),
    ("政府集中采购", "3", "35.25万元"),
)


def report_text(changes: dict[str, tuple[str, ...]], join: str = " ", rows: str = "\n") -> str:
    """Tables two and three as text, with other cells behind some labels of table two."""
    lines = [join.join((row[0], *changes.get(row[0], row[1:]))) for row in TABLE_TWO]
    return rows.join([HEAD[0], "二、主动公开政府信息情况", *lines, table_three(SHOWS["tabs"])])


def certain(text: str, *paths: str) -> list[bool]:
    """Whether the cells of table two are certain."""
    cells = parse(text).cells
    return [cells[f"disclosure.{path}"].certain for path in paths]


def test_the_text_is_read_where_nothing_is_lost() -> None:
    cells = parse(report_text({})).cells
    assert [cells[f"disclosure.licensing.{c}"].value for c in ("previous", "change", "decisions")] == [58, -7, 3628]
    assert cells["disclosure.procurement.amount"].value == 352500


@pytest.mark.parametrize("marks", [string.punctuation, string.punctuation + "，。、；：（）“”", "-、（）/：，"])
def test_a_change_may_have_lost_its_sign_where_punctuation_was_taken_out(marks: str) -> None:
    text = report_text({}).translate(str.maketrans("", "", marks))
    assert certain(text, "licensing.change", "licensing.previous", "penalties.change") == [False, True, True]


def test_an_amount_may_have_lost_its_point_where_punctuation_was_taken_out() -> None:
    text = report_text({}).translate(str.maketrans("", "", string.punctuation))
    assert certain(text, "procurement.amount", "procurement.projects") == [False, True]


def test_a_number_twice_in_a_row_may_make_up_for_a_lost_one_where_another_row_lost_one() -> None:
    text = report_text({"规章": ("0", "2"), "其他对外管理服务事项": ("12", "12", "99")})
    assert certain(text, "other_services.previous", "licensing.change", "normative_documents.made") == [
        False,
        True,
        True,
    ]


def test_a_number_twice_in_a_row_is_read_where_no_row_lost_one() -> None:
    text = report_text({"规范性文件": ("4", "4", "17")})
    assert certain(text, "normative_documents.made", "normative_documents.published") == [True, True]


def test_a_row_may_fit_by_chance_where_most_have_lost_numbers() -> None:
    lost = {row[0]: row[1:-1] for row in TABLE_TWO if row[1:] and row[0] not in ("信息内容", "行政许可")}
    assert certain(report_text(lost), "licensing.previous", "licensing.change", "licensing.decisions") == [False] * 3


def test_a_wide_gap_among_single_spaces_is_a_lost_number() -> None:
    text = report_text({"行政处罚": ("20", "47", " 0")}, rows=" ")
    assert certain(text, "penalties.previous", "penalties.change", "compulsions.previous") == [False, False, True]


def test_the_number_of_the_next_line_is_not_the_last_of_a_row_whose_line_does_not_end() -> None:
    """Each line is counted; the last number of a row is lost with the line break behind it."""
    lines = report_text({"行政强制": ("9", "0")}, join="\t").split("\n")
    counted = "\n".join(f"{n}\t{line}" for n, line in enumerate(lines, 1)).replace(
        "行政强制\t9\t0\n", "行政强制\t9\t0\t"
    )
    assert certain(counted, "compulsions.decisions", "penalties.decisions", "licensing.change") == [False, True, True]


def test_numbers_that_count_lines_are_run_together_with_the_last_of_the_rows() -> None:
    """Without line breaks 0 and 4 make 04, and 17 and 5 make 175."""
    lines = report_text({"规章": ("0", "0", "0")}, join="\t").split("\n")
    counted = "".join(f"{n}\t{line}" for n, line in enumerate(lines, 1))
    assert certain(counted, "normative_documents.public_total", "licensing.decisions") == [False, False]


@pytest.mark.parametrize("cells", [("0，759", "60", "60"), ("3.2亿元", "60", "5"), ("16.", "60", "5")])
def test_a_number_that_cannot_be_read_in_its_column_may_be_of_another(cells: tuple[str, ...]) -> None:
    text = report_text({"规范性文件": cells})
    assert certain(text, "normative_documents.published", "normative_documents.public_total") == [False, False]


def test_a_number_of_equal_groups_may_be_one_cell_printed_again() -> None:
    text = report_text({"行政处罚": ("744，744，744", "0", "47")})
    assert certain(text, "penalties.previous", "licensing.previous") == [False, True]


def test_labels_of_a_header_in_another_order_place_no_numbers_in_a_text() -> None:
    text = report_text({}).replace("上一年项目数量 本年增/减 处理决定数量", "本年增/减 处理决定数量 上一年项目数量")
    assert certain(text, "licensing.previous", "penalties.decisions", "rules.made") == [False, False, True]


def test_slashes_between_labels_part_the_numbers_as_well() -> None:
    """They stand in no empty cell."""
    lines = [" / ".join(row) for row in TABLE_TWO if len(row) != 1 and row[0] != "规章"]
    three = table_three(lambda label, numbers: " / ".join([label, *numbers])).replace(
        "商业企业 科研机构 社会公益组织 法律服务机构 其他", "商业企业 / 科研机构 / 社会公益组织 / 法律服务机构 / 其他"
    )
    cells = parse("\n".join([HEAD[0], "二、主动公开政府信息情况", *lines, three])).cells
    assert [cells[f"disclosure.fees.{c}"].value for c in ("previous", "change")] == [6, 0]
    assert [cells[f"applications.received.{c}"].value for c in PARTS] == list(ROWS["received"][1])


def test_the_numbers_below_a_lost_label_are_not_those_of_an_emptied_row_above_it() -> None:
    """The zeros of a row are gone, and so is the next label: its numbers stand behind the label of the emptied row."""
    text = report_text({"规章": (), "其他对外管理服务事项": ("12", "99")}, join="\n").replace("规范性文件\n", "")
    assert certain(text, "rules.made", "rules.published", "rules.public_total") == [False] * 3
    assert certain(text, "licensing.previous", "licensing.decisions") == [True, True]


@pytest.mark.parametrize("join", ["\n", "\t"])
def test_the_numbers_above_a_lost_row_are_its_own_where_a_line_holds_a_row(join: str) -> None:
    """In lines of one cell, those that are lost may begin and end inside a row."""
    text = report_text({}, join=join).replace(join.join(["规范性文件", "4", "3", "17"]) + "\n", "")
    assert certain(text, "rules.made", "rules.published", "rules.public_total") == [join == "\t"] * 3


def test_a_space_may_part_thousands_where_cells_are_lost() -> None:
    text = report_text({"规章": (), "规范性文件": ("6", "118", "611"), "行政强制": ("58", "118", "611")})
    assert certain(text, "normative_documents.made", "compulsions.previous") == [False, False]
    assert certain(text, "licensing.previous") == [True]


def test_numbers_that_a_space_could_part_are_read_where_no_cell_is_lost() -> None:
    text = report_text({"规范性文件": ("6", "118", "611")})
    assert certain(text, "normative_documents.made", "normative_documents.published") == [True, True]
