"""Light parts for tests of the workflow: text files, names listed beforehand."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from legalredact.documents.text.plain import document_from_text
from legalredact.errors import EmptyInput, UnreadableInput
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Span, Tier
from legalredact.model.policy import Policy
from legalredact.model.progress import Cancellation, Report
from legalredact.summary.engine import Engine
from legalredact.summary.local.engine import LocalEngine
from legalredact.workflow.matter.dependencies import Parts, Reverify

NAMES = {"Marguerite Oldacre": Kind.PERSON, "Penhallow Freight, Inc.": Kind.ORGANIZATION, "Oldacre": Kind.PERSON}
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def read_text_files(
    paths: Sequence[Path], report: Report, cancel: Cancellation
) -> Iterator[tuple[Path, Document | UnreadableInput]]:
    """UTF-8 files; an empty one is refused."""
    for path in paths:
        cancel.check()
        content = path.read_bytes()
        text = content.decode().replace("\r\n", "\n")  # Windows writes lines like that
        if text:
            document = document_from_text(f"d{abs(hash_of(text)):012x}", path.name, text)
            yield path, replace(document, digest=hashlib.sha256(content).hexdigest())
        else:
            yield path, EmptyInput("The file is empty.", "Choose another.")


def hash_of(text: str) -> int:
    """The same in every process."""
    import zlib

    return zlib.crc32(text.encode())


def detect_listed(document: Document) -> tuple[Mention, ...]:
    """The names of `NAMES`, longest first."""
    pattern = re.compile("|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True)))
    return tuple(
        Mention(Span(*match.span()), match[0], NAMES[match[0]], Tier.SUGGESTED, "listed")
        for match in pattern.finditer(document.text)
    )


def local_engine(engine: str, reverify: Reverify) -> Engine:
    """Whatever is asked for."""
    return LocalEngine()


def light_parts(policy: Policy | None = None) -> Parts:
    """Parts without models and pools."""
    return Parts(read_text_files, detect_listed, local_engine, policy or Policy(), lambda: NOON)
