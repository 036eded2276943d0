"""E-mail and letters: messages with their heads, and who asked whom for what."""

import bisect
import re
from collections.abc import Iterator, Sequence

from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.summary.local.body import Body
from legalredact.summary.local.boilerplate import is_disclaimer
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.sentences import Kind

_FIELD = r"(?:from|to|cc|bcc|sent|date|subject)"
_HEAD = re.compile(rf"(?im)^[ \t]*{_FIELD}:[ \t]+\S.*(?:\n[ \t]*(?:{_FIELD}:.*|\S+@\S+.*|<.*))+")
_SENT = re.compile(r"(?:^|\n)(?P<line>[^\n]*\b\d{1,2}/\d{1,2}/\d{2,4}\s+\d{1,2}:\d\d[^\n]*)\s*$")
_ONLY_SENT = re.compile(r"[\d/:\s]*(?:AM|PM)?\s*", re.I)
"""In some programs the sender and the time are on lines of their own above "To:"."""
_RELAY = re.compile(
    r"^(?:received|message-id|mime-version|content-[\w-]+|return-path|x-[\w-]+|dkim-signature"
    r"|references|in-reply-to):|^-{2,}\s?(?:forwarded|original\smessage)\b|^[\d/:\s]+(?:[ap]m)?\s*-{5,}$",
    re.I,
)
_WROTE = re.compile(r"(?im)^[ \t]*On[ ](?=[^\n]{0,80}\d)[^\n]{5,120}(?:\n[^\n]{0,120}){0,2}?\bwrote:")
_VERB = (
    r"(?:send|give|keep|put|call|write|hand|stop|get|make|tell|pay|provide|produce|return"
    r"|confirm|sign|review|forward|contact|ask"
    r"|check|take|let\sme|let\sus|see\sthat|ensure|preserve|correct|deliver|submit|file"
    r"|respond|reply|advise|remove|delete|attach"
    r"|bring|schedule|note|reach\sout|follow\sup|look\sinto|find\sout|help|update|add|change|fix|hold|wait|come|go|do)"
)
_ASKS = re.compile(
    rf"(?:^|[,;:]\s|\band\s|\bthen\s)(?:please\s|kindly\s|and\s|so\s|just\s)*(?:do\snot|don[’']t|never)\s\w+"
    rf"|^(?:please\s|kindly\s|and\s|so\s|just\s|also,?\s|then\s)*{_VERB}\b(?!\s(?:is|was|are|were|has|had)\b)"
    r"|\b(?:please|kindly)\s\w+|\b(?:can|could|would|will)\syou\b|\byou\s(?:must|need\sto|should|have\sto|are\sto)\b"
    r"|\b(?:I|we)\s(?:need|want|ask|request|demand|would\slike|expect)\b|\b(?:asks?|asked|instructed|told)\syou\b|\bif\syou\s(?:could|would|can)\b"
    r"|\bsay\sthe\sword\b|\bthey\s(?:still\s)?want\b|\blet\sme\sknow\b|\bneeds?\syou\sto\b",
    re.I,
)
_COURTESY = re.compile(
    r"\b(?:let\sme\sknow\sif\syou\shave\s(?:any\s)?questions|call\sif\syou\shave|thank\syou"
    r"|have\sa\s(?:nice|good)|do\snot\shesitate|please\sfind\sattached)\b",
    re.I,
)
_LABEL = re.compile(r"^\w+(?:\s\w+)?:\s")
_LONGEST_HEAD = 400
_FEWEST_WORDS, _ENDS = 3, '.!?”"'
_LETTER = re.compile(r"^\W*dear\s.{2,60}[:,]\W*$", re.I)


def messages(body: Body) -> tuple[Span, ...]:
    """The heads of the messages of a mail thread (From, To, Date, Subject, or "On … X wrote:"), in order."""
    found = [Span(*match.span()) for pattern in (_HEAD, _WROTE) for match in pattern.finditer(body.plain)]
    kept: list[Span] = []
    for span in sorted(_with_sender(body.plain, one) for one in found):
        words = span.of(body.plain)
        start = span.start + len(words) - len(words.lstrip())
        if (not kept or start >= kept[-1].end) and _is_head(words):
            kept.append(Span(start, span.end))
    return tuple(kept)


def _with_sender(text: str, head: Span) -> Span:
    """The head with the lines above it that have the sender and the time, if it begins with "To:"."""
    if not head.of(text).lstrip().casefold().startswith("to:"):
        return head
    sent = _SENT.search(text, max(0, head.start - _LONGEST_HEAD), head.start)
    if sent is None:
        return head
    start = sent.start("line")
    if _ONLY_SENT.fullmatch(sent["line"]) and start:
        above = text.rfind("\n", 0, start - 1) + 1
        start = above if text[above : start - 1].strip() else start
    return Span(start, head.end)


def in_head(span: Span, heads: Sequence[Span]) -> bool:
    """Whether characters are in the head of a message.

    Arguments:
        heads: in order.
    """
    at = bisect.bisect_right(heads, span.start, key=lambda head: head.start)
    return any(head.overlaps(span) for head in heads[max(0, at - 1) : at + 1])


def with_ends(body: Body, heads: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Each head with the end of its message."""
    ends = [below.start for below in heads[1:]] + [len(body.plain)]
    yield from zip(heads, ends, strict=False)


def with_first_words(body: Body, head: Span, end: int) -> Span:
    """The head of a message with its first sentence, unless that is far below.

    Arguments:
        end: of the message.
    """
    for one in body.units[bisect.bisect_left(body.units, head.end, key=lambda one: one.span.start) :]:
        if one.span.end > end or one.span.end - head.end > _LONGEST_HEAD or is_relay_line(body.words(one.span)):
            break
        if one.kind is Kind.SENTENCE and not is_disclaimer(body.words(one.span)):
            return Span(head.start, one.span.end)
    return head


def is_relay_line(words: str) -> bool:
    """Whether a line of a mail was written by the programs that carried or forwarded it."""
    return _RELAY.match(words) is not None


def requests(body: Body) -> Iterator[Entry]:
    """In mail: the head of each message, then what it asks for, else its first sentence; in letters: what is asked."""
    heads = messages(body)
    is_letter = any(_LETTER.match(body.words(one.span)) for one in body.statements[:60])
    if not heads and not is_letter:
        return
    asked = [one.span for one in body.units if not in_head(one.span, heads) and _asks(body.words(one.span))]
    for head, end in with_ends(body, heads):
        asks = any(head.end <= span.start < end for span in asked)
        yield Entry(EntryKind.REQUESTS, head if asks else with_first_words(body, head, end), is_head=True)
    for span in asked:
        yield Entry(EntryKind.REQUESTS, span)


def _asks(words: str) -> bool:
    """Whether a statement asks somebody for something, and is whole."""
    whole = len(words.split()) >= _FEWEST_WORDS and words[-1:] in _ENDS and not _LABEL.match(words)
    return whole and bool(_ASKS.search(words)) and not _COURTESY.search(words) and not is_disclaimer(words)


def _is_head(words: str) -> bool:
    lowered = words.casefold()
    fields = sum(f"{field}:" in lowered for field in ("from", "to", "sent", "date", "subject"))
    return "wrote:" in lowered or fields > 1
