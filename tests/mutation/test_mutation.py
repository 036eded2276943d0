"""The mutator tells which faults tests notice, tried on a small package of its own."""

import os
import re
from pathlib import Path

import psutil
import pytest

from tests.mutation import __main__ as mutation
from tests.mutation.__main__ import HERE, copied, kept_lines, lines_of_tests, main, missing
from tests.mutation.changes import changes
from tests.mutation.rooms import ROOMS as ROOMS_OF_THE_CORE
from tests.mutation.rooms import Room

if os.name != "posix":
    pytest.skip("mutants are forked, which this system cannot", allow_module_level=True)

ROOMS = {"toy": Room(("legalredact/toy.py",), ("tests/test_toy.py",))}
TOY = '''"""A toy."""

_LEAST = 3


def is_long(word: str) -> bool:
    """Whether it is."""
    return len(word) >= _LEAST


def is_loud(word: str) -> bool:
    return word.isupper() and len(word) > 0
'''
TESTS = """from legalredact.toy import is_long


def test_three_letters_are_long() -> None:
    assert is_long("abc")
    assert not is_long("ab")
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A checkout of a toy of which one function is tested and one is not."""
    for folder in ("legalredact", "tests/mutation"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "legalredact/__init__.py").touch()
    (tmp_path / "legalredact/toy.py").write_text(TOY, encoding="utf-8")
    (tmp_path / "tests/test_toy.py").write_text(TESTS, encoding="utf-8")
    return tmp_path


def accept(toy: Path, before: str, after: str, file: str = "legalredact/toy.py") -> None:
    entry = f'[[equivalent]]\nfile = "{file}"\nfunction = "is_loud"\nreason = "a word has a letter"\n'
    entry += f"before = '{before}'\nafter = '{after}'\n"
    (toy / "tests/mutation/equivalent.toml").write_text(entry, encoding="utf-8")


