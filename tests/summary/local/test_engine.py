"""The embedded engine: the documents' own words, with their places, and nothing else."""

import dataclasses
import itertools

import pytest

from legalredact.errors import Cancelled, SendRefused, UsageError
from legalredact.model.document import Place
from legalredact.model.payload import Payload, PayloadDocument, VerifiedText
from legalredact.model.progress import NEVER, Cancellation, Progress, silent
from legalredact.model.review import MaskedSummary
from legalredact.model.token import TOKEN
from legalredact.summary.local.engine import LocalEngine
from tests.summary.payloads import as_verified, document, verified

STORY = (
    "IN THE SUPERIOR COURT OF THE STATE OF EAST CAROLINE",
    "CLIENT_A, Plaintiff,\nv.\nPARTY_B, Defendant. ) Case No. 19-CV-1042",
    "CLIENT_A brings this action against PARTY_B for breach of a written agreement to supply roofing material.",
    "Page 1 of 3",
    (
        "On March 4, 2019, CLIENT_A and PARTY_B signed the agreement at the warehouse of ORG_C. The agreement called"
        " for three shipments of roofing material. PARTY_B delivered the first shipment on time."
    ),
    "Page 2 of 3",
    (
        "The second shipment of roofing material never arrived. CLIENT_A wrote to PARTY_B on May 12, 2019 and asked\n"
        "for delivery. PARTY_B did not answer, and CLIENT_A bought the roofing material elsewhere for $48,200."
    ),
    "Page 3 of 3",
    "WHEREFORE, CLIENT_A asks that PARTY_B be ordered to pay damages of $48,200 and the costs of this action.",
    "Respectfully submitted by the undersigned, who is an attorney for the plaintiff in this action.",
    "By: ______________\nCOUNSEL_D\nPHONE_1",
)

TESTIMONY = (
    "DEPOSITION OF WITNESS_D",
    "BY MR. COUNSEL_E:",
    "Q. Did you sign the supply agreement on March 4, 2019?",
    "A. I believe I did.",
    "MR. COUNSEL_F: Objection to the form of the question.",
    "THE WITNESS: Yes, I signed it with PARTY_B\nin the warehouse.",
    "Q. Who else was there? A. CLIENT_A and two drivers.",
    "Q. What did the invoice say?",
    "A. It said $12,500,",
    "and it was never paid.",
)


def summarize(payload: VerifiedText) -> MaskedSummary:
    return LocalEngine().summarize(payload, silent, NEVER)


def told(*documents: PayloadDocument, prompt: str = "document-abstract") -> list[str]:
    return [segment.text for segment in summarize(verified(*documents, prompt=prompt)).segments]


@pytest.mark.parametrize("prompt", ["document-abstract", "chronology", "deposition-digest", "production-overview"])
def test_every_quotation_stands_word_for_word_in_the_passage_it_cites(prompt: str) -> None:
    payload = verified(document("d1", *STORY), document("d2", *TESTIMONY), prompt=prompt)
    passages = {(d.id, p.id): p.masked_text for d in payload.payload.documents for p in d.passages}
    quotations = [s for s in summarize(payload).segments if s.quoted]
    assert quotations
    for segment in quotations:
        assert all(citation.first == citation.last for citation in segment.citations)
        assert segment.text in "\n".join(passages[c.document_id, c.first] for c in segment.citations)


def test_an_abstract_says_what_the_document_is_and_what_is_claimed() -> None:
    heading, *told_of = told(document("d1", *STORY, title="Document 1 (PDF, 3 pages)"))
    assert heading == "Document 1 (PDF, 3 pages)"
    for entry in (STORY[0], "Court and case", "Parties and roles", "Relief sought", STORY[8]):
        assert entry in told_of
    assert not [text for text in told_of if "Page" in text or "______" in text]


def test_entries_of_a_kind_are_in_the_order_of_the_document() -> None:
    whole, kinds = "\n".join(STORY), list[list[int]]()
    for segment in summarize(verified(document("d1", *STORY))).segments:
        kinds = [*kinds, []] if segment.heading else [*kinds[:-1], [*kinds[-1], whole.index(segment.text)]]
    assert all(places == sorted(places) for places in kinds)


def test_what_is_said_again_and_again_is_quoted_once() -> None:
    mails = [
        "PARTY_B promised CLIENT_A to deliver the second shipment of roofing material before the end of May.",
        "CLIENT_A told PARTY_B that the roofing material of the second shipment would be bought elsewhere.",
    ]
    quotations = told(document("d1", *mails, *mails))[1:]
    assert sorted(q for q in quotations if q in mails) == sorted(mails)


