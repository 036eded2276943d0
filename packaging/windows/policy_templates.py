"""Writes the templates of group policy (ADMX, and its English texts as ADML) from the schema of the policy.

`legalredact.governance.policy_sources` reads what they write to the registry: a table is a key, a list a key with the
values `1`, `2`, …, a list of tables numbered keys. See Microsoft's "Group Policy ADMX Syntax Reference Guide".
"""

import datetime as dt
import typing
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from legalredact.governance.policy_schema import as_toml, choices_of, item_of, tables
from legalredact.governance.policy_sources import REGISTRY

SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
NAME = "LegalRedact"
LANGUAGE = "en-US"
NUMBERED = 12
"""The most entries of a list of tables (approved prompts) in the templates."""
_LONGEST_LIST = 4096
_LARGEST = 99_999


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a policy's table.

    Arguments:
        name: of the value, or for a list of the key below.
        hint: its type. says: what it means. default: as a policy file writes it; empty if it must be given.
    """

    name: str
    hint: Any
    says: str
    default: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One line in the editor of group policy.

    Arguments:
        path: of the key below that of the application, with dots.
        entries: the values it sets; several if they are only valid together.
    """

    id: str
    path: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def key(self) -> str:
        """The key of the registry, below HKEY_LOCAL_MACHINE."""
        return "\\".join((REGISTRY, *self.path.split(".")))


def settings() -> tuple[Setting, ...]:
    """Everything that can be set: a line for each key, one for a table that must be given completely."""
    return tuple(setting for table, kind in tables().items() for setting in _settings_of(table, kind))


def write_templates(folder: Path) -> tuple[Path, Path]:
    """Write `LegalRedact.admx` and `en-US/LegalRedact.adml` below `folder`; returns both."""
    definitions, words = folder / f"{NAME}.admx", folder / LANGUAGE / f"{NAME}.adml"
    words.parent.mkdir(parents=True, exist_ok=True)
    for path, root in ((definitions, admx(settings())), (words, adml(settings()))):
        Xml.indent(root)
        path.write_bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return definitions, words


def admx(found: Sequence[Setting]) -> Xml.Element:
    """The values that the editor writes, and where."""
    root = _root("policyDefinitions")
    spaces = _in(root, "policyNamespaces")
    _in(spaces, "target", prefix="legalredact", namespace="LegalRedact.Policies")
    _in(root, "resources", minRequiredRevision="1.0")
    supported = _in(_in(root, "supportedOn"), "definitions")
    _in(supported, "definition", name="Windows10", displayName="$(string.Windows10)")
    categories = _in(root, "categories")
    _in(categories, "category", name=NAME, displayName=f"$(string.{NAME})")
    for table in tables():
        category = _in(categories, "category", name=f"Table_{table}", displayName=f"$(string.Table_{table})")
        _in(category, "parentCategory", ref=NAME)
    policies = _in(root, "policies")
    for setting in found:
        _policy(policies, setting)
    return root


def adml(found: Sequence[Setting]) -> Xml.Element:
    """The texts that the editor shows."""
    root = _root("policyDefinitionResources")
    _in(root, "displayName").text = NAME
    _in(root, "description").text = "What firm IT sets for every user of LegalRedact."
    resources = _in(root, "resources")
    strings, presentations = _in(resources, "stringTable"), _in(resources, "presentationTable")
    for name, text in _strings(found):
        _in(strings, "string", id=name).text = text
    for setting in found:
        if not _is_switch(setting):
            presentation = _in(presentations, "presentation", id=setting.id)
            for entry in setting.entries:
                _field(presentation, setting, entry)
    return root


def _settings_of(table: str, kind: type) -> Iterator[Setting]:
    entries = tuple(_entries(kind))
    if any(one.default is MISSING for one in fields(kind)):
        yield Setting(f"{table}", table, f"{table}, whole", entries)
        return
    for entry in entries:
        inner = item_of(entry.hint)
        if isinstance(inner, type) and is_dataclass(inner):
            for number in range(1, NUMBERED + 1):
                path = f"{table}.{entry.name}.{number}"
                yield Setting(path.replace(".", "_"), path, f"{entry.name}, entry {number}", tuple(_entries(inner)))
        else:
            yield Setting(f"{table}_{entry.name}", table, entry.name, (entry,))


def _entries(kind: type) -> Iterator[Entry]:
    hints = typing.get_type_hints(kind)
    for one in fields(kind):
        yield Entry(one.name, hints[one.name], str(one.metadata["says"]), _default(one))


