"""Street addresses, post-office boxes, and towns with their ZIP code.

A house number (digits, or "One" to "Ten"), one to four capitalized words of a name, and a word for a street; or a
numbered highway. Suite, floor, building, town, state and ZIP code are included, also across line breaks. Words in lower
case do not match ("a 5 minute drive") except before "rd", "ave" and the like. Courts ("2 District Court") do not match,
nor does a year before a street name without a town.
"""

import re
from collections.abc import Iterator

from legalredact.matching.identifiers.candidate import Certainty, IdentifierMatch, bare
from legalredact.matching.text.states import STATE_CODES, STATE_NAMES
from legalredact.model.mention import Kind, Span

_GAP = r"(?:[^\S\n]{1,6}\n?[^\S\n]{0,6}|\n[^\S\n]{0,6})"
_LINES = r"[,\s]{1,14}"
_NUMBER = (
    r"(?:\d{1,6}(?:[-–]\d{1,5})?[A-Za-z]?(?:\s1/2)?"
    r"|(?i:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)(?=\s{1,3}[A-Z]))"
)
_COMPASS = (
    r"(?:[NS]\.?\s?[EW]\b\.?|[NSEW]\b\.?|(?:North|South|East|West|NORTH|SOUTH|EAST|WEST)(?:east|west|EAST|WEST)?)"
)
_NAME = r"(?:[A-Z][\w’'-]{0,20}\.?|\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)|of|the|de|la|del|los|y)"
_STREET = (
    r"(?:Street|Str|St|Avenue|Ave|Av|Boulevard|Blvd|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl|Plaza|Plz|Square|Sq|Terrace|Ter"
    r"|Way|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Turnpike|Tpke|Trail|Trl|Center|Centre|Ctr|Loop|Row|Alley|Pike|Path|Crossing|Xing"
    r"|Run|Ridge|Walk|Cove|Landing|Heights|Hts|Expressway|Expy|Freeway|Fwy|Causeway|Bend|Glen|Quay|Wharf|Esplanade|Promenade"
    r"|Mews|Commons|Gardens|Broadway|Park|Pier|Hollow|Trace|Knoll|Spur)"
)
_STREETS = rf"(?:{_STREET}|{_STREET.upper()})\b\.?"
UNIT = (
    rf"(?:,?{_GAP}(?:(?i:Suite|Ste|Apartment|Apt|Unit|Room|Rm|Floor|Fl|Building|Bldg|Space|Lot|Mail\s?Stop|PMB|Penthouse)\b\.?\s{{0,3}}"
    rf"\#?(?:[A-Z]?\d[\w.-]{{0,6}}|[A-Z]\b)|\#\s?\w{{1,6}}|\d{{1,3}}(?:st|nd|rd|th)\s(?:Floor|Fl\b\.?)"
    r"|(?i:ground|second|third|fourth|fifth)\s(?i:floor)))"
)
_FORM = r"Inc|Corp|Co|Cos|Ltd|Bros|Assn|Assoc|Esq|Jr|Sr"
"""Abbreviations after a comma that look like states ("Alder Mills, Inc. 92250")."""
_STATE = (
    rf"(?:(?:{STATE_CODES})\b|(?i:{STATE_NAMES})\b|D\.C\.|N\.[CDHJMY]\.|S\.[CD]\.|W\.\s?Va\."
    rf"|(?!(?:{_FORM})\.)[A-Z][a-z]{{1,4}}\.)"
)
_ZIP = r"\d{5}(?:\s?[-–]\s?\d{4})?(?![\w-])"
_POSTCODE = r"(?:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)\b"
_TOWN = r"(?:[A-Z][A-Za-z.’'-]{1,20}[^\S\n]{1,3}){0,3}[A-Z][A-Za-z.’'-]{1,20}"
PLACE = (
    rf"(?:{_TOWN}(?:,{_GAP}|{_GAP}){_STATE},?\s{{1,6}}{_ZIP}|{_TOWN},{_GAP}(?:{STATE_CODES}|{STATE_NAMES})\b"
    rf"|{_TOWN}[,\s]{{1,3}}{_POSTCODE})"
)
_BUILDING = rf"(?:[A-Z][\w.’'&-]{{0,20}}[^\S\n]{{1,3}}){{0,4}}[A-Z][\w.’'&-]{{0,20}}(?:{UNIT})?"
_REST = rf"(?P<unit>(?:{UNIT}){{0,2}})(?P<place>(?:{_LINES}(?:{_BUILDING}{_LINES})?{PLACE}|,[ ]{_TOWN}[ ]{_ZIP})?)"

