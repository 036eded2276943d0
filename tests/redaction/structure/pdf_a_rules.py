"""Checks a PDF against the rules of PDF/A-2 (ISO 19005-2:2011) that concern what copies can contain.

Not a full validator: color profiles, font programs and JPEG data are not parsed beyond what is named here. qpdf checks
the syntax of the file.
"""

import io
import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import pikepdf
import pytest

_AID = "{http://www.aiim.org/pdfa/ns/id/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_FILTERS = frozenset({"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode"})
_NEVER = {
    "/AA": "6.5.2",
    "/OpenAction": "6.5.2",
    "/A": "6.5.1",
    "/JS": "6.5.1",
    "/Annots": "6.3",
    "/AcroForm": "6.4",
    "/OCProperties": "6.9",
    "/EmbeddedFiles": "6.8",
    "/AF": "6.8",
    "/Perms": "6.1.12",
    "/Requirements": "6.11",
    "/SMask": "6.2.10",
    "/Group": "6.2.10",
    "/ExtGState": "6.2.5",
    "/Alternates": "6.2.8",
    "/OPI": "6.2.8",
    "/Interpolate": "6.2.8",
    "/PS": "6.2.9",
    "/Ref": "6.2.9",
    "/F": "6.1.7",
    "/FFilter": "6.1.7",
    "/PresSteps": "6.10",
    "/AlternatePresentations": "6.10",
}
"""Entries that no copy has, with the clause that forbids or restricts them."""

_OPERATORS = frozenset("q Q cm re f rg RG w Do BT ET Tf Tm Tr Tz TJ Tj BDC BMC EMC".split())
_SPACES = frozenset({"/DeviceRGB", "/DeviceGray"})


def violations(path: Path, level: str) -> list[str]:
    """What does not conform to level ``b`` or ``u``: the clause, and what was seen."""
    content = path.read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [*_of_file(path, content, pdf), *_of_objects(pdf), *_of_pages(pdf, level), *_of_metadata(pdf, level)]


def _of_file(path: Path, content: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", content):
        yield "6.1.2 header"
    if not re.search(rb"%%EOF\r?\n?$", content):
        yield "6.1.3 data after the end"
    if "/ID" not in pdf.trailer or len(pdf.trailer.ID) != 2 or not all(len(bytes(one)) for one in pdf.trailer.ID):
        yield "6.1.3 file identifier"
    if "/Encrypt" in pdf.trailer:
        yield "6.1.3 encryption"
    if "/Info" in pdf.trailer:
        yield "6.6.3 document information that XMP would have to repeat"
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    if subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode != 0:
        yield "6.1 syntax"


def _of_objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    waiting: list[object] = [*pdf.objects, pdf.trailer]
    if len(waiting) > 8_388_607:
        yield "6.1.13 number of objects"
    while waiting:
        item = waiting.pop()
        waiting.extend(one for one in _entries(item) if not (isinstance(one, pikepdf.Object) and one.is_indirect))
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            yield from (f"{_NEVER[key]} {key}" for key in item.keys() if key in _NEVER)  # noqa: SIM118 - pikepdf's
            yield from ("6.1.13 length of a name" for key in item.keys() if len(key.encode()) > 127)  # noqa: SIM118
        if isinstance(item, pikepdf.String) and len(bytes(item)) > 32_767:
            yield "6.1.13 length of a string"
        if isinstance(item, pikepdf.Stream):
            yield from _of_stream(item)


def _entries(item: object) -> list[object]:
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        return [entry for _, entry in item.items()]
    return list(item) if isinstance(item, pikepdf.Array) else []


def _of_stream(item: pikepdf.Stream) -> Iterator[str]:
    named = item.get("/Filter", pikepdf.Array())
    for one in named if isinstance(named, pikepdf.Array) else [named]:
        if str(one) not in _FILTERS:
            yield f"6.1.7 filter {one}"
    if item.get("/Subtype") == "/Image":
        if str(item.get("/ColorSpace")) not in _SPACES:
            yield "6.2.4 color space of an image"
        if int(item.BitsPerComponent) not in (1, 2, 4, 8, 16):
            yield "6.2.8 bits of an image"


def _of_pages(pdf: pikepdf.Pdf, level: str) -> Iterator[str]:
    for page in pdf.pages:
        x0, y0, x1, y1 = map(float, page.mediabox)
        if not all(3 <= side <= 14_400 for side in (x1 - x0, y1 - y0)):
            yield "6.1.13 size of a page"
        yield from _of_content(page, level)


def _of_content(page: pikepdf.Page, level: str) -> Iterator[str]:
    fonts = page.obj.Resources.get("/Font", pikepdf.Dictionary())
    font: pikepdf.Object = pikepdf.Dictionary()
    mode, depth = 0, 0
    used: dict[str, set[int]] = {}
    for item in pikepdf.parse_content_stream(page):
        operands, operator = item.operands, item.operator
        name = str(operator)
        depth += {"q": 1, "Q": -1}.get(name, 0)
        if name not in _OPERATORS or depth > 28:
            yield f"6.2.2 operator {name}"
        if name == "Tf":
            key = str(operands[0])
            font = fonts[key]
        elif name == "Tr":
            mode = int(operands[0])
        elif name in ("TJ", "Tj"):
            shown = operands[0] if name == "TJ" else operands
            strings = [bytes(one) for one in shown if isinstance(one, pikepdf.String)]
            if mode != 3:
                codes = used.setdefault(key, set())
                codes.update(int.from_bytes(one[at : at + 2]) for one in strings for at in range(0, len(one), 2))
            elif level == "u" and not _has_meaning(font):
                yield "6.2.11.7 a font without Unicode"
    if depth:
        yield "6.2.2 unbalanced q and Q"
    for key, codes in used.items():
        yield from _of_font(fonts[key], codes, level)


def _has_meaning(font: pikepdf.Object) -> bool:
    return "/ToUnicode" in font or font.get("/Encoding") == "/WinAnsiEncoding"


def _of_font(font: pikepdf.Object, codes: set[int], level: str) -> Iterator[str]:
    """Of a font that is seen: copies embed CID-keyed CFF alone."""
    if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        yield "6.2.11 a font that is not embedded, or of another kind"
        return
    descendant = font.DescendantFonts[0]
    descriptor = descendant.get("/FontDescriptor", pikepdf.Dictionary())
    if "/FontFile3" not in descriptor or descriptor.FontFile3.get("/Subtype") != "/CIDFontType0C":
        yield "6.2.11.4 a font that is not embedded"
        return
    if descendant.BaseFont != descriptor.FontName or font.BaseFont != descendant.BaseFont:
        yield "6.2.11.2 names of a font"
    widths = dict(re.findall(rb"(\d+) \[ (-?\d+) \]", descendant.W.unparse()))
    stated = {int(code): int(width) for code, width in widths.items()}
    drawn = _widths(bytes(descriptor.FontFile3.read_bytes()))
    if any(abs(drawn.get(code, -9) - stated.get(code, 0)) > 1 for code in codes):
        yield "6.2.11.5 width of a glyph"
    if not codes <= stated.keys() or 0 in codes:
        yield "6.2.11.8 a glyph that the font lacks"
    if level == "u":
        rows = re.findall(rb"<([0-9A-F]{4})><([0-9A-F]+)>", bytes(font.ToUnicode.read_bytes()))
        meanings = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}
        if any(not meanings.get(code) or set(meanings[code]) & set("\0\ufeff\ufffe") for code in codes):
            yield "6.2.11.7 a letter without Unicode"


