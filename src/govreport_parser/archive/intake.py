"""From sources to chunks of work: every entry gets its place, equal content is parsed once, nothing is kept.

What the chunks and parts are depends on the sources and options only, never on how fast anything runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from attrs import define, field

from .entries import FAILED, Entry, Refused, binary_kind, followed, report_id, sha256
from .manifest import Manifest
from .options import Options
from .schema import INPUT, pa
from .sources.folder import left_out

CHUNK_DOCUMENTS = 32
CHUNK_BYTES = 4 << 20


@define(eq=False)
class Part:
    """A part under way: its rows of ``documents``, and the output of its chunks."""

    number: int
    first: int
    rows: list[dict[str, Any]] = field(factory=list)
    ids: Any = field(factory=hashlib.sha256)
    bytes: int = 0
    chunks: int = 0
    closed: bool = False
    outputs: dict[int, Any] = field(factory=dict)
    contents: dict[str, None] = field(factory=dict)
    digests: dict[str, str] = field(factory=dict)

    def complete(self) -> bool:
        """Whether every chunk's output is there."""
        return self.closed and len(self.outputs) == self.chunks


@define(eq=False)
class Chunk:
    """Documents to parse together, none of them parsed before."""

    part: Part
    number: int
    rows: list[dict[str, Any]] = field(factory=list)
    bytes: int = 0

    def batch(self) -> Any:
        """The input of the batch function."""
        columns = [pa.array([row.get(f.name) for row in self.rows], f.type) for f in INPUT]
        return pa.RecordBatch.from_arrays(columns, schema=INPUT)


class Intake:
    """Reads entries and hands out chunks. Iterate; ``None`` means that nothing is ready yet and more may come."""

    def __init__(self, found: Iterator[Entry], options: Options, manifest: Manifest, done: int, seq: int) -> None:
        self._found, self._options, self._manifest = found, options, manifest
        self._seq = seq  # of the next document
        self._open: dict[int, Part] = {}
        self._part = self._new_part(done)
        self._chunk: Chunk | None = None
        self.fraction: float | None = None
        self.failed: int = 0

    def __iter__(self) -> Iterator[Chunk | None]:
        for count, entry in enumerate(self._found):
            self.fraction = entry.fraction
            self._take(entry)
            if self._chunk and (len(self._chunk.rows) >= CHUNK_DOCUMENTS or self._chunk.bytes >= CHUNK_BYTES):
                yield self._close_chunk()
            if len(self._part.rows) >= self._options.part_documents or self._part.bytes >= self._options.part_bytes:
                if self._chunk:
                    yield self._close_chunk()
                self._part.closed = True
                self._part = self._new_part(self._part.number + 1)
                yield None
            elif count % 64 == 63:
                yield None
        if self._chunk:
            yield self._close_chunk()
        self._part.closed = True
        if not self._part.rows and self._part.number > 0:
            del self._open[self._part.number]
        yield None

    @property
    def seen(self) -> int:
        """How many documents have been taken in, those of earlier runs included."""
        return self._seq

    def parts(self) -> list[Part]:
        """The parts that are not yet committed, in order."""
        return list(self._open.values())

    def drop(self, part: Part) -> None:
        """Forget a part that has been committed."""
        del self._open[part.number]

    def _new_part(self, number: int) -> Part:
        part = self._open[number] = Part(number, self._seq)
        return part

    def _close_chunk(self) -> Chunk:
        chunk, self._chunk = self._chunk, None
        assert chunk is not None
        return chunk

    def _take(self, entry: Entry) -> None:
        part = self._part
        row = _document(entry, self._seq)
        self._seq += 1
        part.rows.append(row)
        part.ids.update(id_line(entry))
        try:
            data = self._load(entry)
        except Refused as refused:
            row |= {"outcome": refused.outcome, "reason": refused.reason, "detail": refused.detail}
            self.failed += refused.outcome == FAILED
            return
        if data is not None:
            self._queue(entry, row, data)
        elif (known := self._known(entry.repeats or "")) is not None:
            row |= {"outcome": "duplicate", "report_id": known}
        else:
            row |= {"outcome": "skipped", "reason": "revisit-of-unknown"}

    def _load(self, entry: Entry) -> bytes | str | None:
        """The content of an entry; ``None`` for one that only says that it repeats another."""
        if entry.refusal is not None:
            raise entry.refusal
        if entry.load is None:
            return None
        data = entry.load()
        if isinstance(data, bytes) and (kind := binary_kind(data)):
            raise left_out(kind)
        return data

    def _known(self, digest: str) -> str | None:
        pending = (part.digests.get(digest) for part in self._open.values())
        return next((key for key in pending if key), None) or self._manifest.report_of(digest)

    def _queue(self, entry: Entry, row: dict[str, Any], data: bytes | str) -> None:
        raw = data.encode() if isinstance(data, str) else data
        sha = sha256(raw)
        key = report_id(
            sha, text=isinstance(data, str), hint=followed(raw, entry.charset) if isinstance(data, bytes) else None
        )
        row |= {"bytes": len(raw), "sha256": sha, "report_id": key}
        part = self._part
        part.bytes += len(raw)
        if entry.digest:
            part.digests.setdefault(entry.digest, key)
        if any(key in p.contents for p in self._open.values()) or self._manifest.has_content(key):
            row["outcome"] = "duplicate"
            return
        part.contents[key] = None
        if self._chunk is None:
            self._chunk = Chunk(part, part.chunks)
            part.chunks += 1
        given = {"text": data} if isinstance(data, str) else {"content": data}
        self._chunk.rows.append({"id": str(row["seq"]), "encoding": entry.charset, "sha256": sha, **given})
        self._chunk.bytes += len(raw)


def id_line(entry: Entry) -> bytes:
    """What a resumed run compares, to see that the sources are as they were."""
    return f"{entry.document_id}\t{entry.stamp}\n".encode("utf-8", "backslashreplace")


def _document(entry: Entry, seq: int) -> dict[str, Any]:
    return {
        "seq": seq,
        "document_id": entry.document_id,
        "source": entry.source,
        "member": entry.member,
        "source_offset": entry.offset,
        "url": entry.url,
        "captured": entry.captured,
        "charset": entry.charset,
        "outcome": None,
    }
