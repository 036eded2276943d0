"""The frozen application's entry point: window, command or one of its own worker processes."""

import os
import sys
from collections.abc import MutableMapping

from legalredact.__main__ import main

PATH = "LD_LIBRARY_PATH"


def give_back(environment: MutableMapping[str, str]) -> None:
    """Let system programs (Tesseract) find their own libraries: the start program sets the path to ours."""
    before = environment.pop(f"{PATH}_ORIG", None)
    environment.pop(PATH, None)
    if before is not None:
        environment[PATH] = before


if __name__ == "__main__":
    give_back(os.environ)
    sys.exit(main())
