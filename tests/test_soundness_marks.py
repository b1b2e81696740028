"""What is printed at a number and changes it, and rows and reports that contradict each other: nothing is certain that may be wrong."""

from __future__ import annotations

import pytest
from attrs import evolve

from govreport_parser import Report, Status, parse
from govreport_parser.forms import FORMS
from kit import Recipe, article_of
from kit.article import Grid, Line, map_slots
from tests.test_soundness_cells import GAPS, spaced, wrong

HEAD = "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n"


def licensing(change: str, gap: str = "\n") -> Report:
    return parse(
        HEAD + gap.join(["行政许可", "40", change, "7"]) + "\n" + gap.join(["其他对外管理服务事项", "1", "0", "2"])
    )


@pytest.mark.parametrize("gap", ["\n", "\t", "   "])
@pytest.mark.parametrize("change", ["(6)", "（6）", "▲6", "▼6", "↓6", "±6"])
def test_a_number_that_may_be_less_than_nothing_is_not_read_as_more(change: str, gap: str) -> None:
    cell = licensing(change, gap).cells["disclosure.licensing.change"]
    assert not cell.certain


@pytest.mark.parametrize(("change", "value"), [("-6", -6), ("减6", -6), ("（减少6）", -6), ("(+6)", 6), ("增加6", 6)])
def test_a_change_with_its_sign_is_read(change: str, value: int) -> None:
    assert licensing(change).disclosure is not None
    assert licensing(change).cells["disclosure.licensing.change"].value == value


@pytest.mark.parametrize("gap", list(GAPS))
@pytest.mark.parametrize("note", ["（更正：{}）", "(更正为{})", "（应为{}）", "（勘误：{}）"])
def test_a_number_that_a_note_corrects_is_not_read(note: str, gap: str) -> None:
    article = article_of(Recipe(3))
    path = "applications.results.granted.business"
    other = int(next(s.text for g in article.grids() for row in g.rows for s in row if s.path == path)) + 3
    noted = map_slots(article, lambda s: evolve(s, text=f"{other}{note.format(s.text)}") if s.path == path else s)
    report = parse(spaced(noted, GAPS[gap]))
    assert report.cells[path].value != other
    assert wrong(report, article) == []


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("gap", ["\t", "\n", " | "])
def test_of_a_row_and_its_correction_neither_is_read(gap: str, above: bool) -> None:
    article = article_of(Recipe(5))
    text = spaced(article, gap)
    line = next(x for x in text.split("\n一、本年新收")[1].split("\n二、上年结转")[:1])
    row = f"一、本年新收{line}"
    label = "一、本年新收政府信息公开申请数量"
    fixed = gap.join([f"{label}（更正）", *["1", "2", "3", "4", "5", "6", "21"]])
    both = f"{fixed}\n{row}" if above else f"{row}\n{fixed}"
    report = parse(text.replace(row, both))
    assert {report.cells[f"applications.received.{c}"].status for c in ("business", "total")} == {Status.AMBIGUOUS}


@pytest.mark.parametrize("grown", ["1", "3"])
def test_a_digit_grown_on_a_number_of_which_the_sums_know_is_doubted(grown: str) -> None:
    article = article_of(Recipe(3))
    numbers = {s.path: int(s.text) for g in article.grids() for r in g.rows for s in r if s.path and s.text.isdecimal()}
    path = next(p for p, n in numbers.items() if str(p).startswith("applications.results.") and n > 9)
    noted = map_slots(article, lambda s: evolve(s, text=s.text + grown) if s.path == path else s)
    cell = parse(spaced(noted, "\t")).cells[str(path)]
    assert cell.status is Status.AMBIGUOUS
    assert numbers[path] in cell.candidates


@pytest.mark.parametrize("gap", ["\t", "\n"])
def test_a_table_that_one_of_two_reports_prints_empty_is_not_filled_from_the_other(gap: str) -> None:
    one, two = article_of(Recipe(11)), article_of(Recipe(12))
    empty = evolve(
        one,
        parts=tuple(
            evolve(p, rows=p.rows[:-1]) if isinstance(p, Grid) and p.name == "disputes" else p for p in one.parts
        ),
    )
    report = parse(spaced(empty, gap) + "\n" + spaced(two, gap))
    assert not any(c.certain for p, c in report.cells.items() if p.startswith("disputes."))


