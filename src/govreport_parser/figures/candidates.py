"""Whether a number in running text is a quantity, and which."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from .figure import FigureKind
from .numerals import CHINESE, LONGEST, Numeral, read_numeral, whole_if_integral
from .tables import (
    AFTER,
    BARE_BEFORE,
    BEFORE,
    CHINESE_UNITS_NOT,
    DELIMITERS,
    LABELS_NOT_COUNTED,
    MONEY_UNITS,
    ONE_BEFORE,
    ONE_NEVER,
    ONE_PERSON_BEFORE,
    PERCENT_UNITS,
    POINTING,
    SUFFIX,
    WHOLE_UNITS,
    token_pattern,
)

_BEFORE = dict(BEFORE)
_LONGEST_BEFORE = max(map(len, _BEFORE))
_NOT_ABOUT = frozenset("节预签违合公条契制集特邀附最远")
"""In front of 约 and 近: 节约12万元 saves, 附近 is a place."""
_AFTER = re.compile(r"\s?(" + "|".join(sorted((w for w, _ in AFTER), key=len, reverse=True)) + r")(?![部容设外网])")
_AFTER_WORDS = dict(AFTER)
_ENDS = frozenset(DELIMITERS)
_BLANKS = frozenset(" \n\t\u00a0\u3000")
_JOINTS = frozenset(".,，")
"""Between digits these join them; whatever stands around is then part of one number."""
_BLANK = 40
"""White space over which a number may go on."""
_MINUS = frozenset("-－−")
_NUMBERED = re.compile(r"[1-9][0-9]?\.[1-9][0-9]*")
_PART_ENDS = frozenset("。；;！？\n\r\t \u3000") | {""}
"""What stands in front of a list number."""
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ROUND = frozenset(_SCALES)
_CHINESE = frozenset(CHINESE)
_VAGUE = frozenset(SUFFIX)


class Candidate(NamedTuple):
    """A quantity before its subject is known. ``words_end`` is where the words before it end, ``tail`` where those behind begin."""

    value: Decimal
    high: Decimal | None
    unit: str
    kind: FigureKind
    qualifier: str | None
    start: int
    end: int
    words_end: int
    tail: int

    @property
    def exact(self) -> bool:
        """Whether one number is stated."""
        return self.qualifier is None and self.high is None


def read_candidate(text: str, match: re.Match[str], clause: int, *, in_parts: bool) -> Candidate | None:
    """The quantity at a number token, or ``None`` where it is something else. ``clause`` is where its clause begins."""
    start = match.start()
    if match["high"] and (text[start - 1 : start] in ("从", "由", "自") or match["first"] not in (None, match["u"])):
        again = token_pattern().match(text, start, match.start("dash"))
        if again is None or again.lastgroup != "number":
            return None
        match = again
    if _NUMBERED.match(match["n"]) and text[clause - 1 : clause] in _PART_ENDS and not text[clause:start].strip():
        return _behind_list_number(text, match)
    unit, numeral = match["u"] or "", read_numeral(match["n"])
    if numeral.value is None or not _stands_alone(text, match, start):
        return None
    if match["per"]:
        unit = "%" if match["per"] == "百分之" else "‰"
    elif match["n"][0] in _CHINESE:
        if not _counts_in_chinese(text, match, clause):
            return None
    elif not unit and not _bare(text, match, clause, in_parts=in_parts):
        return None
    return _candidate(text, match, numeral, unit, clause)


def _behind_list_number(text: str, match: re.Match[str]) -> Candidate | None:
    """1.12件 in front of a sentence: item one, 12件, since things are counted in wholes. 1.5亿元 there may be either."""
    start = match.start() + match["n"].index(".") + 1
    again = token_pattern().match(text, start, match.end())
    if again is None or again.lastgroup != "number" or again["u"] not in WHOLE_UNITS or again["n"][-1] in _ROUND:
        return None
    numeral = read_numeral(again["n"])
    return _candidate(text, again, numeral, again["u"], start) if numeral.value is not None else None


def _candidate(text: str, match: re.Match[str], numeral: Numeral, unit: str, clause: int) -> Candidate | None:
    high = numeral.high
    low = numeral.value
    assert low is not None
    if match["high"]:
        upper = read_numeral(match["high"])
        if upper.value is None:
            return None
        high = upper.value
        scaled = low if match["first"] else _same_scale(low, match["n"], match["high"])
        low = scaled if scaled <= high else low
        if high < low:
            return None
    start, end = match.span()
    if high is None and start > clause and text[start - 1] in _MINUS and match["n"][0] not in _CHINESE:
        start, low = start - 1, -low
    words_end, before = _qualifier_before(text, start, clause, match["n"])
    after = _AFTER.match(text, end)
    qualifier = before or _suffix(match) or (_AFTER_WORDS[after[1]] if after else None)
    return Candidate(
        low, high, unit.replace(" ", ""), _kind(unit), qualifier, start, end, words_end, after.end() if after else end
    )


def _suffix(match: re.Match[str]) -> str | None:
    """余 and its like, behind the digits or in front of their 万."""
    if vague := match["v"] or match["v2"]:
        return SUFFIX[vague]
    return None if match["n"].isdecimal() or _VAGUE.isdisjoint(match["n"]) else "余"


def _same_scale(low: Decimal, printed_low: str, printed_high: str) -> Decimal:
    """3至5万元, 三五千, 十到二十万: the scale behind the upper end holds for the lower too, where that has none."""
    scale = _SCALES.get(printed_high[-1])
    if scale is None or not _SCALES.keys().isdisjoint(printed_low[-1]):
        return low
    return whole_if_integral(low * scale)


def _kind(unit: str) -> FigureKind:
    if unit in PERCENT_UNITS:
        return FigureKind.PERCENT
    return FigureKind.MONEY if unit in MONEY_UNITS else FigureKind.COUNT


def _stands_alone(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the digits are whole: not the rest of a longer number, a code or a damaged one."""
    end = match.end("n")
    if end - start > LONGEST + 6 or (text[end : end + 1] in _JOINTS and text[end + 1 : end + 2].isdecimal()):
        return False
    if start == 0:
        return True
    previous, further = text[start - 1], text[start - 2 : start - 1] if start > 1 else ""
    if previous.isdecimal() or previous == "×" or (previous in ".-—–~～/,，" and further.isdecimal()):
        return False
    if previous.isspace():
        before = text[max(start - _BLANK, 0) : start].rstrip()[-1:]
        if before.isdecimal() or before in _JOINTS or (before in _CHINESE and match["n"][0] in _CHINESE):
            return False
    return not (previous == "前" and match["u"] in ("名", "位", "批", "家"))


