"""Splits candidates that the model or a rule joined, before they are merged: columns, rows, sides of a "v."."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from legalredact.detection.lexicon.gazetteers import SUFFIXES
from legalredact.detection.pipeline.coordination import (
    are_two_people,
    authors,
    doubled,
    holder_and_held,
    initials_behind,
    numbered,
    two_given,
    two_with_a_comma,
    unclosed_quote,
)
from legalredact.detection.rules.caption_parties import kind_of
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.code_switching import TYPED, around_small_talk
from legalredact.detection.spans.span_shape import has_form, is_ordinary, names_nobody, words
from legalredact.detection.spans.table_cells import around_seals, in_cells, in_gaps
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.model.mention import Kind, Role, Span

# Lists of people on one line that the model took for one name: "Big Roe, Lil Roe, Otis".

_LISTED = re.compile(r"[^\W\d_a-z][\w'’-]+(?:[ ][^\W\d_a-z][\w'’-]+)?")
_FEWEST = 3
"""Two with a comma between them may be a surname and a given name."""


def enumerated(text: str, candidate: Candidate) -> list[Span]:
    """The people between commas, none of them a suffix; nothing if it is one name."""
    surface, start = candidate.span.of(text), candidate.span.start
    if candidate.kind is not Kind.PERSON or surface.count(",") < _FEWEST - 1:
        return []
    parts = [Span(start + m.start(), start + m.end()) for m in _BETWEEN_COMMAS.finditer(surface)]
    named = all(_LISTED.fullmatch(part.of(text)) and words(part.of(text))[-1] not in SUFFIXES for part in parts)
    return parts if named and len(parts) >= _FEWEST else []


_DASHED = re.compile(r"\S(?:(?!\s+[-–—]\s)[\s\S])*")
_PEOPLE = re.compile(r"\S(?:(?!\s+(?:[-–—]|and|AND|&)\s|,\s+(?:S?AUSA|M(?:r|rs|s)\.?|Dr\.?)\s|,?\s+@\w)[\s\S])*")
_PROSECUTORS = re.compile(r",\s+S?AUSA\s+[^\W\d_]")
"""Several of them in a row, which the model takes for one name."""
_BETWEEN_COMMAS = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_VERSUS = re.compile(r"(?<!\s)\s++(?:(?P<sure>vs?\.?|V[sS]\.?)|V\.)\s+(?=[^\W_a-z])")
_STROKE = re.compile(r"(?P<one>[^/]*[^/\s])\s+/\s+(?P<other>[^/\s][^/]*)")
_PLAIN_TITLES = frozenset({"mr", "mrs", "ms", "dr"})
_HOUSE = re.compile(
    r"\s(?:&|and|AND)\s+(?:Sons?|Daughters?|Bro(?:ther)?s|Associates|Partners|Company|Co)\b", re.IGNORECASE
)
"""A firm's name that begins with a person's ("J.P. Dale & Sons")."""
_WAYS = (around_seals, in_gaps, around_small_talk)
"""Separators between several people that the model took for one."""
_CELL = re.compile(r"[^\W\d_a-z][\w'’-]+,?")
_SENTENCE = re.compile(r"[ ][a-z]{2,}[ ][a-z]{2,}")
_INITIAL_LINE = re.compile(r"[^\W\d_]\s*")
_LINES = re.compile(r"[^\n]+")
_FIRM = 3
"""Fewest surnames, one a line, that may be one firm's."""
_IN_ONE_CELL = frozenset({Source.MODEL, Source.LEGAL_FORM, Source.GOVERNMENT, Source.FOREIGN})
"""Sources that find names in running text; their names must not reach into the next cell of a table."""


