"""What each rule and each stage of detection adds and costs: all labelled texts are read again without it.

The name model's answers and the rules' candidates are computed once for each text and used again, and a rule is left
out of those texts alone in which it found something. A row says what changes by having the rule or stage: the share of
names found among the suggested ones and among all, the share of what is suggested that is a name (precision), and the
decisions that are asked for in a thousand words. A row of zeros changes something that none of these counts: a kind, a
role, a tier.

The texts and the scorer stand beside the checkout (../shared); without them there is nothing to measure.

Usage: dev.py bench rules [--corpus NAME …] [--every N] [--only ID …]. The table goes to
tests/benchmarks/results/rules.md where all was measured.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from legalredact.detection.detect import Detector
from legalredact.detection.model.ner import NameModel, WordScores
from legalredact.detection.pipeline.stages import STAGES, DetectionStage, DetectionState, rule_input
from legalredact.detection.rules.court_paper import is_court_paper
from legalredact.detection.rules.rules_table import RULES, candidates
from legalredact.detection.spans.candidate import Candidate
from legalredact.documents.text.plain import document_from_text
from legalredact.model.document import Document
from legalredact.model.progress import Report, silent
from tests.benchmarks._judge import CORPORA, FILES, NAMES, ROOT, Row, decisions, judge, mentions

RESULTS = ROOT / "tests/benchmarks/results/rules.md"
NEEDED = frozenset({"merge overlaps"})
"""Stages that cannot be left out: those behind them ask for names that do not overlap."""
BEFORE_RULES = frozenset({"model"})
"""Stages that rules look at: without one of these, rules are asked anew."""
INCOMPLETE = frozenset({"us_dockets_small"})
HEAD = ("left out", "finds", "recall", "recall, possible too", "precision", "decisions")

Predictions = dict[str, list[Row]]


@dataclass(frozen=True)
class Text:
    """A labelled text, with what was computed once for it.

    Arguments:
        found: each rule's candidates in it.
    """

    row: Row
    document: Document = field(repr=False)
    found: Mapping[str, Sequence[Candidate]] = field(repr=False)


@dataclass(frozen=True)
class Figures:
    """What the scorer says of a corpus; precision is None where the gold is incomplete."""

    suggested: float
    all: float
    precision: float | None
    decisions: float


class Reader:
    """The name model, asked once for each text."""

    def __init__(self) -> None:
        self._model = NameModel()
        self._known: dict[str, WordScores] = {}

    def __call__(self, text: str, _: Report = silent) -> WordScores:
        if text not in self._known:
            self._known[text] = self._model.read(text)
        return self._known[text]


def main(arguments: list[str]) -> int:
    """Print a table for each corpus; returns 2 if an id is unknown."""
    options = _options(arguments)
    unknown = sorted(set(options.only) - set(_ids()))
    if unknown:
        print(f"There is no rule or stage {', '.join(unknown)}. There are: {', '.join(_ids())}.", file=sys.stderr)
        return 2
    if not CORPORA.is_dir():
        print("The corpora of names are not beside this checkout; nothing was measured.")
        return 0
    files = [file for file in options.corpus or FILES if (CORPORA / f"{file}.jsonl").is_file()]
    table = []
    for file in files:
        for line in _lines(file, options.every, options.only or _ids()):
            print(line, flush=True)
            table.append(line)
    if options.every == 1 and not options.only and files == [*FILES]:
        RESULTS.write_text("\n".join(table) + "\n", encoding="utf-8")
    return 0


def _ids() -> list[str]:
    """Rules and stages that can be left out, in their order."""
    return [rule.id for rule in RULES] + [f"stage: {stage.id}" for stage in STAGES if stage.id not in NEEDED]


def _lines(file: str, every: int, ids: Sequence[str]) -> Iterator[str]:
    rows = [json.loads(line) for line in (CORPORA / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()][::every]
    reader = Reader()
    texts = [text_of(row, reader) for row in rows]
    whole = {text.row["id"]: _mentions(text, reader, STAGES) for text in texts}
    base = figures(rows, whole, incomplete=file in INCOMPLETE)
    yield f"\n### {file}, {len(rows)} texts, {_words(rows):,} words\n"
    yield f"| {' | '.join(HEAD)} |"
    yield f"|{' --- |' * len(HEAD)}"
    shown = "" if base.precision is None else f"{base.precision:.1f}"
    yield f"| nothing | – | {base.suggested:.1f} | {base.all:.1f} | {shown} | {base.decisions:.1f} |"
    silent_ones = []
    for number, one in enumerate(ids, 1):
        if sys.stderr.isatty():
            print(f"{file}: {number} of {len(ids)}", end="\r", file=sys.stderr)
        changed = without(one, texts, reader)
        if all(whole[key] == found for key, found in changed.items()):
            silent_ones.append(one)
            continue
        finds = sum(len(text.found.get(one, ())) for text in texts)
        yield _line(one, finds, base, figures(rows, whole | changed, incomplete=file in INCOMPLETE))
    if silent_ones:
        yield f"\nWithout effect here: {', '.join(silent_ones)}."


def _line(one: str, finds: int, base: Figures, less: Figures) -> str:
    """What is gained (+) or lost (-) by having it."""
    precision = "" if base.precision is None or less.precision is None else f"{base.precision - less.precision:+.1f}"
    cells = (f"{base.suggested - less.suggested:+.2f}", f"{base.all - less.all:+.2f}", precision)
    return f"| {one} | {finds or '–'} | {' | '.join(cells)} | {base.decisions - less.decisions:+.1f} |"


def text_of(row: Row, reader: Reader) -> Text:
    """A text, with the candidates of each rule."""
    document = document_from_text("d", row["id"], row["text"])
    found: dict[str, Sequence[Candidate]] = {}

    def ask(state: DetectionState) -> DetectionState:
        given = rule_input(state)
        applied = [rule for rule in RULES if rule.everywhere or is_court_paper(state.text)]
        found.update({rule.id: list(candidates(rule, given)) for rule in applied})
        return state

    at = next(number for number, stage in enumerate(STAGES) if stage.id == "rules")
    Detector(stages=(*STAGES[:at], DetectionStage("rules", ask)), read=reader).detect(document)
    return Text(row, document, {key: kept for key, kept in found.items() if kept})


def without(one: str, texts: Sequence[Text], reader: Reader) -> Predictions:
    """Mentions of the texts without one rule or stage; of a rule's, those alone in which it found something."""
    stage = one.removeprefix("stage: ")
    if stage == one:
        having = [text for text in texts if one in text.found]
        less = [replace(text, found={k: kept for k, kept in text.found.items() if k != one}) for text in having]
        return {text.row["id"]: _mentions(text, reader, STAGES) for text in less}
    left = [kept for kept in STAGES if kept.id != stage]
    return {text.row["id"]: _mentions(text, reader, left, anew=stage in BEFORE_RULES) for text in texts}


