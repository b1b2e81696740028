"""The wordings of section headings: how a printed title is folded, and which of the six sections it names.

A title is looked up three times: among the known wordings (the form's labels), by its key words, and by likeness. Two
of the six sections may share one heading; then it names both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from ..text import BLANKS, SIMPLIFIED

if TYPE_CHECKING:
    from ..forms.spec import Label

DIGITS = "一二三四五六七八九十"
NUMERAL_STARTS = DIGITS + "第(（#*>lLIi123456１２３４５６"
"""What a numbered heading may begin with: its numeral, a mark of Markdown, a stray letter."""
MAX_TITLE = 45
"""No section title, even of two sections in one, is longer."""

FOLD: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(traditional): simplified for traditional, simplified in SIMPLIFIED.items()},
    **{ord(c): " " for c in BLANKS},
    ord("它"): "他",
    ord("﹑"): "、",
    ord("､"): "、",
}
"""One character for one character, so that positions in folded text are positions in the text."""

_OLD = re.compile(f"[{''.join(SIMPLIFIED)}它]")
_DROP = re.compile(
    r"[（(][a-zA-Zà-ǿāēīōūǎěǐǒǔǖǘǚǜ]{1,7}[)）]|[\s\u200b\ufeff、,，.:：;；。“”\"'‘’《》<>*#_|（）()\[\]【】\-—]+"
)
_PREFIX = re.compile(r"(?:20\d\d年度?|本年度?|全年|年度)(?=.{3})")
_TYPO_CUTOFFS = (80.0, 75.0)
"""The least likeness, in percent, of titles shorter than six characters and of longer ones."""

_KEYWORDS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        1,
        re.compile(
            r"总体(?:工作|落实|公开)?(?:情况|概况|概述)|(?:基本|总的|整体|综合)(?:工作)?情况|概述|概况|工作总体"
        ),
    ),
    (2, re.compile(r"主动公开")),
    (3, re.compile(r"依申请公开|(?<!被)申请(?!人|行政|复议)(?=公开|情况|的?办理|的?处理|$)|收到和处理")),
    (4, re.compile(r"复议|诉讼")),
    (
        5,
        re.compile(
            r"存在的?(?:主要|突出)?(?:问题|困难|不足)|(?:主要|突出)问题|改进(?:情况|措施|方向|思路|办法|意见)|问题(?:及|和|与|、)|不足(?:及|和|与)|下一步(?:工作|打算|思考|改进|措施)"
        ),
    ),
    (
        6,
        re.compile(
            r"其他(?:需要|需|应当?|有关)?(?:要)?(?:报告|说明|公开|需要)|其他(?:的)?(?:有关)?事项|需要?(?:报告|说明)的?(?:其他)?事项"
        ),
    ),
)
_SPEAKING = re.compile("情况|概|公开|申请|复议|诉讼|问题|不足|困难|改进|下一步|其[他它]|事项|收到")
"""Without one of these no key word can stand in a title."""


def simplified(text: str) -> str:
    """The text itself, or :func:`fold` of it where it holds traditional characters."""
    return text.translate(FOLD) if _OLD.search(text) else text


def is_traditional(text: str) -> bool:
    """Whether :func:`simplified` would change the text."""
    return _OLD.search(text) is not None


def fold(text: str) -> str:
    """Simplified characters and half-width punctuation, character for character."""
    return text.translate(FOLD)


def key(text: str) -> str:
    """A title reduced to what it says: folded, without spaces, punctuation and a leading year."""
    bare = _DROP.sub("", text.translate(FOLD))
    return _PREFIX.sub("", bare) if bare[:1] in "2本全年" else bare


@frozen(eq=False)
class Wordings:
    """The known wordings, ready for look-up. ``roles`` maps a key to its section (1…6)."""

    roles: dict[str, int]
    keys: tuple[str, ...]
    heads: frozenset[str]
    """Every proper head of a key, the empty one too: what stands in the first line of a title cut in two."""
    prefix: re.Pattern[str]
    lines: dict[str, tuple[str, int, str, int]]
    """Whole lines that are a section's heading, numbered or (a long wording) not: ``(number, value, title, section)``."""
    telling: re.Pattern[str]
    """Without something of this no text holds such a line."""
    firsts: frozenset[str]
    """Every character that a wording may begin with, in traditional form too."""
    gate: frozenset[str]
    """The same, and every character that a numbered heading may begin with."""
    pairs: frozenset[str]
    """The same for two characters; the second may be a space."""

    def exact(self, title: str) -> int:
        """The section that ``title`` names in a known wording, or 0."""
        return self.roles.get(title) or self.roles.get(key(title), 0)

    def glued(self, text: str) -> tuple[int, int]:
        """``(section, length)`` of the longest known wording at the head of ``text``; ``(0, 0)`` when there is none."""
        if text in self.roles:
            return self.roles[text], len(text)
        match = self.prefix.match(text)
        if match is None:
            head = text[: 2 * MAX_TITLE]
            match = self.prefix.match(head.translate(FOLD)) if _OLD.search(head) else None
            if match is None:
                return 0, 0
        return self.roles[key(match.group())], match.end()


