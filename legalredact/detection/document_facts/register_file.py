"""The register that a person types at intake: one entity a line, ``name | role | alias | alias …``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from legalredact.detection.rules.caption_parties import kind_of
from legalredact.detection.rules.governments import is_government
from legalredact.errors import UsageError
from legalredact.matching.names.name_spellings import also_known
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Role
from legalredact.model.register import KEPT_ROLES, Decision, Entity, Register

_TYPEABLE = tuple(role for role in Role if role is not Role.IDENTIFIER)


@dataclass(slots=True)
class _RegisterLine:
    """Parse one line; a second line of the same name adds to it."""

    number: int
    name: str = field(repr=False)
    role: Role | None
    aliases: list[str] = field(repr=False)


def parse_register(text: str) -> Register:
    """The register of a file's text; lines that are empty or begin with ``#`` are left out.

    Two lines of one name are one entity. An alias that is another line's name belongs to that line. An alias that two
    names share becomes an entity of its own that could mean either (see `Entity.among`).

    Errors:
        UsageError: a line has no name, an unknown role, or another role than an earlier line of that name.
    """
    lines = _merged(_lines(text))
    entities = [_entity(f"e{at}", line) for at, line in enumerate(lines, 1)]
    shared = _shared(entities)
    names = frozenset(key_of(entity.name) for entity in entities)
    kept = [_without(entity, names.union(shared)) for entity in entities]
    questions = [
        Entity(f"e{at}", form, among[0].kind, among[0].role, decision=Decision.CONFIRMED, typed=True, among=_ids(among))
        for at, (form, among) in enumerate(shared.values(), len(entities) + 1)
    ]
    return Register((*kept, *questions))


def _lines(text: str) -> Iterator[_RegisterLine]:
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        name, *rest = (" ".join(cell.split()) for cell in raw.split("|"))
        if not key_of(name):
            raise UsageError(f"Line {number} of the register has no name.", "Write `name | role | alias | alias`.")
        role = _role(number, rest[0]) if rest and rest[0] else None
        yield _RegisterLine(number, name, role, [alias for alias in rest[1:] if key_of(alias)])


def _role(number: int, word: str) -> Role:
    for role in _TYPEABLE:
        if word.casefold() == role:
            return role
    known = ", ".join(_TYPEABLE)
    raise UsageError(f"Line {number} of the register names a role that there is not.", f"Use one of: {known}.")


def _merged(lines: Iterable[_RegisterLine]) -> list[_RegisterLine]:
    """One line a name."""
    by_name: dict[str, _RegisterLine] = {}
    for line in lines:
        first = by_name.setdefault(key_of(line.name), line)
        if first is line:
            continue
        if first.role and line.role and first.role is not line.role:
            raise UsageError(
                f"Line {line.number} of the register gives another role than line {first.number} for the same name.",
                "Keep one of the two.",
            )
        first.role = first.role or line.role
        first.aliases.extend(line.aliases)
    return list(by_name.values())


def _entity(entity_id: str, line: _RegisterLine) -> Entity:
    role = line.role or (Role.PERSON if _kind(line) is Kind.PERSON else Role.ORGANIZATION)
    name, *others = also_known(line.name) or (line.name,)
    written = [*others, *([line.name] if others else ()), *line.aliases]
    aliases = {key_of(alias): alias for alias in reversed(written) if key_of(alias) != key_of(name)}
    spelled = tuple(reversed(aliases.values()))
    decision = Decision.OPEN if role in KEPT_ROLES else Decision.CONFIRMED  # to type a judge is not to ask for a mask
    return Entity(entity_id, name, _kind(line), role, spelled, decision=decision, typed=True)


def _kind(line: _RegisterLine) -> Kind:
    """Kind of the name; the role may decide it."""
    if line.role is Role.ORGANIZATION:
        return Kind.GOVERNMENT if is_government(line.name) else Kind.ORGANIZATION
    if line.role in (Role.PERSON, Role.WITNESS, Role.JUDGE):
        return Kind.PERSON
    return kind_of(line.name)


def _shared(entities: Iterable[Entity]) -> dict[str, tuple[str, list[Entity]]]:
    """Aliases of more than one entity: key → (spelling, the entities). A name is always its own entity's."""
    owners: defaultdict[str, list[Entity]] = defaultdict(list)
    forms: dict[str, str] = {}
    for entity in entities:
        for alias in entity.aliases:
            owners[key_of(alias)].append(entity)
            forms.setdefault(key_of(alias), alias)
    names = {key_of(entity.name) for entity in entities}
    return {key: (forms[key], among) for key, among in owners.items() if len(among) > 1 and key not in names}


def _without(entity: Entity, taken: frozenset[str]) -> Entity:
    """Without aliases that are somebody's name, or the alias of several people."""
    return replace(entity, aliases=tuple(alias for alias in entity.aliases if key_of(alias) not in taken))


def _ids(among: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(entity.id for entity in among)
