"""A production of text files, and light tools for its workers: no model, no pool."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from legalredact.documents.text.plain import document_from_text
from legalredact.errors import EmptyInput
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.payload import VerifiedText
from legalredact.model.policy import Policy
from legalredact.model.production import Form, Location, ProductionMember
from legalredact.model.progress import Cancellation, Report
from legalredact.model.review import Citation, MaskedSummary, Segment, Usage
from legalredact.workflow.matter.dependencies import ForProductions, Parts
from legalredact.workflow.matter.worker_toolkit import Kit
from tests.fakes.parts import detect_listed, light_parts

STREETS = ("Quay", "Mill", "Orchard", "Station", "Harbour")


def written(folder: Path, count: int) -> list[Path]:
    """Letters about people whom `detect_listed` knows; the last one is empty, and the one before it a duplicate."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        text = (
            f"Letter {number}. Marguerite Oldacre wrote to Penhallow Freight, Inc., {STREETS[number % 5]} Street.\n\n"
            f"Oldacre asks for {number + 1} crates by March {number % 28 + 1}, 2024."
        )
        path = folder / f"letter {number:05}.txt"
        path.write_text("" if number == count - 1 else text, encoding="utf-8")
        paths.append(path)
    if count > 2:
        paths[-2].write_text(paths[0].read_text(encoding="utf-8"), encoding="utf-8")
    return paths


def members(folder: Path, _: Report, cancel: Cancellation) -> Iterator[ProductionMember]:
    """Text files of a folder, all of one custodian."""
    first: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        cancel.check()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        key = f"m{hashlib.sha256(path.name.encode()).hexdigest()[:12]}"
        member = ProductionMember(
            key, Form.FILE, Location(path, name=path.name), digest, path.stat().st_size, custodian="Vale"
        )
        yield replace(member, family=key, duplicate_of=first.get(digest, ""))
        first.setdefault(digest, key)


def read(member: ProductionMember, _: Report) -> tuple[Document, None]:
    """UTF-8; an empty file is refused."""
    text = member.location.path.read_text(encoding="utf-8")
    if not text:
        raise EmptyInput("The file is empty.", "Choose another.")
    return replace(document_from_text(member.document_id, member.location.name, text), digest=member.digest), None


def detect(document: Document, _: Report) -> tuple[Mention, ...]:
    """See `detect_listed`."""
    return detect_listed(document)


def first_words(verified: VerifiedText, _: Report, cancel: Cancellation) -> MaskedSummary:
    """The first passage of each document, word for word."""
    cancel.check()
    payload = verified.payload
    segments = tuple(
        Segment(d.passages[0].masked_text, (Citation(d.id, d.passages[0].id, d.passages[0].id),), quoted=True)
        for d in payload.documents
    )
    return MaskedSummary(verified.digest, payload.prompt_id, payload.prompt_version, segments, Usage("local"))


def light_kit() -> Kit:
    """For workers of tests."""
    return Kit("test", read, detect, first_words)


def production_parts(policy: Policy | None = None) -> Parts:
    """Light parts that take in text files."""
    return replace(light_parts(policy), productions=ForProductions(light_kit, members))
