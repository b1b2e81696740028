"""Damage to an article before it is printed or marked up. What counts as fair: :mod:`kit.damage`."""

from __future__ import annotations

import random
from collections.abc import Callable

from attrs import evolve

from . import words
from .article import Article, Expect, Grid, Line, Part, Slot, map_lines, map_slots

OnArticle = Callable[[Article, random.Random], Article]

PAGES = ("- {} -", "-{}-", "— {} —", "第 {} 页", "第{}页 共9页", "Page {}", "{}/9")


def drop_slots(count: int) -> OnArticle:
    """Lose some number cells of the tables, cell and all."""

    def damage(article: Article, rng: random.Random) -> Article:
        lost = set(rng.sample(article.paths(), count))
        return map_slots(article, lambda s: None if s.path in lost else s)

    return damage


def lose_label(article: Article, rng: random.Random) -> Article:
    """Lose the label of one row of numbers."""
    rows = [row for g in article.grids() for row in g.rows for s in row if s.role == "label"]
    victim = next(s for s in rng.choice(rows) if s.role == "label")
    return map_slots(article, lambda s: evolve(s, text="") if s is victim else s)


def misspell(article: Article, rng: random.Random) -> Article:
    """One or two characters wrong in several labels of five characters and more. A unit of money is spared: 元 for 万元
    is no misspelling that anybody could notice."""

    def change(slot: Slot) -> Slot:
        if slot.role not in ("label", "header", "side") or len(slot.text) < 5 or rng.random() > 0.2:
            return slot
        text = slot.text
        for _ in range(1 if len(text) < 9 else rng.randint(1, 2)):
            text = _typo(text, rng)
        return evolve(slot, text=text)

    return map_slots(article, change)


_HANZI = "大中小上下人口手日月水火山石田土王木本末未来去年月长"


def _typo(text: str, rng: random.Random) -> str:
    places = [i for i, c in enumerate(text) if "\u4e00" <= c <= "\u9fff" and c not in "亿億万萬元"]
    i = rng.choice(places)
    kind = rng.choice(("drop", "double", "replace", "swap"))
    if kind == "drop":
        return text[:i] + text[i + 1 :]
    if kind == "double":
        return text[: i + 1] + text[i:]
    if kind == "swap" and i + 1 < len(text):
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return text[:i] + rng.choice(_HANZI) + text[i + 1 :]


def double_slot(article: Article, rng: random.Random) -> Article:
    """Print one number cell of a table twice."""
    path = rng.choice(article.paths())

    def grid(part: Part) -> Part:
        if not isinstance(part, Grid):
            return part
        return evolve(
            part,
            rows=tuple(
                tuple(t for s in row for t in ((s, evolve(s, path=None)) if s.path == path else (s,)))
                for row in part.rows
            ),
        )

    return evolve(article, parts=tuple(grid(p) for p in article.parts))


def cut_tables(article: Article, rng: random.Random) -> Article:
    """Cut every table in two with a page number between the parts."""
    parts: list[Part] = []
    for part in article.parts:
        if isinstance(part, Grid) and len(part.rows) > part.head + 3:
            at = rng.randint(part.head + 1, len(part.rows) - 2)
            first, second = split_grid(part, at)
            parts += [first, Line(rng.choice(PAGES).format(rng.randint(1, 9)), "furniture"), second]
        else:
            parts.append(part)
    return evolve(article, parts=tuple(parts))


def split_grid(grid: Grid, at: int) -> tuple[Grid, Grid]:
    """Two grids out of one. Row spans that cross the cut are shortened and go on in the second part, empty."""
    first: list[tuple[Slot, ...]] = []
    carried: list[Slot] = []
    for i, row in enumerate(grid.rows[:at]):
        slots = []
        for s in row:
            over = i + s.rowspan - at
            slots.append(evolve(s, rowspan=s.rowspan - over) if over > 0 else s)
            if over > 0:
                carried.append(evolve(s, text="", rowspan=over, role="side", path=None))
        first.append(tuple(slots))
    rest = list(grid.rows[at:])
    if carried:
        rest[0] = (*carried, *rest[0])
    return evolve(grid, rows=tuple(first)), evolve(grid, rows=tuple(rest), head=0)


