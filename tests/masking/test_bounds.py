"""Masking and verifying at their bounds: what a place, a spelling, a kind of block or a part of a payload decides."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from legalredact.documents.text.plain import document_from_text
from legalredact.masking.continued_blocks import continued
from legalredact.masking.legend import legend
from legalredact.masking.longer_numbers import LongerNumbers
from legalredact.masking.mask import assign_tokens, mask, unmask
from legalredact.masking.payload import build_payload
from legalredact.masking.reply.spans import moved_by
from legalredact.masking.scan import is_own_wording
from legalredact.masking.sentence import fitted
from legalredact.masking.span_index import SpanIndex
from legalredact.masking.targets import MaskedSpan, without_overlaps
from legalredact.masking.typed import names_in, with_tokens
from legalredact.masking.verify import verify
from legalredact.masking.whole_words import as_written, occurs_in
from legalredact.matching.names.finder import Found
from legalredact.model.document import BlockKind
from legalredact.model.legend import HEAD
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.register import Decision, Entity, LocalDecision, Register
from legalredact.model.review import Finding, FindingKind, Inserted, Segment
from tests.masking.made import document, entity, mention, register
from tests.masking.test_continued_blocks import made
from tests.masking.test_legend import named
from tests.masking.test_restore import checked, free
from tests.masking.test_verify import reasons, verdict, with_passages

SSN = "123-45-6789"


def left_at(one: Entity, text: str, words: str, nth: int = 0) -> Entity:
    """The entity, left in clear by a person at the nth place of the words in the document d1."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    place = LocalDecision("d1", Span(at, at + len(words)), Decision.DISMISSED)
    return replace(one, local=(*one.local, place))


def left_clear(text: str, names: Register) -> str:
    """The masked text of a payload that is verified."""
    outcome = verdict(text, names)
    assert isinstance(outcome, VerifiedText), outcome
    return "\n\n".join(passage.masked_text for passage in outcome.payload.documents[0].passages)


# --- decisions for places ---


def test_an_identifier_that_a_person_left_at_one_place_leaves_there_alone() -> None:
    text = f"SSN {SSN} of the sample. SSN {SSN} of the client."
    number = entity("e9", SSN, kind=Kind.SSN, role=Role.IDENTIFIER, decision=Decision.CONFIRMED)
    kept = register(left_at(number, text, SSN))
    assert left_clear(text, kept) == f"SSN {SSN} of the sample. SSN SSN_1 of the client."
    assert ("d1/b0", "identifier", "e9") in reasons(verdict(text, kept, with_passages(text)))
    assert left_clear(text, register(number)) == "SSN SSN_1 of the sample. SSN SSN_1 of the client."


def test_a_spelling_that_may_mean_two_leaves_where_a_person_left_the_words_in_clear() -> None:
    text = "as J. Vale said, and J. Vale left"
    john, jane = entity("e1", "John Vale"), entity("e2", "Jane Vale")
    assert reasons(verdict(text, register(john, jane))) == {("d1/b0", "alias", "e1"), ("d1/b0", "alias", "e2")}
    both = left_at(left_at(john, text, "J. Vale"), text, "J. Vale", nth=1)
    assert left_clear(text, register(both, jane)) == text
    one = left_at(john, text, "J. Vale")
    outcome = verdict(text, register(one, jane))
    assert not isinstance(outcome, VerifiedText)
    assert {hit.span.start for hit in outcome} == {text.rindex("J. Vale")}


# --- what is searched ---


@pytest.mark.parametrize("part", ["instructions", "question"])
def test_a_spelling_that_may_mean_two_is_a_hit_in_what_people_typed(part: str) -> None:
    names = assign_tokens(register(entity("e1", "John Vale"), entity("e2", "Jane Vale")), [])
    typed = {"question": "Answer.", "instructions": "Say what J. Vale said."}
    payload = Payload("firm-x", "1", typed["instructions" if part == "instructions" else "question"], ())
    payload = payload if part == "instructions" else replace(payload, question="What did J. Vale say?")
    assert reasons(verify(payload, names, (), ())) == {(part, "alias", "e1"), (part, "alias", "e2")}


