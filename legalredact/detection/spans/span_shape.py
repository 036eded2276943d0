"""Shape of a span, judged by its own words: where its name begins and ends, and whether it can be a name."""

import functools
import re
from collections.abc import Sequence

from legalredact.detection.lexicon.gazetteers import (
    ABBREVIATIONS,
    BANKING,
    BOILERPLATE,
    COMPANY_FORMS,
    DAYS,
    GENERIC,
    LATIN,
    MONTHS,
    NATIONALITIES,
    OPENINGS,
    PARTICLES,
    PROFESSIONS,
    ROLES,
    STATES,
    SUFFIXES,
    TITLES,
)
from legalredact.detection.lexicon.word_lists import word_list
from legalredact.detection.spans.ambiguous_surnames import ends_in_surname
from legalredact.detection.spans.edge_marks import FOOTNOTE_DIGITS, without_marks
from legalredact.detection.spans.small_words import SPANISH, TYPED
from legalredact.detection.spans.strip_affixes import unglued
from legalredact.matching.names.titled_names import has_title
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Span

_WORD = re.compile(r"[^\W_]+(?:['’‘`\-\u00ad]+[^\W_]+)*")
_POSSESSIVE = re.compile(r"['’‘`]s?\Z")
_NUMBERS = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN"
_BUILDING = re.compile(
    rf"(?:(?:{_NUMBERS}|\d+)\s+)?(?:[\w.'’&-]+\s+){{1,4}}(?:Street|Avenue|Boulevard|Drive|Road|Lane|Plaza|Square"
    rf"|Place|Court|Tower|Towers"
    r"|Building|Courthouse|Suite|Floor|Highway|Parkway|Turnpike|Terrace|Circle|Way)\Z|"
    rf"(?:{_NUMBERS})\s+(?:[\w.'’&-]+\s*){{1,3}}\Z|\d+\s+(?:[\w.'’&-]+\s+){{1,3}}(?:Center|Centre|Church)\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[a-z]\d{1,2}")
