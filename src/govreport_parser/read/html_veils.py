"""What stands in the source of a page and not before its reader's eyes, said in plainer tags before the page is cut up.

Only pages whose source holds one of a few words are looked at, and of them only the tags around these words. What a style
makes invisible for sure becomes ``hidden``. What is struck out, raised, or shown in a way that nobody sees is set between
``<s>`` and ``</s>``: it keeps its place in the text, but does not belong to the number that it touches. A number in an
option list or a text area becomes the value of an input field. What is drawn in the place of digits is a character of its
own (:mod:`.html_drawn`), and text that is shown backwards begins with the character that says so: neither is a number then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from .html_drawn import drawn
from .html_touching import parted

_UNSEEN = re.compile(r"(?<![-\w])(?:content-)?visibility\s*+:\s*+(?:hidden|collapse)", re.IGNORECASE)
_VEILED = re.compile(
    r"line-through|vertical-align\s*+:\s*+su(?:per|b)|(?<![-\w])(?:opacity|font-size)\s*+:\s*+0(?![.\d]*[1-9])"
    r"|(?<![-\w])color\s*+(?::|=\s*+[\"']?)\s*+(?:white|transparent|#fff(?:fff)?)(?!\w)"
    r"|(?<![-\w])(?:text-indent|left|right|top|margin-left)\s*+:\s*+-\d{3}|(?<![-\w])clip\s*+:\s*+rect"
    r"|(?<![-\w])(?:max-)?(?:width|height)\s*+:\s*+0(?![.\d]*[1-9])|(?:scale|opacity)\(\s*+0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_WORDS = (
    *(
        "visibility",
        "VISIBILITY",
        "line-through",
        "LINE-THROUGH",
        "super",
        "align:sub",
        "align: sub",
        "opacity",
        "clip:",
    ),
    *("font-size:0", "font-size: 0", "transparent", "color:white", "color: white", "color:#fff", "color: #fff"),
    *("color:#FFF", "color: #FFF", "indent:-", "indent: -", "left:-", "left: -", "right:-", "top:-"),
    *(
        'color="#fff',
        'color="#FFF',
        "color='#fff",
        "color='#FFF",
        "color=#fff",
        "color=#FFF",
        'color="white',
        "color=white",
    ),
    "scale(0",
)
_NARROW = ("width:0", "width: 0", "height:0", "height: 0")
"""Said of borders and lines, too."""
_HINTS = (
    *("textarea", "select", "bdo", "bidi-override", "row-reverse"),
    *{word.lower().replace(" ", ""): None for word in _WORDS},
    *(before + word for before in ('"', "'", ";", "max-") for word in _NARROW[::2]),
)
_BACKWARDS = re.compile(
    r"(?:<bdo\b[^<>]*\brtl\b[^<>]*+>|<\w++[^<>]*\b(?:bidi-override|row-reverse)\b[^<>]*+>)\s*+", re.IGNORECASE
)
_TAG = re.compile(r"<([A-Za-z]{1,12}+)\s[^<>]{1,2000}+>")
_INLINE = frozenset(("span", "font", "a", "em", "i", "b", "u", "small", "strong", "big", "label"))
_NEVER = frozenset(("html", "body", "table"))
_FARTHEST = 2000
"""The start of a tag and the end of an inline element are looked for within so many characters."""
_MOST, _MOST_CLASSES = 2000, 20
"""Places of one word that are looked at, and hidden classes that are looked for."""
_HEAD = 30_000
"""A style sheet begins within so many characters."""

_STYLES = re.compile(r"<style[^<>]*+>([^<]*+)", re.IGNORECASE)
_NOT_SHOWN = re.compile(
    rf"display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)|{_VEILED.pattern}", re.IGNORECASE
)
_NOT_SHOWN_WORDS = (
    "none",
    "NONE",
    "visibility",
    "line-through",
    "super",
    "sub",
    "opacity",
    "size:0",
    "size: 0",
    "clip",
    "ransparent",
)
_CLASS = re.compile(r"\.([\w-]++)\s*+\Z")
"""The class of the elements that a selector selects, whatever it asks of those around them, or of the screen."""
_CLASSES = re.compile(r"\sclass\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++))", re.IGNORECASE)

_FIELD = re.compile(r"<(textarea|select)\b[^<>]{0,2000}+>", re.IGNORECASE)
_OPTION = re.compile(r"<option\b([^<>]*+)>([^<]*+)", re.IGNORECASE)
_GONE = re.compile(r"display\s*+:\s*+none|\shidden", re.IGNORECASE)
_NUMBER = re.compile(r"[-+−]?[\d０-９][\d０-９,，.]{0,15}[一-鿿]{0,3}")


def may_veil(tags: str) -> bool:
    """Whether any of some tags calls for :func:`unveiled`: hardly any page's does."""
    bare = tags.replace(" ", "").lower()
    return any(map(bare.__contains__, _HINTS))


