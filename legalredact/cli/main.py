"""The command line: commands, options and exit codes."""

import argparse
import functools
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from legalredact import __version__
from legalredact.cli import (
    batch_options,
    matter_options,
    oversight_commands,
    produce_options,
    prompt_options,
    recovery_options,
    redact_options,
    review_options,
)
from legalredact.cli.options import EXIT_CODES, Commands, Run, accept_unread, add, reading, register
from legalredact.cli.output import clean_options, tolerate_every_character
from legalredact.errors import LegalRedactError, UsageError

if TYPE_CHECKING:
    from legalredact.workflow.matter.dependencies import Wiring

KINDS = ".pdf .docx .xlsx .pptx .rtf .html .eml .msg .txt, a picture, or a .zip, .mbox or folder of them"
"""What `detect` and `mask` read."""
_PERMISSIONS = "Check that it is there, and your permissions on it."


def run(arguments: Sequence[str], wiring: "Wiring") -> int:
    """As `start`, with dependencies that are made already."""
    return start(arguments, lambda: wiring)


def start(arguments: Sequence[str], make_wiring: "Callable[[], Wiring]") -> int:
    """Run one command; errors become words on standard error and an exit code, never a traceback with content.

    Nothing that only a command needs is imported before its options were parsed: `--help` and mistakes answer at once.

    Arguments:
        make_wiring: called when the command needs its dependencies.
    """
    tolerate_every_character()
    options = clean_options(parser().parse_args(arguments))
    command: Run = options.run
    try:
        from legalredact.cli.session import Session

        return command(Session(options, make_wiring))
    except LegalRedactError as problem:
        print(f"legalredact: {problem}", file=sys.stderr)
        return problem.exit_code
    except BrokenPipeError:  # the reader of the output closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:  # never a traceback, which would quote paths
        print(f"legalredact: A file or folder cannot be used ({problem.strerror}). {_PERMISSIONS}", file=sys.stderr)
        return UsageError.exit_code
    except KeyboardInterrupt:
        print("\nlegalredact: stopped; no incomplete result was kept.", file=sys.stderr)
        return 130


def uses_cluster(arguments: Sequence[str]) -> bool:
    """Whether a command uses the firm's cluster and policy names one; then the process may use the network."""
    from legalredact.governance.policy import load_policy

    options = parser().parse_args(arguments)
    try:
        return bool(getattr(options, "cluster", False)) and bool(load_policy(options.policy).cluster.scheduler)
    except LegalRedactError:
        return False  # the command itself reports what is wrong with the policy


@functools.cache
def parser() -> argparse.ArgumentParser:
    """All commands with their options; made once, which takes longer than parsing does."""
    top = argparse.ArgumentParser(
        prog="legalredact",
        description="Masks client and party names in legal documents, has them summarized, and restores the names.",
        epilog=EXIT_CODES,
    )
    top.add_argument("--version", action="version", version=f"legalredact {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _detect(commands)
    _mask(commands)
    redact_options.declare(commands)
    review_options.declare_summarize(commands)
    matter_options.declare(commands)
    recovery_options.declare(commands)
    _inventory(commands)
    batch_options.declare(commands)
    produce_options.declare(commands)
    review_options.declare_review(commands)
    oversight_commands.declare(commands)
    prompt_options.declare(commands)
    return top


def _detect(commands: Commands) -> None:
    command = add(commands, "detect", _detect_module, "run", "Find names in files; nothing is stored.")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=f"{KINDS}, or .jsonl with id and text")
    register(command)


def _mask(commands: Commands) -> None:
    command = add(
        commands, "mask", _mask_module, "run", "Read files into a matter and write their masked text.", matter_too=True
    )
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=f"files to add to the matter: {KINDS}")
    register(command)
    command.add_argument(
        "--accept",
        choices=("suggested", "all"),
        help="confirm names without asking: suggested ones, or possible ones too",
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for NAME.masked.txt files")
    _passwords(command)
    accept_unread(command)


def _passwords(command: argparse.ArgumentParser) -> None:
    """A password is never an argument, since other accounts can read arguments."""
    command.add_argument(
        "--file-passwords",
        type=Path,
        metavar="FILE",
        help="file with passwords, one a line, that are tried on each locked file; none is stored",
    )
    command.add_argument("--ask-password", action="store_true", help="ask for the password of each locked file")


def _inventory(commands: Commands) -> None:
    words = "List the classes of personal data in each document, and what masking leaves of them."
    reading(add(commands, "inventory", _inventory_module, "run", words, matter_too=True))


def _detect_module() -> ModuleType:
    from legalredact.cli import detect

    return detect


def _mask_module() -> ModuleType:
    from legalredact.cli import mask

    return mask


def _inventory_module() -> ModuleType:
    from legalredact.cli import inventory

    return inventory
