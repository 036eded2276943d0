"""Makes small files of the kinds that discovery holds besides Office files and PDFs, each with the parts that must be
read from it; takes them in and reads them, and counts lost parts.

`FILES=2000` says how many are made. A part is a name that occurs once. It is lost if no document made of the file has
it. Files with passwords are read with them; pictures and faxes are few, since OCR takes seconds.
"""

import importlib
import io
import itertools
import json
import os
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import pikepdf
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pymupdf

from legalredact.documents.intake.members import read_member
from legalredact.errors import UnreadableInput
from legalredact.model.passwords import Passwords
from legalredact.workflow.production.intake import members
from tests.documents import opendocument_files as odf
from tests.documents.office_files import workbook
from tests.documents.xls_files import label, record, wide_text
from tests.documents.xls_files import workbook as old_workbook

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging" / "productions"))
compound_file: Callable[..., bytes] = importlib.import_module("producing.compound_file").compound_file
Message: Any = importlib.import_module("producing.outlook_file").Message
outlook_store: Callable[..., bytes] = importlib.import_module("producing.outlook_store_file").outlook_store

PASSWORD = "an invented word"
_SEEDS = ("Oldacre", "Penhallow", "Quenby", "Wren", "Marlow", "Crane", "Vane", "Feld", "Brack", "Thorne")
_SLOW = {"fax.tif": 20, "phone.heic": 4}
"""Kinds that OCR reads, and how many of them are made at most."""


class Parts:
    """Names that occur once, and those that were used for a file."""

    def __init__(self) -> None:
        self._count = itertools.count()
        self.used: list[str] = []

    def __call__(self) -> str:
        """A new name."""
        number, letters = next(self._count), ""
        while number or not letters:
            number, digit = divmod(number, 26)
            letters += chr(97 + digit)
        self.used.append(f"{_SEEDS[len(self.used) % 10]}{letters}x")
        return self.used[-1]


def main(_: list[str]) -> int:
    """Make, read, count, print; returns 1 if a part was lost."""
    wanted = int(os.environ.get("FILES", "2000"))
    lost, made, parts, seconds = Counter[str](), Counter[str](), Counter[str](), defaultdict[str, float](float)
    name = Parts()
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as folder:
        for kind, make in _turns(wanted):
            name.used.clear()
            path = Path(folder) / kind
            path.write_bytes(make(name))
            start = time.process_time()
            text = "\n".join(_texts(path))
            seconds[kind] += time.process_time() - start
            made[kind] += 1
            parts[kind] += len(name.used)
            lost[kind] += sum(one not in text for one in name.used)
    print("| file | made | parts | lost | ms a file |\n| --- | --- | --- | --- | --- |")
    for kind in sorted(made):
        print(f"| {kind} | {made[kind]} | {parts[kind]} | {lost[kind]} | {1000 * seconds[kind] / made[kind]:.0f} |")
    print(f"| all | {made.total()} | {parts.total()} | {lost.total()} | |")
    return 1 if lost.total() else 0


def _turns(wanted: int) -> Iterator[tuple[str, Callable[[Parts], bytes]]]:
    """The kinds in turn; slow ones only a few times."""
    made: Counter[str] = Counter()
    for kind, make in itertools.islice(itertools.cycle(MAKERS.items()), 10 * wanted):
        if made[kind] < _SLOW.get(kind, wanted):
            made[kind] += 1
            yield kind, make
        if made.total() >= wanted:
            return


def _texts(path: Path) -> Iterator[str]:
    """Texts of all documents that are made of a file."""
    for member in members(path, processes=0):
        try:
            yield read_member(member, passwords=Passwords(("wrong", PASSWORD))).text
        except UnreadableInput:
            yield ""


