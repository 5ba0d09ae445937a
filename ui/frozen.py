"""Frozen dataclasses and named tuples to JSON and back, exactly: a number is a string, a fraction is "6800/81"."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, Mapping):
        return {encode(key): encode(each) for key, each in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | Fraction):
        return str(value)
    raise TypeError(f"a snapshot cannot hold {type(value).__name__}")


def decode(kind: type[T], data: Any) -> T:
    """Raises ValueError where the data does not fit."""
    try:
        return _decode(kind, data)
    except (TypeError, ValueError, KeyError, AttributeError, ZeroDivisionError) as error:
        raise ValueError(f"not a snapshot of {kind.__name__}: {error}") from error


def _decode(kind: Any, data: Any) -> Any:
    if get_origin(kind) is types.UnionType:
        return None if data is None else _decode(next(each for each in get_args(kind) if each is not type(None)), data)
    if hasattr(kind, "_fields"):
        return kind(*(_decode(hint, each) for hint, each in zip(_hints(kind).values(), data, strict=True)))
    if get_origin(kind) is tuple:
        return tuple(_decode(get_args(kind)[0], each) for each in data)
    if get_origin(kind) is Mapping:
        key, value = get_args(kind)
        return {_decode(key, name): _decode(value, each) for name, each in data.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _decode(hint, data[name]) for name, hint in _hints(kind).items()})
    if kind in (date, datetime):
        return kind.fromisoformat(data)
    if kind in (bool, str):
        if not isinstance(data, kind):
            raise ValueError(f"{data!r} is not {kind.__name__}")
        return data
    return kind(data)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields  # a named tuple
    return {name: hints[name] for name in names}


def digest(content: Any) -> str:
    """The same for the same figures, on whatever machine and in whatever order they were read."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
