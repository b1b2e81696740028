"""The title of a report as the page prints it, and the agency and the year that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..text import LACED
from .furniture import is_furniture, is_organ
from .wording import simplified

_LONGEST = 80
_CJK_YEAR = re.compile(r"[二2][〇○零Oo0０]([〇○零Oo0０一二三四五六七八九]{2})年")
_CJK_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零Oo0０", "0")
_YEAR = re.compile(r"(?<!\d)(?:(20[0-4]\d)\s*年?[—–\-~～至到]+\s*)?([2２][0０][0-4０-４]\d)(?!\d)\s*年")
_YEARS = re.compile(r"\d{3,}")
_YEAR_PART = re.compile(r"[（(]?[2２][0０][0-4０-４]\d[—–\-至]?(?:20[0-4]\d)?年?(?:度|全年)?[）)]?")
_TAIL = re.compile(
    r"(?:的)?(?:(?<!人民)政府|(?<=人民政府)政府)?(?:政务信息|信息|政务)公开.*|(?:年度|工作)?(?:年度)?报告.*"
)
_LEAD = re.compile(r"(?:附件\d*|标题|题目|名称)[:：\s]*|[:：\s]+|[《<【\[「“\"]+|关于(?:印发|公布|发布)?|\d+[.、]\s*")
"""What stands before the name of the agency."""
_EDGES = ' 　·-—_:：、,，《》<>【】[]“”"「」()（）'
_HEADING_LINE = re.compile(
    r"(?!根据|按照|依据|为|现|本|我)[^，。；：:!?！？>《]{2,60}?公开[^，。；：:>]{0,12}?报告"
    r"(?=根据|按照|依据|依照|为|现|本报告|发布|来源|时间|日期|20\d\d[-年]|[（【一]|$)"
)
_AGAIN = re.compile(r"^(.{2,30}?)年报(?=.{0,8}\1)")
"""The last step of a breadcrumb that runs into the title: the agency's 年报, and then the agency again."""
_BULLETS = "•·●◆■▪◦○★☆※►▶"
_PAGE = re.compile(r"[Pp]age\d{1,3}[-–—]")
"""The number of the page, which some print before the name of the document."""
_LABELLED = re.compile(r"\s*(?:索\s*引\s*号|文\s*号|发文字号|关键词|主题词|主题分类|组配分类)[\s:：]")
"""What begins a line that says of the page what its title is among other things."""
_SENTENCES = ("本年度报告", "本报告", "本年报", "根据", "依据", "按照", "现公布", "现将", "现就", "特向", "如对")
"""What begins a sentence of the preamble, which a narrow page cuts into lines."""
_NOTICE = re.compile(r"(?:的通知|的函|的意见)$")
_LONGEST_TAIL = 24
_ABOUT = re.compile(r"^[关關][于於]|[关關][于於](?:做好|印[发發]|[报報]送|[编編]制|公布|[开開]展)?$")
_LONGEST_HEAD = 40
_NAMES = re.compile(r"\s*[_|]\s*|\s+[-–—]\s+")
"""What stands between the names of article, column and site in a page's title."""
_YEAR_LINE = re.compile(r"[^，。；：:>]{0,34}20\d\d年度?")
_CUT = re.compile(r"[^，。；：,;:>]{4,38}(?:政府|政务)(?:信息)?(?:公开)?")
"""The first line of a title that is cut inside 政府信息公开."""
_DIGITS = re.compile(r"20\d\d")
_COLUMN = re.compile(r"(?:政府|政务)?(?:信息)?公开(?:工作)?(?:年报|年度报告)")
_NAMELESS = re.compile(
    r"(?:人民政府|办公室|办事处|管委会|委员会)|[（(]?\d{4}年|[二2][〇○零Oo0]..年|政府信息公开|信息公开|年"
)


class Title(NamedTuple):
    """A title as printed, with where it stands among the lines (−1: not among them)."""

    text: str
    printed: str
    line: int


