"""The key of the Claude API: typed once, kept in the keyring, never shown again, tested without content."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from legalredact.errors import KeyringUnavailable, LegalRedactError, SendRefused
from legalredact.gui.tasks import Tasks
from legalredact.gui.theme import STEP, Words
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, Payload
from legalredact.model.policy import Policy
from legalredact.model.progress import Cancellation, Report
from legalredact.vault.os_keyring import API_KEY
from legalredact.workflow.jobs import Lane, Work
from legalredact.workflow.parts import MakeEngine


class Secrets(Protocol):
    """Where the key is kept: the operating system's keyring."""

    def get(self, name: str) -> str | None:
        """See `OsKeyring`."""

    def set(self, name: str, secret: str) -> None:
        """See `OsKeyring`."""

    def delete(self, name: str) -> None:
        """See `OsKeyring`."""


class Account(Protocol):
    """Whose account answered."""

    @property
    def organization_id(self) -> str:
        """As the policy attests it."""

    @property
    def workspace_id(self) -> str:
        """As the policy attests it."""


@runtime_checkable
class Answers(Protocol):
    """An engine that can be asked whose account answers, without content."""

    def ping(self, cancel: Cancellation) -> Account:
        """See `ClaudeEngine`."""


class Desk(Protocol):
    """What the form works with: a matter's session, or what the start window has."""

    @property
    def policy(self) -> Policy:
        """The one in force."""

    @property
    def tasks(self) -> Tasks:
        """Where jobs run."""

    @property
    def make_engine(self) -> MakeEngine:
        """See `Parts.engine`."""


class ApiKeyForm(QWidget):
    """Enter, remove and test the key.

    Arguments:
        secrets: where it is kept.
    """

    def __init__(self, session: Desk, secrets: Secrets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._secrets = session, secrets
        self._stored = False
        self.state, self.result = Words("Looking into the keyring …", tone="muted"), Words()
        self.state.setAccessibleName("Whether a key is stored")
        self.result.setAccessibleName("Result of the last step with the key")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("API key")
        self.field.setPlaceholderText("Paste a new key; it is not shown again")
        self.field.textChanged.connect(self._follow)
        self.field.returnPressed.connect(self.store)
        self.store_button, self.test_button = QPushButton("Store the key"), QPushButton("Test the key")
        self.remove_button = QPushButton("Remove the key")
        for button, step in (
            (self.store_button, self.store),
            (self.test_button, self.test),
            (self.remove_button, self.remove),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(step)
        self._lay_out()
        self._follow()

    def look(self) -> None:
        """Ask the keyring whether it holds a key."""
        secrets = self._secrets
        self._run("Looking into the keyring", lambda *_: bool(secrets.get(API_KEY)), self._found)

    def store(self) -> None:
        """Put the typed key into the keyring, which is read back, and forget it here."""
        key, secrets = self.field.text().strip(), self._secrets
        if not key:
            return
        self.field.clear()

        def work(*_: object) -> bool:
            secrets.set(API_KEY, key)
            return secrets.get(API_KEY) == key

        self._run("Storing the key", work, self._kept)

    def remove(self) -> None:
        """Take it out of the keyring."""
        secrets = self._secrets

        def work(*_: object) -> bool:
            secrets.delete(API_KEY)
            return bool(secrets.get(API_KEY))

        self._run("Removing the key", work, lambda left: self._found(left, "" if left else "The key is gone."))

    def test(self) -> None:
        """Ask the service who answers, with a request that holds no content."""
        make = self._session.make_engine

        def work(_: Report, cancel: Cancellation) -> Account:
            engine = make("claude", _nothing_again)
            if not isinstance(engine, Answers):
                raise SendRefused("This engine cannot be asked without content.", "Nothing has to be done.")
            return engine.ping(cancel)

        self._say("Asking the service; no content is sent …", "muted")
        self._session.tasks.run(Lane.NETWORK, "Testing the key", work, self._answered, failed=self._failed)

    def _answered(self, account: Account) -> None:
        self._say(
            f"The key works: organization {account.organization_id}, workspace {account.workspace_id}, as attested.",
            "text",
        )

    def _kept(self, same: bool) -> None:
        if same:
            self._found(True, "The key is in the keyring; it was read back.")
        else:
            self._found(False)
            self._say("The keyring did not keep the key. Unlock or repair it and store the key again.", "stopped")

    def _found(self, stored: bool, told: str = "") -> None:
        self._stored = stored
        self.state.setText("A key is stored in the keyring." if stored else "No key is stored.")
        self._say(told, "text")
        self._follow()

    def _failed(self, problem: LegalRedactError) -> None:
        if isinstance(problem, KeyringUnavailable):
            self.state.setText("Whether a key is stored is not known.")
            self._say(f"{problem.what} Unlock it, or log in to a desktop session, and come back.", "stopped")
        else:
            self._say(str(problem), "stopped")

    def _say(self, words: str, tone: str) -> None:
        self.result.setText(words)
        self.result.set_tone(tone)

    def _follow(self) -> None:
        self.store_button.setEnabled(bool(self.field.text().strip()))
        attested = self._session.policy.zero_retention is not None
        self.test_button.setEnabled(self._stored and attested)
        self.test_button.setToolTip("" if attested else "The policy attests no account that could answer.")
        self.remove_button.setEnabled(self._stored)

    def _run(self, title: str, work: Work[bool], then: Callable[[bool], None]) -> None:
        """In the lane of the network: the keyring may ask the person to unlock it, and the vault must not wait."""
        self._session.tasks.run(Lane.NETWORK, title, work, then, failed=self._failed, quiet=True)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(self.field, 1)
        row.addWidget(self.store_button)
        steps = QHBoxLayout()
        steps.setSpacing(STEP)
        steps.addWidget(self.test_button)
        steps.addWidget(self.remove_button)
        steps.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.state)
        column.addLayout(row)
        column.addLayout(steps)
        column.addWidget(self.result)


def _nothing_again(_: Payload) -> tuple[Hit, ...]:
    """A test sends nothing, so nothing is sent a second time: whatever it were, it would be refused."""
    return (Hit("instructions", "unmask", "test", Span(0, 0)),)
