"""Characters: what separates, what looks alike, and patterns that find a label however it is printed.

Nothing here changes a text: labels are found in the text as given, so that every position is a position in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from unicodedata import name, normalize

BLANKS = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
BLANKS += "\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u200f\u202a\u202b\u202c"
"""Everything that prints nothing: white space, no-break and ideographic spaces, zero-width characters, marks of direction."""

UNSEEN = "".join(char for char in BLANKS if not char.isspace())
"""The zero-width characters."""

_UNSEEN = dict.fromkeys(map(ord, UNSEEN))


def seen(text: str) -> str:
    """The text without zero-width characters."""
    return text.translate(_UNSEEN)


MARKS = "（）()“”\"'‘’「」『』﹁﹂、，,。.．・·:：;；/／\\*_#《》<>〈〉〔〕[]【】﹝﹞"
"""Punctuation that comes and goes inside a label without changing it."""

COUNTERS = "件次|件|條|条|項|项|個|个|宗|份|起|次|家|部|户|人次|人|例|批|笔|篇"
"""The units of counts."""

UNITS = "".join(dict.fromkeys(COUNTERS.replace("|", "")))
"""The characters of them."""

COUNTER = f"[{UNITS}]"
"""One of these characters."""

_TRADITIONAL = (
    "收收 處处 開开 關关 請请 數数 結结 轉转 轉轉 規规 範范 範範 許许 罰罚 強强 業业 費费 採采 購购 項项 內内 訊讯 製制 對对 "
    "總总 計计 營营 額额 權权 屬属 於于 國国 級级 緊紧 禁禁 止止 穩稳 護护 類类 務务 過过 執执 檔档 詢询 無无 機机 握握 沒没 "
    "現现 補补 確确 認认 獲获 訪访 舉举 報报 訴诉 複复 復复 覆复 審审 維维 糾纠 經经 訟讼 後后 為为 與与 進进 況况 體体 "
    "據据 勞劳 勾勾 關关 係系 繫系 係系 織织 組组 會会 構构 務务 獨独 單单 萬万 億亿 圓圆 領领 導导 農农 區区 縣县 鎮镇 鄉乡 "
    "鄰邻 廳厅 辦办 監监 監监 啟启 發发 佈布 間间 時时 題题 動动 種种 擬拟 條条 學学 術术 業业 續续 繳缴 納纳 賣卖 離离 "
    "應应 當当 還还 這这 個个 們们 優优 減减 增增 廢废 際际 變变 僅仅 獎奖 懲惩 濟济 險险 達达 選选 測测 準准 證证 據据 "
    "陝陕 廣广 東东 龍龙 遼辽 寧宁 灣湾 門门 雲云 貴贵 蘇苏 淅浙 長长 滬沪 縮缩 網网 絡络 電电 話话 號号 頁页 編编 責责 "
    "標标 準准 統统 實实 務务 團团 隊队 員员 議议 辭辞 話话 語语 調调 說说 讀读 論论 評评 訓训 設设 試试 詳详 該该 誤误 "
    "誠诚 課课 談谈 謝谢 識识 譯译 負负 財财 貢贡 貨货 質质 購购 資资 賠赔 贊赞 車车 軌轨 軍军 較较 載载 輔辅 輕轻 輛辆 "
    "輸输 轄辖 辯辩 運运 違违 適适 遞递 遲迟 遺遗 郵邮 醫医 釋释 針针 鐵铁 錄录 錢钱 錯错 鏈链 閉闭 問问 闊阔 陽阳 陰阴 "
    "階阶 隨随 難难 靜静 響响 頂顶 順顺 須须 預预 頒颁 願愿 顧顾 風风 飛飞 館馆 馬马 驗验 齊齐 齡龄 "
    "佔占 來来 倉仓 側侧 偵侦 備备 傳传 債债 傷伤 價价 儀仪 償偿 儲储 勝胜 勢势 勵励 區区 協协 卻却 參参 員员 圍围 圖图 "
    "場场 塊块 墊垫 壓压 壞坏 夠够 奪夺 婦妇 孫孙 宮宫 寬宽 審审 寫写 專专 將将 尋寻 導导 層层 屆届 歲岁 島岛 帶带 幫帮 "
    "幹干 幾几 庫库 廠厂 張张 彈弹 彙汇 徵征 從从 德德 慣惯 憑凭 懷怀 戰战 戶户 拋抛 挾挟 捨舍 掃扫 掛挂 損损 搶抢 擁拥 "
    "擇择 擊击 擔担 擴扩 攝摄 敗败 敘叙 斷断 曆历 歷历 書书 杆杆 極极 榮荣 樓楼 樣样 橋桥 檢检 權权 歐欧 歡欢 殺杀 毀毁 "
    "氣气 決决 沖冲 沒没 況况 淨净 渦涡 測测 渾浑 溫温 滅灭 滿满 漁渔 漢汉 潔洁 澤泽 濱滨 瀏览 燈灯 爭争 爾尔 牆墙 狀状 "
    "獎奖 環环 產产 畢毕 畫画 異异 療疗 盡尽 盤盘 眾众 確确 礎础 禮礼 稅税 積积 穀谷 窮穷 競竞 筆笔 節节 範范 築筑 簡简 "
    "簽签 糧粮 紀纪 約约 紅红 級级 純纯 紙纸 終终 細细 給给 絕绝 經经 綜综 綠绿 維维 綱纲 線线 練练 縱纵 織织 繼继 罷罢 "
    "聯联 職职 聽听 肅肃 脅胁 脈脉 腦脑 腳脚 舊旧 艙舱 藝艺 藥药 虛虚 蟲虫 術术 衛卫 裝装 裡里 補补 製制 複复 見见 視视 "
    "親亲 覺觉 覽览 觀观"
)


_RADICALS = (
    "⺟母 ⺠民 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 "
    "⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙 ⻳龟"
)
"""Simplified radicals; the others are told by Unicode itself."""

RADICALS: dict[int, str] = {code: normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FD6) if name(chr(code), "")}
RADICALS |= {ord(pair[0]): pair[1] for pair in _RADICALS.split()}
"""Radicals, which PDF files print in the place of the characters that look the same, to these characters."""


def _pairs() -> dict[str, str]:
    return {pair[0]: pair[1] for pair in _TRADITIONAL.split() if pair[0] != pair[1]}


SIMPLIFIED: dict[str, str] = _pairs()
"""Traditional characters of the forms, of titles and of page furniture, to simplified. For matching only."""

FOLD: dict[int, int] = (
    {ord(t): ord(s) for t, s in SIMPLIFIED.items()}
    | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, BLANKS), ord(" "))
    | {ord(c): ord("-") for c in "‐‑‒–—―−－─﹣﹘"}
    | {ord("﹢"): ord("+")}
    | {ord("﹝"): ord("〔"), ord("﹞"): ord("〕"), ord("。"): ord("."), ord("、"): ord(",")}
)
"""A table for :meth:`str.translate` that keeps every length: full width to half width, traditional to simplified."""

_KEY: dict[int, int | None] = {
    **FOLD,
    **dict.fromkeys(map(ord, BLANKS + MARKS + "-‐‑‒–—―−－|¦"), None),
    **dict.fromkeys(range(0x2500, 0x2580), None),  # box drawing
}


def distance(text: str, start: int, end: int, limit: int) -> int:
    """How many printed characters stand between two positions; exact only up to ``limit``, where it matters."""
    if end - start <= limit:
        return end - start
    if end - start > 60 * limit:
        return limit + 1
    printed = 0
    step = limit + limit // 8 + 1  # of prose, no more than this is looked at
    for at in range(start, end, step):
        printed += len(_FILL.sub("", text[at : min(at + step, end)]))
        if printed > limit:
            break
    return printed


def is_apart(text: str, start: int, end: int, limit: int) -> bool:
    """Whether more than ``limit`` printed characters stand between two positions."""
    return end - start > limit and distance(text, start, end, limit) > limit


_FILL = re.compile(r"[\s|+=─-╿-]+")


def fold(text: str) -> str:
    """The text in half-width simplified characters, position for position."""
    return text.translate(FOLD)


def key(text: str) -> str:
    """The text as a matching key: folded, without white space and punctuation."""
    return text.translate(_KEY)


@cache
def _variants() -> dict[str, str]:
    """Each simplified character with every traditional one that stands for it."""
    out: dict[str, str] = {}
    for traditional, simplified in SIMPLIFIED.items():
        out[simplified] = out.get(simplified, simplified) + traditional
    return out


PINYIN = "a-zA-Zà-ǿāēīōūǎěǐǒǔǖǘǚǜ"
"""The letters of readings, as a set of a pattern has them."""

_READING = rf"[{PINYIN}]{{1,7}}[)）]"
READING = re.compile(rf"[(（]{_READING}")
"""The reading of a character in brackets: 开(kai)."""

_TONES = "àáèéìíòóùúāēīōūǎěǐǒǔǖǘǚǜ"
_TONED = rf"[a-zA-Z]{{0,5}}[{_TONES}][a-zA-Zà-ǿ]{{0,4}}[)）]"
_READINGS = tuple(
    re.compile(rf"{bracket}(?:{_READING}[一-鿿]{bracket}{_READING}|{_TONED})") for bracket in (r"\(", "（")
)
"""The readings of two characters that follow one another, or one with the mark of its tone."""


def is_laced(text: str, *, plain: bool = False) -> bool:
    """Whether zero-width characters stand in a text, or characters are followed by their reading: 公(gong)开(kai).

    ``plain``: the text is known to hold no zero-width characters. Some pages are served to crawlers so. Looking for one
    literal at a time is ten times faster than one class of them.
    """
    if not plain and any(map(text.__contains__, UNSEEN)):
        return True
    return _READINGS[0].search(text) is not None or _READINGS[1].search(text) is not None


LACED = re.compile(rf"[(（](?<=[一-鿿].){_READING}")
"""A reading in brackets, straight behind a Chinese character."""

_NO_WIDTH = re.compile(rf"[{UNSEEN}](?:(?<!\d.)|(?!\d))", re.DOTALL)


def without_readings(text: str) -> str:
    """The text with spaces for the readings of its characters and for what has no width, but not inside a number."""
    text = LACED.sub(lambda reading: " " * len(reading[0]), text)
    return _NO_WIDTH.sub(" ", text) if any(map(text.__contains__, UNSEEN)) else text


_SPACE = r"\s{0,200}+"
_LACED = rf"(?:[\s{UNSEEN}]|[(（]{_READING}){{0,200}}"


def any_of(labels: Iterable[str], *, laced: bool = False) -> str:
    """One pattern for many labels, of which the longest that is printed matches.

    Labels with the same beginning share it, so that a text full of 政府信息公开 costs one try and not one for every label that
    begins so; and every label begins with a literal, so that the engine skips all positions that begin none.
    """
    root = _Node()
    for label in labels:
        root.add(label)
    return "|".join(tail for char, node in root.after.items() for tail in _begin(char, node, laced))


def _begin(char: str, node: _Node, laced: bool) -> list[str]:
    rest = node.pattern(laced)
    return [f"{same}{rest}" for same in _variants().get(char, char)]


class _Node:
    """What may follow the beginning of a label."""

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.marked = False
        """Some label has a mark here, so any may."""
        self.ends = False

    def add(self, label: str) -> None:
        """Put a label under this node, character by character."""
        node = self
        marked = False
        for char in label:
            if char.isalnum():
                node.marked |= marked
                node = node.after.setdefault(char, _Node())
            marked = not char.isalnum() and node is not self
        node.ends |= node is not self

    def pattern(self, laced: bool) -> str:
        """A regular expression for the rest of all labels that begin so far."""
        last = f"(?:[(（]{_READING})?" if laced and self.ends else ""  # the reading of the last character
        if not self.after:
            return last
        tails = "|".join(tail for char, node in self.after.items() for tail in _next(char, node, laced))
        rest = f"{_gap(self.marked, laced)}(?:{tails})" if len(self.after) > 1 else f"{_gap(self.marked, laced)}{tails}"
        return f"(?:{rest}|{last})" if last else f"(?:{rest})?" if self.ends else rest


def _next(char: str, node: _Node, laced: bool) -> list[str]:
    same = _variants().get(char, char)
    return [(f"[{same}]" if len(same) > 1 else char) + node.pattern(laced)]


_SLASHES = "/／\\\\"
"""Marks that stand for empty cells, too: no label has two of them with nothing between."""
_INSIDE = re.escape("".join(mark for mark in MARKS if mark not in _SLASHES))


def _gap(marked: bool, laced: bool) -> str:
    """What may stand between two characters of a label."""
    blank = _LACED if laced else _SPACE
    if not marked:
        return blank
    inside = rf"(?:{blank}[{_INSIDE}])*{blank}" if laced else rf"[\s{_INSIDE}]{{0,200}}+"
    return rf"{inside}(?:[{_SLASHES}]{inside})?"
