"""`python -m tests.freeze`: digests of what the program shows and writes, to prove that a refactoring changed nothing.

Only public commands are run, so the dump of one layout of the code can be compared with that of another:

- ``detect --json`` for each document of the corpora, the papers under tests/detection, the court files and the sample;
- ``mask``, ``matter show`` and ``summarize`` for the sample and the court files: masked texts, names, summaries;
- ``redact`` in both modes for the sample, the court files and the public test files: the bytes of each copy.

The corpora are read in place beside the checkout (../shared); a part that is absent is named and left out. The dump
holds digests and no text. It goes to out/freeze.json; ``--against FILE`` compares with an earlier dump and fails where
anything differs.

Usage: dev.py freeze [texts] [matters] [copies] [--every N] [--jobs N] [--out FILE] [--against FILE]
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLE = ROOT / "resources" / "samples" / "alder_v_granite"
PAPERS = ROOT / "tests" / "detection" / "papers"
PARTS = ("texts", "matters", "copies")
COPIED = frozenset({".pdf", ".docx"})

Dump = dict[str, str]
"""What was looked at, and the SHA-256 of what came out."""

Job = tuple[str, Iterator[tuple[str, str]]]
"""A title, and rows that run their commands as they are taken."""


def main(arguments: Sequence[str]) -> int:
    """Make a dump, and compare it where that is asked for; returns 1 if anything differs."""
    options = _options(arguments)
    if not CORPUS.is_dir():
        print("The corpora are not beside this checkout: only the papers and the sample are dumped.", file=sys.stderr)
    makers = {"texts": texts, "matters": matters, "copies": copies}
    with ThreadPoolExecutor(options.jobs) as pool, tempfile.TemporaryDirectory(prefix="legalredact-freeze-") as folder:
        jobs = [job for part in options.parts or PARTS for job in makers[part](Path(folder), options.every)]
        dump: Dump = {}
        for number, rows in enumerate(pool.map(_done, jobs), 1):
            dump |= rows
            if sys.stderr.isatty():
                print(f"{number} of {len(jobs)}", end="\r", file=sys.stderr)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(dump, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(dump)} digests in {options.out}, over all of them {_digest(json.dumps(dump, sort_keys=True))[:16]}")
    return _compare(json.loads(options.against.read_text(encoding="utf-8")), dump) if options.against else 0


def texts(folder: Path, every: int) -> Iterator[Job]:
    """One job for each corpus of texts: ``detect --json`` over every Nth document."""
    sources = {"papers": _papers(), **{f"{f.parent.name}/{f.stem}": _lines(f) for f in CORPUS.glob("*/*.jsonl")}}
    for name, rows in sorted(sources.items()):
        picked = rows if name == "papers" else islice(rows, 0, None, every)
        file = folder / f"{name.replace('/', '-')}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in picked), encoding="utf-8")
        yield f"detect {name}", detect(file)


def matters(folder: Path, _: int) -> Iterator[Job]:
    """The sample as one matter, each court file as one of its own."""
    yield "matter sample", matter(folder / "sample", *_sample())
    for file in _court():
        yield f"matter {file.name}", matter(folder / f"matter-{file.stem}", file)
        yield f"detect {file.name}", detect(file)


def copies(folder: Path, every: int) -> Iterator[Job]:
    """Copies of the sample and the court files for a few names, of every Nth public test file for its word."""
    manifest = CORPUS / "redaction" / "manifest.json"
    rows = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else []
    wanted = [(file, "Alder\nGranite\nMargaret Alder\n") for file in _sample()]
    wanted += [(file, "John\nSmith\nInc.\n") for file in _court()]
    wanted += [(CORPUS / "redaction" / row["file"], f"{row['word']}\n") for row in rows[::every]]
    for number, (file, words) in enumerate(wanted):
        if file.suffix not in COPIED:
            continue
        for mode in ("pixels", "text"):
            yield f"copy {mode} {file.name}", copy(folder / f"copy-{number}-{mode}", file, words, mode)


def detect(file: Path) -> Iterator[tuple[str, str]]:
    """A row for each document in `file`."""
    status, output = _run("detect", "--json", file)
    for line in output.splitlines():
        yield str(json.loads(line)["file"]), _digest(line)
    yield "exit status", str(status)


def matter(folder: Path, *files: Path) -> Iterator[tuple[str, str]]:
    """Masked texts, names and a local summary of a matter, all suggestions accepted."""
    folder.mkdir()
    passphrase = folder / "passphrase"
    passphrase.write_text("a passphrase for a matter that is thrown away\n", encoding="utf-8")
    place = ("--matter", folder / "matter", "--passphrase-file", passphrase)
    masked = folder / "masked"
    status, _ = _run("mask", *files, *place, "--accept", "suggested", "--accept-unread", "--out", masked)
    yield "mask status", str(status)
    for file in sorted(masked.glob("*")) if masked.is_dir() else ():
        yield f"masked {file.name}", _digest(file.read_bytes())
    _, shown = _run("matter", "show", *place, "--json")
    yield "names", _digest(_without_ids(shown))
    status, summary = _run("summarize", *place, "--json")
    yield "summary", _digest(f"{status} {_without_ids(summary)}")


def copy(folder: Path, file: Path, words: str, mode: str) -> Iterator[tuple[str, str]]:
    """The bytes of a redacted copy."""
    folder.mkdir()
    names = folder / "names.txt"
    names.write_text(words, encoding="utf-8")
    status, _ = _run("redact", file, "--names", names, "--mode", mode, "--out", folder / "out")
    yield "status", str(status)
    for made in sorted((folder / "out").glob(f"*{file.suffix}")) if (folder / "out").is_dir() else ():
        if ".log" not in made.name and "log" not in made.stem.split("."):
            yield made.name, _digest(made.read_bytes())


def _done(job: Job) -> Dump:
    name, rows = job
    return {f"{name}: {row}": digest for row, digest in rows}


def _run(*command: object) -> tuple[int, str]:
    """Exit status and standard output of a command of the product."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
    words = [sys.executable, "-m", "legalredact", *(str(word) for word in command)]
    done = subprocess.run(words, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout


def _papers() -> Iterator[dict[str, str]]:
    for file in sorted(PAPERS.glob("*.txt")):
        for number, paper in enumerate(file.read_text(encoding="utf-8").split("\n## ")[1:]):
            text = re.sub(r"\[\[|\]\]|\{\{|\}\}", "", paper.partition("\n")[2])
            yield {"id": f"{file.stem}-{number}", "text": text}


def _lines(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            row = json.loads(line)
            yield {"id": f"{number}-{row['id']}", "text": row["text"]}


def _sample() -> list[Path]:
    return sorted(file for file in SAMPLE.iterdir() if file.suffix in COPIED)


def _court() -> list[Path]:
    folder = CORPUS / "court"
    return sorted(file for file in folder.iterdir() if file.suffix in COPIED) if folder.is_dir() else []


def _without_ids(output: str) -> str:
    """Without what is drawn at random for each matter and summary, and without the folder."""
    random = re.compile(r'"(matter|summary|digest|out|id)": ?"[a-z]?[0-9a-f]{8,}"')
    return random.sub(r'"\1": ""', output)


def _digest(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _compare(before: Dump, now: Dump) -> int:
    """Name each row that differs; returns 1 if there is one."""
    different = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    for name in different:
        kind = "gone" if name not in now else "new" if name not in before else "different"
        print(f"{kind}: {name}")
    print(f"{len(different)} of {len(before)} rows differ")
    return 1 if different else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py freeze", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=PARTS, metavar="PART", help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--every", type=int, default=4, help="take every Nth text and test file (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="commands at a time")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "freeze.json")
    parser.add_argument("--against", type=Path, help="an earlier dump")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
