"""The floor: a pinned sample, and for each of its documents the cells that were not certain when it was measured.

A document's line in the floor is a bit mask over its cells in printed order, in hexadecimal: 1 for *not certain*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .damage import DAMAGES
from .make import HTML, Case, Recipe, make
from .print_html import STYLES
from .printers import PRINTERS
from .score import Score, score
from .tally import Parse

TOOLS = ("lxml-itertext", "bs4-newline", "bs4-nothing")
"""Tools that the tests of the project have at hand anyway."""


def _sample() -> dict[str, list[Recipe]]:
    styles = [
        name for name in STYLES if name != "spaced-thousands"
    ]  # it came later: the older recipes stay as they are
    out: dict[str, list[Recipe]] = {}
    for i, flatten in enumerate((HTML, *TOOLS, *PRINTERS)):
        damages = [*DAMAGES, *["none"] * (len(styles) if flatten == HTML else 2)]
        out[flatten] = [
            Recipe(1000 + 50 * i + j, styles[j % len(styles)], flatten, damage) for j, damage in enumerate(damages)
        ]
    return out


SAMPLE = _sample()
"""The pinned recipes, by flattening."""


def measured(recipes: Iterable[Recipe], parse: Parse) -> Iterator[tuple[Case, Score]]:
    """Every document of a sample with its score."""
    for case in make(recipes):
        yield case, score(parse(case.source).cells, case.truth, case.gone, case.beyond)


def mask(case: Case, got: Score) -> str:
    """The cells that are not certain, as a line of the floor."""
    unsure = set(got.unsure)
    return f"{sum(1 << i for i, path in enumerate(case.truth) if path in unsure):x}"


def lost(case: Case, got: Score, floor: str) -> list[str]:
    """The cells that are not certain and were certain when the floor was laid."""
    bits = int(floor, 16)
    unsure = set(got.unsure)
    return [path for i, path in enumerate(case.truth) if path in unsure and not bits >> i & 1]


def measure_floor(parse: Parse) -> dict[str, str]:
    """The floor as it stands now."""
    return {str(c.recipe): mask(c, s) for recipes in SAMPLE.values() for c, s in measured(recipes, parse)}
