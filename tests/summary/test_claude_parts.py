"""How a summary is made of requests: when it is counted, split, continued and joined, with answers that are given."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from legalredact.errors import EngineRejected, ReplyIncomplete, SendRefused
from legalredact.masking.verify import verify
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.register import Register
from legalredact.model.review import Citation as Cited
from legalredact.model.review import Segment
from legalredact.summary.claude_failures import Oversized
from legalredact.summary.claude_parts import Assignment, Service, summarize
from legalredact.summary.claude_settings import ClaudeSettings
from legalredact.summary.prompts import prompt_of
from legalredact.summary.set_aside import set_aside
from legalredact.summary.split import Part, joining_payload, whole
from legalredact.summary.stream import Cited as CitedBlocks
from legalredact.summary.stream import Reply, ReplyBlock
from tests.masking.made import company
from tests.summary.payloads import document, trusting, verified


def reply(text: str, stop: str = "end_turn") -> Reply:
    return Reply((ReplyBlock(text),), stop, "m", "", 1, 1)


@dataclass
class Given(Service):
    """Answers in order; the last one again and again."""

    replies: list[Reply | Exception]
    tokens: int = 0
    asked: int = 0
    counted: int = 0
    told: list[tuple[int, int]] = field(default_factory=list)

    async def count(self, arguments: dict[str, Any]) -> int:
        self.counted += 1
        return self.tokens if self.counted == 1 else 0

    async def reply(self, arguments: dict[str, Any]) -> Reply:
        self.asked += 1
        given = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(given, Exception):
            raise given
        return given


async def trusted(payload: Payload) -> VerifiedText | tuple[Hit, ...]:
    return trusting(payload)


def made(service: Given, part: Part, reverify: Any = trusted, **settings: int) -> list[str]:
    allowed = ClaudeSettings("org", "work", **settings)  # type: ignore[arg-type]  # all given are numbers
    job = Assignment(
        prompt_of("document-abstract"), allowed, service, reverify, lambda *told: service.told.append(told)
    )
    return [segment.text for segment in asyncio.run(summarize(part, job))]


def part(*texts: str) -> Part:
    return whole(verified(document("d1", *texts)))


SMALL = part("CLIENT_A sues.", "PARTY_B answers.")
LONG = part(*(f"{letter * 40_000}" for letter in "abcdefgh"))
"""320,000 bytes; the budget below is 95,000 tokens."""
NARROW = {"window": 132_000, "max_tokens": 32_000}


def test_a_text_that_fits_is_asked_for_once_and_not_counted() -> None:
    service = Given([reply("## Parties\nCLIENT_A sues.")])
    assert made(service, SMALL) == ["Parties", "CLIENT_A sues."]
    assert (service.asked, service.counted, service.told) == (1, 0, [])


@pytest.mark.parametrize(("tokens", "asked"), [(95_000, 1), (95_001, 4), (170_999, 4), (171_000, 5)])
def test_a_text_is_split_only_if_its_tokens_do_not_fit(tokens: int, asked: int) -> None:
    """Three passages go into each half of the eight, two into each third; one request more joins the parts."""
    service = Given([reply("It is so.")], tokens)
    assert made(service, LONG, **NARROW) == ["It is so."]
    assert service.counted >= 1
    assert service.asked == asked


def test_progress_counts_the_parts_and_the_join() -> None:
    service = Given([reply("It is so.")], 95_001)
    made(service, LONG, **NARROW)
    assert service.told == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_a_request_that_proves_too_large_is_split_in_two() -> None:
    service = Given([Oversized("Too large.", "Choose fewer."), reply("So.")])
    assert made(service, part("a" * 90, "b" * 90)) == ["So."]
    assert service.asked == 4  # the whole, two parts, and the join


def test_a_single_passage_that_is_too_large_is_refused() -> None:
    with pytest.raises(EngineRejected, match="A single passage is too large"):
        made(Given([Oversized("Too large.", "Choose fewer.")]), part("a" * 90))


@pytest.mark.parametrize(
    ("stop", "error", "words"),
    [
        ("refusal", ReplyIncomplete, "declined to answer; nothing was kept"),
        ("tool_use", ReplyIncomplete, "stopped for an unexpected reason"),
        ("", ReplyIncomplete, "stopped for an unexpected reason"),
        ("pause_turn", ReplyIncomplete, "stopped for an unexpected reason"),
    ],
)
def test_a_reply_that_stopped_for_another_reason_is_discarded(stop: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        made(Given([reply("CLIENT_A sues.", stop)]), SMALL)


def test_a_reply_that_filled_the_window_is_made_in_parts() -> None:
    service = Given([reply("x", "model_context_window_exceeded"), reply("So.")])
    assert made(service, part("a" * 90, "b" * 90)) == ["So."]


def test_a_reply_that_was_cut_off_goes_on_after_its_last_whole_line() -> None:
    service = Given([reply("One.\nTwo.\nThr", "max_tokens"), reply("Three.\nFour.")])
    assert made(service, SMALL) == ["One.", "Two.", "Three.", "Four."]
    assert service.asked == 2


@pytest.mark.parametrize("cut", ["One", "\n \nOne", ""])
def test_a_reply_that_was_cut_off_in_its_first_line_is_discarded(cut: str) -> None:
    service = Given([reply(cut, "max_tokens"), reply("Never asked for.")])
    with pytest.raises(ReplyIncomplete, match="longer than allowed"):
        made(service, SMALL)
    assert service.asked == 1


@pytest.mark.parametrize("continuations", [0, 1, 4])
def test_a_reply_is_continued_so_many_times_and_no_more(continuations: int) -> None:
    endless = Given([reply("One.\nTwo", "max_tokens")])
    with pytest.raises(ReplyIncomplete, match="longer than allowed"):
        made(endless, SMALL, continuations=continuations)
    assert endless.asked == 1 + continuations
    last = Given([*[reply("One.\nTwo", "max_tokens")] * continuations, reply("End.")])
    assert made(last, SMALL, continuations=continuations)[-1] == "End."


TWO = part("a" * 60, "b" * 60)


@pytest.mark.parametrize(
    ("summaries", "words"),
    [
        (["## Heading", "## Another"], "summaries of the parts are empty"),
        (["x" * 200, "y"], "longer than the documents"),
    ],
)
def test_summaries_that_cannot_be_joined_are_discarded(summaries: Sequence[str], words: str) -> None:
    service = Given([Oversized("Too large.", "Choose fewer."), *map(reply, summaries)])
    with pytest.raises(ReplyIncomplete, match=words):
        made(service, TWO)
    assert service.asked == 3


def test_a_join_is_as_large_as_its_parts_at_most() -> None:
    """Its titles, "Summary of part 1 of 2" twice, have 44 bytes; the two statements fill or keep below the rest."""
    room = TWO.size - 44
    for text, fits in (("x" * (room - 2), True), ("x" * (room - 1), False)):
        service = Given([Oversized("Too large.", "Choose fewer."), reply(text), reply("y"), reply("So.")])
        if fits:
            assert made(service, TWO) == ["So."]
        else:
            with pytest.raises(ReplyIncomplete, match="longer than the documents"):
                made(service, TWO)


def other(payload: Payload) -> VerifiedText:
    return trusting(Payload(payload.prompt_id, payload.prompt_version, "Other.", payload.documents))  # type: ignore[return-value]


@pytest.mark.parametrize("verdict", [lambda _: (), other])
def test_words_of_the_model_that_are_not_verified_are_not_sent_back(verdict: Any) -> None:
    async def reverify(payload: Payload) -> object:
        return verdict(payload)

    for replies in (
        [reply("One.\nTwo", "max_tokens")],
        [Oversized("Too large.", "Choose fewer."), reply("x"), reply("y")],
    ):
        service = Given([*replies])
        with pytest.raises(SendRefused, match="name somebody in clear; they were not sent back"):
            made(service, TWO, reverify)
        assert service.asked == len(replies)


def test_a_statement_with_a_name_left_in_clear_in_its_passage_is_kept_and_not_sent_back() -> None:
    """The name is masked elsewhere, so that the check finds it in a statement without its passage."""
    first = Cited("d1", "p1", "p1")
    near, paid = Segment("They met near Marrowby Glen.", (first,)), Segment("ORG_A paid.", (first,))
    source = Payload("p", "1", "Summarize.", (document("d1", "They met near Marrowby Glen in May. ORG_A paid."),))
    elsewhere = Segment("Marrowby Glen paid.", (Cited("d1", "p9", "p9"),))
    summaries = (((near,), (paid,)), ((elsewhere,),))
    joining = joining_payload(prompt_of("document-abstract"), summaries)
    hits = (Hit("part-1/s1", "alias", "e1", Span(14, 27)), Hit("part-2/s1", "alias", "e1", Span(0, 13)))
    assert set_aside(summaries, joining, hits, source) == ((((paid,),), ((elsewhere,),)), (near,))


def test_a_long_text_is_summarized_though_a_name_in_it_stays_in_clear_at_one_place() -> None:
    body = replace(company("e1", "Marrowby Glen, Inc.", "Marrowby Glen"), token="ORG_A")
    sent: list[str] = []

    async def reverify(payload: Payload) -> VerifiedText | tuple[Hit, ...]:
        verdict = verify(payload, Register((body,)), (), ())
        if isinstance(verdict, VerifiedText):
            sent.extend(payload.parts())
        return verdict

    def stated(text: str) -> Reply:
        return Reply((ReplyBlock(text, (CitedBlocks(0, 0, 1),)),), "end_turn", "m", "", 1, 1)

    long = part("They met near Marrowby Glen in May. " + "It is so. " * 20, "ORG_A paid. " + "It is so. " * 20)
    too_large = Oversized("Too large.", "Choose fewer.")
    near, paid = stated("They met near Marrowby Glen."), stated("ORG_A paid.")
    assert made(Given([too_large, near, paid, paid]), long, reverify) == ["ORG_A paid.", "They met near Marrowby Glen."]
    assert sent
    assert not any("Marrowby" in text for text in sent)
    with pytest.raises(SendRefused, match="name somebody in clear"):
        made(Given([too_large, paid, near, paid]), long, reverify)


def test_headings_of_the_parts_stay_with_their_statements() -> None:
    assert made(Given([reply("# A\n- one")]), SMALL) == ["A", "one"]
