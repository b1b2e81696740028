"""What a page prints around and between the report: breadcrumbs, widgets, page numbers, footers, the signature."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..blocks import Lines

_LONGEST = 80

# fmt: off
_HEADS = (
    "当前位置", "您当前的位置", "您现在的位置", "您所在的位置", "现在的位置", "所在位置", "您的位置", "位置：", "位置:",
    "首页>", "首页 >", "首页 ＞", "首页＞", "首页 »", "首页»", "首页 /", "首页/", "首页 -", "首页-",
    "网站首页", "[字体", "【字体", "〖字体", "(字体", "（字体", "字体：", "字体:", "字体大小", "字号", "[字号",
    "【字号", "[ 大", "[大", "【大", "【 大", "大 中 小", "浏览次数", "浏览量", "点击次数", "点击数",
    "点击量", "阅读次数", "阅读量", "访问次数", "访问量", "分享到", "分享：", "分享:", "【分享", "[分享",
    "扫一扫", "微信扫", "用微信", "用手机", "打印本", "打印页", "【打印", "[打印", "[ 打印", "【 打印",
    "我要打印", "关闭窗口", "关闭本页", "【关闭", "[关闭", "[ 关闭", "【 关闭", "返回顶部", "返回首页", "返回列表",
    "【返回", "[返回", "回到顶部", "上一篇", "下一篇", "上一条", "下一条", "上一页", "下一页", "【上一", "【下一",
    "附件下载", "附件：", "附件:", "附件1", "附件一", "相关附件", "文件下载", "文档下载", "点击下载", "相关链接",
    "相关新闻", "相关信息", "相关文章", "相关阅读", "相关文档", "相关解读", "相关稿件", "延伸阅读", "推荐阅读",
    "友情链接", "责任编辑", "责编：", "责编:", "编辑：", "编辑:", "审核：", "审核:", "信息来源：", "信息来源:",
    "来源：", "来源:", "稿件来源", "文章来源", "版权所有", "版权声明", "主办单位", "主办：", "主办:", "承办单位",
    "承办：", "承办:", "协办：", "协办:", "技术支持", "网站标识码", "政府网站标识码", "网站地图", "站点地图",
    "关于我们", "联系我们", "网站声明", "隐私声明", "使用帮助", "无障碍浏览", "无障碍阅读", "进入适老", "长者模式",
    "收藏本", "加入收藏", "设为首页", "繁体", "【纠错", "我要纠错", "网站纠错", "copyright", "Copyright",
    "COPYRIGHT", "©", "全真版", "文字版", "图解", "政府信息公开指南",
)
_WHOLE = frozenset({
    "打印", "关闭", "分享", "收藏", "首页", "正文", "返回", "顶部", "大", "中", "小", "繁体", "简体",
    "字体", "字号", "纠错", "下载", "复制", "微信", "微博", "新浪微博", "QQ空间", "朋友圈", "附件", "朗读",
    "暂停", "无障碍", "登录", "注册", "搜索", "更多", "更多>>", "更多>",
})
_MARKS = re.compile("ICP备|ICP证|公网安备|版权所有|网站标识码|Copyright|All Rights Reserved")
_ENDERS = (
    "上一篇", "下一篇", "上一条", "下一条", "【上一", "【下一", "相关链接", "相关新闻", "相关信息", "相关文章",
    "相关阅读", "相关文档", "相关解读", "相关稿件", "延伸阅读", "推荐阅读", "友情链接", "版权所有", "版权声明",
    "主办单位", "主办：", "主办:", "承办单位", "网站地图", "站点地图", "关于我们", "联系我们", "网站声明", "返回顶部",
    "分享到", "扫一扫", "【打印", "[打印", "【关闭", "[关闭", "打印本页", "关闭窗口", "附件：", "附件:",
    "附件下载", "相关附件", "责任编辑", "copyright", "Copyright", "COPYRIGHT", "©",
)
# fmt: on
_FOOTER = re.compile(
    r"(?:\s|(?<=[。！？.”]))(?:版权所有|主办单位|主办[:：]|承办单位|承办[:：]|网站标识码|政府网站标识码|技术支持[:：]|网站地图|上一篇|下一篇|上一条"
    r"|下一条|【打印|\[打印|打印本页|【关闭|\[关闭|关闭窗口|分享到|扫一扫|责任编辑|相关链接|友情链接|.ICP备|[Cc]opyright|©)"
)
_CRUMB = re.compile(r"\S\s*[>＞»›→]\s*\S[^>＞»›→]*[>＞»›→]")
_PAGE = re.compile(
    r"[-—–－―·~\s]*[-—–－―·~]\s*[0-9０-９]{1,3}\s*[-—–－―·~]*|第\s*[0-9]{1,3}\s*页(?:\s*[,，/]?\s*共\s*[0-9]{1,3}\s*页)?"
    r"|[*#_]+|[Pp]age\s*[0-9]{1,3}(?:\s*(?:of|/)\s*[0-9]{1,3})?|[0-9]{1,3}\s*/\s*[0-9]{1,3}|\f"
)
_BY_FIRST = {first: tuple(head for head in _HEADS if head[0] == first) for first in {head[0] for head in _HEADS}}
_FIRSTS = frozenset(_BY_FIRST) | frozenset(word[0] for word in _WHOLE)
_PAGE_FIRSTS = frozenset("*#_-—–－―·~第Pp0123456789\f")
_DAY = r"(?:20\d{2}|[二2][〇○零Oo0０一二三四五六七八九]{3})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
_DATE_LINE = re.compile(rf"[（(]?\s*(?P<day>{_DAY}|20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})\s*[）)]?")
_SIGNED = re.compile(rf"(?P<organ>[^\s，。；：,;:、]{{3,30}})\s+(?P<day>{_DAY})")
_ORGAN = re.compile(
    r"[^，。；：、,;:！？\d>]{1,28}(?:人民政府|政府|委员会|办公室|办公厅|办事处|管委会|工委|局|厅|委|办|院|中心|部|署|总队|支队|大队|公司|海关|联合社|联合会|林场|农场|分局|街道|乡|镇|区|县|市|省|所|站|处|科)"
)


def is_furniture(text: str) -> bool:
    """Whether a line is part of the page and not of the report."""
    return len(text) <= _LONGEST and _short_furniture(text)


@lru_cache(maxsize=4096)
def _short_furniture(text: str) -> bool:
    """The same for a line that is short enough; menus, widgets and headings are alike on all pages of a site."""
    first = text[0]
    if first in _PAGE_FIRSTS and len(text) < 24 and _PAGE.fullmatch(text):
        return True
    if text[-1] == "。":
        return False
    if first in _FIRSTS and (text in _WHOLE or text.startswith(_BY_FIRST.get(first, ()))):
        return True
    if len(text) > 5 and _MARKS.search(text):
        return True
    return (">" in text or "＞" in text or "»" in text) and _CRUMB.search(text) is not None


def ends_report(text: str) -> bool:
    """Whether a line of furniture is one that only stands below an article."""
    return text.startswith(_ENDERS) or (len(text) <= _LONGEST and _MARKS.search(text) is not None)


def footer_in(text: str, start: int, end: int) -> int:
    """Where a footer that is printed in one line with the report's last words begins; ``end`` where there is none."""
    match = _FOOTER.search(text, start, end)
    return match.start() if match else end


