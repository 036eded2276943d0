"""Summaries of families, custodians and a production: made once, citing the documents, signed like others."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.masking.verify import verify
from legalredact.model.document import Document, Page
from legalredact.model.mention import Tier
from legalredact.model.payload import VerifiedText
from legalredact.model.production import BatesRange, ProductionMember
from legalredact.model.progress import NEVER, Report, silent
from legalredact.model.register import Decision
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.export.export import as_markdown
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.worker_toolkit import Kit
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.join_summaries import joined, verified
from legalredact.workflow.production.overviews import Overview, Overviews
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes import production
from tests.fakes.production import light_kit, members, production_parts, written

LETTERS = 8
DOCUMENTS = LETTERS - 2
PROMPT = prompts.load()["production-overview"]


def read(member: ProductionMember, report: Report) -> tuple[Document, None]:
    """On a page with a Bates number."""
    document, _ = production.read(member, report)
    blocks = tuple(replace(block, page=1) for block in document.blocks)
    return replace(document, blocks=blocks, pages=(Page(1, 612, 792, bates=member.bates.first),)), None


def kit() -> Kit:
    return replace(light_kit(), read=read)


def in_families(folder: Path) -> Iterator[ProductionMember]:
    """Two letters each; of the last ones nobody says whose they were."""
    for number, member in enumerate(members(folder, silent, NEVER)):
        custodian = ("Vale", "Penn", "")[min(number // 2, 2)]
        bates = BatesRange(f"PF {number:03}", f"PF {number:03}")
        yield replace(member, family=f"f{number // 2}", custodian=custodian, bates=bates)


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    written(tmp_path / "in", LETTERS)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as made:
        take_in(made, in_families(tmp_path / "in"), silent, NEVER)
        orders = Orders(prompts.load()["document-abstract"], accept=Tier.SUGGESTED)
        Batch(made, InlineExecutor(kit, isolated=False), orders).run(silent, NEVER)
        yield made


def made_of(matter: OpenMatter) -> tuple[Overview, ...]:
    return Overviews(matter, InlineExecutor(light_kit, isolated=False), PROMPT).run(silent, NEVER)


def test_each_family_custodian_and_the_production_has_an_overview(matter: OpenMatter) -> None:
    made = made_of(matter)
    assert [(one.kind, one.subject, one.documents) for one in made] == [
        ("family", "f0", 2),
        ("family", "f1", 2),
        ("family", "f2", 2),
        ("custodian", "Vale", 2),
        ("custodian", "Penn", 2),
        ("production", "", DOCUMENTS),
    ]
    assert all(one.summary and not one.problem for one in made)
    count = len(matter.summaries)
    assert made_of(matter) == made
    assert len(matter.summaries) == count


def test_an_overview_cites_documents_by_their_bates_numbers(matter: OpenMatter) -> None:
    whole = matter.summary(made_of(matter)[-1].summary)
    text = as_markdown(matter, whole)
    assert "PF 000" in text
    assert "Marguerite Oldacre" in text
    payload, _ = matter.store.payload(whole.checked.summary.payload_digest)
    assert "Oldacre" not in "".join(payload.parts())
    assert "Vale" not in "".join(payload.parts())


def test_a_signature_falls_with_the_documents_behind_an_overview(matter: OpenMatter) -> None:
    whole = matter.summary(made_of(matter)[-1].summary)
    review(matter, whole, "bea", Verdict.APPROVED)
    assert signed(matter, whole) is not None
    company = next(e for e in matter.register.entities if "Penhallow" in e.name)
    matter.decide(Decision.DISMISSED, [company.id])
    assert signed(matter, whole) is None


def test_each_documents_own_signature_holds_whatever_its_number(matter: OpenMatter) -> None:
    for summary in matter.summaries:
        review(matter, summary, "bea", Verdict.APPROVED)
        assert signed(matter, summary) is not None


def test_a_purge_finds_the_overviews_in_which_a_document_is_told_of(matter: OpenMatter) -> None:
    made = made_of(matter)
    document = matter.listing[0].id
    digests = {one.kind: matter.summary(one.summary).checked.summary.payload_digest for one in made[::-1]}
    found = set(matter.store.payloads_with([document]))
    assert {digests["family"], digests["custodian"], digests["production"]} <= found
    assert len(found) == 4


def test_statements_in_which_a_name_is_found_are_withheld_and_counted(matter: OpenMatter) -> None:
    made_of(matter)
    register = matter.named()
    payload, _ = matter.store.payload(matter.summaries[-1].checked.summary.payload_digest)
    first, *rest = payload.documents
    named = replace(first.passages[0], masked_text="Oldacre was there.")
    leaking = replace(payload, documents=(replace(first, passages=(named, *first.passages[1:])), *rest))
    assert not isinstance(verify(leaking, register, (), ()), VerifiedText)
    ready, withheld = verified(leaking, register)
    assert withheld == 1
    assert ready is None or "Oldacre" not in "".join(ready.payload.parts())
    assert verified(joined(PROMPT, ()), register) == (None, 0)
