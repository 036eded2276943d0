"""Makes the tables of a finished set: rows of the load files, the privilege log, and the list of files with digests."""

import hashlib
from collections.abc import Callable, Sequence

from legalredact.model.production_set import PriorBates, ProducedBox, codes_in, codes_text
from legalredact.model.redaction import Reason
from legalredact.workflow.production_set.choices import ProduceChoices
from legalredact.workflow.production_set.finish_files import FinishedDocument
from legalredact.workflow.production_set.load_files import LoadRow, PageLine, page_lines, windows_path
from legalredact.workflow.production_set.masked_fields import FieldMask
from legalredact.workflow.production_set.privilege_log import LogRow, log_row

PAGES, TEXT, NATIVES = ("PDF", "IMAGES"), "TEXT", "NATIVES"
"""Folders of a volume."""


def load_row(one: FinishedDocument, choices: ProduceChoices, original: Callable[[], bytes]) -> LoadRow:
    """The row of a document; that of a slip sheet has only its custodian, type and date.

    Arguments:
        original: returns the bytes of the file; called only if their hashes are shown.
    """
    document, known = one.ready.document, one.ready.document.metadata
    mask = FieldMask(document.targets, tokens=choices.copy.tokens)
    masked = mask.masked
    withheld, redacted = one.ready.withheld, bool(one.ready.copy.made.covered)
    shown: Callable[[str], str] = (lambda _: "") if withheld else masked
    pdf = next((path for path in one.paths(PAGES[0])), "")
    plain = b"" if withheld or redacted else original()
    prior = document.place.prior if choices.prior is PriorBates.KEEP and not withheld else ("", "")
    return LoadRow(
        begbates=one.numbers[0],
        endbates=one.numbers[-1],
        begattach=one.family[0],
        endattach=one.family[1],
        pagecount=len(one.numbers),
        custodian=masked(document.place.custodian),
        doctype=masked(known.kind),
        docdate=masked(known.date),
        sender=shown(known.sender),
        to=shown(known.to),
        cc=shown(known.cc),
        bcc=shown(known.bcc),
        subject=shown(known.subject),
        author=shown(known.author),
        filename=shown(known.file_name),
        fileext=shown(known.extension),
        hash_md5=hashlib.md5(plain, usedforsecurity=False).hexdigest() if plain else "",
        hash_sha256=hashlib.sha256(plain).hexdigest() if plain else "",
        confidentiality=one.legend,
        redacted="Y" if redacted else "N",
        reasons=codes_text(codes_of(one)),
        withheld="Y" if withheld else "N",
        priorbates=masked(" - ".join(dict.fromkeys(filter(None, prior)))),
        pdfpath=windows_path(pdf),
        nativepath=windows_path(next(iter(one.paths(NATIVES)), "")),
        textpath=windows_path(next(iter(one.paths(TEXT)), "")),
    )


def codes_of(one: FinishedDocument) -> tuple[str, ...]:
    """Reason codes of a document: of its withholding, and of each box."""
    boxes = (code for covered in one.ready.copy.made.covered for code in codes_in(covered.reason))
    return tuple(dict.fromkeys((*one.ready.document.decision.codes, *boxes)))


def boxes_of(documents: Sequence[FinishedDocument]) -> tuple[ProducedBox, ...]:
    """Every box of the set, for its quality control."""
    found: list[ProducedBox] = []
    for one in documents:
        for number, covered in enumerate(one.ready.copy.made.covered, 1):
            if (box := covered.box) is not None:
                place = (box.x0, box.y0, box.x1, box.y1)
                found.append(ProducedBox(one.numbers[0], number, box.page, place, covered.label, covered.reason))
    return tuple(found)


def page_table(documents: Sequence[FinishedDocument]) -> tuple[PageLine, ...]:
    """The lines of the table of page images."""
    return tuple(line for one in documents for line in page_lines(one.numbers[0], one.paths(*PAGES), one.numbers))


def privilege_rows(
    documents: Sequence[FinishedDocument], choices: ProduceChoices, reasons: Sequence[Reason]
) -> tuple[LogRow, ...]:
    """A row for each document that was withheld by a person, or redacted with a reason code."""
    rows = []
    for one in documents:
        codes = codes_of(one)
        if one.ready.problem or not (one.ready.withheld or codes):
            continue
        rows.append(
            log_row(
                (one.numbers[0], one.numbers[-1]),
                one.ready.document.metadata,
                one.ready.document.decision.log,
                codes,
                reasons,
                FieldMask(one.ready.document.targets, tokens=choices.copy.tokens),
                withheld=one.ready.withheld,
                names=choices.log_names,
                pages=len(one.numbers),
            )
        )
    return tuple(rows)


def digest_list(files: Sequence[tuple[str, str]]) -> bytes:
    """The list of all files with their SHA-256, as `sha256sum --check` reads it."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files)).encode()


def digests_in(content: bytes) -> dict[str, str]:
    """The digests of such a list, by path."""
    lines = (line.split("  ", 1) for line in content.decode().splitlines())
    return {path: digest for digest, path in lines}
