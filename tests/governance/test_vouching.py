"""The firm vouches for signing keys, by its recovery key alone; nothing else that is in the folder counts."""

import dataclasses
import json
import os
from pathlib import Path

import pytest

from legalredact.errors import UsageError
from legalredact.governance.signing import PersonalKey, fingerprint, is_signed, new_seed, readable
from legalredact.governance.signing_keys import compared, fault, key_status, presented
from legalredact.governance.vouching import Vouchers, VouchingStatement, as_json, file_name, vouched, vouching_key
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import Policy, RecoveryPolicy, SignOffPolicy

# Private keys of age, made for these tests.
RECOVERY = "AGE-SECRET-KEY-1M9XC7VL6N5KXW0X5HF8ME0WDXS8CSZR2N803KAR7TFVTVMPWT4AQ7WDQJM"
OTHER = "AGE-SECRET-KEY-1" + RECOVERY[16:][::-1]
FIRM = vouching_key(RECOVERY)
ANN, BEA = (PersonalKey(new_seed()).public for _ in range(2))
DAY = "2026-11-24"


def put(folder: Path, statement: VouchingStatement, name: str = "") -> None:
    (folder / (name or file_name(statement))).write_bytes(as_json(statement))


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    """One that asks for vouching; the firm has vouched for Ann's key and for Bea's."""
    folder = tmp_path / "vouchers"
    folder.mkdir()
    for person, key in (("Ann Sorley", ANN), ("Bea Lund", BEA)):
        put(folder, vouched(person, key, DAY, FIRM))
    recovery = RecoveryPolicy(vouching_key=FIRM.public, vouchers=str(folder))
    return Policy(sign_off=SignOffPolicy(vouched=True), recovery=recovery)


def folder_of(policy: Policy) -> Path:
    return Path(policy.recovery.vouchers)


def test_the_same_recovery_key_gives_the_same_vouching_key_and_another_one_another() -> None:
    assert vouching_key(RECOVERY).public == FIRM.public
    assert vouching_key(OTHER).public != FIRM.public


def test_the_derivation_is_the_one_of_rfc_5869() -> None:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    seed = HKDF(SHA256(), 32, None, b"legalredact vouching key 1").derive(RECOVERY.encode("ascii"))
    assert PersonalKey(seed.hex()).public == FIRM.public


@pytest.mark.parametrize("identity", ["", RECOVERY.lower(), RECOVERY[:-1], RECOVERY + "Q", "age1" + "q" * 58])
def test_what_is_no_recovery_key_vouches_for_nobody(identity: str) -> None:
    with pytest.raises(UsageError, match="not a recovery key"):
        vouching_key(identity)


def test_a_statement_names_person_key_and_day_under_the_firms_signature() -> None:
    statement = vouched("  Bea   Lund ", BEA, DAY, FIRM)
    assert (statement.person, statement.key, statement.when) == ("Bea Lund", BEA, DAY)
    assert is_signed(FIRM.public, statement.digest, statement.signature)


@pytest.mark.parametrize(
    ("person", "key"),
    [(" ", BEA), ("Bea", "ab12"), ("Bea", BEA.upper()), ("Bea", "")],
    ids=["no name", "short", "capitals", "no key"],  # the key is drawn anew in each process that collects the tests
)
def test_nobody_is_vouched_for_without_a_name_and_a_key(person: str, key: str) -> None:
    with pytest.raises(UsageError):
        vouched(person, key, DAY, FIRM)


@pytest.mark.parametrize("change", [{"person": "Carl"}, {"when": "2027-01-01"}, {"key": ANN}, {"signature": ""}])
def test_a_changed_statement_counts_for_nothing(policy: Policy, change: dict[str, str]) -> None:
    put(
        folder_of(policy),
        dataclasses.replace(vouched("Bea Lund", BEA, DAY, FIRM), **change),
        f"{fingerprint(BEA)}.json",
    )
    assert Vouchers(folder_of(policy), FIRM.public).of(fingerprint(BEA)) is None


def test_a_statement_of_anybody_else_counts_for_nothing(policy: Policy) -> None:
    put(folder_of(policy), vouched("Bea Lund", BEA, DAY, vouching_key(OTHER)))
    assert Vouchers(folder_of(policy), FIRM.public).of(fingerprint(BEA)) is None


