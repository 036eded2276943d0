"""The remedy for something that is not ready: described in a few sentences, or applied at once."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from legalredact.governance.policy import places
from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import STEP, Words, primary
from legalredact.gui.oversight.api_key_form import ApiKeyForm
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.readiness import title_of
from legalredact.model.policy import Policy
from legalredact.vault.api_keys import Secrets
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.matter.dependencies import MakeEngine

_KEYRING = (
    "Matters are encrypted with a key in this system's keyring, which cannot be used now.",
    "Log in to your desktop session and unlock its keyring, then check again. On Linux it is GNOME Keyring or KWallet.",
    "Meanwhile a new matter can be protected by a passphrase: you are asked for one when it is made.",
)
_SENDING = (
    "Text goes to Claude only under a zero-data-retention contract that the firm attests. Until then every summary is "
    "made on this machine, and no text is sent."
)
_ATTESTED = "who attests it, from when until when, the contract, the organization and the workspace"
_SELF_TEST = (
    "Nothing is sent until masking passed its self-test in this version, and lately.",
    "Open a matter, choose Oversight in the menu Go, and press Test masking now; `legalredact selftest` does it, too.",
)
_POLICY = (
    "While it is broken nothing may be sent, signed or exported. Firm IT corrects it; `legalredact policy check FILE` "
    "tells the line."
)
_AGAIN = "Install LegalRedact again: a file of it is missing or damaged. Your matters are untouched."


@dataclass(frozen=True, slots=True)
class KeyDesk:
    """Dependencies of the API key form if no matter is open."""

    policy: Policy
    tasks: Tasks
    make_engine: MakeEngine


class MendDialog(QDialog):
    """A title, sentences or a form, and a button that checks again."""

    def __init__(self, title: str, content: QWidget, then: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        keys_come_back(self)
        explained_by_f1(self, "ready")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.again = primary("Check again")
        self.again.clicked.connect(self.accept)
        self.finished.connect(lambda _: then())  # also after Escape: a key may have been stored before
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        column = dialog_column(self)
        column.setSpacing(2 * STEP)
        column.addWidget(Words(title, title=True))
        column.addWidget(content)
        column.addStretch(1)
        column.addLayout(button_row(close, self.again))
        open_at(self, 72 * STEP, 32 * STEP)


def mend(
    parent: QWidget,
    what: str,
    opening: Opening,
    tasks: Tasks,
    then: Callable[[], object],
    secrets: Secrets | None = None,
) -> MendDialog:
    """Show the remedy for one of the rows of `Wiring.ready`, without blocking.

    Arguments:
        then: checks again what is ready, however the dialog is closed.
        secrets: where the API key is stored; the operating system's keyring unless a test passes another.
    """
    content: QWidget
    if what == "api key":
        make_engine = opening.wiring.parts(opening.policy, None).engine
        content = ApiKeyForm(KeyDesk(opening.policy, tasks, make_engine), secrets or OsKeyring())
        content.look()
    else:
        content = _told(what_to_do(what, opening.policy))
    dialog = MendDialog(title_of(what), content, then, parent)
    dialog.open()
    if isinstance(content, ApiKeyForm):
        content.field.setFocus()
    return dialog


def what_to_do(what: str, policy: Policy) -> tuple[str, ...]:
    """Sentences on the remedy."""
    firm, _ = places()
    told = {
        "keyring": _KEYRING,
        "sending": (
            _SENDING,
            f"Firm IT fills in the table [zero_retention] in {firm}: {_ATTESTED}.",
            "`legalredact policy reference` prints every key with its meaning.",
        ),
        "policy": (policy.broken or f"The policy in force comes from: {policy.source}", _POLICY),
        "ocr": (_AGAIN, "Where Tesseract 5 is installed, pictures are read with it instead."),
        "name model": (_AGAIN,),
        "self-test": _SELF_TEST,
    }
    return told.get(what, ("Nothing has to be done.",))


def _told(sentences: tuple[str, ...]) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(STEP)
    for sentence in sentences:
        words = Words(sentence)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.addWidget(words)
    column.addStretch(1)
    return content
