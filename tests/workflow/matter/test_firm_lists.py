"""The firm's lists of names hold in every matter; a person's decision in a matter comes first. Names are invented."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.errors import Refused
from legalredact.governance.policy_sources import firm_file
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.policy import DetectionPolicy, MaskingPolicy, Policy
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.matter import firm_lists
from legalredact.workflow.matter.firm_lists import (
    always_names,
    learned,
    taken_back,
    with_always,
    with_kept_names,
)
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.typed_register import with_settled, with_typed
from legalredact.workflow.names.merge import merged
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

KEY = SharedKey()
LETTER = "Marguerite Oldacre met Penhallow Freight, Inc. beside the Zorbin of Bilwick.\n"


def policy(tmp_path: Path, *, always: str = "", never: str = "") -> Policy:
    """A policy with lists in files."""
    for name, text in (("always.txt", always), ("never.txt", never)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = DetectionPolicy(always_names=str(tmp_path / "always.txt"), never_names=str(tmp_path / "never.txt"))
    source = str(tmp_path / "always.txt")  # whoever owns the policy may own its lists
    return with_kept_names(Policy(detection=files, masking=MaskingPolicy(keep=("Alder",)), source=source))


def matter_with(tmp_path: Path, rules: Policy, *, make: bool = True) -> OpenMatter:
    parts = replace(light_parts(), policy=rules, always=always_names(rules))
    if not make:
        return OpenMatter.open(tmp_path / "m", KEY, parts, "Ann")
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    matter = OpenMatter.create(tmp_path / "m", KEY, parts, "Ann", MatterInfo("m1", "Oldacre"))
    matter.add([tmp_path / "letter.txt"])
    return matter


def decisions(matter: OpenMatter) -> dict[str, Decision]:
    return {entity.name: entity.decision for entity in matter.register.entities}


def surfaces(matter: OpenMatter) -> Sequence[str]:
    return [mention.surface for found in matter.mentions.values() for mention in found]


def test_a_name_of_the_firms_list_is_masked_although_nothing_else_finds_it(tmp_path: Path) -> None:
    rules = policy(tmp_path, always="# ours\nZorbin | organization | Zorbin of Bilwick\n")
    with matter_with(tmp_path, rules) as matter:
        assert decisions(matter)["Zorbin"] is Decision.CONFIRMED
        assert "Zorbin of Bilwick" in surfaces(matter)


def test_a_name_that_is_never_one_stays_in_clear_unless_a_person_confirms_it(tmp_path: Path) -> None:
    with matter_with(tmp_path, policy(tmp_path, never="\n# products\nPenhallow  Freight, Inc.\n")) as matter:
        assert decisions(matter)["Penhallow Freight, Inc."] is Decision.DISMISSED
        chosen = next(one.id for one in matter.register.entities if one.name.startswith("Penhallow"))
        matter.decide(Decision.CONFIRMED, [chosen])
        assert decisions(matter)["Penhallow Freight, Inc."] is Decision.CONFIRMED


def test_a_list_that_grew_holds_once_the_matter_is_opened_again(tmp_path: Path) -> None:
    matter_with(tmp_path, policy(tmp_path)).close()
    with matter_with(tmp_path, policy(tmp_path, always="Zorbin | organization"), make=False) as matter:
        assert "Zorbin" in surfaces(matter)
        assert [event.action for event in matter.events].count("register.firm") == 1
    with matter_with(tmp_path, policy(tmp_path, always="Zorbin | organization"), make=False) as matter:
        assert [event.action for event in matter.events].count("register.firm") == 1


def test_a_name_that_left_the_never_list_is_asked_about_again(tmp_path: Path) -> None:
    """A mistake in the firm's list must not keep a client in clear once IT has mended it."""
    name = "Penhallow Freight, Inc."
    with matter_with(tmp_path, policy(tmp_path, never=f"{name}\nMarguerite Oldacre\n")) as matter:
        assert decisions(matter)[name] is Decision.DISMISSED
        chosen = next(one.id for one in matter.register.entities if one.name == name)
        oldacre = next(one.id for one in matter.register.entities if one.name == "Marguerite Oldacre")
        matter.decide(Decision.DISMISSED, [oldacre])  # a person agrees
    with matter_with(tmp_path, policy(tmp_path), make=False) as matter:
        entity = matter.register.get(chosen)
        assert (entity.decision, entity.open) == (Decision.OPEN, True)
        assert matter.register.get(oldacre).decision is Decision.DISMISSED
        told = [dict(event.details) for event in matter.events if event.action == "register.firm"]
        assert told == [{"entities": "1", "reopened": chosen}]
        matter.decide(Decision.DISMISSED, [chosen])
    with matter_with(tmp_path, policy(tmp_path), make=False) as matter:
        assert matter.register.get(chosen).decision is Decision.DISMISSED
        assert [event.action for event in matter.events].count("register.firm") == 1


