"""What stands around a report: metadata tables, ``key：value`` lines, HTML meta tags, period and contact."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from .blocks import Field
from .cells import Span
from .findings import Finding, finding
from .model import Contact
from .titles import year_in
from .wording import FOLD, numeral, simplified

_LABELS: dict[str, tuple[str, ...]] = {
    "published": ("发布日期", "发布时间", "公开日期", "公开时间", "时间", "日期", "发稿时间", "更新时间", "信息发布日期", "上传时间", "录入时间"),
    "made": ("成文日期", "发文日期", "生成日期", "成文时间", "发文时间", "形成日期", "印发日期", "制发日期"),
    "publisher": ("发布机构", "发文机构", "发布单位", "发文单位", "公开主体", "公开机构", "公开责任部门", "信息公开主体", "发文机关", "发布机关", "责任部门", "制发机关", "信息提供单位"),
    "source": ("来源", "信息来源", "稿件来源", "文章来源", "内容来源"),
    "index_number": ("索引号", "信息索引号", "索引编号", "索取号"),
    "document_number": ("文号", "发文字号", "文件编号", "发文文号", "公文文号", "文件字号"),
    "title": ("标题", "信息名称", "文件名称", "公文名称", "名称", "文件标题"),
    "": ("主题分类", "分类", "有效性", "时效", "时效性", "关键词", "主题词", "组配分类", "体裁分类", "公开方式", "公开范围", "公开形式", "浏览次数", "点击数", "阅读次数", "浏览量", "字号", "字体", "作者", "责任编辑", "编辑", "打印", "废止日期", "生效日期", "访问量", "信息分类", "公开类别", "效力状态", "服务对象", "主办单位", "语种", "审核", "内容概述", "信息类别", "视力保护色", "保护视力色", "分享到", "分享"),
}  # fmt: skip
_KIND = {label: kind for kind, labels in _LABELS.items() for label in labels}
_FIRSTS = frozenset(label[0] for label in _KIND) | frozenset("【[(（")
_COLON = re.compile("[:：]")
_LONGEST = max(map(len, _KIND))
_GLUED = re.compile(r"[\u4e00-\u9fff](?<![日分秒])")
"""A character that a label cannot follow: it would be the tail of a longer, unknown label."""
_EDGES = " \u3000\xa0\t|｜[]【】()（）"
_BARE_LABEL = re.compile(r"[\s:：【】\[\]()（）]+")
_DATE = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)")
_CJK_DATE = re.compile(
    r"[二2]([〇○零Oo0][〇○零Oo0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_CJK = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零Oo0", "0")
_PERIOD = re.compile(
    r"自?\s*(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?\s*起?\s*[至到\-—~～]+\s*(?:(20\d\d)\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
)
_PHONE = re.compile(
    r"(?:联系|咨询|办公)?电\s*话\s*(?:号码)?\s*(?:为)?\s*[:：]?\s*([(（]?\d{3,4}[)）]?\s*[-—－ ]?\s*\d{7,8}(?:[-—转]\d{1,5})?|1\d{10}|\d{7,8})"
)
_POSTCODE = re.compile(r"(?:邮\s*编|邮政编码)\s*(?:为)?\s*[:：]?\s*(\d{6})(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w-])", re.ASCII)
_NEAR, _HINTS = 90, 8
"""How far from its hint, in characters, and at how many hints an item of the contact block is looked for."""
_ADDRESS = re.compile(r"地\s*址\s*(?:为)?\s*[:：]\s*([^，。；;,\n）)]{4,60})")


@frozen
class Page:
    """What was read around a report, by kind; every value with where it came from, in printed order."""

    values: tuple[tuple[str, str, str], ...] = ()
    """``(kind, value, source)``; the source is ``meta``, ``page`` or ``table``."""

    def first(self, kind: str) -> str | None:
        """The first value of a kind."""
        return next((value for name, value, _ in self.values if name == kind), None)


def read_page(units: Sequence[Field], meta: Mapping[str, str]) -> Page:
    """Read the lines above a report (``units``) and the page's meta tags."""
    values = [*_from_meta(meta), *_from_lines(units)]
    return Page(tuple(values))


_META = {
    "pubdate": "published",
    "publishdate": "published",
    "contentsource": "source",
    "sitename": "site",
    "articletitle": "title",
    "columnname": "column",
}


