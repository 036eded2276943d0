"""A paralegal's day: four files, every name decided, masked text sent, the summary read, a reviewer let in."""

import re
from pathlib import Path

from tests.benchmarks.people_days import eye
from tests.benchmarks.people_days.files import four_files
from tests.benchmarks.people_days.hands import Hands, adjust, choose_files

KEY = "sk-ant-invented-0000"
DOCUMENTS = 4
READING = 240.0
"""Seconds for reading the files."""


ANSWERS = {"Mr": "Tobias", "Ms": "Odette"}
"""Whom an ambiguous spelling means, by its title; without a title it is the plaintiff."""


def day(hands: Hands, files: Path, reviewer: tuple[str, str]) -> None:
    """From the start window to a summary that waits for its reviewer.

    Arguments:
        files: a folder for the four files.
        reviewer: name and public key of the person who is to sign.
    """
    screen = hands.screen
    screen.wait_for("Check again")
    hands.keep("start")
    store_key(hands)
    hands.press("Choose files")
    choose_files(screen, four_files(files))
    screen.wait_for("1 to check", "Added 4 documents", patience=READING)
    screen.still(1.5)
    adjust(hands)
    hands.keep("documents")
    check_parts(hands)
    names(hands)
    search(hands)
    send(hands)
    read(hands)
    let_in(hands, *reviewer)
    hands.place("Close", "Matter")
    screen.wait_for("Choose files")
    hands.keep("closed")


def store_key(hands: Hands) -> None:
    """At the start: a key for the service."""
    screen = hands.screen
    hands.press("Enter the key")
    screen.wait_for("Store the key")
    hands.keep("key")
    screen.type(KEY)
    hands.press("Store the key")
    screen.wait_for("it was read back")
    hands.keep("key-stored")
    screen.keys("Escape")
    screen.wait_for("fingerprint")


def check_parts(hands: Hands) -> None:
    """Look at the part that was read by OCR, and say so."""
    screen = hands.screen
    if hands.name == "keyboard":
        for _ in range(DOCUMENTS):
            if screen.sees("I have checked it") is not None:
                break
            screen.keys("ctrl+Next")
            screen.still(0.8)
        screen.wait_for("I have checked it")
        hands.keep("to-check")
        screen.keys("F8")
    else:
        hands.press("night log.pdf")
        hands.press("I have checked it")
    screen.wait_for("Accepted a part", "as checked")
    hands.keep("checked")


def names(hands: Hands) -> None:
    """Confirm all at once; then what is ambiguous."""
    screen = hands.screen
    hands.step(2)
    screen.wait_for("Confidence", "Keep in clear", "everywhere in the matter", "names are suggested")
    hands.keep("names")
    hands.main("Confirm")
    screen.wait_for("Resolve")
    hands.keep("names-confirmed")
    for number in range(6):
        if screen.sees("names are ambiguous", "name is ambiguous") is None:
            break
        hands.mend("Resolve")
        card = screen.wait_for("Whom does it mean")
        below = (card.left - 12, 60 * screen.shape.scale, screen.shape.width, screen.shape.height)
        read = eye.text(screen.words(below))
        title = re.search(r"\b(?:(M[rs])\.? ?)?Farrington", read)  # the first one is the card's own
        answer = ANSWERS.get(title[1] or "", "Odette") if title else "Odette"
        hands.keep(f"resolve-{number}")
        hands.choose_on_card(answer, (card.left - 12, card.bottom, screen.shape.width, screen.shape.height))
        screen.still(0.8)
    hands.keep("names-decided")


def search(hands: Hands) -> None:
    """Look for words in the whole matter."""
    screen = hands.screen
    if hands.name == "keyboard":
        screen.keys("ctrl+shift+f")
    else:
        hands.place("Search the matter", "Edit")
    screen.still()
    screen.type("freezer")
    screen.keys("Return")
    screen.still(0.8)
    hands.keep("search")


def send(hands: Hands) -> None:
    """Look at what would leave, and send it."""
    screen = hands.screen
    hands.step(3)
    screen.wait_for("Ready to send")
    hands.keep("check-and-send")
    hands.main("Summarize")
    screen.wait_for("Do not send")
    hands.keep("send-question")
    hands.answer("Send to Claude")


def read(hands: Hands) -> None:
    """Read the summary beside a source."""
    screen = hands.screen
    screen.wait_for("Go to sign-off")
    hands.keep("summary")


def let_in(hands: Hands, name: str, key: str) -> None:
    """Let the reviewer open the matter."""
    screen = hands.screen
    hands.place("Members")
    screen.wait_for("Add the member")
    hands.into("Name of a colleague", name)
    screen.keys("Tab")
    screen.type(key)
    hands.keep("members")
    hands.main("Add the member")
    screen.wait_for("can open the matter now", name)
    hands.keep("member-added")
