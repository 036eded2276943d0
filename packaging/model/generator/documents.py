"""Documents by seed: their kinds, and how often each is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator import abroad, boilerplate, ledger, letter, mail, notice, pleading, record, ruling, transcript
from generator.cast import Cast, cast
from generator.damage import damaged, squeezed_marks
from generator.marks import Stretch, unmarked
from generator.source import Source

KINDS: dict[str, tuple[Callable[[Cast], str], float]] = {
    "pleading": (pleading.pleading, 6),
    "opinion": (ruling.opinion, 6),
    "order": (ruling.order, 4),
    "clerk letter": (ruling.clerk_letter, 3),
    "service list": (notice.service_list, 2),
    "schedule": (notice.schedule, 1.5),
    "form": (notice.form, 2),
    "ledger": (ledger.ledger, 3),
    "letter": (letter.letter, 5),
    "mail": (mail.mail, 4),
    "messages": (mail.messages, 1.5),
    "remarks": (mail.remarks, 3),
    "deposition": (transcript.deposition, 4),
    "docket": (record.docket, 4),
    "contract": (record.contract, 4),
    "report": (record.report, 3),
    "affidavit": (record.affidavit, 3),
    "boilerplate": (boilerplate.boilerplate, 3),
    "foreign judgment": (abroad.judgment, 4),
}


@dataclass(frozen=True, slots=True)
class Generated:
    """A generated document.

    Arguments:
        kind: a key of KINDS.
        text: as a reader of files would give it.
        stretches: all names in it, in order, without overlap.
    """

    kind: str
    text: str
    stretches: tuple[Stretch, ...]


def document(seed: int, kind: str | None = None) -> Generated:
    """The document with number `seed`; the same number always gives the same one."""
    source = Source(seed)
    kind = kind or source.weighted({name: weight for name, (_, weight) in KINDS.items()})
    text = KINDS[kind][0](cast(source))
    plain, stretches = unmarked(squeezed_marks(damaged(source, text)))
    return Generated(kind, plain, stretches)


def documents(first: int, count: int) -> Iterator[Generated]:
    """Documents number `first` to ``first + count - 1``."""
    return (document(seed) for seed in range(first, first + count))
