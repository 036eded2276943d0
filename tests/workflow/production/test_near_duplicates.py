"""Near-duplicates of a matter are found once, and again when documents come."""

from pathlib import Path

from legalredact.model.progress import NEVER, Progress, silent
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.near_duplicates import DuplicateGroup, groups, keep, kept
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

_LETTER = " ".join(f"word{number}" for number in range(200))


def _added(matter: OpenMatter, folder: Path, *texts: str) -> list[str]:
    paths = [folder / f"{len(text)}-{number}.txt" for number, text in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [*matter.add(paths).documents]


def test_drafts_are_one_group_and_are_compared_once(tmp_path: Path) -> None:
    with OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(), "preparer") as matter:
        first, second, _ = _added(matter, tmp_path, _LETTER, f"{_LETTER} and Oldacre", "Something else entirely.")
        told: list[Progress] = []
        assert groups(matter, told.append, NEVER) == (DuplicateGroup(first, (second,)),)
        assert [progress.done for progress in told] == [1, 2, 3]
        assert groups(matter, told.append, NEVER) == (DuplicateGroup(first, (second,)),)
        assert len(told) == 3


def test_a_document_that_comes_is_compared_with_all(tmp_path: Path) -> None:
    with OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(), "preparer") as matter:
        (first,) = _added(matter, tmp_path, _LETTER)
        assert groups(matter, silent, NEVER) == ()
        (second,) = _added(matter, tmp_path, f"Penhallow {_LETTER}")
        assert groups(matter, silent, NEVER) == (DuplicateGroup(first, (second,)),)


def test_what_was_found_is_kept_in_whatever_order_a_window_lists_the_documents(tmp_path: Path) -> None:
    with OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(), "preparer") as matter:
        first, second = _added(matter, tmp_path, _LETTER, f"{_LETTER} and Oldacre")
        keep(matter, [second, first], [DuplicateGroup(first, (second,))])
        assert kept(matter) == (DuplicateGroup(first, (second,)),)
