"""Names as the audit looks for them, with code of its own."""

import pytest

from legalredact.model.mention import Kind
from legalredact.redaction.audit.needles import Needles, squeezed
from legalredact.redaction.targets import Target, named_targets


def hits(text: str, *names: str, prose: bool = True) -> list[tuple[int, str]]:
    return [(hit.name, hit.masked_excerpt) for hit in Needles(named_targets(names)).find(text, prose=prose)]


def numbers(text: str, *targets: Target, prose: bool = True) -> list[int]:
    return [hit.name for hit in Needles(targets).find(text, prose=prose)]


@pytest.mark.parametrize(
    "written",
    [
        "Marguerite Oldacre",
        "MARGUERITE  OLDACRE",
        "Mar-guerite Old\u00adacre",
        "Marguerite\u2014Oldacre",
        "Marguerite\u200bOldacre",
        "Marguerite\u2060\ufeffOldacre",
        "Marguerite\u3000Oldacre",
        "M a r g u e r i t e\nOldacre",
        "Ｍarguerite Oldacre",
        "Marguerite=20Oldacre",
        "\u202eercadlO etireugraM\u202c",
    ],
)
def test_a_long_name_is_found_however_it_is_spaced(written: str) -> None:
    assert [number for number, _ in hits(f"by {written}.", "Marguerite Oldacre")] == [1]


def test_an_apostrophe_may_be_straight_or_curly() -> None:
    assert squeezed("O\u2019Hara-Field") == "o'harafield"


def test_a_find_is_told_once_for_each_name_with_what_stands_around_it() -> None:
    text = "abcdefghijklmnopqrstuvwxyz Oldacre zyxwvutsrqponmlkjihgfedcba Oldacre Fenwright"
    assert hits(text, "Oldacre", "Fenwright") == [
        (1, "cdefghijklmnopqrstuvwxyz[…]zyxwvutsrqponmlkjihgfedc"),
        (2, "utsrqponmlkjihgfedcba[…][…]"),
    ]


def test_what_stands_around_a_short_name_is_shown_alike() -> None:
    assert hits("one two Ng three four", "Ng") == [(1, "one two […] three four")]
    long = "abcdefghijklmnopqrstuvwxyz"
    assert hits(f"{long} Ng {long}", "Ng") == [(1, f"{long[3:]} […] {long[:23]}")]


def test_a_part_of_a_name_at_the_end_of_what_is_shown_is_left_out_too() -> None:
    around = hits("Fenwright and so they said unto Oldacre", "Oldacre", "Fenwright")[0][1]
    assert "fen" not in around
    assert "wright" not in around


def test_a_part_of_a_name_behind_other_names_is_left_out_too() -> None:
    """What is left out is shorter than what it stands for, so that what is shown reaches further than it looks."""
    text = f"Fenwright, {'Marguerite Oldacre, ' * 6}Tobias Penhallow, {'Marguerite Oldacre, ' * 3}"
    (first, *_) = hits(text, "Fenwright", "Marguerite Oldacre", "Tobias Penhallow")
    turned = hits(f"{'Marguerite Oldacre, ' * 6} Fenwright", "Fenwright", "Marguerite Oldacre")

    for _, around in (first, *turned):
        assert not set(around) - set("[…],")


def test_a_name_of_four_letters_is_found_inside_words_and_one_of_three_as_a_word() -> None:
    assert numbers("xxPelhxx and xxNgaxx", *named_targets(["Pelh", "Nga"])) == [1]
    assert numbers("then Nga, came", *named_targets(["Pelh", "Nga"])) == [2]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Ng", True),
        ("NG", True),
        ("ng", False),
        ("Ngs", False),
        ("xNg", False),
        ("Ng7", False),
        ("_Ng_", True),
        ("N\u00adg", True),
        ("N\u200bg", True),
    ],
)
def test_a_short_word_is_found_as_it_is_written_or_in_capitals(written: str, found: bool) -> None:
    assert bool(hits(f"then {written} came", "Ng")) == found


def test_short_names_of_several_words_are_found_in_any_case() -> None:
    target = Target(("Le Ng",), kind=Kind.PERSON, anywhere=False)
    assert numbers("then le\n NG came", target) == [1]
    assert numbers("then le ngs came", target) == []


def test_words_are_not_looked_for_where_there_is_no_prose() -> None:
    assert hits("then Ng came", "Ng", prose=False) == []


def test_a_derived_spelling_needs_six_letters() -> None:
    assert hits("by J. Li", "Jane Li") == []
    assert [number for number, _ in hits("by J. Oldacre", "Jane Oldacre")] == [1]


def test_names_that_are_looked_for_as_words_alone_are_told() -> None:
    assert Needles(named_targets(["Oldacre", "Ng", "Fenwright", "Li"])).words_only == [2, 4]


def test_the_same_name_of_two_is_the_firsts() -> None:
    assert numbers("by Oldacre", *named_targets(["Oldacre", "OLDACRE"])) == [1]


@pytest.mark.parametrize(
    "data",
    [
        b"\x01Marguerite Oldacre\x02",
        b"\x01MARGUERITE OLDACRE\x02",
        b"\xff\xfe" + "Marguerite Oldacre".encode("utf-16-le"),
        b"\xfe\xff" + "Marguerite Oldacre".encode("utf-16-be"),
        b"\x01Mar\0guerite\r\n\t-Old\v\facre",
    ],
)
def test_a_long_name_is_found_in_bytes(data: bytes) -> None:
    assert [hit.name for hit in Needles(named_targets(["Marguerite Oldacre"])).in_bytes(data)] == [1]


@pytest.mark.parametrize("written", ["Жуковский", "жуковский", "ЖУКОВСКИЙ", "Жу ков\nский"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "utf-16-le"])
def test_letters_beyond_ascii_are_found_in_bytes(encoding: str, written: str) -> None:
    needles = Needles(named_targets(["Жуковский"]))
    assert [hit.name for hit in needles.in_bytes(b"by " + written.encode(encoding))] == [1]


def test_accents_of_the_west_are_found_in_bytes() -> None:
    needles = Needles(named_targets(["Hélène Oldacré"]))
    assert [hit.name for hit in needles.in_bytes("by Hélène Oldacré".encode("cp1252"))] == [1]


def test_in_bytes_six_letters_are_needed() -> None:
    needles = Needles(named_targets(["Oldac", "Fenwri"]))
    assert [hit.name for hit in needles.in_bytes(b"oldac fenwri")] == [2]
    assert [hit.masked_excerpt for hit in needles.in_bytes(b"oldac fenwri")] == ["[…]"]


def test_no_names_find_nothing() -> None:
    assert hits("by Oldacre") == []


def test_a_name_of_which_several_spellings_stand_there_is_one_find() -> None:
    target = Target(("Marguerite Oldacre", "Oldacre", "Ng"), kind=Kind.PERSON)
    assert numbers("by Marguerite Oldacre, who is M. Oldacre or Ng", target) == [1]
