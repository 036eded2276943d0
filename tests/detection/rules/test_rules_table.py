"""The table of rules: each rule finds what its examples say, and each of its examples holds. All names are invented."""

import pytest

from legalredact.detection.rules.rule import Example, Rule, RuleInput
from legalredact.detection.rules.rules_table import RULES, candidates
from legalredact.matching.citations.find import case_citations
from legalredact.model.mention import Tier

EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.id}: {e.text[:30]!r}" for r, e in EXAMPLES])
def test_a_rule_finds_what_its_example_says(rule: Rule, example: Example) -> None:
    found = list(candidates(rule, RuleInput(example.text, tuple(case_citations(example.text)))))
    assert [one.span.of(example.text) for one in found] == list(example.found)
    if rule.kind is not None:
        assert {one.kind for one in found} <= {rule.kind}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_an_example_and_a_counterexample(rule: Rule) -> None:
    assert any(example.found for example in rule.examples)
    assert not all(example.found for example in rule.examples)


def test_each_rule_has_an_id_of_its_own() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", ["governments", "bodies abroad"])
def test_what_is_seldom_a_party_is_possible_only(rule: str) -> None:
    [row] = [one for one in RULES if one.id == rule]
    found = [one for example in row.examples for one in candidates(row, RuleInput(example.text))]
    assert {one.tier for one in found} == {Tier.POSSIBLE}
