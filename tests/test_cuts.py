"""Cutting glued digits: every cut that the sum allows, and no other."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser import parse
from govreport_parser.align.reading.cuts import Budget, TooManyError, summing_cuts
from kit import Recipe, Slot, article_of, text_of, wrong_cells


def by_hand(digits: str, parts: int) -> list[tuple[int, ...]]:
    """All cuts, tried one by one."""
    out = []
    for inner in combinations(range(1, len(digits)), parts):
        ends = (*inner, len(digits))
        pieces = [digits[a:b] for a, b in zip((0, *inner), ends, strict=True)]
        plain = all(len(p) == 1 or p[0] != "0" for p in pieces)
        if plain and sum(map(int, pieces[:-1])) == int(pieces[-1]):
            out.append(ends)
    return sorted(out)


@given(
    st.lists(st.sampled_from([0, 0, 0, 1, 2, 5, 9, 12, 30, 107]), min_size=4, max_size=6).filter(lambda v: len(v) != 5)
)
def test_cuts_are_those_found_by_trying_all(values: list[int]) -> None:
    digits = "".join(map(str, values)) + str(sum(values))
    found = sorted(summing_cuts(digits, len(values)))
    assert found == by_hand(digits, len(values))
    assert len(found) >= 1


@pytest.mark.parametrize(
    ("digits", "parts", "groups", "cuts"),
    [
        ("412000043", 6, 1, [(2, 3, 4, 5, 6, 7, 9)]),
        ("0000000", 6, 1, [(1, 2, 3, 4, 5, 6, 7)]),
        ("270020130", 6, 1, [(1, 2, 3, 4, 6, 7, 9), (2, 3, 4, 5, 6, 7, 9)]),
        ("140050000000011", 4, 3, [tuple(range(1, 16))]),
        ("1234567", 6, 1, []),
        ("000000", 6, 1, []),
        ("12a4567", 6, 1, []),
    ],
)
def test_known_runs(digits: str, parts: int, groups: int, cuts: list[tuple[int, ...]]) -> None:
    assert sorted(summing_cuts(digits, parts, groups)) == cuts


def test_a_run_longer_than_any_row_is_refused() -> None:
    with pytest.raises(TooManyError):
        summing_cuts("1" * 1000, 6)


def test_a_spent_budget_is_remembered() -> None:
    budget = Budget(3)
    with pytest.raises(TooManyError):
        summing_cuts("137" * 20, 6, 1, budget)
    assert budget.exceeded


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("lost", [False, True])
def test_the_last_cells_of_rows_that_touch_are_cut_where_the_sums_say_so(seed: int, lost: bool) -> None:
    """Narrow columns of a PDF file, whose last cells have nothing between them: ``28 0 0 0 0028``."""
    article = article_of(Recipe(seed))
    rng = random.Random(seed)

    def row(slots: Sequence[Slot]) -> str:
        cells = [s.text for s in slots]
        numbers = sum(1 for s in slots if s.path)
        if numbers != 7:
            return " ".join(cells)
        if lost and rng.random() < 0.1:
            del cells[-rng.randint(1, 7)]
        return " ".join(cells[:-3]) + " " + "".join(cells[-3:])

    report = parse(text_of(article, row))
    assert not wrong_cells(report.cells, article.truth)
    small = all(s.text.isdecimal() and len(s.text) < 4 for g in article.grids() for r in g.rows for s in r if s.path)
    if small and not lost:
        cells = [c for path, c in report.cells.items() if path.startswith("applications.")]
        assert sum(c.certain for c in cells) * 2 > len(cells)
