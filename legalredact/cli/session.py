"""Shared by all commands: options, matter, words for people (standard error) and results for scripts (output)."""

import argparse
import dataclasses
import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from legalredact.cli.output import json_line
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.errors import Refused, UsageError
from legalredact.governance.os_account import current_account
from legalredact.governance.policy import load_policy
from legalredact.governance.roles import allow_place
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import Policy
from legalredact.model.progress import Progress
from legalredact.model.register import Register
from legalredact.vault.folder import is_matter
from legalredact.vault.keys import KeySource
from legalredact.vault.recovery_key import RecoveryKey, read_recovery_key, readable_for_others
from legalredact.workflow.matter.dependencies import Parts, Wiring
from legalredact.workflow.matter.folder_warnings import doubt_about
from legalredact.workflow.matter.open_matter import OpenMatter


@dataclasses.dataclass(frozen=True)
class Session:
    """One run of one command."""

    options: argparse.Namespace
    make_wiring: Callable[[], Wiring]

    @functools.cached_property
    def wiring(self) -> Wiring:
        """How dependencies are made."""
        return self.make_wiring()

    @functools.cached_property
    def policy(self) -> Policy:
        """The policy in force; errors as in `load_policy`."""
        return load_policy(self.options.policy)

    @property
    def actor(self) -> str:
        """Who acts: the name given with --as, else the account of the operating system.

        Errors: Refused if policy requires accounts and another name is given.
        """
        own, given = current_account().name, self.options.actor
        if self.policy.sign_off.accounts and given not in ("", own):
            raise Refused("The policy accepts only your account's name.", "Leave out --as, or log in as that person.")
        return given or own

    @functools.cached_property
    def parts(self) -> Parts:
        """The parts under the policy in force."""
        return self.wiring.parts(self.policy, getattr(self.options, "api_key_file", None))

    @functools.cached_property
    def keys(self) -> KeySource:
        """The source of matter keys, by the options."""
        if self.options.recovery_key_file:
            return self.recovery_key()
        return self.wiring.keys(self.options.passphrase_file)

    def recovery_key(self) -> RecoveryKey:
        """The firm's recovery key in the files of --recovery-key-file; warns if others may read them."""
        files: list[Path] = self.options.recovery_key_file
        key = read_recovery_key(files)
        for file in files:
            if readable_for_others(file):
                self.say(f"Other accounts may read {file}: take their rights away (chmod 600).")
        return key

    def place(self, folder: Path) -> Path:
        """The folder, if results may be written there; errors: Refused."""
        allow_place(self.policy, folder)
        return folder

    def matter(self, *, make: bool = False, restored: bool = False) -> OpenMatter:
        """Open the matter of --matter; create it first if there is none and `make` is set."""
        folder: Path = self.options.matter
        keys, parts = self.keys, self.parts
        if (doubt := doubt_about(folder)) is not None:
            self.say(str(doubt))
        if keys.mode == RecoveryKey.mode:
            self._refuse_unrecorded(folder, make=make)
        if make and not is_matter(folder):
            info = getattr(self.options, "info", None)
            return OpenMatter.create(folder, keys, parts, self.actor, info if isinstance(info, MatterInfo) else None)
        if getattr(self.options, "read_only", False):
            return OpenMatter.read(folder, keys, parts, self.actor)
        return OpenMatter.open(folder, keys, parts, self.actor, restored=restored)

    def _refuse_unrecorded(self, folder: Path, *, make: bool) -> None:
        """Errors: UsageError if the recovery key would make a matter, or open one without an event in its trail."""
        if make and not is_matter(folder):
            raise UsageError("A matter is not made with the recovery key.", "Leave out --recovery-key-file.")
        if getattr(self.options, "read_only", False):
            raise UsageError(
                "Each use of the recovery key is recorded, and nothing is recorded with --read-only.",
                "Leave out --read-only.",
            )

    def typed_register(self) -> Register:
        """The register of --register, or an empty one."""
        path: Path | None = self.options.register
        if path is None:
            return Register()
        try:
            return parse_register(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            raise UsageError("The register file cannot be read.", "Check its path and that it is UTF-8 text.") from None

    def say(self, words: str) -> None:
        """Print words for a person on standard error."""
        print(words, file=sys.stderr)

    def report(self, progress: Progress) -> None:
        """Show progress in one line that is overwritten, on a terminal."""
        if sys.stderr.isatty() and not self.options.quiet:
            of = f" of {progress.total}" if progress.total else ""
            print(f"\r\033[K{progress.step} {progress.done}{of}", end="", file=sys.stderr, flush=True)
            if progress.done == progress.total:
                print("\r\033[K", end="", file=sys.stderr, flush=True)

    def answer(self, value: dict[str, Any], words: str) -> None:
        """Print the command's result on standard output: JSON with --json, else words."""
        print(json_line(value) if self.options.json else words)
