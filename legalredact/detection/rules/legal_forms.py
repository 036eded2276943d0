"""Organizations by their legal form (Acme Holdings, Inc.)."""

import re
from collections.abc import Container, Iterator, Sequence

from legalredact.detection.lexicon.gazetteers import (
    BOILERPLATE,
    DAYS,
    GENERIC,
    MONTHS,
    OPENINGS,
    PAPERS,
    ROLES,
    STATES,
    TITLES,
)
from legalredact.detection.lexicon.word_lists import word_list
from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.capital_runs import CapitalToken, tokens_before
from legalredact.detection.spans.table_cells import in_cells
from legalredact.matching.text.dictionary import is_function_word
from legalredact.model.mention import Span

_FORM = re.compile(
    r"(?:(?P<comma>,\s{0,3})|(?<![\w.]))"
    r"(?P<form>(?:AG|GmbH|GMBH|SE)\s+(?:&|und|and|UND|AND)\s+(?:Co|CO)\.?,?\s+(?:KGaA|KGAA|KG|OHG)"
    r"|S\.?[ ]?A\.?[ ](?:de|DE)[ ]C\.?[ ]?V|(?:S\.[ ]?|S[ ])(?:de|DE)[ ]R\.?[ ]?L\.?(?:[ ](?:de|DE)[ ]C\.?[ ]?V)?"
    r"|(?:Sp|SP)\.?[ ]?(?:z|Z)[ ]?\.?(?:o|O)\.[ ]?(?:o|O)|S\.?[ ]?[àÀ][ ]?r\.?[ ]?l|K\.K|Tbk|OOO|(?:Oy|OY)[ ](?:Ab|AB)"
    r"|(?:Pvt|PVT|Pte|PTE|Pty|PTY|Private|PRIVATE|Sdn|SDN|Public|PUBLIC)\b\.?\s+(?:Ltd|LTD|Limited|LIMITED"
    r"|Bhd|BHD)\b"
    r"|Inc|INC|Incorporated|INCORPORATED|Corp|CORP|Corporation|CORPORATION|Company|COMPANY|Co|CO|Companies|COMPANIES"
    r"|LLC|Llc|L\.\s?L\.\s?C|LLP|Llp|L\.\s?L\.\s?P|LLLP|LP|L\.\s?P|PLLC|P\.\s?L\.\s?L\.\s?C|P\.\s?C|PC|P\.\s?A|PA"
    r"|PLC|Plc|plc"
    r"|Ltd|LTD|Limited|LIMITED|GmbH|GMBH|Gmbh|AG|KG|S\.\s?A\.\s?U|S\.\s?A\.\s?S|S\.\s?A|S\.\s?p\.\s?A|SpA"
    r"|S\.\s?r\.\s?l|SRL|KGaA|N\.\s?V|B\.\s?V"
    r"|N\.\s?A|FSB|F\.S\.B|AB|A/S|OY|Oyj|NV|BV|SAS|SARL|ULC)\.?(?!\w|-\w)"
)
_BORDER = re.compile(r"(?:[ \t]{2,}|(?<=[,.;])|(?<=\n))[ \t]*[)§|:*│┃║](?=[ \t])")
_OF_A_COURT = re.compile(r"\b(?:DISTRICT|DIVISION|COURT|COUNTY|STATE)\b.{0,30}\bOF\b[^\n]*\Z", re.IGNORECASE)
_TITLES_OF_PAPERS = frozenset("agreement prospectus lease contract deed minutes bylaws resolution".split())
_WEAK_FORMS = frozenset({"co", "company", "companies", "corporation", "limited", "pa", "pc", "ag", "ab", "na"})
"""Forms that are also words or abbreviations; without a comma they need a name of two words, or capitals before."""
_STATE = re.compile(r",?\s{0,3}(?:PA|CO|LA|MA|NV)\s{1,3}\d{5}")
"""A state before its ZIP code, not a form."""
_RANKED = re.compile(r"[ ][A-Z][a-z]")
_FINAL_FORMS = frozenset({"sa", "inc", "corp", "llc", "llp", "ltd", "gmbh", "plc", "lp", "pllc"})
_JOINERS = word_list("joiners")
ENDS_OF_BODIES = word_list("ends_of_bodies")
"""Head words that end a name before an "and"."""
_OPENERS = ROLES | BOILERPLATE | OPENINGS | DAYS | MONTHS | TITLES


def with_legal_form(text: str, barriers: Container[int] = ()) -> Iterator[Found]:
    """Every name that ends in a legal form.

    Arguments:
        barriers: ends of other names that the model has read; words that "and", "of" or a comma joins to them are not
            part of the name.
    """
    for match in _FORM.finditer(text):
        span = _name_before(text, match, barriers)
        if span is not None:
            yield Found(span)


def _name_before(text: str, match: re.Match[str], barriers: Container[int]) -> Span | None:
    """The name that ends in the form, with the form; None if it is no name ("the Company")."""
    if _STATE.match(text, match.start()):
        return None
    before = _walk(tokens_before(text, match.start(), 140), text, match.start(), barriers)
    words = [t for t in before if t.word and t.lower not in _JOINERS]
    form = re.sub(r"\W", "", match.group("form")).casefold()
    if all(t.lower in GENERIC or t.lower in BOILERPLATE for t in words):
        return None
    if " ".join(t.lower for t in reversed(words)) in STATES:
        return None  # "an Ohio LLC"
    if form == "ab" and match.group("comma") and _RANKED.match(text, match.end()):
        return None  # "Tarrow, AB Kvale": able seamen in a log
    if form in _WEAK_FORMS and not match.group("comma") and len(words) == 1 and words[0].initial:
        return None
    return Span(before[-1].span.start, match.end())


