"""How long a reply may be and how much the model is to think, by the use that asks."""

from dataclasses import replace

import pytest

from legalredact.summary.prompts import load, prompt_of
from legalredact.summary.reply_size import output_limit, reply_tokens, written_tokens
from tests.fakes import messages_answers as fake
from tests.fakes.messages_answers import Said
from tests.fakes.messages_server import MessagesServer
from tests.summary.asking import ask
from tests.summary.payloads import complaint


def test_an_abstract_grows_with_its_documents_up_to_the_statements_that_its_form_allows() -> None:
    short, long, longer = (written_tokens("document-abstract", size, 1) for size in (1_000, 10_000, 1_000_000))
    assert short < long == longer
    assert written_tokens("document-abstract", 1_000_000, 4) == pytest.approx(4 * long, abs=4)


@pytest.mark.parametrize("prompt", load().values(), ids=lambda prompt: prompt.id)
def test_every_use_has_an_effort_and_room_for_twice_the_reply_that_is_expected(prompt: object) -> None:
    use = prompt_of(getattr(prompt, "id", ""))
    assert use.effort
    assert output_limit(use, 20_000, 2, 32_000) >= 2 * reply_tokens(use, 20_000, 2)
    assert output_limit(use, 50_000_000, 900, 32_000) <= 32_000


def test_a_request_has_the_effort_and_the_output_limit_of_its_use(server: MessagesServer) -> None:
    ask(server)
    (body,) = server.asked
    assert body["output_config"] == {"effort": prompt_of(complaint().payload.prompt_id).effort}
    assert 16_000 < body["max_tokens"] < 32_000
    assert "thinking" not in body
    assert not server.complaints


def test_a_model_that_takes_no_effort_is_sent_none(server: MessagesServer) -> None:
    ask(server, model="claude-haiku-4-5", allowed_models=("claude-haiku-4-5",))
    assert "output_config" not in server.asked[0]


def test_a_reply_that_will_be_continued_has_its_documents_in_the_cache_from_the_first_request(
    server: MessagesServer,
) -> None:
    server.script.answers = [
        fake.reply(Said("- CLIENT_A sues.\n- and", [(0, 0, 1)]), stop="max_tokens"),
        fake.reply(Said("- PARTY_B denies it.", [(0, 2, 3)])),
    ]
    ask(server, max_tokens=1_000)
    first, second = (body["messages"][0]["content"] for body in server.asked)
    assert first == second
    assert first[-1]["cache_control"] == {"type": "ephemeral"}


USES = {
    "chronology": (3_360, 4_232),
    "claims-and-relief": (2_940, 3_703),
    "damages": (2_520, 3_174),
    "deposition-digest": (6_301, 7_935),
    "discovery-response": (2_520, 3_174),
    "document-abstract": (733, 2_200),
    "document-comparison": (3_780, 4_761),
    "issue-coding": (533, 1_600),
    "matter-question": (533, 1_600),
    "parties-and-roles": (1_333, 3_703),
    "privilege-review": (300, 900),
    "production-overview": (600, 1_800),
}
"""Tokens of a reply to 30,000 characters, in one document and in three: what the estimate of a send tells a person."""


@pytest.mark.parametrize("use", load())
def test_the_reply_of_each_use_is_as_long_as_its_form(use: str) -> None:
    assert (written_tokens(use, 30_000, 1), written_tokens(use, 30_000, 3)) == USES[use]
    thinking = {"low": 500, "medium": 1_500, "high": 4_000}[prompt_of(use).effort]
    assert reply_tokens(prompt_of(use), 30_000, 1) == USES[use][0] + thinking
    assert output_limit(prompt_of(use), 30_000, 1, 100_000) == 16_000 + 4 * USES[use][0]
    assert output_limit(prompt_of(use), 30_000, 1, 9) == 9


def test_a_long_document_has_a_reply_of_at_most_40_000_characters() -> None:
    assert written_tokens("chronology", 90_000_000, 1) == 13_333
    assert written_tokens("chronology", 90_000_000, 2) == 26_667


def test_the_prompt_of_a_firm_counts_as_an_abstract_and_nothing_has_a_reply_of_a_token() -> None:
    assert written_tokens("firm-lease-review", 30_000, 1) == USES["document-abstract"][0]
    assert written_tokens("document-abstract", 0, 0) == written_tokens("document-abstract", 1, 1) == 1
    assert reply_tokens(replace(prompt_of("chronology"), effort=""), 30_000, 1) == USES["chronology"][0] + 4_000