def _widths(program: bytes) -> dict[int, int]:
    """Width of each CID by the font program (Adobe Technical Notes 5176 and 5177): the first operand of its charstring.

    Copies set the nominal width to 0, and state the width of each glyph.
    """
    _, at = _index(program, program[2])
    (top,), _ = _index(program, at)
    charset, strings = (_last_number(top, operator) for operator in (b"\x0f", b"\x11"))
    shapes, _ = _index(program, strings)
    cids = [int.from_bytes(program[charset + 1 + 2 * n : charset + 3 + 2 * n]) for n in range(len(shapes) - 1)]
    return {cid: _operand(shape) for cid, shape in zip(cids, shapes[1:], strict=True)}


def _index(program: bytes, at: int) -> tuple[list[bytes], int]:
    """The items of an INDEX, and where it ends."""
    count, size = int.from_bytes(program[at : at + 2]), program[at + 2]
    offsets = [int.from_bytes(program[at + 3 + n * size : at + 3 + (n + 1) * size]) for n in range(count + 1)]
    base = at + 2 + (count + 1) * size
    return [program[base + one : base + two] for one, two in itertools.pairwise(offsets)], base + offsets[-1]


def _last_number(top: bytes, operator: bytes) -> int:
    """The number of five bytes before an operator of a DICT."""
    found = re.search(rb"\x1d(.{4})" + operator, top, re.DOTALL)
    assert found is not None
    return int.from_bytes(found[1])


def _operand(shape: bytes) -> int:
    first = shape[0]
    if first == 28:
        return int.from_bytes(shape[1:3], signed=True)
    if first < 247:
        return first - 139
    return (first - 247) * 256 + shape[1] + 108 if first < 251 else -(first - 251) * 256 - shape[1] - 108


def _of_metadata(pdf: pikepdf.Pdf, level: str) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "6.6.2 no metadata"
        return
    packet = bytes(pdf.Root.Metadata.read_bytes())
    if not re.match(rb'<\?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"\?>', packet):
        yield "6.6.2.1 packet header"
    root = lxml.etree.fromstring(packet)
    described = root.find(f"{_RDF}Description")
    found = {} if described is None else {one.tag: one.text for one in described}
    if found != {f"{_AID}part": "2", f"{_AID}conformance": level.upper()}:
        yield "6.6.4 level of conformance"
    intents = pdf.Root.get("/OutputIntents", pikepdf.Array())
    if len(intents) != 1 or intents[0].S != "/GTS_PDFA1" or "/OutputConditionIdentifier" not in intents[0]:
        yield "6.2.3 output intent"
        return
    profile = bytes(intents[0].DestOutputProfile.read_bytes())
    if profile[36:40] != b"acsp" or profile[16:20] != b"RGB " or profile[12:16] != b"mntr" or profile[8] > 4:
        yield "6.2.3 color profile"
    if int(intents[0].DestOutputProfile.N) != 3 or int.from_bytes(profile[:4]) != len(profile):
        yield "6.2.3 color profile"
