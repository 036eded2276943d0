"""Where a quoted name comes from: which place of the cited passages counts, and when none does."""

from dataclasses import replace

import pytest

from legalredact.masking.quotations import not_prose, quotations, quoted_parts
from legalredact.masking.restore import Restored
from legalredact.masking.source_places import QuotedSource, SourcePlaces
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.review import Citation, Segment
from tests.masking.made import company, entity
from tests.masking.test_restore import Matter, cited, left

ROE = entity("e1", "Jane Roe", "Roe", "Ms. Roe")
KESTREL = company("e2", "Kestrel LLC", "Kestrel")
TWICE = "Roe paid. Later Jane Roe paid."


def matter_of(text: str) -> Matter:
    return Matter(text, ROE, KESTREL)


def said(text: str, statement: str, *citations: Citation) -> Restored:
    """A statement of a summary, with names."""
    return matter_of(text).told(Segment(statement, citations or (cited(),)))


@pytest.mark.parametrize(
    ("text", "statement", "clear"),
    [
        # a part of a longer word is another word
        ("Roe paid_off it all. Jane Roe paid off it all.", "“PARTY_A paid”", "“Jane Roe paid”"),
        ("Roe paid2 it all. Jane Roe paid off it all.", "“PARTY_A paid”", "“Jane Roe paid”"),
        ("Roe paidup it all. Jane Roe paid off it all.", "“PARTY_A paid”", "“Jane Roe paid”"),
        ("once Roe paid, at once Jane Roe paid", "“t once PARTY_A paid”", "“t once PARTY_A paid”"),
        ("un_once Roe paid, then once Jane Roe paid", "“once PARTY_A paid”", "“once Jane Roe paid”"),
        ("a-once Roe paid, then xonce Jane Roe paid", "“once PARTY_A paid”", "“once Roe paid”"),
        # case, white space and forms of quotation marks make no difference
        ("THE LESSOR, Roe, “paid”.", '‘the lessor,  PARTY_A, "paid"’', '‘the lessor,  Roe, "paid"’'),
        ("the lessor,\n Roe,\tpaid", "“The Lessor, PARTY_A, paid”", "“The Lessor, Roe, paid”"),
        # punctuation at the ends is its author's if the passages lack it
        ("So Roe paid it", "“PARTY_A paid,”", "“Roe paid,”"),
        ("So Roe paid it", "“—PARTY_A paid.”", "“—Roe paid.”"),
        ("So Roe paid, it. Then Jane Roe paid", "“PARTY_A paid,”", "“Roe paid,”"),
        # of two spellings the one in quotation marks counts
        ("So Roe paid, or “Jane Roe paid”.", "“PARTY_A paid”", "“Jane Roe paid”"),
        ("So Roe paid, or “Jane Roe paid.”", "“PARTY_A paid”", "“Jane Roe paid”"),
        ("So Roe paid, or “Jane Roe paid...”", "“PARTY_A paid”", "“Jane Roe paid”"),
        ("So “Roe paid, or Jane Roe paid”.", "“PARTY_A paid”", "“PARTY_A paid”"),
        ("“Roe paid” and “Jane Roe paid”.", "“PARTY_A paid”", "“PARTY_A paid”"),
        ("“Roe paid” and “Roe paid” and Jane Roe paid.", "“PARTY_A paid”", "“Roe paid”"),
        ("Jane Roe paid; Jane\nRoe paid.", "“PARTY_A paid”", "“Jane Roe paid”"),
        # each part between omissions has a place of its own
        ("Jane Roe paid. Kestrel LLC left.", "“PARTY_A paid … PARTY_B left”", "“Jane Roe paid … Kestrel LLC left”"),
        ("Roe paid. Kestrel left.", "“PARTY_A paid . . . PARTY_B left”", "“Roe paid . . . Kestrel left”"),
        ("Roe paid. Kestrel left.", "“PARTY_A paid [and so on] PARTY_B never”", "“Roe paid [and so on] PARTY_B never”"),
        # brackets of the source are quoted, those of the author are not
        (
            "A letter [of Roe] came. It was old.",
            "“letter [of PARTY_A] came … was old”",
            "“letter [of Roe] came … was old”",
        ),
        ("A letter of Roe came. It was old.", "“letter [of PARTY_A] … was old”", "“letter [of Jane Roe] … was old”"),
        # text after a quotation is not part of it
        (
            "Roe came. Kestrel left.",
            "“PARTY_A went … away”, but PARTY_B did",
            "“PARTY_A went … away”, but Kestrel LLC did",
        ),
    ],
)
def test_the_place_of_a_quotation(text: str, statement: str, clear: str) -> None:
    done = said(text, statement)
    assert done.segments[0].text == clear
    assert len(left(done)) == clear.count("PARTY_")


