"""Texts of documents, with the names in them: the same cases come up again and again, as in a real matter."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator import abroad, ledger, letter, mail, notice, pleading, record, ruling, transcript
from generator.cast import Cast, cast
from generator.damage import squeezed_marks
from generator.marks import unmarked
from generator.person import Person
from generator.source import Source

from producing.gold import Named

DOCUMENTS_A_CASE = 25
"""How many documents share their people, on average."""

_KINDS: dict[str, Sequence[tuple[Callable[[Cast], str], float]]] = {
    "paper": (
        (pleading.pleading, 5), (ruling.order, 3), (letter.letter, 6), (record.contract, 5), (record.affidavit, 3),
        (record.report, 3), (transcript.deposition, 3), (notice.form, 2), (abroad.judgment, 2), (ruling.opinion, 2),
    ),
    "table": ((ledger.ledger, 4), (notice.service_list, 2), (notice.schedule, 2), (record.docket, 2)),
    "slides": ((mail.remarks, 2), (record.report, 2), (notice.schedule, 1)),
    "message": ((mail.remarks, 3), (mail.mail, 3), (letter.letter, 1)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A text with the names in it, in order, each once."""

    text: str
    names: tuple[Named, ...]


def case_of(seed: int, number: int) -> Cast:
    """A case's people; anew each time, since they remember how they were last written."""
    return cast(Source(seed * 1_000_003 + number))


def text_of(kind: str, case: Cast, seed: int) -> Written:
    """A text about a case.

    Arguments:
        kind: ``paper``, ``table``, ``slides`` or ``message``.
    """
    source = Source(seed)
    write = source.weighted(dict(_KINDS[kind]))
    return of_marked(write(replace(case, source=source)))


def of_marked(text: str) -> Written:
    """A text whose names carry the generator's marks."""
    plain, stretches = unmarked(squeezed_marks(text))
    found = (Named(" ".join(plain[s.start : s.end].split()), s.label) for s in stretches if s.label != "ANY")
    return Written(plain, tuple(dict.fromkeys(found)))


def joined(texts: Sequence[Written]) -> Written:
    """One text of several, as a paper has its exhibits behind it."""
    names = dict.fromkeys(name for one in texts for name in one.names)
    return Written("\n\n".join(one.text for one in texts), tuple(names))


def correspondents(case: Cast) -> list[Person]:
    """Who writes letters in a case."""
    return [who for key in ("w", "w2", "w3", "cp", "cd", "rep", "x") if isinstance(who := case.people[key], Person)]


@functools.cache
def custodians(seed: int) -> tuple[str, ...]:
    """Names of those whose files were collected."""
    return tuple(dict.fromkeys(correspondents(case_of(seed, 900_000 + n))[0].written for n in range(12)))
