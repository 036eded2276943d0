"""Identifiers in answers to questions for them: "Q. State your date of birth. … A. 4/1/1990".

In depositions, interrogatories and messages one turn asks for a number and the next gives it, on another line, so
neither the sentence nor the shape of the number tells what it is. Only the answer is searched, and only the first match
counts: "A. 4/1/1990. I moved here on May 6, 2001" has one birth date.
"""

import re
from collections.abc import Callable, Iterator

from legalredact.matching.facts.dates import dates, short_dates
from legalredact.matching.identifiers.addresses import PLACE, UNIT
from legalredact.matching.identifiers.candidate import CODE, Certainty, IdentifierMatch, bare
from legalredact.matching.identifiers.phones import e164
from legalredact.model.mention import Kind, Span

_BORN = r"(?:dates?\s+of\s+birth|birth\s?-?dates?|birthdays?|DOB|D\.O\.B\.?)"
_HOME = (
    r"(?:home|residential|residence|street|mailing|current|present|your|his|her|their)\s+address"
    r"|where\s+(?:do|did|does)\s+(?:you|he|she|they)\s+(?:\w+\s+)?(?:live|reside)|address\s+(?:of|for)\s+the\s+record"
)
_ASKED: tuple[tuple[Kind, str], ...] = (
    (
        Kind.BIRTH_DATE,
        rf"{_BORN}|(?:when|what\s+(?:day|date|year))\b[^?.;]{{0,40}}?\bborn|born\s+(?:when|(?:on\s+)?what)",
    ),
    (Kind.SSN, r"social\s+security(?:\s+(?:number|no\.|\#))?|SSN|social(?=\s*\?)"),
    (Kind.TAXPAYER, r"(?:tax(?:payer)?|employer)\s+id(?:entification)?(?:\s+(?:number|no\.))?|EIN|ITIN"),
    (Kind.PASSPORT, r"passport\s+(?:number|no\.)"),
    (Kind.LICENCE, r"(?:driver|operator)[’']?s?[’']?\s+licen[cs]e(?:\s+(?:number|no\.))?"),
    (Kind.ACCOUNT, r"(?:account|routing|policy|member(?:ship)?|claim|medical\s+record)\s+(?:numbers?|no\.)"),
    (Kind.PHONE, r"(?:(?:tele)?phone|cell|mobile|fax|contact)\s+numbers?"),
    (Kind.ADDRESS, _HOME),
)
_QUESTION = re.compile(rf"(?<!\w)(?:{'|'.join(f'(?P<{kind.value}>{words})' for kind, words in _ASKED)})(?!\w)", re.I)
_REST = 240
"""Largest number of characters between the cue word and the answer: the rest of the question, an objection."""
_ANSWERED = re.compile(
    r"(?:^[ \t]*(?:A|THE\s+WITNESS|THE\s+DEPONENT|ANSWER|RESPONSE|Answer|Response)\b[.:]?(?:[ \t]*\n)?"
    r"|(?<=[.?!])[ \t]+A[.:]|\?[\"”]?\s+(?!Q\b)(?:A[.:](?=\s)|[^\n:?]{2,50}:(?=\s))?)\s*",
    re.MULTILINE,
)
_NEXT = re.compile(r"^[ \t]*Q\b[.:]?\s|\s+Q[.:]\s|\?", re.MULTILINE)
"""End of the answer: the next question."""
_LONGEST = 200
_TOKEN = re.compile(r"[A-Z]_\d+\b|X{4}")
"""A token of an earlier match: the answer is known, and what follows is something else."""
_NINE = re.compile(
    r"(?<![\w.$/-])\d{3}[-–—. ]{0,3}\d{2}[-–—. ]{0,3}\d{4}(?![\w-])|(?<![\w.$/-])\d{2}\s?[-–—]\s?\d{7}(?!\w)"
)
_DIALLED = re.compile(r"(?<![\w$./-])\+?\(?\d{1,3}(?:[-. ()]{0,3}\d){6,12}(?![\w-]|[.,/]\d)")
_CODE = re.compile(rf"(?<![\w$./-]){CODE}")
_DATE_LIKE = re.compile(r"(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")
_BESIDE = re.compile(r"(?:\s*\([^()\n]{1,30}\))?[\s:#]{0,9}(?:\d|X{4})")
"""A filled-in field of a form directly after its label, not a question."""
_LEAST = 5
"""Smallest number of letters and digits of an identifier, four of them digits."""
_HOUSE = re.compile(
    r"(?<![\w$.,/-])\d{1,6}[A-Za-z]?[ \t]+(?!(?:Years?|Months?|Yrs?|Weeks?|Days?|Hours?|Minutes?)\b)"
    r"(?:[NSEW]\.?[ \t]+)?(?:[A-Z][\w’'.-]+|\d{1,3}(?:st|nd|rd|th))"
    rf"(?:[ \t]*\n?[ \t]*(?:[A-Z][\w’'-]+|\d{{1,3}}(?:st|nd|rd|th))){{0,3}}(?:{UNIT}){{0,2}}(?:[,\s]{{1,14}}{PLACE})?"
)


