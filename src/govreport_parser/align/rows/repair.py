"""Rows whose label was not recognised: by likeness first, by their place among their neighbours last.

A row placed by its neighbours alone is never certain by itself: it is a candidate that the sums must confirm.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from ...blocks import Document
from ...findings import Finding, finding
from ...forms import Table
from ...numbers import is_blank
from ...text import BLANKS, key
from ..labels.lexicon import Role, label_keys, row_numbers
from ..labels.spot import Anchor, field_at, numbered_as, rising
from ..reading.atoms import Atom, Edge, Sort
from ..reading.grammar import LETTERS
from ..reading.lex import lex
from ..reading.segments import Chunk, Run, chunks, count, fillings, take
from .borrowed import doubt_borrowed, doubt_headed, doubt_pushed_down
from .line import Copy, Line

LIKENESS = 60
"""Least likeness (rapidfuzz ratio, 0 to 100) of a printed label to the form's for it to be that row's."""

NUMBERED = 40
"""What a numeral adds to the likeness of a label behind it."""

LONGEST_LABEL = 60
"""A stretch of text longer than this is not a label."""


def mend(
    document: Document, lines: list[Line], table: Table, copy: Copy, starts: Sequence[int]
) -> tuple[list[Line], list[Finding]]:
    """Add the rows that stand between recognised ones without a recognised label."""
    order = {path: n for n, (path, _, _) in enumerate(table.rows())}
    kept = [line for line in lines if line.path in order]
    notes: list[Finding] = []
    out: list[Line] = []
    for line in _before_first(document, kept, table, copy, starts, order):
        out.append(line)
        notes.append(_lost(table, line) if line.placed else _variant(document.text, table, line))
    for line, gap in zip(kept, _gaps(kept, order), strict=True):
        mended = _mend_one(document.text, line, gap, table, copy, notes) if gap or line.run.rest else [line]
        out.extend(mended)
    doubt_borrowed(document.text, out, order, row_numbers(table.id))
    found = {line.path for line in out}
    alone = {path for path, below in pairwise(order) if below not in found}
    doubt_pushed_down(document.text, out, len(table.blocks[0].columns), alone)
    doubt_headed(lines, order)
    for line in out:
        line.borrowed |= line.next_row
    return out, notes


def _gaps(lines: Sequence[Line], order: dict[str, int]) -> list[list[str]]:
    """For each row the rows that may stand between it and the next one in order; none behind one that is out of order."""
    paths = list(order)
    moved = {line.path for line in lines if line.anchor.moved}
    out: list[list[str]] = []
    end = len(order)
    for line in reversed(lines):
        if line.anchor.moved:
            out.append([])
            continue
        out.append([path for path in paths[order[line.path] + 1 : end] if path not in moved])
        end = order[line.path]
    return out[::-1]


def _mend_one(text: str, line: Line, gap: list[str], table: Table, copy: Copy, notes: list[Finding]) -> list[Line]:
    parts = chunks(line.atoms)
    width = len(table.blocks[0].columns)
    named = _named(text, parts, gap, table)
    out: list[Line] = []
    marks = sorted(named)
    if named:
        line.run = take(parts[: marks[0]], width)
    out.append(line)
    for mark, after in pairwise([*marks, len(parts)]):
        made = _line(named[mark], parts[mark:after], width)
        out.append(made)
        notes.append(_variant(text, table, made))
    lost = [path for path in gap if path not in named.values()]
    if not named and lost:
        out += _unnamed(line, lost, table, copy, notes)
    notes += _left_over(text, out, table, width)
    return out


def _named(text: str, parts: Sequence[Chunk], gap: Sequence[str], table: Table) -> dict[int, str]:
    """Which chunks begin with a label that is like the label of a missing row: chunk number to row path."""
    found: list[tuple[int, str, int]] = []
    ranks = {path: n for n, path in enumerate(gap)}
    for number, chunk in enumerate(parts):
        if not chunk.text:
            continue
        if best := _best_ending(text, chunk.text, tuple(gap), table):
            found.append((number, *best))
    picked = rising([(ranks[path], score) for _, path, score in found])
    return {found[n][0]: found[n][1] for n in picked}


def _best_ending(text: str, atoms: Sequence[Atom], gap: tuple[str, ...], table: Table) -> tuple[str, int] | None:
    """The likeliest row for the end of a stretch of text: a group's label or a stray line may stand before the row's."""
    best: tuple[str, int] | None = None
    for first in range(len(atoms) - 1, max(-1, len(atoms) - 5), -1):
        printed = text[atoms[first].start : atoms[-1].end]
        words = key(printed)
        if len(words) > LONGEST_LABEL:
            break
        rows = tuple(path for path in gap if numbered_as(printed, row_numbers(table.id)[path]))
        found = _likeliest(words, rows, table) if len(words) >= 2 else None
        if found and words.startswith(key(row_numbers(table.id)[found[0]]) or "?"):
            found = (found[0], found[1] + NUMBERED)  # the label begins here, and not where more of it is printed
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


def _likeliest(words: str, gap: tuple[str, ...], table: Table) -> tuple[str, int] | None:
    from rapidfuzz import fuzz  # only documents with unknown labels pay for the import

    best: tuple[str, int] | None = None
    rivals = label_keys(table)
    for path in gap:
        score = max(int(fuzz.ratio(words, k)) for k in rivals[path])
        if score >= LIKENESS and (best is None or score > best[1]):
            best = (path, score)
    if best is None:
        return None
    others = max((int(fuzz.ratio(words, k)) for path, ks in rivals.items() if path not in gap for k in ks), default=0)
    return best if best[1] > others else None


def _line(path: str, parts: Sequence[Chunk], width: int) -> Line:
    words = parts[0].text
    atoms = [a for chunk in parts for a in (*chunk.text, *chunk.values)][len(words) :]
    end, cells = _behind(words[-1])
    atoms = [*cells, *atoms]
    anchor = Anchor(path, words[0].start, end, None)
    return Line(path, anchor, atoms, take(chunks(atoms), width))


def _behind(words: Atom) -> tuple[int, list[Atom]]:
    """Where a label ends that was not recognised, and the cells that its line prints behind it: ``2.重重复申请 3 0``."""
    label = words.text.rstrip(_CELLS)
    pieces = [(m, _sort(m[0])) for m in _PIECE.finditer(words.text, len(label))]
    if not label or any(sort is Sort.TEXT for _, sort in pieces):
        return words.end, []
    at = words.start
    cells = [Atom(sort, at + m.start(), at + m.end(), m[0], Edge.SOFT, words.place) for m, sort in pieces]
    return at + len(label), cells


def _sort(piece: str) -> Sort:
    if _NUMBER.fullmatch(piece):
        return Sort.NUMBER
    return Sort.BLANK if is_blank(piece) else Sort.TEXT


_CELLS = "0123456789０１２３４５６７８９-—–－/" + LETTERS + BLANKS
_PIECE = re.compile(r"\S+")
_NUMBER = re.compile(rf"(?=\D*\d)[\d{LETTERS}]+")


def _unnamed(line: Line, lost: list[str], table: Table, copy: Copy, notes: list[Finding]) -> list[Line]:
    """Full runs of numbers that can only be the missing rows', for there are as many of them as missing rows."""
    width = len(table.blocks[0].columns)
    runs = [
        c for c in line.run.rest if count(c.values) == width and _short(c) and not _labelled(c, lost[0], table, copy)
    ]
    made: list[Line] = []
    if runs and len(runs) == len(lost) and all(not c.values or c in runs for c in line.run.rest):
        made = [_placed(path, list(c.values)) for path, c in zip(lost, runs, strict=True)]
    elif _fills(line, width * (1 + len(lost))):
        values = fillings(line.run.values)
        line.run = Run(values[:width], True, [])
        made = [_placed(path, values[width * n : width * (n + 1)]) for n, path in enumerate(lost, 1)]
    notes += [_lost(table, new) for new in made]
    if made:
        line.run = line.run._replace(rest=[])
    return made


