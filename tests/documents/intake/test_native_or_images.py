"""Of a record the native file is read, else its page images, else its extracted text."""

from pathlib import Path

import pytest

from legalredact.documents.intake.native_or_images import form_of, location_of
from legalredact.documents.limits import STANDARD
from legalredact.errors import DamagedInput
from legalredact.model.production import Form, Location

NATIVE, IMAGE, TEXT = (Location(Path(name)) for name in ("a.docx", "a.tif", "a.txt"))
PROBLEM = DamagedInput("It is damaged.", "Ask for it again.")


@pytest.mark.parametrize(
    ("native", "pages", "text", "expected"),
    [
        (NATIVE, (IMAGE,), TEXT, NATIVE),
        (None, (IMAGE,), TEXT, IMAGE),
        (None, (), TEXT, TEXT),
        (None, (), None, None),
    ],
)
def test_a_record_stands_for_its_native_file_else_its_first_page_else_its_text(
    native: Location | None, pages: tuple[Location, ...], text: Location | None, expected: Location | None
) -> None:
    assert location_of(native, pages, text) == expected


@pytest.fixture(params=[b"Dear Tobias Wren", b"\x00\x01\x02"], ids=["text", "unknown type"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Location, bool]:
    """A native file, and whether its type is read."""
    path = tmp_path / "a.txt"
    path.write_bytes(request.param)
    return Location(path, name=path.name), request.param.startswith(b"Dear")


def test_a_native_file_is_read_and_images_only_in_place_of_an_unsupported_one(file: tuple[Location, bool]) -> None:
    native, is_supported = file

    assert form_of(native, (), None, STANDARD, native=True) is Form.FILE
    assert form_of(native, (IMAGE,), None, STANDARD, native=True) is (Form.FILE if is_supported else Form.PAGES)


def test_images_are_read_in_place_of_a_native_file_that_is_missing_or_has_a_problem() -> None:
    assert form_of(IMAGE, (IMAGE,), PROBLEM, STANDARD, native=False) is Form.PAGES
    assert form_of(NATIVE, (IMAGE,), PROBLEM, STANDARD, native=True) is Form.PAGES


def test_without_both_the_text_is_read_and_a_problem_is_told() -> None:
    assert form_of(TEXT, (), None, STANDARD, native=False) is Form.TEXT
    assert form_of(TEXT, (), PROBLEM, STANDARD, native=False) is Form.NOTHING
