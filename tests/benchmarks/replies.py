"""The check of a reply, over replies of which one statement was altered (`replies/README.md`).

`python3 dev.py bench replies` prints for each class how many of its alterations were found. An alteration counts as
found if the altered statement has a finding that the faithful one did not have; "noted only" are altered ones without,
with a note that the value was computed. They count as missed. The held halves show totals only.

Environment: `MISSED=1` also prints the cases of the seen half that were not found, and the false alarms there;
`HALF=seen2` or `HALF="seen3 held3"` checks those halves only.
"""

import collections
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legalredact.masking.reply.check import check
from legalredact.masking.verify import verify
from legalredact.model.mention import Kind, Role
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import CheckedSummary, Finding, FindingKind, MaskedSummary, Note, Segment, Usage
from legalredact.model.token import KIND_WORDS, ROLE_WORDS, TOKEN
from legalredact.summary.prompts import prompt_of
from tests.benchmarks._replies_cases import Case, Matter, cases, is_organization, read_half

PROMPT = "document-abstract"
GROUPS = (
    ("figures", 0.99, ("figure/",)),
    ("quotations", 0.99, ("quotation/",)),
    ("tokens", 0.99, ("token/",)),
    ("names", 0.99, ("name/",)),
    ("no source", 0.99, ("citation/nonexistent", "citation/none")),
    ("wrong source", 0.85, ("citation/wrong-",)),
    ("links, marks", 0.99, ("link/", "mark/")),
    ("forms", 0.99, ("form/",)),
    ("meaning", 0.0, ("meaning/",)),
)
"""Groups of classes with the share that has to be found. Meaning needs a second reader and is only counted."""
MOST_FALSE_ALARMS = 0.02
SEEN = ("seen", "seen2", "seen3", "seen4")
"""Halves whose cases may be read; of the others only totals are shown."""
IDENTIFIERS = {
    "ACCOUNT": "7730-118-4462",
    "ADDRESS": "418 Marrowgate Street, Unit 6, Duluth, MN 55802",
    "BIRTHDATE": "February 29, 1960",
    "CASE": "3:24-cv-91187",
    "EMAIL": "desk@marrowgate.example",
    "LICENCE": "K8830-5512-7719",
    "PHONE": "(218) 555-0147",
    "VEHICLE": "1FTSW21P34EB77193",
}
"""Values behind the tokens of identifiers; no document and no reply has them."""

Found = collections.Counter[tuple[FindingKind, str]]


