"""Decides whether the gaps between matched letters may occur inside a name.

Gaps are spaces, hyphens, points and line breaks: a name may be broken over a line end, split, or written as one word.
"""

from collections.abc import Iterator, Sequence

from legalredact.matching.names.pattern import Spelled
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import SEEN, Gap

_SEEN, _TURN, _HYPHEN, _INVISIBLE = int(SEEN), int(Gap.TURN), int(Gap.HYPHEN), int(Gap.INVISIBLE)
_APOSTROPHE, _POINT, _RULE = int(Gap.APOSTROPHE), int(Gap.POINT), int(Gap.RULE)
_ENDS_LINE = int(Gap.LINE | Gap.BREAK)
_WHITE = int(Gap.SPACE | Gap.LINE | Gap.BREAK)
_BETWEEN_LETTERS = _WHITE | _HYPHEN | _POINT
_BETWEEN_WORDS = _BETWEEN_LETTERS | _APOSTROPHE

SHORT = 4
"""Shorter names (in letters and digits) need exactly the gaps of their spelling."""
_SEPARATED = 0.8
_JOINED = 6
"""Shorter names (in letters and digits) never match two words written as one."""


def joints_fit(spelled: Spelled, inner: Sequence[int], surface: str) -> bool:
    """Whether the gaps `inner` in the text between the name's letters are acceptable.

    Arguments:
        spelled: the name.
        inner: bits of `Gap`, one per gap of the name.
        surface: the text from its first letter to its last.
    """
    seen = [gap & _SEEN for gap in inner]
    if tuple(seen) == spelled.gaps or _dotted(spelled, seen, surface):
        return True
    if len(spelled.key) < SHORT:
        return all(map(_same, spelled.gaps, seen))
    if spelled.key.isdigit() and all(gap & _ENDS_LINE for gap in seen):
        return False  # line numbers in a margin, one below the other
    return _letter_spaced(seen) or _loose(spelled, inner, seen, surface)


def _same(want: int, got: int) -> bool:
    """Whether a short name has the gap of its spelling, ignoring white space."""
    return want == got or bool(want and got and not (want ^ got) & ~_WHITE)


def _dotted(spelled: Spelled, seen: Sequence[int], surface: str) -> bool:
    """Whether it is an acronym with points: "A.C.M." for "ACM"."""
    capitals = spelled.single and len(spelled.key) > 2 and spelled.text.isupper() and surface.isupper()
    return capitals and all(gap == _POINT for gap in seen)


def _letter_spaced(seen: Sequence[int]) -> bool:
    """Whether nearly all letters are separated; a ligature or a single space lost by a scan is tolerated.

    A witness who spells a name is transcribed with hyphens, points or commas ("F-o-n-t-a-i-n-e").
    """
    separated = sum(1 for gap in seen if gap)
    return separated >= _SEPARATED * len(seen) and not any(gap & ~_BETWEEN_LETTERS for gap in seen)


def _loose(spelled: Spelled, inner: Sequence[int], seen: Sequence[int], surface: str) -> bool:
    """Rules for longer names: words may be joined, wrapped or split."""
    joined = broken = False
    for place, (gap, got, want) in enumerate(zip(inner, seen, spelled.gaps, strict=True)):
        if want and not got:
            joined = joined or not (gap & _TURN or _between_initials(spelled, place))
        elif want and not _between_words(got, want):
            return False
        elif got and not want and not _wrapped(gap) and not _in_word(got, place, len(seen)):
            if got & ~(_WHITE | _HYPHEN):
                return False
            broken = True
    return (not joined or _may_join(spelled, surface)) and (not broken or _may_break(spelled, seen, surface))


def _between_initials(spelled: Spelled, place: int) -> bool:
    """Whether the gap is between two initials before a name: "J. Q. Smith" may be "JQ Smith"."""
    alone_before = place == 0 or spelled.gaps[place - 1] > 0
    alone_after = place + 1 < len(spelled.gaps) and spelled.gaps[place + 1] > 0
    return alone_before and alone_after


def _between_words(got: int, want: int) -> bool:
    """Whether a gap may separate two words of a name; a caption's border only together with a line break."""
    return not got & ~(_BETWEEN_WORDS | want | (_RULE if got & _ENDS_LINE else 0))


def _wrapped(gap: int) -> bool:
    """Whether a word continues in the next line after a (possibly invisible) hyphen; borders may be between."""
    wrapped = bool(gap & _ENDS_LINE and gap & (_HYPHEN | _INVISIBLE))
    return wrapped and not gap & ~(_WHITE | _HYPHEN | _INVISIBLE | _RULE)


def _in_word(got: int, place: int, count: int) -> bool:
    """Whether it is an apostrophe inside a word ("O'Neil" for "Oneil"), not that of a possessive."""
    return got == _APOSTROPHE and place + 1 < count


def _may_join(spelled: Spelled, surface: str) -> bool:
    """Whether words may be written as one ("acmecorp"), without forming another word or surname.

    "C. Larkson" is not "Clarkson", but "clarkson@…" may be: an initial joins only in lower case.
    """
    if len(spelled.key) < _JOINED or is_english(spelled.key):
        return False
    return surface.islower() if spelled.first_is_initial else True


def _may_break(spelled: Spelled, seen: Sequence[int], surface: str) -> bool:
    """Whether a word may be split ("ACM E", "Fon taine") and is not two words that happen to spell it ("good man")."""
    if all(len(piece) == 1 or is_english(piece) for piece in _pieces(spelled.key, seen)):
        return not spelled.single and surface[0].isupper() and surface.rsplit(maxsplit=1)[-1][0].isupper()
    return not spelled.single or surface.isupper() or (surface[0].isupper() and surface[1:].islower())


def _pieces(key: str, seen: Sequence[int]) -> Iterator[str]:
    """The key, split at its gaps."""
    start = 0
    for place, gap in enumerate(seen, start=1):
        if gap:
            yield key[start:place]
            start = place
    yield key[start:]
