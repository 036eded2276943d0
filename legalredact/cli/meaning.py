"""`legalredact review check-meaning`, and the option `--check-meaning` of `summarize`: the second reading."""

from legalredact.cli.session import Session
from legalredact.errors import LegalRedactError
from legalredact.model.policy import LOCAL
from legalredact.model.refusal import refuse
from legalredact.model.review import ReviewedSummary
from legalredact.summary import cost_estimate
from legalredact.summary.meaning_payload import MeaningCost, cost_ahead
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.meaning import KEPT, check_meaning, expected_cost
from legalredact.workflow.send.meaning_rules import against_choice, wanted
from legalredact.workflow.send.meaning_verdicts import summary_words
from legalredact.workflow.send.summarize import sent


def run(session: Session) -> int:
    """Exit 0: each statement is supported; 1: one is not, or was not checked; 3: refused."""
    with session.matter() as matter:
        summary = matter.summary(session.options.summary)
        payload, _ = sent(matter, summary)
        cost = expected_cost(summary, payload, session.policy)
        if session.options.cost:
            row = {"statements": cost.statements, "requests": cost.requests, "tokens": cost.tokens}
            session.answer({"summary": summary.id, **row, "dollars": cost.dollars}, _cost_words(cost))
            return 0
        session.say(_cost_words(cost))
        summary = check_meaning(matter, summary, session.report)
    session.answer({"summary": summary.id, "meaning": row_of(summary)}, summary_words(summary.checked.meaning))
    meaning = summary.checked.meaning
    return 0 if meaning is not None and all(one.verdict == "supported" for one in meaning.statements) else 1


def chosen(session: Session, matter: OpenMatter) -> bool:
    """Whether the summary that will be made is read a second time; says what that costs, and remembers the choice.

    Errors: those of `against_choice`; nothing is sent then.
    """
    options, policy = session.options, session.policy
    refuse(against_choice(policy, options.engine, options.check_meaning), "Nothing was sent.")
    if options.engine == LOCAL:
        return False
    if options.check_meaning is not None and policy.claude.check_meaning == "choose":
        matter.choose_check(options.check_meaning)
    again = wanted(policy, matter.info, options.engine)
    if again:
        characters = sum(len(document.text) for document in matter.documents)
        cost = cost_ahead(characters, policy.claude.model)
        about = (
            f"{cost_estimate.about(cost)} more (an estimate)" if cost is not None else "at a price that is not known"
        )
        session.say(f"The summary will be read a second time: {about}.")
    return again


def after_summary(
    session: Session, matter: OpenMatter, summary: ReviewedSummary
) -> tuple[ReviewedSummary, LegalRedactError | None]:
    """Have a summary that was just made read a second time: with its verdicts, or as it was and why it was not."""
    try:
        return check_meaning(matter, summary, session.report), None
    except LegalRedactError as error:
        error.what = f"{error.what} {KEPT}"
        return summary, error


def row_of(summary: ReviewedSummary) -> list[dict[str, object]] | None:
    """The verdicts for a script; None if meaning was not checked."""
    meaning = summary.checked.meaning
    if meaning is None:
        return None
    return [
        {"segment": one.segment, "verdict": one.verdict, "why": one.why, "words": list(one.masked_words)}
        for one in meaning.statements
    ]


def _cost_words(cost: MeaningCost) -> str:
    price = cost_estimate.about(cost.dollars) if cost.dollars is not None else "at a price that is not known"
    what = f"{_counted(cost.statements, 'statement')}, {_counted(cost.requests, 'request')}"
    return f"{what}, about {cost.tokens:,} tokens: {price} (an estimate)."


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
