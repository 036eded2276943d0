"""A production of invented people for the benchmark: letters, mails, reports and pleadings in several kinds of files.

The texts are those of the name model's training generator, so how many names are found in them says nothing of other
papers; every thirty documents share the people of one case. One document in twenty is damaged.
"""

import email.message
import importlib
import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

_GENERATOR = Path(__file__).resolve().parents[2] / "packaging" / "model"
_KINDS = ("letter", "mail", "report", "affidavit", "pleading", "order", "remarks")
_OF_ONE_CASE = 30
DAMAGED_EVERY = 20
GOLD = "gold.jsonl"


@dataclass(frozen=True, slots=True)
class Made:
    """One document as it was written.

    Arguments:
        names: of people and of bodies that are no governments, as they stand in it, each once.
    """

    file: str
    text: str
    names: tuple[str, ...]


def production(folder: Path, count: int) -> None:
    """Write the files, and what names stand in each to `GOLD` beside the folder; does nothing where that is done."""
    gold = folder.with_name(f"{folder.name}.{GOLD}")
    if gold.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, (text, names) in enumerate(_texts(count)):
        chance = random.Random(number)  # noqa: S311 - the same files each time
        suffix = chance.choices((".txt", ".eml", ".docx", ".pdf", ".rtf"), (40, 30, 12, 12, 6))[0]
        file = folder / f"{number // 1000:03}" / f"PF{number:06}{suffix}"
        file.parent.mkdir(exist_ok=True)
        _WRITERS[suffix](file, text)
        damaged = number % DAMAGED_EVERY == DAMAGED_EVERY - 1
        if damaged:
            _damage(file, chance)
        rows.append(json.dumps({"file": file.name, "damaged": damaged, "names": names}, ensure_ascii=False))
    gold.write_text("\n".join(rows), encoding="utf-8")


def gold_of(folder: Path) -> dict[str, tuple[str, ...]]:
    """Names by the file's name; of damaged files none."""
    lines = folder.with_name(f"{folder.name}.{GOLD}").read_text(encoding="utf-8").splitlines()
    return {row["file"]: tuple(row["names"]) for row in map(json.loads, lines) if not row["damaged"]}


def _texts(count: int) -> Iterator[tuple[str, list[str]]]:
    sys.path.insert(0, str(_GENERATOR))
    try:
        documents: Any = importlib.import_module("generator.documents")
        cast: Any = importlib.import_module("generator.cast").cast
        marks: Any = importlib.import_module("generator.marks")
        source: Any = importlib.import_module("generator.source").Source
    finally:
        sys.path.remove(str(_GENERATOR))
    for number in range(count):
        people = replace(cast(source(number // _OF_ONE_CASE)), source=source(10_000_000 + number))
        kind = _KINDS[number % len(_KINDS)]
        text, stretches = marks.unmarked(documents.KINDS[kind][0](people))
        named = (text[one.start : one.end] for one in stretches if one.label in ("PER", "ORG"))
        yield text, sorted({" ".join(name.split()) for name in named if len(name) > 3})


def _as_text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def _as_mail(file: Path, text: str) -> None:
    message = email.message.EmailMessage()
    message["From"], message["To"] = "office@firm.example", "desk@firm.example"
    message["Subject"], message["Date"] = f"Exhibit {file.stem}", "Mon, 4 Mar 2024 10:00:00 +0000"
    message.set_content(text)
    file.write_bytes(bytes(message))


def _as_word(file: Path, text: str) -> None:
    import docx

    document = docx.Document()
    for paragraph in text.split("\n\n"):
        document.add_paragraph("".join(c for c in paragraph if c.isprintable() or c == "\n"))
    document.save(str(file))


def _as_pdf(file: Path, text: str) -> None:
    import pymupdf

    lines = text.splitlines()
    with pymupdf.open() as document:
        for start in range(0, len(lines), 50):
            page = document.new_page()
            for number, line in enumerate(lines[start : start + 50]):
                page.insert_text((50, 60 + 13 * number), line[:110], fontsize=9)
        document.save(str(file))


def _as_rtf(file: Path, text: str) -> None:
    plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    coded = "".join(c if ord(c) < 128 else f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in plain)
    file.write_text("{\\rtf1\\ansi\\deff0 " + coded.replace("\n", "\\par\n") + "}", encoding="ascii", errors="replace")


_WRITERS: dict[str, Callable[[Path, str], None]] = {
    ".txt": _as_text,
    ".eml": _as_mail,
    ".docx": _as_word,
    ".pdf": _as_pdf,
    ".rtf": _as_rtf,
}


def _damage(file: Path, chance: random.Random) -> None:
    """Cut off, emptied, or overwritten in the middle."""
    content = file.read_bytes()
    match chance.randrange(3):
        case 0:
            file.write_bytes(content[: len(content) // 3] if file.suffix in (".pdf", ".docx") else b"")
        case 1:
            file.write_bytes(b"")
        case _:
            file.write_bytes(chance.randbytes(len(content) // 2))
