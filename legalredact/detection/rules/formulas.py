"""People by fixed phrases around their names: oaths, signatures, letters, messages, dockets, transcripts."""

import itertools
import re
from collections.abc import Iterator

from legalredact.detection.lexicon.gazetteers import JOBS
from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.capital_runs import person_after
from legalredact.detection.spans.span_shape import is_ordinary, names_nobody, words
from legalredact.matching.text.letters import CAPITAL, SMALL
from legalredact.model.mention import Role, Span

_SWORN = re.compile(
    r"(?:\b(?:Deposition|DEPOSITION|Testimony|TESTIMONY|Affidavit|AFFIDAVIT|Declaration|DECLARATION|Examination"
    r"|EXAMINATION"
    r"|Interview|INTERVIEW|Cross-Examination|CROSS-EXAMINATION)\s+(?:of|OF|by|BY)\s+(?:(?:Mr|Mrs|Ms|Dr|MR|MRS|MS"
    r"|DR)\.?\s+)?"
    r"|^\s*I,\s+)(?=[^\W\d_])",
    re.MULTILINE,
)
_OATH = re.compile(
    r",\s+(?:(?:the|a)\s+(?:witness|deponent)|(?:having\s+been|being|was"
    r"|after\s+being)\s+(?:first\s+)?(?:duly\s+)?(?:sworn|affirmed|cautioned)"
    r"|called\s+as\s+a\s+witness)|\s+(?:testified|deposed)\b"
)
_SIGNED = re.compile(
    r"(?:/s/|(?<![\w/])[sS]/(?![oO]\b)|\bSigned(?:\s+by)?:|\bBy:)[ \t]*[_]*[ \t]*\n?[ \t]*(?:/s/[ \t]*)?(?=[^\W\d_])"
)
_ADDRESSED = re.compile(
    r"^[ \t>]*(?:From|FROM|To|TO|Cc|CC|cc|Bcc|BCC|bcc|Attn|ATTN|Attention|ATTENTION|Sent by|Reply-To|Dear|Hi"
    r"|Hello|Hey)\b\.?:?[ \t]+(?:[\"']?)(?=[^\W\d_])",
    re.MULTILINE,
)
_SPEAKER = re.compile(
    r"^[ \t]*\[?(?:(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?)"
    r"[, T]{0,2}){1,2}\]?[ \t]*[-–—]?[ \t\u200e\u200f\u202a-\u202e]*(?P<name>(?=[^\W\d_])[^:\n\]]{2,40}):(?=\s)",
    re.MULTILINE,
)
"""The writer in an exported chat: "[3/4/24, 9:41:02 PM] Jane:", "04/03/2024, 21:10 - Jane:"."""
_COUNSEL = re.compile(
    r"\b(?:Counsel|COUNSEL|Attorneys?|ATTORNEYS?|Advocates?)(?:\(s\))?\s+(?:for"
    r"|FOR)\s+[^\n:]{0,40}:[-–]?[ \t]*(?=[^\W\d_])"
)
_ROW = re.compile(r"\s{0,2}(?:\([^()\n]{0,30}\))?\s{0,2}[,;][ \t]{0,3}(?=[^\W\d_])")
_NEXT = re.compile(r"[\"']?\s*(?:<[^<>\n]{3,80}>|\[[^\[\]\n]{3,80}\])?\s*[;,]\s*[\"']?(?=[^\W\d_])")
_JUDGE = re.compile(r"(?:[CP]\.?\s?)?JJ?\.?|A\.?C\.?J\.?")
_CAP = rf"{CAPITAL}[\w'’.-]*"
_LAST_FIRST = re.compile(
    rf"(?<=[(;])\s?(?P<last>{_CAP}(?:[ ]{_CAP}){{0,2}}(?:,?[ ](?:Jr|Sr|II|III"
    rf"|IV)\.?)?),[ ](?P<first>{_CAP}(?:[ ]{_CAP}){{0,2}})[ ]?,?[ ]?(?=[);])"
)
_MARKED = re.compile(
    r"(?<![\w/])(?:[VSWACR]\d{0,2}|RP|R/P|VIC|SUSP|WIT|COMP|[Dd]ecedent|[Vv]ictim|[Ss]uspect|[Ww]itness"
    r"|[Ii]nmate)[ :]{1,3}"
    rf"(?P<name>(?P<last>{CAPITAL}{{3,}}(?:[- ]{CAPITAL}{{2,}}){{0,2}}),[ ]"
    rf"{CAPITAL}{SMALL}+(?:[ ]{CAPITAL}{SMALL}*\b\.?)?)"
)
"""How police reports list people: "V1 ROE, Jane (F/W …)"."""
_STATED = re.compile(
    r"(?i:state|spell|give|tell|what\s+is|what['’]s)\b[^?.]{0,60}?\b(?i:name)\b[^?.]{0,40}[?.]\s+(?:\d{1,2}\s+)?"
    r"(?:A[.:]?|THE\s+(?:WITNESS|DEPONENT):|ANSWER:)\s+(?i:(?:my\s+name\s+is|it\s+is|it['’]s|yes[.,]|sure[.,])\s+){0,2}"
    rf"(?P<name>{CAPITAL}[\w'’-]*(?:[ ](?:[A-Z]\.|{CAPITAL}[\w'’-]+)){{1,3}})"
)
"""A witness who states a name for the record."""
_VOTED = re.compile(
    rf"\((?P<name>{_CAP})\s+(?:opposed|opposing|abstained|abstaining|dissented|dissenting|recused|voting\s+no)\)"
)
_ROSE = re.compile(
    rf"(?<![\w'’.-])(?P<name>{_CAP})\s+(?:seconded|abstained|abstaining|recused|dissented|voted\s+(?:no|yes|aye|nay|against))\b"
)
"""People who second, abstain or vote, in the sentences of minutes."""
_MOVER = rf"{CAPITAL}[\w'’-]*(?:[ ]{CAPITAL}[\w'’-]*)?"
_MOVED = re.compile(
    rf"\b(?:[Mm]otion|[Mm]oved|M/S)(?:[ ]by|:)?[ ](?P<first>{_MOVER})[,;/]?[ ]?(?:and[ ])?"
    rf"(?:[Ss]econd(?:ed)?(?:[ ]by|:)?[ ])(?P<second>(?!Amended|Motion){_MOVER})"
)
_PART = rf"{CAPITAL}(?:[\w'’]|-\n?)*(?<!-)"
_LETTERS = re.compile(r"[^\W\d_]+")
_TURNED = re.compile(
    rf"^[ \t>]*(?P<last>{_PART}(?:[ ]{_PART}){{0,2}}),[ \t]*\n?[ \t]*(?P<first>{_PART}(?:[ ]{_PART}\.?){{0,2}})"
    r"(?=[ \t.\d]*$)",
    re.MULTILINE,
)
"""A line of an index or a table."""


