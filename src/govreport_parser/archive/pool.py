"""A pool of worker processes that survives what its documents do to it.

Every worker has a pipe and a shared array that says which row of which task it has in hand. When a worker dies, or
shows no progress for too long and is killed, the row in hand is known: it is tried once more alone, and if that too
fails it is given up. The other rows of the task are parsed again without it, and a new worker takes the place.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Self

from attrs import define, field, frozen

from .worker import INDEX, NOTHING, PULSE, STOP, TASK, Setup, main, pack, unpack

AHEAD = 2
"""Tasks handed to a worker at a time: one to parse, one so that it need not wait for the next."""

PRELOAD = ["__main__", "govreport_parser.archive.warm"]
"""What the fork server imports once, so that a new worker starts in milliseconds."""

START_SECONDS = 120.0
GLANCE_SECONDS = 0.5
"""How much silence one look at a worker can count: time in which nobody looked (the runner writes, or the machine is
busy or asleep) is no time in which the worker was seen to do nothing."""
START_TRIES = 5


class WorkersFail(RuntimeError):
    """Workers end before they parse anything: something is wrong with the installation, not with a document."""


@frozen
class Job:
    """Rows of one chunk to parse together. ``alone`` is set for a row that has already taken a worker down."""

    chunk: int
    rows: tuple[int, ...]
    batch: Any
    alone: bool = False


@frozen
class Done:
    """The output of some rows of a chunk."""

    job: Job
    output: Any


@frozen
class GivenUp:
    """A row that took its worker down twice, and how."""

    chunk: int
    row: int
    reason: str
    detail: str


@define(eq=False)
class _Worker:
    process: Any
    connection: Connection
    shared: Any
    jobs: dict[int, Job] = field(factory=dict)
    pulse: int = -1
    silent: float = 0.0
    """Seconds that the pulse has been seen to stand still."""
    killed: bool = False


class Pool:
    """Workers, the jobs they have, and the jobs that wait. Use as a context manager."""

    def __init__(self, size: int, setup: Setup, timeout: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._context = multiprocessing.get_context(_method())
        self._context.set_forkserver_preload(PRELOAD)
        self._setup, self._timeout = setup, timeout
        self._clock, self._looked = clock, clock()
        self._waiting: deque[Job] = deque()
        self._number = 0
        self._failed_starts = 0
        self._workers = [self._start() for _ in range(size)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            with suppress(OSError):
                worker.connection.send_bytes(STOP)
            if worker.jobs:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(2)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.connection.close()

    def room(self) -> bool:
        """Whether another job would not have to wait."""
        return len(self._waiting) < len(self._workers)

    def idle(self) -> bool:
        """Whether every job has been answered."""
        return not self._waiting and not any(worker.jobs for worker in self._workers)

    def submit(self, job: Job) -> None:
        """Add a job at the end of the queue."""
        self._waiting.append(job)
        self._hand_out()

    def poll(self, seconds: float) -> Iterator[Done | GivenUp]:
        """What has come in, after waiting for at most ``seconds``."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), timeout=seconds):
            yield from self._read(by_connection[connection])  # type: ignore[index]  # wait returns what it was given
        self._kill_the_hung()
        self._hand_out()

    def _read(self, worker: _Worker) -> Iterator[Done | GivenUp]:
        try:
            number, output = unpack(worker.connection.recv_bytes())
        except (EOFError, OSError):
            yield from self._bury(worker)
            return
        self._failed_starts = 0
        yield Done(worker.jobs.pop(number), output)

    def _hand_out(self) -> None:
        for level in range(AHEAD):
            for worker in self._workers:
                if self._waiting and len(worker.jobs) <= level:
                    self._give(worker, self._waiting.popleft())

    def _give(self, worker: _Worker, job: Job) -> None:
        self._number += 1
        if not worker.jobs:
            worker.pulse, worker.silent = worker.shared[PULSE], 0.0
        worker.jobs[self._number] = job
        with suppress(OSError):  # it has died; the next poll finds out and gives the job to another
            worker.connection.send_bytes(pack(self._number, job.batch))

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        shared = self._context.RawArray("q", 3)
        shared[TASK] = shared[INDEX] = NOTHING
        process = self._context.Process(target=main, args=(theirs, shared, self._setup), daemon=True)  # type: ignore[attr-defined]  # of any context, not of their base
        process.start()
        theirs.close()
        return _Worker(process, ours, shared)

    def _kill_the_hung(self) -> None:
        now = self._clock()
        passed, self._looked = min(now - self._looked, GLANCE_SECONDS), now
        for worker in self._workers:
            pulse = worker.shared[PULSE]
            if pulse != worker.pulse or not worker.jobs:
                worker.pulse, worker.silent = pulse, 0.0
                continue
            worker.silent += passed
            if worker.silent > (self._timeout if pulse else START_SECONDS) and not worker.killed:
                worker.killed = True
                worker.process.kill()

    def _bury(self, worker: _Worker) -> Iterator[GivenUp]:
        """Replace a worker that has ended, and see to the jobs it leaves."""
        worker.process.join()
        worker.connection.close()
        current, index = worker.jobs.pop(worker.shared[TASK], None), worker.shared[INDEX]
        if worker.shared[PULSE] == 0:
            self._failed_starts += 1
            if self._failed_starts >= START_TRIES:
                raise WorkersFail(f"workers end as they start (exit status {worker.process.exitcode})")
        again = list(worker.jobs.values())
        if current is not None and index == NOTHING:
            again.insert(0, current)
        elif current is not None:
            yield from self._blame(current, index, worker, again)
        self._waiting.extendleft(reversed(again))
        self._workers[self._workers.index(worker)] = self._start()

    def _blame(self, job: Job, index: int, worker: _Worker, again: list[Job]) -> Iterator[GivenUp]:
        row = job.rows[index]
        if job.alone:
            reason, detail = _cause(worker, self._timeout)
            yield GivenUp(job.chunk, row, reason, detail)
            return
        rest = [i for i in range(len(job.rows)) if i != index]
        if rest:
            again.insert(0, Job(job.chunk, tuple(job.rows[i] for i in rest), job.batch.take(rest)))
        again.insert(0, Job(job.chunk, (row,), job.batch.slice(index, 1), alone=True))


def _cause(worker: _Worker, timeout: float) -> tuple[str, str]:
    if worker.killed:
        return "hung", f"no end after {timeout:g} seconds, twice"
    code = worker.process.exitcode or 0
    how = signal.Signals(-code).name if code < 0 else f"exit status {code}"
    return "crashed", f"the worker ended with {how}, twice"


def _method() -> str:
    """Fork from a clean server where there is one: quick to start, and no thread or lock of ours is copied."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
