"""Rows of `doctor`: what is ready on this machine and what is not. Nothing of any matter."""

import hashlib
import importlib.metadata
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from legalredact import __version__
from legalredact.documents.old_office.libreoffice import libreoffice
from legalredact.environment import dropped, telemetry_fault
from legalredact.errors import LegalRedactError
from legalredact.governance import drill_record
from legalredact.governance.attestation import attestation_state
from legalredact.governance.audit_trail import utc_now
from legalredact.governance.files_named_by_policy import foreign_certificate
from legalredact.governance.forwarding import forwarding_state
from legalredact.governance.selftest import SelfTests
from legalredact.governance.telemetry_files import left
from legalredact.model.policy import Policy
from legalredact.model.readiness import Row, State, ok_or_fail, ok_or_warn
from legalredact.model.second_model import SecondModelSettings
from legalredact.resources import resource
from legalredact.vault.api_keys import ApiKeys
from legalredact.vault.keys import KeyringKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.administration.disk_encryption import disk
from legalredact.workflow.matter.firm_lists import always_names, with_kept_names
from legalredact.workflow.matter.folder_warnings import doubt_about

MODELS = (("models", "names.onnx"), ("models", "tokenizer.json"))
_DIGEST_SHOWN = 16


def machine(policy: Policy) -> tuple[Row, ...]:
    """System, display, models by digest, and whether the disks of text are encrypted, if that can be detected."""
    off, words = telemetry(telemetry_fault(), left())
    return (
        ("system", State.OK, f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("python", State.OK, f"{platform.python_version()}, LegalRedact {__version__}"),
        ("display", State.OK, display(os.environ, sys.platform)),
        *(("model", State.OK, f"{path[-1]}, sha256 {digest(resource(*path))[:_DIGEST_SHOWN]}") for path in MODELS),
        *_disks(policy),
        ("telemetry", ok_or_fail(off), words),
        ("environment", State.OK, environment_words(dropped())),
    )


def _disks(policy: Policy) -> Iterator[Row]:
    """The disk of the home folder, and that of the folder of matters if policy names one; swap space is not checked."""
    yield "disk", *disk(Path.home())
    if policy.matters.place is not None:
        yield "disk of matters", *disk(policy.matters.place)


def telemetry(fault: str | None, files: Sequence[Path]) -> tuple[bool, str]:
    """Whether the models' runtime is kept from sending telemetry, and whether files of its telemetry exist.

    Arguments:
        fault: see `environment.telemetry_fault`. files: see `telemetry_files.left`.
    """
    if fault is not None:
        return False, f"of onnxruntime may be ON: {fault}"
    if files:
        words = "another program wrote them, or they could not be removed"
        return True, f"of onnxruntime is off here; {len(files)} files of it lie in {files[0].parent}: {words}"
    return True, "of onnxruntime is off, and no files of it are left"


def environment_words(names: Sequence[str]) -> str:
    """Environment variables that were ignored, for people who wonder why one has no effect."""
    return f"ignored: {', '.join(sorted(names))}" if names else "no variable that libraries send, write or load by"


def display(environment: Mapping[str, str], system: str) -> str:
    """Where a window would appear."""
    if system != "linux":
        return "the desktop's own"
    shown = environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY")
    return shown or "none: the window cannot open, the commands work"


def digest(file: Path) -> str:
    """SHA-256, hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def parts(policy: Policy, tests: SelfTests) -> Iterator[Row]:
    """The application's parts, the keyring, what policy names, and what a send needs."""
    yield "version", State.OK, importlib.metadata.version("legalredact") if _installed() else "from a checkout"
    yield "name model", *_tried(lambda: f"{resource('models', 'names.onnx').stat().st_size / 1e6:.0f} MB")
    if (second := policy.detection.second()) is not None:
        yield "second model", *_tried(lambda: _cost(second))
    if policy.detection.always_names or policy.detection.never_names:
        yield "lists of names", *_tried(lambda: _lists(policy))
    yield "ocr", *_tried(_ocr)
    yield "old Office files", *_converter(policy)
    yield "keyring", *_tried(OsKeyring().state)
    yield "your key", *_tried(lambda: f"{KeyringKey(OsKeyring()).own()[:16]}…, for matters that are shared with you")
    yield "policy", ok_or_fail(not policy.broken), policy.source
    if policy.claude.ca_file or policy.cluster.scheduler:
        foreign = foreign_certificate(policy)
        words = foreign or "writable by nobody but the policy's owner and root"
        yield "certificates", ok_or_fail(not foreign), words
    if policy.matters.place is not None:
        yield "matters", *_matters(policy.matters.place)
    if policy.recovery.recipient:
        done, words = drill_record.reminder(policy, utc_now(), drill_record.own_file())
        yield "recovery key", ok_or_warn(done), words
    if policy.audit.forward != "none":
        yield "audit copy", *forwarding_state(policy.audit)
    yield "self-test", *tests.state(utc_now(), sends=policy.zero_retention is not None)
    if (attested := policy.zero_retention) is None:
        yield "sending", State.OK, "blocked: local summaries only"
    else:
        yield "sending", *attestation_state(policy, attested, utc_now().date())
        yield "api key", *_tried_key()


def _matters(place: Path) -> tuple[State, str]:
    """Whether matters can be made in the folder that policy names."""
    doubt = doubt_about(place)
    if doubt is not None:
        return State.FAIL, str(doubt)
    can = place.is_dir() and os.access(place, os.W_OK | os.X_OK)
    words = f"{place}" if can else f"{place} is not there, or your account cannot write there; ask IT"
    return ok_or_fail(can), words


def _lists(policy: Policy) -> str:
    """How many names the firm's lists have."""
    kept = len(with_kept_names(policy).masking.keep)
    return f"{len(always_names(policy).entities)} always masked, {kept} kept in clear"


def _cost(second: SecondModelSettings) -> str:
    """Size of the firm's own name model, and its time, measured in a process like that of a search."""
    from legalredact.workflow.compute.finding import DetectionProcess

    finding = DetectionProcess(second=second)
    try:
        return f"{second.folder.name}, finds are {second.tier}; {finding.cost()}"
    finally:
        finding.close()


def _ocr() -> str:
    """Name of the OCR engine; `ResourceMissing` if there is none."""
    from legalredact.documents.ocr.engine import Ocr

    return Ocr().describe()


def _converter(policy: Policy) -> tuple[State, str]:
    """Whether old Office files can be converted; LibreOffice is not started."""
    if not policy.converts_old_files:
        return State.OK, "not converted; policy does not allow it"
    office = libreoffice() if sys.platform == "linux" else None
    if office is None:
        return State.WARN, "not converted: policy allows it, but no LibreOffice was found on this system (Linux only)"
    return State.OK, f"converted by {office.name}"


def _tried_key() -> tuple[State, str]:
    """Whether an API key is stored, and since when; it is neither shown nor tested."""
    try:
        stored = ApiKeys(OsKeyring()).stored()
    except LegalRedactError as problem:
        return State.FAIL, str(problem)
    if stored is None:
        return State.FAIL, "none is stored; store one with `legalredact key set`"
    return State.OK, stored.words(utc_now().date())


def _installed() -> bool:
    try:
        importlib.metadata.version("legalredact")
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _tried(look: Callable[[], str]) -> tuple[State, str]:
    try:
        return State.OK, look()
    except LegalRedactError as problem:
        return State.FAIL, str(problem)
