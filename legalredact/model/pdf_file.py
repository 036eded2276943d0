"""Checks a PDF before a page is read, with the same errors wherever a PDF is opened."""

from typing import Protocol

from legalredact.errors import DamagedInput, EncryptedInput, OversizedInput
from legalredact.model.locked_file import PROTECTED_PDF


class OpenedPdf(Protocol):
    """A PDF as opened by an engine."""

    @property
    def needs_pass(self) -> object: ...
    @property
    def page_count(self) -> int: ...


def check_pdf(document: OpenedPdf, most: int, broken: tuple[type[BaseException], ...], *, act: str, done: str) -> None:
    """Refuse a PDF that cannot be read.

    Arguments:
        most: largest number of pages.
        broken: exceptions of the engine for damaged files.
        act, done: verb for errors, in two forms: ``"add"``, ``"read"``.

    Errors:
        EncryptedInput: it requires a password.
        DamagedInput: it has no pages.
        OversizedInput: it has too many pages.
    """
    if document.needs_pass:
        raise EncryptedInput(
            PROTECTED_PDF,
            f"Open it with its password, save a copy without one, and {act} the copy.",
        )
    try:
        pages = document.page_count
    except broken:
        raise damaged_pdf() from None
    if pages == 0:
        raise damaged_pdf()
    if pages > most:
        raise OversizedInput(f"This PDF has {pages} pages; at most {most} are {done}.", "Split it into smaller files.")


def damaged_pdf() -> DamagedInput:
    """The error for a PDF of which no page can be read."""
    return DamagedInput(
        "This PDF is damaged and no page of it can be read.",
        "Ask for a new copy, or open it elsewhere and print it to a new PDF.",
    )