def test_a_spelling_that_may_mean_two_is_a_hit_in_a_title() -> None:
    names = register(entity("e1", "John Wexcombe"), entity("e2", "Jane Wexcombe"))

    def titled(payload: Payload) -> Payload:
        return replace(payload, documents=(replace(payload.documents[0], masked_title="J. Wexcombe (PDF)"),))

    assert reasons(verdict("x", names, titled)) == {("title d1", "alias", "e1"), ("title d1", "alias", "e2")}


def test_a_hit_in_a_legend_is_about_all_of_it() -> None:
    text = f"{HEAD}\nPERSON_A: who borrowed money"
    found = verify(Payload("abstract", "1", "Say it.", (), legend=text), register(), (), ())
    assert not isinstance(found, VerifiedText)
    assert [hit.span for hit in found if hit.reason == "unmask"] == [Span(0, len(text))]


@pytest.mark.parametrize("kind", [Kind.SSN, Kind.PHONE, Kind.EMAIL])
def test_an_identifier_of_the_matter_is_a_hit_in_what_the_application_wrote(kind: Kind) -> None:
    value = {Kind.SSN: SSN, Kind.PHONE: "(312) 555-0144", Kind.EMAIL: "ada@vale.example"}[kind]
    one = entity("e9", value, kind=kind, role=Role.IDENTIFIER, decision=Decision.CONFIRMED)
    instructed = verdict("x", register(one), lambda payload: replace(payload, instructions=f"Call {value}."))
    assert ("instructions", "identifier", "e9") in reasons(instructed)
    kept = replace(one, decision=Decision.DISMISSED)
    same = verdict("x", register(kept), lambda payload: replace(payload, instructions=f"Call {value}."))
    assert isinstance(same, VerifiedText)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Plain words.", True),
        ("", False),
        ("12 § 3", False),
        ("a", False),
        ("Plain Quillfeather", False),
        ("ORG", True),
    ],
)
def test_what_the_applications_own_wording_is(text: str, own: bool) -> None:
    assert is_own_wording(text) == own


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        *((before, True) for before in ("", "Ask. ", "Ask! ", "Ask? ", "Ask: ", "Ask; ", "Ask\n", "Ask.\t")),
        *((before, True) for before in ("- ", "* ", "# ", "“", "(")),
        *((before, False) for before in ("Ask, ", "Ask ", "Ask… ", "1) Ask ")),
    ],
)
def test_a_name_like_an_english_word_is_taken_for_the_word_where_a_sentence_begins(before: str, begins: bool) -> None:
    names = assign_tokens(register(entity("e1", "Grant", kind=Kind.ORGANIZATION)), [])
    outcome = verify(Payload("firm-x", "1", f"{before}Grant nothing.", ()), names, (), ())
    assert isinstance(outcome, VerifiedText) == begins


# --- whole words ---


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("old", "-old-", True),
        ("old", "-xold-", False),
        ("old", "-oldx", False),
        ("old", "x old", True),
        ("old", "x_old", False),
        ("old", "old_x", False),
        ("old", "7old", False),
        ("old", "colds, old", True),
        ("12", "3.12", False),
        ("12", "3,12", False),
        ("12", "3-12", False),
        ("12", "x.12", True),
        ("12", ".12", True),
        ("12", "12.5", False),
        ("12", "12,5", False),
        ("12", "12-5", False),
        ("12", "12.", True),
        ("12", "12. 5", True),
        ("12", "12.x", True),
        ("12", "3 12", True),
        ("12", "3/12", True),
        ("12", "12/5", True),
    ],
)
def test_words_occur_only_as_whole_words_and_whole_numbers(words: str, text: str, found: bool) -> None:
    assert occurs_in(words, text) == found
    assert (as_written(words, text) == words) == found


