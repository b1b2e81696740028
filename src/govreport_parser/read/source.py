"""What a document may be given as, for those who check types. Nothing is imported for it: trees are told by a method."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Protocol


class ElementTree(Protocol):
    """A tree of lxml."""

    @property
    def getroot(self) -> Callable[..., Any]:
        """Gives the element at its root."""
        ...


class Element(Protocol):
    """An element of lxml."""

    @property
    def itertext(self) -> Callable[..., Any]:
        """Gives its text, piece by piece."""
        ...


class Soup(Protocol):
    """A page, or a part of one, of BeautifulSoup."""

    @property
    def find_all(self) -> Callable[..., Any]:
        """Gives the elements that match."""
        ...


Source = str | bytes | bytearray | memoryview | os.PathLike[str] | os.PathLike[bytes] | ElementTree | Element | Soup
"""HTML or text as ``str``; bytes of either; a path; or a page that a scraper holds as a tree."""
