"""The only place that selects real implementations: reader, detector, engines, keyring, clock."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from legalredact.documents.intake.members import original_of
from legalredact.documents.workers.converting import OldFiles, with_old_files
from legalredact.documents.workers.pool import Workers
from legalredact.documents.workers.process import original_inside, read_inside, read_pages
from legalredact.errors import SendRefused, UnreadableInput, UsageError
from legalredact.governance.anchor import anchors_in
from legalredact.governance.audit_trail import utc_now
from legalredact.governance.files_named_by_policy import refuse_foreign_certificates
from legalredact.governance.forwarding import forwarder
from legalredact.governance.selftest import SelfTests, own_file
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.policy import LOCAL, Policy
from legalredact.model.production import Form, ProductionMember
from legalredact.model.progress import Cancellation, Report
from legalredact.model.readiness import Row
from legalredact.model.second_model import SecondModelSettings
from legalredact.summary.claude_pace import Pace
from legalredact.summary.engine import Engine
from legalredact.vault.api_keys import ApiKeys
from legalredact.vault.keys import KeyringKey, KeySource, PassphraseKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.administration.confined import demand
from legalredact.workflow.matter.dependencies import Inner, Insides, Parts, Reading, Reverify, Wiring
from legalredact.workflow.matter.firm_lists import always_names, with_kept_names
from legalredact.workflow.matter.identity import personal_key_or_none
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.production.intake import expanded
from legalredact.workflow.production.real_toolkit import build, for_productions
from legalredact.workflow.send.send_rules import prompt_to_send


def real() -> Wiring:
    """The parts for the commands of the installed application."""
    return Wiring(parts=_parts, keys=_keys, ready=_ready)


def for_window() -> Wiring:
    """The parts for the window: long computations run in worker processes."""
    return Wiring(parts=_window_parts, keys=_keys, ready=_ready)


def _window_parts(policy: Policy, api_key_file: Path | None) -> Parts:
    from legalredact.workflow.compute.subprocesses import Elsewhere

    parts = _parts(policy, api_key_file)
    return replace(parts, read=functools.partial(_read, policy), thinking=Elsewhere(policy.detection.second()))


def _parts(policy: Policy, api_key_file: Path | None) -> Parts:
    demand(policy)
    policy, always = with_kept_names(policy), always_names(policy)
    pace, second = Pace(), policy.detection.second()
    return Parts(
        pace=pace,
        read=functools.partial(_read_for_a_search, second, policy),
        detect=functools.partial(_detect, second),
        engine=functools.partial(_engine, policy, api_key_file, pace),
        warm_up=_warm_up,
        policy=policy,
        always=always,
        clock=utc_now,
        witness=_witness(policy),
        tests=_self_tests(policy),
        productions=for_productions(second, OldFiles(policy.converts_old_files, _named_original)),
        insides=Insides(expanded, functools.partial(_read_inside, policy), _original),
        trial=functools.partial(_trial_parts, policy, api_key_file),
    )


def _trial_parts(policy: Policy, api_key_file: Path | None) -> Parts:
    from legalredact.workflow.prompt_trial import trial_policy

    return _parts(trial_policy(policy), api_key_file)


def _witness(policy: Policy) -> Witness:
    signer = functools.cache(lambda: personal_key_or_none(OsKeyring()))
    return Witness(signer, anchors_in(policy.audit.anchors), forwarder(policy.audit))


def _keys(passphrase_file: Path | None) -> KeySource:
    return KeyringKey(OsKeyring()) if passphrase_file is None else PassphraseKey.from_file(passphrase_file)


def _detect(second: SecondModelSettings | None, document: Document) -> tuple[Mention, ...]:
    from legalredact.workflow.compute.finding import finding

    return finding(second).detect(document)


def _read_for_a_search(
    second: SecondModelSettings | None, policy: Policy, paths: Sequence[Path], report: Report, cancel: Cancellation
) -> Iterator[Reading]:
    """As `_read`, and meanwhile prepare the name search."""
    from legalredact.workflow.compute.finding import finding

    if paths:
        finding(second).start()
    yield from _read(policy, paths, report, cancel)


def _read(policy: Policy, paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
    old: OldFiles[Path] = OldFiles(policy.converts_old_files, lambda path: (path, path.name))
    with Workers(read_pages) as reader:
        yield from with_old_files(reader.read_many(paths, report, cancel), old, report, cancel)


def _read_inside(
    policy: Policy, members: Sequence[Inner], report: Report, cancel: Cancellation
) -> Iterator[tuple[Inner, Document | UnreadableInput]]:
    old = OldFiles(policy.converts_old_files, _named_original)
    with Workers(read_inside) as reader:
        yield from with_old_files(reader.read_many(members, report, cancel), old, report, cancel)


def _named_original(member: Inner) -> tuple[Path | bytes, str]:
    """Errors: UnreadableInput."""
    if isinstance(member, ProductionMember):
        return _original(member), member.location.name or member.location.path.name
    return _original(member), member.path.name


def _original(member: Inner) -> Path | bytes:
    """A member's file, or its bytes if it is inside another or has a password; these are made in a reading process."""
    if isinstance(member, ProductionMember):
        alone = member.form is not Form.PAGES and not member.location.steps
        if alone or member.problem is not None:
            return original_of(member)
    with Workers(original_inside, processes=1) as reader:
        ((_, content),) = reader.read_many([member])
    if isinstance(content, UnreadableInput):
        raise content
    return content


def _engine(policy: Policy, api_key_file: Path | None, pace: Pace, engine: str, reverify: Reverify) -> Engine:
    if engine == LOCAL:
        from legalredact.summary.local.engine import LocalEngine

        return LocalEngine()
    return _claude(policy, _api_key(api_key_file), pace, reverify)


def _api_key(file: Path | None) -> str:
    try:
        key = ApiKeys(OsKeyring()).get() or "" if file is None else file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise UsageError("The API key file cannot be read.", "Check its path and permissions.") from None
    if not key:
        raise SendRefused(
            "There is no API key; nothing was sent.", "Store one in Settings, or with `legalredact key set`."
        )
    return key


def _claude(policy: Policy, key: str, pace: Pace, reverify: Reverify) -> Engine:
    from legalredact.summary.claude_settings import ApiKey, ClaudeSettings
    from legalredact.summary.sender_engine import SenderEngine

    attested, claude = policy.zero_retention, policy.claude
    if attested is None:
        raise SendRefused("No zero-data-retention attestation is in the policy; nothing was sent.", "Ask firm IT.")
    refuse_foreign_certificates(policy, claude)
    settings = ClaudeSettings(
        base_url=claude.base_url,
        model=claude.model,
        allowed_models=attested.models or claude.models,
        organization_id=attested.organization_id,
        workspace_id=attested.workspace_id,
        proxy=claude.proxy,
        ca_file=claude.ca_file,
        inference_geo=claude.inference_geo,
        confined=policy.security.sandbox == "required",
    )
    registry = functools.partial(prompt_to_send, policy, anchors_in(policy.audit.anchors))
    return SenderEngine(settings, ApiKey(key), reverify, pace, registry=registry)


def _warm_up() -> None:
    from legalredact.summary.sender_line import LINES

    LINES.warm()


def _ready(policy: Policy) -> Iterator[Row]:
    """Rows for `doctor` about the parts that are selected here."""
    from legalredact.workflow.administration.doctor import parts

    return parts(policy, _self_tests(policy))


def _self_tests(policy: Policy) -> SelfTests:
    return SelfTests(own_file(), build(policy.detection.second()), policy.self_test.days)
