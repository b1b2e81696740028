"""Pages that no office should publish, and some do: what a reader cannot know is owned up to, never guessed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from attrs import evolve

from govreport_parser import Status, parse
from kit import STYLES, Article, Recipe, Slot, article_of, wrong_cells
from kit.article import Grid, Row, map_slots
from kit.print_html import content, page

SEEDS = range(12)
Change = Callable[[Grid, int, Row], list[Row]]
"""A row of a table, with its number in it, to the rows that are printed in its place."""


def drawn(seed: int) -> tuple[Article, random.Random]:
    return article_of(Recipe(seed)), random.Random(seed)


def printed(article: Article) -> str:
    return page(article, STYLES["plain"], random.Random(0))


def changed(article: Article, change: Change) -> Article:
    def grid(part: Grid) -> Grid:
        return evolve(part, rows=tuple(new for n, row in enumerate(part.rows) for new in change(part, n, row)))

    return evolve(article, parts=tuple(grid(p) if isinstance(p, Grid) else p for p in article.parts))


def wrong(source: object, article: Article) -> list[str]:
    """The cells that are certain and not what the article says, with those that its form does not have."""
    return wrong_cells(parse(source).cells, article.truth)


def of_another(article: Article, seed: int) -> Article:
    """The same report with the numbers of another one that was drawn."""
    other = next(a for n in range(seed + 100, seed + 400) if (a := drawn(n)[0]).truth.keys() == article.truth.keys())
    numbers = {s.path: s.text for g in other.grids() for row in g.rows for s in row if s.path}
    return map_slots(article, lambda s: evolve(s, text=numbers[s.path]) if s.path else s)


def is_valued(row: Row) -> bool:
    return any(slot.path for slot in row)


def first_value(row: Row) -> int:
    return next(n for n, slot in enumerate(row) if slot.path)


# two reports on one page


@pytest.mark.parametrize("seed", SEEDS)
def test_a_table_straight_behind_another_is_not_mixed_with_it(seed: int) -> None:
    article, _ = drawn(seed)
    other = of_another(article, seed)
    mine, theirs = article.grids()[1], other.grids()[1]
    for grids in ((mine, theirs), (theirs, mine)):
        parts = tuple(q for p in article.parts for q in (grids if p is mine else (p,)))
        assert wrong(printed(evolve(article, parts=parts)), article) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("share", [0.1, 0.5])
def test_no_number_of_another_report_takes_the_place_of_a_lost_one(seed: int, share: float) -> None:
    article, rng = drawn(seed)
    other = of_another(article, seed)
    short = map_slots(article, lambda s: None if s.path and rng.random() < share else s)
    both = [content(a, STYLES["plain"], rng) for a in (short, other)]
    for pair in (both, both[::-1]):
        assert wrong(f"<html><body>{''.join(pair)}</body></html>", article) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gone", ["disclosure", "applications", "disputes"])
def test_a_table_that_only_one_of_two_reports_prints_is_of_nobody_knows_whom(gone: str, seed: int) -> None:
    article, rng = drawn(seed)
    other = of_another(article, seed)
    short = evolve(article, parts=tuple(p for p in article.parts if not (isinstance(p, Grid) and p.name == gone)))
    both = [content(a, STYLES["plain"], rng) for a in (short, other)]
    for pair in (both, both[::-1]):
        assert wrong(f"<html><body>{''.join(pair)}</body></html>", article) == []


def test_an_office_s_table_below_the_report_s_own_leaves_its_other_tables_alone() -> None:
    article, _ = drawn(3)
    below = of_another(article, 3).grids()[1]
    mine = article.grids()[1]
    parts = tuple(q for p in article.parts for q in ((p, below) if p is mine else (p,)))
    cells = parse(printed(evolve(article, parts=parts))).cells
    assert all(cells[path].certain for path in article.truth if not path.startswith("applications."))


@pytest.mark.parametrize("seed", SEEDS)
def test_beside_a_report_of_another_edition_only_what_both_say_is_certain(seed: int) -> None:
    article, rng = drawn(seed)
    other = next(a for n in range(seed + 100, seed + 400) if (a := drawn(n)[0]).truth.keys() != article.truth.keys())
    both = [content(a, STYLES["plain"], rng) for a in (article, other)]
    for pair in (both, both[::-1]):
        assert wrong(f"<html><body>{''.join(pair)}</body></html>", article) == []


def test_a_copy_that_agrees_still_serves_where_the_other_is_damaged() -> None:
    article, _ = drawn(3)
    lost = next(s for row in article.grids()[1].rows for s in row if s.path == "applications.received.total")
    short = map_slots(article, lambda s: evolve(s, text="见附件") if s is lost else s)
    both = "".join(content(a, STYLES["plain"], random.Random(0)) for a in (short, article))
    cell = parse(f"<html><body>{both}</body></html>").cells["applications.received.total"]
    assert (cell.status, cell.value) == (Status.READ, article.truth["applications.received.total"].value)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_row_that_is_printed_twice_with_different_numbers_is_in_doubt(seed: int) -> None:
    article, rng = drawn(seed)
    other = of_another(article, seed)
    numbers = {s.path: s for g in other.grids() for row in g.rows for s in row if s.path}

    def twice(grid: Grid, n: int, row: Row) -> list[Row]:
        if grid.name != "applications" or not is_valued(row) or rng.random() > 0.3:
            return [row]
        again = tuple(numbers[s.path] if s.path else evolve(s, rowspan=1) for s in row)
        return [row, again] if rng.random() < 0.5 else [again, row]

    assert wrong(printed(changed(article, twice)), article) == []


# columns in another order


def other_order(row: Row, first: int, order: list[int]) -> Row:
    return (*row[:first], *(row[first + n] for n in order))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("heads", "inner", "values"),
    [
        ([2, 0, 1], [0, 1, 2, 3, 4], [6, 0, 1, 2, 3, 4, 5]),
        ([1, 0, 2], [0, 1, 2, 3, 4], [1, 2, 3, 4, 5, 0, 6]),
        ([0, 1, 2], [0, 1, 2, 4, 3], [0, 1, 2, 3, 5, 4, 6]),
    ],
    ids=["total-first", "natural-persons-last", "others-before-the-last"],
)
def test_columns_of_table_three_in_another_order_are_not_read_in_the_form_s(
    seed: int, heads: list[int], inner: list[int], values: list[int]
) -> None:
    def reordered(grid: Grid, n: int, row: Row) -> list[Row]:
        if grid.name != "applications" or n == 0:
            return [row]
        order = heads if n == 1 else inner if n == 2 else values
        return [other_order(row, first_value(row) if n > 2 else 0, order)]

    article, _ = drawn(seed)
    assert wrong(printed(changed(article, reordered)), article) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_kinds_of_dispute_in_another_order_are_not_read_in_the_form_s(seed: int) -> None:
    def reordered(grid: Grid, n: int, row: Row) -> list[Row]:
        if grid.name != "disputes" or n == 2:
            return [row]
        cut = 1 if n == 0 else 5
        return [(*row[cut:], *row[:cut])]

    article, _ = drawn(seed)
    assert wrong(printed(changed(article, reordered)), article) == []


# rows that are none of the form's


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_of_columns_are_no_numbers_of_table_four(seed: int) -> None:
    def numbered(grid: Grid, n: int, row: Row) -> list[Row]:
        numbers = tuple(Slot(str(k + 1), "noise") for k in range(15))
        return [row, numbers] if grid.name == "disputes" and n == grid.head - 1 else [row]

    article, _ = drawn(seed)
    source = printed(changed(article, numbered))
    assert wrong(source, article) == []
    assert all(c.certain for p, c in parse(source).cells.items() if p.startswith("disputes"))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("words", [("", ""), ("本年", "上年"), ("上年", "本年")])
def test_of_two_rows_of_table_four_neither_is_believed(seed: int, words: tuple[str, str]) -> None:
    article, _ = drawn(seed)
    other = of_another(article, seed).grids()[2].rows[-1]

    def two(grid: Grid, n: int, row: Row) -> list[Row]:
        if grid.name != "disputes" or not is_valued(row):
            return [row]
        pair = (row, other) if words[0] == "本年" else (other, row)
        return [(*((Slot(w, "noise"),) if w else ()), *r) for w, r in zip(words, pair, strict=True)]

    assert wrong(printed(changed(article, two)), article) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_digit_of_a_total_is_the_numeral_of_the_label_below(seed: int) -> None:
    article, _ = drawn(seed)
    bare = map_slots(article, lambda s: evolve(s, text=s.text.lstrip("123456789.、．")) if s.role == "label" else s)
    assert wrong(printed(bare), article) == []


# cells and rows that are cut or joined


@pytest.mark.parametrize("seed", SEEDS)
def test_a_row_that_goes_on_over_the_page_is_not_blank_where_it_is_cut(seed: int) -> None:
    article, rng = drawn(seed)
    grids = [g for g in article.grids() if g.name != "disputes"]
    for grid in grids:
        n = rng.choice([n for n, row in enumerate(grid.rows) if is_valued(row)])
        row = grid.rows[n]
        cut = rng.choice([k for k, slot in enumerate(row) if slot.path])
        head = tuple(s if k < cut else evolve(s, text="", path=None) for k, s in enumerate(row))
        tail = tuple(s if k >= cut else evolve(s, text="", path=None) for k, s in enumerate(row))
        halves = (evolve(grid, rows=(*grid.rows[:n], head)), evolve(grid, rows=(tail, *grid.rows[n + 1 :])))
        parts = tuple(q for p in article.parts for q in (halves if p is grid else (p,)))
        assert wrong(printed(evolve(article, parts=parts)), article) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_that_share_their_cells_are_not_read_as_one(seed: int) -> None:
    article, rng = drawn(seed)

    def shared(grid: Grid) -> Grid:
        rows: list[Row] = []
        for row in grid.rows:
            last = rows[-1] if rows else ()
            alike = is_valued(row) and is_valued(last) and [s.role for s in row] == [s.role for s in last]
            if alike and rng.random() < 0.5:
                pairs = zip(last, row, strict=True)
                rows[-1] = tuple(evolve(a, text=f"{a.text}\n{b.text}", path=None) for a, b in pairs)
            else:
                rows.append(row)
        return evolve(grid, rows=tuple(rows))

    parts = tuple(shared(p) if isinstance(p, Grid) else p for p in article.parts)
    assert wrong(printed(evolve(article, parts=parts)), article) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("between", ["\n", " ", "/"])
def test_two_numbers_in_one_cell_of_table_two_are_not_one(seed: int, between: str) -> None:
    article, rng = drawn(seed)
    both = map_slots(
        article,
        lambda s: (
            evolve(s, text=f"{s.text}{between}{rng.randint(0, 99)}")
            if s.path and s.path.startswith("disclosure") and s.text.isdecimal() and rng.random() < 0.5
            else s
        ),
    )
    assert wrong(printed(both), article) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_heading_of_a_group_whose_first_label_is_lost_is_no_row(seed: int) -> None:
    article, rng = drawn(seed)
    lost = map_slots(article, lambda s: evolve(s, text="") if s.role == "label" and rng.random() < 0.5 else s)
    assert wrong(printed(lost), article) == []


@pytest.mark.parametrize("seed", [*SEEDS, 86, 106, 111, 141])
@pytest.mark.parametrize("word", ["合计", "总计", "其中", "（七）总计"])
def test_a_word_before_a_number_in_its_cell_begins_no_row(seed: int, word: str) -> None:
    article, rng = drawn(seed)
    spoken = map_slots(article, lambda s: evolve(s, text=word + s.text) if s.path and rng.random() < 0.1 else s)
    assert wrong(printed(spoken), article) == []


@pytest.mark.parametrize("seed", [*SEEDS, 515])
def test_no_row_is_inferred_against_numbers_that_are_printed_in_it(seed: int) -> None:
    """A table inside a cell cuts the row: what is behind it stands in rows of its own."""
    article, rng = drawn(seed)
    inner = r"<td><table><tr><td>\1</td></tr></table></td>"
    pieces = re.split(r"(?=<td>\d+</td>)", printed(article))
    nested = [re.sub(r"^<td>(\d+)</td>", inner, piece) if rng.random() < 0.03 else piece for piece in pieces]
    assert wrong("".join(nested), article) == []


def test_a_number_that_its_note_corrects_is_not_read() -> None:
    article, _ = drawn(3)
    path = "applications.received.natural_person"
    source = printed(map_slots(article, lambda s: evolve(s, text="80（更正为3）") if s.path == path else s))
    cell = parse(source).cells[path]
    assert (cell.value, cell.status, cell.raw) == (None, Status.UNREADABLE, "80（更正为3）")


# columns that are none of the form's


def with_ordinals(article: Article) -> Article:
    """A column before the labels of tables two and three that numbers the rows."""
    numbers = iter(range(1, 100))

    def numbered(grid: Grid, n: int, row: Row) -> list[Row]:
        if grid.name == "disputes":
            return [row]
        head = Slot("序号", "header", None, 3 if grid.name == "applications" else 1)
        first = Slot(str(next(numbers)), "noise") if is_valued(row) else head
        return [row if grid.name == "applications" and 0 < n < 3 else (first, *row)]

    return changed(article, numbered)


def with_shares(article: Article) -> Article:
    """A column behind the totals of table three that holds shares."""

    def wider(grid: Grid, n: int, row: Row) -> list[Row]:
        if grid.name != "applications" or n in (0, 2):
            return [row]
        return [(*row, Slot("占比", "header", None, 2) if n == 1 else Slot(f"{n}%", "noise"))]

    return changed(article, wider)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("wider", [with_ordinals, with_shares])
def test_a_column_of_the_page_s_own_costs_nothing(seed: int, wider: Callable[[Article], Article]) -> None:
    article, _ = drawn(seed)
    cells = parse(printed(wider(article))).cells
    lost = {path for path, expect in article.truth.items() if cells[path].value != expect.value}
    assert lost <= {"disclosure.fees.amount"}  # 0.00 behind the last label may still be taken for a number of no row


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("wider", [with_ordinals, with_shares])
@pytest.mark.parametrize("share", [0.03, 0.1])
def test_nor_does_it_stand_in_for_a_lost_cell(seed: int, wider: Callable[[Article], Article], share: float) -> None:
    article, rng = drawn(seed)
    short = map_slots(wider(article), lambda s: None if s.path and rng.random() < share else s)
    assert wrong(printed(short), article) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_header_over_the_rows_of_one_block_is_not_that_of_the_next(seed: int) -> None:
    article, _ = drawn(seed)

    def headless(grid: Grid, n: int, row: Row) -> list[Row]:
        return [] if grid.name == "disclosure" and n > 1 and not is_valued(row) else [row]

    assert wrong(printed(changed(article, headless)), article) == []


@pytest.mark.parametrize("damaged", ["其他\ufffd理", "其他?理", "其他□理"])
def test_a_damaged_label_is_no_shorter_one(damaged: str) -> None:
    article = next(a for n in range(99) if "applications.results.other.undivided.total" in (a := drawn(n)[0]).truth)
    source = printed(article)
    assert "其他处理" in source
    assert wrong(source.replace("其他处理", damaged), article) == []


# merged cells


def merged(article: Article, rng: random.Random, text: str) -> Article:
    """Runs of zeros in table three printed as one merged cell now and then."""

    def narrower(grid: Grid, n: int, row: Row) -> list[Row]:
        out: list[Slot] = []
        for slot in row:
            zero = slot.path is not None and slot.text == "0" and grid.name == "applications"
            last = out[-1] if out else slot
            if zero and last.role == "noise" and rng.random() < 0.8:
                out[-1] = evolve(last, colspan=last.colspan + 1)
            else:
                out.append(Slot(text, "noise") if zero and rng.random() < 0.5 else slot)
        return [tuple(out)]

    return changed(article, narrower)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_zero_in_a_merged_cell_stands_in_each_of_its_columns(seed: int) -> None:
    article, rng = drawn(seed)
    source = printed(merged(article, rng, "0"))
    assert wrong(source, article) == []
    cells = parse(source).cells
    certain = [path for path in article.truth if cells[path].certain]
    assert len(certain) > 0.8 * len(article.truth)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_merged_cell_makes_up_for_no_lost_one(seed: int) -> None:
    article, rng = drawn(seed)
    short = map_slots(
        article,
        lambda s: (
            None
            if s.path and s.text != "0" and rng.random() < 0.1
            else evolve(s, colspan=2)
            if s.path and s.text == "0" and rng.random() < 0.1
            else s
        ),
    )
    assert wrong(printed(short), article) == []


@pytest.mark.parametrize("seed", [*SEEDS, 2006])
def test_tags_that_are_printed_as_text_are_no_blanks(seed: int) -> None:
    article, rng = drawn(seed)
    inside = content(article, STYLES["plain"], rng).replace("&", "&amp;").replace("<", "&lt;")
    assert wrong(f"<html><body>{inside}</body></html>", article) == []


# what stands in a cell and is no text


IN_CELLS: dict[str, Callable[[str], str]] = {
    "a picture for the last digit": lambda text: f"{text[:-1]}<img src='5.png' alt='5'>",
    "a picture for the first digit": lambda text: f"<span><img src='5.png'></span>{text[1:]}",
    "a picture for a number": lambda text: "<p><img src='n.png'></p>",
    "backwards": lambda text: f"<bdo dir='rtl'>{text[::-1]}</bdo>",
    "backwards by style": lambda text: f"<span style='direction:rtl;unicode-bidi: bidi-override'>{text[::-1]}</span>",
    "a reading aid": lambda text: f"<ruby>{text}<rtc>5</rtc></ruby>",
    "a closed window": lambda text: f"{text}<dialog>9</dialog>",
    "what stands in for an object": lambda text: f"{text}<object data='a.swf'>9</object>",
    "data of an office program": lambda text: f"{text}<xml><x:num>9</x:num></xml>",
    "a gauge": lambda text: f"{text}<meter value='0.9'>9</meter>",
    "a drawing": lambda text: f"<svg width=20><text>{text}</text></svg>",
    "a formula": lambda text: f"<math><mn>{text}</mn></math>",
    "what a script writes": lambda text: f"<script>document.write('{text}')</script>",
    "what XML shows": lambda text: f"<![CDATA[{text}]]>",
    "what a script counts up to": lambda text: f"<span class=timer data-to={text}>0</span>",
    "a number in an attribute": lambda text: f"<p><span data-value='{text}'></span></p>",
    "an old number": lambda text: f"<span class='strike'>9</span>{text}",
    "one for narrow screens": lambda text: f"<span class=pc>{text}</span><span class=mobile>{text}</span>",
    "one that is read out": lambda text: f"<i aria-hidden=true>{text}</i><i class=sr-only>{text}</i>",
    "from the right": lambda text: f"<span style='display:flex;flex-direction:row-reverse'>{text[::-1]}</span>",
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("inside", list(IN_CELLS))
def test_what_is_no_text_in_a_cell_is_no_digit_and_not_nothing(inside: str, seed: int) -> None:
    article, rng = drawn(seed)
    cells = re.split(r"(?=<td>\d\d+</td>)", printed(article))
    for share in (0.05, 0.5):
        put = [
            re.sub(r"^<td>(\d+)</td>", lambda m: f"<td>{IN_CELLS[inside](m[1])}</td>", c) if rng.random() < share else c
            for c in cells
        ]
        assert wrong("".join(put), article) == []


def test_a_picture_in_a_cell_is_unreadable_and_one_beside_words_is_nothing() -> None:
    article, _ = drawn(3)
    path = "applications.received.natural_person"
    source = printed(map_slots(article, lambda s: evolve(s, text="@@") if s.path == path else s))
    cell = parse(source.replace("@@", "<img src='n.png'>")).cells[path]
    assert (cell.value, cell.status) == (None, Status.UNREADABLE)
    plain = printed(article)
    assert parse(plain.replace("<h1>", "<h1>2024-03-08 <img src='a.png'>", 1)).text.count("\ufffc") == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_that_every_cell_prints_twice_are_not_certain(seed: int) -> None:
    article, _ = drawn(seed)
    twice = map_slots(article, lambda slot: evolve(slot, text=slot.text * 2) if slot.path else slot)
    assert wrong(printed(twice), article) == []


def test_numbers_of_two_equal_halves_are_certain_where_zeros_are_single() -> None:
    article, _ = drawn(3)
    path = next(path for path in article.paths() if path.startswith("disclosure.") and article.truth[path].value)
    page_of = map_slots(article, lambda slot: evolve(slot, text="1212") if slot.path == path else slot)
    assert parse(printed(page_of)).cells[path].value == 1212