@pytest.mark.parametrize(("nth", "clear"), [(0, "Roe paid."), (1, "Jane Roe paid.")])
def test_a_quotation_whose_place_is_known_has_the_spelling_of_that_place(nth: int, clear: str) -> None:
    matter = matter_of(TWICE)
    done = matter.told(matter.quoted("PARTY_A paid.", nth=nth))
    assert done.segments[0].text == clear
    assert left(done) == []


@pytest.mark.parametrize(
    "change",
    [{"start": -1}, {"start": 1}, {"citations": ()}, {"citations": (Citation("d9", "b0", "b0"),)}],
)
def test_without_a_place_two_spellings_are_not_guessed(change: dict[str, object]) -> None:
    matter = matter_of(TWICE)
    done = matter.told(replace(matter.quoted("PARTY_A paid."), **change))  # type: ignore[arg-type]  # by name
    assert done.segments[0].text == "PARTY_A paid."
    assert left(done) == ["PARTY_A"]


def test_a_quotation_over_several_passages_has_the_spellings_of_each() -> None:
    matter = matter_of("So Roe left.\n\nMs. Roe and Kestrel paid.\n\nJane Roe sued.")
    whole = "PARTY_A left.\nPARTY_A and PARTY_B paid.\nPARTY_A sued."
    quotation = Segment(whole, (cited(0), cited(1), cited(2)), quoted=True, start=len("So "))
    done = matter.told(quotation)
    assert done.segments[0].text == "Roe left.\nMs. Roe and Kestrel paid.\nJane Roe sued."
    assert [(one.span.of(done.segments[0].text), one.token) for one in done.segments[0].names] == [
        ("Roe", "PARTY_A"),
        ("Ms. Roe", "PARTY_A"),
        ("Kestrel", "PARTY_B"),
        ("Jane Roe", "PARTY_A"),
    ]


def test_a_quotation_from_quoted_mail_goes_without_its_marks() -> None:
    matter = matter_of("> Roe paid.\n> Later Jane Roe paid.")
    done = matter.told(Segment("PARTY_A paid.\n  Later PARTY_A paid.", (cited(),), quoted=True, start=2))
    assert done.segments[0].text == "Roe paid.\n  Later Jane Roe paid."
    assert left(done) == []


def test_a_citation_of_several_passages_is_looked_through_from_its_first_to_its_last() -> None:
    text = "Kestrel left.\n\nRoe came.\n\nMs. Roe went.\n\nJane Roe came."
    done = said(text, "“PARTY_A came”, “PARTY_A went”", cited(1, 2))
    assert done.segments[0].text == "“Roe came”, “Ms. Roe went”"
    wider = said(text, "“PARTY_A came”, “PARTY_B left”", cited(0, 3))
    assert wider.segments[0].text == "“PARTY_A came”, “Kestrel left”"
    single = said(text, "“PARTY_A came”", cited(3))
    assert single.segments[0].text == "“Jane Roe came”"
    none = said(text, "“PARTY_A came”", cited(2, 1))
    assert none.segments[0].text == "“PARTY_A came”"


def test_places_of_all_citations_count() -> None:
    text = "Roe came.\n\nKestrel left.\n\nJane Roe came."
    both = said(text, "“PARTY_A came” and “PARTY_B left”", cited(0), cited(1))
    assert both.segments[0].text == "“Roe came” and “Kestrel left”"
    two = said(text, "“PARTY_A came”", cited(0), cited(2))
    assert left(two) == ["PARTY_A"]


