"""The administrator's handbook says what is so."""

import re
from pathlib import Path

import pytest

from legalredact.cli.main import parser
from legalredact.governance.policy_schema import reference
from legalredact.governance.policy_sources import REGISTRY
from windows.description import ASSOCIATIONS, PROGRAM
from windows.launchers import COMMAND, WINDOW


@pytest.fixture(scope="module")
def handbook(repository: Path) -> str:
    return (repository / "packaging" / "ADMIN.md").read_text(encoding="utf-8")


def test_the_reference_of_the_policy_is_the_schemas_own(handbook: str) -> None:
    table = reference().partition("\n\n")[2].strip()

    assert table in handbook, "write the answer of `legalredact policy reference` into packaging/ADMIN.md anew"


def test_every_command_that_it_names_is_there(handbook: str) -> None:
    commands = {action for one in parser()._actions for action in (one.choices or ())}
    named = set(re.findall(r"`legalredact ([a-z-]+)", handbook))

    assert named
    assert named <= commands


def test_it_names_what_the_installer_takes(handbook: str) -> None:
    for word in ("POLICY=", f"ADDLOCAL={PROGRAM},{ASSOCIATIONS}", COMMAND, WINDOW, f"HKLM\\{REGISTRY}", "CheckPolicy"):
        assert word in handbook
