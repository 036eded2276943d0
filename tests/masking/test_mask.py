"""What becomes a token, and what stays."""

from dataclasses import replace

import pytest

from legalredact.errors import Refused
from legalredact.masking.mask import assign_tokens, mask, unmask
from legalredact.masking.names import masked_names
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity, LocalDecision
from tests.masking.made import company, document, entity, mention, register

ALDER = entity("e1", "Robert Alder", "Alder", role=Role.CLIENT)
GRANITE = company("e2", "Granite Parcel System, Inc.", "Granite")


def masked(text: str, *entities: Entity, mentions: tuple[Mention, ...] = (), ocr: bool = False) -> str:
    """The masked text; that it can be unmasked is looked at each time."""
    source = document(text, ocr=ocr)
    result = mask(source, assign_tokens(register(*entities), [source]), mentions)
    assert unmask(result) == text
    return result.text


def test_every_spelling_of_a_masked_entity_becomes_its_token() -> None:
    text = "Robert Alder, ALDER, Alder, R. Alder, Mr. Alder and Al\u00adder sued."
    assert masked(text, ALDER) == "CLIENT_A, CLIENT_A, CLIENT_A, CLIENT_A, Mr. CLIENT_A and CLIENT_A sued."


def test_the_longest_name_is_replaced_first() -> None:
    text = "Granite Parcel System, Inc., called Granite, and Granite Parcel System"
    assert masked(text, GRANITE) == "PARTY_A, called PARTY_A, and PARTY_A"


def test_a_possessive_stays() -> None:
    assert masked("Alder's claim and Granite’s answer", ALDER, GRANITE) == "CLIENT_A's claim and PARTY_B’s answer"


def test_a_possessive_inside_a_mention_stays_too() -> None:
    text = "Quillfeather's claim"
    place = mention(document(text), "Quillfeather's", "e1")
    assert masked(text, ALDER, mentions=(place,)) == "CLIENT_A's claim"


def test_neighbouring_text_is_not_touched() -> None:
    assert (
        masked("(“Alder”), Alder—the plaintiff;\tAlder.", ALDER) == "(“CLIENT_A”), CLIENT_A—the plaintiff;\tCLIENT_A."
    )


def test_a_mention_is_replaced_however_it_is_spelled() -> None:
    text = "The Boss said so."
    assert masked(text, ALDER, mentions=(mention(document(text), "The Boss", "e1"),)) == "CLIENT_A said so."


def test_a_mention_says_who_is_meant_where_a_spelling_does_not() -> None:
    either = entity("e4", "Vale", among=("e2", "e3"))
    text = "Vale spoke. Vale wrote."
    place = mention(document(text), "Vale", "e3", nth=1)
    jane = entity("e3", "Jane Vale")
    assert masked(text, entity("e2", "John Vale"), jane, either, mentions=(place,)) == "PARTY_C spoke. PARTY_B wrote."


def test_an_ambiguous_spelling_has_a_token_of_its_own() -> None:
    people = (entity("e1", "John Vale"), entity("e2", "Jane Vale"), entity("e3", "Vale", among=("e1", "e2")))
    assert masked("John Vale and Vale", *people) == "PARTY_A and PARTY_C"


def test_judges_stay_in_clear_with_their_whole_name() -> None:
    judge = entity("e2", "Ruth Alder Moss", role=Role.JUDGE)
    assert masked("Judge Ruth Alder Moss heard Alder.", ALDER, judge) == "Judge Ruth Alder Moss heard CLIENT_A."


def test_a_judges_name_stays_without_a_title_and_a_surname_with_one() -> None:
    judge = entity("e2", "Ruth Alder Moss", "Moss", role=Role.JUDGE)
    moss = entity("e3", "Robert Moss", "Moss")
    assert masked("Ruth Alder Moss heard Alder.", ALDER, judge) == "Ruth Alder Moss heard CLIENT_A."
    for title in ("Judge", "Justice", "Hon.", "Honorable", "Magistrate"):
        assert masked(f"Then {title} Moss heard Moss.", moss, judge) == f"Then {title} Moss heard PARTY_A."


