"""Copies of PDFs have tags in reading order, made of the copy's own pages, and look as they did without."""

import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest

from legalredact.redaction.options import Options
from legalredact.redaction.targets import Target
from tests.redaction.structure.copying import CLIENT, Made, alts, brief, copied, elements, tags

IMAGES = Options()


def told(copy: Path) -> str:
    """The text of the tags in reading order as poppler reads it, without spaces."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo is not installed")
    done = subprocess.run(["pdfinfo", "-struct-text", copy], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return re.sub(r"\s+", "", "".join(re.findall(r'"(.*)"', done.stdout)))


def drawn(content: bytes) -> list[tuple[bytes, bytes]]:
    """Each page as MuPDF and as PDFium draw it."""
    with pymupdf.open(stream=content, filetype="pdf") as document:
        other = pypdfium2.PdfDocument(content)
        pages = zip(document, other, strict=True)
        return [(page.get_pixmap(dpi=110).samples, two.render(scale=1.5).to_numpy().tobytes()) for page, two in pages]


def test_a_page_has_heading_paragraphs_and_list_in_reading_order(tmp_path: Path) -> None:
    made = copied(brief().tobytes(), tmp_path)

    one = ["H1", "Span", "P", "Span", "L", "LI", "LBody", "LI", "LBody", "Span", "P"]
    assert tags(made.pdf) == ["Document", *one, *one, *one]
    assert bool(made.pdf.Root.MarkInfo.Marked)


def test_a_second_engine_reads_the_tags_in_the_order_of_the_page(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for row in range(6):  # rows of two columns, written across
        page.insert_text((60, 100 + 14 * row), f"left column row {row} of the first text", fontsize=10)
        page.insert_text((330, 100 + 14 * row), f"right column row {row} of the other text", fontsize=10)

    text = told(copied(document.tobytes(), tmp_path).copy)

    left = "".join(f"leftcolumnrow{row}ofthefirsttext" for row in range(6))
    right = "".join(f"rightcolumnrow{row}oftheothertext" for row in range(6))
    assert text == left + right


def test_a_second_engine_reads_the_box_where_the_name_was(tmp_path: Path) -> None:
    text = told(copied(brief().tobytes(), tmp_path).copy)

    assert text.startswith("DEPOSITIONOFCLIENT_ATheWitnessCLIENT_Awassworn".replace("Witness", "witness"))
    assert "1.Thefirstitem" in text
    assert "agreedbyCLIENT_Aandtheotherparty." in text


def test_a_line_goes_on_behind_a_plain_box(tmp_path: Path) -> None:
    made = copied(brief().tobytes(), tmp_path, options=Options(keep_text=True, tokens=False))

    text = told(made.copy)

    assert "agreedbyandtheotherparty." in text
    assert tags(made.pdf).count("P") == 6


def test_running_heads_and_feet_and_lines_are_artifacts(tmp_path: Path) -> None:
    made = copied(brief().tobytes(), tmp_path)

    text = told(made.copy)

    assert "Case1:23" not in text
    assert "of3" not in text
    assert "Figure" not in tags(made.pdf)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("options", [Options(keep_text=True), IMAGES], ids=["text", "images"])
def test_tags_change_nothing_that_is_drawn(options: Options, turn: int, tmp_path: Path) -> None:
    made = copied(brief(turn).tobytes(), tmp_path, options=options)

    assert drawn(made.copy.read_bytes()) == drawn(made.plain)
    if options.keep_text:
        assert tags(made.pdf).count("H1") == 3


def test_cells_of_one_row_are_elements_and_look_the_same(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.draw_rect((70, 80, 520, 200))
    for row in range(6):
        for column, words in enumerate(("Item", "Paid", "Owed")):
            page.insert_text((80 + 48 * column, 100 + 16 * row), f"{words}{row}", fontsize=11, fontname="cour")

    made = copied(document.tobytes(), tmp_path)

    assert drawn(made.copy.read_bytes()) == drawn(made.plain)
    assert len(tags(made.pdf)) > 4


@pytest.mark.parametrize("options", [Options(keep_text=True), IMAGES], ids=["text", "images"])
def test_all_that_a_page_draws_is_marked_once_and_belongs_to_its_element(options: Options, tmp_path: Path) -> None:
    pdf = copied(brief().tobytes(), tmp_path, options=options).pdf

    rows = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for page in pdf.pages:
        numbers = _marks(page)
        assert numbers == list(range(len(numbers)))
        owners = list(rows[int(page.obj.StructParents)])
        assert len(owners) == len(numbers)
        for number, owner in enumerate(owners):
            assert number in [kid for kid in owner.K if isinstance(kid, int)]
            assert owner.Pg.objgen == page.obj.objgen


def _marks(page: pikepdf.Page) -> list[int]:
    """The numbers of marked content; fails if something is drawn outside marks, or marks cross text objects."""
    numbers: list[int] = []
    open_in_text: bool | None = None
    in_text = False
    for item in pikepdf.parse_content_stream(page):
        operands, operator = item.operands, item.operator
        name = str(operator)
        if name in ("BDC", "BMC"):
            assert open_in_text is None
            open_in_text = in_text
            if name == "BDC":
                numbers.append(int(operands[1].MCID))
        elif name == "EMC":
            assert open_in_text is in_text
            open_in_text = None
        elif name in ("BT", "ET"):
            assert open_in_text is None
            in_text = name == "BT"
        elif name in ("TJ", "Tj", "f", "Do", "re"):
            assert open_in_text is not None
    assert open_in_text is None
    return numbers


def test_a_box_says_that_something_is_redacted_and_not_how_long_it_was(tmp_path: Path) -> None:
    texts = []
    for name in ("Oldacre", "Featherstonehaugh-Cholmondeley"):
        document = pymupdf.open()
        document.new_page().insert_text((72, 100), f"The house was sold by {name} to the bank in May.")
        made = copied(document.tobytes(), tmp_path, (Target((name,), "X"),), Options(keep_text=True, tokens=False))
        texts.append(alts(made.pdf))

    assert texts == [["redacted"], ["redacted"]]


def test_a_box_with_words_says_them(tmp_path: Path) -> None:
    made = copied(brief().tobytes(), tmp_path)

    assert set(alts(made.pdf)) == {"redacted: CLIENT_A"}


def test_a_page_that_is_an_image_says_so_and_keeps_its_text_layer(tmp_path: Path) -> None:
    made = copied(brief().tobytes(), tmp_path, options=IMAGES)

    assert tags(made.pdf) == ["Document", "Figure", "Figure", "Figure"]
    assert alts(made.pdf) == [f"Page {number}, redacted image" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("name", "alt"), [("Larry Page", "redacted image"), ("Image", ""), ("Oldacre", "Page 1, redacted image")]
)
def test_an_alternative_text_spells_no_name(name: str, alt: str, tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), f"The house was sold by {name} to the bank.")

    made = copied(document.tobytes(), tmp_path, (Target((name, name.rsplit(maxsplit=1)[-1]), "X"),), IMAGES)

    assert alts(made.pdf) == ([alt] if alt else [])


def test_nothing_of_the_tags_of_the_original_is_in_the_copy(tmp_path: Path) -> None:
    document = brief()
    catalog = document.pdf_catalog()
    root, element = document.get_new_xref(), document.get_new_xref()
    told_there = " ".join(f"/{key}(hidden {key} text)" for key in ("ActualText", "Alt", "T", "E", "Lang"))
    document.update_object(root, f"<</Type/StructTreeRoot/K {element} 0 R>>")
    document.update_object(element, f"<</Type/StructElem/S/P/P {root} 0 R{told_there}>>")
    document.xref_set_key(catalog, "StructTreeRoot", f"{root} 0 R")

    for options in (Options(keep_text=True), IMAGES):
        made = copied(document.tobytes(), tmp_path, options=options)

        pdf = made.pdf
        assert not any("hidden" in str(obj.unparse()) for obj in pdf.objects if not isinstance(obj, pikepdf.Stream))
        assert any("the copy has its own" in one for one in made.result.lacks)


def test_no_text_is_lost_from_the_tags(tmp_path: Path) -> None:
    """All letters but those of running heads and feet are in the tags."""
    made = copied(brief().tobytes(), tmp_path)

    text = told(made.copy)

    with pymupdf.open(made.copy) as document:
        shown = "".join("".join(page.get_text().split()) for page in document)
    for margin in ("Case1:23-cv-00112Document5", "Page1of3", "Page2of3", "Page3of3"):
        shown = shown.replace(margin, "")
    assert sorted(text) == sorted(shown)


def test_elements_name_no_one(tmp_path: Path) -> None:
    made: Made = copied(brief().tobytes(), tmp_path, (CLIENT,))

    keys = {key for element in elements(made.pdf) for key in element.keys()}  # noqa: SIM118 - a pikepdf object

    assert keys <= {"/Type", "/S", "/P", "/Pg", "/K", "/Alt"}
