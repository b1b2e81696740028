"""The pool of workers: what it makes of a worker that shows nothing, by a clock that is ours."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from attrs import define, frozen

pytest.importorskip("pyarrow", reason="the archive extra is not installed")

import pyarrow as pa

from govreport_parser import Report, parse
from govreport_parser.archive import INPUT
from govreport_parser.archive.pool import GLANCE_SECONDS, Done, GivenUp, Job, Pool
from govreport_parser.archive.worker import INDEX, Setup

TIMEOUT = 5.0


@define
class Clock:
    """A clock that goes when it is told to."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@frozen
class Waits:
    """``parse``, but not before a file is there."""

    path: str

    def __call__(self, source: bytes | str, *, encoding: str | None = None) -> Report:
        while not Path(self.path).exists():
            time.sleep(0.005)
        return parse(source, encoding=encoding)


@pytest.fixture
def gate(tmp_path):
    return tmp_path / "gate"


def begun(gate: Path, clock: Clock) -> Pool:
    """A pool whose only worker has a document in hand that waits for ``gate``."""
    pool = Pool(1, Setup(figures=False, texts=False, worker_bytes=1 << 40, parse=Waits(str(gate))), TIMEOUT, clock)
    pool.submit(Job(7, (3,), pa.RecordBatch.from_pylist([{"id": "3", "text": "政府信息公开"}], schema=INPUT)))
    in_hand(pool)
    return pool


def in_hand(pool: Pool) -> None:
    while pool._workers[0].shared[INDEX] != 0:
        list(pool.poll(0.005))
    list(pool.poll(0))  # has seen the pulse of this document


def looks(pool: Pool, clock: Clock, times: int, apart: float) -> list[object]:
    """What comes of so many looks at the workers, so many seconds apart."""
    out: list[object] = []
    for _ in range(times):
        clock.now += apart
        out += pool.poll(0)
    return out


def until(pool: Pool) -> list[object]:
    out: list[object] = []
    while not out:
        out += pool.poll(0.01)
    return out


def test_time_in_which_nobody_looked_is_not_held_against_a_worker(gate):
    clock = Clock()
    with begun(gate, clock) as pool:
        assert looks(pool, clock, times=int(TIMEOUT / GLANCE_SECONDS) - 1, apart=1000.0) == []
        worker = pool._workers[0]
        assert (worker.killed, worker.silent) == (False, TIMEOUT - GLANCE_SECONDS)
        gate.touch()
        (event,) = until(pool)
    assert isinstance(event, Done)
    assert (event.job.chunk, event.job.rows, event.output.column("status").to_pylist()) == (7, (3,), ["ok"])


def test_a_worker_that_is_seen_to_do_nothing_is_killed_and_its_document_given_up_the_second_time(gate):
    clock = Clock()
    with begun(gate, clock) as pool:
        first = pool._workers[0]
        assert looks(pool, clock, times=60, apart=0.1) == []
        assert first.killed
        while pool._workers[0] is first:
            assert list(pool.poll(0.01)) == []
        in_hand(pool)
        early = looks(pool, clock, times=60, apart=0.1)
        assert early + (until(pool) if not early else []) == [GivenUp(7, 3, "hung", "no end after 5 seconds, twice")]


def test_progress_ends_the_silence(gate):
    clock = Clock()
    with begun(gate, clock) as pool:
        worker = pool._workers[0]
        looks(pool, clock, times=40, apart=0.1)
        assert worker.silent == pytest.approx(4.0)
        worker.shared[2] += 1  # as a worker does with every document
        looks(pool, clock, times=1, apart=0.1)
        assert worker.silent == 0.0
