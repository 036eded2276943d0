"""What a document is and before which court: title, date, addressee, subject, court, case numbers, judge, parties."""

import bisect
import re
from collections.abc import Iterator

from legalredact.matching.facts.find import FactKind
from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.model.token import TOKEN
from legalredact.summary.local.body import Body
from legalredact.summary.local.email_requests import in_head, is_relay_line, messages
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.headings import is_item
from legalredact.summary.local.running_lines import is_stamp
from legalredact.summary.local.sentences import Kind

_HEAD = 40  # passages in which a caption or the head of a letter is
_LONGEST = 160
_COURT = re.compile(
    r"\b(?:(?:district|superior|circuit|supreme|bankruptcy|county|family|probate|municipal|trial|high|tax)\s+court"
    r"|courts?\s+of\s+(?:common\s+pleas|\w*\s?appeals?|claims|chancery))\b",
    re.I,
)
_PART_OF_COURT = re.compile(
    r"(?:for\s+the\s+)?[\w. ]{0,40}\b(?:district|division|circuit|county|department|part)\b[\w ,.]{0,40}", re.I
)
_TITLE = re.compile(
    r"\b(?:complaint|motion|order|answer|memorandum|opinion|judgment|petition|notice|stipulation|brief|reply|response"
    r"|declaration|affidavit|deposition of|subpoena|interrogator(?:y|ies)|requests? for"
    r"|agreement|contract|lease|invoice"
    r"|account statement|last will|memorandum of understanding|settlement|confidential|suggestion of remand)\b"
    r"|^(?:statement of|minutes|report|schedule|resolution|agenda|receipt|bill)\b",
    re.I,
)
_SUBJECT = re.compile(r"[\W_]{0,3}(?:re|subject|in re|matter)\s*:\s*\S", re.I)
_JUDGE = re.compile(r"(?:(?:judge|before|hon|magistrate judge)\s*[:.]|honorable\b|the honorable\b)", re.I)
_JUDGES = re.compile(r",\s(?:C\.\s?)?(?:P\.\s?)?J{1,2}\.")
_PARTY = re.compile(
    r"\b(?:plaintiff|defendant|petitioner|respondent|appellant|appellee|claimant|debtor|movant|intervenor)s?\b", re.I
)
_VERSUS = re.compile(r"(?:^|[\s,])(?:v|vs|-against-|against)\.?(?:\s|$)", re.I)
_LONGEST_CAPTION = 900
_WORD, _SMALL = re.compile(r"[a-z]+"), frozenset("for the of in".split())
_MOST_NAMED = 0.8
_SECTION = re.compile(r"[IVXL]{1,5}[.:)]?\s")
"""The number of a section before its heading."""
_OPEN_TITLE = re.compile(r"\b(?:AND|OF|FOR|TO|THE|IN|ON|BY|WITH)$|,$")
_OF_A_CASE = re.compile(
    r"(?:^|\W)(?:case|docket|cause|index|civil\saction|action|appeals?|mdl|crim(?:inal)?)\b"
    r"|^\W*nos?\.|^\W*\d{1,2}:\d\d-",
    re.I,
)
_BARE_NUMBER = re.compile(r"\W*\d{1,2}:\d\d-[\w-]+\W*")
_CASE_CUE = re.compile(r"\b(?:case|docket|cause|index|civil\saction)\s(?:no|number)s?\b", re.I)
_NOT_OF_A_CASE = re.compile(
    r"\b(?:CSR|SBN|bar|licen[sc]e|certificate|invoice|policy|account|VIN|reporter|RPR"
    r"|registration)\b",
    re.I,
)
_NUMBERED = re.compile(r"(?:no|nos|number|case|docket|cause|index|action)\.?\s*:?\s*#?\s*$", re.I)


def title_and_head(body: Body) -> Iterator[Entry]:
    """The title, the date, the subject line; at the top of the document."""
    head = body.head(_HEAD)
    dated, heads, half = False, messages(body), len(body.plain) // 2
    for one in body.statements:
        words = body.words(one.span)
        if one.span.end > head.end or len(words) > _LONGEST or in_head(one.span, heads):
            continue
        if one.kind is Kind.LINE and is_subject(words):
            yield Entry(EntryKind.DOCUMENT, one.span, 2)
        elif one.kind is Kind.LINE and is_title(words):
            yield Entry(EntryKind.DOCUMENT, _whole_title(body, one.span), 3)
        elif one is body.statements[0] and one.kind is Kind.LINE and _is_letterhead(words):
            yield Entry(EntryKind.DOCUMENT, one.span, 1)
        elif one.kind is Kind.LINE and not (dated or heads) and one.span.start < half and is_date_line(body, one.span):
            dated = True
            yield Entry(EntryKind.DOCUMENT, one.span, 4)


def court_and_case(body: Body) -> Iterator[Entry]:
    """The court with its district and division, case numbers, judges."""
    courts: list[str] = []
    head, lines = body.head(_HEAD), [one.span for one in body.statements if one.kind is Kind.LINE]
    for number, span in enumerate(lines):
        words = body.words(span)
        if span.end > head.end or len(words) > _LONGEST:
            continue
        if _COURT.search(words) and is_named(words) and not _PARTY.search(words) and not _is_known(words, courts):
            courts.append(words)
            yield Entry(EntryKind.COURT, Span(span.start, _end_of_court(body, lines[number : number + 3])), 3)
        elif _JUDGE.match(words) or len(_JUDGES.findall(words)) > 1:
            yield Entry(EntryKind.COURT, span, 1)
    known: set[str] = set()
    page, rows = -1, [one.span for one in body.statements if one.kind in (Kind.ROW, Kind.SENTENCE)]
    for fact in body.facts:
        if fact.kind is not FactKind.CASE_NUMBER or fact.value in known or fact.span.start >= head.end:
            continue
        line = _line_of_number(body, fact.span)
        if not _OF_A_CASE.search(body.words(line)) or is_stamp(body.words(line)):
            continue
        here = body.page(line.start)
        if _BARE_NUMBER.fullmatch(body.words(line)) and known and here != page:
            continue  # of another case, in a list of them
        if not _NOT_OF_A_CASE.search(body.words(line)) and not any(row.overlaps(line) for row in rows):
            known.add(fact.value)
            page = here
            yield Entry(EntryKind.COURT, line, 2)


