"""Matters that are too long for one request, and replies that are too long for one reply."""

from typing import Any

import pytest

from legalredact.errors import EngineRejected, ReplyIncomplete, SendRefused
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.progress import Progress
from legalredact.model.review import Citation
from legalredact.summary.prompts import prompt_of
from tests.fakes import messages_answers as fake
from tests.fakes.messages_answers import Said
from tests.fakes.messages_server import Handler, MessagesServer
from tests.summary.asking import ask
from tests.summary.payloads import document, trusting, verified

SMALL: dict[str, Any] = {"window": 3000, "max_tokens": 500}  # tokens: room for some 2,300


def long_matter() -> VerifiedText:
    """Two documents of 20 paragraphs each, some 3,000 tokens by the stand-in's count."""
    return verified(
        *(
            document(d, *(f"{d}: PARTY_B missed delivery {n}. " + "So it went. " * 15 for n in range(20)))
            for d in ("d1", "d2")
        )
    )


def titles(body: dict[str, Any]) -> list[str]:
    return [document["title"] for document in fake.documents(body)]


def test_a_long_matter_is_split_summarised_in_parts_and_joined(server: MessagesServer) -> None:
    seen: list[Progress] = []
    summary = ask(server, long_matter(), report=seen.append, **SMALL)
    *parts, join = server.asked
    assert len(parts) >= 2
    sent = [block["text"] for body in parts for d in fake.documents(body) for block in d["source"]["content"]]
    assert sent == [p.masked_text for d in long_matter().payload.documents for p in d.passages]
    assert titles(join) == [f"Summary of part {n} of {len(parts)}" for n in range(1, len(parts) + 1)]
    assert join["messages"][-1]["content"][-1]["text"] == prompt_of("document-abstract").joining_instructions
    assert summary.payload_digest == long_matter().digest
    assert Progress("summarize", len(parts), len(parts) + 1) in seen
    assert not server.complaints


def test_citations_of_a_joined_summary_lead_to_the_passages(server: MessagesServer) -> None:
    parts = [fake.reply(Said("- First. ", [(0, n, n + 2)]), Said("\n- Second.", [(0, 3, 4)])) for n in range(2)]
    server.script.answers = [*parts, fake.reply(Said("## All\n- It went on.", [(0, 0, 2), (1, 1, 2)]))]
    heading, statement = ask(server, two_documents(), **SMALL).segments
    assert heading.citations == ()
    assert statement.citations == (Citation("d1", "p1", "p2"), Citation("d1", "p4", "p4"), Citation("d2", "p4", "p4"))


def two_documents() -> VerifiedText:
    """Two documents that go into one request each."""
    return verified(
        *(document(d, *("PARTY_B missed it. " + "So it went. " * 80 for _ in range(5))) for d in ("d1", "d2"))
    )


def test_a_matter_whose_summaries_are_long_too_is_joined_in_rounds(server: MessagesServer) -> None:
    matter = verified(document("d1", *(f"PARTY_B missed delivery {n}. " + "So it went. " * 40 for n in range(60))))
    wordy = fake.reply(*(Said(f"- {'It went so. ' * 25}\n", [(0, 0, 1)]) for _ in range(8)))

    def answer(handler: Handler, body: dict[str, Any]) -> None:
        (wordy if titles(body)[0].startswith("Document") else fake.summarize)(handler, body)

    server.script.answers = [answer] * 40
    summary = ask(server, matter, **SMALL)
    joins = [body for body in server.asked if titles(body)[0].startswith("Summary of part")]
    assert len(joins) >= 2
    assert {c.document_id for s in summary.segments for c in s.citations} == {"d1"}


def test_parts_are_counted_by_the_service_before_they_are_cut(server: MessagesServer) -> None:
    ask(server, long_matter(), **SMALL)
    counted = [r for r in server.received if r.path.endswith("count_tokens") and r.sends_text]
    assert counted
    assert counted[0].body["messages"] == [{"role": "user", "content": counted[0].body["messages"][0]["content"]}]


def test_a_short_matter_is_not_counted(server: MessagesServer) -> None:
    ask(server)
    assert [r.path for r in server.received] == ["/v1/messages/count_tokens", "/v1/messages"]


TOO_LARGE = {
    "413": fake.status(413, "request_too_large", "too large"),
    "400, the prompt is too long": fake.status(
        400, "invalid_request_error", "prompt is too long: 3 tokens > 2 maximum"
    ),
    "model_context_window_exceeded": fake.reply("- CLIENT_A su", stop="model_context_window_exceeded"),
}


@pytest.mark.parametrize("how", TOO_LARGE)
def test_a_request_that_proves_too_large_is_cut_in_two(server: MessagesServer, how: str) -> None:
    server.script.answers = [TOO_LARGE[how]]
    assert ask(server, two_documents()).segments
    assert [titles(body)[0][:10] for body in server.asked[1:]] == ["Document d", "Document d", "Summary of"]


