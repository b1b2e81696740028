"""How fast: parse beside a bare scan of the same text, HTML beside lxml alone, the import, and where the time goes.

All in one run, so that the ratios are of the same machine at the same moment. ``python benchmarks/speed.py``
"""

from __future__ import annotations

import cProfile
import pstats
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html

import govreport_parser
from govreport_parser import parse

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures"
TEXT = FIXTURES / "2019" / "jinhe-county" / "source.txt"
PAGE = FIXTURES / "2021" / "one-zero-for-a-row" / "source.html"
SCAN = re.compile(r"\d+|[^\d\s]+")
PADDING = 120_000
"""Bytes of page furniture put around the example page, which is then as large as real ones are."""


def interleaved(seconds: float, *jobs: Callable[[], object]) -> list[float]:
    """The median time of each job in seconds, measured in turns so that a busy machine slows all alike."""
    times: list[list[float]] = [[] for _ in jobs]
    for job in jobs:
        job()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times[0]) < 5:
        for job, kept in zip(jobs, times, strict=True):
            begin = time.perf_counter()
            job()
            kept.append(time.perf_counter() - begin)
    return [statistics.median(kept) for kept in times]


def page() -> str:
    """The example page, with the menus and link lists of a real site around it."""
    item = '<li class="nav-item"><a href="/zwgk/fdzdgknr/{0}/index.html" title="栏目{0}">栏目{0}</a><span>{0}-01-15</span></li>'
    count = PADDING // len(item.format(1000).encode()) // 2
    lists = [
        "<ul>" + "\n".join(item.format(start + i) for i in range(count)) + "</ul>" for start in (1000, 1000 + count)
    ]
    return (
        PAGE.read_text(encoding="utf-8").replace("<body>", "<body>" + lists[0]).replace("</body>", lists[1] + "</body>")
    )


def import_time() -> float:
    """The import in a fresh interpreter, without the interpreter's own start, in seconds."""

    def run(code: str) -> float:
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - begin

    return min(run("import govreport_parser") for _ in range(7)) - min(run("pass") for _ in range(7))


def stages(source: str) -> list[tuple[str, float]]:
    """The share of each module of the library in one parse, by its own time and that of what it calls outside."""
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(30):
        parse(source)
    profile.disable()
    home = str(Path(govreport_parser.__file__).parent)
    shares: dict[str, float] = {}
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        if file.startswith(home):
            shares[file] = shares.get(file, 0) + own
        else:
            for (caller, _, _), (_, _, spent, _) in callers.items():
                if caller.startswith(home):
                    shares[caller] = shares.get(caller, 0) + spent
    total = sum(shares.values())
    ranked = sorted(shares.items(), key=lambda pair: -pair[1])
    return [(str(Path(file).relative_to(home)), spent / total) for file, spent in ranked]


def show_stages(name: str, source: str) -> None:
    print(f"\nwhere the time of {name} goes (profiled; own time of each module with what it calls outside the library)")
    for module, share in stages(source)[:12]:
        print(f"  {module:<24} {share:6.1%}")


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    text, html = TEXT.read_text(encoding="utf-8"), page()
    parsed, scanned = interleaved(seconds, lambda: parse(text), lambda: SCAN.findall(text))
    print(f"text: {len(text.encode()) / 1000:.1f} kB, one cell to a line")
    print(f"  parse {parsed * 1000:8.2f} ms   token scan {scanned * 1000:.3f} ms   ratio {parsed / scanned:.1f}")
    page_bytes = html.encode()
    parsed, read = interleaved(seconds, lambda: parse(page_bytes), lambda: lxml.html.document_fromstring(page_bytes))
    print(f"page: {len(page_bytes) / 1000:.1f} kB of HTML")
    print(f"  parse {parsed * 1000:8.2f} ms   lxml alone {read * 1000:.2f} ms   ratio {parsed / read:.2f}")
    print(f"import: {import_time() * 1000:.0f} ms over a bare interpreter")
    show_stages("the text", text)
    show_stages("the page", html)


if __name__ == "__main__":
    main()
