"""Bytes -> text, and how the encoding was found.

No single byte decides: a page with a damaged byte now and then is still what most of its characters say it is. A declared
charset lies too often to be more than a tie-break. Big5 bytes decode as GB 18030 without an error, so the candidates are
compared by how common the characters are that come out.
"""

from __future__ import annotations

import codecs
import math
import re
from bisect import bisect_right
from itertools import accumulate, islice

from ..blocks import Encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GB18030_MARK = b"\x841\x953"

_LIFTED = {
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "euc_cn": "gb18030", "hz": "gb18030",
    "big5": "big5hkscs", "cp950": "big5hkscs", "utf_8_sig": "utf-8", "utf-8-sig": "utf-8", "ascii": "utf-8",
}  # fmt: skip
"""Labels stand for a larger character set than they name, as they do in browsers."""
_LABELS = {"x-gbk": "gb18030", "chinese": "gb18030", "gb_2312-80": "gb18030", "x-x-big5": "big5hkscs"}
_NOT_FOR_DOCUMENTS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})

_SAMPLE = 4000
_CLAIM = 0.02
"""What it counts that an encoding is claimed."""
_GOOD, _CLEAR = 0.5, 0.3
"""Where one encoding scores so well in a quarter of the sample, and so much better than all others, the rest is not read."""
_SCANNED = 2_000_000
_WINDOW = re.compile(rb"[\x80-\xff](?:[\x30-\x3b\x3d\x3f-\x7e]?+[\x80-\xff])*+[\x40-\x7e]?+")
_DECLARED = re.compile(rb"(?:charset|encoding)\s*+=\s*+[\"']?+\s*+([A-Za-z0-9_.:-]++)", re.IGNORECASE)

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并"
    "提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强"
    "放决西被干做必战先回则任取据处府研质信四收院类务告报规章许可罚请申复议诉讼办理答复不予以存在受未及维持纠补费项目购金额本际"
    "元万亿件镇街乡县市省局委室站网版载央解读栏标准完善落切推积极加强监督培训领导责任群众需求服务社会保障安全监行依据按照要求情况"
    "问题改进措施整存其他需报告事项主动公开概述尚获得渠道平台建设电子邮件邮寄现场咨询访举投信函自然商企科研公益组织律机构总结转"
    "，。、：；（）《》“”—·〔〕０１２３４５６７８９"
    "這個國時來們會發動過說產種麼對後學經進實點從業應開還當兩體機制現電話義間樣與關線數無軍問題變條結讓並員黨質氣"
    "設處資長頭邊級圖統見計別論運農幾區強戰則據務報規許罰請複議訴訟辦復費項購額萬億鎮鄉縣網載讀欄標準積極監督訓領導責"
    "眾會勞衛護總資訊構織協調書證檔館號聯絡電郵寄現場詢訪舉類執業環國務團隊辦廳觀點創議員應聲歷畫劃專屬層際參與聽認為"
)
"""The characters that make up most of any Chinese text, and most of the words of this kind of report."""


def decode(data: bytes, *, encoding: str | None = None, declared: str | None = None) -> tuple[str, Encoding]:
    """Decode a document.

    In this order: the caller's ``encoding``; a byte order mark; UTF-16 without a mark, known by its NUL bytes; UTF-8 if
    every byte agrees; else the likeliest of GB 18030, Big5 (with HKSCS) and UTF-8. ``declared`` is a charset that somebody
    claimed (an HTTP header); like the page's own claim it counts only where two encodings are about as likely.

    Never raises for ``data``: what cannot be decoded becomes U+FFFD and is counted. An ``encoding`` that Python does not
    know, or that is no encoding of documents, is a ``ValueError``.
    """
    if encoding is not None:
        return _decoded(data, _codec(encoding), "given")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, "bom")
    if data.startswith(_GB18030_MARK):
        return _decoded(data[len(_GB18030_MARK) :], "gb18030", "bom")
    by_nuls = _utf16_by_nuls(data)
    if by_nuls is not None:
        return _decoded(data, by_nuls, "score")
    try:
        return data.decode("utf-8"), Encoding("utf-8", "utf-8", 0)
    except UnicodeDecodeError:
        return _decoded(data, _likeliest(data, declared), "score")


def _decoded(data: bytes, name: str, how: str) -> tuple[str, Encoding]:
    if name == "gb18030":
        text = data.decode(name, _EURO)
        high = text.encode("utf-16-le", "surrogatepass")[
            1::2
        ]  # a search for bytes takes a sixth of the time of one for characters
        if (b"\xe7" in high or b"\xe8" in high) and _PRIVATE.search(text):
            text = text.translate(_PRIVATE_USE)
    else:
        text = data.decode(name, "replace").removeprefix("\ufeff")
    return text, Encoding(name, how, text.count("\ufffd"))


