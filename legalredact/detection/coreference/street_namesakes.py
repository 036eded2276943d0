"""Streets that are called by a name of the matter: "Lane Street", where the client is called Lane.

A street is masked whole, as an address: half of it as the client's token would say that the street is named after them,
and in clear it would spell their name. Streets that share nothing with a masked name stay.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from legalredact.detection.spans.candidate import Source
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Role, Span, Tier

_WORDS = "Street|Avenue|Road|Boulevard|Lane|Drive|Terrace|Parkway|Highway|Turnpike|Alley|Square|Circle|Place"
_STREET = re.compile(
    rf"(?<![\w'’-])(?:{CAPITAL}[\w'’-]*[ ]){{1,3}}"
    rf"(?P<street>(?:{_WORDS}|{_WORDS.upper()})(?![\w'’-])|(?:St|Ave|Rd|Blvd|Ln|Pkwy|Hwy)\.(?!\s*[A-Z]))"
)


def streets(
    document: Document, mentions: Iterable[Mention], masked: Callable[[str], Iterable[Span]]
) -> Iterator[Mention]:
    """The streets of a document that are called by a masked name, as mentions of addresses.

    Arguments:
        mentions: of the document; what they hold is no street, but a whole address or somebody's surname.
        masked: finds places of masked names in a text.
    """
    found = [(match.start(), match.start("street"), match.end()) for match in _STREET.finditer(document.text)]
    taken = [mention.span for mention in mentions] if found else []
    for first, street, end in found:
        if not any(span.overlaps(Span(street, end)) for span in taken):
            for name in masked(document.text[first:end]):
                if first + name.end == street - 1:
                    span = Span(first + name.start, end)
                    yield Mention(
                        span, span.of(document.text), Kind.ADDRESS, Tier.SUGGESTED, Source.STREET, Role.IDENTIFIER
                    )
