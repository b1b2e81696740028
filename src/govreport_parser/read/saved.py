"""Pages that a browser saved with all that they show, as one file of MIME parts (`.mhtml`, `.mht`, `.eml`): the page among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

_HEAD = re.compile(r"\ufeff?\s*+(?:[A-Za-z][A-Za-z\d-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.ASCII)
_SIGN = re.compile(r"^Content-Type:\s*(?:multipart/|text/html\b)", re.IGNORECASE | re.MULTILINE)
_VERSION = re.compile(r"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_CELL = re.compile(rb"<t[dh]\b", re.IGNORECASE)
FAR = 8_000
"""The header of such a file has no more characters than this."""


def is_saved(head: str) -> bool:
    """Whether a file that begins so is a saved page: lines of a header, with the version and the kind of its parts."""
    found = _HEAD.match(head) if head[:1] not in ("<", "") else None
    return found is not None and _VERSION.search(found[0]) is not None and _SIGN.search(found[0]) is not None


def saved_page(data: bytes) -> tuple[bytes, str | None] | None:
    """The page in such a file, as it was sent, with the encoding that is claimed for it; ``None`` where there is none.

    It is the first page of the file, as that is what a browser shows; where this holds no table, the one of its frames
    that does.
    """
    from email import message_from_bytes  # takes as long to import as all readers together

    try:
        parts = [p for p in message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip()).walk() if _is_page(p)]
        pages = [(content, p.get_content_charset()) for p in parts if (content := _content(p))]
    except (ValueError, LookupError, RecursionError):
        return None
    if not pages:
        return None
    tables = [page for page in pages if _CELL.search(page[0])]
    return tables[0] if len(tables) == 1 else pages[0]


def _is_page(part: Message) -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
