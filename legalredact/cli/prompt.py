"""`legalredact prompt`: the registry of prompts: list, show, propose, approve, retire, try."""

import tomllib
from pathlib import Path

from legalredact.cli.option_values import PROMPT_KEYS
from legalredact.cli.session import Session
from legalredact.cli.writing import write_text
from legalredact.errors import UsageError
from legalredact.governance.prompt_uses import Uses, use_words, uses_by_month
from legalredact.model.progress import NEVER
from legalredact.model.refusal import refuse
from legalredact.model.register import Register
from legalredact.summary.prompts import Prompt
from legalredact.workflow.administration.reports import Trails, trail_of, trails_in
from legalredact.workflow.prompt_trial import NOT_SENT, trial_policy, try_prompt
from legalredact.workflow.prompts.approval_rules import against_proposing, approver_of
from legalredact.workflow.prompts.prompt_acts import (
    Proposal,
    approve,
    known_entry,
    note_trial,
    prompt_of,
    propose,
    retire,
    waiting_entry,
)
from legalredact.workflow.prompts.prompt_registry import PromptEntry, PromptRegistry, Step, read_registry
from legalredact.workflow.prompts.typed_names import TypedName, left, typed_names


def run_list(session: Session) -> int:
    """`prompt list`: exit 1 if a file of the firm's folder is broken, altered or not recorded."""
    registry, trails = _registry(session), _trails(session)
    uses = uses_by_month(trails.read) if trails is not None else {}
    lines = [line for entry in registry.entries for line in _lines(entry, uses if trails is not None else None)]
    if registry.fault:
        lines.append(registry.fault)
    if trails is not None and trails.unread:
        lines.append(f"The trails of {trails.unread} matters could not be read; their uses are not counted.")
    rows = [_row(entry) | {"uses": uses.get(entry.id, {})} for entry in registry.entries]
    session.answer({"prompts": rows, "fault": registry.fault}, "\n".join(lines))
    return 1 if registry.fault or any(one.is_wrong for one in registry.entries) else 0


def show(session: Session) -> int:
    """`prompt show`: everything a person who approves has to read."""
    entry = known_entry(_registry(session), session.options.id, session.options.number)
    prompt = entry.prompt
    lines = [*_lines(entry, None), *([f"  digest    {entry.digest}"] if entry.digest else [])]
    row = _row(entry)
    if prompt is not None:
        row |= {"instructions": prompt.instructions, "joining": prompt.joining}
        row |= {"model": prompt.model, "effort": prompt.effort}
        lines.append(f"  model     {session.policy.model_for(prompt.id, prompt.model)}")
        lines.append(f"  effort    {prompt.effort or 'as the model decides'}")
        for name in ("purpose", "sees", "masking", "oversight"):
            row[name] = getattr(prompt, name)
            lines.append(f"  {name:<10}{getattr(prompt, name)}")
        lines += ["", prompt.instructions, *([] if prompt.is_check else ["", f"To join parts: {prompt.joining}"])]
    session.answer(row, "\n".join(lines))
    return 0


def run_propose(session: Session) -> int:
    """`prompt propose`: exit 3 if a name is in the text, or the policy refuses it."""
    proposal, parts = _proposal(session.options.file), session.parts
    registry = _registry(session)
    refuse(
        against_proposing(parts.policy, registry, approver_of(parts, session.actor, registry)), "Nothing was proposed."
    )
    register = _register(session)
    _say_names(session, left(typed_names(prompt_of(proposal, registry), parts, register), session.options.not_a_name))
    entry = propose(parts, session.actor, proposal, register, session.options.not_a_name)
    words = f"Proposed {entry.id}, version {entry.version}. Another person approves it by `prompt approve {entry.id}`."
    session.answer(_row(entry), words)
    return 0


def run_approve(session: Session) -> int:
    """`prompt approve`: exit 3 if the person may not, or a name is in the text."""
    parts, options = session.parts, session.options
    register = _register(session)
    waiting = waiting_entry(_registry(session), options.id, options.number)
    if waiting.prompt is not None:
        _say_names(session, left(typed_names(waiting.prompt, parts, register), options.not_a_name))
    entry = approve(parts, session.actor, options.id, options.number, register, options.not_a_name, waiting.digest)
    session.answer(_row(entry), f"{session.actor} approved {entry.id}, version {entry.version}.")
    return 0


def run_retire(session: Session) -> int:
    """`prompt retire`."""
    entry = retire(session.parts, session.actor, session.options.id, session.options.number)
    session.answer(_row(entry), f"{entry.id}, version {entry.version}, is retired.")
    return 0


