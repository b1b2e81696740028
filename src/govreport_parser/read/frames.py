"""What a data frame prints around its cells, or a list before them: counts of rows and columns, words for empty cells, dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from ..blocks import Document
from ..cells import Span
from ..findings import finding
from .plain import is_rule, read_text

LEAST_WORDS = 8
"""Fewer words for empty cells than this are no data frame's."""

LEAST_ROWS = 8
"""Fewer lines than this, counted one by one, may be counted by whoever wrote them."""

_WORDS = ("NaN", "None", "nan", "null", "<NA>")
_EMPTY = re.compile(r"""(?<![\w"'<])(?:NaN|None|nan|null|<NA>)(?![\w"'>])""")
_PADDING = re.compile(r"(?:[ \t]*[,;][ \t]*(?:NaN|None|nan|null|<NA>))+(?=[ \t]*(?:[\])}]|$))", re.MULTILINE)
"""Such words at the end of a row, with what parts them."""
_COUNTED = re.compile(r"""[\s|│"'\[({]*(\d{1,3})(?=["'\]]?[\s|│,;])""")
_SEVENTH = re.compile(r"""\n[ \t|│"'\[({]*7["'\]]?[ \t|│,;]""")
"""In any run of eight that begins with 0 or 1 there is a 7."""
_HANZI = re.compile("[一-鿿]")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_BETWEEN = frozenset(" \t|│,;\"'[]()")


def unframed(document: Document) -> Document | None:
    """The document without what a data frame or a list adds, position for position; ``None`` where it adds nothing."""
    text = document.text
    words = [match.span() for match in _EMPTY.finditer(text)] if _named(text) else []
    words = words if len(words) >= LEAST_WORDS else []
    spans = [*words, *_counts(text), *_bullets(text)]
    if not spans:
        return None
    plain = _PADDING.sub(lambda run: " " * len(run[0]), text) if words else text
    again = read_text(_without(plain, sorted(spans)))
    note = finding("frame-printed", count=len(spans))
    return evolve(again, given=document.given or text, encoding=document.encoding, findings=(*document.findings, note))


def _named(text: str) -> bool:
    """Whether a text may hold words for empty cells; to look for one character costs next to nothing."""
    return ("N" in text or "n" in text) and any(map(text.__contains__, _WORDS))


def _without(text: str, spans: Sequence[Span]) -> str:
    out: list[str] = []
    done = 0
    for start, end in spans:
        out += (text[done:start], " " * (end - start))
        done = end
    return "".join((*out, text[done:]))


def _counts(text: str) -> list[Span]:
    """Where the lines of tables are counted, and the columns above them."""
    if _SEVENTH.search(text) is None:
        return []
    runs = list(_runs(text))
    if not any(len(run) >= _least(text, run) and _worded(text, run) for run in runs):
        return []
    out: list[Span] = []
    for run in runs:
        out += (span for span, _ in run)
        out += _above(text, run[0][1])
    return out


def _least(text: str, run: Sequence[tuple[Span, int]]) -> int:
    """How many lines a run must count: one more from 1 than from 0, for the form itself counts eight refusals from 1."""
    return LEAST_ROWS + int(text[slice(*run[0][0])])


def _bullets(text: str) -> list[Span]:
    """The dashes before the lines of a list, if every number that has a line of its own stands in the list."""
    if "-" not in text or text.count("- ") < LEAST_BULLETS:
        return []
    found = [match.span(1) for match in _BULLET.finditer(text)]
    headed = [span for span in found if _ROW.match(text, span[1])]
    if len(headed) * 2 > LEAST_BULLETS and len(headed) * 2 > len(found):
        return found  # a row to a line, and not a cell
    worded = sum(_HANZI.match(text, end) is not None for _, end in found)
    numbers = sum(text[end : end + 1].isdecimal() for _, end in found)
    if len(found) < LEAST_BULLETS or worded < LEAST_ROWS or numbers < LEAST_ROWS or _ALONE.search(text):
        return []
    return found


LEAST_BULLETS = 40
"""Fewer lines with a dash before them than this are no tables printed as lists."""

_BULLET = re.compile(r"^[ \t]*((?:- +)+)(?=\S)", re.MULTILINE)
_ROW = re.compile(r"[*_ ]*(?:[\d一二三四五六七八九十]{1,2}[.．、]|[（(])?\s*[一-鿿]")
"""How a line begins that has a label in it."""
_ALONE = re.compile(r"^[ \t]*\d+[ \t]*$", re.MULTILINE)


def _runs(text: str) -> Iterator[list[tuple[Span, int]]]:
    """The numbers that count lines which follow one another, from 0 or 1: where each stands, and where its line begins."""
    run: list[tuple[Span, int]] = []
    at = 0
    for line in text.split("\n"):
        counted = _COUNTED.match(line)
        number = int(counted[1]) if counted else -1
        if counted and run and number == int(text[slice(*run[-1][0])]) + 1:
            run.append(((at + counted.start(1), at + counted.end(1)), at))
        elif line.strip() and not is_rule(line.strip()):
            if len(run) > 1:
                yield run
            run = [((at + counted.start(1), at + counted.end(1)), at)] if counted and number in (0, 1) else []
        at += len(line) + 1
    if len(run) > 1:
        yield run


def _worded(text: str, run: Sequence[tuple[Span, int]]) -> bool:
    """Whether most of the counted lines hold words behind their number."""
    ends = [start for _, start in run[1:]] + [text.find("\n", run[-1][1])]
    lines = (text[span[1] : end] if end >= 0 else text[span[1] :] for (span, _), end in zip(run, ends, strict=True))
    return sum(_HANZI.search(line) is not None for line in lines) * 2 > len(run)


def _above(text: str, start: int) -> list[Span]:
    """The numbers of the columns in the line above the first counted one, rules aside, if it holds nothing else."""
    end = start - 1
    while end > 0:
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end]
        if line.strip() and not is_rule(line.strip()):
            found = [match.span() for match in _NUMBER.finditer(text, begin, end)]
            numbers = [int(text[slice(*span)]) for span in found]
            counted = len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers)) and numbers[0] in (0, 1)
            alone = counted and _BETWEEN.issuperset(_NUMBER.sub("", line))
            return found if alone else []
        end = begin - 1
    return []
