"""A row of table two while it is being aligned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attrs import frozen

from ..labels.lexicon import Hit
from ..labels.spot import Cut
from ..reading.atoms import Atom, Sort
from ..reading.whole import Plain
from .header import Header


class Shown(NamedTuple):
    """What table three, which has sums, shows of how this document prints numbers."""

    split: Cut
    """Where they may be cut in pieces."""
    spaced: bool
    """Spaces part their thousands."""


@frozen
class Line:
    """One printed row of a block: its row id, its label, its header, and the atoms behind it."""

    row: str
    hit: Hit
    header: Header | None
    atoms: tuple[Atom, ...]
    plain: Plain | None = None
    """Its numbers, where they are plain counts, as many as columns."""
    shared: bool = False
    """Its label stands in one cell with that of the row above: so do their numbers."""

    @property
    def printed(self) -> Sequence[str]:
        """Its numbers as they are printed."""
        return self.plain.texts if self.plain else [atom.text for atom in self.atoms if atom.sort is not Sort.TEXT]
