"""Second page: name, Bates numbers, legend, and the form of pages."""

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from legalredact.gui.core.theme import Words
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.number_field import NumberField
from legalredact.model.production_set import PageForm, PriorBates
from legalredact.workflow.copies.plan import Choices
from legalredact.workflow.production_set.choices import ProduceChoices

_NAMES = (
    "The privilege log is handed out. If this is checked, it names authors and recipients in clear text, as courts "
    "usually expect. If not, covered names are tokens. Its other fields are masked in both cases."
)
_MOST = 999_999_999


class ProduceOptions(QWidget):
    """A form; `choices` is its state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.prefix, self.legend = QLineEdit("PROD001"), QLineEdit("ABC"), QLineEdit()
        self.start, self.digits = NumberField(), NumberField()
        self.form, self.mode, self.prior = DropDown(), DropDown(), DropDown()
        self.log_names = QCheckBox("The privilege log names authors and recipients")
        self.slip_sheets = QCheckBox("Slip sheets for documents whose redaction cannot be verified")
        self._fill()
        rows = QFormLayout(self)
        rows.addRow("Name of the set", self.name)
        rows.addRow("Bates prefix", self.prefix)
        rows.addRow("First number", self.start)
        rows.addRow("Digits", self.digits)
        rows.addRow("Confidentiality legend", self.legend)
        rows.addRow("Pages become", self.form)
        rows.addRow("Redacted pages", self.mode)
        rows.addRow("Bates numbers of the original", self.prior)
        rows.addRow(self.log_names)
        rows.addRow(Words(_NAMES, tone="muted"))
        rows.addRow(self.slip_sheets)

    @property
    def choices(self) -> ProduceChoices:
        """The choices as they are now."""
        return ProduceChoices(
            self.name.text().strip(),
            self.prefix.text().strip(),
            self.start.value(),
            self.digits.value(),
            " ".join(self.legend.text().split()),
            PageForm(self.form.currentData()),
            prior=PriorBates(self.prior.currentData()),
            copy=Choices(keep_text=bool(self.mode.currentData())),
            log_names=self.log_names.isChecked(),
            accept_failed=self.slip_sheets.isChecked(),
        )

    def _fill(self) -> None:
        self.start.setRange(0, _MOST)
        self.start.setSpecialValueText("the next free one")
        self.digits.setRange(4, 10)
        self.digits.setValue(6)
        self.form.addItem("PDF files", str(PageForm.PDF))
        self.form.addItem("Images: TIFF, PNG or JPEG", str(PageForm.IMAGES))
        self.mode.addItem("Text, where that is safe", True)
        self.mode.addItem("Images: safest", False)
        self.prior.addItem("Stay beside the new ones", str(PriorBates.KEEP))
        self.prior.addItem("Are covered in white", str(PriorBates.REPLACE))
        names = {
            self.name: "Name of the set",
            self.prefix: "Bates prefix",
            self.legend: "Confidentiality legend",
            self.start: "First number",
            self.digits: "Digits",
            self.form: "Pages become",
            self.mode: "Redacted pages",
            self.prior: "Bates numbers of the original",
        }
        for field, name in names.items():
            field.setAccessibleName(name)
