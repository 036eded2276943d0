"""`dev.py audit INVENTORY [--database DIR] [--out FILE]`: known vulnerabilities of what a package contains.

The index is asked about its packages, by pip-audit. Native libraries are looked up in a local copy of the National
Vulnerability Database, if one is given. Whatever could not be looked up is said, and fails the audit.
"""

import argparse
import json
import sys
from pathlib import Path

from shipping.alike import written
from shipping.vex import decisions, look_up, statement, undecided
from shipping.vulnerabilities import known


def main(arguments: list[str]) -> int:
    """Look up, write the statement, and return 1 if anything is undecided or was not looked up."""
    parser = argparse.ArgumentParser(prog="dev.py audit", description=__doc__)
    parser.add_argument("inventory", type=Path, help="inventory.cdx.json of a package")
    parser.add_argument("--database", type=Path, metavar="DIR", help="files of the NVD, format 2.0")
    parser.add_argument("--out", type=Path, metavar="FILE", default=Path("vex.cdx.json"), help="the statement")
    options = parser.parse_args(arguments)
    bill = json.loads(options.inventory.read_text(encoding="utf-8"))
    answer = known()
    print(answer)
    clean = answer.startswith("0 known") and "NOT" not in answer
    if options.database is None:
        print("native libraries were NOT looked up: give --database a folder with files of the NVD")
        return 1
    found, decided = look_up(bill, options.database), decisions()
    written(statement(bill, found, decided), options.out)
    left = undecided(found, decided)
    for one in left:
        print(f"{one.number} of {one.ref}: nobody has decided (packaging/shipping/vex.toml)")
    print(f"{len(found)} in native libraries, {len(left)} undecided; the statement is {options.out}")
    return 0 if clean and not left else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