def _mentions(text: Text, reader: Reader, stages: Sequence[DetectionStage], *, anew: bool = False) -> list[Row]:
    """What detection and resolution come to.

    Arguments:
        anew: ask the rules, too.
    """
    known = DetectionStage("rules", lambda state: state.plus(c for rule in RULES for c in text.found.get(rule.id, ())))
    asked = [known if stage.id == "rules" and not anew else stage for stage in stages]
    return mentions(text.document, Detector(stages=asked, read=reader).detect(text.document))


def figures(rows: list[Row], found: Predictions, *, incomplete: bool) -> Figures:
    """The scorer's figures, over all types of names together."""
    suggested = judge()(rows, found, {"suggested"}, incomplete, 0)[0]
    either = judge()(rows, found, {"suggested", "possible"}, incomplete, 0)[0]
    asked = 1000 * decisions(rows, found)[0] / _words(rows)
    return Figures(recall(suggested), recall(either), suggested.get("precision"), asked)


def recall(score: Row) -> float:
    """Share of names found, in percent, over all types of names; doubtful ones and other types are left aside."""
    counts = {one: score.get(f"n {one}", 0) for one in NAMES}
    hits = sum(score.get(f"recall {one}", 0) * count for one, count in counts.items())
    return float(hits / max(sum(counts.values()), 1))


def _words(rows: Sequence[Row]) -> int:
    return sum(len(row["text"].split()) for row in rows)


def _options(arguments: Sequence[str]) -> Any:
    parser = argparse.ArgumentParser(prog="dev.py bench rules", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", nargs="+", choices=FILES, metavar="NAME", help=f"of {', '.join(FILES)}")
    parser.add_argument("--every", type=int, default=1, help="take every Nth text of a corpus")
    parser.add_argument("--only", nargs="+", default=[], metavar="ID", help='these rules, or "stage: …"')
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
