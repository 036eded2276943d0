"""Identifiers as police, adjusters, clerks, texts and voicemail write them. All are invented."""

import pytest

from legalredact.matching.identifiers import find_identifiers
from legalredact.model.mention import Kind


def found(text: str) -> list[tuple[Kind, str, str]]:
    return [(one.kind, one.span.of(text), one.value) for one in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "kind", "surface", "value"),
    [
        ("Tarrow, Q. DOB 6-6-98, sent home", Kind.BIRTH_DATE, "6-6-98", "1998-06-06"),
        ("(DOB 3.3.70)", Kind.BIRTH_DATE, "3.3.70", "1970-03-03"),
        ("ya and ur bday 4/17/90", Kind.BIRTH_DATE, "4/17/90", "1990-04-17"),
        ("Wren, Olga, b. 12/9/1961, engineer", Kind.BIRTH_DATE, "12/9/1961", "1961-12-09"),
        ("Fecha de nacimiento: 9/12/1961", Kind.BIRTH_DATE, "9/12/1961", "1961-09-12"),
        ("his HICN 482-11-0936A", Kind.SSN, "482-11-0936A", "482110936"),
        ("my passport expired, the new one is C4417729", Kind.PASSPORT, "C4417729", "C4417729"),
        ("CLM# GP-0088412-21", Kind.ACCOUNT, "GP-0088412-21", "GP008841221"),
        ("POL# HO3 7741902", Kind.ACCOUNT, "HO3 7741902", "HO37741902"),
        ("MTG CO LN 7700418826.", Kind.ACCOUNT, "7700418826", "7700418826"),
        ("Larkhaven Bank CD #8817245, payable", Kind.ACCOUNT, "8817245", "8817245"),
        ("IRA 331-08812-1-7", Kind.ACCOUNT, "331-08812-1-7", "3310881217"),
        ("Clock #40771", Kind.ACCOUNT, "40771", "40771"),
        ("MIN: 1001337-0004418826-3", Kind.ACCOUNT, "1001337-0004418826-3", "100133700044188263"),
        ("Routing 123456781, by a misread digit", Kind.ACCOUNT, "123456781", "123456781"),
        ("gray pickup, LIC 27-H402 NE", Kind.VEHICLE, "27-H402", "27H402"),
        (
            "my direct line is six one five five five five zero one two eight or",
            Kind.PHONE,
            "six one five five five five zero one two eight",
            "+16155550128",
        ),
        (
            "A. It is five seven five, two oh, one one eight four.",
            Kind.SSN,
            "five seven five, two oh, one one eight four",
            "575201184",
        ),
    ],
)
def test_what_shorthand_announces_is_an_identifier(text: str, kind: Kind, surface: str, value: str) -> None:
    assert found(text) == [(kind, surface, value)]


@pytest.mark.parametrize(
    "address",
    [
        "Unit 12, 880 Flint Hollow Road, Larkhaven, South Dakota 57104",
        "Flat 8, 17 Canning Road, London E15 3ND",
        "77 Federal Plaza, Dunmere, NV 89000",
        "12 High Street",
        "2700 Corbel, Dunmere 89000",
        "3 Gravel Hill, Dunmere, NV",
        "1720 Ala Corbel #804",
        "650 Corbel, Ste 2000",
        "Rural Route 2, Box 40",
        "Rural Route 2",
    ],
)
def test_an_address_without_a_word_for_its_street_is_found_whole(address: str) -> None:
    text = f"She lives at {address}."
    assert [(kind, surface) for kind, surface, _ in found(text)] == [(Kind.ADDRESS, address)]


@pytest.mark.parametrize(
    "text",
    [
        "On 12 March, Dunmere, NV was quiet; in 2018 Corbel, Dunmere, NV; 2 District Court; 3 Federal Highway grants",
        "count one two three four five six seven eight nine; one or two; four, five or six",
        "version 3.3.70; section 6-6-98; LIC was paid; CD 12 and LN 4; chart 3; 14 Superior Court, Dunmere, NV",
    ],
)
def test_facts_beside_shorthand_stay(text: str) -> None:
    assert found(text) == []


def test_a_date_behind_a_birth_date_stays() -> None:
    assert [surface for _, surface, _ in found("DOB 4/17/90 Date 3/4/2022")] == ["4/17/90"]
