"""Reads calendars (.ics, RFC 5545) and contacts (.vcf, RFC 6350): every property, with the names in its parameters."""

import re
from collections.abc import Callable

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.chat.conversation import may_name
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.ooxml.images import picture_text
from legalredact.documents.records.content_lines import ContentLine, content_lines
from legalredact.documents.text.html_text import html_text
from legalredact.documents.text.plain import decoded
from legalredact.errors import EmptyInput, OversizedInput
from legalredact.model.document import BlockKind, Document, UnreadReason
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.source import Source, content_of, size_of

_MOST = 64 << 20
_LABELS = {
    "SUMMARY": "Subject",
    "DTSTART": "Start",
    "DTEND": "End",
    "DUE": "Due",
    "LOCATION": "Location",
    "ORGANIZER": "Organizer",
    "ATTENDEE": "Attendee",
    "DESCRIPTION": "Description",
    "COMMENT": "Comment",
    "CONTACT": "Contact",
    "CATEGORIES": "Categories",
    "RESOURCES": "Resources",
    "RRULE": "Repeats",
    "STATUS": "Status",
    "URL": "Link",
    "ATTACH": "Attached",
    "FN": "Name",
    "N": "Name in parts",
    "NICKNAME": "Nickname",
    "ORG": "Organization",
    "TITLE": "Title",
    "ROLE": "Role",
    "EMAIL": "E-mail",
    "TEL": "Telephone",
    "ADR": "Address",
    "LABEL": "Address label",
    "BDAY": "Birthday",
    "ANNIVERSARY": "Anniversary",
    "NOTE": "Note",
    "IMPP": "Messenger",
    "RELATED": "Related",
    "MEMBER": "Member",
    "X-WR-CALNAME": "Calendar",
    "X-ABLABEL": "Label",
    "X-ABRELATEDNAMES": "Related",
}
"""Properties that calendars and address books show; all others are searched for names and not sent."""

_OF_THE_FORM = frozenset({"VERSION", "PRODID", "CALSCALE", "METHOD", "REV", "SEQUENCE", "DTSTAMP"})
_STRUCTURED = frozenset({"N", "ADR", "ORG"})
_PEOPLE = ("CN", "DIR", "SENT-BY", "DELEGATED-TO", "DELEGATED-FROM", "MEMBER")
_MARKUP = re.compile(r"<(?:html|body|p|div|br|span|a)\b", re.IGNORECASE)


def read_records(
    source: Source,
    limits: Limits,
    ocr: Callable[[], Ocr],
    report: Report = silent,
    cancel: Cancellation = NEVER,
    name: str = "",
) -> Document:
    """Read a calendar or contacts; each event, task or person is a block.

    Arguments:
        ocr: called only if a picture is embedded.

    Errors:
        EmptyInput, OversizedInput; WrongType if its bytes are not text.
    """
    identity = identify(source, name)
    if size_of(source) > min(limits.max_bytes, _MOST):
        raise OversizedInput(f"File {identity.id} is larger than the limit.", "Export it in parts.")
    reading = _Records(Assembly(identity), ocr, limits)
    for number, line in enumerate(content_lines(decoded(content_of(source), identity.id)), 1):
        if number % 1000 == 0:
            cancel.check()
            report(Progress("read", number, 0, identity.id))
        reading.take(line)
    reading.close()
    document = reading.assembly.document()
    if not document.blocks and not document.unread:
        raise EmptyInput(f"File {identity.id} has no entries.", "Check that it was exported completely.")
    return document


class _Records:
    """Gathers properties into one block for each component."""

    def __init__(self, assembly: Assembly, ocr: Callable[[], Ocr], limits: Limits) -> None:
        self.assembly, self._ocr, self._limits = assembly, ocr, limits
        self._shown: list[str] = []
        self._beside: list[str] = []
        self._entries = self._pictures = 0
        self._label = "entry 1"

    def take(self, line: ContentLine) -> None:
        """Add one property."""
        if line.name == "BEGIN":
            self.close()
            self._entries += line.value.upper() not in {"VCALENDAR", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
            self._label = f"entry {max(1, self._entries)}"
        elif line.name == "END":
            self.close()
        elif line.binary is not None:
            self._binary(line)
        elif not line.name:
            self._shown.append(line.value)
            self.assembly.add_unread(UnreadReason.UNKNOWN_PART, f"line of {self._label} that is not a property")
        else:
            self._property(line)

    def close(self) -> None:
        """End the block of a component."""
        self.assembly.add(BlockKind.BODY, "\n".join(self._shown), label=self._label)
        beside = [text for text in dict.fromkeys(self._beside) if may_name(text)]
        self.assembly.add(BlockKind.PROPERTY, "\n".join(beside), label=f"other properties of {self._label}")
        self._shown, self._beside = [], []

    def _property(self, line: ContentLine) -> None:
        people = [line.parameter(key) for key in _PEOPLE]
        value = re.sub(r"^mailto:", "", line.value, flags=re.IGNORECASE)
        if line.name in _STRUCTURED:
            value = ", ".join(part.strip() for part in value.split(";") if part.strip())
        if _MARKUP.search(value):
            page = html_text(value)
            self._beside += [*page.spoken, *page.links, *page.comments]
            value = "\n".join(page.lines)
        said = _person(people[0], value)
        others = [*people[1:], *(word for key, word in line.parameters if key not in _PEOPLE)]
        if line.name in _LABELS:
            self._shown.append(f"{_LABELS[line.name]}: {said}")
            self._beside += others
        elif line.name not in _OF_THE_FORM:
            self._beside += [said, *others]

    def _binary(self, line: ContentLine) -> None:
        self._pictures += 1
        label = f"picture {self._pictures} of {self._label}"
        if line.name not in {"PHOTO", "LOGO"}:
            detail = f"embedded file of {self._label}, {max(1, len(line.binary or b'') >> 10)} KB"
            self.assembly.add_unread(UnreadReason.EMBEDDED_FILE, detail)
            return
        said = picture_text(line.binary or b"", self._ocr(), self._limits)
        for text, confidence in said.paragraphs:
            self.assembly.add(BlockKind.PICTURE, text, label=label, confidence=confidence)
        if said.reason is not None:
            self.assembly.add_unread(said.reason, f"{label}, {said.detail}")


def _person(name: str, value: str) -> str:
    return f"{name} <{value}>" if name and value and name != value else name or value
