"""Rules that the types of policy keys cannot express: addresses, dates and names that have to be consistent."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from legalredact.model.policy import RETAINING, Policy

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_SIGNING_KEY = _SHA256 = re.compile(r"[0-9a-f]{64}")


def mistake(policy: Policy) -> str:
    """The first mistake in a well-formed policy; empty if there is none."""
    return next(_mistakes(policy), "")


def _mistakes(policy: Policy) -> Iterator[str]:
    yield from _service(policy)
    yield from _attestation(policy)
    if policy.retention.days < 0:
        yield "retention.days takes 0 or more"
    if policy.self_test.days < 1:
        yield "self_test.days takes 1 or more"
    if policy.recovery.drill_days < 0:
        yield "recovery.drill_days takes 0 or more"
    if policy.recovery.recipient and not _RECIPIENT.fullmatch(policy.recovery.recipient):
        yield "recovery.recipient takes a public key of age (age1…)"
    yield from _codes(policy)
    if not {line.partition("|")[2].strip() for line in policy.prompts.models} <= set(policy.claude.models):
        yield "prompts.models takes `ID | MODEL`, with a model of claude.models"
    if not all(line.partition("|")[0].strip() and ";" not in line for line in policy.prompts.issues):
        yield "prompts.issues takes `issue | description`, with no semicolon"
    yield from _keys(policy)
    yield from _cluster(policy)
    yield from _paths(policy)
    if policy.detection.second_model and not _SHA256.fullmatch(policy.detection.second_model_sha256):
        yield "detection.second_model_sha256 takes a digest (64 digits of 0-9 and a-f): detection.second_model is set"
    ids = [prompt.id for prompt in policy.prompts.approved]
    if len(ids) != len(set(ids)):
        yield "prompts.approved lists a prompt twice"


def _service(policy: Policy) -> Iterator[str]:
    claude = policy.claude
    attested = policy.zero_retention.models if policy.zero_retention else ()
    if any(RETAINING.search(name) for name in (claude.model, *claude.models, *attested)):
        yield "claude.models takes no model of the Fable and Mythos families: they keep what they are sent"
    if claude.model not in claude.models:
        yield "claude.model takes one of claude.models"
    address = urlsplit(claude.base_url)
    if not address.hostname or not (address.scheme == "https" or address.hostname in _LOOPBACK):
        yield "claude.base_url takes an https address"
    proxy = urlsplit(claude.proxy)
    bare = proxy.path in {"", "/"} and not (proxy.query or proxy.fragment)
    if claude.proxy and not (proxy.scheme in {"http", "https"} and proxy.hostname and bare):
        yield "claude.proxy takes http://host:port or http://user:password@host:port, not the address of a PAC file"


def _attestation(policy: Policy) -> Iterator[str]:
    attested = policy.zero_retention
    if attested is None:
        return
    for name in ("attested_by", "contract", "organization_id", "workspace_id"):
        if not getattr(attested, name).strip():
            yield f"zero_retention.{name} is empty"
    if attested.expires < attested.attested_on:
        yield "zero_retention.expires lies before zero_retention.attested_on"
    if set(attested.models) - set(policy.claude.models):
        yield "zero_retention.models takes models that claude.models lists"


def _codes(policy: Policy) -> Iterator[str]:
    codes = [line.partition("|")[0].strip() for line in policy.production.codes]
    if not all(code and ";" not in code for code in codes):
        yield "production.codes takes `code | words`, with no semicolon in the code"
    if policy.production.only_listed and not codes:
        yield "production.codes is missing: production.only_listed is set"


def _keys(policy: Policy) -> Iterator[str]:
    recovery = policy.recovery
    if not all(_SIGNING_KEY.fullmatch(key) for key in policy.sign_off.reviewer_keys):
        yield "sign_off.reviewer_keys takes public signing keys (64 digits of 0-9 and a-f)"
    if recovery.vouching_key and not _SIGNING_KEY.fullmatch(recovery.vouching_key):
        yield "recovery.vouching_key takes a public signing key (64 digits of 0-9 and a-f)"
    if policy.sign_off.vouched or recovery.vouchers or recovery.vouching_key:
        for name in ("vouching_key", "vouchers"):
            if not getattr(recovery, name):
                yield f"recovery.{name} is missing: keys are to be vouched for"


def _cluster(policy: Policy) -> Iterator[str]:
    cluster = policy.cluster
    if not cluster.scheduler:
        return
    if not cluster.scheduler.startswith("tls://"):
        yield "cluster.scheduler takes tls://host:port: documents go there in clear text"
    for name in ("ca_file", "cert_file", "key_file"):
        if not getattr(cluster, name):
            yield f"cluster.{name} is missing: cluster.scheduler is set"


def _paths(policy: Policy) -> Iterator[str]:
    if policy.audit.forward == "file" and not policy.audit.file:
        yield 'audit.file is missing: audit.forward is "file"'
    for name, path in (
        ("audit.file", policy.audit.file),
        ("audit.anchors", policy.audit.anchors),
        ("recovery.vouchers", policy.recovery.vouchers),
        ("matters.folder", policy.matters.folder),
        ("prompts.folder", policy.prompts.folder),
        ("claude.ca_file", policy.claude.ca_file),
        ("detection.second_model", policy.detection.second_model),
        ("detection.always_names", policy.detection.always_names),
        ("detection.never_names", policy.detection.never_names),
        ("cluster.ca_file", policy.cluster.ca_file),
        ("cluster.cert_file", policy.cluster.cert_file),
        ("cluster.key_file", policy.cluster.key_file),
        *(("export.folders", folder) for folder in policy.export.folders),
    ):
        if path and not _is_absolute(path):
            yield f"{name} takes an absolute path"


def _is_absolute(path: str) -> bool:
    """Whether it is absolute on any system: one policy is written for all machines of a firm."""
    return PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()
