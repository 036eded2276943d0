"""A signed summary on paper: the pages of its PDF, as they are exported, through the system's print dialog."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent

DPI = 300
"""Dots an inch of the pages' images; a higher resolution is not visible on paper."""


class NotPrinted(LegalRedactError):
    """The printer took nothing."""


def ask_for_printer(parent: QWidget) -> QPrinter | None:
    """Which printer, how many copies; None if the person thought better of it."""
    printer = letter_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print the signed summary")
    return printer if dialog.exec() else None


def letter_printer() -> QPrinter:
    """A printer of letter-size pages without margins of its own: the pages have theirs."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Summary")  # a print queue shows it to anybody, so it names no matter
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_pages(
    pages: Sequence[bytes], printer: QPrinter, report: Report = silent, cancel: Cancellation = NEVER
) -> None:
    """Put pages on paper, the first on top; in any thread, since Qt paints on printers in all of them.

    Arguments:
        pages: PNG images of letter-size pages.

    Errors: NotPrinted if the printer cannot be written to; Cancelled, with the pages so far at the printer.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted(
            "The printer did not accept the job; nothing was printed.", "Choose another printer, or export a PDF."
        )
    try:
        for number, page in enumerate(pages):
            if cancel.requested:
                printer.abort()
                raise Cancelled(
                    f"Printing was stopped; {number} of {len(pages)} pages may have reached the printer.",
                    "Look at the printer, or print it again.",
                )
            if number and not printer.newPage():
                raise NotPrinted(f"The printer stopped after page {number}.", "Print it again.")
            paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            painter.drawImage(paper, QImage.fromData(page))
            report(Progress("print", number + 1, len(pages)))
    finally:
        painter.end()
