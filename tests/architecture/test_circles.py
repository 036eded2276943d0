"""No two files of the package depend on each other, directly, over other files, for types only or inside functions."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def test_no_files_of_the_package_import_each_other() -> None:
    assert circle_in(REPOSITORY / "legalredact") == []


# --- the test finds cycles ---

PLAIN = {"a.py": "import toy.b", "b.py": "import toy.a"}
FOR_TYPES = {
    "a.py": "from toy import b",
    "b.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from toy.a import A",
}
IN_FUNCTIONS = {"a.py": "def f():\n    from toy.b import g", "b.py": "def g():\n    from toy.a import f"}
OVER_A_PACKAGE = {"__init__.py": "from toy.a import A", "a.py": "from toy import A"}
OVER_A_THIRD = {"a.py": "import toy.inner.b", "inner/b.py": "from toy import c", "c.py": "from .a import A"}


@pytest.mark.parametrize("files", [PLAIN, FOR_TYPES, IN_FUNCTIONS, OVER_A_PACKAGE, OVER_A_THIRD])
def test_a_circle_is_found(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert "toy.a" in circle_in(toy(tmp_path, files))


def test_files_in_layers_have_none(tmp_path: Path) -> None:
    files = {"a.py": "from toy import b\nfrom toy.inner import c", "b.py": "import toy.inner.c", "inner/c.py": "A = 1"}

    assert circle_in(toy(tmp_path, files)) == []


def toy(folder: Path, files: Mapping[str, str]) -> Path:
    """A package of that name with these files."""
    for place, text in {"__init__.py": "", "inner/__init__.py": "", **files}.items():
        path = folder / "toy" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "toy"


# --- reading imports ---


def circle_in(package: Path) -> list[str]:
    """The dotted names of files that import each other in a cycle, the first again at the end; empty if none do."""
    files = {dotted(path, package): path for path in sorted(package.rglob("*.py"))}
    imports = {name: set(imported(name, path, files)) - {name} for name, path in files.items()}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as problem:
        return list(problem.args[1])
    return []


def dotted(path: Path, package: Path) -> str:
    """The name under which a file is imported."""
    return ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")


def imported(name: str, path: Path, files: Mapping[str, Path]) -> Iterator[str]:
    """Each file of the package that a file imports, anywhere in it.

    Arguments:
        name: the file's dotted name.
        files: all of the package, by dotted name.
    """
    above = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in files)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(above[: len(above) - node.level + 1]) if node.level else ""
            source = ".".join(filter(None, (start, node.module)))
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                yield from (file for file in (whole if whole in files else source,) if file in files)
