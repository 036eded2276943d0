"""Identifiers as the papers of many genres write them, and numbers beside them that stay. All are invented."""

import pytest

from legalredact.matching.identifiers.find import find_identifiers
from legalredact.model.mention import Kind


def found(text: str) -> list[tuple[Kind, str]]:
    return [(one.kind, one.span.of(text)) for one in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        # wire instructions, voided checks, payroll forms
        ("ABA 0210 0002 1", "0210 0002 1"),
        ("ABA# 0210-0002-1 for wires", "0210-0002-1"),
        ("ABA: 021 000 021", "021 000 021"),
        ("Bank ABA No. 021-000-021, Acct 7730044182 stays apart", "021-000-021"),
        ("ABA/Routing: 02 100 0021", "02 100 0021"),
        ("ABA Routing # 0-2-1-0-0-0-0-2-1", "0-2-1-0-0-0-0-2-1"),
        ("RTN 1234 5678 0", "1234 5678 0"),
        ("Routing/Transit No. 123-456-780", "123-456-780"),
        ("wire to ABA (domestic) 021 000 021", "021 000 021"),
        ("ABA routing transit number: 0210-00021", "0210-00021"),
        ("ABA number\n021 000 021", "021 000 021"),
        ("routing no. 021-0000-21", "021-0000-21"),
    ],
)
def test_a_routing_number_in_groups_is_found_behind_its_word(text: str, surface: str) -> None:
    assert (Kind.ACCOUNT, surface) in found(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Last 4 of SSN: 4471", "Last 4 of SSN: 4471"),
        ("Employee verified last four of social 4471 and", "last four of social 4471"),
        ("Last 4 SSN# 0093", "Last 4 SSN# 0093"),
        ("SSN (last 4): 4471", "SSN (last 4): 4471"),
        ("SSN (last four digits) 4471", "SSN (last four digits) 4471"),
        (
            "the last four digits of her Social Security number are 4471.",
            "last four digits of her Social Security number are 4471",
        ),
        ("L4 SSN 4471", "L4 SSN 4471"),
        ("last 4 of SS# 4471", "last 4 of SS# 4471"),
        ("SS# last 4 - 4471", "SS# last 4 - 4471"),
        ("Last 4 digits of the Social Security No.: 4471", "Last 4 digits of the Social Security No.: 4471"),
        ("LAST FOUR SSN 4471", "LAST FOUR SSN 4471"),
        ("last 4 of SSN: xxx-xx-4471", "last 4 of SSN: xxx-xx-4471"),
    ],
)
def test_the_last_four_digits_are_found_with_their_label(text: str, surface: str) -> None:
    assert found(text) == [(Kind.SSN, surface)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("PPT# 512440981", "512440981"),
        ("PPT 512440981 exp 04/30", "512440981"),
        ("PP# C4417729", "C4417729"),
        ("PP No. 512440981", "512440981"),
        ("P/P no: AB1234567", "AB1234567"),
        ("PSPT 512440981", "512440981"),
        ("US passport: C01X00T47", "C01X00T47"),
        ("Passport (Canada) AB123456", "AB123456"),
        ("passport # L 4417729", "L 4417729"),
        ("Passport: USA 512440981", "512440981"),
    ],
)
def test_a_passport_is_found_behind_its_shorthand(text: str, surface: str) -> None:
    assert found(text) == [(Kind.PASSPORT, surface)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("MRN 482-11-0936", "482-11-0936"),
        ("MRN: 44-81-72", "44-81-72"),
        ("Hospital No. 482-11-0936", "482-11-0936"),
        ("HOSP # 44-81-72", "44-81-72"),
        ("Hosp. No: 482-11-0936 Ward 4", "482-11-0936"),
        ("MR # 482-11-0936", "482-11-0936"),
        ("Medical Record Number 482-11-0936", "482-11-0936"),
        ("Unit No. 044-81-72", "044-81-72"),
        ("Med Rec #: 044-81-72", "044-81-72"),
        ("Encounter # 7700418826", "7700418826"),
        ("Patient ID: 482-11-0936", "482-11-0936"),
        ("Accession No. S21-004418", "S21-004418"),
    ],
)
def test_a_hospital_number_is_one_whatever_it_is_shaped_like(text: str, surface: str) -> None:
    assert found(text) == [(Kind.ACCOUNT, surface)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("DOB/SS#: 03/14/1958 / 482-11-0936", ["03/14/1958"]),
        ("SS#/DOB: 482-11-0936 / 03/14/1958", ["03/14/1958"]),
        ("SS# 482-11-0936, 3/14/58", ["3/14/58"]),
        ("SS# 482-11-0936  03/14/1958  M", ["03/14/1958"]),
        ("SSN 482-11-0936 / 03-14-1958", ["03-14-1958"]),
        ("SS# & DOB: 482-11-0936 and 3/14/1958", ["3/14/1958"]),
        ("DOB & SSN: 3/14/1958, 482-11-0936", ["3/14/1958"]),
        ("Tarrow, Olle 3/14/1958 SS# 482-11-0936", ["3/14/1958"]),
    ],
)
def test_a_birth_date_is_found_beside_a_social_security_number(text: str, dates: list[str]) -> None:
    assert [surface for kind, surface in found(text) if kind is Kind.BIRTH_DATE] == dates
    assert (Kind.SSN, "482-11-0936") in found(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Confirmation # QX7T4L", "QX7T4L"),
        ("Your confirmation code is 7KQ2LM.", "7KQ2LM"),
        ("Confirmation No.: 3318842907", "3318842907"),
        ("Conf # 88214HQ", "88214HQ"),
        ("Record locator: XKJDPQ", "XKJDPQ"),
        ("PNR: R4TQ2Z", "R4TQ2Z"),
        ("Confirmation: 7KQ2LM", "7KQ2LM"),
        ("Transaction ID 44188X2201", "44188X2201"),
        ("\u0130zmir, E-TICKET 006 2345678901", "006 2345678901"),
        ("Booking reference 7KQ2LM", "7KQ2LM"),
        ("Reservation # 44188-21", "44188-21"),
        ("Itinerary # 7204418826113", "7204418826113"),
        ("E-ticket 006 2345678901", "006 2345678901"),
        ("e-Ticket Number: 0062345678901", "0062345678901"),
        ("Ticket # 448812", "448812"),
        ("help desk ticket INC0044812 was closed", "INC0044812"),
        ("Ticket No. 448-8120", "448-8120"),
        ("Order # 112-3344556-7788990", "112-3344556-7788990"),
        ("Order number: W884412207", "W884412207"),
        ("Your order #4418820 has shipped", "4418820"),
        ("Sales Order No. 4418820", "4418820"),
        ("Order ID 9c44-8821 is wrong; order id 44188210", "44188210"),
        ("Work order 4418820", "4418820"),
        ("Receipt Number: IOE0912344188", "IOE0912344188"),
        ("Receipt # 4418-8204", "4418-8204"),
        ("Tracking #: 1Z999AA10123456784", "1Z999AA10123456784"),
    ],
)
def test_a_number_of_a_booking_or_an_order_is_found(text: str, surface: str) -> None:
    assert found(text) == [(Kind.ACCOUNT, surface)]


