"""Tables that may be of another year or office, and reports whose own table cannot be read beside another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve

from govreport_parser import Report, parse
from govreport_parser.forms import FORMS
from kit import Article, Recipe, article_of
from kit.article import Grid, map_slots
from kit.make import HTML, make_page, make_text

YEAR = 2023
TITLE = f"清河县人民政府{YEAR}年政府信息公开工作年度报告"
SECTIONS = [section.text for section in FORMS["2021"].sections]
TABLES = {"disclosure": 2, "applications": 3, "disputes": 4}


def modern(seed: int) -> Article:
    """An article of the 2021 form, undamaged."""
    return next(a for n in range(seed, seed + 60) if "disclosure.rules.issued" in (a := article_of(Recipe(n))).truth)


def printed(grid: Grid) -> str:
    return "\n".join("\t".join(slot.text for slot in row) for row in grid.rows)


def report(tables: dict[str, str], behind: str = "") -> str:
    """A report with each of its tables in its section, and something behind the last."""
    out = [TITLE]
    for number, section in enumerate(SECTIONS, 1):
        out.append("一二三四五六"[number - 1] + "、" + section)
        out += [tables[name] for name, where in TABLES.items() if where == number and name in tables]
        out += ["无。"] * (number not in TABLES.values())
    return "\n".join([*out, behind])


def tables_of(article: Article) -> dict[str, str]:
    return {grid.name: printed(grid) for grid in article.grids()}


def certain(found: Report, table: str) -> int:
    return sum(cell.certain for path, cell in found.cells.items() if path.startswith(f"{table}."))


@pytest.mark.parametrize(
    "caption", ["上年度数据", "2022年数据", "（2022年度）", "附：2022年统计表", "去年同期数据", "2022年情况\n单位：件"]
)
@pytest.mark.parametrize("table", TABLES)
def test_a_table_below_a_caption_that_names_the_year_before_is_not_the_report_s_own(table: str, caption: str) -> None:
    tables = tables_of(modern(3))
    found = parse(report(tables | {table: f"{caption}\n{tables[table]}"}))
    assert [certain(found, name) > 0 for name in TABLES] == [name != table for name in TABLES]
    assert [f.paths for f in found.findings if f.code == "table-of-another"] == [(table,)]


@pytest.mark.parametrize(
    "caption",
    [
        "2023年数据",
        "本年度数据",
        "2023年与2022年数据",
        "统计期限：2022年12月31日以前",
        "表1",
        "2022年的情况见上年度报告。",
    ],
)
@pytest.mark.parametrize("table", TABLES)
def test_another_caption_throws_no_doubt_on_a_table(table: str, caption: str) -> None:
    tables = tables_of(modern(3))
    found = parse(report(tables | {table: f"{caption}\n{tables[table]}"}))
    assert all(certain(found, name) for name in TABLES)


@pytest.mark.parametrize(
    ("caption", "doubted"),
    [
        ("附" * 25 + "2022年", True),  # thirty characters
        ("附" * 26 + "2022年", False),
        ("2022年情况\n单位：件\n科室：办公室", False),  # one line may stand between a caption and its table
    ],
)
def test_a_caption_is_short_and_stands_close(caption: str, doubted: bool) -> None:
    tables = tables_of(modern(3))
    found = parse(report(tables | {"applications": f"{caption}\n{tables['applications']}"}))
    assert (certain(found, "applications") == 0) is doubted


@pytest.mark.parametrize("table", TABLES)
def test_the_table_of_an_office_in_an_annex_does_not_stand_in_for_the_report_s_own(table: str) -> None:
    """The report prints two of its tables; the third stands behind its last section only."""
    tables = tables_of(modern(3))
    annexed = tables.pop(table)
    found = parse(report(tables, f"附件：各部门情况\n财政局\n{annexed}"))
    assert [certain(found, name) > 0 for name in TABLES] == [name != table for name in TABLES]


def test_tables_that_all_stand_behind_the_report_are_its_own() -> None:
    found = parse(report({}, "附件\n" + "\n".join(tables_of(modern(3)).values())))
    assert all(certain(found, name) for name in TABLES)


def unreadable(article: Article) -> Article:
    """The article with a box for every number."""
    return map_slots(article, lambda slot: evolve(slot, text="□") if slot.path else slot)


def in_words(article: Article) -> Article:
    """The article with its numbers in words."""
    return map_slots(
        article,
        lambda slot: (
            evolve(slot, text="".join("零一二三四五六七八九"[int(c)] for c in slot.text if c.isdecimal()))
            if slot.path
            else slot
        ),
    )


def with_a_zero(article: Article) -> Article:
    """The article in words, but for one number of each table."""
    last = {grid.name: [s.path for row in grid.rows for s in row if s.path][-1] for grid in article.grids()}
    words = in_words(article)
    return map_slots(words, lambda slot: evolve(slot, text="0") if slot.path in last.values() else slot)


@pytest.mark.parametrize("spoilt", [unreadable, in_words, with_a_zero])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_another_does_not_stand_in_for_one_that_cannot_be_read(
    table: str, spoilt: Callable[[Article], Article]
) -> None:
    """The report's own table is there, with numbers that nobody reads; an office's follows it."""
    own, other = modern(3), modern(70)
    mine = tables_of(spoilt(own))[table]
    found = parse(
        report(tables_of(own) | {table: f"{mine}\n县财政局情况如下表所示，供参考。\n{tables_of(other)[table]}"})
    )
    assert certain(found, table) == 0


def pictured(title: str) -> str:
    """A report whose tables are pictures, and behind it another with readable tables under a title."""
    images = dict.fromkeys(TABLES, '<img src="table.png">')
    tables = {name: f"<table>{''.join(_html(grid))}</table>" for name, grid in grids().items()}
    lines = [f"<p>{line}</p>" for line in report(images).split("\n")]
    return "".join([*lines, f"<h1>{title}</h1>", *tables.values()])


def grids() -> dict[str, Grid]:
    return {grid.name: grid for grid in modern(3).grids()}


def _html(grid: Grid) -> list[str]:
    cell = "<td rowspan={0.rowspan} colspan={0.colspan}>{0.text}</td>"
    return [f"<tr>{''.join(cell.format(slot) for slot in row)}</tr>" for row in grid.rows]


@pytest.mark.parametrize(
    "other", ["清河县人民政府2022年政府信息公开工作年度报告", "清河县财政局2023年政府信息公开工作年度报告"]
)
def test_tables_below_the_title_of_another_report_are_not_the_report_s_own(other: str) -> None:
    found = parse(pictured(other))
    assert found.title == TITLE
    assert [certain(found, name) for name in TABLES] == [0, 0, 0]
    assert [note.paths for note in found.findings if note.code == "table-of-another"] == [(name,) for name in TABLES]


def test_tables_below_the_report_s_own_title_are_its_own() -> None:
    found = parse(pictured(TITLE))
    assert all(certain(found, name) > 0 for name in TABLES)


def without_tables(article: Article) -> Article:
    return evolve(article, parts=tuple(part for part in article.parts if not isinstance(part, Grid)))


@pytest.mark.parametrize("only_tables", [False, True])
@pytest.mark.parametrize("flat", [HTML, "one-per-line", "tab-rows", "own-markdown", "pdf-text", "one-line", "glued"])
def test_a_report_without_tables_gets_none_from_the_report_behind_it(flat: str, only_tables: bool) -> None:
    own, other = article_of(Recipe(21)), article_of(Recipe(22))
    wanted = ("title",) if only_tables else ("title", "heading", "para")
    behind = [part for part in other.parts if isinstance(part, Grid) or part.role in wanted]
    both = evolve(without_tables(own), parts=(*without_tables(own).parts, *behind))
    recipe = Recipe(21, "plain", flat)
    case = make_page(recipe, both) if flat == HTML else make_text(recipe, both)
    found = parse(case.source)
    assert found.title == own.title
    assert [certain(found, name) for name in TABLES] == [0, 0, 0]
    assert {path for note in found.findings if note.code == "table-of-another" for path in note.paths} == set(TABLES)


def test_tables_before_the_report_are_not_its_own_where_it_has_their_sections_without_any() -> None:
    tables = "".join(f"<table>{''.join(_html(grid))}</table>" for grid in grids().values())
    lines = [f"<p>{line}</p>" for line in report({}).split("\n")]
    found = parse("".join([lines[0], tables, *lines[1:]]))
    assert found.title == TITLE
    assert [certain(found, name) for name in TABLES] == [0, 0, 0]
