"""The rooms of the safety core: which files are changed, and which tests are to notice it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the safety core.

    Arguments:
        sources: files and folders to be changed, from the checkout.
        tests: files and folders of the tests that hold it.
        warm: what is loaded once before the mutants, as ``module:function:argument``; its own lines are tried afresh.
    """

    sources: tuple[str, ...]
    tests: tuple[str, ...]
    warm: tuple[str, ...] = ()


def _of(room: str, names: str) -> tuple[str, ...]:
    return tuple(f"legalredact/{room}/{name}.py" for name in names.split())


def _tests(room: str, names: str) -> tuple[str, ...]:
    return tuple(f"tests/{room}/test_{name}.py" for name in names.split())


_WORDS = (
    "legalredact.matching.text.dictionary:is_english:a",
    "legalredact.matching.text.dictionary:is_function_word:a",
)
_VAULT = (
    *_tests("vault", "api_keys backup codec database documents faults key_file keyring_faults members one_writer"),
    *_tests("vault", "os_keyring production records register schema sealed session_bus side_files state stated store"),
    *_tests("vault", "folder keys originals purge recovery_key rekey rights trail"),
    *_tests("workflow", "purge_leaves_nothing purge_production replayed_pages state"),
    *_tests("workflow/administration", "purge"),
)
"""Not those that kill processes at every line: each takes ten seconds, and finds what others do."""

ROOMS = {
    "masking": Room(("legalredact/masking",), ("tests/masking",), _WORDS),
    "audit": Room(
        _of("redaction/audit", "audit channel docx_channels needles pdf_channels pdf_objects")
        + _of("redaction", "targets"),
        (
            *_tests("redaction", "audit_channels targets"),
            *_tests("redaction/audit", "audit needles pdf_channels"),
            "tests/redaction/test_pdf_channels.py::test_the_audit_finds_the_name_in_the_original",
            "tests/redaction/test_word_channels.py::test_the_audit_finds_the_name_in_the_original",
        ),
        _WORDS,
    ),
    "audit-report": Room(
        _of("redaction/audit", "html_report locate wording"),
        _tests("redaction", "audit_report") + _tests("redaction/audit", "html_report locate wording"),
        _WORDS,
    ),
    "vault": Room(("legalredact/vault",), _VAULT, _WORDS),
    "workflow": Room(
        (
            *_of("workflow/compute", "masking_rules payload"),
            *_of("workflow/matter", "blockers new_signing_keys trail trail_faults"),
            *_of("workflow/names", "decisions merge"),
            *_of("workflow/send", "act_rules designations incidents output_names selftest selftest_cases"),
            *_of("workflow/send", "send_rules summarize"),
            *_of("workflow/sign_off", "corrections sign_off sign_off_records sign_off_rules valid_approval"),
            *_of("workflow/export", "export export_rules"),
        ),
        (
            *_tests("workflow", "before_summaries clock exported_contents hostile_reply replayed_pages sign_off state"),
            *_tests("workflow/compute", "masking_rules"),
            *_tests("workflow/matter", "blockers new_signing_keys not_covered trail trail_events"),
            *_tests("workflow/names", "decisions merge priorities"),
            *(f"tests/workflow/{room}" for room in ("send", "sign_off", "export")),
        ),
        _WORDS,
    ),
    "governance": Room(
        _of("governance", "account anchor anomalies attestation audit_trail forwarding incidents inventory")
        + _of("governance", "inventory_patterns minisign os_account policy policy_rules policy_schema policy_signature")
        + _of("governance", "policy_sources monthly_report report_html retention roles selftest signing signing_keys")
        + _of("governance", "state_fault trusted_file usage user_namespace vouching"),
        (
            "tests/governance",
            *_tests("workflow", "replayed_pages state"),
            "tests/workflow/compute/test_masking_rules.py",
            *_tests("workflow/matter", "new_signing_keys trail"),
        ),
        _WORDS,
    ),
    "summary": Room(("legalredact/summary",), ("tests/summary",), _WORDS),
}

_ELSEWHERE = ("tests/end_to_end",)
"""Tests that start whole programs, and so may run any file without importing it."""

_TRACED = ("tests/end_to_end/test_kernel_proof.py", "tests/mutation", "tests/benchmarks")
"""Left out: the first lets the kernel trace all that a program does, and takes minutes; the others try no product."""


def tests_beyond(root: Path, room: Room, files: set[str]) -> tuple[str, ...]:
    """Files of tests outside a room that may run one of these files: those that import it, and whole programs.

    A fault that the tests of its room leave unnoticed is tried with them, since tests may stand elsewhere.

    Arguments:
        files: sources, from the checkout, with slashes.
    """
    modules = {".".join(Path(file).with_suffix("").parts) for file in files}
    listed = tuple(test.partition("::")[0] for test in room.tests)
    return tuple(
        test
        for path in sorted((root / "tests").rglob("test_*.py"))
        if not (test := path.relative_to(root).as_posix()).startswith((*listed, *_TRACED))
        if test.startswith(_ELSEWHERE) or not modules.isdisjoint(imported_modules(path))
    )


def imported_modules(path: Path) -> Iterator[str]:
    """Modules that a file imports, wherever in it; for `from a import b` both `a` and `a.b`."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
