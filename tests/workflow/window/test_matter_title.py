"""The title of a matter that nobody has named. All names are invented."""

from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Register
from legalredact.workflow.window.matter_title import title
from legalredact.workflow.window.snapshot import Snapshot
from tests.detection.conftest import Read, marked
from tests.gui.reviewing import session_for

CAPTION = "[P JANE QUILL ROEDALE],\n\nPlaintiff,\n\nv.\n\n[O TARROW MILLS CORP.],\n\nDefendant.\n"
LETTER = "Dear Ms. [P Jane Roedale]:\n\nMs. [P Jane Roedale] signed the lease of [O Tarrow Mills Corp.] in May.\n"


def parties_of(read: Read) -> Read:
    document, mentions = read
    return document, tuple(replace(one, role=Role.PARTY) for one in mentions if one.kind is not Kind.URL)


def unnamed(empty: Snapshot, *texts: str) -> Snapshot:
    """A matter without a name whose files were added one by one."""
    read, register = [parties_of(marked(text, f"d{number}")) for number, text in enumerate(texts)], Register()
    for count in range(1, len(read) + 1):
        resolution = resolve(read[:count], register)
        register = resolution.register
    entities = {entity.id: entity for entity in register.entities}
    documents = tuple(document for document, _ in read)
    return replace(empty, documents=documents, register=register, entities=entities, mentions=resolution.mentions)


@pytest.fixture
def empty(tmp_path: Path) -> Snapshot:
    return session_for(tmp_path, info=MatterInfo("m1", ""), texts={}).state


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((CAPTION,), "JANE QUILL ROEDALE v. TARROW MILLS CORP."),
        ((CAPTION, LETTER), "Jane Roedale v. Tarrow Mills Corp."),
        ((LETTER, CAPTION), "Jane Roedale v. Tarrow Mills Corp."),
    ],
)
def test_a_caption_reads_in_normal_capitals_where_files_have_them(
    empty: Snapshot, texts: tuple[str, ...], expected: str
) -> None:
    assert title(unnamed(empty, *texts)) == expected


def test_a_name_that_a_person_typed_reads_as_typed(empty: Snapshot) -> None:
    state = unnamed(empty, CAPTION, LETTER)
    typed = {number: replace(entity, typed=True) for number, entity in state.entities.items()}
    assert title(replace(state, entities=typed)) == "JANE QUILL ROEDALE v. Tarrow Mills Corp."
