"""Every label in a document."""

from __future__ import annotations

from collections.abc import Sequence

from ...blocks import Document
from ...cells import Span
from ...text import is_laced
from .lexicon import Hit, Meaning, Role, lexicon

Taken = tuple[int, int, tuple[Span, ...]]
"""A stretch of text that is read already: from where to where, and the labels in it that are hits nevertheless."""


def find_hits(document: Document, taken: Sequence[Taken] = ()) -> list[Hit]:
    """Every label of any form in the document, but for the stretches that are ``taken``."""
    text = document.text
    known = lexicon(laced=is_laced(text, plain=document.plain))
    hits: list[Hit] = []
    at = 0
    for start, end, labels in sorted(taken):
        hits += known.find(text, at, start)
        hits += [hit for first, last in labels if (hit := known.hit(text, first, last))]
        at = end
    return hits + known.find(text, at)


def section_start(hits: Sequence[Hit], number: int, until: int) -> int:
    """Where the heading of a section of the form stands first, if before ``until``; else that."""
    wanted = Meaning("", Role.SECTION, str(number))
    for start, _, _, senses in hits:
        if start >= until:
            break
        if not senses.tables and wanted in senses.meanings:
            return start
    return until
