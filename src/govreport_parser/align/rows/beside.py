"""Rows of a text whose label is wrapped, so that their numbers stand in a line behind some of its words, or the group's.

A tool that takes a page of a PDF file line by line prints the middle line of a label, or of the side label beside it, and
the row's numbers as one line: ``处理 0 0 3 0 0 0 3``, between ``2.申请人逾期未按收费通知要求缴纳费用、行政机关不`` and the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...text import key
from ..labels.lexicon import Role, lexicon
from ..reading.lex import Atom, Edge, Sort
from ..reading.whole import COUNT

MOST_WORDS = 3
"""So many cells of labels stand before the numbers of a row at most."""


def beside_words(atoms: Sequence[Atom], table: str, path: str, width: int) -> list[Atom] | None:
    """The atoms behind the label of a row, with the numbers behind such words as atoms; ``None`` if there are none.

    All of the row's numbers stand so, and no others are behind its label.
    """
    lines = [n for n, atom in enumerate(atoms) if atom.sort is not Sort.TEXT or _line(width).fullmatch(atom.text)]
    if len(lines) != 1 or atoms[lines[0]].sort is not Sort.TEXT:
        return None
    (at,) = lines
    atom = atoms[at]
    line = _line(width).fullmatch(atom.text)
    if line is None or not all(_is_part(word, _labels(table, path)) for word in line[1].split()):
        return None
    words = atom._replace(end=atom.start + line.end(1), text=line[1])
    numbers = [
        Atom(Sort.NUMBER, atom.start + a, atom.start + b, atom.text[a:b], Edge.SOFT, atom.place)
        for a, b in line.regs[2:]
    ]
    return [*atoms[:at], words, *numbers, *atoms[at + 1 :]]


def _is_part(word: str, labels: Sequence[str]) -> bool:
    part = key(_NUMERAL.sub("", word))
    return any(part in label for label in labels)


_NUMERAL = re.compile(r"^(?:[（(][一二三四五六七八九十][)）]|\d[.．、]|[一二三四五六七八九十]、)")


@cache
def _line(width: int) -> re.Pattern[str]:
    """A line of words, and as many plain numbers as a row has cells."""
    words = rf"[^\d\s|│┃]{{1,24}}(?:\s+[^\d\s|│┃]{{1,24}}){{0,{MOST_WORDS - 1}}}"
    return re.compile(rf"({words})" + rf"\s+({COUNT})" * width)


@cache
def _labels(table: str, path: str) -> tuple[str, ...]:
    """The labels of a row and of all groups of a table, in any wording, as keys."""
    official = lexicon().official
    found = [label for m, label in official.items() if m.table == table and (m.id == path or m.role is Role.GROUP)]
    return tuple(key(wording) for label in found for wording in label.wordings())