def _counts_in_chinese(text: str, match: re.Match[str], clause: int) -> bool:
    number, unit, start = match["n"], match["u"], match.start()
    previous = text[start - 1 : start]
    if (
        not unit
        or (unit in CHINESE_UNITS_NOT and "点" not in number)
        or number in ("零", "〇", "○", "二")
        or previous in ("数", "几", "若", "好")
    ):
        return False
    if number[0] in _ROUND and not (match["v"] or previous in ("上", "近", "约", "超", "逾", "达")):
        return False
    if text[max(clause, start - 3) : start].endswith(POINTING):
        return False
    if number == "一":
        return _one_counts(text, match, clause, previous)
    return True


def _one_counts(text: str, match: re.Match[str], clause: int, previous: str) -> bool:
    """一 is mostly an article. It counts behind a noun at the end of a clause, or behind a verb of doing: 召开会议一次."""
    start, end = match.span()
    if start <= clause or previous in ONE_NEVER or "每" in text[max(clause, start - 6) : start]:
        return False
    if match["u"] == "名":
        return text[max(clause, start - 4) : start].removesuffix("了").endswith(ONE_PERSON_BEFORE)
    if "只" in text[max(clause, start - 3) : start]:
        return False
    if match["u"] in ("次", "场", "期", "场次", "轮") and text[max(clause, start - 4) : start].endswith(ONE_BEFORE):
        return True
    return end >= len(text) or text[end] in _ENDS or text[end] in _BLANKS


def _bare(text: str, match: re.Match[str], clause: int, *, in_parts: bool) -> bool:
    """Digits without a unit count in front of a stop, behind words that announce a number; a line's end may cut them."""
    end, number = match.end(), match["n"]
    closed = text[end : end + 1] in _ENDS and end < len(text)
    if match["v"] or not (closed or (number[-1] in _ROUND and (end >= len(text) or text[end] in _BLANKS))):
        return False
    before = text[max(clause - 1, 0) : match.start()].rstrip()
    if LABELS_NOT_COUNTED.search(before) or (len(number) > 1 and number[0] == "0" and number[1] != "."):
        return False
    if number[-1] in _ROUND:
        return True
    if len(number) == 4 and number[:2] in ("19", "20"):
        return False
    return BARE_BEFORE.search(before) is not None or (in_parts and before[-1:].isalpha())


def _qualifier_before(text: str, start: int, clause: int, number: str) -> tuple[int, str | None]:
    """Where the words before a number end, and the qualifier between them and the number."""
    for length in range(min(_LONGEST_BEFORE, start - clause), 0, -1):
        word = text[start - length : start]
        if word in _BEFORE and _qualifies(word, text[start - length - 1 : start - length], number):
            return start - length, _BEFORE[word]
    return start, None


def _qualifies(word: str, previous: str, number: str) -> bool:
    if word == "上":
        return number[0] in _ROUND
    return word not in ("约", "近") or previous not in _NOT_ABOUT or not previous
