"""A matter of ten thousand documents and a hundred thousand spellings: opening it, deciding, a fresh key.

The documents are invented: two pages of nine paragraphs each, with ten mentions. Opening is what stands between a click
and the list of documents: key, database, event, recovery key, list, register and what blocks a send.
"""

import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from legalredact.governance.audit_trail import next_event, utc_now
from legalredact.model.document import Block, BlockKind, Document, Page
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.policy import Policy
from legalredact.model.register import Decision, Entity, Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.resolved import ResolvedDocument, row_of
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.entities_cache import holds_for
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.snapshot import first_snapshot, snapshot

DOCUMENTS, ENTITIES, ALIASES_EACH, NAMED, PARAGRAPHS = 10_000, 10_000, 9, 10, 9
SENTENCE = "The parties met at the quay on March 3, 2024 and signed what counsel had put before them. "
Result = TypeVar("Result")


def main(_: list[str]) -> int:
    """Print the figures; 1 if opening took a second of the processor's time or more."""
    keys = ThrowAwayKey()
    register = Register(tuple(map(_entity, range(ENTITIES))))
    spellings = sum(len(entity.spellings) for entity in register.entities)
    print(f"{DOCUMENTS:,} documents of {len(_document(0).text):,} characters, {spellings:,} spellings")
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as place:
        folder = Path(place) / "matter"
        _make(folder, keys, register)
        print(f"  {'':<40}{'clock':>13} {'processor':>13}")
        print(f"  size on disk {_size(folder) / 1e6:38.0f} MB")
        seconds = min(_opened(folder, keys) for _ in range(3))
        with OpenMatter.open(folder, keys, _parts(), "bench") as matter:
            ids = [matter.register.entities[0].id]
            _timed("read register and mentions of all", lambda: matter.mentions)
            _timed("one decision", lambda: matter.decide(Decision.CONFIRMED, ids))
            _timed("another decision", lambda: matter.decide(Decision.OPEN, ids))
            _timed("everything a window shows, texts too", lambda: snapshot(matter))
        with MatterStore.open(folder, keys) as store:
            _timed("check every page", store.check)
            _timed("fresh key", lambda: store.rekey(store.members))
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:39.0f} MB")
    return 0 if seconds < 1 else 1


def _opened(folder: Path, keys: ThrowAwayKey) -> float:
    def begin() -> OpenMatter:
        matter = OpenMatter.open(folder, keys, _parts(), "bench")
        assert len(matter.listing) == DOCUMENTS
        assert len(matter.register.entities) == ENTITIES
        assert first_snapshot(matter).loading
        return matter

    before = time.process_time()
    matter = _timed("open, to what a window shows first", begin)
    seconds = time.process_time() - before
    matter.close()
    return seconds


def _make(
    folder: Path,
    keys: ThrowAwayKey,
    register: Register,
    documents: int = DOCUMENTS,
    more: Callable[[MatterStore], None] = lambda _: None,
) -> None:
    """Make the matter.

    Arguments:
        more: stores what else it holds, before the event that covers all of it.
    """
    with MatterStore.create(folder, keys, MatterInfo("bench")) as store:
        store._db.execute("PRAGMA synchronous = OFF")  # making it is not what is measured
        for number in range(documents):
            document = _document(number)
            store.add_document(document)
            store.put_mentions(document.id, tuple(_mentions(number)))
        resolved = (row_of(ResolvedDocument(f"d{n}", tuple(_mentions(n)))) for n in range(documents))
        store.put_resolution(holds_for(()), register, resolved)
        more(store)
        store.append_event(next_event(None, "bench", "matter.create", (), utc_now, state=store.state()))


def _document(number: int) -> Document:
    paragraph = SENTENCE * 4
    text = "\n\n".join([paragraph] * 2 * PARAGRAPHS)
    starts = itertools.count(0, len(paragraph) + 2)
    blocks = tuple(
        Block(f"p{n // PARAGRAPHS + 1}.b{n}", BlockKind.BODY, Span(at, at + len(paragraph)), n // PARAGRAPHS + 1)
        for n, at in zip(range(2 * PARAGRAPHS), starts, strict=False)
    )
    pages = (Page(1, 612, 792), Page(2, 612, 792))
    return Document(f"d{number}", f"exhibit {number}.pdf", text, blocks, pages, (), f"{number:064x}")


def _mentions(number: int) -> Iterator[Mention]:
    for n in range(NAMED):
        span = Span(n * 90, n * 90 + 11)
        entity = f"e{(number * NAMED + n) % ENTITIES}"
        yield Mention(span, "The parties", Kind.PERSON, Tier.SUGGESTED, "bench", Role.PERSON, entity)


def _entity(number: int) -> Entity:
    aliases = tuple(f"Alias {number} {n}" for n in range(ALIASES_EACH))
    return Entity(f"e{number}", f"Person {number}", Kind.PERSON, Role.PERSON, aliases)


def _parts() -> Parts:
    def nothing(*_: object) -> tuple[Mention, ...]:
        sys.exit("a kept resolution was not used")

    return Parts(nothing, nothing, nothing, Policy(), utc_now)  # type: ignore[arg-type]  # none of them is called


def _timed(what: str, step: Callable[[], Result]) -> Result:
    """Clock, and processor time, which says more on a machine that is busy with other work."""
    clock, processor = time.perf_counter(), time.process_time()
    result = step()
    took = time.perf_counter() - clock, time.process_time() - processor
    print(f"  {what:<40}{took[0]:11.2f} s {took[1]:11.2f} s", flush=True)
    return result


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())
