"""Spellings that differ from a known name and yet mean nobody else. All names are invented."""

from dataclasses import replace

import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.detection.lexicon.name_parsing import surname_of
from legalredact.model.mention import Kind
from legalredact.model.register import Register
from tests.detection.conftest import Look, Read, marked, questions, resolved, who


def test_a_nickname_joins_the_surname() -> None:
    register = parse_register("Margaret Q. Fairlie | client | Maggie")
    resolution = resolved(
        "[P Margaret Q. Fairlie] met [P Maggie Fairlie]. [P Margaret Fairlie] and [P Fairlie, Maggie] signed. "
        "[P Maggie] and [P Fairlie] left.",
        register=register,
    )
    spellings = {"Maggie", "Maggie Fairlie", "Margaret Fairlie", "Fairlie, Maggie", "Fairlie"}
    assert who(resolution) == {"Margaret Q. Fairlie": spellings}
    assert questions(resolution) == {}


def test_a_nickname_before_another_surname_is_somebody_else() -> None:
    register = parse_register("Margaret Q. Fairlie | client | Maggie")
    resolution = resolved("[P Maggie Wren] met [P Ottoline Fairlie].", register=register)
    assert set(who(resolution)) == {"Margaret Q. Fairlie", "Maggie Wren", "Ottoline Fairlie"}


@pytest.mark.parametrize("form", ["L. Marrow", "L Marrow"])
def test_an_initial_joins_the_only_given_name_that_fits(form: str) -> None:
    resolution = resolved(f"[P Lucille Marrow] and [P Dominic R. Marrow] met. [P {form}] signed.")
    assert who(resolution) == {"Lucille Marrow": {form}, "Dominic R. Marrow": set()}


@pytest.mark.parametrize(
    ("surface", "surname"),
    [("Wren L. Marrow", "Marrow"), ("Wren D Marrow", "Marrow"), ("Wren de la Marr", "de la Marr")],
)
def test_an_initial_is_no_particle_of_the_surname(surface: str, surname: str) -> None:
    assert surname_of(surface) == surname


def test_last_name_first_in_capitals_is_one_name(found: Look) -> None:
    text = (
        "DEPOSITION OF EMERIC J. LINDEN-MARROW\n\nI N D E X\n\nWITNESS\nLINDEN-MARROW, EMERIC J.\n"
        "EXAMINATION BY MS. WREN\n\nEMERIC J. LINDEN-MARROW, having been first duly sworn, testified:\n"
    )
    assert {"LINDEN-MARROW, EMERIC J.", "EMERIC J. LINDEN-MARROW"} <= set(found(text))
    broken = found(text.replace("LINDEN-MARROW, EMERIC", "LINDEN-\nMARROW, EMERIC"))
    assert {"LINDEN- MARROW, EMERIC J.", "EMERIC J. LINDEN-MARROW"} <= set(broken)


def test_last_name_first_is_the_same_person() -> None:
    resolution = resolved("[P Emeric J. Linden-Marrow] met [P LINDEN-MARROW, EMERIC J.] here.")
    assert who(resolution) == {"Emeric J. Linden-Marrow": {"LINDEN-MARROW, EMERIC J.", "Linden-Marrow"}}


def test_a_company_without_its_form_is_no_person() -> None:
    resolution = resolved("[O Tarrow Grocers, Inc.] paid.", "They told [P Tarrow Grocers] so.")
    assert who(resolution) == {"Tarrow Grocers, Inc.": {"Tarrow Grocers"}}
    assert [e.kind for e in resolution.register.entities] == [Kind.ORGANIZATION]


@pytest.mark.parametrize(
    "text",
    [
        "[O Imogen Baker, P.C.] wrote. [P Imogen Baker] signed.",
        "[O Imogen Baker, Inc.] paid. Ms. [P Imogen Baker] left.",
    ],
)
def test_a_person_is_not_the_firm_of_their_name(text: str) -> None:
    assert len(who(resolved(text))) == 2


def scanned(text: str) -> Read:
    """Marked text that was read from a picture."""
    document, mentions = marked(text, "scan")
    blocks = tuple(replace(block, confidence=0.8) for block in document.blocks)
    return replace(document, blocks=blocks), mentions


