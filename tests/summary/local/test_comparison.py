"""The local comparison of two documents, and the check of the rows of a table."""

from dataclasses import replace

import pytest

from legalredact.errors import UsageError
from legalredact.masking.reply.form import rows
from legalredact.masking.reply.sources import Sources
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.review import Citation, FindingKind, Segment
from legalredact.summary.local.comparison import ABSENT, CHANGED, NOTHING_ALIKE, ONLY_ONE, SAME, compare
from legalredact.summary.prompts import prompt_of

LEASE = (
    "The tenant is ORG_A.",
    "The rent is $1,200 a month, due on the first day of each month.",
    "The tenant keeps the roof in repair.",
    "This lease ends on May 4, 2024.",
)


def payload(*texts: tuple[str, ...]) -> Payload:
    documents = (
        PayloadDocument(
            f"d{n}", f"Document {n}", tuple(Passage(f"b{m}", t, Place(), Span(0, 0)) for m, t in enumerate(of))
        )
        for n, of in enumerate(texts, 1)
    )
    return Payload(
        "document-comparison", "1", "Compare.", tuple(documents), columns=prompt_of("document-comparison").columns
    )


def test_what_differs_is_told_with_both_places() -> None:
    later = (LEASE[0], LEASE[1].replace("$1,200", "$1,350"), "The landlord may sell.", LEASE[3])
    made = compare(payload(LEASE, later))
    changed, ours, theirs = (segment.text.split(" | ") for segment in made)
    assert [row[0] for row in (changed, ours, theirs)] == [CHANGED, ONLY_ONE, ONLY_ONE]
    assert "$1,200" in changed[1]
    assert "$1,350" in changed[2]
    assert [(one.document_id, one.first) for one in made[0].citations] == [("d1", "b1"), ("d2", "b1")]
    assert "roof" in ours[1]
    assert ours[2] == theirs[1] == ABSENT
    assert "landlord" in theirs[2]
    assert not list(rows(made, payload(LEASE, later)))


def test_equal_documents_are_the_same_and_only_two_are_compared() -> None:
    (only,) = compare(payload(LEASE, tuple(text.upper() for text in LEASE)))
    assert only.text == SAME
    assert only.citations == (Citation("d1", "b0", "b3"), Citation("d2", "b0", "b3"))
    with pytest.raises(UsageError):
        compare(payload(LEASE))


def test_equal_documents_are_told_with_what_was_not_compared() -> None:
    (told,) = compare(payload(LEASE, LEASE))
    assert "Names were compared as tokens" in told.text
    assert "capitals do not count" in told.text
    assert "page numbers" in told.text


def test_documents_that_have_nothing_in_common_are_said_to() -> None:
    other = ("The harbor froze in March.", "Nobody sailed for weeks.")
    heading, *listed = compare(payload(LEASE, other))
    assert (heading.text, heading.heading) == (NOTHING_ALIKE, True)
    assert len(listed) == len(LEASE) + len(other)


@pytest.mark.parametrize("words", ['The "Roof" (the “Work”) leaks.', "The landlord's roof leaks.", 'He said "no."'])
def test_quotation_marks_inside_a_paragraph_leave_it_word_for_word(words: str) -> None:
    sent = payload((words,), ("The harbor froze in March.",))
    told = [row for row in compare(sent) if not row.heading]
    assert [list(Sources(sent).misquoted(row)) for row in told] == [[], []]


def test_headers_page_numbers_and_marks_are_not_compared() -> None:
    def paged(header: str) -> PayloadDocument:
        texts = [
            (page, text) for page in (1, 2, 3) for text in (header, LEASE[page], "\N{HEAVY CHECK MARK}", f"{page}")
        ]
        passages = (Passage(f"b{n}", text, Place(page=page), Span(0, 0)) for n, (page, text) in enumerate(texts))
        return PayloadDocument(header, header, tuple(passages))

    both = replace(payload(LEASE, LEASE), documents=(paged("Draft of the lease"), paged("Final lease")))
    assert [one.text for one in compare(both)] == [SAME]


def test_numbers_that_differ_in_the_cells_of_a_table_are_told() -> None:
    def table(*quantities: int) -> PayloadDocument:
        labels = (f"table 1, row {n}, cell 2" for n, _ in enumerate(quantities, 1))
        passages = (
            Passage(f"b{n}", f"{q}", Place(label=label), Span(0, 0))
            for n, (q, label) in enumerate(zip(quantities, labels, strict=True))
        )
        return PayloadDocument(f"d{sum(quantities)}", "Table", tuple(passages))

    both = replace(payload(LEASE, LEASE), documents=(table(3, 4, 5, 6), table(3, 4, 7, 6)))
    assert [one.text for one in compare(both)] == [f"{ONLY_ONE} | “5” | {ABSENT}", f"{ONLY_ONE} | {ABSENT} | “7”"]


