"""Damage a report the way scrapers, converters and clerks do, knowing what may still be said of it.

A damage works on the article before it is printed, or on the flattened text while the marks of the cells are in it. For
pages that are parsed as HTML, damages of text have a twin that works on the tables.

What counts as fair
-------------------
* A certain cell must say what the undamaged report says, whatever was destroyed: that a number was lost is no excuse
  for moving its neighbour. The exceptions are what is *printed now*: a printed error is the truth of the page; a zero
  replaced by a dash is a blank; an emptied cell may be said to be blank as well as what it was.
* ``gone`` cells stand behind the point where a text was cut off. They are not counted at all unless a parser is certain
  of one; then it must be right.
* ``beyond`` cells carry a false number that no reader of the damaged text could doubt: the number in the middle of which
  a text was cut off, or, where nothing separates numbers, a digit that was doubled or lost in a row that has no sum. They
  are counted in a column of their own, never as right and never as wrong.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise

from attrs import evolve, frozen

from . import words
from .article import MARKED, Article, Expect, Grid, Line, Part, Slot, map_lines, map_slots


@frozen
class Text:
    """A flattened document with its marks, and what may be said of its cells."""

    marked: str
    paths: tuple[str, ...]
    truth: dict[str, Expect]
    glued: bool = False
    """Nothing separates the numbers."""
    shown: bool = False
    """The flattening shows empty cells, those of spans as well: a lost number leaves an empty cell behind."""
    gone: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()


OnArticle = Callable[[Article, random.Random], Article]
OnText = Callable[[Text, random.Random], Text]


@frozen
class Damage:
    """One kind of damage: to the article, to the flattened text, or (``page``) to an article that stays HTML."""

    article: OnArticle | None = None
    text: OnText | None = None
    page: OnArticle | None = None


@frozen
class Token:
    """One printed number in marked text: its path, and where it stands, marks included."""

    path: str
    start: int
    end: int

    @property
    def row(self) -> str:
        """The row of the cell; table four is one row."""
        return self.path.split(".")[0] if self.path.startswith("disputes") else self.path.rpartition(".")[0]


def tokens(text: Text) -> list[Token]:
    """Every printed number, in the order of the text."""
    base = 0xE000
    return [Token(text.paths[ord(m[1]) - base], m.start(), m.end()) for m in MARKED.finditer(text.marked)]


def _rows(found: Iterable[Token]) -> list[list[Token]]:
    """Tokens by printed row: neighbours in the text that stand in one row."""
    out: list[list[Token]] = []
    for token in found:
        if out and out[-1][-1].row == token.row:
            out[-1].append(token)
        else:
            out.append([token])
    return out


def _without(marked: str, token: Token) -> str:
    """The text without a number and without one of the separators at its sides, so that no empty cell shows.

    Of the two separators the stronger one stays: a line break before a tab or a space, the longer of two of a kind.
    """
    lead, tail = _SEPARATED_BEFORE.search(marked[: token.start]), _SEPARATED_AFTER.match(marked[token.end :])
    left, right = (lead.group() if lead else ""), (tail.group() if tail else "")
    keep = max(left, right, key=lambda gap: ("\n" in gap, len(gap)))
    return marked[: token.start - len(left)] + keep + marked[token.end + len(right) :]


_SEPARATED_BEFORE = re.compile(r"[\s|│]*$")
_SEPARATED_AFTER = re.compile(r"[\s|│]*")


def _or_blank(expect: Expect) -> Expect:
    return evolve(expect, also=(*expect.also, None))


def _sumless(token: Token) -> bool:
    return token.path.startswith("disclosure.")


def lose(count: int) -> OnText:
    """Lose some numbers, each with its line or its separator; where empty cells are shown, the cell stays, empty."""

    def damage(text: Text, rng: random.Random) -> Text:
        found = tokens(text)
        lost = sorted(rng.sample(found, min(count, len(found))), key=lambda t: -t.start)
        marked = text.marked
        for token in lost:
            hole = " " * (token.end - token.start - 2)
            marked = marked[: token.start] + hole + marked[token.end :] if text.shown else _without(marked, token)
        if text.shown:
            return evolve(text, marked=marked, truth=text.truth | {t.path: _or_blank(text.truth[t.path]) for t in lost})
        rows = {t.row for t in lost if _sumless(t)}
        beyond = frozenset(t.path for t in found if t.row in rows) if text.glued else frozenset[str]()
        return evolve(text, marked=marked, beyond=text.beyond | beyond)

    return damage


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
    """One or two characters wrong in several labels of four characters and more."""

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
    places = [i for i, c in enumerate(text) if "\u4e00" <= c <= "\u9fff" and (i > 2 or "." not in text[:3])]
    i = rng.choice(places)
    kind = rng.choice(("drop", "double", "replace", "swap"))
    if kind == "drop":
        return text[:i] + text[i + 1 :]
    if kind == "double":
        return text[: i + 1] + text[i:]
    if kind == "swap" and i + 1 < len(text):
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return text[:i] + rng.choice(_HANZI) + text[i + 1 :]


def double_number(text: Text, rng: random.Random) -> Text:
    """Print one number twice, with the separator that stands before it."""
    found = tokens(text)
    token = rng.choice(found)
    lead = re.search(r"[\s|│]*$", text.marked[: token.start])
    gap = lead.group() if lead else ""
    if not gap and not text.glued:
        gap = " "
    bare = text.marked[token.start + 1 : token.end - 1]
    marked = text.marked[: token.end] + gap + bare + text.marked[token.end :]
    beyond = frozenset(t.path for t in found if t.row == token.row) if text.glued and _sumless(token) else frozenset()
    return evolve(text, marked=marked, beyond=text.beyond | beyond)


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


PAGES = ("- {} -", "-{}-", "— {} —", "第 {} 页", "第{}页 共9页", "Page {}", "{}/9")


def break_pages(text: Text, rng: random.Random) -> Text:
    """Page breaks with page numbers between rows, between a label and its numbers, and inside rows."""
    found = tokens(text)
    form = rng.choice(PAGES if text.glued else (*PAGES, "{}"))
    chosen = sorted(rng.sample(found, min(rng.randint(1, 4), len(found))), key=lambda t: t.start)
    firsts = {r[0].start for r in _rows(found)}
    picks = [t for t in chosen if t.start in firsts or rng.random() < 0.3] or chosen[:1]
    marked = text.marked
    for number, token in reversed(list(enumerate(picks, rng.randint(1, 5)))):
        page = form.format(number)
        sep = rng.choice(("\n{}\n", "\n\n{}\n\n", "\n{}\n\f"))
        at = token.start if rng.random() < 0.6 else token.end
        marked = marked[:at] + sep.format(page) + marked[at:]
    return evolve(text, marked=marked)


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


def split_digits(text: Text, rng: random.Random) -> Text:
    """One or two numbers cut over two lines."""
    long = [t for t in tokens(text) if t.end - t.start > 3 and text.marked[t.start + 1 : t.end - 1].isdigit()]
    marked = text.marked
    for token in sorted(rng.sample(long, min(2, len(long))), key=lambda t: -t.start):
        at = rng.randint(token.start + 2, token.end - 2)
        marked = marked[:at] + "\n" + marked[at:]
    return evolve(text, marked=marked)


def split_slots(article: Article, rng: random.Random) -> Article:
    """One or two numbers of a table broken over two lines inside their cells."""
    long = [s.path for g in article.grids() for row in g.rows for s in row if s.path and len(s.text) > 1]
    chosen = set(rng.sample(long, min(2, len(long))))
    return map_slots(article, lambda s: evolve(s, text=s.text[:1] + "\n" + s.text[1:]) if s.path in chosen else s)


def glue_pair(text: Text, rng: random.Random) -> Text:
    """Two neighbouring numbers of one row run together."""
    pairs = [(a, b) for row in _rows(tokens(text)) for a, b in pairwise(row)]
    if not pairs or text.glued:
        return text
    a, b = rng.choice(pairs)
    return evolve(text, marked=text.marked[: a.end] + text.marked[b.start :])


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
    """Every zero is an empty cell. It may be said to be blank, or zero where the sums prove it."""
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


def add_noise(text: Text, rng: random.Random) -> Text:
    """Lines of page furniture between rows."""
    ends = [row[-1].end for row in _rows(tokens(text))]
    marked = text.marked
    for at in sorted(rng.sample(ends, min(rng.randint(1, 5), len(ends))), reverse=True):
        tail = re.match(r"[ |\t│]*", marked[at:])
        at += len(tail.group()) if tail else 0
        marked = f"{marked[:at]}\n{rng.choice(words.NOISE)}\n{marked[at:]}"
    return evolve(text, marked=marked)


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


def truncate(text: Text, rng: random.Random) -> Text:
    """The text ends anywhere inside the tables."""
    found = tokens(text)
    at = rng.randint(found[0].start, found[-1].end)
    gone = frozenset(t.path for t in found if t.start + 1 >= at)
    cut = frozenset(t.path for t in found if t.start + 1 < at < t.end - 1)
    edge = (
        cut if not text.glued else frozenset(t.path for t in found if t.row in {p.row for p in found if p.path in cut})
    )
    return evolve(text, marked=text.marked[:at], gone=text.gone | gone | cut, beyond=text.beyond | edge)


def truncate_page(article: Article, rng: random.Random) -> Article:
    """The page ends behind some row of some table."""
    grids = [i for i, p in enumerate(article.parts) if isinstance(p, Grid)]
    i = rng.choice(grids)
    grid = article.parts[i]
    assert isinstance(grid, Grid)
    rows = grid.rows[: rng.randint(1, len(grid.rows))]
    return evolve(article, parts=(*article.parts[:i], evolve(grid, rows=rows)))


def twice(text: Text, rng: random.Random) -> Text:
    """The whole document stands twice, as on pages with a copy for phones."""
    return evolve(text, marked=text.marked + ("" if text.glued else "\n") + text.marked)


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


DAMAGES: dict[str, Damage] = {
    "none": Damage(),
    "number-lost": Damage(text=lose(1), page=drop_slots(1)),
    "three-lost": Damage(text=lose(3), page=drop_slots(3)),
    "label-lost": Damage(article=lose_label),
    "labels-misspelt": Damage(article=misspell),
    "number-doubled": Damage(text=double_number, page=double_slot),
    "page-breaks": Damage(text=break_pages, page=cut_tables),
    "digits-split": Damage(text=split_digits, page=split_slots),
    "numbers-glued": Damage(text=glue_pair, page=glue_slots),
    "zeros-vanished": Damage(article=vanish_zeros),
    "zeros-as-dashes": Damage(article=dash_zeros),
    "units-in-cells": Damage(article=add_units),
    "noise-lines": Damage(text=add_noise, page=add_noise_rows),
    "headings-gone": Damage(article=drop_headings),
    "truncated": Damage(text=truncate, page=truncate_page),
    "twice": Damage(text=twice, page=twice_page),
    "printed-error": Damage(article=printed_error),
}
"""Every damage, by name."""


def zero_of(value: int | Decimal | None) -> bool:
    """Whether a printed number is zero."""
    return value is not None and value == 0
