"""The administrator's handbook says what is so."""

import argparse
import re
from pathlib import Path

import pytest

from legalredact.cli.main import parser
from legalredact.governance.policy_schema import keys, reference
from legalredact.governance.policy_sources import REGISTRY
from legalredact.model.readiness import State
from legalredact.resources import resource
from windows.description import ASSOCIATIONS, PROGRAM
from windows.launchers import COMMAND, WINDOW


@pytest.fixture(scope="module")
def handbook(repository: Path) -> str:
    return (repository / "packaging" / "ADMIN.md").read_text(encoding="utf-8")


def test_the_reference_of_the_policy_is_the_schemas_own(repository: Path, handbook: str) -> None:
    table = reference().partition("\n\n")[2].strip()
    written = (repository / "docs" / "POLICY.md").read_text(encoding="utf-8")

    assert table in written, "write the answer of `legalredact policy reference` into docs/POLICY.md anew"
    assert "../docs/POLICY.md" in handbook


def test_every_command_that_it_names_is_there(handbook: str) -> None:
    commands = {action for one in parser()._actions for action in (one.choices or ())}
    named = set(re.findall(r"`legalredact ([a-z-]+)", handbook))

    assert named
    assert named <= commands


def test_it_names_what_the_installer_takes(handbook: str) -> None:
    for word in ("POLICY=", f"ADDLOCAL={PROGRAM},{ASSOCIATIONS}", COMMAND, WINDOW, f"HKLM\\{REGISTRY}", "CheckPolicy"):
        assert word in handbook


def commands(handbook: str) -> list[list[str]]:
    """Every command of LegalRedact in it, inside and outside of blocks."""
    lines = re.findall(r"`legalredact ([^`]+)`", handbook)
    blocks = re.findall(r"^```\n(.*?)^```", handbook, re.MULTILINE | re.DOTALL)
    lines += [line.partition("legalredact ")[2] for block in blocks for line in block.splitlines()]
    found = (re.split(r" [<|#]|  ", " ".join(line.split("\n")))[0].split() for line in lines)
    return [words for words in found if words and re.fullmatch("[a-z-]+", words[0])]


def known(words: list[str], of: argparse.ArgumentParser) -> set[str] | None:
    """Options of a command; None if there is no such command."""
    inner = next((one for one in of._actions if isinstance(one, argparse._SubParsersAction)), None)
    if inner is None:
        return {option for action in of._actions for option in action.option_strings}
    if words in ([], ["--help"]):
        return {"--help"}  # the name of a group
    return known(words[1:], inner.choices[words[0]]) if words[0] in inner.choices else None


def test_every_command_that_it_names_has_these_actions_and_options(handbook: str) -> None:
    found = commands(handbook)
    assert len(found) > 25
    for words in found:
        options = known(words, parser())
        assert options is not None, words
        assert {word for word in words if word.startswith("--")} <= options | {"--help"}, words


def test_every_file_for_seats_and_every_place_that_it_names_is_there(handbook: str) -> None:
    named = set(
        re.findall(r"((?:legalredact|provision|org\.legalredact)[\w.-]*\.(?:sh|ps1|service|xml|plist))", handbook)
    )
    assert {path.name for path in resource("seats").iterdir()} - {"legalredact-selftest.timer"} == named
    titles = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in re.findall(r"^##+ (.+)$", handbook, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", handbook)) <= titles


def test_the_states_of_doctor_are_its_own(handbook: str) -> None:
    for state in State:
        assert f"| {state.exit_code} | `{state.words}` |" in handbook


def test_every_key_of_the_policy_that_it_names_is_there(handbook: str) -> None:
    tables = {key.table for key in keys()}
    named = {name for name in re.findall(r"`([a-z_]+\.[a-z_]+)`", handbook) if name.partition(".")[0] in tables}
    assert named <= {key.path.replace("[]", "") for key in keys()} | {"prompts.approved", "policy.toml"}