def test_a_passage_that_is_too_large_alone_is_said(server: MessagesServer) -> None:
    server.script.answers = [TOO_LARGE["413"]] * 9
    with pytest.raises(EngineRejected, match="single passage"):
        ask(server, verified(document("d1", "CLIENT_A sues PARTY_B.")))


def test_summaries_longer_than_their_documents_are_discarded(server: MessagesServer) -> None:
    wordy = fake.reply(Said("- On and on it went. " * 300, [(0, 0, 1)]))
    server.script.answers = [wordy] * 9
    with pytest.raises(ReplyIncomplete, match="longer than the documents"):
        ask(server, two_documents(), **SMALL)


def test_summaries_of_headings_alone_are_nothing(server: MessagesServer) -> None:
    server.script.answers = [fake.reply("## Parties\n## Claims")] * 2
    with pytest.raises(ReplyIncomplete, match="are empty"):
        ask(server, two_documents(), **SMALL)


def test_the_models_own_words_are_verified_before_they_are_sent_back(server: MessagesServer) -> None:
    verified_again: list[Payload] = []

    def reverify(payload: Payload) -> VerifiedText | tuple[Hit, ...]:
        verified_again.append(payload)
        return trusting(payload)

    server.script.answers = [fake.reply(Said(f"- CLIENT_A spoke {n}.", [(0, 0, 1)])) for n in ("first", "then")]
    ask(server, two_documents(), reverify=reverify, **SMALL)
    (payload,) = verified_again
    assert [d.id for d in payload.documents] == ["part-1", "part-2"]
    assert {"CLIENT_A spoke first.", "CLIENT_A spoke then."} <= set(payload.parts())
    join = server.asked[-1]
    sent = [*titles(join), *(b["text"] for d in fake.documents(join) for b in d["source"]["content"])]
    assert set(sent) <= set(payload.parts())


def test_words_that_name_somebody_are_not_sent_back(server: MessagesServer) -> None:
    def suspicious(_: Payload) -> VerifiedText | tuple[Hit, ...]:
        return (Hit("part-1/s1", "alias", "e1", Span(0, 4)),)

    with pytest.raises(SendRefused, match="not sent back"):
        ask(server, two_documents(), reverify=suspicious, **SMALL)
    assert len(server.asked) == 2


def test_a_verifier_that_gives_back_something_else_is_not_believed(server: MessagesServer) -> None:
    with pytest.raises(SendRefused):
        ask(server, two_documents(), reverify=lambda _: two_documents(), **SMALL)


def test_a_reply_that_was_cut_off_is_continued_at_a_whole_line(server: MessagesServer) -> None:
    server.script.answers = [
        fake.reply(Said("## Parties\n- CLIENT_A sues.", [(0, 0, 1)]), Said("\n- PARTY_"), stop="max_tokens"),
        fake.reply(Said("- PARTY_B denies it.", [(0, 2, 3)])),
    ]
    summary = ask(server)
    assert [s.text for s in summary.segments] == ["Parties", "CLIENT_A sues.", "PARTY_B denies it."]
    assert summary.segments[2].citations == (Citation("d1", "p3", "p3"),)
    first, second = server.asked
    question, said, go_on = second["messages"]
    *same, last = question["content"]
    assert last.pop("cache_control") == {"type": "ephemeral"}  # a further continuation reads the documents from there
    assert [*same, last] == first["messages"][0]["content"]
    assert "cache_control" not in str(first)
    assert said == {"role": "assistant", "content": [{"type": "text", "text": "## Parties\n- CLIENT_A sues."}]}
    assert "cut off" in go_on["content"][0]["text"]
    assert summary.usage.stop_reasons == ("max_tokens", "end_turn")
    assert (summary.usage.input_tokens, summary.usage.output_tokens) == (50, 30)
    assert not server.complaints


def test_words_of_a_cut_off_reply_that_name_somebody_are_not_sent_back(server: MessagesServer) -> None:
    server.script.answers = [fake.reply("- Somebody sues.\n- And", stop="max_tokens")]
    with pytest.raises(SendRefused):
        ask(server, reverify=lambda _: (Hit("part-1/s1", "alias", "e1", Span(2, 10)),))
    assert len(server.asked) == 1


@pytest.mark.parametrize("text", ["- CLIENT_A su", "\n\n- CLIENT_A su"])
def test_a_reply_cut_off_in_its_first_line_is_discarded(server: MessagesServer, text: str) -> None:
    server.script.answers = [fake.reply(text, stop="max_tokens")]
    with pytest.raises(ReplyIncomplete, match="longer than allowed"):
        ask(server)


def test_a_reply_without_end_is_discarded_after_so_many_rounds(server: MessagesServer) -> None:
    server.script.answers = [fake.reply("- CLIENT_A sues.\n- and", stop="max_tokens")] * 9
    with pytest.raises(ReplyIncomplete, match="longer than allowed"):
        ask(server, continuations=2)
    assert len(server.asked) == 3
