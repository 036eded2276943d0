"""Strips affixes that are not part of a name: words of a heading, a label's line, a bracket, a date."""

import functools
import re

from legalredact.detection.lexicon.form_labels import begins_with_label
from legalredact.detection.lexicon.gazetteers import BANKING, COMPANY_FORMS, DAYS, MONTHS, PAPERS
from legalredact.detection.lexicon.word_lists import alternatives
from legalredact.detection.spans.edge_marks import without_marks
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.model.mention import Span

_NUMBERS = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN"
_HOUSE = re.compile(rf"[ \t]*\n[ \t]*(?=\d|(?:{_NUMBERS})[ \t]+[^\W\d_])")
"""Text before a line that begins with a house number."""
_BRACKET = re.compile(r"[^()\[\]]*[)\]]\s*(?=\S)")
"""Text up to a bracket that was opened before."""
_LABEL = re.compile(r"(?P<label>[^\W\d_]{3,}):?[ \t]*\n[ \t]*(?=[^\W\d_])")
_CUT_SHORT = re.compile(r"(?<=(?<!\w)U\.)\s?S\.\s?")
_MARK = re.compile(r"(?P<mark>[A-Z])\.[ \t]+(?=[^\W\d_]+[ \t]+\S)")
_NEXT_LABEL = re.compile(
    r"(?:[ ]{2,}|[ ]*\t[ \t]*|[ \t]*\n[ \t]*)(?P<label>[^\W\d_][^\W_]*(?:[ /&'’-]{1,2}[^\W_]+){0,3}):(?!/)"
)
_STATEMENT = re.compile(
    r"(?:(?:ZELLE|Zelle|VENMO|Venmo)(?=[ ](?:TO|FROM|PAYMENT|PMT|TRANSFER|SENT|REC|to|from|payment|transfer|sent)\b)"
    r"|(?:ACH|POS|EFT|ATM|CHECKCARD|WIRE|Wire|DEBIT|CREDIT)(?=[ ](?:DEBIT|CREDIT|PAYMENT|PMT|DEPOSIT|TRANSFER|PURCHASE"
    r"|WITHDRAWAL|TYPE|HOLD|CARD|transfer|debit|credit|payment|to|from|TO|FROM|[\d/*#]+)\b))"
)
"""First words of bank statement lines: "ZELLE TO JANE ROE", "ACH CREDIT ALDER MILLS INC"."""
_ITS_WORD = re.compile(r"[ ]*[*#:-]*[ ]*(?:(?P<word>[^\W\d_]+)(?![\w'’&-])|[\d/#*-]+(?!\w))")
_ADJECTIVE = re.compile(r"(?P<word>Young|Old|Poor|Dear|Elder|Late)[ \t]+(?=[^\W\d_a-z])")
_FIELD = re.compile(r"(?:(?:CN|OU|DC|UID)=|[A-Za-z]\w{0,20}=(?=[G-Z]))(?=[^\W\d_])")
"""A field's name in an address or an export: "CN=JROE"; no letter or line end that mail wrote as "=E9" or "="."""
_CLOSING = re.compile(
    r"(?:(?:many|best|kind|warm)[ ])?(?:thanks|thank[ ]you|thx|cheers|regards|sincerely)"
    r"\W{0,2}[ \t]*\n\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
"""The words above a signature."""
_LETTERS = re.compile(r"[^\W_]+")
_LINE_START = re.compile(r"[ \t]*\n[ \t]*")
_LONGEST_LABEL, _SHORT = 40, 4
_NEAR = 20_000
"""Characters on either side in which a name is searched again; all of a long text would take too long."""


def unglued(text: str, span: Span) -> Span:
    """The span without affixes of the name in it; it may still begin and end with small words and marks."""
    span = without_marks(text, span)
    end = min(
        match.start() if (match := at.search(text, span.start + 1, span.end)) else span.end for at in (_HOUSE, _dates())
    )
    end = _next_label(text, Span(span.start, end))
    start = span.start
    for before in (_bracket, _papers, _field, _closing, _label, _cut_short, _mark, _adjective, _banking):
        start = before(text, Span(start, end))
    return Span(start, end)


@functools.cache
def _dates() -> re.Pattern[str]:
    before = "on|in|by|until|till|before|since|after|from|during|dated"
    return re.compile(rf"\s+(?:{before})\s+(?:{alternatives(MONTHS | DAYS)})\b", re.IGNORECASE)


@functools.cache
def _papers_of() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(PAPERS)})\s+(?:of|by)\s+(?=\S)", re.IGNORECASE)


def _next_label(text: str, span: Span) -> int:
    """End of the name before the label of a form's next field: "Jane  MI: Q.", "Alder Towing ⏎ City: Birch".

    In a text all in capitals, words and a colon after them may be the name's next line and a caption's border.
    """
    if text.find("\n", span.start, span.end) < 0 and text.find(":", span.start, span.end + _LONGEST_LABEL) < 0:
        return span.end
    for line in _LINE_START.finditer(text, span.start + 1, span.end):
        if begins_with_label(text[line.end() : line.end() + _LONGEST_LABEL]):
            return line.start()
    for match in _NEXT_LABEL.finditer(text, span.start + 1, min(len(text), span.end + _LONGEST_LABEL)):
        bordered = text[span.start : match.start()].isupper() and len(match["label"]) > _SHORT
        if match.start() < span.end and not bordered and all(map(_is_of_labels, _LETTERS.findall(match["label"]))):
            return match.start()
    return span.end


