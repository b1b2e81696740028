"""The local run: sources in, a data set out, on every core, in bounded memory, resumable at any moment."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from . import finish, tables
from .claim import begin, claim, locked
from .entries import Entry
from .intake import Chunk, Intake, Part, id_line
from .manifest import Conflict, Manifest
from .manifest import Part as Committed
from .options import Options
from .pool import Done, GivenUp, Job, Pool
from .progress import Progress
from .schema import pa
from .sources import entries, resolve
from .where import Where, compile_where
from .worker import Setup

OPEN_PARTS = 16
"""Parts under way at a time: how far the run may be ahead of its slowest document."""
POLL_SECONDS = 0.25


@frozen
class RunResult:
    """How a run ended. ``counts`` are documents by outcome, over the whole data set so far."""

    out: Path
    counts: dict[str, int]
    complete: bool
    resumed: bool
    untouched: bool = False
    """Whether the data set was complete before: nothing was read again, and nothing new."""
    warnings: tuple[str, ...] = ()
    """What was asked for and not found: no document at all, a field that none has."""

    @property
    def failed(self) -> int:
        """How many documents failed."""
        return self.counts.get("failed", 0)


@define(eq=False)
class _Open:
    """A chunk whose rows are being parsed."""

    chunk: Chunk
    left: set[int]
    outputs: list[tuple[tuple[int, ...], Any]] = field(factory=list)


def run(
    sources: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    options: Options = Options(),  # noqa: B008  # frozen
    *,
    parse: Callable[..., Any] | None = None,
    progress: Progress | None = None,
) -> RunResult:
    """Parse every document of ``sources`` into the data set ``out``; go on where an earlier, broken-off run stopped.

    A data set that is complete stays as it is, whatever has come to its sources: ``untouched`` says so in the result.

    ``parse`` stands in for :func:`govreport_parser.parse` and must be picklable. An interrupt (Ctrl-C) ends the run
    cleanly with ``complete`` false. Raises ``FileNotFoundError`` for a source that is not there, ``ValueError`` for
    options that cannot be, and :class:`~govreport_parser.archive.manifest.Conflict` where ``out`` holds something
    else. Worker processes are started, so a script must guard its call with ``if __name__ == "__main__":``.
    """
    paths = resolve(tuple(os.fspath(source) for source in sources))
    where = compile_where(options.where)
    folder = Path(out)
    claim(folder, paths)
    with locked(folder):
        manifest = Manifest(folder)
        try:
            resumed = begin(manifest, paths, options)
            if manifest.get("state") == "complete":
                return evolve(_result(folder, manifest, resumed=True), untouched=True)
            found = islice(filter(where, entries(paths, options)), options.limit)
            job = _Run(folder, manifest, options, found, progress or Progress(quiet=True))
            complete = job.work(Setup(options.figures, options.texts, options.limits.worker_bytes, parse=parse))
            if complete:
                finish.finish(folder, manifest, options, [os.fspath(path) for path in paths])
            return evolve(_result(folder, manifest, resumed=resumed), warnings=_warnings(paths, where, options))
        finally:
            manifest.close()


def _warnings(paths: list[Path], where: Where, options: Options) -> tuple[str, ...]:
    if where.seen:
        return tuple(where.doubts())
    names = f" named {' or '.join(options.include)}" if options.include else ""
    return (f"no document{names} was found in {', '.join(map(str, paths))}",)


def _result(folder: Path, manifest: Manifest, *, resumed: bool) -> RunResult:
    counts: Counter[str] = Counter()
    for part in manifest.parts():
        counts.update(part.counts)
    return RunResult(folder, dict(sorted(counts.items())), manifest.get("state") == "complete", resumed)


class _Run:
    """One run, from the first uncommitted part on."""

    def __init__(
        self, folder: Path, manifest: Manifest, options: Options, found: Iterator[Entry], progress: Progress
    ) -> None:
        self._folder, self._manifest, self._options, self._progress = folder, manifest, options, progress
        self._kind = tables.SUFFIX[options.format]
        done = manifest.parts()
        tables.sweep(folder, len(done))
        _skip(found, done)
        first = sum(part.documents for part in done)
        self._failed = sum(part.counts.get("failed", 0) for part in done)
        self._intake = Intake(found, options, manifest, len(done), first)
        self._open: dict[int, _Open] = {}
        self._numbers = iter(range(1 << 62))
        self._written: dict[int, Committed] = {}

    def work(self, setup: Setup) -> bool:
        """Parse and write until nothing is left; false when interrupted."""
        with Pool(self._options.jobs or cores(), setup, self._options.limits.timeout) as pool:
            try:
                self._loop(pool)
            except KeyboardInterrupt:
                return False
            finally:
                self._progress.close()
        return True

    def _loop(self, pool: Pool) -> None:
        chunks = iter(self._intake)
        more = True
        while more or not pool.idle():
            while more and pool.room() and len(self._intake.parts()) <= OPEN_PARTS:
                try:
                    chunk = next(chunks)
                except StopIteration:
                    more = False
                    break
                if chunk is None:
                    break
                self._submit(pool, chunk)
            for event in pool.poll(0 if more and pool.room() else POLL_SECONDS):
                self._finished(event)
            self._write()
            self._show()
        self._write()
        self._show(end=True)

    def _submit(self, pool: Pool, chunk: Chunk) -> None:
        number = next(self._numbers)
        everything = tuple(range(len(chunk.rows)))
        self._open[number] = _Open(chunk, set(everything))
        pool.submit(Job(number, everything, chunk.batch()))
        chunk.rows = [{"id": row["id"]} for row in chunk.rows]  # the contents are with the worker now

    def _finished(self, event: Done | GivenUp) -> None:
        if isinstance(event, Done):
            number, rows = event.job.chunk, event.job.rows
            state = self._open[number]
            state.outputs.append((rows, event.output))
            self._note(state.chunk, event.output)
        else:
            number, rows = event.chunk, (event.row,)
            state = self._open[number]
            self._fail(state.chunk, event.row, event.reason, event.detail)
        state.left.difference_update(rows)
        if not state.left:
            del self._open[number]
            state.chunk.part.outputs[state.chunk.number] = _in_order(state.outputs)

    def _note(self, chunk: Chunk, output: Any) -> None:
        """Write down what became of each document of an output batch."""
        part = chunk.part
        names = ("id", "outcome", "error")
        for id_, outcome, error in zip(*(output.column(n).to_pylist() for n in names), strict=True):
            row = part.rows[int(id_) - part.first]
            row["outcome"] = outcome
            if outcome == "failed":
                self._failed += 1
                row |= {"reason": "memory" if error.startswith("MemoryError") else "error", "detail": error}

    def _fail(self, chunk: Chunk, index: int, reason: str, detail: str) -> None:
        self._failed += 1
        row = chunk.part.rows[int(chunk.rows[index]["id"]) - chunk.part.first]
        row |= {"outcome": "failed", "reason": reason, "detail": detail}

    def _write(self) -> None:
        """Write the parts that are complete, and commit those that are next in order."""
        for part in self._intake.parts():
            if part.complete() and part.number not in self._written:
                self._written[part.number] = self._write_part(part)
                part.outputs = dict.fromkeys(part.outputs)
            if part.number not in self._written:
                continue
            if part is self._intake.parts()[0]:
                self._manifest.commit(self._written.pop(part.number), part.contents, part.digests.items())
                self._intake.drop(part)

    def _write_part(self, part: Part) -> Committed:
        outputs = [part.outputs[i] for i in range(part.chunks) if part.outputs[i] is not None]
        found = tables.part_tables(part.rows, outputs, texts=self._options.texts)
        files = tables.write_part(self._folder, part.number, found, self._kind)
        counts = Counter(row["outcome"] for row in part.rows)
        return Committed(part.number, len(part.rows), part.ids.hexdigest(), dict(counts), files)

    def _show(self, *, end: bool = False) -> None:
        seen = self._intake.seen
        waiting = sum(len(state.left) for state in self._open.values())
        fraction = self._intake.fraction
        total = round(seen / fraction) if fraction and seen > 100 else None
        if total and self._options.limit:
            total = min(total, self._options.limit)
        self._progress.update(seen - waiting, self._failed + self._intake.failed, seen if end else total, end=end)


def _skip(found: Iterator[Entry], done: list[Committed]) -> None:
    """Pass over the documents of committed parts, making sure that they are the same ones."""
    import hashlib

    for part in done:
        ids = hashlib.sha256()
        for entry in islice(found, part.documents):
            ids.update(id_line(entry))
        if ids.hexdigest() != part.ids:
            raise Conflict("the sources have changed since it was begun")


def _in_order(outputs: list[tuple[tuple[int, ...], Any]]) -> Any:
    """The outputs of a chunk as one batch in the order of its rows; ``None`` when no row came through."""
    if not outputs:
        return None
    if len(outputs) == 1:
        return outputs[0][1]
    positions = [row for rows, _ in outputs for row in rows]
    order = sorted(range(len(positions)), key=positions.__getitem__)
    together = pa.Table.from_batches([output for _, output in outputs]).combine_chunks()
    return together.take(order).combine_chunks().to_batches()[0]


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
