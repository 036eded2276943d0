"""The check says of each recorded statement, true and altered, what `recorded/` says that it said.

The statements are those that developers may read (`tests/benchmarks/replies`, the seen halves); the true ones again
with each number changed by one, and with all passages of their documents as source. The record holds false alarms and
missed alterations, too: it says what the check does, and not what it should do. After a change that is meant,
`.venv/bin/python -m tests.masking.reply.test_recorded_statements` writes the record anew; read what it changed. How
good the check is on statements that nobody has seen is measured by `dev.py bench replies`.
"""

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.model.review import Citation, Segment
from tests.benchmarks._replies_cases import Matter, cases, read_half
from tests.benchmarks.replies import SEEN, checked_reply, verified_matter

FOLDER = Path(__file__).resolve().parent / "recorded"
MATTERS = {path.stem: half for half in SEEN for path in sorted((FOLDER / half).glob("*.txt"))}


@functools.cache
def half_of(half: str) -> tuple[dict[str, Matter], dict[str, dict[str, Segment]]]:
    """The matters of a half, and their statements by matter and by a name for the record.

    Whole replies are left out: those with other headings, or with nothing about a document.
    """
    matters, forms = read_half(half)
    statements: dict[str, dict[str, Segment]] = defaultdict(dict)
    for matter in matters:
        faithful = {statement.id: statement.segment for statement in matter.all_statements()}
        statements[matter.name] = faithful | dict(nearby(faithful)) | dict(widely_cited(faithful, matter))
    for number, (matter, case) in enumerate(cases(half, matters, forms)):
        if case.at is not None and not case.kind.startswith("form/"):
            statements[matter.name][f"{case.name} {case.kind} {number}"] = case.segments[case.at]
    return {matter.name: matter for matter in matters}, statements


def nearby(statements: dict[str, Segment]) -> Iterator[tuple[str, Segment]]:
    """Each statement with each of its numbers changed by one: the first one is higher, the second lower, and so on."""
    for name, segment in statements.items():
        for number, step in zip(re.finditer(r"\d+", segment.text), itertools.cycle((1, -1)), strict=False):
            other = f"{int(number[0]) + step:0{len(number[0])}}"
            text = f"{segment.text[: number.start()]}{other}{segment.text[number.end() :]}"
            yield f"{name} {step:+} at {number.start()}", replace(segment, text=text)


def widely_cited(statements: dict[str, Segment], matter: Matter) -> Iterator[tuple[str, Segment]]:
    """Each statement with all passages of its documents as source."""
    passages = {document.id: [passage.id for passage in document.passages] for document in matter.documents}
    for name, segment in statements.items():
        cited = dict.fromkeys(citation.document_id for citation in segment.citations)
        citations = tuple(Citation(document, passages[document][0], passages[document][-1]) for document in cited)
        yield f"{name} cited widely", replace(segment, citations=citations)


def said(half: str, name: str) -> str:
    """What the check says of each statement of a matter, a line for each."""
    matters, of_half = half_of(half)
    statements = of_half[name]
    checked = checked_reply((*statements.values(),), *verified_matter(matters[name]))
    told: dict[int, list[str]] = defaultdict(list)
    for finding in checked.findings:
        told[finding.segment].append(f"{finding.kind} {finding.span.start}-{finding.span.end} {finding.place}".rstrip())
    for note in checked.notes:
        told[note.segment].append(f"computed {note.span.start}-{note.span.end} {note.computation}".rstrip())
    return "".join(f"{one}: {'; '.join(sorted(told[at]))}".rstrip() + "\n" for at, one in enumerate(statements))


@pytest.mark.parametrize("name", MATTERS)
def test_the_check_says_of_recorded_statements_what_it_said(name: str) -> None:
    half = MATTERS[name]
    assert said(half, name).splitlines() == (FOLDER / half / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def test_the_record_has_every_matter() -> None:
    assert {half: {*half_of(half)[0]} for half in SEEN} == {
        half: {path.stem for path in (FOLDER / half).glob("*.txt")} for half in SEEN
    }


if __name__ == "__main__":
    for one in SEEN:
        (FOLDER / one).mkdir(exist_ok=True)
        for matter_name in half_of(one)[0]:
            (FOLDER / one / f"{matter_name}.txt").write_text(said(one, matter_name), encoding="utf-8")
