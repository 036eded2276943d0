"""Facts that look like names at their place: a docket's suffix, a state's abbreviation, a day of the week, a unit."""

import re

from legalredact.detection.spans.edge_marks import FOOTNOTE_DIGITS
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.states import STATE_CODES
from legalredact.model.mention import Span

_TYPES = r"(?:cv|civ|cr|crim|mc|md|ml|mj|bk|ap|op|gj)"
_DOCKET = re.compile(
    rf"(?<!\w)(?:(?:\d{{1,4}}[:-])?\d\d[-\s]?{_TYPES}[-\s]?\d{{2,7}}"
    rf"|[A-Z]{{0,2}}{_TYPES}[-\s](?:\d{{1,2}}:)?\d\d-\d{{2,6}})"
    r"(?:[-‐‑–\s]{1,2}[A-Z]{1,4}x?)*[-‐‑–\s]{0,3}[(\[/]?\Z",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z]{1,4}[a-z]?(?:[-/ ][A-Z]{1,4}[a-z]?)*(?:\s?\([A-Z]{1,4}[a-z]?\)?)?")
_VERSUS = re.compile(r"[,.]?\s+(?:et\s+al\.?,?\s+)?[vV]s?\.")
_DOCKET_LENGTH = 48
"""Longest case number with the initials of its judges, in characters."""
_STATE = re.compile(
    r"(?:Ala|Ariz|Ark|Cal|Colo|Conn|Del|Fla|Ga|Haw|Ill|Ind|Kan|Ky|La|Md|Mass|Me|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Or|Pa"
    r"|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.?",
    re.IGNORECASE,
)
_REVISED = re.compile(r"\bRev\.\s+\Z")
_STATUTES = frozenset({"Stat", "Stat.", "Stats", "Code", "Ann"})
"""Words of a title that the abbreviation of a clergyman seems to precede ("Mo. Rev. Stat.")."""
_OF_LAW = re.compile(
    r"\.?\s{0,2}(?:§|\d[d\d]|(?i:Stat|Code|Const|App|Ct|R|L|Rev|Ann|Admin|Mag|Civ|Crim|Gen|Bus|Evid|Rptr|Super|Sup|Supp"
    r"|Pen|Penal|Prob|Lab|Ins|Educ|Fam|Gov’?'?t|Loc|Local|Cir)\b\.?)"
)
_DISTRICT = re.compile(r"\b[NSEWCM]\.\s?D\.\s?\Z|\bD\.\s\Z")
_CODE = re.compile(STATE_CODES)
_NEVADA = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)?,\s+NV\.?")
"""A town in Nevada; the state's abbreviation is a legal form, too ("in Reno, NV. Kestrel")."""
_IN_STATE = re.compile(r"(?:[^\W\d_],|\b(?:in|of|from|near|to|State))\s+\Z")
_LAW_OF_STATE = re.compile(r"(?:\s+\d{5}(?!\d)|\s+(?:law|statute|court|courts|resident|company|corporation|limited)\b)")
_WEEKDAY = re.compile(r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?", re.IGNORECASE)
_DAY = re.compile(r"\.?,?\s+(?:\d{1,2}(?:[/.-]\d|\s+[A-Z][a-z]{2})|[A-Z][a-z]{2}\.?\s+\d{1,2}\b)")
_UNIT, _AMOUNT = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,4}"), re.compile(r"\d[\d,.]?\d ?\Z")
"""A unit of measure in small letters without a vowel, and the end of the number before it ("100,000 dth")."""
_DEGREES = re.compile(r"\d\s?(?:°|º|˚|degrees?)?\s?\Z")
_SCALE = re.compile(r"(?:degrees?\s)?(?:Fahrenheit|Celsius|Kelvin|Centigrade|FAHRENHEIT|CELSIUS)|°?[FCK]")
_SECTION = re.compile(
    r"(?:Sections?|Articles?|Rules?|Chapters?|Titles?|Parts?|Exhibits?|Interstate|Route|Highway|Schedules?|Items?|Appendix"
    r"|Counts?|Paragraphs?|Tables?|Figures?|Amendments?|Footnotes?)\s+(?:\d+(?:[.-]\d+)*|[IVXLC]+)(?:\([a-z\d]+\))*\.?"
    r"|[IVXLC]+\.\s+(?:ARTICLE|SECTION|PART|TITLE)",
    re.IGNORECASE,
)
_COMPASS = re.compile(r"North|South|West|New|Rhode|NORTH|SOUTH|WEST|NEW|RHODE")
_NAMED_STATE = re.compile(
    r"\s+(?:Carolina|Dakota|Virginia|York|Jersey|Hampshire|Mexico|Island|CAROLINA|DAKOTA|VIRGINIA|YORK|JERSEY|HAMPSHIRE"
    r"|MEXICO|ISLAND)\b"
)
_ORDERED = re.compile(r"\s+(?:AND|and)\s+(?:ORDERED|Ordered)\b")
_VOLUME = re.compile(r"\d{1,3}\s+(?:[A-Z]\.\s?){1,4}[A-Z]?\.?")
"""Title and beginning of a code ("19 L.P" of "19 L.P.R.A. § 2152")."""


