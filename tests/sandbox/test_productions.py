"""A worker of a production opens the files of the documents that it works on, wherever they lie, and no others."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from legalredact.documents.workers.confining import covered, few_places, files_of
from legalredact.model.job import Stage, State
from legalredact.model.production import Form, Location, ProductionMember
from legalredact.model.progress import NEVER, silent
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production import run
from legalredact.workflow.production.executors import Processes
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.stages import Done, StageTask
from legalredact.workflow.production.take_in import take_in
from tests.fakes.production import light_kit, members, production_parts, written


def read_by(executor: Processes, folders: Sequence[Path], matter: Path) -> dict[tuple[Stage, State], int]:
    with OpenMatter.create(matter, ThrowAwayKey(), production_parts(), "ann") as made:
        for folder in folders:
            take_in(made, members(folder, silent, NEVER), silent, NEVER)
        return dict(
            Batch(made, executor, Orders(prompts.load()["document-abstract"], until=Stage.READ)).run(silent, NEVER)
        )


@pytest.mark.parametrize("ahead", [1, 1_000])
def test_files_of_several_folders_are_read_however_far_is_looked_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ahead: int
) -> None:
    monkeypatch.setattr(run, "_LOOK_AHEAD", ahead)
    folders = [tmp_path / name for name in ("first", "second")]
    for number, folder in enumerate(folders, 1):
        for path in written(folder, 2)[:1]:
            path.write_text(f"{path.read_text(encoding='utf-8')} Box {number}.", encoding="utf-8")
            path.rename(path.with_name(f"box {number}.txt"))

    tally = read_by(Processes(light_kit, 1), folders, tmp_path / "m")

    assert tally[Stage.READ, State.DONE] == 2


def test_a_member_that_nobody_announced_is_read_too(tmp_path: Path) -> None:
    first, second, _ = members_of(tmp_path)
    executor = Processes(light_kit, 1)
    executor.may_read(frozenset({first.location.path}))
    executor.submit(StageTask(first.document_id, Stage.READ, first))
    executor.submit(StageTask(second.document_id, Stage.READ, second))
    results: list[Done] = []
    while len(results) < 2:
        results += executor.finished(60)
    executor.close()

    assert [result.error for result in results] == [None, None]


def members_of(folder: Path) -> list[ProductionMember]:
    written(folder / "in", 3)
    return list(members(folder / "in", silent, NEVER))


def test_of_very_many_files_their_folders_are_told() -> None:
    few = [Path("/in", f"{number}.txt") for number in range(10)]
    many = [Path("/in", f"{number % 7}", f"{number}.txt") for number in range(5_000)]

    assert few_places(few) == frozenset(few)
    assert few_places(many) == {Path("/in", f"{number}") for number in range(7)}
    assert covered(many, few_places(many))
    assert not covered([Path("/in/8/1.txt")], few_places(many))
    assert not covered([Path("/in/10.txt")], frozenset(few))


def test_a_member_needs_its_file_its_pages_and_its_text() -> None:
    place = [Location(Path("/in", name)) for name in ("a.pdf", "1.tif", "2.tif", "a.txt")]
    member = ProductionMember("m1", Form.PAGES, place[0], "0" * 64, 1, pages=(place[1], place[2]), text=place[3])

    assert files_of(member) == tuple(one.path for one in place)
    assert files_of("nothing that lies in a file") == ()
