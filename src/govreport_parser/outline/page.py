"""What stands around a report: tables of metadata, ``key：value`` lines, HTML meta tags."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from ..findings import Finding, finding
from .dates import date_in
from .titles import year_in
from .wording import FOLD, simplified

_LABELS: dict[str, tuple[str, ...]] = {
    "published": (
        "发布日期", "发布时间", "公开日期", "公开时间", "时间", "日期", "发稿时间", "更新时间", "信息发布日期",
        "上传时间", "录入时间",
    ),
    "made": ("成文日期", "发文日期", "生成日期", "成文时间", "发文时间", "形成日期", "印发日期", "制发日期"),
    "publisher": (
        "发布机构", "发文机构", "发布单位", "发文单位", "公开主体", "公开机构", "公开责任部门", "信息公开主体",
        "发文机关", "发布机关", "责任部门", "制发机关", "信息提供单位",
    ),
    "source": ("来源", "信息来源", "稿件来源", "文章来源", "内容来源"),
    "index_number": ("索引号", "信息索引号", "索引编号", "索取号"),
    "document_number": ("文号", "发文字号", "文件编号", "发文文号", "公文文号", "文件字号"),
    "title": ("标题", "信息名称", "文件名称", "公文名称", "名称", "文件标题"),
    "": (
        "主题分类", "分类", "有效性", "时效", "时效性", "关键词", "主题词", "组配分类", "体裁分类", "公开方式",
        "公开范围", "公开形式", "浏览次数", "点击数", "阅读次数", "浏览量", "字号", "字体", "作者", "责任编辑",
        "编辑", "打印", "废止日期", "生效日期", "访问量", "信息分类", "公开类别", "效力状态", "服务对象", "主办单位",
        "语种", "审核", "内容概述", "信息类别", "视力保护色", "保护视力色", "分享到", "分享",
    ),
}  # fmt: skip
_META = {
    "pubdate": "published",
    "publishdate": "published",
    "contentsource": "source",
    "sitename": "site",
    "articletitle": "title",
    "columnname": "column",
}
_KIND = {label: kind for kind, labels in _LABELS.items() for label in labels}
_BY_LAST = {
    last: [label for label in sorted(_KIND, key=len, reverse=True) if label[-1] == last]
    for last in {label[-1] for label in _KIND}
}
"""The labels that end with a character, the longest first."""
_FIRSTS = frozenset(label[0] for label in _KIND) | frozenset("【[(（")
_COLON = re.compile("[:：]")
_LONGEST = max(map(len, _KIND))
_SHORT = 60
_GLUED = re.compile(r"[\u4e00-\u9fff](?<![日分秒])")
"""A character that a label cannot follow: it would be the tail of a longer, unknown label."""
_EDGES = " \u3000\xa0\t|｜[]【】()（）"
_WIDGET = re.compile(r"\s{2,}|[\[【|｜]|发布时间|时间：|浏览|点击|字体|字号")
_BARE_LABEL = re.compile(r"[\s:：【】\[\]()（）]+")


@frozen
class Page:
    """What was read around a report, by kind; every value with where it came from, in printed order."""

    values: tuple[tuple[str, str, str], ...] = ()
    """``(kind, value, source)``; the source is ``meta``, ``page`` or ``table``."""

    def first(self, kind: str) -> str | None:
        """The first value of a kind."""
        for name, value, _ in self.values:
            if name == kind:
                return value
        return None


def read_page(lines: Sequence[str], meta: Mapping[str, str]) -> Page:
    """Read the lines above a report and the page's meta tags."""
    return Page((*_from_meta(meta), *_from_lines(lines)))


def _from_meta(meta: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name, value in meta.items():
        kind = _META.get(name.lower())
        if kind and value.strip():
            yield kind, value.strip(), "meta"


def _from_lines(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    skip = False
    for index, line in enumerate(lines):
        if skip or len(line) > 400:
            skip = False
            continue
        if line[0] in _FIRSTS and len(line) <= 14:
            kind = _KIND.get(_BARE_LABEL.sub("", simplified(line)))
            if kind is not None:
                value = lines[index + 1] if index + 1 < len(lines) else ""
                skip = bool(value) and not _is_label(value)
                if skip and kind:
                    yield kind, value, "table"
                continue
        if ":" in line or "：" in line:
            yield from _inline(line) if len(line) > _SHORT else _short_inline(line)
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
    for label in _BY_LAST.get(said[-1:], ()):
        if said.endswith(label):
            break
    else:
        return None
    at, missing = colon, len(label)
    if head.endswith(label):
        at, missing = colon - missing, 0
    while missing:
        at -= 1
        missing -= _BARE_LABEL.match(line, at) is None
    return None if _GLUED.match(line[at - 1 : at]) else (at, label)


def _inline(line: str) -> tuple[tuple[str, str, str], ...]:
    """``key：value`` pairs of a line; a date glued to the first key is the day of publication."""
    plain = simplified(line)
    marks = [(*label, mark.end()) for mark in _COLON.finditer(plain) if (label := _label_before(plain, mark.start()))]
    if not marks:
        return ()
    day = date_in(line[: marks[0][0]])
    found = [("published", str(day), "page")] if day else []
    ends = [start for start, _, _ in marks[1:]] + [len(line)]
    for (_, name, at), end in zip(marks, ends, strict=True):
        kind = _KIND[name]
        if kind and (value := line[at:end].strip(_EDGES)):
            found.append((kind, value, "page"))
    return tuple(found)


_short_inline = lru_cache(maxsize=1024)(_inline)
"""The widgets of a site are the same on all its pages."""


def clean_source(value: str) -> str | None:
    """A source as a name: without dates and widgets behind it; ``None`` for what is no name (``1``)."""
    value = _WIDGET.split(value.translate(FOLD), 1)[0].strip(" :：")
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
