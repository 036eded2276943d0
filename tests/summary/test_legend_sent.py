"""The legend that a model gets: beside the documents, about their tokens alone, and without any name."""

import json
from dataclasses import replace
from typing import Any

import pytest

from legalredact.masking.legend import with_legend
from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.model.legend import HEAD
from legalredact.model.mention import Kind, Role
from legalredact.model.payload import VerifiedText
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import Citation
from legalredact.summary.prompts import prompt_of
from tests.fakes import messages_answers as fake
from tests.fakes.messages_answers import Said
from tests.fakes.messages_server import MessagesServer
from tests.masking.made import document
from tests.summary.asking import ask, sender

NAMES = {
    "Marguerite Oldacre": (Kind.PERSON, Role.CLIENT),
    "Oldacre": (Kind.PERSON, Role.PERSON),
    "Penhallow Freight": (Kind.ORGANIZATION, Role.PARTY),
    "Tobias Renwick": (Kind.PERSON, Role.WITNESS),
}
SMALL: dict[str, Any] = {"window": 3000, "max_tokens": 500}  # tokens: room for some 2,300


def sent_text(*texts: str) -> VerifiedText:
    """What the application would send of these documents."""
    made = (Entity(f"e{n}", name, *kind, decision=Decision.CONFIRMED) for n, (name, kind) in enumerate(NAMES.items()))
    sources = [replace(document(text), id=f"d{n}") for n, text in enumerate(texts)]
    register = assign_tokens(Register(tuple(made)), sources)
    masked = [mask(source, register, ()) for source in sources]
    prompt = prompt_of("document-abstract")
    payload = build_payload(prompt.id, prompt.version, prompt.instructions, zip(sources, masked, strict=True))
    verified = verify(with_legend(payload, register), register, masked, sources)
    assert isinstance(verified, VerifiedText)
    return verified


def words(body: dict[str, Any]) -> list[str]:
    """The text blocks of a request beside its documents."""
    return [block["text"] for block in body["messages"][0]["content"] if block["type"] == "text"]


@pytest.mark.parametrize("by_process", [False, True], ids=["engine", "sending process"])
def test_the_bytes_that_are_sent_hold_the_legend_and_no_name(server: MessagesServer, by_process: bool) -> None:
    verified = sent_text("Marguerite Oldacre sued Penhallow Freight.", "Tobias Renwick saw Oldacre.")
    if by_process:
        sender(server).summarize(verified, silent, NEVER)
    else:
        ask(server, verified)

    (body,) = server.asked
    lines = (
        HEAD,
        "CLIENT_A: person, the client",
        "PARTY_B: company or other organization, a party",
        "WITNESS_C: person, a witness",
        "PERSON_D: person; may be the same as CLIENT_A",
    )
    assert words(body) == ["\n".join(lines), verified.payload.instructions]
    told = json.dumps(body)
    assert [
        name for name in ("Marguerite", "Oldacre", "Penhallow", "Freight", "Tobias", "Renwick") if name in told
    ] == []


def test_it_cannot_be_cited_and_moves_no_citation(server: MessagesServer) -> None:
    server.script.answers = [fake.reply(Said("- CLIENT_A sued.", [(0, 0, 1)]), Said("\n- It ended.", [(1, 0, 1)]))]
    summary = ask(server, sent_text("Marguerite Oldacre sued.", "It ended."))

    assert len(fake.documents(server.asked[0])) == len(("d0", "d1"))
    assert [s.citations for s in summary.segments] == [(Citation("d0", "b0", "b0"),), (Citation("d1", "b0", "b0"),)]


def test_each_part_of_a_long_matter_has_the_lines_about_its_own_tokens(server: MessagesServer) -> None:
    long = "\n\n".join("It went on. " * 40 for _ in range(10))
    ask(server, sent_text(f"Marguerite Oldacre sued.\n\n{long}", f"Penhallow Freight paid.\n\n{long}"), **SMALL)

    parts = [body for body in server.asked if fake.documents(body)[0]["title"].startswith("Document")]
    assert len(parts) > 1
    for body in server.asked:
        text = json.dumps(fake.documents(body))
        told = [line.partition(":")[0] for one in words(body) if one.startswith(HEAD) for line in one.split("\n")[1:]]
        assert told == [token for token in ("CLIENT_A", "PARTY_B") if token in text]


def test_documents_without_tokens_are_sent_without_a_legend(server: MessagesServer) -> None:
    verified = sent_text("Nobody came.")
    ask(server, verified)
    assert words(server.asked[0]) == [verified.payload.instructions]


@pytest.mark.parametrize("prompt", ["chronology", "deposition-digest", "document-abstract", "production-overview"])
def test_each_prompt_says_what_the_legend_is(prompt: str) -> None:
    told = prompt_of(prompt).instructions
    assert "- The legend above says of each token what it is" in told
    assert "Do not cite it" in told
