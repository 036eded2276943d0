"""Dated events of documents: every date of every statement, the same events joined, contradictions side by side."""

import collections
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.matching.facts.find import FactKind
from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.model.token import TOKEN
from legalredact.summary.local.body import Body
from legalredact.summary.local.court_caption import is_date_line, is_subject, is_title
from legalredact.summary.local.dates import MONTHS, in_words, is_of_an_event, order
from legalredact.summary.local.email_requests import in_head, is_relay_line, messages, with_ends, with_first_words
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.running_lines import is_stamp
from legalredact.summary.local.sentences import Kind, Statement

_WORD = re.compile(r"[a-z]{4,}")
_CALENDAR = frozenset(map(str.casefold, MONTHS)) | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_CITED = re.compile(r"^(?:see|id\.|cf\.|accord|but see)\b", re.I)
_ALIKE, _FEWEST_ALIKE = 0.6, 5
_COMMON = 300  # a word of so many events does not tell them apart; so time stays linear
_FULL = len("2021-01-05")
_TO = re.compile(r"\s*(?:to|through|until|thru|[-–—])\s*")
_WHO = re.compile(
    rf"{TOKEN.pattern}|\b(?:he|she|they|we|I|you|plaintiffs?|defendants?|the\s(?:court|company"
    rf"|parties))\b",
    re.I,
)
_TURN = re.compile(
    r"\b(?:sign|fil|serv|dismiss|terminat|fir|reject|refus|den[iy]|report|notif|demand"
    r"|deliver|breach|hir|retain|end|agree|die|injur|arrest"
    r"|pa(?:id|y)|sold|bought|sent|wrote|told|ask|put|warn|complain|inspect|approv|grant"
    r"|appoint|resign|clos|enter|discover|learn|fail|admit"
    r"|certif|acknowledg|accept|cancel|expir|default|withdr)\w{0,7}\b",
    re.I,
)
"""Verbs of events on which disputes turn."""
_MOST_LINES, _LONGEST = 9, 400  # of the head of a letter


@dataclass(frozen=True, slots=True)
class Event:
    """A row of a chronology: Date, event, document and source.

    Arguments:
        value: canonical first day, month or year; see `matching.facts.dates`.
        last: canonical last day of a range; empty for others.
        body: of its document.
        span: the quoted event in it.
    """

    value: str
    last: str
    body: Body = field(repr=False)
    span: Span

    @property
    def date(self) -> str:
        """Its date in words, "May 4, 2021 to May 6, 2021" for a range."""
        return in_words(self.value) + (f" to {in_words(self.last)}" if self.last else "")

    @property
    def words(self) -> str:
        """The quoted event in one line."""
        return self.body.words(self.span)


def dated_entries(body: Body) -> Iterator[Entry]:
    """An entry for each dated statement of one document."""
    weight: dict[Span, float] = {}
    for event in events([body]):
        found = 1.0 + (len(event.value) >= _FULL) + bool(_WHO.search(event.words)) + bool(_TURN.search(event.words))
        weight[event.span] = max(weight.get(event.span, 0.0), found)
    whole = {one.span for one in body.units if one.kind is not Kind.LINE}
    for span, found in weight.items():
        yield Entry(EntryKind.EVENTS, span, found - (span not in whole))


def events(bodies: Iterable[Body]) -> tuple[Event, ...]:
    """All dated events, oldest first, each once; those without a year last."""
    found = [event for body in bodies for event in _events_in(body)]
    found.sort(key=lambda event: order(event.value))
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for event in found:
        key = event.value, event.last, event.words.casefold()
        if key not in seen:
            seen.add(key)
            kept.append(event)
    return tuple(kept)


def contradictions(found: Sequence[Event]) -> tuple[tuple[Event, ...], ...]:
    """Groups of statements that tell the same event in other words and give different days for it."""
    words = [_content(event) for event in found]
    having: dict[str, list[int]] = collections.defaultdict(list)
    groups = []
    for number, event in enumerate(found):
        common = collections.Counter(other for word in words[number] for other in having[word])
        near = sorted(other for other, count in common.items() if count >= _FEWEST_ALIKE)
        alike = [found[n] for n in near if _differ(event, found[n]) and _is_same(words[number], words[n])]
        if alike:
            groups.append((*alike, event))
        for word in words[number]:
            if len(having[word]) < _COMMON:
                having[word].append(number)
    return tuple(groups)


def _events_in(body: Body) -> Iterator[Event]:
    """The events of a document; the head of a message is one event, with sender, addressee and subject."""
    heads = messages(body)
    for head, end in with_ends(body, heads):
        yield from _events_of(body, head, with_first_words(body, head, end))
    lines = list(body.units)
    for number, one in enumerate(lines):
        if not in_head(one.span, heads) and not is_relay_line(body.words(one.span)):
            yield from _events_of(body, one.span, _whole(body, lines, number))


def _whole(body: Body, lines: Sequence[Statement], number: int) -> Span:
    """The statement; if it is hardly more than a date, with the lines around it that say of what.

    Above the date of a paper is its title; below the date of a letter are its addressee and its subject, below that of
    a signature the name.
    """
    span = lines[number].span
    if lines[number].kind is not Kind.LINE or not is_date_line(body, span):
        return span
    if number and lines[number - 1].kind is Kind.LINE and is_title(body.words(lines[number - 1].span)):
        return Span(lines[number - 1].span.start, span.end)
    below = [one for one in lines[number + 1 : number + _MOST_LINES] if one.kind is Kind.LINE]
    subject = [one.span.end for one in below if is_subject(body.words(one.span))]
    named = [one.span.end for one in below[:2] if TOKEN.search(body.words(one.span))]
    end = min([*subject, *named][:1], default=span.end)
    return Span(span.start, end) if end - span.start <= _LONGEST else span


def _events_of(body: Body, inside: Span, shown: Span) -> Iterator[Event]:
    words = body.words(inside)
    if is_stamp(words) or _CITED.match(words):
        return
    dates = [fact for fact in body.facts_in(inside) if fact.kind is FactKind.DATE and is_of_an_event(fact, body.plain)]
    skip = -1
    for number, fact in enumerate(dates):
        if number == skip:
            continue
        first, _, last = fact.value.partition("/")
        if not last and number + 1 < len(dates):
            between = body.plain[fact.span.end : dates[number + 1].span.start]
            below = dates[number + 1].value.partition("/")[0]
            if _TO.fullmatch(between) and order(below) > order(first):
                last, skip = below, number + 1
        yield Event(first, last, body, shown)


def _content(event: Event) -> frozenset[str]:
    text = event.words
    tokens = {token.casefold() for token in TOKEN.findall(text)}
    return frozenset(tokens | (set(_WORD.findall(TOKEN.sub("", text).casefold())) - _CALENDAR))


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    common = len(one & other)
    return common >= _FEWEST_ALIKE and common >= _ALIKE * max(len(one), len(other))


def _differ(one: Event, other: Event) -> bool:
    """Whether both give a full day, and not the same; rows of one ledger differ because they are different events."""
    full = len(one.value) == len(other.value) == _FULL
    return full and one.value != other.value and one.body is not other.body
