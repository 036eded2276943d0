"""Two adjacent names that the model takes for one, and two cells that are one name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from legalredact.detection.lexicon.gazetteers import GENERIC, INSTITUTIONS, PARTICLES, TITLES, TRADES
from legalredact.detection.lexicon.nicknames import is_given
from legalredact.detection.lexicon.word_lists import word_list
from legalredact.detection.rules.initials import is_somebody
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.span_shape import has_form, is_ordinary, words
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.mention import Kind, Span

_TRUSTEES = re.compile(
    r"(?<=\w),\s+(?:as\s+)?(?:[Cc]o-?|[Ss]uccessor\s+|[Ss]ole\s+)?[Tt]rustees?\s+(?:of|for|under)\s+(?=\w)"
)
_NUMBERED = re.compile(r"(?P<stem>[^\W\d].*?)\s\d{1,3}(?:,|,?\s(?:and|or|&))\s(?=(?P=stem)\b)")
_ITS_NUMBER = re.compile(r"[ ]\d{1,3}\b(?![,.:/-]?\d)")
_FIRST_NUMBERS = frozenset({"1", "2"})
"""Without these, numbers after a name are figures ("Kestrel LLC 40 … Kestrel LLC 15")."""
_LABELLED = re.compile(r"(?P<stem>.*\S)\s(?P<number>\d{1,3})", re.DOTALL)
_GIVEN_PAIR = re.compile(r"(?P<first>[^\W\d_a-z][^\W\d_A-Z]+),[ ](?P<second>[^\W\d_a-z][^\W\d_A-Z]+)")
_NAME = rf"{CAPITAL}[^\W\d_]+(?:-[^\W\d_]+)*"
_TIED = re.compile(rf"(?P<first>{_NAME}(?:[ ]{_NAME})?)[ ](?:&|and|AND)[ ](?P<second>{_NAME}[ ]{_NAME})")
_CAP = rf"{CAPITAL}[\w'’-]+"
_AUTHOR = rf"{_CAP}(?:[ ](?:(?:de|del|la|van|der|von)[ ])*{_CAP})?,[ ](?:[A-Z]\.[ -]?){{1,3}}"
_AUTHORS = re.compile(rf"{_AUTHOR}(?:,?[ ]?(?:(?:&|and)[ ])?{_AUTHOR})+")
_ONE_AUTHOR = re.compile(_AUTHOR)
_TIE = re.compile(r"(?:&|\band|\bor|,)\s*\Z")
_OPENED = re.compile(r"(?<=\s)(?:“[^”]*|\"[^\"]*)\Z")
_INITIALS_BEHIND = re.compile(
    r"(?<![^\W\d_])(?P<word>[^\W\d_]{3,})(?P<mark>[.,])\s+(?P<initials>(?:[A-Z]\.[ ]?){2,4})\Z"
)
_CUT_SHORT = re.compile(
    rf"(?<![\w.])(?P<first>(?P<given>{CAPITAL}[^\W\d_]{{1,4}})\.[ ]{_NAME}),[ ](?P<second>{_NAME}[ ]{_NAME})\Z"
)
_GIVEN_CUT_SHORT = word_list("given_names_cut_short")
"""Given names, abbreviated as clerks do: "Thos. Birdsong"."""
_TWO_CELLS = re.compile(r"[^\t\n]+(?:\t|\n\n)[^\t\n]+|[^\W\d_][\w'’-]*,[ ][^,\n]+")


def holder_and_held(text: str, candidate: Candidate) -> Sequence[Candidate]:
    """Both names of "Olive Tarrow, Trustee of The Tarrow Trust"; nothing if there is no such joint."""
    trust = _TRUSTEES.search(text, candidate.span.start, candidate.span.end)
    if trust is None or candidate.kind is Kind.PERSON:
        return ()
    holder, held = Span(candidate.span.start, trust.start()), Span(trust.end(), candidate.span.end)
    kind = candidate.kind if has_form(holder.of(text)) else Kind.PERSON
    return (replace(candidate, span=holder, kind=kind), replace(candidate, span=held))


def numbered(text: str, candidate: Candidate) -> Sequence[Candidate]:
    """The bodies of "Roe Corporation 1 and Roe Corporation [2]", which only a number tells apart; nothing otherwise."""
    surface, start = candidate.span.of(text), candidate.span.start
    first = _NUMBERED.match(surface)
    if candidate.kind is Kind.PERSON or first is None:
        return ()
    spans = []
    for match in re.finditer(rf"{re.escape(first['stem'])}(?:\s\d{{1,3}}\b)?", surface):
        label = _ITS_NUMBER.match(text, start + match.end()) if match.end() == len(surface) else None
        spans.append(Span(start + match.start(), label.end() if label else start + match.end()))
    return tuple(replace(candidate, span=span) for span in spans) if len(spans) > 1 else ()


def with_numbers(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with the numbers that tell bodies of one name apart ("Roe Corporation 2", if there is a 1)."""
    labels: dict[str, set[str]] = {}
    found = [_ITS_NUMBER.match(text, one.span.end) if one.kind is not Kind.PERSON else None for one in candidates]
    for one, label in zip(candidates, found, strict=True):
        if label is not None:
            labels.setdefault(one.span.of(text), set()).add(label[0].strip())
        elif (parted := _LABELLED.fullmatch(text, one.span.start, one.span.end)) is not None:
            labels.setdefault(parted["stem"], set()).add(parted["number"])
    return [
        replace(one, span=Span(one.span.start, label.end()))
        if label and labels[one.span.of(text)] >= _FIRST_NUMBERS
        else one
        for one, label in zip(candidates, found, strict=True)
    ]