def _slack(name: Parts) -> bytes:
    people = [{"id": f"U000000{n}", "profile": {"real_name": name()}} for n in range(2)]
    day = [
        {"type": "message", "ts": "1710252333.1", "user": "U0000000", "text": f"ask {name()} &amp; <@U0000001>"},
        {"type": "message", "ts": "1710252399.1", "user": "U0000001", "files": [{"title": name(), "note": name()}]},
        {"type": "message", "ts": "1710252400.1", "username": name(), "attachments": [{"text": name()}]},
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("users.json", json.dumps(people))
        archive.writestr("channels.json", json.dumps([{"name": name(), "topic": {"value": name()}}]))
        archive.writestr("boat/2024-03-12.json", json.dumps(day))
    return out.getvalue()


def _graph(name: Parts) -> bytes:
    message = {
        "createdDateTime": "2024-03-12T14:05:00Z",
        "from": {"user": {"displayName": name()}},
        "body": {"contentType": "html", "content": f"<p>{name()[:-3]}<b>{name.used[-1][-3:]}</b> <i title='{name()}'>"},
        "mentions": [{"mentionText": name()}],
        "reactions": [{"user": {"user": {"displayName": name()}}}],
    }
    return json.dumps({"value": [message]}).encode()


def _personal(name: Parts) -> bytes:
    message = {"displayName": name(), "originalarrivaltime": "2024", "content": f"&lt;{name()}", "from": name()}
    return json.dumps({"userId": name(), "conversations": [{"displayName": name(), "MessageList": [message]}]}).encode()


def _whatsapp(name: Parts) -> bytes:
    lines = [f"[12/03/2024, 14:0{n}:33] {name()}: hello {name()}\nand\n\n{name()}" for n in range(4)]
    return "\n".join(lines).encode()


def _imessage(name: Parts) -> bytes:
    return "\n\n".join(f"May 17, 2022  5:2{n}:42 PM\n{name()}\nto {name()}" for n in range(4)).encode()


def _messages(name: Parts) -> bytes:
    rows = [f'{name()},2024-01-02 10:00,{name()},{name()},"say ""{name()}""\n\nand {name()}"' for _ in range(3)]
    return "\n".join(("Chat,Message Date,Sender Name,Sender ID,Text", *rows)).encode()


def _csv(name: Parts) -> bytes:
    rows = [f'{name()};"{name()}, {name()}";"first\n{name()}"' for _ in range(5)]
    return "\r\n".join(("Last;First;Note", *rows)).encode("utf-16")


def _tsv(name: Parts) -> bytes:
    return "\n".join(("Last\tFirst", *(f"{name()}\t{name()}" for _ in range(5)))).encode()


def _calendar(name: Parts) -> bytes:
    lines = [
        "BEGIN:VCALENDAR", f"X-WR-CALNAME:{name()}", "BEGIN:VEVENT", f"SUMMARY:Meet {name()}\\, soon",
        f'ATTENDEE;CN="{name()}, J.";SENT-BY="mailto:{name()}@x.test":mailto:{name()}@x.test',
        f"DESCRIPTION:see {name()[:4]}", f" {name.used[-1][4:]}\\nand {name()}", f"X-OTHER:{name()}",
        f"X-ALT-DESC;FMTTYPE=text/html:<html><body>{name()[:3]}<b>{name.used[-1][3:]}</b></body></html>",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def _contacts(name: Parts) -> bytes:
    quoted = "".join(f"={byte:02X}" for byte in name().encode())
    lines = [
        "BEGIN:VCARD", "VERSION:2.1", f"N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{quoted};{name()};;;", "END:VCARD",
        "BEGIN:VCARD", "VERSION:4.0", f"FN:{name()}", f"item1.ADR:;;{name()} Street;{name()};;;", f"NOTE:{name()}",
        f"X-SPOUSE:{name()}", f"TEL;TYPE={name()}:+1 555 010 0100", "END:VCARD",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def _body(name: Parts) -> str:
    note = f"<text:note><text:note-body><text:p>{name()}</text:p></text:note-body></text:note>"
    comment = f"<office:annotation><dc:creator>{name()}</dc:creator><text:p>{name()}</text:p></office:annotation>"
    box = f"<draw:frame draw:name='{name()}'><draw:text-box><text:p>{name()}</text:p></draw:text-box>"
    box += f"<svg:desc>{name()}</svg:desc></draw:frame>"
    cell = f"<table:table><table:table-row><table:table-cell><text:p>{name()}</text:p></table:table-cell>"
    changes = f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{name()}</text:p></text:deletion>"
    return (
        f"<office:text>{changes}</text:changed-region></text:tracked-changes><text:h>{name()}</text:h>"
        f"<text:p>{name()[:4]}<text:span>{name.used[-1][4:]}</text:span>{note}{comment}{box}</text:p>{cell}"
        f"</table:table-row></table:table><text:section text:display='none'><text:p>{name()}</text:p></text:section>"
        "</office:text>"
    )


def _odt(name: Parts) -> bytes:
    master = f"<style:master-page><style:header><text:p>{name()}</text:p></style:header></style:master-page>"
    chart = (
        f"<office:chart><chart:chart><chart:title><text:p>{name()}</text:p></chart:title></chart:chart></office:chart>"
    )
    return odf.package(
        {
            "content.xml": odf.content(_body(name)),
            "styles.xml": odf.part("document-styles", f"<office:master-styles>{master}</office:master-styles>"),
            "meta.xml": odf.part("document-meta", f"<office:meta><dc:title>{name()}</dc:title></office:meta>"),
            "Object 1/content.xml": odf.content(f"<office:chart>{chart}</office:chart>"),
            "Object 2": name().encode(),
        }
    )


def _flat(name: Parts) -> bytes:
    meta = f"<office:meta><dc:creator>{name()}</dc:creator></office:meta>"
    return odf.part("document", f"{meta}<office:body>{_body(name)}</office:body>")


def _ods(name: Parts) -> bytes:
    def cell(extra: str = "", note: str = "") -> str:
        return f"<table:table-cell {extra}>{note}<text:p>{name()}</text:p></table:table-cell>"

    note = f"<office:annotation><text:p>{name()}</text:p></office:annotation>"
    rows = f"<table:table-row>{cell()}{cell(note=note)}</table:table-row>"
    rows += f"<table:table-row table:visibility='collapse'>{cell()}</table:table-row>"
    formula = f"table:formula='of:=&quot;{name()}&quot;'"
    rows += f"<table:table-row>{cell(formula)}{cell('table:number-columns-repeated=' + chr(34) + '3' + chr(34))}"
    sheet = f"<table:table table:name='{name()}'>{rows}</table:table-row></table:table>"
    return odf.package({"content.xml": odf.content(f"<office:spreadsheet>{sheet}</office:spreadsheet>")}, "spreadsheet")


def _odp(name: Parts) -> bytes:
    def shape() -> str:
        return f"<draw:frame><draw:text-box><text:p>{name()}</text:p></draw:text-box></draw:frame>"

    notes = f"<presentation:notes>{shape()}</presentation:notes>"
    slides = f"<draw:page draw:name='{name()}'>{shape()}{notes}</draw:page><draw:page>{shape()}{shape()}</draw:page>"
    return odf.package(
        {"content.xml": odf.content(f"<office:presentation>{slides}</office:presentation>")}, "presentation"
    )


def _xls(name: Parts) -> bytes:
    first = (
        record(0x14, wide_text(name())) + record(0x15, wide_text(name())) + label(0, 0, name()) + label(1, 3, name())
    )
    sheets = {name(): (0, first), name(): (1, label(0, 0, name()))}
    return compound_file({("Workbook",): old_workbook(sheets)})


def _pst(name: Parts) -> bytes:
    def message(*attachments: tuple[str, Any]) -> Any:
        people = [(name(), f"{name()}@x.test")]
        return Message(
            name(), (name(), "a@x.test"), people, f"Dear {name()}", html=f"<p>{name()}</p>", attachments=attachments
        )

    first = message(
        (f"{name()}.txt", f"note {name()}".encode()), ("Inner", Message(name(), (name(), "b@x.test"), [], name()))
    )
    return outlook_store({name(): [first, message()]})


def _embedding(name: Parts) -> bytes:
    inner = f"xl/embeddings/{name()}.xlsx"
    return _sheet(
        name, {inner: _sheet(name), "xl/embeddings/oleObject1.bin": compound_file({("CONTENTS",): name().encode()})}
    )


def _sheet(name: Parts, parts: dict[str, str | bytes] | None = None) -> bytes:
    return workbook(f'<row><c t="inlineStr"><is><t>{name()}</t></is></c></row>', parts=parts)


def _pdf(name: Parts) -> bytes:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), name())
        document[0].add_file_annot((100, 100), name().encode(), f"{name()}.txt")
        document.embfile_add("key", name().encode(), filename=f"{name()}.txt", desc=name())
        return bytes(document.tobytes())


def _locked_pdf(name: Parts) -> bytes:
    out = io.BytesIO()
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), name())
        with pikepdf.open(io.BytesIO(document.tobytes())) as opened:
            opened.save(out, encryption=pikepdf.Encryption(owner="o", user=PASSWORD, R=6))
    return out.getvalue()


