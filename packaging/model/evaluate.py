"""Measure a model file.

Usage:
  evaluate.py MODEL.onnx FILE.jsonl    names in the texts of FILE ({"id", "text"} a line), on standard output, a JSON
                                       object a line; governments in the tier "possible", the rest in "suggested"
  evaluate.py MODEL.onnx --generated   recall and precision over generated documents that no training has seen,
                                       for a row of thresholds, by kind of document, and what a row of shares
                                       from which a name is a government makes of organizations and governments
"""

import collections
import json
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from generator.documents import Generated, documents  # noqa: E402 - the paths above come first
from reading import Name, Reader  # noqa: E402

HELD_OUT = 300
"""Documents number 0 to 299; training begins far above."""
SHARES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
SUGGESTED = 0.2
"""The program's threshold, at which the shares are compared."""
THRESHOLDS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


Found = Iterable[tuple[Generated, list[Name]]]


def main() -> None:
    """Predictions for a file, or figures on generated documents."""
    reader = Reader(Path(sys.argv[1]))
    if sys.argv[2] == "--generated":
        figures(reader)
    else:
        predictions(reader, Path(sys.argv[2]))


def predictions(reader: Reader, file: Path) -> None:
    """Print what `reader` finds in each text of `file`."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = reader.names(row["text"], 0.5)[0]
        print(json.dumps({"id": row["id"], "mentions": [mention(row["text"], n) for n in found]}))


def mention(text: str, name: Name) -> dict[str, object]:
    """One name in the scorer's format."""
    surface = text[name.start : name.end]
    tier = "possible" if name.kind == "GOVERNMENT" else "suggested"
    return {
        "start": name.start,
        "end": name.end,
        "surface": surface,
        "kind": name.kind,
        "entity": surface.casefold(),
        "tier": tier,
    }


def figures(reader: Reader) -> None:
    """Print recall and precision of letters by threshold, and recall by kind of document at 0.5."""
    held_out = list(documents(0, HELD_OUT))
    read = [reader.names(d.text, *THRESHOLDS) for d in held_out]
    for place, threshold in enumerate(THRESHOLDS):
        found = [(d, names[place]) for d, names in zip(held_out, read, strict=True)]
        shares = {kind: share(found, kind) for kind in ("PERSON", "ORG", "GOVERNMENT")}
        print(
            f"{threshold:.2f}  precision {precision(found):.4f}  recall "
            + "  ".join(f"{k} {v:.4f}" for k, v in shares.items())
        )
    by_kind: dict[str, list[tuple[Generated, list[Name]]]] = collections.defaultdict(list)
    for d, names in zip(held_out, read, strict=True):
        by_kind[d.kind].append((d, names[THRESHOLDS.index(0.5)]))
    for kind, some in sorted(by_kind.items()):
        recall = "  ".join(f"{k} {share(some, k):.4f}" for k in ("PERSON", "ORG"))
        print(f"{kind:14} precision {precision(some):.4f}  {recall}")
    suggested = [(d, names[THRESHOLDS.index(SUGGESTED)]) for d, names in zip(held_out, read, strict=True)]
    for least in SHARES:
        lost, kept = (as_government(suggested, label, least) for label in ("ORG", "GOV"))
        print(f"government from {least:.2f}  organizations taken for one {lost:.4f}  governments known {kept:.4f}")


def as_government(found: Found, label: str, least: float) -> float:
    """Share of names with a label that are read as governments, if the threshold is `least`."""
    read = total = 0
    for document, names in found:
        for s in document.stretches:
            over = [n for n in names if n.start < s.end and s.start < n.end] if s.label == label else []
            total += bool(over)
            read += any(n.government >= least for n in over)
    return read / max(1, total)


def share(found: Found, kind: str) -> float:
    """Share of the names of `kind` all of whose characters were found, with any label."""
    hits = total = 0
    for document, names in found:
        covered = {i for n in names for i in range(n.start, n.end)}
        for s in document.stretches:
            if kind.startswith(s.label):
                total += 1
                hits += all(i in covered for i in range(s.start, s.end) if document.text[i].isalnum())
    return hits / max(1, total)


def precision(found: Found) -> float:
    """Share of the letters found that lie in names."""
    right = wrong = 0
    for document, names in found:
        inside = {i for s in document.stretches for i in range(s.start, s.end)}
        for n in names:
            letters = [i for i in range(n.start, n.end) if document.text[i].isalnum()]
            right += sum(i in inside for i in letters)
            wrong += sum(i not in inside for i in letters)
    return right / max(1, right + wrong)


if __name__ == "__main__":
    main()
