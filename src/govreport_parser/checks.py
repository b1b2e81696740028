"""Evaluating identities over cells. Works on a path-to-cell mapping, so also on a report loaded from JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from .cells import Cell, Span, Status
from .findings import Finding, finding
from .model import Check, Outcome
from .quick import become, twin

LONGEST_SUM = 6
"""A side with more members is not spelt out in a message."""


class Sides(NamedTuple):
    """An identity over cells: its name, the cells on either side, and what looks each side up at once."""

    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    lefts: Callable[[Mapping[str, Any]], tuple[Any, ...]] | None
    rights: Callable[[Mapping[str, Any]], tuple[Any, ...]] | None
    """``None`` for a side of one cell."""


def identities(declared: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> tuple[Sides, ...]:
    """The identities of a table as :func:`evaluate` wants them: each a name, the cells on its left, those on its right."""
    return tuple(Sides(name, left, right, _getter(left), _getter(right)) for name, left, right in declared)


def _getter(paths: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]] | None:
    return itemgetter(*paths) if len(paths) > 1 else None


_draft = twin(Check)


def evaluate(cells: Mapping[str, Cell], values: Mapping[str, Any], laws: Iterable[Sides]) -> list[Check]:
    """Evaluate every identity: held, broken, or undecided when a member is not certain. Blanks count as zero.

    ``values`` are the values of ``cells``, ``None`` where they are not certain or blank.
    """
    blank: set[str] = set()
    if None in values.values():
        blank = {path for path, cell in cells.items() if cell.status is Status.BLANK}
        values = {**values, **dict.fromkeys(blank, 0)}
    drafts = []
    for name, left, right, lefts, rights in laws:
        try:
            a = sum(lefts(values)) if lefts else values[left[0]]
            b = sum(rights(values)) if rights else values[right[0]]
        except (KeyError, TypeError):  # a member is not certain, or a report from elsewhere lacks the cell
            a, b = _known(values, left), _known(values, right)
        outcome = _UNDECIDED if a is None or b is None else _HELD if a == b else _BROKEN
        blanks = tuple(p for p in left + right if p in blank) if blank else ()
        drafts.append(_draft(name, outcome, left, right, a, b, blanks))
    return become(Check, drafts)


_HELD, _BROKEN, _UNDECIDED = Outcome.HELD, Outcome.BROKEN, Outcome.UNDECIDED


def _known(values: Mapping[str, Any], paths: Sequence[str]) -> int | None:
    """The sum of one side; ``None`` where a member is not known."""
    members = [values.get(path) for path in paths]
    return None if None in members else sum(members)  # type: ignore[arg-type]


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
