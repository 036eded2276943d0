"""Whose ids a process has, as the kernel says it; `test_policy_as_user` tries it in real namespaces."""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from legalredact.errors import Refused
from legalredact.governance import user_namespace
from legalredact.governance.account import Account
from legalredact.governance.os_account import NOBODY, current_account
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


def test_what_the_kernel_does_not_give_is_not_believed() -> None:
    def refuse(_: str) -> str:
        raise OSError(errno.EXDEV, "not the kernel's own /proc")

    assert "/proc is not the kernel's own" in doubt(refuse, "linux")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
def test_no_more_is_read_than_such_a_file_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_namespace, "LARGEST", 100)
    assert len(of_process("maps") or "") == 100


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


@pytest.fixture
def libc(monkeypatch: pytest.MonkeyPatch) -> Iterator[ctypes.CDLL]:
    """The C library; the name of this process is put back afterwards."""
    name = Path("/proc/self/comm").read_bytes()
    yield ctypes.CDLL(None)
    Path("/proc/self/comm").write_bytes(name)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
def test_a_file_with_letters_of_no_encoding_is_read(libc: ctypes.CDLL) -> None:
    """As names of mounted folders may have."""
    Path("/proc/self/comm").write_bytes(b"caf\xe9")
    assert of_process("comm") == "caf\udce9\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
@pytest.mark.parametrize("problem", [errno.ENOSYS, errno.EPERM])
def test_without_openat2_the_kernels_own_files_are_read_and_no_others(
    problem: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Older kernels have no such call, and some sandboxes refuse it."""

    class Without:
        fstatfs = staticmethod(ctypes.CDLL(None, use_errno=True).fstatfs)

        def syscall(self, *_: object) -> int:
            ctypes.set_errno(problem)
            return -1

    monkeypatch.setattr(user_namespace, "_libc", Without)
    assert of_process("uid_map") == Path("/proc/self/uid_map").read_text(encoding="ascii")
    with pytest.raises(OSError, match="not the kernel's own /proc"):
        of_process("root/etc/passwd")
    with pytest.raises(OSError, match="link"):
        of_process("exe")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such ids")
@pytest.mark.parametrize("changed", ["geteuid", "getegid"])
def test_the_account_of_a_program_with_anothers_rights_is_nobody(changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert current_account().id == f"uid:{os.getuid()}"
    other = getattr(os, changed)() + 1
    monkeypatch.setattr(os, changed, lambda: other)
    assert (current_account().id, current_account().groups) == (NOBODY, ())
    assert "rights of another account" in current_account().doubt


@pytest.mark.parametrize(
    "policy",
    [Policy(sign_off=SignOffPolicy(accounts=True)), Policy(roles=RolePolicy(prepare=("ann", NOBODY)))],
)
def test_where_policy_goes_by_accounts_one_that_is_doubted_prepares_nothing(policy: Policy) -> None:
    with pytest.raises(
        Refused, match=r"this account is uncertain\. It runs in a user namespace\. .*Log in with your own"
    ):
        allow_role(policy, "prepare", DOUBTED)


def test_where_policy_does_not_go_by_accounts_a_doubt_stops_nothing() -> None:
    allow_role(Policy(), "prepare", DOUBTED)
    allow_role(Policy(roles=RolePolicy(review=("bea",))), "prepare", DOUBTED)
