"""From the paragraphs of a report to its figures: one pass over each paragraph, from token to token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import define, field

from ..cells import Span
from .candidates import Candidate, read_candidate
from .figure import Figure, FigureKind
from .names import HEADING, name_of
from .runs import Run, runs
from .subjects import noun_after, shared_out, subject_before, subject_of, total_word, words_before
from .tables import hint_pattern, token_pattern, wide_pattern, widths

_SENTENCE = "。！？!?"
_STOPS = re.compile(f"[{_SENTENCE}]")
_OPEN, _CLOSE = frozenset("（("), frozenset("）)")
_COMPARED = re.compile(
    "^(?:数量?|总数|总量|比重|占比)?(?:同比|环比|较|比上|比去|比前|比年初|比20|与上|与去|与20|增长|下降|上升|占|增幅|降幅)"
)
_FIGURES = 60
"""How many figures back a whole, or what is compared, is looked for."""
_NESTED = 8
"""How many lists of parts may stand in one another."""
_FURTHEST = 200
"""How far behind a unit the end of the clause is looked for."""


@define
class _Scope:
    """Parts of a figure are being listed. ``left`` is what the parts may still sum to; ``None`` where nobody can tell."""

    parent: int
    left: Decimal | None
    depth: int
    after_colon: bool


@define
class _Pass:
    """Where the pass over one paragraph stands."""

    run: Run
    text: str
    """Folded: half-width digits, simplified characters."""
    printed: str
    stop: int
    clause: int
    found: list[Figure]
    first: int
    """Index of the paragraph's first figure."""
    sentence: int = 0
    """Index of the sentence's first figure."""
    depth: int = 0
    scopes: list[_Scope] = field(factory=list)
    marked: int | None = None
    """Where 其中 stands, until the next figure."""
    colon: bool = False
    shared: list[str] = field(factory=list)
    names: set[str] = field(factory=set)
    lately: tuple[str, ...] = ()
    """The names of the last counts of the paragraph, differences left out."""
    prior: Span | None = None
    """The clause before this one, where it holds no figure."""


def find_figures(text: str, spans: Sequence[Span]) -> tuple[Figure, ...]:
    """Every quantity in the paragraphs of ``text`` that ``spans`` hold, in the order of the spans.

    Dates, years, document numbers, law articles, list numbers, telephone numbers, times, and numbers inside titles and
    quoted names are no quantities; neither are spans of calendar years. Never raises on any text; spans that reach
    beyond the text are cut.
    """
    folded = text.translate(widths()) if wide_pattern().search(text) else text
    found: list[Figure] = []
    for run in runs(folded, spans):
        first = len(found)
        _find_in(_Pass(run, run.text, text, run.stop, run.start, found, first, first))
    return tuple(found)


def _find_in(at: _Pass) -> None:
    """Sentences that hold no number are jumped over: nothing is carried from one sentence to the next but 其中."""
    if at.run.about_requests:
        at.names.add(HEADING)
        at.lately = (HEADING,)
    hint, position, text = hint_pattern(), at.clause, at.text
    while hit := hint.search(text, position, at.stop):
        begin = _last_end(text, position, hit.start())
        match = _STOPS.search(text, hit.end(), at.stop)
        position = match.end() if match else at.stop
        at.clause, at.sentence, at.scopes, at.depth, at.shared = begin, len(at.found), [], 0, []
        at.prior = None
        _find_in_sentence(at, begin, position)


def _last_end(text: str, start: int, hit: int) -> int:
    return max(max(text.rfind(char, start, hit) for char in _SENTENCE) + 1, start)


def _find_in_sentence(at: _Pass, start: int, end: int) -> None:
    tokens = token_pattern().finditer(at.text, start, end)
    while match := next(tokens, None):
        kind = match.lastgroup
        if kind == "end":
            _delimit(at, at.text[match.start()], match.end())
        elif kind == "number":
            candidate = read_candidate(at.text, match, at.clause, in_parts=bool(at.scopes))
            if candidate is not None and not _cut_off(at, candidate):
                _add(at, candidate)
                if candidate.end < match.end():
                    tokens = token_pattern().finditer(at.text, candidate.end, end)
        elif kind == "mark":
            _mark(at, match[0], match.start())


def _cut_off(at: _Pass, candidate: Candidate) -> bool:
    """Whether the end of a line may have cut the number's front, or its unit (62人, and 次 in the next line)."""
    begin = at.run.start
    if at.run.cut and candidate.start - begin < _FURTHEST and not at.text[begin : candidate.start].strip():
        return True
    if candidate.end < at.stop or candidate.kind is not FigureKind.COUNT:
        return False
    end = at.run.place(candidate.start, candidate.end)[1]
    return at.printed[end : end + 20].lstrip()[:1] == "次"


