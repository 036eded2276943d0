"""The three Office formats (OOXML) and OpenDocument, and how errors name them."""

from dataclasses import dataclass

from legalredact.documents.file_type import FileKind


@dataclass(frozen=True, slots=True)
class OfficeFormat:
    """One Office format.

    Arguments:
        what: how errors call such a file.
        program, ending: the program that saves it, and the file name extension.
        main: usual name of the main part.
        declared: word that occurs in the content types of its parts.
    """

    what: str
    program: str
    ending: str
    main: str
    declared: str


WORD = OfficeFormat("Word file", "Word", ".docx", "word/document.xml", "wordprocessingml")
EXCEL = OfficeFormat("Excel workbook", "Excel", ".xlsx", "xl/workbook.xml", "spreadsheetml")
POWERPOINT = OfficeFormat("PowerPoint presentation", "PowerPoint", ".pptx", "ppt/presentation.xml", "presentationml")
OPENDOCUMENT = OfficeFormat("OpenDocument file", "LibreOffice", ".odt", "content.xml", "opendocument")
FORMATS = (WORD, EXCEL, POWERPOINT)
OFFICE = {
    FileKind.WORD: WORD,
    FileKind.EXCEL: EXCEL,
    FileKind.POWERPOINT: POWERPOINT,
    FileKind.OPENDOCUMENT: OPENDOCUMENT,
}
