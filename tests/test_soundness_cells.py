"""What stands at or in a number and is no part of it, and damage of two kinds at once: no certain cell takes it in."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from attrs import evolve

from govreport_parser import Report, Status, parse
from kit import Article, Recipe, article_of, text_of, wrong_cells
from kit.article import Grid, Line, Row, Slot, map_slots

SEEDS = range(20)
GAPS = {"lines": "\n", "tabs": "\t", "bars": " | ", "columns": "     ", "spaces": " "}


def spaced(article: Article, gap: str) -> str:
    """The article as text, with so much between the cells of a row."""
    return text_of(article, lambda row: gap.join(s.text for s in row))


def wrong(report: Report, article: Article) -> list[str]:
    """The certain cells that are not what the article prints."""
    return wrong_cells(report.cells, article.truth)


def changed(article: Article, change: Callable[[Grid, int, Row], list[Row]]) -> Article:
    """The article with other rows in the place of each row of its tables."""

    def grid(part: Grid) -> Grid:
        return evolve(part, rows=tuple(new for n, row in enumerate(part.rows) for new in change(part, n, row)))

    return evolve(article, parts=tuple(grid(p) if isinstance(p, Grid) else p for p in article.parts))


def is_valued(row: Sequence[Slot]) -> bool:
    return any(slot.path for slot in row)


HANZI = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))

MARKS: dict[str, Callable[[str], str]] = {
    "circled": lambda text: f"{text}①",
    "numbered": lambda text: f"{text}#1",
    "starred": lambda text: f"{text}*1",
    "raised": lambda text: f"{text}^1",
    "remark": lambda text: f"{text} 1)",
    "star apart": lambda text: f"{text} *1",
    "noted": lambda text: f"{text} 注1",
    "a pair": lambda text: f"{text} / {int(text) + 3}",
    "up to": lambda text: f"{text}至{int(text) + 2}",
    "a day": lambda text: f"1月{text}日" if text != "0" else text,
    "a date": lambda text: f"2023/1/{text}7",
    "half a numeral": lambda text: text[:1] + "".join(HANZI[c] for c in text[1:2]) + text[2:],
    "a numeral first": lambda text: HANZI[text[0]] + text[1:] if len(text) > 1 and text[0] != "0" else text,
    "an unread digit": lambda text: f"■{text[1:]}" if len(text) > 1 else text,
    "an unread last digit": lambda text: f"{text[:-1]}~" if len(text) > 1 else text,
    "a star for a digit": lambda text: f"*{text[1:]}" if len(text) > 1 else text,
    "too wide": lambda text: "####" if len(text) > 1 else text,
    "spaced thousands": lambda text: f"{text[:-3]}, {text[-3:]}" if len(text) > 3 else text,
    "thin spaces": "\u2009".join,
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gap", list(GAPS))
@pytest.mark.parametrize("mark", list(MARKS))
def test_a_mark_at_a_number_is_no_digit_and_no_number(mark: str, gap: str, seed: int) -> None:
    article = article_of(Recipe(seed))
    rng = random.Random(seed)
    marked = map_slots(
        article,
        lambda s: evolve(s, text=MARKS[mark](s.text)) if s.path and s.text.isdecimal() and rng.random() < 0.2 else s,
    )
    assert wrong(parse(spaced(marked, GAPS[gap])), article) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form", ["{}: {}", "{}) {}", "({}) {}", "{}、{}"])
def test_the_number_of_a_line_is_no_cell(form: str, seed: int) -> None:
    article = article_of(Recipe(seed))
    lines = spaced(article, "\n").split("\n")
    assert wrong(parse("\n".join(form.format(n, line) for n, line in enumerate(lines, 1))), article) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_letter_for_zero_is_one_only_where_the_sum_says_so(seed: int) -> None:
    article = article_of(Recipe(seed))
    rng = random.Random(seed)
    spoilt = map_slots(
        article,
        lambda s: (
            evolve(s, text=s.text + "O")
            if s.path
            and s.path.startswith("app")
            and not s.path.endswith("total")
            and s.text.strip("0")
            and rng.random() < 0.1
            else s
        ),
    )
    assert wrong(parse(spaced(spoilt, "\t")), article) == []


PARTS = ("其中：网上", "其中", "①市级", "a.本级", "（1）企业", "其中：其他", "小计")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gap", ["lines", "tabs", "bars"])
def test_the_row_of_a_part_is_not_read_for_the_row_above(gap: str, seed: int) -> None:
    article = article_of(Recipe(seed))
    rng = random.Random(seed)

    def parted(grid: Grid, n: int, row: Row) -> list[Row]:
        if grid.name == "disputes" or not is_valued(row) or rng.random() > 0.2:
            return [row]
        words = tuple(s for s in row if not s.path)
        numbers = tuple(Slot(str(rng.randint(0, 9)), "noise") for s in row if s.path)
        return [words, (Slot(rng.choice(PARTS), "noise"), *numbers)]

    assert wrong(parse(spaced(changed(article, parted), GAPS[gap])), article) == []


@pytest.mark.parametrize("gap", list(GAPS))
def test_a_row_that_a_note_names_is_not_that_row(gap: str) -> None:
    article = next(a for n in range(99) if "disclosure.licensing.made" in (a := article_of(Recipe(n))).truth)
    noted = map_slots(
        article,
        lambda s: (
            evolve(s, text=f"{s.text}（其中：行政处罚2件、规章1件）") if s.path == "disclosure.licensing.made" else s
        ),
    )
    cells = parse(spaced(noted, GAPS[gap])).cells
    assert cells["disclosure.penalties.made"].value in (None, article.truth["disclosure.penalties.made"].value)


def damaged(text: str, rng: random.Random) -> str:
    return "".join(c if rng.random() > 0.4 else rng.choice("的了口田一人工土□") for c in text)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gap", list(GAPS))
def test_a_row_without_numbers_takes_none_of_a_row_with_a_damaged_label(gap: str, seed: int) -> None:
    article = article_of(Recipe(seed))
    rng = random.Random(seed)
    rows = [row for row in article.grids()[0].rows if is_valued(row)]
    at = rng.randrange(len(rows) - 1)

    def hurt(grid: Grid, n: int, row: Row) -> list[Row]:
        if row is rows[at]:
            return [tuple(s for s in row if not s.path)]
        if row is rows[at + 1]:
            return [tuple(evolve(s, text=damaged(s.text, rng)) if s.role == "label" else s for s in row)]
        return [row]

    assert wrong(parse(spaced(changed(article, hurt), GAPS[gap])), article) == []


OTHERS = [(above, same) for above in (True, False) for same in (True, False)]


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize(("above", "same"), OTHERS)
def test_another_table_beside_a_damaged_one_fills_nothing_in(above: bool, same: bool, seed: int) -> None:
    """Table two of the year before, of the same form or of the other, and the report's own with labels damaged."""
    article = article_of(Recipe(seed))
    rng = random.Random(seed)
    other = next(
        a
        for n in range(seed + 100, seed + 400)
        if ((a := article_of(Recipe(n))).truth.keys() == article.truth.keys()) == same
    )
    spoilt = map_slots(
        article, lambda s: evolve(s, text=damaged(s.text, rng)) if s.role == "label" and rng.random() < 0.3 else s
    )
    theirs = other.grids()[0]
    parts: list[Line | Grid] = []
    for part in spoilt.parts:
        if isinstance(part, Grid) and part.name == "disclosure":
            both = [Line("上年："), theirs, Line("本年："), part] if above else [part, Line("上年："), theirs]
            parts += both
        else:
            parts.append(part)
    assert wrong(parse(spaced(evolve(article, parts=tuple(parts)), "\t")), article) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_column_of_the_text_s_own_does_not_stand_in_for_a_lost_cell(seed: int) -> None:
    article = article_of(Recipe(seed))
    rng = random.Random(seed)

    def wider(grid: Grid, n: int, row: Row) -> list[Row]:
        if grid.name == "disputes" or not is_valued(row):
            return [row]
        valued = [s for s in row if s.path]
        lost = rng.choice(valued) if rng.random() < 0.3 else None
        return [(*(s for s in row if s is not lost), Slot(str(rng.randint(1, 500)), "noise"), Slot("", "noise"))]

    text = spaced(changed(article, wider), " | ")
    assert wrong(parse(text), article) == []


