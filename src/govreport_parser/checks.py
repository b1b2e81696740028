"""Evaluating identities over cells. Works on a path-to-cell mapping, so also on a report loaded from JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from .cells import Cell, Span, Status
from .findings import Finding, finding
from .model import Check, Outcome
from .quick import LookUp, look_up, many

LONGEST_SUM = 6
"""A side with more members is not spelt out in a message."""


class Laws(NamedTuple):
    """The identities of a table: their names, and the cells on either side of each.

    The values of a table are listed, then ``None`` for every cell that it lacks, then the sums of the sides with several
    members; the places of both sides of each identity are places in that list.
    """

    names: tuple[str, ...]
    lefts: tuple[tuple[str, ...], ...]
    rights: tuple[tuple[str, ...], ...]
    sums: tuple[LookUp, ...]
    left: LookUp
    right: LookUp


def identities(declared: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]], paths: Sequence[str]) -> Laws:
    """The identities of a table whose cells are ``paths``: each a name, the cells on its left, those on its right."""
    names, lefts, rights = zip(*declared, strict=True) if declared else ((), (), ())
    places = {path: place for place, path in enumerate(paths)}
    lacking = len(paths)
    sums: dict[tuple[int, ...], int] = {}

    def place(side: tuple[str, ...]) -> int:
        at = tuple([places.get(path, lacking) for path in side])
        return at[0] if len(at) == 1 else sums.setdefault(at, lacking + 1 + len(sums))

    left, right = (look_up(list(map(place, sides))) for sides in (lefts, rights))
    return Laws(names, lefts, rights, tuple(map(look_up, sums)), left, right)


def evaluate(cells: Mapping[str, Cell], values: Sequence[Any], laws: Laws) -> list[Check]:
    """Evaluate every identity: held, broken, or undecided when a member is not certain. Blanks count as zero.

    ``values`` are the values of ``cells``, ``None`` where they are not certain or blank.
    """
    a: Sequence[int | None]
    b: Sequence[int | None]
    if not laws.names:
        return []
    known = [*values, None]
    blanks: Iterable[tuple[str, ...]] = repeat(())
    try:
        known += map(sum, [look(known) for look in laws.sums])
        a, b = laws.left(known), laws.right(known)
    except TypeError:  # a member of a sum has no value
        a = b = (None,)
    if None in a or None in b:
        blank = {path for path, cell in cells.items() if cell.status is Status.BLANK}
        amounts = dict(zip(cells, values, strict=True)) | dict.fromkeys(blank, 0)
        a, b = ([_sum(amounts, side) for side in sides] for sides in (laws.lefts, laws.rights))
        sides = zip(laws.lefts, laws.rights, strict=True)
        blanks = [tuple([path for path in left + right if path in blank]) for left, right in sides]
    return _many(len(laws.names), laws.names, _outcomes(a, b), laws.lefts, laws.rights, a, b, blanks)


def _outcomes(a: Sequence[int | None], b: Sequence[int | None]) -> Iterable[Outcome]:
    """What became of each identity, by the sums of its sides."""
    if a == b and None not in a:
        return repeat(_HELD)
    return [
        _UNDECIDED if one is None or other is None else _HELD if one == other else _BROKEN
        for one, other in zip(a, b, strict=True)
    ]


_many = many(Check)

_HELD, _BROKEN, _UNDECIDED = Outcome.HELD, Outcome.BROKEN, Outcome.UNDECIDED


def _sum(amounts: Mapping[str, Any], paths: Sequence[str]) -> int | None:
    """The sum of one side; ``None`` where a member is not known."""
    members = [amounts.get(path) for path in paths]
    return None if None in members else sum(members)  # type: ignore[arg-type]  # no None


def unbalanced(checks: Iterable[Check]) -> tuple[str, ...]:
    """The blank cells that may hide a number: every sum of which one is a part lacks something.

    A number that is drawn, filled in by a script or lost on the way leaves a cell as empty as one that nobody filled in.
    """
    lacking: dict[str, None] = {}
    whole: set[str] = set()
    for check in checks:
        left, right = check.left_sum, check.right_sum
        if check.blanks and left is not None and right is not None:
            for side, short in ((check.left, left < right), (check.right, right < left)):
                blank = [path for path in side if path in check.blanks]
                if short and len(side) > 1:
                    lacking.update(dict.fromkeys(blank))
                else:
                    whole.update(blank)
    return tuple([path for path in lacking if path not in whole])


def findings_of(checks: Iterable[Check], cells: Mapping[str, Cell]) -> list[Finding]:
    """A finding for every broken identity, and one for each table in which blanks counted as zero."""
    out: list[Finding] = []
    blanks: dict[str, list[Check]] = {}
    for check in [check for check in checks if check.outcome is not _HELD or check.blanks]:
        if check.outcome is _BROKEN:
            out.append(_broken(check, cells))
        if check.blanks and check.outcome is not _UNDECIDED:
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
