"""One small PDF for each channel in which a name can survive. The people are invented.

Each planter gets a document of one page, which says "Before it and after it." in plain sight, and hides `NAME` in one
place. `PLANTED` has them all by name.
"""

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import PIL.Image
import PIL.ImageDraw
import pymupdf
from pikepdf import Array, Dictionary, Name, Stream, String

NAME = "Marguerite Oldacre"
NEIGHBOURS = ("Before", "after")
WIDTH, HEIGHT = 320, 110
PLANTED: dict[str, Callable[[], bytes]] = {}

Planter = Callable[[pikepdf.Pdf, pikepdf.Page], None]


def planted(plant: Planter) -> Planter:
    """Note a planter under its function's name."""
    PLANTED[plant.__name__] = lambda: _file(plant)
    return plant


def _file(plant: Planter) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.obj.Contents = Stream(pdf, _text(20, 85, "Before it and after it."))
    plant(pdf, page)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _text(x: float, y: float, words: str, before: str = "", size: int = 14) -> bytes:
    return f"{before} BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n".encode("cp1252")


def _add(pdf: pikepdf.Pdf, page: pikepdf.Page, content: bytes) -> None:
    page.contents_add(Stream(pdf, b"q " + content + b" Q"))


def _utf16(text: str) -> String:
    return String(b"\xfe\xff" + text.encode("utf-16-be"))


def _picture(text: str, width: int = 600, height: int = 80) -> PIL.Image.Image:
    """Words as pixels, in the font that comes with PyMuPDF."""
    document = pymupdf.open()
    page = document.new_page(width=width / 3, height=height / 3)
    page.insert_text((4, 20), text, fontsize=16)
    pixels = page.get_pixmap(dpi=216, colorspace=pymupdf.csGRAY)
    return PIL.Image.frombytes("L", (pixels.width, pixels.height), bytes(pixels.samples))


def _jpeg(image: PIL.Image.Image, comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90, comment=comment)
    return file.getvalue()


def _image(pdf: pikepdf.Pdf, image: PIL.Image.Image, comment: bytes = b"") -> pikepdf.Object:
    stream = Stream(pdf, _jpeg(image, comment))
    stream.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=image.width,
            Height=image.height,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
    )
    return pdf.make_indirect(stream)


def _annotate(pdf: pikepdf.Pdf, page: pikepdf.Page, **entries: Any) -> pikepdf.Object:
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([200, 20, 220, 40]), **entries))
    if "/Annots" not in page.obj:
        page.obj.Annots = Array()
    page.obj.Annots.append(note)
    return note


# Text on the page


@planted
def plain_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, _text(20, 40, NAME))


@planted
def kerned_pieces(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, b"BT /F1 14 Tf 20 40 Td [(Mar) 20 (guer) -15 (ite Ol) 30 (dac) 10 (re)] TJ ET")


@planted
def letter_by_letter(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    letters = (f"1 0 0 1 {20 + 11 * n} 40 Tm ({letter}) Tj" for n, letter in enumerate(NAME))
    _add(pdf, page, f"BT /F1 14 Tf {' '.join(letters)} ET".encode())


@planted
def letter_spaced_capitals(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, _text(20, 40, " ".join("MARGUERITE") + "   " + " ".join("OLDACRE"), size=9))


@planted
def hyphen_at_a_line_end(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, _text(20, 50, "met Marguerite Old-") + _text(20, 34, "acre there"))


@planted
def address_with_escapes(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, _text(20, 40, f"https://example.org/{NAME.replace(' ', '%20')}", size=10))


@planted
def last_name_first(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, _text(20, 40, "OLDACRE, Marguerite"))


@planted
def drawn_last_piece_first(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, _text(102, 40, "Oldacre") + _text(20, 40, "Marguerite"))


@planted
def white_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, _text(20, 40, NAME, "1 g"))


@planted
def invisible_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, b"BT 3 Tr /F1 14 Tf 20 40 Td (Marguerite Oldacre) Tj ET")


@planted
def text_under_a_box(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, _text(20, 40, NAME) + b"0 g 18 36 140 18 re f")


@planted
def outside_the_crop_box(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.CropBox = Array([0, 60, WIDTH, HEIGHT])
    _add(pdf, page, _text(20, 20, NAME))


@planted
def outside_the_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, _text(20, -40, NAME))


@planted
def turned_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Rotate = 90
    _add(pdf, page, _text(20, 40, NAME))


@planted
def form_within_a_form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    fonts = Dictionary(Font=page.obj.Resources.Font)
    box = Array([0, 0, WIDTH, HEIGHT])
    inner = Stream(pdf, _text(20, 40, NAME), Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=fonts)
    holds = Dictionary(XObject=Dictionary(Inner=pdf.make_indirect(inner)))
    outer = Stream(pdf, b"/Inner Do", Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=holds)
    page.obj.Resources.XObject = Dictionary(Outer=pdf.make_indirect(outer))
    _add(pdf, page, b"/Outer Do")


