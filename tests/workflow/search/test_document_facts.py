"""Facts about documents, from their files and from load files. All names are invented."""

import re
from dataclasses import replace
from pathlib import Path

from legalredact.documents.text.plain import document_from_text
from legalredact.model.document import Page
from legalredact.model.production import BatesRange, Form, Location, ProductionMember
from legalredact.workflow.search.document_facts import DocumentFacts, facts_of, with_member

MAIL = "From: A. Roe\nDate: Thu, 4 May 2023 10:02:11 +0000\nSubject: Lease\n\nSee the lease of June 1, 2020."


def member(**told: object) -> ProductionMember:
    return ProductionMember("k1", Form.FILE, Location(Path("a.pdf")), "ab" * 32, 1, **told)  # type: ignore[arg-type]


def test_an_email_has_the_date_of_its_headers_and_another_text_none() -> None:
    assert facts_of(document_from_text("d1", "lease.eml", MAIL)) == DocumentFacts("E-mail", "2023-05-04")
    assert facts_of(document_from_text("d1", "lease.txt", MAIL)) == DocumentFacts("Text")


def test_each_file_type_that_is_read_has_a_kind() -> None:
    """Of the endings in the list of file types; those of containers are no documents."""
    told = (Path(__file__).parents[3] / "docs" / "FORMATS.md").read_text(encoding="utf-8").partition("\n\n- ")[0]
    endings = set(re.findall(r"`\*?(\.[a-z]+)`", told)) - {".zip", ".mbox", ".pst", ".ost", ".dat", ".opt"}

    assert {".odt", ".xls", ".ics", ".vcf", ".json"} < endings
    for ending in (*endings, ".heic"):
        assert facts_of(document_from_text("d1", f"a{ending}", "x")).kind != "Other", ending


def test_pages_give_bates_numbers_and_a_load_file_counts_more() -> None:
    paper = replace(
        document_from_text("d1", "a.PDF", "x"), pages=(Page(1, 1, 1, bates="AB001"), Page(2, 1, 1, bates="AB002"))
    )
    facts = facts_of(paper)
    assert facts == DocumentFacts("PDF", bates="AB001–AB002")
    dates = (("DATECREATED", "01/02/2019"), ("DATESENT", "05/04/2023"))
    loaded = with_member(facts, member(bates=BatesRange("AB009", "AB009"), custodian="Roe, Ann", dates=dates))
    assert loaded == DocumentFacts("PDF", "2023-05-04", "Roe, Ann", "AB009")
