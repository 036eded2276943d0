"""Answers many questions at once: names with the same question, for which one decision of a person is enough."""

from collections.abc import Hashable, Iterable

from legalredact.model.mention import Kind
from legalredact.model.register import Decision, Entity, Register

NOBODY = Register()
_CONTACT = frozenset({Kind.ADDRESS, Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.IP})


class Alike:
    """Groups of names with the same question in a register; built once, used often.

    Names have the same question if they have one sort and role, and all are suggested or all merely possible; ambiguous
    spellings, if they could mean the same people. A name with a decision has no question, and is alone. Each kind of
    name is a sort of its own. Addresses, phone numbers, e-mail addresses and other contact details are one sort, and
    numbers that identify somebody (social security, accounts) are another.
    """

    def __init__(self, register: Register = NOBODY) -> None:
        self._asked = {entity.id: _question(entity) for entity in register.entities}
        asking: dict[Hashable, list[str]] = {}
        for entity_id, question in self._asked.items():
            if question is not None:
                asking.setdefault(question, []).append(entity_id)
        self._asking = {question: tuple(ids) for question, ids in asking.items()}

    def after(self, register: Register, changed: Iterable[Entity]) -> "Alike":
        """The groups in a register with the same ids in the same order, of whose entities only these have changed."""
        asked = {entity.id: _question(entity) for entity in changed}
        touched = {*asked.values(), *(self._asked.get(one) for one in asked)} - {None}
        after = Alike()
        after._asked = self._asked | asked
        members: dict[Hashable, list[str]] = {question: [] for question in touched}
        for entity in register.entities if touched else ():
            found = members.get(after._asked[entity.id])
            if found is not None:
                found.append(entity.id)
        after._asking = self._asking | {question: tuple(ids) for question, ids in members.items()}
        return after

    def of(self, entity_id: str) -> tuple[str, ...]:
        """Ids of the names with the same question as one, itself included, in the register's order."""
        return self._asking.get(self._asked.get(entity_id), (entity_id,))


def like(register: Register, entity_id: str) -> tuple[str, ...]:
    """See `Alike`; KeyError if there is no such name."""
    return Alike(register).of(register.get(entity_id).id)


def with_like(register: Register, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, with those of all names with the same question as one of them, each once."""
    alike = Alike(register)
    return tuple(dict.fromkeys(one for entity_id in ids for one in alike.of(entity_id)))


def _question(entity: Entity) -> Hashable | None:
    """The question about a name; None if there is none."""
    if entity.decision is not Decision.OPEN or entity.kept or entity.all_local:
        return None
    if entity.among:
        return frozenset(entity.among)
    return entity.open, _sort(entity.kind), entity.role


def _sort(kind: Kind) -> str:
    """Kinds about which a person decides alike."""
    if kind.is_name or kind.on_request:
        return kind
    return "contact" if kind in _CONTACT else "number"
