"""Streets that have a name of the matter: "Lane Street", where the client is called Lane.

Such a street is masked completely, as an address. With the client's token for half of it, the text would show that the
street has their name; in clear it would spell the name. Streets that share nothing with a masked name stay in clear.
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
    """The streets of a document that contain a masked name, as mentions of addresses.

    Arguments:
        mentions: of the document; a place inside one of them is not a street, but an address or a surname.
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
