"""The time between two of many cited times is known only where a statement names one of them, whichever it is."""

import itertools

import pytest

from tests.masking.reply.test_figures import wrong

TIMES = (("7:03 a.m.", 423), ("7:56 a.m.", 476), ("8:20 a.m.", 500), ("9:51 a.m.", 591), ("10:07 a.m.", 607))
OTHERS = ("11:33 a.m.", "12:46 p.m.", "1:58 p.m.", "3:17 p.m.", "4:41 p.m.", "5:09 p.m.")
"""More times than those of which any two may be meant."""


@pytest.mark.parametrize("dated", ["", "On May 3, 2022: "])
@pytest.mark.parametrize(("first", "last"), [*itertools.combinations(TIMES, 2)])
def test_the_time_from_or_to_a_named_time_is_known(dated: str, first: tuple[str, int], last: tuple[str, int]) -> None:
    passage = dated + "; ".join((*(words for words, _ in TIMES), *OTHERS))
    minutes = last[1] - first[1]
    for named in (first[0], last[0]):
        assert wrong(f"It was {named}, and it took {minutes} minutes.", passage) == []


@pytest.mark.parametrize("dated", ["", "On May 3, 2022: "])
def test_the_time_between_two_others_is_not(dated: str) -> None:
    passage = dated + "; ".join((*(words for words, _ in TIMES), *OTHERS))
    assert wrong("It was 3:17 p.m., and it took 168 minutes.", passage) == ["168 minutes"]