def test_a_statement_for_another_key_does_not_count_under_this_ones_name(policy: Policy) -> None:
    carl = PersonalKey(new_seed()).public
    put(folder_of(policy), vouched("Ann Sorley", ANN, DAY, FIRM), f"{fingerprint(carl)}.json")
    assert Vouchers(folder_of(policy), FIRM.public).of(fingerprint(carl)) is None
    assert Vouchers(folder_of(policy), FIRM.public).of("") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"person": 1}', b"\xff", b"null"])
def test_what_is_no_statement_counts_for_nothing(policy: Policy, content: bytes) -> None:
    (folder_of(policy) / f"{fingerprint(BEA)}.json").write_bytes(content)
    assert Vouchers(folder_of(policy), FIRM.public).of(fingerprint(BEA)) is None


def test_a_file_that_is_larger_than_any_statement_counts_for_nothing(policy: Policy) -> None:
    path = folder_of(policy) / f"{fingerprint(BEA)}.json"
    path.write_bytes(path.read_bytes().ljust(1 << 14))
    assert Vouchers(folder_of(policy), FIRM.public).of(fingerprint(BEA)) is not None
    path.write_bytes(path.read_bytes() + b" ")
    assert Vouchers(folder_of(policy), FIRM.public).of(fingerprint(BEA)) is None


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_a_link_or_a_pipe_in_its_place_is_not_opened(policy: Policy, tmp_path: Path) -> None:
    path = folder_of(policy) / f"{fingerprint(BEA)}.json"
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    assert Vouchers(folder_of(policy), FIRM.public).of(fingerprint(BEA)) is None
    path.unlink()
    os.mkfifo(path)
    assert Vouchers(folder_of(policy), FIRM.public).of(fingerprint(BEA)) is None


def test_two_persons_whom_the_firm_vouched_for_may_prepare_and_sign(policy: Policy) -> None:
    assert fault(policy, BEA, "Bea Lund", fingerprint(ANN)) == ""
    assert fault(policy, BEA, "bea  lund", fingerprint(ANN)) == ""
    assert key_status(policy, BEA) == "the firm vouched on 2026-11-24 that it is Bea Lund's"


def test_a_key_that_nobody_vouched_for_does_not_count(policy: Policy) -> None:
    carl = PersonalKey(new_seed()).public
    assert "has not vouched for the reviewer's" in fault(policy, carl, "Carl", fingerprint(ANN))
    assert "has not vouched for the reviewer's signing key (there is none)" in fault(
        policy, "", "Carl", fingerprint(ANN)
    )
    assert "key of the preparer" in fault(policy, BEA, "Bea Lund", fingerprint(carl))
    assert "key of the preparer" in fault(policy, BEA, "Bea Lund", "")
    assert key_status(policy, carl) == "the firm has not vouched for it, so it may not sign"


def test_nobody_signs_in_anothers_name_with_a_key_that_was_vouched_for(policy: Policy) -> None:
    assert "key is Ann Sorley's, and the reviewer is said to be Bea Lund" in fault(
        policy, ANN, "Bea Lund", fingerprint(BEA)
    )


def test_two_keys_of_one_person_are_one_person(policy: Policy) -> None:
    laptop = PersonalKey(new_seed()).public
    put(folder_of(policy), vouched("bea lund", laptop, DAY, FIRM))
    assert "are the same person" in fault(policy, BEA, "Bea Lund", fingerprint(laptop))
    alone = dataclasses.replace(policy, sign_off=SignOffPolicy(vouched=True, other_person=False))
    assert fault(alone, BEA, "Bea Lund", fingerprint(laptop)) == ""


def test_where_the_folder_cannot_be_reached_no_key_counts(policy: Policy, tmp_path: Path) -> None:
    gone = dataclasses.replace(policy, recovery=dataclasses.replace(policy.recovery, vouchers=str(tmp_path / "gone")))
    assert "cannot be reached" in fault(gone, BEA, "Bea Lund", fingerprint(ANN))
    assert "cannot be reached" in key_status(gone, BEA)


