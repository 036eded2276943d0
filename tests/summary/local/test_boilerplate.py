"""Words of captions, signature blocks, certificates and stamps."""

import pytest

from legalredact.summary.local.boilerplate import is_boilerplate, is_disclaimer
from legalredact.summary.local.running_lines import is_stamp


@pytest.mark.parametrize(
    "words",
    [
        "Respectfully submitted", "/s/ Ines Marlow", "By: somebody", "Dated this fourth of May", "Subject: roofs",
        "attorneys for the plaintiff", "Counsel for Respondent", "Case No. 7", "Docket numbers", "Civil Action No. 8",
        "CERTIFICATE OF SERVICE", "I hereby certify that", "Ines wrote:", "a true and correct copy", "sworn to",
        "NOTARY PUBLIC", "my commission expires", "under penalty of perjury", "Table of Contents", "Telephone:",
        "electronically filed 8", "All rights reserved", "unauthorized use", "intended recipient", ") and", "____",
        "If you received this message in error, call us.", "Any copying of this letter is prohibited.",
        "District Court for the state of East Caroline", "Page 3 of 7", "PageID #12", "Page: 4",
    ],
)  # fmt: skip
def test_captions_signatures_certificates_and_stamps_are_frame(words: str) -> None:
    assert is_boilerplate(words)
    assert not is_boilerplate("The roof leaked.")


def test_a_sentence_that_tells_of_a_case_by_its_number_is_no_frame() -> None:
    assert not is_boilerplate(
        "The petition of Ines Marlow challenges the sentence that a jury's verdict brought her in Case No. 7 of 2019."
    )


def test_what_a_policy_prohibits_is_no_disclaimer() -> None:
    assert not is_disclaimer("Smoking in the warehouse is strictly prohibited.")


def test_a_stamp_is_told_from_other_frame() -> None:
    assert is_stamp("Page 3 of 7")
    assert not is_stamp("/s/ Ines Marlow")
    assert not is_stamp("see page 3")
