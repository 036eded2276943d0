"""Variants of an organization's name: without its legal form, abbreviated, with "and" for "&"."""

import functools
import re
from collections.abc import Iterator

_FORMS: tuple[tuple[str, ...], ...] = (
    ("Inc.", "Incorporated"),
    ("Corp.", "Corporation"),
    ("Co.", "Company"),
    ("Ltd.", "Limited"),
    ("LLC", "L.L.C.", "Limited Liability Company"),
    ("LLP", "L.L.P.", "Limited Liability Partnership"),
    ("PLLC", "P.L.L.C."),
    ("LP", "L.P.", "Limited Partnership"),
    ("PC", "P.C.", "Professional Corporation"),
    ("PA", "P.A.", "Professional Association"),
    ("NA", "N.A.", "National Association"),
    ("PLC", "P.L.C."),
    ("GmbH",),
    ("AG", "A.G."),
    ("SA", "S.A."),
    ("SAU", "S.A.U."),
    ("SE", "S.E."),
    ("NV", "N.V."),
    ("BV", "B.V."),
    ("SpA", "S.p.A."),
    ("GmbH & Co. KG", "GmbH und Co. KG", "GmbH & Co KG"),
    ("AG & Co. KG", "AG & Co KG"),
    ("AG & Co. KGaA", "AG & Co KGaA"),
    ("GmbH & Co. KGaA", "GmbH & Co KGaA"),
    ("KGaA",),
    ("KG",),
    ("K.K.", "KK"),
    ("S.A. de C.V.", "SA de CV"),
    ("S. de R.L. de C.V.", "S de RL de CV"),
    ("S. de R.L.", "S de RL"),
    ("Sp. z o.o.", "Sp z o.o."),
    ("S.à r.l.", "Sàrl"),
    ("Tbk",),
    ("OOO",),
    ("Pty",),
)
"""Legal forms; those in one row are equivalent."""

_ABBREVIATIONS = {
    "american": "Am.",
    "and": "&",
    "association": "Ass'n",
    "associates": "Assocs.",
    "authority": "Auth.",
    "board": "Bd.",
    "brothers": "Bros.",
    "center": "Ctr.",
    "college": "Coll.",
    "commission": "Comm'n",
    "committee": "Comm.",
    "company": "Co.",
    "corporation": "Corp.",
    "department": "Dep't",
    "development": "Dev.",
    "district": "Dist.",
    "education": "Educ.",
    "electric": "Elec.",
    "engineering": "Eng'g",
    "enterprises": "Enters.",
    "environmental": "Env't",
    "exchange": "Exch.",
    "federal": "Fed.",
    "federation": "Fed'n",
    "financial": "Fin.",
    "foundation": "Found.",
    "government": "Gov't",
    "hospital": "Hosp.",
    "incorporated": "Inc.",
    "industries": "Indus.",
    "institute": "Inst.",
    "insurance": "Ins.",
    "international": "Int'l",
    "investment": "Inv.",
    "laboratories": "Labs.",
    "management": "Mgmt.",
    "manufacturing": "Mfg.",
    "medical": "Med.",
    "mutual": "Mut.",
    "national": "Nat'l",
    "pharmaceuticals": "Pharms.",
    "products": "Prods.",
    "railroad": "R.R.",
    "school": "Sch.",
    "services": "Servs.",
    "society": "Soc'y",
    "system": "Sys.",
    "systems": "Sys.",
    "technology": "Tech.",
    "transportation": "Transp.",
    "university": "Univ.",
}
"""Abbreviations of the Bluebook's table T6 that are common in names of parties."""

_WORD = re.compile(r"[A-Za-z]+")
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_ET_AL = re.compile(r"\s*,?\s+et\s+al\.?$", re.IGNORECASE)
_JOINING = re.compile(r"(?:[\s,&]|\band)+$", re.IGNORECASE)
_SHORTEST = 3


def company_spellings(name: str) -> Iterator[str]:
    """Spellings derived from an organization's name; see `name_spellings.spellings_of`."""
    bare = _THE.sub("", _ET_AL.sub("", name)).strip(" ,")
    for variant in dict.fromkeys((bare, _ampersand(bare), _spelled_and(bare), _abbreviated(bare))):
        yield variant
        yield from _other_forms(variant)


def without_form(name: str) -> str:
    """The name without "Inc.", "LLC" and the like at its end; unchanged if nothing would be left."""
    return list(_cores(name))[-1]


def _cores(name: str) -> Iterator[str]:
    """The name, then without its last legal form, and so on."""
    yield name
    while (match := _form_at_end().search(name)) and _letters(name[: match.start()]) >= _SHORTEST:
        name = _JOINING.sub("", name[: match.start()])
        yield name


@functools.cache
def _form_at_end() -> re.Pattern[str]:
    forms = sorted((re.escape(form) for row in _FORMS for form in row), key=len, reverse=True)
    loose = "|".join(form.removesuffix(r"\.") for form in forms)
    return re.compile(rf"(?:\s*,\s*|\s+)(?:{loose})\.?$", re.IGNORECASE)


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


def _other_forms(name: str) -> Iterator[str]:
    """The core alone, and with every equivalent of its last legal form."""
    match = _form_at_end().search(name)
    if match is None:
        return
    before, form = name[: match.start()], match.group().strip(" ,.").casefold()
    for row in _FORMS:
        if form in {spelling.removesuffix(".").casefold() for spelling in row}:
            yield from (f"{before} {spelling}" for spelling in row)
    yield from list(_cores(name))[1:]


def _ampersand(name: str) -> str:
    return re.sub(r"\s+and\s+", " & ", name, flags=re.IGNORECASE)


def _spelled_and(name: str) -> str:
    return re.sub(r"\s*&\s*", " and ", name)


def _abbreviated(name: str) -> str:
    """All words abbreviated for which it is possible, but never the first one alone."""
    first = _WORD.search(name)

    def short(match: re.Match[str]) -> str:
        keep = first is not None and match.start() == first.start()
        return match.group() if keep else _ABBREVIATIONS.get(match.group().casefold(), match.group())

    return _WORD.sub(short, name)
