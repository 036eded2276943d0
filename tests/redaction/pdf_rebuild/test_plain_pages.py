"""Pages whose text does not say what they show are never taken for plain ones: OCR reads them."""

import io
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import Options
from legalredact.redaction.pdf.writer import CopyPdf
from legalredact.redaction.pdf_rebuild.fonts import GlyphBook
from legalredact.redaction.pdf_rebuild.glyphs import Ink, Letter
from legalredact.redaction.pdf_rebuild.known_letters import KnownLetters
from legalredact.redaction.pdf_rebuild.operators import drawn
from legalredact.redaction.pdf_rebuild.outlines import GlyphShape, shape_of
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.pdf_rebuild.rules import Rule
from legalredact.redaction.targets import Target, TargetSet

NAME = "Mary"
FONT = pymupdf.Font("helv")
BLACK, PALE = (0.0, 0.0, 0.0), (0.9, 0.9, 0.9)
SIZE = 12.0


def shape(character: str) -> GlyphShape:
    """The outline of a letter of a standard font."""
    found = shape_of(FONT.this, FONT.has_glyph(ord(character)))
    assert found is not None
    return found


def letter(character: str, x: float, y: float, *, says: str | None = None, size: float = SIZE) -> Letter:
    """A letter of a copy."""
    text = character if says is None else says
    return Letter(text, shape(character), "f", x, y, (size, 0.0, 0.0, -size), Ink(BLACK), size)


def line(words: str, x: float, y: float, *, apart: float = 0.0) -> list[Letter]:
    """Words of a copy, their letters apart by so many points."""
    found = []
    for character in words:
        found.append(letter(character, x, y))
        x = found[-1].end + apart
    return found


def copy_of(letters: list[Letter], rules: list[Rule], folder: Path) -> Path:
    """A copy as this program writes it: an ordinary line, and these letters, lines and boxes."""
    path, book = folder / "copy.pdf", GlyphBook()
    with path.open("wb") as stream:
        copy = CopyPdf(stream)
        signed = [(one, book.sign(one.face, one.shape, one.text)) for one in (*line("Payment", 20, 40), *letters)]
        fonts = {sign.font: copy.reserve() for _, sign in signed}
        used = b"".join(b"/F%d %d 0 R" % pair for pair in fonts.items())
        copy.add_page(320, 200, drawn(200, rules, (), signed), b"/XObject<<>>/Font<<%s>>" % used)
        book.write(copy, fonts, {sign for _, sign in signed})
        copy.close()
    return path


def says_all(path: Path) -> bool:
    """Whether OCR does not read the page."""
    with closing(KnownLetters(path)) as known:
        return known.unsaid(0) == ()


def with_blanks_that_say_letters() -> list[Letter]:
    """The page shows the name; the text says letters between that have no ink and no width."""
    none = GlyphShape(b"", 0.0, None)
    between = [Letter("x", none, "f", one.end, one.y, one.matrix, one.ink, SIZE) for one in line(NAME, 20, 80)]
    return [part for pair in zip(line(NAME, 20, 80), between, strict=True) for part in pair]


def with_blanks_without_room() -> list[Letter]:
    """The page shows the name; the text has blanks in it."""
    none = GlyphShape(b"", 0.0, None)
    between = [Letter(" ", none, "f", one.end, one.y, one.matrix, one.ink, SIZE) for one in line(NAME, 20, 80)]
    return [part for pair in zip(line(NAME, 20, 80), between, strict=True) for part in pair]


def on_baselines_that_hardly_differ() -> list[Letter]:
    """Every second letter is half a point lower, and written later."""
    letters = line(NAME, 20, 80, apart=3)
    return [*letters[::2], *(one._replace(y=80.5) for one in letters[1::2])]


def with_widths_that_hide_the_order() -> list[Letter]:
    """The same in a font that claims the room of the letters between."""
    letters = on_baselines_that_hardly_differ()
    ends = [*(one.x for one in letters[1:]), 200.0]
    return [
        one._replace(shape=replace(one.shape, advance=abs(end - one.x) / SIZE))
        for one, end in zip(letters, ends, strict=True)
    ]


def with_blanks_in_claimed_room() -> list[Letter]:
    """The text has blanks in the name, in a font that claims less width than it draws."""
    letters = with_blanks_without_room()
    return [one if one.blank else one._replace(shape=replace(one.shape, advance=0.0)) for one in letters]


def with_letters_pressed_together() -> list[Letter]:
    """The page shows Alder; the text says Alcler."""
    found = line("Alc", 20, 80)
    return [*found, *line("ler", found[-1].end - 0.09 * SIZE, 80)]


def with_pale_letters_between() -> list[Letter]:
    """The text says letters that are hardly seen."""
    return [one._replace(ink=Ink(PALE)) if one.text == "i" else one for one in line("Miairiyi", 20, 80)]


