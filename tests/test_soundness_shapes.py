"""Whole documents in shapes that mislead: what is certain is what is printed under its label, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from attrs import evolve

from govreport_parser import Report, parse
from kit import Article, Recipe, article_of, compose, draw_report, text_of, wrong_cells
from kit.article import Line, Slot, map_slots

SEEDS = range(25)


def wrong(report: Report, article: Article) -> list[str]:
    """The certain cells that are not what the article prints."""
    return wrong_cells(report.cells, article.truth)


def parts(row: Sequence[Slot]) -> tuple[list[str], list[str]]:
    """The words and the numbers of a row."""
    return [s.text for s in row if not s.path], [s.text for s in row if s.path]


def last_year(article: Article, seed: int) -> Article:
    """Another report of the same form."""
    recipe = Recipe(seed)
    editions = draw_report(recipe.rng("draw")).editions
    return compose(draw_report(random.Random(seed + 7), editions=editions), random.Random(seed))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("before", [1, 3, 6, 7])
@pytest.mark.parametrize("gap", ["\n", "   ", " | "])
def test_numbers_before_their_labels_are_not_read_for_the_row_above(gap: str, before: int, seed: int) -> None:
    def row(slots: Sequence[Slot]) -> str:
        words, numbers = parts(slots)
        return gap.join([*numbers[:before], *words, *numbers[before:]])

    article = article_of(Recipe(seed))
    assert wrong(parse(text_of(article, row)), article) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gap", ["\n", "\t", " | "])
def test_what_one_of_two_reports_lacks_is_not_taken_from_the_other(gap: str, seed: int) -> None:
    article = article_of(Recipe(seed))
    rng = random.Random(seed)
    lost = set(rng.sample(article.paths(), 5))
    damaged = map_slots(article, lambda s: None if s.path in lost else s)
    others = [last_year(article, seed), last_year(article, seed + 1)]
    text = "\n".join(text_of(a, lambda row: gap.join(s.text for s in row)) for a in (damaged, *others))
    assert wrong(parse(text), article) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_table_printed_straight_below_another_is_not_mixed_with_it(seed: int) -> None:
    article = article_of(Recipe(seed))
    below = {grid.name: grid for grid in last_year(article, seed).grids()}
    parts = [q for p in article.parts for q in ((p,) if isinstance(p, Line) else (p, Line("上年："), below[p.name]))]
    text = text_of(evolve(article, parts=tuple(parts)), lambda row: "\t".join(s.text for s in row))
    assert wrong(parse(text), article) == []


def test_copies_that_agree_still_serve_each_other() -> None:
    article = article_of(Recipe(3))
    report = parse("\n".join(2 * [text_of(article, lambda row: "\t".join(s.text for s in row))]))
    assert all(report.cells[path].certain for path in article.truth)


TWO_YEARS: dict[str, Callable[[str, str, str, str], str]] = {
    "label once": lambda label, gap, this, last: f"{label}{gap}上年{gap}{last}\n本年{gap}{this}",
    "label once, years unsaid": lambda label, gap, this, last: f"{label}{gap}{last}\n{gap}{this}",
    "label twice": lambda label, gap, this, last: f"{label}{gap}{last}\n{label}{gap}{this}",
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gap", ["\n", "\t", " | ", " "])
@pytest.mark.parametrize("shape", list(TWO_YEARS))
def test_rows_of_two_years_are_told_apart_or_not_read(shape: str, gap: str, seed: int) -> None:
    article = article_of(Recipe(seed))
    before = {s.path: s.text for grid in last_year(article, seed).grids() for row in grid.rows for s in row if s.path}

    def row(slots: Sequence[Slot]) -> str:
        words, numbers = parts(slots)
        if not numbers:
            return gap.join(words)
        last = [before.get(s.path, "0") for s in slots if s.path]
        return TWO_YEARS[shape](gap.join(words), gap, gap.join(numbers), gap.join(last))

    assert wrong(parse(text_of(article, row)), article) == []


PIECES = {
    "eighths": lambda text: text.replace("8", "Z"),
    "thousands joined": lambda text: f"{text[0]}_{text[1:]}" if len(text) > 1 else text,
    "apostrophes": lambda text: f"{text[0]}’{text[1:]}" if len(text) > 1 else text,
    "with last year's": lambda text: f"{text}/{int(text) + 3}",
    "from last year's": lambda text: f"{int(text) + 3}→{text}",
    "numbered": lambda text: f"({len(text)}) {text}",
    "too wide": lambda text: "####" if len(text) > 1 else text,
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gap", ["   ", " "])
@pytest.mark.parametrize("piece", list(PIECES))
def test_pieces_of_something_else_are_no_numbers(piece: str, gap: str, seed: int) -> None:
    article = article_of(Recipe(seed))
    rng = random.Random(seed)
    changed = map_slots(
        article,
        lambda s: evolve(s, text=PIECES[piece](s.text)) if s.path and s.text.isdigit() and rng.random() < 0.1 else s,
    )
    assert wrong(parse(text_of(changed, lambda row: gap.join(s.text for s in row))), article) == []


def test_columns_in_another_order_are_seen_where_two_of_them_read_like_a_row() -> None:
    article = article_of(Recipe(3))
    swap = {"社会公益组织": "其他", "其他": "社会公益组织"}
    changed = map_slots(article, lambda s: evolve(s, text=swap.get(s.text, s.text)) if s.role == "header" else s)
    report = parse(text_of(changed, lambda row: "\t".join(s.text for s in row)))
    assert not any(cell.certain for path, cell in report.cells.items() if path.startswith("applications."))


def test_a_row_of_which_nothing_can_be_read_is_not_a_row_of_zeros() -> None:
    """743—911 is no number, and not nothing: the columns ask for zeros of a row only where nothing is printed."""
    head = "自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n"
    rows = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（七）总计"]
    body = "".join(f"{row}\n0\n0\n0\n0\n0\n0\n0\n" for row in rows)
    text = f"三、收到和处理政府信息公开申请情况\n{head}{body}四、结转下年度继续办理743—911\n"
    cells = parse(text).cells
    assert not any(c.certain for p, c in cells.items() if p.startswith("applications.carried_forward"))


def test_headers_below_their_rows_are_not_taken_for_those_of_the_next_block() -> None:
    """The first row has no header above it, and the last header no row below: each is of the rows over it."""
    text = (
        "二、主动公开政府信息情况\n规章\n1\n0\n2\n行政规范性文件\n3\n0\n4\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n"
        "现行有效件数\n行政许可\n56\n8\n5\n第二十条第（五）项\n信息内容\n本年处理决定数量\n行政处罚\n7\n行政强制\n1\n"
        "第二十条第（六）项\n信息内容\n本年处理决定数量\n"
    )
    cells = parse(text).cells
    assert not any(cell.certain for path, cell in cells.items() if path.startswith("disclosure."))
    above = text.replace(
        "二、主动公开政府信息情况\n",
        "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n",
        1,
    )
    assert parse(above).cells["disclosure.rules.issued"].value == 1


def test_tabs_inside_numbers_and_spaces_between_cells_leave_no_digit_as_a_number() -> None:
    """8 2 9 8 with tabs, cells with spaces: seven cells to the eye of a tab, four digits and three numbers to a reader's."""
    head = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
    rows = "一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0\n1.本机关不掌握相关政府信息 8\t2\t9\t8 476 0 0 1 449 9\t2\t2\t4\n"
    rows += "2.没有现成信息需要另行制作 103 0 0 0 0 105 208\n3.补正后申请内容仍不明确 1 0 0 0 0 0 1\n"
    cells = parse(f"三、收到和处理政府信息公开申请情况\n{head}{rows}").cells
    assert not any(c.certain for p, c in cells.items() if p.startswith("applications.results.unavailable.not_held"))
    assert cells["applications.results.unavailable.needs_creation.total"].value == 208
    text = "第二十条第（六）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政强制\t9\t1   -\t5   6\n"
    assert not any(c.certain for p, c in parse(text).cells.items() if p.startswith("disclosure.compulsions"))
