"""Converts model values to JSON bytes and back; pickles are never read from disk, even from an encrypted file."""

import functools
import json
from collections.abc import Hashable, Iterable
from typing import Any, TypeVar, cast

import pydantic

from legalredact.errors import VaultDamaged
from legalredact.model.clean_text import clean

T = TypeVar("T")


@functools.cache
def _adapter(kind: Any) -> "pydantic.TypeAdapter[Any]":  # any type form that pydantic accepts, such as tuple[X, ...]
    return pydantic.TypeAdapter(kind)


def encode(kind: Any, value: Any) -> bytes:
    """JSON of a model value of that type; characters that JSON cannot hold (see `clean_text`) become U+FFFD."""
    try:
        return _adapter(kind).dump_json(value)
    except ValueError:  # PydanticSerializationError of pydantic_core; a value that is not text fails again below
        return json.dumps(_clean(_adapter(kind).dump_python(value, mode="json")), ensure_ascii=False).encode()


def _clean(value: Any) -> Any:
    """The same lists, dictionaries and texts, with clean texts."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(name): _clean(one) for name, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value


def decode(kind: type[T], data: bytes) -> T:
    """The value; `VaultDamaged` if the bytes do not hold one."""
    try:
        value: T = _adapter(cast(Hashable, kind)).validate_json(data)
    except pydantic.ValidationError:
        raise VaultDamaged(f"A stored {kind} cannot be read.", "Restore the matter's folder from a backup.") from None
    return value


def joined(values: Iterable[bytes]) -> bytes:
    """JSON of a list, from its encoded elements."""
    return b"[" + b",".join(values) + b"]"
