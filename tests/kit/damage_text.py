"""Damage to flattened text, done while the marks of the cells are in it. What counts as fair: :mod:`kit.damage`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from attrs import evolve, frozen

from . import words
from .article import MARKED, Expect
from .damage_article import PAGES


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


OnText = Callable[[Text, random.Random], Text]


@frozen
class Token:
    """One printed number in marked text: its path, and where it stands, marks included."""

    path: str
    start: int
    end: int

    @property
    def row(self) -> str:
        """The row of the cell; table four is one row."""
        return row_of(self.path)


def row_of(path: str) -> str:
    """The printed row of a cell; table four is one row."""
    return "disputes" if path.startswith("disputes.") else path.rpartition(".")[0]


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


def split_digits(text: Text, rng: random.Random) -> Text:
    """One or two numbers cut over two lines."""
    long = [t for t in tokens(text) if t.end - t.start > 3 and text.marked[t.start + 1 : t.end - 1].isdigit()]
    marked = text.marked
    for token in sorted(rng.sample(long, min(2, len(long))), key=lambda t: -t.start):
        at = rng.randint(token.start + 2, token.end - 2)
        marked = marked[:at] + "\n" + marked[at:]
    return evolve(text, marked=marked)


def glue_pair(text: Text, rng: random.Random) -> Text:
    """Two neighbouring numbers of one row run together."""
    pairs = [(a, b) for row in _rows(tokens(text)) for a, b in pairwise(row)]
    if not pairs or text.glued:
        return text
    a, b = rng.choice(pairs)
    return evolve(text, marked=text.marked[: a.end] + text.marked[b.start :])


def add_noise(text: Text, rng: random.Random) -> Text:
    """Lines of page furniture between rows."""
    ends = [row[-1].end for row in _rows(tokens(text))]
    marked = text.marked
    for at in sorted(rng.sample(ends, min(rng.randint(1, 5), len(ends))), reverse=True):
        tail = re.match(r"[ |\t│]*", marked[at:])
        at += len(tail.group()) if tail else 0
        marked = f"{marked[:at]}\n{rng.choice(words.NOISE)}\n{marked[at:]}"
    return evolve(text, marked=marked)


def truncate(text: Text, rng: random.Random) -> Text:
    """The text ends anywhere inside the tables."""
    found = tokens(text)
    at = rng.randint(found[0].start, found[-1].end)
    gone = frozenset(t.path for t in found if t.start + 1 >= at)
    cut = frozenset(t.path for t in found if t.start + 1 < at < t.end - 1)
    rows = {t.row for t in found if t.path in cut}
    edge = frozenset(t.path for t in found if t.row in rows) if text.glued else frozenset()
    return evolve(text, marked=text.marked[:at], gone=text.gone | gone | cut, beyond=text.beyond | edge)


def twice(text: Text, rng: random.Random) -> Text:
    """The whole document stands twice, as on pages with a copy for phones."""
    return evolve(text, marked=text.marked + ("" if text.glued else "\n") + text.marked)
