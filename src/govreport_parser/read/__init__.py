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
from .separators import read_joined
from .source import Source

__all__ = ["Source", "read"]


def read(source: Source, *, encoding: str | None = None) -> Document:
    """Read a ``str`` (HTML or text), ``bytes``, a path, or a tree that a scraper holds (lxml, BeautifulSoup).

    Raises ``TypeError`` for anything else, ``OSError`` for a path that cannot be read, ``ValueError`` for an unknown
    ``encoding``.
    """
    if isinstance(source, str):
        return _read_str(source)
    if isinstance(source, os.PathLike):
        source = Path(os.fsdecode(source)).read_bytes()
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        text, found = decode(data, encoding=encoding)
        return evolve(_read_str(text, nul=encoding is not None or b"\0" in data), encoding=found)
    if hasattr(source, "getroot") or hasattr(source, "itertext") or hasattr(source, "find_all"):
        return read_html(source)
    raise TypeError(
        "parse() takes HTML or text as str, bytes, a path (os.PathLike), an lxml element or tree, or a BeautifulSoup "
        f"object, not {type(source).__name__}"
    )


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
