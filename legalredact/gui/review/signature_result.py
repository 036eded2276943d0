"""Result of a summary's review: signed by whom, when, over which digests; and the buttons to export it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from legalredact.governance.signing import readable
from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.time_words import when_words
from legalredact.gui.widgets.whole_value import WholeValue
from legalredact.model.export import FORMS
from legalredact.model.review import ReviewedSummary, SignOff, Verdict

IDENTIFIERS = (
    "Taxpayer, Social Security, account, card and license numbers and birth dates are shortened unless this is "
    "checked. The audit trail records the choice."
)
_FORM_NAMES = {"docx": "Word", "pdf": "PDF", "md": "Markdown"}


class SignaturePanel(QWidget):
    """Shows the verdict that holds, and in which forms to export."""

    changed = Signal()
    """Other forms were chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = IconMark("check-circle", "signed")
        self.who, self.details, self.done = Words(tone="signed", strong=True), Words(tone="muted"), Words()
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.summary_digest = WholeValue("Digest of the summary")
        self.payload_digest = WholeValue("Digest of the documents as sent")
        self.folder = WholeValue("Folder of the exported files")
        self.folder.setVisible(False)
        self.boxes = {form: QCheckBox(_FORM_NAMES[form]) for form in FORMS}
        self.identifiers = QCheckBox("Identifiers in full")
        self.identifiers.setToolTip(IDENTIFIERS)
        self.identifiers.setAccessibleDescription(IDENTIFIERS)
        self._lay_out()

    @property
    def forms(self) -> tuple[str, ...]:
        """Chosen forms."""
        return tuple(form for form, box in self.boxes.items() if box.isChecked())

    def show_signature(self, sign_off: SignOff, summary: ReviewedSummary) -> None:
        """Who, when, which digests."""
        self.who.setText(breakable(f"Signed by {sign_off.reviewer} on {when_words(sign_off.when)}"))
        note = f"Note: {sign_off.note}\n" if sign_off.note else ""
        key = f"Signed with the key {readable(sign_off.key)}.\n" if sign_off.key else ""
        self.details.setText(f"{note}{key}Prepared by {summary.preparer}. Signed were, by their digests:")
        for field, digest in (
            (self.summary_digest, sign_off.summary_digest),
            (self.payload_digest, sign_off.payload_digest),
        ):
            field.setPlainText(digest)

    def show_files(self, files: Sequence[Path]) -> None:
        """The written files and their folder."""
        names = ", ".join(file.name for file in files)
        self.identifiers.setChecked(False)  # chosen anew for each export
        self.done.setText(breakable(f"Exported: {names}") if files else "")
        self.folder.setPlainText(str(files[0].parent) if files else "")
        self.folder.setVisible(bool(files))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(STEP)
        top.addWidget(self.mark)
        top.addWidget(self.who, 1)
        forms = QHBoxLayout()
        forms.setSpacing(STEP)
        for box in self.boxes.values():
            box.setChecked(True)
            box.toggled.connect(lambda _: self.changed.emit())
            forms.addWidget(box)
        forms.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addLayout(top)
        column.addWidget(self.details)
        digests = QFormLayout()
        digests.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)  # a digest takes all the room
        digests.setHorizontalSpacing(STEP)
        digests.setVerticalSpacing(STEP // 2)
        digests.addRow("Summary", self.summary_digest)
        digests.addRow("Documents as sent", self.payload_digest)
        column.addLayout(digests)
        column.addWidget(Words("Export as"))
        column.addLayout(forms)
        column.addWidget(self.identifiers)
        column.addWidget(self.done)
        column.addWidget(self.folder)
        column.addStretch(1)


def last_word(verdicts: Sequence[SignOff]) -> str:
    """The last verdict on a summary without a valid approval; empty if there is none."""
    if not verdicts:
        return ""
    last = verdicts[-1]
    if last.verdict is Verdict.REJECTED:
        return f"{last.reviewer} sent it back on {when_words(last.when)}: {last.note}"
    return f"The approval of {last.reviewer} no longer holds: names or text have changed since. Review it again."


def ask_for_folder(parent: QWidget) -> Path | None:
    """Where to write; None if the person thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, "Export into this folder")
    return Path(chosen) if chosen else None
