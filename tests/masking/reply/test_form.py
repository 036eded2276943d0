"""The form of a reply: rows of tables, headings that the prompt asks for, links and markup in every writing."""

import pytest

from legalredact.masking.reply.form import headings, markup, other_language, remarks, rows, words_of
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.review import Segment

TABLE = Payload("document-comparison", "1", "Compare.", (), columns=("Term", "Lease", "Draft"))


def of_rows(*texts: str, payload: Payload = TABLE) -> list[str]:
    return [one.masked_excerpt for one in rows([Segment("A heading", heading=True), *map(Segment, texts)], payload)]


def test_each_statement_of_a_table_has_a_cell_for_each_column() -> None:
    assert of_rows("Rent | $5 | $6", "Term | May | June") == []
    assert of_rows("Rent | $5", "Term | May | June", "Deposit | $1 | $2 | $3") == [
        "Rent | $5",
        "Deposit | $1 | $2 | $3",
    ]


def test_a_single_statement_may_say_that_there_is_no_row() -> None:
    assert of_rows("The two papers do not differ.") == []
    assert of_rows("Rent | $5", "Term | May", payload=Payload("digest", "1", "", ())) == []


def test_headings_of_an_overview_are_those_that_were_asked_for_or_titles() -> None:
    passage = Passage("p1", "Rent is due.", Place(page=1), Span(0, 1))
    documents = (PayloadDocument("d1", "Document 1", (passage,)),)
    named = ("## What was produced", "Document 1", "Gaps:", "Who is to blame")
    segments = [*(Segment(text, heading=True) for text in named), Segment("Who is to blame")]
    overview = Payload("production-overview", "1", "", documents)
    assert [(one.segment, one.kind) for one in headings(segments, overview)] == [(3, "heading")]
    assert [*headings(segments, Payload("digest", "1", "", documents))] == []


def marked(text: str, source: str = "", *, verbatim: bool = False) -> list[tuple[str, str]]:
    found = markup(0, Segment(text), source, verbatim=verbatim)
    return [(str(one.kind), one.masked_excerpt) for one in found]


@pytest.mark.parametrize(
    "link",
    [
        "HTTP://lookup.example/x",
        "ftp://files.example",
        "javascript:alert(1)",
        "mailto:jo@lookup.example",
        "tel:555-0100",
        "www.lookup.example",
        "//lookup.example/x",
        "lookup.com",
        "Files.Lookup.ORG/x",
        "hxxps://lookup",
        "lookup.quay/page",
        "\\\\server\\files",
        "C:\\files",
        "lookup[.]com",
        "lookup dot com",
        "jo@lookup.quay",
        "192.168.1.10:80/x",
    ],
)
def test_a_link_that_the_documents_lack_is_told(link: str) -> None:
    assert ("link", link) in marked(f"See {link} there")
    assert "link" not in dict(marked(f"See {link} there", source=f"It was at {link} then"))


def test_a_link_in_wide_marks_is_one() -> None:
    assert dict(marked("See www．lookup．example there"))["link"] == "www．lookup．example"
    assert marked("See PARTY_A, 4.5 of 9.30 a.m., e.g. U.S. law.") == []


@pytest.mark.parametrize(
    "written",
    '<b> </p> <!-- ![x](y) [x](y) &amp; &#65; &#x41; [x][y] [/b] [url=x] onclick=" `x` \\href{ {{x}} ``` <|'.split(),
)
def test_markup_is_told_unless_the_statement_is_in_its_source_word_for_word(written: str) -> None:
    assert "markup" in dict(marked(f"So {written} it is"))
    assert marked(f"So {written} it is", verbatim=True) == []


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\u2028", "\ue000", "\U000e0041"])
def test_a_mark_that_cannot_be_seen_is_told(mark: str) -> None:
    assert ("hidden_mark", f"U+{ord(mark):04X}") in marked(f"So {mark}it is")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Here is the summary.", "Here is"),
        ("I’m sorry.", "I’m"),
        ("Thank you.", "Thank"),
        ("It is UNABLE TO COMPLY with that.", "UNABLE TO COMPLY"),
        ("This summary may contain errors.", "This summary may contain"),
        ("The request is against the policy.", "The request is against the policy"),
        ("Consult a lawyer.", "Consult a lawyer"),
        ("It was due then.", ""),
        ("PERSON_A said “I paid you.”", ""),
        ("PERSON_A said ‘I paid you’ and 'we' left.", "we"),
    ],
)
def test_words_to_the_reader_are_a_remark_outside_quotation_marks(text: str, remark: str) -> None:
    found = [*remarks(0, Segment(text))]
    assert [one.masked_excerpt[: len(remark)] for one in found] == ([remark] if remark else [])
    assert all(one.span.of(text) == one.masked_excerpt for one in found)


@pytest.mark.parametrize(
    ("text", "source", "foreign"),
    [
        ("Die Werft streicht den ganzen Rumpf heute.", "", True),
        ("Die Werft streicht den ganzen Rumpf heute.", "werft streicht den ganzen rumpf heute", False),
        ("The yard paints the whole hull today.", "", False),
        ("streicht den Rumpf", "", False),  # too few words
        ("PERSON_A wrote CLIENT_B, see www.werft.example/streicht/den/rumpf", "", False),
    ],
)
def test_a_statement_in_another_language_is_told_unless_its_words_are_the_documents(
    text: str, source: str, foreign: bool
) -> None:
    assert bool([*other_language(0, Segment(text), words_of(source))]) == foreign


FOREIGN = "werft streicht ganzen rumpf heute wieder kein boot liegt dort fest wegen sturms gestern abend".split()
ENGLISH = "yard paints whole hull today again every boat lies there fast because storms came yesterday".split()


@pytest.mark.parametrize(
    ("words", "small", "fewest"),
    [
        (3, "the", None),
        (4, "the", 2),
        (5, "the", 3),
        (8, "the", 4),
        (10, "the", 5),
        (15, "the", 7),
        (8, "", 4),
        (9, "", 2),
        (10, "", 3),
        (15, "", 4),
    ],
)
def test_how_many_strange_words_make_another_language(words: int, small: str, fewest: int | None) -> None:
    """More than two fifths; of a longer statement without a small English word, more than one fifth."""
    known = [small, *ENGLISH] if small else ENGLISH

    def told(strange: int) -> bool:
        text = " ".join(["It", *known[: words - strange], *FOREIGN[:strange]])
        return bool([*other_language(0, Segment(f"{text}."), frozenset())])

    most = words - 1 if small else words
    first = next((strange for strange in range(most + 1) if told(strange)), None)
    assert first == fewest
    assert all(told(strange) for strange in range(fewest or most + 1, most + 1))
