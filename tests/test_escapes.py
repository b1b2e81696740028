r"""Reports whose characters are written as JSON limited to ASCII writes them."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from govreport_parser import parse
from govreport_parser.read.escapes import unescaped
from kit import Recipe, make
from tests.cases import FIXTURES

BASE = (FIXTURES / "2021/one-cell-per-line/source.txt").read_text(encoding="utf-8")
DAMAGES = ("none", "number-lost", "three-lost", "zeros-as-dashes", "units-in-cells", "digits-split")


def escaped(text: str) -> str:
    return json.dumps(text.split("\n"))


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_escaped_text_gives_what_the_same_text_gives_unescaped(damage: str) -> None:
    for case in make([Recipe(seed, "plain", "html", damage) for seed in range(6)]):
        text = BeautifulSoup(case.source, "lxml").get_text("\n", strip=True)
        plain, report = parse(json.dumps(text.split("\n"), ensure_ascii=False)), parse(escaped(text))
        assert report.cells == plain.cells
        assert (report.title, report.agency, report.year) == (plain.title, plain.agency, plain.year)
        assert report.text == plain.text
        assert report.figures == plain.figures


def test_what_is_put_back() -> None:
    chinese = json.dumps("政" * 200).strip('"')
    assert unescaped(chinese) == "政" * 200
    assert unescaped(chinese + r"\ud840\udc00 \ud840 \uff11\u2014") == "政" * 200 + "𠀀 " + r"\ud840 １—"
    assert unescaped(chinese.replace("\\u", "\\\\u")) == "政" * 200


def test_a_text_that_prints_its_characters_stays_as_it_is() -> None:
    chinese = json.dumps("政" * 200).strip('"')
    assert unescaped(chinese[6:]) is None
    assert unescaped(chinese + "府") is None
    assert parse(BASE + chinese).text == BASE + chinese
