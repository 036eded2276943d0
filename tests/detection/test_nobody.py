"""Words with a capital that name nobody, however sure the model is. All names are invented."""

import pytest

from legalredact.detection.rules.courts import is_court
from legalredact.detection.rules.eponyms import eponyms
from legalredact.detection.rules.places import places_in
from legalredact.detection.spans.span_shape import names_nobody, trimmed
from legalredact.model.mention import Kind, Span, Tier
from tests.detection.conftest import Look, resolved


def suggested(found: Look, text: str) -> set[str]:
    return {surface for surface, m in found(text).items() if m.kind.is_name and m.tier is Tier.SUGGESTED}


def test_words_of_a_tables_cells_are_not_suggested(found: Look) -> None:
    text = (
        "Part\n\nSensor\n\n$402.50\n\nFan belt\n\n1.0\n\nTrailer TR-4471\n\nShipper\n\nLost\n\nRefrigerant\n\nScanner\n"
    )
    assert suggested(found, text) == set()


def test_a_word_with_a_capital_inside_a_sentence_may_be_a_name(found: Look) -> None:
    text = "Beacon Mutual Company insured her. She wrote to Beacon about it, and Beacon paid.\n\nBeacon\n"
    assert {"Beacon Mutual Company", "Beacon"} <= suggested(found, text)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("left Fernhollow, Nevada 89000.", {"fernhollow"}),
        ("In Fernhollow, NV 89000", {"fernhollow"}),
        ("FERNHOLLOW, NEVADA; MAY 4", {"fernhollow"}),
        ("at Port Fernhollow,\nNevada\n", {"portfernhollow"}),
        ("NORTHERN DISTRICT OF NEVADA\nPORT FERNHOLLOW DIVISION\n", {"portfernhollow"}),
        ("Imogen Fairlie, Nevada Bar No. 12", set()),
        ("Fernhollow, the town", set()),
    ],
)
def test_what_stands_before_a_state_is_a_place(text: str, keys: set[str]) -> None:
    assert places_in(text) == keys


def test_towns_are_not_suggested(found: Look) -> None:
    text = "Mr. Wren left Fernhollow with the load. It was bound for Fernhollow, Nevada. Fernhollow is far.\n"
    assert suggested(found, text) == {"Wren"}


def test_a_town_of_one_document_is_a_town_in_the_others() -> None:
    resolution = resolved("They drove to Fernhollow, Nevada 89000.", "Rejected at [P Fernhollow]")
    assert [e.tier for e in resolution.register.entities] == [Tier.POSSIBLE]


def test_a_person_who_is_called_like_a_town_is_suggested() -> None:
    resolution = resolved(
        "They drove to Fernhollow, Nevada 89000.", "Mr. [P:title Fernhollow] and [P Jane Fernhollow]."
    )
    assert {e.tier for e in resolution.register.entities} == {Tier.SUGGESTED}


def test_seats_of_courts_are_not_suggested(found: Look) -> None:
    text = "NORTHERN DISTRICT OF CALIFORNIA\n\nFERNHOLLOW DIVISION\n\nassigned to the Fernhollow Division under Rule 3."
    assert is_court("District of California")
    assert not is_court("District of Columbia")
    assert suggested(found, text) == set()


def test_letters_of_a_number_are_cut_off() -> None:
    text = "Trailer TR-4471 left"
    span = trimmed(text, Span(0, len("Trailer TR")))
    assert span is not None
    assert span.of(text) == "Trailer"


def test_names_of_a_list_are_apart(found: Look) -> None:
    text = (
        "The parties: Sorrel Bay, Tarrow, Norfeld. They told Tarrow and Norfeld of it. Tarrow paid. Norfeld paid. "
        "Sorrel Bay sued."
    )
    assert {"Sorrel Bay", "Tarrow", "Norfeld"} <= set(found(text))


def test_an_agency_with_and_in_its_name_is_a_government(found: Look) -> None:
    assert suggested(found, "She wrote to the U.S. Food and Drug Administration on September 22, 2023.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "12 Elm Street\nCity, State and ZIP Fernhollow, NV 89000\nPhone 555 0100\nFax None\nPlaintiff,\n",
        "City: Fernhollow   County: Wrenmoor\nPlace of Birth: Tarrowby\n",
        "City/State/Zip Code: Fernhollow\n",
    ],
)
def test_labels_of_forms_and_their_towns_are_not_suggested(found: Look, text: str) -> None:
    assert suggested(found, text) <= {"Imogen Fairlie"}


def test_a_company_whose_name_begins_like_a_label_is_suggested(found: Look) -> None:
    assert suggested(found, "COUNTY LINE TARROW TOWING,\n   Plaintiff,\n") == {"COUNTY LINE TARROW TOWING"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("First name: Imogen  MI: Q.", "Imogen"),
        ("Referring physician: Fairlie, I.\nAttending: Dr. Wren", "Fairlie, I."),
        ("Name: Tarrow Towing\nCity, State, ZIP Code Fernhollow", "Tarrow Towing"),
    ],
)
def test_a_name_ends_before_the_label_of_the_next_field(text: str, name: str) -> None:
    start = text.index(name)
    trimmed_to = trimmed(text, Span(start, start + len(name) + 5))
    assert trimmed_to is not None
    assert trimmed_to.of(text) == name


def test_in_capitals_a_colon_may_be_a_border() -> None:
    text = "TARROW MARITIME\nASSURANCE:\n"
    assert trimmed(text, Span(0, 25)) == Span(0, 25)


