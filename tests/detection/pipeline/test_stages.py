"""The stages of detection: their order is one tuple, and each takes and gives the same. All names are invented."""

from legalredact.detection.detect import Detector
from legalredact.detection.pipeline.stages import STAGES, DetectionStage, DetectionState, by_rules
from legalredact.detection.rules.rules_table import RULES
from legalredact.documents.text.plain import document_from_text
from legalredact.model.mention import Tier

TEXT = "Olle Tarrow hired Delacroix Moving. Mr. Tarrow paid.\n"
READERS = ("model", "model, possible", "second opinion", "certain to model")
"""Stages that ask the name model."""


def surfaces(stages: tuple[DetectionStage, ...]) -> set[str]:
    document = document_from_text("d1", "letter.txt", TEXT)
    return {mention.surface for mention in Detector(stages=stages).detect(document)}


def test_each_stage_has_an_id_of_its_own() -> None:
    assert len({stage.id for stage in STAGES}) == len(STAGES)


def test_a_stage_that_is_left_out_does_nothing() -> None:
    without = tuple(stage for stage in STAGES if stage.id not in READERS)
    assert surfaces(without) == {"Tarrow"}
    assert surfaces(STAGES) == {"Olle Tarrow", "Tarrow", "Delacroix Moving"}


def test_a_rule_that_is_left_out_finds_nothing() -> None:
    rules = DetectionStage("rules", by_rules([rule for rule in RULES if rule.id != "titles"]))
    without = tuple(rules if stage.id == "rules" else stage for stage in STAGES if stage.id not in READERS)
    assert surfaces(without) == set()


def test_a_stage_sees_what_those_before_it_left() -> None:
    seen: list[int] = []

    def look(state: DetectionState) -> DetectionState:
        seen.append(sum(one.tier is Tier.SUGGESTED for one in state.candidates))
        return state

    surfaces((*STAGES[:1], DetectionStage("look", look), *STAGES[1:]))
    assert seen == [3]
