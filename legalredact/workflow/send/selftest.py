"""Runs the self-test of masking and stores its result; nothing is sent without a recent success."""

from collections.abc import Iterable

from legalredact.errors import SendRefused, UsageError
from legalredact.governance.audit_trail import stamp
from legalredact.governance.selftest import RUN, Trial
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.selftest_cases import Check, checks


def run_selftest(
    parts: Parts, more: Iterable[Check] = (), report: Report = silent, cancel: Cancellation = NEVER
) -> Trial:
    """Run every canary, and store the result.

    Arguments:
        more: additional checks of the caller.

    Errors: UsageError if no record is kept; DiskFull; Cancelled, and nothing is stored then.
    """
    if parts.tests is None:
        raise UsageError("No self-tests are kept here.", "Run it with the installed application.")
    done: list[Check] = []
    for check in (*more, *checks(parts)):
        cancel.check()
        done.append(check)
        report(Progress("test", len(done), 0))
    tested = Trial(parts.tests.build, stamp(parts.clock), len(done), tuple(c.what for c in done if not c.well))
    parts.tests.put(tested)
    return tested


def note_tested(matter: OpenMatter, tested: Trial) -> None:
    """Write a result to a matter's trail."""
    failed = ("failed", ", ".join(tested.failed))
    matter.note("selftest.run", ("build", tested.build), ("checks", tested.checks), failed)


def against_untested(matter: OpenMatter) -> tuple[Refusal, ...]:
    """Reason: no self-test of this build passed recently; nothing is sent until one does."""
    tests = matter.parts.tests
    fault = tests.fault(matter.parts.clock()) if tests is not None else ""
    return (Refusal(RefusalKind.SELF_TEST, fault, RUN, SendRefused),) if fault else ()


def tested_words(matter: OpenMatter) -> str:
    """Time of the self-test on which a send relies, for the trail."""
    last = matter.parts.tests.last() if matter.parts.tests is not None else None
    return f"{last.when} {last.build}" if last else "none asked for"
