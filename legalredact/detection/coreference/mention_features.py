"""Collects each spelling in a matter's documents once, with the evidence from all its places."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from legalredact.detection.coreference.family_names import elders_in, shared_surnames
from legalredact.detection.rules.governments import is_government
from legalredact.detection.rules.places import can_be_place
from legalredact.detection.spans.candidate import Source
from legalredact.detection.spans.span_shape import has_form, names_nobody
from legalredact.matching.names.titled_names import has_title
from legalredact.matching.text.confusables import plain_letters
from legalredact.matching.text.encoding_artifacts import cleaned
from legalredact.matching.text.letters import in_one_case
from legalredact.matching.text.normal import key_of
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Role, Tier

Read = Sequence[tuple[Document, Sequence[Mention]]]
"""Documents with the mentions that detection found in them."""

_COLUMN = re.compile(r"[ ]{2,}|[ ]*[\t|│┃][ \t|│┃]*|[ ]*\n[ ]*\n[ ]*")
_FIELDS = re.compile(r'"?,"?(?=[^\s"])')
"""Between two fields of an export by commas."""
_MARGIN = re.compile(r"\s*\n\s*\d{1,2}(?:[ \t]+|[ \t]*\n)(?=\D)")
_WRAPPED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[a-zß-öø-ÿ])")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010]\s*\n\s*(?=[^\W\d_])")
_SPACED = re.compile(r"(?<![A-Za-z])[A-Z](?: [A-Z]){3,}(?![A-Za-z.])")
_FILLERS = re.compile("[\u2060\u034f\u200b-\u200d\ufeff]|\u00ad(?!\\s*\\n)")
_POSSESSIVE = re.compile(r"['’‘`][sS]?\Z")
_TITLE = re.compile(r"\b(Mr|MR|Mrs|MRS|Ms|MS|Miss|MISS|Sir|Madam|Madame|Shri|Sri|Smt)\.?\s*\Z")
_OWN_TITLE = re.compile(r"(Mr|MR|Mrs|MRS|Ms|MS|Miss|MISS)\b")
_WOMAN = frozenset({"mrs", "ms", "miss", "madam", "madame", "smt"})
_SAYS_PERSON = frozenset({Source.TITLE, Source.SIGNATURE, Source.LAST_FIRST, Source.HEADER})
_WEAK = frozenset({Source.MODEL, Source.PROPAGATED, Source.SECOND_OPINION})
"""Sources that look at the words of a name alone."""


@dataclass(slots=True)
class Sighting:
    """One spelling, identified by its key (letters and digits, folded).

    Arguments:
        key: see `matching.text.normal`.
        order: number of spellings that were met before.
        forms: how it was written, with counts.
        kinds: votes for its kind.
        roles: roles that its places show.
        titled: "m" or "w" if a title shows the gender.
        tier: the strongest tier of its places.
        sources: the rules or models that found it.
        documents: ids of the documents in which it occurs.
        printed: number of its places that come from text, not from OCR.
        divided: it includes its title, since the surname alone occurs after titles of both genders.
        elder: a document names somebody of the same name with a suffix next to it (see `elders_in`).
    """

    key: str
    order: int
    forms: Counter[str] = field(default_factory=Counter, repr=False)
    kinds: Counter[Kind] = field(default_factory=Counter)
    roles: Counter[Role] = field(default_factory=Counter)
    titled: set[str] = field(default_factory=set)
    tier: Tier = Tier.POSSIBLE
    sources: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    printed: int = 0
    divided: bool = False
    elder: bool = False

    @property
    def surface(self) -> str:
        """Its best form: in mixed case rather than in capitals, without brackets, the most frequent.

        Among equals the first by the alphabet, whichever was read first.
        """
        return max(sorted(self.forms), key=lambda form: (not in_one_case(form), "(" not in form, self.forms[form]))

    @property
    def kind(self) -> Kind:
        """The kind that most of its places show."""
        kind = self.kinds.most_common(1)[0][0]
        return Kind.GOVERNMENT if kind is not Kind.PERSON and is_government(self.surface) else kind

    @property
    def says_person(self) -> bool:
        """Whether a place shows clearly that it is a person: a title, an oath, a person's office."""
        spoken = self.roles.keys() - {Role.PARTY, Role.ORGANIZATION}
        return bool(self.titled or spoken) or self.kinds.total() > self.forms.total()

    @property
    def weight(self) -> int:
        """How complete a spelling is: full names come before short ones."""
        return len(self.surface.split()) - (self.divided or has_title(self.surface))


class Note(NamedTuple):
    """Evidence that one place of a name gives for its spelling."""

    key: str
    surface: str
    kind: Kind
    vote: int
    role: Role | None
    tier: Tier
    source: str
    printed: bool
    title: str
    divided: bool = False
    elder: bool = False

    def __repr__(self) -> str:
        """Hide the contents, which are client text."""
        return type(self).__name__


