"""Making many frozen values at the price of mutable ones.

A frozen attrs class sets each field through ``object.__setattr__``, which costs three times as much as setting it. A report
is some four hundred small values, which would be a fifth of a parse. So they are filled as objects of a mutable twin
class with the same slots, and given their true class before anybody sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat, starmap
from operator import itemgetter
from typing import Any, TypeVar

import attrs

T = TypeVar("T")

LookUp = Callable[[list[Any]], Sequence[Any]]


def twin(cls: type[T]) -> Callable[..., Any]:
    """The mutable twin of a frozen attrs class: the same fields and defaults. ``cls`` has no ``__weakref__`` slot."""
    fields = {a.name: attrs.field(default=a.default) for a in attrs.fields(cls)}  # type: ignore[arg-type]  # an attrs class
    return attrs.make_class(f"_{cls.__name__}", fields, slots=True, weakref_slot=False)


def many(cls: type[T]) -> Callable[..., list[T]]:
    """What makes many objects of a frozen attrs class at once: of their number, and a column of values for each field.

    As attrs does for ``__init__``, the loop is written for the class, so that nothing is called for an object.
    """
    names = [a.name for a in attrs.fields(cls)]  # type: ignore[arg-type]  # an attrs class
    empty = type(f"_{cls.__name__}", (), {"__slots__": names})
    lines = [
        f"def make(count, {', '.join(names)}):",
        "    out = list(starmap(empty, repeat((), count)))",
        f"    for made, {', '.join(f'_{name}' for name in names)} in zip(out, {', '.join(names)}):",
        *[f"        made.{name} = _{name}" for name in names],
        "        made.__class__ = cls",
        "    return out",
    ]
    scope: dict[str, Any] = {"cls": cls, "empty": empty, "repeat": repeat, "starmap": starmap}
    exec("\n".join(lines), scope)  # noqa: S102 - of names of our own fields
    return scope["make"]  # type: ignore[no-any-return]  # made above


def look_up(at: Sequence[int]) -> LookUp:
    """What looks up the values at some places of a list: those of a row or a column, evenly spaced, as one slice of it."""
    if not at:
        return itemgetter(slice(0))
    step = at[1] - at[0] if len(at) > 1 else 1
    run = range(at[0], at[-1] + 1, step or 1)
    return itemgetter(slice(run.start, run.stop, run.step)) if list(run) == list(at) else itemgetter(*at)
