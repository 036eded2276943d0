"""Whoever a spelling fits is found by the look-up, though it holds it against few."""

import itertools
from collections import Counter

import pytest

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.coreference.cluster_index import Bearers
from legalredact.detection.coreference.mention_features import Sighting
from legalredact.detection.coreference.name_match import fit
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind

PEOPLE = (
    "Jane Thorncastle", "Jane Q. Thorncastle", "Thorncastle, Jane", "J. Thorncastle", "Thorncastle", "Jane", "J.Q.T.",
    "Jane Quill", "Mary Thorncastle-Vane", "Vane", "Mary Vane", "Maria de la Cruz Vane", "de la Cruz Vane", "Cruz",
    "Jürgen Mörtel", "Juergen Moertel", "Mörtel", "Moertel", "Jane Thorncastle, Jr.", "Maggie Vane", "Maggie",
)  # fmt: skip
BODIES = (
    "Tarrow Marine Services, Inc.", "Tarrow Marine", "Tarrow", "Tarrow Marine Services", "The Tarrow Group", "Marine",
    "TMS", "Pallid Services, Inc.", "Services of Pallid", "C.R. Pallid, Inc.", "Pallid", "Regional Water District",
    "Regional Water Dist.", "Reg. Water Dist.", "A. B. Tarrow & Sons", "Tarrow & Sons", "Marine Services Group, LLC",
)  # fmt: skip


def seen(surface: str, kind: Kind) -> Sighting:
    return Sighting(key_of(surface), 0, Counter({surface: 1}), Counter({kind: 1}))


def bearer(kind: Kind, *forms: str) -> Bearer:
    return Bearer(None, kind, {key_of(form): form for form in forms})


@pytest.mark.parametrize(("kind", "names"), [(Kind.PERSON, PEOPLE), (Kind.ORGANIZATION, BODIES)])
def test_nobody_whom_a_spelling_fits_is_overlooked(kind: Kind, names: tuple[str, ...]) -> None:
    single = [bearer(kind, name) for name in names]
    pairs = [bearer(kind, *two) for two in itertools.combinations(names, 2)]
    bearers = Bearers([*single, *pairs])
    for name in (name for name in names if "-" not in name):  # a double surname is looked up as a whole
        sighting = seen(name, kind)
        fitting = [one for one in bearers.all if fit(sighting, one) is not None]
        near = bearers.near(sighting, (kind is Kind.PERSON,))
        assert [one for one in near if fit(sighting, one) is not None] == fitting, name
        assert len(fitting) > 1, name


def test_a_common_word_brings_nobody_near() -> None:
    others = [bearer(Kind.ORGANIZATION, f"{word} Services, Inc.") for word in ("Pallid", "Osprey", "Quince")]
    bearers = Bearers([*others, bearer(Kind.ORGANIZATION, "Tarrow Services, Inc.")])
    assert bearers.near(seen("Tarrow Services", Kind.ORGANIZATION), (False,)) == bearers.all[3:]
    assert bearers.near(seen("Services", Kind.ORGANIZATION), (False,)) == bearers.all
