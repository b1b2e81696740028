"""Rows of table two whose label is printed in a wording nobody declared: recognised by likeness, between known labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ...blocks import Document
from ...forms import FORMS
from ...text import key
from ..labels.lexicon import Hit, Meaning, Role, Senses, row_order, table_of
from ..labels.spot import field_at
from ..reading.atoms import Atom
from ..reading.lex import lex
from ..reading.segments import chunks, count

LIKENESS = 65
LONGEST_LABEL = 20


def with_likely_rows(document: Document, group: list[Hit], end: int, table: str, starts: Sequence[int]) -> list[Hit]:
    """The hits of one copy, and among them a hit for every stretch of text that is like the label of a missing row."""
    known = {row for hit in group if (row := hit.senses.rows.get(table))}
    missing = [row for row in row_order(table) if row not in known]
    if not missing or _complete(known, table):
        return group
    out: list[Hit] = []
    for hit, after in zip(group, [*group[1:], None], strict=True):
        out.append(hit)
        stop = after.start if after else end
        if stop - hit.end > 3:
            out.extend(_likely(document, hit.end, stop, missing, table, starts))
    return out


def _complete(known: set[str], table: str) -> bool:
    return any({path for path, _, _ in table_of(form, table).rows()} <= known for form in FORMS.values())


def _likely(
    document: Document, start: int, end: int, missing: list[str], table: str, starts: Sequence[int]
) -> list[Hit]:
    out: list[Hit] = []
    for chunk in chunks(lex(document, field_at(starts, start), start, end, signed=True)):
        if chunk.text and count(chunk.values) and (found := _best(document.text, chunk.text, missing, table)):
            out.append(found)
            missing.remove(found.senses.meanings[0].id)
    return out


def _best(text: str, atoms: Sequence[Atom], missing: Sequence[str], table: str) -> Hit | None:
    from rapidfuzz import fuzz  # only documents with unknown labels pay for the import

    labels = _labels(table)
    for first in range(len(atoms) - 1, max(-1, len(atoms) - 4), -1):
        words = key(text[atoms[first].start : atoms[-1].end])
        if not 2 <= len(words) <= LONGEST_LABEL:
            continue
        scores = {row: max(int(fuzz.ratio(words, k)) for k in keys) for row, keys in labels.items()}
        best = max(scores, key=scores.__getitem__)
        rivals = sorted(scores.values(), reverse=True)
        if best in missing and scores[best] >= LIKENESS and rivals[0] > rivals[1]:
            return Hit(atoms[first].start, atoms[-1].end, words, Senses((Meaning(table, Role.ROW, best),)))
    return None


@cache
def _labels(table: str) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for form in FORMS.values():
        for path, row, _ in table_of(form, table).rows():
            out[path] = out.get(path, frozenset()) | {key(w) for w in row.label.wordings()}
    return out
