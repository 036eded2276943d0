"""Words of captions, signature blocks, certificates of service, mail headers and the like."""

import re

from legalredact.summary.local.running_lines import is_stamp

_FRAME = re.compile(
    r"""
    respectfully\ (?:submitted|requested)  | /s/ | ^\s*(?:by|dated?|re|to|from|cc|sent|subject)\s*: | ^\s*dated\ this
    | (?:attorneys?|counsel)\ for\ (?:the\ )?(?:plaintiff|defendant|petitioner|respondent|appell|intervenor|movant)
    | certificate\ of\ (?:service|compliance|mailing) | (?:hereby\ )?certif(?:y|ies)\ that
    | \bwrote:  # above what a mail quotes
    | true\ and\ correct\ copy | sworn\ (?:to|and\ subscribed) | notary\ public | my\ commission\ expires
    | penalt(?:y|ies)\ of\ perjury | table\ of\ (?:contents|authorities)
    | (?:tele|fac)\s?(?:phone|simile|x)\s*: | (?:electronically\ )?filed\ (?:on\ )?\d | all\ rights\ reserved
    | unauthori[sz]ed\ (?:use|disclosure|copying) | intended\ (?:only\ )?(?:for\ the\ |recipient)
    | (?:^|\s)\)\s | _{4,}
    | (?:district|superior|circuit|supreme|county)\ court\ (?:of|for)\ the\ .{0,60}$
    """,
    re.IGNORECASE | re.VERBOSE,
)


_NUMBERED = re.compile(r"(?:case|docket|cause|civil\saction|index|file)\s(?:no|number)s?\b", re.I)
_LONGEST_CAPTION_LINE = 14  # words; a longer sentence may tell of another case by its number


_DISCLAIMER = re.compile(
    r"\breceived\sthis\s(?:transmittal|communication|message|transmission|e-?mail)\s(?:\w+\s)?in\serror\b"
    r"|\b(?:disclosure|dissemination|distribution|copying)\b.{0,80}\bprohibited\b"
    r"|\bnot\sthe\s(?:intended|named)\s(?:recipient|addressee)\b",
    re.I,
)


def is_disclaimer(words: str) -> bool:
    """Whether words are from the notice below a message on who may read it."""
    return _DISCLAIMER.search(words) is not None


def is_boilerplate(words: str) -> bool:
    """Whether words are from a caption, a signature block, a certificate of service, a mail header or the like."""
    numbered = len(words.split()) <= _LONGEST_CAPTION_LINE and _NUMBERED.search(words) is not None
    return numbered or is_disclaimer(words) or _FRAME.search(words) is not None or is_stamp(words)