def sworn(text: str) -> Iterator[Found]:
    """Witnesses: "Deposition of Jane Roe", "I, Jane Roe, declare", "Jane Roe, having been duly sworn"."""
    for match in _SWORN.finditer(text):
        span = person_after(text, match.end())
        if span is not None and _is_full(span.of(text)):
            yield Found(span, role=Role.WITNESS)


def under_oath(text: str, span: Span) -> bool:
    """Whether the words after a name show that the person was sworn or testified."""
    return _OATH.match(text, span.end) is not None


def signed(text: str) -> Iterator[Found]:
    """Signatures: "/s/ Jane Roe"."""
    for match in _SIGNED.finditer(text):
        span = person_after(text, match.end())
        if span is not None and (_is_full(span.of(text)) or not is_ordinary(span.of(text))):
            yield Found(span)


def addressed(text: str) -> Iterator[Found]:
    """Senders and readers of messages and letters: "From: Jane Roe", "cc: …", "Dear Jane"."""
    for match in _ADDRESSED.finditer(text):
        at = match.end()
        while (span := person_after(text, at)) is not None:
            if not is_ordinary(span.of(text)):
                yield Found(span)
            following = _NEXT.match(text, span.end)
            if following is None:
                break
            at = following.end()


def speakers(text: str) -> Iterator[Found]:
    """Writers in a chat that was exported with the times of its messages."""
    for match in _SPEAKER.finditer(text):
        span = person_after(text, match.start("name"))
        if span is not None and not is_ordinary(span.of(text)):
            yield Found(span)


