"""The policy: settings of the firm's IT for all users. `policy reference` prints the meaning of each key from here.

The names of tables and keys are those of the file. `governance.policy` finds and checks the file.
"""

import datetime as dt
import enum
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from legalredact.model.mention import Kind, Tier
from legalredact.model.second_model import SecondModelSettings

LOCAL, CLAUDE = "local", "claude"
"""The engines: with the first one nothing leaves the machine."""
RETAINING = re.compile("fable|mythos", re.IGNORECASE)
"""Families of models that keep their input for 30 days; no policy can allow one."""


def _key(default: Any, says: str, *, secret: bool = False) -> Any:
    """A key with its default and its meaning; a secret key is not shown in any `repr`."""
    return field(default=default, repr=not secret, metadata={"says": says})


@dataclass(frozen=True, slots=True)
class EnginePolicy:
    """Engines for summaries."""

    allowed: tuple[Literal["local", "claude"], ...] = _key(
        ("local", "claude"), "Engines that may be used. `local` sends nothing; without `claude` no text ever leaves."
    )


@dataclass(frozen=True, slots=True)
class ClaudePolicy:
    """The service and the models to which text may be sent."""

    base_url: str = _key(
        "https://api.anthropic.com", "The only address that is contacted, https: the service, or a gateway of the firm."
    )
    models: tuple[str, ...] = _key(
        ("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5"),
        "Allowed models. Those of the Fable and Mythos families keep what they receive and are refused.",
    )
    model: str = _key("claude-opus-5-5", "The model that is used; one of `models`.")
    inference_geo: Literal["", "us", "global"] = _key(
        "", "`us` keeps inference in the United States; an answer from elsewhere is an incident."
    )
    proxy: str = _key(
        "",
        "The only proxy used, as http://host:port or http://user:password@host:port (Basic). PAC files, NTLM and "
        "Kerberos are not supported. Proxies of the environment are ignored.",
        secret=True,
    )
    ca_file: str = _key(
        "", "PEM file of the firm's own certificate authority, trusted in place of the system's. Empty: the system's."
    )
    check_meaning: Literal["choose", "on", "off"] = _key(
        "choose",
        "A second reading of each summary by Claude: do the passages that a statement cites support it? It costs more. "
        "`choose`: each matter has its own setting, at first without it. `on`: it follows each summary, and a summary "
        "by Claude without it cannot be signed; after `batch run` it is made by `review check-meaning`. `off`: never.",
    )


@dataclass(frozen=True, slots=True)
class ZeroRetention:
    """The firm's attestation of a zero-data-retention contract, for one organization and workspace."""

    attested_by: str = field(metadata={"says": "Who attests for the firm."})
    attested_on: dt.date = field(metadata={"says": "Date of the attestation; it is not valid before."})
    contract: str = field(metadata={"says": "Reference of the contract."})
    expires: dt.date = field(metadata={"says": "Last day on which it is valid."})
    organization_id: str = field(metadata={"says": "The only organization whose answers are accepted."})
    workspace_id: str = field(metadata={"says": "The only workspace whose answers are accepted."})
    models: tuple[str, ...] = _key((), "Models that the contract covers; empty: all of `claude.models`.")


class General(enum.StrEnum):
    """General forms that may be printed beside a token; the token is still restored to the exact value."""

    BIRTH_YEAR = "birth_year"
    LAST_FOUR = "last_four"
    ZIP_AREA = "zip_area"
    MINOR_INITIALS = "minor_initials"
    ROUNDED_AMOUNT = "rounded_amount"


@dataclass(frozen=True, slots=True)
class MaskingPolicy:
    """What is always masked or kept."""

    always: tuple[Kind, ...] = _key((), "Kinds that are masked in every matter; nobody can dismiss one.")
    keep: tuple[str, ...] = _key(
        (), "Names that stay in clear unless a person typed or confirmed them, such as a court or an agency."
    )
    case_numbers: bool = _key(False, "Case numbers become tokens in every matter.")
    generalise: tuple[General, ...] = _key(
        (),
        "General forms that are printed beside a token: `birth_year`, `last_four` (of accounts, cards, Social Security "
        "and taxpayer numbers), `zip_area` (three digits), `minor_initials`, `rounded_amount` (amounts become tokens, "
        "too).",
    )


