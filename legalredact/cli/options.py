"""Declares commands and their common options."""

import argparse
import functools
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from legalredact.cli.session import Session

Run: TypeAlias = "Callable[[Session], int]"
Load = Callable[[], ModuleType]
"""Imports the module of a command. It is called when the command runs: all modules together take most of a second."""
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name

EXIT_CODES = (
    "exit codes: 0 done · 1 finding (leak, open decision, failed check) · 2 usage · "
    "3 refused by policy · 4 unreadable input"
)


def add(
    commands: Commands,
    name: str,
    load: Load,
    function: str,
    words: str,
    *,
    matter_too: bool = False,
    must: bool = True,
) -> argparse.ArgumentParser:
    """One command with the common options.

    Arguments:
        load: imports its module.
        function: what runs the command, by its name in that module; a `Run`.
        matter_too: it can work on a matter.
        must: the matter is required.
    """
    command: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words, epilog=EXIT_CODES)
    command.set_defaults(
        run=functools.partial(_run, load, function),
        actor="",
        passphrase_file=None,
        recovery_key_file=None,
        register=None,
    )
    command.add_argument("--json", action="store_true", help="machine-readable result on standard output")
    command.add_argument("--quiet", action="store_true", help="no progress on standard error")
    command.add_argument("--policy", type=Path, metavar="FILE", help="a policy file, where the firm has set none")
    if matter_too:
        command.add_argument("--matter", type=Path, required=must, metavar="DIR", help="the matter's folder")
        _opening(command)
    return command


def _run(load: Load, function: str, session: "Session") -> int:
    run: Run = getattr(load(), function)
    return run(session)


def many_matters(command: argparse.ArgumentParser) -> None:
    """Add a folder with matters, and the options to open them."""
    command.add_argument("folder", type=Path, metavar="FOLDER", help="with matters, also in its subfolders")
    _opening(command)


def _opening(command: argparse.ArgumentParser) -> None:
    """Add the options to open a matter."""
    keys = command.add_mutually_exclusive_group()
    keys.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="file with the passphrase that seals the matter's key, where there is no keyring",
    )
    recovery_key(keys)
    command.add_argument("--as", dest="actor", default="", metavar="NAME", help="your name for the audit trail")


def recovery_key(command: argparse._ActionsContainer, *, must: bool = False) -> None:
    """Add the option with the file of the recovery key."""
    command.add_argument(
        "--recovery-key-file",
        action="append",
        type=Path,
        required=must,
        metavar="FILE",
        help="the firm's recovery key, or a sheet of it; may be given again for more sheets; each use is recorded",
    )


def group(commands: Commands, name: str, words: str) -> Commands:
    made = commands.add_parser(name, help=words, description=words)
    actions: Commands = made.add_subparsers(dest="action", metavar="ACTION", required=True)
    return actions


def reading(command: argparse.ArgumentParser) -> None:
    """Add the option to read a matter that somebody else has open."""
    command.add_argument(
        "--read-only", action="store_true", help="read only, also while somebody else has it open; nothing is recorded"
    )


def register(command: argparse.ArgumentParser) -> None:
    """Add the option with names known beforehand."""
    command.add_argument(
        "--register", type=Path, metavar="FILE", help="names known beforehand, one a line: name | role | alias | alias…"
    )


def accept_unread(command: argparse.ArgumentParser) -> None:
    """Add the option to go on in spite of parts that could not be read."""
    command.add_argument(
        "--accept-unread", action="store_true", help="you have looked at every part that could not be read reliably"
    )
