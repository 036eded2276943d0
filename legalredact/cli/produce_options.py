"""Options of `legalredact produce`."""

import argparse
from pathlib import Path
from types import ModuleType

from legalredact.cli.options import Commands, add, group, reading
from legalredact.model.production_set import PageForm, PriorBates
from legalredact.model.redaction import COPY_MODES, TEXT_MODE


def declare(commands: Commands) -> None:
    """Declare the commands."""
    actions = group(commands, "produce", "Produce documents: Bates numbers, load files, privilege log.")
    plan = add(
        actions,
        "plan",
        _produce,
        "edit_plan",
        "Decide what is withheld, why, and how the log describes it.",
        matter_too=True,
    )
    way = plan.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--out", type=Path, metavar="FILE.csv", help="write the plan, to be edited; it has names in clear text"
    )
    way.add_argument("--in", dest="edited", type=Path, metavar="FILE.csv", help="apply an edited plan")
    _declare_run(
        add(
            actions,
            "run",
            _produce,
            "run",
            "Produce the documents, or go on with a run that was stopped.",
            matter_too=True,
        )
    )
    again = add(actions, "check", _produce, "check", "Check a volume: numbers, links, pages, names.", matter_too=True)
    again.add_argument("volume", type=Path, metavar="FOLDER", help="folder of the volume, such as out/PROD001")
    ocr = "also read every page by OCR; without it, page images are not searched, only the texts of their documents"
    again.add_argument("--ocr", action="store_true", help=ocr)
    reading(add(actions, "list", _produce, "list_sets", "List the sets that were produced.", matter_too=True))


def _declare_run(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the volume")
    command.add_argument("--set", dest="name", required=True, metavar="NAME", help="name of the set, such as PROD001")
    command.add_argument("--prefix", required=True, metavar="ABC", help="prefix of its Bates numbers")
    command.add_argument("--start", type=int, default=0, metavar="N", help="first number (default: the next free one)")
    command.add_argument("--digits", type=int, default=6, metavar="N", help="default: %(default)s")
    command.add_argument("--legend", default="", metavar="WORDS", help="confidentiality legend of each page")
    command.add_argument(
        "--form", choices=tuple(PageForm), default=PageForm.PDF, help="PDFs, or TIFF, PNG and JPEG images of pages"
    )
    command.add_argument("--image-dpi", type=int, choices=(200, 300, 400), default=300, help="default: %(default)s")
    command.add_argument(
        "--earlier-bates",
        choices=tuple(PriorBates),
        default=PriorBates.KEEP,
        help="Bates numbers already on the pages: they stay beside the new ones, or are covered",
    )
    command.add_argument("--mode", choices=COPY_MODES, default=TEXT_MODE, help="of redacted pages; default: text")
    command.add_argument("--black", action="store_true", help="plain black boxes, without tokens")
    command.add_argument("--reason", default="", metavar="CODES", help="reason codes of names without one of their own")
    command.add_argument(
        "--log-names", action="store_true", help="the privilege log names authors and recipients, not their tokens"
    )
    command.add_argument(
        "--slip-sheets-for-failed",
        action="store_true",
        help="if the redaction of a document cannot be verified, a slip sheet takes its place",
    )
    command.add_argument("--processes", type=int, default=0, metavar="N", help="default: one per core")


def _produce() -> ModuleType:
    from legalredact.cli import produce

    return produce
