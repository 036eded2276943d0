"""Signing keys of colleagues: the first use of each is told until it was compared, and only those that count sign."""

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import NotSigned, Refused, UsageError, VaultDamaged
from legalredact.governance.account import Account
from legalredact.governance.signing import PersonalKey, fingerprint, new_seed, readable
from legalredact.governance.signing_keys import SEEN
from legalredact.governance.vouching import as_json, file_name, vouched, vouching_key
from legalredact.model.audit import AuditEvent
from legalredact.model.mention import Tier
from legalredact.model.policy import Policy, RecoveryPolicy, SignOffPolicy
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.vault.codec import encode
from legalredact.workflow.export.export import export
from legalredact.workflow.matter.new_signing_keys import key_named, known_keys, mark_compared, new_keys, own_fingerprint
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.sign_off_records import sign_off_fault
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

ANN, BEA, CARL = (PersonalKey(new_seed()) for _ in range(3))
FIRM = vouching_key("AGE-SECRET-KEY-1M9XC7VL6N5KXW0X5HF8ME0WDXS8CSZR2N803KAR7TFVTVMPWT4AQ7WDQJM")
KEY = SharedKey()
Opened = Callable[..., OpenMatter]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Opens a matter that Ann made, with one summary, as somebody with a key, under a policy."""

    def as_(
        name: str, signer: PersonalKey | None, policy: Policy | None = None, *, reading: bool = False
    ) -> OpenMatter:
        parts = replace(light_parts(policy), account=Account(f"uid:{name}", name), witness=Witness(lambda: signer))
        how = OpenMatter.read if reading else OpenMatter.open
        if not (tmp_path / "m").exists():
            return OpenMatter.create(tmp_path / "m", KEY, parts, name)
        return how(tmp_path / "m", KEY, parts, name)

    (tmp_path / "letter.txt").write_text("Marguerite Oldacre owes $500 since May 4, 2021.\n", encoding="utf-8")
    with as_("ann", ANN) as matter:
        matter.add([tmp_path / "letter.txt"])
        matter.accept(Tier.SUGGESTED)
        summarize(matter, prompts.load()["document-abstract"])
    return as_


def told(matter: OpenMatter) -> list[str]:
    return [key.name for key in new_keys(matter)]


def test_ones_own_fingerprint_is_shown_to_be_read_aloud(opened: Opened) -> None:
    for signer, words in ((BEA, readable(BEA.public)), (None, "")):
        with opened("bea", signer) as matter:
            assert own_fingerprint(matter) == words


def test_a_key_is_new_to_everybody_but_its_holder_until_they_compared_it(opened: Opened) -> None:
    with opened("ann", ANN) as matter:
        assert told(matter) == []
    with opened("bea", BEA) as matter:
        assert told(matter) == ["ann"]
        mark_compared(matter, [ANN.public])
        assert told(matter) == []
    with opened("ann", ANN) as matter:
        assert told(matter) == ["bea"]  # what Bea compared says nothing of what Ann did
        mark_compared(matter, [])
        assert told(matter) == ["bea"]
    with opened("bea", BEA) as matter:
        assert told(matter) == []  # it stays so


def test_what_is_told_has_the_name_the_account_the_time_and_the_fingerprint(opened: Opened) -> None:
    with opened("bea", BEA) as matter:
        (key,) = new_keys(matter)
    assert key.words == f"ann (uid:ann), first used 2026-11-24 12:00 UTC: {readable(ANN.public)}"


def test_another_key_under_a_known_name_is_told(opened: Opened) -> None:
    with opened("bea", BEA) as matter:
        mark_compared(matter, [ANN.public])
    opened("ann", CARL).close()
    with opened("bea", BEA) as matter:
        assert [key.public for key in new_keys(matter)] == [CARL.public]


def test_each_comparison_is_noted_once_with_its_key(opened: Opened) -> None:
    with opened("bea", BEA) as matter:
        mark_compared(matter, [ANN.public])
        mark_compared(matter, [ANN.public, BEA.public, "unknown"])
        events = [dict(event.details) for event in matter.events if event.action == SEEN]
    assert events == [{"key": fingerprint(ANN.public), "public": ANN.public}]


@pytest.mark.parametrize("signature", ["", "00" * 64])
def test_nobody_else_can_say_that_i_compared_a_key(opened: Opened, signature: str) -> None:
    with opened("bea", BEA) as matter:
        mark_compared(matter, [ANN.public])
        event = matter.events[-1]
        forged = encode(
            AuditEvent, replace(event, key=fingerprint(CARL.public), signature=signature or event.signature)
        )
        statement = "UPDATE audit_event SET content = ? WHERE number = ?"  # with the matter's key, around the program
        matter.store._db.execute(statement, (forged, event.number))
    with pytest.raises(VaultDamaged, match="is not signed by the person in whose session it stands"):
        opened("carl", CARL, reading=True)


def test_who_has_no_key_is_told_every_time(opened: Opened) -> None:
    with opened("carl", None) as matter:
        mark_compared(matter, [ANN.public])
        assert told(matter) == ["ann"]


def test_a_matter_that_is_only_looked_at_tells_new_keys_too(opened: Opened) -> None:
    with opened("bea", BEA, reading=True) as matter:
        assert told(matter) == ["ann"]


def test_a_key_is_meant_by_its_fingerprint_short_or_long(opened: Opened) -> None:
    with opened("bea", BEA) as matter:
        for words in (fingerprint(ANN.public), readable(ANN.public), readable(ANN.public).upper(), ANN.public):
            assert key_named(matter, words).public == ANN.public
        for words in ("", fingerprint(ANN.public)[:8], fingerprint(CARL.public)):
            with pytest.raises(UsageError, match="no such signing key"):
                key_named(matter, words)


def test_only_a_key_that_policy_names_signs(opened: Opened, tmp_path: Path) -> None:
    named = Policy(sign_off=SignOffPolicy(reviewer_keys=(BEA.public,)))
    with opened("carl", CARL, named) as matter:
        with pytest.raises(Refused, match=r"does not name the reviewer's signing key .* Nothing was signed"):
            review(matter, matter.summary(), "carl", Verdict.APPROVED)
        assert not matter.store.sign_offs(matter.summary().id)
    with opened("bea", BEA, named) as matter:
        review(matter, matter.summary(), "bea", Verdict.APPROVED)
        assert export(matter, matter.summary(), tmp_path / "out", ("md",))


def test_an_approval_falls_with_its_key(opened: Opened, tmp_path: Path) -> None:
    with opened("carl", CARL) as matter:
        review(matter, matter.summary(), "carl", Verdict.APPROVED)
        assert signed(matter, matter.summary()) is not None
    with opened("bea", BEA, Policy(sign_off=SignOffPolicy(reviewer_keys=(BEA.public,)))) as matter:
        assert signed(matter, matter.summary()) is None
        assert sign_off_fault(matter, matter.summary()).startswith("The approval by carl does not count. ")
        with pytest.raises(NotSigned, match="does not name the reviewer's signing key"):
            export(matter, matter.summary(), tmp_path / "out", ("md",))


@pytest.fixture
def vouching(tmp_path: Path) -> Policy:
    """The firm vouched for Ann, who prepared, and for Bea."""
    folder = tmp_path / "vouchers"
    folder.mkdir()
    for person, key in (("ann", ANN), ("bea", BEA)):
        statement = vouched(person, key.public, "2026-11-24", FIRM)
        (folder / file_name(statement)).write_bytes(as_json(statement))
    recovery = RecoveryPolicy(vouching_key=FIRM.public, vouchers=str(folder))
    return Policy(sign_off=SignOffPolicy(vouched=True), recovery=recovery)


def test_where_policy_asks_for_vouching_two_vouched_persons_sign_and_export(
    opened: Opened, vouching: Policy, tmp_path: Path
) -> None:
    with opened("bea", BEA, vouching) as matter:
        review(matter, matter.summary(), "bea", Verdict.APPROVED)
        assert export(matter, matter.summary(), tmp_path / "out", ("md",))
        assert [known.firm for known in known_keys(matter)] == [
            "the firm vouched on 2026-11-24 that it is ann's",
            "the firm vouched on 2026-11-24 that it is bea's",
        ]


@pytest.mark.parametrize(
    ("name", "key", "reviewer", "why"),
    [("carl", CARL, "carl", "not vouched for the reviewer's"), ("carl", BEA, "carl", "key is bea's"),
     ("carl", None, "carl", "there is none")],
)  # fmt: skip
def test_where_policy_asks_for_vouching_nobody_else_signs(
    opened: Opened, vouching: Policy, name: str, key: PersonalKey | None, reviewer: str, why: str
) -> None:
    with opened(name, key, vouching) as matter, pytest.raises(Refused, match=why):
        review(matter, matter.summary(), reviewer, Verdict.APPROVED)


def test_a_throw_away_key_of_the_preparer_makes_no_second_person(
    opened: Opened, vouching: Policy, tmp_path: Path
) -> None:
    """Bea prepares with a key that nobody knows, under another name, and signs with her own."""
    with opened("somebody", CARL, vouching) as matter:
        summarize(matter, prompts.load()["chronology"])
    with opened("bea", BEA, vouching) as matter, pytest.raises(Refused, match="key of the preparer"):
        review(matter, matter.summary(), "bea", Verdict.APPROVED)


def test_an_approval_falls_when_the_firm_asks_for_vouching_later(
    opened: Opened, vouching: Policy, tmp_path: Path
) -> None:
    with opened("carl", CARL) as matter:
        review(matter, matter.summary(), "carl", Verdict.APPROVED)
    with opened("bea", BEA, vouching) as matter, pytest.raises(NotSigned, match="has not vouched for the reviewer's"):
        export(matter, matter.summary(), tmp_path / "out", ("md",))
    gone = dataclasses.replace(
        vouching, recovery=RecoveryPolicy(vouching_key=FIRM.public, vouchers=str(tmp_path / "no"))
    )
    with opened("bea", BEA, gone) as matter, pytest.raises(NotSigned, match="cannot be reached"):
        export(matter, matter.summary(), tmp_path / "out", ("md",))
