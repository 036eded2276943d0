"""What verification compared with what, how many, and what it did not look for; in words for a person before a send."""

from legalredact.model.mention import Tier
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.names.queue import Why, count_words, why_asked


def search_words(prepared: Prepared, register: Register) -> str:
    """The result of a verification without finds; empty if there are finds."""
    if prepared.hits:
        return ""
    return f"{found_words(prepared, register)} {not_searched_words(register)}"


def found_words(prepared: Prepared, register: Register) -> str:
    """``"12 passages were searched for 31 spellings of 9 masked names and numbers …: none was found."``"""
    passages = sum(len(document.passages) for document in prepared.payload.documents)
    masked = [entity for entity in register.entities if entity.masked_somewhere]
    spellings = sum(len(entity.spellings) for entity in masked)
    were = "was" if passages == 1 else "were"
    return (
        f"{count_words(passages, 'passage')} {were} searched for {count_words(spellings, 'spelling')} of "
        f"{count_words(len(masked), 'masked name')} and numbers, and for forms of other numbers: none was found."
    )


def not_searched_words(register: Register) -> str:
    """Names that stay in clear, counted by reason; a name that was not found cannot be counted."""
    possible = sum(why_asked(entity) is Why.POSSIBLE for entity in register.entities)
    kept = sum(_is_kept(entity) for entity in register.entities)
    local = sum(any(one.decision is Decision.DISMISSED for one in entity.local) for entity in register.entities)
    parts = [f"{count_words(possible, 'possible name')} without a decision"] if possible else []
    parts += [f"{count_words(kept, 'name')} kept in clear"] if kept else []
    parts += [f"places of {count_words(local, 'name')} that were kept in clear"] if local else []
    return f"Not searched for: {', '.join([*parts, 'names that are not in the list'])}."


def _is_kept(entity: Entity) -> bool:
    """Whether it stays in clear by a decision or by its role, not for lack of a decision."""
    undecided = entity.tier is Tier.POSSIBLE and entity.decision is Decision.OPEN and not entity.kept
    return not entity.masked_somewhere and not undecided
