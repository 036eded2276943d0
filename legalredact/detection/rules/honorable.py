"""Whom "The Honorable" introduces: a judge of a court, or the holder of another office.

The style belongs to senators, mayors and commissioners too. A judge stays in clear, so a name counts as a judge's only
if the words around it say so; everybody else is a person like others.
"""

import re

from legalredact.model.mention import Span

_BEFORE, _AFTER = 70, 110
_OFFICES = (
    r"senat(?:ors?|e)|congress(?:(?:wo)?m[ae]n)?|representatives?|house\s+of\s+(?:representatives|delegates|commons|lords)"
    r"|assembly(?:(?:wo)?m[ae]n|member)?|legislat(?:ors?|ure)|delegates?|(?:vice[\s-])?mayor|council(?:l?or|(?:wo)?m[ae]n|member)?"
    r"|alder(?:wo)?m[ae]n|commissioners?|supervisors?|governor|secretary|treasurer|comptroller|ambassador|minister|speaker"
    r"|members?\s+of|attorney\s+general|district\s+attorney|sheriff|mediator|arbitrator|neutral|special\s+master"
    r"|(?:president|chair(?:(?:wo)?man|person)?)(?!\s+judge)|trustee|select(?:wo)?m[ae]n"
)
_OFFICE_AFTER = re.compile(
    r",?\s{0,2}\(?(?:Ret\.|Retired\b)"
    r"|(?:,\s*|\s*\n\s*|\s*\()(?:(?:the|a|former|retired|acting|deputy|state|city|county|town|village|u\.\s?s\.|us|united\s+states"
    r"|lieutenant|lt\.)\s+){0,3}"
    rf"(?i:{_OFFICES})\b",
    re.IGNORECASE,
)
"""After a name: "Roe (Ret.)", "Roe, former mayor", or the office on the next line of an address."""
_OFFICE_TITLE = re.compile(
    rf"(?:State\s+|U\.\s?S\.\s+|Lt\.\s+)?(?:(?i:{_OFFICES})|Sen\.|Rep\.|Gov\.|Amb\.)\s+(?=[^\W\d_])", re.IGNORECASE
)
"""Between the style and the name: "The Honorable Senator Roe"."""
_OFFICE_BEFORE = re.compile(rf"\b(?i:{_OFFICES}),?\s+(?:the\s+)?(?:Hon[\w'’]*\.?)\s*\Z", re.IGNORECASE)
_COURT_BEFORE = re.compile(
    r"(?:\b(?:[Bb]efore|BEFORE|(?i:assigned\s+to|presiding|presided\s+over\s+by|judges?|justices?|magistrate|chambers\s+of|courtroom"
    r"|dept\.?|docket|case\s+nos?\.?|order\s+(?:of|by)|(?:opinion|decision|ruling)\s+(?:of|by)))\b|\bv\.)[^.;\n]{0,40}\Z"
    r"|[:)§|│]\s*(?:The\s+)?(?:Hon[\w'’]*\.?)\s*\Z",
    re.IGNORECASE,
)
"""A court's words on the same line, or the mark that separates the columns of a caption ("v.   : Hon. R. Roe")."""
_COURT_TITLE = re.compile(
    r"(?:[\s,(:]+(?:of|the|for|in|and|[A-Z0-9][\w.'’]*)){0,8}?[\s,(]+(?i:judges?|justices?|magistrate|chancellor|presiding|court"
    r"|courthouse)\b"
)
"""An office at a court after a name; only names and short words come between them."""
_COURT_AFTER = re.compile(
    r",?\s+\(?(?:C\.\s?J|J)\.(?=[\s,.;)]|\Z)"
    r"|\s+(?:has\s+|had\s+|then\s+)?(?:presid|rul|grant|den(?:y|ied)|order|sentenc|overrul|sustain|dismiss|enter|held\b|heard\b|hear(?:s|ing)"
    r"|recus|adjourn|certif|affirm|revers|remand|stay)",
    re.IGNORECASE,
)


def is_of_a_court(text: str, span: Span) -> bool:
    """Whether the person whom "Honorable" introduces is a judge of a court, as far as the words around show.

    Arguments:
        span: the name, after the style.
    """
    before, after = text[max(0, span.start - _BEFORE) : span.start], text[span.end : span.end + _AFTER]
    if _OFFICE_AFTER.match(after) or _OFFICE_TITLE.match(text, span.start, span.end) or _OFFICE_BEFORE.search(before):
        return False
    return bool(_COURT_BEFORE.search(before) or _COURT_TITLE.match(after) or _COURT_AFTER.match(after))


def past_office(text: str, at: int) -> int:
    """Where the name begins: after the title of an office that follows the style ("The Honorable Senator Roe")."""
    match = _OFFICE_TITLE.match(text, at)
    return match.end() if match else at
