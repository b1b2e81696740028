"""A pinned sample of flattenings and damages: no figure may fall below the floor kept in ``benchmarks/floor.json``.

The floor keeps, for each document, which cells were not certain. A change that loses a cell fails with its name; one
that gains some should raise the floor: ``python benchmarks/accuracy.py --raise-floor``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import govreport_parser as gp
from kit.floor import SAMPLE, lost, measured

FLOOR = Path(__file__).resolve().parents[1] / "benchmarks" / "floor.json"


@pytest.fixture(scope="module")
def floor() -> dict[str, str]:
    data: dict[str, str] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return data


def test_the_floor_covers_the_sample(floor: dict[str, str]) -> None:
    names = [str(r) for recipes in SAMPLE.values() for r in recipes]
    assert sorted(names) == sorted(floor)


@pytest.mark.parametrize("flatten", SAMPLE)
def test_no_cell_is_lost_and_none_is_wrong_in_silence(flatten: str, floor: dict[str, str]) -> None:
    losses: dict[str, list[str]] = {}
    for case, got in measured(SAMPLE[flatten], gp.parse):
        name = str(case.recipe)
        wrong = [f"WRONG {m.path}: got {m.got}, printed {m.expected}" for m in got.misses]
        if found := wrong + lost(case, got, floor[name]):
            losses[name] = found[:8]
    assert losses == {}
