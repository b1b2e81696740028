"""How far a run is: a bar on a terminal, a line now and then elsewhere, nothing when that is asked for."""

from __future__ import annotations

import sys
import time
from typing import Any, TextIO

LINE_SECONDS = 30.0


class Progress:
    """Told how many documents are done and failed, says so. ``total`` is an estimate that may change or be unknown."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._began = self._last = time.monotonic()
        self._first: int | None = None
        self._quiet = quiet
        self._bar = None if quiet or not self._stream.isatty() else _bar(self._stream)

    def update(self, done: int, failed: int, total: int | None, *, end: bool = False) -> None:
        """Show the state of things, no more often than it can be read."""
        now = time.monotonic()
        if self._first is None:
            self._first = done
        if self._quiet or (not end and now - self._last < (0.2 if self._bar is not None else LINE_SECONDS)):
            return
        self._last = now
        if self._bar is not None:
            self._show(done, failed, total)
        else:
            print(self._line(done, failed, total, now), file=self._stream, flush=True)

    def close(self) -> None:
        """Leave the terminal as it was found."""
        if self._bar is not None:
            self._bar.close()

    def _show(self, done: int, failed: int, total: int | None) -> None:
        assert self._bar is not None
        if self._first:
            self._bar.initial = self._first
        self._bar.total = total
        self._bar.n = done
        self._bar.set_postfix(failed=failed, refresh=False)
        self._bar.refresh()

    def _line(self, done: int, failed: int, total: int | None, now: float) -> str:
        rate = (done - (self._first or 0)) / max(now - self._began, 1e-9)
        left = f", about {_span((total - done) / rate)} left" if total and total > done and rate else ""
        of = f" of about {total}" if total else ""
        return f"govreport: {done}{of} documents, {rate:.0f}/s, {failed} failed{left}"


def _span(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"


def _bar(stream: TextIO) -> Any:
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    return tqdm(unit="doc", file=stream, dynamic_ncols=True, smoothing=0.1)
