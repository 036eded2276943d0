"""`legalredact selftest`: masks invented names in hard cases, and processes the sample; required before sending."""

from legalredact.cli.demo import sample_checks
from legalredact.cli.session import Session
from legalredact.workflow.send.selftest import note_tested, run_selftest


def run(session: Session) -> int:
    """Exit 0: all checks passed; 1: a check failed, and nothing is sent until one passes.

    With --if-due, 0 also if no test is due. The result is recorded for this account on this machine, and in the trail
    of --matter if given.
    """
    days, record, now = session.options.if_due, session.parts.tests, session.parts.clock()
    if days is not None and record is not None and not record.due(now, days):
        session.answer({"passed": True, "due": False}, f"Not due: {record.words(now)}.")
        return 0
    tested = run_selftest(session.parts, sample_checks(session), session.report)
    if session.options.matter is not None:
        with session.matter() as matter:
            note_tested(matter, tested)
    words = [f"FAILED  {what}" for what in tested.failed]
    words.append(f"{tested.checks - len(tested.failed)} of {tested.checks} checks passed.")
    row = {"passed": tested.passed, "checks": tested.checks, "failed": tested.failed, "build": tested.build}
    session.answer(row, "\n".join(words))
    return 0 if tested.passed else 1
