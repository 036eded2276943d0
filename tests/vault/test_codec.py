"""Model values to bytes and back, whatever texts they hold."""

from dataclasses import dataclass

import pytest

from legalredact.errors import VaultDamaged
from legalredact.vault.codec import decode, encode, joined

HALF = "a\ud83db"
"""With half of a character, as broken files have them; no JSON can hold it."""


@dataclass(frozen=True)
class Note:
    text: str
    pages: tuple[int, ...] = ()
    names: dict[str, str] | None = None
    share: float = 0.5
    seen: bool = False


NOTE = Note("Hélène 李 “wrote”", (1, 2), {"é": "ü"}, 0.25, seen=True)


def test_a_value_comes_back_as_it_was() -> None:
    for value in (NOTE, Note(""), Note("a", names={})):
        assert decode(Note, encode(Note, value)) == value


def test_what_no_text_can_hold_is_kept_as_a_mark_and_all_else_as_it_is() -> None:
    odd = Note(f"Hélène {HALF}", (1, 2), {"é": f"李{HALF}"}, 0.25, seen=True)
    plain = Note("Hélène a\ufffdb", (1, 2), {"é": "李a\ufffdb"}, 0.25, seen=True)

    assert decode(Note, encode(Note, odd)) == plain
    assert decode(tuple[Note, ...], encode(tuple[Note, ...], (odd, NOTE))) == (plain, NOTE)
    assert "Hélène".encode() in encode(Note, odd)  # in as many bytes as any other


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"text": 5}', b"\xff", encode(Note, NOTE)[:-1]])
def test_bytes_that_hold_no_such_value_are_damage(data: bytes) -> None:
    with pytest.raises(VaultDamaged, match="cannot be read") as problem:
        decode(Note, data)
    assert problem.value.__cause__ is None


def test_values_that_were_encoded_one_by_one_are_a_list() -> None:
    assert decode(tuple[Note, ...], joined(encode(Note, one) for one in (NOTE, Note("b")))) == (NOTE, Note("b"))
    assert decode(tuple[Note, ...], joined(())) == ()
