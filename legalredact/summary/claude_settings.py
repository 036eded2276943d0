"""Where masked text may be sent, to which model and account; fixed before anything is sent."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from legalredact.errors import Refused, UsageError
from legalredact.model.policy import RETAINING

MODELS = ("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5")
"""Models that are allowed unless policy names others."""

SNAPSHOTS = {"claude-haiku-4-5": "claude-haiku-4-5-20251001", "claude-opus-4-5": "claude-opus-4-5-20251101"}
"""Aliases for which the service answers with the name of the snapshot, as its client lists them.

Newer models have one name, which the response also has."""

TAKES_EFFORT = re.compile(r"claude-(?:opus|sonnet|haiku)-5(?:-\d{1,2})?")
"""Models that are sent an effort, and think by themselves as much as it allows. Not every older one takes it."""

_WINDOWS = {"claude-opus-5-5": 1_000_000, "claude-sonnet-5-5": 1_000_000, "claude-haiku-5-5": 1_000_000}
_SMALLEST_WINDOW = 200_000
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """In seconds. A stream has a keep-alive event every few seconds, so a long silence means that it is dead."""

    connect: float = 15.0
    read: float = 120.0
    write: float = 120.0
    reply: float = 1800.0
    """For one complete reply, whatever events arrive in the meantime. There is no retry after it."""
    answer: float = 60.0
    """For one complete response that is not a reply: a count of tokens."""
    ping: float = 120.0
    """For the request that shows which account answers, including retries, if nothing is sent afterwards."""
    end: float = 10.0
    """From the last event of a reply to the end of the response."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Number of attempts, and waiting times in seconds.

    Arguments:
        tries: attempts for one request, including the first.
        first: wait before the second attempt; doubled for each further one.
        longest: the longest wait; if the service requires more, there is no retry.
    """

    tries: int = 4
    first: float = 1.0
    longest: float = 60.0


@dataclass(frozen=True, slots=True)
class ApiKey:
    """The key of the account; never shown in a `repr`.

    Errors: UsageError if it has characters that a header cannot contain.
    """

    value: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.value or not all("!" <= character <= "~" for character in self.value):
            raise UsageError("The API key is empty or damaged.", "Enter it again, without spaces or line breaks.")


@dataclass(frozen=True, slots=True)
class ClaudeSettings:
    """Settings from policy and attestation.

    Arguments:
        organization_id, workspace_id: the only account that may answer (from the zero-retention attestation).
        base_url: the service; https, or http to this machine.
        model: the requested model.
        allowed_models: by policy.
        inference_geo: "us" keeps inference in the United States; empty leaves it to the workspace.
        proxy: the only proxy (its address may contain a password); empty for none.
        ca_file: PEM file of the firm's own certificate authority, instead of the system's; empty for the system's.
        max_tokens: the longest reply.
        continuations: number of continuations of a reply that reached that length.
        window: the model's context window in tokens; 0 for the known value of the model.
        confined: send nothing if the operating system does not confine the sending process.

    Errors: Refused for a model or an address that is not allowed.
    """

    organization_id: str
    workspace_id: str
    base_url: str = "https://api.anthropic.com"
    model: str = MODELS[0]
    allowed_models: tuple[str, ...] = MODELS
    inference_geo: str = ""
    proxy: str = field(default="", repr=False)
    ca_file: str = field(default="", repr=False)
    timeouts: Timeouts = Timeouts()
    patience: RetryPolicy = RetryPolicy()
    max_tokens: int = 32_000
    continuations: int = 4
    window: int = 0
    confined: bool = False

    def __post_init__(self) -> None:
        _check_model(self.model, self.allowed_models)
        _check_address(self.address)
        _check_proxy(self.proxy)
        if not all(_NAME.fullmatch(name) for name in (self.organization_id, self.workspace_id)):
            raise Refused(
                "Policy does not name the organization and workspace that may answer.", "Ask firm IT to attest both."
            )
        if self.inference_geo not in {"", "us", "global"}:
            raise Refused("Policy names an unknown place of inference.", 'Use "us", "global" or none.')

    @property
    def address(self) -> SplitResult:
        """`base_url`, parsed."""
        return urlsplit(self.base_url)

    @property
    def answering(self) -> frozenset[str]:
        """Names of models that a reply may state."""
        return frozenset({self.model, SNAPSHOTS.get(self.model, self.model)})

    @property
    def budget(self) -> int:
        """Tokens that a request may have so that the whole reply fits; with a margin, since counts are estimates."""
        window = self.window or _WINDOWS.get(self.model, _SMALLEST_WINDOW)
        return (window - self.max_tokens) * 95 // 100


def _check_model(model: str, allowed: tuple[str, ...]) -> None:
    retaining = [name for name in (model, *allowed) if RETAINING.search(name)]
    if retaining:
        raise Refused(
            "Models of the Fable and Mythos families keep what they are sent.", "Remove them from the policy."
        )
    if model not in allowed or not _NAME.fullmatch(model):
        raise Refused("Policy does not allow that model.", f"Allowed are: {', '.join(allowed)}.")


def _check_address(address: SplitResult) -> None:
    safe = address.scheme == "https" or (address.scheme == "http" and address.hostname in _LOOPBACK)
    bare = not (address.username or address.password or address.query or address.fragment)
    if not (safe and bare and address.hostname and _has_sane_port(address)):
        raise Refused(
            "The service's address in policy is not a plain https address.", "Ask firm IT to correct base_url."
        )


def _check_proxy(proxy: str) -> None:
    address = urlsplit(proxy)
    bare = address.path in {"", "/"} and not (address.query or address.fragment)  # else it may be that of a PAC file
    plain = address.scheme in {"http", "https"} and address.hostname and bare and _has_sane_port(address)
    if proxy and not plain:
        raise Refused("The proxy's address in policy cannot be used.", "Ask firm IT to correct it (http://host:port).")


def _has_sane_port(address: SplitResult) -> bool:
    try:
        return address.port != 0
    except ValueError:
        return False
