"""What a kill left unread lies in a file that can be read again, also where it is attached to a message."""

from pathlib import Path

from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.unread_files import CUT_SHORT, cut_short, expect, holder_of
from tests.fakes.parts import light_parts


def test_an_attachment_is_held_by_its_message(tmp_path: Path) -> None:
    mail = tmp_path / "note.eml"
    mail.write_text("From: a", encoding="utf-8")
    gone = tmp_path / "gone.txt"

    assert holder_of(mail / "a1 lease.pdf") == mail
    assert holder_of(mail) == mail
    assert holder_of(gone) == gone


def test_what_is_to_be_read_again_is_said_of_each(tmp_path: Path) -> None:
    mail = tmp_path / "note.eml"
    mail.write_text("From: a", encoding="utf-8")
    with OpenMatter.create(tmp_path / "matter", ThrowAwayKey(), light_parts(), "preparer") as matter:
        expect(matter, [mail, mail / "a1 lease.pdf"])
        cut_short(matter)

        own, attached = matter.store.refused()
    assert own.what == attached.what == CUT_SHORT
    assert own.remedy == "Read it again."
    assert "message or archive" in attached.remedy