UNITS = {
    "apart": lambda label, numbers: [label, *(f"{n} 件" for n in numbers)],
    "in a cell of their own": lambda label, numbers: [label, "件", *numbers],
    "at the label": lambda label, numbers: [f"{label}（单位：件）", *numbers],
    "behind a colon": lambda label, numbers: [f"{label}：", *numbers],
    "between marks of direction": lambda label, numbers: [label, *(f"\u202a{n}\u202c" for n in numbers)],
}


@pytest.mark.parametrize("gap", ["\t", "\n", " | "])
@pytest.mark.parametrize("form", list(UNITS))
def test_units_and_marks_between_label_and_numbers_cost_nothing(form: str, gap: str) -> None:
    article = article_of(Recipe(7))
    lines: list[str] = []
    for part in article.parts:
        if isinstance(part, Line):
            lines.append(part.text)
            continue
        for row in part.rows:
            words, numbers = [s.text for s in row if not s.path], [s.text for s in row if s.path]
            three = part.name == "applications" and numbers
            cells = [*words[:-1], *UNITS[form](words[-1], numbers)] if three else [*words, *numbers]
            lines.append(gap.join(cells))
    report = parse("\n".join(lines))
    assert wrong(report, article) == []
    assert all(c.certain for p, c in report.cells.items() if p.startswith("applications."))


def test_a_note_that_names_a_row_above_the_table_takes_no_header_away() -> None:
    article = article_of(Recipe(3))
    noted = evolve(
        article,
        parts=tuple(
            q
            for p in article.parts
            for q in ((p, Line("*含上年结转3件")) if isinstance(p, Grid) and p.name == "disclosure" else (p,))
        ),
    )
    report = parse(spaced(noted, "\t"))
    assert wrong(report, article) == []
    assert all(c.certain for p, c in report.cells.items() if p.startswith("applications."))


@pytest.mark.parametrize("gap", ["\t", "\n"])
def test_a_row_that_prints_one_number_in_every_cell_is_one_cell_repeated(gap: str) -> None:
    article = article_of(Recipe(3))
    path = "applications.results.granted."
    text = spaced(map_slots(article, lambda s: evolve(s, text="780") if s.path and s.path.startswith(path) else s), gap)
    assert {c.status for p, c in parse(text).cells.items() if p.startswith(path)} == {Status.AMBIGUOUS}


@pytest.mark.parametrize("empty", ["", "/", "—"])
def test_totals_that_an_office_left_out_cost_nothing_where_every_column_holds(empty: str) -> None:
    article = article_of(Recipe(3))
    numbers = map_slots(
        article,
        lambda s: evolve(s, text=empty) if s.path and s.path.startswith("app") and s.path.endswith(".total") else s,
    )
    cells = parse(spaced(numbers, "\t")).cells
    assert cells["applications.results.granted.natural_person"].certain
    assert cells["applications.results.granted.total"].value in (
        None,
        article.truth["applications.results.granted.total"].value,
    )


def test_totals_that_moved_up_with_every_other_number_are_not_read_for_the_last_column() -> None:
    article = article_of(Recipe(3))
    lines = spaced(article, "\t").split("\n")
    moved = [
        "\t".join([*line.split("\t")[:-6], *line.split("\t")[-5:], ""])
        if line.count("\t") >= 7 and line[-1].isdigit()
        else line
        for line in lines
    ]
    cells = parse("\n".join(moved)).cells
    assert not cells["applications.results.granted.other"].value
    assert not cells["applications.received.other"].value


@pytest.mark.parametrize("mark", ["①", " ②", "¹", "[1]"])
def test_the_mark_of_a_footnote_in_a_cell_is_no_part_of_its_number(mark: str) -> None:
    article = article_of(Recipe(3))
    path = "applications.results.granted.natural_person"
    report = parse(spaced(map_slots(article, lambda s: evolve(s, text=s.text + mark) if s.path == path else s), "\t"))
    assert report.cells[path].value == article.truth[path].value


