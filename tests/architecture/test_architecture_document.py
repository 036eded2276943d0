"""What ARCHITECTURE.md says of rooms is what the rooms say of themselves, and files that it names exist."""

import ast
import re
from pathlib import Path

ROOMS = Path(__file__).parents[2] / "legalredact"
DOCUMENT = (ROOMS.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_table_of_rooms_has_the_first_line_of_each_room() -> None:
    rows = dict(re.findall(r"^\| ([a-z_/]+) \| (.+) \|$", _part("### What each holds", "\n### "), re.MULTILINE))
    files = sorted(ROOMS.glob("*/**/__init__.py"))
    first = {file.parent.relative_to(ROOMS).as_posix(): _first_line(file) for file in files}
    assert {room: rows.get(room) for room in first} == first


def test_every_file_that_the_glossary_names_exists() -> None:
    named = re.findall(r"`([a-z0-9_/]+\.py)", _part("## GLOSSARY", "\n## "))
    assert len(named) > 60
    assert [file for file in named if not (ROOMS / file).is_file()] == []


def test_every_file_that_the_tables_of_behavior_name_exists() -> None:
    part = _part("### Behavior → file", "\n### ")
    named = re.findall(r"`([^`]+)`", part)
    assert len(named) > 50
    assert [file for file in named if not (ROOMS / file).is_file()] == []


def test_the_tables_of_behavior_are_in_alphabetical_order() -> None:
    for table in _part("### Behavior → file", "\n### ").split("| --- | --- |")[1:]:
        rows = re.findall(r"^\| ([^|]+) \|", table.partition("\n\n")[0], re.MULTILINE)
        words = [row.casefold() for row in rows]
        assert len(words) > 10
        assert words == sorted(words)


def _part(heading: str, end: str) -> str:
    return DOCUMENT.partition(heading)[2].partition(end)[0]


def _first_line(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]
