"""How much of a document each form of answer quotes, and in which order."""

from collections.abc import Mapping, Sequence

import pytest

from legalredact.model.entry_kind import EntryKind as K
from legalredact.model.payload import PayloadDocument
from legalredact.model.review import Segment
from legalredact.summary.local.entries import Entry, StructuredFacts
from legalredact.summary.local.extract import extract
from legalredact.summary.local.forms import FORMS
from tests.summary.local.entries_of import CREW, body
from tests.summary.payloads import document, verified

BODY = body(*CREW)


def quoted(
    entries: Mapping[K, Sequence[Entry]], form: str = "document-abstract", texts: Sequence[str] = CREW
) -> list[tuple[str, list[str]]]:
    """The headings below the title, each with its quotations, if these entries were found."""
    read = BODY if texts is CREW else body(*texts)

    def facts(_: PayloadDocument) -> StructuredFacts:
        return StructuredFacts(read, {kind: tuple(group) for kind, group in entries.items()})

    found: list[tuple[str, list[str]]] = []
    for segment in FORMS[form](verified(read.document).payload, facts)[1:]:
        if segment.heading:
            found.append((segment.text, []))
        else:
            found[-1][1].append(segment.text) if found else found.append(("", [segment.text]))
    return found


def some(kind: K, count: int, start: int = 0, weight: float = 1.0) -> list[Entry]:
    """As many entries, each a sentence of the document."""
    return [Entry(kind, BODY.passage(n), weight) for n in range(start, start + count)]


MOST = {
    K.DOCUMENT: 5,
    K.COURT: 6,
    K.PARTIES: 12,
    K.DISPOSITION: 8,
    K.HOLDINGS: 5,
    K.CLAIMS: 14,
    K.DEFENSES: 8,
    K.RELIEF: 6,
    K.TERM: 4,
    K.PAYMENT: 5,
    K.TERMINATION: 4,
    K.NOTICE: 3,
    K.LAW: 2,
    K.ITEMS: 15,
    K.AMOUNTS: 8,
    K.REQUESTS: 30,
    K.DEADLINES: 6,
    K.ADMISSIONS: 6,
    K.NO_RECOLLECTION: 4,
    K.CORRECTIONS: 4,
    K.OBJECTIONS: 4,
    K.EVENTS: 20,
    K.DUTIES: 12,
    K.EXHIBITS: 8,
    K.SIGNATURES: 3,
    K.NOTES: 5,
}
"""A page of abstract: how many entries of each kind a reader gets at most."""


@pytest.mark.parametrize("kind", MOST)
def test_an_abstract_has_no_more_of_a_kind_than_a_reader_can_take_in(kind: K) -> None:
    assert [(name, len(told)) for name, told in quoted({kind: some(kind, 40)})] == [(str(kind), MOST[kind])]
    assert [(name, len(told)) for name, told in quoted({kind: some(kind, 1)})] == [(str(kind), 1)]


def test_the_kinds_of_an_abstract_are_in_the_order_in_which_a_lawyer_reads() -> None:
    every = {kind: some(kind, 1, number) for number, kind in enumerate((*MOST, K.PASSAGES))}
    expected = [*list(MOST)[:-3], K.PASSAGES, *list(MOST)[-3:]]
    assert [name for name, _ in quoted(every)] == expected


@pytest.mark.parametrize(
    ("kind", "most"), [(K.CLAIMS, 6), (K.DEFENSES, 4), (K.EVENTS, 10), (K.RELIEF, 6), (K.AMOUNTS, 8)]
)
def test_of_a_ruling_less_is_told_of_what_the_parties_say(kind: K, most: int) -> None:
    found = dict(quoted({K.DISPOSITION: some(K.DISPOSITION, 1, 60), kind: some(kind, 40)}))
    assert len(found[kind]) == most


def test_the_strongest_entries_are_told_in_the_order_of_the_document() -> None:
    entries = [*some(K.LAW, 1, 0, 1.0), *some(K.LAW, 1, 1, 3.0), *some(K.LAW, 1, 2, 2.0)]
    assert quoted({K.LAW: entries}) == [(K.LAW, list(CREW[1:3]))]
    passages = [Entry(K.PASSAGES, BODY.passage(n), w) for n, w in enumerate((0.1, 0.2, 0.3))]
    equal = some(K.LAW, 3)
    assert quoted({K.LAW: equal, K.PASSAGES: passages})[0] == (K.LAW, list(CREW[1:3]))
    assert quoted({K.REQUESTS: [*some(K.REQUESTS, 30), *some(K.REQUESTS, 1, 30, 9.0)]}) == [
        (K.REQUESTS, list(CREW[:30]))
    ]


