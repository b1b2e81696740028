"""What a run costs: throughput on one core and two, the runner's own share, memory over the length of a run.

    python benchmarks/archive.py                      about two minutes
    python benchmarks/archive.py --documents 50000    the whole of it

The documents are pages and texts drawn by the tests' kit, made different from each other by a number at their end; pages
have as much furniture around the article (menus, links, scripts) as real ones, about 60 KB. "One
core" is the whole run, reader and writer included, held to one core by the system's affinity.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import shutil
import struct
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from attrs import field, frozen

import govreport_parser as gp
from govreport_parser.archive import Options, run
from govreport_parser.archive.progress import Progress
from kit import PRINTERS, STYLES, Recipe, make_text
from kit.make import HTML, make_page

DISTINCT = 150
MENU = "".join(
    f'<li class="nav-item"><a href="/zwgk/{i}/index.html" target="_blank" title="栏目{i}">栏目{i}</a></li>'
    for i in range(480)
)
SCRIPT = "var stat = stat || {}; stat.page = {id: 0, node: 0, time: 0}; /* counts visits */\n" * 150
FURNITURE = f'<body><script>{SCRIPT}</script><div class="header"><ul>{MENU}</ul></div>'
PART = 200
"""Documents in a part of the memory run: small, so that a short run has many."""


class Sampler(Progress):
    """A progress that notes how much memory the run and its workers hold, by how far it is."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.samples: list[tuple[int, int]] = []
        self._next = 0.0

    def update(self, done: int, failed: int, total: int | None, *, end: bool = False) -> None:  # noqa: ARG002
        """Take a sample ten times a second."""
        if time.monotonic() >= self._next or end:
            self._next = time.monotonic() + 0.1
            self.samples.append((done, resident()))


