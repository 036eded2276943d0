"""Names that a rule or the model joined, and where they are parted. All names are invented."""

import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.detection.pipeline.document_propagation import propagated
from legalredact.detection.pipeline.split_candidates import apart
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.documents.text.plain import document_from_text
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.register import Register
from tests.detection.conftest import Look


def suggested(found: Look, text: str) -> set[str]:
    """Surfaces of the names that are suggested."""
    return {surface for surface, one in found(text).items() if one.kind.is_name and one.tier is Tier.SUGGESTED}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Summons Service Executed on Lambert Sisters Holdings Inc. on May 5. Lambert Sisters Holdings Inc. left.\n",
            {"Lambert Sisters Holdings Inc."},
        ),
        (
            "ORDER re GRANTING DEFENDANT'S PLUMLEY'S INC. AND FORT HILL APPAREL.\nPLUMLEY'S INC. answered.\n",
            {"PLUMLEY'S INC.", "FORT HILL APPAREL"},
        ),
        (
            "Order on Assets of Bank of Old Quay Corporation and Its Affiliates. Bank of Old Quay Corporation left.\n",
            {"Bank of Old Quay Corporation"},
        ),
        (
            "Brief filed for Archery Policy Coalition and APC Action Foundation by Joseph Greer.\n",
            {"Archery Policy Coalition", "APC Action Foundation", "Joseph Greer"},
        ),
        (
            "cc:\tLionel P. Tarrow, Quenby & Birchall, P.C., Quay Hall\n\nQuenby, Birchall & Roe, P.C. came.\n",
            {"Lionel P. Tarrow", "Quenby & Birchall, P.C.", "Quenby, Birchall & Roe, P.C."},
        ),
    ],
)
def test_what_the_document_names_alone_is_cut_out(found: Look, text: str, names: set[str]) -> None:
    assert suggested(found, text) == names


def test_a_body_that_is_called_after_another_stays_whole(found: Look) -> None:
    text = "The Friends of Quillhaven Library met. Quillhaven Library is old. Quillhaven Library paid.\n"
    assert "Friends of Quillhaven Library" in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Notice for Appellees Patricia Coney, Gerald P. Lowes and Winford Police Department. Filed.\n",
        "Ada Coney, Plaintiff, v. Winford Police Department; Officer R. Templeman, Badge 114, Defendants.\n",
        "Motion to dismiss filed by Winford Police Department.\n",
    ],
)
def test_a_government_in_a_list_of_parties_is_suggested(found: Look, detector: Detector, text: str) -> None:
    assert found(text)["Winford Police Department"].role is Role.PARTY
    document = document_from_text("d1", "d1", text)
    register = resolve([(document, detector.detect(document))], Register()).register
    assert {e.tier for e in register.entities if e.name == "Winford Police Department"} == {Tier.SUGGESTED}


def test_a_government_that_is_no_party_is_possible(found: Look) -> None:
    mention = found("Ada Coney called the Winford Police Department. Ada Coney left.\n")["Winford Police Department"]
    assert (mention.kind, mention.tier) == (Kind.GOVERNMENT, Tier.POSSIBLE)


@pytest.mark.parametrize(
    "text", ["Under the Marlova Insurance Code she won.", "See M.L.G.S. § 14-3 and M.L.G.S. §14-4."]
)
def test_laws_are_nobody(found: Look, text: str) -> None:
    assert not {"Marlova Insurance", "M.L.G.S", "M.L.G"} & set(found(text))
    assert "Insurance" not in " ".join(suggested(found, text))


def _named(text: str, *names: tuple[str, Kind, Source, Tier]) -> list[Candidate]:
    return [Candidate(Span(at := text.index(n), at + len(n)), kind, source, tier) for n, kind, source, tier in names]


def test_a_word_before_a_known_surname_is_somebodys_first_name() -> None:
    text = "I GIVE IT TO PRINCE STURDIVANT AND TO LOTTIE STURDIVANT."
    first = ("PRINCE", Kind.PERSON, Source.MODEL, Tier.POSSIBLE)
    other = ("LOTTIE STURDIVANT", Kind.PERSON, Source.MODEL, Tier.SUGGESTED)
    found = propagated(text, _named(text, first, other))
    assert [(one.span.of(text), one.tier) for one in found] == [
        ("PRINCE STURDIVANT", Tier.SUGGESTED),
        ("LOTTIE STURDIVANT", Tier.SUGGESTED),
    ]


def test_a_surname_behind_a_whole_name_belongs_to_it() -> None:
    text = "IF EARLINE TARROW GAINES DIES, IT GOES TO MICAH GAINES."
    parts = [(n, Kind.PERSON, Source.MODEL, Tier.SUGGESTED) for n in ("EARLINE TARROW", "GAINES", "MICAH GAINES")]
    found = propagated(text, _named(text, *parts))
    assert [one.span.of(text) for one in found] == ["EARLINE TARROW GAINES", "MICAH GAINES"]


@pytest.mark.parametrize(
    ("joined", "names"),
    [
        ("Tony\nAnthony S. Brandmeir", ["Tony", "Anthony S. Brandmeir"]),
        ("Solveig,\n\nSolveig Brandmeir", ["Solveig", "Solveig Brandmeir"]),
        ("Solveig\nAnn Brandmeir", ["Solveig\nAnn Brandmeir"]),
        ("Anthony\nBrandmeir", ["Anthony\nBrandmeir"]),
    ],
)
def test_a_signature_is_parted_from_the_whole_name_below_it(joined: str, names: list[str]) -> None:
    candidate = Candidate(Span(0, len(joined)), Kind.PERSON, Source.MODEL)
    assert [one.span.of(joined) for one in apart(joined, candidate)] == names
