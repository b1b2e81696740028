"""What a report's own text says of the period it covers and of who is to be asked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from ..cells import Span
from ..model import Contact
from .dates import day

_PERIOD = re.compile(
    r"(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?\s*起?\s*[至到\-—~～]+\s*(?:(20\d\d)\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
)
_PHONE = re.compile(
    r"(?:联系|咨询|办公)?电\s*话\s*(?:号码)?\s*(?:为)?\s*[:：]?\s*"
    r"([(（]?\d{3,4}[)）]?\s*[-—－ ]?\s*\d{7,8}(?:[-—转]\d{1,5})?|1\d{10}|\d{7,8})"
)
_POSTCODE = re.compile(r"(?:邮\s*编|邮政编码)\s*(?:为)?\s*[:：]?\s*(\d{6})(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w-])", re.ASCII)
_NEAR, _HINTS = 90, 8
"""How far from its hint, in characters, and at how many hints an item of the contact block is looked for."""
_ADDRESS = re.compile(r"地\s*址\s*(?:为)?\s*[:：]\s*([^，。；;,\n）)]{4,60})")


def printed_period(text: str, spans: Sequence[Span]) -> tuple[datetime.date, datetime.date] | None:
    """The period that preamble or overview says the figures cover."""
    for start, end in spans:
        part = text[start:end]
        hinted = "统计期" in part or "日起" in part or "日至" in part
        match = _PERIOD.search(text, start, end) if hinted else None
        if match is None:
            continue
        first = day(int(match[1]), int(match[2]), int(match[3]))
        last = day(int(match[4] or match[1]), int(match[5]), int(match[6]))
        if first and last and first < last:
            return first, last
    return None


def printed_contact(text: str, spans: Sequence[Span]) -> Contact | None:
    """The contact block of the report's own text; ``None`` when it holds none."""
    found: dict[str, str] = {}
    patterns = (
        ("address", _ADDRESS, "址"),
        ("postcode", _POSTCODE, "邮"),
        ("phone", _PHONE, "话"),
        ("email", _EMAIL, "@"),
    )
    for start, end in spans:
        part = text[start:end]
        for name, pattern, hint in patterns:
            if hint in part and name not in found and (match := _near(text, pattern, hint, (start, end))):
                found[name] = match[match.lastindex or 0].strip()
    return Contact(**found) if found else None


def _near(text: str, pattern: re.Pattern[str], hint: str, span: Span) -> re.Match[str] | None:
    """The first match around one of the first few places where ``hint`` stands."""
    start, end = span
    at = start - 1
    for _ in range(_HINTS):
        at = text.find(hint, at + 1, end)
        if at < 0:
            return None
        match = pattern.search(text, max(start, at - _NEAR), min(end, at + _NEAR))
        if match:
            return match
    return None
