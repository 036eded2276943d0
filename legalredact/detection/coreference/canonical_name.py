"""The canonical name and the role of an entity, from all that was seen of it."""

import re
from collections.abc import Sequence

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.lexicon.name_parsing import company_name, person_name
from legalredact.matching.text.letters import in_one_case
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity

_FIRST = (Role.PARTY, Role.COUNSEL, Role.WITNESS)
"""Order of preference if several roles have the same number of places."""
_NUMERALS = frozenset({"II", "III", "IV"})


def best_name(forms: Sequence[str], kind: Kind) -> str:
    """The fullest spelling, if possible in mixed case and in the usual order.

    Among equals the first: a person who merges two names chose it.
    """
    return max(forms, key=lambda form: _fullness(form, kind))


def readable_name(entity: Entity) -> str:
    """Its name; for one in capitals that no person typed, its fullest spelling in normal capitals by the same words.

    ``"JANE QUILL ROE"`` with the alias "Jane Roe" reads "Jane Roe", but never "Roe, Jane" nor "J. Roe".
    """
    if entity.typed or not in_one_case(entity.name):
        return entity.name
    own = _words(entity.name, entity.kind)
    readable = [
        form
        for form in entity.aliases
        if not in_one_case(form)
        and _words(form, entity.kind) <= own
        and (entity.kind is not Kind.PERSON or "," not in form)
    ]
    return best_name(sorted(readable), entity.kind) if readable else entity.name


def _in_capitals(form: str) -> int:
    """Words of a person's name in capitals, without initials and numerals ("SINGH Harpreet", "John Roe III")."""
    return sum(len(word) > 1 and word.isupper() and word not in _NUMERALS for word in re.findall(r"[^\W\d_]+", form))


def _words(form: str, kind: Kind) -> frozenset[str]:
    return frozenset(person_name(form).parts if kind is Kind.PERSON else company_name(form).core)


def _fullness(form: str, kind: Kind) -> tuple[int, bool, int, int]:
    if kind is Kind.PERSON:
        name = person_name(form)
        written = sum(len(part) > 1 for part in name.parts)
        return written, "," not in form, -_in_capitals(form), len(name.parts) + bool(name.suffix)
    company = company_name(form)
    return len(company.core) + bool(company.form), not form.isupper(), "," not in form, len(form)


def role_for(bearer: Bearer) -> Role:
    """Its role: the one a person chose, else the most frequent one."""
    before = bearer.entity
    generic = Role.PERSON if bearer.is_person else Role.ORGANIZATION
    if before is not None and (before.typed or before.role not in (Role.PERSON, Role.ORGANIZATION)):
        return before.role
    if bearer.is_judge:
        return Role.JUDGE
    votes = {role: bearer.roles[role] for role in _FIRST if bearer.roles[role]}
    return max(votes, key=lambda role: votes[role]) if votes else generic
