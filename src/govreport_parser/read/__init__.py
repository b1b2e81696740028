"""Readers: any source to one :class:`~govreport_parser.blocks.Document`."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import evolve

from ..blocks import Document
from ..findings import finding
from .encoding import decode
from .html import looks_like_html, read_html
from .packed import unpacked
from .saved import FAR, is_saved, saved_page
from .separators import read_joined
from .source import Source

__all__ = ["Source", "read"]


def read(source: Source, *, encoding: str | None = None) -> Document:
    """Read a ``str`` (HTML or text), ``bytes``, a path, or a tree that a scraper holds (lxml, BeautifulSoup).

    Raises ``TypeError`` for anything else, ``OSError`` for a path that cannot be read, ``ValueError`` for an unknown
    ``encoding``.
    """
    if isinstance(source, str):
        saved = _saved(source.encode("utf-8", "surrogatepass")) if is_saved(source[:FAR]) else None
        return saved or _read_str(source)
    if isinstance(source, os.PathLike):
        source = Path(os.fsdecode(source)).read_bytes()
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        text, found = decode(data, encoding=encoding)
        if is_saved(text[:FAR]) and (saved := _saved(data)):
            return saved
        return evolve(_read_str(text, nul=encoding is not None or b"\0" in data), encoding=found)
    if hasattr(source, "getroot") or hasattr(source, "itertext") or hasattr(source, "find_all"):
        return read_html(source)
    raise TypeError(
        "parse() takes HTML or text as str, bytes, a path (os.PathLike), an lxml element or tree, or a BeautifulSoup "
        f"object, not {type(source).__name__}"
    )


def _saved(data: bytes) -> Document | None:
    """The page that a file of MIME parts holds. It is in an encoding of its own, whatever that of the file."""
    if (page := saved_page(data)) is None:
        return None
    text, found = decode(page[0], declared=page[1])
    document = evolve(_read_str(text, nul=b"\0" in page[0]), encoding=found)
    return evolve(document, findings=(finding("page-packed"), *document.findings))


def _read_str(source: str, *, nul: bool = True) -> Document:
    packed = False
    for _ in range(MOST_PACKINGS):
        if (page := unpacked(source)) is None:
            break
        source, packed = page, True
    document = read_html(source, nul=nul) if looks_like_html(source) else read_joined(source)
    return evolve(document, findings=(finding("page-packed"), *document.findings)) if packed else document


MOST_PACKINGS = 3
"""So often a page is taken out of what it stands in."""
