"""Numbers of accounts, policies and cards.

- **Accounts**: after "account", "acct", "a/c", "loan", "policy", "MRN" and the like at least five letters and digits;
  after "claim number", "member ID" and the like six, four of them digits; after their shorthand ("CLM#", "POL #",
  "LN", "IRA") five, or eight without a "#" ("CLM 014-22-889341"); with other words between, at least eight digits.
  International numbers (IBAN) by their check digits; routing numbers of US banks by theirs and a word ("routing",
  "ABA", "wire") before them, or by "routing" directly before them; in any groups ("021 000 021") only by both. Masked
  numbers ("ending in 1234", "xxxx1234") may
  stay (FRCP 5.2).
- **Cards**: an issuer's prefix, its length and the Luhn digit; after "card", "Visa" and the like any 12 to 19 digits.
"""

import re
from collections.abc import Iterator

from legalredact.matching.identifiers.candidate import (
    CODE,
    NUMBER_WORD,
    Certainty,
    IdentifierMatch,
    bare,
    cue,
    has_cue,
)
from legalredact.matching.identifiers.checksums import luhn, mod97, routing
from legalredact.model.mention import Kind, Span

_ACCOUNT = re.compile(
    r"(?<![A-Za-z])(?:(?P<money>(?i:accounts?|accts?|a/c|acc|checking|savings|loan|mortgage|policy|IBAN|MRN|IOLTA|escrow)"
    rf"|(?:MR|RIN)(?![A-Za-z]))\.?(?:{NUMBER_WORD})*|(?i:claim|customer|client|member(?:ship)?|subscriber|patient|medical\s+record|employee|student"
    r"|insured|unique|med\.?\s+rec|(?:patient|pat)\s+(?:control|cntl|acct)|group|certificate|beneficiary"
    r"|payroll|personnel|contract|reference|ref|confirmation|tracking"
    rf"|serial|badge|invoice|purchase\s+order|voter|medicare|medicaid|health\s+plan)(?:{NUMBER_WORD})+)\s{{0,40}}(?P<code>{CODE})"
)
_SHORTHAND = re.compile(
    r"(?<![A-Za-z])(?:(?:CLM|POL|PLCY|LN|CERT|CD|IRA|HICN|EMP|EMPL|MBR|SUBS|GRP|CHT|CONF|(?i:clock|chart|census|enrol?lment))"
    rf"\.?(?:{NUMBER_WORD})+\s{{0,4}}|(?:LN|IRA|HICN)\s{{1,3}}(?=[A-Z]{{0,3}}[\d-]{{7}})"
    rf"|(?i:CLM|POL|claim|IMEI|MEID|ICCID|S/N)(?:{NUMBER_WORD})*\s{{1,3}}(?=(?:[ -]?[A-Z0-9]){{8}}))(?P<code>{CODE})"
)
"""Shorthand of adjusters, clerks and bookkeepers."""
_MERS = re.compile(r"(?<![\w-])\d{7}-\d{10}-\d(?![\w-])")
"""A loan number in the mortgage industry's register."""
_L = "[AC-HJKMNP-RT-Y]"
_MEDICARE = re.compile(rf"(?<![\w-])[1-9]{_L}[AC-HJKMNP-RT-Y\d]\d-?{_L}[AC-HJKMNP-RT-Y\d]\d-?{_L}{{2}}\d\d(?![\w-])")
"""A Medicare beneficiary number, by the positions of its letters (CMS, "Understanding the MBI format")."""
_SMALL = re.compile(
    rf"(?<![A-Za-z])(?i:accounts?|acct|a/c|policy|loan)\.?(?:{NUMBER_WORD})*\s{{0,9}}(?P<code>[a-z]{{1,3}}\d{{5,12}})(?!\w)"
)
"""Account numbers of property management and lending software: "t0044182"."""
_ORDERING = re.compile(r"^:5\d[A-Z]:[^\n/]{0,60}/(?P<code>(?=[A-Z0-9]*\d{4})[A-Z0-9]{6,34})[ \t]*$", re.MULTILINE)
"""The account in a party field of a SWIFT message."""
_LEAST, _LEAST_OF_OTHERS = 5, 6
_LOOSE = re.compile(r"(?<![A-Za-z])(?i:accounts?|acct)\b(?P<between>[^\d]{1,40})(?P<code>\d(?:[- ]?\d){7,19})(?![\w-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?(?!\w)", re.I)
_ROUTING = re.compile(r"(?<![\w.$-])(?:(?P<usual>\d{4}[- ]?\d{4}[- ]?\d)|\d(?:[- ]?\d){8})(?![\w-]|[.,]\d)")
_ROUTING_CUE = cue(r"routing|ABA|RTN|transit|wire|bank|R/T", r"[^\d]{0,30}")
_ROUTING_WORD = cue(
    r"(?:routing|ABA|RTN)(?:[\s/&]{1,4}(?:no|nos|number|num|transit|routing|RTN|ABA|code)\b\.?){0,4}",
    r"[\s.:#-]{0,9}(?:\([A-Za-z /]{1,20}\)[\s.:#-]{0,4})?",
)
"""So close to a number that a digit misread by OCR does not matter."""
_CARD = re.compile(r"(?<![\w.$-])\d(?:[- \n]{0,2}\d){11,18}(?!\w|-\d|[.,]\d)")
_CARD_CUE = cue(
    r"(?:credit|debit|charge|payment|bank|gift)?\s?cards?|visa|master\s?card|amex|american\s+express|discover"
)
_ISSUER = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}"
    r"|(?:6011\d\d|64[4-9]\d{3}|65\d{4}|62\d{4}|35(?:2[89]|[3-8]\d)\d\d)\d{10,13}|3(?:0[0-5]|[689]\d)\d{11}"
    r"|(?:5018|5020|5038|6304|6759|676[1-3])\d{8,15}"
)
_GROUPS = re.compile(r"\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{4,5}|\d{12,19}")
_DATE_LIKE = re.compile(r"(?:19|20)\d\d[-. ]?\d\d[-. ]?\d\d|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")


