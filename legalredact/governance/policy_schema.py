"""The policy's schema, derived from its types: checks a file's content, and writes the reference of all keys."""

import datetime as dt
import enum
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Any, Literal

import pydantic

from legalredact.governance.policy_rules import mistake
from legalredact.model.policy import Policy

_OUTSIDE = frozenset({"source", "broken"})
"""Fields of `Policy` that no file can set."""
_WORDS: Mapping[type, str] = {str: "text", bool: "true or false", int: "whole number", dt.date: "date (2027-11-01)"}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the policy.

    Arguments:
        table, name: position in the file; a table in brackets (`prompts.approved[]`) may occur several times.
        form: accepted values, in words.
        default: in TOML; empty if the key is required.
        says: meaning.
    """

    table: str
    name: str
    form: str
    default: str
    says: str

    @property
    def path(self) -> str:
        """Table and name."""
        return f"{self.table}.{self.name}"


def keys() -> tuple[Key, ...]:
    """All keys, in the order of the schema."""
    return tuple(key for table, kind in tables().items() for key in _keys_of(table, kind))


def tables() -> dict[str, type]:
    """The allowed tables, and their types."""
    hints = typing.get_type_hints(Policy)
    return {f.name: _dataclass_in(hints[f.name]) for f in fields(Policy) if f.name not in _OUTSIDE}


def parsed(content: Mapping[str, Any]) -> Policy | str:
    """The policy for a file's content, or its first mistake: the key, and the values that it accepts."""
    known = tables()
    unknown = sorted(content.keys() - known.keys())
    if unknown:
        return f"it has the unknown table {unknown[0]}; known are {', '.join(known)}"
    try:
        policy = pydantic.TypeAdapter(Policy).validate_python(dict(content), extra="forbid")
    except pydantic.ValidationError as problem:
        return _mistake_of(problem)
    return mistake(policy) or policy


def reference() -> str:
    """All keys as a Markdown table, for the administrator's handbook."""
    lines = ["# Policy keys", "", "| key | takes | default | meaning |", "| --- | --- | --- | --- |"]
    for key in keys():
        default = f"`{key.default}`" if key.default else "must be given"
        lines.append(f"| `{key.path}` | {key.form} | {default} | {key.says} |")
    return "\n".join(lines) + "\n"


def as_toml(value: object) -> str:
    """A value in TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(as_toml, value))}]"
    if isinstance(value, str):
        return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def _keys_of(table: str, kind: type) -> Iterator[Key]:
    hints = typing.get_type_hints(kind)
    for one in fields(kind):
        inner = item_of(hints[one.name])
        if isinstance(inner, type) and is_dataclass(inner):
            yield from _keys_of(f"{table}.{one.name}[]", inner)
        else:
            yield Key(table, one.name, _form(hints[one.name]), _default(one), str(one.metadata["says"]))


def _default(one: "Field[Any]") -> str:
    return "" if one.default is MISSING else as_toml(one.default)


def _form(hint: Any) -> str:
    """The values that a key of that type accepts, in words."""
    item = item_of(hint)
    if item is not None:
        return f"a list of {_form(item).replace('one of', 'any of', 1)}"
    choices = choices_of(hint)
    if choices:
        return "one of " + ", ".join(f"`{as_toml(choice)}`" for choice in choices)
    return _WORDS[hint]


def choices_of(hint: Any) -> tuple[str, ...]:
    """The allowed words of a type with a fixed set of values; empty for any other type."""
    if typing.get_origin(hint) is Literal:
        return typing.get_args(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return tuple(str(member.value) for member in hint)
    return ()


def item_of(hint: Any) -> Any:
    """The element type of a list type; None for other types."""
    return typing.get_args(hint)[0] if typing.get_origin(hint) is tuple else None


def _dataclass_in(hint: Any) -> type:
    """The dataclass in a type such as ``ZeroRetention | None``."""
    return next(
        option for option in (typing.get_args(hint) or (hint,)) if isinstance(option, type) and is_dataclass(option)
    )


def _mistake_of(problem: pydantic.ValidationError) -> str:
    """The first mistake, as key and accepted values; never the given value, which may be a secret."""
    first = problem.errors(include_input=False, include_url=False)[0]
    where = [str(part) for part in first["loc"] if not isinstance(part, int)]
    table = ".".join(where[:-1])
    known = [key for key in keys() if key.table.removesuffix("[]") == table]
    path = ".".join(where)
    if first["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        return f"{path} is an unknown key; known in [{table}] are {', '.join(key.name for key in known)}"
    if first["type"] == "missing":
        return f"{path} is missing"
    form = next((key.form for key in known if key.name == where[-1]), "a table")
    return f"{path} takes {form}"
