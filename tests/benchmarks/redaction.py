"""Redacted copies of public test files, judged by another program: `../shared/tools/find_leaks.py --ocr`.

Each file comes with a word that stands in it. A copy counts as clean if the judge does not find the word in any of its
channels, nor on its drawn pages. Needs Debian's qpdf, poppler-utils and tesseract-ocr. Arguments, all optional:
`pdf` or `docx` alone; take every Nth file; begin with the Mth.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from legalredact.redaction.wanted import named_targets
from legalredact.workflow.redacting import Redacted, Who, redact_files

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus" / "redaction"
JUDGE = SHARED / "tools" / "find_leaks.py"
COLUMNS = ("clean", "leaks", "withheld", "refused", "unreadable", "crash")
WHO = Who("bench", lambda: "2026-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class Entry:
    """A file of the corpus, and the word; None where nobody could read the file."""

    file: str
    word: str | None


def main(arguments: list[str]) -> int:
    """Print the table; 1 if a copy leaks or something crashed."""
    if not JUDGE.exists():
        print("../shared is not there; nothing was measured.")
        return 0
    kinds = [word for word in arguments if word in ("pdf", "docx")] or ["pdf", "docx"]
    numbers = [int(word) for word in arguments if word.isdigit()]
    step, first = (*numbers, *(1, 0)[len(numbers) :])
    entries = [Entry(row["file"], row["word"]) for row in json.loads((CORPUS / "manifest.json").read_text())]
    entries = [entry for entry in entries if entry.file.partition("/")[0] in kinds]
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
    pages, seconds = Counter[str](), Counter[str]()
    for entry in entries[first::step]:
        kind = entry.file.partition("/")[0]
        begin = time.perf_counter()
        outcome, result = judged(entry)
        counts[kind][outcome] += 1
        seconds[kind] += round(time.perf_counter() - begin)
        pages[kind] += result.made.pages if result.made else 0
        if outcome != "clean":
            print(f"{outcome:10} {entry.file} {reason(result)}", flush=True)
    print(f"\n{'':6}{''.join(f'{column:>12}' for column in COLUMNS)}{'pages':>8}{'seconds':>9}")
    for kind, count in counts.items():
        row = "".join(f"{count[column]:12}" for column in COLUMNS)
        print(f"{kind:6}{row}{pages[kind]:8}{seconds[kind]:9}")
    return 1 if any(count["leaks"] or count["crash"] for count in counts.values()) else 0


def judged(entry: Entry) -> tuple[str, Redacted]:
    """The outcome for one file, the judge's word included."""
    word = entry.word or "example"
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as folder:
        (result,) = redact_files([CORPUS / entry.file], named_targets([word]), Path(folder), WHO)
        if result.problem is not None:
            engine = "failed on this file" in str(result.problem) or "crashed" in str(result.problem)
            return ("crash" if engine else "unreadable" if entry.word is None else "refused"), result
        if result.copy is None:
            return "withheld", result
        command = [sys.executable, str(JUDGE), "--ocr", "--name", word, str(result.copy)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout, file=sys.stderr)
        return ("leaks" if done.returncode else "clean"), result


def reason(result: Redacted) -> str:
    """Why there is no clean copy, in words."""
    if result.problem is not None:
        return str(result.problem)
    findings = {finding.channel for finding in result.audit.findings} if result.audit else set()
    return ", ".join(sorted(findings)) + ", ".join(result.audit.unread if result.audit else ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