_RAISED = re.compile(f"[{FOOTNOTE_DIGITS}]")
_STATE = (
    r"(?:Ala|Ariz|Ark|Cal|Colo|Conn|Del|Fla|Ga|Ill|Ind|Ky|La|Mass|Mich|Minn|Miss|Mo|Mont|N\.\s?[CYJM]|Neb|Nev|Okla|Or|Pa"
    r"|S\.\s?C|Tenn|Tex|Va|Vt|W\.\s?Va|Wash|Wis|Wyo)\.?"
)
_DISTRICT = re.compile(
    rf"[NSEWC]\.\s?D\.?\s+{_STATE}|{_STATE}\s+[NSEWC]\.\s?D\.?|M\.\s?D\.?\s+(?:Ala|Fla|Ga|La|N\.\s?C|Pa|Tenn)\.?"
)
"""A federal district as the Bluebook abbreviates it, also across columns of a list; "Conn, M.D." is a doctor."""
_BATES = re.compile(r"[A-Z]{2,8}[-_ ]?0\d{5,9}")
"""A witness's or an exhibit's number ("W1")."""
_INITIALS = re.compile(r"[A-Z]\.(?:[ \u00a0]?-?[A-Z]\.){1,3}")
_ONE_DISTRICT = re.compile(
    r"D\.\s+(?:Alaska|Ariz|Colo|Conn|Del|Haw|Idaho|Kan|Mass|Md|Me|Minn|Mont|Neb|Nev|N\.\s?[HJM]|N\.\s?D|Or|R\.\s?I|S\.\s?[CD]|Utah"
    r"|Vt|Wyo)\.?"
)
_AROUND_DISTRICT = re.compile(r"\.?(?:\s*[,;)]|\s+(?:\d|[A-Z][a-z]{2}\.\s\d|No\b|Civ\b|Bankr\b)|\s*\Z)")
_OF_THE_STATES = re.compile(r"(?:U\.\s?S\.|United\s+States|UNITED\s+STATES)\s+\Z")
_LAW = re.compile(r"(?:\.[A-Z])*\.?\s{0,2}(?:§{1,2}\s?\d|(?:Code|Statutes?|Stat|Act|Ann|Regulations?)\b)")
_SMALL = word_list("small_words")
_SURNAMES = frozenset(
    {"ward", "master", "child", "marshal", "clerk", "major", "guardian", "president", "user", "owner"}
)
"""Roles that are surnames too."""
_WIRES = frozenset({"telephone", "tel", "phone", "facsimile", "telefax", "telecopier", "fax", "email", "charset"})
"""Text before a phone number or an address, and in headers of messages."""
_NOBODY = ROLES | TITLES | MONTHS | DAYS | LATIN | _SMALL | _WIRES
_COUNSEL = frozenset({"ausa", "sausa", "afpd", "fpd", "afd", "dfpd"})
"""Titles of government counsel and public defenders in minutes and dockets ("Roe, AUSA")."""
_EDGES = (
    (ROLES - _SURNAMES) | _SMALL | TITLES | LATIN | _COUNSEL | {"see", "dear", "hi", "hello", "cc", "bcc", "by", "s"}
)
_OFFICES = word_list("offices_of_bodies")
"""Roles that may begin the name of a body ("Trustees of …")."""
_FIRMS = frozenset({"solicitors", "attorneys", "advocates", "lawyers", "barristers", "associates"})
"""Roles that may end the name of a firm ("Alder Birch Solicitors")."""
_LAST = (ROLES - _SURNAMES) | _SMALL | LATIN | _COUNSEL | {"ex"}
_WRITTEN_OUT = frozenset(
    {"company", "companies", "corporation", "incorporated", "limited", "llc", "llp", "esquire", "chartered"}
)
"""Forms and suffixes that are no abbreviations: a period after them ends the sentence."""
_POINTED = (SUFFIXES | COMPANY_FORMS) - _WRITTEN_OUT
_WIDE = 2
"""Most blanks inside a name; more are a gap between columns."""
_SUBNUMBER = re.compile(r"(?:^|\n)[ \t]*\d{1,2}\.\Z")
_CODE = re.compile(r"[A-Z]{1,4}[-–]\d")
"""The letters of a number: "Trailer TR-4471"."""
_SENIOR = re.compile(r"\.?\s*(?:Adv|Advocate|Counsel|Standing)\b")
_NEIGHBOURS = {
    **{letter: (chr(ord(letter) - 1), chr(ord(letter) + 1)) for letter in "BCDEFG"},
    "A": ("B",),
    "I": ("II",),
    "II": ("I", "III"),
    "III": ("II", "IV"),
    "IV": ("III", "V"),
    "V": ("IV", "VI"),
}
"""Paragraph marks, and characters before or after them in a list."""
_NEAR = 20_000
"""Characters on either side in which the other marks of a list are searched."""
_QUESTION = re.compile(r"^[ \t]*Q[.:]?[ \t]+\S", re.MULTILINE)
_COMMON = BOILERPLATE | GENERIC
_ACTS = word_list("acts")
"""Verbs of reports that are written in capitals."""
_BEFORE_GIVEN = frozenset("mr mrs ms miss dr prof hon rev fr".split())
"""Titles that follow a surname and its comma only before a given name ("Roe, Dr. Ruth")."""
_BORN = frozenset({"née", "né", "nee"})
"""Before a maiden name; "Nee" with a capital may be a surname."""


def words(surface: str) -> list[str]:
    """The words of a surface, in lower case, without possessive endings."""
    return list(_words(surface))


@functools.lru_cache(maxsize=1 << 14)
def _words(surface: str) -> tuple[str, ...]:
    return tuple(_POSSESSIVE.sub("", m.group()).casefold().replace("’", "'") for m in _WORD.finditer(surface))


def places_of(text: str, surface: str) -> list[Span]:
    """Places of a surface in the text as complete words; no pattern is compiled for each name."""
    found: list[Span] = []
    at = text.find(surface)
    while at >= 0:
        end = at + len(surface)
        if not (_in_word(text[at - 1 : at] if at else "") or _in_word(text[end : end + 1])):
            found.append(Span(at, end))
        at = text.find(surface, at + 1)
    return found


def _in_word(character: str) -> bool:
    """Whether it continues a word; a footnote's raised digit does not."""
    return (character.isalnum() or character == "_") and not _RAISED.match(character)


def trimmed(text: str, span: Span) -> Span | None:
    """The span without words that cannot begin or end a name: articles, titles, roles, lower-case words, marks."""
    span = unglued(text, span)
    found = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(span.of(text))]
    while found and (_cannot_begin(text, found) or _counts(text, found) or _answers(text, found)):
        found.pop(0)
    found = found[: _before_act(text, found)]
    while found and _cannot_end(text, found):
        found.pop()
    if not found:
        return None
    inner = without_marks(text, Span(found[0].start, found[-1].end))  # words behind a year were taken off before
    found, start, end = [word for word in found if inner.overlaps(word)], inner.start, inner.end
    possessive = _POSSESSIVE.search(text[start:end])
    if possessive:
        end = start + possessive.start()
    if text[end : end + 1] == "." and end < span.end and _takes_point(found[-1].of(text)):
        end += 1
    return _closed(text, Span(start, end)) if end > start else None


