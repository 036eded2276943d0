"""Rules of the firm's policy and the matter's settings for names, whoever decides on them."""

from collections.abc import Collection, Iterable, Sequence

from legalredact.errors import Refused
from legalredact.matching.identifiers.find import find_requested
from legalredact.matching.text.normal import key_of
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Tier
from legalredact.model.policy import General, MaskingPolicy
from legalredact.model.register import Decision, Entity, Register


def ruled(register: Register, rules: MaskingPolicy, info: MatterInfo) -> Register:
    """The register with kinds that are always masked, and with names that the firm keeps in clear.

    Case numbers and amounts are kept again once neither rule masks them. A kept name that a person typed or confirmed
    is still masked.
    """
    always = always_masked(rules, info)
    keep = frozenset(map(key_of, rules.keep))
    masked = [e.id for e in register.entities if e.kind in always and e.decision is not Decision.CONFIRMED]
    kept = [e.id for e in register.entities if e.decision is Decision.OPEN and not e.typed and key_of(e.name) in keep]
    released = [e.id for e in register.entities if e.kind.on_request and e.kind not in always and not e.typed]
    decided = register.decided(Decision.DISMISSED, kept, by_list=True).decided(Decision.CONFIRMED, masked)
    return decided.decided(Decision.OPEN, released)


def always_masked(rules: MaskingPolicy, info: MatterInfo) -> frozenset[Kind]:
    """Kinds that are masked in that matter without a person's decision."""
    cases = {Kind.CASE_NUMBER} if rules.case_numbers or info.mask_case_numbers else set()
    amounts = {Kind.AMOUNT} if General.ROUNDED_AMOUNT in rules.generalise else set()
    return frozenset({*rules.always, *cases, *amounts})


def with_requested(document: Document, mentions: Iterable[Mention], kinds: Collection[Kind]) -> tuple[Mention, ...]:
    """A document's mentions, with those kinds that are searched only on request."""
    found = (
        Mention(one.span, one.span.of(document.text), one.kind, Tier.SUGGESTED, "requested")
        for one in find_requested(document.text, kinds)
    )
    return (*mentions, *found)


def refuse_dismissal(entities: Sequence[Entity], always: frozenset[Kind]) -> None:
    """Errors: Refused if one of them is of a kind that is always masked."""
    kinds = sorted({entity.kind.value for entity in entities if entity.kind in always})
    if kinds:
        raise Refused(
            f"Data of the kind {', '.join(kinds)} is always masked here; nothing was changed.",
            "The matter's settings or the firm's policy say so; ask firm IT.",
        )