@pytest.mark.parametrize(
    "text",
    [
        # courts
        "Order No. 21-50498; General Order No. 24; Executive Order No. 13769; Administrative Order No. 2020-11",
        "this Court's Order, No. 21-50498, and the Order of April 9, 2021",
        "Executive Order 13769; Exec. Order No. 137690; General Order No. 202041",
        "FERC Order No. 2222, Order No. 888-A, Order 1000",
        "Standing Order No. 2021-004; Standing Order 100244",
        "Order (Doc. 104418); Order [Dkt. 104418]; Order, ECF No. 104418",
        "Order of 104418 pages",
        "Amended Scheduling Order 3:19-cv-00441",
        "in order 1000 times; in order 4418820 units",
        "Local Order No. 19-0044",
        "Docket No. 482-11-09; Case No. 2019-CV-004418",
        "Case No. 19-004418; Cause No. 2019-44188",
        "Opinion No. JC-0044; Opinion No. 2019-0044",
        # professional rules
        "ABA Formal Opinion 477R (2017); ABA Model Rule 1.6; ABA Standard 3-4.2",
        "ABA Journal 2021, 104 pages; 88 ABA J. 123 (2002)",
        "the ABA 2019 2020 report; ABA Section 19 of 20 members",
        "ABA Formal Op. 93-379 (1993)",
        # bank papers
        "transit 4 of 12 days; wire 100,000.00 by 3/4/2021",
        "bank statement 2020 2021 2",
        # SSN words
        "the last 4 of 12 pages; SSN is confidential; last four years 2018",
        "Last 4 payments: 4471; the last four digits of the year 2019",
        "SSN: xxx-xx-1234; SSN ***-**-4471",
        "last 4 SSN digits must be 4 digits; the last four weeks; SS Columbia 1914",
        "account ending in 4471; card (last 4): 4471",
        # travel and passports
        "pp. 512-440; pp. 512440; PP 12-14; see pp 1234-1240",
        "a passport issued 04/30/2019; passport photos 2 by 2; passport expired in 2019",
        "PPT slides 12 to 14; the PPT 2019 deck; PPT 100",
        "three tickets at 448.00; tickets 12 and 13; a parking ticket in 2019; ticket price 44.00",
        "Ticket 3 of 4; ticket sales 44,188",
        "ticketed on 3/4/2021 at 10:30",
        "CONFIRMATION NUMBER NEEDED; confirmation NEEDED; record locator needed; a booking in 2019",
        "Confirmation hearing of 3/4/2021; confirmation 2019; confirmation of the plan, No. 19-10044",
        "reservation of rights, 2019; reservation 12",
        "Order #12; order 2 pizzas; Order no. 4; order number two; order number 12",
        "order dated 3/4/2021; order # 3/4/2021; Order No. 2021-03-04",
        "Money order for $441,882.00; money order 500.00",
        # medical
        "MRI 4-12-21; MR 4/12/2021; hospital day 4; hospital stay 12/04/2020",
        "Unit 4418; unit price 44.18; Unit No. 12; unit 5-12",
        "BP 120-80-72; HR 72; WBC 4.4-18.2; hosp 03-04-21",
        "Hosp. No. 3; Hospital # 4; accession 2019; the accession of 2004-05",
        "encounter on 4-12-2021; encounter 3; encounter # 12-04-2021",
        "med rec reviewed 03-04-21; Medical record dated 03-04-21",
        # dates beside identifiers
        "Adm. 4/12/2021, disch. 4/14/2021; seen 04/12/2021",
        "The hearing of 3/14/2019; filed 3/14/1998",
        # Bates, statutes, amounts
        "ALDER_004418; GPX-0044188; ALDER 0044188; Bates No. ALDER-004418",
        "28 U.S.C. § 1332(a)(1); 42 CFR 482.11; 17 C.F.R. § 240.10b-5; Pub. L. 116-136",
        "$4,418,820.00; USD 441882.00; 4,418,820 shares; 44.18 %; 4418820 units",
        "P. 4418; page 4418820; Line 44188; Row 44-188-20; ¶ 4418",
        "Section 4418-20-1; Schedule 44-18; Exhibit 4418-A; Form 1099-MISC; Form I-9; Form 4506-T",
        "Model 4418-820; Part No. 4418-8204-1; rev 2021-04; Item 4418820",
        "Resolution No. 2021-044; Ordinance No. 44188; Bill No. 4418; H.R. 4418",
        "Patent No. 9,441,882; U.S. Pat. 9441882; Reg. No. 4,418,820; Serial 4",
        "Check No. 1044; check # 2210; Inv. 12; lot 4418; Room 4418; Suite 4418",
        "Purchase order terms 2019; work order form 3; sales order dated 3/4/2021",
        "receipt of 3/4/2021; receipt no. 3; receipts 2019-2020; receipt of 441882 dollars",
        "Tracking the 2019 numbers; tracking 4 items; itinerary for 2019; itinerary 3/4/2021",
        "a call at 10:30:45 on 2021-03-04; uptime 44188 s",
        "Order Nos. 1 and 2; Orders 44 and 45; Order Approving Plan 19-10044",
        "ordered 441882 units; reorder 441882; the order 2019 to 2021",
    ],
)
def test_numbers_of_other_things_stay(text: str) -> None:
    assert found(text) == []


def test_a_date_of_filing_beside_a_social_security_number_stays() -> None:
    text = "SSN 482-11-0936 was filed on 3/14/2019. On 3/14/2018 SS# 482-11-0936 was changed, effective 3/15/2019."
    assert {kind for kind, _ in found(text)} == {Kind.SSN}