def with_tiny_letters_between() -> list[Letter]:
    """The text says dots that are too small to be seen."""
    name = line(NAME, 20, 80, apart=1)
    return [part for one in name for part in (one, letter(".", one.end + 0.3, 80, size=1.0))]


def with_hairlines_between() -> list[Letter]:
    """The text says letters that are so narrow that nobody can read them."""
    name = line(NAME, 20, 80, apart=1)
    narrow = (SIZE / 40, 0.0, 0.0, -SIZE)
    return [part for one in name for part in (one, letter("x", one.end + 0.3, 80)._replace(matrix=narrow))]


def set_apart() -> list[Letter]:
    """Each letter by itself."""
    return line(NAME, 20, 80, apart=6)


def saying_other_letters() -> list[Letter]:
    """The text says another word."""
    return [one._replace(text=text) for one, text in zip(line(NAME, 20, 80), "Lead", strict=True)]


def saying_two_letters_for_one() -> list[Letter]:
    """A letter says that it is a ligature."""
    return [one._replace(text=text) for one, text in zip(line(NAME, 20, 80), ("M", "ea", "r", "y"), strict=True)]


def drawn_twice() -> list[Letter]:
    """Letters over each other: "F" and a lower line show "E"."""
    return [*line("F", 20, 80), *line("L", 20, 80)]


@pytest.mark.parametrize(
    "attack",
    [
        with_blanks_that_say_letters,
        with_blanks_without_room,
        on_baselines_that_hardly_differ,
        with_widths_that_hide_the_order,
        with_blanks_in_claimed_room,
        with_letters_pressed_together,
        with_pale_letters_between,
        with_tiny_letters_between,
        with_hairlines_between,
        set_apart,
        saying_other_letters,
        saying_two_letters_for_one,
        drawn_twice,
    ],
)
def test_letters_that_show_other_than_they_say_are_read(attack: Callable[[], list[Letter]], tmp_path: Path) -> None:
    assert not says_all(copy_of(attack(), [], tmp_path))


BARS = [(20, 60, 23, 90), (40, 60, 43, 90), (20, 74, 43, 76), (50, 60, 53, 90), (60, 60, 63, 90), (60, 88, 75, 90)]
"""HIL."""


@pytest.mark.parametrize(
    "rules",
    [
        [Rule(place, BLACK) for place in BARS],
        [Rule((20, 60 + 2 * row, 80, 61 + 2 * row), BLACK) for row in range(10)],
        [Rule((20, 37, 60, 42), BLACK)],
        [Rule((20, 39, 60, 41), BLACK)],
        [Rule((0, 20, 120, 50), BLACK)],
    ],
    ids=[
        "letters of lines",
        "rows of lines",
        "over halves of letters",
        "line that completes letters",
        "black on black",
    ],
)
def test_lines_and_boxes_that_may_show_letters_are_read(rules: list[Rule], tmp_path: Path) -> None:
    assert not says_all(copy_of([], rules, tmp_path))


def test_ordinary_pages_are_not_read(tmp_path: Path) -> None:
    rules = [Rule((20, 83, 100, 83.7), BLACK), Rule((10, 5, 10.5, 195), BLACK), Rule((100, 110, 180, 122), BLACK)]
    label = [one._replace(ink=Ink((1.0, 1.0, 1.0))) for one in line("Person", 110, 120)]

    assert says_all(copy_of([*line("due on May 3, 2024, to the", 20, 80), *label], rules, tmp_path))


def changed(how: Callable[[pikepdf.Pdf, pikepdf.Page], bytes], folder: Path) -> Path:
    """A copy to whose page something was added."""
    path = copy_of([], [], folder)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        content = how(pdf, page)
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n" + content)
        pdf.save(path)
    return path


def form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bytes:
    """Text in a form that is drawn twice."""
    page.Resources.XObject.X = pdf.make_stream(
        b"BT /F1 12 Tf 20 20 Td <E000E001> Tj ET",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 320, 200],
        Resources={"/Font": page.Resources.Font},
    )
    return b"/X Do q 1 0 0 1 60 0 cm /X Do Q"


def inline_image(_pdf: pikepdf.Pdf, _page: pikepdf.Page) -> bytes:
    """An image in the content."""
    return b"q 50 0 0 20 20 20 cm BI /W 8 /H 1 /BPC 1 /IM true ID \xa5 EI Q"


