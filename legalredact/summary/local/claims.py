"""Claims, defenses and the relief that is sought."""

import re
from collections.abc import Iterator

from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.model.token import TOKEN
from legalredact.summary.local.body import Body
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.headings import is_item
from legalredact.summary.local.sentences import Kind, Statement

_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|\d{1,2}(?:st|nd|rd|th))"
)
_CLAIM = re.compile(
    rf"^(?:as and for an? )?(?:{_ORDINAL}\s(?:claim|cause of action|count)|(?:count|claim"
    rf"|cause of action)\s(?:[IVXL]{{1,5}}|\d{{1,2}}"
    rf"|one|two|three|four|five|six|seven|eight|nine|ten)\b)",
    re.I,
)
_LISTED = re.compile(r"^(?:complaint|petition|action|claims?)\b.{0,40}\bfor:?$|^complaint for\b.{0,20}:$", re.I)
_DEFENSE = re.compile(rf"^(?:{_ORDINAL}\s)?(?:affirmative\s|separate\s|additional\s)*defenses?\b", re.I)
_CLAIMED = re.compile(
    r"\b(?:breach(?:ed|es)?|broke\s(?:section|paragraph|article|the)|violat(?:ed|es|ion)"
    r"|is\sliable|are\sliable|negligen\w+"
    r"|retaliat\w+|misrepresent\w+|defraud\w*|owes?\s|owed\s|wrongful\w*|discriminat\w+|infring\w+|converted(?!\s(?:to|into|from)\b)|unjust\w*"
    r"|this\saction\sarises|brings?\sthis\s(?:action|suit|case)|sues?\b|sued\b|alleg\w+"
    r"|claims?\sthat|am\sowed|entitled\sto"
    r"|lost\sprofits|(?:was|were|is)\sfalse|charged\swith)\b",
    re.I,
)
_OF_SOMEBODY = re.compile(
    rf"{TOKEN.pattern}|\b(?:plaintiffs?|defendants?|appell\w+|petitioners?|respondents?"
    rf"|claimants?|I|we)\b",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied)\s(?:that|each|all|the|any|every|liability|cover)|refus(?:es"
    r"|ed)\sto\spay|statute\sof\slimitations"
    r"|barred\sby|estoppel|laches|waived?\s|failure\sto\s(?:state|mitigate)|fails?\sto\sstate"
    r"|contributory|comparative\sfault"
    r"|not\sliable|moves?\sto\sdismiss|seeks?\sto\sdismiss|affirmative\sdefenses?|preempt\w+"
    r"|immunity|lacks?\s(?:standing"
    r"|merit|jurisdiction)|opposes?\b|responds?\sto\sthe)\b",
    re.I,
)
_PRAYER = re.compile(
    r"^(?:[IVX\d]{1,4}[.)]\s)?(?:prayers?\b|relief\s(?:sought|requested)|request\sfor\srelief"
    r"|wherefore|demand\sfor)",
    re.I,
)
_PRAYS = re.compile(
    r"^\W{0,3}(?:\d{1,3}\.\s)?wherefore\b|\b(?:prays?\s(?:for|that)|pray\sfor\sjudgment"
    r"|respectfully\s(?:requests?|asks?|moves?)"
    r"|requests?\sthat\s(?:the|this)\scourt|asks?\s(?:that\s)?(?:the|this)\scourt"
    r"|seeks?\s(?:damages|an?\sorder|an\sinjunction"
    r"|relief|judgment|review|leave|to\srecover)|demands?\s(?:trial|judgment|a\sjury|payment|that)|demanded\spayment"
    r"|moves?\s(?:the\scourt|for)\b|will\sfile\ssuit|appeals?\s(?:the|from)|submits\sthis\sletter)",
    re.I,
)
_LONGEST_HEADING = 220


def claims_and_defenses(body: Body) -> Iterator[Entry]:
    """Headings of claims and defenses with what is written below them, and sentences that state them.

    A complaint states no defenses, so sentences of one are not taken for them.
    """
    yield from _headed(body)
    states_claims = any(_CLAIM.match(body.words(one.span)) for one in body.statements if one.kind is Kind.LINE)
    yield from _list_of_claims(body)
    for one in body.sentences:
        words = body.words(one.span)
        if _PRAYS.search(words):
            continue
        in_claim = _CLAIM.match(body.section(one.span.start)) is not None
        if not states_claims and (_DEFENSE.match(body.section(one.span.start)) or _DENIED.search(words)):
            yield Entry(EntryKind.DEFENSES, one.span, 2 if _DENIED.search(words) else 1)
        elif _CLAIMED.search(words) and _OF_SOMEBODY.search(words):
            yield Entry(EntryKind.CLAIMS, one.span, 3 if in_claim else 2)


def relief(body: Body) -> Iterator[Entry]:
    """What is asked of the court or the other side."""
    for one in body.statements:
        words, section = body.words(one.span), body.section(one.span.start)
        if one.kind is Kind.SENTENCE and _PRAYS.search(words):
            yield Entry(EntryKind.RELIEF, one.span, 3)
        elif _PRAYER.match(section) and words != section and _is_asked(one, words):
            yield Entry(EntryKind.RELIEF, one.span, 2)


def _is_asked(one: Statement, words: str) -> bool:
    return one.kind is Kind.SENTENCE or (one.kind is Kind.LINE and is_item(words))


def _headed(body: Body) -> Iterator[Entry]:
    """Headings such as "FIRST CLAIM FOR RELIEF" with the line below that names the claim."""
    lines = [one for one in body.statements if one.kind is Kind.LINE]
    for number, one in enumerate(lines):
        words = body.words(one.span)
        is_claim = _CLAIM.match(words) is not None and len(words) <= _LONGEST_HEADING
        if not (is_claim or _DEFENSE.match(words)) or len(words) > _LONGEST_HEADING:
            continue
        end = one.span.end
        for below in lines[number + 1 : number + 3]:
            told = body.words(below.span)
            if below.span.start - end != 1 or _CLAIM.match(told) or len(told) > _LONGEST_HEADING:
                break
            end = below.span.end
        yield Entry(EntryKind.CLAIMS if is_claim else EntryKind.DEFENSES, Span(one.span.start, end), 9)


def _list_of_claims(body: Body) -> Iterator[Entry]:
    """The list below "COMPLAINT FOR:" on a first page, as one entry."""
    statements = body.statements
    for number, one in enumerate(statements):
        if not _LISTED.match(body.words(one.span)):
            continue
        end = 0
        for below in statements[number + 1 :]:
            if not is_item(body.words(below.span)):
                break
            end = below.span.end
        if end:
            yield Entry(EntryKind.CLAIMS, Span(one.span.start, end), 10)
            return
