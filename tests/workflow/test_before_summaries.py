"""What has to be so before anything of a matter is summarized, or leaves."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.documents.text.plain import document_from_text
from legalredact.errors import OpenDecisions, Refused, SendRefused, UsageError
from legalredact.model.mention import Span, Tier
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.policy import ApprovedPrompt, EnginePolicy, Policy, PromptPolicy
from legalredact.summary import prompts
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.incidents import _without, against_incidents, close_incident, open_incident
from legalredact.workflow.send.summarize import allow_summaries, place_order, summarize
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey
from tests.workflow.attested import ATTESTED

PROMPT = prompts.load()["document-abstract"]


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    with OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(), "ann") as made:
        yield made


def add(matter: OpenMatter, folder: Path) -> None:
    (folder / "letter.txt").write_text("Marguerite Oldacre sued Penhallow Freight, Inc.\n", encoding="utf-8")
    matter.add([folder / "letter.txt"])


def sent(matter: OpenMatter) -> list[str]:
    return [event.action for event in matter.events if event.action.startswith("payload")]


def test_a_document_in_which_nobody_looked_for_names_stops_a_summary(matter: OpenMatter) -> None:
    text = "Marguerite Oldacre sued Penhallow Freight, Inc."
    matter.keep(document_from_text("d1", "letter.txt", text), text.encode())
    assert matter.undetected()
    with pytest.raises(OpenDecisions, match="not been searched for names"):
        place_order(matter, PROMPT, "local")
    assert not sent(matter)


def test_a_document_that_is_withheld_stops_a_summary_of_the_whole_matter(matter: OpenMatter, tmp_path: Path) -> None:
    add(matter, tmp_path)
    matter.accept(Tier.SUGGESTED)
    matter.store.accept_parts(frozenset({(matter.documents[0].id, WITHHELD)}))
    with pytest.raises(OpenDecisions, match="withheld"):
        summarize(matter, PROMPT)
    assert not sent(matter)
    assert [dict(event.details)["error"] for event in matter.events if event.action == "send.refused"] == [
        "OpenDecisions"
    ]


def test_what_would_leave_is_what_somebody_looked_at_or_it_does_not(matter: OpenMatter, tmp_path: Path) -> None:
    add(matter, tmp_path)
    matter.accept(Tier.SUGGESTED)
    seen = matter.prepare(PROMPT).payload.digest
    assert matter.prepare(PROMPT).payload.documents[0].masked_title.startswith("Document 1 ")
    assert place_order(matter, PROMPT, "local", seen).verified.digest == seen
    assert sent(matter) == ["payload.local"]
    with pytest.raises(SendRefused, match="has changed since you looked at it"):
        place_order(matter, PROMPT, "local", "0" * 64)
    assert sent(matter) == ["payload.local"]


def test_what_the_check_found_stops_a_send_and_says_where_and_how_many() -> None:
    payload = Payload("document-abstract", "1", "Summarize.", ())
    hits = tuple(Hit(f"d{n}/b0", "alias", "e1", Span(0, 5)) for n in (3, 1, 2, 1, 4, 5, 6))
    stopped = Prepared(payload, (), hits)
    assert stopped.hits == hits
    with pytest.raises(SendRefused, match=r"found 7 names or identifiers that .*\(d1/b0, d2/b0, d3/b0, d4/b0, d5/b0\)"):
        _ = stopped.verified
    verified = VerifiedText(payload, payload.digest, frozenset())
    assert (Prepared(payload, (), verified).hits, Prepared(payload, (), verified).verified) == ((), verified)


def test_a_production_is_refused_an_engine_before_any_of_its_documents(matter: OpenMatter) -> None:
    allow_summaries(matter, PROMPT, "local")
    with pytest.raises(SendRefused, match="attestation"):
        allow_summaries(matter, PROMPT, "claude")
    matter.parts = replace(matter.parts, policy=ATTESTED)
    open_incident(matter, "The answer is of another organization.")
    with pytest.raises(SendRefused, match="Incident 1"):
        allow_summaries(matter, PROMPT, "claude")
    matter.parts = replace(matter.parts, policy=Policy(engines=EnginePolicy(())))
    with pytest.raises(Refused, match="engine local"):
        allow_summaries(matter, PROMPT, "local")
    approved = ApprovedPrompt("chronology", "1", "O. Penfold", dt.date(2026, 11, 2))
    matter.parts = replace(matter.parts, policy=Policy(prompts=PromptPolicy(approved=(approved,))))
    with pytest.raises(Refused, match="prompt document-abstract"):
        allow_summaries(matter, PROMPT, "local")


def test_names_in_the_reason_of_an_incident_are_left_out_once_each() -> None:
    assert _without("abcdefgh", [Span(4, 6), Span(0, 3), Span(1, 2)]) == "[…]d[…]gh"
    assert _without("abc", []) == "abc"


def test_an_incident_stays_open_when_the_matter_is_opened_again(tmp_path: Path) -> None:
    key = SharedKey()
    with OpenMatter.create(tmp_path / "again", key, light_parts(), "ann") as matter:
        open_incident(matter, "The answer is of another organization.")
    with OpenMatter.open(tmp_path / "again", key, light_parts(), "bea") as matter:
        assert [one.what for one in against_incidents(matter)] == ["Incident 1 of this matter is open."]
        assert open_incident(matter, "The answer is of another workspace.") == 2
        closed = close_incident(matter, 1, "The proxy was wrong.")
        assert (closed.number, closed.reason) == (1, "The proxy was wrong.")
        assert [one.what for one in against_incidents(matter)] == ["Incident 2 of this matter is open."]
        close_incident(matter, 2, "As before.")
        assert against_incidents(matter) == ()
        for number, reason in ((1, "again"), (3, "unknown")):
            with pytest.raises(UsageError):
                close_incident(matter, number, reason)
        with pytest.raises(UsageError):
            close_incident(matter, open_incident(matter, "One more."), "  ")
