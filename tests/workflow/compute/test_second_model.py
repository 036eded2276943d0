"""A firm's own name model in the process that searches: it may read its folder there, and its faults reach the user."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import ReaderStopped
from legalredact.model.policy import DetectionPolicy, Policy
from legalredact.model.second_model import SecondModelSettings
from legalredact.workflow.compute.finding import DetectionProcess
from legalredact.workflow.production.real_toolkit import KitWithModel, build
from tests.fakes.second_model import second_model

TEXT = document_from_text("d", "d", "They saw swordfishes.")


@pytest.fixture
def settings(tmp_path: Path) -> SecondModelSettings:
    return second_model(tmp_path / "ours", words={"swordfishes": 4})


@pytest.fixture
def finding(settings: SecondModelSettings) -> Iterator[DetectionProcess]:
    made = DetectionProcess(second=settings)
    yield made
    made.close()


def test_its_finds_come_from_the_confined_process_and_its_cost_is_measured_there(finding: DetectionProcess) -> None:
    assert [(m.surface, m.source) for m in finding.detect(TEXT)] == [("swordfishes", "second model")]
    cost = finding.cost()
    assert cost.size > 0
    assert cost.second > 0
    assert "for 200 words" in str(cost)
    assert "not masked: secret" in str(cost)


def test_a_changed_model_withholds_the_document_and_names_the_remedy(
    settings: SecondModelSettings, finding: DetectionProcess
) -> None:
    (settings.folder / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ReaderStopped, match="not the one that policy pins") as stopped:
        finding.detect(TEXT)
    assert "second_model_sha256" in stopped.value.remedy


def test_doctor_tells_what_it_costs_and_what_is_wrong(settings: SecondModelSettings) -> None:
    policy = Policy(detection=DetectionPolicy(str(settings.folder), settings.sha256))
    rows = {what: (well, words) for what, well, words in wiring.real().ready(policy)}
    assert rows["second model"][0]
    assert rows["second model"][1].startswith("ours, finds are possible; ")
    (settings.folder / "model.onnx").unlink()
    rows = {what: (well, words) for what, well, words in wiring.real().ready(policy)}
    assert not rows["second model"][0]
    assert "not the one that policy pins" in rows["second model"][1]


def test_doctor_says_nothing_of_it_without_one() -> None:
    assert "second model" not in {what for what, _, _ in wiring.real().ready(Policy())}


def test_results_of_workers_with_another_model_are_not_mixed(settings: SecondModelSettings) -> None:
    assert len({build(), build(settings), KitWithModel(settings)().build}) == 2
    assert KitWithModel(settings) == KitWithModel(settings)
