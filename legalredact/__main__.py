"""`python -m legalredact`: the window, or a command."""

import importlib.util
import multiprocessing
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from legalredact import installation
from legalredact.governance.telemetry_files import remove_once
from legalredact.sandbox.profiles import confine_application
from legalredact.summary import sender_launcher

if TYPE_CHECKING:
    from legalredact.workflow.matter.dependencies import Wiring

CLUSTER_PROGRAM = "--cluster-program"
"""First argument of a frozen application that runs a program of the cluster; `legalredact-cluster` gives it."""
WINDOW_OPTIONS = frozenset({"--sample", "--open"})


def main() -> int:
    """Run the command of `sys.argv`; without one, open the window. Ctrl-C ends it without a traceback at any time."""
    try:
        return _run()
    except KeyboardInterrupt:
        return 130


def _run() -> int:
    multiprocessing.freeze_support()  # a frozen application starts its workers through this file
    arguments = sys.argv[1:]
    installation.remember()
    if arguments[:1] == [sender_launcher.FROZEN]:
        return send(int(arguments[1]))
    if arguments[:1] == [CLUSTER_PROGRAM]:  # not confined: it serves the firm's network
        from legalredact.workflow.production import cluster_program

        return cluster_program.main(arguments[1:])
    sender_launcher.start_early()  # before anything is loaded, read or confined
    # A process that needs the network starts before this line: no process that is started later can reach it.
    confine_application(network=_uses_cluster(arguments))
    remove_once()
    if WINDOW_OPTIONS.issuperset(arguments[:1]) and importlib.util.find_spec("PySide6") is not None:
        return window(arguments)
    from legalredact.cli.main import start
    from legalredact.workflow.compute.crash_dumps import no_crash_dumps

    no_crash_dumps()
    return start(arguments or ["--help"], _wiring)


def send(handle: int) -> int:
    """Run the host from which sending processes are forked (Linux), or such a process itself; see `sender_launcher`."""
    if sender_launcher.LINUX:
        from legalredact.summary import sender_host

        sender_host.main(handle)
    else:
        from legalredact.summary import sender_program

        sender_program.main(handle)
    return 0


def _wiring() -> "Wiring":
    from legalredact import wiring

    return wiring.real()


def _uses_cluster(arguments: Sequence[str]) -> bool:
    """Whether this is the only command that opens connections itself: to the cluster that policy names."""
    if arguments[:1] != ["batch"] or not any("--cluster".startswith(one) and len(one) > 2 for one in arguments):
        return False
    from legalredact.cli.main import uses_cluster

    return uses_cluster(arguments)


def window(arguments: Sequence[str]) -> int:
    """Open the window: with the sample matter for ``--sample``, with a new one for ``--open FILE…``."""
    from legalredact.errors import LegalRedactError
    from legalredact.gui.shell.app import run

    def make_wiring() -> "Wiring":
        from legalredact import wiring

        return wiring.for_window()

    try:
        return run(make_wiring, arguments)
    except LegalRedactError as problem:
        sys.stderr.write(f"legalredact: {problem}\n")
        return problem.exit_code


if __name__ == "__main__":
    sys.exit(main())
