"""Case numbers, docket entries and Bates numbers, each with one canonical value."""

import re
from collections.abc import Iterator

from legalredact.matching.facts.fact import Fact, FactKind
from legalredact.matching.text.states import STATE_CODES
from legalredact.model.mention import Span

_DASH = r"[-‐‑–—]"
_TYPES = {"civ": "cv", "crim": "cr", "cm": "cr", "ml": "md", "mdl": "md", "misc": "mc", "adv": "ap"}
_FEDERAL = re.compile(
    rf"(?<![\w-])(?:(?P<office>\d{{1,2}})\s?(?::|{_DASH})\s?)?(?:(?:19|20)(?=\d\d))?(?P<year>\d\d)\s?{_DASH}?\s{{0,2}}"
    rf"(?P<type>cv|civ|cr|crim|mc|misc|md|mdl|ml|mj|mb|bk|ap|adv|po|sw|cm|op|gj|br)\.?\s?{_DASH}?\s?"
    rf"(?P<number>\d{{2,7}})(?!\d)(?:\s?{_DASH}\s?[A-Z]{{1,4}}\d?\b(?!{_DASH}?\d)){{0,4}}",
    re.I,
)
_NEUTRAL = re.compile(
    rf"(?<![\w-])(?:19|20)\d\d{_DASH}\s{{0,2}}[A-Z][A-Za-z]{{0,5}}{_DASH}\s{{0,2}}\d{{1,8}}(?:{_DASH}[A-Z]\b)?(?!\w)"
)
_TOKEN = rf"[A-Z0-9]{{1,12}}(?:[:/.]?[A-Z0-9]{{1,14}}|{_DASH}[A-Z0-9]{{1,14}}){{0,6}}(?![\w/])"
_CUED = re.compile(
    r"\b(?i:case|docket|cause|index|(?:civil\s|criminal\s|crim\.\s|civ\.\s)?action|appeal|petition|indictment|usdc|usca|mdl"
    r"|adv(?:ersary|\.)(?:\sproc(?:eeding|\.))?)(?:(?i:\s{1,3}(?:nos?\b|numbers?\b|id\b))|\s?\#)?\.?:?\s{0,6}\#?"
    rf"(?P<token>(?:MDL\s)?{_TOKEN})"
)
_NUMBERED = re.compile(
    rf"\b(?:No|Nos|NO|NOS)\.?\s{{0,3}}"
    rf"(?P<token>(?:MDL\s|CV\s|CR\s)?{_TOKEN})"
)
_MORE = re.compile(rf"\s?(?:,|&|and\b|,\s?and\b|,\s?&)\s{{1,3}}(?:(?:No|NO)\.\s?)?(?P<token>{_TOKEN})")
_NO_CASE = re.compile(
    "account|acct|policy|bar|licen[cs]e|passport|tax|id|identification|claim|check|invoice|loan|card|member|routing|serial"
    "|plate|vin|parcel|phone|telephone|fax|security|employer|exhibit|ex|patent|permit|receipt|order|model|badge|part|page"
    "|entry|dkt|doc|document|ecf|registration|reg|public|pub|stat|law|form|room|suite|box|schedule|interrogatory|request"
    "|count|amendment|item|lot|unit|batch|version|question|answer"
)
"""Words before "No." that show that the number is not a case number."""

_ENTRY = re.compile(
    r"\b(?:(?:Doc|Docs|DOC|Dkt|DKT|D\.E"
    r"|(?!DE\s{1,6}(?:19[789]\d\d|\d{5}-\d{4})\b)(?:(?<![A-Za-z.],\s)|(?!DE\s{1,6}\d{5}\b))DE)\b\.?"
    r"|Document|Documents|DktEntry|Docket\sEntry|ECF|Entry\sID)"
    r"(?:\s(?:Nos?\.|ID|[Nn]umbers?))?:?\s{0,6}\#?(?P<token>\d{1,12}(?:[.-]\d{1,4}){0,2})(?![\w])"
)
"""DE marks a docket entry, unless a Delaware ZIP code follows it, or any ZIP code after a town and a comma."""
_BATES = re.compile(
    r"(?<![\w-])(?:(?P<prefix>[A-Z]{2,14}(?:[-_][A-Z]{1,14}){0,3})[-_ ]{0,2}|"
    r"(?i:Bates\s{1,3}(?:(?:no|nos|number|numbers|range|stamped)\b\.?:?\s{0,3})?))(?P<number>\d{5,10})(?!\w|[-.,/]\d{1,4}(?!\d))"
)
_NO_BATES = re.compile(
    "NOS?|CASE|DL|SSN|BOX|WL|ID|VIN|PIN|TEL|FAX|ACCT|ACCOUNT|ZIP|DOC|DKT|ECF|MDL|CV|CR|EIN|TIN|ITIN|MRN|ABA|RTN|IBAN|NPI"
    "|DEA|PO|USD|EUR|GBP|DOB|DOD|ISBN|LEXIS|REG|BAR|ENTRY|CLAIM|POLICY|LOAN|CHECK|INVOICE|PHONE|PASSPORT|LICENSE|ROOM|PMB"
    "|APO|FPO|RECEIPT|CARD|VISA|AMEX"
)
_STATE = re.compile(STATE_CODES)


