"""`legalredact doctor`: what is ready on this machine and what is not."""

from collections.abc import Iterator

from legalredact.cli.session import Session
from legalredact.errors import LegalRedactError
from legalredact.governance.policy import broken, load_policy
from legalredact.model.policy import Policy
from legalredact.workflow.administration import confined
from legalredact.workflow.administration.api_keys import ask_who
from legalredact.workflow.administration.doctor import Row, machine, write_bundle


def doctor(session: Session) -> int:
    """`doctor`: exit 1 if something required is missing. Only --reach contacts the service, without content."""
    options = session.options
    policy = _policy(session)
    ready = (*session.wiring.ready(policy), *machine(), *confined.rows(policy))
    rows = [*ready, *(_reached(session) if options.reach else ())]
    if options.bundle is not None:
        write_bundle(rows, policy, options.bundle)
    words = [f"{'ok     ' if well else 'missing'}  {what}: {how}" for what, well, how in rows]
    words += [f"wrote {options.bundle}; it holds nothing of any matter"] if options.bundle else []
    session.answer({"ready": [{"what": w, "ok": well, "detail": how} for w, well, how in rows]}, "\n".join(words))
    return 0 if all(well for _, well, _ in rows) else 1


def _policy(session: Session) -> Policy:
    """The policy, or the replacement for a broken one, which doctor must report."""
    try:
        return load_policy(session.options.policy)
    except LegalRedactError as problem:
        return broken(str(problem))


def _reached(session: Session) -> Iterator[Row]:
    try:
        answered = ask_who(session.parts.engine)
    except LegalRedactError as problem:
        yield "service", False, str(problem)
    else:
        yield "service", True, f"answers for {answered.organization_id}, {answered.workspace_id}"
