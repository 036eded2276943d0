"""Findings about the form of a reply: headings, silent documents, remarks, languages, links, markup, marks."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from legalredact.matching.text.dictionary import is_english
from legalredact.model.entry_kind import HEADINGS
from legalredact.model.mention import Span
from legalredact.model.payload import Payload, row_cells
from legalredact.model.review import Finding, FindingKind, Segment
from legalredact.model.token import TOKEN

ABSTRACT, CHRONOLOGY, OVERVIEW = "document-abstract", "chronology", "production-overview"
SELECTIVE = frozenset({"damages", "discovery-response", "document-comparison", "privilege-review"})
"""Uses that report what they ask for, and not the whole of the documents: they may leave a party out."""
_LINK = re.compile(
    r"(?i)\b(?:https?|ftp|file|data|javascript|vbscript|mailto|tel|ws|wss|sms|blob):\S+|\bwww\.\S+|"
    r"(?<![\w:])//[\w-]+\.[\w./-]+"
    r"|\b(?:[a-z0-9-]{2,}\.)+(?:com|org|net|gov|edu|io|info|biz|example|dev|app|co|us|uk|de|eu|ru|cn|test"
    r"|invalid)(?:/\S*)?(?![\w.])"
    r"|\bhxxps?\b\S*|\b[a-z0-9-]{2,63}(?:\.[a-z0-9-]{1,63})*\.[a-z]{2,24}/\S*|\\\\[\w.-]+\\\S*|\b[A-Za-z]:\\\S+"
    r"|\b[\w-]{2,40}(?:\[\.\]|\(dot\)|\[dot\]|\sdot\s)(?:com|org|net|io|example|info|biz|co)\b"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|\b(?:\d{1,3}\.){3}\d{1,3}(?:[:/]\S*)?"
)
_MARKUP = re.compile(
    r"<!--|-->|</?[A-Za-z!?][^<>]{0,400}>?|!?\[[^\]]{0,2000}\]\([^)]{0,2000}\)|&"
    r"(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-z]{2,8});|\[[^\]]{1,400}\]\[[^\]]{0,80}\]"
    r"|\[/[a-z]{1,10}\]|\[(?:url|img|code|link|color|size|quote|font)(?:=[^\]]{0,200})?\]"
    r"|\bon[a-z]{3,12}\s?=\s?[\"'(\w]|`[^`]{1,200}`"
    r"|\\(?:href|url|includegraphics|input|write)\{|\{\{.{0,200}?\}\}|```|<\|"
)
_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDDEN = frozenset({"Co", "Cn", "Cs"})
_UNSEEN = frozenset({"Cf", "Zl", "Zp"})
"""Categories of characters that cannot be seen: soft hyphens, joiners, line separators. A document may have some."""
_WIDE_MARKS = str.maketrans("。．｡․：／＠", "....:/@")
_TAG_CHARACTERS = range(0xE0000, 0xE0100)
_KNOWN_SCRIPTS = (
    "LATIN",
    "GREEK SMALL LETTER MU",
    "MICRO",
    "FEMININE",
    "MASCULINE",
    "FULLWIDTH LATIN",
    "MODIFIER",
    "VULGAR FRACTION",
    "KELVIN",
    "OHM",
    "ANGSTROM",
)
_QUOTED = re.compile(r"“[^”]{0,4000}”|\"[^\"]{0,4000}\"|(?<!\w)‘[^’]{0,400}’(?!\w)")
_REMARK = re.compile(
    r"\bI(?:[’']m|[’']ve|[’']d|[’']ll|\s(?:am|was|have|had|will|would|can|could|cannot|do|did|don[’']t"
    r"|can[’']t|won[’']t|must|may|might"
    r"|should|apologi[sz]e|hope|need|think|believe|understand|see|note|found|find|left|omitted|included"
    r"|based|noticed|only|also"
    r"|suggest|recommend|appreciate))\b"
    r"|\b(?:me|my|you|your|yours|we|our|ours|us)\b(?=[\s.,;!?’'])|\b(?:We|You|Your|Our|My)\s"
    r"|(?i:\bas an? (?:ai|artificial|language|assistant))|(?i:\blanguage model\b)|^(?i:sorry\b|here (?:is"
    r"|are)\b|below (?:is|are)\b"
    r"|sure[,!.]|certainly[,!.]|of course[,!.]|unfortunately,|please\b|let me\b|note:|note that\b|in "
    r"(?:summary|conclusion)\b|thank)"
    r"|(?i:\b(?:unable|not able|cannot|can[’']t) (?:to )?(?:help|assist|comply|provide|summari[sz]e"
    r"|fulfil?l|process|access|continue)\b)"
    r"|(?i:\b(?:this|the|your) (?:request|prompt|conversation|instructions?)\b.{0,40}\b(?:policy|policies"
    r"|guidelines?|against|declined?|refused?|violat\w*|cannot)\b)"
    r"|(?i:\b(?:this|the) (?:summary|abstract|response|answer|output)\b.{0,60}\b(?:ai|generated|model"
    r"|automated|not legal advice|based only|may contain|omits)\b)"
    r"|(?i:\bnot legal advice\b|\bconsult (?:a|an|your) (?:lawyer|attorney)\b)"
)
_LOWER = re.compile(r"(?<![\w’'])[^\W\d_]+(?:[’'][^\W\d_]+)?(?![\w])")
_FEWEST_WORDS, _MOST_UNKNOWN = 4, 0.4
_FUNCTION = frozenset(
    "the a an of to in on at by for from with and or but not is are was were be been has have had that"
    " which who it its as"
    " this these his her their after before under within than no more until".split()
)
_YEAR_HEADING = re.compile(r"(?:1[6-9]|20)\d\d(?:s)?|undated|no dates", re.I)
_OVERVIEW_HEADINGS = frozenset(("what was produced", "who appears", "what it is about", "read first", "gaps"))


def headings(segments: Sequence[Segment], payload: Payload) -> Iterator[Finding]:
    """Headings that are more than titles and kinds of entries; titles that are out of order or twice."""
    if payload.prompt_id != ABSTRACT:
        yield from _of_prompt(segments, payload)
        return
    titles = {_plain(document.masked_title): n for n, document in enumerate(payload.documents)}
    last = -1
    for number, segment in enumerate(segments):
        if not segment.heading:
            continue
        if segment.text in HEADINGS:
            continue
        at = titles.get(_plain(segment.text))
        if at is None:
            yield _whole(FindingKind.HEADING, number, segment)
        elif at <= last:
            yield _whole(FindingKind.HEADING_ORDER, number, segment)
        last = last if at is None else max(at, last)


def rows(segments: Sequence[Segment], payload: Payload) -> Iterator[Finding]:
    """Statements that are no row of the table that the prompt asks for; one alone may say that there is none.

    Not for the local engine, which quotes for some of these prompts.
    """
    statements = [(number, one) for number, one in enumerate(segments) if not one.heading]
    if not payload.columns or len(statements) < 2:
        return
    for number, segment in statements:
        if not row_cells(segment.text, payload.columns):
            yield _whole(FindingKind.ROW, number, segment)


def silent_documents(segments: Sequence[Segment], payload: Payload) -> Iterator[Finding]:
    """Documents of which no statement says anything; the prompt for abstracts asks for each."""
    if payload.prompt_id not in (ABSTRACT, OVERVIEW):
        return
    cited = {citation.document_id for segment in segments if not segment.heading for citation in segment.citations}
    for document in payload.documents:
        if document.id not in cited and any(p.masked_text.strip() for p in document.passages):
            yield Finding(FindingKind.SILENT_DOCUMENT, 0, Span(0, 0), document.masked_title)


def markup(number: int, segment: Segment, source: str, *, verbatim: bool) -> Iterator[Finding]:
    """Links, HTML, images, direction marks and letters of another script.

    A link and letters that the payload has are none; nor is a token in angle brackets that the payload has, as in heads
    of mail, nor markup in a statement that is in its source word for word.

    Arguments:
        number, segment: the statement.
        source: the payload's text.
        verbatim: a cited passage has the whole statement in these words.
    """
    for match in _LINK.finditer(segment.text.translate(_WIDE_MARKS)):
        written = segment.text[match.start() : match.end()]
        if not TOKEN.fullmatch(written) and written.rstrip(".,;:)") not in source:
            yield Finding(FindingKind.LINK, number, Span(*match.span()), written)
    for match in () if verbatim else _MARKUP.finditer(segment.text):
        if TOKEN.fullmatch(match[0][1:-1]) and match[0][-1] == ">" and match[0] in source:
            continue
        yield Finding(FindingKind.MARKUP, number, Span(*match.span()), match[0])
    if segment.text.isascii():
        return
    for at, character in enumerate(segment.text):
        kind = unicodedata.category(character)
        invented = kind in _UNSEEN and character not in source
        if character in _DIRECTION or kind in _HIDDEN or ord(character) in _TAG_CHARACTERS or invented:
            yield Finding(FindingKind.HIDDEN_MARK, number, Span(at, at + 1), f"U+{ord(character):04X}")
    yield from _scripts(number, segment, source)


def remarks(number: int, segment: Segment) -> Iterator[Finding]:
    """Refusals and remarks to the user: text in the first or second person, outside quotation marks."""
    plain = _QUOTED.sub(lambda quoted: "\ufffc" * len(quoted[0]), segment.text)
    if match := _REMARK.search(plain):
        yield Finding(FindingKind.REMARK, number, Span(*match.span()), match[0])


def other_language(number: int, segment: Segment, words_of_payload: frozenset[str]) -> Iterator[Finding]:
    """A statement most of whose words are neither English nor in the payload."""
    plain = _LINK.sub(" ", TOKEN.sub(" ", segment.text))
    words = [word for word in _LOWER.findall(plain) if word.islower() and len(word) > 1]
    if len(words) < _FEWEST_WORDS:
        return
    unknown = sum(not _is_known(word, words_of_payload) for word in words)
    none_common = not any(word in _FUNCTION for word in words) and len(words) > 2 * _FEWEST_WORDS
    if unknown > _MOST_UNKNOWN * len(words) or (none_common and unknown > _MOST_UNKNOWN * len(words) / 2):
        yield _whole(FindingKind.OTHER_LANGUAGE, number, segment)


def words_of(source: str) -> frozenset[str]:
    """The words of a payload in small letters."""
    return frozenset(word.casefold() for word in _LOWER.findall(source))


def _is_known(word: str, of_payload: frozenset[str]) -> bool:
    stem = word.replace("’", "'").partition("'")[0]
    return word.casefold() in of_payload or (stem.isascii() and (is_english(stem) or stem in _FUNCTION))


def _of_prompt(segments: Sequence[Segment], payload: Payload) -> Iterator[Finding]:
    """Headings of the prompts whose headings are not titles: years, or a fixed list."""
    titles = {_plain(document.masked_title) for document in payload.documents}
    for number, segment in enumerate(segments):
        if not segment.heading:
            continue
        plain = _plain(segment.text)
        if payload.prompt_id == OVERVIEW and plain not in _OVERVIEW_HEADINGS | titles:
            yield _whole(FindingKind.HEADING, number, segment)


def _scripts(number: int, segment: Segment, source: str) -> Iterator[Finding]:
    """The first letter of each word in another script than Latin, if the payload has no such letter."""
    for match in re.finditer(r"[^\W\d_]+", segment.text):
        if match[0].isascii():
            continue
        foreign = [c for c in match[0] if not c.isascii() and not _is_latin(c)]
        if foreign and any(c not in source for c in foreign):
            yield Finding(FindingKind.OTHER_SCRIPT, number, Span(*match.span()), match[0])


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "LATIN").startswith(_KNOWN_SCRIPTS)


def _plain(text: str) -> str:
    return " ".join(text.strip(" #*:").split()).casefold()


def _whole(kind: FindingKind, number: int, segment: Segment) -> Finding:
    return Finding(kind, number, Span(0, len(segment.text)), segment.text)
