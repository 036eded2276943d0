"""Identifiers are shortened in everything that is exported, unless a person chose otherwise; the trail says which."""

from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from legalredact.matching.identifiers.find import find_identifiers
from legalredact.model.document import Document, Page
from legalredact.model.export import CoveredDocument
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Role, Tier
from legalredact.model.policy import ExportPolicy, Policy
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.workflow.export.export import _listed, export
from legalredact.workflow.export.export_identifiers import shortened, shortener
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from tests.fakes.parts import detect_listed, light_parts
from tests.fakes.shared_key import SharedKey

TAXPAYER, SOCIAL = "12-3456789", "219-09-9999"
LETTER = (
    "Marguerite Oldacre sued Penhallow Freight, Inc. on May 4, 2021, under its employer identification number (EIN)"
    f" {TAXPAYER}.\nHer Social Security number (SSN) is {SOCIAL}, and she was born on April 9, 1971.\n"
)


@pytest.mark.parametrize(
    ("spelling", "kind", "shown"),
    [
        (SOCIAL, Kind.SSN, "XXX-XX-9999"),
        (TAXPAYER, Kind.TAXPAYER, "XX-XXX6789"),
        ("4111 1111 1111\n> > 1234", Kind.CARD, "XXXX XXXX XXXX 1234"),
        ("HM-5520-1187", Kind.ACCOUNT, "XX-XXXX-1187"),
        ("55-20", Kind.ACCOUNT, "XX-XX"),
        ("April 9, 1971", Kind.BIRTH_DATE, "1971"),
        ("I1234562", Kind.LICENCE, "[license number]"),
    ],
)
def test_a_number_keeps_what_courts_allow(spelling: str, kind: Kind, shown: str) -> None:
    assert shortened(spelling, kind) == shown


def test_only_whole_numbers_are_shortened_and_none_that_somebody_keeps() -> None:
    account = Entity("e1", "20871", Kind.ACCOUNT, Role.IDENTIFIER, token="ACCOUNT_1")
    kept = Entity("e2", SOCIAL, Kind.SSN, Role.IDENTIFIER, decision=Decision.DISMISSED)
    shorten = shortener(Register((account, kept)), in_clear=False)
    assert (
        shorten.text(f"Account 20871, order WO-20871, SSN {SOCIAL}.") == f"Account XXXXX, order WO-20871, SSN {SOCIAL}."
    )
    assert shortener(Register((account,)), in_clear=True).text("Account 20871") == "Account 20871"


def detect(document: Document) -> tuple[Mention, ...]:
    """Listed names, and identifiers by their form."""
    numbers = (
        Mention(one.span, one.span.of(document.text), one.kind, one.tier, "pattern", Role.IDENTIFIER)
        for one in find_identifiers(document.text)
    )
    return tuple(sorted((*detect_listed(document), *numbers), key=lambda mention: mention.span))


def test_an_export_shortens_identifiers_unless_a_person_chose_otherwise(tmp_path: Path) -> None:
    letter = tmp_path / f"letter_{SOCIAL}_TIN {TAXPAYER}.txt"
    letter.write_text(LETTER, encoding="utf-8")
    info = MatterInfo("m1", f"Oldacre {SOCIAL} v. Penhallow", case_number="21-cv-9", privileged=False)
    parts = replace(light_parts(Policy(export=ExportPolicy(privileged=True))), detect=detect)
    with OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "ann", info) as matter:
        matter.add([letter])
        matter.accept(Tier.SUGGESTED)
        summary = summarize(matter, prompts.load()["document-abstract"])
        review(matter, summary, "bea", Verdict.APPROVED, settled=dict.fromkeys(range(9), "Read."), note=SOCIAL)
        (short, printed) = export(matter, summary, tmp_path / "out", ("md", "pdf"))
        (full,) = export(matter, summary, tmp_path / "out", ("md",), identifiers=True)
        chosen = [dict(event.details)["identifiers"] for event in matter.events if event.action == "summary.export"]
    assert chosen == ["shortened", "in full"]
    assert (short.name, full.name) == (
        "Oldacre XXX-XX-9999 – Document abstract – letter_XXX-XX-9999_TIN XX-XXX6789 – signed.md",
        f"Oldacre {SOCIAL} – Document abstract – letter_{SOCIAL}_TIN {TAXPAYER} – signed.md",
    )
    with pymupdf.open(printed) as pdf:
        said = "".join((*(page.get_text() for page in pdf), str(pdf.metadata), str(pdf.get_toc())))
    assert [one for one in (TAXPAYER, SOCIAL, "April 9, 1971") if one in said] == []
    told, whole = short.read_text(encoding="utf-8"), full.read_text(encoding="utf-8")
    assert [one for one in (TAXPAYER, SOCIAL, "April 9, 1971") if one in told] == []
    assert [one for one in (TAXPAYER, SOCIAL, "April 9, 1971") if one not in whole] == []
    assert "XX-XXX6789" in told
    assert "PRIVILEGED" not in told  # the matter's setting precedes policy
    assert "| Case No. | 21-cv-9 |" in told


@pytest.mark.parametrize(
    ("printed", "bates"),
    [((), ""), (("",), ""), (("K1",), "K1"), (("K1", "K2"), "K1–K2"), (("", "K1", "", "K3", ""), "K1–K3")],
)
def test_a_document_is_listed_with_the_first_and_the_last_bates_number_on_its_pages(
    printed: tuple[str, ...], bates: str
) -> None:
    pages = tuple(Page(number, 612, 792, bates=words) for number, words in enumerate(printed, 1))
    listed = _listed(Document("d1", "a.pdf", "", (), pages, (), "0" * 64), shortener(Register(), in_clear=True))
    assert listed == CoveredDocument("a.pdf", len(printed), bates)
