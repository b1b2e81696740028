"""What a run has finished, kept in one SQLite file inside the data set: parts, contents seen, and how it was begun.

A part's files are written first, under their final names; the part counts only once it is committed here. What the
manifest does not know is swept away when the run is taken up again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

NAME = "_run.sqlite"
VERSION = "1"

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS parts (
    part INTEGER PRIMARY KEY, documents INTEGER NOT NULL, ids TEXT NOT NULL, counts TEXT NOT NULL, files TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS contents (report_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS digests (digest TEXT PRIMARY KEY, report_id TEXT NOT NULL) WITHOUT ROWID;
"""


class Conflict(Exception):
    """The folder holds another run than the one asked for. The message says what differs and what to do."""


@frozen
class File:
    """One file of a part: its path below the data set, its rows, its length and hash."""

    table: str
    path: str
    rows: int
    bytes: int
    sha256: str


@frozen
class Part:
    """A committed part. ``ids`` is a hash over the ids of its documents, ``counts`` their number by outcome."""

    part: int
    documents: int
    ids: str
    counts: dict[str, int]
    files: tuple[File, ...]


class Manifest:
    """The manifest of one data set. Only one process may hold it."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / NAME, isolation_level=None)
        self._reading = False
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise Conflict(f"its {NAME} cannot be read ({error})") from None

    def close(self) -> None:
        """Close the file."""
        self._end()
        self._db.close()

    def get(self, key: str) -> str | None:
        """One thing that is known about the run."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Remember one thing about the run."""
        self._end()
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def start(self, known: Mapping[str, str]) -> None:
        """Remember how the run was begun, all at once."""
        self._db.execute("BEGIN")
        for key, value in known.items():
            self.put(key, value)
        self._db.execute("COMMIT")

    def parts(self) -> list[Part]:
        """Every committed part, in order."""
        rows = self._db.execute("SELECT part, documents, ids, counts, files FROM parts ORDER BY part")
        return [
            Part(part, documents, ids, json.loads(counts), tuple(File(**f) for f in json.loads(files)))
            for part, documents, ids, counts, files in rows
        ]

    def commit(self, part: Part, contents: Iterable[str], digests: Iterable[tuple[str, str]]) -> None:
        """Make a part count, with the contents first seen in it, in one transaction."""
        files = json.dumps([_file(f) for f in part.files])
        self._end()
        self._db.execute("BEGIN IMMEDIATE")
        row = (part.part, part.documents, part.ids, json.dumps(part.counts, sort_keys=True), files)
        self._db.execute("INSERT INTO parts VALUES (?, ?, ?, ?, ?)", row)
        self._db.executemany("INSERT INTO contents VALUES (?)", ((key,) for key in contents))
        self._db.executemany("INSERT OR IGNORE INTO digests VALUES (?, ?)", digests)
        self._db.execute("COMMIT")

    def has_content(self, report_id: str) -> bool:
        """Whether a committed part holds this content."""
        if not self._reading:  # asked for every document: a transaction for each would be most of the time it takes
            self._db.execute("BEGIN")
            self._reading = True
        return self._db.execute("SELECT 1 FROM contents WHERE report_id = ?", (report_id,)).fetchone() is not None

    def _end(self) -> None:
        if self._reading:
            self._db.execute("COMMIT")
            self._reading = False

    def report_of(self, digest: str) -> str | None:
        """The report of a content that a source calls ``digest``."""
        row = self._db.execute("SELECT report_id FROM digests WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else str(row[0])


def _file(file: File) -> dict[str, Any]:
    from attrs import asdict

    return asdict(file)
