"""`legalredact batch costs`: estimated and actual costs of Claude's summaries of a production, by group."""

from collections.abc import Iterator

from legalredact.cli.prompt import chosen_prompt
from legalredact.cli.session import Session
from legalredact.summary import prompts
from legalredact.summary.cost_estimate import dollars
from legalredact.workflow.production.cost_rows import NOTHING, Amount, CostRow, cost_rows

ENGINE = "claude"


def costs(session: Session) -> int:
    """Exit 0."""
    prompt, options = chosen_prompt(session), session.options
    with session.matter() as matter:
        overview, policy = prompts.prompt_of("production-overview"), matter.parts.policy
        model = policy.model_for(prompt.id, prompt.model)
        rows = cost_rows(matter, prompt, overview, ENGINE, model, policy.model_for(overview.id))
    session.answer({"model": model, "costs": [_row(one) for one in rows]}, "\n".join(_lines(rows, options.by)))
    return 0


def _row(one: CostRow) -> dict[str, object]:
    row = {"kind": one.kind, "of": one.subject, "documents": one.documents}
    return row | {"ahead": _amount(one.ahead), "used": _amount(one.used)}


def _amount(one: Amount) -> dict[str, object]:
    return {"tokens": one.tokens, "dollars": one.cost}


def _lines(rows: tuple[CostRow, ...], by: str) -> Iterator[str]:
    """A line for each group with costs, then a total."""
    for one in rows:
        if one.kind == by != "production" and (one.ahead, one.used) != (NOTHING, NOTHING):
            yield f"{one.subject}: {_words(one)}"
    yield f"all {rows[-1].documents} documents and their overviews: {_words(rows[-1])}"


def _words(one: CostRow) -> str:
    return f"ahead {_told(one.ahead, 'about ')}, used {_told(one.used, '')}"


def _told(one: Amount, about: str) -> str:
    if one == NOTHING:
        return "nothing"
    cost = "at a price that is not known" if one.cost is None else f"{about}{dollars(one.cost)}"
    return f"{one.tokens:,} tokens, {cost}"
