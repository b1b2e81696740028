"""Canonical names of well-known figures: one table, the same names for every report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple


class Name(NamedTuple):
    """How one well-known figure is recognised.

    ``units`` it is counted in; ``subject`` a pattern that its subject must hold, ``unless`` one that it must not.
    ``within`` is the beginning of a name that its parent must have, or another figure of the paragraph, unless the
    subject speaks of 申请; empty for none. ``after`` is the beginning of a name that one of the figures just before must have.
    """

    name: str
    title: str
    units: frozenset[str]
    subject: str
    unless: str = ""
    within: str = ""
    after: str = ""
    whole: bool = False
    """Whether it names a whole, so that a part of another figure cannot be it."""


def _units(printed: str) -> frozenset[str]:
    return frozenset(printed.split())


_CASES = _units("件 宗 起 例 份 条 件次 个 次 人次")
_ITEMS = _units("条 条次 篇 件 份 篇次 则 次 项")
_DOCUMENTS = _units("件 份 个 部 项")
_TIMES = _units("次 场 场次 期 期次 回 班次 轮 个")
_PEOPLE = _units("人次 人 名 位")
_CHANNEL = _CASES - {"条", "条次", "次", "人次"}
_REQUESTS = "requests."
HEADING = "requests.heading"
"""Stands for the heading of a part about requests, among the names around a figure."""
_ELSE = "提案|建议|信访|工单|诉求|来信|留言|咨询|复议|诉讼|许可|处罚|热线|投诉|举报|备案|行政审批"
_PUBLISH = "公开|发布|推送|刊发|发文|更新|公布|推文|信息|登载|刊登"

NAMES: tuple[Name, ...] = (
    Name(
        "documents.issued",
        "制发规范性文件",
        _DOCUMENTS,
        "(?:制发|新制|制定).*规范性文件|规范性文件.*(?:制发|新制|制定)",
        "清理|审查|备案|解读",
    ),
    Name(
        "documents.repealed",
        "废止规范性文件",
        _DOCUMENTS,
        "(?:废止|失效).*规范性文件|规范性文件.*(?:废止|失效)",
        "清理|修改",
    ),
    Name("documents.in_force", "现行有效规范性文件", _DOCUMENTS, "现行有效.*规范性文件|规范性文件.*现行有效"),
    Name(
        "proposals.answered",
        "建议提案办理",
        _CASES,
        "(?:建议|提案).*(?:办理|办结|答复|办复)|(?:办理|办结|答复|办复).*(?:建议|提案)",
        "意见建议",
    ),
    Name("proposals.received", "建议提案", _CASES, "人大.*建议|政协.*提案|代表建议|委员提案|建议提案", "意见建议"),
    Name(
        "fees.collected",
        "收取信息处理费",
        _units("元"),
        "信息处理费|(?:收取|收费).*(?:费用|检索|复制|邮寄)|(?:依申请|信息)公开.*费用",
    ),
    Name("suits.direct", "未经复议直接起诉", _CASES, "未经复议"),
    Name("suits.after_review", "复议后起诉", _CASES, "复议后"),
    Name("suits", "行政诉讼", _CASES, "诉讼|行政应诉|被起诉", "复议.*诉讼|举报|结转"),
    Name("reviews", "行政复议", _CASES, "复议", "诉|举报|结转"),
    Name(
        "requests.carried_over",
        "上年结转",
        _CASES,
        "上一?年度?结转|结转上一?年|(?:20[0-9]{2}年)结转(?!下|至)|上年度?转入",
        "下|复议|诉讼",
    ),
    Name(
        "requests.carried_forward",
        "结转下年",
        _CASES,
        "(?:结转|转).{0,3}(?:下|次)一?年|结转至?20[0-9]{2}年",
        "复议|诉讼",
    ),
    Name("requests.extended", "延期答复", _CASES, "延期|延长", _ELSE),
    Name(
        "requests.on_time",
        "按期答复",
        _CASES,
        "(?:按期|按时|如期|限期内|期限内|法定期限|规定时限).*(?:答复|办结|回复|办理)?",
        _ELSE,
    ),
    Name("requests.partially_granted", "部分公开", _CASES, "部分公开", _ELSE),
    Name("requests.refused", "不予公开", _CASES, "不予公开|不公开", _ELSE),
    Name("requests.unavailable", "无法提供", _CASES, "无法提供", _ELSE),
    Name("requests.not_processed", "不予处理", _CASES, "不予处理", _ELSE),
    Name("requests.other_results", "其他处理", _CASES, "其[他它]处理", _ELSE),
    Name("requests.granted", "予以公开", _CASES, "予以公开|同意公开|(?:答复|决定)公开$", _ELSE),
    Name("requests.letter", "信函申请", _CHANNEL, "信函|邮寄|信件|来函|书信|挂号信|寄递|邮政", _ELSE, _REQUESTS),
    Name("requests.fax", "传真申请", _CHANNEL, "传真", _ELSE, _REQUESTS),
    Name("requests.email", "电子邮件申请", _CHANNEL, "电子邮件|电子邮箱|邮箱|邮件", _ELSE, _REQUESTS),
    Name("requests.online", "网络申请", _CHANNEL, "网络|网上|在线|线上|平台|网站|系统|互联网|网页", _ELSE, _REQUESTS),
    Name("requests.in_person", "当面申请", _CHANNEL, "当面|现场|窗口|上门|面交|线下", _ELSE, _REQUESTS),
    Name("requests.natural_person", "自然人申请", _CASES, "自然人|公民|个人申请", _ELSE, _REQUESTS),
    Name("requests.business", "商业企业申请", _CASES, "商业企业|企业申请|^企业$", _ELSE, _REQUESTS),
    Name("requests.organisation", "法人或其他组织申请", _CASES, "法人", _ELSE, _REQUESTS),
    Name(
        "requests.received",
        "收到申请",
        _CASES,
        "(?:收到|受理|接收|新收|接到|收件|办理|登记).*申请|申请.*(?:收到|受理|新收|接收|登记)|依申请公开.*(?:受理|收到|接收|新收)|"
        "申请(?:总数|总量|数量|数|量)$",
        f"{_ELSE}|办结|答复|网|信函|当面|传真|邮",
        whole=True,
    ),
    Name("requests.answered", "答复申请", _CASES, "(?:办结|答复|办复|回复).*申请|申请.*(?:办结|答复|办复|回复)", _ELSE),
    Name("requests.received", "收到申请", _CASES, "(?:收到|受理|接收|新收)$", _ELSE, HEADING, whole=True),
    Name(
        "requests.answered",
        "答复申请",
        _CASES,
        "(?:办结|答复|办复|回复)$",
        _ELSE,
        after="requests.",
    ),
    Name(
        "items.wechat",
        "微信发布",
        _ITEMS,
        f"(?:微信|公众号).*(?:{_PUBLISH})|(?:{_PUBLISH}).*(?:微信|公众号)|^[^，]{{0,6}}微信(?:公众号)?$",
    ),
    Name("items.weibo", "微博发布", _ITEMS, f"微博.*(?:{_PUBLISH})|(?:{_PUBLISH}).*微博|^[^，]{{0,6}}微博$"),
    Name("gazette.issues", "公报出版", _units("期 期次"), "公报", "公报.{0,3}(?:点|处)"),
    Name("items.gazette", "公报发布", _ITEMS, "公报", "公报.{0,3}(?:点|处)"),
    Name("interpretations", "政策解读", _ITEMS | _TIMES, "解读", "问答|会|培训|栏"),
    Name(
        "items.website",
        "网站发布",
        _ITEMS,
        f"(?:网站|门户|官网|网).*(?:{_PUBLISH})|(?:{_PUBLISH}).*(?:网站|门户网|官网)",
        "留言|咨询|申请|来信|专栏|投诉|访谈",
    ),
    Name(
        "items.published",
        "主动公开信息",
        _ITEMS,
        "主动公开.*|公开(?:各类|各项)?(?:政府|政务)?信息|发布(?:各类|各项)?(?:政府|政务)信息",
        "申请|专栏|规范性文件|目录|范围|信息公开信息",
        whole=True,
    ),
    Name("press_conferences", "新闻发布会", _TIMES, "新闻发布会|新闻通气会|吹风会"),
    Name("interviews", "在线访谈", _TIMES, "在线访谈|访谈"),
    Name("trainings.people", "接受培训人员", _PEOPLE, "培训|参训|轮训|受训"),
    Name("trainings", "培训", _TIMES, "培训|轮训"),
    Name(
        "meetings",
        "会议",
        _TIMES,
        "(?:召开|举行|组织|举办).*(?:会议|例会|推进会|座谈会|调度会|协调会|部署会|联席会|专题会)|(?:会议|例会|推进会|座谈会|调度会|部署会)$",
    ),
)
"""First match wins, so what is more special stands first."""


_HINTS = frozenset(
    "申请复诉议提费结延按限公开函寄件书真邮网线平系当场窗门面自人法企组办答回理微众报解发信培训会访递政规收"
)
"""Every named subject holds one of these characters; many subjects hold none and need no further look."""

_RATE = re.compile("每[日天月周年季期次个]|平均|日均|月均|人均")
"""A rate, not what a year amounts to."""


_Row = tuple[Name, re.Pattern[str], re.Pattern[str] | None]


@cache
def _index() -> Mapping[str, tuple[re.Pattern[str], tuple[_Row, ...]]]:
    """For each unit the names counted in it, and one pattern that every subject of theirs fits: most fit none."""
    index: dict[str, list[_Row]] = {}
    for name in NAMES:
        row = (name, re.compile(name.subject), re.compile(name.unless) if name.unless else None)
        for unit in sorted(name.units):
            index.setdefault(unit, []).append(row)
    return MappingProxyType(
        {unit: (re.compile("|".join(row[0].subject for row in rows)), tuple(rows)) for unit, rows in index.items()}
    )


def name_of(
    subject: str, unit: str, around: Iterable[str | None], lately: Sequence[str] = (), *, part: bool = False
) -> str | None:
    """The canonical name of a figure, by its subject and unit.

    ``around`` are the names it may be a part of, ``lately`` the names of the counts just before it, ``part``
    whether it is a part of another figure.
    """
    if _HINTS.isdisjoint(subject):
        return None
    anything, rows = _index().get(unit, (_RATE, ()))
    if not rows or not anything.search(subject) or _RATE.search(subject):
        return None
    known = tuple(filter(None, around))
    for name, wanted, unwanted in rows:
        if name.within and "申请" not in subject and not any(other.startswith(name.within) for other in known):
            continue
        if name.whole and part:
            continue
        if name.after and not any(other.startswith(name.after) for other in lately):
            continue
        if wanted.search(subject) and not (unwanted and unwanted.search(subject)):
            return name.name
    return None
