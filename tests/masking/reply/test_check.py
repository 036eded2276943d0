"""A reply is compared with its payload: tokens, names, facts and sources."""

from dataclasses import replace

import pytest

from legalredact.errors import EngineIncident
from legalredact.masking.reply.check import check
from legalredact.masking.reply.read_figures import figures
from legalredact.masking.reply.statement_sources import StatementSources
from legalredact.model.document import Place
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import Citation, FindingKind, MaskedSummary, Segment, Usage

REGISTER = Register(
    (
        Entity("e1", "Margaret Alder", Kind.PERSON, Role.CLIENT, ("Alder",), token="CLIENT_A"),
        Entity("e2", "Standard Quay, Inc.", Kind.ORGANIZATION, Role.PARTY, ("Standard",), token="PARTY_B"),
        Entity("e3", "Emmett Pell", Kind.PERSON, Role.WITNESS, ("Pell",), token="WITNESS_C"),
        Entity("e4", "malder@quay.example", Kind.EMAIL, Role.IDENTIFIER, token="EMAIL_1"),
        Entity("e5", "Nora Vale", Kind.PERSON, Role.JUDGE, ("Vale",), token=""),
        Entity("e6", "Rhea Oakes", Kind.PERSON, Role.PERSON, (), decision=Decision.DISMISSED),
        Entity("e7", "Ida Wick", Kind.PERSON, Role.PERSON, ("Wick",), token="PERSON_AS"),
    )
)
PASSAGES = (
    "CLIENT_A v. PARTY_B, No. 3:20-CV-00257 (D. Nev.), before Judge Nora Vale.",
    "On January 5, 2021, CLIENT_A sued PARTY_B for $2.5 million under 28 U.S.C. § 1332(a) and Rule 12(b)(6).",
    "CLIENT_A wrote from EMAIL_1 on Feb. 3 that WITNESS_C and PERSON_AS took “75 percent of the load” (ALDR 000123).",
    "The standard of review is plain. Drayage totals were 9,000 in March 2022. PARTY_B denied it. See Party D's form.",
)


def verified(*passages: str) -> VerifiedText:
    placed = (Passage(f"b{n}", text, Place(page=n), Span(0, 1)) for n, text in enumerate(passages, 1))
    payload = Payload(
        "abstract", "1", "Summarize. Never write CLIENT_Z.", (PayloadDocument("d1", "Document 1", tuple(placed)),)
    )
    tokens = (entity.token for entity in REGISTER.entities if entity.token)
    return VerifiedText(payload, payload.digest, frozenset(token for token in tokens if token in " ".join(passages)))


VERIFIED = verified(*PASSAGES)
CITED = (Citation("d1", "b1", "b4"),)


def findings(*segments: Segment) -> list[tuple[str, str]]:
    """Kind and text of what is found, without missing tokens; these statements share few words with their sources."""
    aside = (FindingKind.MISSING_TOKEN, FindingKind.WEAK_SOURCE)
    summary = MaskedSummary(VERIFIED.digest, "abstract", "1", segments, Usage("local"))
    found = check(summary, VERIFIED, REGISTER).findings
    return [(f.kind.value, f.span.of(segments[f.segment].text)) for f in found if f.kind not in aside]


def of_text(text: str, *, heading: bool = False) -> list[tuple[str, str]]:
    return findings(Segment(text, () if heading else CITED, heading=heading))


def tokens_of(text: str, *, heading: bool = False) -> list[tuple[str, str]]:
    """The findings about tokens alone."""
    return [(kind, words) for kind, words in of_text(text, heading=heading) if kind.endswith("_token")]


