"""The frozen application's first file: window, command or one of its own worker processes."""

import os
import sys
from collections.abc import MutableMapping

from legalredact.__main__ import main

PATH = "LD_LIBRARY_PATH"


def give_back(environment: MutableMapping[str, str]) -> None:
    """Let programs of the system (Tesseract) find their own libraries: the start program has put ours before them."""
    before = environment.pop(f"{PATH}_ORIG", None)
    environment.pop(PATH, None)
    if before is not None:
        environment[PATH] = before


if __name__ == "__main__":
    give_back(os.environ)
    sys.exit(main())
