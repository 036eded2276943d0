"""The recovery key in a file, on paper and split among people: it comes back whole, or is refused."""

import itertools
import os
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from legalredact.errors import UsageError, VaultDamaged, WrongKey
from legalredact.model.matter import MatterInfo
from legalredact.model.member import Member
from legalredact.vault.folder import KEY
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.recovery_key import (
    RecoveryKey,
    new_recovery_key,
    read_recovery_key,
    readable_for_others,
    write_key_file,
    write_sheets,
)
from legalredact.vault.recovery_sheets import as_text, from_text
from legalredact.vault.secret_sharing import inverse, join, split, times
from legalredact.vault.store import MatterStore

DAY = "2026-12-01"


@pytest.fixture
def key() -> RecoveryKey:
    return new_recovery_key()


# --- the field and the scheme


@pytest.mark.parametrize(("a", "b", "product"), [(0x57, 0x83, 0xC1), (0x57, 0x13, 0xFE), (0x57, 0x02, 0xAE), (0, 9, 0)])
def test_bytes_are_multiplied_as_fips_197_says(a: int, b: int, product: int) -> None:
    assert times(a, b) == times(b, a) == product


def test_every_byte_but_zero_has_its_inverse() -> None:
    assert all(times(a, inverse(a)) == 1 for a in range(1, 256))


@pytest.mark.parametrize(("needed", "count"), [(2, 2), (2, 3), (3, 5), (5, 5), (2, 16), (16, 16)])
def test_any_shares_that_are_enough_give_the_secret(needed: int, count: int) -> None:
    secret = bytes(range(0, 250, 10))
    shares = split(secret, needed, count)
    for some in itertools.combinations(shares, needed):
        assert join({number: shares[number] for number in reversed(some)}) == secret


def test_fewer_shares_fit_every_secret_equally() -> None:
    """With one of two shares, each of the 256 possible secrets belongs to exactly one possible other share."""
    share = split(b"\x2a", 2, 2)[1]
    assert {join({1: share, 2: bytes([other])}) for other in range(256)} == {bytes([one]) for one in range(256)}


def test_two_splittings_of_one_secret_differ() -> None:
    secret = b"the same secret of some length"
    assert split(secret, 2, 3) != split(secret, 2, 3)


@pytest.mark.parametrize(("needed", "count"), [(1, 2), (3, 2), (0, 0), (2, 17), (-2, 3)])
def test_a_splitting_that_makes_no_sense_is_refused(needed: int, count: int) -> None:
    with pytest.raises(UsageError, match="cannot be split"):
        split(b"x", needed, count)


# --- files and sheets


def test_the_file_is_its_owners_alone_and_age_reads_it(key: RecoveryKey, tmp_path: Path) -> None:
    file = tmp_path / "safe" / "recovery.key"
    write_key_file(key, file, DAY)
    assert read_recovery_key([file]).own() == key.own()
    (line,) = [line for line in file.read_text(encoding="ascii").splitlines() if not line.startswith("#")]
    assert str(pyrage.x25519.Identity.from_str(line).to_public()) == key.own()
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        assert not readable_for_others(file)
        file.chmod(0o640)
        assert readable_for_others(file)


def test_no_key_is_ever_overwritten(key: RecoveryKey, tmp_path: Path) -> None:
    file = tmp_path / "recovery.key"
    write_key_file(key, file, DAY)
    write_sheets(key, tmp_path, DAY)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UsageError, match="already"):
        write_key_file(new_recovery_key(), file, DAY)
    with pytest.raises(UsageError, match="already"):
        write_sheets(new_recovery_key(), tmp_path, DAY)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_key_on_one_sheet_comes_back_however_it_is_typed(key: RecoveryKey, tmp_path: Path) -> None:
    (file,) = write_sheets(key, tmp_path, DAY)
    printed = file.read_text(encoding="ascii")
    rows = "".join(line.partition(":")[2].rpartition("  ")[0] for line in printed.splitlines() if line[:2] in ROWS)
    assert "AGE-SECRET-KEY-1" + rows.replace(" ", "") == key.identity
    typed = printed[printed.index("\nSheet:") :]
    head, rows_typed = typed[: typed.index("1: ")], typed[typed.index("1: ") :]
    file.write_text(head + rows_typed.lower().replace(" ", "").replace("1:", " 1 : "), encoding="ascii")
    assert read_recovery_key([file]).own() == key.own()


