"""`legalredact matter`: create, list and show matters."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from legalredact.cli.audit_keys import say_new
from legalredact.cli.matter_settings import with_options
from legalredact.cli.option_values import APART, HOME
from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.model.document import Document
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.mention import Span
from legalredact.model.register import Decision, Entity
from legalredact.vault.folder import is_closed, is_matter
from legalredact.workflow.matter.firm_lists import learned
from legalredact.workflow.matter.local_decisions import place_counts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions
from legalredact.workflow.names.decide_at_place import decide_locally
from legalredact.workflow.names.queue import count_words, undecided_words
from legalredact.workflow.names.similar_names import like, with_like
from legalredact.workflow.sign_off.sign_off_records import sign_off_fault
from legalredact.workflow.sign_off.valid_approval import signed


def new(session: Session) -> int:
    """`matter new`."""
    options = session.options
    if is_matter(options.matter):
        raise UsageError("This folder holds a matter already.", "Open it, or choose another folder.")
    info = MatterInfo(
        id=secrets.token_hex(8),
        name=options.name,
        ai_rule=AiRule(options.ai_rule),
        ai_reason=options.ai_reason,
        mask_case_numbers=options.mask_case_numbers,
        reviewers=tuple(options.reviewer),
    )
    options.info = with_options(info, options)
    with session.matter(make=True) as matter:
        typed = session.typed_register()
        if typed.entities:
            matter.type_names(typed)
        session.answer({"matter": matter.info.id, "folder": str(options.matter)}, f"Made matter {matter.info.id}.")
    return 0


def list_matters(session: Session) -> int:
    """`matter list`: folders with a matter; the matters are not opened."""
    folder: Path = session.options.folder or session.policy.matters.place or HOME
    try:
        places = (folder, *sorted(folder.iterdir())) if os.path.lexists(folder) else ()
    except OSError:
        raise UsageError(f"The folder {folder} cannot be read.", "Check its name and your permissions on it.") from None
    found = [path for path in places if is_matter(path)]
    for path in filter(is_closed, places):
        session.say(f"{path} cannot be read by your account.")
    words = "\n".join(str(path) for path in found) or f"No matters in {folder}."
    session.answer({"matters": [str(path) for path in found]}, words)
    return 0


def show(session: Session) -> int:
    """`matter show`: documents, names, summaries and what blocks a send."""
    with session.matter() as matter:
        row = _overview(matter) | {"new_keys": [key.public for key in say_new(session, matter)]}
    session.answer(row, _words(row))
    return 0


def lists(session: Session) -> int:
    """`matter lists`: names that are always masked or kept in clear, and who decided it; or one list as a file."""
    with session.matter() as matter:
        found = learned(matter.register, matter.parts.policy, matter.parts.always)
    if session.options.form:
        chosen = found.always if session.options.form == "always" else found.never
        print("\n".join(_list_line(entity, session.options.form) for entity in chosen))
        return 0
    shown = (("always masked", found.always), ("kept in clear", found.never), ("no longer suggested", found.lowered))
    by = {True: "the firm's list", False: "decided here"}
    rows = [
        {"id": one.id, "name": one.name, "kind": one.kind, "list": title, "by_firm": one.id in found.by_firm}
        for title, entities in shown
        for one in entities
    ]
    lines = [
        f"{one.id:<7}{title:<21}{'' if one.decision is Decision.OPEN else by[one.id in found.by_firm]:<17}{one.name}"
        for title, entities in shown
        for one in entities
    ]
    hint = "Take one back: `legalredact matter decide --reopen ID`." if lines else "No name was decided yet."
    session.answer({"names": rows}, "\n".join((*lines, hint)))
    return 0


def _list_line(entity: Entity, form: str) -> str:
    """A line of the file that policy names."""
    return " | ".join((entity.name, entity.role, *entity.aliases)) if form == "always" else entity.name


def decide(session: Session) -> int:
    """`matter decide`: decisions on names, by the ids that `matter show` prints."""
    options = session.options
    if options.place and not options.in_document:
        raise UsageError("A place has a number in its document alone.", "Give --in-document too.")
    if options.in_document and (options.like or options.settle):
        raise UsageError(
            "Names are settled, and decided together, in the whole matter.", "Leave --in-document and --place out."
        )
    with session.matter() as matter:
        known = {entity.id for entity in matter.register.entities}
        by_name = (one for one, _ in (*options.settle, *options.show_as))
        named = {*options.confirm, *options.dismiss, *options.reopen, *by_name}
        if unknown := sorted(named - known):
            raise UsageError(f"The matter has no name {', '.join(unknown)}.", "See `legalredact matter show`.")
        for decision, ids in (
            (Decision.CONFIRMED, options.confirm),
            (Decision.DISMISSED, options.dismiss),
            (Decision.OPEN, options.reopen),
        ):
            if options.in_document:
                _decide_in_document(session, matter, decision, ids)
            elif wanted := with_like(matter.register, ids) if options.like else tuple(ids):
                session.say(_reach_words(matter, decision, wanted))
                decisions.decide(matter, decision, wanted)
        for alias, owner in options.settle:
            aliases = like(matter.register, alias) if options.like else (alias,)
            decisions.settle(matter, aliases, None if owner == APART else owner)
        for entity_id, words in options.show_as:
            decisions.show_as(matter, entity_id, words)
        open_now = [blocker.what for blocker in matter.blockers()]
        names = undecided_words(matter.register.entities)
    session.answer({"open": open_now, "names": names}, "\n".join((*open_now, names)))
    return 1 if open_now else 0


def _decide_in_document(session: Session, matter: OpenMatter, decision: Decision, ids: Sequence[str]) -> None:
    """Decide on names for one document, or for single places of it."""
    document_id, numbers = session.options.in_document, session.options.place
    for entity_id in ids:
        spans = _spans(matter, entity_id, document_id)
        if any(not 1 <= number <= len(spans) for number in numbers):
            raise UsageError(
                f"{entity_id} has {len(spans)} places in {document_id}.", "`legalredact matter places` lists them."
            )
        for span in [spans[number - 1] for number in numbers] or [None]:
            decide_locally(matter, decision, entity_id, document_id, span)
        count = count_words(len(numbers) or len(spans), "place")
        session.say(f"{entity_id}: {_DONE[decision]} at {count} of {document_id}; nothing else was changed.")


_DONE = {Decision.CONFIRMED: "masked", Decision.DISMISSED: "kept in clear", Decision.OPEN: "decided as the name again"}


def _reach_words(matter: OpenMatter, decision: Decision, ids: Sequence[str]) -> str:
    """How many places a decision on names covers, and how many keep a decision of their own."""
    counts = [place_counts(matter.register.get(one), matter.mentions, "") for one in ids]
    places, own = sum(one.everywhere for one in counts), sum(one.own for one in counts)
    kept = f"; {count_words(own, 'place')} with a decision of their own unchanged" if own else ""
    return f"{count_words(len(ids), 'name')} {_DONE_ALL[decision]} at {count_words(places, 'place')}{kept}."


_DONE_ALL = {Decision.CONFIRMED: "masked", Decision.DISMISSED: "kept in clear", Decision.OPEN: "undecided again"}


def _spans(matter: OpenMatter, entity_id: str, document_id: str) -> list[Span]:
    return [mention.span for mention in matter.mentions.get(document_id, ()) if mention.entity == entity_id]


_AROUND = 30
"""Characters of context beside a place."""


def places(session: Session) -> int:
    """`matter places`: each place of a name, its number in its document, and the decision in force there."""
    with session.matter() as matter:
        known = {entity.id: entity for entity in matter.register.entities}
        entity = known.get(session.options.name)
        if entity is None:
            raise UsageError(f"The matter has no name {session.options.name}.", "See `legalredact matter show`.")
        rows = [
            _place_row(document, entity, number, span)
            for document in matter.documents
            for number, span in enumerate(_spans(matter, entity.id, document.id), 1)
        ]
    form = "{document}  {number:>4}  {state:<16}{where}: {words}"
    session.answer(
        {"places": rows},
        "\n".join(form.format(**row) for row in rows) or "It was not found in the documents that were searched.",
    )
    return 0


def _place_row(document: Document, entity: Entity, number: int, span: Span) -> dict[str, object]:
    local, place = entity.local_decision(document.id, span), document.place(span.start)
    around = Span(max(0, span.start - _AROUND), min(len(document.text), span.end + _AROUND))
    return {
        "document": document.id,
        "number": number,
        "where": f"page {place.page}" if place.page else place.label,
        "words": " ".join(around.of(document.text).split()),
        "state": "masked" if entity.masked_at(document.id, span) else "in clear",
        "decided_for": "matter" if local is None else "place" if local.span is not None else "document",
    }


def _overview(matter: OpenMatter) -> dict[str, object]:
    info = matter.info
    return {
        "matter": info.id,
        "name": info.name,
        "ai_rule": info.ai_rule,
        "documents": [
            {"id": d.id, "name": d.name, "pages": len(d.pages), "unread": len(d.unread)} for d in matter.documents
        ],
        "refused": [{"file": f.path, "error": f"{f.what} {f.remedy}"} for f in matter.store.refused()],
        "entities": [
            {
                "id": e.id,
                "token": e.token,
                "name": e.name,
                "kind": e.kind,
                "role": e.role,
                "tier": e.tier,
                "decision": e.decision,
                "masked": e.masked,
                "among": e.among,
                "aliases": e.aliases,
                "shown": e.shown,
            }
            for e in matter.register.entities
        ],
        "summaries": [
            {
                "id": s.id,
                "prompt": s.checked.summary.prompt_id,
                "signed": signed(matter, s) is not None,
                "fault": sign_off_fault(matter, s),
            }
            for s in matter.summaries
        ],
        "blockers": [{"kind": b.kind, "ids": b.ids, "what": b.what} for b in matter.blockers()],
    }


def _words(row: dict[str, object]) -> str:
    lines = [f"Matter {row['matter']}: {row['name'] or 'without a name'} (AI: {row['ai_rule']})"]
    for heading, key, form in (
        ("Documents", "documents", "  {id}  {name}, {pages} pages, {unread} parts to look at"),
        ("Files that cannot be read", "refused", "  {file}: {error}"),
        ("Names", "entities", "  {id:<5}{token:<12}{role:<13}{decision:<10}{name}"),
        ("Summaries", "summaries", "  {id}  {prompt}, signed: {signed} {fault}"),
        ("Before anything is sent", "blockers", "  {what}"),
    ):
        rows = row[key]
        if isinstance(rows, list) and rows:
            lines += [heading, *(form.format(**entry) for entry in rows)]
    return "\n".join(lines)
