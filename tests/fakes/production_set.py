"""A matter with a dozen small documents of invented people, ready to be produced: a family, PDFs, Office files."""

import email.message
import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pymupdf

from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput
from legalredact.model.document import Document
from legalredact.model.mention import Tier
from legalredact.model.production import BatesRange, Form, Location, ProductionMember
from legalredact.vault.keys import KeySource
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.spreadsheet import workbook
from tests.fakes.parts import detect_listed, light_parts
from tests.fakes.shared_key import SharedKey


def pdf(lines: list[str], bates: str = "", color: bool = False) -> bytes:
    """A page a line; with Bates numbers at the foot, and a red square."""
    document = pymupdf.open()
    for number, line in enumerate(lines, 1):
        page = document.new_page(width=420, height=400)
        page.insert_text((50, 80), line)
        if bates:
            page.insert_text((300, 370), f"{bates}{number:06}")
        if color:
            page.draw_rect(pymupdf.Rect(100, 150, 200, 250), fill=(1, 0, 0))
    return bytes(document.tobytes())


def mail(attached: list[tuple[str, bytes]]) -> bytes:
    """A message with attachments."""
    message = email.message.EmailMessage()
    message["From"] = "Marguerite Oldacre <clerk@example.org>"
    message["To"] = "Tobias Wren <wren@example.org>"
    message["Subject"] = "Crates for Marguerite Oldacre"
    message["Date"] = "Fri, 01 Mar 2024 14:05:00 -0500"
    message.set_content("Dear Tobias,\nplease send the crates to Penhallow Freight, Inc.\n")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def word() -> bytes:
    """A heading and a paragraph."""
    document, buffer = docx.Document(), io.BytesIO()
    document.add_heading("Lease")
    document.add_paragraph("Between Marguerite Oldacre and others.")
    document.save(buffer)
    return buffer.getvalue()


def matter_to_produce(folder: Path, keys: KeySource | None = None) -> OpenMatter:
    """A matter with twelve documents; the third of a family of three could not be read."""
    matter = OpenMatter.create(folder, keys or SharedKey(), light_parts(), "ann")
    contract = pdf(["Marguerite Oldacre agrees.", "Signed by Penhallow Freight, Inc."], "OLD")
    message = mail([("Oldacre contract.pdf", contract), ("note.txt", b"")])
    for name, content in _files(message, contract):
        document = replace(_read(name, content), name=name, digest=hashlib.sha256(content).hexdigest())
        document = replace(document, id=f"d{document.digest[:12]}")
        matter.keep(document, content)
        matter.keep_mentions(document.id, detect_listed(document))
    matter.keep_families(tuple(_family(message, contract)))
    matter.accept(Tier.SUGGESTED)
    return matter


def _files(message: bytes, contract: bytes) -> Iterator[tuple[str, bytes]]:
    yield "advice.txt", b"Privileged advice to Marguerite Oldacre.\n"
    yield "mail.eml", message
    yield "Oldacre contract.pdf", contract
    yield "chart.pdf", pdf(["A chart for Penhallow Freight, Inc."], color=True)
    yield "lease.docx", word()
    yield "crates.xlsx", workbook("Crates", ("Crate", "Weight"), (("7", "12"), ("8", "13")))
    yield "scale.xlsx", workbook("Scale", ("Owner", "Weight"), (("Marguerite Oldacre", "12"),))
    yield "memo.txt", b"A memo by Oldacre about strategy.\n"
    for number in range(3):
        yield f"letter {number}.txt", f"Letter {number}. Marguerite Oldacre wrote on Quay Street.\n".encode()


def _read(name: str, content: bytes) -> Document:
    return read_file(content, name=name, separate_attachments=True)


def _family(message: bytes, contract: bytes) -> Iterator[ProductionMember]:
    for key, name, content in (
        ("m1", "mail.eml", message),
        ("m2", "Oldacre contract.pdf", contract),
        ("m3", "note.txt", b""),
    ):
        digest = hashlib.sha256(content).hexdigest() if content else ""
        form = Form.FILE if content else Form.NOTHING
        problem = None if content else DamagedInput("The file is empty.", "Ask for it again.")
        place = Location(Path("mail.eml"), name=name)
        yield ProductionMember(
            key, form, place, digest, len(content), bates=BatesRange(), custodian="Marguerite Oldacre", family="m1",
            problem=problem,
        )  # fmt: skip
