"""What one person does on a machine of their own; run by `test_two_people` in a session with a keyring of its own."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from legalredact.errors import LegalRedactError
from legalredact.model.matter import MatterInfo
from legalredact.vault.keys import KeyringKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.matter import members
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.fakes.parts import light_parts

KEYS = KeyringKey(OsKeyring())


def identity() -> object:
    return KEYS.own()


def make(folder: str, file: str, colleague: str) -> object:
    with OpenMatter.create(Path(folder), KEYS, light_parts(), "Ann", MatterInfo("m1")) as matter:
        matter.add([Path(file)])
        members.add(matter, "Bea", colleague)
        return [member.name for member in matter.store.members]


def look(folder: str) -> object:
    with OpenMatter.open(Path(folder), KEYS, light_parts(), "Bea") as matter:
        return [document.text for document in matter.documents]


def take_out(folder: str, copy: str, file: str) -> object:
    shutil.copytree(folder, copy)
    with OpenMatter.open(Path(folder), KEYS, light_parts(), "Ann") as matter:
        members.remove(matter, "Bea")
        matter.add([Path(file)])
        return [document.text for document in matter.documents]


def hold(folder: str) -> object:
    """Keep the matter open until standard input ends."""
    with OpenMatter.open(Path(folder), KEYS, light_parts(), "Ann"):
        print(json.dumps("open"), flush=True)  # noqa: T201 - the test reads it
        sys.stdin.read()
    return "closed"


if __name__ == "__main__":
    step: Callable[..., object] = {f.__name__: f for f in (identity, make, look, take_out, hold)}[sys.argv[1]]
    try:
        print(json.dumps(step(*sys.argv[2:])))  # noqa: T201 - the test reads it
    except LegalRedactError as problem:
        print(json.dumps({"error": type(problem).__name__, "words": str(problem)}))  # noqa: T201 - the same
