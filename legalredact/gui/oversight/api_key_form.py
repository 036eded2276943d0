"""The key of the Claude API: typed once, kept in the keyring, never shown again, tested without content."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from legalredact.errors import KeyringUnavailable, LegalRedactError
from legalredact.gui.core.pasted_keys import pasted_key
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.model.policy import Policy
from legalredact.vault.api_keys import DEFAULT, ApiKeys, Secrets
from legalredact.workflow.administration.api_keys import Answered, ask_who, rotate
from legalredact.workflow.compute.lanes import Lane, Work
from legalredact.workflow.matter.dependencies import MakeEngine


class ApiKeyContext(Protocol):
    """Dependencies of the form: a matter's session, or those of the start window."""

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

    def __init__(self, session: ApiKeyContext, secrets: Secrets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._keys = session, ApiKeys(secrets)
        self._stored = False
        self._profiles: tuple[str, ...] = ()
        self._used = DEFAULT
        self.state, self.result = Words("Checking the keyring …", tone="muted"), Words()
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
        self.profile = DropDown()
        self.profile.setEditable(True)
        self.profile.addItem(DEFAULT)
        self.profile.setAccessibleName("Profile")
        self.profile.setToolTip("One key for each organization and workspace. Type a name for a new profile.")
        self.profile.activated.connect(lambda _: self.use())
        self.profile.editTextChanged.connect(self._move_key)
        self._lay_out()
        self._follow()

    def look(self) -> None:
        """Ask the keyring whether it holds a key."""
        keys = self._keys

        def work(*_: object) -> bool:
            self._profiles, self._used = keys.profiles(), keys.in_use()
            return bool(keys.get())

        self._run("Checking the keyring", work, self._found)

    def store(self) -> None:
        """Put the typed key into the keyring, tried first where an older one works, and forget it here."""
        key, keys, profile = self.field.text().strip(), self._keys, self.profile.currentText().strip()
        if not key:
            return
        self.field.setFocus()  # the button is disabled with the empty field, and Qt would pass the focus on
        self.field.clear()
        if profile in self._profiles and self._attested:
            self._try(key, profile)
            return

        def work(*_: object) -> bool:
            keys.put(key, profile)
            keys.settle(profile)
            self._profiles, self._used = keys.profiles(), keys.in_use()
            return keys.get(profile) == key

        self._run("Storing the key", work, self._kept)

    def _try(self, key: str, profile: str) -> None:
        keys, make = self._keys, self._session.make_engine
        self._say("Asking the service with the new key; no content is sent …", "muted")
        self._session.tasks.run(
            Lane.NETWORK,
            "Trying the new key",
            lambda _, cancel: rotate(keys, key, profile, make, cancel),
            self._rotated,
            failed=self._not_rotated,
        )

    def remove(self) -> None:
        """Take it out of the keyring."""
        keys, profile = self._keys, self.profile.currentText().strip()
        self.field.setFocus()  # the button is disabled without a key

        def work(*_: object) -> bool:
            keys.remove(profile)
            self._profiles, self._used = keys.profiles(), keys.in_use()
            return bool(keys.get(profile))

        self._run("Removing the key", work, lambda left: self._found(left, "" if left else "The key was removed."))

    def use(self) -> None:
        """Use the chosen profile's key from now on."""
        keys, profile = self._keys, self.profile.currentText().strip()
        if profile in self._profiles and profile != self._used:

            def work(*_: object) -> bool:
                keys.use(profile)
                self._profiles, self._used = keys.profiles(), keys.in_use()
                return bool(keys.get())

            told = f"The key of the profile {profile} is used from now on."
            self._run("Choosing a profile", work, lambda stored: self._found(stored, told))

    def test(self) -> None:
        """Ask the service for its account, with a request without content."""
        make = self._session.make_engine
        self._say("Asking the service; no content is sent …", "muted")
        self._session.tasks.run(
            Lane.NETWORK,
            "Testing the key",
            lambda _, cancel: ask_who(make, cancel),
            self._answered,
            failed=self._failed,
        )

    def _rotated(self, account: Answered) -> None:
        self._answered(account)
        self._say(f"{self.result.text()} It is stored and replaces the old one.", "text")

    def _not_rotated(self, problem: LegalRedactError) -> None:
        self._failed(problem)
        self.result.setText(f"{self.result.text()} The key that was stored before is kept.")

    def _answered(self, account: Answered) -> None:
        self._say(
            f"The key works: organization {account.organization_id}, workspace {account.workspace_id}, as attested.",
            "text",
        )

    def _kept(self, same: bool) -> None:
        if same:
            self._found(True, "The key is in the keyring; it was read back.")
            if self.field.hasFocus() and not self.field.text() and self.test_button.isEnabled():
                self.test_button.setFocus()
        else:
            self._found(False)
            self._say("The keyring did not keep the key. Unlock or repair it and store the key again.", "stopped")

    def _found(self, stored: bool, told: str = "") -> None:
        self._stored = stored
        self.state.setText("A key is stored in the keyring." if stored else "No key is stored.")
        self._say(told, "text")
        self.profile.clear()
        self.profile.addItems(list(dict.fromkeys((*self._profiles, self._used))))
        self.profile.setCurrentText(self._used)
        self._follow()

    def _failed(self, problem: LegalRedactError) -> None:
        if isinstance(problem, KeyringUnavailable):
            self.state.setText("Whether a key is stored is not known.")
            self._say(f"{problem.what} Unlock it, or log in to a desktop session, and come back.", "stopped")
        else:
            self.result.show_problem(problem)

    def _say(self, words: str, tone: str) -> None:
        self.result.setText(words)
        self.result.set_tone(tone)

    def _move_key(self, words: str) -> None:
        """A key that is pasted as the profile's name belongs into its own field, which masks it."""
        if key := pasted_key(words):
            self.profile.setEditText(self._used)
            self.field.setText(key)
            self.field.setFocus()
            self._say("That was the key: it is in its field now, and its characters are hidden.", "text")

    def _follow(self) -> None:
        self.store_button.setEnabled(bool(self.field.text().strip()))
        self.test_button.setEnabled(self._stored and self._attested)
        self.test_button.setToolTip("" if self._attested else "The policy attests no account.")
        self.remove_button.setEnabled(self._stored)

    @property
    def _attested(self) -> bool:
        """Whether the policy names the account."""
        return self._session.policy.zero_retention is not None

    def _run(self, title: str, work: Work[bool], then: Callable[[bool], None]) -> None:
        """In the lane of the network: the keyring may ask the person to unlock it, and the vault must not wait."""
        self._session.tasks.run(Lane.NETWORK, title, work, then, failed=self._failed, quiet=True)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(self.profile)
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