def _walk(before: Sequence[CapitalToken], text: str, end: int, barriers: Container[int]) -> list[CapitalToken]:
    """Tokens of the name, the nearest first, back to its beginning."""
    kept: list[CapitalToken] = []
    pending: list[CapitalToken] = []
    for token in before:
        follower = (pending or kept)[-1].span.start if pending or kept else end
        between = text[token.span.end : follower]
        if (
            between.count("\n") > 1
            or "\f" in between
            or (token.text == ")" and "\n" in between)
            or len(between) > 6
            or ("\n" in between and (token.text.isdigit() or _beside_border(text, token.span)))
            or _other_name(token, between, pending, kept, barriers)
            or ("\n" in between and _ends_heading(text, token))
            or len(in_cells(text, Span(token.span.start, follower + 1))) > 1
        ):
            break
        if token.word and (token.capital or token.text[0].isdigit()):
            if token.lower in _OPENERS and not _inside(token, pending):
                break
            kept.extend([*pending, token])
            pending.clear()
        elif _may_stand_between(token, before, pending, kept):
            pending.append(token)
        else:
            break
    return _trimmed(kept)


def _ends_heading(text: str, token: CapitalToken) -> bool:
    """Whether the line above a company is a court's name or a paper's title ("… DISTRICT OF UTAH", "AGREEMENT")."""
    if token.lower in PAPERS | _TITLES_OF_PAPERS:
        return True
    line = text[text.rfind("\n", 0, token.span.start) + 1 : token.span.end]
    return _OF_A_COURT.search(line) is not None


def _beside_border(text: str, span: Span) -> bool:
    """Whether the token is right of a caption's border, so that nothing continues from it on the next line."""
    return _BORDER.search(text, text.rfind("\n", 0, span.start) + 1, span.start) is not None


def _other_name(
    token: CapitalToken,
    between: str,
    pending: Sequence[CapitalToken],
    kept: Sequence[CapitalToken],
    barriers: Container[int],
) -> bool:
    """Whether another name ends with the token, and only a joiner or a line end connects it to this one."""
    if not token.word or not (pending or "\n" in between):
        return False
    if token.span.end in barriers or token.lower in _FINAL_FORMS:
        return True
    if pending and pending[-1].lower == "and" and token.lower.rstrip("s") in ENDS_OF_BODIES:
        return True
    shouts = [t.text.isupper() for t in kept if t.word and len(t.text) > 1]
    return "\n" in between and any(shouts) and all(shouts) != token.text.isupper() and len(token.text) > 1


def _inside(token: CapitalToken, pending: Sequence[CapitalToken]) -> bool:
    """Whether a word that usually opens a sentence belongs to the name ("Second Street Partners")."""
    if token.initial:
        return not pending or [t.text for t in pending] == ["."]
    return not pending and token.lower not in ROLES and not is_function_word(token.lower) and len(token.text) > 3


def _may_stand_between(
    token: CapitalToken, before: Sequence[CapitalToken], pending: Sequence[CapitalToken], kept: Sequence[CapitalToken]
) -> bool:
    """Whether a mark or a small word may be inside a name."""
    if token.text == ".":
        return _abbreviates(before, token)
    if token.text == ")":
        return _opened(before, token)
    if token.text == ",":
        return _in_firm_list(kept, pending)
    if token.text == "/":
        followers = pending or kept
        return bool(followers) and followers[-1].span.start == token.span.end  # " / " parts two fields
    return token.text in "&'’-/+(" or (token.lower in _JOINERS and not token.capital and bool(kept))


def _abbreviates(before: Sequence[CapitalToken], point: CapitalToken) -> bool:
    """Whether a period belongs to an initial or an abbreviation, and ends no sentence."""
    at = before.index(point)
    word = before[at + 1] if at + 1 < len(before) else None
    return word is not None and word.span.end == point.span.start and word.capital and len(word.text) <= 4


def _opened(before: Sequence[CapitalToken], bracket: CapitalToken) -> bool:
    """Whether the bracket that closes here was opened within the name ("Acme (USA) Corporation")."""
    at = before.index(bracket)
    return any(token.text == "(" for token in before[at + 1 : at + 4])


def _in_firm_list(kept: Sequence[CapitalToken], pending: Sequence[CapitalToken]) -> bool:
    """Whether a comma is part of a list of partners ("Grace, Tisdale & Clifton, P.A.")."""
    return not pending and any(t.text in ("&", "and") for t in kept)


def _trimmed(kept: list[CapitalToken]) -> list[CapitalToken]:
    """Without words that cannot begin a name."""
    while kept and _cannot_begin(kept[-1]):
        kept.pop()
    return kept


def _cannot_begin(token: CapitalToken) -> bool:
    if not token.word:
        return True
    if token.initial:
        return False
    return token.lower in ROLES | OPENINGS or (token.lower in _JOINERS and not token.text.isupper())
