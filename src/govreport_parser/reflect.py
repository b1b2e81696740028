"""What the source says about a class: the types of its fields, which are required, and the text below each."""

from __future__ import annotations

import ast
import inspect
import textwrap
import typing
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import attrs


def hints(cls: type) -> Iterator[tuple[str, Any]]:
    """The fields of an attrs class or named tuple, with their types, in order."""
    names = [f.name for f in attrs.fields(cls)] if attrs.has(cls) else cls._fields  # type: ignore[attr-defined]  # a named tuple
    # Only the fields' own annotations are resolved: others may name what is imported for type checkers alone.
    annotations = {name: cls.__annotations__[name] for name in names}
    fields = type(cls.__name__, (), {"__annotations__": annotations, "__module__": cls.__module__})
    yield from typing.get_type_hints(fields).items()


def required(cls: type) -> list[str]:
    """The fields that have no default."""
    if attrs.has(cls):
        return [f.name for f in attrs.fields(cls) if f.default is attrs.NOTHING]
    return [name for name in cls._fields if name not in cls._field_defaults]  # type: ignore[attr-defined]  # as above


def descriptions(cls: type) -> dict[str, str]:
    """What stands in a string below each field of a class; nothing where the source is not at hand."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, TypeError):
        return {}
    body = typing.cast("ast.ClassDef", tree.body[0]).body
    found = {}
    for line, below in pairwise(body):
        match line, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(value=ast.Constant(str(text))):
                found[name] = " ".join(text.split())
    return found
