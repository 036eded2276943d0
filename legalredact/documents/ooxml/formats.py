"""The three kinds of Office file (OOXML), and what errors call them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeFormat:
    """One kind of Office file.

    Arguments:
        what: what errors call a file of it.
        program, ending: what saves it, and how such a file's name ends.
        main: the usual name of its main part.
        declared: word in the content types of its parts.
    """

    what: str
    program: str
    ending: str
    main: str
    declared: str


WORD = OfficeFormat("Word file", "Word", ".docx", "word/document.xml", "wordprocessingml")
EXCEL = OfficeFormat("Excel workbook", "Excel", ".xlsx", "xl/workbook.xml", "spreadsheetml")
POWERPOINT = OfficeFormat("PowerPoint presentation", "PowerPoint", ".pptx", "ppt/presentation.xml", "presentationml")
FORMATS = (WORD, EXCEL, POWERPOINT)