@pytest.mark.parametrize(
    ("words", "text", "written"),
    [
        ("the  'lease'", "see the\n‘lease’ here", "the\n‘lease’"),
        ('the "lease"', "see the “lease” here", "the “lease”"),
        ("the lease", "bathe lease, the lease", "the lease"),
        ("the lease", "the leases", None),
        ("", "the lease", None),
        (" ", "the lease", None),
        ("a.c", "abc", None),
    ],
)
def test_the_characters_that_quoted_words_stand_for(words: str, text: str, written: str | None) -> None:
    assert as_written(words, text) == written


# --- spans ---


def test_places_are_told_in_their_order_and_each_that_shares_a_character() -> None:
    index = SpanIndex([(Span(6, 9), "c"), (Span(0, 20), "a"), (Span(2, 4), "b"), (Span(9, 12), "d")])
    assert [name for _, name in index.over(Span(3, 9))] == ["a", "b", "c"]
    assert [name for _, name in index.over(Span(4, 6))] == ["a"]
    assert [name for _, name in index.over(Span(8, 10))] == ["a", "c", "d"]
    assert [name for _, name in index.over(Span(20, 25))] == []
    assert SpanIndex[str]([]).over(Span(0, 9)) == []


@pytest.mark.parametrize(
    ("text", "spans", "kept"),
    [
        ("Jane Roe Vale", ["Jane Roe", "Roe Vale"], ["Jane Roe", "Vale"]),
        ("Jane Roe Vale", ["Roe Vale", "Jane Roe Vale"], ["Jane Roe Vale"]),
        ("Jane Roe A Vale Roux", ["Roe A Vale Roux", "Jane Roe"], ["Jane", "Roe A Vale Roux"]),
        ("the Roe Vale", ["the Roe", "Roe Vale"], ["Roe Vale"]),
        ("A Roe Vale", ["A Roe", "Roe Vale"], ["Roe Vale"]),
        ("quvale Roe Vale", ["quvale Roe", "Roe Vale Vale"], ["quvale Roe", "Vale"]),
        ("Jane Roe, Vale", ["Jane Roe", "Vale"], ["Jane Roe", "Vale"]),
        ("JaneRoe", ["Jane", "Roe"], ["Jane", "Roe"]),
        ("Ann of Roe Vale", ["Ann of Roe", "Roe Vale Vale"], ["Ann of Roe", "Vale"]),
    ],
)
def test_of_names_that_overlap_the_longest_stays_with_the_rest_of_the_others(
    text: str, spans: list[str], kept: list[str]
) -> None:
    def place(words: str) -> Span:
        words = words if words in text else words.rpartition(" ")[0]
        return Span(text.index(words), text.index(words) + len(words))

    targets = [MaskedSpan(place(words), f"e{number}") for number, words in enumerate(spans)]
    assert [one.span.of(text) for one in without_overlaps(targets, text)] == kept


# --- payloads ---


def test_a_passage_has_the_names_of_its_own_text_alone() -> None:
    source = document("Alder sued.\n\nThen Alder left.\n\nNobody came.")
    names = assign_tokens(register(entity("e1", "Robert Alder", "Alder")), [source])
    sent = build_payload("abstract", "1", "Say it.", [(source, mask(source, names, ()))]).documents[0]
    told = [[one.masked.of(passage.masked_text) for one in passage.replaced] for passage in sent.passages]
    assert told == [["PARTY_A"], ["PARTY_A"], []]
    assert [[one.clear.of(source.text) for one in passage.replaced] for passage in sent.passages] == [
        ["Alder"],
        ["Alder"],
        [],
    ]


@pytest.mark.parametrize("between", [BlockKind.HEADING, BlockKind.TABLE_CELL])
def test_a_heading_or_a_table_between_two_blocks_ends_a_paragraph(between: BlockKind) -> None:
    above, below = "Marguerite Oldacre sold forty looms to Penhallow", "for the price that both had named."
    parts = ((1, BlockKind.BODY, above), (1, between, "The price"), (2, BlockKind.BODY, below))
    assert continued(made(*parts)) == {}
    assert continued(made(parts[0], (1, BlockKind.FOOTNOTE, "1 There."), parts[2])) == {"b3": "b1"}


