"""Draws pages for display in a separate process: a hostile file may crash it, but not the window."""

import functools
import io
import multiprocessing
import multiprocessing.connection
import multiprocessing.process
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from legalredact.documents.limits import STANDARD, Limits
from legalredact.errors import DamagedInput, LegalRedactError, ReaderStopped
from legalredact.installation import refuse_changed
from legalredact.model.paper import square_size
from legalredact.model.source import content_of
from legalredact.sandbox.probe import tested_profile
from legalredact.sandbox.profiles import READERS, Confine, confine_reader, required

Source = bytes | Path
"""A file's bytes, or its path."""

Size = tuple[float, float]
"""Width and height, in points."""
_ORIENTATION, _ON_ITS_SIDE = 0x0112, frozenset({5, 6, 7, 8})
"""The EXIF orientation tag, and its values for a rotation by 90 degrees."""

PATIENCE = 20.0
"""Seconds allowed for one page."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page: rows of three bytes per pixel (red, green, blue) without padding."""

    width: int
    height: int
    rgb: bytes = field(repr=False)


class PagePictures:
    """Draws pages of PDFs and images, with one file open at a time. Not thread-safe.

    Arguments:
        limits: for pixels and for the memory of the process.
    """

    def __init__(self, limits: Limits = STANDARD) -> None:
        self._limits = limits
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: multiprocessing.connection.Connection[Any, Any] | None = None
        self._open = ""

    def draw(self, key: str, source: Callable[[], Source], page: int, dpi: float) -> PagePicture:
        """Draw a page as displayed.

        Arguments:
            key: identifies the file; `source` is called only if another file was open.
            page: counted from 1.
            dpi: dots per inch; reduced if the limits require it.

        Errors: DamagedInput if it cannot be drawn, ReaderStopped if the process crashed or timed out; it restarts with
        the next page.
        """
        picture = self._of(key, source, ("draw", page, dpi))
        assert isinstance(picture, PagePicture)  # noqa: S101 - the answer of `_serve` to "draw"
        return picture

    def sizes(self, key: str, source: Callable[[], Source]) -> tuple[Size, ...]:
        """Width and height of every page, in points.

        Arguments, errors: as in `draw`.
        """
        sizes = self._of(key, source, ("sizes",))
        assert isinstance(sizes, tuple)  # noqa: S101 - the answer of `_serve` to "sizes"
        return sizes

    def _of(self, key: str, source: Callable[[], Source], question: tuple[object, ...]) -> object:
        """Send a request about a file, which is opened first if necessary."""
        try:
            pipe = self._started()
            if key != self._open:
                self._ask(pipe, ("open", _content(source())))
                self._open = key
            return self._ask(pipe, question)
        except (EOFError, OSError):
            self.close()
            raise ReaderStopped(
                f"Drawing pages of {key} ended its process.", "Read the text, or open the file in another program."
            ) from None

    def start(self) -> None:
        """Start the process early, so that the first page does not wait for it."""
        self._started()

    def close(self) -> None:
        """End the process."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None
        self._open = ""

    def _started(self) -> "multiprocessing.connection.Connection[Any, Any]":
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self.close()
            refuse_changed()
            spawning = multiprocessing.get_context("spawn")
            self._pipe, theirs = spawning.Pipe()
            confine = tested_profile(functools.partial(confine_reader, required=required()), READERS)
            self._process = spawning.Process(target=_serve, args=(theirs, self._limits, confine), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def _ask(self, pipe: "multiprocessing.connection.Connection[Any, Any]", question: tuple[object, ...]) -> object:
        pipe.send(question)
        if not pipe.poll(PATIENCE):
            raise EOFError
        answer = pipe.recv()
        if isinstance(answer, LegalRedactError):
            self._open = ""
            raise answer
        return answer


def _serve(pipe: "multiprocessing.connection.Connection[Any, Any]", limits: Limits, confine: Confine) -> None:
    """Main loop of the process: opens one file at a time and answers requests."""
    refusal: LegalRedactError | None = None
    try:
        confine()
    except LegalRedactError as refused:
        refusal = refused
    _limit_memory(limits)
    pages: _Pages | None = None
    while True:
        try:
            question = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            if refusal is not None:
                pipe.send(refusal)
            elif question[0] == "open":
                pages = _pages(question[1], limits)
                pipe.send(None)
            elif pages is not None and question[0] == "sizes":
                pipe.send(pages.sizes())
            elif pages is not None:
                pipe.send(pages.draw(question[1], question[2]))
            else:
                pipe.send(_undrawable())
        except Exception:  # noqa: BLE001 - engines raise anything on damaged files; never pass their message on
            pipe.send(_undrawable())


def _content(source: Source) -> bytes:
    """The file's bytes, since the confined process may not open files."""
    try:
        return content_of(source)
    except OSError:
        raise _undrawable() from None


