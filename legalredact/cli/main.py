"""The command line: commands, options and exit codes."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from legalredact import __version__
from legalredact.cli import (
    batch,
    detect,
    inventory,
    locked_files,
    mask,
    matter,
    matter_search,
    matter_settings,
    meaning,
    members_and_backup,
    oversight_commands,
    produce_options,
    prompt,
    purge,
    recovery,
    redact_options,
    summarize,
)
from legalredact.cli.options import EXIT_CODES, Commands, Run, reading
from legalredact.cli.options import add as _add
from legalredact.cli.options import group as _group
from legalredact.cli.output import clean_options, tolerate_every_character
from legalredact.cli.session import Session
from legalredact.errors import LegalRedactError, UsageError
from legalredact.governance.policy import load_policy
from legalredact.model.matter import AiRule
from legalredact.workflow.matter.dependencies import Wiring
from legalredact.workflow.send.export import FORMS

KINDS = ".pdf .docx .xlsx .pptx .rtf .html .eml .msg .txt, a picture, or a .zip, .mbox or folder of them"
"""What `detect` and `mask` read."""
_PERMISSIONS = "Check that it is there, and your permissions on it."


def run(arguments: Sequence[str], wiring: Wiring) -> int:
    """Run one command; errors become words on standard error and an exit code, never a traceback with content."""
    tolerate_every_character()
    options = clean_options(parser().parse_args(arguments))
    command: Run = options.run
    try:
        return command(Session(options, wiring))
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
    options = parser().parse_args(arguments)
    try:
        return bool(getattr(options, "cluster", False)) and bool(load_policy(options.policy).cluster.scheduler)
    except LegalRedactError:
        return False  # the command itself reports what is wrong with the policy


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(
        prog="legalredact",
        description="Masks client and party names in legal documents, has them summarized, and restores the names.",
        epilog=EXIT_CODES,
    )
    top.add_argument("--version", action="version", version=f"legalredact {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _detect(commands)
    _mask(commands)
    redact_options.declare(commands, _redact, _audit_copy)
    _summarize(commands)
    matters = _matter(commands)
    members_and_backup.declare(commands, matters)
    purge.declare(commands, matters)
    recovery.declare(commands)
    inventory.declare(commands)
    batch.declare(commands)
    produce_options.declare(commands)
    _review(commands)
    oversight_commands.declare(commands)
    prompt.declare(commands)
    return top


def _register(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--register", type=Path, metavar="FILE", help="names known beforehand, one a line: name | role | alias | alias…"
    )


def _detect(commands: Commands) -> None:
    command = _add(commands, "detect", detect.run, "Find names in files; nothing is stored.")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=f"{KINDS}, or .jsonl with id and text")
    _register(command)


def _mask(commands: Commands) -> None:
    command = _add(commands, "mask", mask.run, "Read files into a matter and write their masked text.", matter_too=True)
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=f"files to add to the matter: {KINDS}")
    _register(command)
    command.add_argument(
        "--accept",
        choices=("suggested", "all"),
        help="confirm names without asking: suggested ones, or possible ones too",
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for NAME.masked.txt files")
    locked_files.declare(command)
    _accept_unread(command)


def _redact(session: Session) -> int:
    """Import the command when it runs: libraries for PDF and Word files would slow the start of every other one."""
    from legalredact.cli import redact

    return redact.run(session)


def _audit_copy(session: Session) -> int:
    """As `_redact`."""
    from legalredact.cli import audit_copy

    return audit_copy.run(session)


def _accept_unread(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--accept-unread", action="store_true", help="you have looked at every part that could not be read reliably"
    )


def _summarize(commands: Commands) -> None:
    command = _add(
        commands, "summarize", summarize.run, "Have a summary of the matter made and checked.", matter_too=True
    )
    command.add_argument(
        "--engine", choices=("local", "claude"), default="local", help="local: nothing leaves this machine (default)"
    )
    command.add_argument(
        "--prompt",
        default="document-abstract",
        metavar="ID",
        help="which prompt of the registry (default: %(default)s)",
    )
    command.add_argument(
        "--question-file",
        type=Path,
        metavar="FILE",
        help="what the prompt asks for, such as a question; - for standard input; its names are masked",
    )
    command.add_argument(
        "--documents", nargs="+", metavar="NAME", help="summarize these documents, by name or id (default: all)"
    )
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="file for the unsigned draft (default: standard output)"
    )
    command.add_argument("--api-key-file", type=Path, metavar="FILE", help="the API key, where there is no keyring")
    meaning.choice(command)
    _accept_unread(command)


def _matter(commands: Commands) -> Commands:
    group = _group(commands, "matter", "Make, list and show matters.")
    new = _add(group, "new", matter.new, "Make a matter.", matter_too=True)
    new.add_argument("--name", default="", help="name of the matter")
    new.add_argument(
        "--ai-rule", choices=tuple(AiRule), default=AiRule.SAFEGUARDS, help="what the protective order allows"
    )
    new.add_argument("--ai-reason", default="", metavar="WORDS", help="why")
    new.add_argument("--mask-case-numbers", action="store_true", help="case numbers become tokens too")
    new.add_argument("--reviewer", action="append", default=[], metavar="NAME", help="who may sign; may be given again")
    matter_settings.options(new)
    _register(new)
    matter_settings.declare(group)
    listing = _add(group, "list", matter.list_matters, "List the matters in a folder.")
    words = f"default: the firm's (policy matters.folder), else {matter.HOME}"
    listing.add_argument("folder", nargs="?", type=Path, help=words)
    shown = _add(group, "show", matter.show, "Show documents, names, summaries and open decisions.", matter_too=True)
    reading(shown)
    places = _add(group, "places", matter.places, "List the places of a name with their decisions.", matter_too=True)
    places.add_argument("name", metavar="ID", help="id of the name, as `matter show` prints it")
    reading(places)
    matter_search.declare(group)
    listing = _add(group, "lists", matter.lists, "List names that are always masked or kept in clear.", matter_too=True)
    listing.add_argument("--form", choices=("always", "never"), help="print that list as a file for the firm's policy")
    reading(listing)
    decide = _add(group, "decide", matter.decide, "Confirm, dismiss or settle names by their ids.", matter_too=True)
    decide.add_argument("--confirm", action="append", default=[], metavar="ID", help="mask it; may be given again")
    decide.add_argument("--dismiss", action="append", default=[], metavar="ID", help="keep it in clear everywhere")
    decide.add_argument("--reopen", action="append", default=[], metavar="ID", help="take its decision back")
    decide.add_argument(
        "--in-document",
        default="",
        metavar="DOCUMENT",
        help="decide for that document alone, by its id; not for the rest of the matter",
    )
    decide.add_argument(
        "--place",
        action="append",
        default=[],
        type=int,
        metavar="NUMBER",
        help="decide for that place of the document alone, by its number in `matter places`; may be given again",
    )
    decide.add_argument(
        "--like", action="store_true", help="a decision on an ID applies to all names that need the same decision"
    )
    decide.add_argument(
        "--settle",
        action="append",
        default=[],
        type=matter.settlement,
        metavar="ALIAS=OWNER",
        help="the name that an ambiguous spelling refers to; ALIAS=apart makes it a separate name",
    )
    decide.add_argument(
        "--show-as",
        action="append",
        default=[],
        type=matter.display,
        metavar="ID=NAME",
        help="the name that summaries insert for its token; ID= inserts its fullest spelling again",
    )
    return group


def _review(commands: Commands) -> None:
    group = _group(commands, "review", "Read, sign, reject or export a summary.")
    show = _add(group, "show", summarize.show, "Show a summary with its sources.", matter_too=True)
    approve = _add(group, "approve", summarize.decide, "Sign a summary that somebody else prepared.", matter_too=True)
    reject = _add(group, "reject", summarize.decide, "Reject a summary.", matter_too=True)
    export = _add(group, "export", summarize.export_signed, "Export a signed summary.", matter_too=True)
    check = meaning.declare(group)
    for command in (show, approve, reject, export, check):
        command.add_argument("--summary", default="", metavar="ID", help="which summary (default: the latest)")
    show.add_argument("--out", type=Path, metavar="FILE", help="file to write (default: standard output)")
    for command in (approve, reject):
        command.add_argument("--reviewer", required=True, metavar="NAME", help="who decides")
        command.add_argument("--note", default="", help="for the record; a rejection needs one")
    approve.add_argument(
        "--settle",
        action="append",
        default=[],
        type=summarize.settlement,
        metavar="NUMBER=REASON",
        help="why a flag does not stand in the way; KIND=REASON for all of a kind; may be given again",
    )
    reject.set_defaults(out=None, form=None, settle=[], identifiers=False)
    approve.add_argument("--out", type=Path, metavar="DIR", help="export there at once")
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the files")
    for command in (approve, export):
        command.add_argument(
            "--identifiers",
            action="store_true",
            help="write taxpayer, account and other such numbers in full, not shortened; the trail records it",
        )
        command.add_argument(
            "--form", action="append", choices=FORMS, help="docx, pdf or md; may be given again (default: all)"
        )
