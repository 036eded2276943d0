"""Detection of whole documents: models and rules together. All names are invented."""

from collections.abc import Callable

import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.detection.rules.defined_terms import phrase_abbreviations
from legalredact.documents.text.plain import document_from_text
from legalredact.model.mention import Kind, Mention, Role, Tier
from legalredact.model.register import Register

Look = Callable[[str], dict[str, Mention]]

COMPLAINT = """UNITED STATES DISTRICT COURT
DISTRICT OF COLORADO

JONATHAN Q. HALVERSEN,              )
                                    )
          Plaintiff,                )   Case No. 1:21-cv-00417-ABC
     v.                             )
                                    )
BRIGHTWATER LOGISTICS, LLC,         )
                                    )
          Defendant.                )

Plaintiff Jonathan Q. Halversen sues Brightwater Logistics, LLC (“Brightwater” or “BWL”). Mr. Halversen drove for
BWL until March 3, 2019. Under 29 U.S.C. § 207, and Alder v. Birch Mills, Inc., 556 U.S. 662, 678 (2009), he claims
wages.

I. Jurisdiction

The Court has jurisdiction under 28 U.S.C. § 1331. Defendant denies it. Its counsel, Mira Okonkwo-Dale, Esq., of
Thistle & Rook LLP, objected before Judge Pemberton. Write to mokonkwodale@thistlerook.com or (404) 555-0142.
"""


@pytest.fixture(scope="module")
def complaint(detector: Detector) -> dict[str, Mention]:
    document = document_from_text("d1", "d1", COMPLAINT)
    resolution = resolve([(document, detector.detect(document))], Register())
    return {mention.surface: mention for mention in resolution.mentions["d1"]}


@pytest.mark.parametrize(
    "surface",
    [
        "JONATHAN Q. HALVERSEN",
        "Halversen",
        "BRIGHTWATER LOGISTICS, LLC",
        "Brightwater",
        "BWL",
        "Mira Okonkwo-Dale",
        "Thistle & Rook LLP",
    ],
)
def test_parties_and_counsel_are_suggested(complaint: dict[str, Mention], surface: str) -> None:
    assert complaint[surface].tier is Tier.SUGGESTED


def test_spellings_share_their_entity(complaint: dict[str, Mention]) -> None:
    assert len({complaint[s].entity for s in ("JONATHAN Q. HALVERSEN", "Jonathan Q. Halversen", "Halversen")}) == 1
    assert len({complaint[s].entity for s in ("BRIGHTWATER LOGISTICS, LLC", "Brightwater", "BWL")}) == 1


def test_roles_come_from_the_caption_and_the_context(complaint: dict[str, Mention]) -> None:
    roles = {s: complaint[s].role for s in ("Halversen", "BWL", "Mira Okonkwo-Dale", "Thistle & Rook LLP", "Pemberton")}
    assert list(roles.values()) == [Role.PARTY, Role.PARTY, Role.COUNSEL, Role.COUNSEL, Role.JUDGE]


@pytest.mark.parametrize(
    "word", ["Alder", "Birch", "COURT", "Court", "COLORADO", "March", "Jurisdiction", "Defendant", "U.S.C", "Case"]
)
def test_courts_precedents_statutes_months_and_headings_are_nobody(complaint: dict[str, Mention], word: str) -> None:
    assert not [surface for surface, m in complaint.items() if m.kind.is_name and word in surface]


def test_identifiers_are_mentions_of_their_kind(complaint: dict[str, Mention]) -> None:
    assert complaint["(404) 555-0142"].kind is Kind.PHONE
    assert complaint["(404) 555-0142"].role is Role.IDENTIFIER
    assert complaint["(404) 555-0142"].entity


def test_an_address_is_linked_to_whom_it_spells(complaint: dict[str, Mention]) -> None:
    assert complaint["mokonkwodale@thistlerook.com"].entity == complaint["Mira Okonkwo-Dale"].entity


def test_the_text_at_every_span_is_the_surface(detector: Detector) -> None:
    document = document_from_text("d1", "d1", COMPLAINT)
    mentions = detector.detect(document)
    assert mentions
    assert all(m.span.of(document.text) == m.surface for m in mentions)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.span, m.kind))


def test_a_company_called_by_a_word_of_the_language(found: Look) -> None:
    text = (
        "Standard Mutual Company (“Standard”) insured her. A Standard adjuster came. She told Standard so.\n\n"
        "Standard of Review\n\nThe standard is known."
    )
    names = found(text)
    assert {"Standard Mutual Company", "Standard"} <= set(names)
    assert names["Standard"].tier is Tier.SUGGESTED


def test_roles_with_a_capital_are_nobody(found: Look) -> None:
    text = "Appellees moved to dismiss. The court held for Appellees. Appellant and the amici curiae disagreed."
    assert [surface for surface, m in found(text).items() if m.kind.is_name] == []


