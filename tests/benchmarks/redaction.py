"""Redacted copies of public test files, judged by another program: `../shared/tools/find_leaks.py --ocr`.

Each file comes with a word that stands in it. A copy counts as clean if the judge does not find the word in any of its
channels, nor on its drawn pages. Needs Debian's qpdf, poppler-utils and tesseract-ocr. A whole run takes hours: what
was judged stands in out/redaction.jsonl, and the next run goes on from there; delete it to begin anew. Small files come
first; with `--minutes 9` none is begun after nine minutes. The table is written to results/redaction.md.

Options: `--row pixels`, `--row text` or `--row docx` (all by default), `--every N` takes every Nth file, `--first M`
begins with the Mth (from 0), `--again` judges files that an earlier run judged; then the table counts the files of this
run only, and results/redaction.md stays as it is.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from legalredact.redaction.options import Options
from legalredact.redaction.targets import named_targets
from legalredact.workflow.copies.run import Redacted, Who, redact_files

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus" / "redaction"
JUDGE = SHARED / "tools" / "find_leaks.py"
DONE = ROOT / "out" / "redaction.jsonl"
COPIES = ROOT / "out" / "copies"
"""Copies are kept there, in a folder for each row: `bench copies` shows them to x-ray and LibreOffice."""

TABLE = Path(__file__).parent / "results" / "redaction.md"
ROWS = {"pixels": "pdf", "text": "pdf", "docx": "docx"}
OUTCOMES = ("clean", "leaks", "withheld", "refused", "unreadable", "crash", "not judged")
WHO = Who("bench", lambda: "2026-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class Entry:
    """A file of the corpus, and the word; None where nobody could read the file."""

    file: str
    word: str | None


@dataclass(frozen=True)
class Judged:
    """What became of one file: `pictures` of its pages are pictures, though its text was to be kept."""

    row: str
    file: str
    outcome: str
    why: str
    pages: int = 0
    pictures: int = 0


def main(arguments: list[str]) -> int:
    """Write the table; 1 if a copy leaks or something crashed."""
    asked = _options(arguments)
    if not JUDGE.exists():
        print("../shared is not there; nothing was measured.")
        return 0
    entries = [Entry(row["file"], row["word"]) for row in json.loads((CORPUS / "manifest.json").read_text())]
    known = {} if asked.again else {(one.row, one.file): one for one in already() if one.outcome != "not judged"}
    end = time.monotonic() + 60 * asked.minutes
    chosen = sorted(
        (
            (row, entry)
            for row in asked.rows or ROWS
            for entry in [one for one in entries if one.file.partition("/")[0] == ROWS[row]][asked.first :: asked.every]
        ),
        key=lambda pair: (CORPUS / pair[1].file).stat().st_size,
    )
    mine = []
    for row, entry in chosen:
        if (row, entry.file) not in known and time.monotonic() < end:
            mine.append(judged(row, entry))
            note(mine[-1])
    done = mine if asked.again else list(already())
    shown = table(done)
    if asked.again:
        print(f"{len(done)} of {len(chosen)} chosen files were judged.")
    else:
        TABLE.write_text(shown, encoding="utf-8")
    print(shown)
    return 1 if any(one.outcome in ("leaks", "crash") for one in done) else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench redaction", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--row", dest="rows", action="append", choices=list(ROWS))
    parser.add_argument("--every", type=_positive, default=1, metavar="N")
    parser.add_argument("--first", type=int, default=0, metavar="M")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--again", action="store_true")
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number of 1 or more is needed")
    return number


def already() -> Iterator[Judged]:
    """What earlier runs judged, each file once, though two runs may have come to it at the same time."""
    lines = DONE.read_text(encoding="utf-8").splitlines() if DONE.exists() else []
    found = [Judged(**json.loads(line)) for line in lines]
    yield from {(one.row, one.file): one for one in found}.values()


def note(one: Judged) -> None:
    """Keep what was judged."""
    DONE.parent.mkdir(exist_ok=True)
    with DONE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(one)) + "\n")
    if one.outcome != "clean":
        print(f"{one.row:7} {one.outcome:10} {one.file} {one.why}", flush=True)


def judged(row: str, entry: Entry) -> Judged:
    """The outcome for one file, the judge's word included."""
    word = entry.word or "example"
    options = Options(keep_text=row == "text")
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as folder:
        (result,) = redact_files([CORPUS / entry.file], named_targets([word]), Path(folder), WHO, options)
        return judged_copy(row, entry, result)


def judged_copy(row: str, entry: Entry, result: Redacted) -> Judged:
    """The outcome for a file whose copy was made, the judge's word included; the copy is kept."""
    outcome = outcome_of(result, entry)
    if result.copy is not None:
        command = [sys.executable, str(JUDGE), "--ocr", "--name", entry.word or "example", str(result.copy)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        outcome = {0: "clean", 1: "leaks"}.get(done.returncode, "not judged")
        print(done.stdout, file=sys.stderr, end="")
        shutil.copy(result.copy, kept(row, entry.file))
    made = result.made
    pages, pictures = (made.pages, len(made.as_pictures)) if made is not None and result.copy is not None else (0, 0)
    return Judged(row, entry.file, outcome, reason(result), pages, pictures)


def kept(row: str, file: str) -> Path:
    """Where the copy of a file of the corpus is kept."""
    folder = COPIES / row
    folder.mkdir(parents=True, exist_ok=True)
    return folder / file.replace("/", "__")


def outcome_of(result: Redacted, entry: Entry) -> str:
    """Without the judge."""
    if result.problem is None:
        return "withheld" if result.copy is None else "clean"
    engine = "failed on this file" in str(result.problem) or "crashed" in str(result.problem)
    return "crash" if engine else "unreadable" if entry.word is None else "refused"


def reason(result: Redacted) -> str:
    """Why there is no clean copy, or why pages became pictures, in words."""
    if result.problem is not None:
        return str(result.problem)
    findings = {finding.channel for finding in result.audit.findings} if result.audit else set()
    unread = result.audit.unread if result.audit else ()
    pictures = {why for _, why in result.made.as_pictures} if result.made else set()
    return ", ".join([*sorted(findings), *unread, *sorted(pictures)])


def table(done: list[Judged]) -> str:
    """Counts by row and outcome, and the pages."""
    lines = [
        f"| | files | {' | '.join(OUTCOMES)} | pages | of them pictures |",
        "| --- |" + " --- |" * (len(OUTCOMES) + 3),
    ]
    for row in ROWS:
        mine = [one for one in done if one.row == row]
        if not mine:
            continue
        counts = [sum(one.outcome == outcome for one in mine) for outcome in OUTCOMES]
        pages, pictures = sum(one.pages for one in mine), sum(one.pictures for one in mine)
        shown = {"pixels": pages, "text": pictures, "docx": "–"}[row]
        lines.append(f"| {row} | {len(mine)} | {' | '.join(map(str, counts))} | {pages or '–'} | {shown} |")
    said = "`python3 dev.py bench redaction`: the files judged so far, by their last run."
    return "\n".join(["# Redacted copies", "", said, "", *lines]) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
