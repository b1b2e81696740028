"""The heading of a subsection: a numbered line that reads like a title, or a numbered title glued to its paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..text import LACED
from .wording import DIGITS, simplified

NUMBER = re.compile(
    rf"(?P<capital>[{DIGITS}]{{1,3}}\s*、)|(?P<bracket>[（(〔【]\s*[{DIGITS}]{{1,3}}\s*[)）〕】]\s*[、.．]?)"
    r"|(?P<digit>[1-9１-９][0-9０-９]?\s*(?:、|．|\.(?![0-9])))|(?P<digits>[（(]\s*[1-9][0-9]?\s*[)）]\s*[、.．]?|[1-9][0-9]?[)）])"
    rf"|(?P<circle>[①-⑳])|(?P<isone>[{DIGITS}]是)"
)
_PLAIN = re.compile(rf"([（(][{DIGITS}]{{1,3}}[)）])([\u4e00-\u9fff]{{2,30}})")
"""The commonest heading, （一）主动公开情况, which the rules below would take the same way at three times the cost."""
RANKS = {"capital": 1, "bracket": 2, "digit": 3, "digits": 4, "circle": 5, "isone": 6}
FIRSTS = frozenset(DIGITS + "（(〔【#*>123456789１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩")
LONGEST = 36
_INNER = re.compile(r"[。；;！？!?]")
_GLUED_STOP = re.compile(r"[。：:]")
_UNSURE = re.compile(r"[，,；;！？!?]|[0-9０-９]")
_CLAUSES = re.compile(
    r"(?!我|今|本|全|去|截[至止]|根据|按照|为|对|在|通过|无|未|没有|不(?!断)|已|共)[^，,、；;！？!?\d０-９]{3,14}(?:[，,][^，,；;！？!?\d０-９]{3,14}){1,2}"
)
"""A title in two or three clauses: 加强组织领导，完善工作机制."""
_NOUNS = (
    "情况|方面|工作|建设|管理|保障|机制|培训|解读|回应|公开|维护|监督|平台|服务|问题|措施|不足|事项|组织|宣传|队伍|制度"
)
_TITLE_END = re.compile(r"^[^，,]{2,22}(?:情况|方面|工作|建设|管理|保障)$")
_PART = re.compile(r"(?:政府|政务)?(?:信息)?(?:主动|依申请)公开(?:政府信息)?")
"""A part that a heading with a full stop names: （一）主动公开。"""
_SPACED = re.compile(rf"([^\s，。；：,;:]{{2,24}}(?:{_NOUNS}))\s+(?=\S)")
_DATED = re.compile(r"([^\s，。；：,;:\d]{2,20}(?:情况|方面|工作))(?=20\d\d年|本年度?[，,]|今年|全年)")


class Head(NamedTuple):
    """A subsection's heading inside a line: its rank, and where the body goes on."""

    rank: int
    number: str
    title: str
    closing: str
    length: int


def head(line: str) -> Head | None:
    """The heading that ``line`` is or begins with, if there is one. Markdown's marks around it are no part of it."""
    if line[0] not in FIRSTS:
        return None
    return _short_head(line) if len(line) <= LONGEST else _numbered(line)


def _numbered(line: str) -> Head | None:
    """The same for a line that begins as numbered ones do."""
    skip = len(line) - len(line.lstrip("#*> ")) if line[0] in "#*>" else 0
    match = NUMBER.match(line, skip)
    if match is None or match.lastgroup is None:
        return None
    rank, at = RANKS[match.lastgroup], match.end()
    rest = line[at:].lstrip()
    lead = len(line) - at - len(rest)
    found = title_at(rest.rstrip("* ") if skip else rest, rank)
    if found is None:
        return None
    length, closing = found
    number, title = "".join(line[skip:at].split()), "".join(rest[:length].split())
    if rank == 6:
        number, title = "", number + title
    end = at + lead + length + len(closing)
    return Head(rank, number, title, closing, end if line[end:].strip("* ") else len(line))


@lru_cache(maxsize=4096)
def _short_head(line: str) -> Head | None:
    """The same for a line that may be nothing but a heading; many organs print the same ones, word for word."""
    plain = _PLAIN.fullmatch(line)
    return Head(2, plain[1], plain[2], "", len(line)) if plain else _numbered(line)


def title_at(rest: str, rank: int) -> tuple[int, str] | None:
    """``(length, closing mark)`` of the title at the head of ``rest``."""
    if not rest:
        return None
    if len(rest) <= LONGEST and (whole := whole_title(rest, rank)):
        return whole
    if rank == 6:
        return None
    stop = _GLUED_STOP.search(rest[: LONGEST + 1])
    if stop and 2 <= stop.start() <= 26 and rest[stop.end() :].strip():
        title = rest[: stop.start()]
        if not _UNSURE.search(title) or (rank in (2, 3) and stop.group() == "。" and _CLAUSES.fullmatch(title)):
            return stop.start(), stop.group()
    near = _SPACED.match(rest) or _DATED.match(rest)
    return (near.end(1), "") if near else None


def whole_title(rest: str, rank: int) -> tuple[int, str] | None:
    """The title when the whole line is one: short, and without a sentence's punctuation."""
    bare = rest.rstrip("。：:")
    closing = rest[len(bare) :]
    if len(closing) > 1 or len(bare) < 2 or bare[-1] in "，,；;、" or _INNER.search(bare):
        return None
    if closing == "。" and not _is_title(simplified(LACED.sub("", bare)), rank):
        return None  # a short sentence of a list, not a title
    if (":" in bare or "：" in bare) or (rank == 6 and len(bare) > 20):
        return None
    return len(bare), closing


def _is_title(bare: str, rank: int) -> bool:
    """Whether what a full stop closes, alone on its line, is a title all the same."""
    return _TITLE_END.search(bare) is not None or (rank == 2 and _PART.fullmatch(bare) is not None)
