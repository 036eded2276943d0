"""Levels of a production's overviews, and the parts of each.

documents ─▶ families ─▶ custodians ─▶ production      with many parts: groups of forty in between
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.join_summaries import Child

_MOST = 40
"""Most parts of one overview; more are joined in between, so that each request stays small."""


@dataclass(frozen=True, slots=True)
class OverviewRequest:
    """One overview.

    Arguments:
        kind: ``"family"``, ``"custodian"``, ``"part"`` or ``"production"``.
        subject: the key of a family, a custodian's name; empty for the production.
        title: neutral.
        children: its parts.
        part_of: kind and subject of the overview that contains a part.
    """

    kind: str
    subject: str = field(repr=False)
    title: str
    children: Sequence[Child]
    part_of: tuple[str, str] = field(default=("", ""), repr=False)

    @property
    def documents(self) -> int:
        """Number of the matter's documents it covers."""
        return sum(each.documents for each in self.children)


Level = Callable[[Sequence[OverviewRequest]], Sequence[Child | None]]
"""Results for overviews that do not depend on each other, in order; None for one that is part of no other."""


def make_all(matter: OpenMatter, documents: Mapping[str, Child], level: Level) -> None:
    """Walk through all overviews of a production, each after its parts.

    Arguments:
        documents: each document's summary, in the order of the production.
    """
    store = matter.store
    families = {key: [one for one in ids if one in documents] for key, ids in store.groups("family").items()}
    grouped = {key: ids for key, ids in families.items() if len(ids) > 1}
    wanted = [
        OverviewRequest("family", key, f"Document {store.number_of(ids[0])} and its family", _there(ids, documents))
        for key, ids in grouped.items()
    ]
    of_families: dict[str, Child] = {}
    for ids, whole in zip(grouped.values(), level(wanted), strict=True):
        if whole is not None:
            of_families = dict.fromkeys(ids, whole) | of_families  # a repeated document stays with its first family
    parts = {one: of_families.get(one, documents[one]) for one in documents}
    custodians = store.groups("custodian")
    of_all: list[Child] = []
    for number, (name, theirs) in enumerate(custodians.items(), 1):
        of_all += _reduced(OverviewRequest("custodian", name, f"Custodian {number}", _there(theirs, parts)), level)
    named = {one for theirs in custodians.values() for one in theirs}
    of_all += _there([one for one in parts if one not in named], parts)
    _reduced(OverviewRequest("production", "", "Production", _once(of_all)), level)


def _reduced(whole: OverviewRequest, level: Level) -> list[Child]:
    """One overview of any number of parts; nothing if it could not be made."""
    children = whole.children
    while len(children) > _MOST:
        pieces = [children[at : at + _MOST] for at in range(0, len(children), _MOST)]
        kind, of = "part", (whole.kind, whole.subject)
        wanted = [
            OverviewRequest(kind, f"{' '.join(of)} {number}", f"Part {number} of {len(pieces)}", piece, of)
            for number, piece in enumerate(pieces, 1)
        ]
        children = [one for one in level(wanted) if one is not None]
    made = level([OverviewRequest(whole.kind, whole.subject, whole.title, children)])
    return [one for one in made if one is not None]


def _there(ids: Iterable[str], children: Mapping[str, Child]) -> list[Child]:
    return _once(children[one] for one in ids if one in children)


def _once(children: Iterable[Child]) -> list[Child]:
    """Each once: the members of a family share theirs."""
    return list({one.payload: one for one in children}.values())
