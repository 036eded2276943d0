"""The form of each answer of the local engine: headings, and entries under them, none of them twice."""

import itertools

import pytest

from legalredact.model.entry_kind import HEADINGS
from legalredact.model.payload import PayloadDocument
from legalredact.model.review import NONE_FOUND, Citation, Segment
from legalredact.summary import prompts
from legalredact.summary.local.extract import extract
from legalredact.summary.local.forms import FORMS
from tests.summary.payloads import document, verified

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def made(form: str, *documents: PayloadDocument) -> tuple[Segment, ...]:
    return FORMS[form](verified(*documents).payload, extract)


def told(form: str, *documents: PayloadDocument) -> list[str]:
    return [segment.text for segment in made(form, *documents)]


def test_each_prompt_that_names_the_local_engine_has_a_form() -> None:
    local = {prompt.id for prompt in prompts.load().values() if "local" in prompt.engines}
    assert set(FORMS) == local
    documents = (document("d1", "CLIENT_A sued PARTY_B on May 4, 2021."), document("d2", "PARTY_B paid $500.00."))
    for form in local:
        assert any(segment.citations for segment in made(form, *documents)), form


def test_claims_and_relief_are_told_with_defenses_and_what_the_court_decided() -> None:
    texts = (
        "OPINION",
        "CLIENT_A alleges that PARTY_B breached the agreement of May 4, 2021.",
        "PARTY_B denies that it breached the agreement of May 4, 2021.",
        "CLIENT_A respectfully requests that the Court enter judgment against PARTY_B.",
        "The motion of PARTY_B is DENIED as to all claims of CLIENT_A.",
    )
    headings = [one.text for one in made("claims-and-relief", document("d1", *texts, title="One")) if one.heading]
    assert headings == ["One", "Claims", "Defenses", "Relief sought", "Disposition"]


@pytest.mark.parametrize(
    ("form", "kinds"),
    [
        ("claims-and-relief", ["Claims", "Relief sought"]),
        ("parties-and-roles", ["Parties and roles"]),
        ("damages", ["Amounts"]),
    ],
)
def test_an_answer_without_a_table_quotes_all_entries_of_its_kinds(form: str, kinds: list[str]) -> None:
    texts = [
        "CLIENT_A is a corporation that sells looms in Marlow.",
        "PARTY_B breached the agreement of May 4, 2021 with CLIENT_A.",
        *(f"CLIENT_A paid ${n},500.00 to PARTY_B for loom number {n}." for n in range(1, 21)),
        "CLIENT_A respectfully requests that the Court enter judgment against PARTY_B.",
    ]
    segments = made(form, document("d1", *texts, title="One"), document("d2", "The harbor is grey today.", title="Two"))
    assert [s.text for s in segments if s.heading] == ["One", *kinds, "Two"]
    quoted = {s.text for s in segments if s.quoted}
    assert quoted <= set(texts)
    assert form != "damages" or len(quoted) == 20
    assert [(s.text, s.citations) for s in segments if not (s.heading or s.quoted)] == [
        (NONE_FOUND, (Citation("d2", "p1", "p1"),))
    ]


def test_an_abstract_lists_entries_by_kind_and_no_words_twice() -> None:
    texts = ("On May 4, 2021 CLIENT_A paid $500.00 to PARTY_B by check.", "PARTY_B was the manager of ORG_C in Marlow.")
    segments = made("document-abstract", document("d1", *texts, title="One"))
    assert [s.text for s in segments if s.heading] == ["One", "Parties and roles", "Amounts"]
    assert [(s.text, s.citations, s.quoted) for s in segments if not s.heading] == [
        (texts[1], (Citation("d1", "p2", "p2"),), True),
        (texts[0], (Citation("d1", "p1", "p1"),), True),
    ]


def test_headings_of_an_abstract_are_titles_and_kinds() -> None:
    segments = made("document-abstract", document("d1", "CLIENT_A sued PARTY_B on May 4, 2021.", title="One"))
    assert {s.text for s in segments if s.heading} <= {"One", *HEADINGS}


def test_a_long_document_has_a_bounded_abstract_and_overview() -> None:
    names = [f"{a}{b}" for a, b in itertools.product(LETTERS[:10], repeat=2)]
    crews = (f"Crew {name} of PARTY_B unloaded {name[::-1]} on May 4, 20{n:02}." for n, name in enumerate(names))
    many = document("d1", *crews, title="One")
    assert len([s for s in made("document-abstract", many) if s.quoted]) < 40
    assert len([s for s in made("production-overview", many) if s.quoted]) <= 6


def test_passages_fill_a_short_abstract_up_to_a_share_of_the_text() -> None:
    told_of = [f"The crew of {n}ara{n} had unloaded {n}elo{n} beside {n}uni{n} for {n}osa{n}." for n in LETTERS[:20]]
    quoted = [s.text for s in made("document-abstract", document("d1", *told_of, title="One")) if s.quoted]
    assert 8 < len(quoted) < len(told_of)
    assert sum(len(one.split()) for one in quoted) <= 0.6 * sum(len(one.split()) for one in told_of)


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_document_of_blanks_holds_no_text(blank: str) -> None:
    assert told("document-abstract", document("d1", blank, blank, title="One")) == [
        "One",
        "This document holds no text.",
    ]