@pytest.mark.parametrize(
    "surface", ["Wendeline Fairlia", "Wendeline Fa1rlie", "Wendeline Q. Fairl ia", "Wendeline Q. Fairlle"]
)
def test_a_name_misread_from_a_picture_is_the_one_it_may_be(surface: str) -> None:
    register = parse_register("Wendeline Q. Fairlie | client")
    read = [marked("[P Wendeline Fairlie] sued."), scanned(f"[P {surface}] wrote.")]
    resolution = resolve(read, register)
    assert set(who(resolution)) == {"Wendeline Q. Fairlie"}
    assert surface in who(resolution)["Wendeline Q. Fairlie"]
    assert resolve(read, resolution.register).register == resolution.register


def test_a_misread_spelling_does_not_become_the_name() -> None:
    read = [scanned("[P Wendeline Q. Fairlie] and [P Wendeline Q. Fairlie] met [P Wendeline Q. F airlia].")]
    assert set(who(resolve(read, Register()))) == {"Wendeline Q. Fairlie"}


def test_what_may_be_two_names_misread_is_neither() -> None:
    read = [marked("[P Wendeline Fairlie] met [P Wendeline Fairlin]."), scanned("[P Wendeline Fairlia] wrote.")]
    assert set(who(resolve(read, Register()))) == {"Wendeline Fairlie", "Wendeline Fairlin", "Wendeline Fairlia"}


def test_another_letter_in_printed_text_is_another_name() -> None:
    read = [marked("[P Wendeline Fairlie] met."), marked("[P Wendeline Fairlia] wrote.", "d2")]
    assert set(who(resolve(read, Register()))) == {"Wendeline Fairlie", "Wendeline Fairlia"}


@pytest.mark.parametrize(
    ("line", "text", "name", "others"),
    [
        (
            "Harrowgate Freight, LLC d/b/a Quickhaul | client",
            "Harrowgate Freight, LLC d/b/a Quickhaul sued. Quickhaul paid. Harrowgate Freight lost.",
            "Harrowgate Freight, LLC",
            {"Quickhaul", "Harrowgate Freight"},
        ),
        (
            "Brightline Foods f/k/a Old Tarrow | client",
            "[O Brightline Foods] and [O Old Tarrow] won.",
            "Brightline Foods",
            {"Old Tarrow"},
        ),
        (
            "Odessa Brightwater d/b/a Quickhaul Cleaning | client",
            "[P Odessa Brightwater] and [O Quickhaul Cleaning] paid.",
            "Odessa Brightwater",
            {"Quickhaul Cleaning"},
        ),
    ],
)
def test_a_typed_other_name_is_the_same_entity(line: str, text: str, name: str, others: set[str]) -> None:
    resolution = resolved(text, register=parse_register(line))
    assert set(who(resolution)) == {name}
    assert others <= who(resolution)[name]


def test_a_former_name_and_its_short_form_are_the_same_entity() -> None:
    resolution = resolved(
        "[O Tessily Mills, Inc.], f/k/a [O Old Tarrow Company], paid. [O Old Tarrow] and [O Tessily] won."
    )
    assert who(resolution) == {"Tessily Mills, Inc.": {"Old Tarrow Company", "Old Tarrow", "Tessily"}}


@pytest.mark.parametrize(
    "forms",
    [
        ("Vanessa Saint Cloud", "St. Cloud"),
        ("Vanessa St. Cloud", "Vanessa Saint Cloud"),
        ("Jürgen Müller", "Jurgen Mueller"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Jurgen Mueller", "Jürgen Müller"),
        ("Jürgen Müller", "Mueller"),
        ("Anneke Söderström", "Soederstroem"),
    ],
)
def test_saints_and_umlauts_are_written_in_two_ways(forms: tuple[str, str]) -> None:
    resolution = resolved(f"[P {forms[0]}] met [P {forms[1]}] here.")
    assert len(who(resolution)) == 1


def test_mueller_and_muller_are_two_without_an_umlaut() -> None:
    assert len(who(resolved("[P Jurgen Mueller] met [P Jurgen Muller] here."))) == 2


def test_rows_of_last_name_first_are_apart(found: Look) -> None:
    text = "BRIGHTWATER, ODESSA J\nHARROWGATE, LIONEL\n\nOdessa J. Brightwater met Lionel Harrowgate.\n"
    assert {"BRIGHTWATER, ODESSA J", "HARROWGATE, LIONEL"} <= set(found(text))