ROWS = ("1:", "2:", "3:", "4:")


@pytest.mark.parametrize(
    ("needed", "count", "worth"),
    [
        (
            1,
            1,
            (
                "Whoever has this sheet can open every matter of the firm. Keep it in a safe.",
                "The key for age is AGE-SECRET-KEY-1, followed by the groups of rows 1 to 4 without their checks.",
            ),
        ),
        (
            2,
            3,
            (
                "Any 2 of the 3 sheets together open every matter of the firm; fewer open none.",
                "Keep this sheet apart from the others.",
            ),
        ),
    ],
)
def test_a_sheet_says_what_it_opens_and_how_it_is_used_above_what_is_typed(
    key: RecoveryKey, tmp_path: Path, needed: int, count: int, worth: tuple[str, str]
) -> None:
    file = write_sheets(key, tmp_path, DAY, needed, count)[0]
    read, _, typed = file.read_text(encoding="ascii").partition("\n\n")
    assert read.splitlines() == [
        f"LegalRedact recovery key, made on {DAY}",
        *worth,
        "To use it, type the lines from `Sheet:` on into a text file, and give it with --recovery-key-file.",
    ]
    assert typed.startswith(f"Sheet: 1 of {count}, {needed} needed, set ")


def test_any_two_of_three_sheets_give_the_key_and_one_does_not(key: RecoveryKey, tmp_path: Path) -> None:
    files = write_sheets(key, tmp_path, DAY, needed=2, count=3)
    for two in itertools.combinations(files, 2):
        assert read_recovery_key(two).own() == key.own()
    assert read_recovery_key(files).own() == key.own()
    for file in files:
        assert key.identity[16:32] not in file.read_text(encoding="ascii").replace(" ", "")
        with pytest.raises(UsageError, match="needs 2 different sheets, and 1"):
            read_recovery_key([file, file])


def test_a_wrong_sheet_among_more_than_are_needed_does_not_hide_the_key(key: RecoveryKey, tmp_path: Path) -> None:
    """Two symbols of check let one of 1,024 wrong rows pass; here a sheet is wrong, with checks that fit."""
    files = write_sheets(key, tmp_path, DAY, needed=2, count=3)
    sheets = [from_text(file.read_text(encoding="ascii"))[0] for file in files]
    for at, sheet in enumerate(sheets):
        wrong = replace(sheet, symbols=sheet.symbols[:-1] + ("Q" if sheet.symbols[-1] != "Q" else "P"))
        files[at].write_text(as_text(wrong, DAY), encoding="ascii")
        assert read_recovery_key(files).own() == key.own()
        with pytest.raises(UsageError, match="do not give the key that they name"):
            read_recovery_key([files[at], files[at - 1]])
        files[at].write_text(as_text(sheet, DAY), encoding="ascii")


def test_a_sheet_that_is_given_in_two_forms_is_tried_in_both(key: RecoveryKey, tmp_path: Path) -> None:
    """Somebody typed a sheet twice, once with a mistake that its checks do not show."""
    files = write_sheets(key, tmp_path, DAY, needed=2, count=2)
    sheet = from_text(files[1].read_text(encoding="ascii"))[0]
    wrong = replace(sheet, symbols="Q" * 60 if sheet.symbols[0] != "Q" else "P" * 60)
    (again := tmp_path / "again").write_text(as_text(wrong, DAY), encoding="ascii")
    for order in itertools.permutations((*files, again)):
        assert read_recovery_key(order).own() == key.own()


