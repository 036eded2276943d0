"""The tools of the installed application's workers: its own readers, models and local engine."""

import functools
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legalredact import __version__
from legalredact.documents.intake.members import read_with_original
from legalredact.documents.workers.converting import OldFiles
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.payload import VerifiedText
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Report
from legalredact.model.review import MaskedSummary
from legalredact.model.second_model import SecondModelSettings
from legalredact.resources import resource
from legalredact.workflow.matter.dependencies import ForProductions
from legalredact.workflow.matter.worker_toolkit import Kit
from legalredact.workflow.production.intake import members

if TYPE_CHECKING:
    from legalredact.detection.detect import Detector
    from legalredact.summary.local.engine import LocalEngine


@functools.cache
def build(second: SecondModelSettings | None = None) -> str:
    """Digest of everything that results depend on: the version, and whatever finds names."""
    files = (resource("models", name) for name in ("names.onnx", "tokenizer.json"))
    digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    digests += [second.sha256, second.tier] if second is not None else []
    return hashlib.sha256("\n".join((__version__, *digests)).encode()).hexdigest()[:16]


def for_productions(
    second: SecondModelSettings | None = None, old_files: OldFiles[ProductionMember] | None = None
) -> ForProductions:
    """Dependencies of a matter for complete productions.

    Arguments:
        second: the firm's own name model, if there is one.
        old_files: as in `ForProductions`.
    """
    return ForProductions(KitWithModel(second) if second is not None else real_kit, members, old_files)


def real_kit() -> Kit:
    """Runs in a worker; models are loaded with the first document that needs them."""
    return _kit(None)


@dataclass(frozen=True, slots=True)
class KitWithModel:
    """As `real_kit`, with the firm's own name model. Equal ones are one for a cluster's worker.

    Arguments:
        second: the model.
    """

    second: SecondModelSettings

    def __call__(self) -> Kit:
        """The tools."""
        return _kit(self.second)


def _kit(second: SecondModelSettings | None) -> Kit:
    return Kit(build(second), _read, functools.partial(_detect, second), _summarize)


def _read(member: ProductionMember, report: Report) -> tuple[Document, bytes | None]:
    document, source = read_with_original(member, report=report)
    return document, source if isinstance(source, bytes) else None


def _detect(second: SecondModelSettings | None, document: Document, report: Report) -> tuple[Mention, ...]:
    return _detector(second).detect(document, report)


@functools.cache
def _detector(second: SecondModelSettings | None) -> "Detector":
    from legalredact.detection.detect import Detector

    return Detector(second=second)


def _summarize(verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
    return _engine().summarize(verified, report, cancel)


@functools.cache
def _engine() -> "LocalEngine":
    from legalredact.summary.local.engine import LocalEngine

    return LocalEngine()
