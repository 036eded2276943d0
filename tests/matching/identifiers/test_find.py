"""Identifiers are found in text as files and OCR give it, and numbers that must stay are left alone."""

import itertools
import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalredact.matching.identifiers.checksums import luhn, mod97, routing, vehicle
from legalredact.matching.identifiers.find import Owner, find_identifiers, find_requested
from legalredact.matching.text.states import STATE_CODES
from legalredact.model.mention import Kind, Tier


def found(text: str) -> list[tuple[str, str, str]]:
    return [(i.kind.value, i.span.of(text), i.value) for i in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "kind", "surface", "value"),
    [
        ("his 219-09-9999 was", "ssn", "219-09-9999", "219099999"),
        ("219-09-\n9999 wrapped", "ssn", "219-09-\n9999", "219099999"),
        ("SSN: 219 09 9999", "ssn", "219 09 9999", "219099999"),
        ("Social Security No. 219099999", "ssn", "219099999", "219099999"),
        ("SSN\n000-12-3456", "ssn", "000-12-3456", "000123456"),
        ("SSN 2l9-O9-9999", "ssn", "2l9-O9-9999", "219099999"),
        ("EIN 12-3456789", "taxpayer", "12-3456789", "123456789"),
        ("Tax ID: 123456789", "taxpayer", "123456789", "123456789"),
        ("her 912-78-1234", "taxpayer", "912-78-1234", "912781234"),
        ("call (404) 555-0142.", "phone", "(404) 555-0142", "+14045550142"),
        ("call (404)\n555-0142.", "phone", "(404)\n555-0142", "+14045550142"),
        ("at 404.555.0142 x22", "phone", "404.555.0142 x22", "+14045550142x22"),
        ("1\n2\n3 a\n4 b\n5 404.555.0142\n6 c", "phone", "404.555.0142", "+14045550142"),
        ("3 a\n4 404.555.0142\n5 c", "phone", "404.555.0142", "+14045550142"),
        ("3 a\n14 404 555 0142\n5 c", "phone", "404 555 0142", "+14045550142"),
        ("Suite 300 404-555-0142", "phone", "404-555-0142", "+14045550142"),
        (
            "1,2014-CV-3562,R. Vale,404.555.0142\n2,2014-CV-3563,Oldacre v. Moss",
            "phone",
            "404.555.0142",
            "+14045550142",
        ),
        ("at 1-404-555-0142", "phone", "1-404-555-0142", "+14045550142"),
        ("at +44 20 7946 0958", "phone", "+44 20 7946 0958", "+442079460958"),
        ("Tel.: 555-0142", "phone", "555-0142", "+15550142"),
        ("call me on 0494 92 82 32", "phone", "0494 92 82 32", "+10494928232"),
        ("dial 1-800-FLOWERS", "phone", "1-800-FLOWERS", "+18003569377"),
        ("to P.Alder@Granite-Quay.example.", "email", "P.Alder@Granite-Quay.example", "p.alder@granite-quay.example"),
        ("to alder@\nexample.com", "email", "alder@\nexample.com", "alder@example.com"),
        ("to alder@granite-\nquay.example", "email", "alder@granite-\nquay.example", "alder@granite-quay.example"),
        ("to alder (at) example (dot) com", "email", "alder (at) example (dot) com", "alder@example.com"),
        ("to alder @ example.com", "email", "alder @ example.com", "alder@example.com"),
        ("Account No. 000123456789", "account", "000123456789", "000123456789"),
        ("Account Number\n12-34567", "account", "12-34567", "1234567"),
        ("account at Larkhaven Bank numbered 12345678901", "account", "12345678901", "12345678901"),
        ("Policy HM-5520-1187", "account", "HM-5520-1187", "HM55201187"),
        ("MRN: 00123456", "account", "00123456", "00123456"),
        ("to GB82 WEST 1234 5698 7654 32", "account", "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
        ("routing number 123456780", "account", "123456780", "123456780"),
        ("paid by 4111 1111 1111 1111", "card", "4111 1111 1111 1111", "4111111111111111"),
        ("paid by 3782 822463 10005", "card", "3782 822463 10005", "378282246310005"),
        ("card # 1234-5678-9012-3456", "card", "1234-5678-9012-3456", "1234567890123456"),
        ("born on April 9, 1971", "birth_date", "April 9, 1971", "1971-04-09"),
        ("Date of Birth\n4/9/71", "birth_date", "4/9/71", "1971-04-09"),
        ("1/2/1990 (DOB)", "birth_date", "1/2/1990", "1990-01-02"),
        ("driver's license number I1234562", "licence", "I1234562", "I1234562"),
        ("Q. Have you a driver's license?\n\nA. Yes, number I1234562.", "licence", "I1234562", "I1234562"),
        ("DL No. I1234562", "licence", "I1234562", "I1234562"),
        ("inmate no. 12345-678", "licence", "12345-678", "12345678"),
        ("passport no. 123456789", "passport", "123456789", "123456789"),
        ("alien number A 098-765-432", "passport", "A 098-765-432", "A098765432"),
        ("from 192.0.2.44", "ip", "192.0.2.44", "192.0.2.44"),
        ("from 2001:0DB8:0:0:0:0:0:1", "ip", "2001:0DB8:0:0:0:0:0:1", "2001:db8::1"),
        (
            "see https://www.granitequay.example/loads/.",
            "url",
            "https://www.granitequay.example/loads/",
            "granitequay.example/loads",
        ),
        ("see granitequay.com now", "url", "granitequay.com", "granitequay.com"),
        ("VIN 1M8GDM9AXKP042788", "vehicle", "1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),
        ("the 1M8GDM9AXKP042788 truck", "vehicle", "1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),
        ("license plate 7ABC123", "vehicle", "7ABC123", "7ABC123"),
    ],
)
def test_an_identifier_is_found_with_its_value(text: str, kind: str, surface: str, value: str) -> None:
    assert found(text) == [(kind, surface, value)]


@pytest.mark.parametrize(
    "address",
    [
        "27 Bramble Court, Larkhaven, California 94000",
        "1180 Cannery Loop Road,\nSuite 4B\nDunmere, NV 89000-1234",
        "1180 CANNERY LOOP ROAD \nDUNMERE, NV  89000",
        "One Speedwell Avenue \nQuay Plaza \nDunmere, NJ 07962",
        "1615 M Street, N.W. \nPell Square, Suite 400 \nWashington, DC 20036",
        "250 West 55th Street",
        "1285 Avenue of the Americas",
        "350 Broadway, 10th Floor",
        "12500 Highway 61 North",
        "27\nBramble\nCourt",
        "P.O. Box 123, Larkhaven, CA 94000",
        "Larkhaven, CA 94000",
    ],
)
def test_an_address_is_found_whole(address: str) -> None:
    text = f"She lives at {address} today."
    assert [(i.kind, i.span.of(text)) for i in find_identifiers(text)] == [(Kind.ADDRESS, address)]


@pytest.mark.parametrize(
    "text",
    [
        "No. 21-50498; No. 21-1234567; 2:19-cv-01744-DGC; No. 215-597-2995",
        "Case: 21-50498     Document: 00516242060     Page: 1     Date Filed: 03/16/2022",
        "28 U.S.C. § 1332(a); § 14-306.4; Rule 12(b)(6); $1,234,567.89; 75%; 30 days; 9:30 a.m.",
        "Pell v. Oakes, 780 F.3d 304, 304-05 (5th Cir. 2015); 140 S. Ct. 1575, 1578–89; 12 Mass. App. Ct. 34",
        "ALDER 000123; GP-0001234; 20011206 - 20061004; the hearing of April 9, 1971; born in 1971",
        "xxx-xx-1234; account ending in 1234; account xxxx1234; account balance of $12,345,678.90",
        "Georgia Bar No. 462110; 2 District Court; 14 Superior Court; in 2019 Main Street Partners; a 5 minute drive",
        "Section 2.1.3.4; version 1.2.3.4; at 10:30:45; report.pdf; 123-45-678; 4111 1111 1111 1112; 1M8GDM9AXKP042789",
        "tables of 215 597 299 and 12 345 6789 pieces; 021000021 units",
        "Pell v. Booking.com Corp., 140 S. Ct. 2298 (2020)",
        "2023-08-02\tAlder Mills, Inc.\t92250",
        "PERSON_A lives at ADDRESS_1, call PHONE_2, account ACCOUNT_3, born BIRTHDATE_1, SSN SSN_1",
    ],
)
def test_numbers_that_must_stay_are_no_identifiers(text: str) -> None:
    assert found(text) == []


def test_marks_of_quoted_mail_do_not_tear_an_identifier() -> None:
    text = "> > On the card, 4111 1111 1111\n> > 1111, or (404)\n> > 555-0142.\n> Yours, alder@\n> example.com\n"
    assert [(i.kind, i.span.of(text)) for i in find_identifiers(text)] == [
        (Kind.CARD, "4111 1111 1111\n> > 1111"),
        (Kind.PHONE, "(404)\n> > 555-0142"),
        (Kind.EMAIL, "alder@\n> example.com"),
    ]


def test_two_writings_of_one_number_have_one_value() -> None:
    values = {i.value for i in find_identifiers("(404) 555-0142, 404.555.0142, +1 404 555 0142")}
    assert values == {"+14045550142"}


def test_the_longer_wins_then_the_one_with_a_checksum() -> None:
    assert found("account 4111 1111 1111 1111")[0][0] == "card"
    assert [kind for kind, *_ in found("mailto:alder@example.com?subject=Alder%20v.%20Granite")] == ["email", "url"]


LETTERHEAD = """OFFICE OF THE CLERK
UNITED STATES COURT OF APPEALS
601 MARKET STREET
DUNMERE, NV 89000
Website: www.ca3.uscourts.gov

August 3, 2017

TELEPHONE
775-555-0101
"""


def test_what_stands_in_a_courts_letterhead_is_the_courts() -> None:
    assert {(i.kind, i.owner) for i in find_identifiers(LETTERHEAD)} == {
        (Kind.ADDRESS, Owner.COURT),
        (Kind.URL, Owner.COURT),
        (Kind.PHONE, Owner.COURT),
    }


def test_a_courts_number_is_only_possible_everywhere_in_the_text() -> None:
    text = "Call the Clerk's Office at 775-555-0101.\n\nThe number again: 775-555-0101."
    assert [i.tier for i in find_identifiers(text)] == [Tier.POSSIBLE, Tier.POSSIBLE]


def test_an_addressee_below_a_courts_letterhead_is_private() -> None:
    text = f"{LETTERHEAD}\nMargaret Alder\nGranite Quay\n27 Bramble Court\nDunmere, NV 89000\n775-555-0186\n"
    assert [i.owner for i in find_identifiers(text)][-2:] == [Owner.PRIVATE, Owner.PRIVATE]


def test_a_person_between_a_court_and_a_number_owns_it() -> None:
    text = "The Court ordered Margaret Alder, 27 Bramble Court, Dunmere, NV 89000, to call 775-555-0186."
    assert [i.owner for i in find_identifiers(text)] == [Owner.PRIVATE, Owner.PRIVATE]


def test_help_lines_and_pages_of_authorities_are_public() -> None:
    text = "Call the Safe Helpline at 1-877-555-0101 or visit www.quay.va.gov/help."
    assert [i.owner for i in find_identifiers(text)] == [Owner.PUBLIC, Owner.PUBLIC]


def test_counsels_telephone_in_a_signature_block_is_only_possible() -> None:
    block = "PELL & OAKES LLP\n4400 Drayage Way\nDunmere, NV 89000\n(775) 555-0177\nFax: (775) 555-0178\n"
    owners = {
        i.span.of(block): i.owner
        for i in find_identifiers(f"{block}s/ A. Pell\nNevada Bar No. 1234\nAttorney for Appellant\n")
    }
    assert owners["(775) 555-0177"] is owners["Fax: (775) 555-0178"[5:]] is Owner.COUNSEL


def test_a_partnerships_telephone_without_a_sign_of_counsel_is_private() -> None:
    text = "Notices go to:\nGRANITE QUAY LLP\n4400 Drayage Way\nDunmere, NV 89000\n(775) 555-0177\n"
    assert {i.owner for i in find_identifiers(text)} == {Owner.PRIVATE}


def test_case_numbers_are_told_apart_but_for_those_of_cited_precedents() -> None:
    text = "No. 3:20-CV-00257. See Pell v. Oakes, No. 21-1832, 2023 WL 128600 (1st Cir. 2023); 2021-NCSC-57, ¶ 2."
    assert [(i.span.of(text), i.value, i.tier) for i in find_requested(text, [Kind.CASE_NUMBER])] == [
        ("3:20-CV-00257", "3:20-cv-257", Tier.POSSIBLE)
    ]


def test_check_digits_hold_for_published_specimens_and_fail_for_a_wrong_digit() -> None:
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
    assert mod97("GB82WEST12345698765432")
    assert not mod97("GB82WEST12345698765433")
    assert routing("123456780")
    assert not routing("123456781")
    assert vehicle("1M8GDM9AXKP042788")
    assert not vehicle("1M8GDM9AXKP042789")


@given(st.text(alphabet=string.digits + " -.()@:/#+xXASNcotel\n", max_size=200))
def test_identifiers_never_overlap_and_stand_in_order(text: str) -> None:
    identifiers = find_identifiers(text)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(identifiers))


@given(st.from_regex(r"[2-6]\d{2}-[1-9]\d-[1-9]\d{3}", fullmatch=True).filter(lambda number: number[:3] != "666"))
def test_every_possible_social_security_number_is_found_in_a_sentence(number: str) -> None:
    assert found(f"The employee, {number}, signed.") == [("ssn", number, number.replace("-", ""))]


@given(st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{2,10}\.(com|org|example)", fullmatch=True))
def test_every_plain_mail_address_is_found(address: str) -> None:
    assert [surface for kind, surface, _ in found(f"Write to <{address}>, please.") if kind == "email"] == [address]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1-",
        "1 ",
        "a@",
        "account no. ",
        "account 1-",
        "SSN 123-45-",
        "12 Aa Street, ",
        "www.",
        "tel ",
        ":",
        "A1",
        "born ",
    ],
)
def test_long_hostile_runs_are_read_to_their_end(piece: str) -> None:
    find_identifiers(piece * (30_000 // len(piece)))


def test_what_real_filings_must_keep_is_never_suggested(shared: Path) -> None:
    gold = {one["file"]: one["keep"] for one in json.loads((shared / "corpus/court/gold.json").read_text("utf-8"))}
    hit = 0
    for document in map(json.loads, (shared / "corpus/names/court.jsonl").read_text("utf-8").splitlines()):
        text = document["text"]
        suggested = [i for i in find_identifiers(text) if i.tier is Tier.SUGGESTED]
        hit += sum(
            kept in i.span.of(text) or i.span.of(text) in kept for kept in gold[document["id"]] for i in suggested
        )
    assert hit == 0


def test_identifiers_of_synthetic_sentences_are_found(shared: Path) -> None:
    wanted = {
        "EMAIL_ADDRESS",
        "CREDIT_CARD",
        "IBAN_CODE",
        "US_SSN",
        "IP_ADDRESS",
        "DOMAIN_NAME",
        "US_DRIVER_LICENSE",
        "PHONE_NUMBER",
    }
    total = missed = 0
    for sentence in map(
        json.loads, (shared / "corpus/names/presidio_synth_v2_A.jsonl").read_text("utf-8").splitlines()
    ):
        spans = [i.span for i in find_identifiers(sentence["text"])]
        for gold in (one for one in sentence["spans"] if one["type"] in wanted):
            total += 1
            missed += not any(span.start <= gold["start"] and gold["end"] <= span.end for span in spans)
    assert total > 150
    assert missed <= 2


def test_a_telephone_number_right_behind_a_zip_code_is_found() -> None:
    found = find_identifiers("75 Condenser Court, Dunmere, Nevada 89000 (775) 555-0168\n\nEXHIBIT C")
    assert [identifier.kind for identifier in found] == [Kind.ADDRESS, Kind.PHONE]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("She lives at 412 Alder Street. Brightwater left.", "412 Alder Street"),
        ("She lives at 7 Birch Ave. in town.", "7 Birch Ave."),
    ],
)
def test_an_address_ends_before_the_full_stop_of_its_sentence(text: str, address: str) -> None:
    assert [one.span.of(text) for one in find_identifiers(text)] == [address]


@pytest.mark.parametrize("state", STATE_CODES.split("|"))
def test_an_address_is_found_in_every_state(state: str) -> None:
    address = f"1353 W. Laurel St., Suite 12, Oldacre, {state} 19801"
    assert [surface for _, surface, _ in found(f"Ida Wick\n{address}\n\nRe: DE 45")] == [address]


@pytest.mark.parametrize(
    "line", ["10 Q. Did Dr. Dearling tell you?", "4 A. With Dr. Oakes.", "12 Q. Is St. Alder's open?"]
)
def test_a_question_to_a_doctor_is_no_street(line: str) -> None:
    assert found(line) == []


def test_a_street_that_is_a_letter_is_one() -> None:
    assert found("at 120 Q. Street, Oldacre, NV 89501")[0][0] == "address"