def names_a_section(role: int, length: int) -> bool:
    """Whether a wording of so many characters is only a section's: 主动公开情况 is also the title of a part."""
    return (role in (1, 5, 6) or length >= 9) and length >= 4


@lru_cache(maxsize=8)
def wordings(sections: tuple[Label, ...]) -> Wordings:
    """The look-up tables for the six section labels."""
    listed = [(wording, number) for number, label in enumerate(sections, 1) for wording in label.wordings()]
    roles: dict[str, int] = {}
    for wording, number in listed:
        roles.setdefault(key(wording), number)
        roles.setdefault(wording, number)
    keys = tuple(dict.fromkeys(key(wording) for wording, _ in listed))
    longest_first = sorted((fold(wording) for wording, _ in listed), key=len, reverse=True)
    prefix = re.compile("|".join(map(_loose, longest_first)))
    pairs = {first + second for wording, _ in listed for first in _forms(wording[0]) for second in _forms(wording[1])}
    firsts = {pair[0] for pair in pairs}
    pairs |= {first + blank for first in firsts for blank in BLANKS}
    heads = frozenset(known[:end] for known in keys for end in range(len(known)))
    lines = {
        f"{digit}、{wording}": (f"{digit}、", value, wording, roles[wording])
        for value, digit in enumerate(DIGITS, 1)
        for wording, _ in listed
    }
    long = [wording for wording, _ in listed if len(wording) >= 9]
    lines |= {wording: ("", 0, wording, roles[wording]) for wording in long}
    return Wordings(
        roles,
        keys,
        heads,
        prefix,
        lines,
        re.compile("|".join(map(re.escape, ["、", *long]))),
        frozenset(firsts),
        frozenset({*firsts, *NUMERAL_STARTS}),
        frozenset(pairs),
    )


def _forms(char: str) -> set[str]:
    """A character and the traditional ones that stand for it."""
    return {char} | {traditional for traditional, simple in SIMPLIFIED.items() if simple == char}


def _loose(wording: str) -> str:
    """A pattern for one wording, with spaces allowed inside and either kind of comma, or none, between its parts."""
    return r"\s*".join("[、,，﹑]?" if c in "、," else re.escape(c) for c in wording if not c.isspace())


@lru_cache(maxsize=1024)
def by_keywords(title: str) -> tuple[int, ...]:
    """Every section whose key words ``title`` holds, in the order of the form."""
    if not _SPEAKING.search(simplified(title)):
        return ()
    bare = key(title)
    return tuple(number for number, pattern in _KEYWORDS if pattern.search(bare))


@lru_cache(maxsize=1024)
def by_likeness(title: str, known: Wordings) -> int:
    """The section whose known wording is most like ``title``; 0 when none is, or when two are as like."""
    bare = key(title)
    if not 4 <= len(bare) <= MAX_TITLE:
        return 0
    from rapidfuzz import fuzz, process  # only for misspelt titles: most documents never pay for the import

    best = process.extract(bare, known.keys, scorer=fuzz.ratio, score_cutoff=_TYPO_CUTOFFS[len(bare) >= 6], limit=5)
    found = {known.roles[choice] for choice, score, _ in best if score >= best[0][1] - 2}
    return found.pop() if len(found) == 1 else 0


def numeral(printed: str) -> int:
    """一…九十九 or digits as an integer; 0 when it is neither."""
    if printed.isdecimal():
        return int(printed[:4])
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return DIGITS.find(printed) + 1 if len(printed) == 1 else 0
    high = DIGITS.find(tens) + 1 if tens else 1
    low = DIGITS.find(ones) + 1 if ones else 0
    return high * 10 + low
