"""The bottom line says what the operating system does not enforce, and is silent where it enforces everything."""

from pytestqt.qtbot import QtBot

from legalredact.gui.core.tasks import Tasks
from legalredact.gui.shell.status_bar import StatusBar
from legalredact.gui.shell.status_words import confinement_standing
from legalredact.model.policy import Policy
from legalredact.sandbox.confinement import Confinement
from legalredact.workflow.compute.lanes import Lanes


def test_what_is_not_enforced_stands_at_the_right_with_its_reason(qtbot: QtBot) -> None:
    lanes = Lanes()
    bar = StatusBar(Tasks(lanes))
    qtbot.addWidget(bar)
    bar.resize(900, 30)
    bar.show()
    missing = Confinement("readers of files", ("no sockets",), ("no files but those passed (a test)",))

    bar.show_confinement(confinement_standing(Policy(), (missing,)))
    assert bar.confinement.isVisible()
    assert "no files but those passed (a test)" in bar.confinement.toolTip()
    assert bar.confinement.accessibleDescription() == bar.confinement.toolTip()

    bar.show_confinement(confinement_standing(Policy(), (Confinement("readers of files", ("all",)),)))
    assert not bar.confinement.isVisible()
    lanes.close()
