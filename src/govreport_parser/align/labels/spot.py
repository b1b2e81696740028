"""Finding a table in the text: which labels belong together, where each copy begins and ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from ...blocks import Document
from ...text import BLANKS, is_apart, key
from .lexicon import Hit, Role, row_numbers

REACH = 260
"""Labels of one table that stand further apart than this many characters do not extend it."""

MOST_LABELS = 120
"""No table has more labels than this above or below its first or last certain one."""

MOST_FIELDS = 200
"""Behind more fields than this, most of them empty, stands nothing of the table above."""

MOST_COPIES = 12
"""A document that prints a table more often than this is no report; further copies are not read."""

_SPACED = r"[\s\u200b-\u200f\u202a-\u202c\ufeff|│┃║¦）)”’\"*…]*+"
_COUNTER = r"(?:件|个|条|项|宗|次)"
_NOTED = rf"(?:[（(][^（）()\d\n]{{1,12}}[)）]|{_COUNTER}(?=[\s|│┃║¦]))"
_SEPARATED = rf"{_SPACED}(?:{_NOTED}{_SPACED})?"
_LABEL_BEHIND = r"[^\S\n\t]*(?:\d[.．、]\s?|[（(][一二三四五六七八九十][）)])?[一-鿿]"
"""What a dash or a slash stands before that parts no cells: it joins the labels of a group and of a row."""

_VALUED = re.compile(
    rf"{_SEPARATED}(?:[\d０-９][\d０-９,，]*(?:\s*{_COUNTER}(?=[\s|│┃║¦\d]|$)|(?!\s*(?:{_COUNTER}|[，。；;%％年月日])|[\d,.．、，]))"
    rf"|[-—–－/／]+(?=[\s|│┃║¦\d]|$)(?!{_LABEL_BEHIND})|无(?=无|(?![一-鿿])|[一二三四五六七八九十]{{1,2}}[、.．])|不适用)"
    rf"|{_SEPARATED}[OoＯｏ〇○](?=[\s|│┃║¦]|$)"  # a letter for the digit
    rf"|{_SPACED}[:：]{_SPACED}[\d０-９][\d０-９,，]*(?=[\s|│┃║¦]+(?:\d|$))"  # a colon behind the label
    r"|[^\S\n]*[\t|│┃║][^\S\n]*[\t|│┃║]"  # an empty cell
)
_NUMERAL = re.compile(
    r"(?:[（(]\s*[一二三四五六七八九十]{1,2}\s*[)）]|[一二三四五六七八九十]{1,2}\s*[、.．,，:：]|第[一二三四五六七八九十]{1,2}[章节部分]+)\s*$"
)
_CLOSING = frozenset("、.．,，:：)）\\章节部分0123456789０１２３４５６７８９" + BLANKS)
_MARKED = re.compile(r"[\d０-９][^\S\n]*[.．、,，:：\\]")
"""A digit with the mark of a numeral behind it in its line: in 32, a line break and a mark it is a piece of a number."""
_LISTED = re.compile(r"([\d０-９])\s*[.．、,，:：\\]*\s*$")


class Anchor(NamedTuple):
    """A row's label in its place: the row's path, where label and numeral begin, where the label ends."""

    path: str
    start: int
    end: int
    hit: Hit | None
    valued: bool = True
    moved: bool = False
    """It stands out of the form's order."""


def valued(text: str, hit: Hit) -> bool:
    """Whether numbers follow the label as they do in a table, and not as in a sentence (予以公开38件，…)."""
    return _VALUED.match(text, hit.end) is not None


MANY_CUT = 4
"""Where one label of so many is cut, numbers may be, too."""


class Cut(IntEnum):
    """Where labels are cut in pieces, so that numbers may be, too."""

    NOWHERE = 0
    LINES = 1
    """At the ends of lines only."""
    ANYWHERE = 2


def labels_cut(text: str, hits: Sequence[Hit], many: int = MANY_CUT) -> Cut:
    """Where more than one label in ``many`` is cut in pieces, as where every text node of a page stands on its own line."""
    return where_cut([text[h.start : h.end] for h in hits if h.end - h.start != len(h.wording)], len(hits), many)


