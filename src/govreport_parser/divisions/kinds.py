"""What kind of body an agency is, by the end of its name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..text import fold
from .table import named

KINDS = ("ministry", "province", "prefecture", "county", "township", "street", "department", "office", "zone", "other")
"""Every kind that :func:`body_kind` knows."""

_MINISTRIES = (
    "外交部|国防部|国家发展和改革委员会|国家发展改革委|教育部|科学技术部|科技部|工业和信息化部|国家民族事务委员会|国家民委|公安部|国家安全部|民政部|司法部|财政部|"
    "人力资源和社会保障部|自然资源部|生态环境部|环境保护部|国土资源部|住房和城乡建设部|交通运输部|水利部|农业农村部|农业部|商务部|文化和旅游部|文化部|"
    "国家卫生健康委员会|国家卫生健康委|退役军人事务部|应急管理部|中国人民银行|审计署|国家审计署|海关总署|国家税务总局|国家市场监督管理总局|国家金融监督管理总局|"
    "中国证券监督管理委员会|中国银行保险监督管理委员会|国家广播电视总局|国家体育总局|国家统计局|国家知识产权局|国家国际发展合作署|国家医疗保障局|国务院.*"
)
_ZONES = "开发区|高新区|经开区|示范区|保税区|保税港区|试验区|实验区|度假区|风景区|名胜区|产业园区?|工业园区?|园区|合作区|集聚区|自贸区"
_UNIT = "(?:人民政府|政府|人民政府党政办公室|党政办公室|党政办|行政公署)?"

SUFFIXES: tuple[tuple[str, str], ...] = (
    # The first that fits the end of the name decides, so what is longer or more special stands first.
    ("ministry", rf"^(?:中华人民共和国)?(?:{_MINISTRIES})(?:办公厅)?$"),
    ("ministry", r"^国家[^省市县区]{2,12}(?:总局|局|委员会|署|委)(?:办公[厅室])?$|^中国(?:民用航空局|气象局|地震局)$"),
    (
        "zone",
        rf"(?:{_ZONES}|新区|新城|自由贸易.*|景区|管理区)(?:党工委)?(?:管理委员会|管委会|管理局)(?:办公室)?$|(?:管理委员会|管委会)$|(?:{_ZONES})$",
    ),
    ("street", r"街道(?:办事处|办|党工委)?(?:党政办公室|党政综合办公室|综合办公室)?$|办事处$"),
    (
        "office",
        r"(?:政府|行政公署)办公[厅室](?:（.*）|\(.*\))?$|^.{2,9}[省市县区州旗盟]政府办$|(?:省|自治区|市)办公厅$",
    ),
    ("township", rf"(?:镇|乡|苏木|民族苏木){_UNIT}$"),
    (
        "other",
        r"(?:大学|学院|学校|中学|小学|幼儿园|医院|公司|集团|协会|学会|法院|检察院|银行|供销合作总社|残疾人联合会|残联|红十字会|总工会)$",
    ),
    (
        "department",
        r"(?:[局厅处署委]|委员会|监督管理委员会|监管局|办公室|办|总队|支队|大队|分局|税务所|司法所|研究室|研究院|研究所|党校|档案馆|图书馆|服务中心|管理中心|中心|站|社|馆|院|队)$",
    ),
    ("place", rf"[省市县区州旗盟]{_UNIT}$|(?:自治区|自治州|自治县|自治旗|地区|林区|特区|特别行政区|新区|矿区){_UNIT}$"),
)
"""Kinds by the end of the name. A ``place`` is of the level that the table of divisions gives it."""

_BRACKETED = re.compile(r"[(][^()]*[)]$")
_PLACE_UNIT = re.compile("(?:人民政府|政府|行政公署)$")
_LEVELS = {"province": "province", "prefecture": "prefecture", "county": "county"}
_BY_LAST = {"省": "province", "州": "prefecture", "盟": "prefecture", "县": "county", "旗": "county", "区": "county"}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in SUFFIXES)


@lru_cache(maxsize=4096)
def body_kind(agency: str) -> str | None:
    """One of :data:`KINDS`, or ``None`` where the name does not tell (an empty name, or one with an unknown end).

    A city is a ``prefecture`` or a ``county`` as the newest entry of the table of divisions has it; 北京市 and its like
    are a ``province``.
    """
    name = _BRACKETED.sub("", "".join(fold(agency).split()))
    for kind, pattern in _patterns():
        if name and pattern.search(name):
            return _level(name) if kind == "place" else kind
    return None


def _level(name: str) -> str | None:
    place = _PLACE_UNIT.sub("", name)
    for start in range(max(len(place) - 1, 0)):
        if rows := named(place[start:]):
            newest = max(rows, key=lambda row: row.last or 9999)
            return _LEVELS[newest.level]
    if place.endswith(("自治区", "特别行政区")):
        return "province"
    return _BY_LAST.get(place[-1:])
