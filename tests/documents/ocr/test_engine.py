"""Text comes off pictures with its places, its order and its doubts, and nothing is written or fetched on the way."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from legalredact.documents.ocr import paddle, tesseract
from legalredact.documents.ocr.blocks import paragraphs
from legalredact.documents.ocr.engine import Ocr, OcrEngine, OcrWord

needs_a_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
_LINES = ("Harriet Quillfeather v. Oakbarrow Mills", "Deposition of Desmond Tarrow, 14 March 2019")


@pytest.fixture(scope="module")
def embedded() -> Ocr:
    """The OCR that every installation has."""
    return Ocr(OcrEngine.EMBEDDED)


def _page(lines: tuple[str, ...] = _LINES, size: tuple[int, int] = (900, 260), ink: str = "black") -> PIL.Image.Image:
    """A strip of a page at about 200 dots per inch."""
    image = PIL.Image.new("RGB", size, "white")
    draw = PIL.ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((40, 40 + 70 * row), line, fill=ink, font=PIL.ImageFont.load_default(34))
    return image


def _text(words: tuple[OcrWord, ...]) -> str:
    return " ".join(word.text for word in words)


def test_reads_words_in_order_with_confidence(embedded: Ocr) -> None:
    words = embedded.recognize(_page(), 200)
    assert _text(words) == " ".join(_LINES)
    assert [word.line for word in words] == [0] * 5 + [1] * 7
    assert all(0.5 < word.confidence <= 1 for word in words)


def test_a_words_rectangle_holds_its_ink_and_not_its_neighbours(embedded: Ocr) -> None:
    image = _page()
    words = embedded.recognize(image, 200)
    harriet = next(word for word in words if word.text == "Harriet")
    font = PIL.ImageFont.load_default(34)
    x0, y0, x1, y1 = PIL.ImageDraw.Draw(image).textbbox((40, 40), "Harriet", font=font)
    assert harriet.x0 <= x0 + 3
    assert x1 - 3 <= harriet.x1 <= x1 + 8
    assert harriet.y0 <= y0 + 3
    assert harriet.y1 >= y1 - 3


@pytest.mark.parametrize("degrees", [90, 180, 270, 4])
def test_reads_pages_that_lie_on_their_side_upside_down_or_crooked(embedded: Ocr, degrees: int) -> None:
    turned = _page().rotate(degrees, PIL.Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    assert _text(embedded.recognize(turned, 200)) == " ".join(_LINES)


def test_reads_light_text_on_a_dark_picture(embedded: Ocr) -> None:
    dark = PIL.Image.eval(_page(), lambda level: 255 - level)
    assert _text(embedded.recognize(dark, 200)) == " ".join(_LINES)


def test_transparent_paper_is_white_paper(embedded: Ocr) -> None:
    image = PIL.Image.new("RGBA", (600, 90), (0, 0, 0, 0))
    font = PIL.ImageFont.load_default(34)
    PIL.ImageDraw.Draw(image).text((20, 20), "Oakbarrow Mills", fill=(0, 0, 0, 255), font=font)
    assert _text(embedded.recognize(image, 200)) == "Oakbarrow Mills"


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "F"])
def test_any_kind_of_pixels_is_read(embedded: Ocr, mode: str) -> None:
    image = _page((_LINES[0],), (800, 120))
    if mode == "I;16":
        image = image.convert("I").point(lambda level: level * 200).convert("I;16")
    else:
        image = image.convert(mode)
    assert _text(embedded.recognize(image, 200)) == _LINES[0]


def test_a_picture_without_text_has_no_words(embedded: Ocr) -> None:
    assert embedded.recognize(PIL.Image.new("RGB", (300, 200), "white"), 200) == ()


def test_a_picture_of_one_pixel_has_no_words(embedded: Ocr) -> None:
    assert embedded.recognize(PIL.Image.new("RGB", (1, 1), "black"), 72) == ()


def test_a_long_thin_strip_does_not_blow_up(embedded: Ocr) -> None:
    strip = PIL.Image.new("RGB", (6000, 40), "white")
    PIL.ImageDraw.Draw(strip).text((2500, 2), "Tarrow & Sons", fill="black", font=PIL.ImageFont.load_default(30))
    assert _text(embedded.recognize(strip, 200)) == "Tarrow & Sons"


def test_two_columns_are_read_one_after_the_other(embedded: Ocr) -> None:
    left = ("The tenant was given", "notice in the month of", "April and left without", "paying what he owed")
    right = ("Mrs Quillfeather then", "asked her neighbour to", "keep the second key in", "a drawer of the desk")
    image = PIL.Image.new("RGB", (1000, 320), "white")
    draw = PIL.ImageDraw.Draw(image)
    for x, column in ((30, left), (540, right)):
        for row, line in enumerate(column):
            draw.text((x, 30 + 60 * row), line, fill="black", font=PIL.ImageFont.load_default(34))
    assert _text(embedded.recognize(image, 200)) == " ".join(left + right)


@pytest.fixture
def seen_by_the_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every file that is opened for writing and every host that is looked up or reached while the test runs."""
    seen: list[str] = []
    watching = [True]

    def watch(event: str, args: tuple[object, ...]) -> None:
        if not watching[0]:
            return
        if event.startswith("socket.") or event == "os.mkdir":
            seen.append(event)
        if event == "open" and (
            (isinstance(args[1], str) and set(args[1]) & set("wax+"))
            or (isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        ):
            seen.append(f"open {args[0]!r}")

    sys.addaudithook(watch)
    yield seen
    watching[0] = False


def test_the_embedded_engine_writes_nothing_fetches_nothing_and_logs_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, seen_by_the_process: list[str]
) -> None:
    seen_by_the_process.clear()
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    try:
        with caplog.at_level(logging.DEBUG):
            words = paddle.EmbeddedEngine(1).recognize(_page(), 200)
    finally:
        sys.dont_write_bytecode = before
    assert words
    assert seen_by_the_process == []
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


