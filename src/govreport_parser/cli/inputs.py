"""The files that a command is given, and the status it ends with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..findings import Finding, Severity
from ..model import Report
from ..pipeline import parse

CLEAN, FOUND, UNREADABLE = 0, 1, 2


class Inputs:
    """The reports of the files that the user named, in order; ``unread`` counts those that could not be read."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._files: list[str] = options.files
        self._encoding: str | None = options.encoding
        self.unread: int = 0

    def __iter__(self) -> Iterator[tuple[str, Report]]:
        """Name and report of each file that can be read; what cannot is said on stderr."""
        for name in self._files:
            try:
                source = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            except OSError as error:
                self.unread += 1
                complain(name, error, _hint(name, error))
            else:
                yield "<stdin>" if name == "-" else name, parse(source, encoding=self._encoding)


def complain(name: str, error: OSError, hint: str = "") -> int:
    """Say on stderr that a file cannot be read or written, and what may help; the status for it."""
    print(f"govreport: {name}: {error.strerror or error}{hint}", file=sys.stderr)
    return UNREADABLE


def _hint(name: str, error: OSError) -> str:
    """What to do instead, where that can be told."""
    if "://" in name:
        return " (addresses are not fetched: save the page and name the file)"
    if isinstance(error, IsADirectoryError):
        return " (govreport run reads folders)"
    return ""


def fails(found: Iterable[Finding], fail_on: str) -> bool:
    """Whether a finding is as grave as ``--fail-on`` says, or graver."""
    return fail_on != "never" and any(finding.severity.rank >= Severity(fail_on).rank for finding in found)


def status(*, unread: int, failed: bool) -> int:
    """The exit status of a command over files."""
    return UNREADABLE if unread else FOUND if failed else CLEAN
