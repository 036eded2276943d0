"""Turns answer files of annotators into offsets, in the form of `annotations/*.jsonl`.

The form of an answer file is described in `annotations/GUIDELINES.md`. Nothing is guessed: whatever cannot be read, or
does not stand in its text, is an error that names its line or document, and nothing is written.

Usage: annotate.py TEXTS OUT.jsonl ANSWERS …; TEXTS is the folder with the documents (``*.jsonl``: id, genre, text).
"""

import bisect
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotated import digest

_HEAD = re.compile(r"## (?P<document>\S+)")
_ENTITY = re.compile(r"(?P<doubtful>\?)?(?P<entity>[POG]\d+)\s+(?P<spellings>\S.*)")
_AWAY = re.compile(r"-(?P<first>\d+)(?:-(?P<last>\d+))?\s+(?P<spelling>\S.*)")
_AT_LINE = re.compile(r"\+(?P<line>\d+)\s+(?P<doubtful>\?)?(?P<entity>[POG]\d+)\s+(?P<spelling>\S.*)")


class Unreadable(Exception):
    """Answers that cannot be read or do not fit their text; the message has one error in each line."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of an entity.

    Arguments:
        line: only there, also inside a longer word; everywhere as a whole word if None.
    """

    text: str = field(repr=False)
    entity: str
    doubtful: bool
    line: int | None = None


@dataclass(slots=True)
class Answer:
    """What an annotator says of one document.

    Arguments:
        away: first line, last line and spelling that names nobody there.
    """

    spellings: list[Spelling] = field(default_factory=list)
    away: list[tuple[int, int, str]] = field(default_factory=list)


def answers(text: str) -> dict[str, Answer]:
    """The answers of a file by document.

    Raises:
        Unreadable: a line has no form of the guidelines, or a document occurs twice.
    """
    found: dict[str, Answer] = {}
    errors = []
    current: Answer | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        head = _HEAD.fullmatch(line.rstrip())
        if head is not None:
            if head["document"] in found:
                errors.append(f"line {number}: {head['document']} stands twice")
            current = found[head["document"]] = Answer()
        elif current is None or not _added(current, line.strip()):
            errors.append(f"line {number} cannot be read")
    if errors:
        raise Unreadable("\n".join(errors))
    return found


def _added(answer: Answer, line: str) -> bool:
    """Whether the line could be read; what it says is added to the answer."""
    if (away := _AWAY.fullmatch(line)) is not None:
        first = int(away["first"])
        answer.away.append((first, int(away["last"] or first), away["spelling"]))
    elif (one := _AT_LINE.fullmatch(line)) is not None:
        answer.spellings.append(Spelling(one["spelling"], one["entity"], one["doubtful"] is not None, int(one["line"])))
    elif (entity := _ENTITY.fullmatch(line)) is not None:
        parts = [part.strip() for part in entity["spellings"].split("|") if part.strip()]
        doubtful = entity["doubtful"] is not None
        answer.spellings.extend(Spelling(part, entity["entity"], doubtful) for part in parts)
    else:
        return False
    return True


def spans(text: str, answer: Answer) -> list[tuple[int, int, str, int]]:
    """The answer as ``[start, end, kind, entity]``, in order; those of single lines first, then the longest spelling.

    Raises:
        Unreadable: a spelling does not stand in the text or in its line, or has two entities.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    taken = bytearray(len(text))
    found: list[tuple[int, int, str, int]] = []
    errors = _contradictions(answer)
    for one in sorted(answer.spellings, key=lambda one: (one.line is None, -len(one.text))):
        places = list(_places(text, starts, one))
        if not places:
            errors.append(f"a spelling of {one.entity} does not stand {f'in line {one.line}' if one.line else 'there'}")
        for start, end in places:
            line = bisect.bisect_right(starts, start)
            away = one.line is None and any(a <= line <= b and one.text == gone for a, b, gone in answer.away)
            if not away and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, f"{one.entity[0]}{'?' if one.doubtful else ''}", int(one.entity[1:])))
    if errors:
        raise Unreadable("\n".join(errors))
    return sorted(found)


def _contradictions(answer: Answer) -> list[str]:
    owners: dict[str, str] = {}
    twice = [
        f"{owners[one.text]} and {one.entity} have one spelling"
        for one in answer.spellings
        if one.line is None and owners.setdefault(one.text, one.entity) != one.entity
    ]
    return twice + [f"-{first}: no such spelling" for first, _, gone in answer.away if gone not in owners]


def _places(text: str, starts: Sequence[int], one: Spelling) -> Iterator[tuple[int, int]]:
    if one.line is None:
        yield from (match.span() for match in _pattern(one.text, whole=True).finditer(text))
    elif 1 <= one.line <= len(starts):
        begin, end = starts[one.line - 1], starts[one.line] if one.line < len(starts) else len(text) + 1
        for whole in (True, False):
            found = _pattern(one.text, whole=whole).finditer(text, begin)
            places = [match.span() for match in found if match.start() < end]
            if places:
                yield from places
                return


def _pattern(spelling: str, *, whole: bool) -> re.Pattern[str]:
    """The spelling, with any white space between its words; as a whole word where it begins and ends with letters."""
    spelled = r"\s+".join(map(re.escape, spelling.split()))
    before = r"(?<![^\W_])" if whole and spelling[0].isalnum() else ""
    behind = r"(?![^\W_])" if whole and spelling[-1].isalnum() else ""
    return re.compile(f"{before}{spelled}{behind}")


def rows(documents: Mapping[str, Mapping[str, Any]], given: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """The lines of an annotation file.

    Arguments:
        documents: by id, each with its genre and text.

    Raises:
        Unreadable: a document is absent, or its answer does not fit its text.
    """
    out, errors = [], []
    for name, answer in given.items():
        document = documents.get(name)
        if document is None:
            errors.append(f"{name}: no such document")
            continue
        try:
            found = spans(document["text"], answer)
        except Unreadable as error:
            errors.extend(f"{name}: {line}" for line in str(error).splitlines())
        else:
            out.append({"id": name, "genre": document["genre"], "sha256": digest(document["text"]), "spans": found})
    if errors:
        raise Unreadable("\n".join(errors))
    return out


def _documents(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line:
                row = json.loads(line)
                yield row["id"], row


def main(arguments: Sequence[str]) -> int:
    """Write the annotation file; returns 1, and says why, if an answer does not fit."""
    if len(arguments) < len(("texts", "out", "answers")):
        print(__doc__, file=sys.stderr)
        return 2
    texts, out, *files = map(Path, arguments)
    try:
        given = answers("\n".join(file.read_text(encoding="utf-8") for file in files))
        made = rows(dict(_documents(texts)), given)
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 1
    lines = (json.dumps(row, separators=(",", ":")) for row in made)
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(made)} documents, {sum(len(row['spans']) for row in made):,} names")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
