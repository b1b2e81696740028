"""The blank form that is printed behind a filled report: every label once more, and not a number among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..blocks import Document
from ..cells import Span
from ..forms import FORMS
from .labels.hits import find_hits, section_start
from .labels.lexicon import Hit

_APART = r"\s|│┃─-╿+\-—–_=.:：,，、。;；…*#“”\"'‘’（）()《》\[\]【】/\\"
_NUMERALS = "(?<![一-鿿])[一二两三四五六七八九十百千万]+(?![一-鿿、）)])"
_NUMBER = re.compile(rf"[^{_APART}一-鿿]|[〇零]|{_NUMERALS}")
"""What may be a number, or a picture or a sign in its place: whatever is no word and parts no cells."""
_NUMBER_NEXT = re.compile(rf"[{_APART}]*+(?:[^{_APART}一-鿿]|[〇零])")
_NUMERAL = re.compile(r"(?<!\d)\d{1,2}\s*[.．、]\s*\Z")
"""The numeral of a row, in front of its label."""


def blank_form(document: Document) -> Span | None:
    """The labels of a blank form that stands behind a report with all three tables, from the first to the last of them.

    What is printed first is the report's own, and a form without a number says nothing of it. Before the report, or
    with only some of its tables behind it, it may be the report's own that nobody can read.
    """
    text, hits = document.text, find_hits(document)
    last = next((n for n in range(len(hits) - 1, -1, -1) if hits[n].senses.tables and not hits[n].senses.aside), -1)
    if last < 0 or _NUMBER_NEXT.match(text, hits[last].end):
        return None
    first = last
    while first > 0 and not _holds_number(text, hits[first - 1], hits[first]):
        first -= 1
    if not (_hold_all(hits[first : last + 1]) and _hold_all(hits[:first]) and _is_in_place(hits)):
        return None
    return hits[first].start, hits[last].end


def _holds_number(text: str, hit: Hit, after: Hit) -> bool:
    """Whether a number stands between two labels: anywhere if they are of one table, else right behind the first."""
    if hit.senses.tables & after.senses.tables:
        return bool(_NUMBER.search(_NUMERAL.sub("", text[hit.end : after.start])))
    return bool(_NUMBER_NEXT.match(text, hit.end))


def _is_in_place(hits: Sequence[Hit]) -> bool:
    """Whether the heading of its section stands above the first table: the report's own, and not one hidden before it."""
    first = next((hit.start for hit in hits if hit.senses.own and hit.senses.rows), 0)
    return section_start(hits, 2, first) < first


def _hold_all(hits: Sequence[Hit]) -> bool:
    """Whether labels are those of most rows of every table, in one edition or the other."""
    found: dict[str, set[str]] = {}
    for hit in hits:
        for table, row in hit.senses.rows.items():
            found.setdefault(table, set()).add(row)
    return all(
        any(len(rows & found.get(table, set())) * 3 >= len(rows) * 2 for rows in editions)
        for table, editions in _rows().items()
    )


@cache
def _rows() -> dict[str, list[set[str]]]:
    """The rows of each table, edition by edition."""
    tables = [table for form in FORMS.values() for table in form.tables()]
    return {one.id: [{path for path, _, _ in t.rows()} for t in tables if t.id == one.id] for one in tables}
