"""A page ends inside a table: its number and the running header are no part of the column header."""

from __future__ import annotations

import pytest

from govreport_parser import Report, Status, parse
from govreport_parser.align.pages import without_page_break

TITLE = "望江县人民政府办公室2024年度政府信息公开年度报告"
HEAD = f"    {TITLE}\n    二、主动公开政府信息情况\n第二十条第（一）项\n"
COLUMNS = "信息内容   本年制发件数   本年废止件数   现行有效件数\n"
ROWS = "      规章                                 7       0       4\n      行政规范性文件          0    9341    8918\n"


def issued(report: Report) -> list[tuple[object, Status]]:
    names = ("rules.issued", "rules.repealed", "rules.in_force", "normative_documents.repealed")
    return [(c.value, c.status) for n in names for c in (report.cells[f"disclosure.{n}"],)]


READ = [(7, Status.READ), (0, Status.READ), (4, Status.READ), (9341, Status.READ)]


@pytest.mark.parametrize("mark", ["- 1 -", "第 1 页", "1 / 9", "Page 1", "—1—", "第1页 共9页"])
@pytest.mark.parametrize("running", [TITLE, ""])
def test_a_page_break_between_title_and_header_leaves_the_header_known(mark: str, running: str) -> None:
    report = parse(f"{HEAD}\n                  {mark}\n\f\n{running}\n{COLUMNS}{ROWS}")
    assert issued(report) == READ


def test_a_page_break_between_header_and_row_leaves_the_header_known() -> None:
    report = parse(f"{HEAD}{COLUMNS}\n                  第 1 页\n\f\n{TITLE}\n{ROWS}")
    assert issued(report) == READ


def test_a_short_running_header_is_known_by_the_other_page_breaks() -> None:
    agency = "望江县人民政府办公室"
    text = f"{HEAD}\n  第 1 页\n\f\n{agency}\n{COLUMNS}{ROWS}三、\n  第 2 页\n\f\n{agency}\n四、\n"
    assert issued(parse(text)) == READ
    once = parse(text.replace(f"2 页\n\f\n{agency}", "2 页\n\f\n"))
    assert {s for _, s in issued(once)} == {Status.AMBIGUOUS}


def test_an_unknown_column_beside_a_page_number_stays_a_column() -> None:
    columns = "信息内容\n本年制发件数\n本年废止件数\n第 1 页\n对外公布件数\n现行有效件数\n"
    again = "第二十条第（五）项\n信息内容\n对外公布件数\n行政许可\n5\n"
    report = parse(f"{HEAD}{columns}规章\n7\n0\n4\n1\n行政规范性文件\n0\n9341\n8918\n3\n{again}")
    assert {s for _, s in issued(report)} == {Status.AMBIGUOUS}


def test_what_is_blanked_keeps_every_position() -> None:
    text = f"{TITLE}\n第 1 页\n\f{TITLE}\n信息内容"
    bare = without_page_break(text, len(TITLE) + 1, len(text))
    assert len(bare) == len(text) - len(TITLE) - 1
    assert bare.split() == ["信息内容"]
