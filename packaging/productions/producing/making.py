"""A production as a stream of documents: the same numbers always give the same ones, and none is held in memory."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.cast import Cast
from generator.source import Source

from producing.damages import DAMAGES
from producing.files import WRITERS, fits_pdf, page_count
from producing.gold import Named
from producing.messages import Letter, eml, msg
from producing.texts import DOCUMENTS_A_CASE, Written, case_of, correspondents, custodians, joined, of_marked, text_of

_KINDS = {"pdf": 30.0, "docx": 24, "mail": 22, "xlsx": 8, "rtf": 5, "pptx": 5, "txt": 6}
_ATTACHED = {"pdf": 5.0, "docx": 4, "xlsx": 2, "pptx": 1, "rtf": 0.5, "txt": 0.5}
_TEXTS = {"xlsx": "table", "pptx": "slides", "mail": "message"}
_OUTLOOK = 0.2
_EXACT, _NEAR = 0.05, 0.03
"""Shares of units that repeat an earlier one, exactly or nearly."""

_ALONE = 0.65
"""Share of documents that are a unit by themselves and not a repetition."""

_FIRST_REPEAT = 20
"""Units before which nothing is repeated."""

_FIRST_DAY, _DAYS = 1_500_000_000, 2_000


@dataclass(frozen=True, slots=True)
class Made:
    """One document.

    Arguments:
        text: as its extracted text would be.
        pages: that it would have on paper.
        duplicate_of, near_duplicate_of: unit that it repeats, -1 for none.
    """

    kind: str
    stem: str
    content: bytes = field(repr=False)
    text: str = field(repr=False)
    names: tuple[Named, ...] = field(repr=False)
    pages: int
    damaged: str = ""
    duplicate_of: int = -1
    near_duplicate_of: int = -1

    @property
    def name(self) -> str:
        """File name."""
        return f"{self.stem}.{self.kind}"

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a production is made from.

    Arguments:
        cases: whose people its documents share.
        damaged: share of files to which something happens.
        texts: that a file is made of, about a page each; a message is one.
    """

    seed: int
    cases: int
    damaged: float
    texts: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A document by itself, or a message with its attachments behind it."""

    number: int
    custodian: str
    documents: tuple[Made, ...]


def units(count: int, seed: int, damaged: float, texts: int = 1) -> Iterator[Unit]:
    """Units with that many documents in all; see `Plan` for the rest."""
    number = made = 0
    plan = Plan(seed, max(4, count // DOCUMENTS_A_CASE), damaged, texts)
    while made < count:
        unit = _unit(plan, number, count - made)
        yield unit
        number, made = number + 1, made + len(unit.documents)


def _unit(plan: Plan, number: int, room: int) -> Unit:
    source = Source(plan.seed * 7_919 + number)
    custodian = source.choice(custodians(plan.seed))
    share = source.random()
    if number > _FIRST_REPEAT and share < _EXACT + _NEAR:
        again = _again(plan, source.randrange(number), room, nearly=share >= _EXACT)
        if again:
            return Unit(number, custodian, again)
    first = _original(plan, number, room)
    if len(first) == 1:  # a message with attachments stays whole, since they would go with it
        first = (_perhaps_damaged(first[0], source, plan.damaged / _ALONE),)
    return Unit(number, custodian, first)


def _again(plan: Plan, earlier: int, room: int, *, nearly: bool) -> tuple[Made, ...]:
    """The documents of an earlier unit once more; none if it is damaged, too large, or of no kind that is drafted."""
    found = _unit(plan, earlier, room).documents
    if any(one.damaged for one in found) or len(found) > room:
        return ()
    if nearly:
        drafted = len(found) == 1 and found[0].kind in WRITERS and found[0].near_duplicate_of < 0
        return (_nearly(found[0], earlier),) if drafted else ()
    return tuple(replace(one, duplicate_of=earlier if one.duplicate_of < 0 else one.duplicate_of) for one in found)


def _original(plan: Plan, number: int, room: int) -> tuple[Made, ...]:
    """The documents of a unit before anything happens to them."""
    source = Source(plan.seed * 104_729 + number)
    case = case_of(plan.seed, source.randrange(plan.cases))
    kind = source.weighted(_KINDS)
    if kind != "mail":
        stem = f"{source.pick('Doc', 'Scan', 'Final', 'Draft')} {number:06d}"
        return (_document(case, source, kind, stem, plan.texts),)
    wanted = source.weighted({0: 45.0, 1: 30, 2: 15, 3: 7, 4: 3})
    attached = tuple(
        _document(case, source, source.weighted(_ATTACHED), f"Attachment {place} of {number:06d}", plan.texts)
        for place in range(1, min(wanted, room - 1) + 1)
    )
    return (_message(case, source, number, attached), *attached)


def _document(case: Cast, source: Source, kind: str, stem: str, texts: int) -> Made:
    of = _TEXTS.get(kind, "paper")
    written = joined([text_of(of, case, source.randrange(1 << 40)) for _ in range(texts)])
    kind = "docx" if kind == "pdf" and not fits_pdf(written.text) else kind
    return Made(kind, stem, WRITERS[kind](written.text), written.text, written.names, page_count(written.text))


def _message(case: Cast, source: Source, number: int, attached: tuple[Made, ...]) -> Made:
    sender, to, copied = source.sample(correspondents(case), 3)
    body = text_of("message", case, source.randrange(1 << 40))
    subject = of_marked(case.fill("{p.short} v. {d.short}")) if source.chance(0.3) else Written("Documents", ())
    people = of_marked(" ".join(who.full for who in (sender, to, copied)))
    when = _FIRST_DAY + source.randrange(_DAYS * 86_400)
    files = tuple((one.name, one.content) for one in attached)
    letter = Letter(number, sender, to, copied, subject.text, body.text, when, files)
    kind = "msg" if source.chance(_OUTLOOK) else "eml"
    names = tuple(dict.fromkeys((*people.names, *subject.names, *body.names)))
    content = msg(letter) if kind == "msg" else eml(letter)
    return Made(kind, f"Message {number:06d}", content, body.text, names, page_count(body.text))


def _nearly(first: Made, earlier: int) -> Made:
    """The same text with a line added, as a later draft."""
    text = f"{first.text.rstrip()}\n\nRevised draft of the same day.\n"
    content = WRITERS[first.kind](text)
    origin = earlier if first.duplicate_of < 0 else first.duplicate_of
    stem = f"{first.stem} v2"
    return replace(first, content=content, text=text, near_duplicate_of=origin, duplicate_of=-1, stem=stem)


def _perhaps_damaged(made: Made, source: Source, share: float) -> Made:
    if not source.chance(share):
        return made
    damages = {name: harm(made.kind, made.content) for name, harm in sorted(DAMAGES.items())}
    damage, content = source.choice([(name, content) for name, content in damages.items() if content is not None])
    return replace(made, content=content, names=(), damaged=damage, pages=1)
