"""An administrator's day: policy, recovery key, self-test, prompts, trail; and who approves a prompt."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.people_days.hands import Hands, adjust
from tests.benchmarks.people_days.paralegal import store_key
from tests.benchmarks.people_days.screen import NotSeen

TESTING = 900.0
"""Seconds for the self-test on a busy machine."""
PROMPT = "Storage digest"
MISTAKE = ("[prompts]", "[prompt]")


@dataclass(frozen=True)
class Terminal:
    """A terminal of the account.

    Arguments:
        run: a command of LegalRedact; returns its exit code and what it prints.
        policy: where the account's policy belongs. (A firm's file would be in force for the whole machine.)
        prepared: the firm's policy as the administrator wrote it, without a recovery key.
        folder: an own folder, for the private key of recovery.
    """

    run: Callable[[Sequence[str]], tuple[int, str]]
    policy: Path
    prepared: str
    folder: Path

    def must(self, *command: str, says: str, code: int = 0) -> str:
        """Run a command and look for words in what it prints.

        Errors: NotSeen.
        """
        ended, told = self.run(command)
        if ended != code or says not in told:
            raise NotSeen(f"legalredact {' '.join(command)} ended with {ended}; expected {code} and {says!r}:\n{told}")
        return told

    def no_fault(self) -> None:
        """Have the doctor look: warnings, as of a disk that is not encrypted, are of this machine.

        Errors: NotSeen.
        """
        _, told = self.run(["doctor"])
        if faults := [line for line in told.splitlines() if line.startswith("fail")]:
            raise NotSeen(f"the doctor finds {'; '.join(faults)}")


def set_up(terminal: Terminal) -> None:
    """Recovery key and policy, before the application starts: a mistake in the policy is named, and corrected."""
    told = terminal.must("recovery", "new", "--out", str(terminal.folder / "recovery.key"), says="recipient = ")
    recipient = re.findall(r'^recipient = ".*"$', told, re.MULTILINE)[0]
    whole = f"{terminal.prepared}\n[recovery]\n{recipient}\n"
    draft = terminal.folder / "policy.toml"
    draft.write_text(whole.replace(*MISTAKE), encoding="utf-8")
    terminal.must("policy", "check", str(draft), says="prompt", code=2)
    draft.write_text(whole, encoding="utf-8")
    terminal.must("policy", "check", str(draft), says="")
    terminal.policy.write_text(whole, encoding="utf-8")
    terminal.must("policy", "show", says="zero_retention")


def day(hands: Hands, terminal: Terminal) -> None:
    """From what is ready to a prompt that waits for a second person, and a doctor who finds no fault."""
    screen = hands.screen
    screen.wait_for("Check again")
    hands.keep("start")
    store_key(hands)
    open_sample(hands)
    look_at_policy(hands)
    test_masking(hands)
    propose_prompt(hands)
    look_at_inventory(hands)
    check_trail(hands)
    terminal.no_fault()


def open_sample(hands: Hands) -> None:
    """The sample is a matter of invented people."""
    hands.press("Try the sample matter")
    hands.screen.wait_for("Add files")
    hands.screen.wait_for("to decide")
    adjust(hands)
    hands.keep("sample")


def look_at_policy(hands: Hands) -> None:
    """The policy in force, and the attestation in it."""
    screen = hands.screen
    hands.place("Policy")
    screen.wait_for("Find a key or a word")
    hands.keep("policy")
    hands.into("Find a key or a word", "zero_retention")
    screen.wait_for("attested_by", "zero_retention.attested_by")
    hands.keep("attestation")


def test_masking(hands: Hands) -> None:
    """The self-test without which nothing is sent."""
    screen = hands.screen
    hands.place("Oversight")
    screen.wait_for("Test masking now")
    hands.keep("oversight")
    hands.main("Test masking now")
    screen.wait_for("Masking was tested", patience=TESTING)
    hands.keep("tested")


def propose_prompt(hands: Hands) -> None:
    """A prompt of the firm, without names."""
    screen = hands.screen
    hands.place("Prompts")
    screen.wait_for("Propose")
    screen.still(1.0)
    hands.keep("prompts")
    hands.press("Propose ...")
    screen.wait_for("Purpose")
    hands.keep("propose-empty")
    hands.into("Title", PROMPT)
    hands.into("Purpose", "Say what each letter asks about storage.")
    hands.into("Instructions", "List what each letter above asks about storage.")
    hands.keep("propose")
    hands.answer("Propose")
    screen.wait_for("Another person has to approve", patience=TESTING)
    hands.keep("proposed")


def look_at_inventory(hands: Hands) -> None:
    """What the sample holds, and what masking leaves of it."""
    screen = hands.screen
    hands.place("Data inventory")
    screen.wait_for("how many of them stay in clear", "no match does not mean")
    screen.still(1.5)
    hands.keep("inventory")


def check_trail(hands: Hands) -> None:
    """Every page and every link."""
    screen = hands.screen
    hands.place("Audit trail")
    screen.wait_for("Check the trail")
    screen.still(1.0)
    hands.keep("trail")
    hands.main("Check the trail")
    screen.wait_for("Every one is signed", "events holds")
    hands.keep("trail-checked")


def approve(hands: Hands) -> None:
    """The day of the second person: the prompt is read and approved."""
    screen = hands.screen
    screen.wait_for("Check again")
    hands.keep("start")
    open_sample(hands)
    hands.place("Prompts")
    screen.wait_for("Approve")
    screen.still(1.0)
    hands.select(PROMPT)
    hands.keep("chosen")
    hands.main("Approve")
    screen.wait_for("is approved", patience=TESTING)
    hands.keep("approved")
