"""Tar files, plain or compressed, read as one stream: no member is unpacked to disk."""

from __future__ import annotations

import lzma
import os
import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from ..entries import Entry, Refused, refuse, show
from ..options import Limits, Options
from .folder import too_large
from .zips import unsafe

_BROKEN = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


class Metered:
    """A decompressed stream that is given up when it grows out of all proportion to its file."""

    def __init__(self, stream: IO[bytes], size: int, limits: Limits) -> None:
        self._stream, self._read = stream, 0
        # what is there, and only then the error of a stream that is cut short
        self._next = getattr(stream, "read1", stream.read)
        self._most = max(limits.expansion_floor, limits.expansion * size)

    def read(self, size: int = -1) -> bytes:
        """Read on; :class:`Refused` when too much has come out."""
        data = bytes(self._next(size))
        self._read += len(data)
        if self._read > self._most:
            raise Refused("expands-too-far", f"over {self._most} bytes come out of the stream")
        return data

    def seek(self, offset: int) -> int:
        """Go to ``offset``; what has been read so far still counts."""
        return self._stream.seek(offset)

    def tell(self) -> int:
        """Where the stream is."""
        return self._stream.tell()

    def close(self) -> None:
        """Close the stream below."""
        self._stream.close()


def decompressed(file: IO[bytes]) -> IO[bytes]:
    """A file's bytes, decompressed by what its first bytes say it is."""
    import bz2
    import gzip

    head = file.read(6)
    file.seek(0)
    opened: Any = file
    if head.startswith(b"\x1f\x8b"):
        opened = gzip.GzipFile(fileobj=file)
    elif head.startswith(b"BZh"):
        opened = bz2.BZ2File(file)
    elif head.startswith(b"\xfd7zXZ\0"):
        opened = lzma.LZMAFile(file)
    return cast("IO[bytes]", opened)


def read_tar(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """Every file of a tar, in stored order. A stream that breaks ends with an entry that says where."""
    with open(path, "rb") as file:
        yield from _read_stream(file, os.path.getsize(path), label, options)


def _read_stream(file: IO[bytes], size: int, label: str, options: Options) -> Iterator[Entry]:
    opened = decompressed(file)
    # a plain file can be sought in, so that a huge member is passed over unread; a compressed one is a stream
    stream: Any = file if opened is file else Metered(opened, size, options.limits)
    mode: Any = "r:" if opened is file else "r|"
    seen: set[str] = set()
    offset = 0
    try:
        with tarfile.open(fileobj=stream, mode=mode, tarinfo=_Header, errors="surrogateescape") as archive:
            for info in archive:
                offset = info.offset
                if not info.isdir():
                    yield _entry(archive, info, label, options, seen)._replace(fraction=file.tell() / size)
                archive.members.clear()  # type: ignore[attr-defined]  # tarfile keeps every header it has read
                if len(seen) > options.limits.members:
                    raise Refused("too-many-members", f"more than {options.limits.members} members")
    except Refused as refusal:
        yield Entry(f"{label}@{offset}", label, offset=offset, refusal=refusal)
    except _BROKEN as error:
        detail = f"after offset {offset}: {type(error).__name__}: {error}"
        yield Entry(f"{label}@{offset}", label, offset=offset, refusal=refuse("corrupt", detail))
    finally:
        stream.close()


def _entry(archive: tarfile.TarFile, info: tarfile.TarInfo, label: str, options: Options, seen: set[str]) -> Entry:
    name = show(info.name)
    shown = f"{label}/{name}"
    if name in seen:
        shown = f"{shown}@{info.offset}"
    seen.add(name)
    limit = options.limits.document_bytes
    refusal: Refused | None = None
    if unsafe(name):
        refusal = refuse("unsafe-name", "the name leads out of the archive")
    elif not info.isreg():
        refusal = refuse("not-a-file", "a link or a device")
    elif info.size > limit:
        refusal = too_large(info.size, limit)
    return Entry(
        shown,
        label,
        member=name,
        offset=info.offset,
        stamp=str(info.size),
        refusal=refusal,
        load=None if refusal else partial(_read, archive, info),
    )


def _read(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    try:
        member = archive.extractfile(info)
        return member.read() if member else b""
    except _BROKEN as error:
        raise Refused("corrupt", f"{type(error).__name__}: {error}") from None


class _Header(tarfile.TarInfo):
    """A header whose own extension (a long name, a pax record) may not be longer than a name can sensibly be."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo | None:
        if self.type not in (*tarfile.REGULAR_TYPES, tarfile.DIRTYPE) and self.size > _LONGEST_EXTENSION:
            raise tarfile.ReadError(f"a header extension of {self.size} bytes")
        return super()._proc_member(archive)  # type: ignore[misc, no-any-return]  # no public place to check


_LONGEST_EXTENSION = 1 << 20
