"""Whether letters that were found in a row are the name: judged by the gaps between them, their case, their company."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.matching.normal import SEEN, Gap, Normal
from legalredact.matching.words import is_english, is_function_word

_SEEN = int(SEEN)
_HYPHEN, _INVISIBLE, _APOSTROPHE, _POINT, _TURN = (
    int(gap) for gap in (Gap.HYPHEN, Gap.INVISIBLE, Gap.APOSTROPHE, Gap.POINT, Gap.TURN)
)
_ENDS_LINE = int(Gap.LINE | Gap.BREAK)
_WHITE = int(Gap.SPACE | Gap.LINE | Gap.BREAK)
_BETWEEN_WORDS = int(_WHITE | Gap.HYPHEN | Gap.APOSTROPHE | Gap.POINT)
_SENTENCE_ENDS = re.compile(r"[.:;!?\"“”(\[]|\n\s*\n")

SHORT = 4
"""Names of fewer letters and digits need the gaps they are spelled with."""
_JOINED = 6

NAME_PREFIXES = frozenset(
    {
        "mc",
        "mac",
        "de",
        "del",
        "della",
        "di",
        "da",
        "du",
        "la",
        "le",
        "lo",
        "fitz",
        "van",
        "von",
        "o",
        "st",
        "ap",
        "al",
        "el",
    }
)
"""What may stand, written together, before the capital inside a surname: "McDonald" does not name a Donald."""
MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august"}
    | {"september", "october", "november", "december"}
)
TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof", "hon", "sgt", "det", "rev", "messrs", "mx"})
PHRASES: dict[str, tuple[tuple[str, int], ...]] = {
    "standard": (("standardofreview", 0), ("standardofproof", 0), ("standardofcare", 0), ("standardofliving", 0)),
    "standards": (("standardsofreview", 0), ("standardsofcare", 0)),
    "bill": (("billofrights", 0), ("billofcosts", 0), ("billoflading", 0), ("billofsale", 0), ("billofparticulars", 0)),
    "will": (("lastwillandtestament", 4),),
    "grace": (("graceperiod", 0),),
    "bond": (("bondhearing", 0),),
    "law": (("memorandumoflaw", 12), ("conclusionsoflaw", 13), ("matteroflaw", 8)),
}
"""Set phrases of court papers, written with capitals in headings, in which a word that may be a name is none: the
phrase's letters and where in them the word begins."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a name, ready to be compared.

    Arguments:
        owner: id of the entity.
        text: as it is spelled.
        key, gaps: its normal form; `gaps` are those inside it, one fewer than letters.
        words: of how many words it is made.
    """

    owner: str
    text: str = field(repr=False)
    key: str = field(repr=False)
    gaps: tuple[int, ...] = field(repr=False)
    words: int

    @property
    def single(self) -> bool:
        """Whether it is one word."""
        return self.words == 1


def fits(spelling: Spelling, normal: Normal, first: int, last: int) -> bool:
    """Whether characters `first` up to `last` of the normal form, which spell the name's key, are the name."""
    inner = normal.gaps[first + 1 : last].tolist()
    surface = normal.text[normal.starts[first] : normal.starts[last - 1] + 1]
    return (
        _boundaries(normal, first, last)
        and (spelling.gaps == tuple(inner) or _inner(spelling, inner, surface))
        and (not spelling.single or _case(spelling, surface))
        and not (spelling.single and is_english(spelling.key) and _common(spelling, normal, first, last))
    )


def _boundaries(normal: Normal, first: int, last: int) -> bool:
    """Whether a word begins at `first` and one ends before `last`."""
    before, after = int(normal.gaps[first]), int(normal.gaps[last])
    if not (before & (_SEEN | _TURN) and after & (_SEEN | _TURN)):
        return False
    if before & _TURN and _piece_before(normal, first) in NAME_PREFIXES:
        return False
    return not (after & _TURN and normal.key[first:last] in NAME_PREFIXES)


def _piece_before(normal: Normal, first: int) -> str:
    """The letters that touch character `first` from the left, back to the last gap or turn."""
    start = first - 1
    while start > 0 and first - start < 6 and not normal.gaps[start] & (_SEEN | _TURN):
        start -= 1
    return normal.key[start:first]


def _inner(spelling: Spelling, inner: Sequence[int], surface: str) -> bool:
    """Whether the gaps between the letters may stand inside this name."""
    seen = [gap & _SEEN for gap in inner]
    wanted = [gap & _SEEN for gap in spelling.gaps]
    if seen == wanted:
        return True
    if _dotted(spelling, seen, surface):
        return True
    if len(spelling.key) < SHORT:
        return all(
            want == got or (want and got and not got & ~(want | _WHITE)) for want, got in zip(wanted, seen, strict=True)
        )
    if all(seen) and not any(gap & ~_WHITE for gap in seen):
        return True  # letter-spaced from end to end
    return _loose(spelling, inner, seen, wanted, surface)


