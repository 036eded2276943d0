"""Parties by their place: in a case name ("A v. B"), in a caption, before the line that gives their role."""

import itertools
import re
from collections.abc import Container, Iterable, Iterator

from legalredact.detection.lexicon.form_labels import begins_with_label
from legalredact.detection.rules.caption_parties import party_names
from legalredact.detection.rules.courts import is_court
from legalredact.detection.rules.governments import one_sentence
from legalredact.detection.rules.rule import Found
from legalredact.matching.citations.find import CaseCitation
from legalredact.model.mention import Role, Span

_PARTY = (
    r"(?:Plaintiffs?|Defendants?|Appellants?|Appellees?|Petitioners?|Respondents?|Claimants?|Movants?|Debtors?"
    r"|Creditors?"
    r"|Relators?|Intervenors?|Applicants?|Complainants?|Garnishees?|Cross-?\s?(?:Defendants?|Complainants?|Appellants?"
    r"|Appellees?|Claimants?|Plaintiffs?)|Counter-?\s?(?:Defendants?|Claimants?|Plaintiffs?|claim\s+(?:Plaintiffs?"
    r"|Defendants?))"
    r"|Third[-\s]Party\s+(?:Plaintiffs?|Defendants?)|Real\s+Part(?:y|ies)\s+in\s+Interest|Amic(?:us|i)(?:\s+Curiae)?"
    r"|Alleged\s+Debtors?|Adversary\s+(?:Plaintiffs?|Defendants?)|Obligors?|Interested\s+Part(?:y|ies)"
    r"|Nominal\s+Defendants?)"
)
_ROLE_LINE = re.compile(
    rf"^[ \t)(§|:.…-]*(?:Defendants?|{_PARTY})(?:\s*\(s\))?(?:(?:[ \t]*[/&,–—-]+[ \t]*(?:and[ \t]+)?"
    rf"|[ \t]+and[ \t]+){_PARTY})*"
    r"[ \t]*[.,;:/s–—-]*(?:[ \t]*[)§|(\]}*│║].*|(?<=[,.;])[ \t]*:.*|[ \t]{2,}\S.*)?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?:ffs|nts|ees|ors|ners)\b", re.IGNORECASE)
_FRAME = re.compile(r"^[\s)(§|:_*=~.+/\]\[}{<>─━│┃║═–—-]*(?:(?<![^\s_=~*–—-])[xX])?[\s)(§|:_*=~./-]*$")
"""A line of borders; New York's end in an X."""
_RIGHT_COLUMN = re.compile(
    r"(?:^|[ \t]{2,}|(?<=[,.;]))[ \t]*[)§|:*\]}│┃║].*$|[ \t]+[§|:│┃║].*$|(?:[ \t]{2,}|(?<=[,;])[ \t]*)[xX][ \t]*$"
)
_LEFT_BORDER = re.compile(r"[ \t]{0,3}[|│┃║*][ \t]*(?=[^\s|│┃║*][^\n]*[|│┃║*][ \t]*$)", re.MULTILINE)
"""The left side of a box."""
_VERSUS_LINE = re.compile(r"^[\s)(§|:*│║-]*(?:v|vs|versus|against)\b[\s.)(§|:,*│║-]*(?:[xX][ \t]*)?$", re.IGNORECASE)
_VERSUS = re.compile(r"\s(?:v|vs|V|VS)\.?\s")
_VERSUS_ALONE = re.compile(
    r"^[ \t)(§|:-]*(?:v|vs|versus|VS|V|VERSUS|Versus|Vs|-against-|-AGAINST-|-v-|-v\.-)"
    r"(?:[ \t.)(§|:,-]*|(?:\.[ \t]*|[ \t]+)[§|:)│┃║][ \t][^\n]*)$",
    re.MULTILINE,
)
_NAME_THEN_ROLE = re.compile(
    rf"^[ \t]*(?P<name>[^\s.…][^\n]{{1,120}}?)(?:[ \t]{{3,}}|[ \t]*\.{{2,}}|[ \t]*…+)[ \t.…-]*{_PARTY}(?:\(s\)"
    rf"|/s)?[ \t.,;/-]*$",
    re.MULTILINE | re.IGNORECASE,
)
_ROLE_THEN_NAME = re.compile(
    rf"^[ \t.]*(?:{_PARTY}|Opposite\s+Party)(?:\(s\)|/s)?[ \t]*:[-–]?[ \t]*(?P<name>[^\s][^\n]{{1,120}})$",
    re.MULTILINE | re.IGNORECASE,
)
_LINES = re.compile(r"[^\n]+")
_NOT_PARTY = re.compile(
    r"\b(?:No\.|Nos\.|Case|Docket|Civil|Action|Cause|Index|Filed|Hon|Honorable|Judge|Appeal|Circuit|Division|Department"
    r"|Order|Motion|Complaint|Chapter|Jury|Document|Page|Date|Hearing)\b|\d{2,}-\d|§",
    re.IGNORECASE,
)
_IN_RE = re.compile(
    r"(?<!\w)(?:IN\s+RE:?|In\s+re:?|In\s+Re:?|(?:IN|In)\s+(?:THE|the)\s+(?:MATTER|Matter|INTEREST|Interest|ESTATE"
    r"|Estate)\s+(?:OF|of):?"
    r"|(?:The\s+)?ESTATE\s+OF|Estate\s+of|Ex\s+parte|EX\s+PARTE|Guardianship\s+of|GUARDIANSHIP\s+OF|^[ \t]*(?:RE"
    r"|Re):)\s+",
    re.MULTILINE,
)
_UNKNOWN = re.compile(
    r"(?<![\w.])(?:(?:JOHN|JANE|John|Jane|Baby|BABY|Richard|RICHARD)\s+(?:DOE|Doe|ROE|Roe)S?"
    r"|(?:DOES?|ROES?)(?:\s+(?:CORPORATIONS?|ENTITIES|DEFENDANTS|BUSINESSES))?(?=\s+(?:\d|[IVX]+\b))"
    r"|(?:Does?|Roes?)(?=\s+\d))"
    r"(?:\s+(?:(?:Nos?\.?\s+)?#?\d+|[IVXLC]+\b)(?:\s*(?:-|–|through|THROUGH|to|TO)\s*(?:\d+|[IVXLC]+)\b)?)?"
    r"(?:,?\s+(?:inclusive|INCLUSIVE))?"
)
_TOPIC = re.compile(r"\b(?:Litig(?:ation)?|LITIG(?:ATION)?|Cases|Securities|Derivative|Products|Antitrust|Marketing)\b")
_LEADS_ON = re.compile(r"\b(?:for|of|the|by|to|with|from|FOR|OF|BY)\s*$")
"""A line before a role that is not a name but a sentence: "Attorneys for ⏎ Plaintiff"."""
_MOST_LINES = 12
_LONGEST = 2_000
"""Most characters after "In re". So a paragraph without line ends that repeats it a thousand times is read once, not
a thousand times."""


