"""Rows whose count does not fit: every reading with the fewest repairs, and none that breaks a sum."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.align.reading.atoms import Atom, Edge, Sort
from govreport_parser.align.reading.cuts import Budget
from govreport_parser.align.reading.repairs import repaired
from govreport_parser.align.reading.slots import Row, State, Sums

ROW = Sums(6)
VALUES = st.lists(st.sampled_from([0, 0, 0, 1, 2, 5, 9, 12, 30, 107]), min_size=6, max_size=6)


def read(texts: Sequence[str], sums: Sums = ROW) -> Row:
    """The candidates for numbers that stand on lines of their own."""
    atoms, at = [], 0
    for text in texts:
        atoms.append(Atom(Sort.NUMBER, at, at + len(text), text, Edge.SOFT))
        at += len(text) + 1
    return repaired(atoms, sums, Budget(), split=False)


def printed_in(row: Row) -> set[tuple[int | None, ...]]:
    return {tuple(slot.value for slot in reading) for reading in row.readings}


def filled(numbers: Sequence[int], size: int = 7) -> set[tuple[int, ...]]:
    """Every row with these numbers in this order whose sum holds and is told, each other cell tried by hand."""
    out = set()
    for places in combinations(range(size), len(numbers)):
        known = dict(zip(places, numbers, strict=True))
        lost = [n for n in range(size) if n not in known]
        rest = known.get(size - 1, 0) - sum(value for n, value in known.items() if n < size - 1)
        if len(lost) == 1:
            known[lost[0]] = -rest if lost[0] == size - 1 else rest
        elif rest == 0:
            known |= dict.fromkeys(lost, 0)
        if len(known) == size and min(known.values()) >= 0:
            out.add(tuple(known[n] for n in range(size)))
    return out


@given(VALUES, st.sets(st.integers(0, 6), min_size=1, max_size=3))
def test_lost_numbers_are_put_wherever_the_sum_allows(values: list[int], lost: set[int]) -> None:
    row = [*values, sum(values)]
    left = [value for n, value in enumerate(row) if n not in lost]
    found = read([str(value) for value in left])
    if not found.readings:  # nothing would be left of what is printed but zeros, or two numbers are lost
        assert not any(left) or len(lost) > 1
        return
    cut = {reading for reading in printed_in(found) if reading not in filled(left)}
    assert filled(left) <= printed_in(found)
    assert all(sum(filter(None, reading[:-1])) == reading[-1] for reading in cut)
    assert len(lost) == 1 or found.open, "the total may be lost together with any number"


@given(VALUES, st.integers(0, 6), st.integers(1, 999))
def test_a_stray_number_is_left_out(values: list[int], place: int, stray: int) -> None:
    row = [*values, sum(values)]
    texts = [str(value) for value in row]
    found = read([*texts[:place], str(stray), *texts[place:]])
    if any(values):
        assert tuple(row) in printed_in(found)
    assert all(sum(reading[:-1]) == reading[-1] for reading in printed_in(found))  # type: ignore[arg-type]  # no None


def test_two_numbers_that_are_run_together_are_cut() -> None:
    assert (3, 0, 41, 2, 0, 0, 46) in printed_in(read(["3", "0", "412", "0", "0", "46"]))


@pytest.mark.parametrize(("numbers", "rows"), [(["5", "5"], True), (["5", "4", "2"], False)])
def test_several_lost_cells_are_zeros_or_not_told(numbers: list[str], rows: bool) -> None:
    found = read(numbers)
    assert bool(found.readings) is rows
    assert all(s.value == 0 for r in found.readings for s in r if s.state is State.LOST)


def test_groups_share_the_cells_that_are_lost() -> None:
    """Of three groups of five cells, the zeros of the first and of the last are lost: their sums tell."""
    numbers = ["1", "0", "0", "1", "2", "0", "0", "3", "5", "0", "0", "0", "4"]
    found = read(numbers, Sums(4, 3))
    assert (1, 0, 0, 0, 1, 2, 0, 0, 3, 5, 0, 0, 0, 4, 4) in printed_in(found)
    assert all(
        sum(filter(None, reading[n : n + 4])) == reading[n + 4] for reading in printed_in(found) for n in (0, 5, 10)
    )
