"""Files come in one after the other, and how far each one is can be told by its path."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.documents.assembly import identify
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import Cancelled
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.compute import Here
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.add_files import Adding, Arrival
from legalredact.workflow.matter.adding_progress import OfAll
from legalredact.workflow.matter.dependencies import Reading
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.fakes.parts import detect_listed, light_parts
from tests.fakes.shared_key import SharedKey


def by_halves(paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
    """Tells of each file half read, by its id; the later file is read first."""
    for path in reversed(paths):
        known = identify(path)
        report(Progress("read", 1, 2, known.id))
        yield path, document_from_text(known.id, path.name, path.read_text(encoding="utf-8"))


class Telling(Here):
    """Tells how far its search is."""

    def detect(self, document: Document, report: Report, cancel: Cancellation) -> tuple[Mention, ...]:
        report(Progress("detect", 3, 4))
        return super().detect(document, report, cancel)


def test_each_file_is_followed_by_its_path(tmp_path: Path) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for number, path in enumerate(files):
        path.write_text(f"{path.name}: Marguerite Oldacre{'!' * number}", encoding="utf-8")
    parts = replace(light_parts(), read=by_halves, thinking=Telling(detect_listed))
    arrivals = list[Arrival]()
    with OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "preparer") as matter:
        Adding(matter, AtOnce(), arrivals.append).add(files, silent, NEVER)
        ids = dict(zip(files, matter.store.document_ids(), strict=True))

    for path in files:
        told = [(a.document_id, a.percent, a.searched) for a in arrivals if a.path == path]
        assert told == [("", 50, False), (ids[path], 0, False), (ids[path], 75, False), (ids[path], 0, True)]


@pytest.mark.parametrize("beside", [True, False])
def test_documents_keep_the_order_of_their_files_whichever_is_read_first(tmp_path: Path, *, beside: bool) -> None:
    batches = [[tmp_path / f"{batch}{name}.txt" for name in "abc"] for batch in (2, 1)]
    for number, path in enumerate(path for batch in batches for path in batch):
        path.write_text(f"{path.name}: Marguerite Oldacre{'!' * number}", encoding="utf-8")
    parts = replace(light_parts(), read=by_halves)
    with OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "preparer") as matter:
        for batch in batches:
            if beside:
                Adding(matter, AtOnce(), lambda _: None).add(batch, silent, NEVER)
            else:
                matter.add(batch)

        assert [document.name for document in matter.documents] == [path.name for batch in batches for path in batch]


def test_how_far_several_files_are_is_one_figure_that_never_goes_back(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    for number, path in enumerate(files):
        path.write_text(f"{path.name}: Marguerite Oldacre{'!' * number}", encoding="utf-8")
    parts = replace(light_parts(), read=by_halves, thinking=Telling(detect_listed))
    told = list[Progress]()
    with OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "preparer") as matter:
        Adding(matter, AtOnce(), lambda _: None).add(files, told.append, NEVER)

    shares = [progress.share for progress in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert {(progress.step, progress.total) for progress in told} == {("search", 3)}
    assert len(set(shares)) > 2 * len(files)  # it moves while a file is read and searched


class Killed(Exception):
    """What a kill is to those who read."""


def one_then_killed(paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
    """The first file, and no other."""
    yield from by_halves(paths[:1], report, cancel)
    raise Killed


def test_files_that_never_came_are_told_when_the_matter_is_opened_again(tmp_path: Path) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"]
    for path in files:
        path.write_text(f"{path.name}: Marguerite Oldacre", encoding="utf-8")
    parts, keys = replace(light_parts(), read=one_then_killed), SharedKey()
    with (
        OpenMatter.create(tmp_path / "matter", keys, parts, "preparer") as matter,
        pytest.raises(Killed),
    ):
        Adding(matter, AtOnce(), lambda _: None).add(files, silent, NEVER)

    with OpenMatter.open(tmp_path / "matter", keys, light_parts(), "preparer") as matter:
        assert [Path(one.path).name for one in matter.store.refused()] == ["b.txt", "c.txt"]
        assert "cut short" in matter.store.refused()[0].what
        matter.add(files)
        assert matter.store.refused() == ()
        assert {document.name for document in matter.documents} == {"a.txt", "b.txt", "c.txt"}
    with OpenMatter.open(tmp_path / "matter", keys, light_parts(), "preparer") as matter:
        assert matter.store.refused() == ()


def test_of_two_files_of_one_name_a_kill_loses_neither(tmp_path: Path) -> None:
    files = [tmp_path / folder / "letter.txt" for folder in ("first", "second")]
    for path in files:
        path.parent.mkdir()
        path.write_text(f"{path.parent.name}: Marguerite Oldacre", encoding="utf-8")
    parts, keys = replace(light_parts(), read=one_then_killed), SharedKey()
    with OpenMatter.create(tmp_path / "matter", keys, parts, "preparer") as matter, pytest.raises(Killed):
        Adding(matter, AtOnce(), lambda _: None).add(files, silent, NEVER)

    with OpenMatter.open(tmp_path / "matter", keys, light_parts(), "preparer") as matter:
        assert str(files[1]) in [one.path for one in matter.store.refused()]


def one_then_stopped(paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
    """The first file; then a person stops it."""
    yield from by_halves(paths[:1], report, cancel)
    raise Cancelled


def test_files_that_a_person_stopped_are_told_as_not_read_and_not_as_unreadable(tmp_path: Path) -> None:
    files = [tmp_path / folder / "letter.txt" for folder in ("first", "second")]
    for path in files:
        path.parent.mkdir()
        path.write_text(f"{path.parent.name}: Marguerite Oldacre", encoding="utf-8")
    parts, told = replace(light_parts(), read=one_then_stopped), list[Arrival]()
    with OpenMatter.create(tmp_path / "matter", ThrowAwayKey(), parts, "preparer") as matter:
        with pytest.raises(Cancelled):
            Adding(matter, AtOnce(), told.append).add(files, silent, NEVER)

        assert [Path(one.path) for one in matter.store.refused() if one.cut_short] == files[1:]
    assert [one.path for one in told if one.cut_short] == files[1:]


def test_how_far_files_are_tells_no_file_name_in_its_repr() -> None:
    path = Path("Oldacre v. Penhallow.pdf")
    whole = OfAll(2, silent)
    whole.of(path, 0, 1)(Progress("read", 1, 2))
    assert path in whole.shares
    assert not [thing for thing in (Arrival(path), whole) if "Oldacre" in repr(thing)]
