"""The data inventory of an open matter, document by document."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from legalredact.governance.inventory import Inventory, PiiClass, Risk, inventory
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.register import Entity
from legalredact.workflow.matter.open_matter import OpenMatter

CLASS_WORDS: Mapping[PiiClass, str] = {
    PiiClass.DIRECT: "names and numbers",
    PiiClass.QUASI: "facts that identify somebody in combination",
    PiiClass.SENSITIVE: "sensitive attributes",
    PiiClass.BEHAVIOURAL: "records of what somebody did",
    PiiClass.METADATA: "traces of files and machines",
}
"""Display name of each class."""
SHORT_WORDS: Mapping[PiiClass, str] = {
    PiiClass.DIRECT: "Names, numbers",
    PiiClass.QUASI: "Pointing facts",
    PiiClass.SENSITIVE: "Sensitive",
    PiiClass.BEHAVIOURAL: "Behaviour",
    PiiClass.METADATA: "Traces",
}
"""The same for narrow places."""


def inventories(
    documents: Sequence[Document],
    mentions: Mapping[str, Sequence[Mention]],
    entities: Mapping[str, Entity],
    report: Report = silent,
    cancel: Cancellation = NEVER,
) -> tuple[Inventory, ...]:
    """Inventories of all documents, in their order."""
    found: list[Inventory] = []
    for number, document in enumerate(documents, 1):
        cancel.check()
        found.append(inventory(document, mentions.get(document.id, ()), entities))
        report(Progress("inventory", number, len(documents), document.id))
    return tuple(found)


def of_matter(matter: OpenMatter, report: Report = silent) -> tuple[Inventory, ...]:
    """Inventories of all documents of a matter, as they would be masked now."""
    entities = {entity.id: entity for entity in matter.register.entities}
    return inventories(matter.documents, matter.mentions, entities, report)


def totals(found: Sequence[Inventory]) -> dict[PiiClass, tuple[int, int]]:
    """(places, left in clear) of each class, over all documents."""
    return {pii: (sum(one.count(pii)[0] for one in found), sum(one.count(pii)[1] for one in found)) for pii in PiiClass}


def noted(found: Sequence[Inventory]) -> tuple[tuple[str, str], ...]:
    """The trail's record of an inventory: "left/places" of each class and documents of each risk, no word."""
    held = ((pii, left, count) for pii, (count, left) in totals(found).items() if count)
    risks = Counter(one.risk for one in found)
    return (
        ("held", ",".join(f"{pii} {left}/{count}" for pii, left, count in held)),
        ("risk", ",".join(f"{risk} {risks[risk]}" for risk in Risk if risks[risk])),
    )


def summary_lines(found: Sequence[Inventory]) -> Iterator[str]:
    """A few short lines on all documents: how many identify somebody, what they contain, how much stays in clear."""
    risks = Counter(one.risk for one in found)
    for risk in (Risk.HIGH, Risk.MEDIUM):
        if risks[risk]:
            yield f"Risk {risk} in {risks[risk]} document{'s' * (risks[risk] != 1)}"
    for pii, (count, left) in totals(found).items():
        if count:
            yield f"{SHORT_WORDS[pii]}: {left:,} of {count:,} left"
