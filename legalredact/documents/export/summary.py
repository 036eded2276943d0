"""A summary as DOCX, PDF or Markdown: statements, numbered sources, remarks, sign-off."""

from legalredact.documents.export.markdown import markdown
from legalredact.model.export import SummaryExport
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent

__all__ = ["markdown", "pages", "rendered"]


def rendered(content: SummaryExport, form: str) -> bytes:
    """The file in one of `model.export.FORMS`; a PDF has pages of letter size, Markdown is UTF-8."""
    if form == "docx":
        from legalredact.documents.export.docx import docx_bytes

        return docx_bytes(content)
    if form == "pdf":
        from legalredact.documents.export.pdf import pdf_bytes

        return pdf_bytes(content)
    return markdown(content).encode()


def pages(content: SummaryExport, dpi: int, report: Report = silent, cancel: Cancellation = NEVER) -> tuple[bytes, ...]:
    """The pages of the PDF as PNG images for a printer; nothing is written to disk. Cancelled on request."""
    import pymupdf

    from legalredact.documents.export.pdf import pdf_bytes

    with pymupdf.open("pdf", pdf_bytes(content)) as document:
        made: list[bytes] = []
        for page in document:
            cancel.check()
            made.append(bytes(page.get_pixmap(dpi=dpi).tobytes("png")))
            report(Progress("page", len(made), document.page_count))
        return tuple(made)
