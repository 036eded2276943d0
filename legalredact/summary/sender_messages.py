"""What the application and the process that sends tell each other: JSON of these types, and nothing else is believed.

No pickle: the process that sends talks to whoever answers on the network, and may have been taken over by them. It must
not be able to make the application run anything, nor to fill its memory.
"""

import functools
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, cast

from legalredact.errors import EngineUnreachable
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.review import Segment, Usage
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings

MOST_TOLD = 64_000_000
"""Bytes of one message to the application; many times what the longest reply takes."""
MOST_ASKED = 1_000_000_000
"""Bytes of one message to the process that sends."""

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class SendRequest:
    """To the process that sends: what is wanted of it.

    Arguments:
        verified: what is to be summarized, without what is not sent; None to ask whose account answers.
    """

    __pydantic_config__: ClassVar[Any] = _STRICT
    settings: ClaudeSettings
    key: ApiKey
    verified: VerifiedText | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class VerifiedMessage:
    """To the process that sends: the model's own words were verified, and these may go back to it."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    verified: VerifiedText = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeepAliveMessage:
    """A sign of life."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    kind: Literal["alive"] = "alive"


@dataclass(frozen=True, slots=True)
class ProgressMessage:
    """How far it is; see `Progress`."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    step: Literal["send", "receive", "wait", "summarize"]
    done: int
    total: int
    masked_text: str = field(repr=False)
    kind: Literal["told"] = "told"


@dataclass(frozen=True, slots=True)
class VerifyMessage:
    """Words of the model that would be sent back to it: are they free of names?"""

    __pydantic_config__: ClassVar[Any] = _STRICT
    payload: Payload = field(repr=False)
    kind: Literal["verify"] = "verify"


@dataclass(frozen=True, slots=True)
class RateLimitMessage:
    """What an answer said of the service's limits; see `Pace.take`."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    status: int
    headers: tuple[tuple[str, str], ...]
    kind: Literal["learned"] = "learned"


@dataclass(frozen=True, slots=True)
class AccountMessage:
    """Whose account answers."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    organization_id: str
    workspace_id: str
    kind: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True)
class SummaryMessage:
    """A summary."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    segments: tuple[Segment, ...] = field(repr=False)
    usage: Usage
    kind: Literal["made"] = "made"


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    """One of our errors.

    Arguments:
        error: the name of its class.
    """

    __pydantic_config__: ClassVar[Any] = _STRICT
    error: str
    what: str
    remedy: str
    kind: Literal["failed"] = "failed"


Message = (
    KeepAliveMessage
    | ProgressMessage
    | VerifyMessage
    | RateLimitMessage
    | AccountMessage
    | SummaryMessage
    | ErrorMessage
)
"""From the process that sends."""


def encoded(message: SendRequest | VerifiedMessage | Message) -> bytes:
    """JSON of a message."""
    data: bytes = _adapter(cast(Hashable, type(message))).dump_json(message)
    return data


def asked(data: bytes) -> SendRequest:
    """What is wanted, for the process that sends; the application is believed.

    Errors: EngineUnreachable if it is none; Refused for settings that must not be used.
    """
    return cast(SendRequest, _decoded(_adapter(SendRequest), data))


def allowed(data: bytes) -> VerifiedMessage:
    """What may go back to the model, for the process that sends.

    Errors: EngineUnreachable if it is none.
    """
    return cast(VerifiedMessage, _decoded(_adapter(VerifiedMessage), data))


def message(data: bytes) -> Message:
    """What the process that sends says, for the application; types alone are checked here.

    Errors: EngineUnreachable if it is nothing of these types.
    """
    read: Message = _decoded(_messages(), data)
    return read


def prepare() -> None:
    """Make what reads and writes messages, which takes a while at first use."""
    _messages()
    for kind in (
        SendRequest,
        VerifiedMessage,
        KeepAliveMessage,
        ProgressMessage,
        VerifyMessage,
        RateLimitMessage,
        AccountMessage,
        SummaryMessage,
        ErrorMessage,
    ):
        _adapter(kind)


def _decoded(adapter: Any, data: bytes) -> Any:
    import pydantic

    try:
        return adapter.validate_json(data, strict=True)
    except pydantic.ValidationError:  # which quotes what it was given
        raise EngineUnreachable(
            "The sending process sent an invalid message and was ended; nothing was kept.",
            "Try again; if this persists, use the local engine and tell firm IT.",
        ) from None


@functools.cache
def _adapter(kind: Hashable) -> Any:
    import pydantic

    return pydantic.TypeAdapter(cast(Any, kind))


@functools.cache
def _messages() -> Any:
    import pydantic

    return pydantic.TypeAdapter(Annotated[Message, pydantic.Field(discriminator="kind")])
