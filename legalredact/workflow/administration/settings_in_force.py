"""The settings of the policy in force, as people see them in the window, by command and in a support bundle."""

import dataclasses

from legalredact.governance.policy_schema import as_toml, tables
from legalredact.model.policy import Policy

SECRET = frozenset({"claude.proxy"})
"""Keys of the policy whose values may hold a password; they are never shown."""


def settings(policy: Policy) -> tuple[tuple[str, str], ...]:
    """(key, value as TOML) of all settings in force, secrets left out; a table that is missing has no rows."""
    rows: list[tuple[str, str]] = []
    for table in tables():
        value = getattr(policy, table)
        for one in dataclasses.fields(value) if value is not None else ():
            path = f"{table}.{one.name}"
            rows.append((path, _shown(path, getattr(value, one.name))))
    return tuple(rows)


def _shown(path: str, value: object) -> str:
    if path in SECRET:
        return '"…"' if value else '""'
    if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        return as_toml([f"{one.id} {one.version}, {one.approved_by}, {one.approved_on}" for one in value])
    return as_toml(value)
