"""Rows of a text whose label is wrapped, so that their numbers stand in a line behind some of its words, or the group's.

A tool that takes a page of a PDF file line by line prints the middle line of a label, or of the side label beside it, and
the row's numbers as one line: ``处理 0 0 3 0 0 0 3``, between ``2.申请人逾期未按收费通知要求缴纳费用、行政机关不`` and the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...text import key
from ..labels.lexicon import Role, bare, lexicon
from ..reading.atoms import Atom, Sort


def words_beside(text: str, end: int, atoms: Sequence[Atom], values: Sequence[Atom]) -> list[str]:
    """The words before the numbers of a row in their line, if the label that ends at ``end`` stands in another; else none."""
    first = next((n for n, atom in enumerate(atoms) if values and atom.start == values[0].start), 0)
    begin = text.rfind("\n", end, values[0].start) if values else -1
    words = [atom for atom in atoms[:first] if atom.start > begin >= 0]
    return [atom.text for atom in words] if all(atom.sort is Sort.TEXT for atom in words) else []


def are_of_label(words: Sequence[str], table: str, path: str, *, groups: bool) -> bool:
    """Whether words are parts of the label of a row, or of those of ``groups`` as well."""
    labels = _labels(table, path, groups=groups)
    return all(_is_part(word, labels) for word in words)


def _is_part(word: str, labels: Sequence[str]) -> bool:
    part = bare(_NUMERAL.sub("", word))
    return any(part in label for label in labels)


_NUMERAL = re.compile(r"^(?:[（(][一二三四五六七八九十][)）]|\d[.．、]|[一二三四五六七八九十]、)")


@cache
def _labels(table: str, path: str, *, groups: bool) -> tuple[str, ...]:
    """The labels of a row, or of all groups of a table as well, in any wording, as keys."""
    official = lexicon().official
    found = [
        label
        for m, label in official.items()
        if m.table == table and (m.id == path or (groups and m.role is Role.GROUP))
    ]
    return tuple(key(wording) for label in found for wording in label.wordings())
