"""The template that some pages print behind a filled report: every label once more, and not a number."""

from __future__ import annotations

import pytest
from attrs import evolve

from govreport_parser import Report, parse
from kit import Article, Case, Recipe, article_of
from kit.article import Line, map_slots
from kit.make import HTML, make_page, make_text

PRINTED = [
    *((style, HTML) for style in ("plain", "cms", "word", "divs", "misaligned", "cut-headed", "letters")),
    *(("plain", flat) for flat in ("one-per-line", "tab-rows", "own-markdown", "box", "padded", "one-line", "glued")),
]


def emptied(article: Article) -> Article:
    """The article as a template: no number in its tables, its title that of any organ."""
    blank = map_slots(article, lambda slot: evolve(slot, text="", path=None) if slot.path else slot)
    title = Line("（行政机关名称）政府信息公开工作年度报告", "title")
    kept = [
        part for part in blank.parts if not (isinstance(part, Line) and part.role in ("furniture", "meta", "title"))
    ]
    return evolve(blank, parts=(Line("附件：年度报告格式"), title, *kept))


def made(style: str, flat: str, article: Article, damage: str = "none") -> Case:
    recipe = Recipe(905, style, flat, damage)
    return make_page(recipe, article) if flat == HTML else make_text(recipe, article)


def uncertain(report: Report, case: Case) -> set[str]:
    cells = report.cells
    return {path for path in case.truth if path not in cells or not cells[path].certain}


def wrong(report: Report, case: Case) -> set[str]:
    cells = report.cells
    return {p for p, e in case.truth.items() if p in cells and cells[p].certain and not e.accepts(cells[p].value)}


@pytest.mark.parametrize(("style", "flat"), PRINTED)
def test_a_blank_form_behind_the_report_changes_no_cell(style: str, flat: str) -> None:
    article = article_of(Recipe(905, style, flat))
    both = evolve(article, parts=(*article.parts, *emptied(article).parts))
    alone, case = parse(made(style, flat, article).source), made(style, flat, both)
    found = parse(case.source)
    assert {p: (c.value, c.status) for p, c in found.cells.items()} == {
        p: (c.value, c.status) for p, c in alone.cells.items()
    }
    assert not wrong(found, case)
    assert len(uncertain(found, case)) * 5 < len(case.truth)
    (note,) = [note for note in found.findings if note.code == "blank-form-left-out"]
    ((start, stop),) = note.spans
    assert max(cell.span[1] for cell in found.cells.values() if cell.span) < start < stop <= len(found.text)
    assert (found.title, found.year, len(found.sections)) == (alone.title, alone.year, 6)


@pytest.mark.parametrize(("style", "flat"), [("plain", HTML), ("plain", "tab-rows"), ("plain", "glued")])
def test_a_blank_form_before_the_report_may_be_its_own(style: str, flat: str) -> None:
    article = article_of(Recipe(905, style, flat))
    case = made(style, flat, evolve(article, parts=(*emptied(article).parts, *article.parts)))
    assert uncertain(parse(case.source), case) == set(case.truth)


def test_a_form_with_a_single_number_is_a_report() -> None:
    article = article_of(Recipe(905))
    last = article.paths()[-1]
    other = map_slots(article, lambda slot: evolve(slot, text="7" if slot.path == last else "") if slot.path else slot)
    page = made("plain", HTML, evolve(article, parts=(*article.parts, *other.parts)))
    assert uncertain(parse(page.source), page) == set(page.truth)


@pytest.mark.parametrize("sign", ["\ue123", "<span data-value='7'></span>", "Ⅶ", "七"])
def test_a_form_with_signs_for_numbers_may_be_the_report_s_own(sign: str) -> None:
    article = article_of(Recipe(905))
    page = made("plain", HTML, evolve(article, parts=(*article.parts, *emptied(article).parts)))
    rows = page.source.rpartition("一、本年新收")
    signed = rows[0] + rows[1] + rows[2].replace("<td></td>", f"<td>{sign}</td>")
    assert uncertain(parse(signed), page) == set(page.truth)


@pytest.mark.parametrize("damage", ["number-lost", "zeros-vanished", "numbers-glued", "printed-error", "digits-split"])
def test_nothing_is_wrong_in_silence_before_a_blank_form(damage: str) -> None:
    article = article_of(Recipe(905))
    both = evolve(article, parts=(*article.parts, *emptied(article).parts))
    case = made("plain", "one-per-line", both, damage)
    assert not wrong(parse(case.source), case)
