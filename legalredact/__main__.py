"""`python -m legalredact`: the window, or a command."""

import multiprocessing
import sys

from legalredact import wiring


def main() -> int:
    """Run the command of `sys.argv`."""
    multiprocessing.freeze_support()  # a frozen application starts its workers through this very file
    from legalredact.cli.main import run

    return run(sys.argv[1:], wiring.real())


if __name__ == "__main__":
    sys.exit(main())
