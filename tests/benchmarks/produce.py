"""A production set of generated documents: time, pages, and whether the product's own reader opens what went out.

`python3 dev.py bench produce [--documents=N]` (default: 300). Documents of invented people from
`packaging/productions` (e-mail with attachments, Word, Excel, PDF, text; the damaged ones become slip sheets) are
added to a matter with the names of the generator's register, produced with OCR and the final check as shipped, and
read back: as many documents, and each text the same. Seconds are the processor's, of this process and its children.
"""

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.documents.intake.members import original_of, read_member
from legalredact.documents.limits import STANDARD
from legalredact.errors import UnreadableInput
from legalredact.model.mention import Mention, Span, Tier
from legalredact.model.production import ProductionMember
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.intake import members
from legalredact.workflow.production_set.choices import ProduceChoices
from legalredact.workflow.production_set.run import Produced, Production
from tests.fakes.parts import light_parts

MANY = 300
GENERATOR = Path(__file__).resolve().parents[2] / "packaging" / "productions"


def main(arguments: list[str]) -> int:
    """Make, produce, read back; returns 1 if the volume is not sound or does not round-trip."""
    given = [word.partition("=")[2] for word in arguments if word.startswith("--documents=")]
    wanted = int(given[-1]) if given else MANY
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as place:
        folder = Path(place)
        command = [sys.executable, str(GENERATOR), "--documents", str(wanted), "--out", str(folder / "made")]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        register = parse_register((folder / "made" / "register.txt").read_text(encoding="utf-8"))
        with OpenMatter.create(folder / "m", ThrowAwayKey(), light_parts(), "bench") as matter:
            matter.type_names(register)
            added, refused = added_from(matter, folder / "made" / "production", register)
            before, begun = used(), time.monotonic()
            done = Production(matter).run(ProduceChoices("PROD001", "ABC", accept_failed=True), folder / "out")
            seconds, waited = used() - before, time.monotonic() - begun
        print(f"{added} documents read, {refused} damaged; {os.cpu_count()} processes")
        if done.record is None or done.check is None or done.volume is None:
            print("NOT PRODUCED:", *(done.check.problems if done.check else ()), sep="\n  ")
            return 1
        told(done, seconds, waited)
        return 0 if read_back(done, done.volume) else 1


def added_from(matter: OpenMatter, production: Path, register: Register) -> tuple[int, int]:
    """Add the documents of a production; returns how many were read, and how many could not be."""
    kept: list[ProductionMember] = []
    refused = 0
    for member in members(production, silent, NEVER):
        kept.append(member)
        if member.problem is not None or matter.knows(member.document_id):
            refused += member.problem is not None
            continue
        try:
            document = read_member(member, STANDARD, silent, NEVER)
            matter.keep(document, original_of(member))
        except UnreadableInput:
            refused += 1
            continue
        matter.keep_mentions(document.id, tuple(named(document.text, register)))
    matter.keep_families(tuple(replace(one, problem=None) for one in kept))
    matter.accept(Tier.SUGGESTED)
    return len(matter.listing), refused


def named(text: str, register: Register) -> Iterator[Mention]:
    """Places of the register's names."""
    for entity in register.entities:
        for spelling in entity.spellings:
            at = text.find(spelling)
            while at >= 0:
                yield Mention(Span(at, at + len(spelling)), spelling, entity.kind, Tier.SUGGESTED, "listed")
                at = text.find(spelling, at + 1)


def told(done: Produced, seconds: float, waited: float) -> None:
    """Print the figures."""
    check = done.check
    assert check is not None
    print(f"produced: {check.words()}")
    print(f"{check.redacted} redacted, {len(done.failed)} slip sheets for documents that could not be produced")
    reasons = sorted({why.split(".")[0] for _, why in done.failed})
    print(*(f"  {why}: {sum(one.startswith(why) for _, one in done.failed)}" for why in reasons), sep="\n")
    print(f"{seconds:,.0f} s of the processor, {seconds / max(1, check.pages):.2f} s a page; {waited:,.0f} s waited")


def read_back(done: Produced, volume: Path) -> bool:
    """Whether the reader of load files finds each document with its pages, and its text as it was written."""
    assert done.record is not None
    found = list(members(volume, silent, NEVER))
    first = [one.bates.first for one in found]
    same_numbers = first == [one.first for one in done.record.documents]
    texts = sum(bool(one.text) for one in found)
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (volume / "TEXT").rglob("*.txt")}
    print(
        f"read back: {len(found)} documents, {texts} texts, {len(digests)} of them different; numbers as produced: ",
        end="",
    )
    print("yes" if same_numbers else "NO")
    return same_numbers and texts == len(done.record.documents)


def used() -> float:
    """Seconds of the processor, of this process and of its ended children."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