def test_of_a_document_without_entries_the_beginning_is_quoted() -> None:
    assert told("document-abstract", document("d1", "  tiles and nails \n", title="One")) == ["One", "tiles and nails"]


def test_a_chronology_quotes_under_each_date_and_lists_contradictions_last() -> None:
    one = "PARTY_B delivered the second shipment of roofing tiles to CLIENT_A on March 4, 2021."
    other = "On March 9, 2021 PARTY_B delivered the second shipment of roofing tiles to CLIENT_A."
    assert told("chronology", document("d1", one), document("d2", other)) == [
        "March 4, 2021",
        one,
        "March 9, 2021",
        other,
        "Different dates: March 4, 2021 or March 9, 2021",
        one,
        other,
    ]


def test_a_chronology_without_dates_says_so_and_cites_every_document_that_has_text() -> None:
    assert made("chronology", document("d1", "a", "b"), document("d2")) == (
        Segment("No dates", heading=True),
        Segment("No date was found.", (Citation("d1", "p1", "p2"),)),
    )


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("It rained.",), None),
        (("It rained on March 4.",), None),
        (("It rained on May 4, 2021.", "On May 4, 2021 it stopped."), "Date: May 4, 2021."),
        (
            ("It rained on May 4, 2021 and March 4.", "On March 2, 2020 too.", "In May 2020 no."),
            "Dates from March 2, 2020 to May 4, 2021.",
        ),
    ],
)
def test_an_overview_tells_the_first_and_the_last_date(texts: tuple[str, ...], said: str | None) -> None:
    dates = [
        segment for segment in made("production-overview", document("d1", *texts)) if segment.text.startswith("Date")
    ]
    assert [segment.text for segment in dates] == ([said] if said else [])
    assert all(segment.citations == (Citation("d1", "p1", f"p{len(texts)}"),) for segment in dates)


def test_an_overview_names_the_six_tokens_that_are_named_most() -> None:
    named = " ".join(f"PARTY_{letter} " * times for letter, times in zip("ABCDEFG", range(1, 8), strict=True))
    (who,) = (s for s in made("production-overview", document("d1", named, "x")) if s.text.startswith("Named"))
    assert who == Segment(
        "Named most often: PARTY_G, PARTY_F, PARTY_E, PARTY_D, PARTY_C, PARTY_B.", (Citation("d1", "p1", "p2"),)
    )


def test_a_digest_lists_testimony_by_topic_without_routine() -> None:
    lines = ("Q. Let us take a break.", "A. Very well.", "Q. Who employed you?", "A. ORG_C.", "Q. Who called?")
    texts = (*lines, "A. I don't recall.", "Q. You knew of it, correct?", "A. Yes.")
    assert told("deposition-digest", document("d1", *texts, title="T")) == [
        "T",
        "Admissions",
        "Q. You knew of it, correct?\nA. Yes.",
        "Does not recall or know",
        "Q. Who called?\nA. I don't recall.",
        "Background of the witness",
        "Q. Who employed you?\nA. ORG_C.",
    ]


def test_a_document_that_is_no_transcript_gets_an_abstract() -> None:
    one = document("d1", "CLIENT_A sued PARTY_B on May 4, 2021.", title="One")
    assert told("deposition-digest", one) == told("document-abstract", one)


def below(segments: tuple[Segment, ...], heading: str) -> int:
    """How many entries a heading has."""
    at = [one.text for one in segments].index(heading)
    return len(list(itertools.takewhile(lambda one: one.quoted, segments[at + 1 :])))


@pytest.mark.parametrize(("ruling", "most"), [(False, 20), (True, 10)])
def test_an_abstract_of_a_ruling_has_fewer_events(ruling: bool, most: int) -> None:
    """What a court reports of the parties is less than what their papers say themselves."""
    crews = itertools.islice(itertools.permutations(LETTERS, 2), 25)
    left = [f"Crew {a}{b} of PARTY_B left the quay on May {n}, 2021." for n, (a, b) in enumerate(crews, 1)]
    head = ["UNITED STATES DISTRICT COURT", "ORDER GRANTING MOTION TO DISMISS"] if ruling else []
    end = ["IT IS ORDERED that the motion is GRANTED and the complaint is DISMISSED."] if ruling else []
    segments = made("document-abstract", document("d1", *head, *left, *end, title="One"))
    assert below(segments, "Dated events") == most


def test_an_abstract_of_an_invoice_lists_at_most_fifteen_items() -> None:
    parts = itertools.islice(itertools.permutations(LETTERS, 2), 40)
    items = [f"Part {a}{b}     1.0     ${n}86.20" for n, (a, b) in enumerate(parts, 1)]
    segments = made("document-abstract", document("d1", "INVOICE", "Invoice No. 4711", *items, title="One"))
    assert below(segments, "Items") == 15
