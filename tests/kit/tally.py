"""Make many documents, parse them, and add up what came of them."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field

from .damage import DAMAGES
from .flatten import absent
from .make import HTML, Case, Recipe, is_glued, make
from .print_html import STYLES
from .printers import PRINTERS
from .score import Score, score

Parse = Callable[[str], Any]
"""What is measured: a parser that gives an object with ``cells``."""

SPLIT = frozenset({"word", "wps"})
NODES = frozenset({"lxml-itertext", "bs4-newline", "bs4-strip", "bs4-space", "html-text"})
"""Flattenings that put a separator between the runs of a word as well."""

LAID_OUT = frozenset({"pdftotext", "pdf-lines"})
"""Flattenings in which the cells of one row stand on several lines."""

TWO_WAYS = frozenset({"spaced-thousands"})
"""Styles in which what is printed has two readings: 12 345 is one number or two, and table two has no sums to tell."""

WEIGHTS: Mapping[str, float] = {
    HTML: 30,
    "lxml-itertext": 5,
    "bs4-newline": 5,
    "bs4-strip": 4,
    "bs4-space": 4,
    "bs4-nothing": 4,
    "innertext": 3,
    "html2text": 4,
    "trafilatura": 3,
    "markdownify": 2,
    "inscriptis": 3,
    "html-text": 3,
    "resiliparse": 3,
    "w3m": 2,
    "w3m-80": 2,
    "lynx": 2,
    "pandoc": 1,
    "pdftotext": 0.1,
} | dict.fromkeys(PRINTERS, 4.0)
"""How many documents of each flattening are made, in proportion. Tools that are slow to start come rarely."""


def group(recipe: Recipe) -> str:
    """The line of the table a document belongs to: its flattening, and whether words were cut in pieces by it."""
    if recipe.flatten in NODES and recipe.style in SPLIT:
        return f"{recipe.flatten}, runs"
    return recipe.flatten


ERRORS = frozenset({"printed-error"})
"""Damage that breaks an identity, by which nothing can be told any more: not one of two."""


def plan(documents: int, seed: int, only: Iterable[str] = (), *, two: bool = False) -> list[Recipe]:
    """Recipes for a run: half undamaged, styles and damages evenly, one in twenty from the typed sets.

    ``only`` keeps flattenings, styles and damages of these names (each kind that is named at all). With ``two``, every
    document has two damages.
    """
    rng = random.Random(seed)
    wanted = set(only)
    lacking = absent()
    flattens = {f: w for f, w in WEIGHTS.items() if f not in lacking and (not wanted & set(WEIGHTS) or f in wanted)}
    styles = [s for s in STYLES if not wanted & set(STYLES) or s in wanted]
    damages = [d for d in DAMAGES if not wanted & set(DAMAGES) or d in wanted]
    out: list[Recipe] = []
    for i in range(documents):
        flatten = rng.choices(list(flattens), list(flattens.values()))[0]
        damage = rng.choice(damages) if "none" not in damages or rng.random() < 0.55 else "none"
        if two:
            damage = "+".join(rng.sample([d for d in damages if d != "none" and d not in ERRORS], 2))
        number = -rng.randint(1, 10) if rng.random() < 0.05 else seed * 10**7 + i
        out.append(Recipe(number, rng.choice(styles), flatten, damage))
    return out


TARGETS: Mapping[str, tuple[float, float]] = {
    "pages": (99.9, 99),
    "text, separated": (99.9, 99),
    "text, glued, tables 3+4": (97, 0),
    "one number lost": (99, 0),
}
"""What is aimed at: the share of cells right, and of documents wholly right, in per cent."""


def target(case: Case) -> str:
    """The target a document belongs to, or an empty string.

    *Separated* is text in which every cell kept a separator of its own and no more than that: not the pieces of words
    that a tool set on lines of their own, not a layout in which cells of one row stand on several lines (:data:`LAID_OUT`), nor
    text in which numbers are missing or cut (trafilatura drops lines that it has seen before, inscriptis sets a space
    between the runs of a word): that is told from the text itself (``case.intact``). Numbers with a space inside
    (:data:`TWO_WAYS`) are in no target.
    """
    recipe = case.recipe
    split = recipe.flatten in NODES and recipe.style in SPLIT
    lossy = recipe.flatten in LAID_OUT or not case.intact or recipe.style in TWO_WAYS
    if is_glued(recipe):
        return "text, glued, tables 3+4" if recipe.damage == "none" else ""
    if recipe.damage == "number-lost":
        return "" if split or lossy else "one number lost"
    if recipe.damage != "none" or split or lossy:
        return ""
    return "pages" if recipe.flatten == HTML else "text, separated"


@define
class Tally:
    """What came of a run, by flattening (undamaged documents) and by damage (every flattening)."""

    by_flatten: dict[str, Score] = field(factory=dict)
    by_damage: dict[str, Score] = field(factory=dict)
    by_style: dict[str, Score] = field(factory=dict)
    by_target: dict[str, Score] = field(factory=dict)
    seconds: defaultdict[str, float] = field(factory=lambda: defaultdict(float))
    size: Counter[str] = field(factory=Counter)
    misses: list[tuple[str, str, str, str, str]] = field(factory=list)
    """``(recipe, path, got, expected, status)`` of every cell that is certain and wrong."""
    unsure: list[tuple[int, str, str]] = field(factory=list)
    """``(how many, recipe, first path)`` of every document with cells that are not certain."""
    crashes: list[tuple[str, str]] = field(factory=list)

    def add(self, case: Case, got: Score, seconds: float, cells: Mapping[str, Any]) -> None:
        """Count one document."""
        recipe = case.recipe
        damages = recipe.damage.split("+")
        keys = [(self.by_damage, damage) for damage in damages]
        if recipe.damage == "none":
            keys.append((self.by_flatten, group(recipe)))
            keys += [(self.by_style, recipe.style)] if recipe.flatten == HTML else []
        if name := target(case):
            tables = ("applications.", "disputes.") if "tables 3+4" in name else ("",)
            known = self.by_target.get(name, Score())
            self.by_target[name] = known + got.within(case.truth, tables, case.gone)
        for table, key in keys:
            table[key] = table.get(key, Score()) + got
        for name in (f"flatten {group(recipe)}", *[f"damage {damage}" for damage in damages]):
            self.seconds[name] += seconds
            self.size[name] += len(case.source)
        if got.unsure:
            self.unsure.append((got.owned, str(recipe), got.unsure[0]))
        for miss in got.misses:
            status = str(cells[miss.path].status)
            self.misses.append((str(recipe), miss.path, str(miss.got), str(miss.expected), status))

    def merge(self, other: Tally) -> None:
        """Add another run."""
        for name in ("by_flatten", "by_damage", "by_style", "by_target"):
            mine, theirs = getattr(self, name), getattr(other, name)
            for key, value in theirs.items():
                mine[key] = mine.get(key, Score()) + value
        for name, seconds in other.seconds.items():
            self.seconds[name] += seconds
        self.size += other.size
        self.misses += other.misses
        self.unsure += other.unsure
        self.crashes += other.crashes


LIMIT = 10.0
"""Seconds for one document; a parser that takes longer is stopped and counted among the crashes."""


def _stop(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"more than {LIMIT:.0f} s")


def run(recipes: Iterable[Recipe], parse: Parse) -> Tally:
    """Make every document, parse it, score it. A parser that raises or does not end is counted, never hidden."""
    tally = Tally()
    signal.signal(signal.SIGALRM, _stop)
    for case in make(recipes):
        start = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, LIMIT)
        try:
            cells = parse(case.source).cells
        except Exception as error:  # noqa: BLE001  # whatever a parser raises is what is being counted
            tally.crashes.append((str(case.recipe), f"{type(error).__name__}: {error}"))
            cells = {}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        seconds = time.perf_counter() - start
        tally.add(case, score(cells, case.truth, case.gone, case.beyond), seconds, cells)
    return tally


def batches(recipes: list[Recipe], size: int = 60) -> Iterator[list[Recipe]]:
    """Recipes in batches of one flattening, for sharing out among processes."""
    ordered = sorted(recipes, key=lambda r: r.flatten)
    start = 0
    for i in range(1, len(ordered) + 1):
        if i == len(ordered) or ordered[i].flatten != ordered[start].flatten or i - start == size:
            yield ordered[start:i]
            start = i
