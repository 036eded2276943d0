"""Designations of a matter's documents: which of them stop a send, and a person's decision that clears them."""

import enum
from collections.abc import Collection, Iterable, Sequence

from legalredact.detection.document_facts.designations import designations
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import OpenDecisions
from legalredact.model.document import Document
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.remark import Designated, Designation
from legalredact.workflow.matter.open_matter import OpenMatter

KIND = "designation"
"""Prefix of the part id that is accepted when one is cleared."""
_CLEAR = "Say in the window under Check and send why they may be sent, or leave those documents out."

WORDS = {
    Designation.CONFIDENTIAL: "confidential",
    Designation.EYES_ONLY: "attorneys' eyes only",
    Designation.PRIVILEGED: "privileged",
    Designation.WORK_PRODUCT: "attorney work product",
    Designation.SEALED: "under seal",
    Designation.PROTECTIVE_ORDER: "under a protective order",
    Designation.SETTLEMENT: "settlement communication",
}
"""Display name of each."""


class Cleared(enum.StrEnum):
    """Why documents may be sent although they are designated; the trail contains this word and no free text."""

    CONSENT = "consent"
    ORDER = "order"
    OURS = "ours"
    LIFTED = "lifted"
    MEANS_OTHERWISE = "means_otherwise"


CLEARED_WORDS = {
    Cleared.CONSENT: "The party that designated them agrees in writing",
    Cleared.ORDER: "The protective order allows this use",
    Cleared.OURS: "It is our own client's designation",
    Cleared.LIFTED: "The designation was lifted",
    Cleared.MEANS_OTHERWISE: "The words there mean something else",
}


def designated(documents: Iterable[Document]) -> tuple[Designated, ...]:
    """All designations of those documents."""
    return tuple(one for document in documents for one in designations(document))


def stopping(names: Iterable[str]) -> frozenset[Designation]:
    """The sorts that a policy names by words such as ``"ATTORNEYS' EYES ONLY"``, read as if stamped on a page.

    Unknown words stop every sort: a policy that cannot be followed exactly is followed strictly.
    """
    found: set[Designation] = set()
    for name in names:
        meant = {one.kind for one in designations(document_from_text("policy", "policy", name.upper()))}
        found |= meant | {kind for kind, words in WORDS.items() if name.casefold() in (kind, words)} or set(Designation)
    return frozenset(found)


def key_of(one: Designated) -> tuple[str, str]:
    """Key of a person's decision on it: one for each sort in each document."""
    return one.document_id, f"{KIND}:{one.kind}"


def uncleared(
    found: Iterable[Designated], stopping: Collection[str], accepted: frozenset[tuple[str, str]]
) -> tuple[Designated, ...]:
    """Designations that stop a send: of a sort that policy names, in a document where no person has cleared it.

    Arguments:
        stopping: values of `Designation`.
        accepted: as `MatterStore.accepted_parts` has them.
    """
    return tuple(one for one in found if one.kind in stopping and key_of(one) not in accepted)


def open_designations(
    stop: Sequence[str], found: Iterable[Designated], accepted: frozenset[tuple[str, str]]
) -> tuple[Designated, ...]:
    """Designations that stop a send under a policy.

    Arguments:
        stop: as `DesignationPolicy.stop` names them.
    """
    return uncleared(found, stopping(stop), accepted) if stop else ()


def against_designations(
    stop: Sequence[str], found: Iterable[Designated], accepted: frozenset[tuple[str, str]]
) -> tuple[Refusal, ...]:
    """Reason: designations of documents stop a send, and no person has cleared them; arguments as above."""
    open_ones = open_designations(stop, found, accepted)
    if not open_ones:
        return ()
    words = ", ".join(dict.fromkeys(WORDS[one.kind] for one in open_ones))
    count = len({one.document_id for one in open_ones})
    documents = "One document is" if count == 1 else f"{count} documents are"
    what = f"{documents} designated {words}, and nobody has cleared that with a reason."
    return (Refusal(RefusalKind.DESIGNATION, what, _CLEAR, OpenDecisions),)


def clear(matter: OpenMatter, open_ones: Iterable[Designated], why: Cleared) -> None:
    """A person records why documents with these designations may still be sent."""
    keys = frozenset(map(key_of, open_ones))
    named = ",".join("/".join(key) for key in sorted(keys))
    with matter.act("designation.clear", ("designations", named), ("why", why)):
        matter.store.accept_parts(keys)
