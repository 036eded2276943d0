"""What the firm's IT sets for every user; see resources/policies/default.toml for each key's meaning."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SignOffPolicy:
    """Who may sign a summary."""

    other_person: bool = True
    reviewers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaudePolicy:
    """Where text may go, and to which models."""

    base_url: str = "https://api.anthropic.com"
    models: tuple[str, ...] = ("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5")
    model: str = "claude-opus-5-5"
    inference_geo: str = ""
    proxy: str = field(default="", repr=False)  # its address may hold a password
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class ZeroRetention:
    """The firm's word that a zero-data-retention contract holds, for one organisation and workspace."""

    attested_by: str
    attested_on: dt.date
    contract: str
    expires: dt.date
    organization_id: str
    workspace_id: str


@dataclass(frozen=True, slots=True)
class Policy:
    """All settings; `source` says where they came from."""

    sign_off: SignOffPolicy = field(default_factory=SignOffPolicy)
    claude: ClaudePolicy = field(default_factory=ClaudePolicy)
    zero_retention: ZeroRetention | None = None
    source: str = "built in"
