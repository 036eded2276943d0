"""What another user of a shared folder puts in place of a file of ours hangs nothing, and leads to no other file."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from legalredact.errors import Refused, VaultDamaged
from legalredact.governance.anchor import Anchors
from legalredact.governance.audit_trail import next_event, utc_now
from legalredact.governance.forwarding import forwarder
from legalredact.governance.selftest import SelfTests
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import AuditPolicy
from legalredact.model.side_file import NotPlain, read_plain, write_plain
from legalredact.vault.backup import back_up, unpack
from legalredact.vault.folder import KEY
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.lock import HOLDER, LOCK, holder
from legalredact.vault.store import MatterStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and sockets are no entries of a folder there")

LETTER = b"a letter of another user\n"
Strange = Callable[[Path], None]
GIGABYTE = 1 << 30


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link(path: Path) -> None:
    path.symlink_to(path.parent.parent / "letter")


def a_link_to_a_pipe(path: Path) -> None:
    path.symlink_to(path.parent.parent / "pipe")


def a_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket is short
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


def an_endless_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(GIGABYTE)


STRANGE = [a_pipe, a_link, a_link_to_a_pipe, a_link_to_a_device, a_folder, a_socket, an_endless_file]


@pytest.fixture(autouse=True)
def no_hanging() -> Iterator[None]:
    """What opens a pipe waits for ever: the test is ended then, and not the whole run."""

    def end(*_: object) -> None:
        raise AssertionError("the opening hangs")

    signal.signal(signal.SIGALRM, end)
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.fixture
def matter(folder: Path, keys: ThrowAwayKey) -> Path:
    """A closed matter, with a letter and a pipe of somebody else beside its folder."""
    MatterStore.create(folder, keys, MatterInfo("m1", "Oldacre v. Penhallow")).close()
    (folder.parent / "letter").write_bytes(LETTER)
    os.mkfifo(folder.parent / "pipe")
    return folder


def put(strange: Strange, path: Path) -> None:
    path.unlink(missing_ok=True)
    strange(path)


@pytest.mark.parametrize("strange", STRANGE)
def test_a_strange_note_of_a_holder_neither_hangs_nor_leads_elsewhere(
    matter: Path, keys: ThrowAwayKey, strange: Strange
) -> None:
    put(strange, matter / HOLDER)
    assert holder(matter) is None
    with MatterStore.open(matter, keys, "Ann") as store:
        assert store.interrupted_writer is None
        assert strange is a_folder or holder(matter) is not None
    MatterStore.read(matter, keys).close()
    assert (matter.parent / "letter").read_bytes() == LETTER


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize("name", [KEY, "matter.db", "matter.db-journal"])
def test_a_strange_key_or_database_is_refused_by_name(
    matter: Path, keys: ThrowAwayKey, strange: Strange, name: str
) -> None:
    if strange is an_endless_file and name != KEY:
        pytest.skip("a database may be large, and one of zeros is no database of this key")
    put(strange, matter / name)
    for opening in (MatterStore.open, MatterStore.read):
        with pytest.raises(VaultDamaged, match=f"{name} is a link, a pipe, a folder"):
            opening(matter, keys)
    assert (matter.parent / "letter").read_bytes() == LETTER


@pytest.mark.parametrize("strange", [a_pipe, a_link, a_link_to_a_pipe, a_link_to_a_device, a_socket])
def test_a_strange_lock_is_refused_by_name(matter: Path, keys: ThrowAwayKey, strange: Strange) -> None:
    put(strange, matter / LOCK)
    with pytest.raises(VaultDamaged, match=f"{LOCK} is a link"):
        MatterStore.open(matter, keys)
    assert (matter.parent / "letter").read_bytes() == LETTER


@pytest.mark.parametrize("strange", [a_pipe, a_link, a_link_to_a_pipe, a_socket])
def test_a_fresh_key_is_written_into_a_file_of_its_own(matter: Path, keys: ThrowAwayKey, strange: Strange) -> None:
    put(strange, matter / f"{KEY}.new")
    with MatterStore.open(matter, keys) as store:
        put(strange, matter / f"{KEY}.new")
        put(strange, matter / "matter.1.db")
        store.rekey(())
    assert (matter.parent / "letter").read_bytes() == LETTER
    MatterStore.open(matter, keys).close()


def test_a_new_matter_and_a_restored_one_write_through_no_link(
    matter: Path, keys: ThrowAwayKey, tmp_path: Path
) -> None:
    with MatterStore.open(matter, keys) as store:
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / "b.tar.part").symlink_to(tmp_path / "letter")
        back_up(store, tmp_path / "x" / "b.tar")
    for made, make in (
        (tmp_path / "new", lambda place: MatterStore.create(place, keys, MatterInfo("m2")).close()),
        (tmp_path / "restored", lambda place: unpack(tmp_path / "x" / "b.tar", place)),
    ):
        made.mkdir()
        (made / "matter.db").symlink_to(tmp_path / "letter")
        make(made)
        assert not (made / "matter.db").is_symlink()
        MatterStore.open(made, keys).close()
    assert (tmp_path / "letter").read_bytes() == LETTER


@pytest.mark.parametrize("strange", STRANGE)
def test_strange_marks_and_records_are_no_marks(tmp_path: Path, strange: Strange) -> None:
    (tmp_path / "letter").write_bytes(LETTER)
    os.mkfifo(tmp_path / "pipe")
    place = tmp_path / "place"
    place.mkdir()
    strange(place / "m1.json")
    assert Anchors(place).of("m1") is None
    assert SelfTests(place / "m1.json", "build", 30).last() is None
    if strange is not a_folder:
        Anchors(place).put("m1", next_event(None, "Ann", "matter.create", (), utc_now))
        assert Anchors(place).of("m1") is not None
    assert (tmp_path / "letter").read_bytes() == LETTER


@pytest.mark.parametrize("strange", [a_pipe, a_link, a_link_to_a_pipe, a_folder, a_socket])
def test_events_are_handed_on_into_a_plain_file_alone(tmp_path: Path, strange: Strange) -> None:
    (tmp_path / "letter").write_bytes(LETTER)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "place").mkdir()
    strange(tmp_path / "place" / "events")
    hand_on = forwarder(AuditPolicy(forward="file", file=str(tmp_path / "place" / "events")))
    with pytest.raises(Refused, match="nothing was done"):
        hand_on("m1", next_event(None, "Ann", "matter.create", (), utc_now))
    assert (tmp_path / "letter").read_bytes() == LETTER


def test_an_entry_that_is_swapped_after_the_look_is_not_followed(tmp_path: Path) -> None:
    """The flags of the opening itself decide, not what was seen before."""
    (tmp_path / "letter").write_bytes(LETTER)
    place = tmp_path / "note"
    swapping = f"""
import os
from pathlib import Path
from legalredact.model import side_file
place = Path({str(place)!r})
real = os.open
def swapped(path, *rest):
    if str(path) == str(place):
        place.unlink(missing_ok=True)
        place.symlink_to({str(tmp_path / "letter")!r})
    return real(path, *rest)
place.write_bytes(b"a note")
os.open = swapped
try:
    side_file.read_plain(place, 100)
except OSError:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", swapping], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout == "refused\n", done.stderr


def test_what_is_written_is_readable_by_its_owner_alone_and_whole(tmp_path: Path) -> None:
    write_plain(tmp_path / "note", b"first")
    write_plain(tmp_path / "note", b"second")
    assert read_plain(tmp_path / "note", 6) == b"second"
    assert (tmp_path / "note").stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["note"]
    with pytest.raises(NotPlain):
        read_plain(tmp_path / "note", 5)
