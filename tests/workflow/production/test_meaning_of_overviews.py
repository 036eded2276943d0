"""An overview, a summary of summaries, is read a second time against the statements that it was made from."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import SendRefused
from legalredact.model.mention import Tier
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Decision
from legalredact.model.review import ReviewedSummary
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.overviews import Overviews
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in
from legalredact.workflow.send.meaning import check_meaning
from tests.fakes.meaning_answers import all_supported
from tests.fakes.messages_server import MessagesServer
from tests.fakes.production import light_kit, members, production_parts, written
from tests.summary.asking import engine
from tests.workflow.attested import ATTESTED


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as listening:
        yield listening


@pytest.fixture
def matter(tmp_path: Path, server: MessagesServer) -> Iterator[OpenMatter]:
    """Four letters with their summaries and overviews, made locally."""
    written(tmp_path / "in", 4)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as made:
        take_in(made, (replace(m, family="f") for m in members(tmp_path / "in", silent, NEVER)), silent, NEVER)
        orders = Orders(prompts.load()["document-abstract"], accept=Tier.SUGGESTED)
        Batch(made, InlineExecutor(light_kit, isolated=False), orders).run(silent, NEVER)
        made.accept(Tier.POSSIBLE)
        prompt = prompts.load()["production-overview"]
        Overviews(made, InlineExecutor(light_kit, isolated=False), prompt).run(silent, NEVER)
        made.parts = replace(made.parts, policy=ATTESTED, engine=lambda _, reverify: engine(server, reverify))
        yield made


def as_by_claude(matter: OpenMatter) -> ReviewedSummary:
    """The overview of all, as if the service had made it."""
    whole = matter.summary()
    masked = whole.checked.summary
    usage = replace(masked.usage, engine="claude", model="claude-opus-5-5")
    told = replace(whole, checked=replace(whole.checked, summary=replace(masked, usage=usage)))
    matter.store.change_summary(told)
    return told


def test_an_overview_is_read_again_against_the_statements_that_it_cites(
    matter: OpenMatter, server: MessagesServer
) -> None:
    whole = as_by_claude(matter)
    server.script.answers = [all_supported] * 9
    meaning = check_meaning(matter, whole).checked.meaning
    assert meaning is not None
    assert {one.verdict.value for one in meaning.statements} == {"supported"}
    assert not any(name in json.dumps(server.asked) for name in ("Oldacre", "Penhallow"))


def test_it_is_stopped_once_a_document_behind_it_is_masked_differently(
    matter: OpenMatter, server: MessagesServer
) -> None:
    whole = as_by_claude(matter)
    company = next(e for e in matter.register.entities if "Penhallow" in e.name)
    matter.decide(Decision.DISMISSED, [company.id])
    with pytest.raises(SendRefused, match="have changed since"):
        check_meaning(matter, whole)
    assert not server.received
