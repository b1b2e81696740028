"""Which edition's headers and rows are printed in table two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ...forms import FORMS, Table
from ...text import key
from ..labels.lexicon import Hit, table_of
from .line import Line


def tell_edition(group: Sequence[Hit], lines: Sequence[Line], table: str) -> str | None:
    """The edition that more of the printed headers and rows belong to, or ``None``."""
    scores = dict.fromkeys(FORMS, 0)
    printed = {hit.wording for hit in group}
    for edition, form in FORMS.items():
        headers = [b.columns for b in table_of(form, table).blocks]
        scores[edition] = len(printed & _own_wordings(edition, table))
        scores[edition] += sum(1 for line in lines if line.header and line.header.columns in headers)
    best = sorted(scores.values(), reverse=True)
    return None if best[0] == 0 or best[0] == best[1] else max(scores, key=scores.__getitem__)


@cache
def _own_wordings(edition: str, table: str) -> frozenset[str]:
    """Every wording of a column or row that only this edition has."""
    wordings = {name: _wordings(table_of(form, table)) for name, form in FORMS.items()}
    return frozenset(wordings[edition].difference(*(w for name, w in wordings.items() if name != edition)))


def _wordings(table: Table) -> set[str]:
    labels = [c.label for b in table.blocks for c in b.columns] + [row.label for _, row, _ in table.rows()]
    return {printed for label in labels for wording in label.wordings() for printed in (wording, key(wording))}