def money_numbers(text: str) -> Iterator[IdentifierMatch]:
    """Account, routing and card numbers."""
    yield from _accounts(text)
    yield from _banks(text)
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        certainty = _card(text, match, digits)
        if certainty is not None:
            yield IdentifierMatch(Span(*match.span()), Kind.CARD, digits, certainty)


def _accounts(text: str) -> Iterator[IdentifierMatch]:
    """Numbers after a cue word for an account."""
    for match in _ACCOUNT.finditer(text):
        value = bare(match["code"])
        least = _LEAST if match["money"] else _LEAST_OF_OTHERS
        if len(value) >= least and sum(c.isdigit() for c in value) >= 4 and not _DATE_LIKE.fullmatch(match["code"]):
            yield IdentifierMatch(Span(*match.span("code")), Kind.ACCOUNT, value, Certainty.CONTEXT)
    for match in _SHORTHAND.finditer(text):
        value = bare(match["code"])
        if len(value) >= _LEAST and sum(c.isdigit() for c in value) >= 4 and not _DATE_LIKE.fullmatch(match["code"]):
            yield IdentifierMatch(Span(*match.span("code")), Kind.ACCOUNT, value, Certainty.CONTEXT)
    for match in (*_SMALL.finditer(text), *_ORDERING.finditer(text)):
        yield IdentifierMatch(Span(*match.span("code")), Kind.ACCOUNT, bare(match["code"]), Certainty.CONTEXT)
    for match in _LOOSE.finditer(text):
        if "$" not in match["between"] and not _DATE_LIKE.fullmatch(match["code"]):
            yield IdentifierMatch(Span(*match.span("code")), Kind.ACCOUNT, bare(match["code"]), Certainty.CONTEXT)


def _banks(text: str) -> Iterator[IdentifierMatch]:
    """IBANs and routing numbers, by their check digits."""
    for match in _IBAN.finditer(text):
        value = bare(match[0])
        if 15 <= len(value) <= 34 and mod97(value):
            yield IdentifierMatch(Span(*match.span()), Kind.ACCOUNT, value, Certainty.CHECKSUM)
    for match in _ROUTING.finditer(text):
        digits = bare(match[0])
        checked, usual = routing(digits), match["usual"] is not None
        if checked and has_cue(text, match.start(), _ROUTING_CUE if usual else _ROUTING_WORD):
            yield IdentifierMatch(Span(*match.span()), Kind.ACCOUNT, digits, Certainty.CHECKSUM)
        elif usual and has_cue(text, match.start(), _ROUTING_WORD):
            yield IdentifierMatch(Span(*match.span()), Kind.ACCOUNT, digits, Certainty.CONTEXT)
    for match in (*_MERS.finditer(text), *_MEDICARE.finditer(text)):
        yield IdentifierMatch(Span(*match.span()), Kind.ACCOUNT, bare(match[0]), Certainty.CONTEXT)


def _card(text: str, match: re.Match[str], digits: str) -> Certainty | None:
    """The reason why these digits are a card number, or None."""
    if _ISSUER.fullmatch(digits) and luhn(digits) and len(set(digits)) > 1:
        return Certainty.CHECKSUM
    grouped = _GROUPS.fullmatch(re.sub(r"\s", " ", match[0]))
    return Certainty.CONTEXT if grouped and has_cue(text, match.start(), _CARD_CUE) else None
