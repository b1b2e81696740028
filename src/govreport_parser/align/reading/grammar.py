"""How quantities, blanks and what is none of them are printed in Chinese reports: the patterns that the lexer knows."""

from __future__ import annotations

import re

from ...text import COUNTERS

LETTERS = "OoＯｏ〇○"
"""What is printed for the digit 0 now and then."""

PAGE_OF = re.compile(r"(\d+)\s*[/／]\s*(\d+)")
"""The number of a page, and how many there are."""

DIGIT = rf"[\d{LETTERS}]"

NUMBER = (
    rf"[+＋]?(?=[OoＯｏ〇○]*\d)(?:{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}})+(?!{DIGIT})"
    rf"|{DIGIT}+(?:[,，]{DIGIT}{{3,}})+"  # several in one: 9,83455,765
    rf"|{DIGIT}+)(?:[.．]{DIGIT}+)?"
)
"""Digits, with or without commas between their thousands, and decimals."""

_COUNTER = rf"(?:\s?(?:{COUNTERS})(?![一-鿿]))?"
"""The unit of a count behind it: 3件."""

_NOTE = r"(?:\s?[（(](?:其中|含|包括|注|单位|更正|更改|修正|改正|订正|勘误|应)[^（）()\n]{0,40}[)）])?"
"""What is said of a number behind it: 54（其中修订8件）."""

_JUNK = (
    r"(?:https?://|www\.)[\w./?=&%#:\-]+"
    rf"|第\s*{DIGIT}+\s*(?:页|頁|条|章)(?:\s*[/，,]?\s*共\s*{DIGIT}+\s*(?:页|頁))?|共\s*{DIGIT}+\s*(?:页|頁)"
    r"|[Pp]age\s*\d+(?:\s*(?:of|/)\s*\d+)?"
    r"|(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?!\d)"
    r"|(?:19|20)\d\d\s*年(?:\s*度|\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"
    r"|\d{1,2}:\d\d(?::\d\d)?"
)
"""Addresses, pages, days and times: digits that are no quantity."""

HEADING = r"[(（]?[一二三四五六七八九十]{1,2}[)）、.．]"
"""How the heading of a section or a group begins: 三、, （四）."""

_NONE = r"无(?=无|(?![一-鿿])|[一二三四五六七八九十]{1,2}[、.．])"
"""无 in a cell of its own, before another such or a numeral where cells are run together."""

_GRAMMAR = (
    rf"(?P<junk>{_JUNK}|(?<!\S)[.．]{DIGIT}+)"
    rf"|(?P<number>SIGN{NUMBER}{_COUNTER}{_NOTE})"
    r"|(?P<letter>(?<![A-Za-z])[OoＯｏ〇○]+(?![A-Za-z]))"
    rf"|(?P<blank>[-‐‑‒–—―−－﹣]+|(?<!<)(?:[/／]|(?<!\\)\\(?!\\))(?![A-Za-z>])|{_NONE}|不适用)"  # \\ breaks a line
    rf"|(?P<other>[）)”’\"]+(?=[{LETTERS}]|{_NONE})|(?:[^\s\dOoＯ〇○|/／\\‐‑‒–—―−－﹣─-╿-]|(?<=[A-Za-z])[Oo]|[Oo](?=[^\dOoＯｏ〇○\s]))+)"
)

TOKEN = re.compile(_GRAMMAR.replace("SIGN", ""))
"""One thing in a line. A dash before a digit is a blank cell of its own."""

SIGNED = re.compile(_GRAMMAR.replace("SIGN", "(?:(?:增加|减少|減少|增|减|減)?[-−－﹣–—]?)"))
"""The same where numbers may carry a sign, or words for it."""

PAGE_LINE = re.compile(
    r"[-‐‑‒–—―−－─·.]{1,3}\s*\d{1,4}\s*[-‐‑‒–—―−－─·.]{1,3}|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?|\d{1,2}:\d\d(?::\d\d)?"
)
"""A line that may be the number of a page, a date or a time."""

MONEY_TAIL = re.compile(r"\s*(?:[百千]?[万萬亿億]元?|元)|\s?[（(][百千]?[万萬亿億]?元[)）]")
"""The unit of an amount behind it."""

MORE = re.compile(r"[余餘多][元圆]?")
"""What says behind its unit that an amount is no exact one: 12万余元."""

LISTED = re.compile(r"\s*[.．、]\s*[一-鿿]")
"""What makes the digits before it the numeral of a label."""

FURNITURE = re.compile(rf"(?:{_JUNK}|\s)+")
"""A line of nothing else than such."""

ONE = re.compile(
    rf"\**[（(]?\s*(?:增加|减少|減少|增|减|減)?[+＋\-－−–—]?\s*{NUMBER}\s*(?:{COUNTERS}"
    rf"|[百千]?[万萬亿億]?元|[万萬亿億])?\s*[)）]?{_NOTE}(?:\**|\s?[①-⑳¹²³⁴-⁹])"
)
"""A cell that is one number, with its sign, unit and note."""
