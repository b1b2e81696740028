"""Evaluating identities over cells. Works on a path-to-cell mapping, so also on a report loaded from JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

from .cells import Cell, Span, Status
from .findings import Finding, finding
from .model import Check, Outcome
from .quick import become, twin

LookUp = Callable[[Sequence[Any]], tuple[Any, ...]]

LONGEST_SUM = 6
"""A side with more members is not spelt out in a message."""


class Laws(NamedTuple):
    """The identities of a table: their names, the cells on either side of each, and what looks these up by their place."""

    names: tuple[str, ...]
    lefts: tuple[tuple[str, ...], ...]
    rights: tuple[tuple[str, ...], ...]
    look_left: tuple[LookUp, ...]
    look_right: tuple[LookUp, ...]


def identities(declared: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]], paths: Sequence[str]) -> Laws:
    """The identities of a table whose cells are ``paths``: each a name, the cells on its left, those on its right."""
    names, lefts, rights = zip(*declared, strict=True) if declared else ((), (), ())
    at = {path: place for place, path in enumerate(paths)}

    def look_up(side: tuple[str, ...]) -> LookUp:
        return itemgetter(*[at.get(path, _ABSENT) for path in side], _NOTHING)  # two at least, so that it gives a tuple

    return Laws(names, lefts, rights, tuple(map(look_up, lefts)), tuple(map(look_up, rights)))


_ABSENT, _NOTHING = -2, -1
"""Where, behind the values of a table, stand that of a cell which it lacks and that of no cell: ``None`` and zero."""

_draft = twin(Check)


def evaluate(cells: Mapping[str, Cell], values: Sequence[Any], laws: Laws) -> list[Check]:
    """Evaluate every identity: held, broken, or undecided when a member is not certain. Blanks count as zero.

    ``values`` are the values of ``cells``, ``None`` where they are not certain or blank.
    """
    if not laws.names:
        return []
    a: list[int | None]
    b: list[int | None]
    known = [*values, None, 0]
    blanks: Iterable[tuple[str, ...]] = repeat(())
    try:
        a = list(map(sum, [look(known) for look in laws.look_left]))
        b = list(map(sum, [look(known) for look in laws.look_right]))
    except TypeError:  # a member has no value
        blank = {path for path, cell in cells.items() if cell.status is Status.BLANK}
        known = [*[0 if path in blank else value for path, value in zip(cells, values, strict=True)], None, 0]
        a, b = ([_sum(look(known)) for look in looks] for looks in (laws.look_left, laws.look_right))
        sides = zip(laws.lefts, laws.rights, strict=True)
        blanks = [tuple([path for path in left + right if path in blank]) for left, right in sides]
    outcomes = [
        _UNDECIDED if one is None or other is None else _HELD if one == other else _BROKEN
        for one, other in zip(a, b, strict=True)
    ]
    return become(Check, map(_draft, laws.names, outcomes, laws.lefts, laws.rights, a, b, blanks))


_HELD, _BROKEN, _UNDECIDED = Outcome.HELD, Outcome.BROKEN, Outcome.UNDECIDED


def _sum(members: tuple[Any, ...]) -> int | None:
    """The sum of one side; ``None`` where a member is not known."""
    return None if None in members else sum(members)


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
