"""Weighs what rules and models propose: where each name begins and ends, what it is, how sure.

How sure each is, `grade` says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from legalredact.detection.candidate import Candidate
from legalredact.detection.cells import around_seals, in_cells, in_gaps
from legalredact.detection.compound import compounded
from legalredact.detection.enumerations import enumerated
from legalredact.detection.form_labels import begins_with_label
from legalredact.detection.glued import heads_statement
from legalredact.detection.governments import is_court, is_government, is_of_court
from legalredact.detection.grade import STRONG, graded
from legalredact.detection.initials import is_called_child
from legalredact.detection.ner import Reading
from legalredact.detection.parted import parted
from legalredact.detection.parties import kind_of
from legalredact.detection.small_talk import around_small_talk
from legalredact.detection.surface import has_form, is_acronym, names_law, names_nobody, trimmed, words
from legalredact.detection.twice import doubled
from legalredact.detection.two_names import holder_and_held, in_two_cells, two_given
from legalredact.detection.vocabulary import PROFESSIONS, SUFFIXES
from legalredact.matching.titled_names import has_title
from legalredact.matching.words import is_english, is_function_word
from legalredact.model.mention import Kind, Role, Span, Tier

_DASHED = re.compile(r"\S(?:(?!\s+[-–—]\s)[\s\S])*")
_PEOPLE = re.compile(r"\S(?:(?!\s+(?:[-–—]|and|AND|&)\s|,\s+(?:S?AUSA|M(?:r|rs|s)\.?|Dr\.?)\s)[\s\S])*")
_PROSECUTORS = re.compile(r",\s+S?AUSA\s+[^\W\d_]")
"""Several of them in a row, which the model takes for one name."""
_STREET = re.compile(
    r"\s{1,3}(?:Street|Avenue|Road|Boulevard|Lane|Drive|Parkway|Highway|Plaza|Turnpike)\b", re.IGNORECASE
)
_OWNED = re.compile(r"\w{2,}['’]s(?=\s+\w)", re.IGNORECASE)
"""A person's name ends at a possessive ("Alder's Employment")."""
_WITH_OTHERS = re.compile(r"\s*,?\s+(?:and|AND|&)\s+(?:its|his|her|their)\b[\s\S]*\Z", re.IGNORECASE)
"""What a name does not reach over: "Acme Holdings, Inc. and Its Affiliates"."""
_SERIES = re.compile(
    r"(?:(?<=[Tt]rust)|(?<=TRUST)|(?<=[Tt]rust 20\d\d)|(?<=TRUST 20\d\d)),?(?:[ ]Series)?(?:[ ]20\d\d)?-[A-Z\d]{1,6}\b"
)
"""The number of a trust that holds mortgages: "Acme Trust 2007-3"."""
_BEFORE_NAME = re.compile(r"[ ][^\W\d_a-zß-öø-ÿ][\w'’-]+")
_BETWEEN_COMMAS = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_EMBEDDED = re.compile(r"\bcid:[^\s\]>]*\Z")
"""Before what programs call the pictures in a message ("[cid:image001.png@01D8F3]")."""
_TIMED = re.compile(r"\d{1,2}[ap]m\b", re.IGNORECASE)
"""The hour before what is no company ("3:40am CO Tarrow")."""
_FILE_NAME = re.compile(r"\w{2}\.\Z")
"""Before a file name's ending ("LOG.CSV")."""
_VERSUS = re.compile(r"\s+(?:(?P<sure>vs?\.?|V[sS]\.?)|V\.)\s+(?=[^\W_a-z])")
_PLAIN_TITLES = frozenset({"mr", "mrs", "ms", "dr"})
_HOUSE = re.compile(
    r"\s(?:&|and|AND)\s+(?:Sons?|Daughters?|Bro(?:ther)?s|Associates|Partners|Company|Co)\b", re.IGNORECASE
)
"""A firm's name that begins with a person's ("J.P. Dale & Sons")."""
_NEXT_CELL = re.compile(r'"?, ?"?(?P<word>[^\W_]+)')
_WAYS = (around_seals, in_gaps, around_small_talk)
"""How several people are parted that the model took for one."""
_TIE = re.compile(r",?\s+(?:and|AND|&)\s+")
_CELL = re.compile(r"[^\W\d_a-z][\w'’-]+,?")
_LINES = re.compile(r"[^\n]+")
_FIRM = 3
"""So many surnames, a line each, may be one firm's."""
_IN_ONE_CELL = frozenset({"model", "legal form", "head", "government", "foreign"})
"""What finds names in running text, and must not reach into the next cell of a table."""
_READ = 0.9
"""Chance from which a name that the model reads on a line of its own is not part of the words above it."""


