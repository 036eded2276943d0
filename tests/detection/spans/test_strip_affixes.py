"""What stands glued to a name and is none of it. All names are invented."""

import pytest

from legalredact.detection.rules import captions, legal_forms, titles
from legalredact.detection.spans.span_shape import trimmed
from legalredact.model.mention import Kind, Span
from tests.detection.conftest import Look


def cut(text: str, before: str = "", after: str = "") -> str:
    span = trimmed(before + text + after, Span(len(before), len(before) + len(text)))
    assert span is not None
    return span.of(before + text + after)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Claims of Imogen Fairlie", "Imogen Fairlie"),
        ("Prayer of Tarrow Bay", "Tarrow Bay"),
        ("DECLARATION OF IMOGEN FAIRLIE", "IMOGEN FAIRLIE"),
        ("Reply by Tarrow Mills, Inc.", "Tarrow Mills, Inc."),
        ("Bank of Ostrava", "Bank of Ostrava"),
        ("Estate of Imogen Fairlie", "Estate of Imogen Fairlie"),
        ("Department of Fisheries", "Department of Fisheries"),
        ("Church of Tarrow", "Church of Tarrow"),
        ("CN=SBRANDM", "SBRANDM"),
        ("Thanks,\nSolveig", "Solveig"),
        ("Best regards,\n\nSolveig Brandmeir", "Solveig Brandmeir"),
        ("name=Solveig Brandmeir", "Solveig Brandmeir"),
        ("Sol=E9 Brandmeir", "Sol=E9 Brandmeir"),
        ("Tar=row Mills", "Tar=row Mills"),
        ("Cheers\nTarrow Inc.", "Cheers\nTarrow Inc."),
        ("Cheers,\nTarrow Inc.", "Tarrow Inc."),
        ("Love\nHoldings LLC", "Love\nHoldings LLC"),
        ("SBN 990342)\nTARROW & WREN LLP", "TARROW & WREN LLP"),
        ("Tarrow (Ostrava) Mills", "Tarrow (Ostrava) Mills"),
        ("Opponent\nTarrow Quay Freight, Inc.", "Tarrow Quay Freight, Inc."),
        ("Payee:\nTarrow Quay Freight, Inc.", "Tarrow Quay Freight, Inc."),
        ("STANDARD\nMUTUAL INSURANCE COMPANY", "STANDARD\nMUTUAL INSURANCE COMPANY"),
        ("Tarrow\nMutual Insurance Company", "Tarrow\nMutual Insurance Company"),
        ("Food and Drug Administration on September", "Food and Drug Administration"),
        ("Tarrow Mills in May", "Tarrow Mills"),
        ("Administration on Aging", "Administration on Aging"),
    ],
)
def test_what_is_glued_to_a_name_is_cut_off(text: str, name: str) -> None:
    assert cut(text) == name


def test_a_label_is_cut_off_only_where_a_paragraph_begins() -> None:
    assert cut("Standard\nMutual Insurance", before="They wrote to ") == "Standard\nMutual Insurance"


def test_the_end_of_an_abbreviation_is_cut_off() -> None:
    assert cut("S. Customs Service", before="The U.") == "Customs Service"
    assert cut("S. Tarrow", before="The ") == "S. Tarrow"


def test_a_headings_letter_is_cut_off_if_the_name_stands_elsewhere_without_it() -> None:
    assert cut("A. Tarrow Quay Freight", before="\n", after="\n\nTarrow Quay Freight paid.") == "Tarrow Quay Freight"
    assert cut("A. Tarrow Quay Freight", before="\n", after="\n\nA. Tarrow Quay Freight paid.").startswith("A.")
    assert cut("A. Imogen Fairlie", before="\n", after=" sued.").startswith("A.")


def test_a_subject_line_names_its_parties(found: Look) -> None:
    names = found("Re: Claims of Imogen Q. Fairlie and Tarrow Bay Provisions, LLC\n\nDear Mr. Wren:\n")
    assert {"Imogen Q. Fairlie", "Tarrow Bay Provisions, LLC", "Wren"} == set(names)


def test_an_and_of_parts_parties() -> None:
    text = "Claims of Tarrow Bay and of Ms. Fairlie\n\nClaimant\n"
    assert [c.span.of(text) for c in captions.before_roles(text, ())] == ["Tarrow Bay", "Fairlie"]


def test_a_firm_below_a_bar_number_begins_on_its_own_line() -> None:
    text = "Imogen Fairlie (SBN 990342)\nTARROW & WREN LLP\n"
    assert [c.span.of(text) for c in legal_forms.with_legal_form(text)] == ["TARROW & WREN LLP"]


def test_a_persons_name_ends_at_a_possessive(found: Look) -> None:
    text = "The Transportation Agreement and Ms. Fairlie’s Employment\n"
    assert [c.span.of(text) for c in titles.titled(text)] == ["Fairlie’s"]
    assert [s for s, m in found(text).items() if m.kind is Kind.PERSON] == ["Fairlie"]


def test_a_bracket_that_opens_in_a_name_closes_in_it(found: Look) -> None:
    assert "Helen (Varga)" in found("My sister Helen (Varga) never paid. Helen Varga left.")


def test_a_surname_before_a_given_name_is_no_adjective(found: Look) -> None:
    assert "Young Dana" in found("Ms. Dana Young came. Young Dana signed. Dana left.")
