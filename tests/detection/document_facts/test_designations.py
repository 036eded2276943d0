"""Designations: stamps and phrases are found with page and line; sentences that only use the words are not."""

import pytest

from legalredact.detection.document_facts.designations import designations
from legalredact.documents.text.plain import document_from_text
from legalredact.model.document import Block, BlockKind, Document, Page
from legalredact.model.mention import Span
from legalredact.model.remark import Designation


def kinds(text: str) -> set[Designation]:
    return {one.kind for one in designations(document_from_text("d1", "a.txt", text))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CONFIDENTIAL\n\nThe lease began in May.", Designation.CONFIDENTIAL),
        ("CONFIDENTIAL – SUBJECT TO PROTECTIVE ORDER", Designation.CONFIDENTIAL),
        ("CONFIDENTIAL – SUBJECT TO PROTECTIVE ORDER", Designation.PROTECTIVE_ORDER),
        ("HIGHLY CONFIDENTIAL - ATTORNEYS' EYES ONLY", Designation.EYES_ONLY),
        ("HIGHLY CONFIDENTIAL – ATTORNEYS’ EYES ONLY", Designation.EYES_ONLY),
        ("Highly Confidential - Outside Counsel Eyes Only", Designation.EYES_ONLY),
        ("Produced as AEO material.", Designation.EYES_ONLY),
        ("C O N F I D E N T I A L", Designation.CONFIDENTIAL),
        ("CONFIDENTIAL OGP-000123", Designation.CONFIDENTIAL),
        ("PRIVILEGED AND CONFIDENTIAL\nATTORNEY WORK PRODUCT", Designation.WORK_PRODUCT),
        ("Subject: Privileged & Confidential", Designation.PRIVILEGED),
        ("ATTORNEY-CLIENT PRIVILEGED COMMUNICATION", Designation.PRIVILEGED),
        ("[FILED UNDER SEAL]", Designation.SEALED),
        ("The exhibit was filed\nunder seal in May.", Designation.SEALED),
        ("SEALED", Designation.SEALED),
        ("CONFIDENTIAL SETTLEMENT COMMUNICATION\nFed. R. Evid. 408", Designation.SETTLEMENT),
        ("CONFIDENTIALITY NOTICE: This message is for its addressee.", Designation.CONFIDENTIAL),
    ],
)
def test_what_is_designated_is_found(text: str, kind: Designation) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The confidential informant met the officer at the pier.",
        "She called the arrangement privileged and left.",
        "The envelope was sealed with wax.",
        "7. Confidential Information\n\nEach party keeps the other's papers.",
        "The parties moved for a protective order.",
        "These exhibits are no longer subject to protective order.",
        "Confidentiality of the settlement is a term of the contract.",
    ],
)
def test_words_that_are_only_used_are_no_designation(text: str) -> None:
    assert kinds(text) == set()


def test_a_stamp_in_the_margin_needs_no_capitals_and_has_its_page() -> None:
    text = "Body of the page.\n\nconfidential"
    blocks = (
        Block("p2.b1", BlockKind.BODY, Span(0, 17), page=2),
        Block("p2.b2", BlockKind.FOOTER, Span(19, 31), page=2, lines=((19, 28),)),
    )
    pages = (Page(1, 612, 792), Page(2, 612, 792))
    found = designations(Document("d1", "a.pdf", text, blocks, pages, (), "0" * 64))

    assert [(one.kind, str(one.place)) for one in found] == [(Designation.CONFIDENTIAL, "page 2 of the file, line 28")]


def test_each_place_is_told_once() -> None:
    found = designations(document_from_text("d1", "a.txt", "CONFIDENTIAL\nThe lease.\nCONFIDENTIAL\n"))

    assert [one.span for one in found] == [Span(0, 12), Span(24, 36)]
