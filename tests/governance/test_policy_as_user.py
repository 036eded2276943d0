"""A real user against the firm's policy: what they could have written, hidden or mounted is not believed."""

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.governance import as_user

POLICY = "mkdir -p /etc/legalredact; printf '[retention]\\ndays = 7\\n' > /etc/legalredact/policy.toml; "
SHOW = (
    "$python -c 'from legalredact.governance.policy import load_policy\n"
    "from legalredact.errors import LegalRedactError\n"
    "try: print(load_policy().source)\n"
    'except LegalRedactError as problem: print(f"{type(problem).__name__}: {problem}")\''
)
INSIDE = "unshare --user --map-root-user --mount sh -ec "
needs_root = pytest.mark.skipif(bool(as_user.impossible()), reason=as_user.impossible() or "root")
needs_namespaces = pytest.mark.skipif(
    bool(as_user.impossible(user_namespaces=True)), reason=as_user.impossible(user_namespaces=True) or "namespaces"
)


def told(prepare: str, command: str = SHOW, user: int | None = as_user.USER) -> str:
    """Where the policy comes from, or the error."""
    done = as_user.run(command, prepare, user)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def needs_acl(words: str) -> None:
    if "setfacl" in words and not shutil.which("setfacl"):
        pytest.skip("needs setfacl (acl)")


LOOSE = {
    "a file of the user's": "chown 12345 /etc/legalredact/policy.toml",
    "a file of another user's": "chown 54321 /etc/legalredact/policy.toml",
    "a file that all may write": "chmod 666 /etc/legalredact/policy.toml",
    "a file that its group may write": "cd /etc/legalredact; chgrp 12345 policy.toml; chmod 664 policy.toml",
    "a file with an access list": "setfacl -m u:12345:rw /etc/legalredact/policy.toml",
    "a folder of the user's": "chown 12345 /etc/legalredact",
    "a folder that all may write": "chmod 777 /etc/legalredact",
    "a folder that all may add to": "chmod 1777 /etc/legalredact",
    "a folder with an access list": "setfacl -m u:12345:rwx /etc/legalredact",
    "a folder from which it may have been taken": "chmod 777 /etc/legalredact; rm /etc/legalredact/policy.toml",
    "a folder above": "chmod 777 /etc",
    "a link to what the user owns": (
        "echo > /mnt/home/p; chown 12345 /mnt/home/p; ln -sf /mnt/home/p /etc/legalredact/policy.toml"
    ),
    "a link into the user's folder": "cd /etc/legalredact; cp policy.toml /mnt/home/p; ln -sf /mnt/home/p policy.toml",
    "a link to a folder that all may add to": (
        "mv /etc/legalredact /mnt/free/; ln -s /mnt/free/legalredact /etc/legalredact"
    ),
    "a link over a folder of the user's": (
        "ln -s /etc/legalredact/policy.toml /mnt/home/l; mv /etc/legalredact/policy.toml /etc/real.toml; "
        "ln -sf /etc/real.toml /mnt/home/l; ln -s /mnt/home/l /etc/legalredact/policy.toml"
    ),
}


@needs_root
@pytest.mark.parametrize("change", LOOSE)
def test_what_its_user_could_have_written_is_not_believed(change: str) -> None:
    needs_acl(LOOSE[change])
    answer = told(POLICY + LOOSE[change])
    assert answer.startswith("Refused: ")
    assert "could have been changed by its user" in answer
    assert "Have IT give" in answer


@needs_root
@pytest.mark.parametrize(
    "change",
    ["true", "setfacl -m u:12345:r /etc/legalredact/policy.toml", "chmod 711 /etc/legalredact",
     "mv /etc/legalredact /etc/elsewhere; ln -s elsewhere /etc/legalredact",
     "mv /etc/legalredact/policy.toml /etc/real.toml; ln -s ../real.toml /etc/legalredact/policy.toml"],
)  # fmt: skip
def test_what_only_root_could_have_written_is_believed_by_every_user(change: str) -> None:
    needs_acl(change)
    assert told(POLICY + change) == "/etc/legalredact/policy.toml"
    assert told(POLICY + change, user=None) == "/etc/legalredact/policy.toml"


CHECK = "$python -m legalredact policy check --installed /etc/legalredact/policy.toml 2>/dev/null || echo $?"


