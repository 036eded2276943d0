"""What is replaced where names overlap, over many arrangements, and what belongs to a name beside it."""

import itertools
import random

import pytest

from legalredact.masking.targets import MaskedSpan, bridges, trimmed, with_initial, without_overlaps
from legalredact.model.mention import Kind, Span
from tests.masking.made import entity

TEXT = "Ada the Roe of Vale a Oak xyl Quist in Bo"
"""Names, English words in small letters and one that is none."""
NAMES = frozenset("Ada Roe Vale Oak xyl Quist Bo".split())


def words(start: int, end: int) -> list[tuple[int, int, str]]:
    """The words of a stretch, cut where it ends."""
    found, at = [], start
    for word in TEXT[start:end].split(" "):
        if word:
            found.append((at, at + len(word), word))
        at += len(word) + 1
    return found


def painted(targets: list[MaskedSpan]) -> list[MaskedSpan]:
    """Letter by letter: each target takes what longer ones left, the longest first, and of its rests what is a name."""
    owner: dict[int, int] = {}
    pieces = []
    order = sorted(range(len(targets)), key=lambda n: (-len(targets[n].span), targets[n].span.start, n))
    for number in order:
        span = targets[number].span
        free = [at for at in range(span.start, span.end) if at not in owner]
        for _, run in itertools.groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
            letters = [at for _, at in run]
            rest = Span(letters[0], letters[-1] + 1)
            if rest != span:
                named = [
                    w for w in words(rest.start, rest.end) if len(w[2]) > 1 and (w[2][0].isupper() or w[2] == "xyl")
                ]
                if not named:
                    continue
                rest = Span(named[0][0], named[-1][1])
            pieces.append(MaskedSpan(rest, targets[number].entity))
            owner |= dict.fromkeys(range(rest.start, rest.end), number)
    return sorted(pieces, key=lambda one: one.span)


def test_the_longest_name_wins_and_what_is_a_name_of_the_others_stays() -> None:
    borders = [0, *itertools.chain.from_iterable((start, end) for start, end, _ in words(0, len(TEXT)))]
    drawn = random.Random(11)  # noqa: S311 - no secret
    for _ in range(300):
        pairs = [sorted(drawn.sample(sorted(set(borders)), 2)) for _ in range(drawn.randint(1, 5))]
        targets = [MaskedSpan(Span(start, end), f"e{n}") for n, (start, end) in enumerate(pairs)]
        assert [*without_overlaps(targets, TEXT)] == painted(targets), targets


@pytest.mark.parametrize(
    ("surface", "kept"),
    [
        ("Roe", "Roe"),
        (" Roe\n", "Roe"),
        ("Roe's", "Roe"),
        ("Roe’S ", "Roe"),
        ("Roes'", "Roes"),
        ("'s", "'s"),
        ("  ", "  "),
        ("O'Dell", "O'Dell"),
    ],
)
def test_white_space_and_a_possessive_are_no_part_of_a_name(surface: str, kept: str) -> None:
    text = f"x{surface}y"
    assert trimmed(Span(1, 1 + len(surface)), text).of(text) == kept


@pytest.mark.parametrize(
    ("text", "found", "named", "bridge"),
    [
        ("Jane Roe, Ann Doe", "Roe, Ann", ["Jane Roe", "Ann Doe"], True),
        ("Jane Roe and Ann Doe", "Roe and Ann", ["Jane Roe", "Ann Doe"], False),  # a word between them is not masked
        ("Jane Roe, Ann Doe", "Jane Roe, Ann", ["Jane Roe", "Ann Doe"], False),  # it has a whole mention
        ("Jane Roe, Ann Doe", "Roe, Ann Doe", ["Jane Roe", "Ann Doe"], False),
        ("Jane Roe, Ann Doe", "Roe", ["Jane Roe", "Ann Doe"], False),
        ("Jane Roe, Ann Doe", "Roe, Ann", ["Jane Roe"], False),
        ("Jane Roe, Ann Doe", "Roe, Ann", ["Ann Doe"], False),
        ("Jane Roe, Ann Doe", "Roe, Ann", [], False),
        ("Jane Roe Ann Doe", "Roe Ann", ["Jane Roe", "Ann Doe"], True),
    ],
)
def test_a_name_made_of_the_ends_of_two_mentions_is_a_bridge(
    text: str, found: str, named: list[str], bridge: bool
) -> None:
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in named]
    at = text.index(found)
    assert bridges(Span(at, at + len(found)), spans, text) is bridge


@pytest.mark.parametrize(
    ("text", "name", "limit", "taken"),
    [
        ("Christina M came", "Christina Vale", 99, "Christina M"),
        ("Christina M. came", "Christina Vale", 99, "Christina M"),
        ("Christina A. came", "Christina Vale", 99, "Christina A"),
        ("Christina A came", "Christina Vale", 99, "Christina"),  # an article, perhaps
        ("Christina I came", "Christina Vale", 99, "Christina"),
        ("Christina Mx came", "Christina Vale", 99, "Christina"),
        ("Christina M’s log", "Christina Vale", 99, "Christina"),
        ("Christina M came", "Christina", 99, "Christina M"),
        ("Christina M came", "Christina Vale", 10, "Christina"),  # another name begins there
        ("Christina\nM came", "Christina Vale", 99, "Christina"),
    ],
)
def test_an_initial_after_a_given_name_is_a_part_of_it(text: str, name: str, limit: int, taken: str) -> None:
    person = entity("e1", name)
    given = MaskedSpan(Span(0, len("Christina")), "e1")
    assert with_initial(given, person, text, min(limit, len(text))).span.of(text) == taken
    body = entity("e1", name, kind=Kind.ORGANIZATION)
    assert with_initial(given, body, text, min(limit, len(text))) == given


def test_an_initial_after_a_surname_is_no_part_of_the_name() -> None:
    for text, whole in (("Christina Vale M came", True), ("Vale M came", True), ("Christina M came", False)):
        surface = text.partition(" M")[0]
        target = MaskedSpan(Span(0, len(surface)), "e1")
        made = with_initial(target, entity("e1", "Christina Vale"), text, len(text))
        assert (made == target) is whole
