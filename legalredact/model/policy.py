"""What the firm's IT sets for every user. Each key says here what it means; `policy reference` prints that.

The names of tables and keys are those of the file; how it is found and checked is `governance.policy`'s to know.
"""

import datetime as dt
import enum
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from legalredact.model.mention import Kind

LOCAL, CLAUDE = "local", "claude"
"""The engines: with the first one nothing leaves the machine."""
RETAINING = re.compile("fable|mythos", re.IGNORECASE)
"""Families of models that keep what they are sent for 30 days; no policy can allow one."""


def _key(default: Any, says: str, *, secret: bool = False) -> Any:
    """A key with its default and what it means; a secret one shows in no `repr`."""
    return field(default=default, repr=not secret, metadata={"says": says})


@dataclass(frozen=True, slots=True)
class EnginePolicy:
    """What may make summaries."""

    allowed: tuple[Literal["local", "claude"], ...] = _key(
        ("local", "claude"), "Engines that may be used. `local` sends nothing; without `claude` no text ever leaves."
    )


@dataclass(frozen=True, slots=True)
class ClaudePolicy:
    """Where text may go, and to which models."""

    base_url: str = _key("https://api.anthropic.com", "The only address that is ever asked; https.")
    models: tuple[str, ...] = _key(
        ("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5"),
        "Models that may be asked. Those of the Fable and Mythos families keep what they are sent and are refused.",
    )
    model: str = _key("claude-opus-5-5", "The one that is asked; one of `models`.")
    inference_geo: Literal["", "us", "global"] = _key(
        "", "`us` keeps inference in the United States; an answer from elsewhere is an incident."
    )
    proxy: str = _key(
        "", "The only proxy used, as http://host:port. Those of the environment are ignored.", secret=True
    )
    ca_file: str = _key("", "PEM file of the firm's own certificate authority, trusted in place of the system's.")


@dataclass(frozen=True, slots=True)
class ZeroRetention:
    """The firm's word that a zero-data-retention contract holds, for one organisation and workspace."""

    attested_by: str = field(metadata={"says": "Who gives the firm's word."})
    attested_on: dt.date = field(metadata={"says": "When; it does not hold before."})
    contract: str = field(metadata={"says": "Reference of the contract."})
    expires: dt.date = field(metadata={"says": "Last day on which it holds."})
    organization_id: str = field(metadata={"says": "The only organisation whose answers are believed."})
    workspace_id: str = field(metadata={"says": "The only workspace whose answers are believed."})
    models: tuple[str, ...] = _key((), "Models that the contract covers; empty: all of `claude.models`.")


class General(enum.StrEnum):
    """What may stand in clear beside a token, of the value that it replaces; the token still brings all of it back."""

    BIRTH_YEAR = "birth_year"
    LAST_FOUR = "last_four"
    ZIP_AREA = "zip_area"
    MINOR_INITIALS = "minor_initials"
    ROUNDED_AMOUNT = "rounded_amount"


@dataclass(frozen=True, slots=True)
class MaskingPolicy:
    """What is masked or kept, whoever decides on names."""

    always: tuple[Kind, ...] = _key((), "Kinds that are masked in every matter; nobody can dismiss one.")
    keep: tuple[str, ...] = _key(
        (), "Names that stay in clear unless a person typed or confirmed them, such as a court or an agency."
    )
    case_numbers: bool = _key(False, "Case numbers become tokens in every matter.")
    generalise: tuple[General, ...] = _key(
        (),
        "What stands beside a token: `birth_year`, `last_four` (of accounts, cards, Social Security and taxpayer "
        "numbers), `zip_area` (three digits), `minor_initials`, `rounded_amount` (amounts become tokens, too).",
    )


@dataclass(frozen=True, slots=True)
class SignOffPolicy:
    """Who may sign a summary."""

    other_person: bool = _key(True, "Whoever had the summary made may not sign it.")
    reviewers: tuple[str, ...] = _key((), "Names of those who may sign; empty: anybody else.")
    accounts: bool = _key(
        False,
        "Persons are accounts of the operating system: `--as` and `--reviewer` cannot name another, "
        "and the two persons of a sign-off have two accounts and two signing keys.",
    )
    reviewer_keys: tuple[str, ...] = _key(
        (),
        "Public signing keys of those who may sign, as `legalredact identity show` prints them; empty: any. "
        "An approval by another key does not count.",
    )
    vouched: bool = _key(
        False,
        "An approval counts only if the recovery key vouched for the signing keys of reviewer and preparer, as two "
        "persons', and the reviewer's name is the vouched one (`legalredact key vouch`).",
    )


