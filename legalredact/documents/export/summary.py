"""A summary leaves the matter as DOCX, PDF or Markdown: statements, numbered sources, remarks, sign-off."""

from pathlib import Path

from legalredact.documents.export.atomic_file import write_atomically
from legalredact.documents.export.markdown import markdown
from legalredact.model.export import SummaryExport

__all__ = ["markdown", "pages", "write_docx", "write_markdown", "write_pdf"]


def write_docx(content: SummaryExport, path: Path) -> None:
    """Write a Word document; an existing file is replaced as a whole or not at all.

    Errors:
        DiskFull: the disk took no more; nothing was changed.
        Unwritable: the folder or file may not be written.
    """
    from legalredact.documents.export.docx import docx_bytes

    write_atomically(path, docx_bytes(content))


def write_pdf(content: SummaryExport, path: Path) -> None:
    """Write a PDF, letter size; errors as `write_docx`."""
    from legalredact.documents.export.pdf import pdf_bytes

    write_atomically(path, pdf_bytes(content))


def write_markdown(content: SummaryExport, path: Path) -> None:
    """Write Markdown in UTF-8; errors as `write_docx`."""
    write_atomically(path, markdown(content).encode())


def pages(content: SummaryExport, dpi: int) -> tuple[bytes, ...]:
    """The pages of the PDF as pictures for a printer, PNG; nothing is written anywhere."""
    import pymupdf

    from legalredact.documents.export.pdf import pdf_bytes

    with pymupdf.open("pdf", pdf_bytes(content)) as document:
        return tuple(bytes(page.get_pixmap(dpi=dpi).tobytes("png")) for page in document)
