"""Typed values to plain data and back, from their annotations alone.

One :class:`Codec` for each annotation knows how a value is written (dicts, lists, strings, numbers), how it is read
back, and its JSON Schema. Attrs classes and named tuples become objects in the order of their fields, so a field that
is added to the model is exported, read and described without a line here. Amounts are written as strings, since JSON
numbers are binary fractions to most readers.
"""

from __future__ import annotations

import datetime
import inspect
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

import attrs

from .reflect import descriptions, hints, required

Schema = dict[str, Any]
"""A JSON Schema."""


class MisfitError(ValueError):
    """Plain data that does not fit its type. ``keys`` leads from the top to the place, innermost first."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        self.keys: list[str | int] = []

    def __str__(self) -> str:
        path = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in reversed(self.keys)).lstrip(".")
        return f"{path}: {self.why}" if path else self.why


class Codec:
    """How one type is written and read. ``kinds`` are the JSON types it may be written as."""

    kinds: frozenset[str] = frozenset()

    def dump(self, value: Any) -> Any:
        """The value as plain data."""
        return value

    def load(self, data: Any) -> Any:
        """The value that was written as ``data``. Raises :class:`MisfitError`."""
        return data

    def schema(self, defs: dict[str, Schema]) -> Schema:
        """The JSON Schema of what :meth:`dump` gives; named classes are put into ``defs``."""
        raise NotImplementedError

    def check(self, data: Any) -> None:
        """Raise :class:`MisfitError` if the JSON type is not one of ``kinds``."""
        if (kind := json_kind(data)) not in self.kinds:
            raise MisfitError(f"expected {' or '.join(sorted(self.kinds))}, found {kind}")


_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),  # before int, which it is a subclass of
    (int, "integer"),
    (float, "number"),
    (str, "string"),
    (Mapping, "object"),
    (list, "array"),
    (tuple, "array"),
    (type(None), "null"),
)


def json_kind(data: Any) -> str:
    """The JSON type of plain data, or the name of its Python type if it is not plain."""
    return next((name for kind, name in _KINDS if isinstance(data, kind)), type(data).__name__)


class Plain(Codec):
    """A value that JSON has itself: text, whole numbers, truth, null."""

    def __init__(self, kind: str) -> None:
        self.kinds: frozenset[str] = frozenset({kind})

    def load(self, data: Any) -> Any:
        """See :meth:`Codec.load`."""
        self.check(data)
        return data

    def schema(self, defs: dict[str, Schema]) -> Schema:
        """See :meth:`Codec.schema`."""
        del defs
        return {"type": next(iter(self.kinds))}


class Text(Codec):
    """A value written as a string: ``read`` makes it from the string, ``write`` the string from it."""

    kinds: frozenset[str] = frozenset({"string"})

    def __init__(self, read: Callable[[str], Any], write: Callable[[Any], str], described: Schema) -> None:
        self._read = read
        self._write = write
        self._described = described

    def dump(self, value: Any) -> Any:
        """See :meth:`Codec.dump`."""
        return self._write(value)

    def load(self, data: Any) -> Any:
        """See :meth:`Codec.load`."""
        self.check(data)
        try:
            return self._read(data)
        except (ValueError, InvalidOperation):
            raise MisfitError(f"{data!r} is not what is expected here: {self._described}") from None

    def schema(self, defs: dict[str, Schema]) -> Schema:
        """See :meth:`Codec.schema`."""
        del defs
        return {"type": "string", **self._described}


class Choice(Codec):
    """A union. Its members must be told apart by their JSON type, which is checked when the codec is made."""

    def __init__(self, members: list[Codec], name: str) -> None:
        self.kinds: frozenset[str] = frozenset(kind for member in members for kind in member.kinds)
        if len(self.kinds) != sum(len(member.kinds) for member in members):
            raise TypeError(f"{name}: JSON cannot tell the members of this union apart")
        self._members = members
        self._by_kind = {kind: member for member in members for kind in member.kinds}

    def dump(self, value: Any) -> Any:
        """See :meth:`Codec.dump`."""
        if value is None or type(value) is int:
            return value
        return self._by_kind[_written_kind(value)].dump(value)

    def load(self, data: Any) -> Any:
        """See :meth:`Codec.load`."""
        self.check(data)
        return self._by_kind[json_kind(data)].load(data)

    def schema(self, defs: dict[str, Schema]) -> Schema:
        """See :meth:`Codec.schema`."""
        options = [member.schema(defs) for member in self._members]
        if all(option.keys() == {"type"} for option in options):
            return {"type": [option["type"] for option in options]}
        return {"anyOf": options}


def _written_kind(value: Any) -> str:
    """The JSON type a typed value is written as."""
    if isinstance(value, Decimal | datetime.date):
        return "string"
    if attrs.has(type(value)) or hasattr(value, "_fields"):
        return "object"
    return json_kind(value)


class Items(Codec):
    """``tuple[X, ...]``, written as a list."""

    kinds: frozenset[str] = frozenset({"array"})

    def __init__(self, item: Codec) -> None:
        self._item = item

    def dump(self, value: Any) -> Any:
        """See :meth:`Codec.dump`."""
        dump = self._item.dump
        return [dump(item) for item in value]

    def load(self, data: Any) -> Any:
        """See :meth:`Codec.load`."""
        self.check(data)
        return tuple(_under(i, self._item, item) for i, item in enumerate(data))

    def schema(self, defs: dict[str, Schema]) -> Schema:
        """See :meth:`Codec.schema`."""
        return {"type": "array", "items": self._item.schema(defs)}


class Fixed(Codec):
    """``tuple[X, Y]``: a list of known length."""

    kinds: frozenset[str] = frozenset({"array"})

    def __init__(self, items: list[Codec]) -> None:
        self._items = items

    def dump(self, value: Any) -> Any:
        """See :meth:`Codec.dump`."""
        return [codec.dump(item) for codec, item in zip(self._items, value, strict=True)]

    def load(self, data: Any) -> Any:
        """See :meth:`Codec.load`."""
        self.check(data)
        if len(data) != len(self._items):
            raise MisfitError(f"expected {len(self._items)} items, found {len(data)}")
        return tuple(_under(i, codec, item) for i, (codec, item) in enumerate(zip(self._items, data, strict=True)))

    def schema(self, defs: dict[str, Schema]) -> Schema:
        """See :meth:`Codec.schema`."""
        return {"type": "array", "prefixItems": [c.schema(defs) for c in self._items], "items": False}


class Table(Codec):
    """``Mapping[str, X]``."""

    kinds: frozenset[str] = frozenset({"object"})

    def __init__(self, item: Codec) -> None:
        self._item = item

    def dump(self, value: Any) -> Any:
        """See :meth:`Codec.dump`."""
        dump = self._item.dump
        return {key: dump(item) for key, item in value.items()}

    def load(self, data: Any) -> Any:
        """See :meth:`Codec.load`."""
        self.check(data)
        return {key: _under(key, self._item, item) for key, item in data.items()}

    def schema(self, defs: dict[str, Schema]) -> Schema:
        """See :meth:`Codec.schema`."""
        return {"type": "object", "additionalProperties": self._item.schema(defs)}


class Record(Codec):
    """An attrs class or a named tuple, written as an object with its fields in order.

    ``said`` are properties that are written for the reader's sake and not read back.
    """

    kinds: frozenset[str] = frozenset({"object"})

    def __init__(self, cls: type, said: tuple[str, ...] = ()) -> None:
        self._cls = cls
        self._said = said

    @cached_property
    def fields(self) -> dict[str, Codec]:
        """The codec of each field. Looked up when first used, since classes may hold themselves."""
        return {name: codec(hint) for name, hint in hints(self._cls)}

    def dump(self, value: Any) -> Any:
        """See :meth:`Codec.dump`."""
        out = {name: item.dump(getattr(value, name)) for name, item in self.fields.items()}
        for name in self._said:
            out[name] = getattr(value, name)
        return out

    def load(self, data: Any) -> Any:
        """See :meth:`Codec.load`. Fields with a default may be left out; keys that are no field may not stand."""
        self.check(data)
        values = {}
        for key, item in data.items():
            if key in self.fields:
                values[key] = _under(key, self.fields[key], item)
            elif key not in self._said:
                raise MisfitError(f"{self._cls.__name__} has no key {key!r}")
        try:
            return self._cls(**values)
        except TypeError:
            missing = [name for name in required(self._cls) if name not in values]
            raise MisfitError(f"the key {missing[0]!r} of {self._cls.__name__} is missing") from None

    def schema(self, defs: dict[str, Schema]) -> Schema:
        """See :meth:`Codec.schema`."""
        name = self._cls.__name__
        if name not in defs:
            defs[name] = {}  # stands for itself while its own fields are described
            described = descriptions(self._cls)
            properties = {
                key: item.schema(defs) | ({"description": described[key]} if key in described else {})
                for key, item in self.fields.items()
            }
            properties |= {key: {"type": "string"} for key in self._said}
            defs[name] = {
                "type": "object",
                "description": inspect.cleandoc(self._cls.__doc__ or "").split("\n\n")[0].replace("\n", " "),
                "properties": properties,
                "required": list(properties),
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}


def _under(key: str | int, item: Codec, data: Any) -> Any:
    try:
        return item.load(data)
    except MisfitError as misfit:
        misfit.keys.append(key)
        raise


_PLAIN = {str: "string", int: "integer", bool: "boolean", type(None): "null"}

_TEXT: dict[type, tuple[Callable[[str], Any], Callable[[Any], str], Schema]] = {
    Decimal: (Decimal, str, {"pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"}),
    datetime.date: (datetime.date.fromisoformat, datetime.date.isoformat, {"format": "date"}),
}

_SAID: dict[str, tuple[str, ...]] = {"Finding": ("message",)}
"""Properties written for the reader's sake, by class name."""


@cache
def codec(hint: Any) -> Codec:
    """The codec of an annotation. ``TypeError`` for a type that cannot be exported."""
    if hint in _PLAIN:
        return Plain(_PLAIN[hint])
    if hint in _TEXT:
        return Text(*_TEXT[hint])
    if isinstance(hint, type) and not typing.get_origin(hint):
        if issubclass(hint, StrEnum):
            return Text(hint, str, {"enum": [str(member) for member in hint]})
        if attrs.has(hint) or hasattr(hint, "_fields"):
            return Record(hint, _SAID.get(hint.__name__, ()))
    return _generic(hint)


def _generic(hint: Any) -> Codec:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return Choice([codec(arg) for arg in args], str(hint))
    if origin is tuple and args[-1] is Ellipsis:
        return Items(codec(args[0]))
    if origin is tuple:
        return Fixed([codec(arg) for arg in args])
    if isinstance(origin, type) and issubclass(origin, Mapping) and args[0] is str:
        return Table(codec(args[1]))
    raise TypeError(f"{hint} cannot be exported")
