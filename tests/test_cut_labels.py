"""Labels that stand on several lines or in several paragraphs of a cell, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from attrs import evolve

from govreport_parser import Status, parse
from kit import Article, Grid, Line, Recipe, Slot, article_of, text_of, wrong_cells

SEEDS = range(12)
COLUMN = 40


def cut(text: str, at: int) -> tuple[str, str]:
    """A label in two parts; the second is empty where the label is short."""
    return (text[:at], text[at:]) if len(text) > at + 1 else (text, "")


def in_columns(at: int) -> Callable[[Sequence[Slot]], str]:
    """Rows in columns, whose labels go on in the line below their numbers."""

    def row(slots: Sequence[Slot]) -> str:
        labels = [s for s in slots if s.role in ("label", "side")]
        first, rest = cut(labels[-1].text, at) if labels else ("", "")
        before = "".join(s.text.ljust(12) for s in labels[:-1])
        numbers = "".join(s.text.ljust(10) for s in slots if s not in labels)
        below = f"\n{' ' * len(before)}{rest}" if rest else ""
        return f"{before}{first.ljust(COLUMN)}{numbers}{below}"

    return row


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("at", [2, 3, 4])
def test_numbers_behind_the_numeral_of_the_next_row_are_not_those_of_the_row_above(seed: int, at: int) -> None:
    article = article_of(Recipe(seed))
    report = parse(text_of(article, in_columns(at)))
    assert not wrong_cells(report.cells, article.truth)


def test_numbers_of_the_next_row_are_not_what_the_columns_demand() -> None:
    rows = ROWS.format(
        second="2.其\n   {zeros}\n   他法律行政法规禁止公开", third="3.危   53 0 0 0 0 4 57\n   及“三安全一稳定”"
    )
    report = parse(rows.replace("2.其\n   {zeros}", "2.其   0 0 0 0 0 0 0"))
    held = [report.cells[f"applications.results.refused.prohibited_by_law.{c}"] for c in ("natural_person", "total")]
    assert [cell.value for cell in held if cell.certain] in ([], [0, 0])


ROWS = """三、收到和处理政府信息公开申请情况
栏目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
一、本年新收政府信息公开申请数量   53 0 0 0 0 4 57
二、上年结转政府信息公开申请数量   0 0 0 0 0 0 0
（一）予以公开   0 0 0 0 0 0 0
（二）部分公开   0 0 0 0 0 0 0
（三）不予公开
   1.属于国家秘密   0 0 0 0 0 0 0
   {second}
   {third}
   4.保护第三方合法权益   0 0 0 0 0 0 0
   5.属于三类内部事务信息   0 0 0 0 0 0 0
   6.属于四类过程性信息   0 0 0 0 0 0 0
   7.属于行政执法案卷   0 0 0 0 0 0 0
   8.属于行政查询事项   0 0 0 0 0 0 0
（七）总计   53 0 0 0 0 4 57
四、结转下年度继续办理   0 0 0 0 0 0 0
"""


def test_the_first_of_two_runs_below_a_row_without_numbers_may_be_that_rows() -> None:
    """In the columns of a PDF file numbers stand in the middle of their label."""
    rows = ROWS.format(
        second="2.其他法律行政法规禁止公开   0 0 0 0 0 0 0", third="3.危及“三安全一稳定”   0 0 0 0 0 0 0"
    )
    pushed = """（一）予以公开
（二）部分公开（区分处理的，只计这一情形，
              53 0 0 0 0 4 57
