"""The clock that a send believes: held against every event and every mark, not against what opening just wrote."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import SendRefused
from legalredact.governance.anchor import Anchors
from legalredact.model.mention import Tier
from legalredact.summary import prompts
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.send.summarize import summarize
from tests.fakes.parts import NOON, light_parts
from tests.fakes.shared_key import SharedKey
from tests.workflow.attested import ATTESTED

KEY = SharedKey()
EARLIER = NOON - dt.timedelta(days=10)


def parts(folder: Path, now: dt.datetime, *, marks: bool = True) -> Parts:
    witness = Witness(anchors=Anchors(folder / "marks") if marks else None)
    return replace(light_parts(ATTESTED), clock=lambda: now, witness=witness)


def made(folder: Path, name: str, now: dt.datetime) -> None:
    (folder / "letter.txt").write_text("Marguerite Oldacre signed.\n", encoding="utf-8")
    with OpenMatter.create(folder / name, KEY, parts(folder, now), "ann") as matter:
        matter.add([folder / "letter.txt"])
        matter.accept(Tier.SUGGESTED)


def send(folder: Path, name: str, now: dt.datetime, *, marks: bool = True) -> None:
    with OpenMatter.open(folder / name, KEY, parts(folder, now, marks=marks), "ann") as matter:
        summarize(matter, prompts.load()["document-abstract"], "claude")


def test_a_clock_set_back_before_the_matter_is_opened_stops_every_send_from_it(tmp_path: Path) -> None:
    made(tmp_path, "m", NOON)
    for _ in range(3):  # opening writes an event by the false clock each time
        with pytest.raises(SendRefused, match="clock is earlier"):
            send(tmp_path, "m", EARLIER, marks=False)
    send(tmp_path, "m", NOON)


def test_a_clock_set_back_is_shown_by_the_mark_of_another_matter(tmp_path: Path) -> None:
    made(tmp_path, "old", EARLIER)
    send(tmp_path, "old", EARLIER)
    made(tmp_path, "new", NOON)
    with pytest.raises(SendRefused, match="clock is earlier"):
        send(tmp_path, "old", EARLIER)


def test_what_was_written_before_an_administrator_accepted_the_clock_no_longer_counts(tmp_path: Path) -> None:
    made(tmp_path, "m", NOON)
    OpenMatter.open(tmp_path / "m", KEY, parts(tmp_path, EARLIER), "ann", restored=True).close()
    send(tmp_path, "m", EARLIER)
    with pytest.raises(SendRefused, match="clock is earlier"):
        send(tmp_path, "m", EARLIER - dt.timedelta(days=1))
