"""What stands between two labels: printed quantities in order, with the boundaries between them, and other text."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import repeat
from operator import add

from ...blocks import Columns, Document, Field, Gap
from ...numbers import is_blank
from ...text import BLANKS, COUNTERS
from .atoms import NONES, Atom, Edge, Sort
from .grammar import DIGIT, LETTERS, LISTED, MONEY_TAIL, MORE, ONE, PAGE_LINE, PAGE_OF, SIGNED, TOKEN
from .stuck import marked, stuck

_SPOKEN = re.compile(r"\w")
_WORD = re.compile(r"[A-Za-z一-鿿]")


def lex(document: Document, first: int, start: int, end: int, *, signed: bool = False) -> list[Atom]:
    """The atoms of ``text[start:end]``. ``first`` is the index of a field at or before ``start``.

    ``signed`` says that numbers here may carry a minus sign; elsewhere a dash before a digit is a blank cell of its own.
    """
    last = bisect_left(document.starts, end, first)
    if document.columns is not None and (plain := _plain(document.columns, first, last, start, end)):
        return plain
    out: list[Atom] = []
    make = tuple.__new__
    number, edges = Sort.NUMBER, _EDGES
    for field in document.part(first, last):
        begin, finish, text, gap, place = field
        if finish <= start and (finish < start or begin < start):
            continue
        whole = begin >= start and finish <= end
        if whole and text.isdecimal():
            out.append(make(Atom, (number, begin, finish, text, edges[gap], place)))
        else:
            _lex_field(field, max(begin, start), min(finish, end), whole, signed, out)
    if any([document.text.find(none, start, end) >= 0 for none in NONES]):  # noqa: C419 - half the price of a generator
        for at, atom in enumerate(out):
            if atom[3] in NONES and _NOT_NONE.match(document.text, atom[2]):
                out[at] = atom._replace(sort=Sort.TEXT)  # the first character of 无法提供, cut from the rest
    return _with_units(document.text, out)


def _plain(columns: Columns, first: int, last: int, start: int, end: int) -> list[Atom]:
    """The atoms of cells that hold digits and nothing else, as most rows of a page do, all at once; none where one differs."""
    if first < last and columns.starts[first] < start:
        if columns.starts[first] + len(columns.texts[first]) > start:
            return []
        first += 1  # what holds the label
    texts = columns.texts[first:last]
    starts = columns.starts[first:last]
    if not texts or not all(map(str.isdecimal, texts)) or starts[-1] + len(texts[-1]) > end:
        return []
    ends, edges = map(add, starts, map(len, texts)), map(_EDGES.__getitem__, columns.gaps[first:last])
    atoms = zip(repeat(Sort.NUMBER), starts, ends, texts, edges, columns.places[first:last], strict=False)
    return list(map(tuple.__new__, repeat(Atom), atoms))


def _with_units(text: str, atoms: list[Atom]) -> list[Atom]:
    """The atoms with a number and the unit that stands in a line of its own behind it as one."""
    units = [n for n, a in enumerate(atoms) if a[0] is Sort.TEXT and a[4] is Edge.SOFT and _UNIT.fullmatch(a[3])]
    for n in reversed(units):
        before, unit = atoms[n - 1], atoms[n]
        if n and before.sort is Sort.NUMBER and before.text[-1].isdecimal():
            whole = before._replace(end=unit.end, text=text[before.start : unit.end])
            atoms[n - 1 : n + 1] = [whole]
    return atoms


_UNIT = re.compile(COUNTERS)
_NOT_NONE = re.compile(r"\s*[法正]")


_EDGES = (Edge.SOFT, Edge.HARD, Edge.ROW)
"""The edge of an atom by the gap of its field."""

_COLUMNS = re.compile(r"\S+(?:\s\S+)*")
"""What stands between gaps of two or more spaces."""


def _lex_field(field: Field, start: int, end: int, whole: bool, signed: bool, out: list[Atom]) -> None:
    text = field.text[start - field.start : end - field.start]
    edge = _EDGES[field.gap] if start == field.start else Edge.SOFT
    if whole and not text:
        out.append(Atom(Sort.EMPTY, start, end, "", edge, field.place))
        return
    trimmed = text.strip(BLANKS)
    if not trimmed:
        return
    start += text.index(trimmed)
    if field.gap is Gap.LINE and (columns := list(_COLUMNS.finditer(trimmed))) and len(columns) > 1:
        for column in columns:  # padded columns: each may be text or values
            begin = start + column.start()
            if PAGE_OF.fullmatch(column[0]):  # no page's number, beside others
                out.append(Atom(Sort.TEXT, begin, begin + len(column[0]), column[0], Edge.SOFT, field.place))
                continue
            part = Field(begin, begin + len(column[0]), column[0], Gap.LINE, field.place)
            _lex_field(part, begin, part.end, True, signed, out)
        return
    if whole and field.gap is Gap.LINE and (row := behind_words(trimmed)):
        _row_behind(row, start, edge, field, out)
        return
    token = SIGNED if signed else TOKEN
    if whole and (sort := _whole(trimmed, field, token)) is not None:
        out.append(Atom(sort, start, start + len(trimmed), trimmed, edge, field.place))
        return
    _tokens(trimmed, start, edge, field, out, token)


def behind_words(line: str) -> re.Match[str] | None:
    """A line of words, and numbers behind them as in a row: its groups are the words and the numbers."""
    if len(line) > _LONGEST_ROW or _WORD.search(line) is None or line[-1] not in _ENDS:
        return None
    return _BEHIND_WORDS.fullmatch(line)


_LONGEST_ROW = 200
_ENDS = frozenset("0123456789０１２３４５６７８９-—–－/／无" + LETTERS)
_CELL = rf"(?:[0-9０-９{LETTERS}]{{1,15}}|[-—–－]{{1,2}}|[/／]|无)"
_PART = rf"(?!{_CELL}\s)(?:\d[.．、])?[^\d\s|│┃]{{1,40}}"
_BEHIND_WORDS = re.compile(rf"({_PART}(?:\s{_PART}){{0,3}}?)\s+({_CELL}(?:\s+{_CELL}){{4,}})")


def _row_behind(row: re.Match[str], start: int, edge: Edge, field: Field, out: list[Atom]) -> None:
    """The words of such a line, and its numbers."""
    for piece in _COLUMN.finditer(row.string):
        cell = Sort.BLANK if is_blank(piece[0]) else Sort.NUMBER
        sort = Sort.TEXT if piece.start() < row.end(1) else cell
        out.append(Atom(sort, start + piece.start(), start + piece.end(), piece[0], edge, field.place))
        edge = Edge.SOFT


_COLUMN = re.compile(r"\S+")


def _whole(text: str, field: Field, token: re.Pattern[str]) -> Sort | None:
    """What a whole field is, when it is one thing; ``None`` when it must be cut into tokens."""
    if is_blank(text):
        return Sort.BLANK
    if ONE.fullmatch(text) or _LETTERED.fullmatch(text):
        return Sort.NUMBER
    words = _WORD.search(text) is not None
    if field.gap is not Gap.LINE:
        return _shown(text, words)
    if PAGE_LINE.fullmatch(text) or (words and not _ROW.match(text) and not _values_only(text, token)):
        return Sort.TEXT
    return None


_ROW = re.compile(rf"(?:(?:\d+|[-‐‑‒–—―−－]+|[/／]|无)\s){{3}}|[0{LETTERS}]{{2}}[\d{LETTERS}]{{5}}")
"""What begins like the cells of a row is not one text, whatever stands behind them."""


def _shown(text: str, words: bool) -> Sort:
    """A shown cell is never cut: it begins like a number (and is one, or is unreadable), or it is text, as a share is."""
    if (not text[0].isdecimal() and text[0] not in "+-＋－−–﹣") or text[-1] in "%％‰":
        return Sort.TEXT
    return Sort.TEXT if words and (len(text) > 24 or _NUMBERED.match(text)) else Sort.NUMBER


_NUMBERED = re.compile(r"\d{1,2}\s*[.．、)）]\s*[A-Za-z一-鿿]|[-－]")
_LETTERED = re.compile(rf"{DIGIT}+\s*(?:[百千]?[万萬亿億]?元)?")
"""Digits with a letter for 0 among them, or nothing but such letters: ``1O``, ``O元``."""


def _values_only(text: str, token: re.Pattern[str]) -> bool:
    """Whether a line with letters in it is nevertheless made of quantities: ``12件 3件 0件``, ``O O O``, ``759 811万元``."""
    rest, done = 0, 0
    for match in token.finditer(text):
        if match.lastgroup == "other" and rest and match.start() == done and MONEY_TAIL.fullmatch(match[0]):
            continue
        if match.lastgroup in ("other", "junk"):
            return False
        rest += 1
        done = match.end()
    return rest > 1


def _tokens(text: str, start: int, edge: Edge, field: Field, out: list[Atom], token: re.Pattern[str]) -> None:
    done = 0
    fractions = dict(m.span() for m in _FRACTION.finditer(text)) if _JOINED.search(text) else {}
    for match in token.finditer(text):
        begin, finish = match.span()
        if begin < done:
            continue
        kind = match.lastgroup
        here = edge if begin == 0 else Edge.SOFT
        if end := fractions.get(begin):
            out.append(Atom(Sort.TEXT, start + begin, start + end, text[begin:end], here, field.place))
            done = end
            continue
        if kind == "blank":
            _dashes(text, begin, finish, start, here, field, out)
            continue
        if kind == "other" and not _SPOKEN.search(match[0]) and not _is_odd(text, begin, finish):
            continue  # the closing marks of a label
        sort = Sort.NUMBER if kind in ("number", "letter") and not stuck(text, begin, finish) else Sort.TEXT
        if kind == "number":
            sort, finish = _ended(text, begin, finish, sort)
            begin = marked(text, begin, done) if sort is Sort.TEXT else begin
        done = finish
        if finish > begin:
            out.append(Atom(sort, start + begin, start + finish, text[begin:finish], here, field.place))


def _ended(text: str, begin: int, finish: int, sort: Sort) -> tuple[Sort, int]:
    """What a number is, and where it ends: with its unit, with the mark of one that goes on, before a numeral."""
    if finish == len(text) - 1 and text[finish] in CUT:
        return sort, len(text)
    if tail := MONEY_TAIL.match(text, finish):
        more = MORE.match(text, tail.end())
        return (Sort.TEXT, more.end()) if more else (sort, tail.end())
    if not LISTED.match(text, finish) or text[finish - 1] in ")）":
        return sort, finish
    if _is_glued(text[begin:finish]):
        return sort, finish - 1  # the numeral of a label that was not recognised: 0003.危及…
    return Sort.TEXT, finish  # 13.危及: a number and a numeral, or a numeral


def _is_glued(digits: str) -> bool:
    """Whether digits are of several cells: more than a number has, or a zero before others."""
    return len(digits) >= 7 or digits[0] in LETTERS + "0０"


CUT = (",", "，", ".", "．")
"""What a number that goes on in the next line ends with: with it, it is unreadable."""

_FRACTION = re.compile(
    r"(?<!\S)(?:增加|减少|[-+])?\d[\d.]*(?:(?:[/／]|[-–—](?=\S))(?:增加|减少|[-+])?\d[\d.]*){1,2}(?:[百千]?[万亿]?元)?(?!\S)"
)
"""Two numbers to a cell; between cells that are all run together a slash is a cell of its own."""

_JOINED = re.compile(r"[\d元][/／–—-]\S")


def _is_odd(text: str, begin: int, finish: int) -> bool:
    """Whether marks stand where a cell does and are none of a label: ``####``, ``?``."""
    alone = not text[begin - 1 : begin].strip() and not text[finish : finish + 1].strip()
    return alone and (_ODD if begin else _UNREAD).search(text, begin, finish) is not None


_UNREAD = re.compile(r"#+|[?？]+")
_ODD = re.compile(r"[#?？$=~×√^&%]")


_DIGITS = frozenset("0123456789０１２３４５６７８９" + LETTERS)


def _dashes(text: str, begin: int, finish: int, start: int, edge: Edge, field: Field, out: list[Atom]) -> None:
    """One blank for a dash mark that stands alone, one for each dash where cells were glued (``41-----41``)."""
    glued = finish - begin > 1 and not _DIGITS.isdisjoint((text[begin - 1 : begin], text[finish : finish + 1]))
    step = 1 if glued else finish - begin
    for at in range(begin, finish, step):
        place = (start + at, start + at + step, text[at : at + step])
        out.append(Atom(Sort.BLANK, *place, edge if at == begin else Edge.SOFT, field.place))
