"""WARC files as bytes: where the next record begins, and whether the last one is whole."""

from __future__ import annotations

import zlib
from typing import IO

GZIP, PLAIN = b"\x1f\x8b\x08", b"WARC/1."
WINDOW = 1 << 20


def tail(file: IO[bytes], size: int, last: int | None, magic: bytes) -> tuple[str, int]:
    """How a file ends whose last record, as far as its reader saw, begins at ``last``.

    ``whole``, ``unfinished`` (that record is cut short) or ``more`` (another one begins behind it, of which the reader
    said nothing), and the offset of the record in question.
    """
    if last is None:
        return ("unfinished" if size else "whole"), 0
    file.seek(last)
    if file.read(len(magic)) != magic:
        return "whole", last  # in the middle of a compressed stretch: nothing can be said
    end = _end(file, last, magic)
    if end is None or end > size + 4:
        return "unfinished", last
    file.seek(min(end, size))
    return ("more", end) if file.read(1024).strip() else ("whole", last)


def next_record(file: IO[bytes], start: int, magic: bytes) -> int | None:
    """Where the next record may begin, at or after ``start``."""
    at = start
    while True:
        file.seek(at)
        window = file.read(WINDOW)
        found = window.find(magic)
        if found >= 0:
            return at + found
        if len(window) < WINDOW:
            return None
        at += WINDOW - len(magic) + 1


def _end(file: IO[bytes], start: int, magic: bytes) -> int | None:
    """Where the record that begins at ``start`` ends; ``None`` where its end is not there or not told."""
    file.seek(start)
    if magic == GZIP:
        length = _gzip_length(file)
        return start + length if length else None
    head = file.read(1 << 16)
    end_of_head = head.find(b"\r\n\r\n")
    lengths = [line[15:] for line in head[:end_of_head].lower().split(b"\r\n") if line.startswith(b"content-length:")]
    if end_of_head < 0 or not lengths or not lengths[0].strip().isdigit():
        return None
    return start + end_of_head + 4 + int(lengths[0]) + 4


def _gzip_length(file: IO[bytes]) -> int:
    """How long the gzip member at the file's position is; 0 where it is not whole."""
    inflate, read = zlib.decompressobj(31), 0
    while not inflate.eof:
        data = file.read(1 << 16)
        if not data:
            return 0
        read += len(data)
        try:
            while data and not inflate.eof:
                inflate.decompress(data, 1 << 20)
                data = inflate.unconsumed_tail
        except zlib.error:
            return 0
    return read - len(inflate.unused_data)
