"""Days of two people in the started application, on a real screen, from outside: `dev.py bench days`.

The people see pictures of the screen, read by OCR, and press keys and buttons by xdotool. Nothing of the application is
imported by them. A day ends where a person can go no further; the picture of that moment is kept beside all others.

Usage: dev.py bench days [--day DAY] [--size SIZE] [--text 200] [--dark] [--by keyboard|mouse] [--place DIR]
                         [--display N]

    --day      paralegal or reviewer; may be given more than once; both by default.
               A reviewer's day begins with the paralegal's, unless DIR has one that ended.
    --size     1366x768, 1440x900 or 4k (at twice the scale)
    --place    keeps the homes of the accounts there, so that the next day can go on with them
    --display  number of the X display; a free one by default

The table of results (day, variant, finished or where it stopped, steps of the hands, seconds) is written to
out/days/results.md, and the pictures to out/days/DAY-VARIANT. Seconds are of this machine and are never a bound.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.people_days import paralegal, reviewer
from tests.benchmarks.people_days.account import ACCOUNTS, Account, interpreter_for_all, shared_folder
from tests.benchmarks.people_days.hands import Hands, Keys, Mouse
from tests.benchmarks.people_days.screen import SIZES, NotSeen, Shape, a_screen, missing_programs
from tests.fakes.messages_server import MessagesServer

OUT = Path(__file__).parents[2] / "out" / "days"
HEADER = "| day | screen | by | result | steps | seconds |\n| --- | --- | --- | --- | --- | --- |\n"
REVIEWER = "Juno Abernathy"


@dataclass(frozen=True)
class People:
    """The accounts of the firm, and its folders.

    Arguments:
        files: where a person finds what is to be read; each account owns its own.
    """

    paralegal: Account
    reviewer: Account
    files: Path


@dataclass(frozen=True)
class Result:
    """How a day ended."""

    day: str
    shape: Shape
    by: str
    ended: str
    steps: int
    seconds: float

    def row(self) -> str:
        """For the table."""
        return f"| {self.day} | {self.shape.name} | {self.by} | {self.ended} | {self.steps} | {self.seconds:.0f} |\n"


Day = Callable[[Hands, People], None]
DAYS: dict[str, tuple[Callable[[People], Account], Day]] = {
    "paralegal": (
        lambda people: people.paralegal,
        lambda hands, people: paralegal.day(hands, people.files / "paralegal", (REVIEWER, people.reviewer.own_key())),
    ),
    "reviewer": (
        lambda people: people.reviewer,
        lambda hands, people: reviewer.day(hands, people.files / "reviewer"),
    ),
}


def main(arguments: list[str]) -> int:
    """Live the days that are asked for; returns 1 if one stopped early."""
    wanted = options(arguments)
    if missing := missing_programs():
        print(f"These programs are missing: {', '.join(missing)}.", file=sys.stderr)
        return 2
    shape = shape_of(wanted)
    with tempfile.TemporaryDirectory() as temporary, MessagesServer() as service:
        place = Path(wanted.place or temporary)
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o755)
        kinds: tuple[type[Keys | Mouse], ...] = (Mouse, Keys)
        results = [
            result
            for made in kinds
            if wanted.by in {made.name, "both"}
            for result in lived(wanted.day or list(DAYS), shape, made, place, service.base_url, wanted.display)
        ]
        for complaint in service.complaints:
            print(f"The service refused a request: {complaint}")
    write(results)
    return int(any(result.ended != "finished" for result in results))


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """As the person typed them."""
    parser = argparse.ArgumentParser(prog="dev.py bench days", allow_abbrev=False)
    parser.add_argument("--day", action="append", choices=list(DAYS))
    parser.add_argument("--size", choices=list(SIZES), default="1366x768")
    parser.add_argument("--text", type=int, choices=(100, 200), default=100)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--by", choices=("keyboard", "mouse", "both"), default="both")
    parser.add_argument("--place")
    parser.add_argument("--display", type=int)
    return parser.parse_args(arguments)


def shape_of(wanted: argparse.Namespace) -> Shape:
    """The screen with its text size and colors."""
    shape, suffix = SIZES[wanted.size], ""
    if wanted.text != 100:
        shape, suffix = replace(shape, text=wanted.text), f" {wanted.text} %"
    if wanted.dark:
        shape, suffix = replace(shape, colors="Dark"), f"{suffix} dark"
    return replace(shape, name=shape.name + suffix)


def lived(
    days: Sequence[str], shape: Shape, made: type[Keys] | type[Mouse], place: Path, url: str, display: int | None
) -> list[Result]:
    """Days one after the other, with the same people; a reviewer needs the paralegal's."""
    home = place / made.name
    if "reviewer" in days and "paralegal" not in days and not (home / "paralegal-ended").exists():
        days = ["paralegal", *days]
    people = firm(home, url)
    results: list[Result] = []
    for day in days:
        result = live(day, shape, made, people, display)
        print(result.row(), end="", flush=True)
        results.append(result)
        if day == "paralegal" and result.ended != "finished":
            break  # a reviewer would wait for what is not there
        if day == "paralegal":
            (home / "paralegal-ended").touch()
    return results


def firm(home: Path, url: str) -> People:
    """The accounts; those of an earlier run go on."""
    home.mkdir(exist_ok=True)
    home.chmod(0o755)
    shared, python = shared_folder(home), interpreter_for_all(home)
    names = ("paralegal", "reviewer")
    accounts = [Account(one, home / name, url, shared, python) for name, one in zip(names, ACCOUNTS, strict=True)]
    files = home / "files"
    for account, name in zip(accounts, names, strict=True):
        (files / name).mkdir(parents=True, exist_ok=True)
        account.owns(files / name)
    return People(accounts[0], accounts[1], files)


def live(day: str, shape: Shape, made: type[Keys] | type[Mouse], people: People, display: int | None) -> Result:
    """One day on a screen of its own."""
    out = OUT / f"{day}-{made.name}-{shape.name.replace(' ', '-').replace('%', '')}"
    shutil.rmtree(out, ignore_errors=True)
    account, do = DAYS[day]
    started, ended = time.monotonic(), "finished"
    with a_screen(shape, out, display) as screen, account(people).session(screen) as application:
        screen.alive = lambda: application.poll() is None
        try:
            do(made(screen), people)
        except NotSeen as stop:
            ended = str(stop).splitlines()[0]
            print(stop, file=sys.stderr)
        for note in screen.notes:
            print(f"  {note}")
    return Result(day, shape, made.name, ended, screen.steps, time.monotonic() - started)


def write(results: Sequence[Result]) -> None:
    """Add the rows to the table."""
    file = OUT / "results.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.write_text(HEADER, encoding="utf-8")
    with file.open("a", encoding="utf-8") as table:
        table.writelines(result.row() for result in results)
