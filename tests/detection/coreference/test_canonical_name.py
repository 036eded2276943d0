"""The name that an entity is shown by: normal capitals first, in whatever order its files are read."""

from itertools import permutations

from legalredact.detection.coreference.canonical_name import readable_name
from legalredact.detection.coreference.resolve import Resolution
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity, Register
from tests.detection.conftest import resolved, who

CAPTION, LETTER = "[P JANE ROEDALE] v. [O TARROW MILLS CORP.]", "[P Jane Roedale] wrote to [O Tarrow Mills Corp.]"


def read_one_by_one(*texts: str) -> Resolution:
    """Each file is added when those before it are in the register, as in a window."""
    resolution = resolved(texts[0])
    for count in range(2, len(texts) + 1):
        resolution = resolved(*texts[:count], register=resolution.register)
    return resolution


def test_a_name_in_capitals_is_respelled_when_normal_capitals_are_read_later() -> None:
    first = resolved(CAPTION)
    assert who(first) == {"JANE ROEDALE": set(), "TARROW MILLS CORP.": set()}
    later = resolved(CAPTION, LETTER, register=first.register)
    assert who(later) == {"Jane Roedale": set(), "Tarrow Mills Corp.": set()}
    assert [e.id for e in later.register.entities] == [e.id for e in first.register.entities]
    assert [e.token for e in later.register.entities] == [e.token for e in first.register.entities]


def test_a_found_alias_in_capitals_is_respelled_too() -> None:
    resolution = read_one_by_one("[P Jane Roedale] and Ms. [P ROEDALE]", "Ms. [P Roedale] left.")
    assert who(resolution) == {"Jane Roedale": {"Roedale"}}


def test_an_ambiguous_spelling_in_capitals_is_respelled_too() -> None:
    resolution = read_one_by_one("[P John Marrow] and [P Mary Marrow] met. [P MARROW] left.", "[P Marrow] came back.")
    assert [e.name for e in resolution.register.entities if e.among] == ["Marrow"]


def test_names_are_the_same_in_every_order_of_reading() -> None:
    texts = (CAPTION, LETTER, "[P Jane RoeDale] and [P Jane ROEDALE], of [O TARROW Mills Corp.]")
    names = {frozenset(who(read_one_by_one(*order))) for order in permutations(texts)}
    assert len(names) == 1


def test_a_spelling_that_a_person_typed_stays() -> None:
    typed = Register((Entity("E1", "JANE ROEDALE", Kind.PERSON, Role.PARTY, typed=True),))
    assert set(who(resolved(LETTER, register=typed))) == {"JANE ROEDALE", "Tarrow Mills Corp."}


def test_a_name_in_capitals_reads_as_its_own_spelling_in_normal_capitals() -> None:
    fuller = Entity("E1", "JANE QUILL ROEDALE", Kind.PERSON, Role.PARTY, ("Roedale", "Jane Roedale", "Roedale, Jane"))
    assert readable_name(fuller) == "Jane Roedale"


def test_a_name_in_capitals_does_not_read_as_another_name() -> None:
    company = Entity("E1", "TARROW MILLS CORP.", Kind.ORGANIZATION, Role.PARTY, ("Quarry Lane Bakery", "T. Mills"))
    assert readable_name(company) == "TARROW MILLS CORP."
    person = Entity("E2", "JANE ROEDALE", Kind.PERSON, Role.PARTY, ("J. Roedale", "roedale"))
    assert readable_name(person) == "JANE ROEDALE"
    typed = Entity("E3", "JANE ROEDALE", Kind.PERSON, Role.PARTY, ("Jane Roedale",), typed=True)
    assert readable_name(typed) == "JANE ROEDALE"