@pytest.mark.parametrize(
    "text",
    [
        "CLIENT_A sued PARTY_B.",
        "CLIENT_A's claim and CLIENT_A’s own; **CLIENT_A**, (CLIENT_A), “CLIENT_A”.",
        "CLIENT_A-related, CLIENT_A/PARTY_B, EMAIL_1.",
        "It told the client a week later, and party a is a party to it.",
        "The client as such, the witness is here, no party I know.",
        "The client list (client_list.xlsx) is with counsel and each witness.",
        "A party. A client. B is a letter.",
        "See Party D's form.",
        "Person in charge; the Judge. A witness came.",
        "Party X and Witness 3 stand in nothing that was masked.",
    ],
)
def test_exact_tokens_and_plain_english_raise_nothing(text: str) -> None:
    assert tokens_of(text) == []


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ("So Client A sued.", "Client A"),
        ("So Client A's claim.", "Client A"),
        ("So the client A sued.", "client A"),
        ("So client_a sued.", "client_a"),
        ("So Client_A sued.", "Client_A"),
        ("So CLIENT-A sued.", "CLIENT-A"),
        ("So client-a sued.", "client-a"),
        ("So CLIENT A sued.", "CLIENT A"),
        ("So CLIENT_ A sued.", "CLIENT_ A"),
        ("So CLIENT _A sued.", "CLIENT _A"),
        ("So CLIENT\\_A sued.", "CLIENT\\_A"),
        ("So CLIENT__A sued.", "CLIENT__A"),
        ("So _CLIENT_A_ sued.", "_CLIENT_A_"),
        ("So CLIENT＿A sued.", "CLIENT＿A"),
        ("So CLIENT_\u0410 sued.", "CLIENT_\u0410"),
        ("So CLIENT_A\u0410 sued.", "CLIENT_A\u0410"),
        ("So CLIENT_Ab sued.", "CLIENT_Ab"),
        ("So CLIENT_AB sued.", "CLIENT_AB"),
        ("So CLIENT_B sued.", "CLIENT_B"),
        ("So ClientA sued.", "ClientA"),
        ("So the CLIENT_ sued.", "CLIENT_"),
        ("So the CLIENT sued.", "CLIENT"),
        ("So Party B denied.", "Party B"),
        ("So the party b denied.", "party b"),
        ("So Witness C came.", "Witness C"),
        ("So PERSON AS came.", "PERSON AS"),
        ("So Email 1 came.", "Email 1"),
        ("So email_1 came.", "email_1"),
        ("So EMAIL_12 came.", "EMAIL_12"),
    ],
)
def test_an_altered_token_blocks(text: str, altered: str) -> None:
    assert tokens_of(text) == [("altered_token", altered)]


@pytest.mark.parametrize("invented", ["CLIENT_Z", "ORG_QX", "SSN_7"])
def test_a_token_that_the_payload_lacks_is_invented(invented: str) -> None:
    assert of_text(f"So {invented} sued.") == [("invented_token", invented)]


@pytest.mark.parametrize(
    "text", ["WHAT THE CLIENT WANTS", "Client A Week Later", "THE CLIENT A WEEK LATER", "WITNESS LIST"]
)
def test_capitals_of_headings_raise_nothing(text: str) -> None:
    assert tokens_of(text, heading=True) == []


def test_what_the_payload_spells_itself_is_not_altered() -> None:
    assert of_text("So it was in Party D's form.") == []


def test_altered_and_invented_tokens_forbid_restoring() -> None:
    summary = MaskedSummary(VERIFIED.digest, "abstract", "1", (Segment("Client A sued.", CITED),), Usage("local"))
    assert not check(summary, VERIFIED, REGISTER).restorable


def test_prominent_parties_that_are_not_named_are_told_and_do_not_block() -> None:
    summary = MaskedSummary(VERIFIED.digest, "abstract", "1", (Segment("CLIENT_A sued.", CITED),), Usage("local"))
    checked = check(summary, VERIFIED, REGISTER)
    assert [(f.kind, f.masked_excerpt) for f in checked.findings] == [(FindingKind.MISSING_TOKEN, "PARTY_B")]
    assert [(f.segment, f.span) for f in checked.findings] == [(0, Span(0, 0))]
    assert checked.restorable


