"""What the trail tells of a send: that it was allowed or refused, which payload was sent, and what answered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import EngineIncident, OpenDecisions, SendRefused, VaultDamaged
from legalredact.governance.account import Account
from legalredact.model.mention import Tier
from legalredact.model.payload import VerifiedText
from legalredact.model.policy import EnginePolicy, RolePolicy
from legalredact.model.progress import Cancellation, Report
from legalredact.model.review import MaskedSummary, Usage
from legalredact.summary import prompts
from legalredact.summary.engine import Engine
from legalredact.summary.prompts import Prompt
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.incidents import open_incident
from legalredact.workflow.send.summarize import allow_summaries, place_order, sent, summarize, used
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey
from tests.workflow.attested import ATTESTED

PROMPT = prompts.load()["document-abstract"]
POLICY = replace(ATTESTED, engines=EnginePolicy(("local", "claude")))
assert ATTESTED.zero_retention is not None
ACCOUNT = ATTESTED.zero_retention
COMPUTED = {"state.keep", "register.tokens"}
Events = list[tuple[str, dict[str, str]]]


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    (tmp_path / "letter.txt").write_text("Marguerite Oldacre sued Penhallow Freight, Inc.\n", encoding="utf-8")
    with OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(POLICY), "ann") as made:
        made.add([tmp_path / "letter.txt"])
        made.accept(Tier.SUGGESTED)
        yield made


def since(matter: OpenMatter, count: int) -> Events:
    """Events after the first so many, except those of computations."""
    return [(one.action, dict(one.details)) for one in matter.events[count:] if one.action not in COMPUTED]


def test_a_send_is_recorded_with_the_account_and_the_payload_before_it_leaves(matter: OpenMatter) -> None:
    count = len(matter.events)
    order = place_order(matter, PROMPT, "claude")
    (allowed, allowing), (sent_, sending) = since(matter, count)
    assert (allowed, sent_) == ("send.allow", "payload.send")
    assert allowing == {
        "organization": ACCOUNT.organization_id,
        "workspace": ACCOUNT.workspace_id,
        "selftest": "none asked for",
    }
    assert {name: sending[name] for name in ("payload", "engine", "prompt", "documents", "passages")} == {
        "payload": order.verified.digest,
        "engine": "claude",
        "prompt": f"{PROMPT.id} {PROMPT.version}",
        "documents": "1",
        "passages": "1",
    }
    payload, register = matter.store.payload(order.verified.digest)
    assert (payload, register) == (order.verified.payload, order.register)


def test_a_local_summary_names_no_account_and_is_recorded_as_local(matter: OpenMatter) -> None:
    count = len(matter.events)
    summary = summarize(matter, PROMPT)
    actions = [action for action, _ in since(matter, count)]
    assert actions == ["payload.local", "summary.keep"]
    _, kept = since(matter, count)[1]
    assert (kept["engine"], kept["payload"]) == ("local", summary.checked.summary.payload_digest)
    assert sent(matter, summary)[0].digest == kept["payload"]
    assert summary.preparer == "ann"


def test_only_text_that_a_person_looked_at_is_sent(matter: OpenMatter) -> None:
    digest = place_order(matter, PROMPT, "local").verified.digest
    assert place_order(matter, PROMPT, "local", seen=digest).verified.digest == digest
    count = len(matter.events)
    with pytest.raises(SendRefused, match="changed since you looked at it; nothing was sent"):
        place_order(matter, PROMPT, "claude", seen="0" * 64)
    assert "payload.send" not in [action for action, _ in since(matter, count)]


@pytest.mark.parametrize("engine", ["local", "claude"])
def test_a_refusal_is_recorded_with_its_reason(matter: OpenMatter, engine: str) -> None:
    matter.parts = replace(matter.parts, policy=replace(POLICY, engines=EnginePolicy(())))
    count = len(matter.events)
    with pytest.raises(SendRefused, match=f"does not allow the engine {engine}.*Nothing was sent") as told:
        place_order(matter, PROMPT, engine)
    assert since(matter, count) == [
        ("send.refused", {"engine": engine, "error": "SendRefused", "what": told.value.what})
    ]


def test_a_refusal_of_somebody_who_may_not_prepare_is_not_recorded(matter: OpenMatter) -> None:
    policy = replace(POLICY, roles=RolePolicy(prepare=("bea",)))
    matter.parts = replace(matter.parts, policy=policy, account=Account("uid:carl", "carl"))
    count = len(matter.events)
    with pytest.raises(Exception, match="does not let the account carl prepare"):
        place_order(matter, PROMPT, "local")
    assert since(matter, count) == []


def test_an_open_incident_stops_the_service_alone(matter: OpenMatter) -> None:
    open_incident(matter, "Another account answered.")
    with pytest.raises(SendRefused, match="Incident 1 of this matter is open"):
        place_order(matter, PROMPT, "claude")
    with pytest.raises(SendRefused, match="Incident 1 of this matter is open"):
        allow_summaries(matter, PROMPT, "claude")
    place_order(matter, PROMPT, "local")


def test_summaries_of_a_production_are_allowed_before_its_documents_are_read(matter: OpenMatter) -> None:
    count = len(matter.events)
    allow_summaries(matter, PROMPT, "local")
    assert since(matter, count) == []
    allow_summaries(matter, PROMPT, "claude")
    assert [action for action, _ in since(matter, count)] == ["send.allow"]


@pytest.mark.parametrize("ask", [place_order, allow_summaries])
def test_a_matter_that_was_changed_around_the_program_sends_nothing(
    matter: OpenMatter, ask: Callable[[OpenMatter, Prompt, str], object]
) -> None:
    matter.store._db.execute("UPDATE setting SET value = CAST(value || ' ' AS BLOB) WHERE name = 'info'")
    with pytest.raises(VaultDamaged, match="changed outside LegalRedact"):
        ask(matter, PROMPT, "local")


def test_an_engine_that_fails_is_recorded_and_its_error_comes_back(matter: OpenMatter) -> None:
    class Failing(Engine):
        name = "failing"

        def summarize(self, verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
            raise EngineIncident("Another model answered.", "Stop.")

    matter.parts = replace(matter.parts, engine=lambda engine, reverify: Failing())
    count = len(matter.events)
    with pytest.raises(EngineIncident, match="Another model answered"):
        summarize(matter, PROMPT)
    assert [action for action, _ in since(matter, count)] == ["payload.local", "payload.failed", "incident.open"]
    assert not matter.summaries


def test_open_decisions_stop_a_send_and_are_counted(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Marguerite Oldacre sued.\n", encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", SharedKey(), light_parts(POLICY), "ann") as made:
        made.add([tmp_path / "letter.txt"])
        with pytest.raises(OpenDecisions, match=r"1 suggested name is not decided\. Nothing was sent"):
            place_order(made, PROMPT, "claude")


def test_the_record_of_an_answer_has_its_ids_and_figures() -> None:
    usage = Usage("claude", "m-1", 7, 9, ("r1", "r2"), "org", "work", ("max_tokens", "end_turn"))
    assert dict(used(MaskedSummary("d", "p", "1", (), usage))) == {
        "engine": "claude",
        "model": "m-1",
        "requests": "r1,r2",
        "organization": "org",
        "workspace": "work",
        "stop": "max_tokens,end_turn",
        "input_tokens": 7,
        "output_tokens": 9,
    }


def test_for_the_local_engine_no_process_that_sends_is_started(matter: OpenMatter) -> None:
    started: list[str] = []
    matter.parts = replace(matter.parts, warm_up=lambda: started.append("here"))
    place_order(matter, PROMPT, "local")
    assert started == []


def test_a_matter_that_is_changed_while_its_text_is_put_together_sends_nothing(matter: OpenMatter) -> None:
    def change() -> None:
        matter.store._db.execute("UPDATE setting SET value = CAST(value || ' ' AS BLOB) WHERE name = 'info'")

    place_order(matter, PROMPT, "local")  # tokens are given, so that no event of them follows
    matter.parts = replace(matter.parts, warm_up=change)
    count = len(matter.events)
    with pytest.raises(VaultDamaged, match="changed outside LegalRedact"):
        place_order(matter, PROMPT, "claude")
    assert [action for action, _ in since(matter, count)] == ["send.allow"]
