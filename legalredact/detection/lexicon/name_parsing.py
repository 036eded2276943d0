"""Parses names, so that two spellings can be compared: a person's given names, surname and suffix; a company's
core and legal form. All parts are folded (lower case, no diacritics, no marks)."""

import functools
import itertools
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from legalredact.detection.lexicon.gazetteers import PARTICLES, TITLES
from legalredact.detection.lexicon.word_lists import rows, word_list
from legalredact.matching.names.name_spellings import with_umlauts_spelled
from legalredact.matching.text.letters import CAPITAL
from legalredact.matching.text.normal import key_of

_WORD = re.compile(r"[^\W_]+(?:['’‘`-]+[^\W_]+)*\.?")
_DOUBLE = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})+")
_POSSESSIVE = re.compile(r"['’‘`]s?\Z", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![\w'’])(?:[a-z]|Y)(?![\w.'’])")
"""Letters that are words and no initials ("Ortega y Gasset")."""
_SUFFIX = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "2d": "ii",
    "iii": "iii",
    "3d": "iii",
    "iv": "iv",
}
_SHOUTED = re.compile(
    rf"(?P<surname>(?:{CAPITAL}[^\W\d_a-zß-öø-ÿ'’-]* )*"
    rf"(?=[^ ]{{0,12}}[AEIOUYÀ-ÖØ-Ý]){CAPITAL}[^\W\d_a-zß-öø-ÿ'’-]{{2,}}) "
    rf"(?={CAPITAL}[^\W\d_A-ZÀ-ÖØ-Þ'’.-])"
)
_MOST_WAYS = 16
_SAINTS = {"saint": "st", "sainte": "ste"}
_HONORS = frozenset({"esq", "esquire", "md", "phd", "jd", "cpa", "dds", "rn", "pe", "dvm"})
PROFESSIONAL = frozenset({"pc", "pa", "pllc", "llp"})
"""Forms of firms that as a rule are called by people's names."""
_GLUE = word_list("small_words_of_companies")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.\s?){2,}")
_FORMS_OF_WORDS = (
    (re.compile(r"(?<=\s)S\.?\s?A\.?\s+de\s+C\.?\s?V\b\.?", re.IGNORECASE), "sadecv"),
    (re.compile(r"(?<=\s)S\.?\s+de\s+R\.?\s?L\b\.?(?:\s+de\s+C\.?\s?V\b\.?)?", re.IGNORECASE), "sderl"),
    (re.compile(r"(?<=\s)Sp\.?\s?z\.?\s?o\.\s?o\b\.?", re.IGNORECASE), "spzoo"),
    (re.compile(r"(?<=\s)S\.?\s?à\s?r\.?\s?l\b\.?", re.IGNORECASE), "sarl"),
    (re.compile(r"(?<=\s)(?:GmbH|AG|SE)\s+(?:&|und|and)\s+Co\b\.?,?\s+(?=KG|OHG)", re.IGNORECASE), "co"),
)
"""Legal forms of several words, each with the one word that replaces it."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name.

    Arguments:
        given: first and middle names or initials; empty for a bare surname (or a bare first name: they look the same).
        surname: with its particles, in order.
        suffix: "jr", "sr", "ii", "iii", "iv" or empty.
        pieces: of a hyphenated surname.
    """

    given: tuple[str, ...] = field(repr=False)
    surname: tuple[str, ...] = field(repr=False)
    suffix: str = ""
    pieces: tuple[str, ...] = field(default=(), repr=False)

    @property
    def parts(self) -> tuple[str, ...]:
        """Given names and surname."""
        return (*self.given, *self.surname)


@dataclass(frozen=True, slots=True)
class CompanyName:
    """An organization's name.

    Arguments:
        core: its words without article and legal form; "&" is "and".
        form: its legal form, one word for all spellings of it; empty if there is none.
    """

    core: tuple[str, ...] = field(repr=False)
    form: str = ""

    @property
    def main(self) -> tuple[str, ...]:
        """The core without leading initials and small words: the source of short names."""
        words = [word for word in self.core if len(word) > 1 and word not in _GLUE]
        return tuple(words) or self.core

    @property
    def initials(self) -> str:
        """First letters of the core, small words left out."""
        return "".join(word[0] for word in self.core if word not in _GLUE or len(self.core) < 3)


@functools.lru_cache(maxsize=1 << 15)
def person_name(surface: str) -> PersonName:
    """A person's name split into parts, in either order ("Roe, Jane Q.")."""
    words, comma = _person_words(surface)
    pieces = tuple(key_of(piece) for double in _DOUBLE.findall(surface) for piece in double.split("-"))
    suffix = next((_SUFFIX[w] for w in words if w in _SUFFIX), "")
    words = [w for w in words if w not in _SUFFIX or w == words[0]]
    comma = comma or _shouted(surface, words)
    if comma and len(words) > comma:
        return PersonName(tuple(words[comma:]), tuple(words[:comma]), suffix, pieces)
    start = _surname_at(words, frozenset(m.casefold() for m in _LETTERS.findall(surface)))
    return PersonName(tuple(words[:start]), tuple(words[start:]), suffix, pieces)