def _is_of_labels(word: str) -> bool:
    """Whether a word may be in a label: a dictionary word, or an abbreviation for one ("DOB")."""
    lower = word.casefold()
    return is_english(lower) or is_function_word(lower) or (word.isupper() and len(word) <= _SHORT)


def _adjective(text: str, span: Span) -> int:
    """Start of the name after "Young" or "Poor", if it occurs without the word elsewhere, and nobody has that name."""
    match = _ADJECTIVE.match(text, span.start, span.end)
    if match is None:
        return span.start
    near = text[max(0, span.start - _NEAR) : span.end + _NEAR]
    first = re.escape(text[match.end() : span.end].split(maxsplit=1)[0])
    alone = re.search(rf"(?<!\w)(?<!{match['word']} ){first}(?!\w)", near)
    surname = re.search(rf"\b(?:M[rs]s?|Dr)\.?\s+{match['word']}\b|(?<!\w){first}\s+{match['word']}\b", near)
    return match.end() if alone and not surname else span.start


def heads_statement(text: str, span: Span) -> bool:
    """Whether it is the beginning of a bank statement line ("POS" of "POS DEBIT")."""
    begun = _STATEMENT.match(text, span.start)
    return begun is not None and begun.end() == span.end


def _banking(text: str, span: Span) -> int:
    """Start of the name after the words of a bank statement."""
    begun = _STATEMENT.match(text, span.start, span.end)
    at = begun.end() if begun else span.start
    while begun and (word := _ITS_WORD.match(text, at, span.end)) is not None:
        if word["word"] and word["word"].casefold() not in BANKING:
            break
        at = word.end()
    return at if text[at : span.end].strip() else span.start


def _bracket(text: str, span: Span) -> int:
    """Start of the name after "SBN 990342)"."""
    match = _BRACKET.match(text, span.start, span.end)
    return match.end() if match else span.start


def _papers(text: str, span: Span) -> int:
    """Start of the name in "Claims of Jane Roe"."""
    match = _papers_of().match(text, span.start, span.end)
    return match.end() if match else span.start


def _label(text: str, span: Span) -> int:
    """Start of the name below a dictionary word alone on a paragraph's first line ("Payee ⏎ Acme Co.").

    In a text all in capitals it may be a caption's first line, and part of the name.
    """
    match = _LABEL.match(text, span.start, span.end)
    if match is None or text[max(0, span.start - 40) : span.start].rstrip(" \t")[-2:].strip("\n"):
        return span.start
    shouted, below = match["label"].isupper(), text[match.end() : span.end]
    if (shouted and below.isupper()) or "\n" in below or not is_english(match["label"].casefold()):
        return span.start
    return match.end() if len(_own_words(below)) > 1 else span.start


def _field(text: str, span: Span) -> int:
    """Start of the name after a field's name."""
    match = _FIELD.match(text, span.start, span.end)
    return match.end() if match else span.start


def _closing(text: str, span: Span) -> int:
    """Start of the name below the closing of a letter ("Thanks, ⏎ Jane")."""
    match = _CLOSING.match(text, span.start, span.end)
    if match is None:
        return span.start
    below = _LETTERS.findall(text, match.end(), span.end)
    if match[0].rstrip()[-1].isalpha() and any(word.casefold() in COMPANY_FORMS for word in below):
        return span.start  # a firm may have such a word in its name: "Cheers ⏎ Boston Inc."
    return match.end()


def _own_words(surface: str) -> list[str]:
    """Its words without a legal form."""
    found = re.findall(r"[^\W_]+", surface)
    return [word for word in found if word.casefold() not in COMPANY_FORMS]


def _cut_short(text: str, span: Span) -> int:
    """Start of the name in "S. Customs" of "U.S. Customs"; "L. Roe" of "M.L. Roe" stays."""
    match = _CUT_SHORT.match(text, span.start, span.end)
    return match.end() if match else span.start


def _mark(text: str, span: Span) -> int:
    """Start of the name after a heading's letter, if it occurs elsewhere without the letter and never with it."""
    match = _MARK.match(text, span.start, span.end)
    if match is None or text[text.rfind("\n", 0, span.start) + 1 : span.start].strip():
        return span.start
    name = r"\s+".join(map(re.escape, text[match.end() : span.end].split()))
    near = text[max(0, span.start - _NEAR) : span.end + _NEAR]
    lettered = len(re.findall(rf"(?<!\w){match['mark']}\.\s+{name}(?!\w)", near))
    every = len(re.findall(rf"(?<!\w){name}(?!\w)", near))
    return match.end() if every > lettered == 1 else span.start
