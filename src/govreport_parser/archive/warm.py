"""Imported once by the fork server of the worker pool: everything a worker needs, so that each starts in milliseconds."""

from __future__ import annotations

from . import worker  # noqa: F401  # and with it the library
from .batch import parser
from .schema import pa

parser()
pa.array([""])  # the first array of all looks for pandas, which takes as long as all the rest
