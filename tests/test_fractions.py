"""Counts printed as floats: read where all are printed so, and nowhere else."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from govreport_parser import parse
from kit import Recipe, make
from tests.cases import FIXTURES

BASE = (FIXTURES / "2021/one-cell-per-line/source.txt").read_text(encoding="utf-8")


def floats(text: str) -> str:
    return re.sub(r"^\d+$", r"\g<0>.0", text, flags=re.MULTILINE)


def test_every_count_is_read_and_traced() -> None:
    text = floats(BASE)
    report, plain = parse(text), parse(BASE)
    assert {path: cell.value for path, cell in report.cells.items()} == {p: c.value for p, c in plain.cells.items()}
    assert report.text == text
    assert all(text[slice(*cell.span)] == cell.raw for cell in report.cells.values() if cell.span)


@pytest.mark.parametrize("other", ["984.5", "984", "984.00", "9.84e2", "98.4.0"])
def test_one_number_printed_otherwise_leaves_all_as_they_were(other: str) -> None:
    report = parse(floats(BASE).replace("984.0", other))
    assert "counts-with-points" not in {f.code for f in report.findings}
    cell = report.cells.get("applications.received.natural_person")
    assert cell is None or cell.value in (None, 984)


@pytest.mark.parametrize("damage", ["number-lost", "three-lost", "number-doubled", "label-lost", "digits-split"])
def test_a_damaged_table_of_floats_is_never_wrong_in_silence(damage: str) -> None:
    for case in make([Recipe(seed, "plain", "html", damage) for seed in range(12)]):
        report = parse(floats(BeautifulSoup(case.source, "lxml").get_text("\n", strip=True)))
        wrong = {
            path: (cell, expect.value)
            for path, expect in case.truth.items()
            if path not in case.gone
            and (cell := report.cells.get(path))
            and cell.certain
            and cell.value is not None
            and cell.value != expect.value
            and cell.value not in expect.also
        }
        assert wrong == {}, case.recipe