def in_case_names(text: str, citations: Iterable[CaseCitation], barriers: Container[int]) -> Iterator[Found]:
    """Parties of "A v. B", unless it is a citation of a reported case."""
    for citation in citations:
        if not citation.reported and len(citation.parties) > 1:
            for span in citation.parties:
                yield from party_names(text, span, barriers)


def before_roles(text: str, barriers: Container[int]) -> Iterator[Found]:
    """Parties whose role is on the next line: "JANE ROE, ⏎ Plaintiff,"."""
    for match in _ROLE_LINE.finditer(text):
        several = _SEVERAL.search(match.group()) is not None
        for line in _lines_above(text, match.start()):
            yield from party_names(text, line, barriers, several=several)


def beside_roles(text: str, barriers: Container[int]) -> Iterator[Found]:
    """Parties on the line of their role: "Jane Roe      … Appellant", "Appellant: Jane Roe"."""
    for pattern in (_NAME_THEN_ROLE, _ROLE_THEN_NAME):
        for match in pattern.finditer(text):
            span = Span(*match.span("name"))
            if not (
                _in_address(text, match.start(), span) or _NOT_PARTY.search(span.of(text)) or is_court(span.of(text))
            ):
                yield from party_names(text, span, barriers)


def _in_address(text: str, start: int, span: Span) -> bool:
    """Whether one word is below another line: the end of an address, not a name."""
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    return bool(above.strip()) and " " not in span.of(text).strip()


def around_versus(text: str, barriers: Container[int]) -> Iterator[Found]:
    """Parties in the lines before and after a "v." that is alone on its line."""
    for match in _VERSUS_ALONE.finditer(text):
        for span in (*_lines_above(text, match.start()), *_line_below(text, match.end())):
            yield from party_names(text, span, barriers)


def in_re(text: str, barriers: Container[int]) -> Iterator[Found]:
    """The subject of a matter: "In re Roe", "Estate of Jane Roe"; the title of a mass litigation is no name."""
    for match in _IN_RE.finditer(text):
        words = one_sentence(text[match.end() : min(_end_of_line(text, match.end()), match.end() + _LONGEST)])
        end = match.end() + len(words)
        topic = _TOPIC.search(words)
        if topic is None and not is_court(words) and not _VERSUS.search(words):
            yield from party_names(text, Span(match.end(), end), barriers)


def unknown_parties(text: str) -> Iterator[Found]:
    """Parties not yet known: "DOES 1-10", "ROE CORPORATION I", "John Doe", wherever they are named."""
    for match in _UNKNOWN.finditer(text):
        yield Found(Span(*match.span()), role=Role.PARTY)


def _lines_above(text: str, end: int) -> list[Span]:
    """Places of a party's name above its role; borders and the right column are skipped."""
    first = last = -1
    at, blank = end, False
    for _ in range(_MOST_LINES):
        start = text.rfind("\n", 0, max(at - 1, 0)) + 1
        column = _left_column(text, Span(start, at))
        words = column.of(text)
        if _FRAME.match(words):
            blank = True
        elif _LEADS_ON.search(words) and (first < 0 or is_court(words)):
            return []
        elif _ends_caption(words) or (first >= 0 and blank and not _goes_on(words)):
            break
        else:
            first, last, blank = column.start, max(last, column.end), False
        at = start
        if at <= 0:
            break
    return [Span(first, last)] if first >= 0 else []


def _line_below(text: str, start: int) -> list[Span]:
    """The first line of text after `start`, without the right column."""
    for line in itertools.islice(_LINES.finditer(text, start), _MOST_LINES):
        column = _left_column(text, Span(*line.span()))
        words = column.of(text)
        if not _FRAME.match(words):
            return [] if _ends_caption(words) else [column]
    return []


def _left_column(text: str, line: Span) -> Span:
    """The text left of a caption's border."""
    end = line.end - (text[line.end - 1 : line.end] == "\n")
    box = _LEFT_BORDER.match(text, line.start, end)
    start = box.end() if box else line.start
    border = _RIGHT_COLUMN.search(text[start:end])
    return Span(start, start + border.start() if border else end)


def _ends_caption(words: str) -> bool:
    ends = _VERSUS_LINE.match(words) or _ROLE_LINE.match(words) or _NOT_PARTY.search(words)
    return ends is not None or is_court(words) or begins_with_label(words.strip())


def _goes_on(words: str) -> bool:
    """Whether the name continues after a blank line."""
    return words.rstrip().endswith((",", ";", "and", "AND", "&", "of", "OF"))


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
