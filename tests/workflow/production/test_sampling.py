"""Random pages of a matter, looked through as they would leave. All names are invented."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import UsageError
from legalredact.masking.mask import mask
from legalredact.model.document import Block, BlockKind, Document
from legalredact.model.mention import Span, Tier
from legalredact.model.production_sample import SampleUnit
from legalredact.model.register import Decision, Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.sampling import (
    PAGE,
    as_it_leaves,
    draw,
    drawn,
    estimate_of,
    holds,
    in_words,
    mark,
    stretches_of,
)
from tests.fakes.parts import light_parts

LETTERS = 12


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    with OpenMatter.create(tmp_path / "matter", ThrowAwayKey(), light_parts(), "Paralegal") as made:
        for number in range(LETTERS):
            text = f"Letter {number}. Marguerite Oldacre wrote to Penhallow Freight, Inc. again."
            (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        made.add(sorted(tmp_path.glob("*.txt")))
        yield made


def with_blocks(*blocks: tuple[int, int]) -> Document:
    """Blocks of so many characters on that page."""
    made, at = [], 0
    for number, (length, page) in enumerate(blocks):
        made.append(Block(f"b{number}", BlockKind.BODY, Span(at, at + length), page))
        at += length + 2
    return Document("d1", "x.pdf", "x" * at, tuple(made), (), (), "00")


def test_a_page_is_one_stretch() -> None:
    document = with_blocks((100, 1), (5_000, 1), (10, 2), (10, 0))
    assert [(one.page, one.span) for one in stretches_of(document)] == [
        (1, Span(0, 5_102)),
        (2, Span(5_104, 5_114)),
        (0, Span(5_116, 5_126)),
    ]


def test_a_file_without_pages_is_cut_between_its_paragraphs() -> None:
    document = with_blocks(*((600, 0) for _ in range(10)))
    stretches = list(stretches_of(document))
    assert all(len(one.span) <= PAGE for one in stretches)
    assert [one.span.start for one in stretches] == [0, 4 * 602, 8 * 602]


def test_the_same_seed_draws_the_same_pages_and_more_of_them_begin_alike() -> None:
    stretches = [SampleUnit(f"d{n}", 1, Span(0, 9)) for n in range(500)]
    ten, twenty = drawn(stretches, 10, "s"), drawn(reversed(stretches), 20, "s")
    assert twenty[:10] == ten
    assert drawn(stretches, 10, "t") != ten
    assert len({one.document_id for one in twenty}) == 20


def test_every_page_is_drawn_about_as_often() -> None:
    stretches = [SampleUnit(f"d{n}", 1, Span(0, 9)) for n in range(20)]
    counts = dict.fromkeys((one.document_id for one in stretches), 0)
    for seed in range(2_000):
        counts[drawn(stretches, 1, str(seed))[0].document_id] += 1
    assert 60 < min(counts.values()) <= max(counts.values()) < 145  # 100 expected, standard deviation 10


def test_seed_pages_and_what_was_found_are_kept_in_the_matter_and_noted(matter: OpenMatter) -> None:
    draw(matter, 5, "gannet")
    mark(matter, 2, 3)
    kept = matter.store.sample()
    assert kept is not None
    assert (kept.seed, kept.population, kept.looked) == ("gannet", LETTERS, (3,))
    drew, looked = matter.events[-2:]
    assert (drew.action, dict(drew.details)["seed"]) == ("name.sample", "gannet")
    assert (looked.action, dict(looked.details)["missed"]) == ("name.look", "3")


def test_a_larger_sample_keeps_what_was_found(matter: OpenMatter) -> None:
    draw(matter, 3, "gannet")
    mark(matter, 1, 2)
    assert draw(matter, 6, "gannet").looked == (2,)


def test_what_was_found_does_not_hold_for_other_decisions(matter: OpenMatter) -> None:
    sample = draw(matter, 3, "gannet")
    assert holds(sample, matter.register)
    matter.accept(Tier.SUGGESTED)
    assert holds(sample, matter.register)  # what is masked anyway
    matter.decide(Decision.DISMISSED, [matter.register.entities[0].id])
    assert not holds(sample, matter.register)
    mark(matter, 1, 0)
    assert draw(matter, 3, "gannet").looked == ()


def test_the_estimate_is_of_the_pages_looked_at(matter: OpenMatter) -> None:
    sample = draw(matter, 4, "gannet")
    assert estimate_of(sample) is None
    for number in (1, 2):
        sample = mark(matter, number, 0)
    found = estimate_of(sample)
    assert found is not None
    assert (found.looked, found.population, found.most_pages) == (2, LETTERS, 10)
    assert in_words(found) == (
        "2 of 12 pages looked at: no missed name. At 95%, at most 18 missed names on at most 10 pages of the whole "
        "production."
    )


def test_pages_and_counts_that_are_not_there_are_refused(matter: OpenMatter) -> None:
    with pytest.raises(UsageError):
        mark(matter, 1, 0)
    draw(matter, 2, "gannet")
    for number, missed in ((0, 0), (3, 0), (1, -1), (1, 1_000)):
        with pytest.raises(UsageError):
            mark(matter, number, missed)
    with pytest.raises(UsageError):
        draw(matter, 0, "gannet")


def test_a_page_is_shown_as_it_would_leave(matter: OpenMatter) -> None:
    register = matter.named()
    document = matter.documents[0]
    possible = [replace(e, tier=Tier.POSSIBLE) if "Penhallow" in e.name else e for e in register.entities]
    entities = {entity.id: entity for entity in possible}
    (stretch,) = stretches_of(document)
    masked = mask(document, Register(tuple(possible)), matter.mentions[document.id])
    pieces = as_it_leaves(document, masked, stretch.span, matter.mentions[document.id], entities)
    words = "".join(piece.text for piece in pieces)
    assert words == masked.text
    assert "Oldacre" not in words
    assert [piece.text for piece in pieces if piece.possible] == ["Penhallow Freight, Inc."]
    assert [piece.masked for piece in pieces].count(True) == 1
    assert all("Penhallow" not in repr(piece) for piece in pieces)


def test_purging_takes_the_sample_with_it(matter: OpenMatter) -> None:
    draw(matter, 3, "gannet")
    matter.store.purge([matter.documents[0].id], [], [], matter.register)
    assert matter.store.sample() is None