def test_a_row_with_another_number_of_cells_is_a_finding() -> None:
    made = (Segment("Rent | $1,200 | $1,350"), Segment("The roof differs."), Segment("Rows", heading=True))
    assert [(one.kind, one.segment) for one in rows(made, payload(LEASE, LEASE))] == [(FindingKind.ROW, 1)]


def told(first: tuple[str, ...], second: tuple[str, ...]) -> list[str]:
    return [segment.text for segment in compare(payload(first, second))]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("a b c", "a b c d e f g", True),  # six of ten
        ("a b c", "a b c d e f g h", False),
        ("a b c d e", "a b c x y", True),
        ("a b c d e", "a b w x y", False),
        ("A B c", "a b C x y", True),
    ],
)
def test_paragraphs_with_six_of_ten_words_the_same_are_versions(one: str, other: str, alike: bool) -> None:
    same = "The harbor froze in March."
    made = told((same, one), (same, other))
    assert [row.partition(" | ")[0] for row in made] == ([CHANGED] if alike else [ONLY_ONE, ONLY_ONE])


def test_what_is_between_versions_is_told_between_them() -> None:
    same, first, second = "The harbor froze.", "The rent is $5 a month here.", "The roof is red all over now."
    assert told(
        (same, first, second), (same, "x", first.replace("5", "6"), "y", "z", second.replace("red", "dry"), "w")
    ) == [
        f"{ONLY_ONE} | {ABSENT} | “x”",
        f"{CHANGED} | “{first}” | “{first.replace('5', '6')}”",
        f"{ONLY_ONE} | {ABSENT} | “y”",
        f"{ONLY_ONE} | {ABSENT} | “z”",
        f"{CHANGED} | “{second}” | “{second.replace('red', 'dry')}”",
        f"{ONLY_ONE} | {ABSENT} | “w”",
    ]


def test_documents_of_which_all_paragraphs_changed_are_alike() -> None:
    (row,) = told(("The rent is $5 a month.",), ("The rent is $6 a month.",))
    assert row.startswith(CHANGED)


def test_a_long_paragraph_is_quoted_from_eight_words_before_its_first_difference() -> None:
    words = [f"w{n}" for n in range(20)]
    (row,) = told((" ".join([*words, "red", "end"]),), (" ".join([*words, "dry", "end"]),))
    assert row.split(" | ")[1] == f"“{' '.join([*words[12:], 'red', 'end'])}”"
    (row,) = told((" ".join([*words[:4], "red", "end"]),), (" ".join([*words[:4], "dry", "end"]),))
    assert row.split(" | ")[1] == f"“{' '.join([*words[:4], 'red', 'end'])}”"


@pytest.mark.parametrize(("letters", "kept"), [(146, 3), (147, 2)])
def test_a_quotation_of_a_comparison_has_at_most_300_characters(letters: int, kept: int) -> None:
    words = ["aa", "b" * 150, "c" * letters, "d"]
    first, *_ = told((" ".join(words),), ("The harbor froze in March.",))[1:]
    assert first.split(" | ")[1] == f"“{' '.join(words[:kept])}”"


def test_bars_of_a_paragraph_do_not_divide_its_row() -> None:
    _, row, *_ = told(("The rent | of it",), ("Harbor.",))
    assert row == f"{ONLY_ONE} | “The rent / of it” | {ABSENT}"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The roof.", "“The roof.”"),
        ('The "roof" leaks.', '"The “roof” leaks."'),
        ('("roof") ["tile"]', '"(“roof”) [“tile”]"'),
        ("The “roof” leaks.", '"The “roof” leaks."'),
        ("The roof” leaks.", '"The roof” leaks."'),
    ],
)
def test_words_with_quotation_marks_keep_them(text: str, quoted: str) -> None:
    _, row, *_ = told((text,), ("Harbor froze.",))
    assert row.split(" | ")[1] == quoted


@pytest.mark.parametrize("count", [1, 3])
def test_other_than_two_documents_are_refused(count: int) -> None:
    with pytest.raises(UsageError, match="Two documents"):
        compare(payload(*[LEASE] * count))


def test_a_document_without_passages_is_not_cited() -> None:
    (same,) = compare(payload((), ("* * *",)))
    assert (same.text, same.citations) == (SAME, (Citation("d2", "b0", "b0"),))
