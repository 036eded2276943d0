"""What columns of load files are called by the programs that write them, and what each record says."""

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
    """What one record says.

    Arguments:
        line: of the load file.
        number: the document's first Bates or control number.
        image: under what key its pages stand in the table of images.
        head: number of the first document of its family; empty if it has none.
        native, text: paths as spelled; empty if there is none.
        text_inside: its text stands in the load file itself, where nothing can be kept of it.
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
    """Which column says what; empty where none does.

    Arguments:
        number: without it the file is no table of documents.
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
        """What a record says."""
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
    """The columns of a table of documents; None if none of them names documents."""
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