不计其他情形）   0 0 0 0 0 0 0"""
    old = "（一）予以公开   0 0 0 0 0 0 0\n（二）部分公开   0 0 0 0 0 0 0"
    assert old in rows
    report = parse(rows.replace(old, pushed))
    for column, value in zip(COLUMNS, (53, 0, 0, 0, 0, 4, 57), strict=True):
        above, below = (
            report.cells[f"applications.results.{row}.{column}"] for row in ("granted", "partially_granted")
        )
        assert not above.certain or above.value == value
        assert not below.certain or below.value == 0


def page(article: Article, label: Callable[[str], str]) -> str:
    """The article as a page; ``label`` prints what stands in the cell of a label or a header."""

    def cell(slot: Slot) -> str:
        spans = f' rowspan="{slot.rowspan}" colspan="{slot.colspan}"'
        return f"<td{spans}>{slot.text if slot.path else label(slot.text)}</td>"

    def part(one: Line | Grid) -> str:
        if isinstance(one, Line):
            return f"<p>{one.text}</p>"
        return "<table>" + "".join("<tr>" + "".join(map(cell, row)) + "</tr>" for row in one.rows) + "</table>"

    return "<html><body>" + "\n".join(map(part, article.parts)) + "</body></html>"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("between", ["<br>", "</p><p>"])
def test_a_page_whose_labels_are_cut_shows_its_cells_all_the_same(seed: int, between: str) -> None:
    article = article_of(Recipe(seed))
    whole = parse(page(article, lambda text: f"<p>{text}</p>"))
    parted = parse(page(article, lambda text: f"<p>{between.join(cut(text, len(text) // 2))}</p>"))
    assert [c.value for c in parted.cells.values()] == [c.value for c in whole.cells.values()]


def one_to_a_line(article: Article) -> str:
    """The article with every string of a page on a line of its own, and labels in two strings."""

    def row(slots: Sequence[Slot]) -> str:
        return "\n".join(s.text if s.path else "\n".join(p for p in cut(s.text, len(s.text) // 2) if p) for s in slots)

    return text_of(article, row)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_text_whose_table_three_keeps_every_sum_has_no_cut_numbers_in_table_two(seed: int) -> None:
    article = article_of(Recipe(seed))
    numbers = [s.text for g in article.grids() if g.name == "applications" for row in g.rows for s in row if s.path]
    report = parse(one_to_a_line(article))
    assert not wrong_cells(report.cells, article.truth)
    if all(map(str.isdecimal, numbers)) and sum(len(n) > 1 for n in numbers) > 3:
        two = {p: c for p, c in report.cells.items() if p.startswith("disclosure.")}
        ambiguous = {p for p, c in two.items() if c.status is Status.AMBIGUOUS}
        whole = parse(text_of(article, lambda row: "\n".join(s.text for s in row)))
        assert ambiguous == {p for p in two if whole.cells[p].status is Status.AMBIGUOUS}


@pytest.mark.parametrize("seed", SEEDS)
def test_where_numbers_are_cut_as_labels_are_table_two_is_not_certain(seed: int) -> None:
    article = article_of(Recipe(seed))

    def parted(slot: Slot) -> Slot:
        return evolve(slot, text="\n".join(slot.text)) if slot.path and slot.text.isdecimal() else slot

    grids = (
        evolve(p, rows=tuple(tuple(map(parted, row)) for row in p.rows)) if isinstance(p, Grid) else p
        for p in article.parts
    )
    report = parse(one_to_a_line(evolve(article, parts=tuple(grids))))
    assert not wrong_cells(report.cells, article.truth)


def test_one_full_row_among_rows_with_empty_cells_does_not_hide_where_the_cells_stand() -> None:
    rows = ""
    for line in ROWS.format(
        second="2.其他法律行政法规禁止公开   0 0 0 0 0 0 0", third="3.重复申请   0 0 0 0 0 0 0"
    ).split("\n"):
        label, *cells = line.split()[-8:] or [""]
        shown = cells if "总计" in label else [c.replace("0", "") for c in cells]
        rows += "<tr>" + "".join(f"<td>{c}</td>" for c in (label, *shown)) + "</tr>"
    report = parse(f"<h1>某镇2023年政府信息公开工作年度报告</h1><table>{rows}</table>")
    row = [report.cells[f"applications.received.{c}"] for c in COLUMNS]
    assert [cell.value for cell in row] == [53, None, None, None, None, 4, 57]
    assert [cell.status for cell in row[1:5]] == [Status.BLANK] * 4


COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")


def test_lines_of_a_footnote_are_no_labels() -> None:
    for row in ("100010000020002", "1 0 0 0 1 - - - - - 2 0 0 0 2", "1 - - - 1 - - - - - 2 - - - 2"):
        cells = [c for p, c in parse(SIDE + row + FOOTNOTE).cells.items() if p.startswith("disputes.")]
        assert [bool(c.value) for c in cells] == [d in "12" for d in row if d != " "], row
        assert all(c.certain for c in cells), row


SIDE = """某镇2023年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉
结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计
"""
FOOTNOTE = "\n注：行政复议、行政诉讼数量含上年度结转数量。\n五、存在的主要问题及改进情况\n无。\n"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("first", [5, 12, 20])
def test_numbers_below_the_empty_cells_of_a_row_are_not_its_own(seed: int, first: int) -> None:
    """Rows of a drawn table whose numbers stand above their labels, from some row on."""
    article = article_of(Recipe(seed))
    done = 0

    def row(slots: Sequence[Slot]) -> str:
        nonlocal done
        numbers = [s.text for s in slots if s.path]
        labels = [s.text for s in slots if not s.path]
        done += len(numbers) == 7
        if len(numbers) != 7 or done < first:
            return "| " + " | ".join(s.text for s in slots) + " |"
        above, below = ["", *numbers], [labels[-1], *[""] * 7]
        return "\n".join("| " + " | ".join(cells) + " |" for cells in (above, below))

    assert not wrong_cells(parse(text_of(article, row)).cells, article.truth)


def test_many_empty_cells_before_the_numbers_of_a_row_are_those_of_merged_ones() -> None:
    """A table taken from a PDF file has a cell for every edge between columns."""
    rows = ROWS.format(
        second="2.其他法律行政法规禁止公开   0 0 0 0 0 0 0", third="3.危及“三安全一稳定”   0 0 0 0 0 0 0"
    )
    lines = []
    for line in rows.split("\n"):
        label, *cells = line.split()[-8:] or [""]
        lines.append("\t".join([label, *[""] * 8, *cells]))
    report = parse("\n".join(lines))
    row = [report.cells[f"applications.received.{c}"] for c in COLUMNS]
    assert [cell.value for cell in row] == [53, 0, 0, 0, 0, 4, 57]
