"""What a summary is called where one of several is chosen: no two of a matter are called alike."""

import datetime as dt

from legalredact.model.review import ReviewedSummary
from legalredact.summary import prompts
from legalredact.workflow.send.summarize import LOCAL
from legalredact.workflow.window.snapshot import Snapshot


def title_words(number: int, summary: ReviewedSummary, state: Snapshot) -> str:
    """Number, kind, when it was made, of what, with what, by whom: ``"2. Chronology · Nov 26, 14:05 · 4 documents …"``.

    Arguments:
        number: among the summaries of the matter, from 1.
    """
    masked = summary.checked.summary
    known = prompts.load().get(masked.prompt_id)
    engine = "local extract" if masked.usage.engine == LOCAL else masked.usage.model or masked.usage.engine
    kind = f"{number}. {known.title if known else masked.prompt_id}"
    parts = (kind, made_words(summary.made), _of_what(masked.payload_digest, state), engine, f"by {summary.preparer}")
    return " · ".join(filter(None, parts))


def made_words(made: str, zone: dt.tzinfo | None = None) -> str:
    """``2026-11-24T12:00:00+00:00`` by the clock on the wall, to the minute; empty for nothing.

    Arguments:
        zone: that of this machine if None.
    """
    if not made:
        return ""
    moment = dt.datetime.fromisoformat(made).astimezone(zone)
    return f"{moment:%b} {moment.day}, {moment:%H:%M}"


def _of_what(digest: str, state: Snapshot) -> str:
    """The one document that it is of, or how many."""
    ids = state.sent.get(digest, frozenset())
    if len(ids) != 1:
        return f"{len(ids):,} documents" if ids else ""
    document = state.document(next(iter(ids)))
    return document.name if document is not None else "1 document"
