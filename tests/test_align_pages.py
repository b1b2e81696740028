"""What a page adds to a table: where it ends, its number and the running header; and the index of a data frame."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govreport_parser import Report, Status, parse
from govreport_parser.align.blocks.pages import without_page_break

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


def side_page(numbers: Sequence[str], index: Sequence[str] = ("0", "1", "2")) -> str:
    """Table four as a data frame writes it as a page: every spanned cell repeated, an index before each row."""
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    kinds = [*outcomes, *["未经复议直接起诉"] * 5, *["复议后起诉"] * 5]
    head = ["", *["行政复议"] * 5, *["行政诉讼"] * 10]
    rows = [head, [index[0], *kinds], [index[1], *outcomes * 3], [index[2], *numbers]]
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return f"<h1>某镇2023年政府信息公开工作年度报告</h1><p>四、行政复议、行政诉讼情况</p><table>{cells}</table>"


@pytest.mark.parametrize(
    "numbers",
    ["0 0 0 1 1 0 0 0 0 0 0 0 0 0 NaN", "0 NaN 0 0 0 0 0 0 0 0 0 0 0 0 NaN", "2 0 0 0 2 0 0 0 0 0 0 0 0 NaN 0"],
)
def test_a_page_whose_row_shows_words_for_empty_cells_does_not_begin_with_its_index(numbers: str) -> None:
    printed = numbers.split()
    cells = [c for p, c in parse(side_page(printed)).cells.items() if p.startswith("disputes.")]
    assert len(cells) == 15
    assert all(str(c.value) == n for c, n in zip(cells, printed, strict=True) if c.certain and c.value is not None)


def spaced_page(received: str) -> str:
    """A page whose table two prints 6 911, and table three a first row of this number and no others but zeros."""
    head = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    two = f"{head}<tr><td>行政规范性文件</td><td>6 911</td><td>3</td><td>12\u00a0040</td></tr>"
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    rows = {
        "一、本年新收政府信息公开申请数量": received,
        "二、上年结转政府信息公开申请数量": "0",
        "（一）予以公开": received,
    }
    three = "".join(f"<tr><td>{label}</td><td>{n}</td>{'<td>0</td>' * 5}<td>{n}</td></tr>" for label, n in rows.items())
    names = "".join(f"<td>{name}</td>" for name in ("", *columns))
    return (
        "<h1>某镇2023年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><p>第二十条第（一）项</p>"
        f"<table>{two}</table><p>三、收到和处理政府信息公开申请情况</p><table><tr>{names}</tr>{three}</table>"
    )


@pytest.mark.parametrize(("received", "values"), [("1 402", (6911, 3, 12040)), ("402", (None, 3, None))])
def test_spaces_between_thousands_are_read_where_the_sums_of_table_three_show_them(
    received: str, values: tuple[int | None, ...]
) -> None:
    """6 911 is one number, or two that a page joined: table two has no sums to tell."""
    cells = parse(spaced_page(received)).cells
    row = [cells[f"disclosure.normative_documents.{name}"] for name in ("issued", "repealed", "in_force")]
    assert tuple(cell.value for cell in row) == values
    assert [cell.raw for cell in row] == ["6 911", "3", "12\u00a0040"]
