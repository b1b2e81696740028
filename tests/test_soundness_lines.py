"""Numbers that are none of a row's, though they stand in its line or below it: before labels, beside words, of another count."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govreport_parser import parse
from kit import Recipe, article_of, text_of, wrong_cells
from kit.article import Slot


def nested(slots: Sequence[Slot]) -> str:
    return "\n".join(f"{'  ' if n else '- '}- {slot.text}" for n, slot in enumerate(slots))


@pytest.mark.parametrize("seed", range(6))
def test_the_dashes_of_a_list_in_a_list_are_no_cells(seed: int) -> None:
    article = article_of(Recipe(seed))
    found = parse(text_of(article, nested))
    assert wrong_cells(found.cells, article.truth) == []
    assert sum(cell.certain for cell in found.cells.values()) > len(article.truth) * 0.95
