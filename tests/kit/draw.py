"""Draw the numbers of a report: realistic, sums satisfied, every cell known by its path.

Everything is drawn from one :class:`random.Random`, so a seed reproduces a report; Hypothesis drives the same code
through :func:`drawn_reports`.
"""

from __future__ import annotations

import random
from decimal import Decimal

from attrs import frozen
from hypothesis import strategies as st

from govreport_parser.forms import FORMS, Block, Column, Kind, Table

from . import words
from .article import Expect, Value


@frozen
class Profile:
    """How numbers are distributed: the share that is not zero, and how large they grow."""

    share: float
    lead: float
    """The share among natural persons, who file most requests."""
    digits: int


PROFILES = {
    "zero": Profile(0, 0, 0),
    "sparse": Profile(0.04, 0.4, 2),
    "town": Profile(0.01, 0.15, 1),
    "county": Profile(0.15, 0.6, 3),
    "dense": Profile(0.8, 0.95, 4),
    "huge": Profile(0.5, 0.8, 6),
}
WEIGHTS = {"zero": 12, "sparse": 30, "town": 22, "county": 20, "dense": 10, "huge": 6}


@frozen
class Header:
    """One printed column of a block of table two: the name in its paths, the words printed, the kind of number."""

    id: str
    text: str
    kind: Kind


@frozen
class Printing:
    """What is printed in one cell, and what it means."""

    text: str
    value: Value


@frozen
class Drawn:
    """A drawn report: who, when, which editions, and every cell."""

    agency: str
    year: int
    title: str
    published: tuple[int, int, int]
    editions: tuple[str, str]
    """The editions of table two and of table three."""
    headers: tuple[tuple[Header, ...], ...]
    """The columns printed over each block of table two."""
    cells: dict[str, Printing]

    def truth(self) -> dict[str, Expect]:
        """What a parser may say of each cell."""
        return {path: Expect(p.value) for path, p in self.cells.items()}


def count(rng: random.Random, share: float, digits: int) -> int:
    """A count: zero, or a number of at most ``digits`` digits with small ones likelier."""
    if digits == 0 or rng.random() >= share:
        return 0
    return rng.randint(1, 10 ** rng.randint(1, digits) - 1)


def applications(rng: random.Random, table: Table, profile: Profile) -> dict[str, int]:
    """Table three with its sums satisfied: outcomes first, then totals, then what came in."""
    rows = [path for path, _, _ in table.rows()]
    outcomes = [r for r in rows if r.startswith("results.") and r != "results.total"]
    columns = [c.id for c in table.blocks[0].columns if c.id != "total"]
    cells: dict[tuple[str, str], int] = {}
    for column in columns:
        share = profile.lead if column == "natural_person" else profile.share
        for row in outcomes:
            cells[row, column] = count(rng, share / 3 if row != "results.granted" else share, profile.digits)
        total = sum(cells[row, column] for row in outcomes)
        forward = count(rng, share / 2, max(profile.digits - 1, min(profile.digits, 1)))
        over = min(count(rng, share / 2, max(profile.digits - 1, min(profile.digits, 1))), total + forward)
        cells["results.total", column], cells["carried_forward", column] = total, forward
        cells["carried_over", column], cells["received", column] = over, total + forward - over
    for row in rows:
        cells[row, "total"] = sum(cells[row, c] for c in columns)
    return {f"{table.id}.{r}.{c.id}": cells[r, c.id] for r in rows for c in table.blocks[0].columns}


def disputes(rng: random.Random, table: Table, profile: Profile) -> dict[str, int]:
    """Table four with its totals."""
    out: dict[str, int] = {}
    for group, _, block in table.rows():
        parts = [c.id for c in block.columns if c.id != "total"]
        drawn = {p: count(rng, profile.lead / 3, max(profile.digits - 1, min(profile.digits, 1))) for p in parts}
        out |= {f"{table.id}.{group}.{c}": v for c, v in drawn.items()}
        out[f"{table.id}.{group}.total"] = sum(drawn.values())
    return out


def signed(rng: random.Random, value: int) -> Printing:
    """A change: with a sign, in words, or bare."""
    if value == 0:
        return Printing("0", 0)
    if value > 0:
        return Printing(rng.choice((f"+{value}", f"+{value}", str(value), f"增加{value}")), value)
    return Printing(rng.choice((f"{value}", f"{value}", f"{value}", f"减少{-value}")), value)