def split_slots(article: Article, rng: random.Random) -> Article:
    """One or two numbers of a table broken over two lines inside their cells."""
    long = [s.path for g in article.grids() for row in g.rows for s in row if s.path and len(s.text) > 1]
    chosen = set(rng.sample(long, min(2, len(long))))
    return map_slots(article, lambda s: evolve(s, text=s.text[:1] + "\n" + s.text[1:]) if s.path in chosen else s)


def glue_slots(article: Article, rng: random.Random) -> Article:
    """Two neighbouring number cells of one row become one cell that holds the digits of both."""
    rows = [[s for s in row if s.path] for g in article.grids() for row in g.rows]
    row = rng.choice([r for r in rows if len(r) > 1])
    i = rng.randrange(len(row) - 1)
    a, b = row[i], row[i + 1]
    joined = evolve(a, text=a.text + b.text, colspan=a.colspan + b.colspan)
    return map_slots(article, lambda s: joined if s is a else None if s is b else s)


def _blanked(article: Article, printed: Callable[[], str], also: tuple[int | None, ...]) -> Article:
    truth = dict(article.truth)

    def change(slot: Slot) -> Slot:
        if slot.path is None or slot.text not in ("0", "0元", "0.00"):
            return slot
        truth[slot.path] = Expect(None, also)
        return evolve(slot, text=printed())

    done = map_slots(article, change)
    return evolve(done, truth=truth)


def vanish_zeros(article: Article, rng: random.Random) -> Article:
    """Every zero is an empty cell. It may be said to be blank, or zero where the sums prove it.

    A report of nothing but zeros is left alone: without them it is the blank form.
    """
    if not any(expect.value for expect in article.truth.values()):
        return article
    blank = rng.choice(("", "", "\u00a0"))
    return _blanked(article, lambda: blank, (0,))


def dash_zeros(article: Article, rng: random.Random) -> Article:
    """Every zero is a dash, a stroke or 无: printed blanks, and nothing else."""
    sign = rng.choice(("-", "—", "/", "无", "--"))
    return _blanked(article, lambda: sign, ())


def add_units(article: Article, rng: random.Random) -> Article:
    """Counts carry their unit: 12件."""
    share = rng.choice((0.2, 1.0))

    def change(slot: Slot) -> Slot:
        if slot.path is None or not slot.text.isdigit() or slot.path.endswith(".amount") or rng.random() > share:
            return slot
        return evolve(slot, text=f"{slot.text}{'项' if 'fees' in slot.path or 'projects' in slot.path else '件'}")

    return map_slots(article, change)


def add_noise_rows(article: Article, rng: random.Random) -> Article:
    """Merged rows of page furniture inside the tables."""
    parts: list[Part] = []
    for part in article.parts:
        if isinstance(part, Grid):
            rows = list(part.rows)
            at = rng.randint(part.head + 1, len(rows)) if len(rows) > part.head + 1 else len(rows)
            rows.insert(at, (Slot(rng.choice(words.NOISE), "noise", None, 1, 4),))
            part = evolve(part, rows=tuple(rows))
        parts.append(part)
    return evolve(article, parts=tuple(parts))


def drop_headings(article: Article, rng: random.Random) -> Article:
    """The section headings are gone; in a third of the reports the merged title rows of table two as well."""
    titles = rng.random() < 0.35
    bare = map_lines(article, lambda line: None if line.role in ("heading", "title") else line)
    return map_slots(bare, lambda s: None if titles and s.role == "title" else s)


