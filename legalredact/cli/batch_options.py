"""Options of `legalredact batch`."""

import argparse
from pathlib import Path
from types import ModuleType

from legalredact.cli.options import Commands, add, group, reading
from legalredact.model.job import STAGES, Stage

_KINDS = ("document", "family", "custodian", "production")
_ACTS = {
    "accept": ("accept parts that could not be read reliably, as in the document of the group that somebody looked at"),
    "withhold": "mask, summarize and send none of the group until it is taken back",
    "mask": "have every name suggested in the group masked, everywhere",
}
_SAMPLE = (
    "A person reads pages drawn at random, as they would be sent, and counts names that must be masked and are not. "
    "The estimate says how many missed names the whole production holds at most."
)


def declare(commands: Commands) -> None:
    """Declare the commands."""
    batch = group(commands, "batch", "Process productions: thousands of documents; you can pause at any time.")
    added = add(
        batch, "add", _batch, "add", "Take in files, folders and load files; nothing is read yet.", matter_too=True
    )
    added.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, a folder, or a load file")
    run_it = add(
        batch, "run", _batch, "run", "Process until only decisions of people are left. Ctrl-C pauses.", matter_too=True
    )
    run_it.add_argument("--register", type=Path, metavar="FILE", help="names known beforehand; see `mask --help`")
    run_it.add_argument(
        "--accept", choices=("suggested", "all"), help="confirm names without asking: suggested, or possible ones too"
    )
    run_it.add_argument(
        "--accept-unread", action="store_true", help="you have looked at every part that could not be read reliably"
    )
    run_it.add_argument("--prompt", default="document-abstract", metavar="ID", help="default: %(default)s")
    run_it.add_argument("--until", choices=tuple(STAGES), default=Stage.CHECK, help="the last stage (default: check)")
    run_it.add_argument("--engine", choices=("local", "claude"), default="local", help="default: local; nothing leaves")
    run_it.add_argument("--api-key-file", type=Path, metavar="FILE", help="the API key, where there is no keyring")
    run_it.add_argument(
        "--at-most",
        type=float,
        metavar="DOLLARS",
        help="refuse if claude's summaries may cost more",
    )
    where = run_it.add_mutually_exclusive_group()
    where.add_argument("--processes", type=int, default=0, metavar="N", help="on this machine (default: one per core)")
    where.add_argument("--inline", action="store_true", help="in this process; files are read in a separate one")
    where.add_argument("--cluster", action="store_true", help="on the firm's own machines, as its policy names them")
    reading(add(batch, "status", _batch, "status", "How far a production is, and what was refused.", matter_too=True))
    whole = add(
        batch, "overview", _batch, "overview", "Summaries of families, custodians and the production.", matter_too=True
    )
    whole.add_argument("--engine", choices=("local", "claude"), default="local", help="default: local; nothing leaves")
    whole.add_argument("--api-key-file", type=Path, metavar="FILE", help="the API key, where there is no keyring")
    whole.add_argument("--at-most", type=float, metavar="DOLLARS", help="refuse if claude's overviews may cost more")
    again = add(
        batch, "retry", _batch, "try_again", "Have refused documents tried again by the next run.", matter_too=True
    )
    again.add_argument("documents", nargs="*", metavar="ID", help="which (default: all that can be obtained)")
    _costs(batch)
    _questions(batch)
    _similar(batch)


def _costs(batch: Commands) -> None:
    words = "What claude's summaries cost: an estimate of what is ahead, and what was counted."
    command = add(batch, "costs", _batch_costs, "costs", words, matter_too=True)
    reading(command)
    command.add_argument("--by", choices=_KINDS, default="custodian", help="a line for each (default: %(default)s)")
    command.add_argument("--prompt", default="document-abstract", metavar="ID", help="default: %(default)s")


def _questions(batch: Commands) -> None:
    asked = add(batch, "questions", _batch_questions, "ask", "List open decisions, riskiest first.", matter_too=True)
    asked.add_argument("--top", type=int, default=20, metavar="N", help="how many (default: %(default)s; 0: all)")
    asked.add_argument("--possible", action="store_true", help="names of the possible tier too, after all others")
    reading(asked)
    sample = batch.add_parser("sample", help="Estimate how many names are missed.", description=_SAMPLE)
    actions: Commands = sample.add_subparsers(dest="sampling", metavar="ACTION", required=True)
    drawing = add(
        actions, "draw", _batch_questions, "draw_pages", "Draw pages at random, and keep them.", matter_too=True
    )
    drawing.add_argument("--pages", type=int, default=60, metavar="N", help="default: %(default)s")
    drawing.add_argument("--seed", default="", metavar="WORDS", help="draw the same pages again (default: a new seed)")
    showing = add(
        actions,
        "show",
        _batch_questions,
        "show",
        "Show drawn pages as they would be sent, and the estimate.",
        matter_too=True,
    )
    showing.add_argument("--page", type=int, default=0, metavar="NUMBER", help="that page of the sample alone, in full")
    reading(showing)
    marking = add(
        actions,
        "mark",
        _batch_questions,
        "mark_pages",
        "Say how many names were missed on drawn pages.",
        matter_too=True,
    )
    marking.add_argument(
        "counts", nargs="+", type=_count, metavar="NUMBER=NAMES", help="page of the sample, and names missed on it"
    )


def _similar(batch: Commands) -> None:
    words = "List documents that are nearly the same, and decide on them together."
    command = add(batch, "similar", _batch_similar, "similar", words, matter_too=True)
    reading(command)
    act = command.add_mutually_exclusive_group()
    for word, meant in _ACTS.items():
        act.add_argument(f"--{word}", metavar="ID", help=f"with a document's group: {meant}")
    act.add_argument("--take-back", metavar="ID", help="take the last decision on a document's group back")


def _count(words: str) -> tuple[int, int]:
    """Parse `NUMBER=NAMES`."""
    number, equals, names = words.partition("=")
    if not (equals and number.isdecimal() and names.isdecimal()):
        raise argparse.ArgumentTypeError("not NUMBER=NAMES")
    return int(number), int(names)


def _batch() -> ModuleType:
    from legalredact.cli import batch

    return batch


def _batch_costs() -> ModuleType:
    from legalredact.cli import batch_costs

    return batch_costs


def _batch_questions() -> ModuleType:
    from legalredact.cli import batch_questions

    return batch_questions


def _batch_similar() -> ModuleType:
    from legalredact.cli import batch_similar

    return batch_similar
