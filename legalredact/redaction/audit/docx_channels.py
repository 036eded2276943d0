"""Every channel of a Word file or of any archive, including nested archives."""

import io
import re
import zipfile
from collections.abc import Iterator

import PIL.Image
from lxml import etree

from legalredact.errors import DamagedInput, LegalRedactError
from legalredact.model.progress import NEVER, silent
from legalredact.model.zip_file import BROKEN_ZIP
from legalredact.redaction.audit.channel import Channel
from legalredact.redaction.audit.nesting import Nesting
from legalredact.redaction.audit.pdf_channels import pdf_channels
from legalredact.redaction.docx.media import on_grounds
from legalredact.redaction.docx.visible_text import columns_of, is_visible
from legalredact.redaction.text_maps.text_map import OcrFunction

_MOST_UNPACKED = 1 << 30
_SHOWN = frozenset({"t", "delText", "instrText", "delInstrText", "v"})
_ENDS = frozenset({"p", "tr", "tc"})
_BREAKS = frozenset({"br", "tab", "cr"})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_DPI = 150
_OWN_CODES = {0xF000 + code: code for code in range(0x20, 0x7F)}
"""Private-use codes of symbol fonts; in an ordinary text font they are letters."""


def archive_channels(
    data: bytes, look: OcrFunction | None, nesting: Nesting | None = None, prefix: str = ""
) -> Iterator[Channel]:
    """Channels of an archive.

    Arguments:
        nesting: where it lies in other files.
        prefix: of the channels' names.

    Errors: DamagedInput if it is no whole archive, or unpacks to too much.
    """
    nesting = nesting or Nesting()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MOST_UNPACKED:
                raise DamagedInput("This file unpacks to more than it should.", "Ask for a new copy.")
            yield Channel(f"{prefix}archive comment", archive.comment.decode("latin-1"))
            for item in archive.infolist():
                yield Channel(f"{prefix}part name", item.filename, prose=False)
                yield Channel(
                    f"{prefix}archive entry", (item.comment + b" " + item.extra).decode("latin-1"), prose=False
                )
                yield from _part(archive.read(item), prefix + item.filename, look, nesting)
    except BROKEN_ZIP:
        raise DamagedInput("This file is no whole archive.", "Ask for a new copy.") from None


def _part(data: bytes, name: str, look: OcrFunction | None, nesting: Nesting) -> Iterator[Channel]:
    if data[:2] == b"PK":
        yield from _within(data, name, look, nesting)
    elif data.lstrip()[:1] == b"<" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from _xml(data, name)
    elif b"%PDF-" in data[:1024]:
        yield from _pdf(data, name, look, nesting)
    else:
        yield Channel(f"{name}: bytes", data.decode("latin-1"), prose=False)
        utf16 = data.decode("utf-16-le", "ignore") + data[1:].decode("utf-16-le", "ignore")
        yield Channel(f"{name}: utf-16", utf16, prose=False)
        if look is not None and data.startswith(_PICTURES):
            yield _picture(data, name, look)


def _within(data: bytes, name: str, look: OcrFunction | None, nesting: Nesting) -> Iterator[Channel]:
    if why := nesting.refusal():
        yield Channel(name, unread=f"an archive in it is not opened: {why}")
        return
    try:
        yield from archive_channels(data, look, nesting.inner(), f"{name}!")
    except LegalRedactError:
        yield Channel(name, unread="an archive in it cannot be opened")


def _pdf(data: bytes, name: str, look: OcrFunction | None, nesting: Nesting) -> Iterator[Channel]:
    if why := nesting.refusal():
        yield Channel(name, unread=f"a PDF in it is not opened: {why}")
        return
    inner = nesting.inner()
    try:
        for channel in pdf_channels(
            data, look, archive_channels, pictures=True, report=silent, cancel=NEVER, nesting=inner
        ):
            yield Channel(f"{name}!{channel.name}", channel.text, 0, channel.prose, channel.data, channel.unread)
    except LegalRedactError:
        yield Channel(name, unread="a PDF in it cannot be opened")


def _xml(data: bytes, name: str) -> Iterator[Channel]:
    """The visible text by paragraphs, all text, all attributes, and comments and processing instructions."""
    text = (
        data.decode("utf-16", "replace") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-8", "replace")
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is not None:
        yield Channel(f"{name}: text", "".join(_shown(root)))
        yield Channel(f"{name}: text that is seen", "".join(_shown(root, seen_alone=True)))
        columns = ("\n".join("".join(_shown(cell)) for cell in column) for column in columns_of(root))
        yield Channel(f"{name}: text by columns", "\n\x00\n".join(columns))
        yield Channel(f"{name}: all text", "".join(map(str, root.itertext())))
        values = [value for item in root.iter() if isinstance(item.tag, str) for value in item.attrib.values()]
        yield Channel(f"{name}: attributes", " ".join(map(str, values)))
    yield Channel(f"{name}: without tags", re.sub(r"<[^>]+>", "", text))
    yield Channel(f"{name}: source", " ".join(re.findall(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>", text, re.DOTALL)))


def _shown(root: etree._Element, *, seen_alone: bool = False) -> Iterator[str]:
    """Text by paragraphs; `seen_alone` leaves out text that a reader does not see."""
    for event, item in etree.iterwalk(root, events=("start", "end")):
        local = etree.QName(item).localname if isinstance(item.tag, str) else ""
        if event == "start" and local in _SHOWN:
            yield (item.text or "").translate(_OWN_CODES) if not seen_alone or is_visible(item, frozenset()) else ""
        elif event == "start" and local in _BREAKS:
            yield " "
        elif event == "end" and local in _ENDS:
            yield "\n\n"


def _picture(data: bytes, name: str, look: OcrFunction) -> Channel:
    try:
        with PIL.Image.open(io.BytesIO(data)) as image:
            grounds = [image.convert("RGB"), *(on_grounds(image) if image.has_transparency_data else ())]
            words = [word for ground in grounds for word in look(ground, _DPI)]
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return Channel(f"{name}: picture", unread="the picture cannot be read")
    return Channel(f"{name}: picture", " ".join(word.text for word in words))
