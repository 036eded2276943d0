"""What summaries cost, before and after, by document, family, custodian and in all; overviews are bounded too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.errors import Refused
from legalredact.model.job import Stage
from legalredact.model.mention import Tier
from legalredact.model.progress import NEVER, silent
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production import group_decisions
from legalredact.workflow.production.api_calls import Asking
from legalredact.workflow.production.cost_rows import NOTHING, CostRow, cost_rows, estimate_of_overviews
from legalredact.workflow.production.costs import refuse_beyond, spent
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.near_duplicates import DuplicateGroup
from legalredact.workflow.production.overviews import Overview, Overviews
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in
from tests.fakes.messages_server import MessagesServer
from tests.fakes.production import light_kit, written
from tests.workflow.production.test_api_calls import DOCUMENTS, LETTERS, PLENTY, asking_parts
from tests.workflow.production.test_overviews import in_families, kit

ABSTRACTS, OVERVIEWS = prompts.load()["document-abstract"], prompts.load()["production-overview"]
MODEL = "claude-opus-5-5"
GROUPS = 3
"""Families of two; two custodians and the production come on top."""


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as made:
        made.script.headers |= PLENTY
        yield made


@pytest.fixture
def matter(tmp_path: Path, server: MessagesServer) -> Iterator[OpenMatter]:
    """Read and searched, nothing asked for."""
    written(tmp_path / "in", LETTERS)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), asking_parts(server), "ann") as made:
        take_in(made, in_families(tmp_path / "in"), silent, NEVER)
        worked(made, Stage.DETECT)
        yield made


def worked(matter: OpenMatter, until: Stage = Stage.CHECK) -> None:
    orders = Orders(ABSTRACTS, "claude", Tier.SUGGESTED, accept_unread=True, until=until)
    asking = Asking(matter.parts.engine, "claude", matter.parts.pace)
    Batch(matter, InlineExecutor(kit, isolated=False), orders, asking).run(silent, NEVER)


def overviews(matter: OpenMatter, at_most: float | None = None) -> tuple[Overview, ...]:
    asking = Asking(matter.parts.engine, "claude", matter.parts.pace)
    work = Overviews(matter, InlineExecutor(light_kit, isolated=False), OVERVIEWS, "claude", asking, at_most)
    return work.run(silent, NEVER)


def rows(matter: OpenMatter) -> dict[tuple[str, str], CostRow]:
    return {(one.kind, one.subject): one for one in cost_rows(matter, ABSTRACTS, OVERVIEWS, "claude", MODEL)}


def test_before_anything_is_asked_everything_is_ahead(matter: OpenMatter) -> None:
    found = rows(matter)
    kinds = [kind for kind, _ in found]
    assert kinds == ["document"] * DOCUMENTS + ["family"] * GROUPS + ["custodian"] * 2 + ["production"]
    assert all(one.used == NOTHING and one.ahead.tokens > 0 and one.ahead.cost for one in found.values())
    whole = found["production", ""]
    alone = sum(one.ahead.tokens for one in found.values() if one.kind == "document")
    assert whole.documents == DOCUMENTS
    assert whole.ahead.tokens > alone
    ahead = estimate_of_overviews(matter, OVERVIEWS, "claude", MODEL)
    assert (ahead.documents, ahead.tokens) == (GROUPS + 3, whole.ahead.tokens - alone)
    assert str(ahead).startswith("6 overviews, about ")


def test_what_was_asked_is_counted_where_it_belongs(matter: OpenMatter) -> None:
    before = rows(matter)
    worked(matter)
    found = rows(matter)
    documents = [one for one in found.values() if one.kind == "document"]
    assert all(one.ahead == NOTHING and one.used.tokens > 0 for one in documents)
    assert 0 < found["production", ""].ahead.tokens < before["production", ""].ahead.tokens

    made = overviews(matter)
    assert all(one.summary for one in made)
    found = rows(matter)
    assert all(one.ahead == NOTHING for one in found.values())
    used = spent(matter, "claude")
    whole = found["production", ""].used
    assert whole.tokens == used.input_tokens + used.output_tokens
    assert whole.cost == pytest.approx(used.cost)
    family = found["family", "f0"]
    theirs = [found["document", one].used.tokens for one in matter.store.groups("family")["f0"]]
    assert family.used.tokens > sum(theirs)
    assert found["custodian", "Vale"].used.tokens > sum(theirs)
    assert estimate_of_overviews(matter, OVERVIEWS, "claude", MODEL).documents == 0


def test_a_decision_that_changes_a_family_puts_its_overviews_ahead_again(matter: OpenMatter) -> None:
    worked(matter)
    overviews(matter)
    withheld = matter.listing[0].id
    group_decisions.decide(matter, DuplicateGroup(withheld, ()), group_decisions.GroupDecision.WITHHOLD)
    found = rows(matter)
    assert found["family", "f1"].ahead == NOTHING
    assert found["custodian", "Vale"].ahead.tokens > 0
    assert found["production", ""].ahead.tokens > 0


def test_overviews_beyond_the_bound_are_refused_before_anything_is_asked(
    matter: OpenMatter, server: MessagesServer
) -> None:
    worked(matter)
    asked = len(server.asked)
    ahead = estimate_of_overviews(matter, OVERVIEWS, "claude", MODEL)
    assert ahead.cost is not None
    with pytest.raises(Refused, match="6 overviews"):
        refuse_beyond(ahead, ahead.cost / 2)
    with pytest.raises(Refused, match="may cost more than"):
        overviews(matter, at_most=0.0001)
    assert len(server.asked) == asked


def test_the_bound_holds_for_all_levels_together_and_keeps_what_was_made(
    matter: OpenMatter, server: MessagesServer
) -> None:
    worked(matter)
    asked = len(server.asked)
    ahead = estimate_of_overviews(matter, OVERVIEWS, "claude", MODEL)
    assert ahead.cost is not None
    with pytest.raises(Refused, match="What was made is kept"):
        overviews(matter, at_most=ahead.cost * 0.7)
    made = len(server.asked) - asked
    assert GROUPS <= made < GROUPS + 3
    overviews(matter)
    assert len(server.asked) - asked == GROUPS + 3


def test_a_model_without_a_price_has_no_cost(matter: OpenMatter) -> None:
    found = cost_rows(matter, ABSTRACTS, OVERVIEWS, "claude", "no such model")
    assert {one.ahead.cost for one in found} == {None}
    with pytest.raises(Refused, match="not known"):
        refuse_beyond(estimate_of_overviews(matter, OVERVIEWS, "claude", "no such model"), 100.0)


def test_no_row_shows_a_custodian(matter: OpenMatter) -> None:
    found = cost_rows(matter, ABSTRACTS, OVERVIEWS, "claude", MODEL)
    assert found[-2].subject == "Penn"
    assert not any(name in repr(found) for name in ("Vale", "Penn"))