def test_tokens_stay_whole_and_end_sentences() -> None:
    text = "The second shipment was refused by ORG_D. It was sent back to PARTY_B. Counsel for neither objected to it."
    quotations = told(document("d1", text))[1:]
    assert "The second shipment was refused by ORG_D." in quotations
    assert {token for quotation in quotations for token in TOKEN.findall(quotation)} <= {"ORG_D", "PARTY_B"}


def test_abbreviations_do_not_end_sentences() -> None:
    text = "The motion was denied under Fed. R. Civ. P. 12(b)(6) because the claim in No. 7 of the complaint is clear."
    assert text in told(document("d1", text))


def test_the_same_payload_gives_the_same_summary() -> None:
    payload = verified(document("d1", *STORY), document("d2", *TESTIMONY))
    assert summarize(payload) == summarize(payload)


def test_a_chronology_is_in_order_of_date_over_all_documents() -> None:
    later = document("d2", "On April 1, 2019, ORG_C inspected the roof.", "Sent: April 9, 2020", "In 2018 it was dry.")
    segments = summarize(verified(document("d1", *STORY), later, prompt="chronology")).segments
    assert [s.text for s in segments if s.heading] == [
        "2018",
        "March 4, 2019",
        "April 1, 2019",
        "May 12, 2019",
        "April 9, 2020",
    ]
    assert segments[1].text == "In 2018 it was dry."
    assert [c.document_id for s in segments for c in s.citations] == ["d2", "d1", "d2", "d1", "d2"]


def test_dates_of_cited_cases_are_no_events() -> None:
    cited = document("d1", "Damages are owed, see Harrow v. Millstone, 512 F.3d 100, 104 (9th Cir. 2008), and are due.")
    assert told(cited, prompt="chronology") == ["No dates", "No date was found."]


def test_dates_of_filing_stamps_are_no_events() -> None:
    stamped = document("d1", "Case: 19-1042 Document: 7 Page: 1 Date Filed: 08/03/2019", "On May 1, 2019, ORG_C wrote.")
    assert told(stamped, prompt="chronology") == ["May 1, 2019", "On May 1, 2019, ORG_C wrote."]


def test_a_stamp_after_a_dated_sentence_does_not_take_it_away() -> None:
    text = "On May 1, 2019, ORG_C wrote to PARTY_B about it. Page 1 of 3 came with the letter of the company."
    assert "On May 1, 2019, ORG_C wrote to PARTY_B about it." in told(document("d1", text), prompt="chronology")


def test_dates_without_a_year_come_last() -> None:
    text = document("d1", "On July 2 the roof leaked.", "On July 9, 2019, CLIENT_A wrote to PARTY_B.")
    assert told(text, prompt="chronology")[::2] == ["July 9, 2019", "July 2"]


def test_a_digest_keeps_questions_with_their_answers() -> None:
    quoted = told(document("d1", *TESTIMONY), prompt="deposition-digest")
    assert sorted(text for text in quoted if "Q." in text) == [
        "\n".join(TESTIMONY[2:6]),
        "Q. What did the invoice say?\nA. It said $12,500,\nand it was never paid.",
        "Q. Who else was there? A. CLIENT_A and two drivers.",
    ]


def test_the_head_of_each_page_is_no_part_of_an_answer() -> None:
    pages = [
        line
        for what in ("material", "nails", "tiles", "felt")
        for line in (f"Q. Which {what} came?", "A. Roofing", "Deposition of CLIENT_A, Volume I", f"{what} in a crate.")
    ]
    quoted = told(document("d1", *pages), prompt="deposition-digest")[1:]
    assert "Q. Which nails came?\nA. Roofing\nnails in a crate." in quoted
    assert "Volume" not in " ".join(quoted)


def test_a_digest_leads_to_page_and_line() -> None:
    places = [Place(page=12, line=line, printed="12") for line in range(1, len(TESTIMONY) + 1)]
    payload = verified(document("d1", *TESTIMONY, places=places), prompt="deposition-digest")
    passages = {p.id: p for d in payload.payload.documents for p in d.passages}
    cited = [[str(passages[c.first].place) for c in s.citations] for s in summarize(payload).segments if s.quoted]
    assert ["12:3", "12:4", "12:5", "12:6"] in cited


def test_a_long_transcript_is_condensed_and_every_part_of_it_is_heard() -> None:
    lines = [
        line
        for number in range(400)
        for line in (f"Q. Where was gate {number}?", f"A. I saw the crew of ORG_C unload crate {number} there.")
    ]
    payload = verified(document("d1", *lines), prompt="deposition-digest")
    quoted = [s for s in summarize(payload).segments if s.quoted]
    numbers = [int(s.citations[0].first[1:]) for s in quoted]
    assert 60 <= len(quoted) <= 150
    assert max(later - earlier for earlier, later in itertools.pairwise(sorted(numbers))) < 200


