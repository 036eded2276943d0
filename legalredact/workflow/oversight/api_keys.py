"""A new key of the Claude API is tried without content before the old one goes."""

from typing import Protocol, runtime_checkable

from legalredact.errors import LegalRedactError, SendRefused
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, Payload
from legalredact.model.progress import NEVER, Cancellation
from legalredact.vault.api_keys import ApiKeys
from legalredact.workflow.matter.dependencies import MakeEngine


class Answered(Protocol):
    """Whose account answered."""

    @property
    def organization_id(self) -> str:
        """As the policy attests it."""

    @property
    def workspace_id(self) -> str:
        """As the policy attests it."""


@runtime_checkable
class Answers(Protocol):
    """An engine that can be asked whose account answers, without content."""

    def ping(self, cancel: Cancellation) -> Answered:
        """See `SenderEngine`."""


def ask_who(make_engine: MakeEngine, cancel: Cancellation = NEVER) -> Answered:
    """Ask the service, with the key in use and without content, whose account answers.

    Errors: SendRefused, EngineError and its kinds, KeyringUnavailable.
    """
    engine = make_engine("claude", _nothing_again)
    if not isinstance(engine, Answers):
        raise SendRefused("This engine cannot be tested without content.", "Nothing has to be done.")
    return engine.ping(cancel)


def rotate(keys: ApiKeys, key: str, profile: str, make_engine: MakeEngine, cancel: Cancellation = NEVER) -> Answered:
    """Put a new key in a profile's place, try it, and only then let the old one go.

    Errors: as `ask_who`; the old key is in its place again then, and the profile in use is the one that was.
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
    """Nothing is sent, so nothing is sent a second time: whatever it were, it would be refused."""
    return (Hit("instructions", "unmask", "test", Span(0, 0)),)