def title_like(line: str) -> bool:
    """Whether a line reads like the title of such a report."""
    return (
        not line.startswith(_SENTENCES)
        and "公开" in line
        and "报" in line
        and len(line) <= _LONGEST
        and line[-1] not in "。；;，,：:"
        and ("年" in line or "报告" in line)
        and not _is_crumb_or_sentence(line)
    )


def _is_crumb_or_sentence(line: str) -> bool:
    """Whether a line holds a mark that no title holds."""
    return "。" in line or ">" in line or "＞" in line or "»" in line


def page_title(lines: Sequence[str], meta: Mapping[str, str]) -> Title | None:
    """The title in the lines above a report: the last one that reads like a title and names a year; else the page's.

    A line that is the page's own title (``ArticleTitle``) wins.
    """
    best = None
    named = squeeze(meta.get("ArticleTitle") or meta.get("articletitle") or "")
    for index in range(len(lines) - 1, -1, -1):
        found = _title_at(lines, index)
        if found is None:
            continue
        if named and found.text == named:
            return found
        if _COLUMN.fullmatch(found.text):
            continue  # the name of a column of the site
        if best is None or (year_in(best.text) is None and year_in(found.text) is not None):
            best = found
            if not named and year_in(found.text) is not None:
                break
    return _whole(best, lines) if best else _wrapped(lines) or _meta_title(meta)


def _whole(title: Title, lines: Sequence[str]) -> Title:
    """The title, with the line below it where that makes it the title of a notice: 关于年度报告 / 有关事项的通知."""
    below = lines[title.line + 1] if title.line + 1 < len(lines) else ""
    if len(below) > _LONGEST_TAIL or not _NOTICE.search(simplified(below)) or year_in(title.text):
        return title
    return Title(title.text + squeeze(below), f"{title.printed}\n{below}", title.line)


def _title_at(lines: Sequence[str], index: int) -> Title | None:
    """The title that stands on a line, alone or with more behind it; ``None`` where the line reads like none."""
    line = lines[index]
    if "公" not in line or ("报" not in line and "報" not in line):
        return None
    if _LABELLED.match(line):
        return None
    glued = "：" in line or ":" in line or "。" in line or len(line) > _LONGEST
    if glued and (head := _HEADING_LINE.match(line)):
        return Title(_AGAIN.sub("", squeeze(head.group())), head.group(), index)
    if _is_crumb_or_sentence(line):
        return None
    plain = simplified(squeeze(line))
    return _joined(lines, index) if title_like(plain) and not is_furniture(plain) else None


def _joined(lines: Sequence[str], index: int) -> Title:
    """The title at a line, with what it lacks, the year or the organ's name, from up to three lines above it."""
    printed = [lines[index]]
    bare = squeeze(printed[0])
    for above in reversed(lines[max(0, index - 3) : index]):
        if squeeze(above) == bare:
            index -= 1
            printed[0] = above
            continue  # the title once more
        if not _goes_before(squeeze(above), bare):
            break
        index -= 1
        printed.insert(0, above)
        bare = squeeze("".join(printed))
    return Title(bare, "\n".join(printed), index)


def _goes_before(above: str, bare: str) -> bool:
    """Whether a line is the beginning of the title below it."""
    if len(above) > _LONGEST_HEAD:
        return False
    if bare[0] == "年":
        return _DIGITS.fullmatch(above) is not None
    if bare[0] in _INSIDE and _is_cut(above, bare):
        return True
    if _YEAR_LINE.fullmatch(above):
        return year_in(bare) is None
    if _NAMELESS.match(bare) is None or agency_in(bare):
        return False
    return is_organ(above) or (_CUT.fullmatch(above) is not None and year_in(above) is not None)


def _is_cut(above: str, bare: str) -> bool:
    """Whether a title is cut between two lines inside a word: 政府信 / 息公开, 20 / 22年."""
    if _SENTENCE_MARKS.search(above):
        return False
    return any(match.start() < len(above) < match.end() for match in _WORDS.finditer(simplified(above + bare)))


