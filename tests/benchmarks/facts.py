"""Facts that masking takes out of real texts: years, numbers, marks, cited cases, headings and labels inside a token.

Each text of the corpora beside the checkout (../shared) is a matter of its own, and every suggested name is accepted.
A masked place holds a fact if one of the tests in `FACTS` says so. These tests see only the shape of a place, so a
sample can be printed for a person to judge: `--sample 200`. Texts are divided into two halves by a digest of their
names. Look at the half "seen" while you change the program; the half "unseen" is measured and never listed.

Usage: dev.py bench facts [--half seen|unseen] [--corpus NAME …] [--every N] [--list] [--sample N] [--seed N]
It never prints a text of the half "unseen".
"""

import argparse
import collections
import hashlib
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.detection.lexicon.gazetteers import COMPANY_FORMS
from legalredact.documents.read import read_file
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import UnreadableInput
from legalredact.masking.mask import assign_tokens, mask
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.model.document import Document
from legalredact.model.mention import Span
from legalredact.model.register import Register
from tests.benchmarks._judge import SHARED

COURT, REAL = SHARED / "corpus/court", SHARED / "corpus/real"
HALVES = ("seen", "unseen")
GENRES = {
    "court_papers": 1,
    "transcripts_court": 3,
    "letters": 4,
    "contracts": 4,
    "sec_filings": 3,
    "forms": 2,
    "press_news": 4,
    "medical": 4,
    "email_business": 6,
    "tables": 4,
    "invoices": 4,
    "policies_plans": 4,
}
"""Corpora of real texts, and which share of their texts is read (every Nth)."""
_AIM = 1.0
"""Most masked facts in 1,000 words."""
_NEAR = 60

