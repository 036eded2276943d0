"""`legalredact batch similar`: documents that are nearly the same, to be looked at together."""

from legalredact.cli.options import Commands, add, reading
from legalredact.cli.session import Session
from legalredact.model.progress import NEVER
from legalredact.workflow.alike import Group, groups
from legalredact.workflow.open_matter import OpenMatter


def declare(batch: Commands) -> None:
    """Declare it in the group `batch`."""
    reading(add(batch, "similar", similar, "List documents that are nearly the same, in groups.", matter_too=True))


def similar(session: Session) -> int:
    """Exit 0."""
    with session.matter() as matter:
        found = groups(matter, session.report, NEVER)
        rows = [_row(matter, group) for group in found]
        names = {listed.id: listed.name for listed in matter.listing}
    words = "\n".join("\n  ".join(_line(one, names) for one in row["documents"]) for row in rows)
    session.answer({"groups": rows}, words or "No two documents are nearly the same.")
    return 0


def _row(matter: OpenMatter, group: Group) -> dict[str, list[dict[str, str]]]:
    return {"documents": [{"id": one, "bates": _bates(matter, one)} for one in group.documents]}


def _bates(matter: OpenMatter, document_id: str) -> str:
    """The first number of the document's first member that has one."""
    return next((one.bates.first for one in matter.store.produced(document_id) if one.bates), "")


def _line(document: dict[str, str], names: dict[str, str]) -> str:
    return " ".join(filter(None, (document["bates"], names.get(document["id"], ""), f"({document['id']})")))
