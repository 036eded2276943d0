"""The documents of a production set, in order: an e-mail is followed by its attachments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.model.clean_text import clean_name
from legalredact.model.listing import Listed
from legalredact.model.production import ProductionMember
from legalredact.workflow.matter.open_matter import OpenMatter


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """A document's place in a production set. The same file at two places is produced twice, each time in its family.

    Arguments:
        key: of its member of a production, or its document's id.
        document_id: empty for a file that cannot be read at all.
        name: the file's name (may contain a client's name).
        family: key of the first document of its family; its own key without a family.
        custodian: from a load file; may be empty.
        dates: (field, value) of each date of a load file.
        prior: first and last Bates number that it bears already; empty if none is known.
    """

    key: str
    document_id: str
    name: str = field(repr=False)
    family: str
    custodian: str = field(default="", repr=False)
    dates: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    prior: tuple[str, str] = field(default=("", ""), repr=False)


def places(matter: OpenMatter) -> tuple[DocumentPlace, ...]:
    """All documents of a matter in the order of the plan, or in that in which they were added; families together."""
    found = ordered(matter.listing, matter.store.produced())
    return in_chosen_order(found, matter.store.production_plan().order)


def in_chosen_order(found: Iterable[DocumentPlace], order: Sequence[str]) -> tuple[DocumentPlace, ...]:
    """Families in the order that a person chose, each as it was; the others after them.

    Arguments:
        order: keys of families.
    """
    rank = {family: number for number, family in enumerate(order)}
    return tuple(sorted(found, key=lambda one: rank.get(one.family, len(rank))))


def ordered(listing: Iterable[Listed], members: Iterable[ProductionMember]) -> tuple[DocumentPlace, ...]:
    """The same for lists of documents and members."""
    families: dict[str, list[ProductionMember]] = {}
    of_document: dict[str, list[ProductionMember]] = {}
    for member in members:
        families.setdefault(member.family or member.key, []).append(member)
        of_document.setdefault(member.document_id, []).append(member)
    names = {one.id: one.name for one in listing}
    found: dict[str, DocumentPlace] = {}
    for document_id, name in names.items():
        own = of_document.get(document_id, ())
        if not own:
            found[document_id] = DocumentPlace(document_id, document_id, name, document_id)
        for member in own:
            found.update((one.key, one) for one in _family(families.pop(member.family or member.key, ()), names))
    for rest in families.values():  # families of which no document could be read
        found.update((one.key, one) for one in _family(rest, names))
    return tuple(found.values())


def _family(members: Iterable[ProductionMember], names: dict[str, str]) -> Iterator[DocumentPlace]:
    for one in members:
        known = one.document_id if one.document_id in names else ""
        name = clean_name(one.location.name or one.location.path.name)
        prior = (one.bates.first, one.bates.last)
        yield DocumentPlace(one.key, known, name, one.family or one.key, one.custodian, one.dates, prior)
