"""A production written to a folder, as collected or with load files, and what is true of it beside it."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from generator.body import Body
from generator.person import Person

from producing.gold import Gold
from producing.making import Made, Unit, units
from producing.tables import Tables
from producing.texts import case_of, custodians

_PREFIX = "PROD"
_A_FOLDER = 500
_NO_FILE = re.compile(r'[<>:"/\\|?*“”]')
"""What no system has in names of files."""


def write(
    out: Path, documents: int, seed: int = 1, damaged: float = 0.05, *, load_file: bool = False, texts: int = 1
) -> int:
    """Write a production; returns how many documents it has.

    Arguments:
        out: made; FileExistsError if it is there.
        damaged: share of files to which something happens.
        load_file: as a producing side hands it over: natives and texts by Bates number, with tables.
        texts: that a file is made of, about a page each.
    """
    out.mkdir(parents=True)
    place = out / "production"
    place.mkdir()
    count = 0
    with ExitStack() as stack:
        gold = stack.enter_context((out / "gold.jsonl").open("w", encoding="utf-8", newline="\n"))
        tables = stack.enter_context(Tables(place)) if load_file else None
        numbers = _Numbers()
        for unit in units(documents, seed, damaged, texts):
            for one, line in zip(unit.documents, _gold(unit, numbers, load_file=load_file), strict=True):
                count += 1
                _keep(place, unit, one, line, tables)
                gold.write(f"{line.line()}\n")
    _register(out / "register.txt", seed, max(4, documents // 25))
    return count


class _Numbers:
    """Numbers of documents and pages, and where units began."""

    def __init__(self) -> None:
        self.document = 0
        self.page = 0
        self.first: dict[int, int] = {}


def _gold(unit: Unit, numbers: _Numbers, *, load_file: bool) -> Iterator[Gold]:
    head = numbers.first[unit.number] = numbers.document + 1
    for place, one in enumerate(unit.documents):
        numbers.document += 1
        bates = f"{_PREFIX}{numbers.page + 1:08d}" if load_file else ""
        numbers.page += one.pages
        native = f"VOL001/NATIVES/{numbers.document // _A_FOLDER:03d}/{bates}.{one.kind}"
        folder = _NO_FILE.sub("", unit.custodian)
        path = native if load_file else f"{folder}/{unit.number // _A_FOLDER:03d}/{unit.documents[0].name}"
        yield Gold(
            numbers.document,
            one.digest,
            path,
            one.kind,
            unit.custodian,
            one.names,
            head,
            _at(numbers, one.duplicate_of, place),
            _at(numbers, one.near_duplicate_of, place),
            one.damaged,
            bates,
        )


def _at(numbers: _Numbers, unit: int, place: int) -> int:
    return numbers.first[unit] + place if unit >= 0 else 0


def _keep(place: Path, unit: Unit, one: Made, gold: Gold, tables: Tables | None) -> None:
    """Write a file; attachments lie inside their message, unless tables list them too."""
    if tables is None and one is not unit.documents[0]:
        return
    path = place / gold.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():  # a copy of the same custodian
        path = path.with_stem(f"{path.stem} copy {unit.number}")
    path.write_bytes(one.content)
    if tables is not None:
        tables.add(unit, one, gold)


def _register(path: Path, seed: int, cases: int) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for name in custodians(seed):
            _line(file, name, "witness")
        for number in range(cases):
            case = case_of(seed, number)
            for role, side in (("client", case.left), ("party", case.right)):
                for who in side:
                    if isinstance(who, Person) or (isinstance(who, Body) and who.label == "ORG"):
                        _line(file, who.written, role)


def _line(file: TextIO, name: str, role: str) -> None:
    file.write(f"{' '.join(name.replace('|', ' ').split())} | {role}\n")