# --- the legend ---


@pytest.mark.parametrize(
    ("short", "aliases", "longer", "same"),
    [
        ("Roe", ("J. Tom Roe",), "Jane Roe", False),
        ("Roe", ("J. Roe",), "Jane Roe", True),
        ("R. Roe", (), "Tom R. Roe", False),
        ("T. Roe", (), "Tom R. Roe", True),
        ("Roe", (), "Roe, Jane,", True),
        ("Roe", (), "Jane, Roe", True),
    ],
)
def test_whose_short_name_it_may_be(short: str, aliases: tuple[str, ...], longer: str, same: bool) -> None:
    text = legend([named("PERSON_A", longer), named("PERSON_B", short, aliases=aliases)])
    assert ("PERSON_B: person; may be the same as PERSON_A" in text) == same


def test_a_name_of_one_word_has_no_shorter_form() -> None:
    lines = legend([named("PERSON_A", "Roe"), named("PERSON_B", "R. Roe")]).split("\n")[1:]
    assert lines == ["PERSON_A: person; may be the same as PERSON_B", "PERSON_B: person"]


def test_five_who_share_a_name_are_listed() -> None:
    five = [named(f"PERSON_{letter}", f"{first} Roe") for letter, first in zip("ABCDE", "UVWXY", strict=True)]
    assert legend([*five, named("PERSON_Z", "Roe")]).endswith(
        "PERSON_Z: person; may be the same as PERSON_A or PERSON_B or PERSON_C or PERSON_D or PERSON_E"
    )


# --- restoring and typing ---


def test_a_token_that_stays_is_told_in_each_statement_that_has_it() -> None:
    text = "CLIENT_A.pdf"
    there = Finding(FindingKind.NOT_WORD_FOR_WORD, 0, Span(0, 8), "CLIENT_A")
    done = free(checked(Segment(text), Segment(text), Segment(f"x {text}"), findings=(there,)))
    left = [one for one in done.checked.findings if one.kind is FindingKind.UNRESTORED]
    assert [(one.segment, one.span) for one in left] == [(1, Span(0, 8)), (2, Span(2, 10))]
    twice = free(checked(Segment(f"{text} {text}"), findings=(there,))).checked.findings
    assert [one.span for one in twice] == [Span(0, 8), Span(13, 21)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It was paid by the daughter", "It was paid by PERSON_Z"),
        ("It was paid by the daughter at once", "It was paid by PERSON_Z at once"),
        ("Paid by the daughter", "Paid by PERSON_Z"),
        ("the daughter", "PERSON_Z"),
        ("It was paid by the daughters", "It was paid by the daughters"),
        ("It was paid by the old daughter", "It was paid by the old daughter"),
    ],
)
def test_a_name_that_only_the_statement_knows_keeps_its_token_where_its_words_are_unchanged(
    text: str, told: str
) -> None:
    before = Segment("It was paid by the daughter", names=(Inserted(Span(15, 27), "PERSON_Z"),))
    assert with_tokens(text, names_in(Segment(text), before, Register())) == told


SMALL = "the a an de del della di da dos du la le van von der den ter ten zu zum".split()


@pytest.mark.parametrize("particle", SMALL)
def test_a_particle_begins_a_sentence_with_a_capital(particle: str) -> None:
    name = f"{particle} Vale"
    assert fitted("", name, " left").name == name[0].upper() + name[1:]
    assert fitted("It paid nothing. ", name, " left").name == name[0].upper() + name[1:]
    if particle != "the":  # after an article it is not repeated
        assert fitted("He saw Mr ", name, " left").name == name


