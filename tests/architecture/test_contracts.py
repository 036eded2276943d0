"""Architecture rules: layers, one package per third party, one network module, one producer of verified text."""

import ast
import io
import itertools
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TypeGuard

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "legalredact"

WAYS_OUT = {"aiohttp", "anthropic", "ftplib", "http", "httpx", "httpx2", "imaplib", "poplib", "requests", "smtplib"}
WAYS_OUT |= {"socket", "ssl", "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc"}

BETWEEN_PROCESSES = tuple(f"summary/sender_{name}.py" for name in ("host", "launcher", "line"))
"""The module that talks to the sending process."""

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


# --- layers and third parties ---


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the package in `folder` against the contracts of the pyproject.toml beside it."""
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_between_the_rooms_holds() -> None:
    result = lint(REPOSITORY)

    assert result.returncode == 0, result.stdout


FORBIDDEN = (
    ("model/document.py", "import numpy"),
    ("errors.py", "import legalredact.vault"),
    ("masking/verify.py", "import legalredact.detection"),
    ("detection/rules/titles.py", "import legalredact.documents"),
    ("summary/claude.py", "import legalredact.vault.store"),
    ("workflow/matter/open_matter.py", "import legalredact.gui"),
    ("cli/main.py", "import legalredact.gui"),
    ("cli/main.py", "import PySide6.QtWidgets"),
    ("detection/rules/captions.py", "import pymupdf"),
    ("workflow/matter/blockers.py", "import docx.oxml"),
    ("documents/ocr/engine.py", "import rapidocr"),
    ("documents/ocr/engine.py", "import onnxruntime"),
    ("detection/model/ner.py", "import onnxruntime"),
    ("masking/mask.py", "import spacy"),
    ("summary/request.py", "import spacy"),
    ("summary/request.py", "import anthropic"),
    ("workflow/send/summarize.py", "import httpx2"),
    ("workflow/matter/open_matter.py", "import sqlcipher3"),
    ("attic.py", "import json"),  # a module without a place in the layers
    ("matching/text/normal.py", "import legalredact.matching.names.pattern"),
    ("detection/spans/candidate.py", "import legalredact.detection.rules.titles"),
    ("detection/coreference/link.py", "import legalredact.detection.pipeline.stages"),
    ("documents/pdf/reader.py", "import legalredact.documents.read"),
    ("redaction/text_maps/text_map.py", "import legalredact.redaction.pdf.page"),
    ("workflow/matter/open_matter.py", "import legalredact.workflow.send.summarize"),
    ("gui/core/session.py", "import legalredact.gui.widgets.reason"),
    ("gui/review/sign_off_view.py", "import legalredact.gui.send.send_view"),
    ("documents/attic.py", "import json"),  # a module without a place in the package's layers
)
ALLOWED = (
    ("documents/pdf/reader.py", "import pymupdf"),
    ("neural.py", "import onnxruntime"),
    ("summary/claude.py", "import anthropic"),
    ("summary/local/lemmas.py", "import spacy"),
    ("workflow/matter/open_matter.py", "import legalredact.vault.store"),
    ("gui/shell/app.py", "import PySide6.QtWidgets"),
)


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """The same packages under the same contracts with empty files, in which tests break the contracts."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    for place in sources():
        module = tmp_path / "legalredact" / place
        module.parent.mkdir(parents=True, exist_ok=True)
        module.touch()
    return tmp_path


def written_into(folder: Path, imports: Iterable[tuple[str, str]]) -> None:
    for module, statement in imports:
        with (folder / "legalredact" / module).open("a", encoding="utf-8") as file:
            file.write(f"{statement}\n")


def report_of(module: str, statement: str) -> str:
    """What the check prints of a forbidden import: the module alone if it has no place in the layers."""
    name = f"legalredact.{module.removesuffix('.py').replace('/', '.')}"
    imported = statement.removeprefix("import ")
    package = imported if imported.startswith("legalredact") else imported.partition(".")[0]
    return f"- {name}" if name.endswith(".attic") else f"- {name} -> {package} (l."


def test_each_forbidden_import_breaks_a_contract(skeleton: Path) -> None:
    written_into(skeleton, FORBIDDEN)

    result = lint(skeleton)
    words = " ".join(result.stdout.split())

    assert result.returncode == 1
    assert [report for module in FORBIDDEN if (report := report_of(*module)) not in words] == []


def test_imports_at_their_places_break_none(skeleton: Path) -> None:
    written_into(skeleton, ALLOWED)

    result = lint(skeleton)

    assert result.returncode == 0, result.stdout


