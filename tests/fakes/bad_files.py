"""Files that once stopped a whole run, each made from raw bytes; the people in them are invented."""

import os
from pathlib import Path

import pikepdf

GOOD = """Dear Ms. Oldacre:

Penhallow Freight, Inc. dismissed Marguerite Oldacre on January 9, 2024.

Tobias Renwick
"""
BODY = b"BT /F1 12 Tf 72 720 Td (Mr. Tobias Renwick signed the lease in Boston.) Tj ET"


def good_letter(folder: Path) -> Path:
    """A letter that reads without a fault."""
    file = folder / "good.txt"
    file.write_text(GOOD, encoding="utf-8")
    return file


def pdf_titled(file: Path, title: bytes) -> Path:
    """A PDF of one line whose title has these bytes, as ImageMagick and others write them."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(612, 792))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    document.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    document.pages[0].obj.Contents = document.make_stream(BODY)
    document.trailer.Info = document.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(title)))
    document.save(file)
    return file


def lone_surrogate_title(folder: Path) -> Path:
    """A UTF-16 title that ends in half a pair: PyMuPDF gives it as lone surrogates."""
    return pdf_titled(folder / "lone.pdf", b"\xfe\xff" + "Lease ".encode("utf-16-be") + b"\xd8\x41")


def damaged_pdf(folder: Path) -> Path:
    """A PDF of which nothing but its first line is left."""
    file = folder / "damaged.pdf"
    file.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    return file


def named_in_bytes(folder: Path) -> Path:
    """A letter whose name is no UTF-8, as old archives leave them on Linux."""
    file = Path(os.fsdecode(os.fsencode(folder) + b"/Klageschrift M\xfcller.txt"))
    file.write_text("Mr. Tobias Renwick agreed.\n", encoding="utf-8")
    return file