def _delimit(at: _Pass, char: str, position: int) -> None:
    if char == "、":
        return
    if at.clause < position - 1:
        at.prior = (at.clause, position - 1)
    at.colon = char in "：:" and at.marked is not None
    at.clause = position
    if char in _OPEN:
        at.depth += 1
    elif char in _CLOSE:
        at.depth = max(at.depth - 1, 0)
        at.scopes = [scope for scope in at.scopes if scope.depth <= at.depth]
    elif char in "；;":
        at.scopes = [scope for scope in at.scopes if scope.after_colon]
        at.marked, at.shared = None, []


def _mark(at: _Pass, word: str, start: int) -> None:
    if len(at.found) == at.first:
        return
    if word == "含" and (start == 0 or at.text[start - 1] not in "（(，,"):
        return
    at.marked = start
    at.colon = False


def _add(at: _Pass, candidate: Candidate) -> None:
    subject = _subject(at, candidate)
    compared = (
        len(at.found) > at.sentence
        and _COMPARED.match(subject) is not None
        and not (subject.endswith("的") and candidate.kind is not FigureKind.PERCENT)
    )
    parent = _compared_with(at) if compared else _parent(at, candidate)
    name = None if compared or candidate.kind is FigureKind.PERCENT else _name(at, subject, candidate, parent)
    span = at.run.place(candidate.start, candidate.end)
    at.found.append(
        Figure(
            candidate.value,
            candidate.unit,
            subject,
            name,
            candidate.qualifier,
            parent,
            at.printed[slice(*span)],
            span,
            candidate.high,
            candidate.kind,
        )
    )
    at.clause, at.prior = candidate.tail, None


def _subject(at: _Pass, candidate: Candidate) -> str:
    """In this order: an item of a list that is shared out, the words around the number, the clause before, 总计, the subject before."""
    printed = at.text[at.clause : candidate.words_end]
    before = words_before(printed)
    if items := shared_out(before):
        at.shared = list(items)
    if at.shared:
        return at.shared.pop(0)
    words, runs_on = noun_after(at.text, candidate.tail, min(at.stop, candidate.tail + _FURTHEST))
    if subject := subject_of(subject_before(before), words, candidate.unit, runs_on=runs_on):
        return subject
    if at.prior is not None and (subject := subject_before(words_before(at.text[slice(*at.prior)]))):
        return subject
    if len(at.found) == at.sentence:
        return total_word(printed)
    last = at.found[-1]
    return (last.unit == candidate.unit and total_word(printed)) or last.subject


def _name(at: _Pass, subject: str, candidate: Candidate, parent: int | None) -> str | None:
    around = at.names if parent is None else {*at.names, at.found[parent].name}
    name = name_of(subject, candidate.unit, around, at.lately, part=parent is not None)
    at.lately = (*at.lately[-2:], name or "")
    if name is not None:
        at.names.add(name)
    return name


def _compared_with(at: _Pass) -> int | None:
    """The count that a rate or a difference is about: the last one of the sentence that is no difference itself."""
    for index in range(len(at.found) - 1, max(at.sentence, len(at.found) - _FIGURES) - 1, -1):
        if at.found[index].kind is not FigureKind.PERCENT and not _COMPARED.match(at.found[index].subject):
            return index
    return None


def _parent(at: _Pass, candidate: Candidate) -> int | None:
    if candidate.kind is FigureKind.PERCENT:
        at.marked = None
        return None
    if at.marked is not None:
        parent = _whole(at, candidate)
        at.marked = None
        if parent is not None:
            left = at.found[parent].value - candidate.value if at.found[parent].exact and candidate.exact else None
            at.scopes = at.scopes[-_NESTED:]
            at.scopes.append(_Scope(parent, left, at.depth, at.colon))
            return parent
    while at.scopes:
        scope = at.scopes[-1]
        if at.found[scope.parent].unit != candidate.unit:
            return None
        if scope.left is None or candidate.value <= scope.left:
            scope.left = None if scope.left is None or not candidate.exact else scope.left - candidate.value
            return scope.parent
        at.scopes.pop()
    return None


def _whole(at: _Pass, candidate: Candidate) -> int | None:
    """The figure that 其中 takes apart: the nearest before it of the same unit that is not smaller than its part."""
    for index in range(len(at.found) - 1, max(at.first, len(at.found) - _FIGURES) - 1, -1):
        whole = at.found[index]
        if _COMPARED.match(whole.subject):
            continue
        if whole.unit == candidate.unit and whole.value >= candidate.value and whole.kind is candidate.kind:
            return index
    return None
