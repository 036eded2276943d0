"""What a person sees in copies of Word files: LibreOffice lays out original and copy, PDFium draws and reads both.

It shares no code with the program. A line that held a name is set anew, so words are compared, not places. Faults, as
in `seen`: the name is still read (stays); fewer labels are seen than the original showed names (unseen); words appear
that the original does not show; words, or all color, are lost.
"""

import collections
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from lxml import etree

from tests.benchmarks import _seen_judge as judge

AT_ONCE = 20
"""Files that LibreOffice is given at a time."""

_CHANGES = re.compile(rb":(ins|del|moveFrom|moveTo|\w+Change)\b")
_COLORED = 70
_FEW = 30
_SLACK = 2
"""Words that may differ: page numbers and dates of fields, and words broken at the end of another line."""


@dataclass(frozen=True)
class Shown:
    """What PDFium reads and draws of a file: its text, its words, and the number of colored pixels."""

    text: str
    words: collections.Counter[str]
    colored: int


def office() -> str | None:
    """The program that lays out Word files, or None."""
    return shutil.which("soffice")


def laid_out(paths: Sequence[Path], folder: Path) -> Iterator[Path | None]:
    """A PDF of each Word file as LibreOffice shows it; None if it cannot."""
    for at in range(0, len(paths), AT_ONCE):
        batch = folder / str(at)
        batch.mkdir(parents=True)
        for number, path in enumerate(paths[at : at + AT_ONCE]):
            accepted(path, batch / f"{number}.docx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        files = sorted(map(str, batch.glob("*.docx")))
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(batch), *files]
        subprocess.run(command, capture_output=True, check=False, timeout=600)
        for number in range(len(paths[at : at + AT_ONCE])):
            made = batch / f"{number}.pdf"
            yield made if made.exists() else None


def accepted(path: Path, target: Path) -> None:
    """Write a Word file with its tracked changes accepted, as a copy has them; LibreOffice draws them in color."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for item in archive.infolist():
            data = archive.read(item)
            if re.fullmatch(r"word/\w+\.xml", item.filename) and re.search(
                rb":(ins|del|moveFrom|moveTo|\w+Change)\b", data
            ):
                data = _without_changes(data)
            out.writestr(item.filename, data)


def _without_changes(data: bytes) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    for element in list(root.iter(etree.Element)):
        kind, parent = etree.QName(element).localname, element.getparent()
        if parent is None:
            continue
        if kind in ("del", "moveFrom") or kind.endswith("Change"):
            row = parent.getparent() if etree.QName(parent).localname == "trPr" else None
            gone = element if row is None else row
            above = gone.getparent()
            if above is not None:
                above.remove(gone)
        elif kind in ("ins", "moveTo"):
            at = parent.index(element)
            parent[at : at + 1] = list(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def shown(path: Path) -> Shown:
    """What a person sees of a PDF."""
    content = path.read_bytes()
    document = pypdfium2.PdfDocument(content)
    said = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        said.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    text = " ".join(said)
    colored = sum(int((np.ptp(picture, axis=2) > _COLORED).sum()) for picture, _ in judge.pages(content))
    return Shown(text, collections.Counter(re.findall(r"\w+", text)), colored)


def faults_of(original: Shown, copy: Shown, name: str, label: str, boxes: int) -> tuple[str, ...]:
    """The faults of a copy.

    Arguments:
        label: takes the place of the name.
        name: what was covered.
        boxes: how many labels the log of the copy has, in parts that are not drawn too.
    """
    faults = []
    parts = r"\s+".join(map(re.escape, name.split()))
    whole = re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)
    before = len(whole.findall(original.text))
    labels = re.sub(r"\s", "", copy.text).count(label)
    if whole.search(copy.text):
        faults.append("stays")
    if labels < min(before, boxes) or (before and not labels):
        faults.append("unseen")
    allowed = collections.Counter(re.findall(r"\w+", label))
    added = copy.words - original.words
    if sum((added - collections.Counter(dict.fromkeys(allowed, 10**6))).values()) > _SLACK:
        faults.append("appears")
    gone = original.words - copy.words
    lost = [word for word in gone.elements() if not _of_name(word, name)]
    if len(lost) > _SLACK or (original.colored > _FEW and copy.colored * 4 < original.colored):
        faults.append("lost")
    return tuple(faults)


def _of_name(word: str, name: str) -> bool:
    """Whether a word holds letters of the name, or the name holds it."""
    one, other = word.casefold(), name.casefold()
    return one in other or any(part in one for part in other.split())
