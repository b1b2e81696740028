"""How much of a report's prose stands in the report of the year before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from ..cells import Span
from ..model import Report, Section

SHORTEST = 10
"""Characters of a sentence, marks left out, that can be called used again."""

ALIKE = 92.0
"""Likeness from 0 to 100 (edit distance over length) from which two sentences are the same, reworded a little."""

_SENTENCE = re.compile(r"[^。！？；;!?\n]+[。！？；;!?]?")
_NUMBER = re.compile("[0-9０-９]+")
_MARKS = re.compile(r"[\W_]+")


@frozen
class Reused:
    """A sentence of the later report, where it stands, and its model in the earlier one."""

    text: str
    span: Span
    model: str
    model_span: Span
    likeness: float
    """100 where both are equal but for numbers and marks"""

    def to_dict(self) -> dict[str, Any]:
        """Plain values in a fixed order."""
        return {
            "text": self.text,
            "span": list(self.span),
            "model": self.model,
            "model_span": list(self.model_span),
            "likeness": round(self.likeness, 1),
        }


@frozen
class Reuse:
    """What one section, or the whole prose (``title`` empty), takes over from the year before.

    ``share`` is that of the characters that stand in reused sentences; ``sentences`` counts those long enough to tell.
    ``None`` where there is none.
    """

    title: str
    share: float | None
    sentences: int
    reused: tuple[Reused, ...]

    @property
    def sentence_share(self) -> float:
        """The share of sentences that are reused."""
        return len(self.reused) / self.sentences if self.sentences else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain values in a fixed order."""
        return {
            "title": self.title,
            "share": None if self.share is None else round(self.share, 4),
            "sentences": self.sentences,
            "reused": [sentence.to_dict() for sentence in self.reused],
        }


@frozen
class _Sentence:
    text: str
    key: str
    span: Span


def text_reuse(previous: Report, current: Report) -> tuple[Reuse, ...]:
    """Reuse in the whole prose of ``current`` and then in each of its sections, against all prose of ``previous``.

    Sentences are compared with their numbers and punctuation left aside, so that a new year or count does not hide a
    sentence that is otherwise the same.
    """
    models = {sentence.key: sentence for sentence in _sentences(previous, previous.sections)}
    parts = [("", current.sections), *((section.title, (section,)) for section in current.sections)]
    matcher = _Matcher(models)
    return tuple(_reuse(title, list(_sentences(current, sections)), matcher) for title, sections in parts)


class _Matcher:
    """Finds the model of a sentence; each different sentence is looked for once."""

    def __init__(self, models: dict[str, _Sentence]) -> None:
        self._models = models
        self._known: dict[str, tuple[_Sentence, float] | None] = {}

    def find(self, key: str) -> tuple[_Sentence, float] | None:
        if key not in self._known:
            self._known[key] = self._search(key)
        return self._known[key]

    def _search(self, key: str) -> tuple[_Sentence, float] | None:
        if key in self._models:
            return self._models[key], 100.0
        from rapidfuzz import fuzz, process

        best = process.extractOne(key, self._models.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return None if best is None else (self._models[best[0]], best[1])


def _reuse(title: str, sentences: list[_Sentence], matcher: _Matcher) -> Reuse:
    found = [(sentence, model) for sentence in sentences if (model := matcher.find(sentence.key)) is not None]
    size = sum(len(sentence.key) for sentence in sentences)
    share = sum(len(sentence.key) for sentence, _ in found) / size if size else None
    reused = tuple(
        Reused(sentence.text, sentence.span, model.text, model.span, likeness) for sentence, (model, likeness) in found
    )
    return Reuse(title, share, len(sentences), reused)


def _sentences(report: Report, sections: Iterable[Section]) -> Iterator[_Sentence]:
    for section in sections:
        for part in section.walk():
            for start, end in part.paragraph_spans:
                for match in _SENTENCE.finditer(report.text, start, end):
                    key = _MARKS.sub("", _NUMBER.sub("0", match[0]))
                    if len(key) >= SHORTEST:
                        yield _Sentence(match[0].strip(), key, match.span())