def test_abbreviations_of_things_are_nobody(found: Look) -> None:
    text = (
        "This multidistrict litigation (“MDL”) is about inferior vena cava (“IVC”) filters. The MDL closed. "
        "IVC filters are made by Tarrow Vascular, Inc. (“TVI”). TVI denies it."
    )
    suggested = {surface for surface, m in found(text).items() if m.kind.is_name and m.tier is Tier.SUGGESTED}
    assert suggested == {"Tarrow Vascular, Inc.", "TVI"}


def test_only_abbreviations_of_phrases_in_lower_case_are_nobody() -> None:
    """The model's certainty of an abbreviation depends on the processor; what the text says of it does not."""
    text = "An inferior vena cava (“IVC”) filter of the Tarrow Vascular Institute (“TVI”), and terms of use (TOU)."
    assert phrase_abbreviations(text) == {"IVC", "TOU"}


def test_governments_are_possible_unless_they_are_a_party(found: Look) -> None:
    caption = "CITY OF MARLOW FALLS,\n\n   Defendant.\n\n"
    names = found(f"{caption}The City of Marlow Falls called the Ostrava Department of Transportation.")
    assert names["City of Marlow Falls"].kind is Kind.GOVERNMENT
    assert names["City of Marlow Falls"].tier is Tier.SUGGESTED
    assert names["Ostrava Department of Transportation"].tier is Tier.POSSIBLE


def test_a_sovereign_in_short_is_never_suggested(found: Look) -> None:
    names = found("United States v. Fairlie, No. 22-1801. The United States Court of Appeals sat.")
    assert all(m.tier is Tier.POSSIBLE for surface, m in names.items() if surface == "United States")
    assert names["Fairlie"].tier is Tier.SUGGESTED


def test_a_surname_is_looked_for_and_a_relative_is_another(found: Look) -> None:
    names = found("Imogen Fairlie sued. Fairlie lost, as FAIRLIE said. Her cousin Ottoline Fairlie paid.")
    assert {"Imogen Fairlie", "Fairlie", "FAIRLIE", "Ottoline Fairlie"} <= set(names)


def test_transcripts(found: Look) -> None:
    text = (
        "DEPOSITION OF MARGIT ESTERHAUS\n\nMARGIT ESTERHAUS, having been first duly sworn, testified:\n\n"
        "EXAMINATION\nBY MR. BRANDRETH:\nQ.  Good morning, Ms. Esterhaus.\nA.  Good morning.\n"
        "Q.  Who hired you?\nA.  Tessa Quillan.\nTHE WITNESS:  Yes.\nMS. TALLIS:  Objection.\n"
    )
    names = found(text)
    assert {"MARGIT ESTERHAUS", "BRANDRETH", "Esterhaus", "Tessa Quillan", "TALLIS"} == set(names)
    assert names["MARGIT ESTERHAUS"].role is Role.WITNESS


def test_a_letterhead_address_is_no_name(found: Look) -> None:
    text = "Imogen Fairlie \nThistle Rook & Dale  \nOne Harbor Plaza, Suite 1900 \nPittsburgh, PA 15222 \n"
    suggested = {surface for surface, m in found(text).items() if m.kind.is_name and m.tier is Tier.SUGGESTED}
    assert suggested == {"Imogen Fairlie", "Thistle Rook & Dale"}


def test_line_numbered_pages(found: Look) -> None:
    lines = [
        "Attorneys for Plaintiff",
        "IMOGEN FAIRCLOTH-",
        "WAINFORD",
        "",
        "The plaintiff, Imogen Faircloth-",
        "Wainford, sues.",
    ]
    text = "".join(f"{n:<4}{line}\n" for n, line in enumerate(lines, 1))
    assert "Imogen Faircloth- 6 Wainford" in found(text)


def test_text_without_capitals(found: Look) -> None:
    names = found("please call samantha okonkwo about the lease, my number is 404-555-0142")
    assert names["samantha okonkwo"].kind is Kind.PERSON


def test_an_empty_document(detector: Detector) -> None:
    assert detector.detect(document_from_text("d1", "d1", "")) == ()


def test_names_with_combining_marks_and_right_to_left_text(found: Look) -> None:
    names = found("Zo\u0308e Fairlie-Nu\u0303ez met \u200fמרים כהן\u200e in Ostrava.")
    assert any("Fairlie" in surface for surface in names)


def test_a_name_of_three_hundred_characters(detector: Detector) -> None:
    name = "Wren" * 75
    mentions = detector.detect(document_from_text("d1", "d1", f"Mr. {name} sued. {name} won."))
    assert [m.surface for m in mentions if m.kind.is_name] == [name, name]
