"""A reviewer's day on another account: the matter found in the firm's folder, each flag settled, signed, exported."""

from pathlib import Path

from tests.benchmarks.people_days.hands import Hands, adjust, choose_files

FLAGS = 12
"""Flags after which something is wrong."""


def day(hands: Hands, out: Path) -> None:
    """From the start window to the exported files.

    Arguments:
        out: an empty folder for the exported files.
    """
    screen = hands.screen
    screen.wait_for("Check again")
    screen.still(1.0)
    hands.keep("start")
    open_the_matter(hands)
    screen.wait_for("Approve and sign", patience=180)
    adjust(hands)
    hands.keep("sign-off")
    settle_flags(hands)
    sign(hands)
    export(hands, out)


def open_the_matter(hands: Hands) -> None:
    """The only matter in the list."""
    screen = hands.screen
    row = screen.wait_for("Farrington")
    hands.open_first(row.text)


def settle_flags(hands: Hands) -> None:
    """Say of each flag why it does not prevent the signature; Return checks its box."""
    screen = hands.screen
    for _ in range(FLAGS):
        following = screen.sees("Go to the next flag", "Next of")
        if following is None:
            return
        if hands.name == "keyboard":
            screen.keys("F3")
        else:
            screen.click(following)
        screen.type("Compared with the source.")
        screen.keys("Return")
        screen.still()


def sign(hands: Hands) -> None:
    """Sign as the account that is signed in."""
    screen = hands.screen
    hands.keep("to-sign")
    hands.main("Approve and sign")
    screen.wait_for("Not yet")
    hands.keep("sign-question")
    hands.answer("Sign")
    screen.wait_for("Export")
    hands.keep("signed")


def export(hands: Hands, out: Path) -> None:
    """All three forms into a folder."""
    screen = hands.screen
    hands.main("Export")
    choose_files(screen, [out])
    screen.wait_for("Exported")
    hands.keep("exported")
