"""A stray cell in a row that a converter keeps at the width of its table: what it pushes over the edge is cut off."""

from __future__ import annotations

import pytest

from govreport_parser import parse
from kit import Recipe, make


@pytest.mark.parametrize("seed", range(6))
def test_a_cell_pushed_over_the_edge_leaves_nothing_wrong_in_silence(seed: int) -> None:
    (case,) = make([Recipe(seed, "plain", "own-markdown")])
    lines = case.source.split("\n")
    number = next(i for i, line in enumerate(lines) if "七）" in line or "七)" in line)
    cells = lines[number].strip("| ").split(" | ")
    lines[number] = "| " + " | ".join([*cells[:-7], cells[-7], *cells[-7:-1]]) + " |"
    report = parse("\n".join(lines))
    prefix = "applications.results.total."
    certain = {p: c.value for p, c in report.cells.items() if p.startswith(prefix) and c.certain}
    assert certain == {p: case.truth[p].value for p in certain}
