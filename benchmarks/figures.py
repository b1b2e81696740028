"""How well figures are found: precision and recall on the hand-labelled quantities in ``tests/fixtures/figures``.

    python benchmarks/figures.py [--all]

A found figure is right when its characters, value, upper end and unit are the labelled ones. Subject, name, qualifier
and parent are counted apart, over the right figures. Misses and false finds are listed; ``--all`` also lists the right
figures whose subject, name, qualifier or parent differs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import define, field

from govreport_parser.figures import Figure, find_figures

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "figures"
PRECISION, RECALL = 0.98, 0.95
"""The bars."""


@define
class Score:
    """Counts over any number of texts, and what was wrong."""

    labelled: int = 0
    found: int = 0
    right: int = 0
    details: dict[str, int] = field(factory=lambda: dict.fromkeys(("subject", "name", "qualifier", "parent"), 0))
    missed: list[str] = field(factory=list)
    wrong: list[str] = field(factory=list)
    differing: list[str] = field(factory=list)

    @property
    def precision(self) -> float:
        """Right among the found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right among the labelled."""
        return self.right / self.labelled if self.labelled else 1.0


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of the lines of a text."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def cases() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Name, text and labels of every fixture."""
    for path in sorted(FIXTURES.glob("*.txt")):
        yield path.stem, path.read_text("utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8"))


def score_text(score: Score, name: str, text: str, labels: list[dict[str, Any]]) -> None:
    """Compare the figures of one text with its labels."""
    figures = find_figures(text, paragraphs(text))
    by_start = {label["start"]: index for index, label in enumerate(labels)}
    index_of = {figure.span[0]: index for index, figure in enumerate(figures)}
    score.labelled += len(labels)
    score.found += len(figures)
    for figure in figures:
        label = labels[by_start[figure.span[0]]] if figure.span[0] in by_start else None
        if label is None or not is_right(figure, label):
            score.wrong.append(f"{name}: {show(figure)} in {around(text, figure.span[0])}")
            continue
        score.right += 1
        compare_details(score, name, figure, label, parent_start(figures, figure), labels)
    for label in labels:
        found = index_of.get(label["start"])
        if found is None or not is_right(figures[found], label):
            score.missed.append(f"{name}: {label['raw']} in {around(text, label['start'])}")


def is_right(figure: Figure, label: dict[str, Any]) -> bool:
    """Whether characters, value, upper end and unit agree."""
    high = Decimal(label["high"]) if "high" in label else None
    return (figure.raw, figure.value, figure.high, figure.unit) == (
        label["raw"],
        Decimal(label["value"]),
        high,
        label["unit"],
    )


def compare_details(
    score: Score, name: str, figure: Figure, label: dict[str, Any], parent: int | None, labels: list[dict[str, Any]]
) -> None:
    """Count subject (the labelled words stand in it), name, qualifier and parent."""
    wanted = labels[label["parent"]]["start"] if "parent" in label else None
    agree = {
        "subject": label["subject"] in figure.subject,
        "name": figure.name == label.get("name"),
        "qualifier": figure.qualifier == label.get("qualifier"),
        "parent": parent == wanted,
    }
    for key, ok in agree.items():
        score.details[key] += ok
        if not ok:
            score.differing.append(f"{name}: {key} of {show(figure)}, labelled {label}")


def parent_start(figures: tuple[Figure, ...], figure: Figure) -> int | None:
    """Where the parent of a figure stands."""
    return None if figure.parent is None else figures[figure.parent].span[0]


def show(figure: Figure) -> str:
    """A figure on one line."""
    return f"{figure.raw} ({figure.subject} = {figure.value} {figure.unit}, {figure.name}, {figure.qualifier})"


def around(text: str, start: int) -> str:
    """Some characters on either side."""
    return text[max(start - 14, 0) : start + 14].replace("\n", "⏎")


def measure() -> Score:
    """The score over every fixture."""
    score = Score()
    for name, text, labels in cases():
        score_text(score, name, text, labels)
    return score


def speed() -> tuple[float, float]:
    """Milliseconds and number of figures per 1,000 characters of the fixtures: dense prose, the slow case."""
    texts = [(text, paragraphs(text)) for _, text, _ in cases()]
    size = sum(len(text) for text, _ in texts)
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        count = sum(len(find_figures(text, spans)) for text, spans in texts)
        best = min(best, time.perf_counter() - start)
    return best * 1e6 / size, count * 1000 / size


def main() -> int:
    """Print the figures; 1 where a bar is missed."""
    score = measure()
    say = sys.stdout.write
    say(f"labelled {score.labelled}, found {score.found}, right {score.right}\n")
    say(f"precision {score.precision:.4f} (bar {PRECISION}), recall {score.recall:.4f} (bar {RECALL})\n")
    for key, count in score.details.items():
        say(f"{key:<10}{count / max(score.right, 1):.4f}\n")
    milliseconds, density = speed()
    say(f"{milliseconds:.3f} ms per 1,000 characters at {density:.1f} figures\n")
    lists = [("missed", score.missed), ("not labelled", score.wrong)]
    if "--all" in sys.argv:
        lists.append(("differing", score.differing))
    for title, lines in lists:
        say(f"\n{title}: {len(lines)}\n" + "".join(f"  {line}\n" for line in lines))
    return 0 if score.precision >= PRECISION and score.recall >= RECALL else 1


if __name__ == "__main__":
    sys.exit(main())
