"""What runs in a worker process: take a batch, parse it, send the result, until told to stop."""

from __future__ import annotations

import gc
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from attrs import frozen

from .batch import parse_batch, parser

STOP = b""
NOTHING = -1
TASK, INDEX, PULSE = 0, 1, 2
"""Slots of the array shared with the runner: task in hand, row in hand, a number that grows with every row."""

RECYCLE_DOCUMENTS = 20_000
"""A worker ends after so many documents and is replaced: whatever a parse leaves behind does not pile up."""


@frozen
class Setup:
    """What a worker needs to know."""

    figures: bool
    texts: bool
    worker_bytes: int
    recycle: int = RECYCLE_DOCUMENTS
    parse: Callable[..., Any] | None = None
    """Stands in for :func:`govreport_parser.parse`; must be picklable."""


def main(connection: Connection, shared: Any, setup: Setup) -> None:
    """Serve batches from ``connection`` until :data:`STOP`, the end of the runner, or the time to be replaced."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Reports hold no cycles to speak of, but hundreds of objects each: look for garbage once in many of them
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    _end_with_parent()
    parse = setup.parse or parser()
    limit_memory(setup.worker_bytes)
    tasks = _receive(connection)
    shared[PULSE] += 1
    served = 0

    def on_document(index: int) -> None:
        shared[INDEX] = index
        shared[PULSE] += 1

    while served < setup.recycle:
        message = tasks.get()
        if message == STOP:
            break
        task, batch = unpack(message)
        shared[INDEX], shared[TASK] = NOTHING, task
        result = parse_batch(
            batch, figures=setup.figures, text=setup.texts, compact=True, parse=parse, on_document=on_document
        )
        shared[INDEX] = NOTHING
        shared[PULSE] += 1
        connection.send_bytes(pack(task, result))
        served += result.num_rows
        if any(error and error.startswith("MemoryError") for error in result.column("error").to_pylist()):
            break
    shared[TASK] = NOTHING
    connection.close()
    sys.stdout.flush()
    os._exit(0)  # not through interpreter shutdown: the receiving thread may be blocked in a read


def _receive(connection: Connection) -> queue.Queue[bytes]:
    """A thread that takes messages off the pipe, so that the runner's sends never wait for a parse."""
    tasks: queue.Queue[bytes] = queue.Queue()

    def receive() -> None:
        while True:
            try:
                message = connection.recv_bytes()
            except (EOFError, OSError):
                message = STOP
            tasks.put(message)
            if message == STOP:
                return

    threading.Thread(target=receive, daemon=True).start()
    return tasks


def _end_with_parent() -> None:
    """End when the runner does, however it ends, even in the middle of a parse."""
    import multiprocessing

    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def limit_memory(extra: int) -> None:
    """Let this process take ``extra`` bytes of address space more than it has, where the system can limit that."""
    try:
        import resource

        with open("/proc/self/statm") as file:
            now = int(file.read().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = now + extra
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def pack(task: int, batch: Any) -> memoryview:
    """A task number and a record batch as one message, which is not copied once more: it holds whole pages."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    sink.write(task.to_bytes(8, "little"))
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return memoryview(sink.getvalue())


def unpack(message: bytes) -> tuple[int, Any]:
    """The task number and the record batch of a message."""
    import pyarrow as pa

    batch = pa.ipc.open_stream(pa.py_buffer(memoryview(message)[8:])).read_next_batch()
    return int.from_bytes(message[:8], "little"), batch
