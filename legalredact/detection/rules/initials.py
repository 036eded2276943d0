"""People named only by initials, as rules of court require it for minors: "T.W., a minor".

Initials count as a person only where a place shows it; the initials of a known person are ambiguous (see `link`).
"""

import re
from collections.abc import Iterator

from legalredact.detection.lexicon.name_parsing import PersonName
from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.span_shape import is_initials
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.matching.text.normal import key_of
from legalredact.matching.text.states import STATE_CODES
from legalredact.model.mention import Role, Span

_LETTERS = r"[A-Z]\.(?:[ \u00a0]?-?[A-Z]\.){1,3}"
_ALONE = re.compile(rf"(?<![\w.&/'’-])(?<![A-Z]\.[ ]){_LETTERS}(?![\w&/-])(?![ ][A-Z]\.)")
_DASHED = re.compile(r"(?<![\w&-])[A-Z]-(?:[A-Z]-){1,5}(?!\w)")
"""How the Board of Immigration Appeals names people: "Matter of E-F-H-L-"."""
_SOMEBODY = (
    r"(?:minors?|child(?:ren)?|infants?|juveniles?|youths?|wards?|victims?|students?|pupils?|patients?|sons?"
    r"|daughters?|peers?|classmates?|siblings?|cousins?|nephews?|nieces?)"
)
_BEFORE = re.compile(
    rf"\b(?:{_SOMEBODY}(?:\s+(?:child(?:ren)?|victim|son|daughter))?,?:?|in\s+re:?|in\s+the\s+(?:interest|matter)\s+of:?"
    rf"|guardian(?:ship)?\s+(?:of|for)|next\s+friend|ex\s+rel\.|on\s+behalf\s+of|parents?\s+of|(?:mother|father)(?:\s+of)?,?|\bv\.)\s+\(?"
    rf"(?:{_LETTERS}(?:\s*\([^()]{{0,20}}\))?(?:,|\s+and|,\s+and)\s+)*\Z",
    re.IGNORECASE,
)
_CHILDREN = re.compile(
    rf"\b(?:(?:new-?born|baby)(?:\s+(?:girl|boy))?|minors?|child(?:ren)?|infants?|juveniles?|next\s+friend"
    rf"|peers?|classmates?|(?:grand)?(?:son|daughter)s?),?:?\s+\(?"
    rf"(?:{_LETTERS}(?:,|\s+and|,\s+and)\s+)*\Z",
    re.IGNORECASE,
)
_MINOR = re.compile(
    rf"\s*,?\s*\(?(?:an?|the|his|her|their|our)\s+(?:\w+[ -]){{0,3}}{_SOMEBODY}\b"
    r"|\s*,?\s*\(?(?:a\s+)?(?:minor|incapacitated|incompetent|protected|disabled)\b"
    r"|,?\s+by\s+(?:and\s+through\s+)?(?:his|her|their)\s+(?:\w+\s+){0,2}(?:mother|father|parents?|guardian|friend)\b",
    re.IGNORECASE,
)
"""Words so clear that even a known abbreviation is a person ("J.D., a minor")."""
_CLOSING = re.compile(
    r"^[ \t>]*(?:(?:Best|Kind|Warm|With)\b[^\n,]{0,20}|(?:Many\s+)?[Tt]hanks[^\n,]{0,20}|Thank\s+you|Regards|Sincerely"
    r"|Cheers|Love|Yours[^\n,]{0,12}|Thx|Talk\s+soon)[,.!]?[ \t]*\n\s*[-–—~]*[ \t]*\Z",
    re.MULTILINE,
)
"""Ends of letters, above the signature."""
_BABY = re.compile(
    r"(?<![\w-])(?i:(?:new-?born|baby|infant|minor)(?:\s+(?:girl|boy|child|son|daughter))?)"
    r"\s+[A-Z]\.(?![\w&/-]|[ ]?[A-Z]\.)"
    r"(?P<next>\s+[^\W\d_a-z][\w'’-]+)?"
)
"""A child with one letter, which shows nothing by itself; the word before it is part of the name ("baby girl K.")."""
_STATES = re.compile(rf"(?:{STATE_CODES}|US|UK)")
_AFTER = re.compile(
    r"\s*,?\s*(?:by\s+and\s+through|by\s+(?:his|her|their|its|next)\b|through\s+(?:his|her|their|(?:an?\s+)?next\s+friend)\b)"
    r"|['’]s\s+(?:mother|father|parents?|guardian|sister|brother|teacher|therapist|pediatrician|date\s+of\s+birth)\b"
    r"|\s+(?:v|vs)\.\s+[A-Z]",
    re.IGNORECASE,
)


def initialled(text: str) -> Iterator[Found]:
    """People named by their initials, at all places once one place shows that they are a person's."""
    places = [Span(*match.span()) for match in _ALONE.finditer(text)]
    people = {key_of(place.of(text)) for place in places if is_somebody(text, place)}
    for place in places:
        if key_of(place.of(text)) in people:
            yield Found(place, role=_role(text, place))


def is_called_child(one: Candidate, text: str) -> bool:
    """Whether it is one of `babies`, whose span needs no trimming."""
    return one.source == Source.INITIALS and text[one.span.start].isalpha() and text[one.span.start + 1].isalpha()


def babies(text: str) -> Iterator[Found]:
    """Children named by a word for a child and one letter."""
    for match in _BABY.finditer(text):
        surname = (match["next"] or "").split()[-1:]
        if not surname or is_english(surname[0].casefold()) or is_function_word(surname[0].casefold()):
            end = match.start("next") if match["next"] else match.end()
            yield Found(Span(match.start(), end))


def dashed(text: str) -> Iterator[Found]:
    """People of immigration matters, whose initials end in a dash."""
    for match in _DASHED.finditer(text):
        yield Found(Span(*match.span()), role=Role.PARTY)


def initials_of(name: PersonName) -> frozenset[str]:
    """The letters that may stand for a full name: with middle names and without; empty for a single name."""
    if not name.given or not name.surname:
        return frozenset()
    first, middle, last = name.given[0][0], "".join(word[0] for word in name.given[1:]), name.surname[-1][0]
    whole = "".join(word[0] for word in name.surname)
    return frozenset({first + last, first + middle + last, first + whole, first + middle + whole})


def is_somebody(text: str, place: Span) -> bool:
    """Whether the place of some initials shows that they are a person's."""
    if _MINOR.match(text, place.end):
        return True
    before = text[max(0, place.start - 80) : place.start]
    if _CHILDREN.search(before) and not _STATES.fullmatch(re.sub(r"\W", "", place.of(text))):
        return True
    said = _AFTER.match(text, place.end) is not None or _BEFORE.search(before) is not None or _closes(text, place)
    return said and is_initials(place.of(text))


def _closes(text: str, place: Span) -> bool:
    """Whether a person signs a letter with their initials."""
    line = text[place.end : place.end + 4].split("\n", maxsplit=1)[0]
    return not line.strip() and _CLOSING.search(text[max(0, place.start - 60) : place.start]) is not None


def _role(text: str, place: Span) -> Role | None:
    """A party, where a caption names the person through whom they sue."""
    return Role.PARTY if re.match(r",?\s+(?:a\s+minor,?\s+)?by\b", text[place.end : place.end + 30]) else None
