"""What a person sees in redacted copies, judged by a second engine's drawings at 150 dpi.

`python3 dev.py bench seen`. Over a hundred files made by code (`_seen_files.py`, `_seen_more.py`), each built with the
letters of a name and without them, so that the judge knows the ink of the name; then files of the reference material,
where it is present, for which it knows no such twin. Copies are made as people get them, with OCR and audit. Faults:

    stays     ink of the name is left beside its box
    unseen    a logged box cannot be seen on its ground
    phantom   a box with no name under it, or beyond the page
    live      letters under a box that are no label
    appears   something is visible that the original does not show
    lost      lines, letters, paper or color of the original are gone outside the boxes
    neighbor  a word beside the name that has to stay is gone
    withheld  no copy was made

Copies of Word files (`-m word`) are laid out by LibreOffice, see `_seen_word.py`; without it, they are left out.

Options: `-m pixels`, `-m text` or `-m word`, `-e N` every Nth made file, `-k WORDS` those whose kind holds the words,
`-p N` every Nth public file (0, the default, for none), small ones first and PDFs of at most six pages; `--seed N`
shuffles them instead, and `--minutes N` begins no public files of a mode after N minutes; `-o` the public files only;
`--leaks` hands each public copy to the judge of `bench redaction` too, which notes its word. The table is
written to results/seen.md if all made files were judged.

It marks public Word files too where LibreOffice shows a hidden field (SEQ with a switch) or breaks a label in a narrow
frame, where page counts differ since labels are wider than names, and where a digit stands at the name ("Level1").
Charts are lost and told: "told" lists what the log of the copy says it lacks, and pages of PDFs that it names since two
programs draw the original differently. Such a page counts as a fault here all the same.
"""

import argparse
import collections
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pymupdf

from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.targets import Target, named_targets
from legalredact.workflow.copies.run import CopyOrder, Redacted, Who, redact_files
from tests.benchmarks import _seen_judge as judge
from tests.benchmarks import _seen_word
from tests.benchmarks._seen_files import NAME, MadeFile
from tests.benchmarks._seen_more import all_files
from tests.benchmarks.redaction import CORPUS, Entry, judged_copy, note
from tests.redaction.planted_pdf import NAME as PLANTED_NAME
from tests.redaction.planted_word import PLANTED

RESULTS = Path(__file__).parent / "results" / "seen.md"
LABEL = "[PERSON_1]"
FAULTS = ("stays", "unseen", "phantom", "live", "appears", "lost", "neighbor", "withheld")
WHO = Who("bench", lambda: "2026-01-01T00:00:00+00:00")
MODES = ("pixels", "text", "word")
_MOST_PAGES = 6
_AT_ONCE = 10
"""Public files of one run: starting a process takes longer than most of them."""


@dataclass(frozen=True)
class Judged:
    """What was seen in one copy: the faults, the number of boxes, and of pages that became pictures."""

    kind: str
    faults: tuple[str, ...]
    boxes: int = 0
    pictures: int = 0
    why: str = ""


def main(arguments: list[str]) -> int:
    """Print the table; 1 if a made file has a fault."""
    parser = argparse.ArgumentParser(prog="bench seen")
    parser.add_argument("-m", dest="mode", choices=MODES)
    parser.add_argument("-e", dest="every", type=int, default=1)
    parser.add_argument("-k", dest="kind", default="")
    parser.add_argument("-p", dest="public", type=int, default=0)
    parser.add_argument("-o", dest="public_only", action="store_true")
    parser.add_argument("--leaks", action="store_true")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--minutes", type=float, default=float("inf"))
    asked = parser.parse_args(arguments)
    files = [one for one in all_files() if asked.kind in one.kind][:: asked.every]
    lines, failed = [], False
    for mode in (asked.mode,) if asked.mode else MODES:
        start = time.monotonic()
        if mode == "word" and _seen_word.office() is None:
            print("word   LibreOffice is not here: no copy of a Word file was judged", flush=True)
            continue
        if asked.public_only:
            done = []
        elif mode == "word":
            done = list(judged_word(planted_word(asked.kind)[:: asked.every]))
        else:
            done = list(judged_made(files, mode))
        lines += [summary(f"made, {mode}", done, time.monotonic() - start)] if done else []
        failed = failed or any(one.faults for one in done)
        if asked.public and CORPUS.exists():
            start = time.monotonic()
            parts = _in_parts(public("docx/" if mode == "word" else "pdf/", asked.public, asked.seed), asked.minutes)
            found = judged_public_word(parts, asked.leaks)
            if mode != "word":
                found = judged_public(mode, parts, asked.leaks)
            lines += [summary(f"public, {mode}", list(found), time.monotonic() - start)]
    head = f"| | files | clean | {' | '.join(FAULTS)} | boxes | pages as pictures | minutes |"
    table = "\n".join((head, "| --- |" + " --- |" * (len(FAULTS) + 5), *lines))
    print(table)
    if not (asked.kind or asked.mode or asked.public_only) and asked.every == 1:
        RESULTS.write_text(f"# What is seen in copies\n\n`python3 dev.py bench seen`\n\n{table}\n", encoding="utf-8")
    return int(failed)