def test_a_name_that_moved_to_the_other_list_follows(tmp_path: Path) -> None:
    name = "Penhallow Freight, Inc."
    with matter_with(tmp_path, policy(tmp_path, never=name)) as matter:
        assert decisions(matter)[name] is Decision.DISMISSED
    with matter_with(tmp_path, policy(tmp_path, always=f"{name} | organization"), make=False) as matter:
        assert decisions(matter)[name] is Decision.CONFIRMED
        told = [dict(event.details) for event in matter.events if event.action == "register.firm"]
        assert told == [{"entities": "1"}]  # nobody is asked
    with matter_with(tmp_path, policy(tmp_path, never=name), make=False) as matter:
        assert decisions(matter)[name] is Decision.OPEN  # it was masked: a person decides whether it may stay in clear
        assert matter.register.get(next(e.id for e in matter.register.entities if e.name == name)).masked


def test_a_name_that_left_the_always_list_stays_masked_and_is_asked_about(tmp_path: Path) -> None:
    rules = policy(tmp_path, always="Zorbin | organization\nPenhallow Freight, Inc. | organization\n")
    with matter_with(tmp_path, rules) as matter:
        matter.decide(Decision.CONFIRMED, [one.id for one in matter.register.entities if one.name != "Zorbin"])
    with matter_with(tmp_path, policy(tmp_path, always="Bilwick | organization\n"), make=False) as matter:
        entity = next(one for one in matter.register.entities if one.name == "Zorbin")
        assert (entity.decision, entity.masked, entity.open) == (Decision.OPEN, True, True)
        assert decisions(matter)["Penhallow Freight, Inc."] is Decision.CONFIRMED
        assert "Zorbin" in surfaces(matter)


def test_a_decision_of_a_person_is_never_taken_for_one_of_a_list() -> None:
    listed = Entity("e1", "Zorbin", Kind.ORGANIZATION, Role.ORGANIZATION, decision=Decision.DISMISSED, by_list=True)
    own = Entity("e2", "Zorbin Mills", Kind.ORGANIZATION, Role.ORGANIZATION, decision=Decision.CONFIRMED)
    register = Register((listed, own))
    assert not merged(register, "e1", "e2").get("e2").by_list
    assert not merged(register, "e2", "e1").get("e1").by_list
    dismissed = Register((listed, replace(own, decision=Decision.DISMISSED, by_list=True)))
    assert merged(dismissed, "e2", "e1").get("e1").by_list
    typed = with_typed(register, parse_register("Zorbin | organization"))
    assert typed.get("e1").spellings[0] == "Zorbin"
    assert not typed.get("e1").by_list
    assert not with_settled(Register((replace(listed, among=("e2",)),)), "e1", None).get("e1").by_list
    assert not register.decided(Decision.DISMISSED, ["e1"]).get("e1").by_list


def test_a_decision_in_the_matter_is_kept(tmp_path: Path) -> None:
    rules = policy(tmp_path, always="Zorbin | organization")
    with matter_with(tmp_path, rules) as matter:
        matter.decide(Decision.DISMISSED, [one.id for one in matter.register.entities if one.name == "Zorbin"])
    with matter_with(tmp_path, rules, make=False) as matter:
        assert decisions(matter)["Zorbin"] is Decision.DISMISSED


def test_a_name_that_the_matter_has_without_a_decision_is_confirmed_with_the_lists_aliases(tmp_path: Path) -> None:
    matter_with(tmp_path, policy(tmp_path)).close()
    rules = policy(tmp_path, always="Penhallow Freight, Inc. | organization | Zorbin\n")
    with matter_with(tmp_path, rules, make=False) as matter:
        assert decisions(matter)["Penhallow Freight, Inc."] is Decision.CONFIRMED
        assert "Zorbin" in surfaces(matter)


def test_a_possible_name_that_only_the_list_knows_is_masked(tmp_path: Path) -> None:
    with matter_with(tmp_path, policy(tmp_path)) as matter:
        lowered = Entity("e90", "Zorbin", Kind.ORGANIZATION, Role.ORGANIZATION, tier=Tier.POSSIBLE)
        for name in ("Zorbin", "Alder Zorbin | organization | Zorbin"):
            always = parse_register(name)
            register = matter.register.without(["e90"]).updated([lowered])
            changed = firm_lists.with_always(register, always)
            assert {one.id: one.decision for one in changed}["e90"] is Decision.CONFIRMED


def test_an_alias_of_two_names_of_the_list_is_masked_and_asked_about(tmp_path: Path) -> None:
    matter_with(tmp_path, policy(tmp_path)).close()
    rules = policy(tmp_path, always="Oldacre Mills | organization | Zorbin\nBilwick Mills | organization | Zorbin\n")
    with matter_with(tmp_path, rules, make=False) as matter:
        shared = next(one for one in matter.register.entities if one.name == "Zorbin")
        assert shared.open
        assert [matter.register.get(one).name for one in shared.among] == ["Oldacre Mills", "Bilwick Mills"]


