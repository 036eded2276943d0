"""Where sentences of legal papers end."""

import pytest

from legalredact.summary.local.sentence_ends import ends_sentence


@pytest.mark.parametrize(
    ("before", "after", "ends"),
    [
        ("The roof leaked.", "It", True),
        ("The roof leaked", "It", False),
        ("Did it leak?", "It", True),
        ("It leaked!", "It", True),
        ("He said “it leaked.”", "It", True),
        ("He said (it leaked.)", "It", True),
        ("under Fed.", "R.", False),
        ("under L.R., Mag.", "R.", False),
        ("under Fed. R.", "Civ.", False),
        ("see Harrow v.", "Millstone", False),
        ("Penhallow Freight, Inc.", "It", False),
        ("in the U.S.", "It", False),
        ("at 10 a.m.", "It", False),
        ("claim No.", "7", False),
        ("claim Nos.", "7", False),
        ("He said no.", "It", True),
        ("see ECF No.", "[21]", False),
        ("He said no.", "", True),
        ("by J.", "Marlow", False),
        ("in room 7.", "It", True),
        ("for PARTY_B.", "It", True),
        ("non-dept.", "It", True),
        ("see (Fed.", "R.", False),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_is_an_abbreviations(before: str, after: str, ends: bool) -> None:
    assert ends_sentence(before, after) is ends
