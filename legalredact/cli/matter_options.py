"""Options of `legalredact matter`, and of `identity` and `receipt`."""

import argparse
from pathlib import Path
from types import ModuleType

from legalredact.cli.option_values import APART, HOME, PRIVILEGED
from legalredact.cli.options import Commands, add, group, many_matters, reading, register
from legalredact.model.matter import AiRule
from legalredact.workflow.search.query import Scope

QUERIES = (
    'Several words: documents with all of them. "two words": a phrase. A word finds words that begin with it; * means '
    "any letters. OR between words: one of them. -WORD: not in documents with it. A w/5 B: at most five words between "
    "them."
)


def declare(commands: Commands) -> None:
    """Declare the commands."""
    matter = group(commands, "matter", "Make, list and show matters.")
    _own(matter)
    _members_and_backups(commands, matter)
    _deletion(commands, matter)


def _own(group: Commands) -> None:
    new = add(group, "new", _matter, "new", "Make a matter.", matter_too=True)
    new.add_argument("--name", default="", help="name of the matter")
    new.add_argument(
        "--ai-rule", choices=tuple(AiRule), default=AiRule.SAFEGUARDS, help="what the protective order allows"
    )
    new.add_argument("--ai-reason", default="", metavar="WORDS", help="why")
    new.add_argument("--mask-case-numbers", action="store_true", help="case numbers become tokens too")
    new.add_argument("--reviewer", action="append", default=[], metavar="NAME", help="who may sign; may be given again")
    _case(new)
    register(new)
    _settings(group)
    listing = add(group, "list", _matter, "list_matters", "List the matters in a folder.")
    words = f"default: the firm's (policy matters.folder), else {HOME}"
    listing.add_argument("folder", nargs="?", type=Path, help=words)
    shown = add(group, "show", _matter, "show", "Show documents, names, summaries and open decisions.", matter_too=True)
    reading(shown)
    places = add(group, "places", _matter, "places", "List the places of a name with their decisions.", matter_too=True)
    places.add_argument("name", metavar="ID", help="id of the name, as `matter show` prints it")
    reading(places)
    _search(group)
    listing = add(
        group, "lists", _matter, "lists", "List names that are always masked or kept in clear.", matter_too=True
    )
    listing.add_argument("--form", choices=("always", "never"), help="print that list as a file for the firm's policy")
    reading(listing)
    decide = add(group, "decide", _matter, "decide", "Confirm, dismiss or settle names by their ids.", matter_too=True)
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
        type=_settlement,
        metavar="ALIAS=OWNER",
        help="the name that an ambiguous spelling refers to; ALIAS=apart makes it a separate name",
    )
    decide.add_argument(
        "--show-as",
        action="append",
        default=[],
        type=_display,
        metavar="ID=NAME",
        help="the name that summaries insert for its token; ID= inserts its fullest spelling again",
    )


def _settings(group: Commands) -> None:
    _case(
        add(
            group,
            "set",
            _matter_settings,
            "set_exports",
            "Set the case that exports of the matter show.",
            matter_too=True,
        )
    )


def _case(command: argparse.ArgumentParser) -> None:
    """Options of `matter set` and `matter new`."""
    command.add_argument(
        "--privileged",
        choices=tuple(PRIVILEGED),
        help="mark exports “Privileged & Confidential / Attorney Work Product”; policy: as the firm's policy says",
    )
    command.add_argument("--caption", metavar="WORDS", help="of the case; empty: as its documents say")
    command.add_argument(
        "--issues-file",
        type=Path,
        metavar="FILE",
        help="issues of the matter for issue coding, one a line; an empty file: those of the firm's policy",
    )
    command.add_argument("--court", metavar="NAME", help="empty: as its documents say")
    command.add_argument("--case-number", metavar="NUMBER", help="empty: as its documents say")


def _search(group: Commands) -> None:
    words = f"Search the documents and names of a matter for words, and list each place. {QUERIES}"
    command = add(group, "search", _matter_search, "run", words, matter_too=True)
    command.add_argument("words", metavar="WORDS", help="in quotation marks if there are several")
    command.add_argument(
        "--in",
        dest="scope",
        choices=tuple(Scope),
        default=Scope.BOTH,
        help="names: spellings and tokens, with all places of the names found; default: %(default)s",
    )
    reading(command)


