"""Names as chats, minutes, logs and settlements of discovery spell them. All names are invented."""

import pytest

from legalredact.detection.candidate import Candidate
from legalredact.detection.defined_terms import definitions
from legalredact.detection.enumerations import enumerated
from legalredact.detection.governments import governments
from legalredact.detection.user_names import user_names
from legalredact.model.mention import Kind, Span, Tier
from tests.detection.conftest import Look


def suggested(found: Look, text: str) -> set[str]:
    return {surface for surface, m in found(text).items() if m.kind.is_name and m.tier is Tier.SUGGESTED}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("jtarrow  9:02 AM\nis it out?\nolga.kvale  9:04 AM\nyes\n", ["jtarrow", "olga.kvale"]),
        ("cc @olga.kvale and @channel, or @here", ["olga.kvale"]),
        ("photo w/ @kvale_osk.", ["kvale_osk"]),
        ("Snapchat: kvale99; Username: tarrow_j", ["kvale99", "tarrow_j"]),
        ("Lunch  12:00 PM\nAdjourned  9:20 PM\n", []),
        ("write to tarrow@alder.example or see the @alder.example domain", []),
    ],
)
def test_names_that_people_give_themselves(text: str, names: list[str]) -> None:
    assert [one.span.of(text) for one in sorted(user_names(text), key=lambda c: c.span)] == names


def test_a_user_name_is_suggested_without_its_at_too(found: Look) -> None:
    text = "2. @kvale_osk (IG): got served today\n3. DM kvale_osk -> somebody: delete it\n"
    assert suggested(found, text) == {"kvale_osk"}


def test_a_heading_in_capitals_hides_no_name_on_the_line_below() -> None:
    text = "MINUTES OF THE BOARD OF DIRECTORS\nHeron Point Homeowners' Association, October 11"
    assert not any("Heron" in one.span.of(text) for one in governments(text))


def test_an_association_below_a_heading_in_capitals_is_suggested(found: Look) -> None:
    text = "MINUTES OF THE BOARD OF DIRECTORS\nHeron Point Homeowners' Association, October 11, 2022, Clubhouse\n"
    assert "Heron Point Homeowners' Association" in suggested(found, text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Big Ned, Lil Ned, Otto", ["Big Ned", "Lil Ned", "Otto"]),
        ("Tarrow, Olga, MD", []),
        ("Tarrow, Olga", []),
        ("Tarrow, Olga, Jr.", []),
    ],
)
def test_people_in_a_row_are_not_one(text: str, people: list[str]) -> None:
    read = Candidate(Span(0, len(text)), Kind.PERSON, "model")
    assert [span.of(text) for span in enumerated(text, read)] == people


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ('<Ottoline Tarrow-Kvale>, as heir of <Emeric Kvale, Sr.> ("Tarrow"), sues', "Ottoline Tarrow-Kvale"),
        ('<Alder Supply, Inc.>, a unit of <Birch Group> ("Alder")', "Alder Supply, Inc."),
        ('<Alder Supply, Inc.>, a unit of <Birch Group> ("Birch")', "Birch Group"),
        ('<Alder Supply, Inc.> and <Alder Lumber, Inc.> and <Corbel Group> ("Corbel")', "Corbel Group"),
    ],
)
def test_a_term_is_the_name_in_its_sentence_that_has_its_word(text: str, owner: str) -> None:
    names, plain = [], ""
    for number, piece in enumerate(text.replace(">", "<").split("<")):
        if number % 2:
            names.append(Span(len(plain), len(plain) + len(piece)))
        plain += piece
    assert [names[i].of(plain) for one in definitions(plain, names) for i in one.owners] == [owner]


def test_a_companys_name_without_what_it_does_is_found(found: Look) -> None:
    text = (
        "The analyst left Bright Quay in 2021. Everybody at Bright Quay knew why.\n\n"
        "The policy of Bright Quay Capital Partners, LP applies.\n"
    )
    assert "Bright Quay" in suggested(found, text)


def test_two_unknown_words_with_capitals_are_at_least_possible(found: Look) -> None:
    text = (
        "To: Records Custodian, Orlaith-Baptiste Clinic, 2700 Corbel, Dunmere 89000\nProduce: all records of Etienne"
        " Thibodal (DOB 3.3.70), incl. those under Stivven Tebbow.\nPlace: Dunmere, Ste 2000\n"
    )
    assert any("Tebbow" in surface for surface in found(text))


def test_a_surname_of_particles_is_a_name(found: Look) -> None:
    text = "MS. DE LA O: Objection.\nMR. BIRCH: Ms. De La O, can we stipulate?\nMS. DE LA O: Yes.\n"
    assert {"DE LA O", "De La O"} & suggested(found, text)