@pytest.mark.parametrize(
    ("prompt", "told"), [("damages", 0), ("privilege-review", 0), ("chronology", 1), ("firm-x", 1)]
)
def test_a_use_that_selects_may_leave_a_party_out(prompt: str, told: int) -> None:
    payload = replace(VERIFIED.payload, prompt_id=prompt)
    sent = VerifiedText(payload, payload.digest, VERIFIED.tokens)
    said = (Segment("CLIENT_A sued for $5.", CITED),)
    found = check(MaskedSummary(sent.digest, prompt, "1", said, Usage("local")), sent, REGISTER).findings
    assert sum(one.kind is FindingKind.MISSING_TOKEN for one in found) == told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("So Margaret Alder sued.", "Margaret Alder"),
        ("So ALDER sued.", "ALDER"),
        ("So Ms. Alder's claim failed.", "Alder"),
        ("So Standard Quay denied.", "Standard Quay"),
        ("So the company Standard denied.", "Standard"),
        ("So Mr. Pell came.", "Pell"),
        ("So malder@quay.example wrote.", "malder@quay.example"),
    ],
)
def test_a_masked_name_in_clear_blocks(text: str, name: str) -> None:
    found = [(kind, surface) for kind, surface in of_text(text) if kind == "clear_name"]
    assert any(name in surface for _, surface in found)


def test_an_identifier_that_no_register_has_is_no_name() -> None:
    assert "clear_name" not in dict(of_text("So jo@example.org wrote."))


def test_names_that_are_kept_or_dismissed_are_no_finding() -> None:
    assert of_text("Judge Nora Vale heard Rhea Oakes.") == []


def test_a_word_of_the_payload_with_a_capital_by_its_place_is_no_name() -> None:
    assert of_text("Standard of Review", heading=True) == []
    assert of_text("Standard rules apply. The standard of review is plain.") == []


def test_a_part_of_a_word_is_no_name_where_the_payload_has_the_word() -> None:
    register = Register((Entity("e1", "Rhea Point", Kind.PERSON, Role.CLIENT, ("Point",), token="CLIENT_A"),))
    passage = Passage("b1", "CLIENT_A showed it.", Place(page=1), Span(0, 1))
    payload = Payload("abstract", "1", "Summarize.", (PayloadDocument("d1", "PowerPoint 1", (passage,)),))
    sent = VerifiedText(payload, payload.digest, frozenset({"CLIENT_A"}))

    def kinds(text: str) -> list[FindingKind]:
        summary = MaskedSummary(payload.digest, "abstract", "1", (Segment(text, heading=True),), Usage("local"))
        return [finding.kind for finding in check(summary, sent, register).findings]

    assert FindingKind.CLEAR_NAME in kinds("Point")  # "point" is English, but the payload has no such word
    # before a number it is found by no rule; words beside it are no part of the word
    for text in ("PowerPoint 1 of CLIENT_A", "PowerPoint of CLIENT_A", "Its PowerPoint of CLIENT_A", "See PowerPoint"):
        assert FindingKind.CLEAR_NAME not in kinds(text)
    assert FindingKind.CLEAR_NAME in kinds("MatchPoint of CLIENT_A")
    assert FindingKind.CLEAR_NAME in kinds("PointGuard of CLIENT_A")
    assert FindingKind.CLEAR_NAME in kinds("PowerPoint 1 of Point and CLIENT_A")


def test_a_name_is_no_word_of_the_payload_only_since_it_has_those_letters_in_small() -> None:
    register = Register((Entity("e1", "Rhea Quillon", Kind.PERSON, Role.CLIENT, ("Quillon",), token="CLIENT_A"),))
    passage = Passage("b1", "CLIENT_A held it by the quillon.", Place(page=1), Span(0, 1))
    payload = Payload("abstract", "1", "Summarize.", (PayloadDocument("d1", "Document 1", (passage,)),))
    summary = MaskedSummary(payload.digest, "abstract", "1", (Segment("Quillon", heading=True),), Usage("local"))
    found = check(summary, VerifiedText(payload, payload.digest, frozenset({"CLIENT_A"})), register).findings
    assert [finding.kind for finding in found] == [FindingKind.CLEAR_NAME]


