"""Administrative divisions: which one an agency belongs to in a given year, and what kind of body it is."""

from .describe import Place, describe
from .kinds import KINDS, body_kind
from .lineage import latest
from .lookup import lookup, under
from .table import FIRST_YEAR, VINTAGE, Division, divisions

__all__ = [
    "FIRST_YEAR",
    "KINDS",
    "VINTAGE",
    "Division",
    "Place",
    "body_kind",
    "describe",
    "divisions",
    "latest",
    "lookup",
    "under",
]
