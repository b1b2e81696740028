r"""Characters printed as JSON prints them for ASCII, ``\u4e34``: put back, where a text is written so throughout."""

from __future__ import annotations

import re

LEAST = 200
"""A text with fewer escaped Chinese characters than this is not a report whose characters are escaped."""

_CODE = r"[0-9a-fA-F]{4}"
_ESCAPE = re.compile(rf"\\+u([dD][89abAB][0-9a-fA-F]{{2}})\\+u([dD][c-fC-F][0-9a-fA-F]{{2}})|\\+u({_CODE})")
"""A pair of surrogates, which are one character, or one code. A string that was escaped twice has two backslashes."""

_CHINESE = re.compile(r"\\u[4-9][0-9a-fA-F]{3}")
_PRINTED = re.compile(r"[\u4e00-\u9fff]")


def unescaped(text: str) -> str | None:
    r"""The text with every ``\uXXXX`` as the character it stands for; ``None`` where Chinese is not written so throughout."""
    if text.count("\\u") < LEAST or len(_CHINESE.findall(text)) < LEAST or _PRINTED.search(text):
        return None
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    """The character of an escape. Half a pair of surrogates is none, and stays what is printed."""
    high, low, single = found.groups()
    code = int(single, 16) if single else 0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)