def elder_name(surface: str) -> PersonName:
    """The name of a person whose son has the same name with a suffix: treated as if it had "Sr."."""
    return replace(person_name(surface), suffix="sr")


def _shouted(surface: str, words: Sequence[str]) -> int:
    """Number of words in capitals before the given names, as crew lists and passports give surnames; or 0.

    It counts "SINGH Harpreet" and "DE LOS SANTOS Ana", but not "AJ Roe", "Ana SINGH" or "SINGH HARPREET".
    """
    begun = _SHOUTED.match(" ".join(surface.split()))
    if begun is None:
        return 0
    count = len(_person_words(begun["surname"])[0])
    return count if words[:count] == _person_words(begun["surname"])[0] else 0


@functools.lru_cache(maxsize=1 << 15)
def spelled_out(surface: str) -> tuple[PersonName, ...]:
    """The name with its umlauts as two letters, in each of its words or in some ("Jurgen Mueller" of "Jürgen Müller").

    Returns: none if it has no umlaut.
    """
    ways = [dict.fromkeys((word, with_umlauts_spelled(word))) for word in surface.split()]
    spelled = dict.fromkeys(" ".join(way) for way in itertools.islice(itertools.product(*ways), _MOST_WAYS))
    return tuple(person_name(way) for way in spelled if way != " ".join(surface.split()))


def _surname_at(words: Sequence[str], letters: Container[str]) -> int:
    """Start of the surname, with its particles; a single letter is one only if it is among `letters`."""
    particle = [word in PARTICLES and (len(word) > 1 or word in letters) for word in words]
    start = max(len(words) - 1, 0)
    while start > 1 and particle[start - 1]:
        start -= 1
    return 0 if start == 1 and particle[0] else start  # "St. Pierre", "de Brito" alone


def _person_words(surface: str) -> tuple[list[str], int]:
    """Folded words without titles and honors, and how many come before a comma that reverses the order (or 0)."""
    words: list[str] = []
    comma = 0
    end = 0
    for match in _WORD.finditer(_POSSESSIVE.sub("", " ".join(surface.split()))):
        key = key_of(match.group())
        if not key or (key in TITLES and not words) or key in _HONORS:
            continue
        if "," in surface[end : match.start()] and words and not comma and key not in _SUFFIX:
            comma = len(words)
        words.append(_SAINTS.get(key, key))
        end = match.end()
    return words, comma


@functools.lru_cache(maxsize=1 << 15)
def company_name(surface: str) -> CompanyName:
    """An organization's name split into parts."""
    spelled = _with_forms_closed(_POSSESSIVE.sub("", " ".join(surface.split()))).replace("&", " and ")
    words = [key for m in _WORD.finditer(_INITIALS.sub(_form_or_letters, spelled)) if (key := key_of(m.group()))]
    if words[:1] == ["the"] and len(words) > 1:
        words = words[1:]
    form, forms = "", _forms()
    while len(words) > 1 and words[-1] in forms:
        form = form or forms[words[-1]]
        words.pop()
        while len(words) > 1 and words[-1] in ("and", "pvt", "private", "pte", "pty"):
            words.pop()
    return CompanyName(tuple(words), form)


@functools.cache
def _forms() -> dict[str, str]:
    """Each spelling of a legal form, letters only, with the one that replaces all its spellings."""
    return {spelling: row[0] for row in rows("company_form_spellings") for spelling in row}


def _with_forms_closed(spelled: str) -> str:
    """With a legal form of several words as one: "Alder Pane, S. de R.L. de C.V." as "Alder Pane, sderl"."""
    for form, word in _FORMS_OF_WORDS:
        spelled = form.sub(word, spelled)
    return spelled


def _form_or_letters(match: re.Match[str]) -> str:
    """ "L.L.C." is one word, the letters of "C.R. Bard" are several."""
    letters = re.sub(r"[.\s]", "", match.group())
    return f"{letters} " if letters.casefold() in _forms() else f"{' '.join(letters)} "


def nicknames(names: Sequence[PersonName]) -> dict[str, str]:
    """Single names of a person that are no surname ("Maggie"), each with the given name of the first full one."""
    full = [name for name in names if name.given]
    surnames = {part for name in full for part in (*name.surname, *name.pieces)}
    first = next((name.given[0] for name in full if len(name.given[0]) > 1), "")
    return {name.parts[0]: first for name in names if first and len(name.parts) == 1 and name.parts[0] not in surnames}


def renamed(name: PersonName, called: Mapping[str, str]) -> PersonName:
    """The name with the given name in place of a nickname before the surname."""
    if name.given and name.given[0] in called:
        return replace(name, given=(called[name.given[0]], *name.given[1:]))
    return name


def surname_of(surface: str) -> str:
    """The surname as it is spelled in `surface`, with its particles; empty if there is only one name."""
    parsed = person_name(surface)
    if not parsed.given or not parsed.surname:
        return ""
    spelled = list(_WORD.finditer(surface))
    keys = [key_of(m.group()) for m in spelled]
    for at in range(len(keys)):
        if tuple(keys[at : at + len(parsed.surname)]) == parsed.surname:
            last = at + len(parsed.surname) - 1
            return _POSSESSIVE.sub("", surface[spelled[at].start() : spelled[last].end()].rstrip("."))
    return ""
