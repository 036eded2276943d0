"""The commands of oversight and their options: audit, policy, incidents, keys, doctor, self-test."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

from legalredact.cli import demo, incident, oversight, policy
from legalredact.cli.session import Session

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - its only name
Run = Callable[[Session], int]


class Add(Protocol):
    """Adds one command with the options that all have."""

    def __call__(
        self, commands: Commands, name: str, run_it: Run, words: str, *, matter_too: bool = False
    ) -> argparse.ArgumentParser:
        """See `main`."""


Group = Callable[[Commands, str, str], Commands]


def declare(commands: Commands, add: Add, group: Group) -> None:
    """All of them."""
    _audit(group(commands, "audit", "The audit trail."), add)
    _incident(group(commands, "incident", "What went wrong on the way to or from the service."), add)
    _policy(group(commands, "policy", "The firm's policy."), add)
    key = group(commands, "key", "The API key in the operating system's keyring.")
    add(key, "set", oversight.set_key, "Store the key, read from standard input or a hidden prompt.")
    add(key, "remove", oversight.remove_key, "Remove the key.")
    add(commands, "doctor", oversight.doctor, "Say what is ready on this machine and what is not.")
    words = "Take the sample matter the whole way in a temporary place and check the result."
    add(commands, "selftest", demo.selftest, words)
    shown = add(commands, "demo", demo.run, "Take the sample matter from files to a signed summary.")
    shown.add_argument(
        "--out", type=Path, default=Path("out"), metavar="DIR", help="where results go (default: %(default)s)"
    )


def _audit(audit: Commands, add: Add) -> None:
    words = "Check every page of the store and every link of the trail."
    add(audit, "verify", oversight.verify_audit, words, matter_too=True)
    add(audit, "report", oversight.report_audit, "Print the trail.", matter_too=True)


def _incident(incidents: Commands, add: Add) -> None:
    add(incidents, "list", incident.show, "List the incidents of a matter, and what to do.", matter_too=True)
    close = add(incidents, "close", incident.close, "Close an incident, with a reason.", matter_too=True)
    close.add_argument("--number", type=int, required=True, metavar="N", help="which incident")
    close.add_argument("--reason", required=True, metavar="WORDS", help="what was found out and done")


def _policy(policies: Commands, add: Add) -> None:
    add(policies, "show", policy.show, "Show the policy in force, and where it came from.")
    checked = add(policies, "check", policy.check, "Check a policy file.")
    checked.add_argument("file", type=Path)
    add(policies, "reference", policy.refer, "Print every key with its meaning, as Markdown.")
