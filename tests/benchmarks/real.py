"""Names in the annotated real documents that nobody tuned to, by genre.

The annotations stand in `packaging/model/annotations`, made by reading; their texts beside the checkout (../shared).
Two thirds of the validation part are *unseen*: nobody looks at their misses, and they alone are quoted first. The other
third (`--third`) may be looked at: with it, what was missed and what was suggested wrongly can be printed. A document
belongs to the third by a digest of its id. Governments and doubtful spans count neither way; addresses of mail and web
that spell a name have a column of their own.

Printed for each genre and for all: recall of people and organizations among the suggested names and with the possible
ones, precision (share of suggested letters that lie in names), who-is-who (B³), and decisions asked for in 1,000 words.
Of the names that a suggested one touches: how many have its kind (person or organization) and exactly its ends.

Usage: dev.py bench real [--third] [--misses N]
"""

import argparse
import hashlib
import importlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from legalredact.model.mention import Kind
from tests.benchmarks._judge import ROOT, SHARED, Row, decisions, judge, mentions

RESULTS = ROOT / "tests/benchmarks/results/real.md"
TEXTS = SHARED / "corpus/real"
COLUMNS = (
    "genre",
    "words",
    "people",
    "organizations",
    "precision",
    "B³ R",
    "people, possible too",
    "org., possible too",
    "addresses",
    "decisions",
    "kind",
    "exact ends",
)
TYPES = {"P": "PERSON", "O": "ORG"}
KINDS = {"PERSON": Kind.PERSON, "ORG": Kind.ORGANIZATION}
ADDRESS = re.compile(r"@|://|\bwww\.|\bIMCEA")
"""What makes a span an address, which the program treats as an identifier."""

Predictions = dict[str, list[Row]]


def main(arguments: Sequence[str]) -> int:
    """Print the table for the unseen two thirds, or for the third that may be looked at."""
    options = _options(arguments)
    if not TEXTS.is_dir():
        print("The real texts are not beside this checkout; nothing was measured.")
        return 0
    rows = [row for row in gold() if in_third(row["id"]) is options.third]
    found = found_in(rows)
    table = [f"| {' | '.join(COLUMNS)} |", f"|{' --- |' * len(COLUMNS)}", *_lines(rows, found)]
    print("\n".join(table))
    if options.third and options.misses:
        _print_misses(rows, found, options.misses)
    if not options.third:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text("\n".join(table) + "\n", encoding="utf-8")
    return 0


def in_third(document: str) -> bool:
    """Whether a validation document belongs to the third whose misses may be looked at."""
    return hashlib.sha256(document.encode()).digest()[0] % 3 == 0


def gold() -> list[Row]:
    """The validation part in the scorer's form."""
    return [_gold(document) for document in _annotated()]


def _annotated() -> Iterable[Any]:
    sys.path.insert(0, str(ROOT / "packaging/model"))
    documents: Iterable[Any] = importlib.import_module("annotated").annotated("validation", TEXTS)
    return documents


def _gold(document: Any) -> Row:
    sure = [span for span in document.spans if span.kind in TYPES and not span.doubtful]
    addresses = [span for span in sure if ADDRESS.search(document.text, span.start, span.end)]
    names = [span for span in sure if span not in addresses]
    return {
        "id": document.id,
        "genre": document.genre,
        "text": document.text,
        "spans": [{"start": s.start, "end": s.end, "type": TYPES[s.kind], "entity_id": s.entity} for s in names],
        "addresses": [{"start": s.start, "end": s.end, "type": "ADDRESS"} for s in addresses],
        "ignore": [{"start": s.start, "end": s.end} for s in document.spans if s not in names],
    }


def found_in(rows: Iterable[Row]) -> Predictions:
    """What the program finds in each text, as a matter of its own."""
    from legalredact.detection.detect import Detector
    from legalredact.documents.text.plain import document_from_text

    detector = Detector()
    found: Predictions = {}
    for row in rows:
        document = document_from_text("d", row["id"], row["text"])
        found[row["id"]] = mentions(document, read := detector.detect(document))
        found[row["id"]] += [
            {"start": m.span.start, "end": m.span.end, "entity": "", "tier": "identifier", "asked": False}
            for m in read
            if not m.kind.is_name
        ]
    return found


def _lines(rows: Sequence[Row], found: Predictions) -> list[str]:
    by_genre: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_genre[row["genre"]].append(row)
    return [_line(genre, some, found) for genre, some in [*sorted(by_genre.items()), ("**all**", list(rows))]]


def _line(title: str, rows: list[Row], found: Predictions) -> str:
    words = sum(len(row["text"].split()) for row in rows)
    score = judge()
    sure, _ = score(rows, found, {"suggested"}, False, 0)
    both, _ = score(rows, found, {"suggested", "possible"}, False, 0)
    asked, _ = decisions(rows, found)
    cells = (
        title,
        words,
        _of(sure, "PERSON"),
        _of(sure, "ORG"),
        sure["precision"],
        sure.get("B-cubed R", "–"),
        _of(both, "PERSON"),
        _of(both, "ORG"),
        _of(_addresses(rows, found), "ADDRESS"),
        f"{1000 * asked / words:.1f}",
        *_kinds_and_ends(rows, found),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _kinds_and_ends(rows: Iterable[Row], found: Predictions) -> tuple[str, str]:
    """Shares of the touched names of which the suggested one has the kind, and the ends."""
    pairs = [
        (span, one) for row in rows for span in row["spans"] if (one := _touching(span, found[row["id"]])) is not None
    ]
    kinds = sum(one["kind"] is KINDS[span["type"]] for span, one in pairs)
    ends = sum((one["start"], one["end"]) == (span["start"], span["end"]) for span, one in pairs)
    return _share(kinds, len(pairs)), _share(ends, len(pairs))


def _touching(span: Row, found: Iterable[Row]) -> Row | None:
    suggested = (one for one in found if one["tier"] == "suggested")
    shared = [(min(one["end"], span["end"]) - max(one["start"], span["start"]), one) for one in suggested]
    letters, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best if letters > 0 else None


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def _addresses(rows: Iterable[Row], found: Predictions) -> Row:
    """Recall of addresses among all mentions, identifiers included."""
    of_addresses = [row | {"spans": row["addresses"]} for row in rows]
    score, _ = judge()(of_addresses, found, {"suggested", "possible", "identifier"}, True, 0)
    return score


def _of(row: Row, kind: str) -> str:
    return f"{row[f'recall {kind}']} ({row[f'n {kind}']})" if f"recall {kind}" in row else "–"


def _print_misses(rows: list[Row], found: Predictions, most: int) -> None:
    _, missed = judge()(rows, found, {"suggested"}, False, most)
    for document, kind, surface in missed:
        print(f"missed\t{document}\t{kind}\t{' '.join(surface.split())}")
    for row in rows:
        right = [(s["start"], s["end"]) for s in (*row["spans"], *row["ignore"])]
        for m in found[row["id"]]:
            if m["tier"] == "suggested" and not any(m["start"] < end and start < m["end"] for start, end in right):
                print(f"wrong\t{row['id']}\t{' '.join(row['text'][m['start'] : m['end']].split())}")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench real", description="Names in annotated real documents.")
    parser.add_argument("--third", action="store_true", help="the third that may be looked at")
    parser.add_argument("--misses", type=int, default=0, help="with --third: print so many misses, and all wrong ones")
    return parser.parse_args(arguments)