def _members_and_backups(commands: Commands, matter: Commands) -> None:
    who = group(matter, "members", "Who may open the matter.")
    reading(
        add(
            who, "list", _members_and_backup, "list_members", "List the members and their public keys.", matter_too=True
        )
    )
    added = add(who, "add", _members_and_backup, "add_member", "Let a colleague open the matter.", matter_too=True)
    added.add_argument("key", metavar="KEY", help="what `legalredact identity show` prints on the colleague's machine")
    added.add_argument("--name", required=True, help="the colleague's name")
    gone = add(
        who,
        "remove",
        _members_and_backup,
        "remove_member",
        "Remove a member; the matter gets a new key.",
        matter_too=True,
    )
    gone.add_argument("who", metavar="WHO", help="name or public key")
    add(
        matter,
        "rekey",
        _members_and_backup,
        "renew_key",
        "Give the matter a new key for the same members.",
        matter_too=True,
    )
    backed = add(
        matter,
        "backup",
        _members_and_backup,
        "back_up",
        "Write the matter to one file, as encrypted as it is.",
        matter_too=True,
    )
    backed.add_argument("file", type=Path, metavar="FILE", help="must not exist yet")
    words = "Back up all matters of a folder, and restore each backup on trial."
    all_ = add(matter, "backup-all", _members_and_backup, "back_up_all", words)
    many_matters(all_)
    all_.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the backups")
    restored = add(
        matter, "restore", _members_and_backup, "restore", "Restore a backup as a separate matter.", matter_too=True
    )
    restored.add_argument("file", type=Path, metavar="FILE", help="what `matter backup` wrote")
    identity = group(commands, "identity", "Your own key for matters, in the operating system's keyring.")
    add(
        identity,
        "show",
        _members_and_backup,
        "show_identity",
        "Print your public key, to be handed to a colleague; made on first use.",
    )


def _deletion(commands: Commands, matter: Commands) -> None:
    kept = group(matter, "retention", "When texts, payloads and replies are deleted.")
    reading(add(kept, "show", _purge, "show", "Show when they are due.", matter_too=True))
    days = add(kept, "set", _purge, "set_days", "Set the days after sign-off for this matter.", matter_too=True)
    days.add_argument("--days", type=int, required=True, metavar="N", help="0: as the firm's policy has it")
    run = add(kept, "run", _purge, "run_retention", "Permanently delete what is due.", matter_too=True)
    back = add(
        matter, "purge", _purge, "claw_back", "Permanently delete documents and all derived data.", matter_too=True
    )
    chosen = back.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--document", action="append", metavar="ID", help="may be given again")
    chosen.add_argument("--bates", nargs=2, metavar=("FIRST", "LAST"), help="documents that bear such a number")
    back.add_argument(
        "--typed-too", action="store_true", help="also names that a person typed, if no other document contains them"
    )
    for command in (run, back):
        command.add_argument("--yes", action="store_true", help="delete; without it, only say what would be deleted")
        command.add_argument("--receipt", type=Path, metavar="FILE", help="write the receipt there, as JSON")
    receipt = group(commands, "receipt", "Receipts of what was deleted.")
    add(receipt, "verify", _purge, "verify", "Check a receipt's signature; no matter is needed.").add_argument(
        "file", type=Path
    )


def _settlement(words: str) -> tuple[str, str]:
    """Parse `ALIAS=OWNER`."""
    alias, equals, owner = words.partition("=")
    if not (alias and equals and owner):
        raise argparse.ArgumentTypeError(f"not ALIAS=OWNER or ALIAS={APART}")
    return alias, owner


def _display(words: str) -> tuple[str, str]:
    """Parse `ID=NAME`; the name may be empty."""
    entity_id, equals, name = words.partition("=")
    if not (entity_id and equals):
        raise argparse.ArgumentTypeError("not ID=NAME")
    return entity_id, name


def _matter() -> ModuleType:
    from legalredact.cli import matter

    return matter


def _matter_search() -> ModuleType:
    from legalredact.cli import matter_search

    return matter_search


def _matter_settings() -> ModuleType:
    from legalredact.cli import matter_settings

    return matter_settings


def _members_and_backup() -> ModuleType:
    from legalredact.cli import members_and_backup

    return members_and_backup


def _purge() -> ModuleType:
    from legalredact.cli import purge

    return purge
