"""The payload of the second reading: each statement, and after it the passages that it cites.

    Statement 1 · Document 2 (its cited passages) · Statement 2 · Document 1 · Document 2 · …

A request holds some of these groups. The statements are text of the model, so the payload must be verified like any
other; its documents keep their ids, so that verification can compare them with their clear text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.review import Citation, Segment
from legalredact.summary.cost_estimate import REPLY, estimated_cost, estimated_tokens
from legalredact.summary.prompts import meaning_check

STATEMENTS = 10
"""Most statements in a request: the instructions are paid once for them, and a request that fails loses no more."""
LARGEST = 60_000
"""Most characters in a request of several statements."""
LONGEST = 300_000
"""Most characters of one statement with its passages; far below what the smallest model can read at once."""
ANSWER = 250
"""Tokens of the answer for one statement in an estimate, including the model's reasoning."""

_NOWHERE = Span(0, 0)
_BEFORE_ID = "statement-"


@dataclass(frozen=True, slots=True)
class Group:
    """A statement, and the passages that it cites.

    Arguments:
        segment: number of the statement among the summary's segments, from 0.
        documents: the statement as a document of its own, then the cited passages under the titles of their documents.
    """

    segment: int
    documents: tuple[PayloadDocument, ...] = field(repr=False)

    @property
    def size(self) -> int:
        """Characters of its text."""
        return sum(
            len(d.masked_title) + sum(len(passage.masked_text) for passage in d.passages) for d in self.documents
        )

    @property
    def parts(self) -> frozenset[str]:
        """Its parts, as in `Hit.part`."""
        titles = (part for d in self.documents for part in (d.id, f"title {d.id}"))
        passages = (f"{d.id}/{passage.id}" for d in self.documents for passage in d.passages)
        return frozenset((*titles, *passages))


def group_of(segment: int, statement: Segment, payload: Payload) -> Group | None:
    """The statement with its passages; None if it cites none.

    Arguments:
        segment: its number, from 0.
        statement: with tokens; its citations refer to `payload`.
        payload: the one that the summary answers.
    """
    cited = tuple(_cited(statement.citations, payload))
    if not cited:
        return None
    own = Passage("s", " ".join(statement.text.split()), Place(), _NOWHERE)
    return Group(segment, (PayloadDocument(f"{_BEFORE_ID}{segment + 1}", title_of(segment), (own,)), *cited))


def title_of(segment: int) -> str:
    """The title under which a statement is sent; its number is the one that a reader sees."""
    return f"Statement {segment + 1}"


def meaning_payload(groups: Sequence[Group], answered: Payload) -> Payload:
    """The payload over these groups. It must be verified.

    Arguments:
        answered: the payload that the summary answers; whoever deletes that one deletes this one, too.
    """
    prompt = meaning_check()
    documents = tuple(document for group in groups for document in group.documents)
    return Payload(prompt.id, prompt.version, prompt.instructions, documents, answered.first, (answered.digest,))


def requests_of(groups: Sequence[Group]) -> tuple[tuple[Group, ...], ...]:
    """The groups of each request, in order."""
    requests: list[list[Group]] = []
    for group in groups:
        last = requests[-1] if requests else []
        if last and len(last) < STATEMENTS and sum(one.size for one in (*last, group)) <= LARGEST:
            last.append(group)
        else:
            requests.append([group])
    return tuple(map(tuple, requests))


@dataclass(frozen=True, slots=True)
class MeaningCost:
    """An estimate for the second reading of a summary.

    Arguments:
        statements: how many are sent.
        requests: in how many requests.
        tokens: to read, over all requests.
        dollars: None if the price of the model is not known.
    """

    statements: int
    requests: int
    tokens: int
    dollars: float | None


def cost_of(groups: Sequence[Group], model: str) -> MeaningCost:
    """What the second reading over these groups is estimated to cost."""
    requests, fixed = requests_of(groups), len(meaning_check().instructions)
    tokens, costs = 0, []
    for request in requests:
        read = estimated_tokens(fixed + sum(group.size for group in request))
        tokens += read
        costs.append(estimated_cost(model, read, ANSWER * len(request)))
    known = [cost for cost in costs if cost is not None]
    return MeaningCost(len(groups), len(requests), tokens, sum(known) if len(known) == len(costs) else None)


def cost_ahead(characters: int, model: str) -> float | None:
    """US dollars for the second reading of a summary that does not exist yet; None if the price is not known.

    It is estimated as if every passage were cited once, and the summary were of the usual length (`prices.REPLY`).

    Arguments:
        characters: of the payload that is sent for the summary.
    """
    tokens = estimated_tokens(characters + len(meaning_check().instructions)) + REPLY
    return estimated_cost(model, tokens)


def _cited(citations: Sequence[Citation], payload: Payload) -> Iterator[PayloadDocument]:
    """The cited passages of each document, each once, in order."""
    for document in payload.documents:
        ids = [passage.id for passage in document.passages]
        ranges = [
            range(ids.index(c.first), ids.index(c.last) + 1)
            for c in citations
            if c.document_id == document.id and c.first in ids and c.last in ids
        ]
        chosen = (p for number, p in enumerate(document.passages) if any(number in one for one in ranges))
        passages = tuple(passage for passage in chosen if passage.masked_text.strip())
        if passages:
            yield replace(document, passages=passages)
