"""What is taken out of documents of each kind, every entry in the document's own words."""

import pytest

from legalredact.model.document import Place
from legalredact.model.entry_kind import EntryKind as K
from legalredact.summary.local.extract import extract
from tests.summary.payloads import document

COMPLAINT = (
    "IN THE SUPERIOR COURT OF EAST CAROLINE\nCOUNTY OF MARLOW",
    "CLIENT_A,\nPlaintiff,\nv.\nPARTY_B, a Nevada corporation,\nDefendant.",
    "Case No. 3:24-cv-90417-OTB\nCOMPLAINT FOR:\n(1) Breach of contract\n(2) Negligence\nJudge: Hon. JUDGE_C",
    "THE PARTIES",
    "1. CLIENT_A is an individual who resides in Marlow.",
    "FACTS",
    "2. On March 4, 2019, CLIENT_A and PARTY_B signed the agreement (Exhibit A).",
    "FIRST CLAIM FOR RELIEF\n(Breach of Contract – CLIENT_A against PARTY_B)",
    "3. PARTY_B broke Section 2 of the agreement and owes CLIENT_A $48,200.00.",
    "PRAYER FOR RELIEF",
    "CLIENT_A prays for judgment of $48,200.00 in damages and $1,800.00 in costs, in all $50,000.00.",
    "DATED: May 2, 2020",
    "By: /s/ COUNSEL_D\nCOUNSEL_D\nAttorney for Plaintiff\nCLIENT_A",
)
ORDER = (
    "UNITED STATES DISTRICT COURT",
    "ORDER GRANTING MOTION TO DISMISS",
    "PARTY_B moves to dismiss the complaint because it is barred by the statute of limitations.",
    "We conclude that the claim of CLIENT_A accrued in May 2015.",
    "CLIENT_A argues that the motion should be denied.",
    "IT IS ORDERED that the motion is GRANTED and the complaint is DISMISSED.",
)
LEASE = (
    "LEASE AGREEMENT",
    "This Lease Agreement is made on June 1, 2020 by and between CLIENT_A and PARTY_B.",
    "The initial term of three (3) years shall commence on July 1, 2020.",
    "PARTY_B shall pay rent of $2,000.00 a month under this Lease.",
    "CLIENT_A may terminate this Lease upon thirty (30) days' written demand.",
    "All notices under this Lease shall be given in writing to the other party.",
    "This Lease shall be governed by the laws of East Caroline.",
)
DUTIES = (
    "PARTY_B shall not sublet the house under this Lease without the prior consent of CLIENT_A.",
    "PARTY_B is responsible for the costs of repairs.",
)
LISTED_ORDER = (
    "UNITED STATES DISTRICT COURT",
    "ORDER",
    "Accordingly, it is ORDERED that:\n1.\nThe petition is overruled;\n2.\nEach party shall bear its own costs;",
    "that the party disagrees with.”",
    "Any part of a report without an objection is reviewed for clear error.",
)
CELLS = (
    "Invoice Date:\n20-10-2015\nInvoice No: TX-4711\nLoom oil\n1\n278.61\nTotal\n40.39\nGrand Total\n319.00",
    "The goods are for use and not for resale.",
)
INVOICE = (
    "INVOICE",
    "Invoice No. 4711",
    "Fan belt     1.0     $186.20",
    "Sensor calibrated     0.5     $57.50",
    "Total     1.5     $243.70",
    "Due within 30 days.",
)
MAIL = (
    "From: PARTY_B <EMAIL_1>\nTo: PERSON_C <EMAIL_2>\nDate: Mon, 6 Nov 2023 10:14:55 -0800\nSubject: The log",
    "Please send the log to CLIENT_A by Friday.\nThe weather was fine in the valley.",
    "On Wed, Oct 4, 2023 at 5:20 PM, PERSON_C wrote:\n> Keep PERSON_D out of this.",
)

CITING = (
    "The suit was sent to this Court. Doc. 1. The suit of PARTY_B closed to new claims on May 31, 2019. Docs. 18, 28."
)


def found(kind: K, *texts: str, labels: tuple[str, ...] = ()) -> list[str]:
    """The entries of that kind, each in one line."""
    facts = extract(document("d1", *texts, places=[Place(label=label) for label in labels]))
    return [facts.body.words(entry.span) for entry in facts.of(kind)]


