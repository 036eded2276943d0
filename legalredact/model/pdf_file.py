"""What is wrong with a PDF before a page of it is read: every room that opens one says it alike."""

from typing import Protocol

from legalredact.errors import DamagedInput, EncryptedInput, OversizedInput


class OpenedPdf(Protocol):
    """A PDF as an engine opened it."""

    @property
    def needs_pass(self) -> object: ...
    @property
    def page_count(self) -> int: ...


def check_pdf(document: OpenedPdf, most: int, broken: tuple[type[BaseException], ...], *, act: str, done: str) -> None:
    """Refuse a PDF that cannot be read.

    Arguments:
        most: pages that it may have.
        broken: what the engine raises on broken files.
        act, done: what is to be done to it: ``"add"``, ``"read"``.

    Errors:
        EncryptedInput: it asks for a password.
        DamagedInput: it has no pages.
        OversizedInput: it has more pages than it may have.
    """
    if document.needs_pass:
        raise EncryptedInput(
            "This PDF is protected by a password.",
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
    """No page of it can be read."""
    return DamagedInput(
        "This PDF is damaged and no page of it can be read.",
        "Ask for a new copy, or open it elsewhere and print it to a new PDF.",
    )
