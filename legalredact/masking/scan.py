"""Searches text that would be sent for names, identifiers and unexpected tokens."""

import bisect
import itertools
import re
from collections.abc import Iterator

from legalredact.masking.names import MaskedNames
from legalredact.masking.original import Original
from legalredact.matching.text.dictionary import is_english
from legalredact.model.legend import is_legend
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, Passage, Payload, PayloadDocument
from legalredact.model.register import Entity
from legalredact.model.token import KIND_WORDS, ROLE_WORDS, TOKEN

# The passages of one document are joined to one text, so that a name in two of them is found.

_BETWEEN = "\n\n"


class Joined:
    """Passages with a blank line between them.

    Arguments:
        document: whose passages are joined.
    """

    def __init__(self, document: PayloadDocument) -> None:
        self.passages = document.passages
        self.text = _BETWEEN.join(passage.masked_text for passage in document.passages)
        lengths = (len(passage.masked_text) + len(_BETWEEN) for passage in document.passages)
        self.starts = [0, *itertools.accumulate(lengths)][:-1]

    def spans(self) -> tuple[tuple[Passage, Span], ...]:
        """Each passage with its span in the joined text."""
        pairs = zip(self.passages, self.starts, strict=True)
        return tuple((passage, Span(start, start + len(passage.masked_text))) for passage, start in pairs)

    def locate(self, span: Span) -> tuple[Passage, Span]:
        """The passage in which a span of the joined text begins, and the span in it (cut at the passage's end)."""
        at = bisect.bisect_right(self.starts, span.start) - 1
        passage, start = self.passages[at], self.starts[at]
        return passage, Span(span.start - start, min(span.end - start, len(passage.masked_text)))


_WORD = re.compile(r"[^\W\d_]{2,}")
_TOKEN_WORDS = frozenset({*ROLE_WORDS.values(), *KIND_WORDS.values()})