def resident() -> int:
    """The resident memory of this process and those below it, in bytes."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    own = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in own} - own:
        own |= more
    total = 0
    for pid in own:
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            continue
    return total * resource.getpagesize()


def draw() -> list[str]:
    """Some distinct documents: two pages to one text, in every style."""
    out = []
    for seed in range(DISTINCT):
        flatten = HTML if seed % 3 else list(PRINTERS)[seed // 3 % len(PRINTERS)]
        recipe = Recipe(seed, list(STYLES)[seed % len(STYLES)], flatten)
        source = (make_page(recipe) if flatten == HTML else make_text(recipe)).source
        out.append(source.replace("<body>", FURNITURE, 1))
    return out


def write(folder: Path, drawn: list[str], documents: int) -> None:
    """Write ``documents`` different documents."""
    for number in range(documents):
        text = f"{drawn[number % len(drawn)]}\n{'-' * 8}\n{number}号附件"
        path = folder / f"{number // 1000:03}" / f"{number:06}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@frozen
class Clocked:
    """``parse`` and its figures, with the processor time they take noted in a file for each worker."""

    folder: str
    totals: dict[str, float] = field(factory=lambda: {"seconds": 0.0})

    def __call__(self, source: bytes | str, *, encoding: str | None = None) -> gp.Report:
        """See :func:`govreport_parser.parse`."""
        began = time.thread_time()
        report = gp.parse(source, encoding=encoding)
        _ = report.figures
        self.totals["seconds"] += time.thread_time() - began
        if "file" not in self.totals:
            self.totals["file"] = os.open(f"{self.folder}/{os.getpid()}", os.O_RDWR | os.O_CREAT)
        os.pwrite(int(self.totals["file"]), struct.pack("d", self.totals["seconds"]), 0)
        return report

    def total(self) -> float:
        """Seconds in ``parse``, over all workers that have run."""
        return sum(struct.unpack("d", path.read_bytes())[0] for path in Path(self.folder).iterdir())


def timed(
    source: Path, out: Path, cores: int, sampler: Sampler | None = None, parse: Clocked | None = None
) -> tuple[float, float]:
    """One run on so many cores: seconds by the clock, and seconds of processor time of all its processes."""
    pid = os.fork()
    if pid == 0:  # a child of its own, so that its fork server and workers are waited for and counted
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
        options = Options(jobs=cores, part_documents=PART if sampler else Options().part_documents)
        result = run([source], out, options, progress=sampler, parse=parse)
        if sampler:
            report_memory(sampler.samples, sum(result.counts.values()))
        sys.stdout.flush()
        os._exit(0 if result.complete else 1)
    began = time.monotonic()
    _, status, usage = os.wait4(pid, 0)
    seconds, cpu = time.monotonic() - began, usage.ru_utime + usage.ru_stime
    if status:
        raise SystemExit("the run did not end well")
    while True:  # the fork server and what it has waited for come to us
        try:
            usage = os.wait4(-1, 0)[2]
        except ChildProcessError:
            return seconds, cpu
        cpu += usage.ru_utime + usage.ru_stime


def alone(documents: list[Path]) -> float:
    """Seconds of processor that ``parse`` and its figures take, called one by one in one process that does nothing else.

    What it costs to let go of a report is in it, as it is for everybody who parses; in a run it counts as the runner's.
    """
    sources = [path.read_bytes() for path in documents]
    for source in sources[:DISTINCT]:  # as in a run, what is made once only has been made
        _ = gp.parse(source).figures
    began = time.process_time()
    for source in sources:
        _ = gp.parse(source).figures
    return time.process_time() - began


def report_memory(samples: list[tuple[int, int]], documents: int) -> None:
    peaks = [max((rss for done, rss in samples if i <= done * 10 / documents < i + 1), default=0) for i in range(11)]
    shown = " ".join(f"{peak / 2**20:.0f}" for peak in peaks[:10])
    print(f"memory by tenth of the run, MB (peak): {shown}")
    if peaks[1]:
        print(f"last tenth to second tenth: {max(peaks[9], peaks[10]) / peaks[1]:.3f}   (bar: at most 1.10)")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=4000, help="of the memory run (default: 4000)")
    parser.add_argument("--timed", type=int, default=1500, help="of each timed run (default: 1500)")
    arguments = parser.parse_args()
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: orphans of a run are ours to wait for
    folder = Path(tempfile.mkdtemp(prefix="govreport-bench-"))
    try:
        measure(folder, arguments.timed, arguments.documents)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, documents: int, long: int) -> None:
    drawn = draw()
    write(folder / "timed", drawn, documents)
    write(folder / "one", drawn, 1)
    started = min(timed(folder / "one", folder / f"out one {i}", 1)[1] for i in range(3))
    print(f"start-up: {started:.1f} s of processor (a run over one document, the least of three)")
    took = {}
    for cores in (1, 2):
        took[cores], cpu = timed(folder / "timed", folder / f"out {cores}", cores)
        rate = documents / took[cores]
        print(f"{cores} core{'s'[: cores - 1]}: {rate:.0f} documents/s, {took[cores]:.1f} s, {cpu:.1f} s of processor")
    print(f"two cores to one: {took[1] / took[2]:.2f}   (bar: at least 1.7, on a quiet machine)")
    (folder / "clock").mkdir()
    clocked = Clocked(str(folder / "clock"))
    cpu = timed(folder / "timed", folder / "out clocked", 1, parse=clocked)[1] - started
    each = clocked.total() / documents * 1000
    print(
        f"parse and figures, in the run: {each:.2f} ms a document; the rest of the run beyond start-up: "
        f"{1 - clocked.total() / cpu:.1%}   (bar: 15 %)"
    )
    by_itself = alone(sorted((folder / "timed").rglob("*.html")))
    print(
        f"parse and figures, one by one in a process of their own: {by_itself / documents * 1000:.2f} ms a document; "
        f"what a run takes more: {1 - by_itself / cpu:.1%}"
    )
    write(folder / "long", drawn, long)
    timed(folder / "long", folder / "out long", 2, Sampler())


if __name__ == "__main__":
    main()
