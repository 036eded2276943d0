"""The benchmark of rules leaves out one rule or stage at a time. All names are invented."""

from dataclasses import replace

import pytest

from legalredact.detection.detect import Detector
from legalredact.detection.pipeline.stages import STAGES, DetectionStage
from legalredact.detection.rules.rules_table import RULES
from legalredact.model.mention import Tier
from tests.benchmarks import rules as bench
from tests.benchmarks._judge import mentions

HIRED = "They hired Mr. Delacroix in May, and it was late."
PLAIN = "It rained in May."


@pytest.fixture(scope="module")
def reader() -> bench.Reader:
    return bench.Reader()


def texts(reader: bench.Reader) -> list[bench.Text]:
    return [bench.text_of({"id": str(number), "text": one}, reader) for number, one in enumerate((HIRED, PLAIN))]


def test_each_texts_candidates_are_known_by_rule(reader: bench.Reader) -> None:
    hired, plain = texts(reader)
    assert [one.span.of(HIRED) for one in hired.found["titles"]] == ["Delacroix"]
    assert plain.found == {}


def test_a_rule_is_left_out_of_the_texts_in_which_it_found_something(reader: bench.Reader) -> None:
    assert set(bench.without("titles", texts(reader), reader)) == {"0"}
    assert bench.without("in re", texts(reader), reader) == {}


def test_a_stage_is_left_out_of_all_texts(reader: bench.Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    doubting = DetectionStage(
        "doubting", lambda state: state.having(replace(one, tier=Tier.POSSIBLE) for one in state.candidates)
    )
    monkeypatch.setattr(bench, "STAGES", (*STAGES, doubting))
    whole = bench.without("stage: roles", texts(reader), reader)
    less = bench.without("stage: doubting", texts(reader), reader)
    assert set(whole) == set(less) == {"0", "1"}
    assert [one["tier"] for one in less["0"]] != [one["tier"] for one in whole["0"]]


def test_nothing_left_out_is_what_the_program_does(reader: bench.Reader) -> None:
    [hired, _] = texts(reader)
    document = hired.document
    kept = bench.without("stage: layout tables", [hired], reader)["0"]
    assert kept == mentions(document, Detector(read=reader).detect(document))


def test_every_rule_and_stage_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--only", "no such rule"]) == 2
    said = capsys.readouterr().err
    assert all(rule.id in said for rule in RULES)
    assert all(stage.id in said for stage in STAGES if stage.id not in bench.NEEDED)


def test_recall_is_that_of_names_alone() -> None:
    score = {"recall PERSON": 100.0, "n PERSON": 3, "recall ORG": 50.0, "n ORG": 1, "recall LOC": 0.0, "n LOC": 96}
    assert bench.recall(score) == (3 * 100 + 50) / 4