def test_a_fault_that_tests_notice_is_killed_and_one_that_none_runs_survives(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (toy / "legalredact/toy.py").read_bytes()

    assert main(["toy", "--most", "0"], toy, ROOMS) == 1

    tried, _, survivors = capsys.readouterr().out.partition("Survivors:")
    assert "+ return len(word) > _LEAST" in tried
    assert "+ _LEAST = 4" in tried  # what runs at the import
    assert "is_long" not in survivors
    assert "_LEAST" not in survivors
    assert "+ return (word.isupper() or len(word) > 0)\n    (survived, as no test runs it)" in survivors
    assert (toy / "legalredact/toy.py").read_bytes() == before


def test_a_fault_in_a_function_that_runs_at_the_import_is_noticed(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here a `conftest.py` imports it, before any test is collected."""
    source = 'def _least() -> int:\n    return int("3")\n\n\nLEAST = _least()\n'
    (toy / "legalredact/toy.py").write_text(source, encoding="utf-8")
    (toy / "tests/conftest.py").write_text("import legalredact.toy\n", encoding="utf-8")
    test = "from legalredact.toy import LEAST\n\n\ndef test_least() -> None:\n    assert LEAST == 3\n"
    (toy / "tests/test_toy.py").write_text(test, encoding="utf-8")

    assert main(["toy", "--most", "0"], toy, ROOMS) == 0

    assert "+ return 0" in capsys.readouterr().out


def test_a_fault_at_the_import_is_tried_with_all_tests_of_the_file_not_only_with_those_that_import_it_afresh(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = 'def _least() -> int:\n    return int("3")\n\n\nLEAST = _least()\n\n\n'
    source += "def least() -> int:\n    return LEAST\n"
    (toy / "legalredact/toy.py").write_text(source, encoding="utf-8")
    test = "import importlib\n\nfrom legalredact import toy\n\n\n"
    test += "def test_afresh() -> None:\n    importlib.reload(toy)\n\n\n"
    test += "def test_least() -> None:\n    assert toy.least() == 3\n"
    (toy / "tests/test_toy.py").write_text(test, encoding="utf-8")

    assert main(["toy", "--most", "0"], toy, ROOMS) == 0

    printed = capsys.readouterr().out
    assert "+ return 0" in printed
    assert "more tests" not in printed  # its own tests are enough


def test_a_fault_in_a_function_costs_no_pytest_of_its_own_whatever_the_garbage_collector_was_told(toy: Path) -> None:
    """Frozen objects are in no list of the collector's, and functions that are not found would be imported afresh."""
    (toy / "legalredact/toy.py").write_text(TOY.replace("_LEAST = 3", "").replace("_LEAST", "3"), encoding="utf-8")
    frozen = "import gc\n\n\ndef pytest_collection_finish() -> None:\n    gc.freeze()\n"
    (toy / "tests/conftest.py").write_text(frozen, encoding="utf-8")
    imports = toy / "imports"
    noted = f"with open({str(imports)!r}, 'a') as noted:\n    noted.write('imported ')\n"
    (toy / "tests/test_toy.py").write_text(f"{TESTS}\n\n{noted}", encoding="utf-8")

    main(["toy", "--most", "0"], toy, ROOMS)

    assert imports.read_text().split() == ["imported"] * 2  # once to note its lines, once for all mutants


def test_a_fault_that_shows_in_a_forked_process_or_in_one_without_environment_is_noticed(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = """import os
import subprocess
import sys
from pathlib import Path

ASK = "import sys; sys.path.insert(0, sys.argv[1]); from legalredact.toy import is_loud; sys.exit(is_loud('abc'))"


def test_a_process_of_its_own() -> None:
    root = Path(__file__).resolve().parents[1]
    assert subprocess.run([sys.executable, "-I", "-c", ASK, root], env={}, check=False).returncode == 0


def test_a_fork() -> None:
    from legalredact.toy import is_long

    child = os.fork()
    if child == 0:
        os.closerange(3, 100)
        os._exit(10 * is_long("abc") + is_long("ab"))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 10
"""
    (toy / "tests/test_toy.py").write_text(started, encoding="utf-8")

    main(["toy", "--most", "0"], toy, ROOMS)

    printed = capsys.readouterr().out
    assert "no test runs it" not in printed
    assert "is_long" not in printed.partition("Survivors:")[2]


def test_a_fault_that_only_tests_of_another_room_notice_is_noticed(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "def test_it() -> None:\n    from legalredact.toy import is_loud\n\n    assert is_loud('A')\n"
    (toy / "tests/other").mkdir()
    (toy / "tests/other/test_loud.py").write_text(f"{other}    assert not is_loud('a')\n", encoding="utf-8")
    (toy / "tests/other/test_nothing.py").write_text("def test_nothing() -> None:\n    pass\n", encoding="utf-8")

    main(["toy", "--most", "0"], toy, ROOMS)

    printed = capsys.readouterr().out
    assert "tried with more tests: tests/other/test_loud.py\n" in printed
    survivors = printed.partition("Survivors:")[2]
    assert "return (len(word) > 0)" not in survivors  # `is_loud('a')` tells it
    assert "len(word) >= 0" in survivors  # and nothing tells that

    main(["toy", "--most", "0", "--near"], toy, ROOMS)

    printed = capsys.readouterr().out
    assert "test_loud" not in printed
    assert "return (len(word) > 0)" in printed.partition("Survivors:")[2]


def test_a_process_that_a_mutant_leaves_behind_is_ended(toy: Path, tmp_path: Path) -> None:
    started = """import subprocess
import sys
from pathlib import Path

from legalredact.toy import is_long

def test_that_leaves_a_process() -> None:
    code = "import time; time.sleep(600)"
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True, stdout=subprocess.DEVNULL)
    with Path({left!r}).open("a") as file:
        file.write(f"{{process.pid}}\\n")
    if is_long("abc") and not is_long("ab"):
        process.kill()
        process.wait()
    else:
        raise AssertionError
"""
    (toy / "tests/test_toy.py").write_text(started.format(left=str(tmp_path / "left")), encoding="utf-8")

    main(["toy", "--most", "0"], toy, ROOMS)

    left = (tmp_path / "left").read_text(encoding="utf-8").split()
    assert len(left) > 3
    assert not any(psutil.pid_exists(int(one)) for one in left)


def test_a_test_that_hangs_is_ended_after_its_own_time(
    toy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not after the time of all tests of the mutant, which may be minutes."""
    hanging = "import time\n\nfrom legalredact.toy import is_loud\n\n\ndef test_it() -> None:\n"
    hanging += "    if is_loud('a'):\n        time.sleep(600)\n    assert is_loud('A')\n"
    (toy / "tests/test_toy.py").write_text(hanging, encoding="utf-8")
    loud = "def is_loud(word: str) -> bool:\n    return word.isupper()\n"
    (toy / "legalredact/toy.py").write_text(loud, encoding="utf-8")
    (toy / "pytest.ini").write_text("[pytest]\ntimeout = 300\n", encoding="utf-8")
    monkeypatch.setattr(mutation, "PATIENCE", 1)

    main(["toy", "--most", "0"], toy, ROOMS)

    assert re.search(r"timeout +[1-9]\.\d s .*is_loud\n.*\n    \+ return True", capsys.readouterr().out)


def test_a_test_that_sees_its_lines_being_noted_counts(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As one that looks at what its process holds open; one that fails in any case is left out, and named."""
    seeing = "\n\ndef test_alone() -> None:\n    assert sys.gettrace() is None\n    assert is_long('abc')\n"
    failing = "\n\ndef test_wrong() -> None:\n    assert is_long('a')\n"
    begin = "import sys\n\nfrom legalredact.toy import is_long\n"
    (toy / "tests/test_toy.py").write_text(f"{begin}{seeing}{failing}", encoding="utf-8")

    main(["toy", "--most", "0"], toy, ROOMS)

    printed = capsys.readouterr().out
    assert "1 tests fail without any mutant and are left out: tests/test_toy.py::test_wrong\n" in printed
    assert "_LEAST = 4" not in printed.partition("Survivors:")[2]


def test_lines_are_noted_again_for_changed_tests_alone(
    toy: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    room = Room(("legalredact/toy.py",), ("tests",))

    def noted() -> tuple[str, set[str]]:
        work = tmp_path_factory.mktemp("work")
        tests = lines_of_tests(toy, copied(toy, work), work, room)
        return capsys.readouterr().out.partition(" files")[0], {name for name, test in tests.items() if test["lines"]}

    first = "tests/test_toy.py::test_three_letters_are_long"
    assert noted() == ("running 1 of 1", {"import", first})
    loud = "from legalredact.toy import is_loud\n\n\ndef test_it() -> None:\n    assert is_loud('A')\n"
    (toy / "tests/test_loud.py").write_text(loud, encoding="utf-8")
    both = {"import", first, "tests/test_loud.py::test_it"}
    assert noted() == ("running 1 of 2", both)
    assert noted() == ("", both)
    (toy / "legalredact/toy.py").write_text(TOY.replace("_LEAST", "_LOWEST"), encoding="utf-8")
    assert not any(path.exists() for path in kept_lines(toy, room).values())


def test_an_accepted_equivalent_is_not_run(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(toy, "return word.isupper() and len(word) > 0", "return word.isupper() and len(word) >= 0")

    assert main(["toy", "--most", "0", "--list"], toy, ROOMS) == 0

    told = capsys.readouterr().out
    assert ", 1 equivalent," in told
    assert "len(word) >= 0" not in told


def test_an_accepted_equivalent_whose_code_is_gone_is_told(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(toy, "return word.islower()", "return True")

    assert main(["toy", "--most", "0", "--list"], toy, ROOMS) == 1

    assert "no longer applies: legalredact/toy.py is_loud" in capsys.readouterr().out


def test_an_accepted_equivalent_whose_file_is_gone_is_told(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(toy, "return word.isupper()", "return True", file="legalredact/moved.py")

    assert main(["toy", "--most", "0", "--list"], toy, ROOMS) == 1

    assert "no longer applies: legalredact/moved.py is_loud" in capsys.readouterr().out


def test_a_room_that_names_a_file_which_is_gone_is_refused(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rooms = {"toy": Room(("legalredact/toy.py", "legalredact/moved.py"), ("tests/test_toy.py", "tests/gone.py::test"))}

    with pytest.raises(SystemExit, match="2"):
        main(["toy", "--list"], toy, rooms)

    assert "files that do not exist: legalredact/moved.py tests/gone.py" in capsys.readouterr().err


def test_a_file_that_no_room_has_is_refused(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["toy", "--only", "other.py"], toy, ROOMS)

    assert "no file other.py" in capsys.readouterr().err


@pytest.mark.parametrize("room", ROOMS_OF_THE_CORE)
def test_the_rooms_of_the_safety_core_name_files_that_exist(room: str) -> None:
    assert not missing(HERE.parents[1], ROOMS_OF_THE_CORE[room])


def test_a_sample_is_the_same_for_the_same_seed(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def listed(*options: str) -> list[str]:
        main(["toy", "--list", *options], toy, ROOMS)
        return capsys.readouterr().out.splitlines()[1:]

    smaller = listed("--most", "3")
    assert listed("--most", "3") == smaller
    assert listed("--most", "5")[: len(smaller)] == smaller
    assert listed("--most", "3", "--seed", "2") != smaller


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("x = a < b", {"x = a <= b"}),
        ("x = a and b", {"x = (a or b)", "x = (a)", "x = (b)"}),
        ("x = not a", {"x = a"}),
        ("def f():\n    note(a)", {"def f():\n    pass"}),
        ("def f():\n    raise ValueError('text')", {"def f():\n    pass"}),
        ("def f() -> str:\n    return g", {"def f() -> str:\n    return ''"}),
        ("x = {a, b}", {"x = {b}", "x = {a}"}),
        ("x = a[1:]", {"x = a[2:]", "x = a[:]"}),
        ("x = f(a, b=c)", {"x = f(a)"}),
        ("def f() -> str:\n    return 'kind'", {"def f() -> str:\n    return 'kindx'"}),
        ("def f() -> str:\n    return 'It is late.'", {"def f() -> str:\n    return ''"}),
        ("x: int = a\nlogger.info('text')", set()),
        ("def __repr__(self):\n    return a and b", set()),
    ],
)
def test_faults_are_put_where_they_could_be_made(written: str, changed: set[str]) -> None:
    assert {one.applied(written.encode()).decode() for one in changes(written.encode())} == changed