@pytest.mark.parametrize("inside", ["\u200b", "\u00ad", "\u200e", "&#8203;", "&shy;"])
def test_what_shows_nothing_in_the_cell_of_a_page_parts_no_digits(inside: str) -> None:
    page = (
        "<p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
        f"<tr><td>行政处罚</td><td>12{inside}3</td></tr><tr><td>行政强制</td><td>0</td></tr></table>"
    )
    assert parse(page).cells["disclosure.penalties.decisions"].value == 123


def test_a_header_that_moved_over_the_row_of_another_block_places_nothing_in_it() -> None:
    text = (
        "二、主动公开政府信息情况\n第二十条第（八）项\n第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额（万元）\n"
        "行政事业性收费\t4\t2\n政府集中采购\t76\t82\n"
    )
    cells = parse(text).cells
    assert not any(c.certain for p, c in cells.items() if p.startswith("disclosure.fees."))
    assert cells["disclosure.procurement.projects"].value == 76


WRAPPED = (
    "                              申请人情况\n"
    "                              {}自然  法人或其他组织{}\n"
    "                              {}人    商业企  科研机  社会公益  法律服务  其{}\n"
    "                                      业      构      组织      机构      他\n"
)


@pytest.mark.parametrize("first", [True, False])
def test_a_header_wrapped_over_lines_is_known_by_the_beginnings_of_its_labels_in_order(first: bool) -> None:
    article = article_of(Recipe(3))
    total = ("总计  ", "", "      ", "") if first else ("", "", "", "   总计")
    lines = [WRAPPED.format(*total)]
    grid = next(g for g in article.grids() if g.name == "applications")
    for row in grid.rows[3:]:
        numbers = [s.text for s in row if s.path]
        numbers = [numbers[-1], *numbers[:-1]] if first else numbers
        lines.append(f"{row[-len(numbers) - 1].text}      " + "    ".join(numbers))
    report = parse("三、收到和处理政府信息公开申请情况\n" + "\n".join(lines))
    assert wrong(report, article) == []
    assert any(c.certain for p, c in report.cells.items() if p.startswith("applications.")) is not first


LATEX = r"""
& & & & ~商业企业~ & ~科研机构~ & ~社会公益组织~ & ~法律服务机构~ &
\multicolumn{3}{l}{~一、本年新收政府信息公开申请数量~} & ~12~ & ~19~ &
~15~ & ~5~ & ~6~ & ~13~ & ~70~ \\
\multicolumn{3}{l}{~二、上年结转政府信息公开申请数量~} & ~4~ & ~0~ & ~0~
& ~1~ & ~3~ & ~0~ & ~8~ \\
\multirow{20}{*}{~三、本年度办理结果~} &
\multicolumn{2}{l}{~（一）予以公开~} & ~0~ & ~3~ & ~0~ & ~0~ & ~0~ & ~0~
& & ~5.要求行政机关确认或重新出具已获取信息~ & ~0~ & ~0~ & ~0~ & ~0~ &
~1~ & ~1~ & ~2~ \\
& \multicolumn{2}{l}{~（六）其他处理~} & ~0~ & ~2~ & ~3~ & ~0~ & ~2~ &
~3~ & ~10~ \\
& \multicolumn{2}{l}{~（七）总计~} & ~8~ & ~19~ & ~15~ & ~6~ & ~8~ &
~12~ & ~68~ \\
\multicolumn{3}{l}{~四、结转下年度继续办理~} & ~8~ & ~0~ & ~0~ & ~0~ &
~1~ & ~1~ & ~10~ \\
"""


def test_numbers_that_many_rows_print_with_a_mark_are_not_passed_over() -> None:
    """A LaTeX table, cut at ``~&~``: a mark stays with the first number and with the last, and digits of commands follow."""
    cells = parse(LATEX).cells
    printed = {"received": (12, 19, 15, 5, 6, 13, 70), "carried_over": (4, 0, 0, 1, 3, 0, 8)}
    printed |= {"results.total": (8, 19, 15, 6, 8, 12, 68), "carried_forward": (8, 0, 0, 0, 1, 1, 10)}
    columns = FORMS["2019"].applications.blocks[0].columns
    for row, numbers in printed.items():
        for column, number in zip(columns, numbers, strict=True):
            cell = cells.get(f"applications.{row}.{column.id}")
            assert cell is None or cell.value in (None, number)
