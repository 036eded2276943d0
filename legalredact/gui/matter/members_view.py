"""Members: who may open the matter; add a colleague by their key, remove a member, copy one's own key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from legalredact.errors import LegalRedactError
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.view import View
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.plain_table import PlainTable
from legalredact.gui.widgets.question import Question
from legalredact.gui.widgets.reason import ReasonRow
from legalredact.model.member import Member
from legalredact.workflow.matter import members
from legalredact.workflow.matter.new_signing_keys import own_fingerprint
from legalredact.workflow.matter.open_matter import OpenMatter

NO_MEMBERS = "A passphrase protects this matter. Anyone who knows it can open it; there are no members to add."
NO_SIGNING = "none: there is no keyring to keep a signing key"
WHO = "The matter's key is encrypted for the people listed, and for no one else. They can open it on their own machine."
TAKEN_OUT = (
    "The matter gets a new key, and {name} cannot open later changes. "
    "A copy of the folder that they made before still opens with their old key."
)
TABLE_SHARE = 1_000
"""Of the room that is left: many members take nearly all of it."""


class MembersView(View):
    """Reads the members when it is shown and after each change."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.members: tuple[Member, ...] = ()
        self._own = ""
        self.question: Question | None = None
        self.table = PlainTable("Members", ("Name", "Since", "Key"), low=True)
        self.take_out = QPushButton("Remove …")
        self.said, self.own = Words(WHO, tone="muted"), Words()
        self.fingerprint = Words(mono=True)
        self.copy_own = QPushButton("Copy my key")
        self.name, self.key = QLineEdit(), QLineEdit()
        self.bar = ActionBar("Add the member")
        self._name_all()
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._follow)
        self.name.textChanged.connect(self._follow)
        self.key.textChanged.connect(self._follow)
        self.take_out.clicked.connect(self.ask_to_take_out)
        self.copy_own.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._own))
        self.bar.asked.connect(self.let_in)
        self._follow()

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Read the members."""
        self._read()
        self.table.setFocus()

    def primary(self) -> None:
        """Let the typed colleague in."""
        self.bar.press()

    def let_in(self) -> None:
        """Add the colleague whose name and key are typed."""
        name, key = self.name.text(), self.key.text()

        def added(member: Member) -> None:
            self.name.clear()
            self.key.clear()
            self.name.setFocus()  # for the next colleague: the button is disabled now
            self._said(f"{member.name} can open the matter now.")

        self.session.act("Adding a member", lambda m: members.add(m, name, key), added, failed=self._failed)

    def ask_to_take_out(self) -> None:
        """Ask once, explaining the effect, then remove the selected member."""
        chosen = self.table.chosen()
        if not chosen:
            return
        member = self.members[chosen[0]]
        asked, told = f"Remove {member.name} from this matter?", TAKEN_OUT.format(name=member.name)
        box = Question(self, "Remove a member", asked, told, yes="Remove", no="Cancel")
        explained_by_f1(box, "take_out")
        box.accepted.connect(lambda: self._take_out(member))
        self.question = box
        box.open()

    def _take_out(self, member: Member) -> None:
        self.session.act_slowly(
            "Changing the matter's key",
            lambda matter, report, cancel: members.remove(matter, member.public_key, cancel, report),
            lambda gone: self._said(f"{gone.name} is removed, and the matter has a new key."),
            failed=self._failed,
        )

    def _said(self, words: str) -> None:
        """List the members again, and tell what was done."""
        self._read(words)

    def _failed(self, problem: LegalRedactError) -> None:
        self.said.show_problem(problem)

    def _read(self, told: str = "") -> None:
        def look(matter: OpenMatter) -> tuple[tuple[Member, ...], str, str]:
            return matter.store.members, matter.store.own_key(), own_fingerprint(matter)

        self.session.look("Reading the members", look, lambda found: self._take(*found, told), failed=self._failed)

    def _take(self, found: tuple[Member, ...], own: str, fingerprint: str, told: str) -> None:
        self.members, self._own = found, own
        self.fingerprint.setText(fingerprint or NO_SIGNING)
        self.table.show_rows([(_name(m, own), m.added[:10] or "from the start", m.public_key) for m in found])
        self.own.setText(own or "none: a passphrase protects this matter")
        self.said.setText(told or (WHO if found else NO_MEMBERS))
        self.said.set_tone("text" if told else "muted")
        self._follow()

    def _follow(self) -> None:
        self.take_out.setEnabled(bool(self.table.chosen()) and len(self.members) > 1)
        self.take_out.setToolTip("" if len(self.members) > 1 else "The last member cannot be removed.")
        self.copy_own.setEnabled(bool(self._own))
        reasons = []
        if not self.members:
            reasons.append(ReasonRow(NO_MEMBERS))
        elif not (self.name.text().strip() and self.key.text().strip()):
            reasons.append(ReasonRow("Type the colleague's name, and the key that their LegalRedact shows here."))
        self.bar.show_reasons(reasons, "")

    def _name_all(self) -> None:
        self.said.setAccessibleName("What happened")
        self.own.setAccessibleName("Your own key")
        self.own.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fingerprint.setAccessibleName("Fingerprint of your signing key")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.name.setAccessibleName("Name of a colleague")
        self.name.setPlaceholderText("Name of a colleague")
        self.key.setAccessibleName("Key of the colleague")
        self.key.setPlaceholderText("Their key: age1…")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Words("Members", title=True), 1)
        head.addWidget(self.take_out)
        mine = QHBoxLayout()
        mine.setSpacing(STEP)
        mine.addWidget(self.own, 1)
        mine.addWidget(self.copy_own)
        new = QHBoxLayout()
        new.setSpacing(STEP)
        new.addWidget(self.name, 1)
        new.addWidget(self.key, 2)
        inner = QVBoxLayout()
        inner.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, STEP)
        inner.setSpacing(STEP)
        inner.addLayout(head)
        inner.addWidget(self.said)
        inner.addWidget(self.table, TABLE_SHARE)
        inner.addSpacing(STEP)
        inner.addWidget(Words("Add a colleague", strong=True))
        inner.addLayout(new)
        inner.addSpacing(STEP)
        inner.addWidget(Words("Your own key, to give to the colleague who should add you", strong=True))
        inner.addLayout(mine)
        inner.addSpacing(STEP)
        inner.addWidget(
            Words("Fingerprint of your signing key, to read out to a colleague who compares it", strong=True)
        )
        inner.addWidget(self.fingerprint)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(inner, 1)
        column.addWidget(self.bar)


def _name(member: Member, own: str) -> str:
    marks = [
        word for word, holds in (("you", member.public_key == own), ("firm's recovery key", member.recovery)) if holds
    ]
    return f"{member.name} ({', '.join(marks)})" if marks else member.name