def test_what_is_no_transcript_gets_an_abstract_in_a_digest() -> None:
    assert told(document("d1", *STORY), prompt="deposition-digest") == told(document("d1", *STORY))


def test_an_overview_says_who_is_named_most_and_how_far_dates_reach() -> None:
    segments = summarize(verified(document("d1", *STORY), prompt="production-overview")).segments
    assert segments[-2].text == "Named most often: PARTY_B, CLIENT_A, ORG_C, COUNSEL_D, PHONE_1."
    assert segments[-1].text == "Dates from March 4, 2019 to May 12, 2019."
    assert [(c.first, c.last) for c in segments[-1].citations] == [("p1", "p11")]


def test_an_overview_of_a_document_with_one_date_or_none_says_so() -> None:
    one = document("d1", "On May 1, 2019, ORG_C inspected the roof of the warehouse.", "On July 2 it leaked again.")
    assert told(one, prompt="production-overview")[-1] == "Date: May 1, 2019."
    none = document("d1", "ORG_C inspected the roof of the warehouse with PARTY_B.")
    assert told(none, prompt="production-overview")[-1] == "Named most often: ORG_C, PARTY_B."
    assert not told(document("d1", "The crew inspected the roof."), prompt="production-overview")[-1].startswith(
        "Named"
    )


def test_a_document_without_sentences_is_quoted_from_its_beginning() -> None:
    table = document("d1", "Invoice 4711", "roof tiles 20 pallets " * 40)
    _heading, quotation = told(table)
    assert quotation == "Invoice 4711"


@pytest.mark.parametrize(("row", "end"), [("roof-tiles-20-pallets\n", "\n"), ("roof tiles pallets ", " ")])
def test_a_long_beginning_is_quoted_up_to_a_gap_between_words(row: str, end: str) -> None:
    text = row * 40
    _heading, quotation = told(document("d1", text))
    assert 250 < len(quotation) <= 300
    assert text.startswith(quotation + end)


def test_a_document_of_blank_passages_is_said_to_hold_nothing() -> None:
    segments = told(document("d1", "The roof was repaired by ORG_C in the spring."), document("d2", " ", "\n"))
    assert segments[-1] == "This document holds no text."


def test_a_long_passage_is_read_to_its_end() -> None:
    filler = "The crew of ORG_C unloaded another crate of tiles and wrote its number into the book. "
    last = "Then PARTY_B told CLIENT_A on June 30, 2021 that the agreement was at an end."
    text = document("d1", filler * 400 + last)
    assert told(text, prompt="chronology") == ["June 30, 2021", last]


def test_it_tells_how_far_it_is() -> None:
    seen: list[Progress] = []
    LocalEngine().summarize(verified(document("d1", *STORY)), seen.append, NEVER)
    assert seen[-1].done == seen[-1].total > 0
    assert {progress.subject for progress in seen} == {"d1"}


def test_it_stops_before_the_next_step() -> None:
    stop = Cancellation()
    seen: list[Progress] = []

    def cancel_soon(progress: Progress) -> None:
        seen.append(progress)
        stop.cancel()

    with pytest.raises(Cancelled):
        LocalEngine().summarize(verified(document("d1", *STORY), document("d2", *STORY)), cancel_soon, stop)
    assert len(seen) == 1


def test_anything_but_verified_text_is_refused() -> None:
    payload = verified(document("d1", *STORY)).payload
    stale = VerifiedText(payload, "0" * 64, frozenset())
    for unverified in (payload, stale, None, "CLIENT_A"):
        with pytest.raises(SendRefused):
            LocalEngine().summarize(unverified, silent, NEVER)  # type: ignore[arg-type] # that is the point


def test_a_payload_without_text_is_refused() -> None:
    with pytest.raises(SendRefused, match="no text"):
        summarize(verified(document("d1", " ", "\n")))


def test_an_unknown_prompt_is_refused() -> None:
    payload = verified(document("d1", *STORY)).payload
    other: Payload = dataclasses.replace(payload, prompt_id="haiku")
    with pytest.raises(UsageError, match="local engine"):
        summarize(as_verified(other))


def test_usage_names_the_engine_and_its_model() -> None:
    usage = summarize(verified(document("d1", *STORY))).usage
    assert usage.engine == "local"
    assert usage.model == "structured extraction and LexRank 0.1.0"
    assert usage.request_ids == ()


def test_an_abstract_holds_nothing_but_titles_and_quotations() -> None:
    segments = summarize(verified(document("d1", *STORY))).segments
    assert all(segment.heading or segment.quoted for segment in segments)
