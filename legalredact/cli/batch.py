"""`legalredact batch`: take in, process, inspect and retry whole productions."""

import contextlib
import os
import signal
from collections.abc import Iterator
from types import FrameType

from legalredact.cli.mask import say_left_in_clear
from legalredact.cli.prompt import chosen_prompt
from legalredact.cli.session import Session
from legalredact.errors import Cancelled, Refused
from legalredact.model.job import STAGES, Job, Stage, State
from legalredact.model.mention import Tier
from legalredact.model.policy import LOCAL
from legalredact.model.progress import Cancellation
from legalredact.summary import prompts
from legalredact.summary.cost_estimate import dollars
from legalredact.summary.prompts import Prompt
from legalredact.workflow.matter.dependencies import ForProductions
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.production_status import ProductionStatus, standing, stopped
from legalredact.workflow.production.api_calls import ANSWERS, Asking
from legalredact.workflow.production.cluster import Cluster, connected_under
from legalredact.workflow.production.cost_rows import estimate_of_overviews
from legalredact.workflow.production.costs import estimate, refuse_beyond, spent
from legalredact.workflow.production.executors import InlineExecutor, Processes, TaskExecutor
from legalredact.workflow.production.overviews import Overviews
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.retry import retry
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in

PAUSED = 130


def add(session: Session) -> int:
    """Exit 0: taken in; 4: something cannot be read, which `batch status` reports."""
    with session.matter(make=True) as matter, stoppable(LOCAL) as cancel:
        intake = _productions(matter).intake
        new = known = refused = 0
        for path in session.options.paths:
            taken = take_in(matter, intake(path, session.report, cancel), session.report, cancel)
            new, known, refused = new + taken.new, known + taken.known, refused + taken.refused
    words = f"{new} documents taken in, {known} were there already, {refused} cannot be obtained."
    session.answer({"new": new, "known": known, "refused": refused}, words)
    return 4 if refused else 0


def run(session: Session) -> int:
    """Exit 0: every document is finished; 1: some wait for a decision; 4: some were refused; 130: paused."""
    options = session.options
    tier = {"suggested": Tier.SUGGESTED, "all": Tier.POSSIBLE}.get(options.accept)
    orders = Orders(chosen_prompt(session), options.engine, tier, options.accept_unread, Stage(options.until))
    with session.matter() as matter, stoppable(orders.engine) as cancel:
        typed = session.typed_register()
        if typed.entities:
            matter.type_names(typed)
        asking = _asking(session, matter, orders)
        executor = _executor(session, matter)
        try:
            Batch(matter, executor, orders, asking).run(session.report, cancel)
        except Cancelled:
            session.say("Paused. Everything that was finished is kept; `legalredact batch run` goes on.")
            _answer(session, matter)
            return PAUSED
        finally:
            _say_lost(session, executor)
        if tier is not None:
            say_left_in_clear(session, matter)
        return _answer(session, matter)


def status(session: Session) -> int:
    """Exit codes as in `run`."""
    with session.matter() as matter:
        return _answer(session, matter)


def overview(session: Session) -> int:
    """Exit 0: all were made; 1: one could not be made, or its check forbids restoring the names."""
    engine, most = session.options.engine, session.options.at_most
    with session.matter() as matter, stoppable(engine) as cancel:
        prompt = prompts.load()["production-overview"]
        asking = _asking_for_overviews(session, matter, prompt) if engine != LOCAL else None
        bound = most if engine != LOCAL else None
        run_it = Overviews(matter, Processes(_productions(matter).make), prompt, engine, asking, bound)
        made = run_it.run(session.report, cancel)
        used = spent(matter, "claude") if engine != LOCAL else None
    rows = [
        {"kind": one.kind, "of": one.subject, "documents": one.documents, "summary": one.summary}
        | {"withheld": one.withheld, "problem": one.problem}
        for one in made
    ]
    for one in made:
        if one.problem or one.withheld:
            session.say(f"{one.kind} {one.summary}: {one.problem} {one.withheld} statements withheld by the check.")
    if used is not None and used.cost is not None:
        session.say(f"claude, documents and overviews so far: {used.summaries} summaries, {dollars(used.cost)}.")
    shown = [one for one in made if one.kind != "part"]
    words = (f"{one.kind:<11}{one.documents:6} documents  {one.summary or 'none'}" for one in shown)
    session.answer({"overviews": rows}, "\n".join((*words, "Read one with `legalredact review show --summary ID`.")))
    return 1 if any(one.problem for one in made) else 0


def try_again(session: Session) -> int:
    """Exit 0."""
    with session.matter() as matter:
        count = retry(matter, session.options.documents)
    session.answer({"again": count}, f"{count} documents will be tried again by `legalredact batch run`.")
    return 0


