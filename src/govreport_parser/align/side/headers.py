"""The column headers of table four in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise

from attrs import frozen

from ...blocks import Document
from ...forms import Table
from ...text import is_apart
from ..labels.lexicon import Hit
from ..labels.spot import REACH, tail_end
from ..reading.spans import spans_rows, without_repeats

TAIL = 200
"""Numbers further behind the last label than this are not the row's."""

LEAST_LABELS = 6
"""Fewer labels of the header than this are a mention in prose."""


@frozen
class Header:
    """One printed header: its hits, and where what follows it ends."""

    hits: tuple[Hit, ...]
    end: int


def find_headers(document: Document, hits: Sequence[Hit], table: Table, starts: Sequence[int]) -> list[Header]:
    """Where the header stands: outcome labels close together, with numbers behind the last."""
    out: list[Header] = []
    group: list[Hit] = []
    text = document.text
    after = outcomes = 0
    for n, hit in enumerate(hits):
        tables = hit.senses.tables
        mine = table.id in tables
        if group:
            end = group[-1].end
            foreign = tables and not mine
            again = mine and _begins_again(outcomes, hit, table)
            apart = foreign or again or is_apart(text, end, hit.start, REACH // 2)
            if apart or _values_between(document, end, hit.start):
                _close(document, hits, after, group, table, starts, out, before=hit if again else None)
                group, outcomes = [], 0
        if mine:
            group.append(hit)
            outcomes += table.id in hit.senses.columns
            after = n + 1
    _close(document, hits, after, group, table, starts, out)
    return out


def _begins_again(outcomes: int, hit: Hit, table: Table) -> bool:
    """Whether the first kind of dispute stands behind a whole header: then the numbers between the two are blanks, or lost.

    ``outcomes`` is how many labels of columns stand before it.
    """
    block = table.blocks[0]
    if hit.senses.rows.get(table.id) != block.rows[0].id:
        return False
    return outcomes >= len(block.rows) * len(block.columns)


def _values_between(document: Document, start: int, end: int) -> bool:
    """Whether the table's row stands between two labels: the second is of a footnote or of the next copy."""
    if end - start <= LEAST_LABELS:
        return False
    cell = _SHOWN_CELL if document.markup else _CELL
    return (
        len(cell.findall(document.text, start, end)) > LEAST_LABELS
        or _GLUED.search(document.text, start, end) is not None
    )


def _close(
    document: Document,
    hits: Sequence[Hit],
    after: int,
    group: list[Hit],
    table: Table,
    starts: Sequence[int],
    out: list[Header],
    *,
    before: Hit | None = None,
) -> None:
    group = list(dropwhile(lambda h: not h.senses.own, group))  # 总计 of the table above
    outcomes = [h for h in group if h.senses.columns.get(table.id)]
    exclusive = [h for h in group if h.senses.own]
    if len(outcomes) < LEAST_LABELS or len(exclusive) < LEAST_LABELS - 2:
        return
    limit = tail_end(document, starts, group[-1].end, 24, TAIL)
    end = next((h.start for h in hits[after:] if h.start < limit and (h is before or not h.senses.tables)), limit)
    out.append(Header(tuple(group), end))


def in_order(text: str, hits: Sequence[Hit], table: Table, columns: list[str], groups: list[str]) -> bool:
    """Whether outcomes and kinds of dispute are printed in the form's order (a lost label is no other order)."""
    hits = without_repeats(text, hits)
    kinds = [k for h in hits if (k := h.senses.rows.get(table.id)) in groups[1:]]
    if kinds != [g for g in groups[1:] if g in kinds]:
        return False
    first = [n for n, h in enumerate(hits) if h.senses.rows.get(table.id) == groups[0]]
    others = [n for n, h in enumerate(hits) if h.senses.aside]  # 行政诉讼, over all groups but the first
    if first and others and (others[-1] < first[-1] or (others[0] < first[0] and _kind_leads(hits, table, groups))):
        return False
    outcomes = [c for h in hits if (c := h.senses.columns.get(table.id))]
    if spans_rows(outcomes, columns, len(groups)) and _kinds_below(hits, table, len(columns), len(groups) - 1):
        outcomes = outcomes[len(columns) :]
    rank = {c: n for n, c in enumerate(columns)}
    breaks = sum(1 for a, b in pairwise(outcomes) if rank[b] <= rank[a])
    return breaks == len(groups) - 1


def _kind_leads(hits: Sequence[Hit], table: Table, groups: Sequence[str]) -> bool:
    """Whether a kind of dispute that is not the first stands before all outcomes: 行政诉讼 above it is no word of a title."""
    below = (h for h in hits if h.senses.columns.get(table.id) or h.senses.rows.get(table.id) in groups[1:])
    lead = next(below, None)
    return lead is not None and not lead.senses.columns.get(table.id)


def rows_between(document: Document, hits: Sequence[Hit], columns: int) -> bool:
    """Whether a row of numbers stands between two labels: each kind of dispute has a header of its own, and its row below it.

    The numbers behind the last label are then of one kind, whatever empty cells fill up their line.
    """
    return any(
        b.start - a.end > columns and len(_NUMBER.findall(document.text, a.end, b.start)) * 2 > columns
        for a, b in pairwise(hits)
    )


def _kinds_below(hits: Sequence[Hit], table: Table, outcomes: int, kinds: int) -> bool:
    """Whether straight behind the first outcomes stand the kinds of dispute, and not somewhere else."""
    first = next((n for n, hit in enumerate(hits) if hit.senses.columns.get(table.id)), 0)
    below = hits[first + outcomes : first + outcomes + kinds]
    return len(below) == kinds and all(hit.senses.rows.get(table.id) for hit in below)


_CELL = re.compile(r"\d+|(?<![^\s|│┃])(?:[-–－/／]|—{1,2}|无)(?![^\s|│┃])")
"""What may be a cell of a text: a number, or a mark for none."""

_NUMBER = re.compile(r"(?<![^\s|│┃,;、，；])\d+件?(?![^\s|│┃,;、，；])")
"""A number that stands alone, as cells do; the running header of a page has a few numbers, too."""

_SHOWN_CELL = re.compile(rf"{_CELL.pattern}|\t(?=[\t\n])")
"""The same on a page, where the empty ones are shown."""

_GLUED = re.compile(r"\d{15}")
"""The fewest digits that fifteen cells have, without separators."""
