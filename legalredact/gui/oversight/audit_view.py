"""The audit trail: who did what and when; filtered by words, verified link by link."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.governance.audit_trail import TrailVerdict, verdict_words
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words, theme
from legalredact.gui.core.time_words import when_words
from legalredact.gui.core.view import View
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.filter_field import FilterField
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.model.audit import AuditEvent
from legalredact.model.progress import Cancellation, Report
from legalredact.workflow.matter.new_signing_keys import KnownKey, known_keys
from legalredact.workflow.matter.open_matter import OpenMatter

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("No.", "When", "Who", "What", "Details")
EVERYTHING = "Everything"

_GROUPS = {
    "matter": "Matter",
    "document": "Documents",
    "file": "Documents",
    "unread": "Parts looked at",
    "designation": "Designations",
    "name": "Decisions on names",
    "register": "Register",
    "selftest": "Sending",
    "send": "Sending",
    "payload": "Sending",
    "incident": "Incidents",
    "audit": "Trail",
    "summary": "Summaries",
    "copy": "Redacted copies",
    "member": "Members and key",
    "purge": "Deleting",
    "retention": "Deleting",
}
_ACTIONS = {
    "matter.create": "created the matter",
    "matter.open": "opened the matter",
    "state.begin": "began to keep digests of the state",
    "state.keep": "kept what was computed",
    "matter.set": "changed name or rules",
    "matter.take_over": "continued after an interrupted session",
    "matter.backup": "wrote a backup",
    "matter.restore": "restored a backup",
    "member.add": "added a member",
    "member.remove": "removed a member",
    "member.keep": "did not remove a member: the change of key did not take place",
    "member.recovery": "encrypted it for the firm's recovery key",
    "member.renew_key": "gave it a new key",
    "purge.documents": "deleted documents for good",
    "purge.receipt": "gave a receipt of what was deleted",
    "retention.run": "deleted texts after sign-off",
    "document.read": "began to read files",
    "document.add": "added a document",
    "document.search": "searched a document for names",
    "document.overdue": "excluded documents for which a step took too long",
    "file.refuse": "could not read a file",
    "file.forget": "no longer lists a file as unreadable",
    "document.intake": "added documents of a production",
    "document.release": "no longer withholds documents",
    "document.withhold": "withheld documents",
    "document.refuse": "refused a document of a production",
    "document.retry": "had refused documents tried again",
    "document.take_back": "undid an addition of documents",
    "document.give_up": "removed unread documents from a production",
    "unread.accept": "accepted parts that were not read reliably",
    "unread.open": "took back that parts are accepted",
    "name.decide": "decided on names",
    "name.local": "decided on a name at one place or in one document",
    "name.settle": "resolved an ambiguous name",
    "name.role": "changed a role",
    "name.display": "chose the name shown for a token",
    "name.merge": "merged two names",
    "name.split": "separated a spelling from a name",
    "name.add": "masked selected words everywhere",
    "name.alias": "added a spelling to a name",
    "name.undo": "took a decision on names back",
    "name.redo": "made a decision on names again",
    "name.alike": "no longer asked about names like a dismissed one",
    "name.sample": "drew a sample of pages",
    "name.look": "reviewed a sampled page",
    "register.firm": "applied the firm's lists of names",
    "register.type": "typed names",
    "register.resolve": "names were found",
    "register.tokens": "tokens were given",
    "selftest.run": "tested masking",
    "send.allow": "sending was allowed",
    "send.refused": "was refused a summary",
    "payload.stopped": "the scan stopped text",
    "payload.failed": "got no summary",
    "incident.open": "recorded an incident",
    "incident.close": "closed an incident",
    "audit.accept": "accepted a restored trail",
    "audit.reason": "gave the reason why a trail was restored",
    "payload.send": "sent masked text",
    "payload.local": "gave masked text to the local engine",
    "key.seen": "compared a signing key",
    "summary.keep": "kept a summary",
    "summary.meaning": "had the meaning of a summary checked",
    "summary.flags": "resolved flags",
    "summary.edit": "edited a summary",
    "summary.approved": "signed a summary",
    "summary.rejected": "sent a summary back",
    "summary.export": "exported a summary",
    "summary.print": "printed a summary",
    "designation.clear": "cleared a designation",
    "copy.make": "began a redacted copy",
    "copy.hand_over": "wrote a redacted copy",
    "copy.log": "wrote the log of all copies of a run",
    "copy.withhold": "withheld a copy that was not clean",
    "copy.boxes": "drew or changed boxes by hand",
    "copy.reasons": "changed reasons for redaction",
    "produce.plan": "decided on documents of a production set",
    "produce.begin": "began a production set",
    "produce.hand_over": "finished a production set",
    "produce.compare": "compared boxes of a production set with the originals",
}


NOT_CHECKED = ("The check was stopped before its end, so it has no result.", "Start it again at any time.")


class AuditView(View):
    """Reads the trail when it is shown, and after each change while it is visible."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.groups, self.search = DropDown(), FilterField("Find a person, an id, a digest")
        self.events = _Events()
        self.found = _Filter()
        self.table = QTableView()
        FocusFrame(self.table)
        self.result = Words(tone="muted")
        self.bar = ActionBar("Check the trail")
        self._lay_out()
        self.groups.currentTextChanged.connect(self.found.set_group)
        self.search.textChanged.connect(self.found.setFilterFixedString)
        self.search.left.connect(self.table.setFocus)
        self.bar.asked.connect(self.check)
        session.changed.connect(lambda _: self._read() if self.isVisible() else None)
        theme().changed.connect(self._fit)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Read the trail."""
        self._read()
        self.search.setFocus()

    def primary(self) -> None:
        """Check it."""
        self.bar.press()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read new events."""
        super().showEvent(event)
        self._read()

    def check(self) -> None:
        """Read the complete store and verify every link of the chain again."""
        self._say("Checking every page and every link …", "muted")
        self.session.look_slowly("Checking the trail", _checked, self._whole, failed=self._broken)

    def _whole(self, found: tuple[TrailVerdict, tuple[KnownKey, ...]]) -> None:
        verdict, keys = found
        self._say("\n".join((*verdict_words(verdict), *(f"Key of {known.words}" for known in keys))), "text")

    def _broken(self, problem: LegalRedactError) -> None:
        self.result.show_problem(Cancelled(*NOT_CHECKED) if isinstance(problem, Cancelled) else problem)

    def _say(self, words: str, tone: str) -> None:
        self.result.setText(words)
        self.result.set_tone(tone)

    def _read(self) -> None:
        self.session.look("Reading the trail", lambda matter: matter.events, self._take)

    def _take(self, events: tuple[AuditEvent, ...]) -> None:
        if events == self.events.events:
            return
        self.events.take(events)
        self._fit()
        self.table.scrollToBottom()

    def _fit(self) -> None:
        """Fit the columns to their contents; the last one takes the remaining width."""
        self.table.resizeColumnsToContents()
        self.table.resizeRowsToContents()
        self.table.horizontalHeader().setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        self.groups.addItems([EVERYTHING, *dict.fromkeys(_GROUPS.values())])
        self.groups.setAccessibleName("Kind of events")
        self.search.setAccessibleName("Find in the trail")
        self.found.setSourceModel(self.events)
        self.table.setModel(self.found)
        self.table.setAccessibleName("Audit trail")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setHighlightSections(False)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.result.setAccessibleName("Result of the check")
        self.bar.show_reasons((), "The trail contains ids, digests and counts, never a document's text.")
        top = QHBoxLayout()
        top.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, STEP)
        top.setSpacing(STEP)
        top.addWidget(Words("Audit trail", title=True))
        top.addStretch(1)
        top.addWidget(self.groups)
        top.addWidget(self.search, 1)
        told = QHBoxLayout()
        told.setContentsMargins(2 * STEP, STEP, 2 * STEP, 0)
        told.addWidget(self.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(told)
        column.addWidget(self.bar)


class _Events(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.events: tuple[AuditEvent, ...] = ()

    def take(self, events: tuple[AuditEvent, ...]) -> None:
        self.beginResetModel()
        self.events = events
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        return 0 if parent.isValid() else len(self.events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section] if across else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        event = self.events[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cells(event)[index.column()]
        if role == Qt.ItemDataRole.FontRole and index.column() == len(COLUMNS) - 1:
            return theme().font(mono=True)
        return None


class _Filter(QSortFilterProxyModel):
    """Events of one kind that hold certain words in any column."""

    def __init__(self) -> None:
        super().__init__()
        self._group = EVERYTHING
        self.setFilterKeyColumn(-1)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def set_group(self, group: str) -> None:
        self.beginFilterChange()
        self._group = group
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802 - Qt's name
        source = self.sourceModel()
        assert isinstance(source, _Events)  # noqa: S101 - the view says so
        return self._group in (EVERYTHING, group_of(source.events[row])) and super().filterAcceptsRow(row, parent)


def _checked(matter: OpenMatter, report: Report, cancel: Cancellation) -> tuple[TrailVerdict, tuple[KnownKey, ...]]:
    """Status of the complete trail, and the keys that signed it."""
    return matter.check_whole(report, cancel), known_keys(matter)


def cells(event: AuditEvent) -> tuple[str, ...]:
    """An event as the table shows it."""
    what = _ACTIONS.get(event.action, event.action)
    details = "  ".join(f"{name}={value}" for name, value in event.details if value)
    return str(event.number), when_words(event.when), event.actor, what, details


def group_of(event: AuditEvent) -> str:
    """The kind under which an event is filtered."""
    return _GROUPS.get(event.action.partition(".")[0], EVERYTHING)
