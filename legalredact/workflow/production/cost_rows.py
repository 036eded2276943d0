"""Costs of a production's summaries at the service, estimated and actual: by document, family, custodian, and in all.

Estimates count what would be requested now; actual figures are those that the service counted. An overview whose
documents are not summarized yet is estimated with summaries of the usual length.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from legalredact.model.job import STAGES, State
from legalredact.model.payload import VerifiedText
from legalredact.model.register import Register
from legalredact.summary.cost_estimate import estimated_cost, estimated_tokens
from legalredact.summary.prompts import Prompt
from legalredact.vault.summaries import UsedFor
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.costs import CostEstimate, cost_ahead, cost_of, unasked
from legalredact.workflow.production.join_summaries import Child, joined, verified
from legalredact.workflow.production.overview_levels import OverviewRequest, make_all
from legalredact.workflow.production.overviews import documents_told, job_of, tokens_of, told_on
from legalredact.workflow.production.store_results import summary_id

ABSTRACT, OVERVIEW = 1_500, 6_000
"""Characters of a summary before it exists: ten statements of a document, forty and more of an overview."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens and US dollars; the cost is None if a model's price is not known."""

    tokens: int = 0
    cost: float | None = 0.0

    def __add__(self, other: "Amount") -> "Amount":
        cost = None if self.cost is None or other.cost is None else self.cost + other.cost
        return Amount(self.tokens + other.tokens, cost)


NOTHING = Amount()


@dataclass(frozen=True, slots=True)
class CostRow:
    """Costs of one document, or of a family, custodian or production with its own overview.

    Arguments:
        kind: ``"document"``, ``"family"``, ``"custodian"`` or ``"production"``.
        subject: the document's id, the family's key, the custodian's name; empty for the production.
        documents: number of documents in it.
        ahead: estimate of the remaining requests: tokens to read.
        used: tokens that the service counted, read and written; for documents, summaries made again are included.
    """

    kind: str
    subject: str = field(repr=False)
    documents: int
    ahead: Amount
    used: Amount


def cost_rows(
    matter: OpenMatter, prompt: Prompt, overview: Prompt, engine: str, model: str, of_overviews: str = ""
) -> tuple[CostRow, ...]:
    """Documents, families, custodians and the production, in that order, each kind in the production's order.

    Arguments:
        prompt, overview: instructions for documents and for overviews.
        model, of_overviews: the models that answer them; the second is the first if it is empty.
    """
    waiting = unasked(matter, prompt, engine)
    ahead = {one: Amount(tokens, cost_ahead(prompt, model, tokens)) for one, tokens in waiting.items()}
    used: dict[str, Amount] = {}
    for row in matter.store.usages(engine):
        used[row.document_id] = used.get(row.document_id, NOTHING) + _counted(row)
    documents = {
        one: CostRow("document", one, 1, ahead.get(one, NOTHING), used.get(one, NOTHING))
        for one in matter.store.document_ids()
        if one in ahead or one in used
    }
    overviews = _Forecast(matter, overview, engine, of_overviews or model).made()
    groups = (
        (kind, subject, [documents[one] for one in ids if one in documents])
        for kind in ("family", "custodian")
        for subject, ids in matter.store.groups(kind).items()
    )
    own: defaultdict[tuple[str, str], list[_Overview]] = defaultdict(list)
    for one in overviews:
        own[one.of].append(one)
    sums = [_sum(kind, subject, theirs, own[kind, subject]) for kind, subject, theirs in groups]
    sums = [one for one in sums if one.kind == "custodian" or one.documents > 1]
    return (*documents.values(), *sums, _sum("production", "", list(documents.values()), overviews))


def estimate_of_overviews(matter: OpenMatter, overview: Prompt, engine: str, model: str) -> CostEstimate:
    """Estimate for the remaining overviews: number, tokens and cost."""
    ahead = [one.ahead for one in _Forecast(matter, overview, engine, model).made() if one.ahead.tokens]
    total = sum(ahead, NOTHING)
    return CostEstimate(len(ahead), total.tokens, total.cost, what="overviews")


