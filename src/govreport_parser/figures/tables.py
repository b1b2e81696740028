"""What the finder of figures knows, as tables: units, qualifiers, and everything that looks like a quantity and is none."""

from __future__ import annotations

import re
from functools import cache

from ..text import SIMPLIFIED
from .numerals import CHINESE

_C = CHINESE
_ANY = f"[0-9{_C}]"


def words(text: str) -> tuple[str, ...]:
    """The words of a table that is written as text."""
    return tuple(text.split())


PERCENT_UNITS = ("%", "‰", "个百分点", "百分点")
MONEY_UNITS = ("元人民币", "元", "美元", "港元", "欧元")

COUNT_UNITS = words(
    """
    个工作日 工作日 个小时 小时 个月 分钟 课时 学时 人天 人时 天(?![然津])
    人次 人口 人(?![民员大事社才力均防口文居物为工际行]) 户次 户(?![籍外口]) 家次 家(?![庭长人用园具])
    条次 条(?![例款文]) 件次 件(?!套) 篇次 篇(?!章) 份(?![额内]) 批次 批(?![复准示次转])
    场次 场(?![所地景馆]) 期次 期(?![间末限刊望待]) 次(?![月日年要序数]) 班次 轮次 轮(?!流) 回(?![应复访头])
    个(?!百分点|方面|体|性|人信息|人隐私|别|多[月小]|半[月小]) 项次 项(?!目) 子项 大(?=栏目|板块|类|项|领域|模块|专栏|专题|平台|重点)
    宗 起(?![草步诉止到来]) 例(?!行) 则 幅 张(?!贴) 册 本(?![年级区市县机单行着次]) 套 部(?![门委署分队长])
    类(?![型别似]) 种(?!植) 处(?![理罚长室置于]) 所(?![有在属需以长]) 座 间(?!隔) 台(?!账) 辆 块(?!链) 栋
    名(?![称单录义]) 位(?![于置一]) 支(?![付持撑部出]) 组(?![织成长建]) 对(?![于口外接象策照]) 笔 封 集(?![中成])
    页(?![面码]) 字(?![段节体号]) 分(?![别类为局管子析送发公级布]) 倍 亩 公里 平方米 平米 ㎡ 吨 公斤
    点次 通(?![过知报告道]) 单(?![位元独个]) 枚 面(?![对向]) 站(?!点) 层次 盘 款(?!项) 句 段(?!落)
    """
)
"""A unit, or a unit and what must not (or must) follow it: 部 is a unit, 部门 is not."""
WHOLE_UNITS = frozenset(
    words("条 件 次 个 份 篇 期 场 项 家 名 位 户 人 人次 批次 宗 起 则 册 本 部 类 处 所 台 辆 张 封 条次 件次 场次")
)
"""What is counted in wholes, if not as an average."""
CHINESE_UNITS_NOT = frozenset({"分", "对", "面", "单", "句", "段", "通", "位", "回"})
"""Units that are believed behind Arabic digits only: 三分, 一对 and 四面 are words."""

BEFORE: tuple[tuple[str, str], ...] = (
    # Printed in front of the number, and the qualifier that it is.
    *((word, "约") for word in ("约为", "约有", "大约", "大概", "约", "大致")),
    *((word, "近") for word in ("将近", "接近", "近")),
    *((word, "超") for word in ("超过了", "超过", "超出", "突破", "超", "逾", "多于", "大于", "高于", "上")),
    *((word, "不少于") for word in ("不少于", "不低于", "至少")),
    *((word, "不超过") for word in ("不超过", "不多于", "不足", "少于", "低于", "小于", "最多")),
)
AFTER: tuple[tuple[str, str], ...] = (
    *((word, "以上") for word in ("以上", "及以上", "有余")),
    *((word, "左右") for word in ("左右", "上下")),
    *((word, "以内") for word in ("以内", "之内", "内", "以下", "及以下")),
)
SUFFIX = {"余": "余", "多": "余", "几": "余", "来": "余"}
"""Behind the digits: 100余, 20多, 十几."""

RANGE = "[-–—－~～〜]{1,2}|至|到"
DELIMITERS = "，。；、：！？!?;,:（）()|"

