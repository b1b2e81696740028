"""Documents that take their worker down, to prove that they cost nothing but themselves.

A document that starts with ``govreport-test-poison:`` does what the next word says instead of being parsed, where a run is
given :func:`parse` for its parser.
"""

from __future__ import annotations

import ctypes
import os
import time

import govreport_parser

MARK = "govreport-test-poison:"


def parse(source: bytes | str, *, encoding: str | None = None) -> govreport_parser.Report:
    """The library's ``parse``, except for marked documents."""
    head = source[:64] if isinstance(source, str) else bytes(source[:64]).decode("latin-1")
    if head.startswith(MARK):
        _act(head[len(MARK) :].split()[0])
    return govreport_parser.parse(source, encoding=encoding)


def _act(what: str) -> None:
    if what == "segfault":
        ctypes.string_at(0)
    elif what == "exit":
        os._exit(3)
    elif what == "hang":
        while True:
            time.sleep(60)
    elif what == "allocate":
        held = []
        while True:
            held.append(bytearray(64 << 20))
    elif what == "raise":
        raise RuntimeError("a test document that raises")