def where_cut(printed: Iterable[str], labels: int, many: int = MANY_CUT) -> Cut:
    """Where more than one in ``many`` of so many labels is cut in pieces, by those that are printed with something inside.

    A label with a space behind every character (规  章) is spread out, not cut.
    """
    cut = [label for label in printed if len(parts := label.split()) > 1 and max(map(len, parts)) > 1]
    if len(cut) * many <= labels:
        return Cut.NOWHERE
    inside = sum(any(len(line.split()) > 1 for line in label.split("\n")) for label in cut)
    return Cut.ANYWHERE if inside * many * _FEWER > labels else Cut.LINES


_FEWER = 4
"""Where one label of so many times more is cut inside a line, numbers may be."""


def numeral_start(text: str, hit: Hit, floor: int, expected: str) -> int:
    """Where the numeral before a label begins (``1.``, ``（一）``), or the label itself if it has none.

    In text without separators the digit before ``.属于`` is glued to the numbers of the row above, so only the one
    digit that the form prints there is taken.
    """
    if hit.start == 0 or text[hit.start - 1] not in _CLOSING:
        return hit.start
    head = text[max(floor, hit.start - 10) : hit.start]
    if match := _NUMERAL.search(head):
        return hit.start - (len(head) - match.start())
    if match := _LISTED.search(head):
        at = hit.start - (len(head) - match.start())
        glued = at > floor and text[at - 1].isdecimal()
        own = expected.rstrip(".") == match[1]
        if (own and _MARKED.match(head, match.start())) if glued else (own or "\n" not in match[0]):
            return at
    return hit.start


def field_at(starts: Sequence[int], position: int) -> int:
    """The index of the last field that begins at or before a position."""
    return max(0, bisect_right(starts, position) - 1)


def rising(items: Sequence[tuple[int, int]]) -> list[int]:
    """The indices of the heaviest strictly rising run of ``(rank, weight)`` items, not necessarily adjacent."""
    if all(a[0] < b[0] for a, b in pairwise(items)):
        return list(range(len(items)))
    ahead: dict[int, tuple[int, int]] = {}  # rank -> the heaviest run that ends there, and its last item
    previous: list[int] = []
    highest, heaviest = -1, (0, -1)
    for n, (rank, weight) in enumerate(items):
        if (
            rank > highest
        ):  # as long as ranks rise, which is nearly always, nobody has to look for the run that it prolongs
            top, link = heaviest
        else:
            top, link = max([run for r, run in ahead.items() if r < rank], default=(0, -1))
        previous.append(link)
        if rank not in ahead or top + weight > ahead[rank][0]:
            ahead[rank] = (top + weight, n)
            heaviest = max(heaviest, ahead[rank])
        highest = max(highest, rank)
    at = max(ahead.values(), default=(0, -1), key=lambda run: (run[0], -run[1]))[1]
    out: list[int] = []
    while at >= 0:
        out.append(at)
        at = previous[at]
    return out[::-1]


def copies(ranks: Sequence[int]) -> list[tuple[int, int]]:
    """Cut a sequence of row ranks into copies of the table: ``(first, past the last)`` item of each.

    A table rises from its first row to its last, or prints a row twice. Where the ranks fall, either a stray label stands in between (then
    the two parts still rise together) or the table begins again.
    """
    parts: list[tuple[int, int]] = []
    start = 0
    for n in range(1, len(ranks) + 1):
        if n == len(ranks) or ranks[n] < ranks[n - 1]:
            parts.append((start, n))
            start = n
    merged: list[tuple[int, int]] = []
    for part in parts:
        if merged and _one_table(ranks, merged[-1], part):
            merged[-1] = (merged[-1][0], part[1])
        else:
            merged.append(part)
    return merged


