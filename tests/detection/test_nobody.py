"""Words with a capital that name nobody, however sure the model is. All names are invented."""

import pytest

from legalredact.detection.governments import is_court
from legalredact.detection.places import is_seat, places_in
from legalredact.detection.surface import trimmed
from legalredact.model.mention import Span, Tier
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
    assert is_seat("Fernhollow\nDivision", text)
    assert not is_seat("Electronics Division", "Tarrow Mills, Inc., Electronics Division")
    assert is_court("District of California")
    assert not is_court("District of Columbia")
    assert suggested(found, text) == set()


def test_letters_of_a_number_are_cut_off() -> None:
    text = "Trailer TR-4471 left"
    span = trimmed(text, Span(0, len("Trailer TR")))
    assert span is not None
    assert span.of(text) == "Trailer"


def test_a_department_behind_an_office_is_not_suggested(found: Look) -> None:
    text = "Imogen Fairlie was Tarrow’s Director of Refrigerated Operations. Tarrow Mills, Inc. fired her.\n"
    assert "Refrigerated Operations" not in suggested(found, text)


def test_names_of_a_list_are_apart(found: Look) -> None:
    text = (
        "The parties: Sorrel Bay, Tarrow, Norfeld. They told Tarrow and Norfeld of it. Tarrow paid. Norfeld paid. "
        "Sorrel Bay sued."
    )
    assert {"Sorrel Bay", "Tarrow", "Norfeld"} <= set(found(text))


def test_an_agency_with_and_in_its_name_is_a_government(found: Look) -> None:
    assert suggested(found, "She wrote to the U.S. Food and Drug Administration on September 22, 2023.") == set()
