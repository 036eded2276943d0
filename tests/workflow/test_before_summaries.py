"""What has to be so before anything of a matter is summarized, or leaves."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import Cancelled, OpenDecisions, SendRefused
from legalredact.model.document import Document
from legalredact.model.mention import Mention, Tier
from legalredact.summary import prompts
from legalredact.workflow.open_matter import OpenMatter
from legalredact.workflow.steps import WITHHELD
from legalredact.workflow.summaries import place_order, summarize
from tests.fakes.parts import SharedKey, light_parts

PROMPT = prompts.load()["document-abstract"]


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    with OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(), "ann") as made:
        yield made


def add(matter: OpenMatter, folder: Path) -> None:
    (folder / "letter.txt").write_text("Marguerite Oldacre sued Penhallow Freight, Inc.\n", encoding="utf-8")
    matter.add([folder / "letter.txt"])


def sent(matter: OpenMatter) -> list[str]:
    return [event.action for event in matter.events if event.action.startswith("payload")]


def test_a_document_in_which_nobody_looked_for_names_stops_a_summary(tmp_path: Path) -> None:
    def interrupted(document: Document) -> tuple[Mention, ...]:
        raise Cancelled

    parts = replace(light_parts(), detect=interrupted)
    with OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "ann") as matter:
        with pytest.raises(Cancelled):
            add(matter, tmp_path)
        assert matter.undetected()
        with pytest.raises(OpenDecisions, match="looked for names"):
            place_order(matter, PROMPT, "local")
        assert not sent(matter)


def test_a_document_that_is_withheld_stops_a_summary_of_the_whole_matter(matter: OpenMatter, tmp_path: Path) -> None:
    add(matter, tmp_path)
    matter.accept(Tier.SUGGESTED)
    matter.store.accept_parts(frozenset({(matter.documents[0].id, WITHHELD)}))
    with pytest.raises(OpenDecisions, match="withheld"):
        summarize(matter, PROMPT)
    assert not sent(matter)
    assert [dict(event.details)["error"] for event in matter.events if event.action == "send.refused"] == [
        "OpenDecisions"
    ]


def test_what_would_leave_is_what_somebody_looked_at_or_it_does_not(matter: OpenMatter, tmp_path: Path) -> None:
    add(matter, tmp_path)
    matter.accept(Tier.SUGGESTED)
    seen = matter.prepare(PROMPT).payload.digest
    assert place_order(matter, PROMPT, "local", seen).verified.digest == seen
    assert sent(matter) == ["payload.local"]
    with pytest.raises(SendRefused, match="no longer what you looked at"):
        place_order(matter, PROMPT, "local", "0" * 64)
    assert sent(matter) == ["payload.local"]