_YEAR = re.compile(r"(?<![\d-])(?:1[5-9]|20)\d\d(?![\d-])")
_EDGE = re.compile(r"[\d¹²³⁰⁴-⁹*†‡§¶#,;:!?/|_=+<>~^]|[\d¹²³⁰⁴-⁹*†‡§¶#,;:!?/|_=+<>~^]\Z")
_DOCKET = re.compile(r"\d{1,2}[:-]\d\d-[A-Za-z]{1,4}-\d{3,6}(?:-[\w-]+)?\s?[-(]?\Z")
_REPORTER = re.compile(
    r"\A[^\n;]{0,90}?,\s+\d{1,4}\s+(?:F\.|U\.\s?S\.|S\.\s?Ct|L\.\s?Ed|[SN]\.\s?[EW]\.|So\.|P\.|A\.|Cal\.|N\.\s?Y\.|B\.\s?R\.|F\.\s?R\.\s?D"
    r"|WL)[^\n;]{0,15}\d"
)
_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR"
    " PA RI SC SD TN TX UT VT VA WA WV WI WY"
    " Ala Ariz Ark Cal Colo Conn Del Fla Ga Ill Ind Kan Ky Mass Mich Minn Miss Mont"
    " Neb Nev Okla Tenn Tex Wash Wis Wyo".split()
)
_DEGREES = re.compile(r"\A\s?(?:°|º|degrees?\b)|\A[CF]\b")
_TIME = re.compile(r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\s+\d")
_LETTERS = re.compile(r"[^\W\d_]+")

Test = Callable[[str, Span], bool]


@dataclass(frozen=True)
class Place:
    """A masked name of a text."""

    text: str = field(repr=False)
    span: Span
    name: str = field(repr=False)
    token: str
    source: str
    where: str

    def fact(self) -> str:
        """Which test says that it holds a fact; empty if none does."""
        return next((label for label, test in FACTS.items() if test(self.text, self.span)), "")

    def shown(self) -> str:
        """Its line, with the characters around it."""
        near = (Span(self.span.start - _NEAR, self.span.start), Span(self.span.end, self.span.end + _NEAR))
        before, after = (self.text[max(0, one.start) : one.end].replace("\n", "⏎") for one in near)
        surface = self.span.of(self.text).replace("\n", "⏎")
        name = "" if self.name == surface else f" ={self.name}"
        return f"{self.where:22} {self.token:10} {self.source:12} {before}⟦{surface}⟧{after}{name}"


def main(arguments: list[str]) -> int:
    """Print the figures of each half; 1 if one is above the aim."""
    options = _options(arguments)
    if not COURT.is_dir():
        print("The corpora are not beside this checkout; nothing was measured.")
        return 0
    reached = [_measured(half, options) for half in ([options.half] if options.half else HALVES)]
    return int(not all(reached))


def _measured(half: str, options: Any) -> bool:
    detector, places, words = Detector(), list[Place](), 0
    by_corpus: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    for corpus, document in documents(half, options.every, options.corpus):
        own = list(masked_names(detector, document, f"{corpus} {document.name}"))
        count = len(document.text.split())
        places, words = [*places, *own], words + count
        by_corpus[corpus][0] += count
        by_corpus[corpus][1] += sum(bool(one.fact()) for one in own)
    facts = [one for one in places if one.fact()]
    print(f"\n{half}: {words:,} words, {len(places):,} masked names, {len(facts)} of them hold a fact", end="")
    print(f" ({1000 * len(facts) / max(words, 1):.2f} in 1,000 words; aim ≤ {_AIM:g})")
    for label, count in collections.Counter(one.fact() for one in facts).most_common():
        print(f"  {label:24} {count}")
    for corpus, (count, found) in by_corpus.items():
        print(f"    {corpus:22} {count:7,} words, {found:4} facts")
    if half == HALVES[0]:
        for one in sorted(facts, key=Place.fact) if options.list else ():
            print(f"{one.fact():18} {one.shown()}")
        dice = random.Random(options.seed)  # noqa: S311 - a sample, no secret
        for one in dice.sample(places, min(options.sample, len(places))):
            print(one.shown())
    return 1000 * len(facts) <= _AIM * words


def documents(half: str, every: int, corpora: Sequence[str]) -> Iterator[tuple[str, Document]]:
    """The half's texts, each with the name of its corpus."""
    for path in sorted(COURT.iterdir()) if "court" in corpora else ():
        if path.suffix in (".pdf", ".docx") and half_of(path.name) == half:
            try:
                yield "court", read_file(path)
            except UnreadableInput as problem:
                print(f"{path.name}: {problem}", file=sys.stderr)
    for genre, share in ((one, share) for one, share in GENRES.items() if one in corpora):
        lines = (REAL / f"{genre}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [row for row in map(json.loads, lines) if half_of(row["id"]) == half]
        for row in rows[:: share * every]:
            yield genre, document_from_text("d", row["id"], row["text"])


def half_of(name: str) -> str:
    """The half to which the file of that name belongs."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def masked_names(detector: Detector, document: Document, where: str) -> Iterator[Place]:
    """What is masked as a name in a document that is a matter of its own, with all suggestions accepted."""
    resolution = resolve([(document, detector.detect(document))], Register())
    register = assign_tokens(resolution.register, [document])
    mentions = resolution.mentions[document.id]
    sources = {m.span: m.source for m in mentions}
    known = register.by_token()
    for one in mask(document, register, mentions).occurrences:
        entity = known[one.token]
        if entity.kind.is_name:
            source = sources.get(one.clear_span, "-")
            yield Place(document.text, one.clear_span, entity.name, one.token, source, where)


def _has_edge(text: str, span: Span) -> bool:
    """Whether a digit or a mark is the edge of it, and no ordinal or number of a name ("3M", "21st Street Bank")."""
    surface = span.of(text)
    return _EDGE.search(surface) is not None and (
        _EDGE.match(surface) is not None or _EDGE.search(surface[-1:]) is not None
    )


def _is_heading(text: str, span: Span) -> bool:
    """Whether dictionary words in capitals are a line of their own, or one before a colon."""
    surface = span.of(text)
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    rest = text[span.end :].split("\n", maxsplit=1)[0].strip()
    return surface.isupper() and _is_ordinary(surface) and not line.strip(" .IVX\t0123456789") and rest in ("", ":")


def _is_label(text: str, span: Span) -> bool:
    """Whether dictionary words are followed by a colon."""
    surface = span.of(text)
    return text[span.end : span.end + 1] == ":" and _is_ordinary(surface) and len(_LETTERS.findall(surface)) > 1


def _is_ordinary(surface: str) -> bool:
    found = _LETTERS.findall(surface.casefold())
    plain = all(is_english(word) or is_function_word(word) for word in found)
    return bool(found) and plain and found[-1] not in COMPANY_FORMS


FACTS: dict[str, Test] = {
    "year": lambda text, span: _YEAR.search(span.of(text)) is not None,
    "number or mark at edge": _has_edge,
    "suffix of a docket": lambda text, span: (
        _DOCKET.search(text, max(0, span.start - 40), span.start) is not None and len(span) < len("(XXXxXX)")
    ),
    "cited by reporter": lambda text, span: (
        _REPORTER.match(text[span.end : span.end + 120]) is not None
        and re.search(r"\bvs?\.", text[max(0, span.start - 60) : span.end + 60]) is not None
    ),
    "state": lambda text, span: span.of(text).strip(".") in _STATES,
    "temperature": lambda text, span: _DEGREES.match(text[span.end : span.end + 9]) is not None or "°" in span.of(text),
    "date": lambda text, span: _TIME.search(span.of(text)) is not None,
    "heading": _is_heading,
    "form label": _is_label,
}
"""Tests of a masked place, in order; the first that applies names the fact."""


def _options(arguments: Sequence[str]) -> Any:
    parser = argparse.ArgumentParser(prog="dev.py bench facts", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--half", choices=HALVES)
    corpora = ("court", *GENRES)
    parser.add_argument(
        "--corpus", nargs="+", choices=corpora, default=corpora, metavar="NAME", help=", ".join(corpora)
    )
    parser.add_argument("--every", type=int, default=1, help="take every Nth of the texts")
    parser.add_argument("--list", action="store_true", help='list the masked facts of the half "seen"')
    parser.add_argument("--sample", type=int, default=0, help='print so many masked names of the half "seen"')
    parser.add_argument("--seed", type=int, default=17)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
