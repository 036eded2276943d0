"""Quotations of the local engine compared with their sources, over the corpora beside the checkout (../shared).

Each text is a matter of its own: names are found and masked, the local engine answers every prompt, and names come back
into its reply. A quotation must then be a part of its source, white space aside. Each is also put into a sentence of a
reply ("The document says “…”."), where its names are looked up in the cited passage: there, too, the quotation must be
that of the source, or its tokens stay and are findings. The payload is verified again from its stored places of names.

Usage: python -m tests.benchmarks.quotes [--every N] [--show], or dev.py bench quotes; `--show` prints masked texts.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.documents.read import read_file
from legalredact.documents.text.plain import document_from_text
from legalredact.masking.as_sent import as_sent
from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.payload import build_payload
from legalredact.masking.quotations import quotations
from legalredact.masking.restore import Restored, restore
from legalredact.masking.verify import verify
from legalredact.matching.text.quoted_mail import without_quote_marks
from legalredact.model.document import Document
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Entity, Register
from legalredact.model.review import CheckedSummary, FindingKind, MaskedSummary, Segment
from legalredact.model.token import TOKEN
from legalredact.summary.local.engine import LocalEngine
from legalredact.summary.local.forms import FORMS
from legalredact.summary.prompts import load
from tests.benchmarks._judge import SHARED

ONE_DOCUMENT = tuple(prompt for prompt in FORMS if not load()[prompt].documents)
"""Prompts of the local engine that one document suffices for."""
CORPORA = ("real", "names")
FILES = (".pdf", ".docx")
KINDS = (
    "texts",
    "quotations",
    "differ",
    "quoted names",
    "in sentences",
    "differ in sentences",
    "tokens that stay",
    "not verified",
    "not verified again",
)


def main(arguments: list[str]) -> int:
    """Print a row for each corpus; 1 if a quotation differs from its source."""
    if not (SHARED / "corpus").is_dir():
        print("The corpora are not beside this checkout; nothing was measured.")
        return 0
    every = int(arguments[arguments.index("--every") + 1]) if "--every" in arguments else 1
    detector, total = Detector(), Counter[str]()
    for name, documents in corpora(every):
        counts = Counter[str]()
        for document in documents:
            counts += compared(document, detector, show="--show" in arguments)
        total += counts
        print(f"{name}: {words(counts)}", flush=True)
    print(f"all: {words(total)}")
    return 1 if total["differ"] or total["differ in sentences"] or total["not verified again"] else 0


def words(counts: Mapping[str, int]) -> str:
    """The counts in words."""
    return ", ".join(f"{counts[kind]:,} {kind}" for kind in KINDS)


def corpora(every: int) -> Iterator[tuple[str, Iterator[Document]]]:
    """The documents of each corpus, every Nth of them."""
    for folder in CORPORA:
        for file in sorted((SHARED / "corpus" / folder).glob("*.jsonl")):
            lines = filter(str.strip, file.read_text(encoding="utf-8").split("\n"))
            texts = (str(json.loads(line)["text"]) for line in islice(lines, 0, None, every))
            yield f"{folder}/{file.stem}", (document_from_text("d1", "text.txt", text) for text in texts)
    files = sorted(file for file in (SHARED / "corpus/court").iterdir() if file.suffix in FILES)
    yield "court files", (read_file(file) for file in files[::every])


def compared(document: Document, detector: Detector, *, show: bool = False) -> Counter[str]:
    """Counts of one document."""
    counts = Counter(texts=1)
    resolution = resolve([(document, detector.detect(document))], Register())
    register = assign_tokens(resolution.register, [document])
    masked = mask(document, register, resolution.mentions[document.id])
    owners = register.by_token()
    for prompt in ONE_DOCUMENT:
        payload = build_payload(prompt, "1", "Summarize.", [(document, masked)])
        verdict = verify(payload, register, [masked], [document])
        if not isinstance(verdict, VerifiedText):
            counts["not verified"] += 1
            verdict = VerifiedText(payload, payload.digest, frozenset(owners))
        elif verify(payload, register, as_sent(payload, [document]), [document]) != verdict:
            counts["not verified again"] += 1
        if not any(passage.masked_text.strip() for passage in payload.documents[0].passages):
            continue
        reply = LocalEngine().summarize(verdict, silent, NEVER)
        counts += in_reply(document, payload, owners, reply, show=show)
    return counts


def in_reply(
    document: Document, payload: Payload, owners: Mapping[str, Entity], reply: MaskedSummary, *, show: bool = False
) -> Counter[str]:
    """Counts of the quotations of one reply, as the engine gave them and in sentences."""
    counts = Counter[str]()
    clear = restored(document, payload, owners, reply)
    for masked, one in zip(reply.segments, clear.segments, strict=True):
        if masked.quoted:
            counts["quotations"] += 1
            counts["quoted names"] += len(TOKEN.findall(masked.text))
            if folded(one.text) not in _cited(document, payload, masked):
                counts["differ"] += 1
                _show(masked, show=show)
    said = [_said(segment) for segment in reply.segments if segment.quoted and not set("“”\"'’") & set(segment.text)]
    sentences = replace(reply, segments=tuple(said))
    clear = restored(document, payload, owners, sentences)
    stay = Counter(one.segment for one in clear.checked.findings if one.kind is FindingKind.UNRESTORED)
    counts["tokens that stay"] += stay.total()
    for number, one in enumerate(clear.segments):
        counts["in sentences"] += 1
        quoted = next(quotations(one.text)).of(one.text)
        if number not in stay and folded(quoted) not in _cited(document, payload, one):
            counts["differ in sentences"] += 1
            _show(sentences.segments[number], show=show)
    return counts


def restored(document: Document, payload: Payload, owners: Mapping[str, Entity], reply: MaskedSummary) -> Restored:
    """The reply with names, as if the check had found nothing."""
    return restore(CheckedSummary(reply), payload, {document.id: document.text}.get, owners)


def folded(text: str) -> str:
    """The text with single spaces, without marks of quoted mail."""
    return " ".join(without_quote_marks(text).split())


def _cited(document: Document, payload: Payload, segment: Segment) -> str:
    """The cited passages of the document; between them may be the foot of one page and the head of the next."""
    cited = {citation.first for citation in segment.citations}
    spans = (passage.clear_span for one in payload.documents for passage in one.passages if passage.id in cited)
    return folded("\n".join(span.of(document.text) for span in spans))


def _said(segment: Segment) -> Segment:
    return Segment(f"The document says “{' '.join(segment.text.split())}” of it.", segment.citations)


def _show(segment: Segment, *, show: bool) -> None:
    if show:
        print(f"  differs: {segment.text!r}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