def _from_meta(meta: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name, value in meta.items():
        kind = _META.get(name.lower())
        if kind and value.strip():
            yield kind, value.strip(), "meta"


def _from_lines(units: Sequence[Field]) -> Iterator[tuple[str, str, str]]:
    skip = False
    for index, unit in enumerate(units):
        line = unit.text
        if skip or len(line) > 400:
            skip = False
            continue
        if line[0] in _FIRSTS and len(line) <= 14:
            kind = _KIND.get(_BARE_LABEL.sub("", simplified(line)))
            if kind is not None:
                value = units[index + 1].text if index + 1 < len(units) else ""
                skip = bool(value) and not _is_label(value)
                if skip and kind:
                    yield kind, value, "table"
                continue
        if ":" in line or "：" in line:
            yield from _inline(line)
        elif line[0] in "2二(（" and len(line) <= 30 and (day := date_in(line)):
            yield "published", str(day), "page"


def _is_label(line: str) -> bool:
    if len(line) <= 14 and _BARE_LABEL.sub("", simplified(line)) in _KIND:
        return True
    mark = _COLON.search(line[:14])
    return mark is not None and _label_before(simplified(line), mark.start()) is not None


def _label_before(line: str, colon: int) -> tuple[int, str] | None:
    """``(start, label)`` of the longest known label that stands before a colon, spaces inside it or not."""
    head = line[max(0, colon - 2 * _LONGEST) : colon]
    said = _BARE_LABEL.sub("", head)
    label = ""
    for length in range(min(_LONGEST, len(said)), 1, -1):
        if said[-length:] in _KIND:
            label = said[-length:]
            break
    if not label:
        return None
    at, missing = colon, len(label)
    if head.endswith(label):
        at, missing = colon - missing, 0
    while missing:
        at -= 1
        missing -= _BARE_LABEL.match(line, at) is None
    return None if _GLUED.match(line[at - 1 : at]) else (at, label)


def _inline(line: str) -> Iterator[tuple[str, str, str]]:
    """``key：value`` pairs of a line; a date glued to the first key is the day of publication."""
    plain = simplified(line)
    marks = [(*found, mark.end()) for mark in _COLON.finditer(plain) if (found := _label_before(plain, mark.start()))]
    if not marks:
        return
    if day := date_in(line[: marks[0][0]]):
        yield "published", str(day), "page"
    ends = [start for start, _, _ in marks[1:]] + [len(line)]
    for (_, label, at), end in zip(marks, ends, strict=True):
        value = line[at:end].strip(_EDGES)
        if _KIND[label] and value:
            yield _KIND[label], value, "page"


def date_in(text: str) -> datetime.date | None:
    """The first day named in ``text``; ``None`` when there is none, or when there is no such day."""
    match = _DATE.search(text)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _CJK_DATE.search(text)
    if match:
        return _day(2000 + int("".join(_CJK[c] for c in match[1][1:])), numeral(match[2]), numeral(match[3]))
    return None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def period(text: str, spans: Sequence[Span]) -> tuple[datetime.date, datetime.date] | None:
    """The period that preamble or overview says the figures cover."""
    for start, end in spans:
        if (
            text.find("统计期", start, end) < 0
            and text.find("日起", start, end) < 0
            and text.find("日至", start, end) < 0
        ):
            continue
        match = _PERIOD.search(text, start, end)
        if match is None:
            continue
        first = _day(int(match[1]), int(match[2]), int(match[3]))
        last = _day(int(match[4] or match[1]), int(match[5]), int(match[6]))
        if first and last and first < last:
            return first, last
    return None


def contact(text: str, spans: Sequence[Span]) -> Contact | None:
    """The contact block of the report's own text; ``None`` when it holds none."""
    found: dict[str, str] = {}
    patterns = (
        ("address", _ADDRESS, "址"),
        ("postcode", _POSTCODE, "邮"),
        ("phone", _PHONE, "话"),
        ("email", _EMAIL, "@"),
    )
    for start, end in spans:
        for name, pattern, hint in patterns:
            if name not in found and (match := _near(text, pattern, hint, (start, end))):
                found[name] = match[match.lastindex or 0].strip()
    return Contact(**found) if found else None


def _near(text: str, pattern: re.Pattern[str], hint: str, span: Span) -> re.Match[str] | None:
    """The first match around one of the first few places where ``hint`` stands."""
    start, end = span
    at = start - 1
    for _ in range(_HINTS):
        at = text.find(hint, at + 1, end)
        if at < 0:
            return None
        match = pattern.search(text, max(start, at - _NEAR), min(end, at + _NEAR))
        if match:
            return match
    return None


def clean_source(value: str) -> str | None:
    """A source as a name: without dates and widgets behind it; ``None`` for what is no name (``1``)."""
    value = re.split(r"\s{2,}|[\[【|｜]|发布时间|时间：|浏览|点击|字体|字号", value.translate(FOLD))[0].strip(" :：")
    return value if len(value) >= 2 and not value.isdigit() else None


def published(page: Page) -> datetime.date | None:
    """The day of publication; where the page names none, the day the report was made."""
    for wanted in ("published", "made"):
        for kind, value, _ in page.values:
            if kind == wanted and (day := date_in(value)):
                return day
    return None


def conflicts(page: Page, title: str | None) -> Iterator[Finding]:
    """Sources on the page that name different days of publication, or different years in the title."""
    days = {str(day): source for kind, value, source in page.values if kind == "published" and (day := date_in(value))}
    if len(days) > 1:
        first, second, *_ = days
        yield finding("metadata-conflict", what="publication date", first=first, second=second)
    names = [value for kind, value, _ in page.values if kind == "title"]
    year = year_in(title) if title and names else None
    for name in names:
        other = year_in(name)
        if year and other and other != year:
            yield finding("metadata-conflict", what="year in the title", first=year, second=other)
            return