def test_beside_a_token_that_the_document_wrote_itself_no_name_is_guessed() -> None:
    matter = Matter("PARTY_Q came, and Roe came.", ROE)
    done = matter.told(Segment("“PARTY_Q came, and PARTY_A came”, “and PARTY_A came”", (cited(),)))
    assert done.segments[0].text == "“PARTY_Q came, and PARTY_A came”, “and Roe came”"
    assert left(done) == ["PARTY_A"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a … b", ["a", "b"]),
        ("a ... b . . . c .... d", ["a", "b", "c", "d"]),
        ("a [the clerk] b", ["a", "b"]),
        ("… a …", ["a"]),
        (" … ", []),
        ("a. b", ["a. b"]),
        ("a [b", ["a [b"]),
    ],
)
def test_the_parts_of_a_quotation_are_between_what_its_author_left_out_or_put_in(text: str, parts: list[str]) -> None:
    whole = f"x {text} y"
    found = quoted_parts(whole, Span(2, 2 + len(text)))
    assert [part.of(whole) for part in found] == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ('5" and 6" boards', []),
        ('a 5"x board', []),
        ('say "yes" twice "no"', ["yes", "no"]),
        ('he said " yes', []),
        ("it's Roe's and the clerks' own", []),
        ("he said 'it's so' once", ["it's so"]),
        ("he said 'so", []),
        ("he said ‘so’s’ once", ["so’s"]),
        ("Roe‘s and “a ‘b’ c” d", ["a ‘b’ c"]),
        ("„a“ b", ["a"]),
        ("«a «b» c» d", ["a «b» c"]),
        ("“a” “b", ["a", "b"]),
        ("said“a”", ["a"]),
        ("said«a»", ["a"]),
        ("““a” b” c", ["“a” b"]),
    ],
)
def test_what_stands_in_quotation_marks(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in quotations(text)] == found


@pytest.mark.parametrize(
    ("text", "word", "covered"),
    [
        ("see https://x.example/NAME now", "NAME", True),
        ("see www.NAME.example now", "NAME", True),
        ("ask NAME@x.example now", "NAME", True),
        ("ask tel:NAME now", "NAME", True),
        ("ask file:NAME now", "NAME", True),
        ("ask data:NAME now", "NAME", True),
        ("ask javascript:NAME now", "NAME", True),
        ("ask a%20NAME now", "NAME", True),
        ("ask a%2 NAME now", "NAME", False),
        ("open NAME.pdf.", "NAME", True),
        ("open NAME.pdf:", "NAME", True),
        ("so NAME.Then", "NAME", False),
        ("(NAME.com)", "NAME", True),
        ("so NAME.", "NAME", False),
        ("run `NAME` now", "NAME", True),
        ("run `a\nNAME` now", "NAME", False),
        ("```\nNAME", "NAME", True),
        ("<b NAME>", "NAME", True),
        ("</NAME>", "NAME", True),
        ("a < NAME > b", "NAME", False),
        ("a \\NAME b", "NAME", True),
        ("[NAME](x)", "NAME", True),
    ],
)
def test_in_links_addresses_paths_and_code_no_name_is_inserted(text: str, word: str, *, covered: bool) -> None:
    at = text.index(word)
    assert bool(not_prose(text).overlap(Span(at, at + len(word)))) == covered


@pytest.mark.parametrize(("source", "known"), [("s1", QuotedSource(Span(1, 8))), ("", None)])
def test_a_statement_of_a_summary_is_a_source_though_it_was_written_with_tokens(
    source: str, known: QuotedSource | None
) -> None:
    passage = Passage("p0", "PARTY_A came.", Place(), Span(0, 0), source=source)
    payload = Payload("abstract", "1", "", (PayloadDocument("d1", "Document 1", (passage,)),))
    quoting = Segment("“PARTY_A came”", (Citation("d1", "p0", "p0"),))
    assert SourcePlaces(payload, lambda _: None).of(quoting) == {1: known}