def test_clear_names_are_not_kept_in_the_finding() -> None:
    summary = MaskedSummary(VERIFIED.digest, "abstract", "1", (Segment("So Alder sued.", CITED),), Usage("local"))
    assert {
        f.masked_excerpt for f in check(summary, VERIFIED, REGISTER).findings if f.kind is FindingKind.CLEAR_NAME
    } == {""}


@pytest.mark.parametrize(
    "fact",
    [
        "January 5, 2021",
        "01/05/2021",
        "5 January 2021",
        "January 2021",
        "2021",
        "February 3, 2021",
        "$2,500,000",
        "2.5 million dollars",
        "$9,000",
        "75%",
        "No. 3:20-cv-257-NV",
        "No. 20-cv-00257",
        "28 U.S.C. § 1332",
        "section 1332(a)",
        "Fed. R. Civ. P. 12(b)(6)",
        "ALDR 000123",
        "ALDR-000123",
    ],
)
def test_a_fact_of_the_payload_is_known_in_any_writing(fact: str) -> None:
    assert of_text(f"So it was {fact} for CLIENT_A.") == []


def unknown(source: str, text: str) -> list[str]:
    """Figures of a text that a document of one passage lacks."""
    known = StatementSources(verified(source).payload).known([(0, 0)])
    return [figure.value for figure in figures(text) if not known.has(figure, text)]


@pytest.mark.parametrize(
    ("fact", "known"),
    [
        ("April 1, 1991", True),
        ("April 1, 1994", False),
        ("April 1, 1988", True),
        ("April 1, 1990", False),
        ("May 2, 1994", True),
        ("May 2, 1996", True),
        ("May 2, 1991", False),
    ],
)
def test_a_day_without_its_year_is_known_in_the_years_next_to_it_alone(fact: str, known: bool) -> None:
    source = (
        "It began in 1988.\n1990. CLIENT_A came on April 1 and stayed in 1991. It ended on July 4, 1994.\n\n"
        "CLIENT_A went on May 2 and was back in 1996."
    )
    # the number of the paragraph is no year, so that the year before April 1 is 1988
    assert (not unknown(source, f"It was {fact}.")) == known


def test_a_day_before_any_year_is_known_in_the_year_that_follows() -> None:
    source = "CLIENT_A came on April 1 and left in 1991."
    assert unknown(source, "It was April 1, 1991.") == []
    assert len(unknown(source, "It was April 1, 1990.")) == 1
    assert len(unknown("CLIENT_A came on April 1.", "It was April 1, 1990.")) == 1


@pytest.mark.parametrize(
    "fact",
    [
        "January 6, 2021",
        "February 3, 2020",
        "in 2019",
        "$2.6 million",
        "$2.50",
        "76%",
        "No. 3:20-cv-258",
        "No. 1:20-cv-257",
        "28 U.S.C. § 1331",
        "Rule 12(b)(7)",
        "§ 1332(a)(1)",
        "ALDR 000124",
    ],
)
def test_a_fact_that_the_payload_lacks_is_told(fact: str) -> None:
    assert [kind for kind, _ in of_text(f"So it was {fact} for CLIENT_A.")] == ["unknown_fact"]


def test_numbers_of_tokens_are_no_facts() -> None:
    assert of_text("EMAIL_1 came first.") == []


def test_a_sentence_without_a_source_is_told() -> None:
    text = "CLIENT_A won the whole case. PARTY_B lost the whole case."
    assert findings(Segment(text)) == [
        ("uncited", "CLIENT_A won the whole case."),
        ("uncited", "PARTY_B lost the whole case."),
    ]


def test_a_sentence_of_several_segments_is_cited_if_one_of_them_is() -> None:
    assert findings(Segment("According to the papers, "), Segment("CLIENT_A sued", CITED), Segment(". ")) == []


def test_a_segment_with_a_source_does_not_cover_the_sentence_after_it() -> None:
    assert findings(Segment("CLIENT_A sued.", CITED), Segment("Nobody knows why that is.")) == [
        ("uncited", "Nobody knows why that is.")
    ]


