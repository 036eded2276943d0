"""Members: who may open a matter, and what a copy of its folder is worth to somebody who no longer may."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.errors import Cancelled, KeyringUnavailable, Refused, UsageError, VaultDamaged, WrongKey
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.member import Member
from legalredact.model.policy import Policy, RecoveryPolicy, RolePolicy
from legalredact.model.progress import Cancellation
from legalredact.vault import rekey
from legalredact.vault.folder import DATABASE, KEY
from legalredact.vault.keys import KeyringKey, PassphraseKey, ThrowAwayKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter import members
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.fakes.parts import light_parts

INFO = MatterInfo("m1", "Oldacre v. Penhallow")


@pytest.fixture
def ann(keys: ThrowAwayKey) -> ThrowAwayKey:
    return keys


@pytest.fixture
def bea() -> ThrowAwayKey:
    return ThrowAwayKey()


@pytest.fixture
def matter(folder: Path, ann: ThrowAwayKey) -> Iterator[OpenMatter]:
    with OpenMatter.create(folder, ann, light_parts(), "Ann", INFO) as made:
        yield made


def test_a_member_who_was_added_opens_the_matter(matter: OpenMatter, folder: Path, bea: ThrowAwayKey) -> None:
    with pytest.raises(WrongKey):
        MatterStore.read(folder, bea)
    members.add(matter, "Bea", bea.own())
    with MatterStore.read(folder, bea) as store:
        assert store.info() == INFO
        assert [member.name for member in store.members] == ["Ann", "Bea"]


def test_a_member_who_was_taken_out_opens_their_old_copy_and_nothing_that_came_later(
    matter: OpenMatter, folder: Path, ann: ThrowAwayKey, bea: ThrowAwayKey, document: Document, tmp_path: Path
) -> None:
    members.add(matter, "Bea", bea.own())
    copy = tmp_path / "copy on a stick"
    shutil.copytree(folder, copy)
    members.remove(matter, "bea")
    matter.store.add_document(document)
    matter.close()

    with pytest.raises(WrongKey):
        MatterStore.open(folder, bea)
    with MatterStore.open(copy, bea) as old:
        assert old.document_ids() == ()
    (folder / KEY).write_bytes((copy / KEY).read_bytes())  # the old key file, put back beside the new database
    with pytest.raises(VaultDamaged):
        MatterStore.open(folder, bea)


def test_the_old_key_opens_no_page_of_the_new_database(
    matter: OpenMatter, folder: Path, bea: ThrowAwayKey, document: Document
) -> None:
    members.add(matter, "Bea", bea.own())
    old_key, old_database = (folder / KEY).read_bytes(), matter.store.database
    members.remove(matter, "Bea")
    matter.close()
    new_database = next(folder.glob("matter.*.db"))
    new_database.rename(folder / old_database)  # the new database where the old key looks for it
    (folder / KEY).write_bytes(old_key)
    with pytest.raises(VaultDamaged, match="do not belong together"):
        MatterStore.open(folder, bea)


def test_the_last_member_is_never_taken_out(matter: OpenMatter) -> None:
    with pytest.raises(UsageError, match="last member"):
        members.remove(matter, "Ann")


def test_nobody_is_added_twice_or_by_something_that_is_no_key(matter: OpenMatter, ann: ThrowAwayKey) -> None:
    with pytest.raises(UsageError, match="already"):
        members.add(matter, "Ann again", ann.own())
    with pytest.raises(UsageError, match="not a public key"):
        members.add(matter, "Bea", "age1nonsense")


def test_two_members_of_one_name_are_told_apart_by_their_keys(matter: OpenMatter, bea: ThrowAwayKey) -> None:
    other = ThrowAwayKey()
    members.add(matter, "Bea", bea.own())
    members.add(matter, "Bea", other.own())
    with pytest.raises(UsageError, match="several"):
        members.remove(matter, "Bea")
    members.remove(matter, other.own())
    assert [member.public_key for member in matter.store.members][1:] == [bea.own()]


def test_a_passphrase_seals_for_nobody_but_who_knows_it(folder: Path, bea: ThrowAwayKey) -> None:
    with OpenMatter.create(folder, PassphraseKey("five quiet words in May"), light_parts(), "Ann", INFO) as matter:
        assert matter.store.members == ()
        with pytest.raises(UsageError, match="passphrase"):
            members.add(matter, "Bea", bea.own())


def test_a_passphrases_matter_gets_a_fresh_key_too(folder: Path, document: Document) -> None:
    keys = PassphraseKey("five quiet words in May")
    with OpenMatter.create(folder, keys, light_parts(), "Ann", INFO) as matter:
        matter.store.add_document(document)
        assert members.renew_key(matter) == 1
    with MatterStore.open(folder, keys) as store:
        assert store.document(document.id, boxes=True) == document


def test_the_firms_recovery_key_is_always_among_the_members(
    matter: OpenMatter, folder: Path, bea: ThrowAwayKey
) -> None:
    firm, newer = ThrowAwayKey(), ThrowAwayKey()
    assert members.keep_recovery(matter, firm.own())
    assert not members.keep_recovery(matter, firm.own())
    with MatterStore.read(folder, firm) as store:
        assert store.info() == INFO
    with pytest.raises(UsageError, match="recovery"):
        members.remove(matter, firm.own())
    with pytest.raises(UsageError, match="last member"):
        members.remove(matter, "Ann")
    assert members.keep_recovery(matter, newer.own())
    with pytest.raises(WrongKey):
        MatterStore.read(folder, firm)
    with MatterStore.read(folder, newer) as store:
        assert [member.recovery for member in store.members] == [False, True]


def test_who_came_and_went_stands_in_the_trail_before_it_happened(matter: OpenMatter, bea: ThrowAwayKey) -> None:
    members.add(matter, "Bea", bea.own())
    members.remove(matter, "Bea")
    assert [event.action for event in matter.events][-2:] == ["member.add", "member.remove"]
    assert dict(matter.events[-1].details)["key"] == bea.own()


def test_a_removal_that_is_stopped_is_recorded_as_one(
    matter: OpenMatter, bea: ThrowAwayKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the trail would say that somebody is gone who can still open the matter."""
    monkeypatch.setattr(rekey, "_STEPS", 1)
    stopped = Cancellation()
    stopped.cancel()
    members.add(matter, "Bea", bea.own())
    with pytest.raises(Cancelled):
        members.remove(matter, "Bea", stopped)
    assert [member.name for member in matter.store.members] == ["Ann", "Bea"]
    assert [event.action for event in matter.events][-2:] == ["member.remove", "member.keep"]
    assert dict(matter.events[-1].details)["key"] == bea.own()


