"""Whether a word that is also a name is used as a word: first in a sentence, in a date, in a set phrase."""

import re

from legalredact.matching.names.agent_context import is_acting
from legalredact.matching.names.pattern import Spelled
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.matching.text.normal import Normal

_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august"}
    | {"september", "october", "november", "december"}
)
_OF_TIME = frozenset({"in", "since", "until", "till", "during", "early", "late", "mid", "last", "next", "this"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof", "hon", "sgt", "det", "rev", "messrs", "mx"})
_SENTENCE_ENDS = re.compile(r"[.:;!?\"“”(\[]|\n\s*\n")
_PHRASES: dict[str, tuple[tuple[str, int], ...]] = {
    "standard": (("standardofreview", 0), ("standardofproof", 0), ("standardofcare", 0), ("standardofliving", 0)),
    "standards": (("standardsofreview", 0), ("standardsofcare", 0)),
    "bill": (("billofrights", 0), ("billofcosts", 0), ("billoflading", 0), ("billofsale", 0), ("billofparticulars", 0)),
    "will": (("lastwillandtestament", 4),),
    "grace": (("graceperiod", 0),),
    "bond": (("bondhearing", 0),),
    "law": (("memorandumoflaw", 12), ("conclusionsoflaw", 13), ("matteroflaw", 8), ("lawoffices", 0)),
    "price": (("purchaseprice", 8), ("saleprice", 4), ("salesprice", 5), ("contractprice", 8), ("exerciseprice", 8)),
    "cross": (("crossexamination", 0), ("crossdefendant", 0)),
    "court": (
        ("districtcourt", 8),
        ("superiorcourt", 8),
        ("supremecourt", 7),
        ("circuitcourt", 7),
        ("courtofappeals", 0),
    ),
}
"""Set phrases of court papers, capitalized in headings, that contain a word which may be a name: the phrase's letters,
and the offset of the word in them."""


_COUNTED = frozenset(
    "page chapter count section part line item table rule exhibit case day article figure volume note form schedule"
    " point lot paragraph title clause entry loan borrower lender bank fund trust company plan unit building phase"
    " tract tier".split()
)
"""Parts of papers, and things of which several are told apart by a number after them ("Loan 1")."""
_ITS_NUMBER = re.compile(
    r"(?:[ \u00a0]|[ ](?:No|Nos|no|nos)\.?[ ])\d{1,4}"
    r"(?![\w:]|\.\d|\s+(?:days?|weeks?|months?|years?|hours?|minutes?|times|dollars|percent)\b)"
)
"""An index of a transcript has line numbers after a colon ("Page 14:9"), and may list names."""


def is_used_as_word(spelled: Spelled, normal: Normal, first: int, last: int) -> bool:
    """Whether characters `first` to `last`, a single capitalized word, are the English word and not a name.

    In doubt they are the name.
    """
    key = spelled.key
    if not is_english(key) and key not in _MONTHS:
        return False
    if is_function_word(key) and _says_nothing(spelled, normal, first, last):
        return True
    if key in _MONTHS and _is_time(normal, first, last):
        return True
    if key in _COUNTED and _ITS_NUMBER.match(normal.text, normal.span(first, last).end):
        return True
    return any(first >= at and normal.key.startswith(phrase, first - at) for phrase, at in _PHRASES.get(key, ()))


def _is_time(normal: Normal, first: int, last: int) -> bool:
    """Whether a month is meant: a number is beside it, or a word that only goes with times ("in August")."""
    if normal.key[last : last + 1].isdigit() or normal.key[first - 1 : first].isdigit():
        return True
    return normal.piece_before(first) in _OF_TIME and not is_acting(normal.text, normal.span(first, last))


def _says_nothing(spelled: Spelled, normal: Normal, first: int, last: int) -> bool:
    """Whether a function word is capitalized for other reasons than being a name."""
    if normal.text[normal.starts[first] : normal.starts[last - 1] + 1].isupper():
        return not spelled.text.isupper()
    if is_acting(normal.text, normal.span(first, last)) or normal.piece_before(first) in _TITLES:
        return False
    if first == 0:
        return True
    before = normal.text[normal.starts[first - 1] + 1 : normal.starts[first]]
    return _SENTENCE_ENDS.search(before) is not None
