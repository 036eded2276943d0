"""Makes files of the container format that old Office files share."""

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

Compound = Callable[[Mapping[tuple[str, ...], bytes]], bytes]


@pytest.fixture(scope="module")
def compound(repository: Path) -> Iterator[Compound]:
    folder = str(repository / "packaging" / "productions")
    sys.path.insert(0, folder)
    yield importlib.import_module("producing.compound_file").compound_file
    sys.path.remove(folder)