def _same(want: int, got: int) -> bool:
    """Whether a short name has the gap that it is spelled with, or white space there."""
    return want == got or bool(want and got and not got & ~(want | _WHITE))


def _dotted(spelling: Spelling, seen: Sequence[int], surface: str) -> bool:
    """Whether it is "A.C.M." for "ACM"."""
    capitals = spelling.text.isupper() and surface.isupper()
    return capitals and spelling.single and len(spelling.key) > 2 and all(gap == _POINT for gap in seen)


def _loose(spelling: Spelling, inner: Sequence[int], seen: Sequence[int], wanted: Sequence[int], surface: str) -> bool:
    """Names of some length: words joined, wrapped or broken."""
    joined, broken = False, False
    for place, (gap, got, want) in enumerate(zip(inner, seen, wanted, strict=True), start=1):
        if want and not got:
            joined = joined or not gap & _TURN
        elif want:
            if not _between_words(got, want):
                return False
        elif got and not _wrapped(gap):
            if got == _APOSTROPHE and place < len(seen):
                continue
            if got & ~(_WHITE | _HYPHEN):
                return False
            broken = True
    return (not joined or _may_join(spelling, surface)) and (not broken or _may_break(spelling, seen, surface))


def _between_words(got: int, want: int) -> bool:
    """Whether a gap may stand between two words of a name; a caption's border only together with a line's end."""
    allowed = _BETWEEN_WORDS | want | (int(Gap.RULE) if got & _ENDS_LINE else 0)
    return not got & ~allowed


def _wrapped(gap: int) -> bool:
    """Whether a word goes on in the next line after a hyphen, or after an invisible one."""
    return bool(gap & _ENDS_LINE and gap & (_HYPHEN | _INVISIBLE)) and not gap & ~(_WHITE | _HYPHEN | _INVISIBLE)


def _may_join(spelling: Spelling, surface: str) -> bool:
    """Whether words may be written as one ("acmecorp"), without making another word or surname of them.

    "C. Larkson" is not "Clarkson", but "clarkson@…" may be he: an initial joins only in lower case.
    """
    if len(spelling.key) < _JOINED or is_english(spelling.key):
        return False
    initial = len(spelling.gaps) > 0 and bool(spelling.gaps[0] & _SEEN)
    return surface.islower() if initial else True


def _may_break(spelling: Spelling, seen: Sequence[int], surface: str) -> bool:
    """Whether a word may be broken ("ACM E", "Fon taine") and not two words that happen to spell it ("good man")."""
    pieces = list(_pieces(spelling.key, seen))
    if all(len(piece) == 1 or is_english(piece) for piece in pieces):
        return False
    if not spelling.single:
        return True
    return surface.isupper() or (surface[0].isupper() and surface[1:].islower())


def _pieces(key: str, seen: Sequence[int]) -> Iterator[str]:
    """The key cut at its gaps."""
    start = 0
    for place, gap in enumerate(seen, start=1):
        if gap:
            yield key[start:place]
            start = place
    yield key[start:]


def _case(spelling: Spelling, surface: str) -> bool:
    """Whether a single word is written as a name: any case if it is no English word, else with its capital."""
    if surface == spelling.text or not is_english(spelling.key):
        return True
    if spelling.text.isupper() and len(spelling.key) < SHORT:
        return surface.isupper()
    return not surface[0].islower()


def _common(spelling: Spelling, normal: Normal, first: int, last: int) -> bool:
    """Whether an English word with a capital stands for itself: first in a sentence, in a date, in a set phrase."""
    key = spelling.key
    if is_function_word(key) and _says_nothing(spelling, normal, first, last):
        return True
    if key in MONTHS and (normal.key[last : last + 1].isdigit() or normal.key[first - 1 : first].isdigit()):
        return True
    return any(first >= at and normal.key.startswith(phrase, first - at) for phrase, at in PHRASES.get(key, ()))


def _says_nothing(spelling: Spelling, normal: Normal, first: int, last: int) -> bool:
    """Whether the capitals of a function word are there for other reasons than that it is a name."""
    surface = normal.text[normal.starts[first] : normal.starts[last - 1] + 1]
    if surface.isupper():
        return not spelling.text.isupper()
    if first == 0 or _piece_before(normal, first) in TITLES:
        return first == 0
    before = normal.text[normal.starts[first - 1] + 1 : normal.starts[first]]
    return _SENTENCE_ENDS.search(before) is not None
