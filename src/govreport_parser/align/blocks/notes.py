"""What there is to say about the labels of table two: headers that are not the form's, wordings that are not official."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...cells import Span
from ...findings import Finding, finding
from ...forms import Block, Row, Table
from ..labels.lexicon import lexicon
from .line import Line


def header_notes(text: str, lines: Sequence[Line], rows: Mapping[str, tuple[Row, Block]], table: str) -> list[Finding]:
    """A finding for every printed header that is not the one the form has above that row."""
    out: list[Finding] = []
    seen: set[int] = set()
    for line in lines:
        header = line.header
        if header is None or header.columns is None or line.row not in rows or header.start in seen:
            continue
        seen.add(header.start)
        block = rows[line.row][1]
        if [c.id for c in header.columns] != [c.id for c in block.columns]:
            out.append(header_note(text, table, block, (header.start, header.end)))
    return out


def header_note(text: str, table: str, block: Block, span: Span) -> Finding:
    """The finding that another header than the form's stands above a block."""
    return finding(
        "header-not-of-form",
        paths=tuple([f"{table}.{row.id}" for row in block.rows]),
        spans=(span,),
        block=block.title.text if block.title else "",
        printed=" ".join(text[span[0] : span[1]].split()),
        official=" ".join([column.label.text for column in block.columns]),
    )


def label_notes(text: str, lines: Sequence[Line], table: Table) -> list[Finding]:
    """A finding for every row whose label is not printed in the statutory wording."""
    known = lexicon().official_keys
    labels = {path: row.label.text for path, row, _ in table.rows()}
    return [
        label_note(text, table.id, line.row, labels[line.row], (line.hit.start, line.hit.end))
        for line in lines
        if line.row in labels and line.hit.wording not in known
    ]


def label_note(text: str, table: str, row: str, official: str, span: Span) -> Finding:
    """The finding that a row's label is printed in another wording."""
    printed = text[span[0] : span[1]]
    return finding("label-variant", paths=(f"{table}.{row}",), spans=(span,), printed=printed, official=official)