_IDIOMS = words(
    """
    (?:最多|只|只需|仅|至多)跑一次 一次性 一次办 一件事 一张网 一条龙 一站式 一个口子 一口清 进一步 统一 一对一 一本通 一张[图表]
    三类内部 四类过程 三项制度 八项规定 两个维护 两个确立 两个责任 四个意识 四个自信 四个全面 五位一体 三个代表 一个中心 两个效应
    七嘴八舌 千家万户 成千上万 成百上千 千方百计 万众 百花 四面八方 三令五申 四个服务 四个最严 六个统一 五个到位 三个[一事]
    十件实事 十大(?![类项板领]) 一件不漏 一个不落 一条不漏 一户不漏 逐一 之一 唯一 万元户 三重一大 六大员 两张皮
    一个样 一个声音 一条心 一分部署 九分落实
    三天两头 [二两三四五六七八九十]个一(?![般直定]) 四张清单 五张清单 十字(?=[路架街军形]) 五家渠 四分五裂
    [两三四五六七八九十]个(?:到位|结合|坚持|必须|确保|注重|突出|强化|转变|全覆盖|带头|一律|狠抓|着力|统筹|抓好|做到|严格|不[^足同到超])
    [一二三四五六七八九十]{1,3}[台元场站间组](?=[县市区镇乡村山河路桥街里])
    """
)

SKIPPED: tuple[tuple[str, str], ...] = (
    # What it is, and how it is printed. These are passed over whole, with the numbers in them.
    ("title", r"《[^《》\n]{0,80}》"),
    ("quoted name", r"“[^“”。；\n]{0,24}”|「[^「」。；\n]{0,24}」|‘[^‘’。；\n]{0,24}’|\"[^\"。；，\n]{1,16}\""),
    ("address", r"(?:https?://|www\.)[\x21-\x7e]+"),
    ("letters and digits", r"[A-Za-z][A-Za-z0-9@.+_-]{0,80}"),
    (
        "ordinal",
        rf"第\s?{_ANY}{{1,10}}(?:\s?[、至到—-]\s?第?{_ANY}{{1,10}})?\s?[条款项章节届批次期号名位编部轮季季度]?",
    ),
    ("document number", r"[〔﹝\[［【(（]\s?(?:19|20)[0-9]{2}\s?[〕﹞\]］】)）](?:\s?第?\s?[0-9]{1,6}\s?号)?"),
    ("years", r"(?:19|20)[0-9]{2}\s?年?\s?[-—–~～至到]{1,2}\s?(?:19|20)[0-9]{2}\s?(?:年度?)?"),
    (
        "date",
        r"(?:19|20)[0-9]{2}\s?(?:年度?(?:\s?[0-9]{1,2}\s?月(?:\s?[0-9]{1,2}\s?[日号])?)?|[-./][0-9]{1,2}[-./][0-9]{1,2}日?)",
    ),
    ("month", r"[0-9]{1,2}\s?(?:[-—–~～至到、]{1,2}\s?[0-9]{1,2}\s?)?月(?:份|底|末|初|\s?[0-9]{1,2}\s?[日号])?"),
    ("telephone", r"0[0-9]{2,3}\s?[-—–－]{1,2}\s?[0-9]{7,8}(?:\s?[-—–－转、]\s?[0-9]{1,8})?|1[3-9][0-9]{9}(?![0-9])"),
    ("free number", r"(?:400|800)[-—–－][0-9]{3,4}[-—–－]?[0-9]{3,4}"),
    ("time", r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?![0-9条件次个])|[0-9]{1,2}[时点][0-9]{1,2}分?"),
    ("product", r"[0-9]{1,3}\s?[×xX*✕+＋]\s?[0-9N][0-9N×xX*✕+＋]*(?:小时)?"),
    ("several points", r"[0-9]+(?:\.[0-9]+){2,}"),
    ("day name", r"[0-9]{1,2}[.·•．][0-9]{1,2}(?=[^0-9\s，。；个万亿千百%元条件次人]{0,8}[日节])"),
    (
        "hotline",
        r"[0-9]{5}(?=\s?[^0-9，。；、\n]{0,8}热线|平台)|12345(?=[^0-9.条件次]{1,3})|24小时(?=自助|值守|服务|在线|不间断|开放)",
    ),
    ("fraction", rf"(?!百分之|千分之){_ANY}{{1,4}}分之{_ANY}{{1,4}}|百分百"),
    ("weekday", r"(?:周|星期|礼拜)[一二三四五六日天](?:\s?[至到—-]\s?(?:周|星期|礼拜)?[一二三四五六日天])?"),
    ("pair of ones", r"一[户事人网窗门张岗站企村件次]一[^0-9，。；、\s]"),
    (
        "idiom",
        "|".join(_IDIOMS),
    ),
)
MARKS = "其中|包括|包含|含"
"""In front of the parts of a figure that stands before."""

