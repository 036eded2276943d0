"""A run that is killed thirty times, at any write: in the end all is as if it never had been."""

import contextlib
import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from legalredact.model.job import Stage, State
from legalredact.model.mention import Tier
from legalredact.model.progress import NEVER, silent
from legalredact.summary import prompts
from legalredact.vault import database
from legalredact.vault.keys import KeySource
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in
from tests.fakes.production import light_kit, members, production_parts, written
from tests.fakes.shared_key import SharedKey
from tests.workflow.production_state import state_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")
LETTERS, KILLS = 14, 30
ORDERS = Orders(prompts.load()["document-abstract"], accept=Tier.SUGGESTED)


def the_job(folder: Path, source: Path, keys: KeySource) -> None:
    """From wherever the matter is to checked summaries of everything."""
    make = OpenMatter.open if (folder / "key.age").exists() else OpenMatter.create
    with make(folder, keys, production_parts(), "ann") as matter:
        take_in(matter, members(source, silent, NEVER), silent, NEVER)
        Batch(matter, InlineExecutor(light_kit, isolated=False), ORDERS).run(silent, NEVER)


def killed(folder: Path, source: Path, keys: KeySource, at: int, *, after: bool) -> bool:
    """Do the job in a process of its own that is killed at its write of that number; False if it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            kill_at(at, after=after)
            the_job(folder, source, keys)
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the job failed of itself"
    return os.WIFSIGNALED(status)


def kill_at(at: int, *, after: bool) -> None:
    """Kill this process at its write of that number, right before or right after it is final."""
    real, count = database.transaction, 0

    @contextlib.contextmanager
    def counted(connection: dbapi2.Connection) -> Iterator[dbapi2.Connection]:
        nonlocal count
        outermost = not connection.in_transaction
        count += outermost
        with real(connection) as opened:
            yield opened
            if outermost and count == at and not after:
                os.kill(os.getpid(), signal.SIGKILL)
        if outermost and count == at and after:
            os.kill(os.getpid(), signal.SIGKILL)

    for name, module in list(sys.modules.items()):
        if name.startswith("legalredact.vault.") and hasattr(module, "transaction"):
            module.transaction = counted  # type: ignore[attr-defined]  # wherever it was imported to


def test_thirty_kills_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    written(tmp_path / "in", LETTERS)
    keys = SharedKey()
    the_job(tmp_path / "whole", tmp_path / "in", keys)
    chance = random.Random(20261126)  # noqa: S311 - the same kills each time
    kills = rounds = 0
    while kills < KILLS:  # how many writes a run takes depends on how much comes back at a time
        rounds += 1
        matter = tmp_path / f"m{rounds}"
        while killed(matter, tmp_path / "in", keys, chance.randint(2, 7), after=chance.random() < 0.5):
            kills += 1
        check_against(tmp_path / "whole", matter, keys)


def check_against(whole_at: Path, killed_at: Path, keys: KeySource) -> None:
    """What was killed over and over has come to what was never killed, and nothing was done twice."""
    parts = production_parts()
    with (
        OpenMatter.open(whole_at, keys, parts, "ann") as whole,
        OpenMatter.open(killed_at, keys, parts, "ann") as matter,
    ):
        matter.check_whole()
        assert state_of(matter) == state_of(whole)
        assert matter.store.tally()[Stage.CHECK, State.DONE] == LETTERS - 2
        acts = [event.action for event in matter.events]
        assert acts.count("document.add") == LETTERS - 2
        assert acts.count("summary.keep") == LETTERS - 2
