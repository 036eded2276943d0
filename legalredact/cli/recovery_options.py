"""Options of `legalredact recovery`."""

import argparse
from pathlib import Path
from types import ModuleType

from legalredact.cli.options import Commands, add, group, recovery_key


def declare(commands: Commands) -> None:
    """Declare the commands."""
    keys = group(commands, "recovery", "The firm's recovery key, for IT: make it, try it, give access with it.")
    made = add(keys, "new", _recovery, "new", "Make a recovery key, and print the lines for the policy.")
    made.add_argument("--out", type=Path, metavar="FILE", help="file for the private key, for you alone")
    _sheets(made, must=False)
    printed = add(keys, "sheets", _recovery, "print_sheets", "Write an existing recovery key to sheets for paper.")
    recovery_key(printed, must=True)
    _sheets(printed, must=True)
    opened = add(
        keys, "restore-access", _recovery, "give_access", "Add members to all matters of a folder, or remove some."
    )
    opened.add_argument(
        "--member",
        action="append",
        default=[],
        type=_member,
        metavar="NAME=KEY",
        help="a colleague with the public key that `legalredact identity show` prints there; may be given again",
    )
    opened.add_argument(
        "--remove",
        action="append",
        default=[],
        metavar="WHO",
        help="name or public key of somebody who left; such a matter gets a new key; may be given again",
    )
    tried = add(
        keys,
        "drill",
        _recovery,
        "drill",
        "Try whether the recovery key opens all matters of a folder; changes nothing.",
    )
    for command in (opened, tried):
        command.add_argument("folder", type=Path, metavar="FOLDER", help="with matters, also in its subfolders")
        command.add_argument("--as", dest="actor", default="", metavar="NAME", help="your name for the audit trail")
        recovery_key(command, must=True)


def _sheets(command: argparse.ArgumentParser, *, must: bool) -> None:
    command.add_argument("--sheets", type=Path, required=must, metavar="DIR", help="folder for sheets to print")
    command.add_argument(
        "--split",
        type=_splitting,
        default=(1, 1),
        metavar="NEEDED/SHEETS",
        help="split it among several people, such as 2/3: any two of three sheets give the key",
    )


def _splitting(words: str) -> tuple[int, int]:
    """Parse `NEEDED/SHEETS`."""
    needed, slash, count = words.partition("/")
    if not (slash and needed.isdecimal() and count.isdecimal()):
        raise argparse.ArgumentTypeError("not NEEDED/SHEETS, such as 2/3")
    return int(needed), int(count)


def _member(words: str) -> tuple[str, str]:
    """Parse `NAME=KEY`."""
    name, equals, key = words.rpartition("=")
    if not (equals and name.strip() and key.strip()):
        raise argparse.ArgumentTypeError("not NAME=KEY")
    return name.strip(), key.strip()


def _recovery() -> ModuleType:
    from legalredact.cli import recovery

    return recovery
