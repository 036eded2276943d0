"""The canonical name and the role of an entity, from all that was seen of it."""

from collections.abc import Sequence

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.lexicon.name_parsing import company_name, person_name
from legalredact.model.mention import Kind, Role

_FIRST = (Role.PARTY, Role.COUNSEL, Role.WITNESS)
"""Order of preference if several roles have the same number of places."""


def best_name(forms: Sequence[str], kind: Kind) -> str:
    """The fullest spelling, if possible in mixed case and in the usual order."""
    return max(forms, key=lambda form: _fullness(form, kind))


def _fullness(form: str, kind: Kind) -> tuple[int, bool, bool, int]:
    if kind is Kind.PERSON:
        name = person_name(form)
        written = sum(len(part) > 1 for part in name.parts)
        return written, "," not in form, not form.isupper(), len(name.parts) + bool(name.suffix)
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