def _before_act(text: str, found: Sequence[Span]) -> int:
    """Number of words of a name in capitals before the verb ("JANE ROE STATES")."""
    if len(found) < 2 or not all(span.of(text).isupper() for span in found) or is_english(words(found[0].of(text))[0]):
        return len(found)
    spelled = [span.of(text).casefold() for span in found]
    acts = (at for at in range(1, len(found)) if spelled[at] in _ACTS or (at > 1 and spelled[at] == "states"))
    return next(acts, len(found))


def _closed(text: str, span: Span) -> Span:
    """With the bracket after it that closes one in it: "Helen (Varga)"."""
    surface = span.of(text)
    return Span(span.start, span.end + (surface.count("(") > surface.count(")") and text.startswith(")", span.end)))


def _cannot_begin(text: str, found: Sequence[Span]) -> bool:
    word = found[0].of(text)
    lower = word.casefold()
    if len(found) > 1 and (lower == "the" or _enumerates(text, found) or _LABEL.fullmatch(lower)):
        return True
    if word in PROFESSIONS and len(found) > 1 and _is_name(found[1].of(text)) and not _names_company(text, found):
        return True
    if len(found) > 1 and (word in TYPED or lower == "prep"):
        return True
    if len(found) > 1 and lower in ("esq", "esquire") and "\n" in text[found[0].end : found[1].start]:
        return True  # of the name above: "Jane Roe, Esquire ⏎ The Law Office of Jane Roe PC"
    if len(found) > 1 and lower in BOILERPLATE and text[found[0].end] == "," and not _names_company(text, found):
        return True  # "Custodian of Records, Alder Clinic"
    marked = text[found[0].start - 1 : found[0].start] == "/" or text[found[0].end : found[0].end + 1] == ":"
    if len(found) > 1 and len(word) == 1 and word.isalpha() and marked:
        return True  # "R/P Jane Roe", "Spouse A: Jane Roe"
    if lower in _OFFICES and len(found) > 2 and found[1].of(text) in ("of", "Of", "OF"):
        return False
    if (
        (lower in _EDGES or lower in OPENINGS)
        and not (len(word) == 1 and word.isupper())
        and not _names_company(text, found)
    ):
        return True
    rest_capital = any(span.of(text)[0].isupper() for span in found[1:])
    return word.islower() and lower not in PARTICLES and rest_capital and is_english(lower)


def _is_name(word: str) -> bool:
    return word.istitle() and not is_english(word.casefold())


def _enumerates(text: str, found: Sequence[Span]) -> bool:
    """Whether a paragraph's letter or number comes before the name ("I. ⏎ Roe", "B. Roe's Plea" after an A)."""
    mark, between = found[0].of(text), text[found[0].end : found[1].start]
    if len(mark) > 3 or not between.startswith("."):
        return False
    if "\n" in between:
        return True
    opens = not text[text.rfind("\n", 0, found[0].start) + 1 : found[0].start].strip()
    near = text[max(0, found[0].start - _NEAR) : found[0].start + _NEAR]
    return opens and any(re.search(rf"^[ \t]*{other}\.\s", near, re.MULTILINE) for other in _NEIGHBOURS.get(mark, ()))


def _answers(text: str, found: Sequence[Span]) -> bool:
    """Whether the letter of a question or an answer comes before the name, in a transcript."""
    if found[0].of(text) not in ("Q", "A") or len(found) < 2:
        return False
    opens = not text[text.rfind("\n", 0, found[0].start) + 1 : found[0].start].strip()
    return opens and (
        found[1].start - found[0].end > 2
        or _QUESTION.search(text, max(0, found[0].start - _NEAR), found[0].start + _NEAR) is not None
    )


def _counts(text: str, found: Sequence[Span]) -> bool:
    """Whether a list's number or another column's comes before the name ("4. Alder Bank", "2.2 Alder Bank")."""
    if not found[0].of(text).isdigit() or len(found) < 2:
        return False
    between = text[found[0].end : found[1].start]
    if between.startswith((".", ")")) or (between.isspace() and len(between) > _WIDE):
        return True
    return _SUBNUMBER.search(text[max(0, found[0].start - 12) : found[0].start]) is not None


def _names_company(text: str, found: Sequence[Span]) -> bool:
    """Whether the words end in a legal form, so that any word may begin them ("Judge Holdings, Inc.")."""
    return len(found) > 1 and has_form(text[found[0].start : found[-1].end])