def caption_parties(body: Body) -> Iterator[Entry]:
    """The parties of a caption, as one entry: from the line of the first party to that of the last."""
    head = body.head(_HEAD)
    lines = [one.span for one in body.statements if one.kind is Kind.LINE and one.span.end <= head.end]
    named = [n for n, span in enumerate(lines) if _is_party(body.words(span))]
    for number in (n for n, span in enumerate(lines) if _VERSUS.search(body.words(span))):
        before = [n for n in named if n <= number and number - n <= 2]
        after = [n for n in named if n > number and n - number <= 4]
        if not after and _is_party(_after(body, lines[number])):
            after = [number]
        if before and after:
            # Between the first line and its names may be a bracket or a number of the case, on lines of their own.
            span = Span(lines[_first(body, lines, before[0])].start, lines[after[-1]].end)
            if len(span) <= _LONGEST_CAPTION:
                yield Entry(EntryKind.PARTIES, span, 9)
                return


def _is_letterhead(words: str) -> bool:
    """Whether the first line names somebody; the attorney above a caption is among the parties."""
    return TOKEN.search(words) is not None and not is_relay_line(words) and not _NOT_OF_A_CASE.search(words)


def _is_known(words: str, courts: list[str]) -> bool:
    """Whether a court is that of a line above, as in a stamp."""
    new = set(_WORD.findall(words.casefold())) - _SMALL
    return any(new <= set(_WORD.findall(one.casefold())) for one in courts)


def _first(body: Body, lines: list[Span], number: int) -> int:
    """The line with the name, if the role is on a line below it."""
    has_name = TOKEN.search(body.words(lines[number])) is not None
    above = number > 0 and TOKEN.search(body.words(lines[number - 1])) is not None
    return number - 1 if above and not has_name else number


def _after(body: Body, span: Span) -> str:
    return _VERSUS.split(body.words(span), maxsplit=1)[-1]


def _is_party(words: str) -> bool:
    return _PARTY.search(words) is not None


def _whole_title(body: Body, span: Span) -> Span:
    """The title with the lines that go on with it: more of it, or a numbered list below "COMPLAINT FOR:"."""
    words, end = body.words(span), span.end
    whole = body.passage(body.passage_at(span.start))
    if whole.start == span.start and len(whole) <= _LONGEST:
        return whole
    for one in body.statements[bisect.bisect_right(body.statements, span, key=lambda one: one.span) :]:
        below = body.words(one.span)
        goes_on = _OPEN_TITLE.search(words) or (is_title(below) and one.kind is Kind.LINE)
        listed = words.endswith(":") and is_item(below)
        if not (goes_on or listed) or one.span.end - span.start > _LONGEST_CAPTION:
            break
        end = one.span.end
        words = words if words.endswith(":") else below
    return Span(span.start, end)


def is_named(words: str) -> bool:
    """Whether most words of a line are capitalized, as in a name or a title."""
    found = [word for word in re.findall(r"[A-Za-z]+", words) if word not in _SMALL]
    capitalized = sum(1 for word in found if word[0].isupper())
    return capitalized >= _MOST_NAMED * len(found)


def is_subject(words: str) -> bool:
    """Whether a line is the subject of a letter or a memorandum ("Re: …")."""
    return _SUBJECT.match(words) is not None


def is_title(words: str) -> bool:
    """Whether a line is the title of a paper: mostly capitals, with a word such as COMPLAINT, and without a number."""
    if is_item(words) or _SECTION.match(words):
        return False
    plain = TOKEN.sub("", words)
    capitals = sum(letter.isupper() for letter in plain) > 0.6 * sum(letter.isalpha() for letter in plain)
    return capitals and _TITLE.search(words) is not None


def is_date_line(body: Body, span: Span) -> bool:
    """Whether a line is hardly more than a date: "Tuesday, May 4, 2021", "Dated: May 4, 2021"."""
    dates = [fact for fact in body.facts_in(span) if fact.kind is FactKind.DATE and len(fact.value) > len("2021")]
    return len(dates) == 1 and len(span) <= len(dates[0].span) + len("Wednesday, Date of Invoice: ")


def _end_of_court(body: Body, lines: list[Span]) -> int:
    end = lines[0].end
    for span in lines[1:]:
        if not _PART_OF_COURT.fullmatch(body.words(span)):
            break
        end = span.end
    return end


def _line_of_number(body: Body, number: Span) -> Span:
    """The number's line, with the words "Case No." of the line above."""
    text = body.plain
    start = text.rfind("\n", 0, number.start) + 1
    if not text[start : number.start].strip() and start:
        above = text.rfind("\n", 0, start - 1) + 1
        if _NUMBERED.search(text[above : start - 1]):
            start = above
    end = text.find("\n", number.end)
    cue = _CASE_CUE.search(text, start, number.start)
    line = Span(cue.start() if cue else start, end if end >= 0 else len(text))
    if len(line) > _LONGEST:
        return number
    words = line.of(text)
    first = line.start + len(words) - len(words.lstrip())
    return Span(first, first + len(words.strip()))