def _sum(kind: str, subject: str, documents: Sequence[CostRow], overviews: Sequence["_Overview"]) -> CostRow:
    ahead = sum((*(one.ahead for one in documents), *(one.ahead for one in overviews)), NOTHING)
    used = sum((*(one.used for one in documents), *(one.used for one in overviews)), NOTHING)
    return CostRow(kind, subject, len(documents), ahead, used)


@dataclass(frozen=True, slots=True)
class _Overview:
    """Cost of one overview, or of a part of one.

    Arguments:
        of: kind and subject of the overview.
    """

    of: tuple[str, str] = field(repr=False)
    ahead: Amount
    used: Amount


class _Forecast:
    """Walks through all overviews of the production as it is now, and requests none."""

    def __init__(self, matter: OpenMatter, prompt: Prompt, engine: str, model: str) -> None:
        self._matter, self._prompt, self._engine, self._model = matter, prompt, engine, model
        self._register: Register = matter.named()
        self._used = {row.summary_id: _counted(row) for row in matter.store.usages(engine)}
        self._found: list[_Overview] = []

    def made(self) -> list[_Overview]:
        """Existing overviews, and missing ones."""
        there = documents_told(self._matter)
        known = {one: there.get(one) or _expected(one, "Document", 1) for one in _to_be_summarized(self._matter)}
        make_all(self._matter, known, lambda wanted: [self._one(one) for one in wanted])
        return self._found

    def _one(self, one: OverviewRequest) -> Child | None:
        """Add an overview; returns its contribution to the next one."""
        of = one.part_of if one.kind == "part" else (one.kind, one.subject)
        text = self._text(one)
        summary = self._matter.store.summary(summary_id(job_of(one, text, self._engine))) if text is not None else None
        if text is not None and summary is not None:
            self._found.append(_Overview(of, NOTHING, self._used.get(summary.id, NOTHING)))
            return told_on(self._matter, one, text, summary)
        if not one.children:
            return None
        size = len(self._prompt.instructions) + sum(map(_size, one.children))
        tokens = tokens_of(text.payload) if text is not None else estimated_tokens(size)
        self._found.append(_Overview(of, _amount(self._model, tokens), NOTHING))
        return _expected(f"{one.kind} {one.subject}", one.title, one.documents)

    def _text(self, one: OverviewRequest) -> VerifiedText | None:
        """The request, once all its parts exist."""
        if any(map(_is_expected, one.children)):
            return None
        return verified(joined(self._prompt, one.children), self._register)[0]


_EXPECTED = "expected:"


def _expected(key: str, title: str, documents: int) -> Child:
    """Stands for a summary that does not exist yet."""
    return Child(title, f"{_EXPECTED}{key}", (), documents)


def _is_expected(one: Child) -> bool:
    return one.payload.startswith(_EXPECTED)


def _size(one: Child) -> int:
    """Number of characters of a summary's statements."""
    if _is_expected(one):
        return ABSTRACT if one.documents == 1 else OVERVIEW
    return sum(len(statement.masked_text) for statement in one.statements)


def _to_be_summarized(matter: OpenMatter) -> list[str]:
    """Ids of the production's documents that can have a summary, in its order."""
    store = matter.store
    refused = {job.document_id for stage in STAGES for job in store.jobs(stage, State.REFUSED)}
    withheld = {one for one, part in store.accepted_parts() if part == WITHHELD}
    return [one for one in store.document_ids() if store.number_of(one) and one not in refused | withheld]


def _counted(used: UsedFor) -> Amount:
    return Amount(used.read + used.written, cost_of(used))


def _amount(model: str, tokens: int) -> Amount:
    return Amount(tokens, estimated_cost(model, tokens))
