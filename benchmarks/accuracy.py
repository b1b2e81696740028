"""How much comes back, and what comes back wrong in silence: by flattening, by damage, beside other tools.

    python benchmarks/accuracy.py --cells 1000000 --jobs 2

Every document is fixed by a recipe ``seed/style/flatten/damage``; ``--recipe`` makes one again and shows what is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

import peers  # noqa: E402

from kit import facts, tally  # noqa: E402
from kit.flatten import absent  # noqa: E402
from kit.make import HTML, Case, Recipe, make  # noqa: E402
from kit.score import Score, score  # noqa: E402

HEAD = f"{'':24}{'cells':>9}{'right %':>9}{'owned %':>9}{'WRONG':>7}{'beyond':>8}{'docs':>7}{'whole %':>9}{'us/kB':>8}"


def ours(source: str | bytes) -> Any:
    """The library."""
    from govreport_parser import parse

    return parse(source)


def _job(recipes: list[Recipe]) -> tally.Tally:
    return tally.run(recipes, ours)


def measure(recipes: list[Recipe], jobs: int) -> tally.Tally:
    """Run all recipes, shared out among processes."""
    total = tally.Tally()
    shares = list(tally.batches(recipes))
    if jobs == 1:
        for share in shares:
            total.merge(_job(share))
        return total
    with ProcessPoolExecutor(jobs) as pool:
        for part in pool.map(_job, shares):
            total.merge(part)
    return total


def line(name: str, got: Score, rate: float | None = None) -> str:
    """One line of the table."""
    cells, documents = max(got.cells, 1), max(got.documents, 1)
    speed = f"{rate:8.0f}" if rate is not None else " " * 8
    return (
        f"{name:24}{got.cells:9}{100 * got.right / cells:9.3f}{100 * got.owned / cells:9.3f}{got.wrong:7}{got.beyond:8}"
        f"{got.documents:7}{100 * got.whole / documents:9.2f}{speed}"
    )


def table(total: tally.Tally) -> Iterable[str]:
    """The whole table."""

    def rate(name: str) -> float:
        return 1e6 * total.seconds[name] / max(total.size[name] / 1000, 1e-9)

    yield HEAD
    yield "by flattening (undamaged; speed over all documents, per thousand characters)"
    yield from (line(n, s, rate(f"flatten {n}")) for n, s in sorted(total.by_flatten.items()))
    yield "pages by authoring style (undamaged, parsed as HTML)"
    yield from (line(n, s) for n, s in sorted(total.by_style.items()))
    yield "by damage (every flattening)"
    yield from (line(n, s, rate(f"damage {n}")) for n, s in total.by_damage.items())
    yield line("all", sum(total.by_damage.values(), Score()))
    yield "targets (least share of cells right, and of documents wholly right)"
    for name, (cells, documents) in tally.TARGETS.items():
        if name in total.by_target:
            yield f"{line(name, total.by_target[name])}   at least {cells:g} %, {documents:g} %"


def compare(seed: int, documents: int) -> Iterable[str]:
    """The peers and the library on the same documents: tables three and four, undamaged and damaged."""
    names = peers.versions()
    tasks: list[tuple[str, Callable[[str], Any], tuple[str, ...]]] = [
        ("by_position", peers.by_position, ("one-per-line", "bs4-newline", "tab-rows")),
        ("by_label", peers.by_label, ("one-per-line", "bs4-newline", "tab-rows")),
    ]
    if names["read_html"]:
        tasks.insert(0, ("read_html", peers.read_html, (HTML,)))
    yield f"peers (tables three and four; for pages table three), {documents} documents each, half of them damaged"
    for name, peer, kinds in tasks:
        cases = list(make(tally.plan(documents, seed, kinds)))
        yield _compared(names[name], peer, cases)
        yield _compared("  govreport_parser", _values, cases)


def _compared(who: str, call: Callable[[str], Any], cases: list[Case]) -> str:
    seconds, total = 0.0, Score()
    for case in cases:
        start = time.perf_counter()
        got = call(case.source)
        seconds += time.perf_counter() - start
        tables = ("applications",) if case.recipe.flatten == HTML else ("applications", "disputes")
        truth = {p: e for p, e in case.truth.items() if p.startswith(tables)}
        cells = {p: SimpleNamespace(certain=True, value=v) for p, v in got.items() if p.startswith(tables)}
        total += score(cells, truth, case.gone, case.beyond)
    return line(who[:24], total, 1e6 * seconds / (sum(len(c.source) for c in cases) / 1000))


def _values(source: str) -> dict[str, Any]:
    return {p: c.value for p, c in ours(source).cells.items() if c.certain}


def _fastest(call: Callable[[], object], times: int = 7) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def ratios(seed: int) -> Iterable[str]:
    """The time of parse against bare tools on the same input: minima of several runs, summed over documents."""
    import lxml.html

    scan = re.compile(r"\d+|[^\d\s]+")
    styles = ("word", "word", "wps", "wps", "word", "wps")
    pages = [c.source.encode() for c in make(Recipe(seed + i, s, HTML) for i, s in enumerate(styles))]
    texts = [c.source for c in make(Recipe(seed + i, "plain", "seed-shape") for i in range(8))]
    yield _ratio("HTML: parse / lxml (bar: at most 2.5)", pages, lxml.html.document_fromstring)
    yield _ratio("text: parse / token scan (bar: at most 8)", texts, scan.findall)
    if peers.versions()["read_html"]:
        strings = [p.decode() for p in pages]
        yield _ratio("HTML: parse / pandas.read_html (bar: at most 0.2)", strings, peers.read_html)


def _ratio(name: str, sources: Sequence[Any], base: Callable[[Any], object]) -> str:
    found = [(_fastest(partial(ours, s)), _fastest(partial(base, s))) for s in sources]
    mine, other = (sum(pair[i] for pair in found) for i in (0, 1))
    size = sum(map(len, sources)) / len(sources) / 1000
    return f"{name}: {mine / other:.2f}, {1000 * mine / len(found):.2f} ms for {size:.0f} thousand bytes or characters"


def failures(total: tally.Tally, limit: int) -> Iterable[str]:
    """The wrong cells, most frequent kind first, each with the recipe that makes the document again."""
    kinds = Counter((r.split("/")[2], r.split("/")[3]) for r, *_ in total.misses)
    for (flatten, damage), count in kinds.most_common(limit):
        chosen = [m for m in total.misses if m[0].endswith(f"/{flatten}/{damage}")]
        yield f"{count:6} wrong cells: {flatten} / {damage} in {len({m[0] for m in chosen})} documents"
        yield from (f"         {r}  {p}: got {g} ({s}), printed {e}" for r, p, g, e, s in chosen[:6])
    for recipe, error in total.crashes[:limit]:
        yield f"  crash {recipe}  {error}"


def open_cells(total: tally.Tally, limit: int) -> Iterable[str]:
    """Where most cells are not certain: by flattening and damage, with the worst documents."""
    counts: Counter[tuple[str, str]] = Counter()
    for count, recipe, _ in total.unsure:
        counts[recipe.split("/")[2], recipe.split("/")[3]] += count
    for (flatten, damage), count in counts.most_common(limit):
        chosen = sorted((u for u in total.unsure if u[1].endswith(f"/{flatten}/{damage}")), reverse=True)
        yield f"{count:6} not certain: {flatten} / {damage} in {len(chosen)} documents"
        yield from (f"         {n:4} {recipe}  from {path}" for n, recipe, path in chosen[:3])


def show(recipe: Recipe) -> Iterable[str]:
    """One document again: its text, and its cells that are not right."""
    case = next(iter(make([recipe])))
    got = score(cells := ours(case.source).cells, case.truth, case.gone, case.beyond)
    yield case.source
    yield line(str(recipe), got)
    yield from (f"wrong {m.path}: {cells[m.path]}, printed {m.expected}" for m in got.misses)
    yield from (f"owned {p}: {cells.get(p)}, printed {case.truth[p].value}" for p in got.unsure)


def raise_floor() -> int:
    """Write the floor, saying what it gains and loses against the one that stands."""
    from kit.floor import measure_floor

    target = ROOT / "benchmarks" / "floor.json"
    old = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    new = measure_floor(ours)
    target.write_text(json.dumps(new, indent=0) + "\n", encoding="utf-8")
    for word, a, b in (("gained", old, new), ("lost", new, old)):
        cells = sum((int(a.get(k, "0"), 16) & ~int(b.get(k, "0"), 16)).bit_count() for k in new)
        print(f"{word} {cells} cells")
    return 0


def main() -> int:
    """Run, print, and end with 1 when anything is wrong in silence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cells", type=int, default=60_000, help="about how many cells (a full run: 1000000)")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=(), help="names of flattenings, styles and damages to keep")
    parser.add_argument("--two", action="store_true", help="two damages in every document; each is counted under both")
    parser.add_argument("--peers", type=int, default=60, help="documents for each peer; 0 leaves them out")
    parser.add_argument("--wrong", type=int, default=20, help="how many kinds of failure to list")
    parser.add_argument("--open", type=int, default=0, help="how many kinds of not certain cells to list")
    parser.add_argument("--recipe", type=Recipe.parse, help="seed/style/flatten/damage: show this document")
    parser.add_argument("--raise-floor", action="store_true", help="measure the pinned sample and write floor.json")
    options = parser.parse_args()
    if options.raise_floor:
        return raise_floor()
    if options.recipe:
        print("\n".join(show(options.recipe)))
        return 0
    for name, lack in absent().items():
        print(f"left out: {name} needs {lack}")
    if lack := facts.absent():
        print(f"left out: {lack}")
    recipes = tally.plan(options.cells // 190, options.seed, options.only, two=options.two)
    total = measure(recipes, options.jobs)
    print("\n".join(table(total)))
    if options.peers:
        print("\n".join(compare(options.seed, options.peers)))
    print("\n".join(ratios(options.seed)))
    print("\n".join(failures(total, options.wrong)))
    if options.open:
        print("\n".join(open_cells(total, options.open)))
    return 1 if total.misses or total.crashes else 0


if __name__ == "__main__":
    sys.exit(main())
