"""`legalredact detect`: names in files, one line of JSON per document."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from legalredact.cli.output import json_line
from legalredact.cli.session import Session
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import LegalRedactError, UnreadableInput, WrongType
from legalredact.model.clean_text import clean_name
from legalredact.model.document import Document
from legalredact.model.production import ProductionMember
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Register
from legalredact.workflow.compute.compute import resolved
from legalredact.workflow.compute.lanes import perform
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.incoming import Thing, expand, read_all, shown

Source = tuple[str, Document | UnreadableInput]


def run(session: Session) -> int:
    """Each document counts as a separate matter; unreadable ones are reported, and others are processed."""
    register = session.typed_register()
    parts = session.wiring.parts(session.policy, None)
    status = 0
    for name, outcome in _sources(session, parts):
        if isinstance(outcome, UnreadableInput):
            session.say(f"{name}: {outcome}")
            status = outcome.exit_code
            continue
        found = _found(name, outcome, register, parts.detect)
        if isinstance(found, LegalRedactError):
            session.say(f"{name}: {found}")
            status = found.exit_code
            continue
        print(json_line(found) if session.options.json else _words(found), flush=True)
    return status


def _sources(session: Session, parts: Parts) -> Iterator[Source]:
    for path in session.options.paths:
        if path.suffix.lower() == ".jsonl":
            yield from _lines(path)
            continue
        things = expand(parts, [path], session.report, NEVER)
        yield from ((_name(thing), outcome) for thing, outcome in read_all(parts, things, session.report, NEVER))


def _name(thing: Thing) -> str:
    """A file's name; for a file inside another, both names."""
    if not isinstance(thing, ProductionMember):
        return clean_name(shown(thing).name)
    location = thing.location
    holder = clean_name(location.path.name)
    return f"{holder}/{location.name}" if location.steps else holder


def _lines(path: Path) -> Iterator[Source]:
    """Documents in a file of JSON lines, each with "id" and "text"."""
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _document(number, line)
    except (OSError, UnicodeDecodeError):
        yield (
            path.name,
            WrongType("The file cannot be read as JSON lines.", "Check its path and that it is UTF-8 text."),
        )


def _document(number: int, line: str) -> Source:
    try:
        row = json.loads(line)
        name, text = str(row["id"]), str(row["text"])
    except (json.JSONDecodeError, KeyError, TypeError):
        problem = WrongType(f"Line {number} is no JSON object with id and text.", "Correct that line.")
        return f"line {number}", problem
    return name, document_from_text(f"line{number}", name, text)


def _found(name: str, document: Document, register: Register, detect: Any) -> dict[str, Any] | LegalRedactError:
    """A document's row, or the error for this document, so that others are processed."""
    outcome = perform(lambda *_: _row(name, document, register, detect), silent, NEVER)
    return outcome.error or outcome.value or {}


def _row(name: str, document: Document, register: Register, detect: Any) -> dict[str, Any]:
    resolution = resolved([(document, detect(document))], register)
    mentions = resolution.mentions[document.id]
    named = {mention.entity for mention in mentions}
    return {
        "file": name,
        "text": document.text,
        "mentions": [_mention(m, resolution.register) for m in mentions if m.kind.is_name],
        "identifiers": [_mention(m, resolution.register) for m in mentions if not m.kind.is_name],
        "entities": [
            {"id": e.id, "name": e.name, "kind": e.kind, "role": e.role, "aliases": e.aliases, "among": e.among}
            for e in resolution.register.entities
            if e.id in named
        ],
        "unread": [{"id": u.id, "reason": u.reason, "page": u.page, "detail": u.detail} for u in document.unread],
    }


def _mention(mention: Any, register: Register) -> dict[str, Any]:
    role = register.get(mention.entity).role if mention.entity else mention.role
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "role": role,
        "entity": mention.entity,
        "tier": mention.tier,
        "source": mention.source,
    }


def _words(row: dict[str, Any]) -> str:
    counts = {e["id"]: 0 for e in row["entities"]}
    for mention in (*row["mentions"], *row["identifiers"]):
        counts[mention["entity"]] = counts.get(mention["entity"], 0) + 1
    lines = [f"  {e['role']:<13}{e['name']!r} ({counts[e['id']]} times)" for e in row["entities"]]
    unread = [f"  to look at: page {u['page']}, {u['detail']}" for u in row["unread"]]
    return "\n".join((row["file"], *lines, *unread))