@dataclass(frozen=True, slots=True)
class Checked:
    """A matter ready to be checked: what was sent, its register, and what the check says of the faithful reply."""

    verified: VerifiedText
    register: Register
    faithful: tuple[Finding, ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class Score:
    """Totals of one half.

    Arguments:
        found, cases: by class.
        noted: altered statements without a new finding and with a new note that the value was computed; by class.
        alarms: faithful statements with a finding, with their matter.
        unsure: faithful statements without a finding, with a note that a value was computed.
        statements: faithful statements.
        missed: altered statements without a new finding.
    """

    found: collections.Counter[str] = field(default_factory=collections.Counter)
    cases: collections.Counter[str] = field(default_factory=collections.Counter)
    noted: collections.Counter[str] = field(default_factory=collections.Counter)
    unsure: int = 0
    alarms: list[str] = field(default_factory=list)
    statements: int = 0
    missed: list[str] = field(default_factory=list)


def main(_: list[str]) -> int:
    """Print the figures; 1 if a group is below its aim or too many faithful statements raise a finding."""
    fine = True
    for half in os.environ.get("HALF", "seen held").split():
        score = scored(half)
        fine &= shown(half, score)
        if half in SEEN and os.environ.get("MISSED"):
            print(*score.missed, "", "False alarms", *score.alarms, sep="\n")
    return 0 if fine else 1


def scored(half: str) -> Score:
    """Check every reply of a half."""
    matters, forms = read_half(half)
    score, ready = Score(), {}
    for matter in matters:
        ready[matter.name] = made_ready(matter)
        count_faithful(score, matter, ready[matter.name])
    for matter, case in cases(half, matters, forms):
        score.cases[case.kind] += 1
        flagged, noted = is_found(case, ready[matter.name])
        if flagged:
            score.found[case.kind] += 1
        else:
            score.noted[case.kind] += noted
            score.missed.append(f"{case.kind:24} {case.name:14} {altered_text(case)}")
    return score


def made_ready(matter: Matter) -> Checked:
    """Verify the matter's payload as before a send, and check its faithful reply."""
    verified, register = verified_matter(matter)
    checked = checked_reply(matter.faithful(), verified, register)
    return Checked(verified, register, checked.findings, checked.notes)


def verified_matter(matter: Matter) -> tuple[VerifiedText, Register]:
    """The matter's payload, verified as before a send, with its register.

    Errors: AssertionError if the payload names somebody, which is a fault of the data.
    """
    register = register_of(matter)
    prompt = prompt_of(PROMPT)
    verified = verify(Payload(prompt.id, prompt.version, prompt.instructions, matter.documents), register, (), ())
    if isinstance(verified, tuple):
        raise AssertionError(f"{matter.name}: {verified}")  # noqa: TRY004 - the data is wrong, not a type
    return verified, register


def register_of(matter: Matter) -> Register:
    """Who stands behind the tokens of a matter's documents."""
    sent = {
        token
        for document in matter.documents
        for passage in document.passages
        for token in TOKEN.findall(passage.masked_text)
    }
    names = tuple(entity_of(token, forms) for token, forms in matter.names.items())
    return Register((*names, *(identifier_of(token) for token in sorted(sent - matter.names.keys()))))


def identifier_of(token: str) -> Entity:
    """The register's entry for an identifier's token."""
    word = token.partition("_")[0]
    kind = next(kind for kind, its_word in KIND_WORDS.items() if its_word == word)
    return Entity(token, IDENTIFIERS[word], kind, Role.IDENTIFIER, decision=Decision.CONFIRMED, token=token)


def entity_of(token: str, forms: Sequence[str]) -> Entity:
    """The register's entry for a token."""
    roles = {word: role for role, word in ROLE_WORDS.items()}
    kind = Kind.ORGANIZATION if is_organization(forms[0]) else Kind.PERSON
    role = roles[token.partition("_")[0]]
    return Entity(token, forms[0], kind, role, tuple(forms[1:]), decision=Decision.CONFIRMED, token=token)


def checked_reply(segments: Sequence[Segment], verified: VerifiedText, register: Register) -> CheckedSummary:
    """What the product's check says of a reply."""
    payload = verified.payload
    reply = MaskedSummary(
        verified.digest, payload.prompt_id, payload.prompt_version, tuple(segments), Usage("benchmark")
    )
    return check(reply, verified, register)


def count_faithful(score: Score, matter: Matter, ready: Checked) -> None:
    """Count the faithful statements, and those with a finding."""
    for number, segment in enumerate(matter.faithful()):
        score.statements += not segment.heading
        kinds = sorted({finding.kind for finding in ready.faithful if finding.segment == number and is_about(finding)})
        score.unsure += not kinds and any(computed(note, number) for note in ready.notes)
        if kinds:
            score.alarms.append(f"{', '.join(kinds):24} {matter.name:14} {segment.text}")


def is_found(case: Case, ready: Checked) -> tuple[bool, bool]:
    """Whether the altered statement, or reply, has a finding that the faithful one did not have; and such a note.

    A statement is checked with its neighbors only: findings of a statement depend on no others.
    """
    whole = case.at is None or case.kind.startswith("form/")
    start = 0 if whole else max(0, (case.at or 0) - 1)
    near = case.segments if whole else case.segments[start : (case.at or 0) + 2]
    checked = checked_reply(near, ready.verified, ready.register)
    after = checked.findings
    if case.at is None:
        return bool(summed(after) - summed(ready.faithful)), False
    at = case.at - start
    before = [finding for finding in ready.faithful if finding.segment == case.was and is_about(finding)]
    flagged = bool(summed(f for f in after if f.segment == at and is_about(f)) - summed(before))
    known = {note.masked_excerpt for note in ready.notes if computed(note, case.was)}
    return flagged, any(computed(n, at) and n.masked_excerpt not in known for n in checked.notes)


def computed(note: Note, segment: int | None) -> bool:
    """Whether a note says that a value of that segment was computed."""
    return note.segment == segment


def is_about(finding: Finding) -> bool:
    """Whether a finding is about its segment; a missing token is about the whole reply."""
    return finding.kind is not FindingKind.MISSING_TOKEN


def summed(found: Iterable[Finding]) -> Found:
    """Findings by kind and excerpt; where they stand moves with every alteration before them."""
    return collections.Counter((finding.kind, finding.masked_excerpt) for finding in found)


def altered_text(case: Case) -> str:
    """What to show of a case that was missed."""
    if case.at is None:
        return ""
    segment = case.segments[case.at]
    cited = ", ".join(f"{c.document_id} {c.first}-{c.last}" for c in segment.citations)
    return f"{segment.text!r} [{cited}]"


def shown(half: str, score: Score) -> bool:
    """Print a half's totals; whether all aims are met."""
    print(f"\n{half}: {score.statements} faithful statements, {score.cases.total()} altered ones")
    fine = True
    for name, aim, prefixes in GROUPS:
        kinds = sorted(kind for kind in score.cases if kind.startswith(prefixes))
        found, total = sum(score.found[kind] for kind in kinds), sum(score.cases[kind] for kind in kinds)
        if not total:
            continue
        fine &= found >= aim * total
        wanted = f"aim {aim:.0%}" if aim else "no aim"
        noted = sum(score.noted[kind] for kind in kinds)
        print(f"  {name:28} {found:4} of {total:4}  {found / total:6.1%}  {wanted}  noted only {noted:3}")
        for kind in kinds:
            print(f"    {kind:26} {score.found[kind]:4} of {score.cases[kind]:4}  noted only {score.noted[kind]:3}")
    alarms = len(score.alarms) / score.statements
    row = f"{len(score.alarms):4} of {score.statements:4}  {alarms:6.1%}"
    print(f"  {'false alarms':28} {row}  aim < {MOST_FALSE_ALARMS:.0%}")
    print(f"  {'true, noted only':28} {score.unsure:4} of {score.statements:4}  {score.unsure / score.statements:6.1%}")
    return fine and alarms < MOST_FALSE_ALARMS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