def _default(one: "Field[Any]") -> str:
    return "" if one.default is MISSING else as_toml(one.default)


def _policy(policies: Xml.Element, setting: Setting) -> None:
    switch = {"valueName": setting.entries[0].name} if _is_switch(setting) else {}
    shown = {} if switch else {"presentation": f"$(presentation.{setting.id})"}
    policy = _in(
        policies,
        "policy",
        name=setting.id,
        displayName=f"$(string.{setting.id})",
        explainText=f"$(string.{setting.id}_help)",
        key=setting.key,
        **{"class": "Machine"},
        **switch,
        **shown,
    )
    _in(policy, "parentCategory", ref=f"Table_{setting.path.partition('.')[0]}")
    _in(policy, "supportedOn", ref="Windows10")
    if switch:
        for tag, value in (("enabledValue", "1"), ("disabledValue", "0")):
            _in(_in(policy, tag), "decimal", value=value)
        return
    elements = _in(policy, "elements")
    for entry in setting.entries:
        _element(elements, setting, entry)


def _element(elements: Xml.Element, setting: Setting, entry: Entry) -> None:
    name = _field_id(setting, entry)
    required = {"required": "true"} if len(setting.entries) == 1 or not entry.default else {}
    if item_of(entry.hint) is not None:
        _in(elements, "list", id=name, key=f"{setting.key}\\{entry.name}", valuePrefix="", additive="false")
    elif entry.hint is int:
        numbers = {"minValue": "0", "maxValue": str(_LARGEST)}
        _in(elements, "decimal", id=name, valueName=entry.name, **numbers, **required)
    elif choices := choices_of(entry.hint):
        chosen = _in(elements, "enum", id=name, valueName=entry.name, **required)
        for choice in choices:
            item = _in(chosen, "item", displayName=f"$(string.{_choice_id(name, choice)})")
            _in(_in(item, "value"), "string").text = choice
    elif entry.hint in (str, dt.date):
        _in(elements, "text", id=name, valueName=entry.name, maxLength=str(_LONGEST_LIST), **required)
    else:
        raise TypeError(f"Group policy has no element for {setting.path}.{entry.name}.")


def _field(presentation: Xml.Element, setting: Setting, entry: Entry) -> None:
    name = _field_id(setting, entry)
    if item_of(entry.hint) is not None:
        _in(presentation, "listBox", refId=name).text = entry.name
    elif entry.hint is int:
        default = {"defaultValue": entry.default} if entry.default else {}
        _in(presentation, "decimalTextBox", refId=name, **default).text = entry.name
    elif choices := choices_of(entry.hint):
        place = [as_toml(choice) for choice in choices].index(entry.default) if entry.default else 0
        _in(presentation, "dropdownList", refId=name, noSort="true", defaultItem=str(place)).text = entry.name
    else:
        _in(_in(presentation, "textBox", refId=name), "label").text = entry.name


def _strings(found: Sequence[Setting]) -> Iterator[tuple[str, str]]:
    yield NAME, NAME
    yield "Windows10", "Windows 10 or newer"
    for table, kind in tables().items():
        yield f"Table_{table}", f"{table}: {(kind.__doc__ or '').partition(':')[0].strip().rstrip('.')}"
    for setting in found:
        yield setting.id, setting.title
        yield f"{setting.id}_help", "\n\n".join(map(_help, setting.entries))
        for entry in setting.entries:
            for choice in choices_of(entry.hint):
                yield _choice_id(_field_id(setting, entry), choice), choice or "(not set)"


def _help(entry: Entry) -> str:
    allowed = choices_of(item_of(entry.hint))
    taken = f" Entries: {', '.join(allowed)}." if allowed else ""
    form = " Written as 2027-11-01." if entry.hint is dt.date else ""
    default = f" If not configured: {entry.default}." if entry.default else " Must be given."
    return f"{entry.name}: {entry.says}{taken}{form}{default}"


def _is_switch(setting: Setting) -> bool:
    """Whether it is on or off, for which the editor has its own choice."""
    return len(setting.entries) == 1 and setting.entries[0].hint is bool


def _field_id(setting: Setting, entry: Entry) -> str:
    return f"{setting.id}__{entry.name}"


def _choice_id(field: str, choice: str) -> str:
    return f"{field}__{choice or 'none'}"


def _root(tag: str) -> Xml.Element:
    return Xml.Element(tag, {"xmlns": SCHEMA, "revision": "1.0", "schemaVersion": "1.0"})


def _in(above: Xml.Element, tag: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(above, tag, attributes)
