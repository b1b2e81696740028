"""Counts printed as floats: read where all are printed so, and nowhere else."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from govreport_parser import parse
from kit import Recipe, make, wrong_cells
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


def page_of_floats(source: str) -> str:
    """The page of a table whose every number went through a data frame; only text is annotated, or signed with a plus."""
    return re.sub(r">\+?(-?\d+)</td>", r">\1.0</td>", source)


def test_every_count_of_a_page_is_read_and_traced() -> None:
    for case in make([Recipe(seed, "plain", "html") for seed in range(100, 106)]):
        report = parse(page_of_floats(case.source))
        assert wrong_cells(report.cells, case.truth) == []
        assert "counts-with-points" in {f.code for f in report.findings}
        open_cells = {path for path, cell in report.cells.items() if not cell.certain}
        assert all(path.startswith("disclosure") for path in open_cells)
        assert all(report.text[slice(*c.span)] == c.raw for c in report.cells.values() if c.span)
        cell = report.cells["applications.results.total.total"]
        assert cell.span is not None
        assert report.text[cell.span[1] : cell.span[1] + 2] == ".0"


@pytest.mark.parametrize("other", ["1.5", "1", "1.00", "1e2", "1.2.0"])
def test_one_number_of_a_page_printed_otherwise_leaves_all_as_they_were(other: str) -> None:
    (case,) = make([Recipe(100, "plain", "html")])
    source = page_of_floats(case.source)
    at = source.index(".0</td>", source.index("予以公开"))
    begin = source.rindex(">", 0, at) + 1
    report = parse(source[:begin] + other + source[at + 2 :])
    assert "counts-with-points" not in {f.code for f in report.findings}


@pytest.mark.parametrize(
    "damage",
    [
        "number-lost",
        "three-lost",
        "number-doubled",
        "label-lost",
        "digits-split",
        "numbers-glued",
        "printed-error",
        "twice",
    ],
)
def test_a_damaged_page_of_floats_is_never_wrong_in_silence(damage: str) -> None:
    for case in make([Recipe(seed, "plain", "html", damage) for seed in range(12)]):
        cells = parse(page_of_floats(case.source)).cells
        assert wrong_cells(cells, case.truth) == [], case.recipe