def apart(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """The names that the model took for one: "Jane Roe and John Roe", "Jane Roe ⏎ Alder Birch" of an address."""
    parts = next((found for way in _PARTED if (found := way(text, candidate))), ())
    if parts:
        for part in parts:
            yield from apart(text, part)
        return
    rows = _rows(text, candidate)
    if len(rows) > 1:
        yield from rows
        return
    if candidate.source == Source.MODEL and _are_people(candidate.span.of(text)):
        candidate = replace(candidate, kind=Kind.PERSON)
    person = candidate.kind is Kind.PERSON and candidate.source == Source.MODEL
    if person and _HOUSE.search(candidate.span.of(text)):
        yield replace(candidate, kind=Kind.ORGANIZATION)
        return
    for match in (_PEOPLE if person else _DASHED).finditer(text, candidate.span.start, candidate.span.end):
        lines = list(_LINES.finditer(text, match.start(), match.end()))
        if person and len(lines) == 2 and _INITIAL_LINE.fullmatch(lines[0].group()):
            yield candidate.at(Span(*lines[1].span()))  # who signs a message with a letter, and below with the name
        elif person and len(lines) == 2 and _begins_sentence(text, Span(*lines[1].span())):
            yield candidate.at(Span(*lines[0].span()))
        elif person and len(lines) == 2 and min(len(words(line.group())) for line in lines) > 1:
            yield from (replace(candidate, span=Span(*m.span()), kind=kind_of(m.group().strip())) for m in lines)
        else:
            yield from (candidate.at(span) for span in _listed(text, candidate, Span(*match.span())))


def _begins_sentence(text: str, line: Span) -> bool:
    """Whether one dictionary word begins a line and a sentence ("Ada Roe ⏎ Furnished at her request")."""
    own = words(line.of(text))
    return len(own) == 1 and is_english(own[0]) and _SENTENCE.match(text, line.end) is not None


def _are_people(surface: str) -> bool:
    return _PROSECUTORS.search(surface) is not None or are_two_people(surface)


def _two_sides(text: str, candidate: Candidate) -> Sequence[Candidate]:
    """The parties on the sides of a "v."; nothing if there is none."""
    sides = list(_sides(text, candidate.span))
    parties = (replace(candidate, span=side, kind=kind_of(side.of(text)), role=Role.PARTY) for side in sides)
    return tuple(parties) if len(sides) > 1 else ()


def _beside_a_stroke(text: str, candidate: Candidate) -> Sequence[Candidate]:
    """Both of "Jane Roe / Alder Mills, Inc.", as subjects of letters and policies name them; nothing if it is one."""
    sides = _STROKE.fullmatch(text, candidate.span.start, candidate.span.end)
    if sides is None:
        return ()
    spans = (Span(*sides.span("one")), Span(*sides.span("other")))
    return tuple(replace(candidate, span=span, kind=kind_of(span.of(text))) for span in spans)


def _in_two(text: str, candidate: Candidate) -> Sequence[Candidate]:
    """Both names if one goes on into a quotation, or into a person's initials; nothing otherwise."""
    if candidate.source not in (Source.MODEL, Source.TITLE):
        return ()
    span, cut = candidate.span, max(unclosed_quote(text, candidate.span), initials_behind(text, candidate.span))
    if cut <= span.start:
        return ()
    return replace(candidate, span=Span(span.start, cut)), replace(candidate, span=Span(cut, span.end))


def _rows(text: str, candidate: Candidate) -> Sequence[Candidate]:
    """One candidate for each name of a column or a row that the model took for one name."""
    if candidate.source != Source.MODEL:
        return ()
    column = _column(text, candidate.span) or enumerated(text, candidate)
    if len(column) > 1:
        return [replace(candidate, span=cell) for cell in column]
    return [replace(candidate, span=name, kind=Kind.PERSON) for name in authors(text, candidate.span)]


def _in_cells(text: str, candidate: Candidate) -> Sequence[Candidate]:
    """The candidate in each cell or column that it reaches into, or both places of a name that occurs twice.

    For a name with a legal form, only the last cell.
    """
    twice = doubled(text, candidate)
    if twice:
        return [replace(candidate, span=name) for name in twice]
    cells = in_cells(text, candidate.span) if candidate.source in _IN_ONE_CELL else []
    if len(cells) < len("ab") and candidate.source == Source.MODEL and candidate.kind is Kind.PERSON:
        cells = next((p for way in _WAYS if len(p := way(text, candidate.span)) > 1), [])
    if len(cells) < len("ab") and candidate.source == Source.MODEL and candidate.kind is Kind.ORGANIZATION:
        cells = around_small_talk(text, candidate.span, TYPED)  # a company's Spanish name may hold small words
    named = cells[-1:] if candidate.source == Source.LEGAL_FORM else cells
    return [replace(candidate, span=cell, kind=kind_of(cell.of(text))) for cell in named] if len(cells) > 1 else ()


_PARTED: tuple[Callable[[str, Candidate], Sequence[Candidate]], ...] = (
    _in_cells,
    holder_and_held,
    numbered,
    _two_sides,
    _beside_a_stroke,
    _in_two,
)
"""How a candidate is split; each part is checked again."""


def _column(text: str, span: Span) -> list[Span]:
    """The lines of a column of single words in the span, each or none but the last ending in a comma ("Roe, ⏎ Doe")."""
    if text.find("\n", span.start, span.end) < 0:
        return []
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    whole = Span(start, end if end >= 0 else len(text))
    lines = [Span(*match.span()) for match in _LINES.finditer(text, whole.start, whole.end)]
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    below = text[whole.end + 1 :].split("\n", maxsplit=1)[0]
    marks = {line.of(text).strip()[-1:] == "," for line in lines[:-1]}
    ends = lines[-1].of(text).strip()[-1:] == "," if lines else False
    beside = [line.strip() for line in (above, below) if _CELL.fullmatch(line.strip())]
    if (
        len(marks) != 1
        or (ends and True not in marks)
        or not all(_CELL.fullmatch(line.of(text).strip()) for line in lines)
    ):
        return []
    return lines if len(lines) > _FIRM or any((line[-1] == ",") in marks for line in beside) else []


def _is_whole_name(surface: str) -> bool:
    """Whether it is two to four words that are in no dictionary, and no legal form."""
    own = words(surface)
    return 2 <= len(own) <= 4 and not has_form(surface) and not any(map(is_ordinary, own))


def _sides(text: str, span: Span) -> Iterator[Span]:
    """The span cut at a "v." in it; at a capital one only where it is no middle initial."""
    start = span.start
    for versus in _VERSUS.finditer(text, span.start, span.end):
        if versus["sure"] or _is_versus(text, Span(start, versus.start()), Span(versus.end(), span.end)):
            yield Span(start, versus.start())
            start = versus.end()
    yield Span(start, span.end)


def _is_versus(text: str, before: Span, after: Span) -> bool:
    """Whether "V." separates two names: full ones, a company after it, or a person's surname before it."""
    name = before.of(text)
    if has_form(after.of(text)) or min(len(words(name)), len(words(after.of(text)))) > 1:
        return True
    borne = rf"(?P<before>M[rs]s?|Dr|[^\W\d_a-z][^\W\d_]+)\.?(?:\s+[A-Z]\.)?[ ]+(?i:{re.escape(name)})(?!\w|\s+V\.)"
    return any(_is_given(match["before"]) for match in re.finditer(borne, text))


def _is_given(word: str) -> bool:
    """Whether a word before a surname may be a person's given name, or a plain title."""
    lower = word.casefold()
    return lower in _PLAIN_TITLES or not (names_nobody(word) or is_english(lower) or is_function_word(lower))


def _listed(text: str, candidate: Candidate, span: Span) -> Sequence[Span]:
    """The bodies that the model took for one in a list ("Tarrow, Quenby"), if each occurs by itself elsewhere."""
    surface = span.of(text)
    if candidate.source != Source.MODEL or "," not in surface or "&" in surface:
        return [span]
    if candidate.kind is Kind.PERSON:
        return next((both for way in (two_given, two_with_a_comma) if len(both := way(text, span)) > 1), [span])
    parts = [Span(span.start + m.start(), span.start + m.end()) for m in _BETWEEN_COMMAS.finditer(surface)]
    bare = [part.of(text) for part in parts]
    if len(parts) > 1 and all(map(_is_whole_name, bare)):
        return parts
    if len(parts) < 2 or any(has_form(name) or len(name.split()) > 2 for name in bare):
        return [span]
    return parts if min(map(text.count, bare)) > text.count(surface) else [span]
