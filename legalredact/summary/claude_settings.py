"""Where masked text may go, to which model and in which account: fixed before anything is sent."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from legalredact.errors import Refused, UsageError
from legalredact.model.policy import RETAINING

MODELS = ("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5")
"""Allowed unless policy names others."""

SNAPSHOTS = {"claude-haiku-4-5": "claude-haiku-4-5-20251001", "claude-opus-4-5": "claude-opus-4-5-20251101"}
"""Short names that the service answers to with the name of the one snapshot behind them, as its client lists them.

Of the models since then a name means one model, and the answer bears that name."""

_WINDOWS = {"claude-opus-5-5": 1_000_000, "claude-sonnet-5-5": 1_000_000, "claude-haiku-5-5": 1_000_000}
_SMALLEST_WINDOW = 200_000
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """In seconds. A stream sends a sign of life every few seconds, so a long silence means that it is dead."""

    connect: float = 15.0
    read: float = 120.0
    write: float = 120.0
    reply: float = 1800.0
    """For one whole reply, whatever signs of life come meanwhile. It is not asked for again then."""
    answer: float = 60.0
    """For one whole answer that is no reply: a count of tokens."""
    ping: float = 120.0
    """For asking whose account answers, further tries included, where nothing is sent afterwards."""
    end: float = 10.0
    """From the last event of a reply to the end of the answer."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often to try, and how long to wait in between, in seconds.

    Arguments:
        tries: of one request, the first included.
        first: wait before the second try; doubled for each further one.
        longest: the longest wait; a service that asks for more is not waited for.
    """

    tries: int = 4
    first: float = 1.0
    longest: float = 60.0


@dataclass(frozen=True, slots=True)
class ApiKey:
    """The key of the account; shows itself to nobody.

    Errors: UsageError if it holds what cannot stand in a header.
    """

    value: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.value or not all("!" <= character <= "~" for character in self.value):
            raise UsageError("The API key is empty or damaged.", "Enter it again, without spaces or line breaks.")


@dataclass(frozen=True, slots=True)
class ClaudeSettings:
    """What policy and attestation say.

    Arguments:
        organization_id, workspace_id: the only account that may answer (from the zero-retention attestation).
        base_url: the service; https, or http to this very machine.
        model: asked for.
        allowed_models: by policy.
        inference_geo: "us" keeps inference in the United States; empty leaves it to the workspace.
        proxy: the only proxy used (its address may hold a password); empty for none.
        ca_file: PEM file of the firm's own certificate authority, used instead of the system's; empty for the system's.
        max_tokens: the longest reply.
        continuations: how often a reply that reached that length may be continued.
        window: the model's context window in tokens; 0 for what is known of the model.
        confined: nothing is sent where the operating system does not confine the process that sends.

    Errors: Refused for a model or an address that must not be used.
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
                "Policy does not name the organisation and workspace that may answer.", "Ask firm IT to attest both."
            )
        if self.inference_geo not in {"", "us", "global"}:
            raise Refused("Policy names an unknown place of inference.", 'Use "us", "global" or none.')

    @property
    def address(self) -> SplitResult:
        """`base_url`, taken apart."""
        return urlsplit(self.base_url)

    @property
    def answering(self) -> frozenset[str]:
        """Names of models that may stand in a reply."""
        return frozenset({self.model, SNAPSHOTS.get(self.model, self.model)})

    @property
    def budget(self) -> int:
        """Tokens that a request may hold so that the whole reply still fits, with a margin as counts are estimates."""
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
    if proxy and not (address.scheme in {"http", "https"} and address.hostname and _has_sane_port(address)):
        raise Refused("The proxy's address in policy cannot be used.", "Ask firm IT to correct it (http://host:port).")


def _has_sane_port(address: SplitResult) -> bool:
    try:
        return address.port != 0
    except ValueError:
        return False
