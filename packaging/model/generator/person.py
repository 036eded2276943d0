"""Invented people: names of many origins, and the ways in which legal papers write them."""

import re
from dataclasses import dataclass

from generator.marks import per
from generator.source import Source, person_names

_ORIGINS = {"census": 46.0, "chinese": 3, "korean": 2, "japanese": 1.5, "vietnamese": 2, "arabic": 3, "indian": 4,
            "russian": 2, "jewish": 2, "greek": 1, "polish": 1, "armenian": 1, "native": 1.5, "es_MX": 5, "es_ES": 3,
            "en_IE": 2, "it_IT": 2, "de_DE": 2}  # fmt: skip
_FAMILY_FIRST = frozenset({"chinese", "korean", "vietnamese"})
_PARTICLES = (
    "de",
    "de la",
    "del",
    "van",
    "van der",
    "von",
    "di",
    "da",
    "dos",
    "de los",
    "le",
    "la",
    "du",
    "ten",
    "der",
)
_STEMS = ("O'", "O’", "Mc", "Mac", "D'", "D’", "St. ", "Fitz", "De", "Le", "Van ", "La")
_SUFFIXES = ("Jr.", "Sr.", "II", "III", "IV", "Jr", "Sr")
_QUOTES = (("“", "”"), ("“", "”"), ('"', '"'), ("'", "'"), ("(", ")"))
_NICKNAMES = ("Bobby", "Chuck", "Red", "Skip", "Tiny", "Buddy", "Duke", "Ace", "Junior", "Big Mike", "Sunny", "Bear")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person.

    Arguments:
        given: first name or initials, as this person writes it.
        middle: middle name, initial or nothing.
        family: surname, with particles.
        suffix: with the comma before it where there is one.
        female: which pronouns and titles fit.
        family_first: whether the surname stands first.
        source: decides how each mention is written.
    """

    given: str
    middle: str
    family: str
    suffix: str
    female: bool
    family_first: bool
    source: Source

    def __str__(self) -> str:
        return self.source.weighted({self.full: 3.0, self.short: 5, self.titled: 2})

    @property
    def written(self) -> str:
        """The full name without a label."""
        if self.family_first:
            return f"{self.family} {self.given}"
        return " ".join(part for part in (self.given, self.middle, self.family) if part) + self.suffix

    @property
    def full(self) -> str:
        """The full name."""
        return per(self.written)

    @property
    def plain(self) -> str:
        """First and last name, the middle left out or cut to an initial."""
        if self.family_first or not self.middle:
            return self.full
        middle = self.source.pick("", f"{self.middle[0]}. ") if self.middle[0].isalpha() else ""
        return per(f"{self.given} {middle}{self.family}")

    @property
    def short(self) -> str:
        """The surname."""
        return per(self.family)

    @property
    def first(self) -> str:
        """The first name."""
        return per(self.given)

    @property
    def title(self) -> str:
        """A title, which is no part of the name."""
        return self.source.pick("Ms.", "Mrs.", "Ms.") if self.female else "Mr."

    @property
    def titled(self) -> str:
        """Mr. and surname."""
        return f"{self.title} {self.short}"

    @property
    def titled_full(self) -> str:
        """Mr. and full name."""
        return f"{self.title} {self.plain}"

    @property
    def caps(self) -> str:
        """The full name in capitals."""
        return per(self.written.upper())

    @property
    def caps_short(self) -> str:
        """The surname in capitals."""
        return per(self.family.upper())

    @property
    def caps_t(self) -> str:
        """Title and surname in capitals, as transcripts name who speaks."""
        return f"{self.title.upper()} {self.caps_short}"

    @property
    def lf(self) -> str:
        """Last, First, as dockets name who filed."""
        return per(f"{self.family}, {self.given}")

    @property
    def lf_caps(self) -> str:
        """The same in capitals."""
        return per(f"{self.family}, {self.given}".upper())

    @property
    def ini(self) -> str:
        """Initials of a clerk, which identify nobody."""
        return (self.given[0] + self.source.pick("", "r", "n") + self.family[0]).lower()

    @property
    def inits(self) -> str:
        """The same in capitals."""
        return self.ini.upper()

    @property
    def lower(self) -> str:
        """The name as written in informal mail."""
        return per(self.source.pick(f"{self.given} {self.family}", self.given, self.family).lower())

    @property
    def last_first(self) -> str:
        """As lists have it: Last, First M."""
        return per(", ".join(filter(None, (self.family + self.suffix.replace(",", ""), self._givens()))))

    @property
    def initials(self) -> str:
        """Initials of the given names, and the surname."""
        first = f"{self.given[0]}."
        middle = (
            f"{self.source.pick(' ', '')}{self.middle[0]}."
            if self.middle[:1].isalpha() and self.source.chance(0.5)
            else ""
        )
        return per(f"{first}{middle} {self.family}")

    @property
    def glued(self) -> str:
        """Initials of the given names right before the surname, or after the name, as Indian papers write them."""
        letters = [self.given[0], *(self.middle[:1] if self.middle[:1].isalpha() else "")]
        before = per("".join(f"{letter}." for letter in letters) + self.family)
        return self.source.pick(before, before, per(f"{self.given}.{self.family[0]}.{letters[-1]}."))

    @property
    def signed(self) -> str:
        """An electronic signature."""
        mark = self.source.pick("/s/ ", "s/ ", "/s/", "/S/ ", "s/")
        return mark + self.source.pick(self.full, self.full, self.plain, self.initials, self.caps)

    @property
    def email(self) -> str:
        """An e-mail address that spells the name."""
        return per(f"{self._local()}@{self._domain()}")

    @property
    def file(self) -> str:
        """A file name that holds the name, which is labeled alone."""
        s = self.source
        stem = s.pick("Depo", "Declaration", "Resume", "Affidavit", "Statement", "Medical_Records", "W2", "Ltr")
        name = per(re.sub(r"[ .]+", "", s.pick(self.family, self.given + s.pick("_", "") + self.family)))
        return s.pick(
            f"{stem} of {name}.pdf", f"{name} {stem}.docx", f"{s.digits(4)} {name} {stem}.pdf", f"{stem} - {name}.pdf"
        )

    @property
    def he(self) -> str:
        """He or she."""
        return "she" if self.female else "he"

    @property
    def his(self) -> str:
        """His or her."""
        return "her" if self.female else "his"

    @property
    def him(self) -> str:
        """Him or her."""
        return "her" if self.female else "him"

    def _givens(self) -> str:
        return f"{self.given} {self.middle}".strip()

    def _local(self) -> str:
        given, family = (re.sub(r"[^a-z]", "", part.lower()) for part in (self.given, self.family))
        given = given or "a"
        joint = self.source.pick(".", "_", "", "")
        local = self.source.pick(
            given[0] + family, given[0] + family, given + joint + family, family + joint + given[0]
        )
        return local + (self.source.digits(2) if self.source.chance(0.1) else "")

    def _domain(self) -> str:
        firm = re.sub(
            r"[^a-z]", "", (self.source.word("common") + self.source.pick("law", "legal", "group", "inc", "")).lower()
        )
        return self.source.pick(
            f"{firm}.com", f"{firm}.com", f"{firm}.net", "gmail.com", "yahoo.com", "usdoj.gov", f"{firm}.org"
        )


def person(source: Source, origin: str = "") -> Person:
    """A new person, of any origin or of one of `person_names`."""
    origin = origin or (source.weighted(_ORIGINS) if source.chance(0.72) else source.choice(list(person_names())))
    lists = person_names()[origin]
    female = source.chance(0.45)
    given = source.choice(lists.get("female" if female else "male") or person_names()["census"]["male"])
    family = _family(source, origin, lists.get("last") or person_names()["census"]["last"])
    middle = _middle(source, origin, lists, female)
    if origin in ("census", "indian", "en_IN", "en_GB") and source.chance(0.09):
        given, middle = _initials(source), ""
    suffix = source.pick(" ", ", ") + source.choice(_SUFFIXES) if not female and source.chance(0.08) else ""
    first = origin in _FAMILY_FIRST and source.chance(0.35)
    return Person(given, middle, family, "" if first else suffix, female, first, source)


def _family(source: Source, origin: str, names: tuple[str, ...]) -> str:
    name = source.choice(names)
    roll = source.random()
    if origin.startswith("es_") and roll < 0.45:
        return name + source.pick(" ", " ", "-", " y ") + source.choice(names)
    if roll < 0.06:
        return f"{name}-{source.choice(names)}"
    if roll < 0.10:
        return f"{source.choice(_PARTICLES)} {name}"
    if roll < 0.15 and origin in ("census", "en_IE"):
        return source.choice(_STEMS) + name
    return name


def _middle(source: Source, origin: str, lists: dict[str, tuple[str, ...]], female: bool) -> str:
    names = lists.get("female" if female else "male") or ("Lee",)
    roll = source.random()
    if origin in _FAMILY_FIRST or roll < 0.42:
        return ""
    if roll < 0.76:
        return source.choice("ABCDEFGHIJKLMNOPRSTUVWY") + ("." if source.chance(0.9) else "")
    if roll < 0.80:
        opening, closing = source.choice(_QUOTES)
        return f"{opening}{source.choice(_NICKNAMES)}{closing}"
    return source.choice(names)


def _initials(source: Source) -> str:
    letters = source.some("ABCDEFGHJKLMNPRSTVW", 1, 2)
    written = source.pick(" ", "").join(f"{letter}." for letter in letters)
    return f"{written} {source.choice(person_names()['census']['male'])}" if source.chance(0.3) else written
