"""What a run may be told: plain, frozen, hashable values."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from attrs import asdict, field, frozen
from attrs.validators import gt, optional

Format = Literal["parquet", "csv", "jsonl", "sqlite", "duckdb"]
FORMATS: tuple[Format, ...] = ("parquet", "csv", "jsonl", "sqlite", "duckdb")

MEGABYTE = 1 << 20


@frozen
class Limits:
    """Bounds that keep a hostile or broken source from taking the machine. Sizes are bytes, times seconds.

    One that is not above zero is a ``ValueError``.
    """

    document_bytes: int = field(default=32 * MEGABYTE, validator=gt(0))
    """A longer document is refused."""
    members: int = field(default=5_000_000, validator=gt(0))
    """An archive that lists more members is refused whole."""
    expansion: int = field(default=2_000, validator=gt(0))
    """A compressed stream that grows by more than this (and over ``expansion_floor``) is given up."""
    expansion_floor: int = field(default=4096 * MEGABYTE, validator=gt(0))
    timeout: float = field(default=60.0, validator=gt(0))
    """A document that takes longer is stopped, tried once more alone, then recorded as ``hung``."""
    worker_bytes: int = field(default=2048 * MEGABYTE, validator=gt(0))
    """Address space a worker may take beyond what it has at its start (where the system can limit it)."""


@frozen
class Columns:
    """Which columns of JSONL, CSV, Parquet and SQLite sources hold what. ``None`` means: the usual names, in order."""

    content: str | None = None
    id: str | None = None
    url: str | None = None
    captured: str | None = None
    table: str | None = None
    """The table of an SQLite source; ``None`` is its only table."""


@frozen
class Options:
    """Everything that decides what a run writes, and how it runs."""

    format: Format = "parquet"
    limit: int | None = field(default=None, validator=optional(gt(0)))
    """At most so many documents, counted from the first."""
    where: tuple[str, ...] = ()
    """Conditions on documents, all of which must hold; see :mod:`govreport_parser.archive.where`."""
    include: tuple[str, ...] = ()
    """File name patterns for folders; empty takes every file."""
    columns: Columns = Columns()
    figures: bool = True
    """Whether quantities in the prose are written to the table ``figures``."""
    texts: bool = False
    """Whether the text that spans point into is written to the table ``texts``."""
    part_documents: int = field(default=1024, validator=gt(0))
    """Documents in one part. A part is the unit of work that a killed run can lose."""
    part_bytes: int = field(default=256 * MEGABYTE, validator=gt(0))
    limits: Limits = Limits()
    jobs: int | None = field(default=None, validator=optional(gt(0)))
    """Worker processes; ``None`` is one for each core this process may use."""

    def to_dict(self) -> dict[str, Any]:
        """Every option as plain values."""
        return asdict(self)

    def deciding(self) -> dict[str, Any]:
        """The options that decide which rows are written; a run resumes only under the same ones."""
        chosen = self.to_dict()
        del chosen["jobs"], chosen["limits"]["timeout"], chosen["limits"]["worker_bytes"]
        return chosen

    def fingerprint(self) -> str:
        """A hash over :meth:`deciding`."""
        return hashlib.sha256(json.dumps(self.deciding(), sort_keys=True).encode()).hexdigest()[:16]
