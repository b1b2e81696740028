"""HTML -> :class:`~govreport_parser.blocks.Document`: the page as one linear text, its lines and cells as fields."""

from __future__ import annotations

import re
import sys
from itertools import accumulate
from typing import Any

from ..blocks import Columns, Document, Gap
from ..cells import Span
from ..findings import Finding, finding
from .html_boxes import rename_tables
from .html_drawn import drawn, writes
from .html_hidden import leave_out
from .html_marks import joined
from .html_runs import Runs
from .html_tags import Names
from .html_tokens import Tokens, meta_pairs, tokenize
from .html_touching import parted
from .html_veils import hides_classes, unveiled
from .html_walk import Walker

_CELL = Gap.CELL
_TAIL = 100
"""More blanks than this do not stand at the end of a page."""

_LINE_TAGS = frozenset({"p", "div", "br", "body", "html", "li", "section", "article", "pre", "h1", "h2"})
_ALL_HARD = "!doctype\\s+html|html|head|body|table|tbody|thead|tr|td|th|script|style|title|meta"
_HARD = re.compile(rf"<(?:{_ALL_HARD})(?:\s[^<>]*+)?+/?+>", re.IGNORECASE)
_ALL_SOFT = "div|section|article|main|p|span|font|ul|ol|li|h[1-6]|center|br|strong|b|a"
_SOFT = re.compile(rf"</?(?:{_ALL_SOFT})(?:\s[^<>]*+)?+/?+>", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML rather than flattened text that holds a stray tag or a ``<`` sign.

    A tag of a page's or a table's skeleton decides it; lesser tags do when there are about as many of them as lines.
    """
    if "<" not in text or ">" not in text:
        return False
    if _HARD.search(text):
        return True
    tags = sum(1 for _ in _SOFT.finditer(text))
    return tags > 1 and tags * 3 > text.count("\n")


def read_html(source: object, *, nul: bool = True) -> Document:
    """Read a page.

    ``source`` is a ``str``, an lxml element or tree, or a BeautifulSoup object; it is not changed. Anything else is a
    ``TypeError``. ``nul`` says that it may hold a NUL: bytes show that at a tenth of the price.

    The document's text is the page's linear view: cells of a row separated by a tab, rows and paragraphs by a line break.
    Every ``<td>`` and ``<th>`` is a field with its place, empty ones too; several paragraphs of one cell stay one field.
    A cell that holds another table, or more than 200 characters, is layout: its lines are fields.
    """
    markup = _markup(source)
    tokens = tokenize(markup, nul=nul)
    sheets = "".join(tokens.runs.sheets)
    if _is_veiled(tokens.runs, sheets, markup):
        markup = unveiled(markup, sheets)
        tokens = tokenize(markup)
    suspects = tokens.runs.suspects()
    title, hidden = leave_out(tokens, suspects)
    walker = _walked(tokens, suspects)
    if hidden and not any(walker.texts):  # a page that a script would show
        tokens = tokenize(markup)
        title, _ = leave_out(tokens, [])
        walker = _walked(tokens, suspects)
    meta = meta_pairs(tokens)
    if title is not None:
        meta.setdefault("title", title)
    starts = [0, *accumulate([len(text) + 1 for text in walker.texts])]
    boxes = _spans(walker.boxes, starts)
    starts.pop()
    return Document(
        text=_laid_out(walker),
        fields=None,
        markup=True,
        meta=meta,
        boxes=boxes,
        findings=_given_up(tokens, walker),
        columns=Columns(starts, walker.texts, walker.gaps, walker.places),
        open_end=not markup[-_TAIL:].rstrip().endswith(">"),
    )


def _is_veiled(runs: Runs, sheets: str, markup: str) -> bool:
    """Whether the page has to be said in plainer tags first (see :mod:`.html_veils`)."""
    if runs.may_veil() or hides_classes(sheets, markup):
        return True
    if (runs.drawn or writes(markup, sheets)) and any(drawn(markup, sheets)):
        return True
    return runs.parts and any(parted(markup))


def _walked(tokens: Tokens, suspects: list[str]) -> Walker:
    rename_tables(tokens, suspects)
    walker = Walker(tokens.noted, keep_lines=_keeps_lines(tokens))
    walker.walk(joined(tokens.marks, tokens.texts, tokens.noted))
    return walker


def _keeps_lines(tokens: Tokens) -> bool:
    """Whether a page is a text with tables in it: it has cells, and no tag at all that ends a line."""
    names = Names()
    seen: set[str | None] = set()
    cells = False
    for run in tokens.tags:  # up to the first that ends a line: one of the first few on all but the oddest pages
        if run not in seen:
            seen.add(run)
            found = {names[tag] for tag in tokens.runs.tags_of(run)}
            if not found.isdisjoint(_LINE_TAGS):
                return False
            cells = cells or "td" in found
    return cells


def _laid_out(walker: Walker) -> str:
    """The linear text."""
    parts = ["\t" if gap is _CELL else "\n" for gap in walker.gaps] * 2
    parts[0::2], parts[1::2] = parts[: len(walker.texts)], walker.texts
    return "".join(parts[1:])


def _spans(boxes: list[tuple[int, int]], starts: list[int]) -> tuple[Span, ...]:
    """Ranges of fields as spans of the text, in order, outermost first where they start together.

    One character parts each field from the next, and ``starts`` has one behind the last.
    """
    spans = {(starts[first], starts[stop] - 1) for first, stop in boxes}
    return tuple(sorted(spans, key=lambda span: (span[0], -span[1])))


def _given_up(tokens: Tokens, walker: Walker) -> tuple[Finding, ...]:
    found = []
    if tokens.given_up:
        found.append(finding("page-cut", count=tokens.given_up, what="characters behind the last tag that is read"))
    if walker.too_wide:
        found.append(finding("page-cut", count=walker.too_wide, what="cells stand too far right to have a place"))
    return tuple(found)


def _markup(source: object) -> str:
    """The source as a string of HTML."""
    if isinstance(source, str):
        return source
    if any(base.__module__.partition(".")[0] == "bs4" for base in type(source).__mro__):  # it claims every attribute
        return str(source)
    etree: Any = sys.modules.get("lxml.etree")  # who holds an element has imported it
    if etree is not None and (etree.iselement(source) or hasattr(source, "getroot")):
        return str(etree.tostring(source, encoding="unicode", method="html", with_tail=False))
    raise TypeError(f"cannot read HTML from {type(source).__name__}")