def case_numbers(text: str) -> Iterator[Fact]:
    """Case and docket numbers of courts; canonical without leading zeros and judges' initials (``2:19-cv-1744``).

    Recognized by form (``2:19-cv-01744-DGC``, ``2022-NCSC-1``) or by a word before them ("No.", "Case", "Docket"). A
    number recognized by a word counts as a case number everywhere in the text.
    """
    found: dict[Span, str] = {}
    for match in _FEDERAL.finditer(text):
        if _written_as_one(match):
            found[Span(*match.span())] = _federal(match)
    for match in _NEUTRAL.finditer(text):
        found.setdefault(Span(*match.span()), _generic(match[0]))
    found.update(_cued(text))
    yield from (Fact(span, FactKind.CASE_NUMBER, value) for span, value in found.items())
    yield from _repeated(text, found)


def docket_entries(text: str) -> Iterator[Fact]:
    """Numbers of entries in a docket ("ECF No. 12", "Document: 00516242060"); canonical are the digits."""
    for match in _ENTRY.finditer(text):
        yield Fact(Span(*match.span()), FactKind.DOCKET_ENTRY, match["token"].lstrip("0") or "0")


def bates_numbers(text: str) -> Iterator[Fact]:
    """Bates numbers: a prefix in capitals and at least five digits; canonical without the gap (``ALDER000123``)."""
    for match in _BATES.finditer(text):
        prefix, number = match["prefix"] or "", match["number"]
        if _NO_BATES.fullmatch(prefix) or (_STATE.fullmatch(prefix) and len(number) == 5):
            continue
        if len(number) > 5 or number.startswith("0") or not prefix:
            yield Fact(Span(*match.span()), FactKind.BATES, f"{prefix}{number}")


def same_case(value: str, other: str) -> bool:
    """Whether two canonical case numbers may be the same; the division's number before the colon may be missing."""
    office, _, number = value.rpartition(":")
    other_office, _, other_number = other.rpartition(":")
    return number == other_number and (office == other_office or not office or not other_office)


def _written_as_one(match: re.Match[str]) -> bool:
    """Whether it has a dash, or its type is capitalized ("20 Civ. 1234"); "20 cr 15" in prose has neither."""
    return bool(re.search(_DASH, match[0])) or match["type"][0].isupper()


def _federal(match: re.Match[str]) -> str:
    """Canonical number of a federal district's case."""
    kind = match["type"].lower()
    office = f"{int(match['office'])}:" if match["office"] else ""
    return f"{office}{match['year']}-{_TYPES.get(kind, kind)}-{int(match['number'])}"


def _cued(text: str) -> Iterator[tuple[Span, str]]:
    """Numbers after a cue word, and numbers that follow them in a list."""
    for pattern in (_CUED, _NUMBERED):
        for match in pattern.finditer(text):
            at: re.Match[str] | None = match if not _NO_CASE.fullmatch(_word_before(text, match.start())) else None
            while at is not None and _is_case_number(at["token"], strict=at is not match):
                yield Span(*at.span("token")), _generic(at["token"])
                at = _MORE.match(text, at.end())


def _word_before(text: str, offset: int) -> str:
    """The word that ends before `offset`, in lower case, or empty."""
    word = re.search(r"([A-Za-z]{1,20})[.'’]?\s{1,3}$", text[max(0, offset - 24) : offset])
    return word[1].lower() if word else ""


def _is_case_number(token: str, *, strict: bool) -> bool:
    """Whether a token may be one: at least three digits with a dash, letter, colon or slash; not a year or a date.

    Arguments:
        strict: it only follows another number in a list, so it must have a dash.
    """
    digits = sum(c.isdigit() for c in token)
    parted = bool(re.search(rf"{_DASH}|[:/]", token))
    if digits < 3 or (strict and not parted) or re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2,4}", token):
        return False
    return parted or bool(re.search("[A-Z]", token)) or digits >= 5


def _generic(token: str) -> str:
    """Canonical number: lower case, one kind of dash, no leading zeros, no judges' initials."""
    if (federal := _FEDERAL.fullmatch(token)) is not None:
        return _federal(federal)
    plain = re.sub(rf"\s*{_DASH}\s*", "-", token.lower())
    plain = re.sub(r"^(?:mdl|cv|cr|no)[\s.-]+", "", plain)
    plain = re.sub(r"^(\d\d-\d{2,6})(?:-[a-z]{2,4}){1,4}$", r"\1", plain)
    return re.sub(r"(?<=[-:/])0+(?=\d)", "", plain)


def _repeated(text: str, found: dict[Span, str]) -> Iterator[Fact]:
    """Other places of the longer numbers that were found, without a cue word."""
    tokens = {span.of(text) for span in found}
    tokens = {token for token in tokens if len(token) >= 6 and re.search(rf"\d{_DASH}", token)}
    if tokens:
        again = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(t) for t in sorted(tokens, reverse=True))})(?![\w]|-\d)")
        for match in again.finditer(text):
            yield Fact(Span(*match.span()), FactKind.CASE_NUMBER, _generic(match[0]))
