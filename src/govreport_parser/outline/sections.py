"""The sections of a report: their headings, found and put in order, and the tree below each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..blocks import Lines
from ..cells import Span
from ..model import Section
from .chain import chain, extra, proper
from .headings import Heading, candidates
from .second_look import counted, embedded, likened
from .tree import Open, Wrapped, grow, split_flat
from .wording import Wordings


def find_headings(
    units: Lines, text: str, known: Wordings, regions: Sequence[Span]
) -> tuple[list[Heading], list[Heading]]:
    """The report's section headings, in order, and every line that might have been one."""
    found = proper(candidates(units, text, known), text, regions)
    headings = chain(found, units, regions)
    if len({role for heading in headings for role in heading.roles}) < 6:
        starts = {heading.start for heading in found}
        inside = {h.start: h for h in [*counted(units), *embedded(units, known)] if h.start not in starts}
        found = sorted([*likened(found, known), *inside.values()], key=lambda heading: heading.start)
        found = proper(found, text, regions)
        headings = chain(found, units, regions)
    return _apart(extra(found, headings, regions)), found


def _apart(headings: Sequence[Heading]) -> list[Heading]:
    """The headings without those that begin inside another: a line, and a title found once more within it."""
    out: list[Heading] = []
    for heading in headings:
        if not out or heading.start >= out[-1].end:
            out.append(heading)
    return out


def build(heading: Heading, body: Lines, text: str, regions: Sequence[Span], stop: int, wrapped: Wrapped) -> Section:
    """One section with its tree; ``body`` are the lines between its heading and ``stop`` that belong to it."""
    if heading.flat:
        body = split_flat(body, text)
    root = Open(0, heading.start, heading.end, heading.number, heading.title, heading.closing)
    at = bisect_left(regions, (stop,))
    if at and regions[at - 1][0] >= heading.end:
        root.end = min(stop, regions[at - 1][1])
    return grow(root, body, text, wrapped) if body.texts else root.closed(text)