def notes(document: Document, mentions: Iterable[Mention]) -> Iterator[Note]:
    """Evidence that the names of one document give for their spellings, in the order of the mentions."""
    found = list(mentions)
    elders = elders_in(document.text, found)
    for mention in found:
        if mention.kind.is_name:
            surface = _in_order(mention, written(mention.surface))
            key = key_of(surface)
            told = mention.source == Source.INITIALS or (
                mention.source == Source.LAST_FIRST and _COLUMN.search(mention.surface)
            )
            if len(key) > 1 and (told or not names_nobody(surface)):
                yield _note(key, surface, document, mention)._replace(elder=key in elders)
    yield from _notes_of_couples(document, found)


def _notes_of_couples(document: Document, mentions: Sequence[Mention]) -> Iterator[Note]:
    """Full names of people who are named before their spouse without the surname."""
    for mention, whole in shared_surnames(document.text, mentions):
        surface = written(whole)
        yield _note(key_of(surface), surface, document, mention)


def sightings(found: Iterable[tuple[str, Iterable[Note], Iterable[str]]]) -> dict[str, Sighting]:
    """Spelling's key → what was seen of it, in the order in which they were met.

    Arguments:
        found: of each document, its id, its notes and `places_in` it.
    """
    seen: dict[str, Sighting] = {}
    towns: set[str] = set()
    for document_id, noted, places in found:
        towns.update(places)
        for note in noted:
            _count(seen.setdefault(note.key, Sighting(note.key, len(seen))), note, document_id)
    for place in towns:
        if place in seen and _is_place(seen[place]):
            seen[place].tier = Tier.POSSIBLE
    return seen


def _in_order(mention: Mention, surface: str) -> str:
    """Table cells as one name, with a comma after a surname that comes before the first name."""
    if mention.source == Source.LAST_FIRST:
        surface = _FIELDS.sub(", ", surface)
    cells = _COLUMN.split(mention.surface.strip()) if mention.source in (Source.LAST_FIRST, Source.HEADER) else []
    if len(cells) < len("ab"):
        return surface
    between = ", " if mention.source == Source.LAST_FIRST and "," not in surface else " "
    return between.join(map(written, cells))


def _is_place(sighting: Sighting) -> bool:
    """Whether only the model suggests that the words before a state are a name."""
    told = sighting.titled or sighting.roles or sighting.sources - _WEAK
    return not told and can_be_place(sighting.surface, sighting.kind)


def written(surface: str) -> str:
    """A surface in normal form: one line, without margin numbers, letter spacing and possessive ending."""
    meant = _FILLERS.sub("", plain_letters(cleaned(surface)))
    whole = _HYPHENATED.sub("-", _WRAPPED.sub("", _MARGIN.sub("\n", meant)))
    closed = _SPACED.sub(lambda match: match.group().replace(" ", ""), whole)
    return _POSSESSIVE.sub("", " ".join(closed.split()))


def _note(key: str, surface: str, document: Document, mention: Mention) -> Note:
    block = document.block_at(mention.span.start)
    printed = block is None or block.confidence is None
    role = mention.role if mention.role is not Role.IDENTIFIER else None
    said = mention.kind, _vote(surface, mention), role, mention.tier, mention.source, printed
    title = _OWN_TITLE.match(surface) if has_title(surface) else None
    title = title or _TITLE.search(document.text, max(0, mention.span.start - 10), mention.span.start)
    return Note(key, surface, *said, title.group(1).capitalize() if title else "")


def _count(sighting: Sighting, note: Note, document_id: str) -> None:
    sighting.printed += note.printed
    sighting.sources.add(note.source)
    sighting.documents.add(document_id)
    sighting.forms[note.surface] += 1
    sighting.kinds[note.kind] += note.vote
    if note.role is not None:
        sighting.roles[note.role] += 1
    if note.tier is Tier.SUGGESTED:
        sighting.tier = Tier.SUGGESTED
    if note.title:
        sighting.titled.add(gender_of(note.title))
    sighting.divided |= note.divided
    sighting.elder |= note.elder


def _vote(surface: str, mention: Mention) -> int:
    sure = mention.source in _SAYS_PERSON or (mention.kind is Kind.ORGANIZATION and has_form(surface))
    return 5 if sure else 1


def gender_of(title: str) -> str:
    """ "m" or "w", as a title shows."""
    return "w" if title.casefold() in _WOMAN else "m"


def by_fullness(seen: Iterable[Sighting]) -> list[Sighting]:
    """Sort full names first, so that short ones find the names that they may mean."""
    return sorted(seen, key=lambda one: (-one.weight, not one.divided, one.order))
