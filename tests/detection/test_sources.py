"""Where a candidate comes from is a member of one enumeration, and detection compares with its members alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import legalredact.detection
from legalredact.detection.spans.candidate import Source

CODE = sorted(Path(legalredact.detection.__file__).parent.rglob("*.py"))
VALUES = frozenset(Source)


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Strings that are compared with a source, or given as one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and "source" in ast.unparse(node.left):
            yield from (n for part in node.comparators for n in ast.walk(part) if isinstance(n, ast.Constant))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Candidate", "Mention"):
            yield from (argument for argument in node.args if isinstance(argument, ast.Constant))
            yield from (k.value for k in node.keywords if k.arg == "source" and isinstance(k.value, ast.Constant))


@pytest.mark.parametrize("path", CODE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_source_is_a_string_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [node.lineno for node in literals(tree) if node.value in VALUES] == []


def test_a_source_that_is_a_string_in_code_would_be_seen() -> None:
    code = 'if one.source in ("model", "head"): Candidate(span, kind, "title"), Mention(span, source="caption")'
    assert [node.value for node in literals(ast.parse(code))] == ["model", "head", "title", "caption"]


def test_the_values_stand_in_stored_records_and_stay() -> None:
    assert {
        *("model", "legal form", "head", "caption", "title", "sworn", "signature", "defined term", "header"),
        *("last first", "initials", "called", "ship", "foreign", "government", "propagated", "namesake"),
        *("second opinion", "register", "address", "pattern", "street", "second model"),
    } == VALUES
