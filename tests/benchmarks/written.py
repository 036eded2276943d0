"""What the check says of replies that a language model wrote, and how long they are.

`written/` has 29 replies to the twelve uses over the invented matters of `replies/`, written from the instructions of
the registry outside the service and without the legend: 01 to 17 by a language model that had not seen the check, 18 to
29 by one of the check's developers. Each statement follows from the passages that it cites, as far as a look at the
flagged ones goes, so a flag is a false alarm, or a citation that is too narrow. There are no altered statements. The
check was mended with these replies; when they were new it flagged 68 of 406.

It also prints the length that a person is told before a send (`summary/reply_size.py`, without the model's reasoning)
as a share of each reply's length.

Usage: dev.py bench written [--flags]
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, PayloadDocument, VerifiedText
from legalredact.model.review import OF_WHOLE, CheckedSummary, Finding, Segment
from legalredact.summary.cost_estimate import estimated_tokens
from legalredact.summary.prompts import prompt_of
from legalredact.summary.reply_size import written_tokens
from tests.benchmarks._replies_cases import Matter, Statement, citations_of, read_half
from tests.benchmarks.replies import checked_reply, made_ready

FOLDER = Path(__file__).parent / "written"


@dataclass(frozen=True, slots=True)
class Written:
    """A reply with what it answers.

    Arguments:
        use: id of the prompt.
        documents: that were sent.
        asked: what a person typed, or nothing.
        lines: of the reply.
    """

    use: str
    matter: Matter
    documents: tuple[PayloadDocument, ...]
    asked: str
    lines: tuple[str, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Its headings and statements."""
        return tuple(map(_segment, self.lines))


def main(arguments: list[str]) -> int:
    """Print a row for each reply and the totals."""
    parser = argparse.ArgumentParser(prog="dev.py bench written")
    parser.add_argument("--flags", action="store_true", help="print each flag with its statement")
    show = parser.parse_args(arguments).flags
    total, kinds = Counter[str](), Counter[str]()
    for one in read_all():
        found, segments = checked(one).findings, one.segments
        statements = sum(not segment.heading for segment in segments)
        flagged = len({finding.segment for finding in findings_of(found)})
        characters = sum(len(p.masked_text) for d in one.documents for p in d.passages)
        told = written_tokens(one.use, characters, len(one.documents))
        counted = estimated_tokens(sum(len(line.rpartition(" [[")[0] or line) + 1 for line in one.lines))
        print(
            f"{one.use:<22} {statements:>3} statements, {flagged:>2} flagged; told {told / counted:.0%} of the length"
        )
        for finding in findings_of(found) if show else ():
            print(f"    {finding.kind} {finding.masked_excerpt!r}: {segments[finding.segment].text[:120]}")
        total += Counter(statements=statements, flagged=flagged, told=told, counted=counted)
        kinds += Counter(str(finding.kind) for finding in findings_of(found))
    print(
        f"{total['flagged']} of {total['statements']} statements flagged: {total['flagged'] / total['statements']:.1%}"
    )
    print(f"flags: {', '.join(f'{kind} {count}' for kind, count in kinds.most_common())}")
    print(f"length told: {total['told'] / total['counted']:.0%} of counted")
    return 0


def findings_of(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those about a statement."""
    return tuple(finding for finding in found if finding.kind not in OF_WHOLE)


def read_all() -> Iterator[Written]:
    """All replies."""
    matters = {f"{half}/{m.name}": m for half in ("seen", "seen2", "seen3", "seen4") for m in read_half(half)[0]}
    for path in sorted(FOLDER.glob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        given = [line.split(" = ", 1) for line in head.splitlines()]
        values = dict(given)
        matter, wanted = matters[values["matter"]], values["documents"].split(", ")
        documents = tuple(one for one in matter.documents if one.id in wanted)
        requests = [words for key, words in given if key == "request"]
        if requests:
            documents = (*documents, _requests(requests))
        lines = tuple(line for line in body.splitlines() if line)
        yield Written(values["use"], matter, documents, values.get("asked", ""), lines)


def checked(one: Written) -> CheckedSummary:
    """The reply as the program checks it."""
    silent: dict[str, tuple[Statement, ...]] = {document.id: () for document in one.documents}
    ready = made_ready(replace(one.matter, documents=one.documents, statements=silent))
    prompt = prompt_of(one.use)
    payload = replace(ready.verified.payload, prompt_id=one.use, columns=prompt.columns, question=one.asked)
    return checked_reply(one.segments, VerifiedText(payload, payload.digest, ready.verified.tokens), ready.register)


def _requests(words: list[str]) -> PayloadDocument:
    """Discovery requests as a document of their own."""
    passages = (
        Passage(f"p{n}", text, Place(label=f"paragraph {n}"), Span(0, len(text))) for n, text in enumerate(words, 1)
    )
    return PayloadDocument("requests", "Document 9 (PDF, 2 pages)", tuple(passages))


def _segment(line: str) -> Segment:
    """A line of a reply: `## heading`, or `- statement [[lease 1, lease 4-5]]`."""
    if line.startswith("## "):
        return Segment(line.removeprefix("## "), heading=True)
    text, _, cited = line.removeprefix("- ").rpartition(" [[")
    return Segment(text, citations_of(cited.removesuffix("]]")))
