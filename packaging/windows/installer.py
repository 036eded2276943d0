"""Has wixl make the MSI package from its description, and adds what wixl does not support."""

import os
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

from shipping.alike import digests
from windows import firewall
from windows.cabinet import write_cabinet
from windows.description import CABINET, LEFT, POLICY_COMPONENT, SHORTCUT, WINDOWS_ID, describe
from windows.identity import PRODUCT, UPGRADE_CODE, code, identifier
from windows.launchers import numbers
from windows.pe import is_program, read_program
from windows.summary_times import set_times

ARCHITECTURE = "x64;1033"
STEPS = {"RemoveExistingProducts": 1501, "CheckPolicy": 4001}
"""The sequence numbers of steps that wixl would put at the end."""
CONDITIONS = {"RemoveFiles": "POLICY OR REMOVE", "MoveFiles": "POLICY"}
"""When a step runs. Without a new policy, no step touches the installed one: in a repair, Windows runs the steps of
every installed component again, whatever the component's condition (Microsoft, "Using Transitive Components")."""
OLDER_OR_SAME = 1 | 512
"""Attributes of the products that this one replaces: they hand on their features, and the version may be the same.
Builds that differ are different products, so two builds of one version would otherwise be installed side by side."""
SECURE = "WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;POLICY"
"""Properties that are passed to the part of the installer that has the rights of the system."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that wixl cannot write.

    Arguments:
        columns: names, and types in the installer's notation (`s72`: text, must be given; `S72`: may be empty).
        keys: the primary key's columns.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        """The table as msibuild imports it."""
        lines = (
            "\t".join(name for name, _ in self.columns),
            "\t".join(kind for _, kind in self.columns),
            "\t".join((self.name, *self.keys)),
            *("\t".join(row) for row in self.rows),
        )
        return "\r\n".join((*lines, ""))


def tables() -> tuple[Table, ...]:
    """The firm's policy, which is installed if `POLICY` names it and replaces an older one; the link; texts."""
    moved = (
        ("FileKey", "s72"),
        ("Component_", "s72"),
        ("SourceName", "L255"),
        ("DestName", "L255"),
        ("SourceFolder", "S72"),
        ("DestFolder", "s72"),
        ("Options", "i2"),
    )
    removed = (
        ("FileKey", "s72"),
        ("Component_", "s72"),
        ("FileName", "L255"),
        ("DirProperty", "s72"),
        ("InstallMode", "i2"),
    )
    properties = (
        ("MsiShortcutProperty", "s72"),
        ("Shortcut_", "s72"),
        ("PropertyKey", "s0"),
        ("PropVariantValue", "s0"),
    )
    said = (("Action", "s72"), ("Description", "L0"), ("Template", "L0"))
    copied, when_installing = "0", "1"
    return (
        Table(
            "MoveFile",
            moved,
            ("FileKey",),
            (("Policy", POLICY_COMPONENT, "", "policy.toml", "POLICY", "INSTALLDIR", copied),),
        ),
        Table(
            "RemoveFile",
            removed,
            ("FileKey",),
            (("OldPolicy", POLICY_COMPONENT, "policy.toml", "INSTALLDIR", when_installing),),
        ),
        Table(
            "MsiShortcutProperty",
            properties,
            ("MsiShortcutProperty",),
            (("SameProgram", SHORTCUT, "System.AppUserModel.ID", WINDOWS_ID),),
        ),
        Table("ActionText", said, ("Action",), (("RemoveFiles", f"{LEFT} Removing the program", ""),)),
    )