@dataclass(frozen=True, slots=True)
class DetectionPolicy:
    """How names are found, besides the built-in model and rules."""

    second_model: str = _key(
        "",
        "Folder of the firm's own name model: `config.json` with `id2label`, `tokenizer.json` and one ONNX file. Its "
        "finds are added where nothing else is found. Empty: none.",
    )
    second_model_sha256: str = _key(
        "", "Digest of these files, as `LC_ALL=C sha256sum * | sha256sum` prints it in the folder; no other is used."
    )
    second_model_tier: Literal["possible", "suggested"] = _key(
        "possible",
        "`suggested`: its finds are masked unless somebody dismisses them. `possible`: they are asked about.",
    )

    always_names: str = _key(
        "",
        "Text file with names that are masked in every matter, one a line: `name | role | alias | alias`. They are "
        "added when a matter is opened; a decision of a person in a matter is kept.",
    )
    never_names: str = _key(
        "", "Text file with names that stay in clear, one a line, as in `masking.keep`: products, places, the firm."
    )

    def second(self) -> SecondModelSettings | None:
        """The second model; None if there is none."""
        if not self.second_model:
            return None
        return SecondModelSettings(Path(self.second_model), self.second_model_sha256, Tier(self.second_model_tier))


@dataclass(frozen=True, slots=True)
class SignOffPolicy:
    """Who may sign a summary."""

    other_person: bool = _key(True, "The person who had the summary made may not sign it.")
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

    prepare: tuple[str, ...] = _key(
        (), "Who may create matters, add documents, decide on names and have summaries made."
    )
    review: tuple[str, ...] = _key((), "Who may sign or reject summaries.")
    approve: tuple[str, ...] = _key((), "Who may approve and retire the firm's own prompts.")
    administer: tuple[str, ...] = _key((), "Who may change members, purge, and accept a restored backup.")


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    """How long texts are kept."""

    days: int = _key(0, "Days after sign-off until texts, payloads and replies are deleted; 0: they stay.")


@dataclass(frozen=True, slots=True)
class ExportPolicy:
    """Where results may be written."""

    folders: tuple[str, ...] = _key((), "Folders (with subfolders) to which results may be written; empty: any.")
    privileged: bool = _key(
        True,
        "Each page of an exported summary is marked “Privileged & Confidential / Attorney Work Product”, unless the "
        "matter says otherwise.",
    )


@dataclass(frozen=True, slots=True)
class ProductionPolicy:
    """Production sets that are handed to other parties."""

    codes: tuple[str, ...] = _key(
        (), "Reason codes of the firm for redacting and withholding, each as `code | words`, after the standard ones."
    )
    only_listed: bool = _key(False, "Production sets use no codes but those of `production.codes`.")


@dataclass(frozen=True, slots=True)
class ApprovedPrompt:
    """One approved use case."""

    id: str = field(metadata={"says": "Id of the prompt in the registry."})
    version: str = field(metadata={"says": "The version that was approved; another one needs a new approval."})
    approved_by: str = field(metadata={"says": "Who approved it."})
    approved_on: dt.date = field(metadata={"says": "Date of the approval."})


@dataclass(frozen=True, slots=True)
class PromptPolicy:
    """Approved use cases."""

    approved: tuple[ApprovedPrompt, ...] = _key(
        (), "The inventory of approved use cases. If any is listed, a prompt that is not cannot be used."
    )
    folder: str = _key(
        "",
        "Folder with the firm's own prompts and the trail of their approvals: readable for everybody, writable for "
        "those who propose and approve. Empty: only the prompts of this program.",
    )
    approval: bool = _key(
        True,
        "A prompt of that folder can be used only once a second person has approved its text. `false`: also one that "
        "is only proposed. One that was altered or retired is never used.",
    )
    models: tuple[str, ...] = _key(
        (),
        "The model for a prompt in place of `claude.model`, each as `ID | MODEL`; one of `claude.models`. A prompt of "
        "the firm that names a model keeps it.",
    )
    issues: tuple[str, ...] = _key(
        (),
        "Issues of the firm for issue coding, each as `issue | description`. A matter may have issues of its own in "
        "their place, and a person may type others for one use.",
    )


@dataclass(frozen=True, slots=True)
class DesignationPolicy:
    """Designations in documents."""

    stop: tuple[str, ...] = _key(
        (), "Designations such as `PRIVILEGED` or `ATTORNEYS' EYES ONLY` that stop a send until a person clears them."
    )


@dataclass(frozen=True, slots=True)
class AuditPolicy:
    """Signing and forwarding of the audit trail."""

    signed: bool = _key(
        False, "Each event must have its person's signature; without a keyring for the signing key nothing can be done."
    )
    forward: Literal["none", "syslog", "journald", "eventlog", "file"] = _key(
        "none",
        "Each event is also sent, as a line of JSON, to the system's log (`syslog`: Linux and macOS, `journald`: "
        "Linux, `eventlog`: Windows), or appended to `file`. If it cannot be sent, the act is refused.",
    )
    file: str = _key("", "Absolute path of that file. Each account must be able to append to it.")
    anchors: str = _key("", "Folder for the anchors that reveal a replayed or shortened trail; empty: the user's own.")


