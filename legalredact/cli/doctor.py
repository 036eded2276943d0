"""`legalredact doctor`: what is ready on this machine and what is not."""

from collections.abc import Iterator

from legalredact.cli.session import Session
from legalredact.errors import LegalRedactError
from legalredact.governance.policy import broken, load_policy
from legalredact.model.policy import Policy
from legalredact.model.readiness import Row, State, as_json, worst
from legalredact.workflow.administration import confined
from legalredact.workflow.administration.api_keys import ask_who
from legalredact.workflow.administration.doctor import machine
from legalredact.workflow.administration.support_bundle import write_bundle


def doctor(session: Session) -> int:
    """`doctor`: exit 0 ok, 1 warning, 2 failure. Only --reach contacts the service, without content."""
    options = session.options
    policy = _policy(session)
    ready = (*session.wiring.ready(policy), *machine(policy), *confined.rows(policy))
    rows = [*ready, *(_reached(session) if options.reach else ())]
    if options.bundle is not None:
        write_bundle(rows, policy, options.bundle)
    state = worst(rows)
    words = [f"{each.words:4}  {what}: {how}" for what, each, how in rows]
    words += [f"wrote {options.bundle}; it holds nothing of any matter"] if options.bundle else []
    session.answer({"state": state.words, "ready": as_json(rows)}, "\n".join(words))
    return state.exit_code


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
        yield "service", State.FAIL, str(problem)
    else:
        yield "service", State.OK, f"answers for {answered.organization_id}, {answered.workspace_id}"