def build(folder: Path, release: str, target: Path, seconds: int) -> None:
    """Make the package.

    Arguments:
        folder: the application as it will be installed.
        target: the MSI file.
        seconds: the time written in it.

    Errors: CalledProcessError.
    """
    content = digests(folder)
    with tempfile.TemporaryDirectory(prefix="legalredact-msi-") as place:
        source = Path(place) / "package.wxs"
        versions = file_versions(folder)
        blocked = firewall.programs(content)
        described = describe(release, content, fingerprint(release, versions, blocked))
        Xml.ElementTree(described).write(source, encoding="utf-8", xml_declaration=True)
        fixed = os.environ | {"SOURCE_DATE_EPOCH": str(seconds), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        make = ["wixl", "--arch", "x64", "--output", str(target.resolve()), str(source)]
        subprocess.run(make, check=True, cwd=folder, env=fixed)
        _add_tables(target, Path(place), corrections(release, versions, blocked), fixed)
        _pack(target, folder, content, Path(place), seconds)
        _set_code(target, code("package", Xml.tostring(described, "unicode"), *content.values()), fixed)
        set_times(target, seconds)


def fingerprint(release: str, versions: Mapping[str, str], blocked: Collection[str] = ()) -> str:
    """Everything that this module adds to a package, as text; packages that differ in it are different products."""
    return "\n".join((*(one.text() for one in tables()), *corrections(release, versions, blocked)))


def _add_tables(package: Path, place: Path, queries: Iterable[str], environment: dict[str, str]) -> None:
    for table in tables():
        file = place / f"{table.name}.idt"
        file.write_bytes(table.text().encode("ascii"))
        subprocess.run(["msibuild", str(package), "-i", str(file)], check=True, env=environment)
    subprocess.run(["msibuild", str(package), "-q", *queries], check=True, env=environment)


def corrections(release: str, versions: Mapping[str, str], blocked: Collection[str] = ()) -> Iterator[str]:
    """Corrections of what wixl writes wrongly or not at all, as queries.

    The old version is removed before the new one is installed, in one transaction that can be rolled back: a module
    that only the old version has would still be imported. Files are compared by their versions, which wixl leaves out.

    Arguments:
        release: the version of the package.
        versions: those of programs and libraries, by `identity.identifier` of their file.
        blocked: programs that the firewall blocks (`firewall`).
    """
    yield from firewall.queries(blocked)
    for action, number in STEPS.items():
        yield _set("InstallExecuteSequence", "Action", action, "Sequence", str(number))
    yield "INSERT INTO `InstallExecuteSequence` (`Action`, `Sequence`) VALUES ('MoveFiles', 3800)"
    for action, condition in CONDITIONS.items():
        yield _set("InstallExecuteSequence", "Action", action, "Condition", f"'{condition}'")
    yield "DELETE FROM `Upgrade` WHERE `ActionProperty` = 'WIX_UPGRADE_DETECTED'"
    columns = "(`UpgradeCode`, `VersionMax`, `Attributes`, `ActionProperty`)"
    values = f"('{{{UPGRADE_CODE}}}', '{'.'.join(numbers(release))}', {OLDER_OR_SAME}, 'WIX_UPGRADE_DETECTED')"
    yield " ".join(("INSERT INTO `Upgrade`", columns, "VALUES", values))  # noqa: FLY002 - S608 takes it for a query
    yield _set("Property", "Property", "SecureCustomProperties", "Value", f"'{SECURE}'")
    for file, version in versions.items():
        yield _set("File", "File", file, "Version", f"'{version}'")
        yield _set("File", "File", file, "Language", "'1033'")
        yield " ".join(("DELETE FROM `MsiFileHash` WHERE `File_` =", f"'{file}'"))  # for files without a version alone


def _set(table: str, key: str, row: str, column: str, value: str) -> str:
    return " ".join(("UPDATE", f"`{table}`", "SET", f"`{column}` = {value}", "WHERE", f"`{key}` = '{row}'"))


def _pack(package: Path, folder: Path, content: Mapping[str, str], place: Path, seconds: int) -> None:
    """Replace wixl's cabinet by a smaller one with the same files in the same order."""
    told = subprocess.run(["msiinfo", "export", str(package), "File"], check=True, capture_output=True, text=True)
    rows = [line.split("\t") for line in told.stdout.splitlines()[3:]]
    names = {identifier("f", name): folder / name for name in content}
    files = [(row[0], names[row[0]]) for row in sorted(rows, key=lambda row: int(row[7]))]
    cabinet = place / CABINET
    write_cabinet(cabinet, files, seconds)
    subprocess.run(["msibuild", str(package), "-a", CABINET, str(cabinet)], check=True)


def file_versions(folder: Path) -> dict[str, str]:
    """The versions of programs and libraries that have one, by the identifier of their file."""
    programs = (path for path in sorted(folder.rglob("*")) if path.is_file() and is_program(path))
    found = ((path.relative_to(folder).as_posix(), read_program(path).version) for path in programs)
    return {identifier("f", name): ".".join(map(str, version)) for name, version in found if version}


def _set_code(package: Path, package_code: str, environment: dict[str, str]) -> None:
    """The number of this package, which wixl chooses at random."""
    words = [f"{PRODUCT} installer", PRODUCT, ARCHITECTURE, f"{{{package_code}}}"]
    subprocess.run(["msibuild", str(package), "-s", *words], check=True, env=environment)
