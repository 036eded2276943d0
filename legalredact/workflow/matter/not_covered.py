"""What a summary does not cover, in words: files that cannot be read, documents that are withheld or came later."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from legalredact.model.payload import Payload
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.stopped_documents import stopped_documents

_HANDED_OVER, _ADDED = frozenset({"payload.send", "payload.local"}), frozenset({"document.add"})
_NO_PASSAGE = "not chosen, or without a passage that fits the question"
MOST = 50
"""Most names in one sentence; the others are counted."""


def not_covered(matter: OpenMatter, payload: Payload, most: int | None = None) -> tuple[str, ...]:
    """A sentence for each reason, with the names; nothing if a summary of that payload covers all of the matter.

    Arguments:
        most: names that are given for each reason; `MOST` if None.

    The summary of one document of a production covers that document alone and does not mention others.
    """
    return tuple(f"Not covered: {words}" for words in left_out(matter, payload, MOST if most is None else most))


def left_out(matter: OpenMatter, payload: Payload, most: int) -> tuple[str, ...]:
    """What `not_covered` says, in words that may stand behind others: ``"1 file cannot be read: exhibit.pdf."``

    Arguments:
        most: names that are given for each reason; the others are counted.
    """
    if _is_of_one_among_many(matter, payload):
        return ()
    withheld = {document for document, part in matter.store.accepted_parts() if part == WITHHELD}
    covered = frozenset() if payload.made_of else frozenset(one.id for one in payload.documents)
    names = {line.id: line.name for line in matter.listing}
    others = [one for one in names if covered and one not in covered | withheld]
    after = _later(matter, payload, others) if others else frozenset()
    told = (
        _sentence("cannot be read", _unreadable(matter), most),
        _sentence("not read yet", _not_read(matter), most),
        _sentence("withheld", [name for one, name in names.items() if one in withheld], most),
        _sentence(
            _NO_PASSAGE if payload.question else "not chosen", [names[one] for one in others if one not in after], most
        ),
        _sentence("added after it was made", [names[one] for one in others if one in after], most),
    )
    return tuple(filter(None, told))


def _later(matter: OpenMatter, payload: Payload, documents: Iterable[str]) -> frozenset[str]:
    """Documents that were added after that payload went to an engine, by the trail; none if it did not yet."""
    went = matter.trail.events_about(_HANDED_OVER, "payload", payload.digest)
    if not went:
        return frozenset()
    added = {one: matter.trail.events_about(_ADDED, "document", one) for one in documents}
    return frozenset(one for one, events in added.items() if not events or events[-1].number > went[0].number)


def _is_of_one_among_many(matter: OpenMatter, payload: Payload) -> bool:
    return len(payload.documents) == 1 and bool(matter.store.jobs_of(payload.documents[0].id))


def _unreadable(matter: OpenMatter) -> list[str]:
    """Names of files that never became documents."""
    return sorted(dict.fromkeys((*_refused(matter), *_refused_in_production(matter))))


def _refused(matter: OpenMatter) -> Iterator[str]:
    yield from (Path(one.path).name for one in matter.store.refused() if not one.cut_short)


def _not_read(matter: OpenMatter) -> list[str]:
    """Names of files that reading did not come to before it was stopped or killed."""
    return sorted({Path(one.path).name for one in matter.store.refused() if one.cut_short})


def _refused_in_production(matter: OpenMatter) -> Iterator[str]:
    yield from (one.name for one in stopped_documents(matter) if one.refused and not one.readable)


def _sentence(why: str, names: Sequence[str], most: int) -> str:
    if not names:
        return ""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    count = "1 file" if len(names) == 1 else f"{len(names):,} files"
    return f"{count} {why}: {', '.join(names[:most])}{more}."
