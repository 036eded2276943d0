"""Names that ask the same question, and one answer for all of them. All names are invented."""

from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.names.similar_names import like, with_like

REGISTER = Register(
    (
        Entity("e1", "Ada Penhallow", Kind.PERSON, Role.PERSON),
        Entity("e2", "Bram Oldacre", Kind.PERSON, Role.PERSON),
        Entity("e3", "Marlova Court", Kind.GOVERNMENT, Role.ORGANIZATION, tier=Tier.POSSIBLE),
        Entity("e4", "Oster Ministry", Kind.GOVERNMENT, Role.ORGANIZATION, tier=Tier.POSSIBLE),
        Entity("e5", "Cosima Verrall", Kind.PERSON, Role.PERSON, decision=Decision.CONFIRMED),
        Entity("e6", "Hon. Ines Tarrow", Kind.PERSON, Role.JUDGE),
        Entity("e7", "Dario Quill", Kind.PERSON, Role.COUNSEL),
        Entity("e8", "A. P.", Kind.PERSON, Role.PERSON, among=("e1", "e2")),
        Entity("e9", "the cousin", Kind.PERSON, Role.PERSON, among=("e2", "e1")),
    )
)


def test_names_of_one_kind_role_and_tier_ask_the_same() -> None:
    assert like(REGISTER, "e2") == ("e1", "e2")
    assert like(REGISTER, "e3") == ("e3", "e4")
    assert like(REGISTER, "e7") == ("e7",)


def test_spellings_that_could_mean_the_same_people_ask_the_same() -> None:
    assert like(REGISTER, "e9") == ("e8", "e9")


def test_who_is_decided_on_or_kept_asks_nothing() -> None:
    assert (like(REGISTER, "e5"), like(REGISTER, "e6")) == (("e5",), ("e6",))


def test_several_ids_each_bring_those_like_them_once() -> None:
    assert with_like(REGISTER, ["e4", "e3", "e7"]) == ("e3", "e4", "e7")


def test_contact_details_ask_the_same_and_numbers_that_identify_somebody_another_thing() -> None:
    kinds = (Kind.ADDRESS, Kind.SSN, Kind.EMAIL, Kind.ACCOUNT, Kind.PHONE, Kind.AMOUNT)
    made = Register(tuple(Entity(kind, kind.value, kind, Role.IDENTIFIER) for kind in kinds))

    assert like(made, Kind.EMAIL) == (Kind.ADDRESS, Kind.EMAIL, Kind.PHONE)
    assert like(made, Kind.SSN) == (Kind.SSN, Kind.ACCOUNT)
    assert like(made, Kind.AMOUNT) == (Kind.AMOUNT,)