def _labelled(chunk: Chunk, path: str, table: Table, copy: Copy) -> bool:
    """Whether the label of some row, or of a group without it, stands before the numbers: then its label is not lost."""
    if not chunk.text:
        return False
    first, last = chunk.text[0].start, chunk.text[-1].end
    rows = {path for path, _, _ in table.rows()}
    begin, end = (bisect_left(copy.hits, at, key=itemgetter(0)) for at in (first, last))
    inside = copy.hits[begin:end]
    groups = {m.id for hit in inside for m in hit.senses.meanings if m.role is Role.GROUP}
    if any(not f"{path}.".startswith(f"{group}.") for group in groups):
        return True  # it heads the rows below
    return any(hit.senses.rows.get(table.id) in rows for hit in inside)


def _fills(line: Line, cells: int) -> bool:
    """Whether exactly so many numbers stand in one stretch behind the label, and none behind them."""
    return count(line.run.values) == cells and not line.run.patched and not any(c.values for c in line.run.rest)


def _short(chunk: Chunk) -> bool:
    return not chunk.text or chunk.text[-1].end - chunk.text[0].start <= LONGEST_LABEL


def _placed(path: str, values: list[Atom]) -> Line:
    anchor = Anchor(path, values[0].start, values[0].start, None)
    return Line(path, anchor, values, Run(values, True, []), placed=True)


