"""Tests a new key of the Claude API without content before the old one is removed."""

from typing import Protocol, runtime_checkable

from legalredact.errors import LegalRedactError, SendRefused
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, Payload
from legalredact.model.progress import NEVER, Cancellation
from legalredact.vault.api_keys import ApiKeys
from legalredact.workflow.matter.dependencies import MakeEngine


class Answered(Protocol):
    """The account that answered."""

    @property
    def organization_id(self) -> str:
        """As the policy attests it."""

    @property
    def workspace_id(self) -> str:
        """As the policy attests it."""


@runtime_checkable
class Answers(Protocol):
    """An engine that can report, without content, whose account answers."""

    def ping(self, cancel: Cancellation) -> Answered:
        """See `SenderEngine`."""


def ask_who(make_engine: MakeEngine, cancel: Cancellation = NEVER) -> Answered:
    """Ask the service, with the current key and without content, whose account answers.

    Errors: SendRefused, EngineError and its kinds, KeyringUnavailable.
    """
    engine = make_engine("claude", _nothing_again)
    if not isinstance(engine, Answers):
        raise SendRefused("This engine cannot be tested without content.", "Nothing has to be done.")
    return engine.ping(cancel)


def rotate(keys: ApiKeys, key: str, profile: str, make_engine: MakeEngine, cancel: Cancellation = NEVER) -> Answered:
    """Replace a profile's key, test the new one, and only then delete the old one.

    Errors: as `ask_who`; then the old key is restored, and the former profile is in use.
    """
    used = keys.in_use()
    keys.put(key, profile)
    try:
        keys.use(profile or used)
        answered = ask_who(make_engine, cancel)
    except LegalRedactError:
        if not keys.take_back(profile or used):
            keys.remove(profile or used)
        if used in keys.profiles():
            keys.use(used)
        raise
    keys.settle(profile or used)
    if used in keys.profiles():
        keys.use(used)
    return answered


def _nothing_again(_: Payload) -> tuple[Hit, ...]:
    """No text is sent here, so none is verified again: any would be refused."""
    return (Hit("instructions", "unmask", "test", Span(0, 0)),)
