"""How well a spelling fits a cluster: differences allowed between two spellings of one person or company."""

import dataclasses
from collections.abc import Iterable, Sequence

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.coreference.mention_features import Sighting
from legalredact.detection.lexicon.gazetteers import GENERIC, STATES
from legalredact.detection.lexicon.name_parsing import (
    CompanyName,
    PersonName,
    company_name,
    elder_name,
    nicknames,
    person_name,
    renamed,
    spelled_out,
)
from legalredact.detection.lexicon.nicknames import is_given, same_given
from legalredact.detection.rules.initials import initials_of
from legalredact.detection.spans.span_shape import is_acronym, is_heading_word, is_initials, is_ordinary
from legalredact.model.mention import Tier

_FEW_LETTERS = 2
_TERRITORIES = frozenset("borough city commonwealth county municipality republic state town township village".split())
SAME, FULL, SHORT, PART, FIRST = range(5)
"""How a spelling fits a cluster, the best first: the same words; a fuller or shorter full name; the surname, or a
company's short name or abbreviation; a part of a compound surname; a first or middle name."""


def fit(sighting: Sighting, bearer: Bearer) -> int | None:
    """How well the spelling fits the cluster (see above); None if it is another's name."""
    if bearer.is_person:
        return _fit_person(sighting, bearer)
    return _fit_company(company_name(sighting.surface), sighting, bearer)


def _fit_person(sighting: Sighting, bearer: Bearer) -> int | None:
    if _is_mere_word([sighting.surface], sighting.tier) or _is_mere_word(bearer.forms.values(), bearer.tier):
        return None
    if len(sighting.titled) == 1 and len(bearer.titled) == 1 and sighting.titled != bearer.titled:
        return None
    forms = [elder_name(form) if key in bearer.elder else person_name(form) for key, form in bearer.forms.items()]
    if is_initials(sighting.surface):
        return SHORT if any(sighting.key in initials_of(form) for form in forms) else None
    called = nicknames(forms)
    name = renamed(elder_name(sighting.surface) if sighting.elder else person_name(sighting.surface), called)
    if any(_conflict(name, renamed(form, called)) for form in forms):
        return None
    spelled = [form for spelling in bearer.forms.values() for form in spelled_out(spelling)]
    ranks = [
        _fit_name(one, renamed(form, called))
        for one in (name, *spelled_out(sighting.surface))
        for form in _comparable(one, [*forms, *spelled])
    ]
    fitting = [rank for rank in ranks if rank is not None]
    return min(fitting) if fitting else None


def _is_mere_word(forms: Iterable[str], tier: Tier) -> bool:
    """Whether it may not be a name: "Page" is not Ms. Page as long as only a capital suggests it."""
    return tier is Tier.POSSIBLE and all(map(is_heading_word, forms))


def _comparable(name: PersonName, forms: Sequence[PersonName]) -> Sequence[PersonName]:
    """Names that the name may be compared with: "Maggie Birch" is not Jane Alder, although she is called Maggie."""
    if not name.given:
        return forms
    full = any(form.given for form in forms)
    return [form for form in forms if form.given or not full or form.parts != name.given[:1]]


def _conflict(name: PersonName, other: PersonName) -> bool:
    """Whether two names with one surname cannot mean one person: Jr. and Sr., Jane and Mary, Jane Q. and Jane R.

    For a single name ("Primo Jr."), only the suffix can decide.
    """
    if name.suffix and other.suffix and name.suffix != other.suffix and not (name.given and other.given):
        return True
    if name.surname != other.surname:
        return False
    if name.suffix and other.suffix and name.suffix != other.suffix:
        return True
    return bool(name.given and other.given) and not (_given_fit(name.given, other.given) or _tail(name, other))


def _tail(name: PersonName, other: PersonName) -> bool:
    """Whether one name is the end of the other: "Lopez Garcia" of "Maria Lopez Garcia"."""
    short, full = sorted((name.parts, other.parts), key=len)
    return len(short) < len(full) and full[-len(short) :] == short and not is_given(short[0])


def _fit_name(name: PersonName, other: PersonName) -> int | None:
    if name.parts == other.parts:
        return (
            SAME if name.given or name.suffix == other.suffix else FIRST
        )  # "Primo Jr." may be called so, or his father
    if name.given and other.given and _tail(name, other):
        return SHORT
    if name.given and other.given:
        return FULL if name.surname == other.surname and _given_fit(name.given, other.given) else None
    short, full = (name, other) if not name.given else (other, name)
    if not full.given:
        return None
    if short.parts in (full.surname, full.surname[-len(short.parts) :]):
        return SHORT
    if short.parts == full.parts[-len(short.parts) :]:
        return SHORT
    if len(short.parts) == 1 and short.parts[0] in full.pieces and len(short.parts[0]) > 2:
        return PART
    first = len(short.parts) == 1 and short.parts[0] in full.given and len(short.parts[0]) > 2
    return (PART if short.suffix and short.suffix == full.suffix else FIRST) if first else None


