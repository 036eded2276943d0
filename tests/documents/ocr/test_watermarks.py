"""Pale letters under the text of a page are read: a watermark may name somebody."""

import PIL.Image
import PIL.ImageChops
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from legalredact.documents.ocr import paddle
from legalredact.documents.ocr.engine import Ocr, OcrEngine
from legalredact.documents.ocr.watermarks import pale_lines


def page() -> PIL.Image.Image:
    """Half a page of text at 200 dots per inch."""
    image = PIL.Image.new("L", (1500, 1200), 255)
    draw = PIL.ImageDraw.Draw(image)
    for row in range(16):
        line = "the light at Elm Street was red when the truck passed it on the third of March"
        draw.text((120, 60 + 66 * row), line, fill=0, font=PIL.ImageFont.load_default(32))
    return image


def under(image: PIL.Image.Image, text: str, shade: int) -> PIL.Image.Image:
    """The page with a watermark across it."""
    mark = PIL.Image.new("L", (1300, 220), 255)
    PIL.ImageDraw.Draw(mark).text((40, 20), text, fill=shade, font=PIL.ImageFont.load_default(150))
    layer = PIL.Image.new("L", image.size, 255)
    layer.paste(mark.rotate(35, PIL.Image.Resampling.BICUBIC, expand=True, fillcolor=255), (150, 100))
    return PIL.ImageChops.darker(image, layer)


@pytest.mark.parametrize("shade", [190, 215])
def test_a_watermark_across_a_page_is_read(shade: int) -> None:
    words = Ocr(OcrEngine.EMBEDDED).recognize(under(page(), "QUILLFEATHER", shade), 200)

    assert "QUILLFEATHER" in [word.text for word in words]
    last = words[-1]
    assert (last.line, last.block) == (max(word.line for word in words), max(word.block for word in words))


def test_a_page_without_one_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paddle, "engine", None)

    assert pale_lines(page().convert("RGB"), 200, [], 1) == []


def test_shaded_boxes_and_photographs_ask_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paddle, "engine", None)
    shaded = page()
    PIL.ImageDraw.Draw(shaded).rectangle((100, 1120, 1400, 1180), fill=220)
    photograph = PIL.Image.radial_gradient("L").resize((1500, 1200))

    assert pale_lines(shaded.convert("RGB"), 200, [], 1) == []
    assert pale_lines(photograph.convert("RGB"), 200, [], 1) == []
