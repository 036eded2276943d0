"""`dev.py package linux`: builds the packages for Linux into dist/."""

import sys

from shipping.frozen import freeze
from shipping.source import ROOT, epoch


def main() -> int:
    """Build, and say where the results are."""
    print(freeze(ROOT / "build" / "linux", epoch()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