@pytest.mark.parametrize(
    ("kind", "texts", "entries"),
    [
        (
            K.COURT,
            COMPLAINT,
            [
                "IN THE SUPERIOR COURT OF EAST CAROLINE COUNTY OF MARLOW",
                "Case No. 3:24-cv-90417-OTB",
                "Judge: Hon. JUDGE_C",
            ],
        ),
        (K.DOCUMENT, COMPLAINT, ["COMPLAINT FOR: (1) Breach of contract (2) Negligence"]),
        (
            K.PARTIES,
            COMPLAINT,
            [
                "CLIENT_A, Plaintiff, v. PARTY_B, a Nevada corporation, Defendant.",
                "1. CLIENT_A is an individual who resides in Marlow.",
                "COUNSEL_D Attorney for Plaintiff CLIENT_A",
            ],
        ),
        (
            K.CLAIMS,
            COMPLAINT,
            [
                "COMPLAINT FOR: (1) Breach of contract (2) Negligence",
                "FIRST CLAIM FOR RELIEF (Breach of Contract – CLIENT_A against PARTY_B)",
                "3. PARTY_B broke Section 2 of the agreement and owes CLIENT_A $48,200.00.",
            ],
        ),
        (K.DEFENSES, COMPLAINT, []),
        (K.RELIEF, COMPLAINT, [COMPLAINT[10]]),
        (K.EXHIBITS, COMPLAINT, [COMPLAINT[6]]),
        (K.SIGNATURES, COMPLAINT, ["DATED: May 2, 2020", "By: /s/ COUNSEL_D"]),
        (K.DISPOSITION, ORDER, [ORDER[5]]),
        (K.HOLDINGS, ORDER, [ORDER[3]]),
        (K.DEFENSES, ORDER, [ORDER[2]]),
        (K.DISPOSITION, COMPLAINT, []),
        (K.PARTIES, LEASE, [LEASE[1]]),
        (K.TERM, LEASE, [LEASE[2]]),
        (K.PAYMENT, LEASE, [LEASE[3]]),
        (K.TERMINATION, LEASE, [LEASE[4]]),
        (K.NOTICE, LEASE, [LEASE[5]]),
        (K.LAW, LEASE, [LEASE[6]]),
        (K.DUTIES, (*LEASE, *DUTIES), [*DUTIES]),
        (K.DUTIES, COMPLAINT, []),
        (K.TERM, COMPLAINT, []),
        (K.DISPOSITION, LISTED_ORDER, ["The petition is overruled;", "Each party shall bear its own costs;"]),
        (
            K.ITEMS,
            CELLS,
            ["Invoice Date: 20-10-2015 Invoice No: TX-4711 Loom oil 1 278.61 Total 40.39 Grand Total 319.00"],
        ),
        (K.ITEMS, ("The bank was", "setting aside $7,297.50 under the writ", "The check of $9,000.00"), []),
        (
            K.ITEMS,
            INVOICE,
            ["Invoice No. 4711", "Fan belt 1.0 $186.20", "Sensor calibrated 0.5 $57.50", "Total 1.5 $243.70"],
        ),
        (
            K.REQUESTS,
            MAIL,
            [
                "From: PARTY_B <EMAIL_1> To: PERSON_C <EMAIL_2> Date: Mon, 6 Nov 2023 10:14:55 -0800 Subject: The log",
                "Please send the log to CLIENT_A by Friday.",
                "On Wed, Oct 4, 2023 at 5:20 PM, PERSON_C wrote:",
                "Keep PERSON_D out of this.",
            ],
        ),
        (K.DOCUMENT, ("COUNSEL_D (SBN 990117)", *COMPLAINT), ["COMPLAINT FOR: (1) Breach of contract (2) Negligence"]),
        (K.DOCUMENT, ("CLIENT_A", *LEASE), ["CLIENT_A", "LEASE AGREEMENT"]),
        (
            K.PARTIES,
            ("This proceeding involves cases brought against Defendants PARTY_B and ORG_C.", ORDER[4]),
            ["This proceeding involves cases brought against Defendants PARTY_B and ORG_C."],
        ),
        (K.EVENTS, (CITING,), ["The suit of PARTY_B closed to new claims on May 31, 2019."]),
        (K.DEADLINES, MAIL, ["Please send the log to CLIENT_A by Friday."]),
        (K.REQUESTS, ORDER, []),
        (
            K.REQUESTS,
            ("From: PARTY_B\nSubject: The barge", "The barge came in late.", "From: PERSON_C\nSubject: No", "Yes."),
            ["From: PARTY_B Subject: The barge The barge came in late.", "From: PERSON_C Subject: No"],
        ),
        (
            K.REQUESTS,
            ("From: PARTY_B\nSubject: The log", "If you could also check the log, I would be glad."),
            ["From: PARTY_B Subject: The log", "If you could also check the log, I would be glad."],
        ),
        (
            K.REQUESTS,
            ('"PERSON_B" <EMAIL_1>\n09/27/2020 08:32 PM\n\n\tTo: <EMAIL_2>\n\tSubject: The log', "Call me today."),
            ['"PERSON_B" <EMAIL_1> 09/27/2020 08:32 PM To: <EMAIL_2> Subject: The log', "Call me today."],
        ),
        (
            K.REQUESTS,
            ('It rained.\n\n"PERSON_B" <EMAIL_1> on 11/01/2020 05:18:09 PM\nTo: <EMAIL_2>\nSubject: No', "Yes."),
            ['"PERSON_B" <EMAIL_1> on 11/01/2020 05:18:09 PM To: <EMAIL_2> Subject: No'],
        ),
        (K.REQUESTS, (MAIL[0], "Please delete it if you received this message in error."), [" ".join(MAIL[0].split())]),
        (K.DOCUMENT, ("From: PARTY_B\nSubject: My journey", "Friday, November 17", "I arrive at noon."), []),
        (K.REQUESTS, ("From: PARTY_B\nSubject: The log", "Send it."), ["From: PARTY_B Subject: The log"]),
        (K.REQUESTS, ("From: PARTY_B\nSubject: The log", "Send it today."), [
            "From: PARTY_B Subject: The log", "Send it today."]),
    ],
)  # fmt: skip
def test_entries_of_each_kind_are_found(kind: K, texts: tuple[str, ...], entries: list[str]) -> None:
    assert found(kind, *texts) == entries


