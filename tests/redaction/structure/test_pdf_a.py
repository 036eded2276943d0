"""Copies conform to PDF/A-2b or 2u on demand."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from legalredact.errors import Refused
from legalredact.redaction.options import Options
from legalredact.redaction.targets import Target
from legalredact.resources import resource
from tests.redaction.structure.copying import CLIENT, brief, copied
from tests.redaction.structure.pdf_a_rules import violations
from tests.redaction.structure.pdf_a_validator import findings

TEXT, IMAGES = Options(keep_text=True, pdf_a=True), Options(pdf_a=True)


def test_a_copy_with_its_text_is_2u(tmp_path: Path) -> None:
    made = copied(brief().tobytes(), tmp_path, options=TEXT)

    assert made.result.pdf_a == made.result.pdf_a_words() == "PDF/A-2u"
    assert violations(made.copy, "u") == findings(made.copy) == []


def test_a_copy_as_images_is_2b(tmp_path: Path) -> None:
    made = copied(brief().tobytes(), tmp_path, options=IMAGES)

    assert made.result.pdf_a == "PDF/A-2b"
    assert "not 2u" in made.result.pdf_a_words()
    assert violations(made.copy, "b") == findings(made.copy) == []


@pytest.mark.parametrize("name", ["complaint.pdf", "deposition.pdf", "exhibit_c_scan.pdf"])
@pytest.mark.parametrize("options", [TEXT, IMAGES], ids=["text", "images"])
def test_the_sample_matter_conforms(name: str, options: Options, tmp_path: Path) -> None:
    source = Path(resource("samples", "alder_v_granite", name)).read_bytes()

    made = copied(source, tmp_path, (Target(("Margaret Q. Alder", "Alder"), "CLIENT_A"),), options)

    assert violations(made.copy, made.result.pdf_a[-1]) == findings(made.copy) == []


def test_a_text_copy_with_a_page_that_became_an_image_is_2b(tmp_path: Path) -> None:
    document = brief()
    document[1].insert_text((100, 700), "Oldacre", morph=(pymupdf.Point(100, 700), pymupdf.Matrix(30)))

    made = copied(document.tobytes(), tmp_path, options=TEXT)

    assert [page for page, _ in made.result.as_pictures] == [2]
    assert made.result.pdf_a == "PDF/A-2b"
    assert violations(made.copy, "b") == findings(made.copy) == []


def test_a_letter_without_unicode_makes_it_2b(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), "The house was sold by Oldacre to the bank.")
    page.insert_text((72, 130), "a", fontname="zadb")
    with pikepdf.open(io.BytesIO(document.tobytes())) as pdf:
        font = next(one for one in pdf.pages[0].Resources.Font.values() if "Dingbats" in str(one.BaseFont))
        font.Encoding = Dictionary(Differences=Array([97, Name("/unknown")]))
        file = io.BytesIO()
        pdf.save(file)

    made = copied(file.getvalue(), tmp_path, options=TEXT)

    assert made.result.as_pictures == ()
    assert made.result.pdf_a == "PDF/A-2b"
    assert violations(made.copy, "b") == []
    assert violations(made.copy, "u") != []


def test_a_copy_without_the_wish_states_nothing(tmp_path: Path) -> None:
    made = copied(brief().tobytes(), tmp_path)

    pdf = made.pdf
    assert made.result.pdf_a == ""
    assert not {"/Metadata", "/OutputIntents"} & set(pdf.Root.keys())


def test_the_same_copy_has_the_same_bytes(tmp_path: Path) -> None:
    content = brief().tobytes()

    assert (
        copied(content, tmp_path, options=TEXT).copy.read_bytes()
        == copied(content, tmp_path, options=TEXT).copy.read_bytes()
    )


@pytest.mark.parametrize("size", [(2, 300), (14_500, 300)])
def test_a_page_of_a_size_that_pdf_a_forbids_is_refused(size: tuple[float, float], tmp_path: Path) -> None:
    document = brief()
    document.new_page(width=size[0], height=size[1])

    with pytest.raises(Refused, match="Page 4 is smaller or larger than PDF/A allows"):
        copied(document.tobytes(), tmp_path, options=Options(pdf_a=True, dpi=150, max_pixels=3_000_000))


def _no_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def _other_level(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().replace(b">2<", b">1<")
    pdf.Root.Metadata = pdf.make_stream(packet)


def _unembedded(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile3


def _wide(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        for one in list(font.DescendantFonts[0].W)[1::2]:
            one[0] = int(one[0]) + 5


def _without_meaning(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes().replace(b"><0", b"><FEFF0"))


def _script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.beep()"))


def _see_through(pdf: Pdf) -> None:
    pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(ca=0.5))


def _note(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]))])


def _huge(pdf: Pdf) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, 20_000, 300])


def _profile_of_gray(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes().replace(b"RGB ", b"GRAY", 1))


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (_no_intent, "6.2.3"),
        (_other_level, "6.6.4"),
        (_unembedded, "6.2.11.4"),
        (_wide, "6.2.11.5"),
        (_without_meaning, "6.2.11.7"),
        (_script, "6.5"),
        (_see_through, "6.2.5"),
        (_note, "6.3"),
        (_huge, "6.1.13"),
        (_profile_of_gray, "6.2.3"),
    ],
)
def test_the_check_notices_what_does_not_conform(spoil: Callable[[Pdf], None], clause: str, tmp_path: Path) -> None:
    made = copied(brief().tobytes(), tmp_path, options=TEXT)
    with pikepdf.open(made.copy, allow_overwriting_input=True) as pdf:
        spoil(pdf)
        pdf.save(made.copy, deterministic_id=True)

    assert any(found.startswith(clause) for found in violations(made.copy, "u"))
    assert findings(made.copy) or spoil in (_without_meaning, _see_through)  # level 2u; we forbid what 2b restricts


def test_a_person_who_is_called_like_a_word_of_the_statement_is_no_obstacle(tmp_path: Path) -> None:
    targets = (CLIENT, Target(("Description",), "X"), Target(("Conformance",), "Y"), Target(("Purl Builtin",), "Z"))

    assert copied(brief().tobytes(), tmp_path, targets, TEXT).result.pdf_a == "PDF/A-2u"