_INSIDE = frozenset("0123456789府務务信息公開开工作年度報报告")
"""What stands inside the words and years of a title."""
_SENTENCE_MARKS = re.compile("[，。；：:>＞|_]")
_WORDS = re.compile(r"(?:政府)?(?:政务)?信息公开|政务公开|工作年度报告|年度报告|(?<!\d)20[0-4]\d年")
_PART_OF_NAME = re.compile("[\u4e00-\u9fff]{2,20}")


def with_whole_organ(title: Title, lines: Sequence[str], text: str) -> Title:
    """The title with the line above it, where the name of the organ is cut between them: the text prints it whole elsewhere."""
    above = lines[title.line - 1] if title.line > 0 else ""
    first = _YEAR_PART.sub("", squeeze(above), count=1).removeprefix("度")
    named = agency_in(title.text) if _PART_OF_NAME.fullmatch(first) else None
    if named is None or first + named not in text:
        return title
    return Title(squeeze(above) + title.text, f"{above}\n{title.printed}", title.line - 1)


def _wrapped(lines: Sequence[str]) -> Title | None:
    """A title whose 报告 stands on a later line than its 公开."""
    for index in range(len(lines) - 1, 0, -1):
        above, line = lines[index - 1], lines[index]
        if len(line) > 20 or len(above) > 50 or not line.endswith(("报告", "報告", "报")) or "公开" in line:
            continue
        if above[-1] not in "。；：" and title_like(simplified(above + line)):
            first = _joined(lines, index - 1)
            return Title(first.text + squeeze(line), f"{first.printed}\n{line}", first.line)
    return None


def _meta_title(meta: Mapping[str, str]) -> Title | None:
    for name in ("ArticleTitle", "articletitle", "og:title", "title"):
        for part in _NAMES.split(meta[name]) if meta.get(name) else ():
            if part and title_like(simplified(part)):
                return Title(squeeze(part), part, -1)
    return None


def squeeze(title: str) -> str:
    """A title without the white space, the marks of Markdown and the readings in brackets that were put into it."""
    title = "".join(title.split()).replace("\u200b", "").replace("\ufeff", "").strip("#*").lstrip(_BULLETS)
    if title[:4] in ("Page", "page"):
        title = _PAGE.sub("", title)
    return LACED.sub("", title) if "(" in title or "（" in title else title


def years_in(title: str) -> set[int]:
    """Every year that ``title`` names as a year. A damaged number (``202020年``) names none."""
    found = {int(year) for years in _YEAR.findall(title) for year in years if year}
    for digits in _CJK_YEAR.findall(title):
        found.add(2000 + int("".join(map(_CJK_DIGITS.__getitem__, digits))))
    return found


@lru_cache(maxsize=64)
def year_in(title: str) -> int | None:
    """The one year that a title names; ``None`` when it names none or several. Every part of the outline asks for it."""
    years = years_in(title)
    return years.pop() if len(years) == 1 else None


def _balanced(name: str) -> str:
    """A name without the marks around it, but with the bracket that closes one in it: 总署（本级机关）."""
    bare = name.strip(_EDGES)
    closing = name[name.find(bare) + len(bare) :][:1]
    return bare + closing if closing in _PAIRS and bare.count(_PAIRS[closing]) > bare.count(closing) else bare


_PAIRS = {"）": "（", ")": "("}


_NO_NAMES = ("政府", "本级", "部门", "信息", "人民政府", "办公室", "办事处", "管委会", "委员会")
"""What organs are, and none is called."""


@lru_cache(maxsize=64)
def agency_in(title: str) -> str | None:
    """The agency that a title names, without year and kind of report; ``None`` where that is not plain."""
    bare = squeeze(title)
    if lead := _LEAD.match(bare):
        bare = bare[lead.end() :]
    bare = _YEAR_PART.sub("", bare, count=1)
    if "年" in bare:
        bare = _CJK_YEAR.sub("", bare, count=1)
    bare = bare.removeprefix("度").removeprefix("年度")
    match = _TAIL.search(simplified(bare))
    name = bare[: match.start()] if match else ""
    name = _ABOUT.sub("", _balanced(name)).removesuffix("的")
    if len(name) < 2 or len(name) > 40 or _YEARS.search(name) or "年" in name or name in _NO_NAMES:
        return None
    return name