def test_a_wrong_symbol_is_told_with_its_row(key: RecoveryKey, tmp_path: Path) -> None:
    (file,) = write_sheets(key, tmp_path, DAY)
    lines = file.read_text(encoding="ascii").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("3:"))
    places = [place for place in range(3, 22) if lines[at][place] != " "]
    told = []
    for place in places:
        wrong = lines[at][:place] + ("Q" if lines[at][place] != "Q" else "P") + lines[at][place + 1 :]
        told.append(_refusal("\n".join((*lines[:at], wrong, *lines[at + 1 :]))))
    assert sum("row 3 of sheet 1" in words for words in told) >= len(places) - 2  # one of 1,024 is not detected
    assert not any(key.identity[place : place + 6] in words for words in told for place in range(16, 60))


def _refusal(text: str) -> str:
    try:
        from_text(text)
    except UsageError as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize("change", ["swapped", "missing", "another number", "another public key"])
def test_a_sheet_that_is_not_as_printed_is_refused(key: RecoveryKey, tmp_path: Path, change: str) -> None:
    files = write_sheets(key, tmp_path, DAY, needed=2, count=3)
    text = files[0].read_text(encoding="ascii")
    rows = [line for line in text.splitlines() if line[:2] in ROWS]
    text = {
        "swapped": text.replace(rows[0], "1" + rows[1][1:]).replace(rows[1], "2" + rows[0][1:]),
        "missing": text.replace(rows[3], ""),
        "another number": text.replace("Sheet: 1 of", "Sheet: 3 of"),
        "another public key": text.replace(key.own(), new_recovery_key().own()),
    }[change]
    files[0].write_text(text, encoding="ascii")
    with pytest.raises(UsageError, match=r"not as it was printed|do not belong together"):
        read_recovery_key(files[:2])


def test_sheets_of_two_splittings_are_not_mixed(key: RecoveryKey, tmp_path: Path) -> None:
    first = write_sheets(key, tmp_path / "a", DAY, needed=2, count=3)
    second = write_sheets(key, tmp_path / "b", DAY, needed=2, count=3)
    with pytest.raises(UsageError, match="do not belong together"):
        read_recovery_key([first[0], second[1]])


@pytest.mark.parametrize("content", ["", "age1qqq", "AGE-SECRET-KEY-1QQQ", "\u00fc", "1: AAAA", "Sheet: 1 of 1"])
def test_a_file_without_a_key_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "key"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError):
        read_recovery_key([file])
    with pytest.raises(UsageError, match="cannot be read"):
        read_recovery_key([tmp_path / "absent"])


# --- matters


def test_it_opens_a_matter_that_is_sealed_to_it_and_no_other(key: RecoveryKey, folder: Path) -> None:
    ann = ThrowAwayKey()
    MatterStore.create(folder, ann, MatterInfo("m1"), "Ann", (Member("firm", key.own(), recovery=True),)).close()
    with MatterStore.read(folder, key) as store:
        assert store.info().id == "m1"
    with pytest.raises(WrongKey, match="recovery key does not open"):
        MatterStore.read(folder, new_recovery_key())
    (folder / KEY).write_bytes((folder / KEY).read_bytes()[:-1] + b"x")
    with pytest.raises(VaultDamaged):
        MatterStore.read(folder, key)


def test_no_private_key_is_in_any_repr(key: RecoveryKey, tmp_path: Path) -> None:
    (file,) = write_sheets(key, tmp_path, DAY)
    sheets = from_text(file.read_text(encoding="ascii"))
    shown = repr(key) + repr(sheets)
    assert not any(key.identity[at : at + 8] in shown for at in range(16, 66))


def test_what_was_written_is_deleted_if_a_later_sheet_cannot_be(
    key: RecoveryKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []

    def fsync(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(KeyboardInterrupt):
        write_sheets(key, tmp_path / "s", DAY, 2, 3)
    assert not list((tmp_path / "s").iterdir())


@pytest.mark.parametrize("line", ["Sheet: {} of 3, 2 needed, set QPZR", "Sheet: 1 of {}, 2 needed, set QPZR"])
def test_a_number_without_end_is_refused(line: str) -> None:
    assert "not as it was printed" in _refusal(line.format("9" * 5000))