def counsel_lists(text: str) -> Iterator[Found]:
    """Names in a list after "Counsel for the appellant:"."""
    for match in _COUNSEL.finditer(text):
        at, end = match.end(), match.end() + len(text[match.end() :].split("\n", 1)[0])
        while at < end and (span := person_after(text, at)) is not None and span.end <= end:
            if _is_full(span.of(text)):
                yield Found(span, role=Role.COUNSEL)
            following = _ROW.match(text, span.end)
            if following is None:
                break
            at = following.end()


def last_first(text: str) -> Iterator[Found]:
    """Names in dockets: "(Roe, Jane)"."""
    for match in _LAST_FIRST.finditer(text):
        if _JUDGE.fullmatch(match.group("first")):
            yield Found(Span(*match.span("last")), role=Role.JUDGE)
        elif not (is_ordinary(match.group("last")) and is_ordinary(match.group("first"))) and not _is_post(match):
            yield Found(Span(match.start("last"), match.end("first")))


def marked(text: str) -> Iterator[Found]:
    """People in a police report, surname first in capitals: "V1 ROE, Jane"."""
    for match in _MARKED.finditer(text):
        if not is_ordinary(match["last"]):
            yield Found(Span(*match.span("name")))


def stated(text: str) -> Iterator[Found]:
    """People who state their name for the record: "Q. State your name. A. Jane Roe"."""
    for match in _STATED.finditer(text):
        if not all(map(names_nobody, match["name"].split())):
            yield Found(Span(*match.span("name")), role=Role.WITNESS)


def movers(text: str) -> Iterator[Found]:
    """People who moved and seconded, in minutes: "motion Roe, second Doe", even if the names are dictionary words."""
    for match in _MOVED.finditer(text):
        for name in ("first", "second"):
            if not names_nobody(match.group(name)):
                yield Found(Span(*match.span(name)))


def _is_post(match: re.Match[str]) -> bool:
    """Whether the brackets hold a person's job and department ("VP, Treasury", "Sr. Analyst, Treasury")."""
    before = words(match.group("last"))
    return before[-1] in JOBS | {"vp", "svp", "evp", "avp", "mgr", "dir", "supv"} and is_ordinary(match.group("first"))


def voted(text: str) -> Iterator[Found]:
    """Names in minutes of people who voted differently: "(Roe opposed)"."""
    for match in (*_VOTED.finditer(text), *_ROSE.finditer(text)):
        if not is_ordinary(match["name"]) or (match.re is _ROSE and _is_borne(text, match["name"])):
            yield Found(Span(*match.span("name")))


def _is_borne(text: str, word: str) -> bool:
    """Whether a dictionary word follows a given name elsewhere in the text ("Wilhelmina Post")."""
    return any(not is_ordinary(name) for name in re.findall(rf"(?<!\w)({_CAP})[ ]{re.escape(word)}(?!\w)", text))


def turned(text: str) -> Iterator[Found]:
    """Names in lists that the text has elsewhere in the other order: "ROE, JANE" and "Jane Roe" or "Jane Q. Roe"."""
    rows = list(_TURNED.finditer(text))
    straight = _neighbours(text) if rows else frozenset()
    for row in rows:
        first, last = (_LETTERS.search(row.group(part).casefold()) for part in ("first", "last"))
        if first and last and (first.group(), last.group()) in straight:
            yield Found(Span(row.start("last"), row.end("first")))


def _neighbours(text: str) -> frozenset[tuple[str, str]]:
    """Every two adjacent words of a line, also with one word between them."""
    found: set[tuple[str, str]] = set()
    for line in text.casefold().splitlines():
        spelled = _LETTERS.findall(line)
        found.update(itertools.pairwise(spelled))
        found.update(zip(spelled, spelled[2:], strict=False))
    return frozenset(found)


def _is_full(surface: str) -> bool:
    """Two words or more, not all of them in the dictionary."""
    found = [word for word in words(surface) if len(word) > 1]
    return len(words(surface)) > 1 and bool(found) and not is_ordinary(" ".join(found))
