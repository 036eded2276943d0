"""Holdings and dispositions: what a court decided; in other papers, what they report of it."""

import re
import string
from collections.abc import Iterator

from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.summary.local.body import Body
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.headings import is_item
from legalredact.summary.local.sentences import Kind

_DECIDES = (
    r"(?:affirm|revers|vacat|remand|dismiss|grant|den(?:y|ie)|overrul|sustain|quash|strik|enjoin"
    r"|transfer|set\saside)"
)
_PERFORMED = re.compile(
    rf"\b(?:we|the\scourt|this\scourt)\s(?:hereby\s|therefore\s|now\s|thus\s|accordingly\s"
    rf"|must\s|will\s|also\s){{0,2}}{_DECIDES}\w*\b"
    rf"|\bit\sis\s(?:hereby\s|therefore\s|so\s|further\s|accordingly\s){{0,2}}(?:ordered|adjudged|decreed)\b"
    rf"|\b(?:is|are)\s(?:hereby\s|therefore\s|accordingly\s){{0,2}}(?:in\spart\s)?(?:{_DECIDES}ed|denied|set\saside)\b"
    r"|\bjudgment\s(?:is|shall\sbe|will\sbe)\sentered\b|\bso\sordered\b|\brequires\sthat\swe\sremand\b",
    re.I,
)
_PLAIN = re.compile(
    r"^\W*(?:so\s|judgment\s|order\s|petition\s|motion\s|appeal\s|writ\s)?(?:affirmed|reversed"
    r"|vacated|remanded|dismissed|granted|denied|so\sordered)\b",
    re.I,
)
_LOUD = re.compile(
    r"\b(?:AFFIRM(?:ED)?|REVERSED?|VACATED?|REMAND(?:ED)?|DISMISSED|GRANT(?:ED|S)|DEN(?:IED|IES)"
    r"|ORDER(?:ED|S)|DECREED|ADJUDGED)\b"
)
_SUBJECT = re.compile(
    r"\b(?:motions?|petitions?|appeals?|judgments?|orders?|case|matter|action|complaint"
    r"|claims?|decision|objections?|writ|relief"
    r"|convictions?|sentence|request|application)\b",
    re.I,
)
_HELD = re.compile(
    r"\b(?:we|this\scourt|the\scourt)\s(?:therefore\s|now\s|thus\s|also\s|further\s"
    r"|accordingly\s){0,2}(?:hold|holds|held"
    r"|conclude|concludes|find|finds|determine|determines|agree|agrees|disagree|reject|rejects|recommend|recommends)\b"
    r"|\bour\sholding\b|\bwe\sare\spersuaded\b",
    re.I,
)
_RULING = re.compile(
    r"\b(?:opinion|order|judgment|decree|ruling|minute\sentry|per\scuriam"
    r"|memorandum\sdisposition)\b|,\sJ\.|\bJudge\b",
    re.I,
)
_BY_OTHERS = re.compile(
    r"\b(?:said|argues?|contends?|noted\sin|held\sin|see|citing|quoting|moves?|asks?|requests?"
    r"|urges?)\b",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:plead(?:ed|s)?|pled)\s(?:not\s)?(?:guilty|no\scontest|nolo)\b|\b(?:was|were|been|stands?|being)\s"
    r"(?:\w+\s)?(?:convicted|acquitted|sentenced|found\s(?:not\s)?(?:guilty|liable))\b"
    r"|\b(?:jury|court|judge)\s(?:\w+\s)?(?:convicted|acquitted|sentenced|found\s\S+\s(?:not\s)?(?:guilty|liable))\b"
    r"|\b(?:returned|reached)\s(?:a|the|its)\s(?:\w+\s)?verdict\b|\bverdict\s(?:for|against|in\sfavor)\b"
    r"|\bjudgment\swas\sentered\b|\b(?:case|action|suit|charges?|complaint)\s(?:was|were)\s(?:dismissed|settled)\b",
    re.I,
)
"""What other papers, such as a news release or a letter, report of the end of a case."""
_ORDERS = re.compile(
    r"\b(?:ORDER(?:ED|S)|ADJUDGED|DECREED|RECOMMEND(?:ED|S)|[Oo]rdered|[Rr]ecommend(?:ed|s))\b.*(?:that|follows)?:$"
)
_BINDS = re.compile(r"\b(?:shall|will|must|may|is|are)\b")
_END_OF_ORDERS = re.compile(r"^\W*(?:(?:it\sis\s)?so\sordered|done\s(?:and|in|at)|dated|signed|entered|copies)\b", re.I)
_MARK = re.compile(r"(?:.*\band\s)?\(?(?:\d{1,2}|[a-z])[.)]")
"""The number of the next item, alone on its line or behind "and"."""
_MOST_ORDERED = 20  # statements below the words that order; footnotes may be between them
_LAST = 0.25  # share of the document at whose end the disposition is repeated


def dispositions(body: Body) -> Iterator[Entry]:
    """The disposition and the holdings of an opinion or an order; of other documents what they report of one."""
    if not _is_ruling(body):
        yield from (
            Entry(EntryKind.OUTCOMES, one.span) for one in body.sentences if _OUTCOME.search(body.words(one.span))
        )
        return
    length = len(body.plain) or 1
    for span in _ordered(body):
        yield Entry(EntryKind.DISPOSITION, span, 6)
    for one in body.statements:
        words = body.words(one.span)
        if one.kind is Kind.LINE and (_PLAIN.match(words) and len(words) < 90):
            yield Entry(EntryKind.DISPOSITION, one.span, 5)
        if one.kind is not Kind.SENTENCE:
            continue
        late = one.span.start > (1 - _LAST) * length
        early = one.span.start < 0.15 * length
        decided = _PERFORMED.search(words) and (_SUBJECT.search(words) or _LOUD.search(words))
        if decided or _LOUD.search(words) or _PLAIN.match(words):
            stated = 4 * bool(_LOUD.search(words)) + 2 * bool(decided) - 3 * bool(_BY_OTHERS.search(words))
            weight = stated + 2 * late + early
            yield Entry(EntryKind.DISPOSITION, one.span, weight)
        elif _HELD.search(words) and not _BY_OTHERS.search(words):
            yield Entry(EntryKind.HOLDINGS, one.span, 2 + late + early)


def _ordered(body: Body) -> Iterator[Span]:
    """The items of a list below "IT IS ORDERED that:"."""
    left, above = 0, ""
    for one in body.statements:
        words = body.words(one.span)
        if _END_OF_ORDERS.match(words):
            left = 0
        is_listed = words.endswith((";", "; and")) or _MARK.fullmatch(above) is not None or is_item(words)
        if left and is_listed and words[0] not in string.ascii_lowercase and _BINDS.search(words):
            yield one.span
        above = words
        left = _MOST_ORDERED if _ORDERS.search(words) else max(0, left - 1)


def _is_ruling(body: Body) -> bool:
    head = body.head(30)
    lines = (body.words(one.span) for one in body.statements if one.kind is Kind.LINE and one.span.end <= head.end)
    titled = any(_RULING.search(line) and not line.endswith(":") for line in lines)
    own = sum(_PERFORMED.search(body.words(one.span)) is not None for one in body.statements)
    loud = sum(_LOUD.search(body.words(one.span)) is not None for one in body.sentences)
    return own + loud > 0 and (titled or own >= 2)
