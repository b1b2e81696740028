"""What is printed at a number and changes it, and rows and reports that contradict each other: nothing is certain that may be wrong."""

from __future__ import annotations

import pytest
from attrs import evolve

from govreport_parser import Report, Status, parse
from kit import Recipe, article_of
from kit.article import Grid, Line, map_slots
from tests.test_soundness_cells import GAPS, text_of, wrong

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
    report = parse(text_of(noted, GAPS[gap]))
    assert report.cells[path].value != other
    assert wrong(report, article) == []


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("gap", ["\t", "\n", " | "])
def test_of_a_row_and_its_correction_neither_is_read(gap: str, above: bool) -> None:
    article = article_of(Recipe(5))
    text = text_of(article, gap)
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
    cell = parse(text_of(noted, "\t")).cells[str(path)]
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
    report = parse(text_of(empty, gap) + "\n" + text_of(two, gap))
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
