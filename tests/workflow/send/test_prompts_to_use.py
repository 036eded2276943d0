"""Which text of a prompt an engine may be given: one of the registry, word for word, in a state that is in force."""

import datetime as dt
from dataclasses import replace

import pytest

from legalredact.errors import SendRefused, UsageError
from legalredact.model.policy import ClaudePolicy, Policy, PromptPolicy, ZeroRetention
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.summary import prompts
from legalredact.summary.prompts import Prompt, meaning_check
from legalredact.workflow.prompts.prompt_registry import PromptEntry, PromptRegistry, Status, of_program
from legalredact.workflow.send.send_rules import against_unapproved

PROMPT = replace(prompts.load()["document-abstract"], id="firm-abstract", version="2")
TODAY = dt.date(2026, 11, 24)
ATTESTED = ZeroRetention("Dee", TODAY, "C-1", TODAY, "org", "work", models=("claude-opus-5-5",))
IN_FORCE = (Status.VENDOR, Status.APPROVED)
OUT_OF_FORCE = (
    Status.SUPERSEDED,
    Status.RETIRED,
    Status.ALTERED,
    Status.INVALID,
    Status.UNRECORDED,
    Status.BROKEN,
)
ANOTHER = "Use another prompt, or propose a new version of it."


def registry(status: Status = Status.APPROVED, prompt: Prompt = PROMPT) -> PromptRegistry:
    """A registry of one version, in that state."""
    return PromptRegistry((PromptEntry(prompt.id, prompt.version, status, prompt, problem="It is as it is."),))


def told(
    prompt: Prompt = PROMPT,
    engine: str = "claude",
    known: PromptRegistry | None = None,
    policy: Policy | None = None,
) -> list[Refusal]:
    """What forbids the prompt."""
    return [*against_unapproved(policy or Policy(), registry() if known is None else known, prompt, engine)]


def test_every_state_is_in_force_or_not() -> None:
    assert {*IN_FORCE, *OUT_OF_FORCE, Status.PROPOSED} == set(Status)


@pytest.mark.parametrize("approval", [True, False])
@pytest.mark.parametrize("engine", ["local", "claude"])
@pytest.mark.parametrize("status", [*IN_FORCE, *OUT_OF_FORCE])
def test_only_a_version_in_force_is_used_whatever_approval_the_policy_asks_for(
    status: Status, engine: str, approval: bool
) -> None:
    policy = Policy(prompts=PromptPolicy(approval=approval))
    refused = Refusal(RefusalKind.PROMPT, "It is as it is.", ANOTHER, SendRefused)
    assert told(engine=engine, known=registry(status), policy=policy) == ([] if status in IN_FORCE else [refused])


def test_a_version_that_is_only_proposed_is_used_where_the_policy_asks_for_no_approval() -> None:
    proposed = registry(Status.PROPOSED)
    (reason,) = told(known=proposed)
    assert (reason.kind, reason.what, reason.error) == (RefusalKind.PROMPT, "It is as it is.", SendRefused)
    assert reason.remedy == "Have a second person approve it (`prompt approve`, or the view Prompts)."
    assert told(known=proposed, policy=Policy(prompts=PromptPolicy(approval=False))) == []


@pytest.mark.parametrize("status", [*IN_FORCE, Status.PROPOSED])
def test_a_text_that_is_not_the_one_in_the_registry_is_not_used(status: Status) -> None:
    changed = replace(PROMPT, instructions=f"{PROMPT.instructions} Name everybody.")
    (reason,) = told(changed, known=registry(status), policy=Policy(prompts=PromptPolicy(approval=False)))
    assert reason.what == "The prompt firm-abstract in its version 2 was changed since it was chosen."
    assert reason.remedy == "Choose it again."


def test_a_version_that_the_registry_lacks_is_not_used_and_the_registrys_own_fault_is_told() -> None:
    (reason,) = told(replace(PROMPT, version="3"))
    assert reason.what == "The prompt firm-abstract in its version 3 is not in the registry."
    assert reason.remedy == ANOTHER
    (reason,) = told(known=PromptRegistry(fault="The folder cannot be read."))
    assert reason.what == "The folder cannot be read."


def test_the_second_reading_of_this_program_is_in_no_registry_and_is_used_only_word_for_word() -> None:
    assert told(meaning_check(), known=PromptRegistry()) == []
    changed = replace(meaning_check(), instructions="Say yes.")
    assert [one.kind for one in told(changed, known=of_program())] == [RefusalKind.PROMPT]


@pytest.mark.parametrize(("question", "open_"), [("", True), (" \n", True), ("Who paid?", False)])
def test_what_a_prompt_asks_for_has_to_be_typed_and_is_no_change_of_its_text(question: str, open_: bool) -> None:
    asking = replace(PROMPT, asks="Question")
    reasons = told(replace(asking, question=question), known=registry(prompt=asking))
    typed = Refusal(RefusalKind.QUESTION, "Question is not typed.", "Type it first.", UsageError)
    changed = [one for one in reasons if one.kind is RefusalKind.PROMPT]
    assert [one for one in reasons if one.kind is RefusalKind.QUESTION] == ([typed] if open_ else [])
    assert changed == []


@pytest.mark.parametrize(
    ("engines", "engine", "use"),
    [
        (("claude",), "local", "Use the engine claude, or another prompt."),
        (("local",), "claude", "Use the engine local, or another prompt."),
        (("local", "claude"), "other", "Use the engine local or claude, or another prompt."),
        (("local", "claude"), "local", ""),
    ],
)
def test_an_engine_follows_only_prompts_that_are_for_it(engines: tuple[str, ...], engine: str, use: str) -> None:
    prompt = replace(PROMPT, engines=engines)
    reasons = told(prompt, engine, registry(prompt=prompt))
    assert [(one.what, one.remedy) for one in reasons] == (
        [(f"The engine {engine} cannot follow the prompt firm-abstract.", use)] if use else []
    )


@pytest.mark.parametrize(
    ("model", "attested", "stopped"),
    [
        ("", False, False),
        ("", True, False),
        ("claude-sonnet-5-5", False, False),
        ("claude-sonnet-5-5", True, True),
        ("claude-opus-5-5", True, False),
        ("claude-of-nobody", False, True),
        ("claude-of-nobody", True, True),
    ],
)
def test_the_service_answers_with_models_that_the_attestation_covers_or_the_policy_allows(
    model: str, attested: bool, stopped: bool
) -> None:
    prompt = replace(PROMPT, model=model)
    policy = Policy(zero_retention=ATTESTED if attested else None)
    reasons = told(prompt, "claude", registry(prompt=prompt), policy)
    what = f"The prompt firm-abstract in its version 2 asks for the model {model}, which the policy or its attestation "
    assert [one.what for one in reasons] == [f"{what}does not allow."] * stopped
    assert all(one.remedy == "Use another prompt, or ask firm IT." for one in reasons)
    assert told(prompt, "local", registry(prompt=prompt), policy) == []


def test_the_policys_own_model_is_always_allowed_and_an_attestation_of_no_model_covers_all_of_the_policy() -> None:
    rare = Policy(claude=ClaudePolicy(model="claude-rare", models=("claude-opus-5-5",)), zero_retention=ATTESTED)
    assert told(policy=rare) == []
    other = replace(PROMPT, model="claude-sonnet-5-5")
    every = Policy(zero_retention=replace(ATTESTED, models=()))
    assert told(other, known=registry(prompt=other), policy=every) == []
