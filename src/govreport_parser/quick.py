"""Making many frozen values at the price of mutable ones.

A frozen attrs class sets each field through ``object.__setattr__``, which costs three times as much as setting it. A report
is some four hundred small values, which would be a fifth of a parse. So they are filled as objects of a mutable twin
class with the same slots, and given their true class before anybody sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import attrs

T = TypeVar("T")


def twin(cls: type[T]) -> Callable[..., Any]:
    """The mutable twin of a frozen attrs class: the same fields and defaults. ``cls`` has no ``__weakref__`` slot."""
    fields = {a.name: attrs.field(default=a.default) for a in attrs.fields(cls)}  # type: ignore[arg-type]
    return attrs.make_class(f"_{cls.__name__}", fields, slots=True, weakref_slot=False)


def become(cls: type[T], drafts: Iterable[Any]) -> list[T]:
    """The objects of a twin as what they are meant to be."""
    out = list(drafts)
    for draft in out:
        draft.__class__ = cls
    return out
