"""Words near the names of a copy: those that stay, and those that were covered inside another word."""

from legalredact.redaction.near_names import NearNames, Nearness, counts_by_page, near_counts, near_lines
from legalredact.redaction.targets import TargetSet, listed_targets


def noticed(names: list[str], *pages: str) -> NearNames:
    """The words of these pages near the names."""
    near = NearNames(TargetSet(listed_targets(names)))
    for number, text in enumerate(pages, start=1):
        near.add(number, text)
    return near


def test_words_that_stay_although_they_resemble_a_name_are_listed_with_their_pages() -> None:
    near = noticed(
        ["Marguerite Oldacre", "Reed"],
        "Mr. Oldacre agreed with Reed. Marguerite paid.",
        "The Oldacer estate; the parties agreed to wait.",
    ).words()

    assert [(word.text, word.pages, word.nearness) for word in near] == [
        ("agreed", (1, 2), Nearness.STAYS),
        ("Marguerite", (1,), Nearness.STAYS),
        ("Oldacer", (2,), Nearness.STAYS),
    ]


def test_a_word_that_was_covered_since_a_name_is_a_part_of_it_is_listed() -> None:
    near = noticed(["Oldacre"], "The Oldacreville depot, Oldacre's office and Oldacre himself.").words()

    assert [(word.text, word.nearness) for word in near] == [("Oldacreville", Nearness.PART)]


def test_a_name_as_written_is_not_listed() -> None:
    assert noticed(["Marguerite Oldacre"], "Marguerite Oldacre, Ms. Oldacre and M. Oldacre's car.").words() == ()


def test_the_family_of_a_listed_person_is_covered() -> None:
    targets = TargetSet(listed_targets(["Orla Vantreight", "Ned Hadwitch"]))
    text = "The Vantreights\u2019 house was sold to the Hadwitches. Vantreighton Road stays."

    assert [spot.span.of(text) for spot in targets.find(text)] == ["Vantreights", "Hadwitches"]


def test_a_plural_that_is_a_spelling_of_its_own_is_not_listed_as_a_word_of_which_the_name_is_a_part() -> None:
    text = "The Vantreights\u2019 house, the VANTREIGHTS and the Oldacres left Oldacresville."
    near = noticed(["Orla Vantreight", "Oldacre"], text).words()

    assert [(word.text, word.nearness) for word in near] == [("Oldacresville", Nearness.PART)]


def test_a_page_that_is_read_again_counts_once() -> None:
    near = noticed(["Reed"], "They agreed.")
    near.add(1, "They agreed.")

    assert [word.pages for word in near.words()] == [(1,)]


def test_a_word_on_many_pages_is_listed_with_the_first_ones_and_a_sign_that_there_are_more() -> None:
    near = noticed(["Reed"], *["They agreed."] * 9).words()

    assert near_lines(near) == (
        "near a name and not covered: \u201cagreed\u201d (pages 1, 2, 3, 4, 5, 6, 7, 8 \u2026)",
    )


def test_the_log_gets_numbers_and_the_person_gets_words() -> None:
    near = noticed(["Reed", "Oldacre"], "They agreed at Oldacreville.").words()

    assert list(counts_by_page(near)) == [(1, "", Nearness.STAYS, 1), (1, "", Nearness.PART, 1)]
    assert near_counts(near) == "1 word near a name not covered; 1 word covered of which a name is a part"
    assert near_lines(near) == (
        "near a name and not covered: \u201cagreed\u201d (page 1)",
        "covered, though a name is only a part of it: \u201cOldacreville\u201d (page 1)",
    )


def test_of_many_words_the_first_are_listed_and_the_others_counted() -> None:
    near = noticed(["Reed"], "They agreed, agreeds, agreedly and agreeder.").words()

    (line,) = near_lines(near, 2)
    assert line.startswith("near a name and not covered: ")
    assert line.count("\u201c") == 2
    assert line.endswith(f"; and {len(near) - 2} more")