@needs_root
@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ("true", "The policy is valid, and only administrators can change it."),
        (LOOSE["a file that all may write"], "3"),
        ("echo 'retension = 1' > /etc/legalredact/policy.toml", "2"),
    ],
)
def test_the_installers_check_is_about_the_words_and_about_who_can_change_them(change: str, answer: str) -> None:
    assert told(POLICY + change, CHECK, user=None) == answer


@needs_root
def test_root_believes_no_policy_of_a_user_either() -> None:
    assert "belongs to uid 12345" in told(POLICY + LOOSE["a file of the user's"], user=None)


UNREADABLE = {
    "chmod 700 /etc/legalredact": "no right to",
    "chmod 600 /etc/legalredact/policy.toml": "no right to",
    "ln -sf /srv/not-mounted/policy.toml /etc/legalredact/policy.toml": "leads to nothing",
    "rm -r /etc/legalredact; ln -s /srv/not-mounted /etc/legalredact": "leads to nothing",
    "rm /etc/legalredact/policy.toml; mkfifo /etc/legalredact/policy.toml": "it is no file",
    "head -c 2000000 /dev/zero > /etc/legalredact/policy.toml": "far larger",
    "rm -r /etc/legalredact; touch /etc/legalredact": "one of the folders above it is none",
    "ln -sf policy.toml /etc/legalredact/policy.toml": "too many links",
}


@needs_root
@pytest.mark.parametrize("change", UNREADABLE)
def test_a_policy_that_cannot_be_read_does_not_count_as_absent(change: str) -> None:
    answer = told(POLICY + change)
    assert answer.startswith("UsageError: The firm's policy /etc/legalredact/policy.")
    assert UNREADABLE[change] in answer
    assert "Have IT give everybody the right to read the file" in answer


@needs_root
def test_a_users_own_policy_that_cannot_be_read_does_not_count_as_absent() -> None:
    closed = "mkdir -p /mnt/home/.config/LegalRedact; chmod 700 /mnt/home/.config/LegalRedact; "
    assert "UsageError: The policy /mnt/home/.config" in told(closed)


@needs_root
def test_a_file_system_of_the_users_that_says_root_owns_it_is_not_believed() -> None:
    """A file system in a program (FUSE) says of owners what its user likes; IT had a link lead there."""
    if not (shutil.which("bindfs") and Path("/dev/fuse").exists()):
        pytest.skip("needs bindfs, and /dev/fuse")
    prepare = (
        "echo ann:x:12345:12345::/mnt/home:/bin/sh >> /etc/passwd; "
        "cp -a /dev/fuse /mnt/fuse; chmod 666 /mnt/fuse; mount --bind /mnt/fuse /dev/fuse; "
        "mkdir /mnt/home/own /mnt/home/shown; mv /etc/legalredact/policy.toml /mnt/home/own; "
        "chown -R 12345 /mnt/home/own /mnt/home/shown; chown 0 /mnt/home; "
        "rmdir /etc/legalredact; ln -s /mnt/home/shown /etc/legalredact"
    )
    mount = "bindfs --force-user=root --perms=u=rwX:go=rX -n own shown && stat -c %u shown/policy.toml"
    owner, answer = told(POLICY + prepare, f"{mount}; {SHOW}").splitlines()
    assert owner == "0"
    assert answer.startswith("Refused: ")
    assert "it lies on a file system that a user mounted" in answer


MOUNTED = {
    "an empty folder": "mount -t tmpfs none /etc/legalredact",
    "a file of the user's": "echo > own; mount --bind own /etc/legalredact/policy.toml",
    "another /etc": "mount -t tmpfs none /etc",
    "another /proc": "mount -t tmpfs none /proc; mkdir /proc/self; echo 0 0 4294967295 > /proc/self/uid_map; "
    "cp /proc/self/uid_map /proc/self/gid_map; mount -t tmpfs none /etc/legalredact",
    "the name of a process over the map of ids": (
        "mount -t tmpfs none /etc/legalredact; "
        '$python -c "import ctypes, time; ctypes.CDLL(None).prctl(15, b\\"0 0 4294967295\\"); time.sleep(30)" '
        '>/dev/null 2>&1 & name=$!; until grep -q "^0 0" /proc/$name/comm; do :; done; '
        "mount --bind /proc/$name/comm /proc/$$/uid_map; mount --bind /proc/$name/comm /proc/$$/gid_map"
    ),
}


