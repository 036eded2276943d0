"""What the check says of a statement, its tokens, names, words and form."""

import pytest

from legalredact.masking.reply.check import check
from legalredact.masking.reply.folded import Folded
from legalredact.model.document import Place
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.register import Entity, Register
from legalredact.model.review import ABSENCES, Citation, Finding, MaskedSummary, Segment, Severity, Usage

REGISTER = Register(
    (
        Entity("e1", "Ottoline Marchetti", Kind.PERSON, Role.CLIENT, (), token="CLIENT_A"),
        Entity("e2", "Brackwater Hull Services, Inc.", Kind.ORGANIZATION, Role.PARTY, (), token="PARTY_B"),
        Entity("e3", "Lorcan Tevis", Kind.PERSON, Role.PERSON, (), token="PERSON_C"),
    )
)
DOCUMENTS = {
    "d1": (
        "Document 1 (PDF, 1 page)",
        (
            "SERVICE AGREEMENT between CLIENT_A (“Owner”) and PARTY_B (“Yard”), dated May 2, 2022.",
            "Yard shall scrape and paint the hull within 21 days for a price of $4,300.",
            "Owner shall bring the boat to the slip of PARTY_B and remove her belongings.",
        ),
    ),
    "d2": (
        "Document 2 (e-mail, 1 message)",
        ("From: PERSON_C <PERSON_C> To: CLIENT_A", "I painted it twice. Call me “any time before noon” please."),
    ),
}

CITED = (Citation("d1", "p1", "p1"),)


def found(*segments: Segment, prompt: str = "digest", engine: str = "local") -> list[Finding]:
    documents = tuple(
        PayloadDocument(
            key, title, tuple(Passage(f"p{n}", t, Place(page=n), Span(0, 1)) for n, t in enumerate(texts, 1))
        )
        for key, (title, texts) in DOCUMENTS.items()
    )
    payload = Payload(prompt, "1", "Summarize.", documents)
    sent = VerifiedText(payload, payload.digest, frozenset({"CLIENT_A", "PARTY_B", "PERSON_C"}))
    reply = MaskedSummary(payload.digest, prompt, "1", segments, Usage(engine))
    return [finding for finding in check(reply, sent, REGISTER).findings if finding.kind != "missing_token"]


def kinds(text: str, document: str = "d1", passage: str = "p2") -> set[str]:
    return {finding.kind for finding in found(Segment(text, (Citation(document, passage, passage),)))}


def test_a_figure_of_another_passage_is_a_warning_with_its_place() -> None:
    one = next(f for f in found(Segment("CLIENT_A pays $4,300 for it.", (Citation("d1", "p1", "p1"),))))
    assert (one.kind, one.masked_excerpt, one.place) == ("fact_elsewhere", "$4,300", "Document 1 (PDF, 1 page), page 2")
    assert one.severity is Severity.WARNING


def test_a_figure_of_no_passage_is_an_error() -> None:
    one = next(f for f in found(Segment("The hull costs $4,400 to paint.", (Citation("d1", "p2", "p2"),))))
    assert (one.kind, one.severity) == ("unknown_fact", Severity.ERROR)


def test_a_token_must_be_in_a_cited_passage_or_be_meant_by_one() -> None:
    assert kinds("PARTY_B scrapes and paints the hull within 21 days.") == set()  # “Yard”
    assert kinds("PERSON_C scrapes and paints the hull within 21 days.") == {"token_elsewhere"}
    assert kinds("PERSON_C painted it twice.", "d2", "p2") == set()  # the author


@pytest.mark.parametrize(
    "damaged",
    [
        "ＰＡＲＴＹ＿Ｂ",
        "РАRТY_B",
        "PA-RTY_B",
        "PRTY_B",
        "PARTY_B\u0301",
        "PARTY:B",
        "PARTY(B)",
        "PARTY  B",
        "PARTY - B",
        "PARTY “B”",
        "partyB",
        "𝐏𝐀𝐑𝐓𝐘_B",
    ],
)
def test_a_token_in_another_writing_is_altered(damaged: str) -> None:
    assert "altered_token" in kinds(f"The hull is painted by {damaged} within 21 days.")