def test_every_third_party_that_is_imported_is_declared() -> None:
    declared = {name_of(requirement) for requirement in declared_dependencies()}
    providers = packages_distributions()
    undeclared = {
        f"{place} imports {top}"
        for place, module, _ in imports_of_all()
        if (top := module.partition(".")[0]) not in sys.stdlib_module_names | {"legalredact"}
        and not declared & {name_of(provider) for provider in providers.get(top, [top])}
    }

    assert undeclared == set()


# --- one network module, one producer ---


def test_one_module_alone_can_reach_the_network() -> None:
    ways_out = {(place, module) for place, module, _ in imports_of_all() if is_way_out(module)}
    trust = ("summary/claude_process.py", "ssl")  # makes the context in which others connect; opens nothing itself
    bus = ("vault/session_bus.py", "socket")  # of this machine: asks the kernel whose process the session bus is
    log = ("governance/system_log.py", "socket")  # of this machine: hands events to the system's own log
    trial = ("sandbox/windows_firewall.py", "socket")  # tries whether Windows refuses a connection; see below
    between = {(place, "socket") for place in BETWEEN_PROCESSES}

    assert {place for place, _ in ways_out - {trust, bus, log, trial} - between} <= {"summary/claude.py"}


def test_the_trial_of_the_firewall_sends_nothing_and_goes_to_no_computer() -> None:
    """192.0.2.0/24 is for documentation (RFC 5737)."""
    content = (PACKAGE / "sandbox/windows_firewall.py").read_text(encoding="utf-8")
    calls = re.findall(r"\bconnection\.(\w+)\((.*)\)", content)

    assert calls == [("settimeout", "_PATIENCE"), ("connect", "NOWHERE")]
    assert re.findall(r'^NOWHERE = \("(.*)", 443\)$', content, re.MULTILINE) == ["192.0.2.1"]
    assert len(re.findall(r"socket\.socket\(|create_connection|socketpair|fromfd", content)) == 1


@pytest.mark.parametrize("place", ["vault/session_bus.py", "governance/system_log.py"])
def test_the_session_bus_and_the_systems_log_are_asked_by_a_socket_of_this_machine(place: str) -> None:
    content = (PACKAGE / place).read_text(encoding="utf-8")

    assert re.findall(r"socket\.AF_\w+", content) == ["socket.AF_UNIX"]
    assert len(re.findall(r"socket\.socket\(|create_connection|socketpair|fromfd", content)) == 1


@pytest.mark.parametrize("place", BETWEEN_PROCESSES)
def test_sockets_between_processes_can_be_no_others(place: str) -> None:
    """They are the kernel's own pairs, or handed over; no code here could give one an address."""
    named = {node.attr for node in ast.walk(trees()[place]) if is_of(node, "socket")}
    made = [call for where, call in calls_of_all() if where == place and is_of(call.func, "socket", "socket")]
    pairs = [call for where, call in calls_of_all() if where == place and is_of(call.func, "socket", "socketpair")]

    assert named <= {"socket", "socketpair", "AF_UNIX", "SOCK_SEQPACKET", "SHUT_WR", "SHUT_RDWR", "MSG_PEEK"} | {
        "send_fds",
        "recv_fds",
    }
    assert all([keyword.arg for keyword in call.keywords] == ["fileno"] and not call.args for call in made)
    assert all(is_of(call.args[0], "socket", "AF_UNIX") for call in pairs)
    assert made or pairs


def test_the_application_s_side_of_a_send_knows_no_client_and_takes_no_pickles() -> None:
    """Messages of the sending process are data: `Connection.recv` and `pickle` would let it run any code here."""
    ours = [place for place in trees() if place.startswith("summary/sender_")]
    modules = {module for place, module, _ in imports_of_all() if place in ours}
    calls = {called(call) for place, call in calls_of_all() if place in ours}

    assert not any("pickle" in module or "marshal" in module for module in modules)
    assert not calls & {"loads", "eval", "exec"}
    received = [call for where, call in calls_of_all() if where in ours and called(call) == "recv"]
    assert all(call.args for call in received)  # of sockets, so many bytes; a connection's has none


def is_of(node: ast.AST, module: str, name: str = "") -> TypeGuard[ast.Attribute]:
    """Whether that is ``module.name``, or any name of the module."""
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == module
        and name in ("", node.attr)
    )


def test_the_module_that_reaches_the_network_is_loaded_in_the_process_that_sends_alone() -> None:
    importers = {place for place, module, _ in imports_of_all() if module.startswith("legalredact.summary.claude.")}

    assert importers == {"summary/sender_process.py"}


