"""How fast: parse beside a bare scan of the same text, HTML beside lxml and pandas, the import, and where the time goes.

All in one run, so that the ratios are of the same machine at the same moment:
``python benchmarks/speed.py [SECONDS [TEXT ...]]`` times further texts from files, too.

Pages are of every way in which reports are written: without ornaments, by Word, by WPS, by content management systems,
pretty-printed. A small one gets the scripts and menus of a real site. The fixture is a page with one zero for a whole row,
whose tables are read the long way.

These are timed over and over. An archive holds each document once, and what is kept from one to the next helps less there:
the lines "first time" are of many drawn reports, each parsed once, and give the middle of their ratios.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import lxml.html

import govreport_parser
from govreport_parser import parse

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from kit.make import Recipe, make_page, make_text  # noqa: E402

FIXTURES = ROOT / "tests" / "fixtures"
TEXT = FIXTURES / "2019" / "jinhe-county" / "source.txt"
PAGE = FIXTURES / "2021" / "one-zero-for-a-row" / "source.html"
STYLES = ("plain", "pretty", "cms", "wps", "word")
SEEDS = range(100, 160)
"""Of the documents that are parsed once."""
SCAN = re.compile(r"\d+|[^\d\s]+")
PADDING = 120_000
"""Bytes of page furniture put around the example page, which is then as large as real ones are."""
SMALL = 60_000
"""A page of fewer bytes is put into the furniture of a site."""


def interleaved(seconds: float, *jobs: Callable[[], object]) -> list[float]:
    """The shortest time of each job in seconds, measured in turns: what else the machine does only ever adds."""
    times: list[list[float]] = [[] for _ in jobs]
    for job in jobs:
        job()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times[0]) < 5:
        for job, kept in zip(jobs, times, strict=True):
            begin = time.perf_counter()
            job()
            kept.append(time.perf_counter() - begin)
    return [min(kept) for kept in times]


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


def styled(style: str, seed: int = 5) -> str:
    """A drawn report as pages of this style print it, of 60 to 170 thousand bytes."""
    source = make_page(Recipe(seed, style, "html", "none")).source
    if len(source.encode()) >= SMALL:
        return source
    line = 'function f{0}(a,b){{if(a<b){{return a+{0};}}var s="<div>"+a+"</div>";return s;}}\n'
    item = '<li class="nav"><a href="/zwgk/{0}.html" title="栏目{0}">栏目名称{0}</a></li>\n'
    script = "<script>" + "".join(line.format(i) for i in range(500)) + "</script>"
    menu = "<ul>" + "".join(item.format(i) for i in range(450)) + "</ul>"
    return re.sub("<body[^>]*>", lambda body: body[0] + script + menu, source, count=1)


def show_pages(seconds: float, pages: dict[str, str]) -> None:
    """Each page beside lxml, which makes a tree of it, and pandas, which takes its tables."""
    print(f"{'page':<10} {'kB':>6} {'parse':>9} {'lxml alone':>11} {'ratio':>6} {'of pandas.read_html':>20}")
    for name, source in pages.items():
        data = source.encode()
        parsed, tree = interleaved(seconds, lambda d=data: parse(d), lambda d=data: lxml.html.document_fromstring(d))
        shown = (
            f"{name:<10} {len(data) / 1000:>6.1f} {parsed * 1000:>6.2f} ms {tree * 1000:>8.2f} ms {parsed / tree:>6.2f}"
        )
        print(f"{shown} {beside_pandas(seconds, source):>20}")


def beside_pandas(seconds: float, source: str) -> str:
    """Our time as a part of the time of ``pandas.read_html``."""
    try:
        import pandas as pd
    except ImportError:
        return "not installed"
    data = source.encode()
    ours, theirs = interleaved(seconds, lambda: parse(data), lambda: pd.read_html(io.BytesIO(data), encoding="utf-8"))
    return f"{ours / theirs:.3f}"


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


def show_texts(seconds: float, texts: dict[str, str]) -> None:
    """Each text beside a bare scan of its tokens."""
    print(f"{'text':<28} {'kB':>6} {'parse':>9} {'token scan':>12} {'ratio':>6}")
    for name, text in texts.items():
        parsed, scanned = interleaved(seconds, lambda t=text: parse(t), lambda t=text: SCAN.findall(t))
        print(
            f"{name:<28} {len(text.encode()) / 1000:>6.1f} {parsed * 1000:>6.2f} ms {scanned * 1000:>9.3f} ms"
            f" {parsed / scanned:>6.1f}"
        )


def show_first(documents: dict[str, list[Any]], scans: dict[str, Callable[[Any], object]]) -> None:
    """The middle of the ratios of documents that have not been parsed before."""
    print(f"{'first time':<28} {'parse':>9} {'ratio':>20}")
    for name, sources in documents.items():
        times = [timed_once(source, scans[name]) for source in sources]
        took, ratio = median(parsed for parsed, _ in times), median(parsed / scanned for parsed, scanned in times)
        print(f"{f'{len(times)} {name}':<28} {took * 1000:>6.2f} ms {ratio:>20.2f}")


def timed_once(source: Any, scan: Callable[[Any], object]) -> tuple[float, float]:
    """How long one parse of a document takes, and a bare scan of the same, in seconds."""
    begin = time.perf_counter()
    parse(source)
    parsed = time.perf_counter() - begin
    (scanned,) = interleaved(0, lambda: scan(source))
    return parsed, scanned


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    text, html = TEXT.read_text(encoding="utf-8"), page()
    texts = {
        "nearly only cells": text,
        "a blank line between cells": make_text(Recipe(5, "plain", "seed-shape")).source,
    }
    show_texts(seconds, texts | {Path(file).name: Path(file).read_text(encoding="utf-8") for file in sys.argv[2:]})
    show_pages(seconds, {style: styled(style) for style in STYLES} | {"fixture": html})
    show_first(
        {
            "texts": [make_text(Recipe(seed, "plain", "seed-shape")).source for seed in SEEDS],
            "pages": [styled("plain", seed).encode() for seed in SEEDS],
        },
        {"texts": SCAN.findall, "pages": lxml.html.document_fromstring},
    )
    print(f"import: {import_time() * 1000:.0f} ms over a bare interpreter")
    show_stages("the text", text)
    show_stages("the page", html)


if __name__ == "__main__":
    main()
