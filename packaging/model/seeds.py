"""Train with several seeds, one after the other, and report what they come to.

Usage: python packaging/model/seeds.py --seeds 1 2 3 --folder out/model [--held-out 300] [options of train.py]

Each seed writes FOLDER/names-SEED.onnx. Figures are those of the held-out generated documents at the program's
threshold, a row a seed, then the range over all seeds; they go to standard output and to FOLDER/seeds.md. Which of the
files ships is for a person to say, by the benchmark: `python -m tests.benchmarks.names` with it in resources/models.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of 1 on held-out documents: of the letters found, and of the names of each kind."""

    precision: float
    person: float
    org: float
    government: float


def main() -> None:
    """Train, measure, report."""
    options, rest = arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    measured: dict[int, Figures] = {}
    for seed in options.seeds:
        target = options.folder / f"names-{seed}.onnx"
        command = [sys.executable, str(HERE / "train.py"), "--seed", str(seed), "--target", str(target), *rest]
        subprocess.run(command, check=True)
        measured[seed] = figures(target, options.held_out)
        report = "\n".join(table(measured))
        (options.folder / "seeds.md").write_text(report + "\n", encoding="utf-8")
        print(report, flush=True)


def arguments() -> tuple[argparse.Namespace, list[str]]:
    """The command line; what is not known here is for train.py."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--folder", type=Path, default=Path("out/model"))
    parser.add_argument("--held-out", type=int, default=300, help="documents that the figures are taken from")
    return parser.parse_known_args()


def figures(model: Path, count: int) -> Figures:
    """What a model file makes of the first held-out documents."""
    from evaluate import SUGGESTED, precision, share
    from generator.documents import documents
    from reading import Reader

    reader = Reader(model)
    found = [(d, reader.names(d.text, SUGGESTED)[0]) for d in documents(0, count)]
    return Figures(precision(found), *(share(found, kind) for kind in ("PERSON", "ORG", "GOVERNMENT")))


def table(measured: dict[int, Figures]) -> list[str]:
    """A row a seed, and the lowest and highest of all of them."""
    names = [field.name for field in fields(Figures)]
    rows = [f"| seed | {' | '.join(names)} |", f"|{' --- |' * (len(names) + 1)}"]
    rows += [f"| {seed} | {' | '.join(map(_percent, astuple(one)))} |" for seed, one in measured.items()]
    columns: Sequence[Sequence[float]] = list(zip(*map(astuple, measured.values()), strict=True))
    ranges = " | ".join(f"{_percent(min(column))} – {_percent(max(column))}" for column in columns)
    return [*rows, f"| range | {ranges} |"]


def _percent(share: float) -> str:
    return f"{100 * share:.2f}"


if __name__ == "__main__":
    main()
