"""Whether a document is a report of an organ at all, judged by its title and wording."""

from __future__ import annotations

import re

from ..blocks import Document
from .furniture import is_furniture
from .result import Outline
from .titles import squeeze
from .wording import fold

_NEGATIVE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "an explanation of a report (解读)",
        re.compile(r"文字解读|图文?解读|政策解读|一图读懂|图解|^解读|解读[:：]|[》告]的?解读$"),
    ),
    (
        "a report of a school or university",
        re.compile(r"学年|高校信息公开|(?:大学|学院|中学|小学|学校|幼儿园)(?:20\d\d|信息公开|[—\-]?关于)"),
    ),
    ("statistics of less than a year", re.compile(r"上半年|下半年|半年度|半年报|季度|月份|\d月(?!\d)统计|月报")),
    (
        "a notice about reports",
        re.compile(
            r"(?:通知|通告|函|意见|办法|方案|要点|计划|规定|细则|条例|指南|目录|清单)(?:[）)]|的?解读)?$|格式的通知"
        ),
    ),
    (
        "a form, or a model to write by",
        re.compile(r"(?:格式|模板|模版|范文|范本|样本|样表)(?:[（(][^（）()]{1,8}[)）])?$"),
    ),
    ("statistics of another kind", re.compile(r"统计公报|统计年鉴|国民经济|统计数据$|统计信息$")),
)

_SCHOOL = re.compile(r"《(?:高等学校|高校)信息公开(?:办法|清单|事项清单)》")
"""What schools report by, and nobody else."""
_HEAD = 800


_INSTEAD: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "it is an address, and addresses are not fetched; give the page itself, or the path of a saved one as pathlib.Path",
        re.compile(r"(?:https?|ftp|file)://\S+", re.IGNORECASE),
    ),
    (
        "it reads like the path of a file; to have the file read, give it as pathlib.Path",
        re.compile(
            r"(?!.*://)(?:(?:~|\.{1,2}|[a-z]:)?[/\\][\w.][^\t\r\n|<>]*|[\w.-]+(?:[/\\][\w.-]+)*[/\\]"
            r"|[^\t\r\n|<>]*\w\.(?:[sx]?html?|mht(?:ml)?|txt|md|pdf|docx?|wps|xlsx?|csv|jsonl?|xml|aspx?|jsp|php|zip|gz))",
            re.IGNORECASE,
        ),
    ),
)
"""What is given by mistake for a document, by the whole of its text."""
_LONGEST_NAME = 400


def not_a_report(document: Document, outline: Outline) -> str | None:
    """Why a document is no annual report of an organ, judged by its title and wording; ``None`` when it may be one.

    Whether its tables hold numbers is for the caller to weigh: a page that explains a report may print them all.
    """
    if not document.markup and (mistaken := _mistaken(document.given or document.text)):
        return mistaken
    names = [outline.title, document.meta.get("ArticleTitle")]
    if outline.title is None:
        names.append(document.meta.get("title"))
    if outline.title is None and len(outline.by_role) < 3:
        lines = [line for line in document.texts[:40] if 8 <= len(line) <= 60]
        names += [line for line in lines if line[-1] not in "。；：" and not is_furniture(line)][:3]
    for name in names:
        if name and (reason := negative(name)):
            return reason
    if outline.title is None and _SCHOOL.search(document.text, 0, _HEAD):
        return "a report of a school or university"
    if not outline.by_role and outline.title is None:
        return "neither its title nor its headings are those of a report"
    return None


def _mistaken(text: str) -> str | None:
    """What was given, where it is only the name of a document."""
    if len(text) > _LONGEST_NAME:
        return None
    name = text.strip()
    return next((said for said, pattern in _INSTEAD if pattern.fullmatch(name)), None)


def negative(title: str) -> str | None:
    """Why a document of this title is no annual report; ``None`` when the title does not say so."""
    bare = squeeze(fold(title))
    for reason, pattern in _NEGATIVE:
        if pattern.search(bare):
            return reason
    return None
