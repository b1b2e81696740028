"""The body of an HTTP response as stored: chunks and compressions undone where they are really there."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

from ..entries import Refused
from ..extras import MissingExtra, need

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


def decode(body: bytes, headers: dict[str, str], limit: int) -> bytes:
    """The page in a stored body. Headers (names in lower case) are believed where the bytes bear them out.

    At most ``limit + 1`` bytes come back. :class:`Refused` for a compressed body that is damaged.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = unchunk(body)
    for _ in range(3):  # nobody compresses more often in good faith
        step = _step(body, headers.get("content-encoding", "").lower())
        if step is None:
            break
        body = step(body, limit + 1)
    return body


def _step(body: bytes, encoding: str) -> Callable[[bytes, int], bytes] | None:
    if body.startswith(GZIP):
        return gunzip
    if body.startswith(ZSTD):
        return unzstd
    if "br" in encoding.split(",") and not _looks_like_text(body):
        return unbrotli
    if "deflate" in encoding and not _looks_like_text(body):
        return inflate
    return None


def _looks_like_text(body: bytes) -> bool:
    """Whether a body is markup or text already, whatever its header says: compressed bytes are of every kind."""
    return not any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in body[:512])


def unchunk(body: bytes) -> bytes:
    """The body without its chunk framing; as it is where it has none."""
    out: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 64)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(out) if out and at >= len(body) else body
        if length < 0 or (not out and length > len(body)):
            return body
        if length == 0:
            return b"".join(out)
        out.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2


def gunzip(body: bytes, most: int) -> bytes:
    """At most ``most`` bytes out of gzip. A body cut short gives what there is of it."""
    try:
        return zlib.decompressobj(31).decompress(body, most)
    except zlib.error as error:
        raise Refused("corrupt", f"gzip: {error}") from None


def inflate(body: bytes, most: int) -> bytes:
    """At most ``most`` bytes out of deflate, with its wrapper or without."""
    for bits in (15, -15):
        try:
            return zlib.decompressobj(bits).decompress(body, most)
        except zlib.error:
            continue
    return body


def unbrotli(body: bytes, most: int) -> bytes:
    """At most about ``most`` bytes out of Brotli; the body as it is where it is none."""
    brotli = _codec("brotli")
    out: list[bytes] = []
    decompressor, size = brotli.Decompressor(), 0
    try:
        for at in range(0, len(body), 1024):  # little by little: a kilobyte in may be megabytes out
            out.append(decompressor.process(body[at : at + 1024]))
            size += len(out[-1])
            if size > most:
                break
    except brotli.error:
        return body
    return b"".join(out)[:most]


def unzstd(body: bytes, most: int) -> bytes:
    """At most ``most`` bytes out of Zstandard."""
    zstandard = _codec("zstandard")
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(body, read_across_frames=True) as stream:
            return bytes(stream.read(most))
    except zstandard.ZstdError as error:
        raise Refused("corrupt", f"zstd: {error}") from None


def _codec(module: str) -> Any:
    """A decompressor; a page that needs one that is not installed is refused by itself."""
    try:
        return need(module, "warc", "a page in this compression")
    except MissingExtra as missing:
        raise Refused("needs-" + module, str(missing)) from None