def answers(text: str) -> Iterator[IdentifierMatch]:
    """Identifiers in answers to questions.

    Arguments:
        text: without quote marks and margin line numbers.
    """
    for asked in _QUESTION.finditer(text):
        if _BESIDE.match(text, asked.end()):
            continue
        kind = Kind(asked.lastgroup or "")
        for answer in _answers(text, asked.end()):
            found = _FINDERS.get(kind, _code)(text, answer)
            if found is not None:
                yield IdentifierMatch(found[0], kind, found[1], Certainty.CONTEXT)
            if found is not None:
                break


def _answers(text: str, asked: int) -> Iterator[Span]:
    """The answer, and the one after it if the first is a counter-question ("A. Mine?")."""
    start = asked
    for _ in range(2):
        said = _ANSWERED.search(text, start, start + _REST)
        if said is None:
            return
        end = _NEXT.search(text, said.end(), said.end() + _LONGEST)
        stop = end.start() if end else min(said.end() + _LONGEST, len(text))
        known = _TOKEN.search(text, said.end(), stop)
        yield Span(said.end(), known.start() if known else stop)
        if known or end is None or not text.startswith("?", end.start()):
            return
        start = end.end()


_ORDINALS = (
    r"(?:twenty|thirt(?:y|ieth)|twentieth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth)"
)
_SPOKEN = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?:the\s+)?"
    rf"{_ORDINALS}(?:[\s-]{_ORDINALS})?\b",
    re.I,
)
"""A day in words ("April first, nineteen ninety"); the year may stay."""


Found = tuple[Span, str]


def _date(text: str, answer: Span) -> Found | None:
    """The first full date, with or without its year; a year alone counts if another year follows it."""
    said = answer.of(text)
    found = sorted((*dates(said), *short_dates(said)), key=lambda one: (one.span.start, -one.span.end))
    whole = next((one for one in found if len(one.value) == len("2000-01-31") or one.value.startswith("--")), None)
    spoken = _SPOKEN.search(said)
    if spoken and (whole is None or spoken.start() < whole.span.start):
        return Span(*spoken.span()).moved(answer.start), " ".join(spoken.group().casefold().split())
    if whole is None or not whole.value.startswith((found[0].value, "--")):
        return None
    return whole.span.moved(answer.start), whole.value


def _nine(text: str, answer: Span) -> Found | None:
    match = _NINE.search(text, answer.start, answer.end)
    return (Span(*match.span()), bare(match.group())) if match else None


def _phone(text: str, answer: Span) -> Found | None:
    match = _DIALLED.search(text, answer.start, answer.end)
    return (Span(*match.span()), e164(match.group())) if match else None


def _code(text: str, answer: Span) -> Found | None:
    for match in _CODE.finditer(text, answer.start, answer.end):
        value = bare(match.group())
        if len(value) >= _LEAST and sum(map(str.isdigit, value)) >= _LEAST - 1 and not _DATE_LIKE.match(match.group()):
            return Span(*match.span()), value
    return None


def _address(text: str, answer: Span) -> Found | None:
    """A house number and a name, which need no word for a street here ("14 Maple Hollow")."""
    match = _HOUSE.search(text, answer.start, answer.end)
    if match is None:
        return None
    found = match.group().rstrip(".")
    return Span(match.start(), match.start() + len(found)), bare(found)


_FINDERS: dict[Kind, Callable[[str, Span], Found | None]] = {
    Kind.BIRTH_DATE: _date,
    Kind.SSN: _nine,
    Kind.TAXPAYER: _nine,
    Kind.PHONE: _phone,
    Kind.ADDRESS: _address,
}
