"""Surnames that name nobody without a title, and words around names of reports and forms. All names are invented."""

import pytest

from legalredact.matching.names.titled_names import has_title, with_titles
from tests.detection.conftest import Look, questions, resolved, who


@pytest.mark.parametrize(
    "name",
    ["Mr. May", "Ms. Sunday", "Dr. Child", "Mr. Ward", "Mrs. Her", "Mr. An", "Ms. Parent", "Mr. Price", "Ms. Church"],
)
def test_a_title_makes_a_name_of_a_word(found: Look, name: str) -> None:
    assert found(f"Then {name} said that it rained.")[name].tier.value == "suggested"


@pytest.mark.parametrize(
    "text",
    [
        "Mr. President, Mr. Chairman, Mr. Mayor and Ms. Speaker came.",
        "MR. AND MRS. TARROW came.",
        "Mr. Justice Tarrow wrote, and Mr. Will Tarrow read.",
        "Mrs. and Mr. Tarrow",
        "The ward may see her child in May.",
    ],
)
def test_forms_of_address_and_other_words_are_none(text: str) -> None:
    assert list(with_titles(text)) == []


def test_esquire_makes_a_name_of_words_for_places(found: Look) -> None:
    names = found("Dated: May 1, 2000\n\nBy: s/Ezra Parish\nEzra Parish, Esq.\nTarrow & Cole LLP\n")
    assert (names["Ezra Parish"].kind.value, names["Ezra Parish"].tier.value) == ("person", "suggested")


def test_the_word_alone_stays_a_word(found: Look) -> None:
    names = found("On Sunday Ms. Sunday called. She works Sundays. Sunday is a day of rest. The Ward met Mr. Ward.")
    assert set(names) == {"Ms. Sunday", "Mr. Ward"}


def test_a_word_of_headings_stays_one_beside_its_bearer(found: Look) -> None:
    names = found("Ms. Page wrote a statement. See Page 14. Page left.")
    assert names["Ms. Page"].tier.value == "suggested"
    assert who(resolved("[P:title Ms. Page] wrote. [P? Page] left. See Page 14.")) == {"Ms. Page": set(), "Page": set()}


def test_a_title_and_a_word_is_the_person_of_that_surname_or_asked() -> None:
    assert who(resolved("[P John May] sued. [P:title Mr. May] won.")) == {"John May": {"Mr. May"}}
    both = resolved("[P John May] and [P Ed May] sued. [P:title Mr. May] won.")
    assert questions(both) == {"Mr. May": {"John May", "Ed May"}}


def test_titles_of_two_genders_are_two_people() -> None:
    assert set(who(resolved("[P:title Mr. Ward] met [P:title Ms. Ward]."))) == {"Mr. Ward", "Ms. Ward"}


def test_a_surname_that_is_a_role_is_known_by_its_initial_or_its_firm(found: Look) -> None:
    names = found(
        "Rosalind Parent asked for the video. R. Parent signed. Marcus Justice of Justice & Tarrow APLC wrote."
    )
    assert {"Rosalind Parent", "R. Parent", "Marcus Justice", "Justice & Tarrow APLC"} <= set(names)


@pytest.mark.parametrize("name", ["GULF STATES PAPER CORP.", "UNITED STATES OF AMERICA"])
def test_bodies_keep_words_that_people_do(found: Look, name: str) -> None:
    assert name in found(f"A COMPLAINT WAS FILED BY {name} IN MAY.")


def test_has_title_asks_for_all_of_the_surface() -> None:
    assert has_title("Mr. May")
    assert not has_title("Mr. May Tarrow")
    assert not has_title("May")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" 1      DEPOSITION\n 2   BY MS. WEST:\n 3   Q.  STATE YOUR NAME.\n", "MS. WEST"),
        ("did he give the cheque to mr price?", "mr price"),
        ("Custodian of Records, Tunxis Orthodontic Lab", "Tunxis Orthodontic Lab"),
        ("WIFE MARGRIET VAN DER ZANDEN STATES THAT PT FELL.", "MARGRIET VAN DER ZANDEN"),
        ("PHYSICIAN DR. OYELARAN ASSUMED CARE AT 2151.", "OYELARAN"),
        ("The CO Tarrowby saw it, and CO Quenbury did not.", "Quenbury"),
        ("I leave nothing to my cousin Hope, who knows why.", "Hope"),
        ("He bit a peer (A.J.) and ran.", "A.J."),
        ("Emergency contact:\tLord, Candice\n", "Lord, Candice"),
    ],
)
def test_reports_and_forms_name_people(found: Look, text: str, name: str) -> None:
    assert found(text)[name].tier.value == "suggested"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("CREW: DEVERAUX, T (EMT-P)\nAML note: Benedict Chanler (BSA) wrote.", "EMT-P"),
        ("CHIEF OFFICER  Filipino         30.11.1981", "Filipino"),
        ("SCENE WAS CLEAR BEFORE OFC ARRIVED.", "ARRIVED"),
        ("On 4-2-22 at abt 3:40am CO IV Ramseyer came.", "40am CO IV"),
        ("> [cid:image001.png@01D8F3]\n> This is confidential.", "png@01D8F3"),
    ],
)
def test_what_somebody_is_and_does_is_nobody(found: Look, text: str, word: str) -> None:
    assert word not in {surface for surface, one in found(text).items() if one.tier.value == "suggested"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Key Personnel: Murray “Skip” Maker (Project Manager); Lincoln Scully.", "Murray “Skip” Maker"),
        ("It goes to Murray “Skip”\nMaker with a copy to counsel.", "Murray “Skip” Maker"),
        ("DEPOSITION OF MURRAY “SKIP” MAKER\n\nQ. Where were you?", "MURRAY “SKIP” MAKER"),
    ],
)
def test_behind_what_somebody_is_called_a_role_is_a_surname(found: Look, text: str, name: str) -> None:
    assert found(text)[name].kind.value == "person"


def test_a_role_before_a_legal_form_is_a_company(found: Look) -> None:
    names = found("This lease is made on August 17, 2001 between Neighbor, Inc., having an office in Reno.")
    assert set(names) == {"Neighbor, Inc."}


def test_a_law_office_is_a_firm_even_below_its_esquire(found: Look) -> None:
    names = found("FOR THE PLAINTIFF:\nOdette M. Friis, Esquire\nThe Law Office of Odette M. Friis PC\n12 Quay Road\n")
    assert names["Odette M. Friis"].kind.value == "person"
    firm = names["The Law Office of Odette M. Friis PC"]
    assert (firm.kind.value, firm.tier.value) == ("organization", "suggested")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The lender was First Bench Bank of Reno.", "First Bench Bank of Reno"),
        ("Payee Check No. Date Amount\nBench Jewelers 9818 10/02/2007 $73.8 million", "Bench Jewelers"),
    ],
)
def test_a_company_may_be_called_after_a_bench(found: Look, text: str, name: str) -> None:
    assert found(text)[name].tier.value == "suggested"


def test_a_bench_of_judges_is_none(found: Look) -> None:
    assert not found("The Constitution Bench of the court held that it was so, and the Full Bench agreed.")
