"""Key facts that the local engine's abstracts have, over the sample matter or other documents.

`tests/samples/key_facts.toml` lists twenty facts of each sample document that a litigation team would list; they were
written without seeing an abstract. A fact counts if the document's abstract has all of its words. Figures in
parentheses: facts that one entry has whole, and facts that any of the engine's answers has (abstract, chronology,
digest). Names are restored before, as in a summary that people read. "LexRank" counts the facts of the sentences
and lines that LexRank alone ranks best: as many words as the abstract has.

Usage: dev.py bench abstracts [--facts FILE] [--folder DIR] [--missed]
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.documents.read import read_file
from legalredact.documents.text.plain import document_from_text
from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.payload import build_payload
from legalredact.masking.reply.check import check
from legalredact.masking.restore import restore
from legalredact.model.document import Document
from legalredact.model.payload import MaskedText, VerifiedText
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Register
from legalredact.model.review import CheckedSummary, Segment
from legalredact.summary.local.body import body_of
from legalredact.summary.local.engine import LocalEngine
from legalredact.summary.local.key_passages import centrality, words_of

ROOT = Path(__file__).resolve().parents[2]
FACTS, FOLDER = ROOT / "tests/samples/key_facts.toml", ROOT / "resources/samples/alder_v_granite"
AIM = 0.8
ABSTRACT = "document-abstract"
PROMPTS = (ABSTRACT, "chronology", "deposition-digest")


@dataclass(frozen=True)
class Written:
    """An answer of the engine on one document, with names: its statements, each in one line."""

    statements: tuple[str, ...] = field(repr=False)
    findings: int = 0

    def has(self, words: Sequence[str]) -> bool:
        """Whether it has all of these words, somewhere."""
        whole = "\n".join(self.statements)
        return all(folded(one) in whole for one in words)

    def has_in_one(self, words: Sequence[str]) -> bool:
        """Whether one statement has all of them."""
        return any(all(folded(one) in statement for one in words) for statement in self.statements)


LEX_RANK = "LexRank"
"""Key of the answer of LexRank alone among those of the engine."""


def main(arguments: list[str]) -> int:
    """Print the facts found in each document; 1 if one is below the aim."""
    parser = argparse.ArgumentParser(prog="dev.py bench abstracts")
    parser.add_argument("--facts", type=Path, default=FACTS)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--missed", action="store_true", help="print the facts that an abstract lacks")
    options = parser.parse_args(arguments)
    listed = tomllib.loads(options.facts.read_text(encoding="utf-8"))["document"]
    reached = [_measured(*pair, options.missed) for pair in zip(listed, _answers(options.folder, listed), strict=True)]
    return int(not all(reached))


def _measured(listed: dict[str, Any], answers: dict[str, Written], missed: bool) -> bool:
    facts, abstract = listed["fact"], answers[ABSTRACT]
    found = [fact for fact in facts if abstract.has(fact["must_show"])]
    one = sum(abstract.has_in_one(fact["must_show"]) for fact in facts)
    lex_rank = sum(answers[LEX_RANK].has(fact["must_show"]) for fact in facts)
    every = sum(any(answers[prompt].has(fact["must_show"]) for prompt in PROMPTS) for fact in facts)
    words = sum(len(statement.split()) for statement in abstract.statements)
    name = listed.get("file") or Path(listed["path"]).name
    print(
        f"{name}: {len(found)} of {len(facts)}"
        f" (whole in one entry: {one}; in any answer: {every}; LexRank: {lex_rank});"
        f" {len(abstract.statements)} entries, {words:,} words, {abstract.findings} findings of the check"
    )
    for fact in facts if missed else ():
        if fact not in found:
            print(f"  missed: {fact['fact']} {fact['must_show']}")
    return len(found) >= AIM * len(facts)


def _answers(folder: Path, listed: Sequence[dict[str, Any]]) -> Iterator[dict[str, Written]]:
    """For each document the engine's answers to its prompts; all documents of a folder are one matter."""
    detector = Detector()
    if any("path" in one for one in listed):
        for one in listed:
            yield from _answered(detector, [_document(Path(one["path"]))])
    else:
        yield from _answered(detector, [read_file(folder / one["file"]) for one in listed])


def _document(path: Path) -> Document:
    """A file, or one text of a corpus: "letters.jsonl#letters-007"."""
    file, _, name = str(path).partition("#")
    if not name:
        return read_file(path)
    rows = map(json.loads, filter(str.strip, Path(file).read_text(encoding="utf-8").split("\n")))
    return document_from_text("d", f"{name}.txt", next(str(row["text"]) for row in rows if row["id"] == name))


def _answered(detector: Detector, documents: Sequence[Document]) -> Iterator[dict[str, Written]]:
    resolution = resolve([(document, detector.detect(document)) for document in documents], Register())
    register = assign_tokens(resolution.register, documents)
    for document in documents:
        masked = mask(document, register, resolution.mentions[document.id])
        told = {prompt: _answer(prompt, document, masked, register) for prompt in PROMPTS}
        words = sum(len(statement.split()) for statement in told[ABSTRACT].statements)
        yield told | {LEX_RANK: _by_lex_rank(document, words)}


def _by_lex_rank(document: Document, most: int) -> Written:
    """The sentences of the document that LexRank ranks best, up to so many words."""
    payload = build_payload(ABSTRACT, "1", "Summarize.", [(document, mask(document, Register(), ()))])
    body = body_of(payload.documents[0])
    told = [body.words(one.span) for one in body.statements]
    ranks = centrality([words_of(one) for one in told])
    kept: list[str] = []
    for number in sorted(range(len(told)), key=lambda n: (-ranks[n], n)):
        if sum(len(one.split()) for one in kept) + len(told[number].split()) <= most:
            kept.append(told[number])
    return Written(tuple(map(folded, kept)))


def _answer(prompt: str, document: Document, masked: MaskedText, register: Register) -> Written:
    payload = build_payload(prompt, "1", "Summarize.", [(document, masked)])
    verified = VerifiedText(payload, payload.digest, frozenset(register.by_token()))
    reply = LocalEngine().summarize(verified, silent, NEVER)
    restored = restore(CheckedSummary(reply), payload, {document.id: document.text}.get, register.by_token())
    findings = len(check(reply, verified, register).findings)
    return Written(tuple(_statements(restored.segments)), findings)


def _statements(segments: Sequence[Segment]) -> Iterator[str]:
    """Each statement with the heading above it, which says what it is."""
    heading = ""
    for segment in segments:
        if segment.heading:
            heading = segment.text
        else:
            yield folded(f"{heading}: {segment.text}")


def folded(text: str) -> str:
    """The text in small letters with single spaces and straight quotation marks, for comparison."""
    return " ".join(text.casefold().translate(str.maketrans("“”‘’", "\"\"''")).split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