def _asking(session: Session, matter: OpenMatter, orders: Orders) -> Asking | None:
    """The settings for an engine that sends, after the estimate was printed; None for the local engine."""
    if orders.engine == LOCAL:
        return None
    parts = matter.parts
    ahead = estimate(
        matter, orders.prompt, orders.engine, parts.policy.model_for(orders.prompt.id, orders.prompt.model)
    )
    session.say(f"To be asked: {ahead}.")
    if session.options.at_most is not None:
        refuse_beyond(ahead, session.options.at_most)
    return Asking(parts.engine, orders.engine, parts.pace)


def _asking_for_overviews(session: Session, matter: OpenMatter, prompt: Prompt) -> Asking:
    """The same for overviews."""
    parts, engine = matter.parts, session.options.engine
    ahead = estimate_of_overviews(matter, prompt, engine, parts.policy.model_for(prompt.id, prompt.model))
    session.say(f"To be asked: {ahead}.")
    if session.options.at_most is not None:
        refuse_beyond(ahead, session.options.at_most)
    return Asking(parts.engine, engine, parts.pace)


def _executor(session: Session, matter: OpenMatter) -> TaskExecutor:
    make = _productions(matter).make
    if session.options.cluster:
        return Cluster(make, connected_under(matter.parts.policy))
    return InlineExecutor(make) if session.options.inline else Processes(make, session.options.processes)


def _say_lost(session: Session, executor: TaskExecutor) -> None:
    """Name machines of the cluster that were lost during the run; others did their documents."""
    if isinstance(executor, Cluster) and executor.lost:
        session.say(
            f"Lost during the run: the worker at {', '.join(executor.lost)}. Its documents went to other workers; no "
            "result was lost. Ask firm IT to look at that machine."
        )


def _productions(matter: OpenMatter) -> ForProductions:
    if matter.parts.productions is None:
        raise Refused("Productions are not taken in here.", "Use an installation that can.")
    return matter.parts.productions


_WAITING = (
    f"\nStopping: nothing more is sent. Answers under way are waited for, {ANSWERS / 60:.0f} minutes at most; "
    "Ctrl-C again cuts them off.\n"
)


@contextlib.contextmanager
def stoppable(engine: str) -> Iterator[Cancellation]:
    """The first Ctrl-C requests a pause; a second one ends at once, which loses only the current steps.

    Arguments:
        engine: one that sends may finish the requests that are under way, and the person is told so.
    """
    cancel = Cancellation()

    def ask(_: int, __: FrameType | None) -> None:
        if cancel.requested:
            raise KeyboardInterrupt
        cancel.cancel()
        if engine != LOCAL:  # not through the buffer, which the signal may have interrupted
            os.write(2, _WAITING.encode())

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)


def _answer(session: Session, matter: OpenMatter) -> int:
    now, used = standing(matter), spent(matter, "claude")
    refused, held = stopped(matter, State.REFUSED), stopped(matter, State.HELD)
    row = {
        "members": now.members,
        "documents": now.documents,
        "through": now.through,
        "stages": {stage: {state: now.counted(stage, state) for state in State} for stage in STAGES},
        "claude": {"summaries": used.summaries, "tokens": used.input_tokens + used.output_tokens, "dollars": used.cost},
        "seconds_left": None if now.left is None else round(now.left),
        "refused": [_row(job) for job in refused],
        "held": [_row(job) for job in held],
    }
    cost = "" if used.cost is None else f", {dollars(used.cost)}"
    if used.summaries:
        session.say(f"claude: {used.summaries} summaries, {used.input_tokens + used.output_tokens:,} tokens{cost}.")
    session.answer(row, "\n".join(_lines(now, refused, held)))
    return 1 if held else 4 if refused else 0


def _row(job: Job) -> dict[str, object]:
    return {"document": job.document_id, "number": job.number, "stage": job.stage, "reason": job.reason}


def _lines(now: ProductionStatus, refused: tuple[Job, ...], held: tuple[Job, ...]) -> Iterator[str]:
    """For people: a line for each stage with documents, then the reasons for refused and held ones."""
    yield f"{now.documents} documents of {now.members} members; {now.through} are through."
    for stage in STAGES:
        counts = ", ".join(f"{n} {state}" for state in State if (n := now.counted(stage, state)))
        if counts:
            yield f"  {stage:<10}{counts}"
    if now.left:
        yield f"  about {_time(now.left)} left"
    for words, jobs in (("refused", refused), ("to confirm", held)):
        yield from (f"{words}: {job.document_id} (number {job.number}, {job.stage}): {job.reason}" for job in jobs)


def _time(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