def _undrawable() -> DamagedInput:
    return DamagedInput("This page cannot be drawn.", "Read the page's text, or open the file in another program.")


def _limit_memory(limits: Limits) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.max_memory, limits.max_memory))


class _Pages(Protocol):
    """An open file."""

    def draw(self, page: int, dpi: float) -> PagePicture:
        """A page, counted from 1."""

    def sizes(self) -> tuple[Size, ...]:
        """Of every page, in points."""


def _pages(content: bytes, limits: Limits) -> _Pages:
    return _PdfPages(content, limits) if b"%PDF-" in content[:1024] else _ImagePages(content, limits)


class _PdfPages:
    def __init__(self, content: bytes, limits: Limits) -> None:
        import pymupdf

        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
        self._document = pymupdf.open(stream=content, filetype="pdf")
        self._limits = limits

    def draw(self, page: int, dpi: float) -> PagePicture:
        import pymupdf

        from legalredact.documents.pdf.render import fitting_dpi

        loaded = self._document.load_page(page - 1)
        fitting = fitting_dpi(tuple(loaded.rect), dpi, self._limits.max_pixels)
        pixels = loaded.get_pixmap(matrix=pymupdf.Matrix(fitting / 72, fitting / 72), alpha=False)
        return PagePicture(pixels.width, pixels.height, bytes(pixels.samples))

    def sizes(self) -> tuple[Size, ...]:
        if self._document.page_count > self._limits.max_pages:
            raise _undrawable()
        rects = (self._document.load_page(number).rect for number in range(self._document.page_count))
        return tuple((rect.width, rect.height) for rect in rects)


class _ImagePages:
    def __init__(self, content: bytes, limits: Limits) -> None:
        import PIL.Image

        from legalredact.documents.ocr.image import FORMATS

        PIL.Image.MAX_IMAGE_PIXELS = limits.max_pixels
        self._image = PIL.Image.open(io.BytesIO(content), formats=FORMATS)
        self._frames = min(int(getattr(self._image, "n_frames", 1)), limits.max_pages)

    def draw(self, page: int, dpi: float) -> PagePicture:
        import PIL.Image
        import PIL.ImageOps

        from legalredact.documents.ocr.image import dpi_of, in_proportion

        self._image.seek(page - 1)
        frame = in_proportion(PIL.ImageOps.exif_transpose(self._image)).convert("RGB")
        share = min(1.0, dpi / dpi_of(self._image))
        size = (max(1, round(frame.width * share)), max(1, round(frame.height * share)))
        scaled = frame.resize(size, PIL.Image.Resampling.LANCZOS)
        return PagePicture(scaled.width, scaled.height, scaled.tobytes())

    def sizes(self) -> tuple[Size, ...]:
        return tuple(self._size(number) for number in range(self._frames))

    def _size(self, number: int) -> Size:
        from legalredact.documents.ocr.image import dpi_of

        self._image.seek(number)
        dots = dpi_of(self._image)
        turned = self._image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
        size = square_size(self._image.info.get("dpi"), self._image.size)
        width, height = size[::-1] if turned else size
        return 72 * width / dots, 72 * height / dots
