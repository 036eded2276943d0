"""One token is one entity, and an abbreviation or a plain word is nobody's alias by chance. All names are invented."""

import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.documents.text.plain import document_from_text
from legalredact.masking.mask import assign_tokens, mask, unmask
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.model.payload import VerifiedText
from legalredact.model.register import Register
from legalredact.model.token import TOKEN


class Masked:
    """A text, detected, resolved, masked and verified."""

    def __init__(self, detector: Detector, text: str) -> None:
        document = document_from_text("d1", "letter.txt", text)
        resolution = resolve([(document, detector.detect(document))], Register())
        self.register = assign_tokens(resolution.register, [document])
        masked = mask(document, self.register, resolution.mentions["d1"])
        payload = build_payload("p", "1", "Summarize.", [(document, masked)])
        assert unmask(masked) == text
        assert isinstance(verify(payload, self.register, [masked], [document]), VerifiedText)
        self.text = masked.text
        self.surfaces = [" ".join(one.clear_surface.split()) for one in masked.occurrences]
        self.tokens = [one.token for one in masked.occurrences]

    def token(self, surface: str) -> str:
        """The only token of that surface."""
        (token,) = {t for s, t in zip(self.surfaces, self.tokens, strict=True) if s == surface}
        return token


def expect_apart(masked: Masked, *surfaces: str) -> None:
    assert len({masked.token(surface) for surface in surfaces}) == len(surfaces)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Jane Doe 1, Jane Doe 2, and Jane Doe 3 sued Kestrel LLC. Jane Doe 2 testified first.",
            ("Jane Doe 1", "Jane Doe 2", "Jane Doe 3"),
        ),
        (
            "Plaintiffs sued Roe Corporation 1 and Roe Corporation 2. Roe Corporation 2 never answered.",
            ("Roe Corporation 1", "Roe Corporation 2"),
        ),
        (
            "Harbor Fund II, L.P. sold to Harbor Fund III, L.P. in May. Harbor Fund II left. Harbor Fund III did not.",
            ("Harbor Fund II", "Harbor Fund III"),
        ),
        (
            "Brief of Harbor Institute, Marsh Legal Foundation, and Fairlie Legal Center, as amici curiae.",
            ("Harbor Institute", "Marsh Legal Foundation", "Fairlie Legal Center"),
        ),
        (
            "John Smith, John Marsh, and John Quillon left. John Smith, John Marsh, and John Quillon then came back.",
            ("John Smith", "John Marsh", "John Quillon"),
        ),
        (
            "Kestrel Holdings, a unit of Oldacre Group, Inc., d/b/a Sunny Foods paid. Sunny Foods left in May.",
            ("Oldacre Group, Inc.", "Sunny Foods"),
        ),
    ],
)
def test_several_entities_have_several_tokens(detector: Detector, text: str, names: tuple[str, ...]) -> None:
    expect_apart(Masked(detector, text), *names)


def test_a_trade_name_belongs_to_the_company_before_it(detector: Detector) -> None:
    masked = Masked(detector, "Tarrow Grocers, Inc. d/b/a Sunny Harbor Foods sued. Sunny Harbor Foods won.")
    assert masked.token("Tarrow Grocers, Inc.") == masked.token("Sunny Harbor Foods")


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        (
            "Harbor Loan Servicing LLC (“Loan”) serviced Loan 1 and Loan 2. Kestrel LLC borrowed Loan 1.",
            "borrowed Loan 1",
        ),
        ("United Marsh Workers (“Workers”) sued Kestrel LLC. The Workers say so.", "The Workers say"),
        ("The American Mediation Association (“Association”) met. The Association refused.", "The Association refused"),
        ("The Fairlie Family Trust 2011 (“2011”) was made. In 2011, Kestrel LLC paid.", "In 2011,"),
    ],
)
def test_a_plain_word_or_a_year_is_no_alias(detector: Detector, text: str, stays: str) -> None:
    assert stays in Masked(detector, text).text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Standard Marsh Insurance Company (“Standard”) denied the claim. Then Standard paid in May.", "Then Standard"),
        ("Target Quill Corporation (“Target”) sells. In May Target sold its store.", "Target"),
        ("Sunny Harbor, Inc. (“Harbor”) sold. In May Harbor paid Kestrel LLC.", "Harbor paid"),
        ("Clara Marsh (“CM”) wrote. On May 4 CM testified.", "CM testified"),
    ],
)
def test_a_defined_name_that_is_a_word_is_still_masked(detector: Detector, text: str, gone: str) -> None:
    assert gone not in Masked(detector, text).text


@pytest.mark.parametrize(
    "stays",
    [
        "KLM000123",
        "KLM-000123",
        "KLM_000123",
        "KLM 000123",
        "2:19-cv-00123-CM-KLM",
        "by the CM/ECF system",
    ],
)
def test_an_abbreviation_in_a_longer_identifier_is_no_name(detector: Detector, stays: str) -> None:
    text = f"Kestrel Lyle & Marsh LLP (“KLM”) and Clara Marsh (“CM”) wrote. See {stays}. KLM left. CM stayed."
    masked = Masked(detector, text)
    assert f"See {stays}" in masked.text
    assert masked.surfaces.count("KLM") == 2
    assert masked.surfaces.count("CM") == 2


@pytest.mark.parametrize("left", ["KLM/Harbor Bank", "KLM-style", "KLM 2019", "KLM’s"])
def test_an_abbreviation_beside_other_marks_is_a_name(detector: Detector, left: str) -> None:
    text = f"Kestrel Lyle & Marsh LLP (“KLM”) wrote to Harbor Bank. The {left} letter came."
    assert "KLM" not in Masked(detector, text).text


def test_a_long_name_in_an_identifier_is_masked(detector: Detector) -> None:
    masked = Masked(detector, "Thaddeus Fontaine signed. Fontaine wrote JFONTAINE_0001 and FONTAINE000123 on it.")
    assert "FONTAINE" not in TOKEN.sub("", masked.text).upper()


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("The plaintiff, Aoife Quinn, sued. Ms. Quinn left. Wire to QUINN 250000 on demand.", "QUINN"),
        ("The plaintiff, Aoife Quinn, sued. Ms. Quinn left. Account: QUINN 00104533.", "QUINN"),
        ("The plaintiff, Aoife Quinn, sued. Ms. Quinn left. Badge: QUINN104533.", "QUINN"),
        ("Kestrel Lyle & Marsh LLP (“KLM”) wrote. Oldacre sold KLM 2500000 shares.", "KLM"),
    ],
)
def test_a_surname_before_a_number_and_an_abbreviation_before_an_amount_are_masked(
    detector: Detector, text: str, gone: str
) -> None:
    assert gone not in TOKEN.sub("", Masked(detector, text).text)
