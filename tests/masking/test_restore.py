"""Names come back into a checked reply: quotations as their source spells them, other text with the chosen name."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from legalredact.errors import Refused
from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.payload import build_payload
from legalredact.masking.restore import Restored, restore
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import Passage, Payload
from legalredact.model.register import Entity, Register
from legalredact.model.review import CheckedSummary, Citation, Finding, FindingKind, MaskedSummary, Segment, Usage
from tests.masking.made import company, document, entity

NAMES = Register(
    (
        entity("e1", "Robert Alder", role=Role.CLIENT, token="CLIENT_A"),
        entity("e2", "Granite, Inc.", kind=Kind.ORGANIZATION, token="PARTY_B"),
        entity("e3", "PARTY_B", kind=Kind.ORGANIZATION, token="ORG_C"),
    )
)
NOTHING = Payload("abstract", "1", "", ())


def checked(*segments: Segment, findings: tuple[Finding, ...] = ()) -> CheckedSummary:
    return CheckedSummary(MaskedSummary("0" * 64, "abstract", "1", segments, Usage("local")), findings)


def free(reply: CheckedSummary, register: Register = NAMES) -> Restored:
    """Restored without any source."""
    return restore(reply, NOTHING, lambda _: None, register.by_token())


def restored(text: str, register: Register = NAMES) -> str:
    return free(checked(Segment(text)), register).segments[0].text


def left(done: Restored) -> list[str]:
    """The tokens that stay, as findings tell them."""
    return [one.masked_excerpt for one in done.checked.findings if one.kind is FindingKind.UNRESTORED]


class Matter:
    """One masked document.

    Arguments:
        text: its paragraphs are passages b0, b1, …
        entities: of its register.
    """

    def __init__(self, text: str, *entities: Entity) -> None:
        self.document = document(text)
        self.register = assign_tokens(Register(entities), [self.document])
        self.masked = mask(self.document, self.register, ())
        self.payload = build_payload("abstract", "1", "", [(self.document, self.masked)])

    @property
    def passages(self) -> Sequence[Passage]:
        return self.payload.documents[0].passages

    def told(self, *segments: Segment, texts: Sequence[Document] | None = None) -> Restored:
        """The segments with names."""
        found = {one.id: one.text for one in ([self.document] if texts is None else texts)}
        return restore(checked(*segments), self.payload, found.get, self.register.by_token())

    def quoted(self, masked: str, number: int = 0, nth: int = 0) -> Segment:
        """A quotation by its place in a passage, as the local engine makes it."""
        at = -1
        for _ in range(nth + 1):
            at = self.passages[number].masked_text.index(masked, at + 1)
        return Segment(masked, (cited(number),), quoted=True, start=at)


def cited(first: int = 0, last: int | None = None) -> Citation:
    return Citation("d1", f"b{first}", f"b{first if last is None else last}")


def test_tokens_become_names() -> None:
    assert (
        restored("CLIENT_A's claim against PARTY_B is CLIENT_A’s")
        == "Robert Alder's claim against Granite, Inc. is Robert Alder’s"
    )


def test_only_exact_tokens_are_restored() -> None:
    text = "Client A, CLIENT-A, CLIENT_AB, CLIENT_Z, XCLIENT_A, client_a, CLIENT_As"
    assert restored(text) == text


def test_a_name_that_looks_like_a_token_is_not_restored_again() -> None:
    assert restored("ORG_C and PARTY_B here") == "PARTY_B and Granite, Inc. here"


def test_a_sentence_ends_with_one_full_stop() -> None:
    assert restored("It is PARTY_B. Then") == "It is Granite, Inc. Then"


def test_a_reply_with_a_blocking_finding_is_not_restored() -> None:
    finding = Finding(FindingKind.INVENTED_TOKEN, 0, Span(0, 8))
    with pytest.raises(Refused):
        free(checked(Segment("CLIENT_Q"), findings=(finding,)))


def test_other_findings_do_not_stand_in_the_way() -> None:
    finding = Finding(FindingKind.UNCITED, 0, Span(0, 9))
    assert free(checked(Segment("CLIENT_A."), findings=(finding,))).segments[0].text == "Robert Alder."


def test_the_chosen_name_is_inserted_into_free_text() -> None:
    chosen = Register((replace(NAMES.entities[0], display="Mr. Alder"),))
    assert restored("CLIENT_A sued.", chosen) == "Mr. Alder sued."


def test_each_name_is_told_with_its_place() -> None:
    done = free(checked(Segment("CLIENT_A sued PARTY_B. Then"))).segments[0]
    assert [(one.span.of(done.text), one.token) for one in done.names] == [
        ("Robert Alder", "CLIENT_A"),
        ("Granite, Inc", "PARTY_B"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See https://CLIENT_A.example.com/a for it.",
        "See www.example.com/CLIENT_A.",
        "Write to CLIENT_A@example.com, please.",
        "Write to info@CLIENT_A.com.",
        "See CLIENT_A.com.",
        "Open CLIENT_A.pdf, please.",
        "Open C:\\files\\CLIENT_A here.",
        "Run `delete CLIENT_A` now.",
        "```\nprint(CLIENT_A)\n```",
        '<a title="CLIENT_A">here</a>',
        "[the site](https://example.com/CLIENT_A)",
        "Look at mailto:CLIENT_A here.",
    ],
)
def test_nothing_is_restored_in_a_link_an_address_or_code(text: str) -> None:
    done = free(checked(Segment(text)))
    assert done.segments[0].text == text
    assert left(done) == ["CLIENT_A"]


@pytest.mark.parametrize(
    "text", ["CLIENT_A/PARTY_B agreed.", "(CLIENT_A)", "CLIENT_A: yes", "**CLIENT_A**", "CLIENT_A…"]
)
def test_marks_beside_a_name_make_no_link(text: str) -> None:
    done = free(checked(Segment(text)))
    assert "Robert Alder" in done.segments[0].text
    assert left(done) == []


PEOPLE = (entity("e1", "Jane Roe", "Roe", "Ms. Roe"), company("e2", "Kestrel LLC", "Kestrel", "KLM"))
SUIT = (
    "A suit by Jane Roe (“Roe” or “Plaintiff”) against Kestrel\nLLC (“KLM”). Roe says that Kestrel owes it.\n\n"
    "Ms. Roe left."
)


def test_a_quotation_shows_the_characters_of_its_place() -> None:
    matter = Matter(SUIT, *PEOPLE)
    whole = Segment(matter.passages[0].masked_text, (cited(),), quoted=True, start=0)
    part = matter.quoted("PARTY_A says that PARTY_B owes it.")
    done = matter.told(whole, part)
    assert [one.text for one in done.segments] == [SUIT.split("\n\n", maxsplit=1)[0], "Roe says that Kestrel owes it."]
    assert left(done) == []


def test_a_quotation_without_its_text_at_its_place_is_looked_up() -> None:
    matter = Matter(SUIT, *PEOPLE)
    moved = replace(matter.quoted("PARTY_A says that PARTY_B owes it."), start=3)
    assert matter.told(moved).segments[0].text == "Roe says that Kestrel owes it."


@pytest.mark.parametrize(
    ("said", "clear"),
    [
        ("It says: “PARTY_A says that PARTY_B owes it.”", "It says: “Roe says that Kestrel owes it.”"),
        (
            'It says: "PARTY_A says that PARTY_B owes it," and more.',
            'It says: "Roe says that Kestrel owes it," and more.',
        ),
        ("“PARTY_A says … that PARTY_B owes it”", "“Roe says … that Kestrel owes it”"),
        ("“suit by PARTY_A (‘PARTY_A’ or ‘Plaintiff’)”", "“suit by Jane Roe (‘Roe’ or ‘Plaintiff’)”"),
        ("“against\nPARTY_B (“PARTY_B”)", "“against\nKestrel\nLLC (“KLM”)"),
        ("called “PARTY_A”", "called “Roe”"),  # the source has these words in marks once
        ("the ‘PARTY_B’ of the suit", "the ‘KLM’ of the suit"),
        ("the 'PARTY_B' of the suit", "the 'KLM' of the suit"),
        ("“[PARTY_A] says that PARTY_B owes it”", "“[Jane Roe] says that Kestrel owes it”"),
        ("PARTY_A’s “suit” and PARTY_B’s", "Jane Roe’s “suit” and Kestrel LLC’s"),
    ],
)
def test_a_quotation_in_a_sentence_is_looked_up_in_the_cited_passage(said: str, clear: str) -> None:
    matter = Matter(SUIT, *PEOPLE)
    done = matter.told(Segment(said, (cited(),)))
    assert done.segments[0].text == clear
    assert left(done) == []


@pytest.mark.parametrize(
    ("said", "citations"),
    [
        ("“PARTY_A says that PARTY_B owes it.”", (cited(1),)),  # another passage
        ("“PARTY_A says that PARTY_B owes it.”", ()),
        ("“PARTY_A never paid PARTY_B”", (cited(),)),
        ("“PARTY_A says that PARTY_B owes it.", ()),  # the quotation is not closed
    ],
)
def test_a_quoted_token_without_a_source_stays_and_is_a_finding(said: str, citations: tuple[Citation, ...]) -> None:
    done = Matter(SUIT, *PEOPLE).told(Segment(said, citations))
    assert done.segments[0].text == said
    assert left(done) == ["PARTY_A", "PARTY_B"]


def test_words_that_the_source_has_with_two_spellings_are_not_guessed() -> None:
    matter = Matter("Jane Roe paid. Later Roe paid.", *PEOPLE)
    done = matter.told(Segment("He said “PARTY_A paid”.", (cited(),)))
    assert done.segments[0].text == "He said “PARTY_A paid”."
    assert left(done) == ["PARTY_A"]
    same = Matter("Roe paid. Later Roe paid.", *PEOPLE)
    assert same.told(Segment("He said “PARTY_A paid”.", (cited(),))).segments[0].text == "He said “Roe paid”."


def test_a_quotation_may_go_over_two_cited_passages() -> None:
    matter = Matter(SUIT, *PEOPLE)
    done = matter.told(Segment("“that PARTY_B owes it. PARTY_A left.”", (cited(0, 1),)))
    assert done.segments[0].text == "“that Kestrel owes it. Ms. Roe left.”"


@pytest.mark.parametrize("name", ["Kestrel\nLLC", "Kes-\ntrel LLC", "Kestrel\fLLC", "Kestrel  LLC", "KESTREL LLC"])
def test_a_name_over_a_line_or_page_break_comes_back_as_it_was(name: str) -> None:
    matter = Matter(f"The clerk wrote to {name}, which paid.", *PEOPLE)
    whole = Segment(matter.passages[0].masked_text, (cited(),), quoted=True, start=0)
    assert "PARTY_B" in whole.text
    assert matter.told(whole).segments[0].text == matter.document.text


def test_spaces_that_masking_added_beside_a_token_go_with_it() -> None:
    matter = Matter("Kestrel2019 was filed; see 4Kestrel here.", *PEOPLE)
    masked = matter.passages[0].masked_text
    done = matter.told(
        Segment(masked, (cited(),), quoted=True, start=0),
        Segment(f"It says “{masked}”", (cited(),)),
    )
    assert done.segments[0].text == matter.document.text
    assert done.segments[1].text == f"It says “{matter.document.text}”"


def test_a_quotation_whose_citation_has_no_target_stays_with_tokens() -> None:
    matter = Matter(SUIT, *PEOPLE)
    for citation in (Citation("d9", "b0", "b0"), Citation("d1", "b9", "b9"), Citation("d1", "b1", "b0")):
        quotation = Segment("PARTY_A says", (citation,), quoted=True, start=0)
        done = matter.told(quotation, Segment("“PARTY_A says”", (citation,)))
        assert [one.text for one in done.segments] == ["PARTY_A says", "“PARTY_A says”"]
        assert left(done) == ["PARTY_A", "PARTY_A"]


def test_a_quotation_without_a_name_needs_no_source() -> None:
    matter = Matter(SUIT, *PEOPLE)
    segments = (Segment("owes it", (cited(),), quoted=True), Segment("“Nobody owes it” … of PARTY_A", (cited(),)))
    done = matter.told(*segments)
    assert [one.text for one in done.segments] == ["owes it", "“Nobody owes it” … of Jane Roe"]
    assert left(done) == []


def test_a_quotation_ends_where_the_passage_ends_in_spaces() -> None:
    matter = Matter("The letter is from Roe  \n\nIt is short.", *PEOPLE)
    done = matter.told(Segment("“from PARTY_A”, and “PARTY_A It is short”", (cited(0, 1),)))
    assert done.segments[0].text == "“from Roe”, and “Roe It is short”"


def test_a_document_that_is_gone_restores_no_quotation() -> None:
    matter = Matter(SUIT, *PEOPLE)
    quotation = matter.quoted("PARTY_A says")
    done = matter.told(quotation, texts=[])
    assert done.segments[0].text == "PARTY_A says"
    assert left(done) == ["PARTY_A"]


def test_a_finding_about_the_same_token_is_not_repeated() -> None:
    there = Finding(FindingKind.NOT_WORD_FOR_WORD, 0, Span(1, 9), "CLIENT_A")
    done = free(checked(Segment("“CLIENT_A”"), findings=(there,)))
    assert done.checked.findings == (there,)


def test_a_finding_about_another_token_or_statement_hides_none() -> None:
    """Both statements have the same token at the same place, and the first has another one."""
    there = Finding(FindingKind.NOT_WORD_FOR_WORD, 0, Span(1, 9), "CLIENT_A")
    segments = (Segment("“CLIENT_A PARTY_B”"), Segment("“CLIENT_A”"))
    told = free(checked(*segments, findings=(there,))).checked.findings
    assert [(one.segment, one.span, one.kind) for one in told] == [
        (0, Span(1, 9), FindingKind.NOT_WORD_FOR_WORD),
        (0, Span(10, 17), FindingKind.UNRESTORED),
        (1, Span(1, 9), FindingKind.UNRESTORED),
    ]


def test_findings_are_in_the_order_of_the_reply_whoever_made_them() -> None:
    last = Finding(FindingKind.UNCITED, 1, Span(0, 4))
    told = free(checked(Segment("“CLIENT_A”"), Segment("Then."), findings=(last,))).checked.findings
    assert [one.segment for one in told] == [0, 1]


def test_brackets_of_the_source_are_no_insertion() -> None:
    matter = Matter("See [attachment: Kestrel_log.xlsx] … and Roe.", *PEOPLE)
    done = matter.told(Segment("“[attachment: PARTY_B _log.xlsx] … and PARTY_A”", (cited(),)))
    assert done.segments[0].text == "“[attachment: Kestrel_log.xlsx] … and Roe”"
