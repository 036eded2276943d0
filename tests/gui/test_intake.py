"""Intake from a caption: the caption gives names and sides, a person says which side is the client, nobody guesses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.detection.document_facts.caption_sides import AFTER_V, BEFORE_V, CaptionParty
from legalredact.errors import UnreadableInput
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.matter.matter_settings import MatterSettings
from legalredact.gui.matter.new_matter import NewMatter
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.start_window import StartWindow
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Role
from legalredact.model.policy import Policy
from legalredact.model.progress import NEVER, silent
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.dependencies import Parts, Wiring
from legalredact.workflow.window.caption_parties import read_caption

CAPTION = """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA

MARGUERITE OLDACRE and HARLAN OLDACRE,

Plaintiffs,

v.

PENHALLOW FREIGHT, INC., a Delaware corporation,

Defendant.

COMPLAINT

1. Marguerite Oldacre signed for Penhallow Freight, Inc. on May 4, 2021.
"""


@pytest.fixture
def complaint_text(tmp_path: Path) -> Path:
    path = tmp_path / "complaint.txt"
    path.write_text(CAPTION, encoding="utf-8")
    return path


@pytest.fixture
def start(qtbot: QtBot, wiring: Wiring, preferences: Preferences) -> StartWindow:
    opening = Opening(wiring, Policy(), preferences, "Paralegal", AtOnce)
    made = StartWindow(preferences, lambda: opening, AtOnce())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sessions(start: StartWindow) -> Iterator[list[MatterSession]]:
    found: list[MatterSession] = []
    start.opened.connect(found.append)
    yield found
    for session in found:
        session.close(lambda: None)


@pytest.fixture
def dialog(start: StartWindow, complaint_text: Path) -> Iterator[NewMatter]:
    start.view.new.click()
    made = next(one for one in QApplication.topLevelWidgets() if isinstance(one, NewMatter) and one.isVisible())
    made.read_caption(complaint_text)
    yield made
    made.reject()


def choose(dialog: NewMatter, side: str, role: str) -> None:
    box = dialog.caption.choices[side]
    box.setCurrentIndex(box.findData(role))


def sides(parties: tuple[CaptionParty, ...]) -> list[tuple[str, str]]:
    return [(party.name, party.side) for party in parties]


def test_the_caption_gives_names_and_sides(parts: Parts, complaint_text: Path) -> None:
    found = sides(read_caption(parts, complaint_text, silent, NEVER))

    assert [side for _, side in found] == ["Plaintiffs", "Plaintiffs", "Defendants"]
    assert [name.casefold() for name, _ in found] == [
        "marguerite oldacre",
        "harlan oldacre",
        "penhallow freight, inc.",
    ]


def test_a_caption_without_roles_gives_the_order(parts: Parts, tmp_path: Path) -> None:
    path = tmp_path / "motion.txt"
    path.write_text(
        "Marguerite Oldacre v. Penhallow Freight, Inc.\nCase No. 21-90417\n\nThe motion is late.\n", "utf-8"
    )
    found = sides(read_caption(parts, path, silent, NEVER))

    assert found == [("Marguerite Oldacre", BEFORE_V), ("Penhallow Freight, Inc.", AFTER_V)]


def test_a_letter_has_no_caption(parts: Parts, letter: Path) -> None:
    assert read_caption(parts, letter, silent, NEVER) == ()


def test_what_cannot_be_read_is_said(parts: Parts, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    with pytest.raises(UnreadableInput):
        read_caption(parts, empty, silent, NEVER)


def test_nobody_is_a_client_until_a_person_says_so(dialog: NewMatter) -> None:
    assert set(dialog.caption.choices) == {"Plaintiffs", "Defendants"}
    assert dialog.caption.chosen() == ()
    dialog.make_button.click()

    assert dialog.isVisible()
    assert "plaintiffs and the defendants" in dialog.error.what.text()


def test_chosen_sides_become_clients_and_parties_and_the_document_is_added(
    dialog: NewMatter, sessions: list[MatterSession]
) -> None:
    choose(dialog, "Plaintiffs", "party")
    choose(dialog, "Defendants", "client")
    dialog.make_button.click()
    state = sessions[0].state
    roles = {entity.name.casefold(): entity.role for entity in state.register.entities}

    assert roles["marguerite oldacre"] is Role.PARTY
    assert roles["harlan oldacre"] is Role.PARTY
    assert roles["penhallow freight, inc."] is Role.CLIENT
    assert [document.name for document in state.documents] == ["complaint.txt"]
    assert state.info.name.casefold().startswith("marguerite oldacre v. ")


def test_a_side_can_be_left_out_and_typed_names_win(dialog: NewMatter, sessions: list[MatterSession]) -> None:
    choose(dialog, "Plaintiffs", "leave out")
    choose(dialog, "Defendants", "client")
    assert dialog.form.names is not None
    dialog.form.names.rows[0].name.setText("Tamsin Verrall")
    dialog.form.name.setText("Verrall")
    dialog.make_button.click()
    typed = {entity.name.casefold(): entity.role for entity in sessions[0].state.register.entities if entity.typed}

    assert typed == {"tamsin verrall": Role.CLIENT, "penhallow freight, inc.": Role.CLIENT}
    assert sessions[0].state.info.name == "Verrall"


def test_a_matter_that_made_itself_can_be_named_by_its_caption(
    qtbot: QtBot, session: MatterSession, complaint_text: Path
) -> None:
    session.act("Forgetting the name", lambda matter: matter.set_info(MatterInfo("m1")))
    session.add([complaint_text])
    dialog = MatterSettings(session)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.suggestion.isVisible()
    dialog.suggestion.click()
    dialog.save.click()

    assert session.state.info.name.casefold() == "marguerite oldacre v. penhallow freight, inc."


def test_settings_keep_the_case_and_the_mark_of_exports(qtbot: QtBot, session: MatterSession) -> None:
    dialog = MatterSettings(session)
    qtbot.addWidget(dialog)
    fields = dialog.form.exports
    assert fields.privileged.currentText().endswith("as the firm's policy says")
    fields.privileged.setCurrentIndex(2)
    fields.court.setText(" Superior Court  of Vermont ")
    dialog.save.click()
    info = session.state.info
    assert (info.privileged, info.court, info.caption) == (False, "Superior Court of Vermont", "")
    fields.show_info(info)
    assert fields.privileged.currentText() == "Not marked as privileged"


def test_settings_keep_the_issues_of_the_matter_one_a_line(qtbot: QtBot, session: MatterSession) -> None:
    dialog = MatterSettings(session)
    qtbot.addWidget(dialog)
    dialog.form.issues.setPlainText(" Notice  of breach;\n\nRent, unpaid\n")
    dialog.save.click()

    assert session.state.info.issues == "Notice of breach; Rent, unpaid"
    again = MatterSettings(session)
    qtbot.addWidget(again)
    assert again.form.issues.toPlainText() == "Notice of breach\nRent, unpaid"


def test_a_named_matter_is_offered_no_other_name(qtbot: QtBot, session: MatterSession, complaint_text: Path) -> None:
    session.add([complaint_text])
    dialog = MatterSettings(session)
    qtbot.addWidget(dialog)
    dialog.show()

    assert dialog.suggestion.isHidden()
