"""Whom a name could well be: the order in which others are offered."""

from legalredact.governance.account import Account
from legalredact.gui.names.merge_candidates import likeliest_first, likeliest_for_words
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Entity, Register
from legalredact.workflow.send.conditions import Conditions
from legalredact.workflow.window.snapshot import Snapshot


def entity(name: str, kind: Kind = Kind.PERSON, *aliases: str) -> Entity:
    return Entity(name, name, kind, Role.PERSON, aliases)


ASKED = entity("Marguerite Oldacre")
OTHERS = [
    entity("Zebulon Quill"),
    entity("Abel Winterbourne"),
    entity("Marguerite Thorne"),
    entity("Una Oldacre, Esq."),
    entity("Oldacre Marine, Inc.", Kind.ORGANIZATION),
    entity("Harlan Oldacre"),
    entity("Bertram Zell, Esq."),
]


def state(*beside: str) -> Snapshot:
    everybody = (ASKED, *OTHERS)
    named = {"d1": frozenset({ASKED.id, *beside}), "d2": frozenset(one.id for one in OTHERS)}
    by_id = {one.id: one for one in everybody}
    conditions = Conditions(Account("uid:1", "ann"))
    return Snapshot(MatterInfo("m1"), conditions, register=Register(everybody), named=named, entities=by_id)


def test_a_surname_then_a_given_name_then_a_document_then_the_alphabet() -> None:
    offered = [one.name for one in likeliest_first(ASKED, OTHERS, state("Zebulon Quill"))]

    assert offered == [
        "Harlan Oldacre",
        "Una Oldacre, Esq.",
        "Marguerite Thorne",
        "Oldacre Marine, Inc.",
        "Zebulon Quill",
        "Abel Winterbourne",
        "Bertram Zell, Esq.",
    ]


def test_what_is_merely_possible_comes_after_who_is_masked() -> None:
    possible = Entity("e9", "Aardvark Agreement", Kind.PERSON, Role.PERSON, tier=Tier.POSSIBLE)

    offered = [one.name for one in likeliest_first(ASKED, [possible, *OTHERS], state())]
    assert offered.index("Zebulon Quill") < offered.index("Aardvark Agreement")


def test_forms_of_companies_say_nothing() -> None:
    asked = entity("Penhallow Freight, Inc.", Kind.ORGANIZATION)
    others = [entity("Alder Bank, Inc.", Kind.ORGANIZATION), entity("Abel Penhallow"), entity("Aaron Vale")]

    offered = likeliest_first(asked, others, state())
    assert [one.name for one in offered] == ["Abel Penhallow", "Alder Bank, Inc.", "Aaron Vale"]


def test_words_of_a_document_are_compared_alike() -> None:
    offered = likeliest_for_words("Mr. Quill", "d1", [*OTHERS, ASKED], state("Abel Winterbourne"))

    assert [one.name for one in offered][:3] == ["Zebulon Quill", "Abel Winterbourne", "Marguerite Oldacre"]