_DOOR = r"(?:(?i:Unit|Apt|Apartment|Flat|Suite|Ste|Lot|Space|Room)\b\.?[ ]\#?[A-Z]?\d{0,4}[A-Z]?,[ ])"
"""A unit before the house number: "Unit 12, 880 Flint Road"."""

_NAMED = re.compile(
    rf"(?<![\w$.,#§/-])(?:{_DOOR})?(?P<number>{_NUMBER}){_GAP}(?P<name>(?:(?:{_COMPASS}{_GAP})?(?:{_NAME}{_GAP}){{1,4}}?"
    rf"|(?:[NS]\.?[EW]?\.?|[EW]\.?){_GAP}\d{{1,3}}{_GAP}))(?P<street>{_STREETS})"
    rf"(?:,?{_GAP}{_COMPASS}(?![\w’']))?{_REST}"
)
_OTHER = re.compile(
    rf"(?<![\w$.,#§/-])(?P<number>{_NUMBER}){_GAP}(?P<name>(?:{_COMPASS}{_GAP})?)(?P<street>(?:(?:State|County|U\.?S\.?|Old|Farm[\s-]to[\s-]Market)"
    rf"{_GAP})?(?:(?i:Highway|Hwy|Route|Rte|Road|CR|FM)\b\.?{_GAP}\d{{1,4}}\b|Interstate{_GAP}\d{{1,3}}\b)|Avenue{_GAP}of{_GAP}the{_GAP}[A-Z]\w{{2,12}}"
    rf"|Avenue{_GAP}[A-Z]\b|Broadway\b|BROADWAY\b)(?:,?{_GAP}{_COMPASS}(?![\w’']))?{_REST}"
)
_BARE = r"(?!(?:Suite|Ste|Apartment|Apt|Unit)\b)[A-Z][a-z’']{2,20}"
_UNNAMED = re.compile(
    rf"(?<![\w$.,#§/-])(?<!\# )(?:{_DOOR})?(?P<number>\d{{1,5}}[A-Z]?)[ ]"
    rf"(?P<name>(?:{_COMPASS}[ ])?(?:{_BARE}[ ]){{0,2}}{_BARE})"
    r"(?P<unit>,?[ ](?:\#\d{2,5}[A-Z]?|(?i:Suite|Ste|Apartment|Apt|Unit)\b\.?[ ]\#?\w{1,5}\b))?"
    rf"(?P<place>,[ ](?!(?:{STATE_CODES})[ ])(?:{_TOWN},[ ](?:{STATE_CODES})\b(?:[ ]{_ZIP})?|{_TOWN}[ ]{_ZIP}))?"
)
"""A street name without a word for a street: "2700 Napoleon, New Orleans 70115", "1720 Ala Moana #804"."""
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b")
_DIRECTED = re.compile(
    rf"(?<![\w$.,#§/-])(?P<number>\d{{2,5}})[ ](?P<name>[NSEW]\.?[ ](?:[A-Z]{{3,15}}[ ])?[A-Z]{{3,15}})"
    rf"(?P<unit>(?:{UNIT})?)(?P<place>,[ ]{_TOWN},[ ](?:{STATE_CODES})\b(?:,?[ ]{_ZIP})?)"
)
"""A street name in capitals without a word for a street: "5510 N HARLOW, FRESNO, CA"."""
_SMALL = re.compile(
    r"(?<![\w$.,#§/-])\d{2,5}[ ](?:[nsew]\.?[ ])?(?!(?:way|end|lane|block)\b)[a-z]{3,15}"
    r"(?:[ ](?!lane\b|way\b|end\b)[a-z]{3,15})?[ ](?:rd|ave?|blvd|ln|street|avenue|boulevard|hwy|pkwy)\b(?!['’])\.?"
    r"(?:,?[ ](?:(?:unit|apt|ste|lot|spc)\b\.?[ ]?\#?|\#[ ]?)\d{1,4}[a-z]?\b)?"
)
"""In lower case, as in messages: "220 mountain rd"."""
_LIVES = re.compile(
    r"\b(?i:liv(?:es?|ed|ing)|resid(?:es?|ed|ing)|stay(?:s|ed|ing))\s+(?i:at)\s+(?P<place>\d{1,5}[A-Z]?\s[A-Z][a-z’']{2,20}(?:\s[A-Z][a-z’']{2,20})?)\b"
)
"""A residence without a word for a street: "he lives at 906 Cedar"."""
_PARK = re.compile(
    r"(?<!\w)(?i:lot|space|spc|unit|\#)[ ]?\#?\d{1,4}[A-Z]?,?[ ](?:[A-Z][\w’']{1,20}[ ]){1,3}"
    r"(?:MHP|RV[ ]Park|Mobile[ ]Home[ ]Park|Trailer[ ]Park|Trailer[ ]Court|Mobile[ ]Estates|Campground)\b"
)
"""A lot in a mobile home park."""
_FIELDS = re.compile(
    rf"(?:(?<!\w)(?i:city)\b[ :]{{1,5}}(?P<town>{_TOWN})[ ]{{1,12}})?"
    rf"(?:(?<!\w)(?i:state|st)\b[ :]{{1,5}}(?:{STATE_CODES})\b[, ]{{1,12}})?"
    rf"(?<!\w)(?i:zip(?:[ ]?code)?|postal[ ]code)\b[ :]{{1,5}}(?P<zip>{_ZIP})"
)
"""Town, state and ZIP code with labels of a form between them; the masked part begins at the town."""
_TOWN_LINE = re.compile(
    rf"(?:^|(?<! )[ ]{{3,}}+|\t)(?P<place>[A-Z][A-Za-z.’'-]{{1,20}}"
    rf"(?:[ ][A-Z][A-Za-z.’'-]{{1,20}}){{0,2}}[ ](?:{STATE_CODES})[ ]{_ZIP})"
    r"(?=[ ]*$|[ ]{3,}|\t)",
    re.MULTILINE,
)
"""A town with its ZIP code, without a comma, alone in a line or cell."""
_BOX = re.compile(
    rf"(?:(?<!\w)Box\s\d{{1,6}},\s)?(?:(?<!\w)(?:(?i:P\.?\s?O\.?\s?Box|Post\s{{1,3}}Office\s{{1,3}}Box|P\.?\s?O\.?\s?Drawer)|PSC\s\d{{1,5}},?\sBox|R\.?R\.?\s\d{{1,3}},?\s(?i:Box))"
    rf"\s{{0,3}}\#?\d{{1,7}}\b|(?<!\w)(?:(?i:Rural|Star)\s{{1,3}}Route|HC)\s\d{{1,3}}(?:,?\sBox\s\d{{1,6}})?)(?:{_LINES}(?:{PLACE}|(?:APO|FPO)\s(?:AA|AE|AP)\s\d{{5}}))?"
)
_TOWN_ALONE = re.compile(rf"(?<![\w-]){_TOWN},[^\S\n]{{0,3}}{_STATE},?[^\S\n]{{1,6}}{_ZIP}")
_NO_NAME = re.compile(
    r"\b(?:The|This|That|On|In|At|By|For|To|And|Plaintiffs?|Defendants?|Motion"
    r"|Judge|Justice|Rule|Section|Count|No|Nos|Mr|Mrs|Ms|Minutes?|Hours?|Days?|Miles?|Declaration|Affidavit|Exhibit|Report|Deposition)\b\.?|\bS\.\s*Ct|\A[QA]\.\s+\w",
    re.I,
)
_COURT_NAME = re.compile(
    r"\b(?:District|Superior|Supreme|Circuit|Appeals|Appellate|Federal|Bankruptcy|Trial|High|Magistrate|Family|Probate"
    r"|Municipal|Juvenile|Chancery|Claims|App|Sup|Super|Cir)\b",
    re.I,
)
_ROADS = re.compile(r"(?:St(?:reet)?|Ave(?:nue)?|Plaza)\.?", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_CUE = re.compile(r"\b(?:in|since|during|of|by|until|before|after)\s{1,3}\Z", re.I)
_WRITTEN_OUT = re.compile(r"[^\W\d_]{5,}\.\Z")


_ABROAD_NAME = r"[A-ZÀ-ÖŁŚŻ][\w’'-]+(?:[ -][A-ZÀ-ÖŁŚŻ][\w’'-]+){0,2}"
_ABROAD = re.compile(
    r"(?:(?<!\w)[A-ZÄÖÜ][\wäöüß.-]{2,24}(?i:stra(?:ß|ss)e|str\.|platz|allee|gasse)[ ]\d{1,4}[ ]?[a-z]?\b"
    r"|(?<![\w$.,#§/-])\d{1,4}(?:[ ]?(?:bis|ter))?,?[ ](?:rue|avenue|boulevard|quai|place|chemin|impasse)[ ]"
    rf"(?:(?:de|du|des|la|le|les)[ ]|[dl]['’])*{_ABROAD_NAME}"
    r"|(?<!\w)(?:Calle|Avenida|Av\.|Paseo|Via|Viale|Piazza|Rua|[uU]l\.)[ ](?:(?:del?|della|di|da|la|los|las)[ ])*"
    rf"{_ABROAD_NAME},?[ ](?:n[.º°]*[ ]?)?\d{{1,4}}[A-Za-z]?\b)(?:,[ ](?:[A-Z]{{1,2}}-)?\d{{4,5}}[ ]{_TOWN})?"
)
"""Foreign streets: the number follows the name, or a foreign word for a street precedes it."""


def addresses(text: str) -> Iterator[IdentifierMatch]:
    """Complete street addresses, post-office boxes, and towns with ZIP codes."""
    for pattern in (_NAMED, _OTHER):
        for match in pattern.finditer(text):
            if _is_address(text, match):
                yield _candidate(match)
    for match in _UNNAMED.finditer(text):
        if _is_unnamed(match):
            yield _candidate(match)
    for pattern in (_BOX, _TOWN_ALONE, _DIRECTED, _SMALL, _PARK, _ABROAD):
        yield from map(_candidate, pattern.finditer(text))
    for match in (*_TOWN_LINE.finditer(text), *_LIVES.finditer(text)):
        yield IdentifierMatch(Span(*match.span("place")), Kind.ADDRESS, bare(match["place"]))
    for match in _FIELDS.finditer(text):
        start = match.start("town") if match["town"] else match.start("zip")
        yield IdentifierMatch(
            Span(start, match.end()), Kind.ADDRESS, bare(text[start : match.end()]), Certainty.CONTEXT
        )


def _is_address(text: str, match: re.Match[str]) -> bool:
    """Whether a number, a name and a word for a street are an address."""
    if _NO_NAME.search(match["name"]) or not (match["name"].strip(" \n.") or match.re is _OTHER):
        return False
    alone = not match["unit"] and not match["place"]
    if _COURT_NAME.search(match["name"]) and (
        match["street"].lower().startswith(("court", "ct")) or (alone and not _ROADS.fullmatch(match["street"]))
    ):
        return False  # "2 District Court", but not "26 Federal Plaza"
    dated = _YEAR.fullmatch(match["number"]) and _YEAR_CUE.search(text[max(0, match.start() - 12) : match.start()])
    return not (alone and dated)


def _is_unnamed(match: re.Match[str]) -> bool:
    """Whether a number and capitalized words are an address because a unit or a town follows them."""
    never = (_YEAR.fullmatch(match["number"]), _NO_NAME.search(match["name"]), _COURT_NAME.search(match["name"]))
    return bool(match["unit"] or match["place"]) and not any(never) and not _MONTH.search(match["name"])


def _candidate(match: re.Match[str]) -> IdentifierMatch:
    """The match without the period after a full word; its value consists of the letters and digits."""
    end = match.end() - (_WRITTEN_OUT.search(match[0]) is not None)
    return IdentifierMatch(Span(match.start(), end), Kind.ADDRESS, bare(match[0]))
