"""Names as chats, minutes, logs and settlements of discovery spell them. All names are invented."""

import pytest

from legalredact.detection.lexicon.nicknames import is_given
from legalredact.detection.pipeline.document_propagation import propagated
from legalredact.detection.pipeline.low_confidence import are_paired
from legalredact.detection.rules.defined_terms import definitions
from legalredact.detection.rules.governments import governments
from legalredact.detection.rules.handles import user_names
from legalredact.detection.rules.legal_forms import with_legal_form
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.span_shape import names_nobody
from legalredact.model.mention import Kind, Span, Tier
from tests.detection.conftest import Look, resolved, who


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
    assert "kvale_osk" in suggested(found, text)


def test_a_heading_in_capitals_hides_no_name_on_the_line_below() -> None:
    text = "MINUTES OF THE BOARD OF DIRECTORS\nHeron Point Homeowners' Association, October 11"
    assert not any("Heron" in one.span.of(text) for one in governments(text))


def test_an_association_below_a_heading_in_capitals_is_suggested(found: Look) -> None:
    text = "MINUTES OF THE BOARD OF DIRECTORS\nHeron Point Homeowners' Association, October 11, 2022, Clubhouse\n"
    assert "Heron Point Homeowners' Association" in suggested(found, text)


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
    quarter = "Rajendur Nagar"
    assert not are_paired(quarter, Span(0, 8), Span(9, 14))


def test_a_surname_of_particles_is_a_name(found: Look) -> None:
    text = "MS. DE LA O: Objection.\nMR. BIRCH: Ms. De La O, can we stipulate?\nMS. DE LA O: Yes.\n"
    assert {"DE LA O", "De La O"} & suggested(found, text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Panel: Arb. Olga Kvale and Arb. Jean Tarrow.", {"Olga Kvale", "Jean Tarrow"}),
        ("Also present: Atty. Priya Devlin-Kvale.", {"Priya Devlin-Kvale"}),
        ("Kvale: did u tell uncle Pontus abt the house\nKvale: no", {"Pontus"}),
    ],
)
def test_marks_and_typed_words_beside_a_name_are_none_of_it(found: Look, text: str, names: set[str]) -> None:
    seen = suggested(found, text)
    assert names <= seen
    assert not {"Arb", "Atty", "Pontus abt"} & seen


def test_the_word_before_a_maiden_name_is_nobody_and_ties_it() -> None:
    assert names_nobody("née")
    assert not names_nobody("Nee")
    resolution = resolved("[P DELLA CORBEL], née [P BRASFELD], sold the land of [P Hosea Brasfeld].")
    assert who(resolution) == {"DELLA CORBEL": {"BRASFELD"}, "Hosea Brasfeld": set()}


def test_an_unknown_word_in_brackets_is_at_least_possible(found: Look) -> None:
    text = "3. Delinquencies: Units 204 (sold), 311 (Hruskova), 118. Refer to counsel.\n"
    assert "Hruskova" in found(text)
    assert "CMOs" not in found("CASE MANAGEMENT ORDERS (CMOs) are attached.")


def test_a_given_name_that_is_a_word_is_suggested_though_its_address_spells_it_small(found: Look) -> None:
    text = "To: 'Ken' <ken.h@mail.example>\nSubject: loan\n\nKen -\nSpoke to her. Ken, please wait.\nThx\n"
    assert "Ken" in suggested(found, text)


def test_given_names_and_what_their_bearers_are_called() -> None:
    assert is_given("Ken")
    assert is_given("dorothy")
    assert not is_given("Point")


def test_a_name_in_its_own_script_is_the_one_before_it() -> None:
    text = "Beneficiary: Zhang Lan Hua (张兰华), Dunmere"
    name = Span(text.index("Zhang"), text.index(" (张"))
    assert [(one.term.of(text), one.owners) for one in definitions(text, [name])] == [("张兰华", (0,))]


def test_the_family_of_a_surname_is_suggested() -> None:
    text = "Babatunde Okonjola signed the lease. Units 118 (the Okonjolas) and 204."
    read = Candidate(Span(0, 18), Kind.PERSON, Source.MODEL, chance=1.0)
    assert [one.span.of(text) for one in propagated(text, [read])] == ["Babatunde Okonjola", "Okonjolas"]


def test_an_able_seaman_is_no_swedish_company() -> None:
    assert list(with_legal_form("0400 2/M Ferdinand Kvale, AB Tarrow, OS Birch. Wind NW 7.")) == []
    assert [one.span.end for one in with_legal_form("Kvale Mills, AB, of Malmo")] == [15]


def test_a_district_that_is_called_defendant_is_a_party(found: Look) -> None:
    text = "PRIVILEGE LOG OF DEFENDANT CORBEL RIDGE HOSPITAL DISTRICT\nNo.  Date   Author\n1  3/2/2017  O. Kvale\n"
    assert "CORBEL RIDGE HOSPITAL DISTRICT" in suggested(found, text)
