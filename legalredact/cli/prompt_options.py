"""Options of `legalredact prompt`."""

from pathlib import Path
from types import ModuleType

from legalredact.cli.option_values import PROMPT_KEYS
from legalredact.cli.options import Commands, add, group, reading


def declare(commands: Commands) -> None:
    """Declare the commands."""
    prompts = group(commands, "prompt", "The registry of prompts: those of LegalRedact and those of the firm.")
    listed = add(
        prompts,
        "list",
        _prompt,
        "run_list",
        "List the prompts, with their approvals and uses.",
        matter_too=True,
        must=False,
    )
    reading(listed)
    listed.add_argument("--folder", type=Path, metavar="DIR", help="count uses in all matters in this folder")
    shown = add(prompts, "show", _prompt, "show", "Show a prompt with its text and its approvals.")
    words = "Propose a prompt for the firm, or a new version of one, from a TOML file."
    proposed = add(prompts, "propose", _prompt, "run_propose", words, matter_too=True, must=False)
    proposed.add_argument(
        "file", type=Path, metavar="FILE", help=f"TOML with {', '.join(PROMPT_KEYS[:3])}, and the others"
    )
    words = "Approve a prompt that another person proposed."
    approved = add(prompts, "approve", _prompt, "run_approve", words, matter_too=True, must=False)
    ended = add(prompts, "retire", _prompt, "run_retire", "End the use of a prompt of the firm.")
    tried = add(prompts, "try", _prompt, "run_try", "Try a prompt on the sample, whose people are invented.")
    tried.add_argument("--as", dest="actor", default="", metavar="NAME", help="your name for the trail")
    for command in (shown, approved, ended, tried):
        command.add_argument("id", metavar="ID", help="id of the prompt, as `prompt list` prints it")
        command.add_argument("--version", dest="number", default="", metavar="N", help="default: the latest that fits")
    for command in (proposed, approved):
        command.add_argument(
            "--not-a-name",
            action="append",
            default=[],
            metavar="WORDS",
            help="words that the name model takes for a name and that are not one; may be repeated",
        )
    ended.add_argument("--as", dest="actor", default="", metavar="NAME", help="your name for the trail")
    tried.add_argument(
        "--engine", choices=("none", "local", "claude"), default="none", help="none: show what would be sent (default)"
    )
    tried.add_argument("--out", type=Path, metavar="FILE", help="file for the text to be sent, or the result")
    tried.add_argument("--api-key-file", type=Path, metavar="FILE", help="the API key, where there is no keyring")


def _prompt() -> ModuleType:
    from legalredact.cli import prompt

    return prompt
