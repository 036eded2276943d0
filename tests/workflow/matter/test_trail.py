"""A matter's trail as a whole: signed sessions, a mark against older copies, persons told apart by account and key."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import KeyringUnavailable, NotSigned, Refused, VaultDamaged
from legalredact.governance.account import Account
from legalredact.governance.anchor import Anchors
from legalredact.governance.audit_trail import PRESENTING
from legalredact.governance.signing import PersonalKey, is_signed, new_seed
from legalredact.model.audit import AuditEvent
from legalredact.model.mention import Tier
from legalredact.model.policy import AuditPolicy, Policy, RolePolicy, SignOffPolicy
from legalredact.model.register import Decision
from legalredact.model.review import ReviewedSummary, Verdict
from legalredact.summary import prompts
from legalredact.vault.codec import encode
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.export.export import export
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.identity import SIGNING_KEY, personal_key
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Trail, Witness
from legalredact.workflow.matter.trail_faults import changed
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

ANN, BEA = PersonalKey(new_seed()), PersonalKey(new_seed())
KEY = SharedKey()
ACCOUNTS = Policy(sign_off=SignOffPolicy(accounts=True))
Open = Callable[..., OpenMatter]


def parts_of(name: str, signer: PersonalKey | None, anchors: Path | None, policy: Policy | None = None) -> Parts:
    witness = Witness(lambda: signer, Anchors(anchors) if anchors else None)
    return replace(light_parts(policy), account=Account(f"uid:{name}", name), witness=witness)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A matter that Ann made, with one document and one summary."""
    (tmp_path / "letter.txt").write_text("Marguerite Oldacre owes $500 since May 4, 2021.\n", encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", KEY, parts_of("ann", ANN, tmp_path / "ann"), "ann") as matter:
        matter.add([tmp_path / "letter.txt"])
        matter.accept(Tier.SUGGESTED)
        summarize(matter, prompts.load()["document-abstract"])
    return tmp_path


def opened(folder: Path, name: str, signer: PersonalKey | None, policy: Policy | None = None) -> OpenMatter:
    return OpenMatter.open(folder / "m", KEY, parts_of(name, signer, folder / name, policy), name)


def only(matter: OpenMatter) -> ReviewedSummary:
    return matter.summary()


def test_every_event_is_signed_and_the_matter_alone_tells_by_whom(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        review(matter, only(matter), "bea", Verdict.APPROVED)
    with opened(folder, "carl", None) as matter:
        verdict = matter.check_whole(thorough=True)
    assert [(one.name, one.account) for one in verdict.persons] == [("ann", "uid:ann"), ("bea", "uid:bea")]
    assert verdict.unsigned == 1  # Carl has no keyring


def test_the_sessions_of_two_persons_cannot_be_mixed_up_afterwards(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        decided = next(event for event in matter.events if event.action == "name.decide")
        forged = encode(AuditEvent, replace(decided, actor="bea"))
        statement = "UPDATE audit_event SET content = ? WHERE number = ?"  # with the matter's key, around the program
        matter.store._db.execute(statement, (forged, decided.number))
        with pytest.raises(VaultDamaged, match="is not valid from event"):
            matter.check_whole()


def test_removed_rows_are_found(folder: Path) -> None:
    with opened(folder, "ann", ANN) as matter:
        matter.store._db.execute("DELETE FROM audit_event WHERE number = 3")
        with pytest.raises(VaultDamaged, match="event 3 is missing"):
            matter.check_whole()


@pytest.mark.parametrize("signer", [ANN, None], ids=["signed", "unsigned"])
def test_without_the_event_that_began_a_session_nobody_is_known_to_have_signed(
    folder: Path, signer: PersonalKey | None
) -> None:
    with opened(folder, "ann", signer) as matter:
        for event in matter.events:
            if event.action in PRESENTING:
                content = encode(AuditEvent, replace(event, action="matter.look"))
                statement = "UPDATE audit_event SET content = ? WHERE number = ?"  # with the key, around the program
                matter.store._db.execute(statement, (content, event.number))
        fault = changed(matter.store, matter.store.stated())
    assert ("not signed by the person in whose session it stands" in fault) == (signer is not None)


def test_rows_removed_at_the_end_are_found_by_the_mark(folder: Path) -> None:
    with opened(folder, "ann", ANN) as matter:
        last = matter.events[-1].number
        matter.store._db.execute("DELETE FROM audit_event WHERE number > ?", (last - 2,))
        with pytest.raises(VaultDamaged, match="cut off"):
            matter.check_whole()
    with pytest.raises(VaultDamaged, match="cut off"):
        opened(folder, "ann", ANN)


def test_an_older_copy_put_back_is_not_opened_until_an_administrator_says_why(folder: Path) -> None:
    shutil.copytree(folder / "m", folder / "copy")
    with opened(folder, "ann", ANN) as matter:
        matter.decide(next(iter(matter.register.entities)).decision, [])
    shutil.rmtree(folder / "m")
    shutil.copytree(folder / "copy", folder / "m")
    for look in (OpenMatter.open, OpenMatter.read):
        with pytest.raises(VaultDamaged, match="older copy"):
            look(folder / "m", KEY, parts_of("ann", ANN, folder / "ann"), "ann")
    staff = Policy(roles=RolePolicy(administer=("group:it",)))
    with pytest.raises(Refused, match="administer"):
        OpenMatter.open(folder / "m", KEY, parts_of("ann", ANN, folder / "ann", staff), "ann", restored=True)
    with OpenMatter.open(folder / "m", KEY, parts_of("ann", ANN, folder / "ann"), "ann", restored=True) as matter:
        assert "audit.accept" in [event.action for event in matter.events]
        matter.check_whole()
    opened(folder, "ann", ANN).close()  # the mark is the new one


def test_a_refused_opening_leaves_the_matter_free_for_others(folder: Path) -> None:
    signed_only = Policy(audit=AuditPolicy(signed=True))
    with pytest.raises(KeyringUnavailable, match="asks for signed events"):
        opened(folder, "carl", None, signed_only)
    opened(folder, "bea", BEA, signed_only).close()


def test_a_sign_off_verifies_without_the_machine_it_was_made_on(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        sign_off = review(matter, only(matter), "bea", Verdict.APPROVED, "read twice")
    assert is_signed(BEA.public, sign_off.digest, sign_off.signature)
    with opened(folder, "carl", None) as matter:
        assert signed(matter, only(matter)) == sign_off


@pytest.mark.parametrize("change", [{"note": "read once"}, {"when": "2026-01-01T00:00:00+00:00"}, {"signature": ""}])
def test_a_changed_sign_off_is_none(folder: Path, change: dict[str, str]) -> None:
    with opened(folder, "bea", BEA) as matter:
        sign_off = review(matter, only(matter), "bea", Verdict.APPROVED)
        matter.store.add_sign_off(replace(sign_off, **change))  # type: ignore[arg-type]  # fields by name
        assert signed(matter, only(matter)) is None
        with pytest.raises(NotSigned):
            export(matter, only(matter), folder / "out")


def test_where_policy_knows_accounts_only_nobody_signs_in_anothers_name(folder: Path) -> None:
    with opened(folder, "bea", BEA, ACCOUNTS) as matter:
        with pytest.raises(Refused, match="their own account"):
            review(matter, only(matter), "carl", Verdict.APPROVED)
        assert signed(matter, only(matter)) is None
        review(matter, only(matter), "bea", Verdict.APPROVED)
        assert signed(matter, only(matter)) is not None


@pytest.mark.parametrize(("account", "signer"), [("ann", BEA), ("bea", ANN), ("bea", None)])
def test_the_two_persons_of_a_sign_off_have_two_accounts_and_two_keys(
    folder: Path, account: str, signer: PersonalKey | None
) -> None:
    parts = replace(parts_of(account, signer, None, ACCOUNTS))
    with OpenMatter.open(folder / "m", KEY, parts, account) as matter, pytest.raises(Refused, match="preparer"):
        review(matter, only(matter), account, Verdict.APPROVED)


def test_the_key_is_made_at_first_use_and_stays(keyring: OsKeyring) -> None:
    first = personal_key(keyring)
    assert personal_key(keyring).public == first.public
    keyring.set(SIGNING_KEY, "no seed")
    with pytest.raises(KeyringUnavailable, match="damaged"):
        personal_key(keyring)


@pytest.fixture
def keyring() -> OsKeyring:
    """The system's own, under a name of the test's."""
    own = OsKeyring("LegalRedact tests of signing")
    try:
        own.delete(SIGNING_KEY)
    except KeyringUnavailable as problem:
        pytest.skip(f"no keyring here: {problem}")
    return own


def test_an_event_that_cannot_be_handed_on_stops_its_act(folder: Path) -> None:
    def deaf(matter_id: str, event: AuditEvent) -> None:
        raise Refused("The audit event could not be handed on; nothing was done.", "Ask firm IT.")

    with opened(folder, "ann", ANN) as matter:
        before = matter.register
        matter.trail = Trail(matter.store, Witness(lambda: ANN, None, deaf))
        with pytest.raises(Refused, match="handed on"):
            matter.decide(Decision.DISMISSED, [entity.id for entity in before.entities])
        assert matter.register == before
