"""Whose ids a process has, as the kernel says it; `test_policy_as_user` tries it in real namespaces."""

import sys
from collections.abc import Mapping

import pytest

from legalredact.errors import Refused
from legalredact.governance.account import Account
from legalredact.governance.os_account import NOBODY
from legalredact.governance.roles import allow_role
from legalredact.governance.user_namespace import LARGEST, doubt, of_process
from legalredact.model.policy import Policy, RolePolicy, SignOffPolicy

WHOLE = "         0          0 4294967295\n"
DOUBTED = Account(NOBODY, "ann", (), "It runs in a user namespace.")


def of(files: Mapping[str, str | None], platform: str = "linux") -> str:
    return doubt(files.__getitem__, platform)


@pytest.mark.parametrize("whole", [WHOLE, None])  # None: a kernel that was built without such namespaces
def test_where_no_id_is_mapped_the_account_is_believed(whole: str | None) -> None:
    assert of({"uid_map": whole, "gid_map": whole}) == ""


@pytest.mark.parametrize(
    "mapped",
    [
        "0 1000 1\n",
        "1000 1000 1\n",
        "0 0 65536\n",
        "0 100000 65536\n",
        "0 1000 1\n1 100000 65536\n",
        "",
        "1 1 4294967294\n",
    ],
)
def test_where_ids_are_mapped_it_is_not(mapped: str) -> None:
    assert "user namespace" in of({"uid_map": mapped, "gid_map": WHOLE})
    assert "user namespace" in of({"uid_map": WHOLE, "gid_map": mapped})


def test_what_is_no_map_is_not_believed() -> None:
    assert "/proc is not the kernel's own" in of({"uid_map": "all of them", "gid_map": WHOLE})


def test_systems_without_such_namespaces_are_not_asked() -> None:
    assert of({}, "darwin") == of({}, "win32") == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
def test_the_kernels_files_are_read_whole() -> None:
    assert of_process("no-such-file") is None
    with open("/proc/self/maps", "rb") as maps:  # noqa: PTH123 - longer than the kernel gives at once
        whole = min(len(maps.read()), LARGEST)
    assert abs(len(of_process("maps") or "") - whole) < 4096
    with pytest.raises(OSError, match=r"device|link"):
        of_process("root/etc/passwd")  # out of /proc


@pytest.mark.parametrize(
    "policy",
    [Policy(sign_off=SignOffPolicy(accounts=True)), Policy(roles=RolePolicy(prepare=("ann", NOBODY)))],
)
def test_where_policy_goes_by_accounts_one_that_is_doubted_prepares_nothing(policy: Policy) -> None:
    with pytest.raises(Refused, match=r"counts as nobody's\. It runs in a user namespace\. .*Log in with your own"):
        allow_role(policy, "prepare", DOUBTED)


def test_where_policy_does_not_go_by_accounts_a_doubt_stops_nothing() -> None:
    allow_role(Policy(), "prepare", DOUBTED)
    allow_role(Policy(roles=RolePolicy(review=("bea",))), "prepare", DOUBTED)
