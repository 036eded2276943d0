"""Column names of load files as different programs write them, and the fields of a record."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.model.production import BatesRange

_FIRST = """begbates begdoc begno docid batesbeg batesbegin beginbates begbatesno beginningbates begindoc beginno
    prodbeg begprod prodbegbates prodbegdoc begdocno begcontrol begcontrolnumber controlnumber startbates firstbates
    batesstart documentid docnumber bates batesnumber beginningcontrolnumber productionbegbates productionbeginbates
    recordid docno itemid controlno""".split()
_LAST = """endbates enddoc endno batesend endingbates endbatesno endingdoc prodend endprod prodendbates prodenddoc
    enddocno endcontrol endcontrolnumber stopbates lastbates batesstop productionendbates endingcontrolnumber""".split()
_FAMILY = """begattach begattachment begatt attachbegin attachbeg batesbegattach prodbegattach begattachno begfamily
    familybegin familybeg begfam beginattach beginattachment beginningattachment attbeg attachstart beginfamily
    attachrange attachmentrange familyrange parentbates parentid parentdocid parentdoc attachparentid groupid
    groupidentifier familyid familygroup prodbegatt batesbegatt begattachbates productionbegattach""".split()
_CUSTODIAN = "custodian custodianname primarycustodian custodians source custodiansource owner".split()
_NATIVE = """nativefile nativelink nativepath nativefilepath native nativefilelink filelink link doclink nativelocation
    nativefilename nativefilelocation ntvfilepath linktonative nativefileslink""".split()
_TEXT = """textpath extractedtext textfile textlink ocrpath fulltextpath textfilepath ocrtext extractedtextpath
    extractedtextfile extractedtextfilepath fulltext ocr text textprecedence textlocation ocrlink linktotext
    ocrfile ocrtextpath extractedtextlink""".split()
_IMAGE = "imagekey imageid imagekeyfield begimage imagebeg".split()
_DATE = re.compile(r"date|time|sent|received|created|modified", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|to|;)\s+|\s+(?:-|–|to)\s*")
_LONGEST_PATH = 1_024
_MOST_DATES = 16


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """The fields of one record.

    Arguments:
        line: in the load file.
        number: the document's first Bates or control number.
        image: its key in the table of page images.
        head: number of the first document of its family; empty if it has none.
        native, text: paths as in the load file; empty if there is none.
        text_inside: the text is in the load file itself, which cannot be kept.
    """

    line: int
    number: str = field(repr=False)
    image: str = field(repr=False)
    bates: BatesRange
    head: str = field(repr=False)
    custodian: str = field(repr=False)
    native: str = field(repr=False)
    text: str = field(repr=False)
    dates: tuple[tuple[str, str], ...] = field(repr=False)
    text_inside: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns; empty if there is no such column.

    Arguments:
        number: required, otherwise the file is not a table of documents.
    """

    number: str = field(repr=False)
    last: str = field(repr=False)
    family: str = field(repr=False)
    custodian: str = field(repr=False)
    native: str = field(repr=False)
    text: str = field(repr=False)
    image: str = field(repr=False)
    dates: tuple[str, ...] = field(repr=False)

    def row(self, line: int, values: Mapping[str, str]) -> LoadRecord:
        """The fields of a record."""
        number = values.get(self.number, "")
        text = values.get(self.text, "")
        is_path = len(text) <= _LONGEST_PATH and "\n" not in text and re.search(r"\.\w{2,5}\s*$", text) is not None
        dates = ((name, values[name]) for name in self.dates if values.get(name))
        return LoadRecord(
            line,
            number,
            values.get(self.image, "") or number,
            BatesRange(number, values.get(self.last, "") or number),
            _RANGE.split(values.get(self.family, ""))[0].strip(),
            values.get(self.custodian, ""),
            values.get(self.native, ""),
            text if is_path else "",
            tuple(dates)[:_MOST_DATES],
            bool(text) and not is_path,
        )


def columns_of(fields: Sequence[str]) -> Columns | None:
    """The columns of a table of documents; None if no column holds document numbers."""
    plain = {re.sub(r"[\W_]+", "", name).lower(): name for name in reversed(fields)}
    number = _named(plain, _FIRST)
    if not number:
        return None
    dates = tuple(name for name in fields if _DATE.search(name))
    return Columns(
        number,
        last=_named(plain, _LAST),
        family=_named(plain, _FAMILY),
        custodian=_named(plain, _CUSTODIAN),
        native=_named(plain, _NATIVE),
        text=_named(plain, _TEXT),
        image=_named(plain, _IMAGE),
        dates=dates,
    )


def _named(plain: Mapping[str, str], words: Sequence[str]) -> str:
    return next((plain[word] for word in words if word in plain), "")
