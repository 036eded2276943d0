"""One surname behind titles of two genders. All names are invented."""

from tests.detection.conftest import questions, resolved, who


def test_mister_and_miss_are_two_people() -> None:
    resolution = resolved("Mr. [P Varga] signed. Ms. [P Varga] did not.")
    assert set(who(resolution)) == {"Mr. Varga", "Ms. Varga"}
    assert [m.surface for m in resolution.mentions["d1"]] == ["Mr. Varga", "Ms. Varga"]


def test_they_are_asked_about_apart_where_two_may_be_meant() -> None:
    resolution = resolved("[P Helen Varga] and [P Piet Varga] came. Mr. [P Varga] signed. Ms. [P Varga] did not.")
    both = {"Helen Varga", "Piet Varga"}
    assert questions(resolution) == {"Mr. Varga": both, "Ms. Varga": both}


def test_a_titled_full_name_tells_which() -> None:
    resolution = resolved(
        "Ms. [P Helen Varga] and Mr. [P Piet Varga] came. Mr. [P Varga] signed, MS. [P VARGA] and [P Varga] did not."
    )
    assert {name: max(aliases, key=len) for name, aliases in who(resolution).items()} == {
        "Helen Varga": "Ms. Varga",
        "Piet Varga": "Mr. Varga",
    }
    assert questions(resolution) == {"Varga": {"Helen Varga", "Piet Varga"}}


def test_nobody_guesses_which_of_them_a_full_name_without_a_title_is() -> None:
    resolution = resolved("[P Helen Varga] came. Mr. [P Varga] signed. Ms. [P Varga] did not.")
    assert questions(resolution) == {"Mr. Varga": {"Helen Varga"}, "Ms. Varga": {"Helen Varga"}}


def test_the_bare_surname_in_another_document_may_be_eithers() -> None:
    resolution = resolved("Mr. [P Varga] signed.", "Ms. [P Varga] did not. [P Varga] left.")
    assert questions(resolution) == {"Varga": {"Mr. Varga", "Ms. Varga"}}


def test_one_gender_parts_nobody() -> None:
    resolution = resolved("[P Helen Varga] came. Mrs. [P Varga] signed. Ms. [P Varga] left.")
    assert who(resolution) == {"Helen Varga": {"Varga"}}
