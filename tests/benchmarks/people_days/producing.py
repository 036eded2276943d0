"""A day with a production: a load file of many documents, names settled, a set produced, compared, and taken back."""

import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.people_days.account import REPOSITORY
from tests.benchmarks.people_days.hands import Hands, adjust, choose_files
from tests.benchmarks.people_days.screen import NotSeen

RUNNING = 3_600.0
"""Seconds for a run over all documents on a busy machine."""
PREFIX, SET = "QRY", "PROD001"
"""Bates prefix, and the name that is offered for the first set."""
CLAWED_BACK = f"{PREFIX}000003"
ROUNDS = 3
"""Rounds of answers after which a person gives up."""


def make_production(folder: Path, documents: int) -> Path:
    """A production of invented people with a load file; returns the folder of its volume."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = ["packaging/productions", "--documents", str(documents), "--damaged", "0.02", "--load-file"]
        subprocess.run([sys.executable, *made, "--out", str(folder)], cwd=REPOSITORY, check=True, timeout=600)
    return folder / "production" / "VOL001"


def day(hands: Hands, volume: Path, out: Path) -> None:
    """From the start window to a produced set, and a document taken back.

    Arguments:
        volume: the folder with the load file.
        out: an empty folder for the produced set.
    """
    screen = hands.screen
    screen.wait_for("Check again")
    hands.keep("start")
    new_matter(hands)
    take_in(hands, volume)
    settle_names(hands)
    mask(hands)
    produce(hands, out)
    compare(hands)
    take_back(hands)


def new_matter(hands: Hands) -> None:
    """A matter without documents."""
    screen = hands.screen
    hands.press("New matter with names and rules")
    screen.wait_for("Create the matter")
    hands.keep("new-matter")
    screen.type("Calloway production")
    hands.answer("Create the matter")
    screen.wait_for("Add files")
    adjust(hands)
    hands.keep("empty-matter")


def take_in(hands: Hands, volume: Path) -> None:
    """By the dialog of four steps; the run goes on until the names are found."""
    screen = hands.screen
    hands.place("Production")
    screen.wait_for("No production yet")
    hands.keep("no-production")
    hands.answer("Add a folder")
    choose_files(screen, [volume])
    screen.wait_for("Step 1 of 4")
    hands.keep("step-1")
    hands.answer("Next")
    screen.wait_for("Step 2 of 4")
    hands.choose("Summaries made on this machine", "Names found")
    hands.keep("step-2")
    hands.answer("Next")
    screen.wait_for("would be added", patience=RUNNING)
    hands.keep("step-3")
    hands.answer("Add")
    screen.wait_for("Nothing runs now", patience=RUNNING)
    hands.keep("step-4")
    hands.answer("Close")
    screen.wait_for("wait for you", "documents done")
    hands.keep("names-found")


def settle_names(hands: Hands) -> None:
    """All suggested names are masked at once, and all ambiguous ones get a token of their own."""
    screen = hands.screen
    hands.press("Questions")
    screen.wait_for("Mask everywhere")
    for number in range(ROUNDS):
        _until_decided(hands)
        hands.keep(f"questions-{number}")
        if screen.sees("No suggested name") is not None or screen.sees("suggested", "ambiguous") is None:
            return
        if screen.sees("suggested") is not None:
            hands.all_rows("suggested", "ambiguous")
            hands.answer("Mask everywhere")
            _until_decided(hands)
        if screen.sees("ambiguous") is not None:
            hands.all_rows("ambiguous", "suggested")
            hands.answer("Resolve whom it means")
            screen.wait_for("Unknown")
            hands.keep(f"whom-{number}")
            hands.choice("Unknown")
            _until_decided(hands)
    raise NotSeen(f"names still wait for a decision after {ROUNDS} rounds")


def _until_decided(hands: Hands) -> None:
    """Until the status bar names no decision that is being stored: one on hundreds of names takes its time.

    Errors: NotSeen.
    """
    screen, end = hands.screen, time.monotonic() + RUNNING
    screen.still(3.0)
    while screen.sees("cannot be stopped") is not None:
        if time.monotonic() > end or not screen.alive():
            raise NotSeen("a decision on names does not end")
        time.sleep(2.0)


def mask(hands: Hands) -> None:
    """Resume until the text is masked."""
    screen = hands.screen
    hands.choose("Names found", "Masked text")
    hands.keep("to-resume")
    hands.main("Resume")
    screen.still(1.5)
    hands.press("Progress")
    screen.wait_for("Resume", patience=RUNNING)
    hands.keep("masked")
    hands.press("Stopped")
    screen.still(1.5)
    hands.keep("stopped")


def produce(hands: Hands, out: Path) -> None:
    """A set of all documents, with slip sheets where a redaction cannot be verified."""
    screen = hands.screen
    hands.place("Produce documents", "Copies")
    screen.wait_for("1 of 3")
    hands.keep("set-documents")
    hands.answer("Next")
    screen.wait_for("2 of 3")
    hands.into("Bates prefix", PREFIX)
    hands.answer("Slip sheets for documents")
    hands.keep("set-options")
    hands.answer("Next")
    screen.wait_for("3 of 3")
    hands.answer("Produce")
    choose_files(screen, [out])
    screen.wait_for("found no difference", patience=RUNNING)
    hands.keep("set-result")
    if not (out / SET).is_dir():
        raise NotSeen(f"there is no folder {SET} where the set was produced")


def compare(hands: Hands) -> None:
    """Two boxes of the set beside the original."""
    screen = hands.screen
    hands.answer("Compare boxes")
    screen.wait_for("The box is right")
    screen.still(1.5)
    hands.keep("box-1")
    hands.answer("The box is right")
    screen.wait_for("2 of")
    hands.keep("box-2")
    hands.answer("Close")
    screen.still()
    hands.answer("Close")
    screen.wait_for("Add files")


def take_back(hands: Hands) -> None:
    """One document is deleted by its Bates number."""
    screen = hands.screen
    hands.place("Deleting")
    screen.wait_for("First Bates number")
    hands.into("First Bates number", CLAWED_BACK)
    hands.into("Last Bates number", CLAWED_BACK)
    hands.keep("deleting")
    hands.main("Delete for good")
    screen.wait_for("Keep everything")
    hands.keep("delete-question")
    hands.answer("Delete for good")
    screen.wait_for("The receipt has the fingerprint", patience=RUNNING)
    hands.keep("deleted")
