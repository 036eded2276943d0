"""Who is who, looked at by a run's workers: as it is found out in one process, and no text stands in the run's own."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from legalredact.detection.coreference.resolve import Resolution, resolve
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import WorkerStopped
from legalredact.masking.tokens import spelled_in
from legalredact.matching.identifiers.find import find_identifiers
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Span, Tier
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.store import MatterStore
from legalredact.workflow.compute.compute import DetectedDocument, WhoIsWho
from legalredact.workflow.production.document_passes import Together
from legalredact.workflow.production.executors import InlineExecutor, Processes, TaskExecutor, failed
from legalredact.workflow.production.stages import Done, StageTask
from tests.fakes.production import light_kit

SAID = (
    "Marguerite Oldacre, a minor, wrote to Penhallow Freight, Inc. (“Penhallow”) in Fernhollow, Nevada.",
    "Write to moldacre@penhallowfreight.example or (212) 555-0144. M. Oldacre will call; ask mark about Oldacre.",
    "John Marrow and Mary Marrow met. J. Marrow left, said Mark Vantongeren. PARTY_Z stands here of itself.",
    "Jane Marrow d/b/a Marrow Lines, and Mark Ellerby. “Hey mark,” he wrote. Mr. Penhallow was not there.",
    "My friends call me Wilhelmina. That is all that she said.",
    "Wilhelmina Stour swore it, and Stour signed it.",
)
NAMES = {
    "Marguerite Oldacre": Kind.PERSON,
    "Penhallow Freight, Inc.": Kind.ORGANIZATION,
    **dict.fromkeys(("John Marrow", "Mary Marrow", "Jane Marrow", "Mark Vantongeren", "Mark Ellerby"), Kind.PERSON),
    "Wilhelmina Stour": Kind.PERSON,
    "Marrow Lines": Kind.ORGANIZATION,
}
DOCUMENTS = 40


def found_in(text: str) -> tuple[Mention, ...]:
    names = [
        Mention(Span(*match.span()), name, kind, Tier.SUGGESTED, "model")
        for name, kind in NAMES.items()
        for match in re.finditer(re.escape(name), text)
    ]
    numbers = [Mention(i.span, i.span.of(text), i.kind, i.tier, "pattern") for i in find_identifiers(text)]
    return tuple(sorted([*names, *numbers], key=lambda mention: mention.span))


def documents() -> Iterator[Document]:
    for number in range(DOCUMENTS):
        text = (
            f"Letter {number}. {SAID[number % len(SAID)]} {'' if number % 6 == 4 else SAID[number * 3 % 7 % len(SAID)]}"
        )
        yield document_from_text(f"d{number}", f"letter {number}.txt", text)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MatterStore]:
    with MatterStore.create(tmp_path / "m", ThrowAwayKey(), MatterInfo("m1")) as made:
        for document in documents():
            made.add_document(document)
            made.put_mentions(document.id, found_in(document.text))
        yield made


def expected() -> Resolution:
    return resolve([(document, found_in(document.text)) for document in documents()], Register())


class Ending(InlineExecutor):
    """Loses every second task to a worker that ended, as far as anybody can see."""

    def finished(self, wait: float) -> Sequence[Done]:
        """See `TaskExecutor`."""
        ended = WorkerStopped("It ended.", "Do it again.")
        return [
            failed(StageTask(one.document_id, one.stage, None), ended) if int(one.document_id) % 2 else one
            for one in super().finished(wait)
        ]


def looked_at(store: MatterStore, executor: TaskExecutor) -> WhoIsWho:
    def unused() -> tuple[Document, tuple[Mention, ...]]:
        raise AssertionError("a text comes into the run's own process")

    sources = [DetectedDocument(document_id, 0, unused) for document_id in store.document_ids()]
    try:
        found = Together(executor, store).resolve(Register(), sources, frozenset(), silent, NEVER)
    finally:
        executor.close()
    store.put_resolution(b"for this", found.resolution.register, found.rows)
    return found


@pytest.mark.parametrize("width", [0, 1, 2])
def test_workers_find_what_one_process_finds(store: MatterStore, width: int) -> None:
    found = looked_at(store, Processes(light_kit, width) if width else InlineExecutor(light_kit, isolated=False))
    whole = expected()
    assert {"J. Marrow", "Wilhelmina"} <= {entity.name for entity in whole.register.entities if entity.among}
    assert any(entity.minor for entity in whole.register.entities)
    assert any(mention.source == "address" for row in whole.mentions.values() for mention in row)
    assert found.resolution.register == whole.register
    assert dict(found.resolution.mentions) == whole.mentions
    assert found.spelled == {document.id: spelled_in(document) for document in documents()}


def test_a_worker_that_ends_over_documents_hides_nobody(store: MatterStore) -> None:
    found = looked_at(store, Ending(light_kit, isolated=False))
    assert found.resolution.register == expected().register
    assert dict(found.resolution.mentions) == expected().mentions
