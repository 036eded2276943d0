"""Made files for `bench seen`: each is built twice, with the letters of a name and without them.

The difference of both drawings is the ink of the name, wherever a text layer claims that it is. The person is invented.
"""

import functools
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pikepdf
import PIL.Image
import pymupdf
from pikepdf import Dictionary, Name

from legalredact.redaction.pdf.writer import CopyPdf
from legalredact.redaction.pdf_rebuild.fonts import GlyphBook
from legalredact.redaction.pdf_rebuild.glyphs import Ink, Letter
from legalredact.redaction.pdf_rebuild.operators import drawn
from legalredact.redaction.pdf_rebuild.outlines import GlyphShape, shape_of

NAME = "Marguerite Oldacre"
WIDTH, HEIGHT = 320.0, 180.0
Build = Callable[[bool], bytes]
"""Builds the file, with the letters of the name or without them."""


@dataclass(frozen=True)
class MadeFile:
    """A file, and what a copy of it has to keep.

    Arguments:
        keep: words beside the name that have to stay legible.
        loose: its text layer is displaced, so boxes may also lie on other words.
    """

    kind: str
    build: Build
    keep: tuple[str, ...] = ()
    loose: bool = False


FILES: list[MadeFile] = []


def made(kind: str, keep: Sequence[str] = (), *, loose: bool = False) -> Callable[[Build], Build]:
    """Note a builder under its kind."""

    def note(build: Build) -> Build:
        FILES.append(MadeFile(kind, build, tuple(keep), loose))
        return build

    return note


def page_of(width: float = WIDTH, height: float = HEIGHT) -> pymupdf.Page:
    """A blank page in a document of its own."""
    return pymupdf.open().new_page(width=width, height=height)


def saved(page: pymupdf.Page) -> bytes:
    """The document of a page."""
    return bytes(page.parent.tobytes())


def line(
    page: pymupdf.Page,
    with_name: bool,
    *,
    x: float = 30,
    y: float = 90,
    before: str = "Payment by ",
    after: str = " was late.",
    size: float = 12,
    colour: Sequence[float] = (0, 0, 0),
    font: str = "helv",
    mode: int = 0,
    turn: int = 0,
) -> None:
    """Write words, the name, words; only the name's letters depend on `with_name`."""
    for text in (before, NAME, after):
        if text and (text != NAME or with_name):
            page.insert_text((x, y), text, fontsize=size, color=colour, fontname=font, render_mode=mode, rotate=turn)
        step = pymupdf.get_text_length(text, fontname=font, fontsize=size)
        x, y = (x, y - step) if turn == 90 else (x + step, y)


def around(page: pymupdf.Page, colour: Sequence[float] = (0, 0, 0), font: str = "helv") -> None:
    """Lines of text above and below."""
    page.insert_text(
        (30, 60), "The parties met on the first of the month and", fontsize=12, color=colour, fontname=font
    )
    page.insert_text((30, 120), "signed the agreement before two witnesses.", fontsize=12, color=colour, fontname=font)


def plain(with_name: bool) -> pymupdf.Page:
    """A page with lines, one of them with the name."""
    page = page_of()
    around(page)
    line(page, with_name)
    return page


def painted(size: tuple[int, int], *colours: tuple[int, int, int]) -> bytes:
    """A picture that goes from the first color to the last one."""
    ramp = PIL.Image.new("RGB", (len(colours), 1))
    ramp.putdata(colours)
    out = io.BytesIO()
    ramp.resize(size, PIL.Image.Resampling.BILINEAR).save(out, "PNG")
    return out.getvalue()


def scan(page: pymupdf.Page, dpi: int = 200) -> pymupdf.Page:
    """A page that is the picture of another one."""
    new = page_of(page.rect.width, page.rect.height)
    new.insert_image(new.rect, stream=page.get_pixmap(dpi=dpi, alpha=False).tobytes("png"))
    return new