def hides_classes(sheets: str, markup: str) -> bool:
    """Whether the style sheets of a page, all in one, hide the text of classes."""
    if not any(word in sheets for word in _NOT_SHOWN_WORDS):
        return False
    begin = markup.find("<style", 0, _HEAD) >= 0 or markup.find("<STYLE", 0, _HEAD) >= 0
    return begin and any(_hidden_classes(sheets))


def unveiled(markup: str, sheets: str = "") -> str:
    """The source with such elements said in plainer tags; ``sheets`` are its style sheets, all in one."""
    classes = frozenset(_hidden_classes(markup))
    words = [word for word in (*_WORDS, *_NARROW, *sorted(classes)[:_MOST_CLASSES]) if word in markup]
    out: list[str] = []
    done = 0
    for place, text in sorted(
        [
            *_additions(markup, words, classes),
            *parted(markup),
            *_inputs(markup),
            *drawn(markup, sheets),
            *_turned(markup),
        ]
    ):
        out += [markup[done:place], text]
        done = place
    return "".join([*out, markup[done:]])


def _additions(markup: str, words: Iterable[str], classes: frozenset[str]) -> Iterator[tuple[int, str]]:
    """What is put into the source, and where."""
    for start, name, tag in {(s, n, t) for word in words for s, n, t in _tags(markup, word)}:
        if name in _INLINE and (_VEILED.search(tag) or (classes and not classes.isdisjoint(_classes_of(tag)))):
            end = _end(markup, start + len(tag), name)
            if end is not None:
                yield start, "<s>"
                yield end, "</s>"
        elif name not in _NEVER and _UNSEEN.search(tag):
            yield start + 1 + len(name), " hidden"


def _tags(markup: str, word: str) -> Iterator[tuple[int, str, str]]:
    """The start tags that hold a word: where each begins, its name, and itself."""
    at = -1
    for _ in range(_MOST):
        at = markup.find(word, at + 1)
        if at < 0:
            return
        start = markup.rfind("<", max(0, at - _FARTHEST), at)
        if start >= 0 and (match := _TAG.match(markup, start)) and match.end() > at:
            yield start, match[1].lower(), match[0]
            at = match.end() - 1


def _end(markup: str, at: int, name: str) -> int | None:
    """Behind the end tag of an element, counting those of the same name inside it; ``None`` if it is far or unclear."""
    depth = 1
    for match in re.compile(rf"<(/?){name}(?=[\s/>])[^<>]*+>", re.IGNORECASE).finditer(markup, at, at + _FARTHEST):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return None


def _hidden_classes(markup: str) -> Iterator[str]:
    """The classes that the page's own style sheet does not show, strikes out or raises."""
    for sheet in _STYLES.finditer(markup):
        for rule in sheet[1].split("}"):
            selectors, _, body = rule.rpartition("{")
            if _NOT_SHOWN.search(body):
                yield from (m[1] for s in selectors.split(",") if (m := _CLASS.search(s)))


def _classes_of(tag: str) -> list[str]:
    match = _CLASSES.search(tag)
    return (match[1] or match[2] or match[3] or "").split() if match else []


def _inputs(markup: str) -> Iterator[tuple[int, str]]:
    """An input field before every text area or option list that shows a number, and where it is put."""
    lower = markup.lower()
    for match in islice(_FIELD.finditer(markup), _MOST):
        end = lower.find(f"</{match[1].lower()}", match.end(), match.end() + 2 * _FARTHEST)
        shown = markup[match.end() : max(end, match.end())]
        if match[1].lower() == "select":
            options = _OPTION.findall(shown)
            chosen = [text for attributes, text in options if "selected" in attributes.lower()]
            shown = next((text for text in [*chosen, *(text for _, text in options)]), "")
        if _NUMBER.fullmatch(shown.strip()) and not _GONE.search(match[0]):
            yield match.start(), f'<input value="{shown.strip()}">'


def _turned(markup: str) -> Iterator[tuple[int, str]]:
    """The character that turns text round, behind every tag that does."""
    for match in islice(_BACKWARDS.finditer(markup), _MOST):
        yield match.end(), "\u202e"