def weigh(
    text: str, reading: Reading, candidates: Iterable[Candidate], cited: frozenset[str] = frozenset()
) -> list[Candidate]:
    """Names that do not overlap, in order, with their kinds and tiers.

    Arguments:
        cited: what precedents are called in short; these alone are nobody in the matter.
    """
    proper = [c for candidate in candidates for one in _apart(text, candidate) if (c := _proper(text, one)) is not None]
    return parted(text, compounded(text, graded(text, reading, _joined(text, proper), cited)))


def _apart(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """The names that the model took for one: "Jane Roe and John Roe", "Jane Roe ⏎ Alder Birch" of an address."""
    cells = _in_cells(text, candidate) or holder_and_held(text, candidate)
    if cells:
        for cell in cells:
            yield from _apart(text, cell)
        return
    sides = list(_sides(text, candidate.span))
    if len(sides) > 1:
        for side in sides:
            yield from _apart(text, replace(candidate, span=side, kind=kind_of(side.of(text)), role=Role.PARTY))
        return
    column = (_column(text, candidate.span) or enumerated(text, candidate)) if candidate.source == "model" else []
    if len(column) > 1:
        yield from (replace(candidate, span=cell) for cell in column)
        return
    if candidate.source == "model" and _PROSECUTORS.search(candidate.span.of(text)):
        candidate = replace(candidate, kind=Kind.PERSON)
    person = candidate.kind is Kind.PERSON and candidate.source == "model"
    if person and _HOUSE.search(candidate.span.of(text)):
        yield replace(candidate, kind=Kind.ORGANIZATION)
        return
    for part in (_PEOPLE if person else _DASHED).finditer(text, candidate.span.start, candidate.span.end):
        lines = list(_LINES.finditer(text, part.start(), part.end()))
        if person and len(lines) == 2 and min(len(words(line.group())) for line in lines) > 1:
            yield from (replace(candidate, span=Span(*m.span()), kind=kind_of(m.group().strip())) for m in lines)
        else:
            yield from (_at(candidate, span) for span in _listed(text, candidate, Span(*part.span())))


def _in_cells(text: str, candidate: Candidate) -> Sequence[Candidate]:
    """The candidate in each cell or column that it reaches into, or both of a name that stands twice.

    Of a name with a legal form the last cell alone.
    """
    twice = doubled(text, candidate)
    if twice:
        return [replace(candidate, span=name) for name in twice]
    cells = in_cells(text, candidate.span) if candidate.source in _IN_ONE_CELL else []
    if len(cells) < len("ab") and candidate.source == "model" and candidate.kind is Kind.PERSON:
        cells = next((p for way in _WAYS if len(p := way(text, candidate.span)) > 1), [])
    named = cells[-1:] if candidate.source == "legal form" else cells
    return [replace(candidate, span=cell, kind=kind_of(cell.of(text))) for cell in named] if len(cells) > 1 else ()


def _column(text: str, span: Span) -> list[Span]:
    """The lines of a span in a column of single words, all with a comma, but for the last, or none ("Roe, ⏎ Doe")."""
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


def _sides(text: str, span: Span) -> Iterator[Span]:
    """The span cut at a "v." in it; at a capital one only where it is no middle initial."""
    start = span.start
    for versus in _VERSUS.finditer(text, span.start, span.end):
        if versus["sure"] or _is_versus(text, Span(start, versus.start()), Span(versus.end(), span.end)):
            yield Span(start, versus.start())
            start = versus.end()
    yield Span(start, span.end)


def _is_versus(text: str, before: Span, after: Span) -> bool:
    """Whether "V." stands between two names: full ones, a company behind it, or somebody's surname before it."""
    name = before.of(text)
    if has_form(after.of(text)) or min(len(words(name)), len(words(after.of(text)))) > 1:
        return True
    borne = rf"(?P<before>M[rs]s?|Dr|[^\W\d_a-z][^\W\d_]+)\.?(?:\s+[A-Z]\.)?[ ]+(?i:{re.escape(name)})(?!\w|\s+V\.)"
    return any(_is_given(match["before"]) for match in re.finditer(borne, text))


def _is_given(word: str) -> bool:
    """Whether a word before a surname may be somebody's given name, or a plain title."""
    lower = word.casefold()
    return lower in _PLAIN_TITLES or not (names_nobody(word) or is_english(lower) or is_function_word(lower))


def _listed(text: str, candidate: Candidate, span: Span) -> Sequence[Span]:
    """The bodies that the model took for one in a list ("Tarrow, Quenby"), if each stands by itself elsewhere."""
    surface = span.of(text)
    if candidate.source != "model" or "," not in surface or "&" in surface:
        return [span]
    if candidate.kind is Kind.PERSON:
        return two_given(text, span)
    parts = [Span(span.start + m.start(), span.start + m.end()) for m in _BETWEEN_COMMAS.finditer(surface)]
    bare = [part.of(text) for part in parts]
    if len(parts) < 2 or any(has_form(name) or len(name.split()) > 2 for name in bare):
        return [span]
    return parts if min(map(text.count, bare)) > text.count(surface) else [span]


def _proper(text: str, candidate: Candidate) -> Candidate | None:
    """The candidate cut to the name in it; None if there is none."""
    owned = _OWNED.search(text, candidate.span.start, candidate.span.end) if candidate.kind is Kind.PERSON else None
    cut = Span(candidate.span.start, owned.end()) if owned else candidate.span
    others = _WITH_OTHERS.search(text, cut.start, cut.end)
    cut = Span(cut.start, others.start()) if others else cut
    kept = is_called_child(candidate, text) or in_two_cells(text, candidate)
    whole = kept or candidate.source in ("ship", "foreign") or has_title(candidate.span.of(text))
    span = cut if whole else trimmed(text, cut)
    if span is None:
        return None
    surface = span.of(text)
    if (
        candidate.source == "model"
        and is_acronym(surface)
        and _FILE_NAME.search(text[max(0, span.start - 9) : span.start])
    ):
        return None
    if _EMBEDDED.search(text, max(0, span.start - 80), span.start) or _TIMED.match(surface):
        return None
    if heads_statement(text, span) or (surface in PROFESSIONS and _BEFORE_NAME.match(text, span.end)):
        return None
    told = candidate.source in ("defined term", "caption", "initials") or in_two_cells(text, candidate)
    if names_nobody(surface) and not told:
        return None
    if begins_with_label(surface) and candidate.source != "legal form":
        return None
    if candidate.source == "model" and _STREET.match(text, span.end):
        return None
    if (
        candidate.source in ("model", "head", "government")
        and candidate.kind is not Kind.PERSON
        and names_law(text, span)
    ):
        return None
    if candidate.source not in ("legal form", "foreign") and (is_court(surface) or is_of_court(text, span)):
        return None
    series = _SERIES.match(text, span.end)
    return _at(candidate, Span(span.start, series.end()) if series else span)


def _at(candidate: Candidate, span: Span) -> Candidate:
    """The candidate with that span; most keep theirs, and making one anew takes time."""
    return candidate if candidate.span == span else replace(candidate, span=span)


def _joined(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for each group of overlapping ones."""
    ordered = sorted(candidates, key=lambda c: (c.span.start, -c.span.end))
    return [one for group in _touching(ordered) for one in _settled(text, group)]


def _touching(ordered: Iterable[Candidate]) -> list[list[Candidate]]:
    """Groups of candidates that overlap one another."""
    groups: list[list[Candidate]] = []
    end = -1
    for one in ordered:
        if not groups or one.span.start >= end:
            groups.append([])
            end = one.span.end
        groups[-1].append(one)
        end = max(end, one.span.end)
    return groups


def _settled(text: str, group: Sequence[Candidate]) -> list[Candidate]:
    """What a group of overlapping candidates comes to, one name or two beside each other."""
    if any(_outweighs(text, one, group) for one in group):
        group = [one for one in group if one.source != "foreign"]
    if len(group) == 1:
        return list(group)
    children = [one for one in group if is_called_child(one, text)]
    if children:
        return children  # the letter and the next sentence's first word are no name
    rows = [one for one in group if one.source == "last first"]
    if len(rows) > 1 and len(_touching(rows)) == len(rows):
        return rows  # of a list; what reaches over two of them is none
    if len(rows) == 1 and _goes_on_to_next_cell(text, rows[0], group):
        return rows
    group = _unlinked(text, _untied(text, group))
    parts = _touching(group)
    if len(parts) > 1:
        return [one for part in parts for one in _settled(text, part)]
    person = _person_before(text, group)
    if person is not None:
        rest = [c for c in group if c.span.end > person.span.end]
        rest = [replace(c, span=Span(max(c.span.start, person.span.end), c.span.end)) for c in rest]
        rest = [c for c in (_proper(text, c) for c in rest) if c is not None]
        return [person, *(_settled(text, rest) if rest else [])]
    return [_united(group)]


def _untied(text: str, group: Sequence[Candidate]) -> Sequence[Candidate]:
    """Without what was read over an "and" at which a caption parts two parties ("ALDER SUPPLY AND KAPOOR")."""
    parties = [one.span for one in group if one.source == "caption"]
    tied = {
        Span(one.start, other.end)
        for one in parties
        for other in parties
        if one.end < other.start and _TIE.fullmatch(text, one.end, other.start)
    }
    return [one for one in group if one.source != "model" or not any(one.span.contains(pair) for pair in tied)]


def _goes_on_to_next_cell(text: str, row: Candidate, group: Sequence[Candidate]) -> bool:
    """Whether the model read on behind the two cells of a name in an export ("Roe,Jane,Reno")."""
    following = _NEXT_CELL.match(text, row.span.end) if "," in row.span.of(text) else None
    if following is None or following["word"].casefold() in SUFFIXES:
        return False
    return all(one.source == "model" and one.span.start == row.span.start for one in group if one is not row)


def _outweighs(text: str, one: Candidate, group: Sequence[Candidate]) -> bool:
    """Whether it is surer than a court or office from abroad, of whose name it is not a part."""
    if one.source == "foreign" or one.tier is not Tier.SUGGESTED:
        return False
    around = [
        c.span.of(text) for c in group if c.source == "foreign" and c.span.contains(one.span) and c.span != one.span
    ]
    surface = one.span.of(text)
    body = one.kind is Kind.GOVERNMENT or is_government(surface)
    cut = [f"{surface} {head}" for head in ("court", "tribunal", "army", "garrison", "branch", "authorities")]
    return not any(body or name in cut or f"({surface}" in name or f"{surface})" in name for name in around)


def _unlinked(text: str, group: Sequence[Candidate]) -> list[Candidate]:
    """Without what a rule added to a body's name: "Committee of Creditors" of "Acme Holdings, Inc." are two names."""
    read = [c for c in group if c.source in ("model", "legal form")]
    cut = [_without_linked(text, one, read) if one.source in ("head", "government") else one for one in group]
    weighed = (c if c is one else _proper(text, c) for one, c in zip(group, cut, strict=True))
    proper = [c for c in weighed if c is not None]
    return sorted(proper, key=lambda c: (c.span.start, -c.span.end))


def _without_linked(text: str, body: Candidate, read: Sequence[Candidate]) -> Candidate:
    """The body's name up to where another one begins, unless the model has read both as one."""
    first = min((c.span.start for c in read if _linked_to(text, body, c)), default=body.span.end)
    if first == body.span.end or any(c.span.start <= body.span.start + 4 and c.span.end > first for c in read):
        return body
    return replace(body, span=Span(body.span.start, first))


def _linked_to(text: str, body: Candidate, name: Candidate) -> bool:
    """Whether a name begins inside a body's name, after "of" or "for", or surely on the line below a head word's."""
    before = text[body.span.start : name.span.start]
    if not body.span.start < name.span.start < body.span.end:
        return False
    sure = body.source == "head" and name.source == "model" and name.chance >= _READ
    below = sure and "\n" in before[len(before.rstrip()) :]
    return below or re.search(r"\b(?:of|for)\s+(?:the\s+)?\Z", before) is not None


def _person_before(text: str, group: Sequence[Candidate]) -> Candidate | None:
    """A person on one line whose name a rule took for the beginning of the organization on the next line."""
    for one in group:
        if one.kind is Kind.PERSON and one.source in ("model", "title"):
            longer = [c for c in group if c.kind is not Kind.PERSON and c.span.end > one.span.end]
            between = text[one.span.end : one.span.end + 3]
            if longer and ("\n" in between or all(c.source in ("head", "government") for c in longer)):
                return one
    return None


def _united(group: Sequence[Candidate]) -> Candidate:
    span = Span(min(c.span.start for c in group), max(c.span.end for c in group))
    best = max(
        group, key=lambda c: (c.source == "legal form", c.source in STRONG, c.tier is Tier.SUGGESTED, len(c.span))
    )
    government = [c for c in group if c.kind is Kind.GOVERNMENT and len(c.span) * 10 >= len(span) * 8]
    kind = Kind.GOVERNMENT if government and best.source not in STRONG else best.kind
    tier = Tier.SUGGESTED if any(c.tier is Tier.SUGGESTED for c in group) else Tier.POSSIBLE
    role = next((c.role for c in group if c.role is not None), None)
    chance = max((c.chance for c in group if c.source == "model"), default=best.chance)
    return Candidate(span, kind, best.source, tier, role, chance)
