"""The preview of a copy is the copy: the same boxes, and the same bytes, as a run makes with the same choices."""

from pathlib import Path

import pytest

from legalredact.errors import UsageError
from legalredact.model.document import Box
from legalredact.model.progress import Cancellation
from legalredact.model.register import Decision
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.copies.plan import Choices, draw_box, targets_in
from legalredact.workflow.copies.preview import Previewing
from legalredact.workflow.copies.process import CopyPreview
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.decide_at_place import decide_locally
from tests.workflow.copies.test_plan import make, matter

__all__ = ["matter"]


def preview(matter: OpenMatter, document_id: str, choices: Choices | None = None) -> CopyPreview:
    return Previewing(matter, AtOnce()).make(document_id, choices or Choices(), lambda _: None, Cancellation())


def kept_here(matter: OpenMatter) -> None:
    """In clear at its only place in the letter."""
    (entity, *_) = matter.register.entities
    document = matter.documents[1].id
    place = next(m.span for m in matter.mentions[document] if m.entity == entity.id)
    decide_locally(matter, Decision.DISMISSED, entity.id, document, place)


def with_a_box(matter: OpenMatter) -> None:
    """A box is drawn by hand beside the client's name."""
    draw_box(matter, matter.documents[0].id, Box(1, 20, 20, 90, 40), reason="PRIV")


def test_it_has_the_boxes_and_the_bytes_of_the_copy_that_is_made(matter: OpenMatter, tmp_path: Path) -> None:
    with_a_box(matter)
    before = {document.id: preview(matter, document.id) for document in matter.documents}
    done = make(matter, tmp_path / "out")
    for document_id, shown in before.items():
        made = done[document_id]
        assert made.made is not None
        assert made.copy is not None
        assert [one.box for one in shown.made.covered] == [one.box for one in made.made.covered]
        assert [one.label for one in shown.made.covered] == [one.label for one in made.made.covered]
        assert shown.content == made.copy.read_bytes()
    text = before[matter.documents[1].id].document
    assert text is not None
    assert text.text.encode() == before[matter.documents[1].id].content


def test_a_name_left_at_its_only_place_is_left_in_the_copy_of_that_document(matter: OpenMatter) -> None:
    kept_here(matter)
    matter.keep_tokens()
    assert targets_in(matter, matter.documents[0].id, matter.register)
    with pytest.raises(UsageError, match="Nothing is covered"):
        preview(matter, matter.documents[1].id)
