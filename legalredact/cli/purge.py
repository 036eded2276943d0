"""`legalredact matter retention|purge`, `receipt verify`: permanent deletion, and its receipts."""

import json
from pathlib import Path

import pydantic

from legalredact.cli.session import Session
from legalredact.cli.writing import write_text
from legalredact.errors import UsageError
from legalredact.governance.retention import RetentionState
from legalredact.model.receipt import NOT_COVERED, Receipt
from legalredact.workflow.administration import clawback, purge
from legalredact.workflow.matter.open_matter import OpenMatter


def show(session: Session) -> int:
    """`matter retention show`; exit 1 if something is due."""
    with session.matter() as matter:
        now = purge.retention(matter)
    row = {"state": now.state, "days": now.days, "due": now.due.isoformat() if now.due else None}
    session.answer(row, f"Retention: {purge.words_for(now)}")
    return 1 if now.state in (RetentionState.DUE, RetentionState.NOT_EXPORTED) else 0


def set_days(session: Session) -> int:
    """`matter retention set`."""
    with session.matter() as matter:
        purge.set_retention(matter, session.options.days)
        now = purge.retention(matter)
    session.answer({"days": now.days}, f"Retention: {purge.words_for(now)}")
    return 0


def run_retention(session: Session) -> int:
    """`matter retention run`."""
    with session.matter() as matter:
        return _purge(session, matter, purge.plan_retention(matter))


def claw_back(session: Session) -> int:
    """`matter purge`; exit 1 without `--yes`."""
    options = session.options
    with session.matter() as matter:
        if options.bates:
            plan = clawback.plan_range(matter, *options.bates, typed_too=options.typed_too)
        else:
            plan = clawback.plan_clawback(matter, frozenset(options.document), typed_too=options.typed_too)
        return _purge(session, matter, plan)


def verify(session: Session) -> int:
    """`receipt verify`; exit 1 if the signature is missing or does not match."""
    try:
        written = json.loads(session.options.file.read_text(encoding="utf-8"))
        claimed = written.pop("digest")
        written.pop("not_covered")
        receipt = pydantic.TypeAdapter(Receipt).validate_python(written)
    except (OSError, UnicodeDecodeError, ValueError, KeyError, AttributeError):
        raise UsageError("That file is not a receipt.", "Choose one that `matter purge --receipt` wrote.") from None
    genuine = claimed == receipt.digest and purge.is_genuine(receipt)
    words = f"Signed by the key {receipt.public}" if genuine else "Altered or not signed"
    session.answer(
        {"genuine": genuine, "public": receipt.public}, f"{words}; {len(receipt.deleted.documents)} documents."
    )
    return 0 if genuine else 1


def _purge(session: Session, matter: OpenMatter, plan: purge.Plan) -> int:
    if not session.options.yes:
        session.answer({"deleted": False, "would": plan.words()}, f"Would delete {plan.words()}. Say --yes to do it.")
        return 1
    file: Path | None = session.options.receipt
    if file is not None and file.exists():
        raise UsageError("There is a file of the receipt's name already; nothing was deleted.", "Choose another name.")
    receipt = purge.purge(matter, plan)
    if file is not None:
        write_text(file, json.dumps(receipt.row(), indent=1))
    lines = (f"Deleted {plan.words()}.", f"Receipt {receipt.digest}. It does not cover:", *NOT_COVERED)
    session.answer({"deleted": True, **receipt.row()}, "\n".join(lines))
    return 0
