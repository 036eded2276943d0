"""Numbers of bookings, tickets, orders and receipts, which lead a travel agent, shop or help desk to the person.

- **Bookings**: after "confirmation #", "booking reference", "reservation no." and the like, also in letters and digits
  ("QX7T4L"); after "record locator" or "PNR" with a mark also in letters alone.
- **Tickets, orders, receipts**: after the word and a word for a number, at least six letters and digits, five of them
  digits. Orders of courts and agencies do not match, nor numbers with a year ("Order No. 21-50498").
"""

import re
from collections.abc import Iterator

from legalredact.matching.identifiers.candidate import CODE, Certainty, IdentifierMatch, bare, cue, has_cue, matches_at
from legalredact.model.mention import Kind, Span

_NUMBER = (
    r"(?:\s{0,3}(?:nos?\b\.?|numbers?\b|num\b\.?|ids?\b|code\b|ref(?:erence)?\b\.?|\#)){1,3}"
    r"\s{0,2}(?:is\b)?[\s:.#=]{0,5}"
)
_WORD = re.compile(
    rf"(?<![A-Za-z])(?:(?P<booking>conf(?:irmation|irm|\.)?{_NUMBER}|(?:booking|reservation){_NUMBER}"
    r"|(?:confirmation|reservation):\s{0,3}(?=[A-Z\d]{0,7}\d)(?=[A-Z\d]{0,7}(?-i:[A-Z])))"
    r"|(?P<locator>(?:record\s{1,3}locator|PNR)\s{0,2}(?:[:#=]|is\b|code\b|no\b\.?|number\b)[\s:#]{0,4})"
    r"|(?P<flight>e-?ticket\s{0,2}(?:nos?\b\.?|number\b|\#)?[\s:#]{0,4}(?=\d{3}[- ]?\d{10}(?!\d)))"
    r"|(?P<help>ticket\s{0,2}(?:nos?\b\.?|number\b|id\b|\#)?[\s:#]{0,4}(?=(?:INC|CHG|REQ|RITM|SCTASK|TKT|SR)-?\d{4}))"
    rf"|(?P<other>(?:ticket|order|receipt|itinerary|transaction){_NUMBER})"
    r"|(?P<trade>(?:sales|work|web|service)\s{1,3}order\s{1,3}(?=\d{6})))",
    re.IGNORECASE,
)
_WORDS = (
    "conf",
    "booking",
    "reservation",
    "record",
    "pnr",
    "eticket",
    "e-ticket",
    "ticket",
    "order",
    "receipt",
    "itinerary",
    "transaction",
    "sales",
    "work",
    "web",
    "service",
)
_CODES = {
    "booking": re.compile(rf"(?=[A-Z\d]{{0,7}}\d)(?=[A-Z\d]{{0,7}}[A-Z])[A-Z\d]{{5,8}}(?![\w-])|{CODE}"),
    "locator": re.compile(r"(?=.?.?.?.?.?\d)[A-Z\d]{6}(?!\w)|[A-Z]{6}(?!\w)(?<!NEEDED)(?<!NUMBER)"),
    "flight": re.compile(r"\d{3}[- ]?\d{10}"),
}
_OTHER = re.compile(CODE)
_LEAST, _LEAST_DIGITS = 6, 5
_LEAST_OF_BOOKINGS = 5
_YEAR = re.compile(
    r"(?:[A-Z]{1,4}[- ])?(?:(?:19|20)\d\d|\d\d)[-/.]\d{1,6}(?:-[A-Z]{1,4})?"
    r"|(?:19|20)\d\d[-./]\d.*|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"
)
_OF_COURT = cue(
    r"executive|exec|general|administrative|admin|standing|local|FERC|commission|court|court['’]s|scheduling|protective"
    r"|consent|department|secretar(?:y|ial)|public|military|special|field|final|amended|agreed|preliminary|this|remand"
    r"|board|agency|emergency|health",
    r"\.?\s{1,3}",
)


def booking_numbers(text: str) -> Iterator[IdentifierMatch]:
    """Numbers of bookings, tickets, orders and receipts."""
    for word in matches_at(_WORD, text, _WORDS):
        kind = word.lastgroup or ""
        code = _CODES.get(kind, _OTHER).match(text, word.end())
        if code is not None and _is_number(text, word, kind, code[0]):
            yield IdentifierMatch(Span(*code.span()), Kind.ACCOUNT, bare(code[0]), Certainty.CONTEXT)


def _is_number(text: str, word: re.Match[str], kind: str, code: str) -> bool:
    """Whether a code is long enough for what announces it, and neither a date nor the number of a court's order."""
    if kind in _CODES:
        return len(bare(code)) >= _LEAST_OF_BOOKINGS and not _YEAR.fullmatch(code)
    if kind == "other" and (_YEAR.fullmatch(code) or has_cue(text, word.start(), _OF_COURT, 20)):
        return False
    return len(bare(code)) >= _LEAST and sum(map(str.isdigit, code)) >= _LEAST_DIGITS
