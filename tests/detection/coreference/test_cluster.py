"""What a cluster knows of an entity that the register has."""

from legalredact.detection.coreference.cluster import known
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity


def test_a_known_entity_keeps_its_role_and_spellings() -> None:
    bearer = known(Entity("e1", "Judge Sela Quillfeather", Kind.PERSON, Role.JUDGE, aliases=("Quillfeather",)))
    assert bearer.roles == {Role.JUDGE: 1}
    assert bearer.is_judge
    assert bearer.written == {}
    assert list(bearer.forms.values()) == ["Judge Sela Quillfeather", "Quillfeather"]