def pattern(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bytes:
    """A box that is filled with letters."""
    page.Resources.Pattern = pikepdf.Dictionary(
        P=pdf.make_stream(
            b"BT /F1 12 Tf 2 2 Td <E000> Tj ET",
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=[0, 0, 12, 12],
            XStep=12,
            YStep=12,
            Resources={"/Font": page.Resources.Font},
        )
    )
    return b"/Pattern cs /P scn 20 100 50 12 re f"


def shading(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> bytes:
    """Letters as a clipping through which a shading is seen."""
    function = {"/FunctionType": 2, "/Domain": [0, 1], "/C0": [0, 0, 0], "/C1": [0, 0, 0], "/N": 1}
    entries = {"/ShadingType": 2, "/ColorSpace": pikepdf.Name.DeviceRGB, "/Coords": [0, 0, 9, 0], "/Function": function}
    page.Resources.Shading = pikepdf.Dictionary(S=pikepdf.Dictionary(entries))
    return b"q BT /F1 12 Tf 7 Tr 20 20 Td <E000> Tj ET /S sh Q"


def clipped(_pdf: pikepdf.Pdf, _page: pikepdf.Page) -> bytes:
    """Letters of which a clipping leaves parts."""
    return b"q 0 0 100 24 re W n BT /F1 12 Tf 20 20 Td <E000> Tj ET Q"


def invisible(_pdf: pikepdf.Pdf, _page: pikepdf.Page) -> bytes:
    """Letters that say something and show nothing."""
    return b"BT /F1 12 Tf 3 Tr 1 0 0 1 20 20 Tm [<E000>] TJ ET"


def curves(_pdf: pikepdf.Pdf, _page: pikepdf.Page) -> bytes:
    """A few outlines."""
    return b"20 20 m 25 40 l 30 20 l 40 20 m 45 50 50 50 55 20 c S"


def type3(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bytes:
    """A font of drawings that says that its letter is a blank."""
    page.Resources.Font.F9 = pikepdf.Dictionary(
        {
            "/Type": pikepdf.Name.Font,
            "/Subtype": pikepdf.Name.Type3,
            "/FontBBox": [0, 0, 9, 9],
            "/FontMatrix": [0.1, 0, 0, 0.1, 0, 0],
            "/CharProcs": {"/a": pdf.make_stream(b"9 0 d0 0 0 1 9 re f 0 0 5 1 re f")},
            "/Encoding": {"/Type": pikepdf.Name.Encoding, "/Differences": [32, pikepdf.Name.a]},
            "/FirstChar": 32,
            "/LastChar": 32,
            "/Widths": [9],
        }
    )
    return b"BT\n/F9 12 Tf\n0 0 0 rg 0 Tr\n1 0 0 1 20 100 Tm\n[<2020>]TJ\nET"


def not_embedded(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> bytes:
    """A font that each viewer takes from elsewhere."""
    entries = {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.TrueType, "/BaseFont": pikepdf.Name("/Helvetica")}
    page.Resources.Font.F9 = pikepdf.Dictionary(entries)
    return b"BT\n/F9 12 Tf\n0 0 0 rg 0 Tr\n1 0 0 1 20 100 Tm\n[<4D617279>]TJ\nET"


@pytest.mark.parametrize("how", [form, inline_image, pattern, shading, clipped, invisible, curves, type3, not_embedded])
def test_pages_with_more_than_text_and_boxes_are_read(
    how: Callable[[pikepdf.Pdf, pikepdf.Page], bytes], tmp_path: Path
) -> None:
    assert not says_all(changed(how, tmp_path))
    assert says_all(changed(lambda _pdf, _page: b"", tmp_path))


def original(content: bytes, folder: Path) -> Path:
    """An original with one font twice under one name; the second says other letters for its codes."""
    with pymupdf.open() as document:
        page = document.new_page(width=320, height=200)
        for at, words in enumerate(("Mary Lead was paid on time.", "Lead Mary was paid on time.")):
            writer = pymupdf.TextWriter(page.rect)
            writer.append((20, 40 + 40 * at), words, font=pymupdf.Font("helv"), fontsize=12)
            writer.write_text(page)
        data = document.tobytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        other = pdf.make_indirect(pikepdf.Dictionary(dict(fonts.F0.items())))
        other.ToUnicode = pdf.make_stream(TO_UNICODE)
        fonts.F7 = other
        page = pdf.pages[0]
        page.contents_add(content)
        pdf.save(folder / "original.pdf")
    return folder / "original.pdf"


def codes(words: str) -> bytes:
    """The codes of words in the original's font."""
    return "".join(f"{FONT.has_glyph(ord(character)):04X}" for character in words).encode()


TO_UNICODE = (
    b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/U def /CMapType 2 def\n"
    b"1 begincodespacerange<0000><FFFF>endcodespacerange\n4 beginbfchar\n"
    + b"".join(b"<%s><%04X>\n" % (codes(one), ord(other)) for one, other in zip("Mary", "Lead", strict=True))
    + b"endbfchar\nendcmap end end"
)


def test_a_font_of_the_same_name_with_other_letters_is_read_in_the_finished_copy(tmp_path: Path) -> None:
    source = original(b"BT /F7 12 Tf 1 0 0 1 20 60 Tm <%s> Tj ET" % codes("Mary"), tmp_path)
    how = CopySettings(TargetSet([Target(("Marianne",), "[P]")]), None, Options(keep_text=True))
    made = redact_pdf_text(source, tmp_path / "copy.pdf", how)

    assert made.as_pictures == ()  # the copy shows a word that its text does not say
    assert not says_all(tmp_path / "copy.pdf")
