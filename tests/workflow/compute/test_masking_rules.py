"""Policy on names holds whoever decides: kinds that are always masked, names that stay, and who may decide at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import Refused, SendRefused
from legalredact.governance.account import Account
from legalredact.governance.policy import broken
from legalredact.masking.mask import unmask
from legalredact.masking.verify import verify
from legalredact.matching.identifiers.find import find_identifiers
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Role, Tier
from legalredact.model.policy import (
    ApprovedPrompt,
    EnginePolicy,
    ExportPolicy,
    General,
    MaskingPolicy,
    Policy,
    PromptPolicy,
    RolePolicy,
)
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.workflow.compute.masking_rules import ruled
from legalredact.workflow.export.export import export
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

TEXT = "Marguerite Oldacre wrote to Penhallow Freight, Inc. in case No. 3:24-cv-01122.\n"
PRIVATE = (
    "Marguerite Oldacre, a minor, was born on March 9, 2011. Penhallow Freight, Inc. paid $48,250 into account no. "
    "88204417. The payment was made on June 3, 2024.\n"
)
ABSTRACT = "document-abstract"
Make = Callable[..., OpenMatter]


def with_identifiers(document: Document) -> tuple[Mention, ...]:
    """The light parts' names, and the real finder's identifiers."""
    found = find_identifiers(document.text)
    numbers = (Mention(one.span, one.span.of(document.text), one.kind, one.tier, "pattern") for one in found)
    return (*light_parts().detect(document), *numbers)


@pytest.fixture
def matter_under(tmp_path: Path) -> Make:
    """Makes the matter with one document under a policy."""

    def make(
        policy: Policy, info: MatterInfo | None = None, account: Account | None = None, text: str = TEXT
    ) -> OpenMatter:
        parts = replace(light_parts(policy), detect=with_identifiers)
        parts = replace(parts, account=account) if account else parts
        matter = OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "ann", info)
        (tmp_path / "letter.txt").write_text(text, encoding="utf-8")
        matter.add([tmp_path / "letter.txt"])
        return matter

    return make


def named(matter: OpenMatter, name: str) -> Entity:
    return next(entity for entity in matter.register.entities if entity.name == name)


def test_a_kind_that_is_always_masked_cannot_be_dismissed(matter_under: Make) -> None:
    with matter_under(Policy(masking=MaskingPolicy(always=(Kind.ORGANIZATION,)))) as matter:
        freight = named(matter, "Penhallow Freight, Inc.")
        assert freight.decision is Decision.CONFIRMED
        with pytest.raises(Refused, match="organization is always masked"):
            matter.decide(Decision.DISMISSED, [freight.id])
        matter.decide(Decision.DISMISSED, [named(matter, "Marguerite Oldacre").id])
        assert named(matter, "Penhallow Freight, Inc.").masked


def test_a_dismissal_from_before_the_policy_is_lifted() -> None:
    entity = Entity("e1", "078-05-1120", Kind.SSN, Role.IDENTIFIER, decision=Decision.DISMISSED)
    after = ruled(Register((entity,)), MaskingPolicy(always=(Kind.SSN,)), MatterInfo("m"))
    assert after.get("e1").masked


def test_an_amount_that_somebody_typed_stays_masked_though_nobody_asks_for_amounts() -> None:
    typed = Entity("e1", "$48,250", Kind.AMOUNT, Role.IDENTIFIER, decision=Decision.CONFIRMED, typed=True)
    found = replace(typed, id="e2", typed=False)
    decisions = [e.decision for e in ruled(Register((typed, found)), MaskingPolicy(), MatterInfo("m1")).entities]
    assert decisions == [Decision.CONFIRMED, Decision.OPEN]


def test_a_name_that_the_firm_keeps_stays_unless_somebody_typed_it(matter_under: Make) -> None:
    with matter_under(Policy(masking=MaskingPolicy(keep=("PENHALLOW FREIGHT, INC.",)))) as matter:
        assert not named(matter, "Penhallow Freight, Inc.").masked
        typed = replace(named(matter, "Penhallow Freight, Inc."), typed=True, decision=Decision.OPEN)
        after = ruled(Register((typed,)), matter.parts.policy.masking, matter.info)
        assert after.entities[0].masked


@pytest.mark.parametrize("by", ["matter", "policy"])
def test_case_numbers_become_tokens_where_matter_or_policy_say_so(by: str) -> None:
    case = Entity("e1", "3:24-cv-01122", Kind.CASE_NUMBER, Role.IDENTIFIER)
    rules, info = MaskingPolicy(case_numbers=by == "policy"), MatterInfo("m", mask_case_numbers=by == "matter")
    assert ruled(Register((case,)), rules, info).get("e1").masked
    assert not ruled(Register((case,)), MaskingPolicy(), MatterInfo("m")).get("e1").masked


@pytest.mark.parametrize("by", ["matter", "policy"])
def test_a_case_number_of_a_document_leaves_as_a_token_and_comes_back(matter_under: Make, by: str) -> None:
    policy = Policy(masking=MaskingPolicy(case_numbers=by == "policy"))
    with matter_under(policy, MatterInfo("m", mask_case_numbers=by == "matter")) as matter:
        matter.accept(Tier.SUGGESTED)
        ready = matter.prepare(prompts.load()[ABSTRACT])
        assert not ready.hits
        assert "CASE_1" in ready.masked[0].text
        assert "01122" not in "".join(ready.payload.parts())
        assert unmask(ready.masked[0]) == matter.documents[0].text


def test_a_case_number_stays_again_once_nobody_asks_for_it(matter_under: Make) -> None:
    with matter_under(Policy(), MatterInfo("m", mask_case_numbers=True)) as matter:
        matter.keep_tokens()
        matter.set_info(replace(matter.info, mask_case_numbers=False))
        assert "3:24-cv-01122" in matter.masked()[1][0].text


def test_a_case_number_that_masking_left_is_found_before_it_leaves(matter_under: Make) -> None:
    with matter_under(Policy(), MatterInfo("m", mask_case_numbers=True)) as matter:
        matter.accept(Tier.SUGGESTED)
        payload = matter.prepare(prompts.load()[ABSTRACT]).payload
        sent = payload.documents[0]
        clear = (replace(p, masked_text=p.masked_text.replace("CASE_1", "3:24-cv-01122")) for p in sent.passages)
        leaking = replace(payload, documents=(replace(sent, passages=tuple(clear)),))
        hits = verify(leaking, matter.register, (), ())
        assert isinstance(hits, tuple)
        assert "identifier" in {hit.reason for hit in hits}


def test_what_the_firm_generalises_stands_beside_the_token_and_comes_back_exactly(matter_under: Make) -> None:
    generalise = (General.BIRTH_YEAR, General.LAST_FOUR, General.ROUNDED_AMOUNT, General.MINOR_INITIALS)
    with matter_under(Policy(masking=MaskingPolicy(generalise=generalise)), text=PRIVATE) as matter:
        matter.accept(Tier.SUGGESTED)
        ready = matter.prepare(prompts.load()[ABSTRACT])
        masked = ready.masked[0].text
        assert not ready.hits
        assert "BIRTHDATE_1 (year 2011)" in masked
        assert "ACCOUNT_1 (last four 4417)" in masked
        assert "AMOUNT_1 (about USD 50,000)" in masked
        assert "PERSON_A (minor M.O.)" in masked
        assert not any(value in masked for value in ("March 9", "88204417", "48,250", "Oldacre"))
        assert unmask(ready.masked[0]) == PRIVATE
        summary = summarize(matter, prompts.load()[ABSTRACT])
        assert "(year 2011)" not in "".join(segment.text for segment in summary.clear_segments)


def test_the_trail_notes_what_personal_data_a_sent_text_held(matter_under: Make) -> None:
    with matter_under(Policy(), text=PRIVATE) as matter:
        matter.accept(Tier.SUGGESTED)
        summarize(matter, prompts.load()[ABSTRACT])
        sent = next(dict(event.details) for event in matter.events if event.action == "payload.local")
        assert "direct 0/3" in sent["held"].split(",")
        assert sent["risk"].endswith(" 1")


def test_who_may_not_prepare_makes_and_changes_nothing(matter_under: Make, tmp_path: Path) -> None:
    policy, bea = Policy(roles=RolePolicy(prepare=("ann",))), Account("uid:2", "bea")
    with pytest.raises(Refused, match="bea prepare"):
        matter_under(policy, account=bea)
    assert not (tmp_path / "matter").exists()
    matter = matter_under(policy, account=Account("uid:1", "ann"))
    matter.parts = replace(matter.parts, account=bea)
    before = matter.register
    with pytest.raises(Refused):
        matter.accept(Tier.SUGGESTED)
    assert matter.register == before
    matter.close()


def test_a_summary_needs_an_allowed_engine_and_an_approved_prompt(matter_under: Make) -> None:
    import datetime as dt

    approved = ApprovedPrompt("chronology", "1", "O. Penfold", dt.date(2026, 11, 2))
    with matter_under(Policy(prompts=PromptPolicy(approved=(approved,)))) as matter:
        matter.accept(Tier.SUGGESTED)
        with pytest.raises(Refused, match="has not approved the prompt document-abstract"):
            summarize(matter, prompts.load()[ABSTRACT])
        matter.parts = replace(matter.parts, policy=Policy(engines=EnginePolicy(("claude",))))
        with pytest.raises(Refused, match="does not allow the engine local"):
            summarize(matter, prompts.load()[ABSTRACT])


def test_reviewing_and_exporting_stay_within_policy(matter_under: Make, tmp_path: Path) -> None:
    policy = Policy(roles=RolePolicy(review=("bea",)), export=ExportPolicy((str(tmp_path / "signed"),)))
    with matter_under(policy, account=Account("uid:1", "ann")) as matter:
        matter.accept(Tier.SUGGESTED)
        summary = summarize(matter, prompts.load()[ABSTRACT])
        with pytest.raises(Refused, match="ann review"):
            review(matter, summary, "bea", Verdict.APPROVED)
        assert not matter.store.sign_offs(summary.id)
        matter.parts = replace(matter.parts, account=Account("uid:2", "bea"))
        review(matter, summary, "bea", Verdict.APPROVED)
        with pytest.raises(Refused, match="does not let results"):
            export(matter, summary, tmp_path / "elsewhere")
        assert export(matter, summary, tmp_path / "signed", ("md",))


def test_under_a_broken_policy_a_matter_can_be_read_and_nothing_else(matter_under: Make) -> None:
    matter = matter_under(Policy())
    matter.parts = replace(matter.parts, policy=broken("It is torn."))
    assert matter.documents
    with pytest.raises(Refused, match="torn"):
        matter.accept(Tier.SUGGESTED)
    with pytest.raises((Refused, SendRefused)):
        summarize(matter, prompts.load()[ABSTRACT])
    matter.close()
