"""Takes in and reads generated productions of every kind; prints the time each takes, and gold names lost in reading.

`DOCUMENTS=1500` says how large they are. In processor time of one process; OCR of page pictures is part of the second.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from legalredact.documents.intake.members import read_member
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document
from legalredact.model.production import Form, ProductionMember
from legalredact.workflow.production.intake import members

MAKER = Path(__file__).resolve().parents[2] / "packaging" / "productions"
Gold = Mapping[str, Mapping[str, Any]]


def main(arguments: list[str]) -> int:
    """Make, take in, read, print; `arguments` are not used. Returns 1 if a whole document could not be read."""
    del arguments
    documents = int(os.environ.get("DOCUMENTS", "1500"))
    failed = 0
    for words in ([], ["--load-file"]):
        with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as place:
            out = Path(place) / "out"
            making = [sys.executable, str(MAKER), "--documents", str(documents), "--out", str(out), *words]
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            subprocess.run(making, check=True, stdout=subprocess.DEVNULL)
            made = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            print(f"\n{documents:,} documents{' with load files' if words else ''}, made in {made:.0f} s")
            failed += _measured(out)
    print(f"memory at its most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return 1 if failed else 0


def _measured(out: Path) -> int:
    """Whole documents that could not be read."""
    rows = [json.loads(line) for line in (out / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = {row["digest"]: row for row in rows} | {row["bates"]: row for row in rows if row["bates"]}
    start = time.process_time()
    found = [*members(out / "production", processes=0)]
    taken = time.process_time() - start
    repeated = sum(bool(member.duplicate_of) for member in found)
    print(f"taken in: {len(found):,} members in {taken:.1f} s, {repeated:,} of them seen before")
    return _read([member for member in found if member.digest and not member.duplicate_of], gold)


def _read(found: Sequence[ProductionMember], gold: Gold) -> int:
    seconds: dict[str, list[float]] = defaultdict(list)
    outcomes: Counter[str] = Counter()
    names = lost = 0
    for member in found:
        row = gold.get(member.digest) or gold[member.bates.first]
        start = time.process_time()
        outcome = _outcome(member)
        seconds[member.form if member.form is Form.PAGES else row["kind"]].append(time.process_time() - start)
        outcomes[f"{'damaged' if row['damaged'] else 'whole'}, {_words(outcome)}"] += 1
        if isinstance(outcome, Document) and not row["damaged"] and member.form is not Form.PAGES:
            text = re.sub(r"\s+", "", outcome.text)
            names += len(row["names"])
            lost += sum(name["surface"].replace(" ", "") not in text for name in row["names"])
    print("  ".join(f"{words}: {count:,}" for words, count in sorted(outcomes.items())))
    print("read, ms each: " + "  ".join(f"{k} {1000 * sum(s) / len(s):.1f}" for k, s in sorted(seconds.items())))
    print(f"gold names of documents with text: {names:,}, not in what was read: {lost:,}")
    return outcomes["whole, refused"]


def _outcome(member: ProductionMember) -> Document | UnreadableInput:
    try:
        return read_member(member)
    except UnreadableInput as problem:
        return problem


def _words(outcome: Document | UnreadableInput) -> str:
    if isinstance(outcome, UnreadableInput):
        return "refused"
    return "with a part to look at" if outcome.unread else "read"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
