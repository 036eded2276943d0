"""Costs of a production's summaries at the service: estimated before they are requested, counted afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass

from legalredact.errors import Refused
from legalredact.model.job import Stage, State
from legalredact.summary.cost_estimate import (
    CHARACTERS_A_TOKEN,
    MILLION,
    dollars,
    estimated_cost,
    estimated_tokens,
    load,
)
from legalredact.summary.prompts import Prompt
from legalredact.summary.reply_size import reply_tokens
from legalredact.vault.summaries import UsedFor
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter

_LEGEND = 7
"""Characters of text for one character of its legend, which is not known before masking; measured over 166 texts of all
kinds with a million characters."""


@dataclass(frozen=True, slots=True)
class CostEstimate:
    """Estimate for the documents, or overviews, that were not requested yet.

    Arguments:
        documents: their number.
        tokens: number that would be sent.
        cost: in US dollars; None if the model's price is not known.
        unread: number of documents that are not read yet, which cannot be estimated.
        what: what they are called.
    """

    documents: int
    tokens: int
    cost: float | None
    unread: int = 0
    what: str = "documents"

    def __str__(self) -> str:
        cost = "at a price that is not known" if self.cost is None else f"about {dollars(self.cost)}"
        rest = f"; {self.unread} more are not read yet" if self.unread else ""
        return f"{self.documents} {self.what}, about {self.tokens:,} tokens to read, {cost}{rest}"


@dataclass(frozen=True, slots=True)
class Spent:
    """An engine's usage in the matter, as it reported it.

    Arguments:
        cost: in US dollars, by the prices in this version; None if the price of a model is not among them.
    """

    summaries: int
    input_tokens: int
    output_tokens: int
    cost: float | None


def estimate(matter: OpenMatter, prompt: Prompt, engine: str, model: str) -> CostEstimate:
    """Remaining requests: one for each document, including the instructions."""
    tokens = unasked(matter, prompt, engine).values()
    costs = [cost_ahead(prompt, model, one) for one in tokens]
    waiting = len(matter.store.jobs(Stage.READ, State.WAITING))
    return CostEstimate(len(costs), sum(tokens), _sum(costs), waiting)


def cost_ahead(prompt: Prompt, model: str, tokens: int) -> float | None:
    """US dollars for the summary of one document; None if the price is not known.

    Arguments:
        tokens: of the document with the instructions.
    """
    size = max(1, tokens * CHARACTERS_A_TOKEN - len(prompt.instructions))
    return estimated_cost(model, tokens, reply_tokens(prompt, size, 1))


def unasked(matter: OpenMatter, prompt: Prompt, engine: str) -> dict[str, int]:
    """Estimated tokens of each document of the production that was not requested yet, by its id."""
    store = matter.store
    asked = {job.document_id for job in store.jobs(Stage.SUMMARIZE, State.DONE) if job.inputs.startswith(f"{engine}:")}
    refused = {job.document_id for stage in (Stage.READ, Stage.DETECT) for job in store.jobs(stage, State.REFUSED)}
    withheld = {one for one, part in store.accepted_parts() if part == WITHHELD}
    left_out = asked | refused | withheld
    lengths = store.text_lengths()
    return {
        one: estimated_tokens(len(prompt.instructions) + length + length // _LEGEND)
        for one, length in lengths.items()
        if one not in left_out and store.number_of(one)
    }


def spent(matter: OpenMatter, engine: str) -> Spent:
    """Usage so far, documents and overviews together."""
    rows = matter.store.usages(engine)
    read, written = sum(row.read for row in rows), sum(row.written for row in rows)
    return Spent(len(rows), read, written, _sum(map(cost_of, rows)))


def cost_of(used: UsedFor) -> float | None:
    """US dollars, by the prices in this version; None if the model is not among them."""
    price = load().of(used.model, used.read)
    return None if price is None else (used.read * price.input + used.written * price.output) / MILLION


def refuse_beyond(ahead: CostEstimate, most: float) -> None:
    """Errors: Refused if the estimate is more than that many US dollars, or not known."""
    if ahead.unread:
        raise Refused(
            f"{ahead.unread} documents are not read yet, so their cost is not known. Nothing was sent.",
            "Have them read first: `legalredact batch run --until confirm`.",
        )
    if ahead.cost is None or ahead.cost > most:
        raise Refused(
            f"The estimate is more than {dollars(most)}: {ahead}. Nothing was sent.",
            "Allow more with --at-most, or have fewer documents summarized.",
        )


def _sum(costs: Iterable[float | None]) -> float | None:
    known = list(costs)
    return None if None in known else sum(one for one in known if one is not None)
