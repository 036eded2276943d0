"""Identifiers as police, adjusters, clerks, texts and voicemail write them. All are invented."""

import pytest

from legalredact.matching.identifiers.find import find_identifiers
from legalredact.model.mention import Kind


def found(text: str) -> list[tuple[Kind, str, str]]:
    return [(one.kind, one.span.of(text), one.value) for one in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "kind", "surface", "value"),
    [
        ("Tarrow, Q. DOB 6-6-98, sent home", Kind.BIRTH_DATE, "6-6-98", "1998-06-06"),
        ("Date of Birth (mm/dd/yyyy) 12 / 04 / 1979", Kind.BIRTH_DATE, "12 / 04 / 1979", "1979-12-04"),
        ("10 BIRTHDATE 06141997 11 SEX F", Kind.BIRTH_DATE, "06141997", "1997-06-14"),
        ("Adm: 11/02/2021   DOB 8/30/34", Kind.BIRTH_DATE, "8/30/34", "2034-08-30"),
        ("Date of Birth 9/8/1984 14. When did you leave? 2/10/2019", Kind.BIRTH_DATE, "9/8/1984", "1984-09-08"),
        ("phone IMEI: 356938035643809, black", Kind.ACCOUNT, "356938035643809", "356938035643809"),
        ("MR#: 0044821 Rm 2", Kind.ACCOUNT, "0044821", "0044821"),
        ("b MED REC # M000771829", Kind.ACCOUNT, "M000771829", "M000771829"),
        ("CLM 014-22-889341 DOL 7/2/22", Kind.ACCOUNT, "014-22-889341", "01422889341"),
        ("prior pol LA88 2210 77, lapsed", Kind.ACCOUNT, "LA88 2210 77", "LA88221077"),
        ("Acct t0044182", Kind.ACCOUNT, "t0044182", "T0044182"),
        ("to the IOLTA 0044 8812 7", Kind.ACCOUNT, "0044 8812 7", "004488127"),
        (":50K: Ordering Customer   /7730044182", Kind.ACCOUNT, "7730044182", "7730044182"),
        ("on proof (CDL N4481207) to be", Kind.LICENCE, "N4481207", "N4481207"),
        ("ATTENDING NPI 1992770031", Kind.LICENCE, "1992770031", "1992770031"),
        ("held at Alder CC, IDOC # R-44182", Kind.LICENCE, "R-44182", "R44182"),
        ("Inmate Tarrow-Quenby #2118840 heard it", Kind.LICENCE, "2118840", "2118840"),
        ("I-94 Number, if any? 88413990122", Kind.PASSPORT, "88413990122", "88413990122"),
        ("tan truck plate CB 44 812.", Kind.VEHICLE, "CB 44 812", "CB44812"),
        ("LA plt 524 CWX", Kind.VEHICLE, "524 CWX", "524CWX"),
        ("TeI. (9l4) 555-O183", Kind.PHONE, "(9l4) 555-O183", "+19145550183"),
        ("It was area code 614\n     555-0188?", Kind.PHONE, "614\n     555-0188", "+16145550188"),
        (
            "His was cash dot\nroe at granitequay dot com.",
            Kind.EMAIL,
            "cash dot\nroe at granitequay dot com",
            "cash.roe@granitequay.com",
        ),
        ("she is at 88 SW 7 ST #1204 now", Kind.ADDRESS, "88 SW 7 ST #1204", "88SW7ST1204"),
        ("rented at 220 mountain rd", Kind.ADDRESS, "220 mountain rd", "220MOUNTAINRD"),
        (
            "5510 N HARLOW, FRESNO, CA 93710",
            Kind.ADDRESS,
            "5510 N HARLOW, FRESNO, CA 93710",
            "5510NHARLOWFRESNOCA93710",
        ),
        ("Lot 17 Tall Larches MHP, off Rte 9", Kind.ADDRESS, "Lot 17 Tall Larches MHP", "LOT17TALLLARCHESMHP"),
        (
            "Box 118, Star Route 2, Marfa, Texas 79843",
            Kind.ADDRESS,
            "Box 118, Star Route 2, Marfa, Texas 79843",
            "BOX118STARROUTE2MARFATEXAS79843",
        ),
        (
            "1 Fifth Ave N #11C, St. Alder 33701",
            Kind.ADDRESS,
            "1 Fifth Ave N #11C, St. Alder 33701",
            "1FIFTHAVEN11CSTALDER33701",
        ),
        ("of 411 Peach Apt 9, Clovis, said", Kind.ADDRESS, "411 Peach Apt 9", "411PEACHAPT9"),
        ("he lives at 906 Cedar, please", Kind.ADDRESS, "906 Cedar", "906CEDAR"),
        (
            "City San Alder State CA ZIP 95119 Start",
            Kind.ADDRESS,
            "San Alder State CA ZIP 95119",
            "SANALDERSTATECAZIP95119",
        ),
        ("Alder Park NY 11416      Period End: 5", Kind.ADDRESS, "Alder Park NY 11416", "ALDERPARKNY11416"),
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
        ("TARROW, OLLE DOB 041488 NEG", Kind.BIRTH_DATE, "041488", "88-04-14"),
        ("TARROW ODL 7741882 NEG", Kind.LICENCE, "7741882", "7741882"),
        ("and theo's birthday is june 20 and hes 7", Kind.BIRTH_DATE, "june 20", "--06-20"),
        ("V1 TARROW, Olle (M/H 6-1-90) had", Kind.BIRTH_DATE, "6-1-90", "1990-06-01"),
        ("B/F, 03/04/1988, of", Kind.BIRTH_DATE, "03/04/1988", "1988-03-04"),
        ("produced FL DL O525-218-77-441-0.", Kind.LICENCE, "O525-218-77-441-0", "O525218774410"),
        ("gave his license, B653-5218-8041, and", Kind.LICENCE, "B653-5218-8041", "B65352188041"),
        ("Appraiser: Tarrow, Lic. 4001 018844", Kind.LICENCE, "4001 018844", "4001018844"),
        ("(A-Number) 218-441-877   2. U.S.", Kind.PASSPORT, "218-441-877", "218441877"),
        ("Telephone (510)5550139", Kind.PHONE, "(510)5550139", "+15105550139"),
        ("Inmate: TARROW, OLLE  #2023-118842   Called", Kind.LICENCE, "2023-118842", "2023118842"),
        ("Dale Tarrow (CRD# 4418820)", Kind.LICENCE, "4418820", "4418820"),
        ("skid steer S/N GHL0R190C00418821; all", Kind.ACCOUNT, "GHL0R190C00418821", "GHL0R190C00418821"),
        ("MAILING ADDRESS RR 1 BOX 118 CITY", Kind.ADDRESS, "RR 1 BOX 118", "RR1BOX118"),
        ("flag, IMO 9417728.", Kind.VEHICLE, "9417728", "9417728"),
        ("payer MEDICARE 1EG4-TE5-MK73 paid", Kind.ACCOUNT, "1EG4-TE5-MK73", "1EG4TE5MK73"),
        ("at 2210 w owens ave unit 4 now", Kind.ADDRESS, "2210 w owens ave unit 4", "2210WOWENSAVEUNIT4"),
        ("kept at 14 Fish Pier, Gloucester", Kind.ADDRESS, "14 Fish Pier", "14FISHPIER"),
        (
            "of Industriestraße 14, 79576 Weil, Germany",
            Kind.ADDRESS,
            "Industriestraße 14, 79576 Weil",
            "INDUSTRIESTRASSE1479576WEIL",
        ),
        (
            "of 12, rue de la Paix, 75002 Paris, and",
            Kind.ADDRESS,
            "12, rue de la Paix, 75002 Paris",
            "12RUEDELAPAIX75002PARIS",
        ),
        ("of Calle Poco 14, and", Kind.ADDRESS, "Calle Poco 14", "CALLEPOCO14"),
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


@pytest.mark.parametrize(
    "text",
    [
        "Current Address? 4 Years 2 Months",
        "a 4 lane road, 2 way street, 12 dead end street",
        "claim 2019-004 was paid; claim 1 recites a lever",
        "We met at two dot com companies at noon",
        "Lot #2118840 was sold",
        "I will be at home dot",
        "the M/V 6-1-90; his license, 2019 edition; via email 14; the official 2019 list; DOB 991399; DL 2019-04",
    ],
)
def test_what_only_looks_like_shorthand_stays(text: str) -> None:
    assert found(text) == []
