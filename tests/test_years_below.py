"""Tables of several years one below the other: the report's own is read where captions tell it of each of them, or none is."""

from __future__ import annotations

import pytest
from attrs import evolve

from govreport_parser import Report, parse
from kit import STYLES, Article, Grid, Line, Recipe, article_of, wrong_cells
from kit.article import map_slots, text_of
from kit.damage import damage_of
from kit.print_html import page

TABLES = ("disclosure", "applications", "disputes")


def other(seed: int, like: Article) -> dict[str, Grid]:
    """The tables of another report of the same edition."""
    found = next(
        a for n in range(seed + 500, seed + 600) if (a := article_of(Recipe(n))).truth.keys() == like.truth.keys()
    )
    return {grid.name: grid for grid in map_slots(found, lambda slot: evolve(slot, path=None)).grids()}


def article(seed: int, damage: str = "none") -> Article:
    recipe = Recipe(seed, "plain", "html", damage)
    change = damage_of(damage).page or damage_of(damage).article
    drawn = article_of(recipe)
    return change(drawn, recipe.rng("damage")) if change else drawn


def beside(
    own: Article, seed: int, captions: tuple[str, str], *, first: bool, tables: tuple[str, ...] = TABLES
) -> Article:
    """The article, its tables with those of another year behind or before them, each below its caption."""
    others = other(seed, article(seed))
    parts: list[Line | Grid] = []
    for part in own.parts:
        if not isinstance(part, Grid) or part.name not in tables:
            parts.append(part)
            continue
        two = [(captions[0], part), (captions[1], others[part.name])]
        for caption, grid in two if first else reversed(two):
            parts += [Line(caption), grid] if caption else [grid]
    return evolve(own, parts=tuple(parts))


def printed(drawn: Article, *, html: bool) -> str:
    return (
        page(drawn, STYLES["plain"], Recipe(1).rng("print"))
        if html
        else text_of(drawn, lambda row: "\t".join(s.text for s in row))
    )


def named(year: int, how: str) -> tuple[str, str]:
    if how == "words":
        return "本年度情况", "上年度情况"
    return (f"{year}年度", f"{year - 1}年度") if how == "years" else (f"（{year}年统计表）", f"（{year - 1}年统计表）")


def codes(report: Report) -> set[str]:
    return {f.code for f in report.findings}


@pytest.mark.parametrize("html", [True, False])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("how", ["years", "words", "in brackets"])
@pytest.mark.parametrize("tables", [TABLES, ("applications",)])
def test_the_table_below_the_caption_of_the_report_s_year_is_its_own(
    html: bool, first: bool, how: str, tables: tuple[str, ...]
) -> None:
    for seed in range(100, 104):
        own = article(seed)
        report = parse(printed(beside(own, seed, named(own.year, how), first=first, tables=tables), html=html))
        assert wrong_cells(report.cells, own.truth) == []
        assert sum(cell.certain for cell in report.cells.values()) > 0.97 * len(own.truth)
        assert "year-left-out" in codes(report)


@pytest.mark.parametrize(
    "damage", ["number-lost", "label-lost", "number-doubled", "row-missing", "printed-error", "truncated"]
)
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("html", [True, False])
def test_beside_a_damaged_table_nothing_is_wrong_in_silence(html: bool, first: bool, damage: str) -> None:
    for seed in range(200, 208):
        own = article(seed, damage)
        cells = parse(printed(beside(own, seed, named(own.year, "years"), first=first), html=html)).cells
        assert wrong_cells({p: c for p, c in cells.items() if c.value is not None}, own.truth) == []


@pytest.mark.parametrize(
    "captions",
    [
        ("{year}年度", ""),
        ("", "本年度"),
        ("{year}年度", "{year}年度"),
        ("{before}年度", "{earlier}年度"),
        ("本年度", "{before}年度"),
        ("以上为{before}年度", "以上为{year}年度"),
        ("单位：件", "单位：件"),
    ],
)
def test_captions_that_do_not_tell_leave_both_in_doubt(captions: tuple[str, str]) -> None:
    for seed in range(100, 104):
        own = article(seed)
        years = {"year": own.year, "before": own.year - 1, "earlier": own.year - 2}
        told = tuple(caption.format(**years) for caption in captions)
        report = parse(printed(beside(own, seed, (told[0], told[1]), first=True), html=True))
        assert wrong_cells(report.cells, own.truth) == []
        assert "year-left-out" not in codes(report)


def test_captions_below_their_tables_are_none_of_the_tables_below_them() -> None:
    for seed in range(100, 104):
        own = article(seed)
        others = other(seed, own)
        parts: list[Line | Grid] = []
        for part in own.parts:
            if isinstance(part, Grid):
                parts += [
                    Line(f"{own.year - 2}年度"),
                    part,
                    Line(f"{own.year - 1}年度"),
                    others[part.name],
                    Line(f"{own.year}年度"),
                ]
            else:
                parts.append(part)
        report = parse(printed(evolve(own, parts=tuple(parts)), html=True))
        assert "year-left-out" not in codes(report)
