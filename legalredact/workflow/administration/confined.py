"""Confinement of the application's processes: reported, and required if policy asks for it."""

import sys
from collections.abc import Iterator
from pathlib import Path

from legalredact.documents.limits import Limits
from legalredact.documents.workers.pool import Workers
from legalredact.errors import LegalRedactError
from legalredact.model.policy import Policy
from legalredact.model.progress import Report
from legalredact.model.readiness import Row, State
from legalredact.sandbox import windows_firewall
from legalredact.sandbox.confinement import Confinement, refuse_unless_complete
from legalredact.sandbox.profiles import COMPUTATIONS, READERS, SENDER, confinement, expected_limits, require
from legalredact.summary.sender_program import PROGRAM
from legalredact.workflow.compute.worker import Worker

REQUIRED = "required"


def demand(policy: Policy) -> None:
    """From now on, nothing is opened or read in a process that policy wants confined and the system does not confine.

    Errors: Refused if that is known already; else each process that is not confined refuses its work.
    """
    wanted = policy.security.sandbox == REQUIRED
    require(wanted)
    if wanted:
        refuse_unless_complete(confinement(), *expected_limits())


def confinements() -> tuple[Confinement, ...]:
    """Confinement of this process, and of those that it starts."""
    return confinement(), *expected_limits()


def rows(policy: Policy) -> Iterator[Row]:
    """For `doctor`: confinement of each kind of process, tested in real ones except for the sending process."""
    sender = next(one for one in expected_limits() if one.process == SENDER)
    missing = State.FAIL if policy.security.sandbox == REQUIRED else State.WARN
    for each in (confinement(), _of_a_reader(), _of_a_computation(), sender):
        yield f"confined: {each.process}", State.OK if each.whole else missing, each.words()
    if sys.platform == "win32":
        firewall = windows_firewall.read(windows_firewall.machine)
        programs = windows_firewall.programs_to_block(Path(sys.executable), PROGRAM)
        well, words = windows_firewall.report(firewall, programs, windows_firewall.refused)
        yield "Windows' firewall", State.OK if well else missing, words


def _of_a_reader() -> Confinement:
    try:
        with Workers(_held, processes=1, readable=()) as readers:
            ((_, held),) = readers.read_many([READERS])
    except LegalRedactError as problem:
        return Confinement(READERS, missing=(str(problem),))
    return held if isinstance(held, Confinement) else Confinement(READERS, missing=(str(held),))


def _held(_: str, __: range | None, ___: Limits, ____: Report) -> Confinement:
    """Runs in a reader."""
    return confinement()


def _of_a_computation() -> Confinement:
    worker = Worker(_Computation, "Computing")
    try:
        held: Confinement = worker.ask("held")
    except LegalRedactError as problem:
        return Confinement(COMPUTATIONS, missing=(str(problem),))
    finally:
        worker.close()
    return held


class _Computation:
    """Runs in a computing process."""

    def held(self, _: Report) -> Confinement:
        """Confinement there."""
        return confinement()
