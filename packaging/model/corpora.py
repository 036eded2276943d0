"""Real annotated texts to train on: court decisions, informal sentences, dockets.

The files lie outside the project (they hold the names of real people) and are read in place. The files on which the
model is judged, court.jsonl and tab144_dev.jsonl, are not among them.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotated import Annotated, annotated
from labels import ANY_KIND, Allowed, anything

_TITLE = re.compile(
    r"(?:(?:the|mr|mrs|ms|miss|dr|prof|professor|sir|judge|justice|hon|shri|smt|attorney|debtor|trustee)\b[.,]?\s+)+",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    "Court|Tribunal|Ministr|Governm|Republic|Police|Prosecut|Council|Department|Office|Kingdom|State|Commi|Authorit|"
    "Board|Parliam|Municip|Inspectorate|Prison"
)
_KINDS = {"P": "PER", "O": "ORG", "G": "GOV"}
_NAMELIKE = re.compile(
    r"[^\W\d_]*[A-Z][^\W\d_]*(?:(?:\s+|[-'’&.,/]\s?)(?:of |and |the |for |in |de |& )*[^\W\d_]*[A-Z][^\W\d_]*)*"
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A text, the allowed labels of its spans, and how often it is used."""

    text: str
    stretches: tuple[Allowed, ...]
    times: int


Row = dict[str, Any]


def real_texts(folder: Path) -> Iterator[Gold]:
    """All texts of the corpora in `folder` that are for training."""
    for file, read, times in _CORPORA:
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Gold(row["text"], tuple(sorted(read(row), key=lambda a: a.start)), times)


def annotated_texts(folder: Path, times: int) -> Iterator[Gold]:
    """The training part of the annotated real documents, each used `times` times; `folder` holds their texts."""
    for document in annotated("training", folder):
        yield Gold(document.text, tuple(_annotated(document)), times)


def _annotated(document: Annotated) -> Iterator[Allowed]:
    """Complete gold; where two readers may differ, nothing is taught."""
    for span in document.spans:
        if span.doubtful:
            yield anything(span.start, span.end)
        else:
            yield Allowed(span.start, span.end, (_KINDS[span.kind],))


def _tab(row: Row) -> Iterator[Allowed]:
    """Persons are complete; organizations that identify nobody may be left out."""
    for span, surface in _spans(row):
        identifying = span.get("identifier_type") in ("DIRECT", "QUASI")
        if span["type"] == "PERSON":
            yield Allowed(span["start"], span["end"], ("PER",))
        elif span["type"] == "ORG" and identifying:
            yield Allowed(span["start"], span["end"], ("ORG", "GOV") if _official(surface) else ("ORG",))
        elif span["type"] == "ORG":
            yield Allowed(span["start"], span["end"], ("ORG", "GOV"), outside=True)
        elif span["type"] == "MISC":
            yield Allowed(span["start"], span["end"], ANY_KIND, outside=True)


def _inlegal(row: Row) -> Iterator[Allowed]:
    """Indian judgments: a party is a person or a body; courts are no names of ours."""
    for span, _ in _spans(row):
        if span["type"] == "PERSON":
            yield Allowed(span["start"], span["end"], ("PER",))
        elif span["type"] == "PARTY":
            yield Allowed(span["start"], span["end"], ANY_KIND)
        elif span["type"] == "ORG" and span.get("identifier_type") != "COURT":
            yield Allowed(span["start"], span["end"], ("ORG", "GOV"))


def _synthetic(row: Row) -> Iterator[Allowed]:
    """Sentences from templates: addresses of mail and sites are left open, patterns find them."""
    for span, _ in _spans(row):
        if span["type"] in ("PERSON", "ORG"):
            yield Allowed(span["start"], span["end"], (span["type"][:3],))
        elif span["type"] in ("EMAIL_ADDRESS", "DOMAIN_NAME", "NRP"):
            yield anything(span["start"], span["end"])


def _docket(row: Row) -> Iterator[Allowed]:
    """Silver labels: names on the docket's lists are names; any other run of capitals may have any label."""
    spans = [(span, surface) for span, surface in _spans(row) if surface]
    taken = sorted((span["start"], span["end"]) for span, _ in spans)
    for match in _NAMELIKE.finditer(row["text"]):
        yield from (anything(s, e) for s, e in _free(match.start(), match.end(), taken))
    for span, _ in spans:
        yield Allowed(span["start"], span["end"], ANY_KIND if span["type"] == "PARTY" else ("PER",))


def _spans(row: Row) -> Iterator[tuple[Row, str]]:
    """The row's spans limited to the name, without titles and a final 's."""
    for span in row["spans"]:
        surface = row["text"][span["start"] : span["end"]]
        title = _TITLE.match(surface) if span["type"] in ("PERSON", "PARTY", "ATTORNEY", "JUDGE") else None
        skipped = title.end() if title and title.end() < len(surface) else 0
        name = re.sub(r"[’']s?$|[\s,;]+$", "", surface[skipped:])
        start = span["start"] + skipped
        yield {**span, "start": start, "end": start + len(name)}, name


def _official(surface: str) -> bool:
    return bool(_OFFICIAL.search(surface))


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Parts of ``[start, end)`` outside the spans `taken`."""
    for first, last in taken:
        if last > start and first < end:
            if first > start:
                yield start, first
            start = max(start, last)
    if start < end:
        yield start, end


_CORPORA: tuple[tuple[str, Callable[[Row], Iterator[Allowed]], int], ...] = (
    ("tab144_train.jsonl", _tab, 3),
    ("inlegal_dev_A.jsonl", _inlegal, 4),
    ("presidio_synth_v2_A.jsonl", _synthetic, 6),
    ("us_dockets_small.jsonl", _docket, 1),
)
