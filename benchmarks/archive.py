"""What a run costs: throughput on one core and two, the runner's own share, memory over the length of a run.

    python benchmarks/archive.py                      about two minutes
    python benchmarks/archive.py --documents 50000    the whole of it

The documents are pages and texts drawn by the tests' kit, made different from each other by a number at their end. "One
core" is the whole run, reader and writer included, held to one core by the system's affinity.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import shutil
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import govreport_parser as gp
from govreport_parser.archive import Options, run
from govreport_parser.archive.progress import Progress
from kit import PRINTERS, STYLES, Recipe, make_text
from kit.make import HTML, make_page

DISTINCT = 150
PART = 200
"""Documents in a part of the memory run: small, so that a short run has many."""


class Sampler(Progress):
    """A progress that notes how much memory the run and its workers hold, by how far it is."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.samples: list[tuple[int, int]] = []
        self._next = 0.0

    def update(self, done: int, failed: int, total: int | None, *, end: bool = False) -> None:
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
        out.append((make_page(recipe) if flatten == HTML else make_text(recipe)).source)
    return out


def write(folder: Path, drawn: list[str], documents: int) -> list[str]:
    """Write ``documents`` different documents; the first 600 of them are returned."""
    sample = []
    for number in range(documents):
        text = f"{drawn[number % len(drawn)]}\n{'-' * 8}\n{number}号附件"
        path = folder / f"{number // 1000:03}" / f"{number:06}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if number < 600:
            sample.append(text)
    return sample


def parse_seconds(sample: list[str]) -> float:
    """The processor time of ``parse`` and its figures, a document."""
    data = [text.encode() for text in sample]
    for source in data[:50]:
        _ = gp.parse(source).figures
    began = time.process_time()
    for source in data:
        _ = gp.parse(source).figures
    return (time.process_time() - began) / len(data)


def timed(source: Path, out: Path, cores: int, sampler: Sampler | None = None) -> tuple[float, float]:
    """One run on so many cores: seconds by the clock, and seconds of processor time of all its processes."""
    pid = os.fork()
    if pid == 0:  # a child of its own, so that its fork server and workers are waited for and counted
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
        options = Options(jobs=cores, part_documents=PART if sampler else Options().part_documents)
        result = run([source], out, options, progress=sampler)
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
    number = count()
    try:
        drawn = draw()
        sample = write(folder / "timed", drawn, arguments.timed)
        each = parse_seconds(sample)
        print(f"parse and figures: {each * 1000:.2f} ms a document (one process)")
        one, one_cpu = timed(folder / "timed", folder / str(next(number)), 1)
        two, two_cpu = timed(folder / "timed", folder / str(next(number)), 2)
        for name, seconds, cpu in (("one core", one, one_cpu), ("two cores", two, two_cpu)):
            print(f"{name}: {arguments.timed / seconds:.0f} documents/s ({seconds:.1f} s, {cpu:.1f} s of processor)")
        print(f"two cores to one: {one / two:.2f}   (bar: at least 1.7)")
        own = 1 - each * arguments.timed / one_cpu
        print(f"the runner's own share of processor time: {own:.1%}   (bar: at most 15 %; start-up included)")
        write(folder / "long", drawn, arguments.documents)
        timed(folder / "long", folder / str(next(number)), 2, Sampler())
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
