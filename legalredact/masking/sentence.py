"""Fits a name into a sentence: possessive, final period, articles, titles and capitals.

Only what is certain is changed: "an ORG_A lawyer" becomes "a Kestrel lawyer", but "an ORG_A lawyer" stays with "an" for
"NAFTA", which may be read as letters or as a word.
"""

import re
from dataclasses import dataclass

_ARTICLE = re.compile(r"(?:(?<=\s)|(?<=[(“\"‘\[—–])|(?<!.))(the|an?)(\s+)\Z", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W\d_]+\.?)\s+\Z")
_THE = re.compile(r"the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’][sS](?!\w)")
_TITLES = frozenset("mr mrs ms miss mx dr prof professor judge justice hon honorable sir dame rev sgt capt".split())
_SMALL_FIRST = frozenset("the a an de del della di da dos du la le van von der den ter ten zu zum".split())
_SENTENCE_ENDS = re.compile(r"[a-z]{4,}[\"”’)\]]*[.!?][\"”’)\]]*\s+\Z|[!?][\"”’)\]]*\s+\Z")
_BEFORE_SENTENCES = ' \t*#•>-–—“"‘([\n'

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_AN, _A = "an", "a"
_LETTERS_AN, _LETTERS_A = frozenset("AEIO"), frozenset("BCDGJKPQTVWZ")
"""First letters of abbreviations with one article whether they are read as letters or as a word."""
_UNCERTAIN = re.compile(r"eu|ew|one|once|oui|hour|hon|heir|herb|u|y|x|[^a-z]", re.IGNORECASE)
"""Beginnings of words whose first sound differs from their first letter, or may."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A name as it is inserted.

    Arguments:
        article: the article before it, if that changes; it replaces the last `cut` characters before the name.
        cut: number of characters.
        name: as it is written here.
        skip: number of characters after the token that the name has already.
    """

    name: str
    article: str = ""
    cut: int = 0
    skip: int = 0


def fitted(before: str, name: str, after: str) -> Fitted:
    """A name between the text before it and the text after it.

    - "Acme Inc." before a period brings its own; "Lender's" before "'s" is possessive already.
    - "the" before "The Roe Trust", and "Dr." before "Dr. Roe", are not repeated.
    - "a" and "an" follow the name where its first sound is certain.
    - An article or particle at the beginning of a name is capitalized at the beginning of a sentence.
    """
    skip = 0
    possessive = _POSSESSIVE.match(after)
    if possessive and _POSSESSIVE.fullmatch(name[-2:]):
        skip = len(possessive[0])
    elif name.endswith(".") and after.startswith("."):
        name = name[:-1]
    article, cut = "", 0
    found = _ARTICLE.search(before)
    if found is not None and not _is_label(found, before):
        name = name[match.end() :] if (match := _THE.match(name)) else name
        right = article_for(name) if found[1].lower() in (_A, _AN) else ""
        if right and right != found[1].lower():
            article, cut = (right.capitalize() if found[1][0].isupper() else right) + found[2], len(found[0])
    else:
        name = _without_title(before, name)
    if name.partition(" ")[0] in _SMALL_FIRST and _begins_sentence(before):
        name = name[0].upper() + name[1:]
    return Fitted(name, article, cut, skip)


def article_for(name: str) -> str:
    """ "a" or "an" before a name; empty if that depends on how it is read."""
    first = _WORD.match(name)
    if first is None:
        return ""
    word = first[0]
    if len(word) > 1 and word.isupper():
        return _AN if word[0] in _LETTERS_AN and not _UNCERTAIN.match(word) else _A if word[0] in _LETTERS_A else ""
    if len(word) == 1 or _UNCERTAIN.match(word):
        return ""
    return _AN if word[0].lower() in "aeio" else _A


def _is_label(found: re.Match[str], before: str) -> bool:
    """Whether a capital "A" is a label and no article ("Exhibit A ORG_B"): it begins no sentence."""
    return found[1] == "A" and not _begins_sentence(before[: found.start()])


def _without_title(before: str, name: str) -> str:
    """The name without a title that the sentence has already."""
    last, (first, _, rest) = _LAST_WORD.search(before), name.partition(" ")
    if last is None or not rest:
        return name
    said = last[1].rstrip(".").lower()
    return rest if said in _TITLES and said == first.rstrip(".").lower() else name


def _begins_sentence(before: str) -> bool:
    """Whether a sentence surely begins after this text; a period after a short word may belong to an abbreviation."""
    return not before.strip(_BEFORE_SENTENCES) or _SENTENCE_ENDS.search(before) is not None