def _locked_book(name: Parts) -> bytes:
    out = io.BytesIO()
    plain = _sheet(name, {"xl/media/filler.bin": os.urandom(6_000)})
    plain += bytes(-len(plain) % 16)  # the writer that encrypts here pads nothing
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(plain)).encrypt(PASSWORD, out)
    return out.getvalue()


def _fax(name: Parts) -> bytes:
    font, out, pages = PIL.ImageFont.load_default(44), io.BytesIO(), []
    for text in ("Desmond Tarrow", "Oakbarrow Mills"):
        page = PIL.Image.new("L", (1728, 1078), 255)
        PIL.ImageDraw.Draw(page).text((200, 300), text, fill=0, font=font)
        pages.append(page.resize((1728, 518)).point(lambda gray: 255 * (gray > 160)).convert("1"))
        name.used.append(text)
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(204, 98))
    return out.getvalue()


def _phone(name: Parts) -> bytes:
    name.used += ["Oakbarrow Mills", "Desmond Tarrow"]
    return (Path(__file__).parents[1] / "documents" / "ocr" / "pictures" / "two_names.heic").read_bytes()


MAKERS: dict[str, Callable[[Parts], bytes]] = {
    "slack.zip": _slack,
    "teams.json": _graph,
    "teams_personal.json": _personal,
    "_chat.txt": _whatsapp,
    "imessage.txt": _imessage,
    "messages.csv": _messages,
    "table.csv": _csv,
    "table.tsv": _tsv,
    "calendar.ics": _calendar,
    "contacts.vcf": _contacts,
    "text.odt": _odt,
    "flat.fodt": _flat,
    "sheet.ods": _ods,
    "slides.odp": _odp,
    "old.xls": _xls,
    "store.pst": _pst,
    "embedding.xlsx": _embedding,
    "embedding.pdf": _pdf,
    "locked.pdf": _locked_pdf,
    "locked.xlsx": _locked_book,
    "fax.tif": _fax,
    "phone.heic": _phone,
}
