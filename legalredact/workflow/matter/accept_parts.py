"""A person's word that an unsure part was looked at, and how it is taken back."""

from collections.abc import Iterable

from legalredact.workflow.matter.open_matter import OpenMatter


def take_back(matter: OpenMatter, parts: Iterable[tuple[str, str]]) -> None:
    """Parts that somebody accepted wait again.

    Arguments:
        parts: (document id, part id) of each.
    """
    wanted = frozenset(parts)
    named = ",".join(f"{document}/{part}" for document, part in sorted(wanted))
    with matter.act("unread.open", ("parts", named)):
        matter.store.drop_parts(wanted)