def truncate_page(article: Article, rng: random.Random) -> Article:
    """The page ends behind some row of some table."""
    grids = [i for i, p in enumerate(article.parts) if isinstance(p, Grid)]
    i = rng.choice(grids)
    grid = article.parts[i]
    assert isinstance(grid, Grid)
    rows = grid.rows[: rng.randint(1, len(grid.rows))]
    return evolve(article, parts=(*article.parts[:i], evolve(grid, rows=rows)))


def twice_page(article: Article, rng: random.Random) -> Article:
    """The article stands twice on the page."""
    return evolve(article, parts=article.parts + article.parts)


def printed_error(article: Article, rng: random.Random) -> Article:
    """One number of tables three and four is printed wrong, so that an identity breaks. The print is the truth."""
    paths = [p for p in article.paths() if not p.startswith("disclosure.")]
    path = rng.choice(paths)
    old = article.truth[path].value
    assert isinstance(old, int)
    new = max(0, old + rng.choice((-2, -1, 1, 1, 2, 3, 10)))
    if new == old:
        new = old + 1
    truth = dict(article.truth) | {path: Expect(new)}
    done = map_slots(article, lambda s: evolve(s, text=str(new)) if s.path == path else s)
    return evolve(done, truth=truth)


def _change_row(article: Article, grid: Grid, index: int, rows: tuple[tuple[Slot, ...], ...]) -> Article:
    changed = evolve(grid, rows=grid.rows[:index] + rows + grid.rows[index + 1 :])
    return evolve(article, parts=tuple(changed if p is grid else p for p in article.parts))


def _plain_rows(article: Article) -> list[tuple[Grid, int]]:
    """The rows of numbers that no row-spanning cell begins in, table four aside."""
    return [
        (grid, i)
        for grid in article.grids()
        for i, row in enumerate(grid.rows)
        if row[0].role == "label" and any(s.path for s in row)
    ]


def drop_row(article: Article, rng: random.Random) -> Article:
    """A row that an office left out. Its cells are ``gone``."""
    grid, index = rng.choice(_plain_rows(article))
    inside = any(i < index < i + s.rowspan for i, row in enumerate(grid.rows) for s in row)
    if inside:
        shorter = tuple(
            tuple(evolve(s, rowspan=s.rowspan - 1) if i < index < i + s.rowspan else s for s in row)
            for i, row in enumerate(grid.rows)
        )
        new = evolve(grid, rows=shorter[:index] + shorter[index + 1 :])
        return evolve(article, parts=tuple(new if p is grid else p for p in article.parts))
    return _change_row(article, grid, index, ())


def add_row(article: Article, rng: random.Random) -> Article:
    """A row that the form does not have, with numbers, in the first block of table two."""
    rows = [(g, i) for g, i in _plain_rows(article) if str(g.rows[i][-1].path).startswith("disclosure.normative")]
    grid, index = rows[0]
    name = rng.choice(("其他主动公开文件", "其他政策文件", "政策解读材料"))
    numbers = (evolve(s, text=str(rng.randint(0, 300)), path=None) for s in grid.rows[index] if s.path)
    added = (Slot(name, "label"), *numbers)
    return _change_row(article, grid, index, (grid.rows[index], added))


def merge_rows(article: Article, rng: random.Random) -> Article:
    """Rows of seven zeros printed as one merged cell with a single 0. It may be said to be zero or blank."""
    truth = dict(article.truth)

    def merged(row: tuple[Slot, ...]) -> tuple[Slot, ...]:
        numbers = [s for s in row if s.path]
        if len(numbers) != 7 or any(s.text != "0" for s in numbers):
            return row
        truth.update({str(s.path): Expect(0, (None,)) for s in numbers})
        return (*(s for s in row if not s.path), Slot("0", "noise", None, 1, 7))

    parts = tuple(evolve(p, rows=tuple(map(merged, p.rows))) if isinstance(p, Grid) else p for p in article.parts)
    return evolve(article, parts=parts, truth=truth)