ONE_BEFORE = words("召开 举办 举行 开展 组织 组织开展 编印 印发 出台 制定 开设 新增 更新 发布 报送 通报")
"""Verbs behind which 一次, 一期, 一场 count something that was done."""
ONE_PERSON_BEFORE = words("明确 配备 增加 增设 新增 聘请 聘用 安排 确定 落实 指定 选派 抽调 配齐 充实")
"""Verbs behind which 一名 counts a person."""
POINTING = words("这 那 此 该 上述 前述 以上 以下 下列 如下 其他 其它 各")
"""In front of a numeral in characters: it points at things named elsewhere and counts nothing new."""
ONE_NEVER = frozenset("每任某这那同逐唯之统又再另首单第专万进为跑")
"""A character before 一 that makes it something else than a count."""

LABELS_NOT_COUNTED = re.compile(
    "(?:电话|邮编|邮政编码|传真|热线|编号|索引号|代码|QQ|qq|手机|号码|账号|网址|地址|附件|图|表|邮箱|编码|信箱|序号|标识码|版本)[^，。；]{0,6}$"
)
"""In front of digits without a unit that are a code, not a quantity."""
BARE_BEFORE = re.compile(
    "(?:[数量率值度]|为|达|达到|共|共计|合计|总计|计|总量|约|近|超过?|逾|突破|增至|降至|增加到|上升到|累计|分别)[：:]?$"
)
"""In front of digits without a unit that are a quantity."""


def _number() -> str:
    scale = "(?:[百千]?[万亿]|万亿|[百千])(?:[0-9]{1,4}(?:[百千]?万|[千百十]))*(?:[0-9]{1,4}(?![0-9.]))?"
    arabic = r"(?:[0-9]{1,3}(?:[,，\u0020\u00a0\u2009\u202f][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    chinese = f"[{_C}]{{1,14}}(?:[余多几][万亿])?(?:点[{_C}]{{1,8}})?"
    return rf"(?:{arabic}(?:\s?[余多]?{scale})?|{chinese})"


def _unit() -> str:
    units = (*PERCENT_UNITS, *MONEY_UNITS, *COUNT_UNITS)
    return "|".join(sorted(units, key=lambda unit: -len(unit.partition("(")[0])))


@cache
def token_pattern() -> re.Pattern[str]:
    """One pattern for whatever matters in a paragraph; the name of the last matched group says which it is.

    ``skip`` is passed over, ``number`` (with ``per``, ``n``, ``v``, ``u``, and ``first``, ``dash``, ``high`` of a range)
    is a candidate, ``mark`` opens parts, ``end`` cuts clauses.
    """
    number, unit = _number(), _unit()
    skip = "|".join(f"(?:{pattern})" for _, pattern in SKIPPED)
    candidate = (
        rf"(?P<per>百分之|千分之)?(?P<n>{number})(?:\s?(?P<v>[余多几来]))?\s?(?:(?P<first>{unit})?\s?(?P<dash>{RANGE})\s?"
        rf"(?P<per2>百分之|千分之)?(?P<high>{number})(?:\s?(?P<v2>[余多]))?\s?(?={unit}))?(?P<u>{unit})?"
    )
    first = rf"(?=[0-9{_C}{DELIMITERS}《“「‘\"A-Za-z第〔﹝\[［【周星礼其包含最只仅至进统唯逐之成])"
    return re.compile(f"{first}(?:(?P<skip>{skip})|(?P<number>{candidate})|(?P<mark>{MARKS})|(?P<end>[{DELIMITERS}]))")


@cache
def hint_pattern() -> re.Pattern[str]:
    """Where a sentence holds a quantity, if it holds one: a digit, or a Chinese numeral in front of a unit or 分之."""
    heads = "".join(sorted({unit[0] for unit in (*MONEY_UNITS, *COUNT_UNITS)}))
    return re.compile(f"[0-9{_C}](?:(?<=[0-9])|(?:[余多几来点{_C}]{{0,20}}[余多几来{_C}])?\\s?[{heads}分至到-])")


@cache
def wide_pattern() -> re.Pattern[str]:
    """Characters that :func:`widths` changes."""
    return re.compile(f"[{''.join(map(chr, widths()))}]")


_ALSO_SIMPLIFIED = frozenset("覆淅")
"""Characters that simplified text uses too (覆盖, 淅川)."""


@cache
def widths() -> dict[int, str]:
    """Full-width digits and signs to the usual ones, traditional characters to simplified: one for one, so offsets stay."""
    signs = dict(zip("０１２３４５６７８９．％", "0123456789.%", strict=True))
    more = dict(zip("餘則輪點鐘", "余则轮点钟", strict=True))
    return {ord(char): other for char, other in (SIMPLIFIED | more | signs).items() if char not in _ALSO_SIMPLIFIED}
