"""Short forms of masked names in a reply: a surname or a given name alone, initials, acronyms.

They are more than the register's spellings: the reply comes from outside and may shorten a name as it likes. What the
payload itself spells is none, nor is an English word where a capital means nothing.
"""

import re
from collections.abc import Iterable, Iterator

from legalredact.masking.whole_words import occurs_in
from legalredact.matching.text.dictionary import is_english
from legalredact.model.mention import Kind, Span
from legalredact.model.register import Entity
from legalredact.model.token import TOKEN

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[\s-]?){1,3}[^\W\d_]\.?(?!\w|[’'](?!s\b))|(?<![\w.])[A-Z]{3,7}(?!\w)")
_GIVEN_AND_INITIAL = re.compile(r"(?<![\w.])(?P<given>[^\W\d_]{2,20})\s(?P<initial>[^\W\d_])\.?(?!\w)")
_LEGAL_FORM = re.compile(
    r"(?i)\b(?:inc|llc|llp|lp|ltd|plc|pc|pllc|corp|corporation|co|company|n\.?a|s\.?a|gmbh|the|and|of|for|&)\b\.?"
)
_PERSON_TITLE = re.compile(r"(?i)^(?:mr|mrs|ms|dr|prof|hon|judge|justice|jr|sr|ii|iii|iv|esq|md|phd)\.?$")
_TITLE_BEFORE = re.compile(r"(?i)\b(?:mr|mrs|ms|mx|dr|prof|hon|sgt|det|capt|lt|rev)\.\Z")
_NO_INITIALS = frozenset(
    "US DC NY NJ NC ND NM NH SC SD PA CA MA VA RI UK EU AM PM IE EG ID NA MD JD RN PE CPA LLC LLP USA USC"
    " CFR SSN PDF FAQ"
    " CEO CFO COO CT MRI VIN DOB EEOC COBRA ADA ADEA FMLA IRS FBI SEC DOJ DOT EPA OSHA FDA FTC HR IT PC LP"
    " BP MPH".split()
)
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_SHORTEST, _SHORTEST_ACRONYM = 3, 3


class ShortNames:
    """The short forms of a register's masked names.

    Arguments:
        entities: of the register.
        source: the payload's text.
    """

    def __init__(self, entities: Iterable[Entity], source: str) -> None:
        self._source = source
        self._known: dict[str, bool] = {}
        self._words: set[str] = set()
        self._given: set[tuple[str, str]] = set()
        self._letters: set[str] = set()
        for entity in entities:
            if entity.masked and entity.kind.is_name:
                for spelling in entity.spellings:
                    self._add(spelling, person=entity.kind is Kind.PERSON)

    def find(self, text: str) -> Iterator[Span]:
        """Short forms in `text`, in no particular order; tokens have none."""
        plain = TOKEN.sub(lambda token: "\ufffc" * len(token[0]), text)
        for match in _WORD.finditer(plain):
            word = match[0].removesuffix("’s").removesuffix("'s")
            if word.casefold() in self._words and self._is_name(plain, match.start(), word):
                yield Span(match.start(), match.start() + len(word))
        for match in _GIVEN_AND_INITIAL.finditer(plain):
            if (match["given"].casefold(), match["initial"].casefold()) in self._given and not self._sent(match[0]):
                yield Span(*match.span())
        for match in _INITIALS.finditer(plain):
            letters = "".join(c for c in match[0] if c.isalpha()).upper()
            plain_word = letters in _NO_INITIALS and " " not in match[0]  # "C. A." is a person, "C.A." a court
            if letters in self._letters and not plain_word and not self._sent(match[0]):
                yield Span(*match.span())

    def _add(self, spelling: str, *, person: bool) -> None:
        words = [word for word in _WORD.findall(_LEGAL_FORM.sub(" ", spelling)) if not _PERSON_TITLE.match(word)]
        if person:
            self._words.update(word.casefold() for word in words if len(word) >= _SHORTEST)
            if len(words) > 1:
                self._given.add((words[0].casefold(), words[-1][0].casefold()))
                self._letters.add((words[0][0] + words[-1][0]).upper())
                self._letters.add("".join(word[0] for word in words).upper())
            return
        if words:
            self._words.add(words[0].casefold())
            self._words.update(word.casefold() for word in words if not is_english(word.lower()))
        whole = [word for word in re.findall(r"[^\W\d_]+", spelling) if word.lower() not in ("and", "of", "for", "the")]
        for letters in (words, whole, re.findall(r"[^\W\d_]+", spelling)):
            short = "".join(word[0] for word in letters).upper()
            if len(short) >= _SHORTEST_ACRONYM:
                self._letters.add(short)

    def _is_name(self, text: str, at: int, word: str) -> bool:
        """Whether a word is a name there: capitalized, and no English word where a sentence begins."""
        if not word[0].isupper() or word.casefold() in _MONTHS or len(word) < _SHORTEST or self._sent(word):
            return False
        if not is_english(word.lower()):
            return True
        before = text[:at].rstrip(' \n“"(*•#-')
        begins = not before or (before[-1] in ".!?:;" and not _TITLE_BEFORE.search(before))
        return not begins and not (self._sent(word.lower()) and word.isupper())

    def _sent(self, words: str) -> bool:
        if words not in self._known:
            self._known[words] = occurs_in(words, self._source)
        return self._known[words]