def test_a_removal_that_took_place_is_not_recorded_as_stopped_if_the_keyring_fails_after_it(
    matter: OpenMatter, ann: ThrowAwayKey, bea: ThrowAwayKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise KeyringUnavailable("The keyring is locked.", "Unlock it.")

    members.add(matter, "Bea", bea.own())
    monkeypatch.setattr(ann, "remember", refuse)
    with pytest.raises(KeyringUnavailable):
        members.remove(matter, "Bea")
    assert [member.name for member in matter.store.members] == ["Ann"]
    assert [event.action for event in matter.events][-1] == "member.remove"


def test_another_matters_key_file_does_not_open_this_one(folder: Path, ann: ThrowAwayKey, tmp_path: Path) -> None:
    MatterStore.create(folder, ann, INFO).close()
    MatterStore.create(tmp_path / "other", ann, MatterInfo("m2")).close()
    (folder / KEY).write_bytes((tmp_path / "other" / KEY).read_bytes())
    with pytest.raises(VaultDamaged, match="do not belong together"):
        MatterStore.open(folder, ann)


def test_a_matter_of_the_first_version_is_opened_and_knows_its_maker(folder: Path, ann: ThrowAwayKey) -> None:
    """Then nothing but the 32 bytes of the key was sealed."""
    with MatterStore.create(folder, ann, INFO) as store:
        key = store._sealed.key
    (folder / KEY).write_bytes(ann.seal(key))
    with MatterStore.open(folder, ann) as store:
        assert [member.public_key for member in store.members] == [ann.own()]
        store.seal_to((*store.members, Member("Bea", ThrowAwayKey().own())))
    with MatterStore.open(folder, ann) as store:
        assert len(store.members) == 2


def test_a_folder_put_back_to_before_a_removal_is_noticed(os_keyring: OsKeyring, folder: Path, tmp_path: Path) -> None:
    """The newest generation that a machine has seen is remembered in its keyring, outside the folder."""
    keys = KeyringKey(os_keyring)
    with OpenMatter.create(folder, keys, light_parts(), "Ann", MatterInfo(f"m{tmp_path.name}")) as matter:
        matter.store.seal_to((*matter.store.members, Member("Bea", ThrowAwayKey().own())))
        shutil.copytree(folder, tmp_path / "before")
        members.remove(matter, "Bea")
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "before", folder)
    assert (folder / DATABASE).exists()
    with pytest.raises(VaultDamaged, match="older state"):
        MatterStore.open(folder, keys)
    with pytest.raises(VaultDamaged, match="older state"):
        MatterStore.read(folder, keys)


class OnAnotherMachine(ThrowAwayKey):
    """The key of somebody on a machine that has seen nothing of the matter so far."""

    def __init__(self, key: ThrowAwayKey) -> None:
        self._identity = key._identity
        self._seen: dict[str, int] = {}

    def newest(self, matter_id: str) -> int:
        return self._seen.get(matter_id, 0)

    def remember(self, matter_id: str, generation: int) -> None:
        self._seen[matter_id] = generation


def test_a_machine_that_only_read_the_newer_state_refuses_the_older_one(
    folder: Path, tmp_path: Path, ann: ThrowAwayKey
) -> None:
    with OpenMatter.create(folder, ann, light_parts(), "Ann", INFO) as matter:
        matter.store.seal_to((*matter.store.members, Member("Bea", ThrowAwayKey().own())))
        shutil.copytree(folder, tmp_path / "before")
        members.remove(matter, "Bea")
    elsewhere = OnAnotherMachine(ann)
    MatterStore.read(folder, elsewhere).close()
    with pytest.raises(VaultDamaged, match="older state"):
        MatterStore.read(tmp_path / "before", elsewhere)


def test_the_policys_recovery_key_opens_every_matter_that_is_made_or_opened(folder: Path, ann: ThrowAwayKey) -> None:
    firm = ThrowAwayKey()
    OpenMatter.create(folder, ann, light_parts(), "Ann", INFO).close()
    with pytest.raises(WrongKey):
        MatterStore.read(folder, firm)
    policy = Policy(recovery=RecoveryPolicy(firm.own()))
    OpenMatter.open(folder, ann, light_parts(policy), "Ann").close()
    with MatterStore.read(folder, firm) as store:
        assert store.members[-1].recovery


def test_members_are_for_administrators_where_the_policy_says_so(
    folder: Path, ann: ThrowAwayKey, bea: ThrowAwayKey
) -> None:
    OpenMatter.create(folder, ann, light_parts(), "Ann", INFO).close()
    policy = Policy(roles=RolePolicy(administer=("somebody else",)))
    with OpenMatter.open(folder, ann, light_parts(policy), "Ann") as matter:
        with pytest.raises(Refused):
            members.add(matter, "Bea", bea.own())
        assert len(matter.store.members) == 1
