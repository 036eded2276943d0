"""Identifiers that the heading of their column announces: "DOB", "Emp ID", "Account Number", "Address".

In sheets, exports and printed lists a word for an identifier stands once, above all of them, so that no word stands
beside each and a date of birth looks like any other date.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from legalredact.matching.facts.dates import dates, short_dates
from legalredact.matching.identifiers.candidate import CODE, Certainty, IdentifierMatch, bare
from legalredact.matching.identifiers.phones import e164
from legalredact.matching.text.tables import TableHeading, table_at
from legalredact.model.mention import Kind, Span

_NUMBER = r"(?:(?:no|nos|num|nbr|number|numbers|id|ids|code)\b\.?(?:\(?s\)?)?|\#)"
_OWNERS = (
    r"(?:employee|emp|empl|student|member|mbr|patient|pt|client|customer|cust|subscriber|insured|inmate|offender|resident|tenant"
    r"|borrower|applicant|participant|claimant|person|badge|payroll|personnel|clock|chart)"
)
_BORN = (
    r"(?:(?:patient|member|child|spouse|student|employee|emp)(?:['’]s)?\ )?(?:d\.?o\.?b\.?|birth\ ?(?:date|day|dt)"
    r"|date\ (?:and\ place\ )?of\ birth|date/place\ of\ birth|birth|born|fecha\ de\ nacimiento)"
)
_TELEPHONE = (
    r"(?:(?:home|work|cell|mobile|day|evening|business|contact|primary|emergency|alternate|alt|other)\ )?"
    rf"(?:tele)?(?:phone|ph|tel|cell|mobile|fax)(?:\ ?(?:{_NUMBER}|home|work|cell|\d))?"
)
_ALONE = re.compile(r"acct|a/c|account|policy|loan|claim|contract", re.IGNORECASE)
"""Headings that say of a number no more than what it is of, as ledgers number their own accounts ("4000 Sales")."""
_LICENCE = (
    r"(?:driver['’]?s?['’]?\ |operator['’]?s?['’]?\ )?(?:licen[cs]e|lic|dl|oln?|d\.l\.)"
    rf"(?:\ ?{_NUMBER})|npi(?:\ ?{_NUMBER})?"
)
_ACCOUNT = (
    r"(?:(?:bank|checking|savings|loan|policy|deposit)\ )?(?:account|acct|a/c|policy|loan|claim|mrn|medical\ record"
    rf"|med\ rec|routing|aba|transit\ aba|card|iban)(?:\ ?{_NUMBER})|mrn|iban|(?:transit|routing)\ aba"
    rf"|{_OWNERS}\ ?{_NUMBER}|acct|a/c|account|policy|loan|claim|contract"
)
_ADDRESS = (
    r"(?:(?:home|street|mailing|residence|residential|property|current|legal|service|ship\ to|bill\ to)\ )?"
    r"(?:address|addr)(?:es)?(?:\ ?(?:line\ ?)?[1-3])?|street(?:\ ?[12])?|zip(?:\ ?code)?|postal\ code|zip\+4|zip4"
)
_HEADINGS: tuple[tuple[Kind, str], ...] = (
    (Kind.BIRTH_DATE, _BORN),
    (Kind.SSN, rf"(?:ssn|ss|social\ security|soc\.?\ sec\.?)(?:\ ?{_NUMBER}|/tin|/itin)?"),
    (Kind.TAXPAYER, rf"(?:f?ein|tin|itin|tax\ ?id|taxpayer\ id|federal\ tax\ id)(?:\ ?{_NUMBER})?"),
    (Kind.PHONE, _TELEPHONE),
    (Kind.PASSPORT, rf"passport(?:\ ?{_NUMBER})?|(?:nature\ and\ )?(?:number|no\.?)\ of\ identity\ document"),
    (Kind.LICENCE, _LICENCE),
    (Kind.ACCOUNT, _ACCOUNT),
    (Kind.ADDRESS, _ADDRESS),
)
_HEADING = re.compile("|".join(f"(?P<{kind.value}>{words})" for kind, words in _HEADINGS), re.IGNORECASE)
_WORD = re.compile(
    r"(?<![^\W_])(?:d\.?o\.?b|birth|born|ss[n#]?|social|security|nacimiento|[ft]?ein|i?tin|tax\s?id|phone|telephone|tel|cell|mobile|fax"
    r"|passport|identity|licen[cs]e|lic|dl|ol|npi|account|acct|a/c|policy|loan|claim|mrn|record|rec|routing|aba|card|iban|no|number|id"
    r"|address|addr|addr1|street|zip|zipcode|postal)(?![a-z])",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\d{1,3}[a-z]?[.)]?\s+")
"""A form's number before its heading."""
_NINE = re.compile(r"(?<![\w-])\d{3}[-–—. ]?\d{2}[-–—. ]?\d{4}(?![\w-])|(?<![\w-])\d{2}[-–—]?\d{7}(?![\w-])")
_DIALLED = re.compile(r"(?<![\w$])\+?\(?\d[\d().\s/–-]{5,18}\d(?![\w-])(?:\s?x\s?\d{1,6})?")
_CODE = re.compile(rf"(?<![\w$./-])(?:{CODE}|[a-z]{{1,3}}\d{{5,12}}(?!\w)|[A-Z]{{1,3}}\d{{5,9}}[A-Z]?(?!\w))")
_ZIP = re.compile(r"\d{5}(?:-?\d{4})?")
_PLACE = re.compile(r"(?=.*\d)(?=.*[^\W\d_]{2}).{5,160}")
_HOUSE_FIRST = re.compile(r"(?:\d{1,6}[A-Za-z]?(?:-\d{1,5})?|(?i:P\.?\s?O\.?\s?)?Box|One|Lot)\s")
"""How an address begins where gaps part the cells, since below a form's label another label may stand."""
_DATE_LIKE = re.compile(r"(?:19|20)\d\d[-./]?\d\d[-./]?\d\d|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")
_TOKEN = re.compile(r"[A-Z]+_\d+\b|X{4,}")
"""What was found or masked before, which is no address although a figure stands in it."""
_LEAST, _LEAST_ALONE = 4, 6
"""Digits of a number that is somebody's, below a heading that says so, and below one that says less."""
_LONG = 8
"""Letters and digits of a number that no ledger gives its own accounts."""