@pytest.mark.parametrize(
    "name", ["Marchetti", "Ms. Marchetti", "Ottoline", "O.M.", "O. M.", "Ottoline M.", "Brackwater", "BHS", "TEVIS"]
)
def test_a_short_form_of_a_masked_name_blocks(name: str) -> None:
    assert "clear_name" in kinds(f"The hull is painted by {name} within 21 days.")


def test_a_part_of_a_masked_name_is_no_name_where_the_documents_have_it_so() -> None:
    """The street is called like a given name, and the documents name it in clear."""
    register = Register((Entity("e1", "Lorcan Tevis", Kind.PERSON, Role.PERSON, (), token="PERSON_A"),))
    passage = Passage("p1", "PERSON_A moved to Lorcan Street.", Place(page=1), Span(0, 1))
    payload = Payload("digest", "1", "Summarize.", (PayloadDocument("d1", "Document 1", (passage,)),))
    sent = VerifiedText(payload, payload.digest, frozenset({"PERSON_A"}))

    def names(text: str) -> list[str]:
        reply = MaskedSummary(payload.digest, "digest", "1", (Segment(text, CITED),), Usage("local"))
        return [one.span.of(text) for one in check(reply, sent, register).findings if one.kind == "clear_name"]

    assert names("PERSON_A moved to Lorcan Street.") == []
    assert names("PERSON_A moved to Tevis Street.") == ["Tevis"]
    assert names("PERSON_A moved to LORCAN Street.") == ["LORCAN"]


@pytest.mark.parametrize("quoted", ["“any time before noon”", "“any time … noon,”", '"Any time before noon."'])
def test_words_in_quotation_marks_are_in_the_source(quoted: str) -> None:
    assert "not_word_for_word" not in kinds(f"PERSON_C asks for a call {quoted}", "d2", "p2")


def test_other_words_in_quotation_marks_are_told() -> None:
    assert "not_word_for_word" in kinds("PERSON_C asks for a call “any time after noon”", "d2", "p2")


def test_a_passage_that_says_nothing_of_it_is_a_weak_source() -> None:
    assert "weak_source" in kinds("The owner brings her boat and removes belongings.", "d2", "p1")


@pytest.mark.parametrize("words", sorted(ABSENCES))
def test_the_words_of_the_local_engine_for_nothing_need_no_words_of_the_source(words: str) -> None:
    """From the service, or with more said, they are a statement like any other."""
    told = {
        (engine, said): {finding.kind for finding in found(Segment(said, CITED), engine=engine)} & {"weak_source"}
        for engine in ("local", "claude")
        for said in (words, f"{words} Nobody sued anybody.")
    }
    assert told[("local", words)] == set()
    assert all(weak for key, weak in told.items() if key != ("local", words))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("See https://lookup.example/x.", "link"),
        ("See www.lookup.example.", "link"),
        ("<b>Yard paints</b> the hull.", "markup"),
        ("![x](y) Yard paints.", "markup"),
        ("Yard paints the hull.\u202e", "hidden_mark"),
        ("Yard paints the hull. Это важно.", "other_script"),
    ],
)
def test_links_markup_and_marks_block(text: str, kind: str) -> None:
    finding = next(f for f in found(Segment(text, (Citation("d1", "p2", "p2"),))) if f.kind == kind)
    assert finding.blocking


def test_letters_of_another_script_and_hidden_marks_that_the_documents_have_may_be_in_a_reply() -> None:
    passage = Passage("p1", "The load is 5 Ω, the pump\u00ad house is dry.", Place(page=1), Span(0, 1))
    payload = Payload("digest", "1", "Summarize.", (PayloadDocument("d1", "Document 1", (passage,)),))

    def found(text: str) -> list[str]:
        reply = MaskedSummary(payload.digest, "digest", "1", (Segment(text, CITED),), Usage("local"))
        findings = check(reply, VerifiedText(payload, payload.digest, frozenset()), REGISTER).findings
        return [f"{one.kind}" for one in findings if one.kind in ("other_script", "hidden_mark")]

    assert found("The load is 5 Ω, the pump\u00ad house is dry.") == []
    assert found("The load is 5 Ж, the pump\u200b house is dry.") == ["other_script", "hidden_mark"]
    assert found("The load is 5 µ, the café is dry.") == []


