"""`legalredact inventory`: classes of personal data in each document, and how much masking leaves."""

from legalredact.cli.session import Session
from legalredact.governance.inventory import Inventory
from legalredact.workflow.send.inventories import CLASS_WORDS, of_matter, summary_lines


def run(session: Session) -> int:
    """`inventory`: documents are listed by id, since a file's name may contain a client's."""
    with session.matter() as matter:
        found = of_matter(matter, session.report)
    lines = [*summary_lines(found), *(line for one in found for line in _lines(one))]
    session.answer({"documents": [_row(one) for one in found]}, "\n".join(lines))
    return 0


def _row(one: Inventory) -> dict[str, object]:
    return {
        "id": one.document_id,
        "risk": one.risk,
        "reasons": one.reasons,
        "held": [{"class": h.pii, "what": h.what, "count": h.count, "left": h.left} for h in one.held],
    }


def _lines(one: Inventory) -> list[str]:
    held = [f"    {CLASS_WORDS[h.pii]}: {h.what.replace('_', ' ')} {h.count}, left in clear {h.left}" for h in one.held]
    return [f"{one.document_id}  risk {one.risk}", *(f"    {reason}" for reason in one.reasons), *held]