@planted
def form_that_nothing_draws(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    box = Array([0, 0, WIDTH, HEIGHT])
    unused = Stream(pdf, _text(20, 40, NAME), Type=Name.XObject, Subtype=Name.Form, BBox=box)
    page.obj.Resources.XObject = Dictionary(Unused=pdf.make_indirect(unused))


# Layers, marks and structure


@planted
def hidden_layer(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    page.obj.Resources.Properties = Dictionary(L1=layer)
    _add(pdf, page, b"/OC /L1 BDC " + _text(20, 40, NAME) + b" EMC")


@planted
def name_of_a_layer(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=_utf16(NAME)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


@planted
def actual_text_in_content(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _add(pdf, page, b"/Span <</ActualText (Marguerite Oldacre)>> BDC " + _text(20, 40, "M. O.") + b" EMC")


@planted
def property_list_in_resources(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Resources.Properties = Dictionary(P1=Dictionary(Note=String(NAME)))
    _add(pdf, page, b"/Span /P1 BDC " + _text(20, 40, "words") + b" EMC")


def _structure(pdf: pikepdf.Pdf, **entries: Any) -> None:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, **entries))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([element])))
    pdf.Root.MarkInfo = Dictionary(Marked=True)


@planted
def alternative_text_of_the_structure(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _structure(pdf, Alt=String(f"Portrait of {NAME}"))


@planted
def title_in_the_structure(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _structure(pdf, T=_utf16(NAME))


@planted
def actual_text_of_the_structure(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _structure(pdf, ActualText=String(NAME), E=String(NAME))


# Fields and annotations


def _field(pdf: pikepdf.Pdf, page: pikepdf.Page, shown: str = "", **entries: Any) -> None:
    box = Array([20, 30, 200, 50])
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=box, F=4, **entries)
    if "/T" not in field:
        field.T = String("field1")
    if shown:
        fonts = Dictionary(Font=page.obj.Resources.Font)
        look = Stream(pdf, b"/Tx BMC " + _text(2, 5, shown) + b" EMC", Type=Name.XObject, Subtype=Name.Form)
        look.BBox, look.Resources = Array([0, 0, 180, 20]), fonts
        field.AP = Dictionary(N=pdf.make_indirect(look))
    made = pdf.make_indirect(field)
    page.obj.Annots = Array([made])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([made]), DA=String("/F1 12 Tf"), DR=Dictionary(Font=page.obj.Resources.Font)
    )


@planted
def value_of_a_field(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _field(pdf, page, NAME, V=String(NAME))


@planted
def value_of_a_field_without_a_look(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _field(pdf, page, V=_utf16(NAME))
    pdf.Root.AcroForm.NeedAppearances = True


@planted
def name_of_a_field(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _field(pdf, page, T=String(NAME), TU=String(f"Signature of {NAME}"))


@planted
def xfa_form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _field(pdf, page)
    pdf.Root.AcroForm.XFA = Stream(pdf, f"<xdp><name>{NAME}</name></xdp>".encode())


@planted
def note(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _annotate(pdf, page, Subtype=Name.Text, Contents=_utf16(f"Ask {NAME}"))


@planted
def reply_and_popup(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    first = _annotate(pdf, page, Subtype=Name.Text, Contents=String("Who?"))
    reply = _annotate(pdf, page, Subtype=Name.Text, Contents=String(NAME), IRT=first, T=String(NAME))
    _annotate(pdf, page, Subtype=Name.Popup, Parent=reply)


@planted
def free_text_annotation(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    fonts = Dictionary(Font=page.obj.Resources.Font)
    look = Stream(pdf, _text(2, 6, NAME), Type=Name.XObject, Subtype=Name.Form)
    look.BBox, look.Resources = Array([0, 0, 200, 24]), fonts
    made = _annotate(pdf, page, Subtype=Name.FreeText, Contents=String(NAME), DA=String("/F1 14 Tf"), F=4)
    made.Rect = Array([20, 28, 220, 52])
    made.AP = Dictionary(N=pdf.make_indirect(look))


@planted
def address_of_a_link(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    action = Dictionary(S=Name.URI, URI=String("mailto:marguerite.oldacre@example.org?subject=Marguerite%20Oldacre"))
    _annotate(pdf, page, Subtype=Name.Link, A=action, Contents=String(NAME))


# The catalog and beside the page


@planted
def bookmark(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(NAME, 0))


@planted
def named_destination(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    place = Array([page.obj, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(NAME), place])))


@planted
def label_of_a_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(NAME + "-"))]))


@planted
def title_of_the_document(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.docinfo["/Title"] = f"Deposition of {NAME}"


@planted
def custom_property(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.docinfo["/Client"] = NAME


@planted
def xmp_metadata(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [NAME]


@planted
def metadata_of_a_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Metadata = Stream(pdf, f"<x:xmpmeta><by>{NAME}</by></x:xmpmeta>".encode(), Type=Name.Metadata)


@planted
def data_of_a_program(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.PieceInfo = Dictionary(Tool=Dictionary(LastModified=String("D:2026"), Private=Dictionary(By=String(NAME))))


@planted
def unknown_key_of_the_catalog(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.Root["/Firm"] = Dictionary(Matter=_utf16(NAME))


@planted
def thumbnail(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Thumb = _image(pdf, _picture(NAME))


@planted
def attachment(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.attachments["notes.txt"] = f"Interview with {NAME}".encode()


@planted
def name_of_an_attachment(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.attachments[f"{NAME}.txt"] = b"notes"


@planted
def script(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{NAME}')"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), action])))


@planted
def action_on_opening(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=Stream(pdf, f"var who = '{NAME}';".encode()))


@planted
def action_of_a_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String(f"https://example.org/{NAME.replace(' ', '')}")))


@planted
def name_of_a_resource(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Resources.Font["/MargueriteOldacre"] = page.obj.Resources.Font.F1


# Pictures


@planted
def pixels_of_a_picture(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Resources.XObject = Dictionary(Im1=_image(pdf, _picture(NAME)))
    _add(pdf, page, b"200 0 0 27 20 30 cm /Im1 Do")


@planted
def pixels_under_a_box(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pixels_of_a_picture(pdf, page)
    _add(pdf, page, b"0 g 20 30 200 27 re f")


@planted
def comment_in_a_picture(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Resources.XObject = Dictionary(Im1=_image(pdf, _picture("A tree"), NAME.encode()))
    _add(pdf, page, b"200 0 0 27 20 30 cm /Im1 Do")


@planted
def picture_upside_down(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Resources.XObject = Dictionary(Im1=_image(pdf, _picture(NAME)))
    _add(pdf, page, b"-240 0 0 -32 260 60 cm /Im1 Do")


@planted
def pale_picture(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pale = _picture(NAME).point(lambda level: 235 + level * 20 // 255)
    page.obj.Resources.XObject = Dictionary(Im1=_image(pdf, pale))
    _add(pdf, page, b"200 0 0 27 20 30 cm /Im1 Do")


@planted
def letters_of_squares(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    squares = (f"{20 + 2 * x} {50 - 2 * y} 2 2 re f" for x, y in _dots(NAME))
    _add(pdf, page, " ".join(squares).encode())


@planted
def letters_of_strokes(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    strokes = (f"{20 + 2 * x} {50 - 2 * y} m {22 + 2 * x} {50 - 2 * y} l S" for x, y in _dots(NAME))
    _add(pdf, page, f"2 w {' '.join(strokes)}".encode())


def _dots(words: str) -> list[tuple[int, int]]:
    """Where its letters are black, in rows of few pixels."""
    image = PIL.Image.new("1", (130, 12), 1)
    PIL.ImageDraw.Draw(image).text((1, 0), words, fill=0)
    return [(x, y) for y in range(image.height) for x in range(image.width) if not image.getpixel((x, y))]


# The file around the objects


def earlier_revision() -> bytes:
    """The page said the name; a later revision says something else."""
    data = PLANTED["plain_text"]()
    document = pymupdf.open(stream=data, filetype="pdf")
    xref = document[0].get_contents()[-1]
    document.update_stream(xref, b"q BT /F1 14 Tf 20 40 Td (Nobody) Tj ET Q")
    again = io.BytesIO(data)
    document.save(again, incremental=False)
    return _appended(data, document, xref)


def _appended(data: bytes, changed: pymupdf.Document, xref: int) -> bytes:
    """`data`, and after it a section that replaces object `xref` by that of the changed document."""
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    stream = bytes(changed.xref_stream(xref))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        size, root = len(pdf.objects) + 1, pdf.Root.objgen[0]
    number = next(n for n in range(1, size) if _holds(data, n))
    offset = len(data) + 1
    body = b"\n%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(stream), stream)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, offset)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (size, root, start)
    return data + body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(body))


def _holds(data: bytes, number: int) -> bool:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        item = pdf.get_object(number, 0)
        return isinstance(item, Stream) and NAME.encode() in item.read_bytes()


def after_the_end() -> bytes:
    """Bytes that follow the file."""
    return _file(lambda pdf, page: None) + f"\n% {NAME}\n".encode()


def object_that_nothing_names() -> bytes:
    """An object that is in the file, but that no other leads to."""
    data = _file(lambda pdf, page: None)
    body = f"\n999 0 obj\n({NAME})\nendobj\n".encode()
    head, mark, tail = data.rpartition(b"startxref")
    return head + body + mark + tail


PLANTED |= {
    "earlier_revision": earlier_revision,
    "after_the_end": after_the_end,
    "object_that_nothing_names": object_that_nothing_names,
}
