"""Messages between the application and a sending process: JSON of these types; anything else is rejected.

No pickle: the sending process talks to the network, and an attacker may have taken it over. It must not be able to make
the application execute anything, or to fill its memory.
"""

import functools
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, cast

from legalredact.errors import EngineUnreachable
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.review import Segment, Usage
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings
from legalredact.summary.meaning_replies import MeaningReply
from legalredact.summary.prompts import Prompt

MOST_TOLD = 64_000_000
"""Largest message to the application in bytes; many times the longest reply."""
MOST_ASKED = 1_000_000_000
"""Largest message to the sending process in bytes."""

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class SendRequest:
    """To the sending process: a request.

    Arguments:
        verified: the text to summarize, without what is not sent; None to ask which account answers.
        sizes: of the requests if it is not to be summarized but its statements are to be read again; see
            `MeaningEngine`.
        prompt: the prompt of a summary, since this process cannot read the registry of the firm.
    """

    __pydantic_config__: ClassVar[Any] = _STRICT
    settings: ClaudeSettings
    key: ApiKey
    verified: VerifiedText | None = field(repr=False)
    sizes: tuple[int, ...] = ()
    prompt: Prompt | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class VerifiedMessage:
    """To the sending process: the model's own text was verified, and may be sent back."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    verified: VerifiedText = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeepAliveMessage:
    """A sign of life."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    kind: Literal["alive"] = "alive"


@dataclass(frozen=True, slots=True)
class ProgressMessage:
    """Progress; see `Progress`."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    step: Literal["send", "receive", "wait", "summarize", "meaning"]
    done: int
    total: int
    masked_text: str = field(repr=False)
    kind: Literal["told"] = "told"


@dataclass(frozen=True, slots=True)
class VerifyMessage:
    """Text of the model that would be sent back to it, to be verified."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    payload: Payload = field(repr=False)
    kind: Literal["verify"] = "verify"


@dataclass(frozen=True, slots=True)
class RateLimitMessage:
    """A response's rate limits; see `Pace.take`."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    status: int
    headers: tuple[tuple[str, str], ...]
    kind: Literal["learned"] = "learned"


@dataclass(frozen=True, slots=True)
class AccountMessage:
    """The account that answered."""

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
class MeaningMessage:
    """The replies of the second reading."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    replies: tuple[MeaningReply, ...] = field(repr=False)
    usage: Usage
    kind: Literal["judged"] = "judged"


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    """An error of a known class.

    Arguments:
        error: name of the class.
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
    | MeaningMessage
    | ErrorMessage
)
"""From the sending process."""


def encoded(message: SendRequest | VerifiedMessage | Message) -> bytes:
    """JSON of a message."""
    data: bytes = _adapter(cast(Hashable, type(message))).dump_json(message)
    return data


def asked(data: bytes) -> SendRequest:
    """Parse a request in the sending process, which trusts the application.

    Errors: EngineUnreachable if it is invalid; Refused for settings that are not allowed.
    """
    return cast(SendRequest, _decoded(_adapter(SendRequest), data))


def allowed(data: bytes) -> VerifiedMessage:
    """Parse, in the sending process, the text that may be sent back to the model.

    Errors: EngineUnreachable if it is invalid.
    """
    return cast(VerifiedMessage, _decoded(_adapter(VerifiedMessage), data))


def message(data: bytes) -> Message:
    """Parse a message of the sending process, in the application; only types are checked here.

    Errors: EngineUnreachable if it has none of these types.
    """
    read: Message = _decoded(_messages(), data)
    return read


def prepare() -> None:
    """Build the parsers and serializers in advance, since their first use takes time."""
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
        MeaningMessage,
        ErrorMessage,
    ):
        _adapter(kind)


def _decoded(adapter: Any, data: bytes) -> Any:
    import pydantic

    try:
        return adapter.validate_json(data, strict=True)
    except pydantic.ValidationError:  # its message quotes the input
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