def test_requests_of_messages_are_told_above_all_but_what_the_document_is() -> None:
    what = [K.DOCUMENT, K.COURT, K.PARTIES]
    for head, below in ((True, [K.REQUESTS, K.LAW]), (False, [K.LAW, K.REQUESTS])):
        requests = [Entry(K.REQUESTS, BODY.passage(3), is_head=head), *some(K.REQUESTS, 1, 4)]
        entries = {kind: some(kind, 1, number) for number, kind in enumerate((*what, K.LAW), 5)}
        assert [name for name, _ in quoted({K.REQUESTS: requests, **entries})] == [*what, *below]


def test_words_that_were_told_under_one_kind_are_not_told_under_another() -> None:
    entries = {K.COURT: some(K.COURT, 2), K.LAW: some(K.LAW, 3)}
    assert quoted(entries) == [(K.COURT, list(CREW[:2])), (K.LAW, [CREW[2]])]
    assert quoted({K.COURT: some(K.COURT, 2), K.LAW: some(K.LAW, 2)}) == [(K.COURT, list(CREW[:2]))]


def passages(texts: Sequence[str], entries: dict[K, list[tuple[int, float]]]) -> dict[str, list[str]]:
    """The quotations of entries that are told by their passage and weight."""
    read = body(*texts)
    made = {kind: [Entry(kind, read.passage(n), w) for n, w in group] for kind, group in entries.items()}
    return dict(quoted(made, texts=texts))


LONG = [f"The q{a}{b} had of words: {'x ' * 39}end." for a in "abcde" for b in "klmnopqrst"]
"""Sentences of 45 words, of which a page has ten."""
ALL = [(n, 1.0 - n / 100) for n in range(50)]


@pytest.mark.parametrize(
    ("texts", "others", "kept"),
    [
        (LONG, {}, 10),  # a page
        (LONG, {K.COURT: range(3)}, 8),  # seven more would be a page, and eight are told at least
        (LONG, {K.COURT: range(1)}, 9),
        (LONG, {K.DUTIES: range(1)}, 9),
        (LONG, {K.DUTIES: range(1), K.COURT: range(1, 6)}, 4),
        (LONG, {K.COURT: range(5), K.EVENTS: range(5, 25), K.ITEMS: range(25, 30)}, 4),  # thirty entries tell enough
        (LONG, {K.COURT: range(5), K.EVENTS: range(5, 25), K.ITEMS: range(25, 29)}, 8),
        ([f"{one[:7]} had it today." for one in LONG], {}, 16),  # more would be a list
        (LONG[:15], {}, 9),  # six tenths of the text
        (LONG[:14], {}, 8),
    ],
)
def test_passages_fill_an_abstract_up_to_a_page(texts: list[str], others: dict[K, Sequence[int]], kept: int) -> None:
    weighted = {kind: [(number, 1.0) for number in numbers] for kind, numbers in others.items()}
    taken = {number for numbers in others.values() for number in numbers}
    left = [(number, weight) for number, weight in ALL[: len(texts)] if number not in taken]
    found = passages(texts, {**weighted, K.PASSAGES: left})[K.PASSAGES]
    assert found == [texts[number] for number, _ in left][:kept]


@pytest.mark.parametrize(
    ("texts", "others", "kept"),
    [
        (LONG, range(0), 10),
        (LONG, range(5), 5),
        (LONG, range(7), 4),  # three more would be a page
        (LONG[:13], range(0), 7),
        ([f"{one[:7]} had it today." for one in LONG], range(0), 12),
    ],
)
def test_duties_fill_an_abstract_up_to_a_page_and_are_at_most_twelve(
    texts: list[str], others: range, kept: int
) -> None:
    duties = [(n, 1.0) for n in range(7, len(texts))]
    found = passages(texts, {K.EVENTS: [(n, 1.0) for n in others], K.DUTIES: duties})
    assert found[K.DUTIES] == texts[7 : 7 + kept]


def test_the_strongest_duties_are_told_in_the_order_of_the_document() -> None:
    duties = [(n, 2.0 if n in (30, 40) else 1.0) for n in range(50)]
    found = passages(LONG, {K.DUTIES: duties})[K.DUTIES]
    assert found == [*LONG[:8], LONG[30], LONG[40]]
    ranked = passages(LONG, {K.DUTIES: [(n, 1.0) for n in range(20)], K.PASSAGES: [(n, n / 100) for n in range(20)]})
    assert ranked[K.DUTIES] == LONG[10:20]


def test_a_ruling_has_the_best_passages_of_each_section() -> None:
    texts = ("SHIPMENTS", *LONG[:12], "HARBOR", *LONG[20:22])
    entries = {K.PASSAGES: [*((n, 1.0) for n in range(1, 13)), *((n, 0.95) for n in (14, 15))]}
    found = passages(texts, entries)[K.PASSAGES]
    assert found[-2:] == LONG[20:22]
    assert found[0] == LONG[0]