@pytest.mark.parametrize("title", "mr mrs ms miss mx dr prof professor judge justice hon sir dame rev sgt capt".split())
def test_a_title_is_not_said_twice(title: str) -> None:
    said, name = title.capitalize(), f"{title.capitalize()}. Vale"
    assert fitted(f"He saw {said}. ", name, "").name == "Vale"
    assert fitted(f"He saw {said} ", name, "").name == "Vale"
    assert fitted("He saw ", name, "").name == name
    assert fitted("He saw Lady ", name, "").name == name


# --- masking and its reverse ---


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Roe", "PARTY_A"),
        ("RoeRoe", "PARTY_A  PARTY_A"),
        ("2019Roe and Roe2019", "2019 PARTY_A and PARTY_A 2019"),
        ("x_Roe_x", "x_ PARTY_A _x"),
        ("Roe/Roe", "PARTY_A/PARTY_A"),
        ("Roe Roe", "PARTY_A PARTY_A"),
        ("(Roe)", "(PARTY_A)"),
        ("Roe's", "PARTY_A's"),
    ],
)
def test_a_token_stands_apart_from_words_beside_it_and_leads_back(text: str, masked: str) -> None:
    source = document_from_text("d1", "a.txt", text)
    names = assign_tokens(register(entity("e1", "Jane Roe", "Roe")), [source])
    done = mask(source, names, ())
    assert done.text == masked
    assert unmask(done) == text


def test_a_possible_name_is_not_masked_and_a_dismissed_one_is_not_either() -> None:
    text = "Roe met Vale and Moss."
    names = register(
        entity("e1", "Roe"),
        entity("e2", "Vale", tier=Tier.POSSIBLE),
        entity("e3", "Moss", decision=Decision.DISMISSED),
    )
    assert left_clear(text, names) == "PARTY_A met Vale and Moss."


# --- cited cases, other numbers, and what a person asks ---


def test_a_cited_partys_surname_does_not_leave_where_a_company_of_the_matter_is_called_so_too() -> None:
    text = "See Alder v. Moss, 780 F.3d 304, 305 (5th Cir. 2015)."
    person = entity("e1", "Robert Alder", "Alder", role=Role.CLIENT)
    body = entity("e2", "Alder", kind=Kind.ORGANIZATION)
    assert left_clear(text, register(person)) == text
    assert "Alder" not in left_clear(text, register(person, body))
    assert ("d1/b0", "alias", "e2") in reasons(verdict(text, register(person, body), with_passages(text)))


@pytest.mark.parametrize(
    ("decision", "question", "named"),
    [
        (Decision.CONFIRMED, f"What of {SSN}?", True),
        (Decision.OPEN, f"What of {SSN}?", True),
        (Decision.DISMISSED, f"What of {SSN}?", False),
        (Decision.DISMISSED, "What of 987-65-4320?", True),
        (Decision.CONFIRMED, "What of Case No. 3:20-CV-00257?", False),
    ],
)
def test_an_identifier_in_a_question_is_a_hit_unless_it_is_left_in_clear(
    decision: Decision, question: str, named: bool
) -> None:
    number = entity("e9", SSN, kind=Kind.SSN, role=Role.IDENTIFIER, decision=decision)
    names = assign_tokens(register(number), [])
    outcome = verify(Payload("matter-question", "1", "Answer.", (), question=question), names, (), ())
    assert isinstance(outcome, VerifiedText) is not named


def test_a_place_that_is_told_wrongly_is_a_hit_although_the_text_leads_back() -> None:
    """Decisions for single places are looked up there."""
    source = document("Alder sued Alder once more")
    names = assign_tokens(register(entity("e1", "Robert Alder", "Alder")), [source])
    masked = mask(source, names, ())
    first, second = masked.occurrences
    moved = replace(masked, occurrences=(first, replace(second, clear_span=Span(12, 17))))
    payload = build_payload("abstract", "1", "Say it.", [(source, masked)])
    assert unmask(moved) == source.text
    assert ("d1", "unmask", "d1") in reasons(verify(payload, names, [moved], [source]))