def test_one_module_alone_can_reach_a_cluster_and_nothing_else() -> None:
    of_cluster = {"dask", "distributed", "tornado"}
    users = {(place, top) for place, module, _ in imports_of_all() if (top := module.partition(".")[0]) in of_cluster}

    serves = "workflow/production/cluster_program.py"  # runs Dask's own scheduler or worker, as a program of its own
    assert {place for place, _ in users} == {"workflow/production/cluster.py", serves}
    assert {module for place, module in users if place == serves} == {"dask"}


def test_no_module_is_imported_by_a_computed_name() -> None:
    """An import by a computed name would evade every other test here."""
    dynamic = {
        f"{place}:{call.lineno}" for place, call in calls_of_all() if called(call) in {"__import__", "import_module"}
    }

    assert dynamic == set()


def test_verify_is_the_only_maker_of_verified_text() -> None:
    makers = {place for place, call in calls_of_all() if called(call) == "VerifiedText"}

    assert makers <= {"masking/verify.py"}


# --- code style ---


def test_files_longer_than_400_lines_are_listed_in_a_warning() -> None:
    """A file should hold one concept. A long one may hold two, which a person decides: the list is not a failure."""
    long = [f"{place}: {count}" for place, text in sources().items() if (count := text.count("\n")) > 400]
    if long:
        warnings.warn(f"Files longer than 400 lines: {', '.join(long)}", stacklevel=1)


def test_nothing_is_left_to_do_in_the_code() -> None:
    marks = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    unfinished = {f"{place}: {mark[0]}" for place, text in sources().items() for mark in marks.finditer(text)}

    assert unfinished == set()


def test_only_the_command_line_prints() -> None:
    printing = {place for place, call in calls_of_all() if called(call) == "print"}

    assert {place for place in printing if place.partition("/")[0] not in {"cli", "cli.py"}} == set()


def test_every_exception_to_a_check_has_its_code_and_its_reason() -> None:
    silenced = re.compile(r"#\s*(?:type:\s*ignore|noqa|pragma|fmt:)")
    reasoned = re.compile(r"# (?:type: ignore\[[\w, -]+\]  #|noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*(?: +#| -)) \S+")
    bare = {
        f"{place}:{line}: {comment}"
        for place, text in sources().items()
        for line, comment in comments(text)
        if silenced.search(comment) and not reasoned.search(comment)
    }

    assert bare == set()


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    machine = re.compile("|".join(f"/{folder}/" for folder in ("work", "root", "opt/pypi", "opt/wheels", "home/user")))
    named = {
        path
        for path, text in tracked_texts()
        if machine.search(text) and path != "tests/architecture/test_contracts.py"
    }

    assert named == set()


# --- reading the sources ---


@cache
def sources() -> dict[str, str]:
    """Every source of the package, by its path within it."""
    return {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def trees() -> dict[str, ast.Module]:
    """The parsed sources."""
    return {place: ast.parse(text) for place, text in sources().items()}


@cache
def imports_and_calls() -> tuple[tuple[str, ast.Import | ast.ImportFrom | ast.Call], ...]:
    """Each import and call, and its file; kept, since a walk over all sources takes a second."""
    kinds = ast.Import | ast.ImportFrom | ast.Call
    return tuple((place, node) for place, tree in trees().items() for node in ast.walk(tree) if isinstance(node, kinds))


def imports_of_all() -> Iterator[tuple[str, str, int]]:
    """Each import: its file, the full dotted name, its line."""
    for place, node in imports_and_calls():
        if isinstance(node, ast.Import):
            yield from ((place, alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((place, f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def calls_of_all() -> Iterator[tuple[str, ast.Call]]:
    """Each call, and its file."""
    yield from ((place, node) for place, node in imports_and_calls() if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last part of the called name."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def is_way_out(module: str) -> bool:
    """Whether a module, or one above it, can open a connection."""
    parts = module.split(".")
    return any(".".join(parts[: count + 1]) in WAYS_OUT for count in range(len(parts)))


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Line and text of each comment; strings that look like one are not."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Path and text of each file that git knows, without images and models."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    for name in filter(None, listing.stdout.decode().split("\0")):
        content = (REPOSITORY / name).read_bytes() if (REPOSITORY / name).is_file() else b"\0"
        if b"\0" not in content[:8192]:
            yield name, content.decode("utf-8", errors="replace")


def declared_dependencies() -> list[str]:
    """The runtime dependencies of pyproject.toml, those of its extras too."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *itertools.chain(*project["optional-dependencies"].values())]


def name_of(requirement: str) -> str:
    """The normal form of the name that a requirement begins with."""
    found = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""
