"""Run one command and turn whatever happens into an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from .arguments import build

MISUSE = 2
INTERRUPTED = 130
PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``govreport`` with ``argv`` (``sys.argv`` by default) and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        _as_utf8(stream)
    try:
        words = sys.argv[1:] if argv is None else list(argv)
        options = build(words).parse_args(words)
        status: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone: say nothing, and keep the interpreter from flushing into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else MISUSE
    return status


def _as_utf8(stream: TextIO) -> None:
    """Reports are Chinese: write UTF-8 whatever the locale, and never fail on a character."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