@pytest.mark.parametrize(
    ("text", "surface", "stays"),
    [
        ("Call 555-0144 now.", "555-0144", True),
        ("Account No. 5550144 is closed.", "5550144", True),
        ("Account No. 5550144123 is closed.", "5550144", False),
        ("Call (212) 555-0144 now.", "555-0144", False),
        ("Call (212) 555-0144, 555-0144 now.", "555-0144", False),
        ("Call (312) 555-0144 now.", "555-0144", True),
    ],
)
def test_a_short_form_of_a_number_counts_unless_it_is_a_part_of_another_number(
    text: str, surface: str, stays: bool
) -> None:
    clients = entity("e1", "(312) 555-0144", kind=Kind.PHONE, role=Role.IDENTIFIER)
    at = text.index(surface)
    found = Found(Span(at, at + len(surface)), "e1", "555-0144")
    assert bool(LongerNumbers([clients]).left([found], text)) == stays


def test_a_short_form_beside_another_number_is_no_part_of_it() -> None:
    clients = entity("e1", "(312) 555-0144", kind=Kind.PHONE, role=Role.IDENTIFIER)
    text = "Call (212) 555-0199 or 555-0144 now."
    found = Found(Span(text.index("555-0144"), text.index(" now")), "e1", "555-0144")
    wide = Found(Span(text.index("0199"), text.index(" now")), "e1", "555-0144")
    assert LongerNumbers([clients]).left([found, wide], text) == [found, wide]


@pytest.mark.parametrize("mentioned", ["e1", "e2"])
def test_of_two_that_are_in_clear_elsewhere_the_one_that_is_mentioned_is_masked_at_a_place_of_both(
    mentioned: str,
) -> None:
    source, place = document("Oldacre met nobody."), LocalDecision("d1", Span(0, 7), Decision.CONFIRMED)
    both = (
        replace(entity(key, name, decision=Decision.DISMISSED), local=(place,))
        for key, name in (("e1", "Marguerite Oldacre"), ("e2", "Jonas Oldacre"))
    )
    names = assign_tokens(register(*both), [source])
    masked = mask(source, names, [mention(source, "Oldacre", mentioned)])
    assert masked.text == f"{names.get(mentioned).token} met nobody."


def test_a_day_is_moved_as_far_as_the_calendar_goes() -> None:
    day, last = Decimal(86400), dt.date.max
    assert moved_by(dt.date(9999, 12, 30), "time", day) == last
    assert moved_by(last, "time", day) is None
    assert moved_by(dt.date(1, 1, 2), "time", -day) == dt.date.min
    assert moved_by(dt.date.min, "time", -day) is None
    assert moved_by(dt.date(9999, 11, 30), "months", Decimal(1)) == dt.date(9999, 12, 30)
    assert moved_by(dt.date(9999, 12, 30), "months", Decimal(1)) is None
    assert moved_by(dt.date(1, 2, 28), "months", Decimal(-1)) == dt.date(1, 1, 28)
    assert moved_by(dt.date(1, 1, 28), "months", Decimal(-1)) is None
    assert moved_by(dt.date(2020, 1, 31), "months", Decimal(1)) == dt.date(2020, 2, 29)
    assert moved_by(dt.date(2020, 1, 31), "months", Decimal("0.5")) is None
    assert moved_by(dt.date(2020, 1, 31), "time", day / 2) is None
    assert moved_by(dt.date(2020, 1, 31), "length", day) is None


@pytest.mark.parametrize(
    "cited", ["In re Alder, 780 F.3d 304", "Ex parte Alder, 780 F.3d 304", "See Alder, 780 F.3d 304"]
)
def test_the_only_party_of_a_cited_case_does_not_leave_if_it_is_called_like_the_client(cited: str) -> None:
    """It may well be the client's own case; with two parties, the other one tells."""
    text = f"{cited} (5th Cir. 2015)."
    names = register(entity("e1", "Robert Alder", "Alder", role=Role.CLIENT))
    assert left_clear(text, names) == text.replace("Alder", "CLIENT_A")
    assert ("d1/b0", "alias", "e1") in reasons(verdict(text, names, with_passages(text)))
