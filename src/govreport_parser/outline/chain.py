"""Which candidates are the report's section headings.

The headings are the best chain of candidates whose sections follow in the order of the form: a table of contents, a
list of links or a mention in a sentence has no body below it and loses to the real ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..blocks import Lines
from ..cells import Span
from ..text import BLANKS
from .headings import Heading

_BODY, _TABLE, _ORDER, _APART = 3, 5, 1, 4
_FAR = 1 << 62


def proper(found: Sequence[Heading], text: str, tables: Sequence[Span]) -> list[Heading]:
    """The candidates without those that only repeat one, or are a part of the section they stand in.

    A title once more below its own heading is the table's. Below 一、总体情况 a heading （一）主动公开政府信息情况 is a part of
    that section, unless a table stands below it or its numeral is that of the section it names.
    """
    out: list[Heading] = []
    capital = False
    for heading in found:
        if heading.roles and heading.number[:1] in _BRACKETS:
            if capital and heading.value not in heading.roles and not _near(heading, tables):
                continue
        elif heading.roles and heading.value:
            capital = True
        elif out and heading.roles == out[-1].roles and not text[out[-1].end : heading.start].strip(_BLANK):
            continue
        out.append(heading)
    return out


_BRACKETS = ("（", "(")
_BLANK = BLANKS + "|"


def _weights(found: Sequence[Heading], units: Lines, tables: Sequence[Span]) -> list[int]:
    """What each candidate counts: more where a body or a table follows."""
    out = []
    for index, heading in enumerate(found):
        after = found[index + 1].start if index + 1 < len(found) else _FAR
        at = units.at(heading.end)
        table = bisect_left(tables, (heading.end,))
        near = table < len(tables) and tables[table][0] < after
        body = (
            near
            or (at > 0 and units.end(at - 1) > heading.end)
            or (at < len(units.starts) and units.starts[at] < after)
        )
        out.append(heading.weight + _BODY * body + _TABLE * near)
    return out


def _order(before: int, value: int) -> int:
    """A small bonus for numerals that rise, and for the very next one."""
    return _ORDER * (value > before) + _ORDER * (value == before + 1)


class _Path(NamedTuple):
    """The best chain that ends with a certain section; ``copy`` counts the beginnings 一、总体情况 up to its end."""

    score: int
    headings: tuple[Heading, ...]
    copy: int


def chain(found: Sequence[Heading], units: Lines, tables: Sequence[Span]) -> list[Heading]:
    """The headings that follow in the order of the form, as many and as sure as can be; of two copies the first."""
    named = [heading for heading in found if heading.roles]
    if all(before.roles[-1] < after.roles[0] for before, after in pairwise(named)):
        return named  # each section once and in order: nothing to choose
    best: dict[int, _Path] = {}
    copy = 0
    for heading, weight in zip(found, _weights(found, units, tables), strict=True):
        if not heading.roles:
            continue
        copy += heading.roles[0] == 1
        before = _Path(0, (), copy)
        for last, path in best.items():
            if last < heading.roles[0]:
                score = path.score + _order(path.headings[-1].value, heading.value) - _APART * (path.copy != copy)
                if score > before.score:
                    before = _Path(score, path.headings, copy)
        last = heading.roles[-1]
        if last not in best or before.score + weight > best[last].score:
            best[last] = _Path(before.score + weight, (*before.headings, heading), copy)
    return list(max(best.values(), key=lambda path: path.score).headings) if best else []


def extra(found: Sequence[Heading], chosen: Sequence[Heading], tables: Sequence[Span]) -> list[Heading]:
    """``chosen``, and the other numbered headings that are sections too: their numerals fit where they stand."""
    if not chosen:
        return _counted(found)
    if len(found) == len(chosen):
        return list(chosen)
    out = list(chosen)
    starts = {heading.start for heading in chosen}
    taken = {role for heading in chosen for role in heading.roles}
    free = [heading for heading in found if heading.start not in starts and heading.value]
    edges: list[Heading | None] = [None, *chosen, None]
    for before, after in pairwise(edges):
        low = before.end if before else 0
        high = after.start if after else _FAR
        gap = [heading for heading in free if low <= heading.start < high]
        out += _fitting(gap, before, after, taken, tables) if gap else []
    return sorted(out, key=lambda heading: heading.start)


def _fitting(
    gap: Sequence[Heading], before: Heading | None, after: Heading | None, taken: set[int], tables: Sequence[Span]
) -> list[Heading]:
    """The headings of one gap whose numerals go on from the one before and up to the one after.

    A heading of a section that is found elsewhere (``taken``) is a section only above a table: some reports print their
    tables under headings of their own, behind the prose.
    """
    if after is None:
        out: list[Heading] = []
        last = before.value if before else 0
        for heading in gap:
            if 1 in heading.roles and 1 in taken:
                break  # the article once more
            if (heading.roles and _near(heading, tables)) or (last and heading.value == last + 1):
                out.append(heading)
                last = heading.value
        return out
    plain = [heading for heading in gap if taken.isdisjoint(heading.roles)]
    if before is not None and (filling := _filling(gap, before, after)):
        return filling
    if before is None:
        return _leading(plain, after.value)
    fits = [heading for heading in plain if before.value < heading.value < after.value]
    values = [heading.value for heading in plain]
    return fits if before.value and fits == plain and values == sorted(set(values)) else []


def _filling(gap: Sequence[Heading], before: Heading, after: Heading) -> list[Heading]:
    """The headings that count from the one before to the one after, none left out and none printed otherwise."""
    between = [heading for heading in gap if before.value < heading.value < after.value]
    alike = all(heading.number[-1:] == before.number[-1:] == after.number[-1:] for heading in between)
    values = [heading.value for heading in between]
    return between if before.value and alike and values == list(range(before.value + 1, after.value)) else []


def _leading(plain: Sequence[Heading], value: int) -> list[Heading]:
    """Headings above the first one of the form, counting up to it."""
    out: list[Heading] = []
    for heading in reversed(plain):
        if value <= 1 or heading.value != value - 1:
            break
        out.insert(0, heading)
        value = heading.value
    return out


def _near(heading: Heading, tables: Sequence[Span]) -> bool:
    at = bisect_left(tables, (heading.end,))
    return at < len(tables) and tables[at][0] - heading.end < 80


def _counted(found: Sequence[Heading]) -> list[Heading]:
    """Where no section of the form is recognised: the longest run of headings that counts up from one."""
    best: list[Heading] = []
    run: list[Heading] = []
    for heading in found:
        if heading.value == 1:
            run = [heading]
        elif run and heading.value == run[-1].value + 1:
            run.append(heading)
        best = run if len(run) > 1 and len(run) >= len(best) else best
    return list(best)