def test_a_name_on_both_lists_is_masked(tmp_path: Path) -> None:
    name = "Penhallow Freight, Inc."
    matter_with(tmp_path, policy(tmp_path)).close()
    rules = policy(tmp_path, always=f"{name} | organization | Alder\n", never="penhallow  freight, inc.\nBilwick\n")
    assert rules.masking.keep == ("Bilwick",)
    with matter_with(tmp_path, rules, make=False) as matter:
        assert decisions(matter)[name] is Decision.CONFIRMED


def test_without_lists_opening_a_matter_changes_nothing(tmp_path: Path) -> None:
    matter_with(tmp_path, Policy()).close()
    with matter_with(tmp_path, Policy(), make=False) as matter:
        assert "register.firm" not in {event.action for event in matter.events}


@pytest.mark.parametrize(
    "files",
    [
        DetectionPolicy(always_names="/nowhere/list.txt"),
        DetectionPolicy(never_names="/nowhere/list.txt"),
        DetectionPolicy(always_names="FOLDER/bad.txt"),
        DetectionPolicy(never_names="FOLDER/bad.txt"),
        DetectionPolicy(always_names="FOLDER/role.txt"),
    ],
)
def test_a_list_that_cannot_be_read_stops_everything(tmp_path: Path, files: DetectionPolicy) -> None:
    (tmp_path / "bad.txt").write_bytes(b"Zorbin \xff")
    (tmp_path / "role.txt").write_text("Zorbin | wizard", encoding="utf-8")
    paths = (one.replace("FOLDER", str(tmp_path)) for one in (files.always_names, files.never_names))
    always, never = paths
    rules = Policy(detection=DetectionPolicy(always_names=always, never_names=never))
    with pytest.raises(Refused, match=r"detection\.(always|never)_names"):
        always_names(with_kept_names(rules))


@pytest.mark.skipif(os.name == "nt", reason="owners and modes of POSIX")
@pytest.mark.parametrize("name", ["always", "never"])
def test_a_list_that_others_can_write_is_not_believed(tmp_path: Path, name: str) -> None:
    """Whoever can write the never-list keeps a client in clear text in every matter, and no event names them."""
    policy(tmp_path, always="Zorbin | organization", never="Bilwick")
    (tmp_path / f"{name}.txt").chmod(0o666)
    with pytest.raises(Refused, match=rf"names as detection\.{name}_names,.*others than its owner can write"):
        always_names(policy(tmp_path))


@pytest.mark.skipif(os.name == "nt", reason="owners and modes of POSIX")
def test_lists_of_the_firms_policy_are_roots_alone(tmp_path: Path) -> None:
    """The test's folder lies where everybody can add files."""
    (tmp_path / "never.txt").write_text("Bilwick", encoding="utf-8")
    files = DetectionPolicy(never_names=str(tmp_path / "never.txt"))
    assert with_kept_names(Policy(detection=files, source=str(tmp_path / "never.txt"))).masking.keep == ("Bilwick",)
    with pytest.raises(Refused, match=r"detection.never_names,.*could have been changed by its user"):
        with_kept_names(Policy(detection=files, source=str(firm_file())))


def test_what_a_matter_learned_is_told_with_whom_it_is_from() -> None:
    register = Register(
        (
            Entity("e1", "Maren Okonski", Kind.PERSON, Role.PERSON, decision=Decision.CONFIRMED),
            Entity("e2", "Zorbin", Kind.ORGANIZATION, Role.ORGANIZATION, decision=Decision.CONFIRMED),
            Entity("e3", "Alder Report", Kind.ORGANIZATION, Role.ORGANIZATION, decision=Decision.DISMISSED),
            Entity("e4", "Bilwick", Kind.ORGANIZATION, Role.ORGANIZATION, decision=Decision.DISMISSED),
            Entity("e5", "Alder Reports", Kind.ORGANIZATION, Role.ORGANIZATION, tier=Tier.POSSIBLE),
            Entity("e6", "Quenby", Kind.PERSON, Role.PERSON, tier=Tier.POSSIBLE),
            Entity("e7", "404-555-0142", Kind.PHONE, Role.IDENTIFIER, decision=Decision.CONFIRMED),
        )
    )
    found = learned(register, Policy(masking=MaskingPolicy(keep=("Bilwick",))), parse_register("Zorbin"))
    assert [[one.id for one in part] for part in (found.always, found.never, found.lowered)] == [
        ["e1", "e2"],
        ["e3", "e4"],
        ["e5"],
    ]
    assert found.by_firm == {"e2", "e4"}


@pytest.mark.parametrize("tier", Tier)
def test_a_name_that_leaves_the_list_of_masked_names_is_masked_until_a_person_decides(tier: Tier) -> None:
    always = parse_register("Zorbin Works | client")
    before = Register((Entity("e1", "Zorbin Works", Kind.ORGANIZATION, Role.CLIENT, tier=tier),))

    (left,) = taken_back(before.updated(with_always(before, always)), Policy(), Register())

    assert left.masked
    assert left.open