def run_try(session: Session) -> int:
    """`prompt try`: nothing of a matter is used; with an engine that sends, the sample's masked text is sent."""
    options = session.options
    if options.out is not None:
        session.place(options.out.parent)
    entry = known_entry(_registry(session), options.id, options.number)
    if entry.prompt is None:
        raise UsageError(entry.problem, "Propose a new version of it.")
    _refuse_check(entry.prompt)
    parts = session.wiring.parts(trial_policy(session.policy), options.api_key_file)
    engine = NOT_SENT if options.engine == "none" else options.engine
    note_trial(session.parts, session.actor, entry, options.engine)
    tried = try_prompt(entry.prompt, engine, parts, session.actor, session.report, NEVER)
    text = tried.result or tried.payload
    if options.out is not None:
        write_text(options.out, text)
    row = {"documents": tried.documents, "passages": tried.passages, "tokens": tried.tokens, "findings": tried.findings}
    shown = tried.result if tried.result and options.out is None else ""
    session.answer(
        row | {"out": str(options.out) if options.out else None}, "\n\n".join(filter(None, (tried.words, shown)))
    )
    return 0


def chosen_prompt(session: Session) -> Prompt:
    """The prompt of --prompt, whether or not it may be used: the rules of a send say that.

    Errors: UsageError if there is none, or its file cannot be read.
    """
    entry = known_entry(_registry(session), session.options.prompt)
    if entry.prompt is None:
        raise UsageError(entry.problem, "`prompt list` shows all prompts with their state.")
    _refuse_check(entry.prompt)
    return entry.prompt


def _refuse_check(prompt: Prompt) -> None:
    if prompt.is_check:
        raise UsageError(f"The prompt {prompt.id} makes no summary: it reads one again.", "Use --check-meaning for it.")


def _registry(session: Session) -> PromptRegistry:
    return read_registry(session.parts.policy, session.parts.witness.anchors)


def _register(session: Session) -> Register | None:
    """The register of --matter, whose names are searched for, too."""
    if session.options.matter is None:
        return None
    with session.matter() as matter:
        return matter.register


def _trails(session: Session) -> Trails | None:
    """The trails of the matters whose uses are counted; None if no matter and no folder of matters was given."""
    options = session.options
    if options.folder is not None:
        return trails_in(options.folder, session.keys, session.parts, session.actor)
    if options.matter is None:
        return None
    with session.matter() as matter:
        return trail_of(matter)


def _proposal(file: Path) -> Proposal:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise UsageError("The proposal cannot be read as TOML.", "Check its path, and its quotation marks.") from None
    unknown = sorted(content.keys() - set(PROMPT_KEYS))
    missing = [name for name in PROMPT_KEYS[:3] if not content.get(name)]
    words = [name for name, value in content.items() if name != "columns" and not isinstance(value, str)]
    columns = content.pop("columns", [])
    if not isinstance(columns, list) or not all(isinstance(one, str) for one in columns):
        words.append("columns")
    if unknown or missing or words:
        what = f"unknown: {', '.join(unknown)}" if unknown else f"missing or not text: {', '.join(missing or words)}"
        raise UsageError(f"The proposal has wrong keys ({what}).", f"Known are {', '.join(PROMPT_KEYS)}.")
    return Proposal(**content, columns=tuple(columns))


def _say_names(session: Session, names: tuple[TypedName, ...]) -> None:
    """The words themselves, for the person at this terminal alone: no error quotes them."""
    for one in names:
        session.say(f"In {one.part}: {one.words} (found by {one.found_by})")


def _lines(entry: PromptEntry, uses: Uses | None) -> list[str]:
    prompt = entry.prompt
    title = f"  {prompt.title} ({prompt.form}{', ' + prompt.model if prompt.model else ''})" if prompt else ""
    lines = [f"{entry.id} {entry.version}  {entry.status}{title}"]
    lines += [f"  {entry.problem}"] if entry.problem else []
    steps = (("proposed", entry.proposed), ("approved", entry.approved), ("retired", entry.retired))
    lines += [f"  {what:<10}{_step_words(step)}" for what, step in steps if step is not None]
    return [*lines, *([f"  uses      {use_words(uses.get(entry.id, {}))}"] if uses is not None else [])]


def _step_words(step: Step) -> str:
    key = f", key {step.key}" if step.key else ", without a signing key"
    return f"{step.when[:10]} by {step.actor} ({step.account}{key})"


def _row(entry: PromptEntry) -> dict[str, object]:
    steps = {"proposed": entry.proposed, "approved": entry.approved, "retired": entry.retired}
    prompt = entry.prompt
    return {
        "id": entry.id,
        "version": entry.version,
        "status": entry.status,
        "title": prompt.title if prompt else "",
        "form": prompt.form if prompt else "",
        "columns": list(prompt.columns) if prompt else [],
        "digest": entry.digest,
        "problem": entry.problem,
        **{
            name: {"by": one.actor, "account": one.account, "when": one.when} if one else None
            for name, one in steps.items()
        },
    }
