"""Words of a turned page are read where the page shows them, whatever its unit."""

import pymupdf
import pytest

from legalredact.documents.pdf.text import layers_of, read_page


@pytest.mark.parametrize("unit", ["1", "2", "0.5"])
@pytest.mark.parametrize(
    ("turn", "across", "down"), [(0, 0.25, 0.2), (90, 0.8, 0.25), (180, 0.75, 0.8), (270, 0.2, 0.75)]
)
def test_a_word_is_where_the_page_shows_it(unit: str, turn: int, across: float, down: float) -> None:
    document = pymupdf.open()
    page = document.new_page(width=400, height=300)
    page.insert_text((100 - pymupdf.get_text_length("Harvest", fontsize=10) / 2, 63.5), "Harvest", fontsize=10)
    document.xref_set_key(page.xref, "UserUnit", unit)
    page.set_rotation(turn)
    document = pymupdf.open(stream=document.tobytes(), filetype="pdf")
    read = read_page(document[0], layers_of(document))

    (word,) = read.words
    place = (word.x0 + word.x1) / 2 / read.width, (word.y0 + word.y1) / 2 / read.height
    assert read.outside == []
    assert place == pytest.approx((across, down), abs=0.02)
