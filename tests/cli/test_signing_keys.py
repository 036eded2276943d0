"""`key vouch`, `key vouching` and `audit keys`, and what other commands say of keys that were not compared."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.governance.account import Account
from legalredact.governance.signing import PersonalKey, fingerprint, new_seed, readable
from legalredact.governance.vouching import vouching_key
from legalredact.model.policy import Policy
from legalredact.vault.keys import public_of
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.trail import Witness
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

RECOVERY = "AGE-SECRET-KEY-1M9XC7VL6N5KXW0X5HF8ME0WDXS8CSZR2N803KAR7TFVTVMPWT4AQ7WDQJM"
ANN, BEA = PersonalKey(new_seed()), PersonalKey(new_seed())
As = Callable[..., int]


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """As `age-keygen` writes it."""
    path = tmp_path / "recovery.txt"
    path.write_text(f"# created: 2026-11-24\n# public key: {public_of(RECOVERY)}\n{RECOVERY}\n", encoding="ascii")
    return path


@pytest.fixture
def as_(tmp_path: Path) -> As:
    """Runs a command as Ann or Bea, each with a signing key of their own, on one matter."""
    key = SharedKey()

    def call(person: str, *words: str, matter: bool = True) -> int:
        signer = ANN if person == "ann" else BEA

        def parts(policy: Policy, _: Path | None) -> Parts:
            light = light_parts(policy)
            return replace(light, account=Account(f"uid:{person}", person), witness=Witness(lambda: signer))

        where = ["--matter", str(tmp_path / "matter"), "--as", person] if matter else []
        return run([*words, "--quiet", *where], replace(wiring.real(), keys=lambda _: key, parts=parts))

    (tmp_path / "letter.txt").write_text("Marguerite Oldacre owes $500 since May 4, 2021.\n", encoding="utf-8")
    assert call("ann", "matter", "new") == 0
    assert call("ann", "mask", str(tmp_path / "letter.txt"), "--accept", "all", "--out", str(tmp_path / "masked")) == 0
    assert call("ann", "summarize", "--out", str(tmp_path / "draft.md")) == 0
    return call


def test_a_new_key_is_told_until_it_was_compared(as_: As, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (("matter", "show"), ("audit", "verify"), ("review", "show")):
        capsys.readouterr()
        assert as_("bea", *command) == 0
        told = capsys.readouterr().err
        assert f"NEW KEY of ann (uid:ann), first used 2026-11-24 12:00 UTC: {readable(ANN.public)}" in told
        assert f"legalredact audit keys --compared {fingerprint(ANN.public)}" in told
    assert as_("bea", "audit", "keys", "--compared", readable(ANN.public)) == 0
    listed = capsys.readouterr().out
    assert "compared by you" in listed
    assert "your own" in listed
    assert as_("bea", "matter", "show") == 0
    assert "NEW KEY" not in capsys.readouterr().err
    assert as_("bea", "audit", "keys", "--compared", "0123456789abcdef") == 2


def test_who_signs_or_exports_is_told_of_new_keys(as_: As, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ("--out", str(tmp_path / "out"))
    assert as_("bea", "review", "approve", "--reviewer", "bea") == 0
    assert "NEW KEY of ann" in capsys.readouterr().err
    assert as_("ann", "review", "export", *out) == 0
    assert "NEW KEY of bea" in capsys.readouterr().err


def test_keys_are_listed_for_scripts(as_: As, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert as_("bea", "audit", "keys", "--json") == 0
    (row, own) = json.loads(capsys.readouterr().out)["keys"]
    assert (row["public"], row["name"], row["new"], row["own"]) == (ANN.public, "ann", True, False)
    assert (own["public"], own["new"], own["own"]) == (BEA.public, False, True)
    assert as_("bea", "audit", "verify", "--json", "--read-only") == 0
    assert [one["new"] for one in json.loads(capsys.readouterr().out)["keys"]] == [True, False]
    assert as_("bea", "matter", "show", "--json") == 0
    assert json.loads(capsys.readouterr().out)["new_keys"] == [ANN.public]


def test_the_firm_vouches_and_only_then_may_somebody_sign(
    as_: As, key_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert as_("it", "key", "vouching", "--with", str(key_file), matter=False) == 0
    policy = tmp_path / "policy.toml"
    policy.write_text(
        f'{capsys.readouterr().out}recipient = "{public_of(RECOVERY)}"\n'
        f'vouchers = "{(tmp_path / "vouchers").as_posix()}"\n\n[sign_off]\nvouched = true\n',
        encoding="utf-8",
    )
    under = ("--policy", str(policy))
    sign = ("review", "approve", "--reviewer", "bea", "--out", str(tmp_path / "out"), *under)
    assert as_("bea", *sign) == 3
    assert "cannot be reached" in capsys.readouterr().err
    vouch = ("key", "vouch", "--with", str(key_file), *under)
    assert as_("it", *vouch, BEA.public, "--person", "bea", matter=False) == 0
    assert f"Vouched that {readable(BEA.public)} is the signing key of bea" in capsys.readouterr().out
    assert as_("bea", *sign) == 3
    assert "has not vouched for the signing key of the preparer" in capsys.readouterr().err
    assert as_("it", *vouch, ANN.public.upper(), "--person", "ann", matter=False) == 0
    assert as_("bea", *sign) == 0
    assert (tmp_path / "out").is_dir()
    capsys.readouterr()
    assert as_("bea", "audit", "verify", *under) == 0
    told = capsys.readouterr().out
    assert f"Key of ann (uid:ann), first used 2026-11-24 12:00 UTC: {readable(ANN.public)}; the firm vouched on" in told


def test_another_recovery_key_than_the_policys_vouches_for_nobody(
    as_: As, key_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
    for content in (f'recipient = "{other}"', f'vouching_key = "{"ab" * 32}"\nvouchers = "/vouchers"'):
        policy = tmp_path / "policy.toml"
        policy.write_text(f"[recovery]\n{content}\n", encoding="utf-8")
        words = ("key", "vouch", ANN.public, "--person", "ann", "--with", str(key_file), "--policy", str(policy))
        assert as_("it", *words, "--out", str(tmp_path / "out"), matter=False) == 2
        assert "not the recovery key that the policy names" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_mistakes_in_vouching_are_told(
    as_: As, key_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def vouch(*words: str) -> str:
        capsys.readouterr()
        assert as_("it", "key", "vouch", *words, matter=False) == 2
        return capsys.readouterr().err

    given = ("--person", "ann", "--with", str(key_file))
    assert "Where should the statement go?" in vouch(ANN.public, *given)
    assert "not a signing key" in vouch("ab12", *given, "--out", str(tmp_path / "out"))
    assert "cannot be written" in vouch(ANN.public, *given, "--out", str(key_file))
    out = ("--person", "ann", "--out", str(tmp_path / "out"), "--with")
    assert "cannot be read" in vouch(ANN.public, *out, str(tmp_path / "none"))
    (tmp_path / "two").write_text(f"{RECOVERY}\n{RECOVERY}\n", encoding="ascii")
    assert "not a recovery key" in vouch(ANN.public, *out, str(tmp_path / "two"))
    (tmp_path / "wrong").write_text(RECOVERY[:-1] + "Q\n", encoding="ascii")
    assert "not a private key of age" in vouch(ANN.public, *out, str(tmp_path / "wrong"))


def test_no_private_key_is_printed(as_: As, key_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert as_("it", "key", "vouching", "--with", str(key_file), "--json", matter=False) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"vouching_key": vouching_key(RECOVERY).public}
    assert "SECRET" not in told.out + told.err
