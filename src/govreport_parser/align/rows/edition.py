"""Which edition's rows are printed in table three."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ...forms import FORMS
from ..labels.lexicon import groups_elsewhere, table_of
from ..reading.segments import holds_values
from .line import Line


def tell_edition(lines: Sequence[Line], table: str) -> str | None:
    """The edition whose own rows are printed, or ``None`` when none or several are.

    A label that another edition has as a group heading (（六）其他处理) counts only with numbers behind it.
    """
    filled = {line.path for line in lines if holds_values(line.run.values)}
    printed = {line.path for line in lines}
    scores: dict[str, int] = {}
    for edition in FORMS:
        own = _own_rows(edition, table)
        groups = groups_elsewhere(table)
        scores[edition] = len(own & filled) * 2 + len((own - groups) & printed)
    best = sorted(scores.values(), reverse=True)
    if best[0] == 0 or (len(best) > 1 and best[0] == best[1]):
        return None
    return max(scores, key=scores.__getitem__)


@cache
def _own_rows(edition: str, table: str) -> set[str]:
    mine = {path for path, _, _ in table_of(FORMS[edition], table).rows()}
    for other, form in FORMS.items():
        if other != edition:
            mine -= {path for path, _, _ in table_of(form, table).rows()}
    return mine
