"""Labels of forms ("City, State and ZIP", "County:", "Fax"): they are no names, and a town may follow them.

A label of several words counts without a colon. A single word that may begin a name ("County Line Towing") counts only
with its colon.
"""

import re
from collections.abc import Iterator

from legalredact.matching.text.letters import CAPITAL

_TIE = r"\s*(?:,\s*and\b|,|/|&|and\b)\s*"
_PLACE = (
    rf"(?:(?:City|Town){_TIE})?(?:State|Province){_TIE}(?:ZIP|Zip|Postal)(?:[ -]?[Cc]ode)?"
    rf"|(?:City|Town){_TIE}(?:State|Province)|(?:ZIP|Zip|Postal)[ ][Cc]ode"
    r"|(?:City|County|State|Country|Place)\s+of\s+(?:[Bb]irth|[Rr]esidence)|[Bb]irthplace"
)
_CAP = rf"(?:[dl]['’])?{CAPITAL}[\w'’-]+"
_LABELLED = re.compile(
    rf"(?<![\w,])(?:(?i:{_PLACE}):?|(?:City|CITY|Town|TOWN|County|COUNTY|Country|COUNTRY):)[ \t_]*"
    rf"(?P<place>{_CAP}(?:[ ]{_CAP}){{0,2}})"
)
_FIRST = re.compile(
    rf"(?i:{_PLACE})(?!\w)"
    r"|(?i:phone|telephone|mobile|cell|fax|e-?mail)(?:[ ](?i:number|address|no\.?))?[ ]?"
    r"(?:[:(\d]|(?i:none|unknown|n/a)\b|$)"
    r"|(?i:sex|gender|race|ethnicity|hair|eyes|height|weight|build|complexion)[ ]"
    r"(?:[MFBWHAIUX]|(?i:male|female|black|white|hispanic|asian|unknown|latin[oa]|caucasian|brown|blonde?|gr[ae]y|red|blue"
    r"|green|hazel|bald|slim|medium|heavy|none))\Z"
    r"|ZIP[ ](?=[^\W\d_a-z])|(?i:street|mailing|home|business|billing)[ ](?i:address)(?!\w)"
)


def begins_with_label(surface: str) -> bool:
    """Whether it is a line of a form: "State and ZIP Spokane", "Fax None"."""
    return _FIRST.match(surface) is not None


def labelled_places(text: str) -> Iterator[str]:
    """Values of forms for a town, a county or a country."""
    return (match["place"] for match in _LABELLED.finditer(text))
