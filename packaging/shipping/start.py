"""The frozen application's first file: window, command or one of its own worker processes."""

import sys

from legalredact.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