Found = tuple[Span, str]


def identifiers_in_columns(text: str) -> Iterator[IdentifierMatch]:
    """Birth dates, numbers and addresses in the columns whose headings ask for them."""
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        table = table_at(text, word.start())
        end = max(end, _line_end(text, word.start()))
        kinds = [kind_of_heading(heading.of(text)) for heading in table.headings] if table else []
        if table and any(kinds):
            yield from _below(text, table, kinds)


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


def kind_of_heading(heading: str) -> Kind | None:
    """What the cells below a heading hold that identifies somebody, or None."""
    match = _HEADING.fullmatch(_words(heading))
    return Kind(match.lastgroup or "") if match else None


def least_digits(heading: str) -> int:
    """How many digits a number below a heading has at least."""
    return _LEAST_ALONE if _ALONE.fullmatch(_words(heading)) else _LEAST


def _words(heading: str) -> str:
    return " ".join(_ITEM.sub("", heading, count=1).replace("_", " ").split()).rstrip(":* ")


def _below(text: str, table: TableHeading, kinds: Sequence[Kind | None]) -> Iterator[IdentifierMatch]:
    for row in table.rows(text):
        cells = [cell for cell in row if cell is not None]
        if len(cells) == 1 and table.mark == " ":
            continue  # a line of running text
        for kind, cell, heading in zip(kinds, row, table.headings, strict=True):
            if kind is not None and cell is not None:
                least = least_digits(heading.of(text))
                yield from in_cell(text, kind, cell, strict=table.mark == " ", least=least)


def in_cell(text: str, kind: Kind, cell: Span, *, strict: bool, least: int = _LEAST) -> Iterator[IdentifierMatch]:
    """What a cell below the heading of that kind holds.

    Arguments:
        strict: an address must begin as one, since what stands below a form's label may be another label.
        least: see `least_digits`.
    """
    if kind is Kind.ADDRESS and strict and not _is_place(cell.of(text)):
        return
    for span, value in _FINDERS.get(kind, _codes)(text, cell):
        if kind is Kind.ACCOUNT and sum(map(str.isdigit, value)) < least and len(value) < _LONG:
            continue
        yield IdentifierMatch(span, kind, value, Certainty.CONTEXT)


def _is_place(written: str) -> bool:
    return _HOUSE_FIRST.match(written) is not None or _ZIP.fullmatch(written) is not None


def _dates(text: str, cell: Span) -> Iterator[Found]:
    said = cell.of(text)
    found = [one for one in (*dates(said), *short_dates(said)) if len(one.value) == len("2000-01-31")]
    if found:
        first = min(found, key=lambda one: (one.span.start, -one.span.end))
        yield _moved(first.span, cell.start), first.value


def _nine(text: str, cell: Span) -> Iterator[Found]:
    for match in _NINE.finditer(text, cell.start, cell.end):
        yield Span(*match.span()), bare(match.group())


def _phones(text: str, cell: Span) -> Iterator[Found]:
    for match in _DIALLED.finditer(text, cell.start, cell.end):
        yield Span(*match.span()), e164(match.group())


def _codes(text: str, cell: Span) -> Iterator[Found]:
    for match in _CODE.finditer(text, cell.start, cell.end):
        value = bare(match.group())
        if sum(map(str.isdigit, value)) >= _LEAST and not _DATE_LIKE.fullmatch(match.group()):
            yield Span(*match.span()), value


def _addresses(text: str, cell: Span) -> Iterator[Found]:
    said = cell.of(text)
    if _ZIP.fullmatch(said) or _PLACE.fullmatch(_TOKEN.sub("", said)):
        yield cell, bare(said)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


_FINDERS: dict[Kind, Callable[[str, Span], Iterator[Found]]] = {
    Kind.BIRTH_DATE: _dates,
    Kind.SSN: _nine,
    Kind.TAXPAYER: _nine,
    Kind.PHONE: _phones,
    Kind.ADDRESS: _addresses,
}
