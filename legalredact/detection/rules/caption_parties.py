"""Splits the part of a caption that holds one or more parties into their names."""

import re
from collections.abc import Container, Iterator

from legalredact.detection.lexicon.form_labels import begins_with_label
from legalredact.detection.lexicon.gazetteers import (
    BOILERPLATE,
    COMPANY_FORMS,
    GENERIC,
    INSTITUTIONS,
    ROLES,
    SUFFIXES,
    TRADES,
    WORDS_AND_GIVEN_NAMES,
)
from legalredact.detection.lexicon.word_lists import word_list
from legalredact.detection.rules.governments import is_government
from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.span_shape import has_form, is_ordinary, names_nobody, trimmed, words
from legalredact.matching.names.name_spellings import also_known
from legalredact.matching.text.lazy_pattern import lazy_pattern
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.mention import Kind, Role, Span

_DOES = re.compile(
    r"(?<!\w)(?:(?:JOHN|JANE|John|Jane)\s+)?(?:DOES?|Does?|ROES?|Roes?)(?:\s+(?:CORPORATIONS?|Corporations?"
    r"|ENTITIES|Entities|DEFENDANTS|Defendants))?"
    r"\s+(?:(?:Nos?\.?\s+)?[#]?\d+|[IVXLC]+|[A-Z])(?:\s*(?:-|–|through|THROUGH|to|TO|and)\s*(?:\d+|[IVXLC]+"
    r"|[A-Z])\b)?(?:,?\s+(?:inclusive|INCLUSIVE))?"
)
_OVER = r"\s+(?:[)§|:*│┃║](?:[ \t][^\n]*)?\n\s*(?:[|│┃║*:]\s*)?)?"
"""White space between two words that belong together; a caption's border and right column may be in it."""
_PARTING = lazy_pattern(
    r"\s*;\s*(?:and\s+|AND\s+)?"
    rf"|(?:\s*,?\s+|(?<=\n))(?:ex{_OVER}rel\b\.?|EX{_OVER}REL\b\.?"
    r"|et\s+al\.?|ET\s+AL\.?|et\s+ux\.?|d/b/a|D/B/A|dba|DBA|[fan]/k/a|[FAN]/K/A|[fan]ka\b|[FAN]KA\b"
    rf"|(?:formerly|also|now|FORMERLY|ALSO|NOW){_OVER}(?:known|KNOWN){_OVER}(?:as|AS)|(?:doing|DOING){_OVER}(?:business"
    rf"|BUSINESS){_OVER}(?:as|AS)"
    rf"|(?:by{_OVER}and{_OVER}through|BY{_OVER}AND{_OVER}THROUGH|through|THROUGH|on{_OVER}behalf{_OVER}of"
    rf"|ON{_OVER}BEHALF{_OVER}OF)(?:{_OVER}(?:his|her|their|its|HIS|HER|THEIR|ITS|the|THE))?"
    rf"|(?:as|AS){_OVER}(?:\w+{_OVER}){{0,4}}(?:of|OF|for|FOR|to|TO)(?:{_OVER}(?:the|THE))?(?:\s+(?:Estate|ESTATE)"
    r"\s+(?:of|OF))?"
    r"|(?:individually|INDIVIDUALLY|in\s+(?:his|her|their|its)|IN\s+(?:HIS|HER|THEIR|ITS))\b)[\s,]*"
    r"|(?:[ \t]{2,}|(?<=[,.;])[ \t]*|[ \t]+(?=[§:|│┃║]))[)§|:*\]}│┃║](?:[ \t][^\n]*)?(?=\n|\Z)"
    r"|[ \t]{3,}|\s*\.{2,}\s*|\s*…+\s*|\s*,?\s+(?:and|And|AND|&)\s+(?:others?|another|anr|ors|Others?|Another|Anr"
    r"|Ors|OTHERS?|ANOTHER|ANR|ORS)\b\.?"
    r"|\s*,?\s+(?:[SsWwDd]/[Oo]\b\.?|(?:son|daughter|wife|widow|husband)\s+of\b)\s*"
    r"|\s*[(\[][^)\]\n]{0,80}[)\]]\s*,?\s*"
    r"|\s+@\s+"
)
_BUSINESS = re.compile(r"(?:d/b/a|dba|doing\s+business\s+as)[\s)§|]*$", re.IGNORECASE)
_AND = re.compile(rf"(,?)\s+(?:and|AND|&)\s+(?:(?:of|OF)\s+)?(?=(?:the\s+|THE\s+)?{CAPITAL})")
_TIE = re.compile(rf"\s*(?:and|AND|&)\s+(?={CAPITAL})")
_OF = re.compile(r"\s(?:of|OF)\s+\Z")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|MR|MRS|MS|DR)\b")
_COMMA = re.compile(r"\s*,\s*(?:and\s+|AND\s+)?")
_CUT = re.compile(rf"{_AND.pattern}|{_COMMA.pattern}")
_ADDRESS = re.compile(
    r"\d|\b[RrCc]/[Oo]\b|\b(?:aged|residing|resident|residents|represented|through|house|road|street|avenue|village"
    r"|district|taluk|nagar|colony|floor|p\.?\s?o\b"
    r"|post|near|situated|office|sector|flat|plot)\b",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(
    r"^(?:an?|AN?|the|THE|as|AS|in|IN|individually|INDIVIDUALLY|on|ON|by|BY|who|his|HIS|her|HER|its|ITS|their|THEIR"
    r"|et|ET|and|AND|both|BOTH)\b"
    r"|^(?:successor|deceased|guardian|next\s+friend|personal|administrat|execut|a\s+minor|inclusive)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:The|THE)\s+(?!(?i:marriage|matter|estate|guardianship|adoption|unknown|heirs|personal)\b)[^\W\d_a-z]"
)
"""A party's name may begin with an article, but not after a comma ("Jane Roe, the Executor")."""
_SPELLED = re.compile(r"[^\W\d_][\w'’.&-]*")
_SMALL = word_list("small_words_of_parties")
_FIRST = re.compile(r"[^\s,;]+")
_LONGEST = 9


def party_names(text: str, span: Span, barriers: Container[int], *, several: bool = False) -> Iterator[Found]:
    """Every name in the span.

    Arguments:
        barriers: ends of names that the model has read; an "and" after one separates two names.
        several: the caption names several parties ("Plaintiffs"), so that a single "and" separates two names.
    """
    for does in _DOES.finditer(text, span.start, span.end):
        yield Found(Span(*does.span()), Kind.PERSON, role=Role.PARTY)
    cuts = (piece for line in _lines(text, span) for piece in _cut(text, line, _PARTING))
    pieces = [_without_and(text, cut) for cut in cuts]
    if several and len(pieces) == 1:
        barriers = _tie_of_two(text, pieces[0]) or barriers
    for piece in pieces:
        business = _BUSINESS.search(text[span.start : piece.start]) is not None
        for part in _parted(text, piece, barriers):
            name = trimmed(text, part)
            if name is not None and _can_be_party(name.of(text)):
                kind = Kind.ORGANIZATION if business else kind_of(name.of(text))
                yield Found(name, kind, role=Role.PARTY)


def _without_and(text: str, piece: Span) -> Span:
    """The piece without an "and" that joins it to the line above, on the other side of a border."""
    tie = _TIE.match(text, piece.start, piece.end)
    return Span(tie.end(), piece.end) if tie else piece


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The span cut at line ends after which no name continues."""
    start = span.start
    for match in re.compile(r"\s*\n\s*").finditer(text, span.start, span.end):
        following = words(text[match.end() : match.end() + 30])[:1]
        if has_form(text[start : match.start()]) or (following and following[0] in BOILERPLATE | ROLES):
            yield Span(start, match.start())
            start = match.end()
    if start < span.end:
        yield Span(start, span.end)


_HOUSE = frozenset({"son", "sons", "daughter", "daughters", "bros", "co", "company"})
_NAME_LENGTHS = (2, 3)


def kind_of(surface: str) -> Kind:
    """The kind of a party, judged by its name alone; for "X d/b/a Y", the kind of X."""
    surface = next(iter(also_known(surface)), surface)
    found = words(surface)
    if has_form(surface):
        return Kind.ORGANIZATION
    if is_government(surface):
        return Kind.GOVERNMENT
    if any(word in INSTITUTIONS for word in found) or "&" in surface or TRADES.intersection(found[1:]):
        return Kind.ORGANIZATION
    if len(found) in _NAME_LENGTHS and found[0] in WORDS_AND_GIVEN_NAMES:
        return Kind.PERSON
    return Kind.ORGANIZATION if len(found) > 1 and is_ordinary(surface) else Kind.PERSON


def _can_be_party(surface: str) -> bool:
    found = words(surface)
    if not (surface[0].isupper() or surface[0].isdigit()) or len(found) > _LONGEST or names_nobody(surface):
        return False
    if begins_with_label(surface):
        return False
    if any(word[0].islower() and word not in _SMALL for word in _SPELLED.findall(surface)):
        return False
    if all(word in BOILERPLATE | GENERIC for word in found) and not has_form(surface):
        return False
    numbered = found[0] in BOILERPLATE and any(c.isdigit() for c in surface)
    return not numbered and sum(map(str.isalpha, surface)) > 1 and _DOES.fullmatch(surface) is None


def _parted(text: str, piece: Span, barriers: Container[int]) -> Iterator[Span]:
    """The piece cut at commas and at "and", where these separate names and not the words of one.

    Words after a description or an address are skipped up to the next "and".
    """
    described = False
    for part, joined in _parts_of(text, piece, barriers):
        words_of_part = part.of(text).lstrip()
        if joined:
            described = False
        if not described and (not _DESCRIPTION.match(words_of_part) or (joined and _ARTICLE.match(words_of_part))):
            if _ADDRESS.search(words_of_part):
                described = True
            elif joined or has_form(words_of_part) or len(words(words_of_part)) > 1:
                yield part  # one word behind a comma is a place as a rule


def _parts_of(text: str, piece: Span, barriers: Container[int]) -> Iterator[tuple[Span, bool]]:
    """Parts between commas and "and"s, and whether an "and" comes before each."""
    start, joined = piece.start, True
    for match in _CUT.finditer(text, piece.start, piece.end):
        if match.start() >= start and _parts(text, match, Span(start, piece.end), barriers):
            yield Span(start, match.start()), joined
            start, joined = match.end(), "," not in match.group() or "nd" in match.group().casefold()
    if start < piece.end:
        yield Span(start, piece.end), joined


def _parts(text: str, match: re.Match[str], piece: Span, barriers: Container[int]) -> bool:
    """Whether a comma or an "and" separates two names."""
    if "," not in match.group():
        before, after = text[piece.start : match.start()], text[match.end() : piece.end]
        anew = _OF.search(match.group()) is not None or _TITLE.match(after) is not None
        return anew or match.start() in barriers or has_form(before) or _is_another(before, after)
    following = _FIRST.match(text, match.end(), piece.end)
    return following is None or re.sub(r"\W", "", following.group()).casefold() not in COMPANY_FORMS | SUFFIXES


def _tie_of_two(text: str, piece: Span) -> frozenset[int]:
    """Place of the only "and", if the words after it may be a name by themselves, and no "Sons" or "Human Services"."""
    ties = list(_AND.finditer(text, piece.start, piece.end))
    after = words(text[ties[0].end() : piece.end]) if len(ties) == 1 else []
    own = bool(after) and not (INSTITUTIONS | TRADES | _HOUSE).intersection(after)
    alone = own and (len(after) == 1 or not is_ordinary(" ".join(after)))
    return frozenset(tie.start() for tie in ties) if alone else frozenset()


def _is_another(before: str, after: str) -> bool:
    """Whether an "and" after a body's name ("ALDER SUPPLY AND KAPOOR") joins another name to it."""
    first, second = words(before), words(after)
    body = len(first) > 1 and (first[-1] in INSTITUTIONS or first[-1] in TRADES)
    return body and bool(second) and not (is_ordinary(second[0]) or INSTITUTIONS.intersection(second))


def _cut(text: str, span: Span, at: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for match in at.finditer(text, span.start, span.end):
        if match.start() > start:
            yield Span(start, match.start())
        start = max(start, match.end())
    if start < span.end:
        yield Span(start, span.end)
