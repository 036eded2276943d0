"""Details that masking leaves and that can still identify somebody: the only pilot of a town, an age over 89, a scar.

The search runs over the masked text, where names are already replaced. It finds the forms of a short list of patterns
and no others. It does not know what a reader of the summary knows already.
"""

import re
from collections.abc import Iterator

from legalredact.matching.facts.fact import FactKind
from legalredact.matching.facts.find import facts
from legalredact.matching.text.states import STATE_NAMES
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload
from legalredact.model.remark import Clue, Hint

NEAR = 200
"""Characters on each side of a place in which a day and an event together identify what happened."""

_POSTS = (
    r"(?:chief\s+(?:executive|financial|operating|legal|medical|technology|information)\s+officer|CEO|CFO|COO|CTO"
    r"|general\s+counsel|(?:vice[\s-]+)?president|chair(?:man|woman|person)?|founder|co-?founder|owner|publisher"
    r"|editor[\s-]+in[\s-]+chief|superintendent|principal|dean|provost|chancellor|rector|bishop|pastor|rabbi|imam|sheriff"
    r"|mayor|governor|senator|ambassador|coroner|police\s+chief|chief\s+of\s+police|fire\s+chief|head\s+coach|conductor"
    r"|medical\s+director|chief\s+(?:surgeon|engineer|pilot)|county\s+clerk|treasurer)"
)
_PATTERNS = {
    Clue.AGE: re.compile(
        r"\b(?:9\d|1[01]\d)[\s-]+years?[\s-]+old\b|\baged?\s+(?:of\s+)?(?:9\d|1[01]\d)\b|\b(?:9\d|1[01]\d)\s+years\s+of\s+age\b"
        r"|\bcentenarian\b|\bnonagenarian\b",
        re.IGNORECASE,
    ),
    Clue.ONLY_ONE: re.compile(
        r"\b(?:the|an?|its|his|her|their)\s+(?:only|sole|first(?:-ever)?|last\s+(?:surviving|remaining|living)"
        r"|youngest|oldest|eldest|tallest|longest[\s-]serving|highest[\s-]paid|best[\s-]known)\s+(?:[a-z'’-]+\s+){0,4}?"
        r"(?:man|woman|person|female|male|Black|Asian|Hispanic|Latin[ao]|Muslim|Jewish|transgender|gay|lesbian|deaf|blind"
        r"|pilot|driver|doctor|physician|surgeon|nurse|teacher|engineer|officer|employee|worker|survivor|victim|witness"
        r"|passenger|member|player|student|tenant|resident|owner|daughter|son|child|partner|manager|dentist|lawyer|attorney"
        r"|veteran|immigrant|refugee|candidate|winner|dealer|supplier|manufacturer|hospital|school|church)\b"
    ),
    Clue.POST: re.compile(
        rf"(?<!\w){_POSTS}(?:,?\s+(?:of|at|for)\s+(?:the\s+)?[^\s,.;]+(?:\s+[A-Z][^\s,.;]*){{0,3}}"
        r"|(?=,|[ \t]*(?:\n|$)))",
        re.IGNORECASE,
    ),
    Clue.LOOKS: re.compile(
        r"\b(?:tattoo(?:s|ed)?|birthmark|prosthe(?:tic|sis)|amput(?:ated|ee|ation)|wheelchair|glass\s+eye|missing\s+"
        r"(?:finger|leg|arm|hand|eye|toe)s?|port[\s-]wine|cleft\s+(?:lip|palate)|conjoined|dwarfism|albin(?:o|ism)"
        r"|(?:red|purple|blue|green)[\s-]hair(?:ed)?)\b|\bscar(?:s|red)?\s+(?:on|over|across|above|below)\b"
        r"|\b[4-7]\s?(?:feet|foot|ft\.?|')\s?,?\s?(?:1[01]|\d)\s?(?:inches|inch|in\.|\"|”)",
        re.IGNORECASE,
    ),
    Clue.FAMILY: re.compile(
        r"\b(?:identical\s+)?(?:twins?|triplets?|quadruplets?|quintuplets?)\b|\b(?:mother|father|parents?)\s+of\s+"
        r"(?:five|six|seven|eight|nine|ten|eleven|twelve|[5-9]|1\d)\b|\badopted\s+from\b",
        re.IGNORECASE,
    ),
    Clue.NEWS: re.compile(
        r"\b(?:viral|televised|front[\s-]page|headlines?|news\s+(?:report|story|article|coverage|conference|broadcast)s?"
        r"|press\s+(?:report|release|conference|coverage)s?|(?:interviewed|appeared|reported|featured|covered)\s+(?:on|by|in)"
        r"\s+(?:the\s+)?(?:local\s+|national\s+)?(?:television|TV|news(?:paper)?s?|press|radio|media)|documentary|podcast"
        r"|Wikipedia|YouTube|Facebook|Instagram|TikTok|Twitter|LinkedIn)\b",
        re.IGNORECASE,
    ),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLACE = re.compile(
    rf"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+){{0,2}},\s+(?:{STATE_NAMES})\b|\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s+(?:County|Parish|Township)\b"
)
_EVENT = re.compile(
    r"\b(?:died|death|killed|born|birth|collision|crash(?:ed)?|explosion|fire|shooting|shot|stabb(?:ed|ing)|drown(?:ed|ing)"
    r"|surgery|fell|collapsed?|derail(?:ed|ment)|arrest(?:ed)?)\b",
    re.IGNORECASE,
)


def clues(payload: Payload) -> tuple[Hint, ...]:
    """Everything in the payload's passages that may identify somebody, in text order."""
    return tuple(
        Hint(document.id, passage.id, clue, span, " ".join(span.of(passage.masked_text).split()))
        for document in payload.documents
        for passage in document.passages
        for clue, span in _in_passage(passage)
    )


def _in_passage(passage: Passage) -> Iterator[tuple[Clue, Span]]:
    text = passage.masked_text
    for clue, pattern in _PATTERNS.items():
        yield from ((clue, Span(*match.span())) for match in pattern.finditer(text))
    together = _together(text)
    if together is not None:
        yield Clue.TOGETHER, together


def _together(text: str) -> Span | None:
    """A day, a place and an event that a newspaper or a court's index would know, close to each other."""
    place = _PLACE.search(text)
    if place is None:
        return None
    near = Span(max(0, place.start() - NEAR), min(len(text), place.end() + NEAR))
    event = _EVENT.search(text, near.start, near.end)
    days = [fact.span for fact in facts(near.of(text)) if fact.kind is FactKind.DATE and _DAY.match(fact.value)]
    if event is None or not days:
        return None
    day = Span(near.start + days[0].start, near.start + days[0].end)
    found = (Span(*place.span()), Span(*event.span()), day)
    return Span(min(one.start for one in found), max(one.end for one in found))
