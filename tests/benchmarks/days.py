"""Days of people in the started application, on a real screen, from outside: `dev.py bench days`.

The people see pictures of the screen, read by OCR, and press keys and buttons by xdotool. Nothing of the application is
imported by them. A day ends where a person can go no further; the picture of that moment is kept beside all others.

Usage: dev.py bench days [--day DAY] [--size SIZE] [--text 200] [--dark] [--by keyboard|mouse] [--place DIR]
                         [--display N] [--documents N]

    --day      paralegal, reviewer, producing, administrator or approver; may be given more than once; all by default.
               A reviewer's day begins with the paralegal's, unless DIR has one that ended; an approver's likewise with
               the administrator's.
    --documents    of the production, 300 by default
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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.people_days import administrator, paralegal, producing, reviewer
from tests.benchmarks.people_days.account import ACCOUNTS, Account, interpreter_for_all, shared_folders
from tests.benchmarks.people_days.hands import Hands, Keys, Mouse
from tests.benchmarks.people_days.screen import SIZES, NotSeen, Shape, a_screen, missing_programs
from tests.fakes.messages_server import MessagesServer

OUT = Path(__file__).parents[2] / "out" / "days"
HEADER = "| day | screen | by | result | steps | seconds |\n| --- | --- | --- | --- | --- | --- |\n"
REVIEWER = "Juno Abernathy"


@dataclass(frozen=True)
class People:
    """The accounts of the firm by their days, and its folders.

    Arguments:
        files: where a person finds what is to be read; each account owns its own.
        documents: of a production.
    """

    accounts: Mapping[str, Account]
    files: Path
    documents: int

    def own(self, day: str, name: str) -> Path:
        """An empty folder for what a person writes."""
        folder = self.files / day / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.accounts[day].owns(folder)
        return folder

    def ended(self, day: str) -> Path:
        """A file that is there once that day was finished."""
        return self.files / f"{day}-ended"

    def terminal(self) -> administrator.Terminal:
        """The administrator's."""
        account = self.accounts["administrator"]
        return administrator.Terminal(
            account.run, account.policy_file, account.policy, self.own("administrator", "keys")
        )


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
DAYS: dict[str, Day] = {
    "paralegal": lambda hands, people: paralegal.day(
        hands, people.own("paralegal", "files"), (REVIEWER, people.accounts["reviewer"].own_key())
    ),
    "reviewer": lambda hands, people: reviewer.day(hands, people.own("reviewer", "exported")),
    "producing": lambda hands, people: producing.day(
        hands,
        producing.make_production(people.files / f"production-{people.documents}", people.documents),
        people.own("producing", "produced"),
    ),
    "administrator": lambda hands, people: administrator.day(hands, people.terminal()),
    "approver": lambda hands, _: administrator.approve(hands),
}
BEFORE = {"reviewer": "paralegal", "approver": "administrator"}
"""Whose work a day goes on with."""


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
            for result in lived(wanted, shape, made, place, service.base_url)
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
    parser.add_argument("--documents", type=int, default=300)
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
    wanted: argparse.Namespace, shape: Shape, made: type[Keys] | type[Mouse], place: Path, url: str
) -> list[Result]:
    """Days one after the other, with the same people; some need what another one made."""
    home, days = place / made.name, list(wanted.day or DAYS)
    people = firm(home, url, wanted.documents)
    for day in [one for one in days if one in BEFORE]:
        if BEFORE[day] not in days and not people.ended(BEFORE[day]).exists():
            days.insert(days.index(day), BEFORE[day])
    results: list[Result] = []
    for day in days:
        if day in BEFORE and not people.ended(BEFORE[day]).exists():
            continue  # this person would wait for what is not there
        result = live(day, shape, made, people, wanted.display)
        print(result.row(), end="", flush=True)
        results.append(result)
        if result.ended == "finished":
            people.ended(day).touch()
    return results


def firm(home: Path, url: str, documents: int) -> People:
    """The accounts; those of an earlier run go on."""
    home.mkdir(exist_ok=True)
    home.chmod(0o755)
    shared, python = shared_folders(home), interpreter_for_all(home)
    accounts = {
        day: Account(one, home / day, url, shared, python, sets_up=day == "administrator")
        for day, one in ACCOUNTS.items()
    }
    (home / "files").mkdir(exist_ok=True)
    return People(accounts, home / "files", documents)


def live(day: str, shape: Shape, made: type[Keys] | type[Mouse], people: People, display: int | None) -> Result:
    """One day on a screen of its own."""
    out = OUT / f"{day}-{made.name}-{shape.name.replace(' ', '-').replace('%', '')}"
    shutil.rmtree(out, ignore_errors=True)
    started, ended, steps = time.monotonic(), "finished", 0
    try:
        if day == "administrator":
            administrator.set_up(people.terminal())
        with a_screen(shape, out, display) as screen, people.accounts[day].session(screen) as application:
            screen.alive = lambda: application.poll() is None
            try:
                DAYS[day](made(screen), people)
            finally:
                steps = screen.steps
                for note in screen.notes:
                    print(f"  {note}")
    except NotSeen as stop:
        ended = str(stop).splitlines()[0]
        print(stop, file=sys.stderr)
    return Result(day, shape, made.name, ended, steps, time.monotonic() - started)


def write(results: Sequence[Result]) -> None:
    """Add the rows to the table."""
    file = OUT / "results.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.write_text(HEADER, encoding="utf-8")
    with file.open("a", encoding="utf-8") as table:
        table.writelines(result.row() for result in results)
