"""Whether Windows' firewall blocks connections of a program, as the registry says it; nothing is changed here.

The installer adds the rules: one for each of its programs but the one that sends. Sources: Microsoft's [MS-GPFAS],
sections 2.2.1 (settings of a profile) and 2.2.2.19 (grammar of a rule). It describes the settings of group policy; the
machine's own have the same form, below the key of the service. A rule that blocks wins over one that allows.

What the registry says is not yet what Windows does: another firewall may have taken its place. So `refused` tries it.
"""

import errno
import ntpath
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOCAL = r"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
POLICY = r"SOFTWARE\Policies\Microsoft\WindowsFirewall"
SERVICE = r"SYSTEM\CurrentControlSet\Services\mpssvc"
RULES = "FirewallRules"
PROFILES = (
    ("domain", ("DomainProfile",)),
    ("private", ("StandardProfile", "PrivateProfile")),
    ("public", ("PublicProfile",)),
)
"""Kinds of networks, and the keys that hold their settings; the private one has an older name, too."""
NOWHERE = ("192.0.2.1", 443)
"""An address for documentation (RFC 5737), at which no computer answers."""
_WHOLE = frozenset({"Action", "Active", "Dir", "App", "Name", "Desc", "EmbedCtxt"})
"""Fields of a rule that do not limit it to certain networks, addresses, ports, users or services."""
_DISABLED = 4
_PATIENCE = 1.0
"""Seconds until a connection counts as not refused; Windows refuses at once."""

Registry = Callable[[str], Mapping[str, object]]
"""The values of a key below HKEY_LOCAL_MACHINE; none if it is not there or may not be read."""


@dataclass(frozen=True, slots=True)
class Firewall:
    """What the registry says.

    Arguments:
        by_machine, by_policy: programs that a rule blocks: of this machine, of group policy.
        off: kinds of networks for which the firewall is not seen to be on.
        ignored: kinds of networks for which group policy ignores the rules of the machine.
    """

    by_machine: frozenset[str] = frozenset()
    by_policy: frozenset[str] = frozenset()
    off: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def shortcoming(self, program: str) -> str:
        """Why connections of a program are not blocked, in words; empty if they are, as far as the registry says."""
        path = _comparable(program)
        if path not in self.by_machine | self.by_policy:
            return f"no rule of Windows' firewall blocks {ntpath.basename(program)}"
        if self.off:
            return f"Windows' firewall is not seen to be on in {_networks(self.off)}"
        if path not in self.by_policy and self.ignored:
            return f"group policy ignores the machine's rules in {_networks(self.ignored)}"
        return ""


def read(registry: Registry) -> Firewall:
    """The firewall's rules and settings."""
    off = tuple(name for name, keys in PROFILES if _setting(registry, keys, "EnableFirewall", local=True) != 1)
    if registry(SERVICE).get("Start") == _DISABLED:
        off = tuple(name for name, _ in PROFILES)
    ignored = tuple(name for name, keys in PROFILES if _setting(registry, keys, "AllowLocalPolicyMerge") == 0)
    by_machine, by_policy = (frozenset(_blocked(registry, place)) for place in (LOCAL, POLICY))
    return Firewall(by_machine, by_policy, off, ignored)


def _setting(registry: Registry, keys: tuple[str, ...], name: str, *, local: bool = False) -> object:
    """Group policy's value for a kind of network, or else the machine's."""
    for place in (POLICY, LOCAL) if local else (POLICY,):
        for key in reversed(keys):
            if name in (values := registry(rf"{place}\{key}")):
                return values[name]
    return None


def _blocked(registry: Registry, place: str) -> Iterator[str]:
    for rule in registry(rf"{place}\{RULES}").values():
        program = blocked_program(rule) if isinstance(rule, str) else ""
        if program:
            yield _comparable(program)


def blocked_program(rule: str) -> str:
    """The program that a rule blocks; empty if the rule does not block all of its outbound connections."""
    _, *parts = rule.rstrip("|").split("|")
    fields = dict(part.split("=", 1) for part in parts if "=" in part)
    wanted = {"Action": "block", "Active": "true", "Dir": "out"}
    whole = len(fields) == len(parts) and fields.keys() <= _WHOLE
    well = whole and all(fields.get(name, "").casefold() == value for name, value in wanted.items())
    return fields.get("App", "") if well else ""


def _comparable(path: str) -> str:
    return ntpath.normcase(ntpath.normpath(ntpath.expandvars(path)))


def _networks(kinds: tuple[str, ...]) -> str:
    return f"{' and '.join((', '.join(kinds[:-1]), kinds[-1])) if kinds[:-1] else kinds[0]} networks"


def report(firewall: Firewall, programs: Sequence[str], attempt: Callable[[], bool]) -> tuple[bool, str]:
    """Whether the firewall blocks all these programs, and what is known of it, in words.

    Arguments:
        programs: paths; the first is that of this process, which alone can be tried.
        attempt: see `refused`; only called if the registry says that all are blocked.
    """
    wrong = list(dict.fromkeys(filter(None, map(firewall.shortcoming, programs))))
    if wrong:
        return False, "; ".join(wrong)
    first, *others = map(ntpath.basename, programs)
    well = attempt()
    said = f"a connection of {first} was tried, and it was {'refused' if well else 'NOT refused'}"
    untried = f"; rules for {', '.join(others)} are there, and were not tried" if others else ""
    return well, f"{said}{untried}"


def programs_to_block(own: Path, sender: str) -> tuple[str, ...]:
    """The programs that should have no connections: this one first, and in a package the others beside it.

    Arguments:
        own: the program of this process. sender: the name of the one that sends; in a checkout there is none.
    """
    beside = sorted(own.parent.glob("*.exe")) if own.with_name(sender).is_file() else []
    return tuple(map(str, (own, *(path for path in beside if path.name not in {own.name, sender}))))


def machine(key: str) -> Mapping[str, object]:
    """The registry of this machine; see `Registry`."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
                rows = (winreg.EnumValue(opened, number) for number in range(winreg.QueryInfoKey(opened)[1]))
                return {name: value for name, value, _ in rows}
        except OSError:
            return {}
    return {}


def refused() -> bool:
    """Try a connection of this process; returns whether the system refuses it (`WSAEACCES`), as the firewall does.

    If it is not refused, one packet without content leaves for an address at which no computer answers. So try only
    where the registry says that it will be refused.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        connection.settimeout(_PATIENCE)
        try:
            connection.connect(NOWHERE)
        except OSError as problem:
            return problem.errno == errno.EACCES
    return False