def money(rng: random.Random, unit: int, digits: int) -> Printing:
    """An amount. ``unit`` is what the header says in yuan, or 0 where it says nothing and the cell must."""
    amount = count(rng, 0.7, min(digits + 3, 8)) if digits else 0
    if amount == 0:
        return Printing(rng.choice(("0", "0", "0", "0.00")) if unit else rng.choice(("0", "0", "0元")), Decimal(0))
    decimals = rng.choice((0, 0, 1, 2, 2, 4, 6))
    bare = f"{amount}.{rng.randrange(10**decimals):0{decimals}d}" if decimals else str(amount)
    if unit and rng.random() < 0.85:
        return Printing(bare, Decimal(bare) * unit)
    word, size = rng.choice((("亿元", 10**8), ("万元", 10**4), ("万元", 10**4), ("元", 1)))
    if size == 1:
        bare = bare if decimals <= 2 else str(amount)
    elif size == 10**8:
        bare = f"{amount % 90 + 1}.{rng.randrange(1000):03d}".rstrip("0").rstrip(".")
    return Printing(f"{bare}{word}", Decimal(bare) * size)


def block_headers(rng: random.Random, table: Table) -> tuple[tuple[Header, ...], ...]:
    """The columns printed over each block: the form's own, or now and then those of the first block throughout."""
    out: list[tuple[Header, ...]] = []
    borrowed = table.edition == "2019" and rng.random() < 0.12
    for block in table.blocks:
        columns = table.blocks[0].columns if borrowed and len(block.columns) == 3 else block.columns
        out.append(tuple(Header(c.id, _wording(rng, c), c.kind) for c in columns))
    return tuple(out)


def _wording(rng: random.Random, column: Column) -> str:
    if column.id == "amount" and column.label.text == "采购总金额":
        return rng.choice(("采购总金额", "采购总金额", "采购总金额（万元）"))
    return column.label.text


def disclosure(
    rng: random.Random, table: Table, headers: tuple[tuple[Header, ...], ...], profile: Profile
) -> dict[str, Printing]:
    """Table two: no sums, many zeros, large numbers in a few cells."""
    out: dict[str, Printing] = {}
    for block, columns in zip(table.blocks, headers, strict=True):
        for row in block.rows:
            share = {"rules": 0.05, "compulsions": 0.3}.get(row.id, 0.75) if profile.digits else 0
            for header in columns:
                out[f"{table.id}.{row.id}.{header.id}"] = _disclosed(rng, header, share, profile.digits)
    return out


def _disclosed(rng: random.Random, header: Header, share: float, digits: int) -> Printing:
    if header.kind is Kind.MONEY:
        return money(rng, 10**4 if "万元" in header.text else 0, digits)
    value = count(rng, share, min(digits + 2, 8) if digits else 0)
    if header.kind is Kind.SIGNED:
        return signed(rng, rng.choice((value, -value)))
    if value and rng.random() < 0.01:
        return Printing(f"{value}（其中修订{rng.randint(1, 9)}件）", value)
    return Printing(str(value), value)


def draw_report(rng: random.Random, profile: str | None = None, editions: tuple[str, str] | None = None) -> Drawn:
    """One report. The editions of tables two and three agree in nine of ten."""
    names = list(FORMS)
    chosen = editions or _editions(rng, names)
    shape = PROFILES[profile or rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]]
    two, three = FORMS[chosen[0]].disclosure, FORMS[chosen[1]].applications
    headers = block_headers(rng, two)
    cells = disclosure(rng, two, headers, shape)
    for table in (applications(rng, three, shape), disputes(rng, FORMS[chosen[1]].disputes, shape)):
        cells |= {path: Printing(str(v), v) for path, v in table.items()}
    year = rng.choice((2019, 2020) if chosen[1] == "2019" else (2021, 2022, 2023, 2024))
    name = words.agency(rng)
    published = (year + 1, rng.randint(1, 3), rng.randint(1, 28))
    return Drawn(name, year, words.title(rng, name, year), published, chosen, headers, cells)


def _editions(rng: random.Random, names: list[str]) -> tuple[str, str]:
    first = rng.choice(names)
    return (first, first) if rng.random() < 0.9 else (first, rng.choice(names))


def drawn_reports() -> st.SearchStrategy[Drawn]:
    """Reports drawn by Hypothesis: the same code, with its choices shrunk towards zeros."""
    return st.randoms(use_true_random=False).map(draw_report)


def official_columns(block: Block) -> tuple[Header, ...]:
    """The form's own columns of a block, as printed headers."""
    return tuple(Header(c.id, c.label.text, c.kind) for c in block.columns)
