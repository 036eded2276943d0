"""A paralegal's day: four files, every name decided, one taken back, masked text sent, the summary read, a reviewer let in."""

from pathlib import Path

from tests.benchmarks.people_days.files import four_files
from tests.benchmarks.people_days.hands import Hands, adjust, choose_files

KEY = "sk-ant-invented-0000"
READING = 240.0
"""Seconds for reading the files."""


def day(hands: Hands, files: Path, reviewer: tuple[str, str]) -> None:
    """From the start window to a summary that waits for its reviewer.

    Arguments:
        files: a folder for the four files.
        reviewer: name and public key of the person who is to sign.
    """
    screen = hands.screen
    screen.wait_for("Ready on this machine")
    screen.keep("start")
    store_key(hands)
    hands.press("Choose files")
    choose_files(screen, four_files(files))
    screen.wait_for("to decide", "to check", patience=READING)
    adjust(hands)
    screen.wait_for("I have checked it", patience=READING)
    screen.keep("documents")
    check_parts(hands)
    names(hands)
    search(hands)
    send(hands)
    read(hands)
    let_in(hands, *reviewer)
    screen.keys("ctrl+w" if screen.sees("Matter") is None else "ctrl+F4")


def store_key(hands: Hands) -> None:
    """At the start: a key for the service."""
    screen = hands.screen
    hands.press("Enter the key")
    screen.wait_for("Store the key")
    screen.keep("key")
    screen.type(KEY)
    hands.press("Store the key")
    screen.still(1.0)
    screen.keep("key-stored")
    screen.keys("Escape")


def check_parts(hands: Hands) -> None:
    """Look at each part that was not read reliably, and say so."""
    screen = hands.screen
    for _ in range(8):
        if screen.sees("I have checked it") is None:
            return
        if hands.name == "keys":
            screen.keys("F8")
        else:
            hands.press("I have checked it")
        screen.still()


def names(hands: Hands) -> None:
    """Confirm all at once; then what is ambiguous."""
    screen = hands.screen
    hands.step(2)
    screen.wait_for("Needs a decision")
    screen.keep("names")
    hands.main("Confirm")
    screen.still(0.8)
    screen.keep("names-confirmed")
    for number in range(6):
        if screen.sees("ambiguous") is None:
            break
        if hands.name == "keys":
            screen.keys("s")
            screen.still()
            screen.keep(f"resolve-{number}")
            screen.keys("Return")
        else:
            hands.press("Unknown: its own token")
        screen.still(0.8)
    screen.keep("names-decided")


def search(hands: Hands) -> None:
    """Look for words in the whole matter."""
    screen = hands.screen
    if hands.name == "keys":
        screen.keys("ctrl+shift+f")
    else:
        hands.place("Search the matter", "Edit")
    screen.still()
    screen.type("freezer")
    screen.keys("Return")
    screen.still(0.8)
    screen.keep("search")


def send(hands: Hands) -> None:
    """Look at what would leave, and send it."""
    screen = hands.screen
    hands.step(3)
    screen.wait_for("Summarize")
    screen.still(1.0)
    screen.keep("check-and-send")
    hands.main("Summarize")
    screen.wait_for("Send to Claude")
    screen.keep("send-question")
    hands.answer("Send to Claude")


def read(hands: Hands) -> None:
    """Read the summary beside a source."""
    screen = hands.screen
    screen.still(1.0)
    hands.step(4)
    screen.wait_for("Go to sign-off")
    screen.keep("summary")


def let_in(hands: Hands, name: str, key: str) -> None:
    """Let the reviewer open the matter."""
    screen = hands.screen
    hands.place("Members")
    screen.wait_for("Add the member")
    hands.into("Name", name)
    screen.keys("Tab")
    screen.type(key)
    screen.keep("members")
    hands.main("Add the member")
    screen.wait_for("can open the matter now")
    screen.keep("member-added")