def _given_fit(given: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two lists of given names may be one person's; the shorter one may lack middle names, or the first."""
    if len(given) > len(other):
        given, other = other, given
    if _each_fits(given, other):
        return True
    return len(other) > 1 and len(other[0]) == 1 and _each_fits(given, other[1:])


def _each_fits(given: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(other) and all(_one_fits(a, b) for a, b in zip(given, other, strict=False))


def _one_fits(a: str, b: str) -> bool:
    return same_given(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _fit_company(name: CompanyName, sighting: Sighting, bearer: Bearer) -> int | None:
    best: int | None = None
    typed = bearer.entity is not None and bearer.entity.typed
    near = typed or not bearer.documents.isdisjoint(sighting.documents)
    for form in bearer.forms.values():
        rank = _fit_core(name, company_name(form), sighting, near=near or len(sighting.key) > _FEW_LETTERS)
        if rank is not None and (best is None or rank < best):
            best = rank
    return best


def _fit_core(name: CompanyName, other: CompanyName, sighting: Sighting, *, near: bool) -> int | None:
    """See `fit`.

    Arguments:
        near: an abbreviation may count; two letters are no evidence in documents that do not name the company.
    """
    if _labels_differ(name.core, other.core):
        return None
    if name.core == other.core or name.main == other.main or _abbreviated(name.core, other.core):
        return None if name.form and other.form and name.form != other.form else SAME
    short, full = (name, other) if len(name.core) < len(other.core) else (other, name)
    if short.form:
        return None  # with a form of its own it is a company of its own
    if _is_short_name(short.core, full):
        return SHORT
    if near and name is short and is_acronym(sighting.surface) and sighting.key in abbreviations(other):
        return SHORT
    single = name is short and len(name.core) == 1 and len(name.core[0]) > 3
    return PART if single and _is_part(name.core[0], other) and not is_ordinary(sighting.surface) else None


def _is_part(word: str, full: CompanyName) -> bool:
    """Whether a word of a body's name may stand for it.

    The place of a body may not ("Commission of Dunmere"), unless the body is that place's own ("City of Dunmere").
    """
    if word not in full.main or "of" not in full.core:
        return word in full.main
    of = full.core.index("of")
    return word in full.core[:of] or (of == 1 and full.core[0] in _TERRITORIES)


def _labels_differ(core: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a number or a letter tells two bodies apart: "Bank 1" and "Bank 2", "Company A" and "Company B".

    Without its label, a name may mean the same body only if the rest of it is more than a common word ("Loan").
    """
    label, another = _label(core), _label(other)
    if label == another:
        return False
    rest, others = core[: len(core) - bool(label)], other[: len(other) - bool(another)]
    return bool(label and another) or (len(rest) == 1 and rest == others and is_ordinary(rest[0]))


def _label(core: tuple[str, ...]) -> str:
    """A number of few digits, or one letter, at the end of a name; empty if there is none."""
    last = core[-1] if len(core) > 1 else ""
    return last if len(last) == 1 or (last.isdigit() and len(last) < len("2000")) else ""


def _is_short_name(core: tuple[str, ...], full: CompanyName) -> bool:
    """Whether a company may be called so: the first words of its name."""
    if all(word in GENERIC for word in core) or " ".join(core) in STATES:
        return False
    return core in (full.core[: len(core)], full.main[: len(core)])


def _abbreviated(core: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one list of words is the other with some of them abbreviated ("Regional Water Dist.")."""
    return len(core) == len(other) > 1 and all(
        a == b or (min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)))
        for a, b in zip(core, other, strict=True)
    )


def abbreviations(name: CompanyName) -> frozenset[str]:
    """Abbreviations that follow from the name, folded: with and without its form, or without the place after "of"."""
    letters = name.initials
    every = "".join(word[0] for word in name.core)
    placed = name.core.index("of") if "of" in name.core else 0
    placeless = dataclasses.replace(name, core=name.core[:placed]).initials if placed > _FEW_LETTERS else ""
    return frozenset(a for a in (letters, every, placeless, letters + name.form, letters + name.form[:1]) if len(a) > 1)
