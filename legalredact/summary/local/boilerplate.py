"""Words of captions, signature blocks, certificates of service, mail headers and the like."""

import re

from legalredact.summary.local.running_lines import is_stamp

_FRAME = re.compile(
    r"""
    respectfully\ (?:submitted|requested)  | /s/ | ^\s*(?:by|dated?|re|to|from|cc|sent|subject)\s*: | ^\s*dated\ this
    | (?:attorneys?|counsel)\ for\ (?:the\ )?(?:plaintiff|defendant|petitioner|respondent|appell|intervenor|movant)
    | (?:case|docket|cause|civil\ action|index|file)\ (?:no|number)s?\b
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


def is_boilerplate(words: str) -> bool:
    """Whether words are from a caption, a signature block, a certificate of service, a mail header or the like."""
    return _FRAME.search(words) is not None or is_stamp(words)
