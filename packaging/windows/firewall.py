"""Rules of Windows' firewall: the installer blocks outbound connections of all its programs but the one that sends.

They are added and removed by `netsh advfirewall firewall`, which is documented, is part of every Windows, and takes
effect at once. Two other ways were not taken. The key of the firewall's service (`…\\SharedAccess\\Parameters\\
FirewallPolicy\\FirewallRules`) is the service's own store: nothing documents that it may be written, and the service
reads it when it starts. The key of group policy (`SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\FirewallRules`,
[MS-GPFAS]) belongs to the firm's policies, is read when these are applied, and may be emptied by them.

All rules have one name, by which they are removed, so a repair never adds a second one. A firewall that does not answer
does not end the installation: `legalredact doctor` reports missing rules.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from windows.launchers import SENDER

NAME = "LegalRedact: no outbound connections"
NETSH_FOLDER = "System64Folder"
_PROGRAM_IN_FOLDER, _CONTINUE, _ROLLBACK, _DEFERRED, _AS_SYSTEM = 34, 64, 256, 1024, 2048
"""Bits of a custom action's type: a program by its command line; its status does not matter; it runs when the
installation is rolled back; it runs in the script; it has the rights of the system."""
_LATER = _PROGRAM_IN_FOLDER | _CONTINUE | _DEFERRED | _AS_SYSTEM
_REMOVING, _STAYING, _NEW = 'REMOVE="ALL"', 'NOT (REMOVE="ALL")', "NOT Installed"
_DELETE = f'"[{NETSH_FOLDER}]netsh.exe" advfirewall firewall delete rule name="{NAME}"'
_ACTIONS = "`CustomAction` (`Action`, `Type`, `Source`, `Target`)"
_ORDER = "`InstallExecuteSequence` (`Action`, `Condition`, `Sequence`)"
_BEFORE_FILES_GO, _AFTER_FILES_CAME = 3400, 4010


@dataclass(frozen=True, slots=True)
class Step:
    """A custom action, and when it runs.

    Arguments:
        name: at most 72 characters. kind: its type, see `_LATER`.
        sequence: its place among the installer's steps. condition: in the installer's language.
    """

    name: str
    kind: int
    command: str
    sequence: int
    condition: str


def programs(content: Iterable[str]) -> tuple[str, ...]:
    """The programs to block, as paths below the installed folder."""
    return tuple(sorted(name for name in content if name.endswith(".exe") and name != SENDER))


def steps(blocked: Iterable[str]) -> Iterator[Step]:
    """All steps for these programs.

    When something is installed or repaired, all rules are removed and added again. When the program is removed, they
    are removed. Both are undone if the installer rolls back; it undoes the last step first.
    """
    undo = _LATER | _ROLLBACK
    names = tuple(blocked)
    for number, name in enumerate(names):
        yield Step(f"RestoreRule{number}", undo, _add(name), _BEFORE_FILES_GO + number, _REMOVING)
    yield Step("RemoveRules", _LATER, _DELETE, _BEFORE_FILES_GO + len(names), _REMOVING)
    yield Step("TakeBackRules", undo, _DELETE, _AFTER_FILES_CAME, _NEW)
    yield Step("ClearRules", _LATER, _DELETE, _AFTER_FILES_CAME + 1, _STAYING)
    for number, name in enumerate(names):
        yield Step(f"AddRule{number}", _LATER, _add(name), _AFTER_FILES_CAME + 2 + number, _STAYING)


def _add(program: str) -> str:
    below = program.replace("/", "\\")
    rule = f'name="{NAME}" dir=out action=block program="[INSTALLDIR]{below}"'
    return f'"[{NETSH_FOLDER}]netsh.exe" advfirewall firewall add rule {rule}'


def queries(blocked: Iterable[str]) -> Iterator[str]:
    """The rows of all steps, as queries to the package."""
    for step in steps(blocked):
        values = f"('{step.name}', {step.kind}, '{NETSH_FOLDER}', '{step.command}')"
        yield " ".join(("INSERT INTO", _ACTIONS, "VALUES", values))  # noqa: FLY002 - S608 takes it for a query
        values = f"('{step.name}', '{step.condition}', {step.sequence})"
        yield " ".join(("INSERT INTO", _ORDER, "VALUES", values))  # noqa: FLY002 - as above