@pytest.mark.parametrize(
    "text",
    [
        "The Carmack Amendment preempts it. Under the Carmack Amendment carriers are liable.",
        "She sued under the Lanham Act, the Magnuson-Moss Warranty Act and Taft-Hartley.",
        "The court held a Daubert hearing. Miranda warnings were given; the Batson challenge failed.",
        "Rooker-Feldman and Younger abstention bar it, and so do Bivens claims.",
        "Babinski neg, Romberg neg, McMurray positive. Hx of Parkinson's.",
    ],
)
def test_what_laws_doctrines_and_signs_are_called_after_is_not_suggested(found: Look, text: str) -> None:
    assert suggested(found, text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Carmack sued under the Carmack Amendment.", "Carmack"),
        ("Miranda Fairlie signed. Miranda got no Miranda warnings.", "Miranda Fairlie"),
        ("Ms. Bivens says her Bivens claim is timely.", "Bivens"),
        ("CARMACK FREIGHT, INC.,\n   Plaintiff.\n\nCarmack pleads the Carmack Amendment.", "Carmack"),
    ],
)
def test_who_bears_the_name_of_a_law_is_suggested(found: Look, text: str, name: str) -> None:
    assert name in suggested(found, text)


def test_whose_lawsuit_it_is_is_no_word_of_the_law() -> None:
    assert "Fairlie" not in eponyms("Fairlie's Lanham Act claim fails.")
    assert "Lanham" in eponyms("Fairlie's Lanham Act claim fails.")


@pytest.mark.parametrize("district", ["E.D. Cal.", "N.D.  Tex", "S.D. N.Y.", "M.D. Fla.", "Conn. E.D.", "La.\tN.D."])
def test_a_federal_district_is_nobody(district: str) -> None:
    assert names_nobody(district)


@pytest.mark.parametrize("surface", ["Conn, M.D.", "Conn. M.D.", "E.D. Tarrow", "D. Conn"])
def test_somebody_with_the_letters_of_a_district_is_somebody(surface: str) -> None:
    assert not names_nobody(surface)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "PMH: Crohn, Hashimoto, Raynaud. Meds: Flexeril, Norco. All: PCN.\n",
            ("Crohn", "Hashimoto", "Flexeril, Norco"),
        ),
        (
            "Description: Age 60s, Sex F, Race Hispanic, Weight 140, Hair Gray\n",
            ("Sex F", "Race Hispanic", "Hair Gray"),
        ),
        ("Hon. Terrence G. Tarrow. Mag. Judge Elizabeth A. Quenby ruled.\n", ("Mag",)),
        ("Estate of Tarrow v. Quenby Boom Lifts, D. Conn. 3:21-cv-00441 (trial)\n", ("D. Conn",)),
        ("Lorelei Tarrow, GAL, met the MLO, NMLS ID 1188442, and the IEP team.\n", ("GAL", "NMLS")),
    ],
)
def test_shorthand_of_charts_descriptions_and_courts_is_nobody(found: Look, text: str, words: tuple[str, ...]) -> None:
    assert not {surface for surface, one in found(text).items() if one.tier is Tier.SUGGESTED} & set(words)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She was seen by Mr. D. Conn. He left.\n", "D. Conn"),
        ("IN THE DISTRICT COURT\nFOR THE EASTERN DISTRICT OF UTAH\nTARROW TOWING, INC.\n", "TARROW TOWING, INC."),
        ("PRIVATE PLACEMENT MEMORANDUM\nTARROW RIDGE FUND II, LP\na limited partnership\n", "TARROW RIDGE FUND II, LP"),
        ("We met his stepson Rafe and my brother-in-law Torvald.\n", "Torvald"),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(found: Look, text: str, name: str) -> None:
    assert found(text)[name].tier is Tier.SUGGESTED


def test_a_drug_that_somebody_is_called_like_elsewhere_is_a_name(found: Look) -> None:
    text = "Meds: Tarrow, Norco. Mr. Tarrow came. Tarrow left.\n"
    assert found(text)["Tarrow"].tier is Tier.SUGGESTED


def test_a_telefax_is_nobody(found: Look) -> None:
    names = found("310 Chandlery Street, Suite 900\nTelephone: (510) 555-0142\nFacsimile: (510) 555-0143\n")
    assert not [name for name in names if "Facsimile" in name]


@pytest.mark.parametrize(
    "text",
    [
        "The Councilmember then left. Councilmember: aye. COUNCILMEMBER spoke.",
        "Present: Councilmember, Vice Mayor, Commissioner, Alderman, Supervisor, Trustee.\nMotion by Councilmember.",
        "Councilwoman voted no. Councilman voted aye. Alderwoman abstained. Assemblymember left. Selectman rose.",
        "COUNCILMEMBER: I move to approve.\nMAYOR PRO TEM: Second.\nCHAIRPERSON: All in favor?",
        "The Comptroller met with the Ombudsman. Dear Councilmember,\nThank you.",
    ],
)
def test_a_title_of_an_elected_body_alone_names_nobody(found: Look, text: str) -> None:
    assert [name for name, one in found(text).items() if one.tier is Tier.SUGGESTED] == []


def test_a_title_of_an_elected_body_is_no_part_of_the_name(found: Look) -> None:
    assert set(
        found("Councilmember Okonski moved, and Alderwoman Maren Fairlie seconded. The Councilmember left.")
    ) == {
        "Okonski",
        "Maren Fairlie",
    }


def test_a_person_with_an_initial_and_the_firm_behind_are_two(found: Look) -> None:
    names = found("cc: Gregor P. Stannard, Pell & Umberton, P.C., by e-mail\n")
    assert names["Gregor P. Stannard"].kind is Kind.PERSON
    assert not any("Stannard" in name and "Pell" in name for name in names)
