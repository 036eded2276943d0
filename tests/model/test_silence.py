"""What the model prints of itself holds no client text: fields that may hold some are left out of the repr."""

import dataclasses
import importlib
import pkgutil
import typing
from collections.abc import Iterator
from typing import Any

import pytest

import legalredact
import legalredact.model
from legalredact import errors

SECRET = "Marguerite Oldacre"
# ids, digests, enum-like words, places, figures and settings: none is taken from a document's text
HARMLESS = frozenset(
    """
    id digest source entity role kind tier label detail token when actor action before step subject document_id
    prompt_id prompt_version part reason payload_digest summary_digest summary_id engine model organization_id
    workspace_id api_version sdk_version first last reviewer preparer place title base_url inference_geo ca_file
    attested_by contract approved_by version file anchors broken recipient passage_id account key signature
    host since who added public_key public event made family parent duplicate_of encoding
    scheduler cert_file key_file begun ended inputs seed made_for vouching_key vouchers state findings
    printed continues folder sha256 second_model second_model_sha256 always_names never_names
    """.split()
)


def _name(kind: object) -> str:
    return str(getattr(kind, "__name__", kind))


def values() -> Iterator[type[Any]]:
    for module in pkgutil.iter_modules(legalredact.model.__path__):
        for thing in vars(importlib.import_module(f"legalredact.model.{module.name}")).values():
            if isinstance(thing, type) and dataclasses.is_dataclass(thing) and thing.__module__.endswith(module.name):
                yield thing


@pytest.mark.parametrize("kind", sorted(set(values()), key=_name), ids=_name)
def test_fields_that_may_hold_client_text_are_not_printed(kind: type[Any]) -> None:
    hints = typing.get_type_hints(kind)
    shown = {f.name for f in dataclasses.fields(kind) if f.repr and hints[f.name] is str}
    assert shown <= HARMLESS, f"{kind.__name__} prints {sorted(shown - HARMLESS)}: is that never client text?"


def test_a_document_does_not_print_its_name_or_text() -> None:
    from legalredact.model.document import Document

    assert SECRET not in repr(Document("d1", SECRET, SECRET, (), (), (), "ab"))


def tuples() -> Iterator[type[Any]]:
    """Every named tuple of the product; modules of packages that are not installed are left aside."""
    for module in pkgutil.walk_packages(legalredact.__path__, "legalredact.", onerror=lambda _: None):
        if module.name.endswith("__main__"):
            continue
        try:
            there = vars(importlib.import_module(module.name))
        except ImportError:
            continue
        for thing in there.values():
            if isinstance(thing, type) and issubclass(thing, tuple) and hasattr(thing, "_fields"):
                yield from (thing,) if thing.__module__ == module.name else ()


def test_named_tuples_print_no_client_text() -> None:
    """What passes between processes may be printed by whatever carries it."""
    found = set(tuples())
    assert {"First", "Note", "Told", "Word"} <= {one.__name__ for one in found}
    for one in found:
        hints = typing.get_type_hints(one)
        made = one(*(0 if hints[name] in (int, float, bool) else SECRET for name in one._fields))
        assert SECRET not in repr(made), f"{one.__name__} prints what it holds"


def every_error() -> Iterator[type[errors.LegalRedactError]]:
    waiting = [errors.LegalRedactError]
    while waiting:
        kind = waiting.pop()
        yield kind
        waiting += kind.__subclasses__()


@pytest.mark.parametrize("kind", sorted(set(every_error()), key=_name), ids=_name)
def test_every_error_has_an_exit_code_of_the_contract_and_survives_a_process_border(kind: type[Any]) -> None:
    import pickle

    problem = kind("It broke.", "Mend it.")
    again = pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own bytes
    assert (str(again), again.exit_code) == ("It broke. Mend it.", kind.exit_code)
    assert kind.exit_code in {1, 2, 3, 4}
