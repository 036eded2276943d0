"""Court and case number as the caption of a court paper has them."""

import pytest

from legalredact.detection.document_facts.court_caption import court_caption

FEDERAL = """Priscilla N. Hathersage (SBN 990117)
UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA

OAKLAND DIVISION

MARGARET Q. ALDER, an individual,
Plaintiff,
Case No. 3:24-cv-90417-OTB
"""
STATE = "IN THE CIRCUIT COURT OF THE FIFTH JUDICIAL CIRCUIT\nCOUNTY OF ASHDOWN\n\nNo. 2023-CV-118\n"


@pytest.mark.parametrize(
    ("text", "court", "number"),
    [
        (
            FEDERAL,
            "United States District Court, Northern District of California, Oakland Division",
            "3:24-cv-90417-OTB",
        ),
        (STATE, "In the Circuit Court of the Fifth Judicial Circuit, County of Ashdown", "2023-CV-118"),
        ("SUPERIOR COURT OF VERMONT\nQuillfeather v. Oakbarrow\n", "Superior Court of Vermont", ""),
        ("Dear counsel,\nthe district court denied the motion.\n", "", ""),
        ("Dear counsel,\nwe refer to Case No. 2023-CV-118.\n", "", ""),
        ("COURTESY COPY\nTENNIS COURT RULES\n", "", ""),
    ],
)
def test_the_caption_names_court_and_case(text: str, court: str, number: str) -> None:
    found = court_caption(text)
    assert (found.court, found.number) == (court, number)
