"""Splits a payload that is too large for one request, and makes a payload of the partial summaries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from legalredact.errors import SendRefused
from legalredact.model.document import Place
from legalredact.model.legend import shortened
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.review import Segment
from legalredact.model.token import TOKEN
from legalredact.summary.prompts import Prompt

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """Documents, or pieces of documents, of a verified payload: the only content of a request.

    Errors: SendRefused if a title or a passage does not occur exactly in `verified`.
    """

    verified: VerifiedText
    documents: tuple[PayloadDocument, ...] = field(repr=False)

    def __post_init__(self) -> None:
        known = frozenset(self.verified.payload.parts())
        if not known.issuperset(text for document in self.documents for text in _texts(document)):
            raise SendRefused("A part held text that was not verified; nothing of it was sent.", "Report this fault.")

    @property
    def instructions(self) -> str:
        """The instructions of the prompt."""
        return self.verified.payload.instructions

    @property
    def question(self) -> str:
        """What a person typed, masked; empty for most prompts."""
        return self.verified.payload.question

    @property
    def legend(self) -> str:
        """The lines of the verified legend about tokens of this part, or empty."""
        texts = (text for document in self.documents for text in _texts(document))
        return shortened(self.verified.payload.legend, {token for text in texts for token in TOKEN.findall(text)})

    @property
    def passages(self) -> int:
        """Number of passages."""
        return sum(len(document.passages) for document in self.documents)

    @property
    def size(self) -> int:
        """Bytes of its text."""
        return sum(map(_size, self.documents))


def whole(verified: VerifiedText) -> Part:
    """All of it except blank passages, which the service refuses, and documents with only such passages."""
    documents = (
        replace(d, passages=tuple(p for p in d.passages if p.masked_text.strip())) for d in verified.payload.documents
    )
    return Part(verified, tuple(document for document in documents if document.passages))


def split(part: Part, pieces: int) -> tuple[Part, ...]:
    """Split into at least `pieces` parts (2 or more) of similar size, between documents where possible.

    Each passage is in exactly one part, in order. A part with a single passage cannot be split and is returned alone.
    """
    target = part.size // pieces
    runs = [run for document in part.documents for run in _runs(document, target)]
    return tuple(Part(part.verified, documents) for documents in _packed(runs, target))


def _runs(document: PayloadDocument, target: int) -> Iterator[PayloadDocument]:
    """The document if it is within the target size, else groups of its passages."""
    run: list[Passage] = []
    size = title = len(document.masked_title.encode())
    for passage in document.passages:
        more = len(passage.masked_text.encode())
        if run and size + more > target:
            yield replace(document, passages=tuple(run))
            run, size = [], title
        run.append(passage)
        size += more
    yield replace(document, passages=tuple(run))


def _packed(runs: Iterable[PayloadDocument], target: int) -> Iterator[tuple[PayloadDocument, ...]]:
    pack: list[PayloadDocument] = []
    size = 0
    for run in runs:
        more = _size(run)
        if pack and size + more > target:
            yield tuple(pack)
            pack, size = [], 0
        pack.append(run)
        size += more
    yield tuple(pack)


def statements(segments: Iterable[Segment]) -> tuple[tuple[Segment, ...], ...]:
    """Segments by statement, each with the headings directly before it, so that a join always cites a statement."""
    found: list[tuple[Segment, ...]] = []
    headings: tuple[Segment, ...] = ()
    for segment in segments:
        if segment.heading:
            headings = (*headings, segment)
        else:
            found.append((*headings, segment))
            headings = ()
    return tuple(found)


def joining_payload(
    prompt: Prompt, summaries: Sequence[Sequence[Sequence[Segment]]], legend: str = "", question: str = ""
) -> Payload:
    """A payload of partial summaries: one document per part, one passage per statement. It must be verified.

    Arguments:
        summaries: the `statements` of each part.
        legend, question: of the text that was summarized.
    """
    count = len(summaries)
    documents = tuple(
        PayloadDocument(
            f"part-{number}",
            f"Summary of part {number} of {count}",
            tuple(_passage(n, _as_lines(statement)) for n, statement in enumerate(summary, 1)),
        )
        for number, summary in enumerate(summaries, 1)
    )
    tokens = {token for document in documents for text in _texts(document) for token in TOKEN.findall(text)}
    kept = shortened(legend, tokens)
    return Payload(prompt.id, prompt.version, prompt.joining_instructions, documents, legend=kept, question=question)


def continuing_payload(prompt: Prompt, instructions: str, masked_lines: Sequence[str]) -> Payload:
    """A payload of the reply so far, one passage per line, and the request to continue."""
    passages = tuple(_passage(number, line) for number, line in enumerate(masked_lines, 1))
    return Payload(prompt.id, prompt.version, instructions, (PayloadDocument("part-1", "Reply so far", passages),))


def _as_lines(statement: Sequence[Segment]) -> str:
    return "\n".join(f"## {segment.text}" if segment.heading else segment.text for segment in statement)


def _passage(number: int, masked_text: str) -> Passage:
    return Passage(f"s{number}", masked_text, Place(), _NOWHERE)


def _texts(document: PayloadDocument) -> tuple[str, ...]:
    return (document.masked_title, *(passage.masked_text for passage in document.passages))


def _size(document: PayloadDocument) -> int:
    return sum(len(text.encode()) for text in _texts(document))