def is_fact(text: str, span: Span) -> bool:
    """Whether the place of a span shows that it is a fact and names nobody, whatever its words are."""
    surface = span.of(text)
    return (
        _SECTION.fullmatch(surface) is not None
        or _VOLUME.fullmatch(surface) is not None
        or (_COMPASS.fullmatch(surface) is not None and _NAMED_STATE.match(text, span.end) is not None)
        or (surface in ("DONE", "Done") and _ORDERED.match(text, span.end) is not None)
        or _begins_note(text, span, surface)
        or _is_suffix_of_docket(text, span, surface)
        or _is_state(text, span, surface)
        or (
            _UNIT.fullmatch(surface) is not None
            and _AMOUNT.search(text[max(0, span.start - 4) : span.start]) is not None
        )
        or (_WEEKDAY.fullmatch(surface) is not None and _DAY.match(text, span.end) is not None)
        or (surface in _STATUTES and _REVISED.search(text[max(0, span.start - 6) : span.start]) is not None)
        or (
            _SCALE.fullmatch(surface) is not None
            and _DEGREES.search(text[max(0, span.start - 12) : span.start]) is not None
        )
    )


def _begins_note(text: str, span: Span, surface: str) -> bool:
    """Whether a plain word follows a footnote's mark or a page's number without a space, and begins a sentence."""
    before = text[span.start - 1 : span.start]
    if not before or not (before.isdecimal() or re.match(f"[{FOOTNOTE_DIGITS}]", before)):
        return False
    return surface.isalpha() and surface.istitle() and is_english(surface.casefold())


def _is_suffix_of_docket(text: str, span: Span, surface: str) -> bool:
    """Whether initials of judges follow a case number ("2:19-cv-04821-ABC (XYZx)")."""
    if _INITIALS.fullmatch(surface) is None or _VERSUS.match(text, span.end):
        return False
    return _DOCKET.search(text, max(0, span.start - _DOCKET_LENGTH), span.start) is not None


def _is_state(text: str, span: Span, surface: str) -> bool:
    """Whether it abbreviates a state in an address, a law or a court ("Reno, NV", "Wis. Stat. § 704", "S.D. Fla.")."""
    before = text[max(0, span.start - 12) : span.start]
    if _NEVADA.fullmatch(surface):
        return _IN_STATE.search(before) is not None
    if _CODE.fullmatch(surface):
        return _IN_STATE.search(before) is not None or _LAW_OF_STATE.match(text, span.end) is not None
    if _STATE.fullmatch(surface):
        return _OF_LAW.match(text, span.end) is not None or _DISTRICT.search(before) is not None
    return False
