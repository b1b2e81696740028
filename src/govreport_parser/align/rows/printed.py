"""The short way for a table that is printed as its form declares it: all of its rows are one pattern.

Most reports print table three plainly: every row in order, with plain numbers that keep the row's sum. The declaration
of the form gives a pattern for just that, and one match of it replaces looking for some sixty labels and deciding row by
row. What differs in anything (another wording or order, a blank, a number too many or too few, a broken sum, a row
printed again) does not match or is turned down, and goes the long way, which gives the same for all that matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import repeat, takewhile
from typing import NamedTuple

from ...blocks import Document
from ...cells import Cell, Span
from ...forms import FORMS, Label, Row, Table
from ...numbers import counts
from ...quick import LookUp, look_up
from ..labels.lexicon import any_wording, table_of
from ..labels.spot import MOST_COPIES
from ..reading.slots import Sums
from ..reading.whole import BETWEEN, LABEL_END, NUMBER, NUMBERS_END, cells_of, gap, gap_behind_label, passes_over
from .solve import equations


class Printed(NamedTuple):
    """A table found by its pattern: its declaration and its cells, the label of each row and where it stands, its end."""

    declared: Table
    cells: dict[str, Cell]
    labels: list[Span]
    wordings: list[str]
    end: int


class _Line(NamedTuple):
    """A printed numeral and label."""

    number: str
    label: Label


class _Step(NamedTuple):
    """What is printed for one row: the headings of the groups it begins, and its own label."""

    headings: tuple[_Line, ...]
    path: str
    line: _Line


class _Run(NamedTuple):
    """Rows that follow each other: a pattern with one group for the label and one for each number of every row."""

    pattern: re.Pattern[str]
    numerals: tuple[str, ...]


def find_printed(document: Document, table: str, text: str) -> list[Printed]:
    """Every copy of the table that is printed plainly in ``text``, the document's as it reads, in order."""
    out: list[Printed] = []
    head, tails = _runs(table, document.markup)
    at = 0
    while len(out) < MOST_COPIES and (first := head.pattern.search(text, at)):
        at = first.end()
        for edition, tail in tails.items():
            if rest := tail.pattern.match(text, at):
                at = rest.end()
                numerals = head.numerals + tail.numerals
                if found := _read(document, text, table_of(FORMS[edition], table), first, rest, numerals):
                    out.append(found)
                break
    return out


def _read(
    document: Document, text: str, declared: Table, first: re.Match[str], rest: re.Match[str], numerals: Sequence[str]
) -> Printed | None:
    """The matched table, if every row keeps its sum and no numeral of a row can be a number of the row above."""
    texts = [*first.groups(), *rest.groups()]
    spans = [*first.regs[1:], *rest.regs[1:]]
    width = len(texts) // len(numerals)
    labels = spans[::width]
    wordings = texts[::width] if text is document.text else [document.text[start:end] for start, end in labels]
    for number, numeral, label in zip(texts[width - 1 :: width], numerals[1:], labels[1:], strict=False):
        if number == numeral and document.text[label[0] - 1].isspace():
            return None
    del texts[::width], spans[::width]
    values = counts(texts)
    if not Sums(width - 2, len(numerals)).add_up(values):
        return None
    if not document.markup and not _columns_hold(declared, values, width - 1):
        return None  # numbers of a text may have changed places in a row
    if document.markup and "\t\t" in text[spans[0][0] : spans[-1][1]]:
        rows = range(0, len(spans), width - 1)
        if any(passes_over(text, spans[at : at + width - 1]) for at in rows):
            return None
    if not any(values) and any(map(_EMPTY.match, repeat(text), [end for _, end in labels])):
        return None  # zeros keep all sums, wherever they stand among empty cells
    cells = cells_of(document, values, texts, spans)
    return Printed(declared, dict(zip(declared.cells(), cells, strict=True)), labels, wordings, spans[-1][1])


_EMPTY = re.compile(rf"{LABEL_END}\s*[|│┃]\s*[|│┃]")
"""An empty cell behind a label."""


def _columns_hold(declared: Table, values: list[int], width: int) -> bool:
    """Whether every column keeps the sums of the table."""
    return all(sum(left(values)) == sum(right(values)) for left, right in _columns(declared, width))


@cache
def _columns(declared: Table, width: int) -> list[tuple[LookUp, LookUp]]:
    """Both sides of every sum over rows, in every column, among the values of all rows one behind the other."""

    def side(rows: Sequence[int], column: int) -> LookUp:
        return look_up([row * width + column for row in rows])

    laws = equations(declared)
    return [(side(law.left, column), side(law.right, column)) for law in laws for column in range(width)]


@cache
def _runs(table: str, shown: bool) -> tuple[_Run, dict[str, _Run]]:
    """The rows that every edition begins with, and how each goes on. ``shown``: the page shows its cells."""
    steps = {edition: list(_steps(table_of(form, table))) for edition, form in FORMS.items()}
    width = len(table_of(next(iter(FORMS.values())), table).blocks[0].columns)
    common = [same[0] for same in takewhile(lambda same: len(set(same)) == 1, zip(*steps.values(), strict=False))]
    tails = {edition: _run(own[len(common) :], width, shown, first=False) for edition, own in steps.items()}
    return _run(common, width, shown, first=True), tails


def _steps(table: Table) -> Iterator[_Step]:
    headings: list[_Line] = []

    def walk(row: Row, prefix: str) -> Iterator[_Step]:
        path = f"{prefix}{row.id}"
        if not row.rows:
            yield _Step(tuple(headings), path, _Line(row.number, row.label))
            headings.clear()
            return
        headings.append(_Line(row.number, row.label))
        for child in row.rows:
            yield from walk(child, f"{path}.")

    for block in table.blocks:
        for row in block.rows:
            yield from walk(row, "")


def _run(steps: Sequence[_Step], width: int, shown: bool, *, first: bool) -> _Run:
    """The pattern of the ``first`` rows of a table, or of its last."""
    numbers = LABEL_END + gap_behind_label(shown) + gap(shown).join([NUMBER] * width)
    out: list[str] = []
    for headings, _, line in steps:
        above = "".join(rf"(?:{_numeral(h.number)}{any_wording(h.label)}{LABEL_END}{BETWEEN}*+)?" for h in headings)
        if out or not first:  # the first row of all is found by its label, a far rarer beginning than white space
            out.append(rf"{BETWEEN}++{above}{_numeral(line.number)}")
        out.append(rf"({any_wording(line.label)}){numbers}")
    if not first:
        out.append(NUMBERS_END)
    return _Run(re.compile("".join(out)), tuple(step.line.number.rstrip(".") for step in steps))


def _numeral(number: str) -> str:
    """A numeral as it is printed in front of a label, which may be left out: ``（一）``, ``一、``, ``1.``."""
    core = number.strip("（）、.")
    if not core:
        return ""
    if number.startswith("（"):
        return rf"(?:[（(] *+{core} *+[)）]\s*+)?"
    return rf"(?:{core} *+[、.．,，:：]\s*+)?"