def _before_first(
    document: Document, lines: Sequence[Line], table: Table, copy: Copy, starts: Sequence[int], order: dict[str, int]
) -> list[Line]:
    """The rows above the first recognised one, when the header is followed by just their numbers."""
    if not lines or order[lines[0].path] == 0 or any(line.anchor.moved for line in lines):
        return []
    first = lines[0].anchor.start
    head = [hit.end for hit in copy.hits if hit.end <= first]
    if not head:
        return []
    width = len(table.blocks[0].columns)
    paths = list(order)[: order[lines[0].path]]
    atoms = lex(document, field_at(starts, head[-1]), head[-1], first)
    parts = chunks(atoms)
    named = _named(document.text, parts, paths, table)
    marks = sorted(named)
    if marks:
        spans = pairwise([*marks, len(parts)])
        return [_line(named[a], parts[a:b], width) for a, b in spans]
    runs = [c for c in parts if count(c.values)]
    if len(paths) == 1 and len(runs) == 1 and count(runs[0].values) == width:
        return [_placed(paths[0], list(runs[0].values))]
    return []


def _lost(table: Table, line: Line) -> Finding:
    label = next(row.label.text for p, row, _ in table.rows() if p == line.path)
    span = (line.run.values[0].start, line.run.values[-1].end)
    return finding("label-lost", paths=(f"{table.id}.{line.path}",), spans=(span,), official=label)


def _variant(text: str, table: Table, line: Line) -> Finding:
    label = next(row.label.text for p, row, _ in table.rows() if p == line.path)
    start, end = line.anchor.start, line.anchor.end
    printed = " ".join(text[start:end].split())
    return finding(
        "label-variant", paths=(f"{table.id}.{line.path}",), spans=((start, end),), printed=printed, official=label
    )


def _left_over(text: str, lines: Sequence[Line], table: Table, width: int) -> list[Finding]:
    out: list[Finding] = []
    for line in lines:
        for chunk in line.run.rest:
            if not chunk.values or not _short(chunk):
                continue
            span = (chunk.values[0].start, chunk.values[-1].end)
            printed = " ".join(text[span[0] : span[1]].split())
            label = " ".join(text[chunk.text[0].start : chunk.text[-1].end].split()) if chunk.text else ""
            if count(chunk.values) >= width and label:
                where = (chunk.text[0].start, span[1])
                out.append(finding("label-unknown", paths=(table.id,), spans=(where,), printed=label))
            else:
                out.append(
                    finding("numbers-left-over", paths=(table.id,), spans=(span,), printed=printed, table=table.id)
                )
    return out
