"""Optional packages: import one, or say which extra brings it."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtra(ImportError):
    """An optional package is not installed. The message names the package, the extra and the command to install it."""


def need(module: str, extra: str, purpose: str) -> Any:
    """Import ``module``; :class:`MissingExtra` if it is not there. ``purpose`` is what it is needed for, in words."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            f"{purpose} needs {module.partition('.')[0]}, which is not installed; "
            f"install it with: pip install '.[{extra}]' (in the folder of this library's source)"
        ) from error
