"""A summary says what it does not cover: nothing is skipped in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.model.mention import Tier
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.export.export import as_markdown
from legalredact.workflow.matter import not_covered
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.unread_files import cut_short, expect
from legalredact.workflow.send.summarize import summarize
from tests.fakes.parts import light_parts


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    (tmp_path / "demand.txt").write_text("Marguerite Oldacre owes $5,000.", encoding="utf-8")
    (tmp_path / "wreck.pdf").write_bytes(b"")
    with OpenMatter.create(tmp_path / "matter", ThrowAwayKey(), light_parts(), "preparer") as made:
        made.add([tmp_path / "demand.txt", tmp_path / "wreck.pdf"])
        made.accept(Tier.SUGGESTED)
        summarize(made, prompts.load()["chronology"])
        yield made


def test_files_that_cannot_be_read_are_named_in_what_is_exported(matter: OpenMatter) -> None:
    assert "Not covered: 1 file cannot be read: wreck.pdf." in as_markdown(matter, matter.summary())


def test_documents_that_came_later_or_are_withheld_are_named(matter: OpenMatter, tmp_path: Path) -> None:
    for name in ("late.txt", "held.txt"):
        (tmp_path / name).write_text(f"{name}: it rained.", encoding="utf-8")
    matter.add([tmp_path / "late.txt", tmp_path / "held.txt"])
    held = next(document.id for document in matter.documents if document.name == "held.txt")
    matter.store.accept_parts(frozenset({(held, WITHHELD)}))

    text = as_markdown(matter, matter.summary())
    assert "1 file withheld: held.txt." in text
    assert "1 file added after it was made: late.txt." in text


def test_of_very_many_files_the_first_are_named_and_the_others_counted(
    matter: OpenMatter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(not_covered, "MOST", 1)
    (tmp_path / "second.pdf").write_bytes(b"")
    matter.add([tmp_path / "second.pdf"])

    assert "2 files cannot be read: second.pdf and 1 more." in as_markdown(matter, matter.summary())


def test_files_that_reading_never_came_to_are_not_called_unreadable(matter: OpenMatter, tmp_path: Path) -> None:
    expect(matter, [tmp_path / "never.pdf"])
    cut_short(matter)

    text = as_markdown(matter, matter.summary())
    assert "1 file not read yet: never.pdf." in text
    assert "1 file cannot be read: wreck.pdf." in text
