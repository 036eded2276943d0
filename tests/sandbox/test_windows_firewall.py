"""What the registry says of Windows' firewall, read from values as Windows writes them ([MS-GPFAS] 2.2.2.19)."""

import errno
import socket
from collections.abc import Mapping
from pathlib import Path

import pytest

from legalredact.sandbox import windows_firewall
from legalredact.sandbox.windows_firewall import (
    LOCAL,
    POLICY,
    RULES,
    SERVICE,
    blocked_program,
    machine,
    programs_to_block,
    read,
    refused,
    report,
)

HOME = "C:\\Program Files\\LegalRedact\\"
PYTHON, WINDOW = f"{HOME}python.exe", f"{HOME}pythonw.exe"
RULE = f"v2.30|Action=Block|Active=TRUE|Dir=Out|App={PYTHON}|Name=LegalRedact|Desc=No connections|"
ON: dict[str, Mapping[str, object]] = {
    rf"{LOCAL}\{name}": {"EnableFirewall": 1} for name in ("DomainProfile", "StandardProfile", "PublicProfile")
}


def wrong(program: str = PYTHON, **keys: Mapping[str, object]) -> str:
    """The shortcoming with these keys; `place__key` stands for a key below LOCAL or POLICY."""
    places = {"local": LOCAL, "policy": POLICY}
    named = {"\\".join((places[name.partition("__")[0]], name.partition("__")[2])): keys[name] for name in keys}
    return read(lambda key: (ON | named).get(key, {})).shortcoming(program)


def test_a_program_is_blocked_by_its_rule_while_the_firewall_is_on() -> None:
    assert wrong(local__FirewallRules={"{1}": RULE}) == ""
    assert wrong(policy__FirewallRules={"{1}": RULE}) == ""
    assert wrong(PYTHON.upper(), local__FirewallRules={"{1}": RULE}) == ""
    assert "pythonw.exe" in wrong(WINDOW, local__FirewallRules={"{1}": RULE})
    assert "no rule" in wrong()


@pytest.mark.parametrize(
    "change",
    [
        ("Action=Block", "Action=Allow"),
        ("Active=TRUE", "Active=FALSE"),
        ("Dir=Out", "Dir=In"),
        ("|Name", "|Profile=Public|Name"),
        ("|Name", "|Protocol=6|Name"),
        ("|Name", "|RA4=10.0.0.0-10.255.255.255|Name"),
        ("|Name", "|RPort=443|Name"),
        ("|Name", "|Svc=x|Name"),
        ("|Name", "|LUAuth=O:LSD:(A;;CC;;;S-1-5-32-545)|Name"),
        ("|Name", "|strange|Name"),
    ],
)
def test_a_rule_that_blocks_less_than_all_connections_does_not_count(change: tuple[str, str]) -> None:
    assert blocked_program(RULE) == PYTHON
    assert blocked_program(RULE.replace(*change)) == ""


def test_variables_in_the_path_of_a_program_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ProgramFiles", "C:\\Program Files")
    assert wrong(local__FirewallRules={"{1}": RULE.replace("C:\\Program Files", "%ProgramFiles%")}) == ""


def test_a_firewall_that_is_off_for_a_kind_of_network_is_told() -> None:
    rules = {"{1}": RULE}
    off, on = {"EnableFirewall": 0}, {"EnableFirewall": 1}
    assert wrong(local__FirewallRules=rules, local__PublicProfile=off).endswith("not seen to be on in public networks")
    assert wrong(local__FirewallRules=rules, local__PublicProfile={}).endswith("public networks")
    assert wrong(local__FirewallRules=rules, policy__PrivateProfile=off).endswith("private networks")
    assert wrong(local__FirewallRules=rules, local__DomainProfile=off, policy__DomainProfile=on) == ""
    both = wrong(local__FirewallRules=rules, local__DomainProfile=off, local__PublicProfile=off)
    assert both.endswith("domain and public networks")


def test_a_disabled_service_is_a_firewall_that_is_off() -> None:
    keys: dict[str, Mapping[str, object]] = ON | {rf"{LOCAL}\{RULES}": {"{1}": RULE}, SERVICE: {"Start": 4}}
    assert "not seen to be on" in read(lambda key: keys.get(key, {})).shortcoming(PYTHON)


def test_rules_of_the_machine_that_group_policy_ignores_do_not_count_and_its_own_do() -> None:
    ignoring = {"AllowLocalPolicyMerge": 0}
    said = wrong(local__FirewallRules={"{1}": RULE}, policy__DomainProfile=ignoring)
    assert said == "group policy ignores the machine's rules in domain networks"
    assert wrong(policy__FirewallRules={"{1}": RULE}, policy__DomainProfile=ignoring) == ""


def test_nothing_is_tried_while_a_rule_is_missing() -> None:
    firewall = read(lambda key: (ON | {rf"{LOCAL}\{RULES}": {"{1}": RULE}}).get(key, {}))

    well, words = report(firewall, [PYTHON, WINDOW], lambda: pytest.fail("a connection was tried"))

    assert (well, words) == (False, "no rule of Windows' firewall blocks pythonw.exe")


@pytest.mark.parametrize("refuses", [True, False])
def test_what_was_tried_is_told_apart_from_what_was_not(refuses: bool) -> None:
    rules = {"{1}": RULE, "{2}": RULE.replace(PYTHON, WINDOW)}
    firewall = read(lambda key: (ON | {rf"{LOCAL}\{RULES}": rules}).get(key, {}))

    well, words = report(firewall, [PYTHON, WINDOW], lambda: refuses)

    assert well == refuses
    assert f"a connection of python.exe was tried, and it was {'refused' if refuses else 'NOT refused'};" in words
    assert words.endswith("rules for pythonw.exe are there, and were not tried")


def test_all_programs_of_a_package_are_asked_for_but_the_one_that_sends(tmp_path: Path) -> None:
    for name in ("python.exe", "pythonw.exe", "send.exe", "x.dll"):
        (tmp_path / name).touch()
    own = tmp_path / "python.exe"

    assert programs_to_block(own, "send.exe") == (str(own), str(tmp_path / "pythonw.exe"))
    assert programs_to_block(own, "no-such.exe") == (str(own),)


@pytest.mark.parametrize(("number", "told"), [(errno.EACCES, True), (errno.ENETUNREACH, False), (None, False)])
def test_only_a_refusal_of_the_system_counts_as_one(
    monkeypatch: pytest.MonkeyPatch, number: int | None, told: bool
) -> None:
    def connect(_: socket.socket, address: object) -> None:
        assert address == windows_firewall.NOWHERE
        if number is not None:
            raise OSError(number, "")

    monkeypatch.setattr(socket.socket, "connect", connect)

    assert refused() is told


def test_a_key_that_is_not_there_has_no_values() -> None:
    assert machine(r"SOFTWARE\LegalRedact\no such key") == {}