@needs_namespaces
@pytest.mark.parametrize("how", MOUNTED)
def test_what_a_user_mounted_in_a_namespace_of_their_own_is_not_believed(how: str) -> None:
    script = f"{MOUNTED[how]}\nexec {SHOW}"
    answer = told(POLICY, INSIDE + shlex.quote(script))
    assert answer.startswith("Refused: The firm's policy cannot be trusted here")


@needs_namespaces
@pytest.mark.parametrize("mapped", ["--map-root-user", "--map-current-user", "--map-user=0"])
def test_the_account_of_a_user_namespace_is_nobody(mapped: str) -> None:
    account = "$python -c 'from legalredact.governance.os_account import current_account as c; print(c())'"
    assert "Account(id='uid:12345'" in told("", account)
    answer = told("", f"unshare --user {mapped} {account}")
    assert "Account(id='nobody'" in answer
    assert "groups=()" in answer
    assert "user namespace" in answer


@needs_root
def test_the_account_of_a_program_that_took_anothers_rights_is_nobody() -> None:
    account = "$python -c 'from legalredact.governance.os_account import current_account as c; print(c())'"
    answer = told("", f"setpriv --ruid=12345 {account}", user=None)
    assert "Account(id='nobody'" in answer
    assert "rights of another account" in answer


@needs_namespaces
def test_under_a_policy_of_accounts_nobody_makes_a_matter_in_a_user_namespace() -> None:
    """The policy stands in for the firm's: in such a namespace the firm's own is not believed anyway."""
    make = (
        "$python -c 'import pathlib\n"
        "from legalredact.errors import LegalRedactError\n"
        "from legalredact.model.policy import Policy, SignOffPolicy\n"
        "from legalredact.workflow.matter.open_matter import OpenMatter\n"
        "from tests.fakes.parts import light_parts\n"
        "from tests.fakes.shared_key import SharedKey\n"
        "parts = light_parts(Policy(sign_off=SignOffPolicy(accounts=True)))\n"
        'try: OpenMatter.create(pathlib.Path("m"), SharedKey(), parts, "ann").close(); print("made")\n'
        "except LegalRedactError as problem: print(problem)'"
    )
    assert told("", make) == "made"
    answer = told("", f"unshare --user --map-root-user {make}")
    assert "account is uncertain" in answer
    assert "Log in with your own account" in answer


@pytest.fixture
def signed() -> Callable[[str], str]:
    """What is told under a policy that minisign signed, after a change."""
    if not shutil.which("minisign"):
        pytest.skip("needs minisign")
    make = (
        "cd /etc/legalredact; mkdir /mnt/key; minisign -G -W -p policy.pub -s /mnt/key/s > /dev/null; "
        "minisign -S -s /mnt/key/s -m policy.toml > /dev/null; "
    )
    return lambda change: told(POLICY + make + change)


@needs_root
def test_a_policy_that_it_signed_with_minisign_is_believed(signed: Callable[[str], str]) -> None:
    assert signed("true").startswith("/etc/legalredact/policy.toml, signed 2")


UNSIGNED = {
    "echo >> policy.toml": "it is not for this content",
    "rm policy.toml.minisig": "is not signed, and IT has set a key",
    "rm policy.toml": "there is no policy",
    "rm policy.toml policy.toml.minisig": "there is no policy",
    "minisign -S -l -s /mnt/key/s -m policy.toml": "in an old form",
    "minisign -S -s /mnt/key/s -m policy.toml -t no-time": "does not say when",
    "minisign -G -W -p /mnt/key/p -s /mnt/key/t; minisign -S -s /mnt/key/t -m policy.toml": "made with another key",
    "sed -i 's/timestamp:./timestamp:9/' policy.toml.minisig": "its trusted comment was changed",
    "echo > policy.toml.minisig": "no signature of minisign",
    "echo > policy.pub": "The key for the policy",
    "chmod 666 policy.pub": "could have been changed by its user",
    "chmod 666 policy.toml.minisig": "could have been changed by its user",
}


@needs_root
@pytest.mark.parametrize("change", UNSIGNED)
def test_where_it_has_set_a_key_nothing_else_is_believed(signed: Callable[[str], str], change: str) -> None:
    answer = signed(f"({change}) > /dev/null")
    assert answer.startswith("Refused: ")
    assert UNSIGNED[change] in answer