@dataclass(frozen=True, slots=True)
class RecoveryPolicy:
    """The firm's recovery key."""

    recipient: str = _key("", "Public key (`age1…`) to which every matter is also sealed.")
    vouching_key: str = _key(
        "", "Public key with which the recovery key vouches for signing keys; `legalredact key vouching` prints it."
    )
    vouchers: str = _key("", "Folder with the statements of `legalredact key vouch`, readable for everybody.")
    drill_days: int = _key(
        180,
        "Days after which `doctor` reminds that IT should try the recovery key (`legalredact recovery drill`); "
        "0: never. Every seat knows of drills if `vouchers` is set, else only the account that did one.",
    )


@dataclass(frozen=True, slots=True)
class DocumentsPolicy:
    """How documents are read."""

    converter: Literal["off", "libreoffice"] = _key(
        "off",
        "`libreoffice`: files of old Word, PowerPoint and WordPerfect (.doc, .ppt, .wpd), added by a person or in a "
        "production, are converted by the LibreOffice that is installed on this machine, without network and in "
        "memory (Linux). `off`: they are refused.",
    )


@dataclass(frozen=True, slots=True)
class MattersPolicy:
    """Where matters are."""

    folder: str = _key(
        "",
        "Folder for the firm's matters, such as a share: it is proposed for new ones. On Linux a matter that is made "
        "in it gets the group rights of that folder, so that a team can share it; elsewhere a matter is its maker's "
        "alone.",
    )

    @property
    def place(self) -> Path | None:
        """The folder as a path; None if none is named."""
        return Path(self.folder) if self.folder else None


@dataclass(frozen=True, slots=True)
class SelfTestPolicy:
    """Self-tests of masking."""

    days: int = _key(31, "Days after which a self-test is due; nothing is sent once it is. At least 1.")


@dataclass(frozen=True, slots=True)
class ClusterPolicy:
    """The firm's cluster for whole productions. It gets documents in clear text."""

    scheduler: str = _key("", "Address of the firm's own Dask scheduler, as tls://host:port; empty: none is used.")
    ca_file: str = _key("", "PEM file of the authority that signed the certificates of scheduler and workers.")
    cert_file: str = _key("", "PEM file of this machine's certificate.")
    key_file: str = _key("", "PEM file of that certificate's key.")


@dataclass(frozen=True, slots=True)
class SecurityPolicy:
    """Limits that the operating system enforces on the application's processes."""

    sandbox: Literal["required", "available"] = _key(
        "available",
        "Limits of the operating system on the application's processes. `required`: if one is missing, nothing is "
        "opened or read. `available`: `doctor` and the status bar report missing ones.",
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
    detection: DetectionPolicy = field(default_factory=DetectionPolicy)
    sign_off: SignOffPolicy = field(default_factory=SignOffPolicy)
    roles: RolePolicy = field(default_factory=RolePolicy)
    retention: RetentionPolicy = field(default_factory=RetentionPolicy)
    export: ExportPolicy = field(default_factory=ExportPolicy)
    production: ProductionPolicy = field(default_factory=ProductionPolicy)
    prompts: PromptPolicy = field(default_factory=PromptPolicy)
    designations: DesignationPolicy = field(default_factory=DesignationPolicy)
    audit: AuditPolicy = field(default_factory=AuditPolicy)
    recovery: RecoveryPolicy = field(default_factory=RecoveryPolicy)
    documents: DocumentsPolicy = field(default_factory=DocumentsPolicy)
    matters: MattersPolicy = field(default_factory=MattersPolicy)
    self_test: SelfTestPolicy = field(default_factory=SelfTestPolicy)
    cluster: ClusterPolicy = field(default_factory=ClusterPolicy)
    security: SecurityPolicy = field(default_factory=SecurityPolicy)
    source: str = "built in"
    broken: str = ""

    @property
    def converts_old_files(self) -> bool:
        """Whether LibreOffice may convert old Office files."""
        return self.documents.converter == "libreoffice" and not self.broken

    def model_for(self, prompt_id: str, own: str = "") -> str:
        """The model of the service that answers a prompt.

        Arguments:
            own: that the prompt itself names; empty for none.
        """
        chosen = (line.partition("|") for line in self.prompts.models)
        return own or next((m.strip() for one, _, m in chosen if one.strip() == prompt_id), self.claude.model)
