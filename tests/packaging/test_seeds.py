"""What training with several seeds reports; the training itself needs packages that the tests do not have."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def seeds(repository: Path) -> Iterator[Any]:
    folder = str(repository / "packaging" / "model")
    sys.path.insert(0, folder)
    yield importlib.import_module("seeds")
    sys.path.remove(folder)


def test_each_model_has_a_row_and_the_seeds_have_their_range(seeds: Any) -> None:
    measured = {
        "1": seeds.Figures(0.1, 0.995, 0.99, 0.98, 1.0),
        "2": seeds.Figures(0.2, 0.997, 0.985, 0.98, 0.99),
    }

    assert seeds.table(measured)[2] == "| 1 | 10.00 | 99.50 | 99.00 | 98.00 | 100.00 |"
    assert seeds.span(measured.values()).startswith("| range of the seeds | 10.00 – 20.00 | 99.50 – 99.70 | 98.50 – ")


def test_figures_of_the_shipped_model_come_from_documents_that_no_training_sees(seeds: Any, repository: Path) -> None:
    found = seeds.figures(repository / "resources" / "models" / "names.onnx", 12)

    assert min(found.precision, found.person, found.org) > 0.9


def test_what_it_does_not_know_is_for_training(seeds: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["seeds.py", "--seeds", "3", "4", "--documents", "40"])
    options, rest = seeds.arguments()

    assert (options.seeds, rest) == ([3, 4], ["--documents", "40"])