def test_the_numbers_of_a_list_of_other_cases_are_not_those_of_the_document() -> None:
    texts = ("No. 2:15-cv-02641", "2:15-cv-02642", "ORDER", "2:15-cv-01739", "Case No. 2:15-cv-01740")
    places = [Place(page=page) for page in (1, 1, 1, 2, 2)]
    facts = extract(document("d1", *texts, places=places))
    told = [facts.body.words(entry.span) for entry in facts.of(K.COURT)]
    assert told == ["No. 2:15-cv-02641", "2:15-cv-02642", "Case No. 2:15-cv-01740"]


def test_the_total_weighs_most_among_amounts() -> None:
    facts = extract(document("d1", *COMPLAINT))
    best = max(facts.of(K.AMOUNTS), key=lambda entry: entry.weight)
    assert facts.body.words(best.span) == COMPLAINT[10]


@pytest.mark.parametrize(
    ("text", "is_deadline"),
    [
        ("PARTY_B shall answer the complaint by July 17, 2025.", True),
        ("The forms must be filed within fourteen (14) days of this letter.", True),
        ("The invoice is due on September 20, 2023.", True),
        ("Hand in your badge by noon.", True),
        ("She drove a truck for them from March 2019 until May 3, 2024.", False),
        ("PARTY_B signed the agreement on March 4, 2019.", False),
        ("The trailer stood in the yard for three weeks.", False),
    ],
)
def test_deadlines_are_told_from_other_dates_and_periods(text: str, is_deadline: bool) -> None:
    assert bool(found(K.DEADLINES, text)) is is_deadline


def test_comments_in_the_file_are_listed() -> None:
    texts = ("The roof leaked in May.", "Ask CLIENT_A first.")
    assert found(K.NOTES, *texts, labels=("page 1", "comment on page 1")) == ["Ask CLIENT_A first."]


def test_what_a_person_is_may_be_on_a_line_beside_the_name() -> None:
    assert found(K.PARTIES, "PERSON_B, President\nORG_C\nDear Mr. PERSON_B:") == ["PERSON_B, President ORG_C"]
    assert found(K.PARTIES, "Respectfully,\nPERSON_D\nService Manager") == ["PERSON_D Service Manager"]
    assert found(K.PARTIES, "PERSON_D was asked about the roof of the warehouse.") == []


def test_a_document_without_text_has_no_entries() -> None:
    assert not extract(document("d1", " ", "\n")).entries


def test_of_two_amounts_the_larger_one_weighs_more() -> None:
    facts = extract(document("d1", "CLIENT_A paid $5.00 to PARTY_B.", "CLIENT_A paid $5,000,000.00 to PARTY_B."))
    small, large = sorted(facts.of(K.AMOUNTS), key=lambda entry: entry.span)
    assert large.weight > small.weight


@pytest.mark.parametrize("heading", ["EXHIBIT LIST", "Exhibits", "INDEX OF EXHIBITS", "Attachments"])
def test_lines_below_the_heading_of_a_list_are_exhibits(heading: str) -> None:
    facts = extract(document("d1", "THE FACTS", "CLIENT_A paid PARTY_B in May.", heading, "1. Lease of the quay"))
    assert [facts.body.words(entry.span) for entry in facts.of(K.EXHIBITS)] == ["1. Lease of the quay"]


def test_those_who_appear_for_a_party_are_told_with_it() -> None:
    facts = extract(document("d1", "APPEARANCES", "For PARTY_B:\nCOUNSEL_D of ORG_E"))
    assert any("For PARTY_B" in facts.body.words(entry.span) for entry in facts.of(K.PARTIES))
