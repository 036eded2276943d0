"""A production set of generated documents: time, pages, and whether the product's own reader opens what went out.

`python3 dev.py bench produce [--documents=N]` (default: 300). Documents of invented people from
`packaging/productions` (e-mail with attachments, Word, Excel, PDF, text; the damaged ones become slip sheets) are
added to a matter with the names of the generator's register, produced with OCR and the final check as shipped, and
read back: as many documents and pages, the same numbers, and each text that of its pages. Seconds are the processor's,
of this process and its children.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.documents.intake.members import original_of, read_member
from legalredact.documents.limits import STANDARD
from legalredact.documents.read import read_file
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document
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
WORDS = re.compile(r"\w+")
PLEADING = {str(number) for number in range(1, 29)}
"""Line numbers of pleading paper."""
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
    """Whether the reader of load files finds each document with its number, pages, and text, as they were produced.

    Each document is read as an opposing party would add it: its pages by the reader of PDF, its text from its own file.
    """
    assert done.record is not None
    found = list(members(volume, silent, NEVER))
    wanted = [(one.first, one.last, one.pages) for one in done.record.documents]
    read = [read_member(one, STANDARD, silent, NEVER) for one in found]
    got = [(one.bates.first, one.bates.last, len(it.pages)) for one, it in zip(found, read, strict=True)]
    same = sum(same_words(one, read_file(original_of(one))) for one in found)
    rows = {
        "documents": (len(found), len(wanted)),
        "pages": (sum(len(it.pages) for it in read), done.record.pages),
        "numbers and page counts as produced": (sum(map(tuple.__eq__, got, wanted)), len(wanted)),
        "texts that are those of their pages": (same, len(wanted)),
    }
    print(*(f"read back: {many:,} of {of:,} {what}" for what, (many, of) in rows.items()), sep="\n")
    return all(many == of for many, of in rows.values())


def same_words(member: ProductionMember, document: Document) -> bool:
    """Whether the text file of a document has the words that its pages have, in whatever order lines are read.

    The reader leaves out the line numbers of pleading paper.

    Arguments:
        document: of the pages alone; `read_member` adds lines that only the text file has.
    """
    if member.text is None:
        return False
    text = member.text.path.read_text(encoding="utf-8-sig")
    written, seen = Counter(WORDS.findall(text)), Counter(WORDS.findall(document.text))
    numbers = written - seen
    return not seen - written and set(numbers) in (set(), PLEADING) and len(set(numbers.values())) <= 1


def used() -> float:
    """Seconds of the processor, of this process and of its ended children."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
