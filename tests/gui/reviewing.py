"""A matter with two letters about invented people, ready to be sent, behind a session; and whom Claude's part is."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings

from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.widgets.question import Question
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.policy import ClaudePolicy, Policy, ZeroRetention
from legalredact.summary.engine import Engine
from legalredact.summary.local.engine import LocalEngine
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.lanes import AtOnce, Executor, Lane
from legalredact.workflow.matter.add_files import called_in
from legalredact.workflow.matter.dependencies import Reverify
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.snapshot import snapshot
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, MessagesServer
from tests.fakes.parts import light_parts
from tests.summary.asking import sender as claude_engine

LETTERS = {
    "demand.txt": "On May 4, 2021, Marguerite Oldacre signed a lease with Penhallow Freight, Inc.\n\n"
    "Penhallow Freight, Inc. owes $12,500 under the lease.\n",
    "answer.txt": "Penhallow Freight, Inc. answered Marguerite Oldacre on June 1, 2021.\n\nThe sky was grey.\n",
}


class Drawer:
    """Keeps a secret as the keyring does; `broken` keeps nothing and says that it did."""

    def __init__(self, *, broken: bool = False) -> None:
        self.kept: dict[str, str] = {}
        self._broken = broken

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, secret: str) -> None:
        if not self._broken:
            self.kept[name] = secret

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


def attested(server: MessagesServer | None = None, organization: str = ORGANIZATION) -> Policy:
    """A policy under which text may go to the stand-in."""
    day, expires = dt.date(2026, 1, 1), dt.date(2027, 1, 1)
    retention = ZeroRetention("R. Osei", day, "ZDR-1", expires, organization, WORKSPACE)
    claude = ClaudePolicy(base_url=server.base_url) if server else ClaudePolicy()
    return Policy(claude=claude, zero_retention=retention, source="policy.toml")


def letters(folder: Path, texts: Mapping[str, str] = LETTERS) -> Sequence[Path]:
    """The two letters as files, or others."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def session_for(
    folder: Path,
    policy: Policy | None = None,
    server: MessagesServer | None = None,
    executor: Executor | None = None,
    info: MatterInfo | None = None,
    texts: Mapping[str, str] = LETTERS,
) -> MatterSession:
    """A session over a new matter with the letters; its jobs run at once unless an executor is given."""

    def make_engine(engine: str, reverify: Reverify) -> Engine:
        return claude_engine(server, reverify) if engine == "claude" and server else LocalEngine()

    executor = executor or AtOnce()
    parts = replace(light_parts(policy), engine=make_engine)
    info = info or MatterInfo("m1", "Oldacre")

    def make() -> OpenMatter:
        matter = OpenMatter.create(folder / "matter", ThrowAwayKey(), parts, "Paralegal", info)
        matter.add(letters(folder, texts))
        return matter

    matter = called_in(executor, Lane.VAULT, make)
    state = called_in(executor, Lane.VAULT, lambda: snapshot(matter))
    preferences = Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    return MatterSession(matter, state, Tasks(executor), preferences)


def confirm(session: MatterSession) -> None:
    """Decide every name."""
    session.act("Confirming", lambda matter: matter.accept(Tier.POSSIBLE))


def say(question: Question | None, words: str) -> None:
    """Press the button of a question."""
    assert question is not None
    next(button for button in question.buttons() if button.text() == words).click()