def test_a_token_in_angle_brackets_is_no_markup_if_the_documents_have_it_so() -> None:
    assert "markup" not in kinds("The author is PERSON_C <PERSON_C>.", "d2", "p1")
    assert "markup" in kinds("The reader is CLIENT_A <CLIENT_A>.", "d2", "p1")
    assert "markup" in kinds("The author is PERSON_C <PERSON_C.", "d2", "p1")


@pytest.mark.parametrize(
    "text", ["I cannot summarize this.", "As an AI, this is not possible.", "Please share more files."]
)
def test_a_remark_to_the_user_is_told(text: str) -> None:
    assert "remark" in kinds(text)


def test_words_of_a_quotation_are_no_remark() -> None:
    assert "remark" not in kinds("PERSON_C wrote: “I painted it twice.”", "d2", "p2")


@pytest.mark.parametrize(
    "text", ["Die Werft streicht den Rumpf in drei Wochen.", "El astillero pinta el casco en tres semanas."]
)
def test_a_statement_in_another_language_is_told(text: str) -> None:
    assert "other_language" in kinds(text)


def test_headings_of_an_abstract_are_the_titles_once_and_in_order() -> None:
    first, second = (Segment(title, heading=True) for title, _ in DOCUMENTS.values())
    one = Segment("Yard paints the hull.", (Citation("d1", "p2", "p2"),))
    two = Segment("PERSON_C painted it twice.", (Citation("d2", "p1", "p2"),))

    def said(*segments: Segment) -> list[str]:
        return [finding.kind for finding in found(*segments, prompt="document-abstract")]

    assert said(first, one, second, two) == []
    assert said(second, two, first, one) == ["heading_order"]
    assert said(first, one, first, second, two) == ["heading_order"]
    assert said(first, one, Segment("Yard is at fault", heading=True), second, two) == ["heading"]
    assert said(first, one, second) == ["silent_document"]


@pytest.mark.parametrize(("engine", "told"), [("claude", ["Rent | $5 each"]), ("local", [])])
def test_rows_of_a_table_are_asked_of_the_service_alone(engine: str, told: list[str]) -> None:
    passage = Passage("p1", "Rent is $5 or $6 each.", Place(page=1), Span(0, 1))
    documents = (PayloadDocument("d1", "Document 1", (passage,)),)
    payload = Payload("document-comparison", "1", "Compare.", documents, columns=("Term", "Lease", "Draft"))
    segments = (Segment("Rent | $5 | $6", CITED), Segment("Rent | $5 each", CITED))
    reply = MaskedSummary(payload.digest, "document-comparison", "1", segments, Usage(engine))
    findings = check(reply, VerifiedText(payload, payload.digest, frozenset()), REGISTER).findings
    assert [one.masked_excerpt for one in findings if one.kind == "row"] == told


def of_payload(payload: Payload, *segments: Segment) -> list[tuple[str, int, str]]:
    """The kind, segment and words of each finding, for a payload of its own."""
    reply = MaskedSummary(payload.digest, payload.prompt_id, "1", segments, Usage("claude"))
    findings = check(reply, VerifiedText(payload, payload.digest, frozenset()), REGISTER).findings
    return [(str(one.kind), one.segment, one.span.of(segments[one.segment].text)) for one in findings]


