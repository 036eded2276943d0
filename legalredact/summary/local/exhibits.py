"""Exhibits, signatures, and comments that people left in the file."""

import re
from collections.abc import Iterator, Sequence

from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.model.token import TOKEN
from legalredact.summary.local.body import Body
from legalredact.summary.local.court_caption import is_date_line
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.sentences import Kind, Statement

_EXHIBIT = re.compile(
    r"\b(?:Exhibits?|EXHIBITS?|Exs?\.|Schedule|Appendix|Annex|Attachment"
    r"|Trial Ex\.)\s(?:No\.\s)?(?P<mark>[A-Z]{1,2}\b|\d{1,4}(?:[-.][A-Z\d]{1,3})?\b)"
    r"|\[attachment:[^\]]+\]|\b(?:X-Attachment|Attachments?|Enclosures?|Encl\.?):\s*\S+"
)
_LIST = re.compile(r"^(?:exhibits?|index of exhibits|exhibit list|attachments?)\b", re.I)
_LISTED = re.compile(r"^(?:\d{1,3}|[A-Z])[.)]?\s\S")
_SIGNED = re.compile(
    r"^(?:by\s?:\s*)?/?s/\s*\S|^by\s?:\s*\S|^/(?=[A-Z])|^(?:so ordered|dated?"
    r"|executed)\b.{0,12}[:,]?\s.*\d",
    re.I,
)
_CLOSING = re.compile(
    r"^(?:sincerely|respectfully(?: submitted)?|very truly yours|yours (?:truly|sincerely)"
    r"|best regards|regards)\b",
    re.I,
)
_LONGEST = 200
_AFTER_NAMES = re.compile(
    r"^(?:cc|bcc|copies to|encl(?:osures?)?|attachments?|p\.?s|dear)\b|^(?:PHONE|EMAIL|ADDRESS|URL)_|^[-–—•*]", re.I
)
"""How a line begins that ends a list of signers."""


def exhibits(body: Body) -> Iterator[Entry]:
    """Statements that name an exhibit, a schedule or an attachment; a mark is listed once."""
    known: set[str] = set()
    for one in body.units:
        words = body.words(one.span)
        in_list = _LIST.match(body.section(one.span.start)) is not None and one.kind is not Kind.SENTENCE
        if in_list and _LISTED.match(words) and len(words) <= _LONGEST:
            yield Entry(EntryKind.EXHIBITS, one.span, 3)
            continue
        marks = {match["mark"] or match[0] for match in _EXHIBIT.finditer(words)}
        if marks - known and len(words.split()) > 1:
            yield Entry(EntryKind.EXHIBITS, one.span, 2)
            known |= marks


def signatures(body: Body) -> Iterator[Entry]:
    """Lines of signature blocks: "/s/ …", "By: …", "Dated: …"; below a closing all names, with titles between them."""
    lines = [one for one in body.statements if one.kind is Kind.LINE]
    for number, one in enumerate(lines):
        words = body.words(one.span)
        late = one.span.start > 0.5 * len(body.plain)
        if len(words) <= _LONGEST and _SIGNED.match(words) and late:
            yield Entry(EntryKind.SIGNATURES, one.span, 2)
        elif _CLOSING.match(words):
            named = [n for n in range(number + 1, min(number + 4, len(lines))) if _names(body, lines[n])]
            if named:
                last = _last_signer(body, lines, named[0])
                yield Entry(EntryKind.SIGNATURES, Span(lines[named[0]].span.start, lines[last].span.end), 1)


def _last_signer(body: Body, lines: Sequence[Statement], first: int) -> int:
    """The last of the lines below the first name that name somebody; between two of them may be a title."""
    last = first
    for number in range(first + 1, len(lines)):
        apart = lines[number].span.start - lines[number - 1].span.end
        words = body.words(lines[number].span)
        ended = _AFTER_NAMES.match(words) or _SIGNED.match(words) or is_date_line(body, lines[number].span)
        if apart > 1 or number - last > 2 or ended:
            break
        if _names(body, lines[number]):
            last = number
    return last


def _names(body: Body, line: Statement) -> bool:
    return TOKEN.search(body.words(line.span)) is not None


def comments(body: Body) -> Iterator[Entry]:
    """Comments in the margin of a file, which may not be meant for others."""
    for span in body.comments:
        yield Entry(EntryKind.NOTES, span)