def summary(row: str, done: Sequence[Judged], seconds: float) -> str:
    """A row: files with each fault."""
    counts = collections.Counter(fault for one in done for fault in one.faults)
    clean = sum(not one.faults for one in done)
    boxes, pictures = sum(one.boxes for one in done), sum(one.pictures for one in done)
    cells = [row, len(done), clean, *(counts[fault] for fault in FAULTS), boxes, pictures, f"{seconds / 60:.0f}"]
    return f"| {' | '.join(map(str, cells))} |"


def copied(folder: Path, contents: Sequence[bytes | Path], targets: Sequence[Target], mode: str) -> Iterator[Redacted]:
    """The copies of files, as people get them."""
    paths = []
    for number, content in enumerate(contents):
        path = content if isinstance(content, Path) else folder / f"{number}.pdf"
        if not isinstance(content, Path):
            path.write_bytes(content)
        paths.append(path)
    yield from redact_files(paths, targets, folder / "out", WHO, Options(keep_text=mode == "text"))


def judged_made(files: Sequence[MadeFile], mode: str) -> Iterator[Judged]:
    """Each made file."""
    target = Target((NAME,), label=LABEL)
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as name:
        contents = [one.build(True) for one in files]
        for one, content, result in zip(files, contents, copied(Path(name), contents, [target], mode), strict=True):
            found = _judged(one, content, result, mode)
            print(f"{mode:6} {','.join(found.faults) or 'clean':24} {one.kind} {found.why}", flush=True)
            yield found


def _judged(one: MadeFile, content: bytes, result: Redacted, mode: str) -> Judged:
    made = result.made
    if result.copy is None or made is None:
        return Judged(one.kind, ("withheld",), why=why(result))
    copy = result.copy.read_bytes()
    faults = collections.Counter[str]()
    ((picture, width),) = judge.pages(copy)
    ((original, _),) = judge.pages(content, [width])
    ((blank, _),) = judge.pages(one.build(False), [width])
    boxes = places(made, 1)
    name = judge.grown(judge.ink(original, blank), 3)
    for place in boxes:
        x0, y0, x1, y1 = judge.clipped(place, picture)
        if not one.loose and not name[y0:y1, x0:x1].any():
            faults["phantom"] += 1
        if outside(place, picture):
            faults["phantom"] += 1
        faults["unseen"] += judge.unseen(picture, place)
    faults["stays"] += judge.left_of_name(original, blank, picture, boxes)
    if not boxes and judge.ink(original, blank).any():
        faults["stays"] += 1
    as_text = mode == "text" and not made.as_pictures
    exempt = judge.beside(boxes, original, whole_lines=as_text)
    seen = judge.differences(original, picture, exempt | judge.grown(name, 3))
    faults["appears"] += seen["appears"]
    faults["lost"] += seen["lost"] + seen["color"] + (seen["ground"] > 2)
    faults["live"] += judge.texts_under(copy, [(1, place) for place in boxes], [LABEL]) if as_text else 0
    said = judge.words_of(copy)
    for word in one.keep:
        gone = "".join(word.split()) not in said if as_text else _hidden(word, content, original, picture)
        faults["neighbor"] += gone
    kept = tuple(fault for fault in FAULTS if faults[fault])
    return Judged(one.kind, kept, len(boxes), len(made.as_pictures), why(result))


