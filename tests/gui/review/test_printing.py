"""Only a signed summary is printed: the pages of its PDF, noted in the trail, without a name in the print queue."""

from pathlib import Path

import pymupdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from legalredact.errors import NotSigned
from legalredact.gui.core.session import MatterSession
from legalredact.gui.review.printing import DPI, NotPrinted, letter_printer, print_pages
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.summary.prompts import load
from legalredact.workflow.export.export import to_print
from tests.gui.conftest import LEFT, PLAIN
from tests.gui.reviewing import confirm, say, session_for


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path)
    confirm(made)
    made.summaries.summarize(load()["chronology"], "local", "")
    return made


def into(file: Path) -> QPrinter:
    printer = letter_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def signed(qtbot: QtBot, session: MatterSession, printer: QPrinter | None) -> SignOffView:
    view = SignOffView(session, printer=lambda _: printer)
    qtbot.addWidget(view)
    view.resize(700, 700)
    view.show()
    view.enter("sign_off")
    assert view.print.isHidden()
    view.form.who.setCurrentText("Ines Maddox")
    for number in range(len(view.flags.boxes)):
        view.flags.settle(number, "Compared with the source.")
    view.primary()
    say(view.question, "Sign")
    return view


def test_the_printed_pages_are_those_of_the_exported_pdf(qtbot: QtBot, tmp_path: Path, session: MatterSession) -> None:
    view = signed(qtbot, session, into(tmp_path / "printed.pdf"))
    QTest.mouseClick(view.print, LEFT, PLAIN)
    assert "Sent to the printer" in view.signature.done.text()

    with pymupdf.open(tmp_path / "printed.pdf") as printed:
        assert printed.page_count >= 1
        assert tuple(round(x) for x in printed[0].rect) == (0, 0, 612, 792)
        shades = printed[0].get_pixmap(dpi=50, colorspace=pymupdf.csGRAY).samples
        assert min(shades) < 100  # there is ink on it
        assert "Oldacre" not in str(printed.metadata)
    assert dict(session.state.signed)
    seen: list[str] = []
    session.look("Looking", lambda matter: [event.action for event in matter.events], seen.extend)
    assert "summary.print" in seen


def test_who_thinks_better_of_it_prints_nothing(qtbot: QtBot, session: MatterSession) -> None:
    view = signed(qtbot, session, None)
    QTest.mouseClick(view.print, LEFT, PLAIN)
    seen: list[str] = []
    session.look("Looking", lambda matter: [event.action for event in matter.events], seen.extend)

    assert "summary.print" not in seen


def test_what_is_not_signed_is_not_printed(qtbot: QtBot, session: MatterSession) -> None:
    failed: list[Exception] = []
    summary = session.state.summaries[-1]
    session.look("Printing", lambda matter: to_print(matter, summary, DPI), lambda _: None, failed=failed.append)

    assert isinstance(failed[0], NotSigned)


def test_a_printer_that_takes_nothing_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(NotPrinted):
        print_pages([b""], into(tmp_path / "no such folder" / "printed.pdf"))
