"""What a window shows first of a large matter, and that it is what it shows later, as far as it goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.workflow import snapshot as module
from legalredact.workflow.open_matter import OpenMatter
from legalredact.workflow.snapshot import first_snapshot, snapshot
from tests.fakes.parts import SharedKey, light_parts

TEXTS = ("Marguerite Oldacre sued Penhallow Freight, Inc.", "Nobody is named here.", "Oldacre came back.")


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenMatter]:
    """Opened again, and large as things go."""
    monkeypatch.setattr(module, "AT_ONCE", 2)
    keys, files = SharedKey(), [tmp_path / f"{number}.txt" for number in range(len(TEXTS))]
    for file, text in zip(files, TEXTS, strict=True):
        file.write_text(text, encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", keys, light_parts(), "Ann") as matter:
        matter.add(files)
        matter.keep_tokens()
    with OpenMatter.open(tmp_path / "m", keys, light_parts(), "Ann") as again:
        yield again


def test_of_a_large_matter_no_text_is_read_at_first(large: OpenMatter, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(type(large.store), "document", None)
        patch.setattr(type(large.store), "resolved_mentions", None)
        first = first_snapshot(large)
    later = snapshot(large)
    assert (first.loading, later.loading) == (True, False)
    assert [(d.id, d.name, d.unread) for d in first.documents] == [(d.id, d.name, d.unread) for d in later.documents]
    assert first.register == later.register
    assert first.blockers == later.blockers
    ids = [document.id for document in later.documents]
    assert [first.open_names(one) for one in ids] == [later.open_names(one) for one in ids] == [2, 0, 1]


def test_of_a_small_matter_everything_is_shown_at_once(large: OpenMatter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 3)
    assert first_snapshot(large) == snapshot(large)
