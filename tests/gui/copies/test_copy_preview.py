"""The right side of the pair is the copy itself before it is made: nothing is shown there until it is known."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from legalredact.errors import Cancelled
from legalredact.gui.copies.redact_pair import PREVIEW
from legalredact.gui.copies.redact_view import RedactView
from legalredact.gui.core.session import MatterSession
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.register import Decision
from legalredact.redaction.near_names import Nearness, NearWord
from legalredact.redaction.options import CopyResult
from legalredact.workflow.compute.lanes import Lanes
from legalredact.workflow.copies.process import CopyPreview
from tests.gui.conftest import Settled
from tests.gui.copies.test_redact_view import filled

__all__ = ["filled"]


@pytest.fixture
def view(qtbot: QtBot, filled: MatterSession) -> RedactView:
    made = RedactView(filled)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    return made


def test_the_copy_is_drawn_as_it_will_be_and_again_after_a_decision(
    view: RedactView, filled: MatterSession, settled: Settled
) -> None:
    assert view.pair.after.key == ""
    assert view.pair.titles[1].text() == f"{PREVIEW}: being made …"
    view.previews._start()  # a while without a change has passed
    shown = view.previews.state
    assert shown.content is not None
    assert view.pair.titles[1].text() == PREVIEW
    assert view.pair.after.key == shown.key
    settled(lambda: view.pair.after.complete)
    _, picture = view.pair.after.kept.pictures[1]
    assert picture.pixelColor(picture.width() // 2, 2).lightness() > 200
    assert any(picture.pixelColor(x, y).lightness() < 10 for y in range(60, 200, 2) for x in range(60, 300, 4))

    entity = filled.state.register.entities[0]
    filled.act("Deciding", lambda matter: matter.decide(Decision.DISMISSED, [entity.id]))
    assert view.pair.titles[1].text() == f"{PREVIEW}: being made again …"


def test_nobody_who_looks_elsewhere_has_a_preview_made(view: RedactView) -> None:
    assert view.previews._soon.isActive()
    view.hide()

    assert not view.previews._soon.isActive()


def test_a_copy_that_could_not_be_verified_is_not_shown(view: RedactView) -> None:
    wanted = view.previews._wanted
    assert wanted is not None
    view.previews._take(wanted, CopyPreview(CopyResult(()), clean=False))

    words = "this copy could not be verified, so it would be withheld"
    assert view.pair.titles[1].text() == f"{PREVIEW}: {words}"
    assert view.pair.after.key == ""


def test_a_long_list_of_words_near_names_leaves_room_for_the_pages(view: RedactView) -> None:
    view.previews._start()
    made = view.previews._made
    assert made is not None
    near = tuple(NearWord(f"agreed{number}", "", (number,), Nearness.STAYS) for number in range(1, 80))
    view.previews._made = replace(made, made=replace(made.made, near=near))
    view.previews.changed.emit()
    title = view.pair.titles[1]

    assert "agreed1" in title.text()
    assert title.text().endswith("; and 76 more")
    assert "agreed79" in title.toolTip()


def test_a_preview_tells_its_page_and_ends_when_nobody_looks(
    qtbot: QtBot, filled: MatterSession, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []

    def make(_: object, __: str, ___: object, report: Report, cancel: Cancellation) -> None:
        report(Progress("redact", 1, 9))
        try:
            while True:
                cancel.check()
        except Cancelled:
            ended.append(True)
            raise

    monkeypatch.setattr("legalredact.gui.copies.copy_preview.Previewing.make", make)
    filled.tasks.executor = Lanes()
    view = RedactView(filled)
    qtbot.addWidget(view)
    view.show()
    view.previews._start()

    settled(lambda: view.pair.titles[1].text() == f"{PREVIEW}: being made, page 2 of 9 …")
    view.hide()
    settled(lambda: bool(ended))
    filled.tasks.executor.close()
