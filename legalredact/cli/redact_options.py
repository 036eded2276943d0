"""Options of `legalredact redact` and `audit-copy`."""

import argparse
from pathlib import Path
from types import ModuleType

from legalredact.cli.options import Commands, add
from legalredact.model.redaction import COPY_MODES, GROUPS, PIXEL_MODE


def declare(commands: Commands) -> None:
    """Declare both commands."""
    command = add(commands, "redact", _redact, "run", "Write copies from which names are removed permanently.")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=".pdf .docx .txt, or a picture")
    names = command.add_mutually_exclusive_group(required=True)
    names.add_argument("--matter", type=Path, metavar="DIR", help="cover the names of this matter with their tokens")
    names.add_argument("--names", type=Path, metavar="FILE", help="cover these names, one per line, in every spelling")
    command.add_argument("--passphrase-file", type=Path, metavar="FILE", help="the matter's, where there is no keyring")
    command.add_argument("--as", dest="actor", default="", metavar="NAME", help="your name for audit trail and log")
    command.add_argument(
        "--mode",
        choices=COPY_MODES,
        default=PIXEL_MODE,
        help="of PDFs: pages become pictures (default), or keep their text where that is safe",
    )
    command.add_argument("--reason", default="", metavar="WORDS", help="written in each box and in the log")
    command.add_argument(
        "--roles",
        nargs="+",
        default=[],
        type=reason_by_role,
        metavar="ROLE=CODE",
        help="reasons by role of a name or kind of an identifier, for this run in place of the matter's",
    )
    command.add_argument("--pdf-a", action="store_true", help="write copies that are PDFs as PDF/A-2, for archives")
    command.add_argument("--black", action="store_true", help="plain black boxes, without tokens")
    command.add_argument("--dpi", type=int, choices=(150, 200, 300, 400), default=200, help="default: %(default)s")
    command.add_argument("--out", type=Path, metavar="DIR", help="folder for copies and their logs")
    command.add_argument("--dry-run", action="store_true", help="say what would be covered, and write nothing")
    audit = add(commands, "audit-copy", _audit_copy, "run", "Search every channel of files from any program for names.")
    audit.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="PDF, Word file or text")
    audit.add_argument("--names", type=Path, required=True, metavar="FILE", help="one name per line")
    audit.add_argument(
        "--report",
        dest="report_file",
        type=Path,
        metavar="FILE.html",
        help="write a report for people",
    )
    audit.add_argument("--pictures", action="store_true", help="with images of findings, which show the names")


def reason_by_role(words: str) -> tuple[str, str]:
    """Parse `ROLE=CODE`: a role of names or a kind of identifiers, and its reason (empty for none).

    Errors: ArgumentTypeError.
    """
    role, equals, code = words.partition("=")
    if not equals or role not in GROUPS:
        raise argparse.ArgumentTypeError(f"not ROLE=CODE, where ROLE is one of {', '.join(GROUPS)}")
    return role, " ".join(code.split())


def _redact() -> ModuleType:
    from legalredact.cli import redact

    return redact


def _audit_copy() -> ModuleType:
    from legalredact.cli import audit_copy

    return audit_copy