def test_rows_swapped_out_of_the_form_put_broken_sums_in_doubt() -> None:
    """Labels before and behind their numbers: a row whose line begins with numbers may own those."""
    head = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
    body = (
        "2.没有现成信息需要另行制作\t0\t0\t0\t0\t0\t1\t1\n20\t0\t0\t0\t0\t0\t20\t3.补正后申请内容仍不明确\n"
        "0\t0\t0\t0\t0\t68\t68\t（五）不予处理\t1.信访举报投诉类申请\n0\t0\t0\t0\t0\t0\t0\n2.重复申请\t0\t0\t0\t0\t0\t0\t0\n"
    )
    cells = parse(f"三、收到和处理政府信息公开申请情况\n{head}{body}").cells
    assert not any(c.certain for p, c in cells.items() if p.startswith("applications.results.unavailable.unclear"))


def test_marks_in_the_place_of_a_number_are_not_a_zero() -> None:
    head = "自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n"
    rows = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（七）总计"]
    body = "".join(f"{row}\n0\n0\n0\n0\n0\n0\n0\n" for row in rows)
    for mark in ("####", "8B", "??", "l", "8.0e+01"):
        text = (
            f"三、收到和处理政府信息公开申请情况\n{head}{body}四、结转下年度继续办理\n{mark}\n0\n0\n0\n0\n0\n{mark}\n"
        )
        cells = parse(text).cells
        path = "applications.carried_forward.natural_person"
        assert cells[path].status not in (Status.READ, Status.INFERRED, Status.BLANK)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("above", [True, False])
def test_last_year_s_table_four_is_not_read_for_a_damaged_one(above: bool, seed: int) -> None:
    drawn = [article_of(Recipe(n)) for n in range(seed, seed + 20)]
    article = next(a for a in drawn if any(s.path and s.text != "0" for s in a.grids()[2].rows[-1]))
    rng = random.Random(seed)
    zeros = map_slots(article, lambda s: evolve(s, text="0") if s.path else s).grids()[2]
    kept = rng.choice([s for s in article.grids()[2].rows[-1] if s.path and s.text != "0"])
    gone = {id(s) for s in rng.sample([s for s in article.grids()[2].rows[-1] if s.path and s is not kept], 3)}
    parts: list[Line | Grid] = []
    for part in article.parts:
        if isinstance(part, Grid) and part.name == "disputes":
            mine = evolve(part, rows=(*part.rows[:-1], tuple(s for s in part.rows[-1] if id(s) not in gone)))
            parts += [Line("上年："), zeros, Line("本年："), mine] if above else [mine, Line("上年："), zeros]
        else:
            parts.append(part)
    assert wrong(parse(spaced(evolve(article, parts=tuple(parts)), " ")), article) == []