def test_policy_names_keys(policy: Policy) -> None:
    named = Policy(sign_off=SignOffPolicy(reviewer_keys=(BEA,)))
    assert fault(named, BEA, "anybody", "") == ""
    assert "does not name the reviewer's signing key" in fault(named, ANN, "Ann", "")
    assert "(there is none)" in fault(named, "", "Ann", "")
    assert (key_status(named, BEA), key_status(named, ANN)) == (
        "named in policy",
        "not named in policy, so it may not sign",
    )
    both = dataclasses.replace(policy, sign_off=SignOffPolicy(vouched=True, reviewer_keys=(ANN,)))
    assert "does not name" in fault(both, BEA, "Bea Lund", fingerprint(ANN))


def test_a_policy_that_asks_for_nothing_lets_every_key_sign() -> None:
    assert fault(Policy(), "", "anybody", "") == key_status(Policy(), ANN) == ""


def test_a_key_is_compared_by_more_than_its_short_name() -> None:
    words = readable(ANN)
    assert [len(group) for group in words.split()] == [4] * 8
    assert words.replace(" ", "").startswith(fingerprint(ANN))
    assert readable("") == ""


def test_a_statement_that_was_made_once_counts_for_good() -> None:
    """Its digest is what is signed: another form of it would make all that firms have stop to count."""
    statement = VouchingStatement("Zoë Lund", "ab" * 32, DAY)
    assert statement.digest == "271534de77cd9aee607d6067a793b9ce88fc08715a549605858fa2174860b54e"
    assert statement.digest != dataclasses.replace(statement, person="Zoe Lund").digest


def test_a_statement_says_what_it_is() -> None:
    assert "Zoë Lund".encode() in as_json(vouched("Zoë Lund", BEA, DAY, FIRM))  # for people, too
    row = json.loads(as_json(vouched("Bea Lund", BEA, DAY, FIRM)))
    assert (row["kind"], row["person"], row["key"]) == ("legalredact vouching 1", "Bea Lund", BEA)


def test_a_name_that_somebody_gave_themselves_does_no_harm_where_it_is_shown() -> None:
    details = (("public", ANN), ("os_user", "ann\x1b[2J\n\u202eNEW KEY of bea " + "x" * 500), ("account", "uid:1\r2"))
    event = AuditEvent(1, "2026-11-24T12:00:00+00:00", "ann", "matter.open", details, "0" * 64)
    (key,) = presented([event])
    assert key.words.isprintable()
    assert len(key.name) <= 80
    assert key.account == "uid:1 2"


def event(number: int, action: str, *details: tuple[str, str], by: PersonalKey | None = None) -> AuditEvent:
    made = AuditEvent(number, f"2026-11-2{number}T12:00:00+00:00", "somebody", action, details, "0" * 64)
    if by is None:
        return made
    keyed = dataclasses.replace(made, key=fingerprint(by.public))
    return dataclasses.replace(keyed, signature=by.sign(keyed.digest))


def test_a_key_is_known_by_its_first_use() -> None:
    trail = (
        event(1, "matter.create", ("public", ANN), ("account", "uid:1"), ("os_user", "ann")),
        event(2, "matter.open", ("public", ""), ("os_user", "nobody")),
        event(3, "key.seen", ("public", "ab" * 32)),
        event(4, "matter.open", ("public", BEA), ("os_user", "bea")),
        event(5, "matter.open", ("public", ANN), ("account", "uid:9"), ("os_user", "another")),
    )
    assert [(one.public, one.name, one.account, one.number) for one in presented(trail)] == [
        (ANN, "ann", "uid:1", 1),
        (BEA, "bea", "", 4),
    ]


def test_only_ones_own_signed_word_says_that_a_key_was_compared() -> None:
    own, other = PersonalKey(new_seed()), PersonalKey(new_seed())
    seen = event(1, "key.seen", ("public", ANN), by=own)
    assert compared([seen], own.public) == {ANN}
    assert compared([seen], other.public) == compared([seen], "") == frozenset()
    assert compared([event(1, "key.shown", ("public", ANN), by=own)], own.public) == frozenset()
    assert compared([event(1, "key.seen", ("public", ANN), by=other)], own.public) == frozenset()
    stolen = dataclasses.replace(event(1, "key.seen", ("public", ANN), by=other), key=fingerprint(own.public))
    assert compared([stolen], own.public) == frozenset()
    assert compared([event(1, "key.seen", ("public", ANN))], "") == frozenset()