def _cannot_end(text: str, found: Sequence[Span]) -> bool:
    word = found[-1].of(text)
    lower = _POSSESSIVE.sub("", word).casefold()
    if len(found) > 1 and lower in _BEFORE_GIVEN and text[found[-2].end : found[-1].start].startswith(","):
        return True
    if lower == "trustee" and _OF_THE_STATES.search(text, max(0, found[-1].start - 16), found[-1].start):
        return False
    if lower in SUFFIXES or lower in COMPANY_FORMS:
        return lower == "sr" and _SENIOR.match(text, found[-1].end) is not None
    if _CODE.match(text, found[-1].start) or (lower in ("effective", "ex") and len(found) > 1):
        return True
    if (lower == "party" or lower in _FIRMS) and len(found) > 2 and word[0].isupper():
        return False
    if ends_in_surname(text, found):
        return False
    if lower in _LAST and not (len(word) == 1 and word.isupper()):
        return len(found) == 1 or not _is_head(text, found)
    first = found[0].of(text)
    small = is_english(lower) or is_function_word(lower) or lower in TYPED | SPANISH
    return len(found) > 1 and word.islower() and first[0].isupper() and small


def _is_head(text: str, found: Sequence[Span]) -> bool:
    """Whether a role word is the end of a longer name ("Committee of Unsecured Creditors")."""
    inner = [span.of(text).casefold() for span in found[:-1]]
    return found[-1].of(text)[0].isupper() and "of" in inner


def _takes_point(word: str) -> bool:
    return len(word) == 1 or word.casefold() in _POINTED


@functools.lru_cache(maxsize=1 << 14)
def names_nobody(surface: str) -> bool:
    """Whether its words are no name: roles, headings, months, lower-case English."""
    found = words(surface)
    if _DISTRICT.fullmatch(surface):
        return True
    if not found or not any(len(word) > 1 for word in found):
        return not is_initials(surface)
    if len(found) == len(("title", "surname")) and has_title(surface):
        return False
    if " ".join(found) in STATES or (all(word in PARTICLES for word in found) and found[-2:] != ["la", "o"]):
        return True  # "de la O" is a surname
    if surface in _BORN or _BATES.fullmatch(surface):
        return True
    if surface.islower() and all(is_english(word) or is_function_word(word) or word.isdigit() for word in found):
        return True
    if len(found) == 1 and found[0] in NATIONALITIES:
        return True
    if len(found) > 1 and BANKING.issuperset(found):
        return True
    return all(word in _NOBODY or word.isdigit() or _LABEL.fullmatch(word) for word in found)


def is_district(text: str, span: Span) -> bool:
    """Whether "D. Conn." is the only federal district of its state, as after a case name, and not a person."""
    if _ONE_DISTRICT.fullmatch(span.of(text)) is None or _AROUND_DISTRICT.match(text, span.end) is None:
        return False
    return text[max(0, span.start - 2) : span.start].strip()[-1:] in (",", "(", "[")


def names_law(text: str, span: Span) -> bool:
    """Whether the next words make it part of a law's name ("Alder Insurance Code", "A.G.S. § 4")."""
    return _LAW.match(text, span.end) is not None


@functools.lru_cache(maxsize=1 << 14)
def is_initials(surface: str) -> bool:
    """Whether it is two to four capitals with periods ("T.W.") that are no known abbreviation ("U.S.")."""
    return _INITIALS.fullmatch(surface) is not None and key_of(surface) not in ABBREVIATIONS


@functools.lru_cache(maxsize=1 << 14)
def is_address(surface: str) -> bool:
    """Whether it is a street or a building ("One Harbor Plaza", "Market Street")."""
    return _BUILDING.match(" ".join(surface.split())) is not None


@functools.lru_cache(maxsize=1 << 14)
def has_form(surface: str) -> bool:
    """Whether it ends in the legal form of a company ("Acme, Inc.", "Acme S.A.U.")."""
    last = re.search(r"(?:[\s,](?:[^\W\d_]\.\s?){2,4}|[^\W\d_]+)\.?\Z", surface.strip())
    if last is None or last.start() == 0:
        return False
    return re.sub(r"\W", "", last.group()).casefold() in COMPANY_FORMS


@functools.lru_cache(maxsize=1 << 14)
def is_ordinary(surface: str) -> bool:
    """Whether all its words are in the dictionary, so that a capital alone is not enough for a name."""
    return all(is_english(word) or is_function_word(word) or word in _COMMON for word in words(surface))


def is_heading_word(surface: str) -> bool:
    """Whether it is one word that heads sections or bodies and is no name by itself ("Law", "Company")."""
    found = words(surface)
    return len(found) == 1 and found[0] in _COMMON


@functools.lru_cache(maxsize=1 << 14)
def is_acronym(surface: str) -> bool:
    """Two to six capitals in one word that is not in the dictionary ("BPV", "AT&T"): a name or an abbreviation."""
    letters = re.sub(r"[.&\-]", "", surface)
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper() and " " not in surface.strip()
