"""Incidents of an open matter: they are numbered, stop every send, and are closed with a reason in masked words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import EngineError, EngineIncident, SendRefused, UsageError
from legalredact.governance.incidents import CLOSE, OPEN
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Span, Tier
from legalredact.model.refusal import RefusalKind
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.incidents import (
    against_incidents,
    close_incident,
    masked_words,
    note_failure,
    open_incident,
)
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

WHAT = "Another organization answered."


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    """A matter of one letter that names two parties, of which one is decided to be masked."""
    (tmp_path / "letter.txt").write_text("Marguerite Oldacre sued Penhallow Freight, Inc.\n", encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", SharedKey(), light_parts(), "ann") as made:
        made.add([tmp_path / "letter.txt"])
        made.accept(Tier.SUGGESTED)
        yield made


def last(matter: OpenMatter) -> tuple[str, dict[str, str]]:
    return matter.events[-1].action, dict(matter.events[-1].details)


def test_incidents_are_numbered_and_each_stops_the_service_until_it_is_closed(matter: OpenMatter) -> None:
    assert against_incidents(matter) == ()
    assert [open_incident(matter, WHAT, "ab"), open_incident(matter, WHAT)] == [1, 2]
    assert last(matter) == (OPEN, {"incident": "2", "what": WHAT, "payload": ""})

    (both,) = against_incidents(matter)
    assert (both.kind, both.error) == (RefusalKind.INCIDENT, SendRefused)
    assert both.what == "Incident 1, 2 of this matter is open."
    assert "`legalredact incident list`" in both.remedy

    closed = close_incident(matter, 1, "  The proxy\nwas wrong. ")
    assert (closed.number, closed.payload, closed.reason, closed.closed_by) == (1, "ab", "The proxy was wrong.", "ann")
    assert last(matter) == (CLOSE, {"incident": "1", "reason": "The proxy was wrong."})
    (second,) = against_incidents(matter)
    assert second.what == "Incident 2 of this matter is open."
    assert close_incident(matter, 2, "The same.").number == 2
    assert against_incidents(matter) == ()
    assert open_incident(matter, WHAT) == 3  # a number is not used twice


def test_only_an_open_incident_is_closed_and_only_with_a_reason(matter: OpenMatter) -> None:
    open_incident(matter, WHAT)
    before = matter.events
    for number in (0, 2):
        with pytest.raises(UsageError, match=f"Incident {number} is not open in this matter"):
            close_incident(matter, number, "It was ours.")
    for reason in ("", " \n"):
        with pytest.raises(UsageError, match="closed with a reason"):
            close_incident(matter, 1, reason)
    assert matter.events == before
    close_incident(matter, 1, "It was ours.")
    with pytest.raises(UsageError, match="Incident 1 is not open"):
        close_incident(matter, 1, "Again.")


def test_a_failure_is_recorded_and_only_a_foreign_answer_is_an_incident(matter: OpenMatter) -> None:
    note_failure(matter, "ab", EngineError("The service is busy.", "Try again."))
    assert last(matter) == ("payload.failed", {"payload": "ab", "error": "EngineError"})
    assert against_incidents(matter) == ()

    note_failure(matter, "cd", EngineIncident(WHAT, "Stop."))
    failed, opened = matter.events[-2:]
    assert dict(failed.details) == {"payload": "cd", "error": "EngineIncident"}
    assert (opened.action, dict(opened.details)) == (OPEN, {"incident": "1", "what": WHAT, "payload": "cd"})


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("", ""),
        (" \n ", ""),
        ("The proxy was wrong.", "The proxy was wrong."),
        ("Ask Penhallow Freight, Inc. first.", "Ask {token} first."),
    ],
)
def test_words_of_a_person_keep_no_name_of_the_matter(matter: OpenMatter, words: str, kept: str) -> None:
    token = next(e.token for e in matter.named().entities if e.name.startswith("Penhallow"))
    assert masked_words(matter, words) == kept.replace("{token}", token)


def test_of_a_persons_words_only_what_is_taken_for_a_name_is_left_out(tmp_path: Path) -> None:
    """A token is no name, whatever is found around it, and a possible name is most often a word."""

    def detect(document: Document) -> tuple[Mention, ...]:
        found = {"PERSON_A": Tier.SUGGESTED, "Order": Tier.POSSIBLE, "Quenby": Tier.SUGGESTED}
        at = {words: document.text.index(words) for words in found}
        return tuple(Mention(Span(at[w], at[w] + len(w)), w, Kind.PERSON, tier, "listed") for w, tier in found.items())

    parts = replace(light_parts(), detect=detect)
    with OpenMatter.create(tmp_path / "m", SharedKey(), parts, "ann") as empty:
        said = masked_words(empty, "The Order for PERSON_A came from Quenby.")
        assert said == "The Order for PERSON_A came from […]."


def test_names_that_the_matter_does_not_know_are_left_out_of_a_persons_words(tmp_path: Path) -> None:
    with OpenMatter.create(tmp_path / "m", SharedKey(), light_parts(), "ann") as empty:
        said = masked_words(empty, "Oldacre and Marguerite Oldacre told Penhallow Freight, Inc. so.")
        assert said == "[…] and […] told […] so."
