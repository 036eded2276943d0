"""Names in names of files are found without the words that say what the file is. All names are invented."""

import pytest

from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.file_names import in_file_names
from legalredact.model.mention import Kind, Span, Tier
from tests.detection.conftest import Look


def adjusted(text: str, *names: str) -> list[str]:
    """The text of each name after `in_file_names`; possible ones with a question mark."""
    given = [
        Candidate(Span(text.index(name), text.index(name) + len(name)), Kind.PERSON, Source.MODEL) for name in names
    ]
    found = in_file_names(text, given)
    return [one.span.of(text) + ("?" if one.tier is Tier.POSSIBLE else "") for one in found]


@pytest.mark.parametrize(
    ("text", "read", "name"),
    [
        ("OkonskiResume_2021.docx", "OkonskiResume_2021", "Okonski"),
        ("TARROW_OFFER_LETTER.PDF", "TARROW_OFFER", "TARROW"),
        ("2021-03-04_Okonski_Review.xlsx", "2021-03-04_Okonski", "Okonski"),
        ("Attached: marenfairlie.jpg", "marenfairlie.jpg", "marenfairlie"),
        ("see Maren Okonski headshot.jpg", "Maren Okonski headshot", "Maren Okonski"),
        ("Fwd Okonski invoice.eml", "Fwd Okonski", "Okonski"),
        ("McDonaldResume.pdf", "McDonaldResume", "McDonald"),
        ("O'DellDepo.pdf", "O'DellDepo", "O'Dell"),
        ("MOkonski_Fairlie.pdf", "MOkonski_Fairlie", "MOkonski_Fairlie"),
        ("Okonski-Maren_Application.pdf", "Okonski-Maren", "Okonski-Maren"),
        ("License.pdf", "License", "License"),
    ],
)
def test_words_of_papers_are_cut_from_a_name(text: str, read: str, name: str) -> None:
    assert adjusted(text, read) == [name]


@pytest.mark.parametrize("text", ["Maren Okonski resume", "Okonski Resume is long. See report.pdf now"])
def test_outside_of_file_names_nothing_is_cut(text: str) -> None:
    assert adjusted(text, "Okonski") == ["Okonski"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Attachments: scan_tarrow_dl.png; image001.png", ["tarrow?"]),
        ("resume-quenby.pdf", ["quenby?"]),
        ("Invoice_4471.pdf; Final_Report.docx; Employee_Handbook.pdf; Master_Services_Agreement.docx", []),
        ("image001.png; IMG_2044.jpg; 20210304_wfm_q3.xlsx; sharepoint.csv; Exhibit_A.pdf; mktg_plan.pptx", []),
        ("report.of.things and file", []),
    ],
)
def test_a_word_of_no_dictionary_beside_a_word_of_papers_is_offered(text: str, names: list[str]) -> None:
    assert adjusted(text) == names


def test_a_known_surname_in_small_letters_is_found_in_the_name_of_a_file() -> None:
    assert adjusted("Ms. Maren Baker sent scan_baker_license.png.", "Maren Baker") == ["Maren Baker", "baker"]
    assert adjusted("Ms. Maren Baker likes a baker.", "Maren Baker") == ["Maren Baker"]


def test_a_long_row_of_file_names_takes_no_square_of_its_length() -> None:
    assert len(adjusted("a_" * 40_000 + "x.pdf " + "Okonski_resume.pdf; " * 4_000)) == 4_000


@pytest.mark.parametrize(
    "file", ["Okonski_resume.pdf", "OkonskiResume.pdf", "OKONSKI_OFFER_LETTER.PDF", "2021-03-04_Okonski_Review.xlsx"]
)
def test_an_attachment_named_after_a_person_names_the_person(found: Look, file: str) -> None:
    names = found(f"Thanks, see below.\n\nAttachments: {file}; image001.png\n\nPlease call me.")
    assert "okonski" in {name.casefold() for name in names}
    assert {name.casefold() for name, one in names.items() if one.tier is Tier.SUGGESTED} <= {"okonski"}
