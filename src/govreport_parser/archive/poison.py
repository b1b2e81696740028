"""For tests only: documents that take their worker down, to prove that they cost nothing but themselves.

Nothing imports this module unless the environment variable ``GOVREPORT_TEST_POISON`` is ``1`` where a run starts. Then a
document that starts with ``govreport-test-poison:`` does what the next word says instead of being parsed.
"""

from __future__ import annotations

import os
import time
from typing import Any

from .batch import Parse

VARIABLE = "GOVREPORT_TEST_POISON"
MARK = "govreport-test-poison:"


def poisoned(parse: Parse) -> Parse:
    """``parse``, except for marked documents."""

    def wrapped(source: Any, *, encoding: str | None = None) -> Any:
        head = source[:64] if isinstance(source, str) else bytes(source[:64]).decode("latin-1")
        if head.startswith(MARK):
            _act(head[len(MARK) :].split()[0])
        return parse(source, encoding=encoding)

    return wrapped


def _act(what: str) -> None:
    if what == "segfault":
        import ctypes

        ctypes.string_at(0)
    elif what == "exit":
        os._exit(3)
    elif what == "hang":
        while True:
            time.sleep(60)
    elif what == "spin":
        while True:
            pass
    elif what == "allocate":
        held = []
        while True:
            held.append(bytearray(64 << 20))
    elif what == "raise":
        raise RuntimeError("a test document that raises")
    elif what.startswith("slow="):
        time.sleep(float(what[5:]))