def _codec(label: str) -> str:
    """The codec of a label; ``ValueError`` for an unknown one."""
    label = label.strip().lower()
    if label in _LABELS:
        return _LABELS[label]
    try:
        b"0".decode(label, "replace")  # refuses what is no encoding of text
        name = codecs.lookup(label).name
    except (LookupError, ValueError) as error:
        raise ValueError(f"unknown encoding: {label!r}") from error
    if name.replace("-", "_") in _NOT_FOR_DOCUMENTS:
        raise ValueError(f"not an encoding of documents: {label!r}")
    return _LIFTED.get(name, name)


def _utf16_by_nuls(data: bytes) -> str | None:
    """UTF-16 shows itself by NUL bytes at every other place: those of its markup, digits and line breaks."""
    head = data[:4096]
    if b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 50 < len(head) or min(even, odd) * 8 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _likeliest(data: bytes, declared: str | None) -> str:
    claims = _claims(data, declared)
    for size in (_SAMPLE // 4, _SAMPLE):
        scores = _scores(data, size)
        for claim in claims:
            if claim in scores:
                scores[claim] += _CLAIM
                break
        second, best = sorted(scores.values())[-2:]
        if best > _GOOD and best - second > _CLEAR:
            break
    return max(scores, key=scores.__getitem__)


def _scores(data: bytes, size: int) -> dict[str, float]:
    sample = _sample(data, size)
    texts = {name: sample.decode(name, "replace") for name in ("gb18030", "big5hkscs", "utf-8")}
    if b"\0" in data[:4096]:
        texts |= {name: data[:size].decode(name, "replace") for name in ("utf-16-le", "utf-16-be")}
    scores: dict[str, float] = {}
    for name, text in texts.items():
        scores[name] = _score(text, least=max(scores.values(), default=-math.inf) - _CLAIM)
    return scores


def _sample(data: bytes, size: int) -> bytes:
    """The stretches of non-ASCII bytes, ``size`` of them, apart from each other so that damage does not spread."""
    limit = min(len(data), _SCANNED)
    parts: list[bytes] = []
    at, found = _first_beyond_ascii(data), 0
    while at < limit and found <= size:
        end = data.find(b"<", at + 4 * size, limit)  # no stretch goes on behind it
        end = end if end > 0 else limit
        tags = [tag for tag in data[at:end].split(b"<") if not tag.isascii()]
        parts += [part[:size] for part in _WINDOW.findall(b"<".join(tags))]
        at, found = end, sum(map(len, parts))
    enough = bisect_right(list(accumulate(map(len, parts))), size) + 1  # with the one that makes it too many
    return b"\n".join(parts[:enough])


def _first_beyond_ascii(data: bytes) -> int:
    try:
        data.decode("ascii")
    except UnicodeDecodeError as error:  # a search for the first such byte takes ten times as long
        return error.start
    return len(data)


def _score(text: str, *, least: float) -> float:
    """The share of common characters, minus three times the share of what could not be decoded.

    Where that must be less than ``least``, the most it can be: no characters are counted then.
    """
    count = len(text) - len(text.encode("ascii", "ignore"))
    replaced = text.count("\ufffd")
    most = (count - 4 * replaced) / (count or 1)
    return most if most < least else (sum(map(_COMMON.__contains__, text)) - 3 * replaced) / (count or 1)


def _claims(data: bytes, declared: str | None) -> list[str]:
    """The codecs that the header and the page name, the header's first; unknown names are left out."""
    named = [declared] if declared else []
    named += [match[1].decode("ascii") for match in islice(_DECLARED.finditer(data, 0, 2048), 2)]
    claims = []
    for name in named:
        try:
            claims.append(_codec(name))
        except ValueError:
            continue
    return claims


def _euro(error: UnicodeError) -> tuple[str, int]:
    """Byte 0x80 alone is the euro sign of Windows' GBK; everything else that does not decode is U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return ("€" if error.object[error.start : error.end] == b"\x80" else "\ufffd"), error.end


_EURO = "govreport_parser.euro"
codecs.register_error(_EURO, _euro)

_PRIVATE_USE = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15, 0xE793: 0xFE16,
    0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE7C7: 0x1E3F, 0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC,
    0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F,
    0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip
"""Characters that Python's GB 18030 (of 2000) puts into the private use area and later editions do not."""
_PRIVATE = re.compile("[\ue78d-\ue864]")