@pytest.mark.parametrize(
    "text", ["# What happened in Nevada", "**What happened in Nevada**", "What happened there:\n", "None.", "\n"]
)
def test_headings_and_scraps_need_no_source(text: str) -> None:
    assert findings(Segment(text)) == []
    assert findings(Segment("What happened then in Nevada", heading=True)) == []


@pytest.mark.parametrize(
    "citation",
    [
        Citation("d1", "b9", "b1"),
        Citation("d2", "b1", "b1"),
        Citation("d1", "b9", "b9"),
        Citation("d1", "b1", "b9"),
        Citation("d1", "b2", "b1"),
    ],
)
def test_a_source_that_is_not_in_the_payload_blocks(citation: Citation) -> None:
    assert findings(Segment("CLIENT_A sued.", (citation,))) == [("unknown_citation", "CLIENT_A sued.")]


def test_a_source_may_be_a_single_passage() -> None:
    assert findings(Segment("CLIENT_A sued.", (Citation("d1", "b2", "b2"),))) == []


@pytest.mark.parametrize(
    "quotation",
    [
        "CLIENT_A sued PARTY_B for $2.5 million",
        "CLIENT_A sued\n PARTY_B  for $2.5 million",
        "“On January 5, 2021, CLIENT_A sued … under 28 U.S.C. § 1332(a)”",
        'took "75 percent of the load"',
    ],
)
def test_a_quotation_may_differ_in_white_space_quotes_and_what_is_left_out(quotation: str) -> None:
    assert findings(Segment(quotation, (Citation("d1", "b2", "b3"),), quoted=True)) == []


@pytest.mark.parametrize(
    "quotation",
    [
        "CLIENT_A sues PARTY_B",
        "under 28 U.S.C. § 1332(a) … CLIENT_A sued",
        "The standard of review",
        "for $2.5 million … $2.5 million",
        "CLIENT_A sued … nothing of the kind",
    ],
)
def test_a_quotation_that_is_not_in_its_passages_is_told(quotation: str) -> None:
    assert findings(Segment(quotation, (Citation("d1", "b2", "b3"),), quoted=True)) == [
        ("not_word_for_word", quotation)
    ]


def test_a_quotation_of_nothing_is_told() -> None:
    assert findings(Segment(" ", CITED, quoted=True)) == [("not_word_for_word", " ")]


def test_a_quotation_that_is_none_is_looked_through_for_facts() -> None:
    found = findings(Segment("CLIENT_A sued in 1999", CITED, quoted=True))
    assert ("unknown_fact", "1999") in found
    assert ("not_word_for_word", "CLIENT_A sued in 1999") in found


@pytest.mark.parametrize("end", [".", "!", "?", ".”", '."'])
def test_a_sentence_ends_with_its_segment_where_no_space_follows(end: str) -> None:
    first = f"Did CLIENT_A win that{end}"
    assert findings(Segment(first), Segment("CLIENT_A sued PARTY_B.", CITED)) == [("uncited", first)]


def test_a_quotation_without_a_source_is_told() -> None:
    assert ("not_word_for_word", "CLIENT_A sued") in findings(Segment("CLIENT_A sued", quoted=True))


def test_an_answer_to_another_payload_is_an_incident() -> None:
    summary = MaskedSummary("0" * 64, "abstract", "1", (), Usage("local"))
    with pytest.raises(EngineIncident):
        check(summary, VERIFIED, REGISTER)


def test_findings_stand_in_the_order_of_the_summary() -> None:
    segments = (Segment("So CLIENT_Z and Client A sued in 1999.", CITED), Segment("So ORG_Q sued.", CITED))
    summary = MaskedSummary(VERIFIED.digest, "abstract", "1", segments, Usage("local"))
    places = [(f.segment, f.span) for f in check(summary, VERIFIED, REGISTER).findings]
    assert places == sorted(places)
    assert len(places) > 3