def test_a_word_keeps_its_text_out_of_its_repr() -> None:
    assert "Quillfeather" not in repr(OcrWord("Quillfeather", 0, 0, 1, 1, 0.9, 0, 0))


def test_paragraphs_have_a_box_for_every_character_and_the_weakest_confidence() -> None:
    words = (
        OcrWord("Ada", 0, 0, 30, 10, 0.9, 0, 0),
        OcrWord("Low", 40, 0, 70, 10, 0.4, 0, 0),
        OcrWord("end", 0, 20, 30, 30, 0.8, 1, 0),
        OcrWord("Next", 0, 60, 40, 70, 1.0, 2, 1),
    )
    first, second = paragraphs(words, scale=(0.5, 0.5), origin=(100, 200))
    assert (first.text, second.text) == ("Ada Low\nend", "Next")
    assert first.confidence == 0.4
    assert len(first.packed) == 16 * len(first.text)
    boxes = memoryview(first.packed).cast("f").tolist()
    assert boxes[:4] == [100, 200, 105, 205]
    assert boxes[12:16] == [0, 0, 0, 0]


_TABLE = """\
level|page_num|block_num|par_num|line_num|word_num|left|top|width|height|conf|text
1|1|0|0|0|0|0|0|900|260|-1|
5|1|1|1|1|1|40|40|100|30|96.5|Harriet
5|1|1|1|1|2|150|40|100|30|12|"Quill
5|1|1|1|2|1|40|80|100|30|90|Tarrow
5|1|1|2|1|1|40|140|100|30|90|end
5|1|1|2|1|2|140|140|100|30|95| """.replace("|", "\t")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Lets a program be trusted that answers as Tesseract does; the argument is what it does with a picture."""

    def install(action: str) -> None:
        program = tmp_path / "tesseract"
        program.write_text(
            "#!/bin/sh\n"
            "# libtesseract.so.5\n"
            'case "$1" in\n'
            '--list-langs) printf "List of languages (2):\\neng\\nosd\\n";;\n'
            f"*) {action};;\nesac\n"
        )
        program.chmod(0o755)
        monkeypatch.setattr(tesseract, "trusted_program", lambda _: program)
        tesseract.program.cache_clear()

    yield install
    tesseract.program.cache_clear()


@needs_a_shell
def test_tesseract_gets_the_picture_by_a_pipe_and_its_table_becomes_words(
    installed: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "table").write_text(_TABLE)
    installed(f'head -c 4 | tail -c 3 > "{tmp_path}/got"; echo "$@" > "{tmp_path}/asked"; cat "{tmp_path}/table"')
    words = Ocr().recognize(_page(()), 200)
    assert (tmp_path / "got").read_text() == "PNG"
    assert (tmp_path / "asked").read_text().startswith("stdin stdout ")
    assert [(word.text, word.line, word.block) for word in words] == [
        ("Harriet", 0, 0),
        ('"Quill', 0, 0),
        ("Tarrow", 1, 0),
        ("end", 2, 1),
    ]
    assert words[0].confidence == pytest.approx(0.965)
    assert (words[0].x0, words[0].y0, words[0].x1, words[0].y1) == (40, 40, 140, 70)


@needs_a_shell
def test_several_pictures_are_read_by_one_start_of_tesseract(installed: Callable[[str], None], tmp_path: Path) -> None:
    _, page, *_, end, _ = _TABLE.splitlines()
    (tmp_path / "table").write_text(f"{_TABLE}\n{page}\n{page}\n{end}")
    installed(f'echo start >> "{tmp_path}/starts"; cat > /dev/null; cat "{tmp_path}/table"')
    read = Ocr().recognize_all_level([_page()] * 3, 200)
    assert [_text(words) for words in read] == ['Harriet "Quill Tarrow end', "", "end"]
    assert (tmp_path / "starts").read_text().split() == ["start"]


@needs_a_shell
def test_each_picture_is_read_alone_where_tesseract_skipped_one(
    installed: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "table").write_text(_TABLE)
    installed(f'echo start >> "{tmp_path}/starts"; cat > /dev/null; cat "{tmp_path}/table"')
    read = Ocr().recognize_all_level([_page()] * 2, 200)
    assert [_text(words) for words in read] == ['Harriet "Quill Tarrow end'] * 2
    assert (tmp_path / "starts").read_text().split() == ["start"] * 3


@pytest.mark.skipif(tesseract.program() is None, reason="Tesseract 5 is not installed")
def test_pictures_read_together_have_the_words_that_each_has_alone() -> None:
    pictures = [_page(), _page(_LINES[:1], (900, 40)), _page((), (60, 900)), _page().rotate(90, expand=True)]
    assert Ocr().recognize_all_level(pictures, 200) == [Ocr().recognize_level(picture, 200) for picture in pictures]


@needs_a_shell
@pytest.mark.parametrize("degrees", [20, -45])
def test_lines_that_tesseract_leaves_are_read_by_the_embedded_models(
    installed: Callable[[str], None], tmp_path: Path, degrees: int
) -> None:
    """A stamp that stands aslant is read by no Tesseract."""
    (tmp_path / "table").write_text(_TABLE)
    installed(f'cat > /dev/null; cat "{tmp_path}/table"')
    stamp = _page(("COPY FOR HARRIET QUILLFEATHER",), (700, 120))
    page = PIL.Image.new("RGB", (900, 1000), "white")
    page.paste(stamp.rotate(degrees, PIL.Image.Resampling.BICUBIC, expand=True, fillcolor="white"), (100, 300))

    words = Ocr().recognize(page, 200)

    assert _text(words[:4]) == 'Harriet "Quill Tarrow end'
    assert _text(words[4:]) == "COPY FOR HARRIET QUILLFEATHER"
    assert {(word.line, word.block) for word in words[4:]} == {(3, 2)}


@needs_a_shell
def test_where_nothing_is_left_the_embedded_models_are_not_asked(
    installed: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "table").write_text(_TABLE)
    installed(f'cat > /dev/null; cat "{tmp_path}/table"')
    monkeypatch.setattr(paddle, "engine", None)
    page = PIL.Image.new("RGB", (900, 1000), "white")
    PIL.ImageDraw.Draw(page).rectangle((300, 500, 800, 540), fill="black")
    PIL.ImageDraw.Draw(page).line((300, 600, 800, 600), fill="black", width=3)

    assert len(Ocr().recognize(page, 200)) == 4


@needs_a_shell
def test_a_tesseract_that_crashes_leaves_the_picture_to_the_embedded_models(installed: Callable[[str], None]) -> None:
    installed("exit 3")
    assert Ocr().uses_tesseract
    assert _text(Ocr().recognize(_page(), 200)) == " ".join(_LINES)


@needs_a_shell
def test_an_old_tesseract_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\n# libtesseract.so.4\necho eng\n")
    program.chmod(0o755)
    monkeypatch.setattr(tesseract, "trusted_program", lambda _: program)
    tesseract.program.cache_clear()
    try:
        assert not Ocr().uses_tesseract
    finally:
        tesseract.program.cache_clear()


@pytest.mark.skipif(tesseract.program() is None, reason="Tesseract 5 is not installed")
@pytest.mark.parametrize("degrees", [0, 4])
def test_the_installed_tesseract_reads_level_and_crooked_pages(degrees: int) -> None:
    lines = (*_LINES, "The witness was sworn and examined by counsel.", "He had seen the letter on the desk.")
    page = _page(lines, (1000, 420)).rotate(degrees, PIL.Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    assert _text(Ocr(OcrEngine.TESSERACT).recognize(page, 200)) == " ".join(lines)
