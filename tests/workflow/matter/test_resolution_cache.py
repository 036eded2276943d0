"""Who is who is kept, so that a matter opens without thinking again; never when something could have changed it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import Cancelled
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Role
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.compute.compute import DetectedDocument, Here, WhoIsWho
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.decisions import merge
from tests.fakes.parts import detect_listed, light_parts
from tests.fakes.shared_key import SharedKey

TEXT = "Marguerite Oldacre sued Penhallow Freight, Inc. in March. PERSON_Q is no token of ours."


class Counting(Here):
    """Counts how often it is asked who is who."""

    asked = 0

    def resolve(
        self,
        register: Register,
        sources: Sequence[DetectedDocument],
        requested: frozenset[Kind],
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> WhoIsWho:
        type(self).asked += 1
        return super().resolve(register, sources, requested, report, cancel)


@pytest.fixture
def keys() -> SharedKey:
    return SharedKey()


@pytest.fixture
def folder(tmp_path: Path, keys: SharedKey, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Counting, "asked", 0)
    (tmp_path / "complaint.txt").write_text(TEXT, encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", keys, light_parts(), "Ann") as matter:
        matter.add([tmp_path / "complaint.txt"])
        matter.keep_tokens()
    return tmp_path / "m"


def opened(folder: Path, keys: SharedKey) -> OpenMatter:
    return OpenMatter.open(folder, keys, replace(light_parts(), thinking=Counting(detect_listed)), "Ann")


def test_opening_again_gives_the_same_people_places_and_tokens_without_thinking(folder: Path, keys: SharedKey) -> None:
    with OpenMatter.read(folder, keys, light_parts(), "Ann") as fresh:
        fresh.store.resolved_for = lambda: b""  # type: ignore[method-assign]  # so that it thinks
        register, mentions, named = fresh.register, dict(fresh.mentions), fresh.named()
    with opened(folder, keys) as again:
        assert again.register == register
        assert again.mentions == mentions
        assert again.named() == named
        assert Counting.asked == 0


def test_whoever_asks_to_stop_is_heard_while_it_thinks(folder: Path, keys: SharedKey) -> None:
    with opened(folder, keys) as matter:
        matter.type_names(Register((Entity("e9", "Ida Quillfeather", Kind.PERSON, Role.CLIENT, typed=True),)))
        told: list[Progress] = []
        stop = Cancellation()

        def stop_once_read(progress: Progress) -> None:
            told.append(progress)
            stop.cancel()

        with pytest.raises(Cancelled):
            matter.resolve(stop_once_read, stop)
        assert told == [Progress("resolve", 1, 1)]
        matter.resolve(silent, NEVER)
        assert Counting.asked == 2
        assert "Ida Quillfeather" in {entity.name for entity in matter.register.entities}


def test_a_decision_does_not_make_it_think_and_a_merge_does(folder: Path, keys: SharedKey) -> None:
    with opened(folder, keys) as matter:
        ids = [entity.id for entity in matter.register.entities if entity.kind is Kind.PERSON]
        matter.decide(Decision.CONFIRMED, ids[:1])
        assert Counting.asked == 0
        organization = next(e.id for e in matter.register.entities if e.kind is Kind.ORGANIZATION)
        merge(matter, organization, ids[0])
        assert Counting.asked == 1
    with opened(folder, keys) as again:
        assert again.register.get(ids[0]).decision is Decision.CONFIRMED
        assert {mention.entity for mention in next(iter(again.mentions.values()))} == {ids[0]}
        assert Counting.asked == 1


def test_another_setting_of_case_numbers_makes_it_think(folder: Path, keys: SharedKey) -> None:
    with opened(folder, keys) as matter:
        matter.set_info(MatterInfo(matter.info.id, mask_case_numbers=True))
        _ = matter.mentions
    assert Counting.asked == 1


def test_the_list_says_who_is_named_without_reading_a_text(
    folder: Path, keys: SharedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder, keys) as matter:
        monkeypatch.setattr(type(matter.store), "document", None)
        (line,) = matter.listing
        named = {entity.id for entity in matter.register.entities}
        assert set(line.entities) <= named
        assert len(line.entities) == 2
        assert [blocker.kind for blocker in matter.blockers()] == ["suggestion"]