@dataclass(frozen=True, slots=True)
class RolePolicy:
    """Who may do what: account names, `uid:1000`, a Windows SID, or `group:NAME`; an empty list means anybody."""

    prepare: tuple[str, ...] = _key((), "Who may make matters, add documents, decide on names and have summaries made.")
    review: tuple[str, ...] = _key((), "Who may sign or reject summaries.")
    administer: tuple[str, ...] = _key((), "Who may change members, purge, take a restored backup as it is.")


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    """How long texts are kept."""

    days: int = _key(0, "Days after sign-off until texts, payloads and replies are deleted; 0: they stay.")


@dataclass(frozen=True, slots=True)
class ExportPolicy:
    """Where results may be written."""

    folders: tuple[str, ...] = _key((), "Folders, with all below them, that results may be written to; empty: any.")


@dataclass(frozen=True, slots=True)
class ApprovedPrompt:
    """One approved use case."""

    id: str = field(metadata={"says": "Id of the prompt in the registry."})
    version: str = field(metadata={"says": "The version that was looked at; another one has to be approved anew."})
    approved_by: str = field(metadata={"says": "Who approved it."})
    approved_on: dt.date = field(metadata={"says": "When."})


@dataclass(frozen=True, slots=True)
class PromptPolicy:
    """Which use cases the firm approved."""

    approved: tuple[ApprovedPrompt, ...] = _key(
        (), "The inventory of approved use cases. If any is listed, a prompt that is not cannot be used."
    )


@dataclass(frozen=True, slots=True)
class DesignationPolicy:
    """What a document can say of itself."""

    stop: tuple[str, ...] = _key(
        (), "Designations such as `PRIVILEGED` or `ATTORNEYS' EYES ONLY` that stop a send until a person clears them."
    )


@dataclass(frozen=True, slots=True)
class AuditPolicy:
    """Where the audit trail goes beside the matter."""

    signed: bool = _key(
        False, "Each event must bear its person's signature; without a keyring for the signing key nothing is done."
    )
    forward: Literal["none", "syslog", "file"] = _key(
        "none", "Each event is also given to the system's log, or appended to `file` as a line of JSON, for a SIEM."
    )
    file: str = _key("", "Absolute path of that file.")
    anchors: str = _key("", "Folder for the marks that show a replayed or cut trail; empty: the user's own.")


@dataclass(frozen=True, slots=True)
class RecoveryPolicy:
    """Who can open every matter when nobody else can."""

    recipient: str = _key("", "Public key (`age1…`) that every matter is sealed to as well.")
    vouching_key: str = _key(
        "", "Public key with which the recovery key vouches for signing keys; `legalredact key vouching` prints it."
    )
    vouchers: str = _key("", "Folder with the statements of `legalredact key vouch`, readable to everybody.")


@dataclass(frozen=True, slots=True)
class SelfTestPolicy:
    """How often masking is tested on this machine."""

    days: int = _key(31, "Days after which a self-test is due; nothing is sent once it is. At least 1.")


@dataclass(frozen=True, slots=True)
class ClusterPolicy:
    """Other machines of the firm that work on whole productions. They get documents in clear text."""

    scheduler: str = _key("", "Address of the firm's own Dask scheduler, as tls://host:port; empty: none is used.")
    ca_file: str = _key("", "PEM file of the authority that signed the certificates of scheduler and workers.")
    cert_file: str = _key("", "PEM file of this machine's certificate.")
    key_file: str = _key("", "PEM file of that certificate's key.")


@dataclass(frozen=True, slots=True)
class SecurityPolicy:
    """What the operating system has to enforce on the application's processes."""

    sandbox: Literal["required", "available"] = _key(
        "available",
        "Limits of the operating system on the application's processes. `required`: where one cannot be had, nothing "
        "is opened or read. `available`: `doctor` and the status bar say what cannot be had.",
    )


@dataclass(frozen=True, slots=True)
class Policy:
    """All settings.

    Arguments:
        source: where they came from.
        broken: why the policy could not be read; nothing may be sent, signed or exported under a broken one.
    """

    engines: EnginePolicy = field(default_factory=EnginePolicy)
    claude: ClaudePolicy = field(default_factory=ClaudePolicy)
    zero_retention: ZeroRetention | None = None
    masking: MaskingPolicy = field(default_factory=MaskingPolicy)
    sign_off: SignOffPolicy = field(default_factory=SignOffPolicy)
    roles: RolePolicy = field(default_factory=RolePolicy)
    retention: RetentionPolicy = field(default_factory=RetentionPolicy)
    export: ExportPolicy = field(default_factory=ExportPolicy)
    prompts: PromptPolicy = field(default_factory=PromptPolicy)
    designations: DesignationPolicy = field(default_factory=DesignationPolicy)
    audit: AuditPolicy = field(default_factory=AuditPolicy)
    recovery: RecoveryPolicy = field(default_factory=RecoveryPolicy)
    self_test: SelfTestPolicy = field(default_factory=SelfTestPolicy)
    cluster: ClusterPolicy = field(default_factory=ClusterPolicy)
    security: SecurityPolicy = field(default_factory=SecurityPolicy)
    source: str = "built in"
    broken: str = ""
