"""`legalredact batch similar`: list near-duplicates, and decide on groups of them."""

from collections.abc import Mapping, Sequence

from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.model.progress import NEVER
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.group_decisions import (
    GroupChange,
    GroupDecision,
    decide,
    group_of,
    kept,
    take_back,
    withheld,
)
from legalredact.workflow.production.near_duplicates import DuplicateGroup, groups


def similar(session: Session) -> int:
    """Exit 0."""
    with session.matter() as matter:
        found = groups(matter, session.report, NEVER)
        done = _decided(session, matter, found)
        if done is not None:
            session.answer(_told(done), _words(done))
            return 0
        accepted = matter.store.accepted_parts()
        names = {listed.id: listed.name for listed in matter.listing}
        told = [([(one, _bates(matter, one)) for one in g.documents], withheld(accepted, g)) for g in found]
    rows = [{"documents": [{"id": one, "bates": bates} for one, bates in group], "withheld": n} for group, n in told]
    words = "\n".join(_lines(group, names, n) for group, n in told)
    session.answer({"groups": rows}, words or "No two documents are nearly the same.")
    return 0


def _decided(session: Session, matter: OpenMatter, found: tuple[DuplicateGroup, ...]) -> GroupChange | None:
    """The change made by a decision, or the change that was taken back; None if only the list was requested."""
    options = session.options
    for word in GroupDecision:
        if getattr(options, word) is not None:
            return decide(matter, group_of(found, getattr(options, word)), word)
    if options.take_back is None:
        return None
    last = next((one for one in reversed(kept(matter)) if options.take_back in one.documents), None)
    if last is None:
        raise UsageError("Nothing was decided for the group of that document.", "See `legalredact batch similar`.")
    take_back(matter, last)
    return last


def _told(done: GroupChange) -> dict[str, object]:
    return {
        "decision": done.word,
        "documents": list(done.documents),
        "parts": [{"document": document, "part": part} for document, part in done.parts],
        "names": list(done.names),
    }


def _words(done: GroupChange) -> str:
    count = len(done.names if done.word is GroupDecision.MASK else done.parts)
    what = {GroupDecision.ACCEPT: "parts", GroupDecision.WITHHOLD: "documents", GroupDecision.MASK: "names"}[done.word]
    return f"{done.word}: {count} {what} in a group of {len(done.documents)} documents."


def _bates(matter: OpenMatter, document_id: str) -> str:
    """The first Bates number of the document's first member that has one."""
    return next((one.bates.first for one in matter.store.produced(document_id) if one.bates), "")


def _lines(documents: Sequence[tuple[str, str]], names: Mapping[str, str], held: int) -> str:
    """A line for each document of a group, with its Bates number if it has one."""
    lines = (" ".join(filter(None, (bates, names.get(one, ""), f"({one})"))) for one, bates in documents)
    return "\n  ".join((*lines, *([f"{held} of them withheld"] if held else [])))
