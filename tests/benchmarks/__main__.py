"""`python -m tests.benchmarks [NAME…]`: run each benchmark, or those named, in a process of its own.

A benchmark is a module in this folder with a `main(arguments: list[str]) -> int` that prints its figures. Its own
process keeps the peak memory of one from counting for the next.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run the benchmarks `names`, or all; returns 1 if one failed, 2 if one is unknown."""
    known = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    failed = [name for name in names or known if not succeeded(name)]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def succeeded(name: str) -> bool:
    """Run one benchmark beneath its own heading."""
    print(f"\n## {name}", flush=True)
    start = f"import sys; from tests.benchmarks.{name} import main; sys.exit(main([]))"
    return subprocess.run([sys.executable, "-c", start], check=False, cwd=FOLDER.parent.parent).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