def is_own_wording(text: str) -> bool:
    """Whether it consists of English words and of token words, as text written by the application does."""
    words = _WORD.findall(text)
    return bool(words) and all(is_english(word.casefold()) or word in _TOKEN_WORDS for word in words)


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a line or a point of a list begins there."""
    before = text[:at].rstrip(' \t-*#"“(')
    return not before or before[-1] in ".!?:;\n"


class Scan:
    """Searches parts of payloads for one register's names.

    Arguments:
        names: of the register with which the payload was masked.
    """

    def __init__(self, names: MaskedNames) -> None:
        self._names = names
        self._squeezed = names.squeezed

    def fixed(self, part: str, text: str) -> Iterator[Hit]:
        """Names in a text that the application itself wrote (instructions, titles).

        English words in it are not names, even if somebody has such a name.
        """
        cut = self._names.cut(text)
        found = [(one.owner, one.span) for one in (*self._names.names(cut), *self._names.unsettled(cut))]
        found += [(owner, span) for span, owner in self._squeezed.find(cut)]
        for owner, span in found:
            if not is_own_wording(span.of(cut)):
                yield Hit(part, "alias", owner, span)
        for identifier, entity in self._names.identifiers(cut):
            if entity is not None and entity.masked:
                yield Hit(part, "identifier", entity.id, identifier.span)

    def typed(self, part: str, text: str) -> Iterator[Hit]:
        """Names in a text that people wrote (a firm's own instructions).

        As in `fixed`, English words are not names; but words that are capitalized where no sentence begins may be, and
        two words of a name always are.
        """
        cut = self._names.cut(text)
        found = [(one.owner, one.span) for one in (*self._names.names(cut), *self._names.unsettled(cut))]
        for owner, span in (*found, *((owner, span) for span, owner in self._squeezed.find(cut))):
            words = span.of(cut)
            common = len(words.split()) == 1 and (words.islower() or _begins_sentence(cut, span.start))
            if not (common and is_own_wording(words)):
                yield Hit(part, "alias", owner, span)
        for identifier, entity in self._names.identifiers(cut):
            if entity.masked if entity is not None else not identifier.kind.on_request:
                yield Hit(part, "identifier", entity.id if entity is not None else identifier.kind, identifier.span)

    def question(self, text: str) -> Iterator[Hit]:
        """Names in a question that a person typed, and tokens that the register lacks."""
        yield from self.typed("question", text)
        yield from self._strange("question", text)

    def legend(self, text: str) -> Iterator[Hit]:
        """Names in a legend, tokens that the register lacks, and anything that is not of a legend's form."""
        yield from self.fixed("legend", text)
        yield from self._strange("legend", text)
        if not is_legend(text):
            yield Hit("legend", "unmask", "legend", Span(0, len(text)))

    def _strange(self, part: str, text: str) -> Iterator[Hit]:
        for match in TOKEN.finditer(text):
            if match.group() not in self._names.by_token:
                yield Hit(part, "token", match.group(), Span(*match.span()))

    def document(self, sent: PayloadDocument, original: Original | None) -> Iterator[Hit]:
        """Everything in a document's passages that must not be sent."""
        joined = Joined(sent)
        if not joined.passages:
            return
        cut = self._names.cut(joined.text)
        for reason, owner, span in (*self._aliases(cut, joined, original), *self._identifiers(cut, joined, original)):
            passage, inside = joined.locate(span)
            yield Hit(f"{sent.id}/{passage.id}", reason, owner, inside)
        for passage in joined.passages:
            for reason, owner, span in (*self._again(passage, original), *self._stray(passage, original)):
                yield Hit(f"{sent.id}/{passage.id}", reason, owner, span)

    def tokens(self, payload: Payload) -> frozenset[str]:
        """The register's tokens in the payload's passages, and in the question."""
        passages = (passage.masked_text for document in payload.documents for passage in document.passages)
        texts = (payload.question, *passages)
        return frozenset(token for text in texts for token in TOKEN.findall(text) if token in self._names.by_token)

    def _aliases(self, cut: str, joined: Joined, original: Original | None) -> Iterator[tuple[str, str, Span]]:
        """Names in the joined passages, except surnames of cited precedents."""
        pictures = [span for p, span in joined.spans() if original is not None and original.is_picture(p)]
        found = self._names.names(cut, pictures)
        kept = self._names.kept(joined.text, found) if found and original is None else frozenset()
        for one in found:
            if original is None:
                stays = one.span in kept
            else:
                stays = original.leaves(one.owner, original.clear(*joined.locate(one.span)))
            if not stays:
                yield "alias", one.owner, one.span
        for one in self._names.unsettled(cut):
            if original is None or not original.leaves_words(original.clear(*joined.locate(one.span))):
                yield "alias", one.owner, one.span

    def _identifiers(self, cut: str, joined: Joined, original: Original | None) -> Iterator[tuple[str, str, Span]]:
        """Identifiers that nobody decided to leave in clear; facts on request stay.

        One that contains a token ("http://host/ORG_B") is judged by its clear text, and the rest of one that stays in
        clear stays too.
        """
        for identifier, known in self._names.identifiers(cut):
            entity = known
            if entity is None and original is not None:
                clear = original.clear(*joined.locate(identifier.span))
                entity = self._names.identified(identifier.kind, original.text(clear))
                if entity is None and original.stays(identifier.kind, clear):
                    continue
            if self._is_left(identifier.span, entity, joined, original):
                continue
            if entity.masked if entity is not None else not identifier.kind.on_request:
                yield "identifier", entity.id if entity is not None else identifier.kind, identifier.span

    @staticmethod
    def _is_left(span: Span, entity: Entity | None, joined: Joined, original: Original | None) -> bool:
        """Whether a person left the identifier in clear at that place."""
        if entity is None or original is None:
            return False
        return original.left(entity.id, original.clear(*joined.locate(span)))

    def _again(self, passage: Passage, original: Original | None) -> Iterator[tuple[str, str, Span]]:
        """Names that the second, simpler search finds in a passage."""
        cut = self._names.cut(passage.masked_text)
        found = tuple(self._squeezed.find(cut))
        judges = self._names.judges(cut) if found else None
        for span, owner in found:
            if judges is not None and any(judge.contains(span) for judge, _ in judges.over(span)):
                continue
            if original is None or not original.leaves(owner, original.clear(passage, span)):
                yield "alias", owner, span

    def _stray(self, passage: Passage, original: Original | None) -> Iterator[tuple[str, str, Span]]:
        """Tokens that would not be restored, or that the document itself contains and that would be restored."""
        for match in TOKEN.finditer(passage.masked_text):
            known = match.group() in self._names.by_token
            written = original is not None and not original.is_token(passage, Span(*match.span()))
            if known == written:
                yield "token", match.group(), Span(*match.span())
