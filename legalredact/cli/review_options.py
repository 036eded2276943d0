"""Options of `legalredact summarize` and `review`."""

import argparse
from pathlib import Path
from types import ModuleType

from legalredact.cli.options import Commands, accept_unread, add, group
from legalredact.model.export import FORMS


def declare_summarize(commands: Commands) -> None:
    """Declare `summarize`."""
    command = add(
        commands, "summarize", _summarize, "run", "Have a summary of the matter made and checked.", matter_too=True
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
    _choice_of_check(command)
    accept_unread(command)


def declare_review(commands: Commands) -> None:
    """Declare `review`."""
    reviews = group(commands, "review", "Read, sign, reject or export a summary.")
    show = add(reviews, "show", _summarize, "show", "Show a summary with its sources.", matter_too=True)
    approve = add(
        reviews, "approve", _summarize, "decide", "Sign a summary that somebody else prepared.", matter_too=True
    )
    reject = add(reviews, "reject", _summarize, "decide", "Reject a summary.", matter_too=True)
    export = add(reviews, "export", _summarize, "export_signed", "Export a signed summary.", matter_too=True)
    check = _check_meaning(reviews)
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
        type=_settlement,
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


def _choice_of_check(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--check-meaning",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="have claude read each statement again, against the passages that it cites; costs more "
        "(default: the matter's last choice, at first no)",
    )


def _check_meaning(reviews: Commands) -> argparse.ArgumentParser:
    words = "Have claude read the statements of a summary again, against the passages that they cite."
    command = add(reviews, "check-meaning", _meaning, "run", words, matter_too=True)
    command.add_argument("--api-key-file", type=Path, metavar="FILE", help="the API key, where there is no keyring")
    command.add_argument("--cost", action="store_true", help="only estimate what it costs; nothing is sent")
    return command


def _settlement(words: str) -> tuple[str, str]:
    """A flag's number, or a kind of flags, with the reason: the value of `--settle`."""
    which, _, reason = words.partition("=")
    if not which.strip() or not reason.strip():
        raise argparse.ArgumentTypeError("expected NUMBER=REASON or KIND=REASON")
    return which.strip(), reason.strip()


def _meaning() -> ModuleType:
    from legalredact.cli import meaning

    return meaning


def _summarize() -> ModuleType:
    from legalredact.cli import summarize

    return summarize
