"""Texts around the statements, shared by all formats of an exported summary."""

import datetime as dt
import re
from collections.abc import Sequence

from legalredact.model.export import NumberedSource, Signature, Statement, SummaryExport

APPLICATION = "LegalRedact"
PRIVILEGED = "Privileged & Confidential / Attorney Work Product"
DRAFT = "DRAFT – not signed by a reviewer. For review inside the matter only."
DRAFT_MARK = "DRAFT – NOT SIGNED"
CONTENTS = "Contents"
DOCUMENTS = "Documents summarized"
SOURCES = "Sources: the cited passages in full"
LIMITS = "What this summary does not cover"
CHECKS = "How it was prepared and checked"
RECORD = "Record of the signature"
DIGEST = "Digest"
NOT_SIGNED = "Not signed: this is a draft"
POINTS = "Points that the check raised, with the reviewer’s answers"
CHRONOLOGY = "Chronology of events"
UNTITLED = "Summary"
"""Heading of statements that have none of their own."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DAY = "%B {day}, %Y"
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_LINES = re.compile(r"(?P<page>\w+):(?P<first>\d+)(?:–(?:(?P<last_page>\w+):)?(?P<last>\d+))?")
_FIRST_LINES = 2
_ONE_PAGE = re.compile(r"(?<![\w:])(?P<page>\w+):(?P<first>\d+)–(?P=page):(?=\d)")


def printable(text: str) -> str:
    """The text without characters that XML or a page cannot hold."""
    return _UNPRINTABLE.sub("", text)


def place_words(place: str) -> str:
    """A place as lawyers cite it: ``3:5–6`` for ``3:5–3:6``."""
    return _ONE_PAGE.sub(r"\g<page>:\g<first>–", place)


def merged_places(places: Sequence[str]) -> tuple[str, ...]:
    """Places of neighboring lines as one: ``4:6`` and ``4:7–8`` as ``4:6–8``."""
    found: list[str] = []
    for place in dict.fromkeys(map(place_words, places)):
        before = _LINES.fullmatch(found[-1]) if found else None
        here = _LINES.fullmatch(place)
        if before and here and _adjoin(before, here):
            end = f"{here['last_page'] or here['page']}:{here['last'] or here['first']}"
            found[-1] = place_words(f"{before['page']}:{before['first']}–{end}")
        else:
            found.append(place)
    return tuple(found)


def _adjoin(before: re.Match[str], here: re.Match[str]) -> bool:
    """Whether lines follow each other on a page, or the second ones begin the next page."""
    page, line = before["last_page"] or before["page"], int(before["last"] or before["first"])
    if page == here["page"]:
        return line <= int(here["first"]) <= line + 1
    follows = page.isdecimal() and here["page"] == str(int(page) + 1)
    return follows and int(here["first"]) <= _FIRST_LINES


def single_quotes(words: str) -> str:
    """Words with single quotation marks, as inside a quotation."""
    return words.translate(_INNER)


def source_line(source: NumberedSource) -> str:
    """Document and places of a source."""
    return ", ".join(filter(None, (source.document, "; ".join(merged_places(source.places)))))


def statement_words(statement: Statement) -> str:
    """The words of a statement. A quotation is in quotation marks, with single ones inside, as is customary."""
    words = statement.text.strip()
    return f"“{single_quotes(words)}”" if statement.quoted else words


def how_made(content: SummaryExport) -> str:
    """One sentence on how the summary was made."""
    review = "and read by a reviewer who signed it" if content.signature else "and not yet signed by a reviewer"
    return f"Prepared with {APPLICATION} ({content.engine}) {review}."


def title_rows(content: SummaryExport) -> tuple[tuple[str, str], ...]:
    """Label and value of each line of the title block; lines without a value are left out."""
    signature = content.signature
    rows = (
        ("Caption", content.case.caption),
        ("Court", content.case.court),
        ("Case No.", content.case.number),
        ("Matter", content.matter),
        ("Date", day(signature.when if signature else content.made)),
        ("Prepared by", signature.preparer if signature else content.preparer),
        ("Signed by", f"{signature.reviewer}, {day_and_time(signature.when)}" if signature else NOT_SIGNED),
    )
    return tuple((label, value) for label, value in rows if value)


def record_rows(signature: Signature) -> tuple[tuple[str, str], ...]:
    """Label and value of each line of the record of the signature."""
    rows = (
        ("Reviewer’s note", signature.note),
        (f"{DIGEST} of the text as sent", signature.payload_digest),
        (f"{DIGEST} of this summary", signature.summary_digest),
    )
    return tuple((label, value) for label, value in rows if value)


def page_marks(content: SummaryExport) -> tuple[str, ...]:
    """The lines above each page."""
    draft = "" if content.signature else DRAFT_MARK
    return tuple(filter(None, (PRIVILEGED.upper() if content.privileged else "", draft)))


def running_head(content: SummaryExport) -> str:
    """The matter and the title, for the foot of each page."""
    return " – ".join(filter(None, (content.matter, content.title)))


def day(when: str) -> str:
    """``2026-03-04T15:09:00+00:00`` as ``March 4, 2026``; unchanged if it is not a time."""
    moment = signed_at(when)
    return when if moment is None else moment.strftime(_DAY.format(day=moment.day))


def day_and_time(when: str) -> str:
    """``2026-03-04T15:09:00+00:00`` as ``March 4, 2026, 15:09 UTC``; unchanged if it is not a time."""
    moment = signed_at(when)
    return when if moment is None else f"{day(when)}, {moment:%H:%M} UTC"


def signed_at(when: str) -> dt.datetime | None:
    """The time in UTC, or None if the text is not a time."""
    try:
        moment = dt.datetime.fromisoformat(when)
    except ValueError:
        return None
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
