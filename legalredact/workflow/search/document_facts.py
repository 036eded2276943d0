"""Kind, date, custodian and Bates numbers of each document, for a table of all documents."""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from legalredact.matching.facts.dates import dates
from legalredact.model.document import Document
from legalredact.model.production import ProductionMember
from legalredact.workflow.matter.open_matter import OpenMatter

_HEADER = re.compile(r"^(?:Date|Sent):[ \t]*(\S[^\r\n]*)", re.MULTILINE)
_HEAD = 3_000
"""Characters at the beginning of a message that hold its headers."""
_SENT = re.compile(r"sent", re.IGNORECASE)
_KINDS: Mapping[str, frozenset[str]] = {
    "PDF": frozenset({".pdf"}),
    "Word": frozenset({".docx", ".docm", ".dotx", ".rtf"}),
    "Excel": frozenset({".xlsx", ".xlsm", ".xls"}),
    "PowerPoint": frozenset({".pptx", ".pptm"}),
    "OpenDocument": frozenset(
        f".{flat}{end}" for flat, end in itertools.product(("", "f"), ("odt", "ods", "odp", "odg", "ott", "ots", "otp"))
    ),
    "E-mail": frozenset({".eml", ".msg", ".mbox"}),
    "Web page": frozenset({".html", ".htm"}),
    "Picture": frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic", ".heif"}),
    "Calendar": frozenset({".ics"}),
    "Contacts": frozenset({".vcf"}),
    "JSON": frozenset({".json"}),
    "Text": frozenset({".txt", ".md", ".csv", ".tsv", ".tab", ".log", ".text"}),
}


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Facts about a document; each may be empty.

    Arguments:
        kind: type of its file, in a word.
        date: from the load file, or from the headers of a message; ISO 8601 if it can be read, else as spelled.
        custodian: from the load file.
        bates: first and last number, from the load file or from its pages.
    """

    kind: str = ""
    date: str = field(default="", repr=False)
    custodian: str = field(default="", repr=False)
    bates: str = field(default="", repr=False)


def document_facts(matter: OpenMatter) -> dict[str, DocumentFacts]:
    """The facts about each document, by its id; the first member of a production with a fact gives it."""
    found = {document.id: facts_of(document) for document in matter.documents}
    for member in matter.store.produced():
        if member.document_id in found:
            found[member.document_id] = with_member(found[member.document_id], member)
    return found


def facts_of(document: Document) -> DocumentFacts:
    """The facts that a document itself gives."""
    kind = _kind(document)
    header = _HEADER.search(document.text, 0, _HEAD) if kind == "E-mail" else None
    numbers = [page.bates for page in document.pages if page.bates]
    return DocumentFacts(kind, _date(header[1]) if header else "", bates=_range(numbers[:1], numbers[-1:]))


def with_member(facts: DocumentFacts, member: ProductionMember) -> DocumentFacts:
    """The facts with those of a load file."""
    told = sorted(member.dates, key=lambda named: _SENT.search(named[0]) is None)
    return replace(
        facts,
        date=_date(told[0][1]) if told else facts.date,
        custodian=facts.custodian or member.custodian,
        bates=_range([member.bates.first], [member.bates.last]) or facts.bates,
    )


def _kind(document: Document) -> str:
    end = PurePath(document.name).suffix.casefold()
    return next((kind for kind, ends in _KINDS.items() if end in ends), "Other")


def _date(spelled: str) -> str:
    found = next(iter(dates(spelled)), None)
    return found.value if found is not None else spelled.strip()


def _range(first: Iterable[str], last: Iterable[str]) -> str:
    return "–".join(dict.fromkeys(number for number in (*first, *last) if number))