def two_given(text: str, span: Span) -> Sequence[Span]:
    """Both of two given names ("Seen: Ada, Jax"): the first occurs elsewhere before a surname, and the second occurs
    again; at the start of a line the first may be addressed ("Ada, Jax forgot his coat").

    Returns: the span itself if it is one name.
    """
    both = _GIVEN_PAIR.fullmatch(text, span.start, span.end)
    if both is None:
        return [span]
    first, second = re.escape(both["first"]), re.escape(both["second"])
    borne = re.search(rf"(?<![\w,])(?:^|[ ]){first}[ ](?!{second}\b)[^\W\d_a-z][^\W\d_A-Z]+", text, re.MULTILINE)
    turned = re.search(rf"(?<!\w){second}\s+{first}(?!\w)", text)
    spoken_to = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip(" >")
    if borne is None or turned is not None or not (spoken_to or text.count(both["second"]) > 1):
        return [span]
    return [Span(*both.span("first")), Span(*both.span("second"))]


def are_two_people(surface: str) -> bool:
    """Whether a body's name is really two people: "Joseph Roe & Irene Doe", "Emil & Greta Roe".

    Each has a given name, or both have two words, of which one begins with a given name or neither is in a dictionary.
    Neither ends as names of bodies do.
    """
    tied = _TIED.fullmatch(" ".join(surface.split()))
    if tied is None or has_form(surface) or (GENERIC | INSTITUTIONS | TRADES).intersection(words(surface)):
        return False
    first, second = tied["first"].split(), tied["second"].split()
    if is_given(first[0]) and is_given(second[0]):
        return not (is_english(second[1].casefold()) and len(first) == 1)
    if len(first) < len(second):
        return is_given(second[0]) and not (is_ordinary(first[0]) or is_ordinary(second[1]))
    given = [word for word in (first[0], second[0]) if is_given(word) or not is_ordinary(word)]
    named = any(map(is_given, given)) and len(given) == len(("first", "second"))
    return named or not any(map(is_ordinary, (*first, *second)))


def authors(text: str, span: Span) -> Sequence[Span]:
    """Each author of a publication ("Roe, J., & Doe, M.A."); only the span if it is no such list."""
    if _AUTHORS.fullmatch(text, span.start, span.end) is None:
        return [span]
    return [Span(*match.span()) for match in _ONE_AUTHOR.finditer(text, span.start, span.end)]


def two_with_a_comma(text: str, span: Span) -> Sequence[Span]:
    """Both of "Stan. Roe, Helena Doe": the first given name is abbreviated, so no surname comes first.

    Returns: the span itself if it is one name.
    """
    cut = _CUT_SHORT.match(text, span.start, span.end) or _CUT_SHORT.match(text, max(0, span.start - 4), span.end)
    if cut is None or cut["given"].casefold() in TITLES | PARTICLES or cut.end("first") <= span.start:
        return [span]
    return [Span(cut.start(), cut.end("first")), Span(cut.start("second"), span.end)]


def unclosed_quote(text: str, span: Span) -> int:
    """Where a quotation begins inside a name and ends after it ("Roe W. “Bolts | revisited”"); -1 if none does."""
    opened = _OPENED.search(text, span.start, span.end)
    if opened is None:
        return -1
    tied = _TIE.search(text, span.start, opened.start()) is not None
    return opened.start() if tied or text[span.end : span.end + 1] not in tuple("”\"’'") else -1


def initials_behind(text: str, span: Span) -> int:
    """Where initials of a person begin after another's name: in a new sentence ("with Ms. Roe. | F.R. saw it"), or in
    a list ("Jane Roe, | S.L., a minor"); -1 if there are none.
    """
    end = _INITIALS_BEHIND.search(text, span.start, span.end)
    if end is None or end["word"].casefold() in _GIVEN_CUT_SHORT:
        return -1
    initials = Span(*end.span("initials"))
    row = len(text[span.start : end.end("word")].split()) > 1 and is_somebody(text, initials)
    return initials.start if end["mark"] == "." or row else -1


def in_two_cells(text: str, candidate: Candidate) -> bool:
    """Whether it is a surname before a first name, either of which may be a title ("Major<tab>Price", "Lord, Ada")."""
    return candidate.source == Source.LAST_FIRST and _TWO_CELLS.fullmatch(candidate.span.of(text)) is not None


# A name that occurs twice in sequence on one line, as below signatures: "/s/ Jane Roe Jane Roe".

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def doubled(text: str, candidate: Candidate) -> Sequence[Span]:
    """Both places of a full name that occurs at the start and at the end of the span; none if it does not."""
    if candidate.kind is not Kind.PERSON:
        return ()
    found = list(_WORD.finditer(text, candidate.span.start, candidate.span.end))
    keys = [word.group().casefold() for word in found]
    for at in range(2, len(keys) - 1):
        if keys[at] == keys[0] and keys[at - 1] == keys[-1]:
            return Span(candidate.span.start, found[at - 1].end()), Span(found[at].start(), candidate.span.end)
    return ()
