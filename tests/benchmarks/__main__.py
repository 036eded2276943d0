"""`python -m tests.benchmarks [NAME…] [OPTION…]`: run each benchmark, or those named, in a process of its own.

Options begin with "-" and go, with all that follows, to the one benchmark that is named.

A benchmark is a module in this folder with a `main(arguments: list[str]) -> int` that prints its figures. Its own
process keeps the peak memory of one from counting for the next.
"""

import itertools
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main(arguments: list[str]) -> int:
    """Run the benchmarks that are named, or all; returns 1 if one failed, 2 if one is unknown."""
    names = list(itertools.takewhile(lambda one: not one.startswith("-"), arguments))
    options = arguments[len(names) :]
    known = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    if options and len(names) != 1:
        print("Options are for one benchmark: name it.", file=sys.stderr)
        return 2
    failed = [name for name in names or known if not succeeded(name, options)]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def succeeded(name: str, options: Sequence[str]) -> bool:
    """Run one benchmark beneath its own heading."""
    print(f"\n## {name}", flush=True)
    start = f"import sys; from tests.benchmarks.{name} import main; sys.exit(main(sys.argv[1:]))"
    return (
        subprocess.run([sys.executable, "-c", start, *options], check=False, cwd=FOLDER.parent.parent).returncode == 0
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
