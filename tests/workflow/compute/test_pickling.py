"""Values arrive in another process as they left, and cost no more than their fields."""

import copyreg
import pickle
from dataclasses import dataclass, field

import pytest

from legalredact.documents.text.plain import document_from_text
from legalredact.model.job import Stage
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity
from legalredact.vault.documents import document_row
from legalredact.workflow.compute.pickling import travels_by_fields
from legalredact.workflow.production import passes, stages
from legalredact.workflow.production.passes import PassInput, Pile
from legalredact.workflow.production.stages import Done, ReadDocument, StageTask

ROW = document_row(document_from_text("d1", "letter.txt", "Marguerite Oldacre owes nothing."))


@pytest.mark.parametrize(
    "value",
    [
        Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT, aliases=("Oldacre",), token="CLIENT_A"),
        Done("d1", Stage.READ, ReadDocument(ROW, b"its file"), None, 0.5, "inputs"),
        StageTask("d1", Stage.RESOLVE, Pile((PassInput(b"{}", b"[]", ("told",)),)), then=Stage.MASK),
    ],
)
def test_a_value_arrives_as_it_left(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - made on this line


def test_whatever_stands_many_times_in_a_task_travels_so() -> None:
    assert {ReadDocument, Done, StageTask, PassInput, Pile, Entity} <= copyreg.dispatch_table.keys()
    assert {stages.MaskInput, stages.Masked, passes.Seen} <= copyreg.dispatch_table.keys()


def test_what_cannot_be_made_of_its_fields_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Counted:
        name: str
        count: int = field(init=False, default=0)

    with pytest.raises(TypeError, match="Counted"):
        travels_by_fields(Counted)