def test_a_judge_whom_a_person_confirmed_is_masked() -> None:
    judge = entity("e2", "Ruth Moss", role=Role.JUDGE, decision=Decision.CONFIRMED)
    assert masked("Judge Ruth Moss", judge) == "Judge JUDGE_A"


def test_dismissed_entities_stay_but_not_inside_a_masked_name() -> None:
    dismissed = company("e2", "Alder Foundation")
    dismissed = entity("e2", dismissed.name, kind=dismissed.kind, decision=Decision.DISMISSED)
    longer = company("e3", "Alder Foundation of Harborville")
    text = "Alder Foundation; Alder Foundation of Harborville"
    assert masked(text, dismissed, longer) == "Alder Foundation; PARTY_A"


def test_an_initial_after_a_given_name_belongs_to_it() -> None:
    child = entity("e1", "Christina", role=Role.PERSON)
    assert masked("Christina M told Christina M. and Christina", child) == "PERSON_A told PERSON_A. and PERSON_A"


def test_a_letter_after_a_company_does_not() -> None:
    assert masked("Granite B and Alder", GRANITE, ALDER) == "PARTY_B B and CLIENT_A"


@pytest.mark.parametrize("blank", [" ", "\n\n", "\u200b", "\u00ad\u200d", " \ufeff\t", "\u0301"])
def test_a_mention_in_which_nothing_can_be_seen_becomes_no_token(blank: str) -> None:
    text = f"Granite{blank}and Alder"
    unseen = Mention(Span(7, 7 + len(blank)), blank, Kind.PERSON, Tier.SUGGESTED, "model", entity="e1")
    assert masked(text, ALDER, mentions=(unseen,)) == f"Granite{blank}and CLIENT_A"


def test_a_case_number_that_somebody_has_masked_is_masked_in_any_writing() -> None:
    case = entity("e1", "3:20-CV-00257", kind=Kind.CASE_NUMBER, role=Role.IDENTIFIER, decision=Decision.CONFIRMED)
    assert masked("in No. 3:20-cv-257, not No. 3:20-cv-258.", case) == "in No. CASE_1, not No. 3:20-cv-258."


def test_names_come_in_order_of_place_and_the_longest_of_a_place_before_its_parts() -> None:
    found = masked_names(register(ALDER, GRANITE)).names("Granite Parcel System, Inc. v. Alder; Robert Alder")
    spans = [one.span for one in found]
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    assert len({span.start for span in spans}) < len(spans)


def test_a_letter_after_a_surname_does_not() -> None:
    assert masked("Exhibit Alder B and Alder v. Moss", ALDER) == "Exhibit CLIENT_A B and CLIENT_A v. Moss"


def test_overlapping_names_leave_no_rest() -> None:
    names = (company("e1", "Moss Alder"), company("e2", "Alder Vale Harrow"))
    assert masked("the Moss Alder Vale Harrow case", *names) == "the PARTY_A PARTY_B case"


def test_an_article_before_an_overlapped_name_is_no_rest() -> None:
    text = "sued the Alder Group"
    place = mention(document(text), "the Alder", "e1")
    assert masked(text, ALDER, company("e2", "Alder Group"), mentions=(place,)) == "sued the PARTY_B"


def test_a_token_does_not_grow_together_with_a_word() -> None:
    assert masked("ofRobert Alder and Alder_2019", ALDER) == "of CLIENT_A and CLIENT_A _2019"


def test_identifiers_are_replaced_by_value() -> None:
    ssn = entity("e1", "123-45-6789", kind=Kind.SSN, role=Role.IDENTIFIER)
    assert masked("SSN 123-45-6789 or 123 45 6789", ssn) == "SSN SSN_1 or SSN_1"


def test_a_possible_name_stays_until_it_is_confirmed() -> None:
    assert masked("Alder", entity("e1", "Alder", tier=Tier.POSSIBLE)) == "Alder"
    assert masked("Alder", entity("e1", "Alder", tier=Tier.POSSIBLE, decision=Decision.CONFIRMED)) == "PARTY_A"


