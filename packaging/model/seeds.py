"""Train with several seeds, one after the other, report the results, and average them.

Usage: python packaging/model/seeds.py --seeds 1 2 3 --folder out/model [--held-out 300] [options of train.py]

Each seed writes FOLDER/names-SEED.onnx; FOLDER/names-average.onnx has the mean of their weights, which finds what one
seed alone misses and is as fast as one (Wortsman et al., Model soups, ICML 2022). Figures are those of the held-out
generated documents at the lowest threshold with which 99.5 % of the letters read lie in names, a row a model, then the
range over all seeds, all in per cent; they go to standard output and to FOLDER/seeds.md. Which of the files ships is
for a person to say, by the benchmark: `python -m tests.benchmarks.names` with it in resources/models.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

SURE = 0.995
"""Share of the letters read that lie in names, from which the program suggests (see `detection/pipeline`)."""
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]


@dataclass(frozen=True, slots=True)
class Figures:
    """A threshold, and with it shares of 1 on held-out documents: of the letters found, of the names of each kind."""

    threshold: float
    precision: float
    person: float
    org: float
    government: float


def main() -> None:
    """Train, measure, report."""
    options, rest = arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    measured: dict[str, Figures] = {}
    targets = [options.folder / f"names-{seed}.onnx" for seed in options.seeds]
    for seed, target in zip(options.seeds, targets, strict=True):
        command = [sys.executable, str(HERE / "train.py"), "--seed", str(seed), "--target", str(target), *rest]
        subprocess.run(command, check=True)
        measured[str(seed)] = figures(target, options.held_out)
    ranges = span(measured.values())
    if len(targets) > 1:
        measured["average"] = figures(average(targets, options.folder / "names-average.onnx"), options.held_out)
    report = "\n".join([*table(measured), ranges])
    (options.folder / "seeds.md").write_text(report + "\n", encoding="utf-8")
    print(report, flush=True)


def average(models: Sequence[Path], target: Path) -> Path:
    """Write the network whose weights are the mean of those that `train.py` saved beside `models`."""
    import torch
    from export import export
    from network import from_base
    from train import base_weights

    states = [torch.load(model.with_suffix(".pt"), weights_only=True) for model in models]
    model = from_base(base_weights())
    model.load_state_dict({key: torch.stack([state[key] for state in states]).mean(0) for key in states[0]})
    torch.save(model.state_dict(), target.with_suffix(".pt"))
    export(model, target)
    return target


def arguments() -> tuple[argparse.Namespace, list[str]]:
    """The command line; unknown options are passed to train.py."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--folder", type=Path, default=Path("out/model"))
    parser.add_argument("--held-out", type=int, default=300, help="documents that the figures are taken from")
    return parser.parse_known_args()


def figures(model: Path, count: int) -> Figures:
    """The figures of a model file on the first held-out documents at its threshold."""
    from evaluate import THRESHOLDS, precision, share
    from generator.documents import documents
    from reading import Reader

    reader, held_out = Reader(model), list(documents(0, count))
    read = [reader.names(d.text, *THRESHOLDS) for d in held_out]
    found, threshold = next(
        (found, threshold)
        for place, threshold in enumerate(THRESHOLDS)
        if precision(found := [(d, names[place]) for d, names in zip(held_out, read, strict=True)]) >= SURE
        or threshold == THRESHOLDS[-1]
    )
    return Figures(threshold, precision(found), *(share(found, kind) for kind in ("PERSON", "ORG", "GOVERNMENT")))


def table(measured: dict[str, Figures]) -> list[str]:
    """A row a model."""
    names = [field.name for field in fields(Figures)]
    rows = [f"| seed | {' | '.join(names)} |", f"|{' --- |' * (len(names) + 1)}"]
    return [*rows, *(f"| {seed} | {' | '.join(map(_percent, astuple(one)))} |" for seed, one in measured.items())]


def span(measured: Iterable[Figures]) -> str:
    """A row with the lowest and the highest of each figure."""
    columns: Sequence[Sequence[float]] = list(zip(*map(astuple, measured), strict=True))
    ranges = " | ".join(f"{_percent(min(column))} – {_percent(max(column))}" for column in columns)
    return f"| range of the seeds | {ranges} |"


def _percent(share: float) -> str:
    return f"{100 * share:.2f}"


if __name__ == "__main__":
    main()
