"""A person's acceptance of an unread part, and its reversal."""

from collections.abc import Iterable

from legalredact.workflow.matter.open_matter import OpenMatter


def take_back(matter: OpenMatter, parts: Iterable[tuple[str, str]]) -> None:
    """Parts that somebody accepted have to be accepted again.

    Arguments:
        parts: (document id, part id) of each.
    """
    wanted = frozenset(parts)
    named = ",".join(f"{document}/{part}" for document, part in sorted(wanted))
    with matter.act("unread.open", ("parts", named)):
        matter.store.drop_parts(wanted)