def test_a_precedents_surname_is_not_our_clients() -> None:
    text = "See Alder v. Moss, 780 F.3d 304, 305 (5th Cir. 2015). Alder agrees."
    assert masked(text, ALDER) == "See Alder v. Moss, 780 F.3d 304, 305 (5th Cir. 2015). CLIENT_A agrees."


def test_a_precedents_surname_that_detection_took_for_our_clients_stays() -> None:
    text = "See Alder v. Moss, 780 F.3d 304, 305 (5th Cir. 2015)."
    assert masked(text, ALDER, mentions=(mention(document(text), "Alder", "e1"),)) == text


def test_a_reported_decision_between_our_parties_is_masked() -> None:
    text = "See Alder v. Granite Parcel Sys., Inc., 780 F.3d 304 (5th Cir. 2015)."
    assert masked(text, ALDER, GRANITE) == "See CLIENT_A v. PARTY_B, 780 F.3d 304 (5th Cir. 2015)."


def test_a_full_name_in_a_precedent_is_masked() -> None:
    text = "See Robert Alder v. Moss, 780 F.3d 304 (5th Cir. 2015)."
    assert masked(text, ALDER) == "See CLIENT_A v. Moss, 780 F.3d 304 (5th Cir. 2015)."


def test_a_company_in_a_precedent_is_masked() -> None:
    assert masked("Granite v. Moss, 780 F.3d 304 (5th Cir. 2015).", GRANITE).startswith("PARTY_A v. Moss")


def test_a_name_over_two_blocks_is_one_token() -> None:
    assert masked("Granite Parcel\n\nSystem, Inc. sued", GRANITE) == "PARTY_A sued"


def test_misread_letters_are_seen_through_only_in_pictures() -> None:
    waldroop = entity("e1", "Josephine Waldroop")
    assert masked("Josephlne WaIdroop signed", waldroop, ocr=True) == "PARTY_A signed"
    assert masked("Josephlne WaIdroop signed", waldroop) == "Josephlne WaIdroop signed"


def test_an_entity_without_a_token_is_refused() -> None:
    with pytest.raises(Refused, match="e1 has no token"):
        mask(document("Alder"), register(ALDER), ())


def test_a_judge_with_a_clients_surname_stays_after_the_title_only() -> None:
    client = replace(entity("e1", "Thaddeus Quillfeather", role=Role.CLIENT), typed=True)
    judge = entity("e2", "Quillfeather", role=Role.JUDGE)
    text = "Judge Quillfeather ruled. Mr. Quillfeather appealed."
    assert masked(text, client, judge) == "Judge Quillfeather ruled. Mr. CLIENT_A appealed."


def test_a_typed_surname_is_masked_where_detection_saw_none() -> None:
    client = replace(entity("e1", "Thaddeus Quillfeather", role=Role.CLIENT), typed=True)
    text = "the quillfeather residence, Nurse Quillfeather Report, @teamquillfeather"
    assert masked(text, client) == "the CLIENT_A residence, Nurse CLIENT_A Report, @CLIENT_A"


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("Robert Alder sued.", "Robert Alder", "Robert Alder sued."),
        ("R. Alder sued.", "R. Alder", "R. Alder sued."),
        ("Robert Alder's claim", "Robert Alder's", "Robert Alder's claim"),
        ("Then Robert Alder sued.", "en Robert Alder s", "Then CLIENT_A sued."),
        ("Then Alder's son sued.", "Alder's son", "Then CLIENT_A's son sued."),
    ],
)
def test_a_place_left_in_clear_covers_a_name_only_while_the_document_has_it_there(
    text: str, place: str, expected: str
) -> None:
    at = text.index(place)
    local = LocalDecision(document(text).id, Span(at, at + len(place)), Decision.DISMISSED)
    assert masked(text, replace(ALDER, local=(local,))) == expected