def date_line(text: str) -> str | None:
    """The date of a line that holds nothing else, as printed."""
    match = _DATE_LINE.fullmatch(text) if len(text) < 30 else None
    return match["day"] if match else None


def is_organ(text: str) -> bool:
    """Whether a line reads like the name of an organ and nothing else."""
    return len(text) <= 34 and _ORGAN.fullmatch("".join(text.split())) is not None


def signed(text: str) -> tuple[str, str] | None:
    """``(organ, date)`` of a signature printed on one line."""
    match = _SIGNED.fullmatch(text) if len(text) < 60 else None
    return (match["organ"], match["day"]) if match and is_organ(match["organ"]) else None


_NOTE = re.compile("联系人|联系电话|此件|公开属性")
"""A bracketed note below a signature."""


class Signature(NamedTuple):
    """Who signed a report, and the day as printed."""

    organ: str | None
    day: str | None


UNSIGNED = Signature(None, None)


def unsigned(body: Lines, agency: str | None) -> tuple[Lines, Signature]:
    """A report's last lines without the signature, and the signature.

    A signature is the organ's name and the day, on one line or two, or one of them alone: a line that is nothing but a
    day, or nothing but the name of the report's own organ. A bracketed note below it goes with it.
    """
    texts = body.texts
    noted = bool(texts) and texts[-1][0] in "（(" and _NOTE.search(texts[-1][:40]) is not None
    end = len(texts) - noted
    day: str | None = None
    organ: str | None = None
    while end and len(texts) - end < 4:
        line = texts[end - 1]
        if day is None and (alone := date_line(line)):
            organ, day = "", alone
        elif day is None and (both := signed(line)):
            organ, day = both
        elif len(line) > 40 or not ("".join(line.split()) == agency or (day and is_organ(line))):
            break
        else:
            organ = organ or "".join(line.split())
        end -= 1
    return (body, UNSIGNED) if noted and day is None else (body.part(0, end), Signature(organ or None, day))