def test_a_heading_is_checked_for_figures_and_markup_unless_it_is_a_title() -> None:
    passage = Passage("p1", "The yard paints the hull.", Place(page=1), Span(0, 1))
    title = "Document 7 <b>"
    payload = Payload("digest", "1", "Summarize.", (PayloadDocument("d1", title, (passage,)),))
    other = "See 8 more in <i> please, I hope"
    assert of_payload(payload, Segment(title, heading=True)) == []
    assert {(kind, words) for kind, _, words in of_payload(payload, Segment(other, heading=True))} == {
        ("unknown_fact", "8"),
        ("markup", "<i>"),
    }  # a heading speaks to nobody, and needs no source
    statement = {kind for kind, _, _ in of_payload(payload, Segment(title, CITED))}
    assert {"unknown_fact", "markup"} <= statement


def test_an_exact_quotation_is_its_own_source() -> None:
    passage = Passage("p1", "You owe me <b> 7 “tons” of ore, Ж.", Place(page=1), Span(0, 1))
    payload = Payload("digest", "1", "Summarize.", (PayloadDocument("d1", "Document 1", (passage,)),))
    assert of_payload(payload, Segment(passage.masked_text, CITED, quoted=True)) == []
    plain = {kind for kind, _, _ in of_payload(payload, Segment(passage.masked_text, CITED))}
    assert plain == {"remark"}  # the same words as a statement of its own
    wrong = {kind for kind, _, _ in of_payload(payload, Segment("You owe me 8 tons of ore.", CITED, quoted=True))}
    assert wrong == {"remark", "not_word_for_word", "unknown_fact"}


def test_where_all_figures_are_known_few_other_words_may_do_but_not_beside_a_wrong_one() -> None:
    def kinds_of(text: str) -> set[str]:
        texts = ("Scrape and paint within 21 days for $4,300.", "Rain fell on the old harbor wall that winter.")
        passages = tuple(Passage(f"p{n}", t, Place(page=n), Span(0, 1)) for n, t in enumerate(texts, 1))
        payload = Payload("digest", "1", "Summarize.", (PayloadDocument("d1", "Document 1", passages),))
        return {kind for kind, _, _ in of_payload(payload, Segment(text, CITED))}

    assert kinds_of("Refitting costs $4,300.") == set()
    assert kinds_of("Refitting costs $4,301.") == {"unknown_fact", "weak_source"}
    assert kinds_of("Refitting costs money.") == {"weak_source"}


def test_a_figure_is_told_with_the_first_passage_that_has_it_and_a_page_or_a_number() -> None:
    def place(text: str, page: int) -> str:
        texts = ("The yard is red.", "It took 21 days.", "It was 21 days and $40 then.")
        passages = tuple(Passage(f"p{n}", t, Place(page=page and n + 4), Span(0, 1)) for n, t in enumerate(texts, 1))
        payload = Payload("digest", "1", "Summarize.", (PayloadDocument("d1", "Document 1", passages),))
        reply = MaskedSummary(payload.digest, "digest", "1", (Segment(text, CITED),), Usage("claude"))
        findings = check(reply, VerifiedText(payload, payload.digest, frozenset()), REGISTER).findings
        return next(one.place for one in findings if one.kind == "fact_elsewhere")

    assert place("The yard took 21 days.", 1) == "Document 1, page 6"
    assert place("The yard took 21 days.", 0) == "Document 1, passage 2"
    assert place("The yard took $40.", 0) == "Document 1, passage 3"


def test_without_a_source_a_figure_is_compared_with_all_documents() -> None:
    passage = Passage("p1", "The yard took 21 days.", Place(page=1), Span(0, 1))
    payload = Payload("digest", "1", "Summarize.", (PayloadDocument("d1", "Document 1", (passage,)),))
    assert of_payload(payload, Segment("It took 21 days.")) == [("uncited", 0, "It took 21 days.")]
    assert {kind for kind, _, _ in of_payload(payload, Segment("It took 22 days."))} == {"uncited", "unknown_fact"}


def test_folding_keeps_the_places() -> None:
    folded = Folded("x ＰＡＲＴＹ\u200b_B\u0301!")
    start = folded.text.index("PARTY_B")
    assert folded.span(start, start + 7).of(folded.raw) == "ＰＡＲＴＹ\u200b_B\u0301"
