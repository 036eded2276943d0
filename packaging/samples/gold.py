"""The gold of the files, from the record of what was written: names, identifiers and text to keep.

Every name must be a known form. An unknown one raises an error, so the gold cannot miss it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import story
from identifiers import IDENTIFIERS
from passage import Passage, Sample
from people import AMBIGUOUS, COMMON_WORDS, ENTITIES, INDIRECT, Entity

Json = dict[str, object]

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "|".join(month[:3] for month in _MONTHS.split("|"))
_DATE = rf"(?:{_MONTHS}|{_SHORT}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{_SHORT}) \d{{4}}|(?:{_MONTHS}) \d{{4}}"
_STAYS = re.compile(rf"{_DATE}|\$[\d,]+(?:\.\d\d)?", re.IGNORECASE)
_NAME_WORD = re.compile(r"[a-z]{3,}")


@dataclass(slots=True)
class _Found:
    """Surface forms of one entity, with their channels and counts."""

    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def gold(samples: Sequence[Sample]) -> Json:
    """The gold of all files: the entities of the matter, and where they occur in each document.

    Raises:
        ValueError: a text holds a word of somebody's name outside every known form.
    """
    return {
        "matter": "Alder v. Granite",
        "case_number": story.CASE_NUMBER,
        "entities": [_described(entity) | {"registered": entity.registered} for entity in ENTITIES],
        "ambiguous": [{"form": form, "among": list(among)} for form, among in AMBIGUOUS.items()],
        "documents": [_document(sample) for sample in samples],
    }


def register() -> str:
    """The register as a paralegal types it at intake: name | role | alias | alias…"""
    lines = (" | ".join((entity.name, entity.role, *entity.typed)) for entity in ENTITIES if entity.registered)
    return "\n".join(lines) + "\n"


def _document(sample: Sample) -> Json:
    found = _found(sample)
    identifiers = [(identifier, found[f"identifier {identifier.text}"]) for identifier in IDENTIFIERS]
    return {
        "file": sample.name,
        "entities": [_described(entity) | _forms(found[entity.id]) for entity in ENTITIES if found[entity.id].forms],
        "ambiguous": [
            {"form": form, "among": list(AMBIGUOUS[form]), "channels": dict(channels)}
            for form, channels in found["ambiguous"].forms.items()
        ],
        "indirect": [{"entity": INDIRECT[form], "form": form} for form in found["indirect"].forms],
        "identifiers": [
            {"kind": identifier.kind, "text": identifier.text, "entity": identifier.entity} | _channels(each)
            for identifier, each in identifiers
            if each.forms
        ],
        "keep": list(found["keep"].forms),
        "citations": list(found["citation"].forms),
        "broken": list(sample.broken),
        "facts": list(sample.facts),
    }


def _described(entity: Entity) -> Json:
    return {"id": entity.id, "name": entity.name, "kind": entity.kind, "role": entity.role}


def _forms(found: _Found) -> Json:
    counts = {form: dict(channels) for form, channels in found.forms.items()}
    return {"forms": list(counts), "channels": counts}


def _channels(found: _Found) -> Json:
    return {"channels": dict(sum(found.forms.values(), Counter()))}


def _found(sample: Sample) -> dict[str, _Found]:
    """All forms of a file, by entity id, "identifier …", "keep", "citation", "ambiguous" or "indirect"."""
    found: dict[str, _Found] = defaultdict(_Found)
    for passage in sample.passages:
        for owner, form in _scan(sample.name, passage):
            found[owner].forms[form][passage.channel] += 1
    return found


def _scan(file: str, passage: Passage) -> Iterator[tuple[str, str]]:
    """Every known form in a passage, longest first, and the dates and sums in the rest."""
    text = " ".join(passage.text.split())
    for hit in _KNOWN.finditer(text):
        yield _OWNERS[hit[0]], hit[0]
    rest = _KNOWN.sub("\n", text)
    for kept in _STAYS.finditer(rest):
        yield "keep", kept[0]
    missed = _NAME_WORDS.intersection(_NAME_WORD.findall(rest.casefold()))
    if missed:
        raise ValueError(f"{file}: {sorted(missed)} in the {passage.channel} is of no known form: {text}")


def _owners() -> dict[str, str]:
    """Every form that can occur in a file, and its entity or kind."""
    owners = dict.fromkeys(AMBIGUOUS, "ambiguous")
    for entity in ENTITIES:
        for form in (entity.name, *entity.forms):
            owners |= {form: entity.id, form.upper(): entity.id}
    owners |= dict.fromkeys(INDIRECT, "indirect")
    owners |= {identifier.text: f"identifier {identifier.text}" for identifier in IDENTIFIERS}
    owners |= dict.fromkeys((*story.STATUTES, *story.REFERENCES), "keep")
    return owners | dict.fromkeys(story.CITATIONS, "citation")


def _longest_first(forms: Iterable[str]) -> re.Pattern[str]:
    any_form = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z0-9])(?:{any_form})(?![A-Za-z0-9])")


def _name_words() -> set[str]:
    """Words that only a name of the matter has."""
    names = " ".join(form for entity in ENTITIES for form in (entity.name, *entity.forms))
    return set(_NAME_WORD.findall(names.casefold())) - COMMON_WORDS


_OWNERS = _owners()
_KNOWN = _longest_first(_OWNERS)
_NAME_WORDS = _name_words()