def _one_table(ranks: Sequence[int], a: tuple[int, int], b: tuple[int, int]) -> bool:
    if ranks[b[0]] == ranks[a[1] - 1]:
        return True  # a row that is printed twice
    joined = [(r, 1) for r in ranks[a[0] : b[1]]]
    size = min(a[1] - a[0], b[1] - b[0])
    astray = len(joined) - len(rising(joined))
    if astray <= MOST_ASTRAY and len(joined) >= MANY_ROWS and len(set(joined)) == len(joined):
        return True  # no row is printed twice, and a few stand out of order
    return astray <= max(1, size // 4) and (size > 1 or len(joined) > 3)


MANY_ROWS = 10
MOST_ASTRAY = 2
"""Of many rows, each printed once, so few may stand out of order in one table."""


def anchors(text: str, hits: Sequence[Hit], table: str, ranks: dict[str, int]) -> list[Anchor]:
    """The rows among ``hits``, one anchor to a row, as they are printed: in the order of the form, a few apart."""
    numbers = row_numbers(table)
    rows = [
        (hit, path)
        for before, hit in pairwise([None, *hits])
        if hit
        and (path := hit.senses.rows.get(table))
        and _ends(text, hit)
        and not is_noted(text, hit)
        and not in_header(before, hit, table)
        and (hit.senses.own or _numbered(text, hit, numbers.get(path, "")))
        and (hit.senses.own or _is_of_group(text, before, hit, table, numbers.get(path, "")))
    ]
    filled = [valued(text, hit) for hit, _ in rows]
    items = [
        (ranks[path], (4 if has_values else 1) + (2 if hit.senses.own else 0))
        for (hit, path), has_values in zip(rows, filled, strict=True)
    ]
    in_order = rising(items)
    moved = _moved(text, rows, filled, in_order, numbers) if len(in_order) < len(rows) else set()
    out: list[Anchor] = []
    floor = 0
    for n in sorted({*in_order, *moved}):
        hit, path = rows[n]
        start = numeral_start(text, hit, floor, numbers.get(path, ""))
        out.append(Anchor(path, start, hit.end, hit, filled[n], n in moved))
        floor = hit.end
    return out


def _moved(
    text: str, rows: Sequence[tuple[Hit, str]], filled: Sequence[bool], taken: Sequence[int], numbers: dict[str, str]
) -> set[int]:
    """The rows that are printed once, with numbers and out of the form's order: with a label, or a numeral, of their own."""
    found = {rows[n][1] for n in taken}
    named = [
        n
        for n, (hit, path) in enumerate(rows)
        if filled[n] and path not in found and _names_row(text, hit, numbers.get(path, ""))
    ]
    times = Counter(rows[n][1] for n in named)
    return {n for n in named if times[rows[n][1]] == 1}


def _names_row(text: str, hit: Hit, expected: str) -> bool:
    """Whether a label is of one row, or has the numeral of this one (3.其他), and is of no group of rows in any edition."""
    if any(meaning.role is Role.GROUP for meaning in hit.senses.meanings):
        return False
    start = numeral_start(text, hit, 0, expected)
    return hit.senses.own or (start < hit.start and key(text[start : hit.start]) == key(expected))


def is_noted(text: str, hit: Hit) -> bool:
    """Whether a label stands in a note on a number, or names a part of another row: 46（其中：行政处罚2件）, 其中：其他."""
    start = max(0, hit.start - 40)
    return text.find("其中", start, hit.start) >= 0 and _NOTE.search(text, start, hit.start) is not None


_NOTE = re.compile(r"其中[:：]?\s*$|[（(][^（）()\n]{0,30}其中[^（）()\n]{0,30}$")


def in_header(before: Hit | None, hit: Hit, table: str) -> bool:
    """Whether 其他 or 总计 follows a column's label and so is a column itself."""
    return (
        before is not None
        and table in hit.senses.columns
        and before.senses.own
        and (table in before.senses.columns or before.senses.aside)
    )


def _numbered(text: str, hit: Hit, expected: str) -> bool:
    """Whether no other numeral stands before a label of several meanings: （六）其他, left of （六）其他处理, is not 3.其他."""
    head = text[max(0, hit.start - 10) : hit.start]
    printed = _NUMERAL.search(head) or _GROUP.search(head) or _BARE.search(head)
    return printed is None or key(printed[0]) == key(expected)


def _is_of_group(text: str, before: Hit | None, hit: Hit, table: str, expected: str) -> bool:
    """Whether a label of several meanings is of its group of rows: 6.其他 behind 5. of another group is no 3.其他.

    Nor is 其他 without a numeral behind a row of another group: it may be what is left of （六）其他处理.
    """
    path = hit.senses.rows.get(table, "")
    if before is None or not expected[:1].isdecimal():
        return True
    printed = _COUNTED.search(text, max(0, hit.start - 6), hit.start)
    if printed is not None and printed[1] != expected.rstrip("."):
        return before.senses.rows.get(table, path).startswith(path.rpartition(".")[0])
    above = before.senses.rows.get(table, "")
    return printed is not None or not above or above.rpartition(".")[0] == path.rpartition(".")[0]


_COUNTED = re.compile(r"(\d)\s?[.．、]\s?$")
"""The numeral of a row in a group."""


def numbered_as(label: str, expected: str) -> bool:
    """Whether a label begins with the numeral of a row, or with none of the kind （六） at all."""
    printed = _BRACKETED.match(label)
    return printed is None or key(printed[0]) == key(expected)


_BRACKETED = re.compile(r"\s*[（(]\s*[一二三四五六七八九十]{1,2}\s*[)）]")


_BARE = re.compile(r"(?<![一-鿿])[一二三四五六七八九十]{1,2}[^\S\n]?$")
"""The numeral of a group without its marks, as what drops punctuation leaves it: 六其他."""

_GROUP = re.compile(r"[（(][_\s]*[一二三四五六七八九十]{1,2}[_\s]*[)）][_\s]*$")


def _ends(text: str, hit: Hit) -> bool:
    """Whether a two-character label is a word of its own: 其他 in 其他处埋 (a misspelt label) is not, nor 合计 in a cell 合计7."""
    if len(hit.wording) > 2:
        return True
    after = text[hit.end : hit.end + 1]
    if after == "无" and valued(text, hit):
        return True  # an empty cell
    return not (_WORD.match(after) or (after.isdecimal() and _IN_CELL.search(text, max(0, hit.start - 6), hit.start)))


_WORD = re.compile("[一-鿿\ufffd?？□]")
"""A character of a word, or what stands for one that was damaged."""
_IN_CELL = re.compile(r"\t[^\t\n]*$")


def extend(text: str, hits: Sequence[Hit], first: int, last: int, table: str) -> tuple[int, int]:
    """Widen a range of hits over neighbours of the same table that stand close by."""
    low, high = max(0, first - MOST_LABELS), min(len(hits), last + MOST_LABELS) - 1
    while first > low and _joins(text, hits[first - 1], hits[first], table):
        first -= 1
    while last < high and _joins(text, hits[last], hits[last + 1], table):
        last += 1
    return first, last


def row_start(document: Document, start: int, end: int) -> int:
    """Where the row begins in which ``end`` stands, on a page with real tables and behind ``start``; else ``end`` itself.

    What stands in a label's row before the label, its ordinal number say, is not of the row above.
    """
    return document.text.rfind("\n", start, end) + 1 or end if document.markup else end


def tail_end(document: Document, starts: Sequence[int], position: int, fields: int, characters: int) -> int:
    """Where to stop looking for the numbers behind a label: so many fields on, or so many characters; not within a line.

    Fields that hold nothing, as where lines are indented with tabs, do not count.
    """
    last = first = field_at(starts, position)
    while fields and last + 1 < len(starts) and last < first + MOST_FIELDS:
        last += 1
        fields -= bool(document.texts[last])
    end = min(len(document.text), max(position + characters, document.part(last, last + 1)[0].end))
    return max(end, document.text.find("\n", end, end + 2 * characters))


def _joins(text: str, a: Hit, b: Hit, table: str) -> bool:
    return table in a.senses.tables and table in b.senses.tables and not is_apart(text, a.end, b.start, REACH)
