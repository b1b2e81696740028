"""Evaluating identities over cells. Works on a path-to-cell mapping, so also on a report loaded from JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from .cells import Cell, Span, Status
from .findings import Finding, finding
from .model import Check, Outcome
from .quick import become, twin

LONGEST_SUM = 6
"""A side with more members is not spelt out in a message."""

Identities = Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]
"""Each identity over cells: its name, the cells on its left, the cells on its right."""

_draft = twin(Check)


def evaluate(cells: Mapping[str, Cell], identities: Identities) -> list[Check]:
    """Evaluate every identity: held, broken, or undecided when a member is not certain. Blanks count as zero."""
    values: dict[str, Any] = {path: cell.value for path, cell in cells.items()}
    blank: set[str] = set()
    if None in values.values():
        blank = {path for path, cell in cells.items() if cell.status is Status.BLANK}
        values.update(dict.fromkeys(blank, 0))
    drafts = []
    for name, left, right in identities:
        a = _sum(values, left)
        b = _sum(values, right)
        outcome = Outcome.UNDECIDED if a is None or b is None else Outcome.HELD if a == b else Outcome.BROKEN
        blanks = tuple(p for p in left + right if p in blank) if blank else ()
        drafts.append(_draft(name, outcome, left, right, a, b, blanks))
    return become(Check, drafts)


def _sum(values: Mapping[str, Any], paths: tuple[str, ...]) -> int | None:
    try:
        if len(paths) == 1:
            value: int | None = values[paths[0]]
        else:
            value = sum(_getter(paths)(values))
    except (KeyError, TypeError):
        return None  # a member is not certain, or a report from elsewhere lacks the cell
    return value


@lru_cache(maxsize=1024)
def _getter(paths: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Looks up all members of one side of an identity at once; the sides are those of the forms, so few."""
    return itemgetter(*paths)


def findings_of(checks: Iterable[Check], cells: Mapping[str, Cell]) -> list[Finding]:
    """A finding for every broken identity, and one for each table in which blanks counted as zero."""
    out: list[Finding] = []
    blanks: dict[str, list[Check]] = {}
    for check in checks:
        if check.outcome is Outcome.BROKEN:
            out.append(_broken(check, cells))
        if check.blanks and check.outcome is not Outcome.UNDECIDED:
            blanks.setdefault(check.id.partition(".")[0], []).append(check)
    for table, used in blanks.items():
        paths = tuple({path: None for check in used for path in check.blanks})
        out.append(finding("blank-as-zero", paths=paths, table=table, count=len(used)))
    return out


def _broken(check: Check, cells: Mapping[str, Cell]) -> Finding:
    members = check.left + check.right
    spans: tuple[Span, ...] = tuple(span for path in members if (span := cells[path].span))
    return finding(
        "identity-broken",
        paths=members,
        spans=spans,
        identity=check.id,
        left=_side(check.left),
        left_sum=check.left_sum,
        right=_side(check.right),
        right_sum=check.right_sum,
    )


def _side(paths: tuple[str, ...]) -> str:
    """One side of an identity in words."""
    if len(paths) > LONGEST_SUM:
        return f"the sum of its {len(paths)} parts"
    return " + ".join(_short(p) for p in paths)


def _short(path: str) -> str:
    return path.partition(".")[2]
