"""Counts, listing and proposals that are kept from act to act are the same as those that are made anew."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from legalredact.gui.names.names_listing import NamesLister
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.names.perhaps_same import ComparedNames, perhaps_same
from legalredact.workflow.window import snapshot as snapshots
from legalredact.workflow.window.snapshot import Snapshot

NAMES = ("Maren Okonski", "Maren Okonsky", "Bob Okonsky", "Fairlie", "Robert Okonski", "Katherine Farlie", "GQL")
ENTITIES = tuple(
    Entity(f"e{n}", name, Kind.ORGANIZATION if name == "GQL" else Kind.PERSON, Role.PERSON, tier=list(Tier)[n % 2])
    for n, name in enumerate(NAMES)
)
DOCUMENTS = tuple(Document(f"d{n}", f"{n}.txt", " ".join(NAMES), (), (), (), "") for n in range(3))
MENTIONS = {
    document.id: tuple(
        Mention(Span(0, 5), "Maren", Kind.PERSON, Tier.SUGGESTED, "rule", Role.PERSON, f"e{n}")
        for n in range(number, len(NAMES), number + 1)
    )
    for number, document in enumerate(DOCUMENTS)
}

changes = st.one_of(
    st.tuples(st.just("decide"), st.integers(0, 6), st.sampled_from(Decision)),
    st.tuples(st.just("role"), st.integers(0, 6), st.sampled_from([Role.CLIENT, Role.JUDGE, Role.PERSON])),
    st.tuples(st.just("among"), st.integers(0, 6), st.sampled_from([(), ("e0", "e1")])),
    st.tuples(st.just("respell"), st.integers(0, 6), st.sampled_from(NAMES)),
    st.tuples(st.just("merge"), st.integers(0, 6), st.integers(0, 6)),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
    st.tuples(st.just("all"), st.just(0), st.sampled_from(Decision)),
)


def changed(register: Register, kind: str, number: int, value: object) -> Register:
    """The register after one act of a person; the same one if the act does not apply."""
    one = next((entity for entity in register.entities if entity.id == f"e{number}"), None)
    if isinstance(value, Decision):
        ids = [entity.id for entity in register.entities] if kind == "all" else [f"e{number}"]
        return register.decided(value, ids)
    if one is None:
        return register
    if isinstance(value, Role):
        return register.updated([replace(one, role=value)])
    if isinstance(value, tuple):
        return register.updated([replace(one, among=value)])
    if isinstance(value, str):
        return register.updated([replace(one, aliases=(value,))])
    return register.without([one.id]) if value != number else register


def state_of(register: Register, before: Snapshot | None) -> Snapshot:
    """The state with that register: from the one before as after a decision, or else made anew."""
    entities = {entity.id: entity for entity in register.entities}
    if before is not None:
        undecided = snapshots._undecided_after(before, register, entities)
        return replace(before, register=register, entities=entities, undecided=undecided)
    named = {one: frozenset(mention.entity for mention in found) for one, found in MENTIONS.items()}
    found_in, undecided = snapshots._found_in(DOCUMENTS, named), snapshots._undecided(register, named)
    return Snapshot(
        info=None,  # type: ignore[arg-type]  # not looked at here
        conditions=None,  # type: ignore[arg-type]  # as above
        documents=DOCUMENTS,
        register=register,
        mentions=MENTIONS,
        named=named,
        found_in=found_in,
        entities=entities,
        undecided=undecided,
    )


@settings(deadline=None)
@given(st.lists(changes, max_size=12), st.sampled_from(["", "okon"]))
def test_what_is_kept_after_acts_is_what_would_be_made_anew(acts: list[tuple[str, int, object]], words: str) -> None:
    registers = [Register(ENTITIES)]
    lister, compared = NamesLister(), ComparedNames()
    state = state_of(registers[-1], None)
    for kind, number, value in [("undo", 0, 0), *acts]:
        if kind == "undo":
            registers = registers[:-1] or registers
        else:
            registers.append(changed(registers[-1], kind, number, value))
        register = registers[-1]
        state, anew = state_of(register, state), state_of(register, None)
        kept, made = lister.listing(state, "d1", words), NamesLister().listing(anew, "d1", words)

        assert state.undecided == anew.undecided
        assert (kept.entries, kept.groups, kept.asked) == (made.entries, made.groups, made.asked)
        assert list(kept.groups) == list(made.groups)
        ids = [entity.id for entity in register.entities]
        assert [kept.alike.of(one) for one in ids] == [made.alike.of(one) for one in ids]
        assert compared.perhaps_same(register) == perhaps_same(register)


def test_a_decision_makes_one_entry() -> None:
    register = Register(ENTITIES)
    lister, state = NamesLister(), state_of(register, None)
    before = lister.listing(state, "d1")
    now = lister.listing(state_of(register.decided(Decision.CONFIRMED, ["e2"]), state), "d1")
    assert [one for one in now.entries if now.entries[one] is not before.entries[one]] == ["e2"]