def _hidden(word: str, content: bytes, original: judge.Pixels, picture: judge.Pixels) -> bool:
    """Whether ink of a word of the original differs in a copy as pictures."""
    with pymupdf.open(stream=content, filetype="pdf") as document:
        found = document[0].search_for(word)
    copy = judge.fitted(picture, original)
    changed = (np.abs(original - copy) > 96).any(axis=2)
    ink = judge.dark(original)
    parts = [judge.clipped(tuple(place), original) for place in found]
    shares = [
        float(changed[y0:y1, x0:x1][ink[y0:y1, x0:x1]].mean()) if ink[y0:y1, x0:x1].any() else 0.0
        for x0, y0, x1, y1 in parts
    ]
    return bool(shares) and min(shares) > 0.15


def public(kind: str, every: int, seed: int | None) -> list[Entry]:
    """Every Nth public file of a kind that has a word, small or shuffled ones first; no PDF of more than six pages."""
    rows = [Entry(row["file"], row["word"]) for row in json.loads((CORPUS / "manifest.json").read_text())]
    rows = [one for one in rows if one.word and one.file.startswith(kind)]
    rows.sort(key=lambda one: (CORPUS / one.file).stat().st_size)
    if seed is not None:
        random.Random(seed).shuffle(rows)  # noqa: S311 - which files are measured is no secret
    return [one for one in rows if kind != "pdf/" or _page_count(CORPUS / one.file) <= _MOST_PAGES][::every]


def _in_parts(entries: Sequence[Entry], minutes: float) -> Iterator[Sequence[Entry]]:
    end = time.monotonic() + 60 * minutes
    for start in range(0, len(entries), _AT_ONCE):
        if time.monotonic() > end:
            return
        yield entries[start : start + _AT_ONCE]


def _page_count(path: Path) -> int:
    try:
        with pymupdf.open(path) as document:
            return len(document)
    except (RuntimeError, ValueError):
        return 1  # what becomes of it is told by the copy


def judged_public(mode: str, parts: Iterable[Sequence[Entry]], leaks: bool) -> Iterator[Judged]:
    """Public PDFs, some files at a time."""
    for entries in parts:
        with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as name:
            orders = [CopyOrder(CORPUS / one.file, targets=tuple(named_targets([one.word or ""]))) for one in entries]
            results = redact_files(orders, (), Path(name), WHO, Options(keep_text=mode == "text"))
            for entry, result in zip(entries, results, strict=True):
                if leaks:
                    note(judged_copy(mode, entry, result))
                if result.problem is not None:
                    print(f"{mode:6} no copy {entry.file} {why(result)}", flush=True)
                    continue
                found = _judged_public(entry.file, (CORPUS / entry.file).read_bytes(), result, mode)
                pages = result.made.pages if result.made is not None else 0
                print(f"{mode:6} {','.join(found.faults) or 'clean':24} {entry.file} {pages} {found.why}", flush=True)
                yield found


def _judged_public(file: str, content: bytes, result: Redacted, mode: str) -> Judged:
    made = result.made
    if result.copy is None or made is None:
        return Judged(file, ("withheld",), why=why(result))
    copy = result.copy.read_bytes()
    faults = collections.Counter[str]()
    shown = judge.pages(copy)
    as_pictures = {page for page, _ in made.as_pictures}
    pairs = zip(shown, judge.pages(content, [width for _, width in shown]), strict=True)
    for number, ((picture, _), (original, _)) in enumerate(pairs, start=1):
        boxes = places(made, number)
        strokes = judge.dark(original)
        for place in boxes:
            x0, y0, x1, y1 = judge.clipped(place, original)
            empty = not strokes[max(0, y0 - 3) : y1 + 3, max(0, x0 - 3) : x1 + 3].any()
            faults["phantom"] += outside(place, picture) or (empty and mode == "pixels")
            faults["unseen"] += judge.unseen(picture, place)
        as_text = mode == "text" and number not in as_pictures
        if not as_text:
            faults["stays"] += judge.protruding(original, picture, boxes)
        exempt = judge.beside(boxes, original, whole_lines=as_text)
        seen = judge.differences(original, picture, exempt)
        faults["appears"] += seen["appears"] > 3
        faults["lost"] += (seen["lost"] > 3) + seen["color"] + (seen["ground"] > 12)
    if mode == "text":
        all_boxes = [(one.box.page, _corners(one)) for one in made.covered if one.box is not None]
        faults["live"] += judge.texts_under(copy, [one for one in all_boxes if one[0] not in as_pictures], [])
    kept = tuple(fault for fault in FAULTS if faults[fault])
    return Judged(file, kept, len(made.covered), len(made.as_pictures), why(result))