def transcript(count: int, *special: int) -> PayloadDocument:
    """As many exchanges about other gates; some of them without a recollection."""
    said = {True: "I don't recall {}.", False: "I saw the crew of {} unload the crates there."}
    names = [f"{a}{b}{c}" for a in "abcde" for b in "fghij" for c in "klmno"]
    return document(
        "d1",
        *(t for n in range(count) for t in (f"Q. Where was {names[n]}?", f"A. {said[n in special].format(names[n])}")),
    )


def told(form: str, made: PayloadDocument) -> list[Segment]:
    return [one for one in FORMS[form](verified(made).payload, extract) if one.quoted and one.text.startswith("Q.")]


@pytest.mark.parametrize(
    ("form", "count", "kept"),
    [
        ("deposition-digest", 40, 40),
        ("deposition-digest", 41, 40),
        ("deposition-digest", 60, 40),
        ("document-abstract", 20, 20),
        ("document-abstract", 21, 20),
        ("document-abstract", 60, 20),
    ],
)
def test_a_long_transcript_is_told_by_its_best_exchanges(form: str, count: int, kept: int) -> None:
    assert len(told(form, transcript(count))) == kept


def test_each_part_of_a_transcript_has_its_share_and_all_that_is_special() -> None:
    special = (3, 7, 51, 59)
    found = [int(one.citations[0].first[1:]) // 2 for one in told("document-abstract", transcript(60, *special))]
    assert set(special) <= set(found)
    assert 15 <= sum(number < 50 for number in found) <= 19
    plain = [int(one.citations[0].first[1:]) // 2 for one in told("document-abstract", transcript(60))]
    assert [sum(n < 50 for n in plain), sum(n >= 50 for n in plain)] == [17, 3]


def test_of_a_long_transcript_forty_exchanges_are_told_the_same_share_of_each_fifty() -> None:
    found = [int(one.citations[0].first[1:]) // 2 for one in told("deposition-digest", transcript(125))]
    assert [sum(number // 50 == part for number in found) for part in range(3)] == [16, 16, 8]


def test_a_transcript_has_its_head_its_testimony_its_amounts_and_its_exhibits() -> None:
    lines = (
        "DEPOSITION OF WITNESS_D",
        "CLIENT_A, Plaintiff,\nv.\nPARTY_B, Defendant.",
        "Q. Where was it?",
        "A. On the barge.",
        "Q. Who paid?",
        "A. He paid $5.00 to us.",
        "Q. And Exhibit 3?",
        "A. I see it.",
        "EXHIBITS",
        "1. lease of it",
        "By: COUNSEL_D",
    )
    made = document("d1", *lines, title="T")
    for form, headings in (
        (
            "document-abstract",
            ["T", K.DOCUMENT, K.PARTIES, K.ABOUT_DOCUMENTS, K.PAYMENTS, K.OTHER_TESTIMONY, K.EXHIBITS, K.SIGNATURES],
        ),
        (
            "deposition-digest",
            ["T", K.DOCUMENT, K.PARTIES, K.ABOUT_DOCUMENTS, K.PAYMENTS, K.OTHER_TESTIMONY, K.EXHIBITS, K.SIGNATURES],
        ),
    ):
        assert [one.text for one in FORMS[form](verified(made).payload, extract) if one.heading] == headings


def test_an_overview_has_three_heads_and_three_passages_none_of_them_twice() -> None:
    heads = {K.DOCUMENT: [*some(K.DOCUMENT, 2, 5), *some(K.DOCUMENT, 1, 9, 4.0)], K.COURT: some(K.COURT, 2, 7, 2.0)}
    best = [Entry(K.PASSAGES, BODY.passage(n), 1 - n / 100) for n in (7, 13, 25, 36)]
    ((_, found),) = quoted({**heads, K.PASSAGES: best}, "production-overview")
    assert found[:-1] == [CREW[n] for n in (7, 8, 9, 13, 25)]


@pytest.mark.parametrize("form", ["document-abstract", "production-overview"])
@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("x" * 300, "x" * 300),
        ("x" * 301, "x" * 300),
        (f"{'x' * 200} {'y' * 200}", "x" * 200),
        (f"{'x' * 100} {'y' * 100}\n{'z' * 200}", f"{'x' * 100} {'y' * 100}"),
    ],
)
def test_of_a_document_of_which_nothing_can_be_said_the_opening_is_quoted(form: str, text: str, opening: str) -> None:
    assert quoted({}, form, [text])[0] == ("", [opening])
