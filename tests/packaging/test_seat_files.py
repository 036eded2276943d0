"""Files for management systems: timers of the self-test, and scripts that hand out keys."""

import configparser
import plistlib
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

import lxml.etree
import pytest

from legalredact.cli import selftest
from legalredact.cli.main import parser
from legalredact.model.policy import SelfTestPolicy
from legalredact.resources import resource
from windows.launchers import COMMAND

TASK = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


def unit(name: str) -> Mapping[str, Mapping[str, str]]:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]  # how one keeps capital letters
    read.read(resource("seats", name), encoding="utf-8")
    return read


def task() -> lxml.etree._Element:
    return lxml.etree.parse(resource("seats", "legalredact-selftest.xml")).getroot()


def by_systemd() -> list[str]:
    return shlex.split(unit("legalredact-selftest.service")["Service"]["ExecStart"])


def by_task_scheduler() -> list[str]:
    (command,), (arguments,) = (task().findall(f".//t:{name}", TASK) for name in ("Command", "Arguments"))
    return [str(command.text), *shlex.split(str(arguments.text))]


def by_launchd() -> list[str]:
    words: list[str] = plistlib.loads(resource("seats", "org.legalredact.selftest.plist").read_bytes())[
        "ProgramArguments"
    ]
    return words


@pytest.mark.parametrize("command", [by_systemd, by_task_scheduler, by_launchd])
def test_each_timer_runs_the_self_test_that_is_due_before_policy_says_so(command: object) -> None:
    assert callable(command)
    program, *arguments = command()
    options = parser().parse_args(arguments)
    assert options.run is selftest.run
    assert options.if_due < SelfTestPolicy().days  # it has days left to run before nothing can be sent
    assert PureWindowsPath(program).stem == "legalredact"  # as packaging/shipping/legalredact.spec names it


def test_the_timer_of_systemd_asks_each_day_and_makes_up_for_a_day_without() -> None:
    timer = unit("legalredact-selftest.timer")
    assert timer["Timer"]["OnCalendar"] == "daily"
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert unit("legalredact-selftest.service")["Service"]["Type"] == "oneshot"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this system")
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    for name in ("legalredact-selftest.service", "legalredact-selftest.timer"):
        text = resource("seats", name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/usr/bin/legalredact", "/bin/true"), encoding="utf-8")
    units = [str(tmp_path / "legalredact-selftest.timer"), str(tmp_path / "legalredact-selftest.service")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", *units], capture_output=True, text=True, check=False
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if "legalredact" in line]) == (0, [])


def test_the_task_runs_for_all_users_with_their_own_rights_and_catches_up() -> None:
    def said(name: str) -> str:
        return str(task().findtext(f".//t:{name}", namespaces=TASK))

    assert (said("GroupId"), said("RunLevel")) == ("S-1-5-32-545", "LeastPrivilege")
    assert (said("StartWhenAvailable"), said("DaysInterval")) == ("true", "1")
    assert said("Command").endswith(rf"\LegalRedact\{COMMAND}")


def test_the_agent_of_launchd_runs_each_day() -> None:
    told = plistlib.loads(resource("seats", "org.legalredact.selftest.plist").read_bytes())
    assert told["StartCalendarInterval"] == {"Hour": 12, "Minute": 0}


def test_scripts_for_keys_give_the_key_as_no_argument_and_no_variable_of_the_environment() -> None:
    shell = resource("seats", "provision-key.sh").read_text(encoding="utf-8")
    assert not re.search(r"export|\$\(cat|\$key", shell)
    windows = resource("seats", "provision-key.ps1").read_text(encoding="utf-8")
    calls = [line for line in windows.splitlines() if "& $Program" in line]
    assert len(calls) == 2
    assert not any("$key" in line.partition("& $Program")[2] for line in calls)
    assert "$env:" not in "".join(line for line in windows.splitlines() if "$key" in line)


@pytest.mark.parametrize("name", ["provision-key.sh", "provision-key.ps1"])
def test_commands_in_the_scripts_exist(name: str) -> None:
    text = resource("seats", name).read_text(encoding="utf-8")
    found = re.findall(r"^[^#\n]*(?:legalredact|& \$Program) (key [^|<>\n]*?)(?: 3)?(?=[|<>\n]|$)", text, re.MULTILINE)
    assert [words.split()[1] for words in found] == ["show", "set"]
    for words in found:
        parser().parse_args([re.sub(r"[\"$]", "", word) for word in words.split()])