WordFile = tuple[str, Path | bytes, str]
"""A Word file: its kind, its path or bytes, and the name to cover in it."""


def planted_word(kind: str) -> list[WordFile]:
    """Made Word files, each with the name in another place of the format."""
    return [(key, plant(), PLANTED_NAME) for key, plant in PLANTED.items() if kind in key]


def judged_public_word(parts: Iterable[Sequence[Entry]], leaks: bool) -> Iterator[Judged]:
    """Public Word files, some at a time."""
    for entries in parts:
        yield from judged_word([(one.file, CORPUS / one.file, one.word or "") for one in entries], leaks)


def judged_word(files: Sequence[WordFile], leaks: bool = False) -> Iterator[Judged]:
    """Each Word file whose original LibreOffice can lay out; with `leaks`, all are judged by `bench redaction` too."""
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as name:
        folder = Path(name)
        sources = []
        for number, (_, content, _) in enumerate(files):
            sources.append(folder / f"{number}.docx")
            sources[-1].write_bytes(content if isinstance(content, bytes) else content.read_bytes())
        orders = [
            CopyOrder(source, targets=tuple(replace(one, label=LABEL) for one in named_targets([word])))
            for source, (_, _, word) in zip(sources, files, strict=True)
        ]
        results = list(redact_files(orders, (), folder / "out", WHO, Options()))
        for (kind, _, word), result in zip(files, results, strict=True):
            if leaks:
                note(judged_copy("docx", Entry(kind, word), result))
        copies = [result.copy or source for source, result in zip(sources, results, strict=True)]
        pairs = zip(
            files,
            results,
            _seen_word.laid_out(sources, folder / "before"),
            _seen_word.laid_out(copies, folder / "after"),
            strict=True,
        )
        for (kind, _, word), result, before, after in pairs:
            if result.problem is not None or before is None:
                print(f"word   not judged               {kind} {why(result)}", flush=True)
                continue
            faults: tuple[str, ...] = ("withheld",) if result.copy is None else ("lost",)
            boxes = len(result.made.covered) if result.made is not None else 0
            if result.copy is not None and after is not None:
                one, other = _seen_word.shown(before), _seen_word.shown(after)
                faults = _seen_word.faults_of(one, other, word, LABEL, boxes)
            told = f"(told: {'; '.join(result.made.lost)})" if result.made is not None and result.made.lost else ""
            print(f"word   {','.join(faults) or 'clean':24} {kind} {why(result)} {told}", flush=True)
            yield Judged(kind, faults, boxes)


def outside(place: judge.Place, picture: judge.Pixels) -> bool:
    """Whether a box reaches more than a point beyond the page."""
    height, width = (side * 72 / judge.DPI for side in picture.shape[:2])
    x0, y0, x1, y1 = place
    return min(x0, y0) < -1 or x1 > width + 1 or y1 > height + 1


def places(made: CopyResult, page: int) -> list[judge.Place]:
    """The logged boxes of a page, in points."""
    return [_corners(one) for one in made.covered if one.box is not None and one.box.page == page]


def _corners(one: object) -> judge.Place:
    box = one.box  # type: ignore[attr-defined]
    return box.x0, box.y0, box.x1, box.y1


def why(result: Redacted) -> str:
    """Why there is no copy, or why its pages became pictures."""
    if result.problem is not None:
        return str(result.problem)
    if result.copy is None and result.audit is not None:
        return "; ".join((*(finding.channel for finding in result.audit.findings), *result.audit.unread))
    if result.made is None:
        return ""
    told = (f"(told: {result.made.differs_words()})",) if result.made.differs else ()
    return "; ".join((*result.made.image_words(), *told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
