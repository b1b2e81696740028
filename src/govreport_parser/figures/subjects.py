"""What a figure counts, in the document's own words: the words before it in its clause, and the noun behind its unit."""

from __future__ import annotations

import re

from .tables import DELIMITERS
from .tables import words as _words

LONGEST = 40
"""Characters of a subject at most; a longer list before a number loses its first items."""

_LEADING = re.compile(
    r"^(?:、|[0-9]{1,2}[.、](?![0-9])|以及|及|与|和(?![平谐田县政顺静硕龙解布])|(?:截至|截止到?|自|从|到|至)?(?:(?:19|20)[0-9]{2}年?[-—–~～至到]+)?(?:19|20)[0-9]{2}年(?:度|底|末|以来|来)?"
    r"(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号]|底|末|份)?)?|[0-9]{1,2}月(?:[0-9]{1,2}[日号]|底|末|份)?|"
    r"截至(?:目前|年底)|目前|全年度?|本年度?|年度内|年度(?!结)|年内|今年|当年|一年来|期间|其中|包括|包含|其余|另外|另有|此外|同时|"
    r"[一二三四五六七八九十]是|共计|共有|共(?!享|同|建|青|产)|总计|合计|累计|一共|我[局县区市镇办委厅院]共?|含)+"
)
_LEADING_FIRST = frozenset("、以及与和截自从到至目全本年今当一期其包另此同共总合累我含一二三四五六七八九十0123456789")
_TRAILING = _words("总量达 共计 总计 合计 累计 一共 达到 数量为 总数为 分别为 数为 分为 已达 共 达 为 是 有 了 过 已")
_TRAILING_NOT = _words("公共 不是 就是 所有 没有 不过 改为 作为 成为 变为 转为 调整为 认为 视为")
"""Words that end as one of :data:`_TRAILING` does and stay."""
_NO_SUBJECT = frozenset(_words("× 在 对 由 从 将 把 与 为 向 于 达 等 和 及 就 以 按 各 全 已 均 均已 还 也 又"))
_TOTAL = re.compile("总计|合计|共计|一共")
_AFTER = re.compile(
    rf"\s?([^{DELIMITERS}0-9“”\"《》]{{1,24}}|[“《][^“”《》]{{1,20}}[”》][^{DELIMITERS}0-9“”《》]{{0,12}})([0-9])?"
)
_ENDS = frozenset(DELIMITERS) | {""}
_AND = re.compile("(?:以及|[及和与])$")
_COPULA = re.compile(r"^(?:均)?(?:为|系|是|属于|属|通过|来自|涉及|用于)")
_STOP = re.compile(
    r"均|已|全部|都|较|比上|比去|同比|环比|占|并|且|以及|[和与及](?=.{0,6}$)|用于|予以|按时|全年|其中|进行|以上|以下|左右|以内|内(?![部容设外网])|"
    r"(?<=.)(?:为|是)|等(?!级|候)"
)
_SPACE = re.compile(r"\s+")
_VERBS = _words(
    """
    召开 举办 举行 开展 组织 发布 印发 制发 制定 出台 办理 受理 收到 接到 接收 回复 答复
    更新 开设 设立 设置 公开 编发 编印 推送 修订 废止 清理 邀请 配备 建立 建成 新增 完成
    涉及 覆盖 接受 处理 审核 整改 撤销 报送 刊发 编制 梳理 组织召开 参加 接待 办结 新建 建设
    制作 调整 发出 发放 派出 打造 确定 安排 采用 采纳 收集 征集 归集 汇集 汇总 抽查 检查
    督查 督办 通报 优化 设有 拥有 下设 包含 分为 增设 维护 运营 关停 承办 主办 转办 等
    """
)
"""Verbs of doing: what they act on stands behind the number."""
NOUN_BEHIND = frozenset(_words("个 名 位 家 项 大 类 种 部 所 座 批 则 套 支 子项 处"))
"""Units behind which the thing counted usually stands: 14个部门."""
_PEOPLE = frozenset(_words("人 人次 名 位"))
_HEADS = ("申请", "受理", "公开", "发布", "办结", "答复", "咨询")
"""What the last item of a list says for all of them: 信函、网络和当面申请."""
_LIST = re.compile("[、和与及]")
_SHARED_OUT = re.compile("^(.*?)分别(?:为|是|有|达到?|共)?(.*)$")


def tidy(text: str) -> str:
    """Without white space, which a line break may have put anywhere."""
    return _SPACE.sub("", text) if not text.isalnum() else text


def words_before(text: str) -> str:
    """The words before a number, without dates, 全年, 其中 and their like in front; empty behind an enumeration's 、."""
    text = tidy(text)
    if not text or text[-1] == "、":
        return ""
    return _LEADING.sub("", text) if text[0] in _LEADING_FIRST else text


def subject_before(words: str) -> str:
    """The words before a number, without 共, 达, 为 and their like behind them."""
    text = words
    while text.endswith(_TRAILING) and not text.endswith(_TRAILING_NOT):
        text = text.removesuffix(next(word for word in _TRAILING if text.endswith(word)))
    while len(text) > LONGEST and "、" in text:
        text = text.partition("、")[2]
    return "" if text in _NO_SUBJECT else text[-LONGEST:]


def noun_after(text: str, end: int, stop: int) -> tuple[str, bool]:
    """The words behind a unit up to the end of the clause, and whether another number follows them at once."""
    if text[end : end + 1] in _ENDS or (match := _AFTER.match(text, end, stop)) is None:
        return "", False
    words, runs_on = tidy(match[1]), match[2] is not None
    if runs_on and (listed := _AND.search(words)):
        return words[: listed.start()], False
    return words, runs_on


def subject_of(before: str, words: str, unit: str, *, runs_on: bool) -> str:
    """Join what stands before a number with the noun behind it, where the noun belongs to this number."""
    copula = _COPULA.match(words)
    if not before:
        words = words[copula.end() :] if copula else words.removeprefix("的")
        return _cut(words)
    if copula or runs_on or not words or words[0] == "的" or (before.endswith("等") and unit in _PEOPLE):
        return before.removesuffix("等")
    if unit in NOUN_BEHIND or before.endswith(_VERBS) or len(before) <= 2:
        after = _cut(words)
        return after if before.endswith("等") and after else before + after
    return before


def _cut(words: str) -> str:
    stop = _STOP.search(words)
    return words[: stop.start()] if stop else words


def shared_out(before: str) -> tuple[str, ...]:
    """信函、网络和当面申请分别为: the subjects of the numbers that follow, in order; empty where nothing is shared out."""
    match = _SHARED_OUT.match(before) if "分别" in before else None
    if match is None:
        return ()
    items = [item for item in _LIST.split(match[1]) if item]
    if len(items) < 2:
        return ()
    head = next((head for head in _HEADS if items[-1].endswith(head) and items[-1] != head), "")
    return tuple((item if item.endswith(head) else item + head) + match[2] for item in items)


def total_word(before: str) -> str:
    """总计 and its like, where nothing else says what is counted."""
    match = _TOTAL.search(before)
    return match[0] if match else ""