def edited(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A file with its objects changed."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


# Backgrounds, and white on black


def _on_band(fill: Sequence[float], text: Sequence[float], with_name: bool) -> bytes:
    page = page_of()
    around(page)
    page.draw_rect((20, 72, 300, 100), fill=fill, color=None)
    line(page, with_name, colour=text)
    return saved(page)


def _on_picture(
    first: tuple[int, int, int], last: tuple[int, int, int], text: Sequence[float], with_name: bool
) -> bytes:
    page = page_of()
    page.insert_image(page.rect, stream=painted((320, 180), first, last))
    around(page, text)
    line(page, with_name, colour=text)
    return saved(page)


def _on_panel(fill: Sequence[float], text: Sequence[float], radius: float, with_name: bool) -> bytes:
    page = page_of()
    page.draw_rect((10, 30, 310, 150), fill=fill, color=None, radius=radius)
    around(page, text)
    line(page, with_name, colour=text)
    return saved(page)


for _name, _fill, _text in (
    ("gray band", (0.85, 0.85, 0.85), (0, 0, 0)),
    ("yellow band", (1, 0.95, 0.4), (0, 0, 0)),
    ("black band", (0, 0, 0), (1, 1, 1)),
):
    made(f"background: {_name}")(functools.partial(_on_band, _fill, _text))
for _name, _first, _last, _text in (
    ("pale picture", (240, 240, 255), (240, 240, 255), (0, 0, 0)),
    ("picture that fades", (255, 255, 255), (200, 220, 255), (0, 0, 0)),
    ("dark picture", (20, 20, 60), (20, 20, 60), (1, 1, 1)),
    ("black picture", (0, 0, 0), (0, 0, 0), (1, 1, 1)),
):
    made(f"background: {_name}")(functools.partial(_on_picture, _first, _last, _text))
for _name, _fill, _text, _radius in (
    ("rounded panel", (0.9, 0.95, 1), (0, 0, 0), 0.2),
    ("rounded black panel", (0, 0, 0), (1, 1, 1), 0.2),
    ("black page", (0, 0, 0), (1, 1, 1), 0.01),
    ("navy panel", (0.05, 0.05, 0.3), (1, 1, 1), 0.1),
):
    made(f"background: {_name}")(functools.partial(_on_panel, _fill, _text, _radius))


# Pictures on top


@made("on top: picture beside and over the line")
def _picture_over(with_name: bool) -> bytes:
    page = plain(with_name)
    page.insert_image((180, 70, 310, 112), stream=painted((130, 42), (250, 230, 230), (250, 200, 200)))
    return saved(page)


@made("on top: pale picture over half the name")
def _half_hidden(with_name: bool) -> bytes:
    page = plain(with_name)
    page.insert_image((140, 84, 170, 96), stream=painted((30, 12), (235, 235, 235), (235, 235, 235)))
    return saved(page)


@made("on top: signature across the name")
def _signature(with_name: bool) -> bytes:
    page = plain(with_name)
    page.draw_bezier((90, 100), (130, 60), (170, 120), (220, 75), color=(0.1, 0.1, 0.6), width=1.2)
    return saved(page)


@made("on top: red seal across the name")
def _seal(with_name: bool) -> bytes:
    page = plain(with_name)
    page.draw_circle((150, 95), 30, color=(0.8, 0.1, 0.1), width=2)
    return saved(page)


# Drop caps


def _drop_cap(size: float, lift: float, with_name: bool) -> bytes:
    page = page_of()
    first = pymupdf.get_text_length("M", fontsize=size)
    if with_name:
        page.insert_text((30, 90 + lift), "M", fontsize=size)
        page.insert_text((31 + first, 90), NAME[1:], fontsize=12)
    page.insert_text((31 + first + 100, 90), "signed the", fontsize=12)
    page.insert_text((31 + first, 104), "agreement before two witnesses", fontsize=12)
    page.insert_text((31 + first, 118), "on the first of the month.", fontsize=12)
    page.insert_text((30, 140), "It was late in the year when they met again.", fontsize=12)
    return saved(page)


for _size, _lift in ((44, 28), (30, 14), (20, 0)):
    made(f"drop cap of {_size} points")(functools.partial(_drop_cap, float(_size), float(_lift)))


# Scaled, rotated, cropped


def _rotated(turn: int, with_name: bool) -> bytes:
    page = plain(with_name)
    page.set_rotation(turn)
    return saved(page)


def _cropped(box: tuple[float, float, float, float], with_name: bool) -> bytes:
    page = plain(with_name)
    page.set_cropbox(box)
    return saved(page)


def _scaled(factor: float, with_name: bool) -> bytes:
    page = plain(with_name)
    new = page_of(WIDTH * factor, HEIGHT * factor)
    new.show_pdf_page(new.rect, page.parent, 0)
    return saved(new)


def _moved_origin(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.MediaBox = [-50, -40, WIDTH - 20, HEIGHT]


def _units(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 2


@made("placed: slanted by ten degrees")
def _slanted(with_name: bool) -> bytes:
    page = page_of()
    point = pymupdf.Point(60, 120)
    tilt = (point, pymupdf.Matrix(10))
    page.insert_text((60, 120), "By ", fontsize=12, morph=tilt)
    if with_name:
        page.insert_text((80, 120), NAME, fontsize=12, morph=tilt)
    page.insert_text((192, 120), " in person", fontsize=12, morph=tilt)
    return saved(page)


@made("placed: upwards at the margin")
def _upwards(with_name: bool) -> bytes:
    page = page_of()
    around(page)
    line(page, with_name, x=20, y=170, before="", after="", turn=90)
    return saved(page)


for _turn in (90, 180, 270):
    made(f"placed: rotated by {_turn}")(functools.partial(_rotated, _turn))
made("placed: cropped beside the name")(functools.partial(_cropped, (20.0, 40.0, 300.0, 160.0)))
made("placed: cropped through the name")(functools.partial(_cropped, (20.0, 40.0, 150.0, 160.0)))
for _factor in (0.3, 0.6, 3.0):
    made(f"placed: scaled by {_factor}")(functools.partial(_scaled, _factor))
made("placed: another origin")(lambda with_name: edited(saved(plain(with_name)), _moved_origin))
made("placed: units of two points")(lambda with_name: edited(saved(plain(with_name)), _units))


# OCR layers that are displaced


def _layer(right: float, down: float, factor: float, with_name: bool) -> bytes:
    page = plain(with_name)
    page.insert_text((30, 150), "The bank was told the day after.", fontsize=12)
    page = scan(page)
    for y, text in (
        (60, "The parties met on the first of the month and"),
        (90, f"Payment by {NAME} was late."),
        (120, "signed the agreement before two witnesses."),
        (150, "The bank was told the day after."),
    ):
        place = (30 * factor + right, y * factor + down)
        page.insert_text(place, text, fontsize=12 * factor, render_mode=3)
    return saved(page)


for _right, _down, _factor in (
    *((0.0, 0.0, 1.0), (4.0, 0.0, 1.0), (10.0, 0.0, 1.0), (25.0, 0.0, 1.0), (40.0, 0.0, 1.0), (-30.0, 0.0, 1.0)),
    *((0.0, 4.0, 1.0), (0.0, 8.0, 1.0), (0.0, -6.0, 1.0), (0.0, 15.0, 1.0), (0.0, 40.0, 1.0), (12.0, 6.0, 1.0)),
    *((0.0, 0.0, 1.08), (0.0, 0.0, 0.92), (0.0, 0.0, 1.3)),
):
    _kind = f"OCR layer: {_right:g} right, {_down:g} down, times {_factor:g}"
    made(_kind, loose=True)(functools.partial(_layer, _right, _down, _factor))


# Fonts whose letters are off their line


def _off_line(right: int, up: int, with_name: bool) -> bytes:
    """An embedded font whose outlines are displaced, in thousandths of an em, while its metrics are usual."""
    out = io.BytesIO()
    copy, book = CopyPdf(out), GlyphBook()
    font = pymupdf.Font("helv")
    lines = ((60.0, "The parties met", ""), (90.0, "Payment by ", " was late."), (130.0, "signed the agreement.", ""))
    letters: list[Letter] = []
    for y, before, after in lines:
        x = 30.0
        for part in (before, NAME if after else "", after):
            for character in part:
                shape = shape_of(font.this, font.has_glyph(ord(character)))
                if shape is None:
                    continue
                odd = _displaced(shape, right, up)
                if part != NAME or with_name:
                    matrix = (12.0, 0.0, 0.0, -12.0)
                    letters.append(Letter(character, odd, "odd", x, y, matrix, Ink((0.0, 0.0, 0.0)), 12.0))
                x += 12 * shape.advance
    signed = [(letter, book.sign(letter.face, letter.shape, letter.text)) for letter in letters]
    book.show(sign for _, sign in signed)
    fonts = {number: copy.reserve() for number in sorted({sign.font for _, sign in signed})}
    named = b"".join(b"/F%d %d 0 R" % pair for pair in fonts.items())
    copy.add_page(WIDTH, HEIGHT, drawn(HEIGHT, (), (), signed), b"/Font<<%s>>" % named)
    book.write(copy, fonts, book.shown())
    copy.close()
    return out.getvalue()


@functools.cache
def _displaced(shape: GlyphShape, right: int, up: int) -> GlyphShape:
    move = b"".join(b"\x1c" + value.to_bytes(2, "big", signed=True) for value in (right, up)) + bytes([21])
    return GlyphShape(move + shape.outline, shape.advance, shape.ink)


for _right, _up in ((0, 300), (0, 600), (0, -300), (400, 0), (0, 1200)):
    made(f"font: letters {_right} right and {_up} up")(functools.partial(_off_line, _right, _up))


def _raised(rise: int, with_name: bool) -> bytes:
    page = plain(with_name)

    def lift(pdf: pikepdf.Pdf) -> None:
        page_object = pdf.pages[0]
        page_object.contents_coalesce()
        content = page_object.Contents.read_bytes()
        page_object.Contents = pdf.make_stream(content.replace(b"BT", b"BT %d Ts" % rise))

    return edited(saved(page), lift)


for _rise in (6, -6):
    made(f"font: text rise of {_rise}")(functools.partial(_raised, _rise))


# Type 3: each letter is a picture of itself, drawn lower than its line says


@made("font: glyphs are drawings")
def _type3(with_name: bool) -> bytes:
    page = page_of()
    around(page)
    line(page, with_name, before="", after="", mode=3)
    if with_name:
        ink = page_of(130, 16)
        ink.insert_text((2, 12), NAME, fontsize=12)
        page.insert_image((28, 83, 158, 99), stream=ink.get_pixmap(dpi=300, alpha=True).tobytes("png"))
    return saved(page)


def flags_of(pdf: pikepdf.Pdf, flag: int) -> None:
    """Set a flag on all annotations and fields of the first page."""
    for annotation in pdf.pages[0].obj.get("/Annots", ()):
        annotation.F = flag
        if "/Popup" in annotation:
            annotation.Popup = Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=[0, 0, 1, 1])
