"""Concordance and Opticon tables of a production, with texts and some documents as pictures of their pages."""

from pathlib import Path
from types import TracebackType
from typing import Self

import pymupdf

from producing.gold import Gold
from producing.making import Made, Unit

_FIELDS = ("BEGBATES", "ENDBATES", "BEGATTACH", "ENDATTACH", "CUSTODIAN", "FILENAME", "NATIVELINK", "TEXTPATH")
_PICTURED = 25
"""Every so many PDFs one comes as pictures of its pages alone; reading those takes seconds each."""


class Tables:
    """Writes VOL001.DAT and VOL001.OPT while documents come."""

    def __init__(self, place: Path) -> None:
        self._volume = place / "VOL001"
        for folder in ("TEXT", "IMAGES"):
            (self._volume / folder).mkdir(parents=True)
        self._documents = (self._volume / "VOL001.DAT").open("w", encoding="utf-8-sig", newline="")
        self._pages = (self._volume / "VOL001.OPT").open("w", encoding="ascii", newline="")
        self._record(_FIELDS)
        self._family = ("", "")
        self._pdfs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._documents.close()
        self._pages.close()

    def add(self, unit: Unit, one: Made, gold: Gold) -> None:
        """List a document whose native was written."""
        last = _further(gold.bates, one.pages - 1)
        if one is unit.documents[0]:
            whole = sum(each.pages for each in unit.documents)
            self._family = (gold.bates, _further(gold.bates, whole - 1)) if len(unit.documents) > 1 else ("", "")
        native, text = gold.path.replace("/", "\\"), ""
        if not one.damaged:
            text = f"VOL001\\TEXT\\{gold.bates}.txt"
            (self._volume / "TEXT" / f"{gold.bates}.txt").write_text(one.text, encoding="utf-8", newline="")
        if one.kind == "pdf" and not one.damaged:
            self._pdfs += 1
            if self._pdfs % _PICTURED == 0:
                self._picture(one, gold)
                native = ""
        self._record((gold.bates, last, *self._family, gold.custodian, one.name, native, text))

    def _picture(self, one: Made, gold: Gold) -> None:
        """Pages as TIFF in place of the native."""
        (self._volume.parent / gold.path).unlink()
        with pymupdf.open(stream=one.content, filetype="pdf") as document:
            for number, page in enumerate(document):
                key = _further(gold.bates, number)
                name = f"{key}.tif"
                picture = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
                picture.pil_save(self._volume / "IMAGES" / name, format="TIFF", compression="tiff_lzw", dpi=(150, 150))
                first = ("Y", len(document)) if number == 0 else ("", "")
                self._pages.write(f"{key},VOL001,VOL001\\IMAGES\\{name},{first[0]},,,{first[1]}\r\n")

    def _record(self, values: tuple[str, ...]) -> None:
        self._documents.write("\x14".join(f"þ{value}þ" for value in values) + "\r\n")


def _further(bates: str, pages: int) -> str:
    return f"{bates[:4]}{int(bates[4:]) + pages:08d}"
