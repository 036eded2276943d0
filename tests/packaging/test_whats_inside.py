"""A package says which Python and which native libraries are in it, and is refused with an outdated Python."""

import importlib.util
import shutil
from datetime import date
from pathlib import Path

import pytest

from shipping.alike import refuse_larger
from shipping.native import LIBRARIES, native_parts, stated
from shipping.python_release import MOST_DAYS, Known, read, why_outdated

RELEASES = Known({"3.11": 18, "3.13": 18}, date(2026, 11, 10))
URL = "https://releases.example/download/20261110/cpython.tar.gz"


@pytest.mark.parametrize(
    ("version", "today", "why"),
    [
        ("3.13.18", date(2026, 12, 2), None),
        ("3.13.19", date(2026, 12, 2), None),
        ("3.13.2", date(2026, 12, 2), "3.13.2 is not the newest of its line: 3.13.18 is"),
        ("3.11.9", date(2026, 12, 2), "3.11.9 is not the newest of its line: 3.11.18 is"),
        ("3.12.1", date(2026, 12, 2), "uv knows no line 3.12"),
        ("3.13.18", date.fromordinal(RELEASES.when.toordinal() + MOST_DAYS + 1), "lock --upgrade"),
    ],
)
def test_a_python_is_outdated_by_its_patch_or_by_an_old_list(version: str, today: date, why: str | None) -> None:
    found = why_outdated(version, RELEASES, today)

    assert found == why if why is None else why in str(found)


def test_uvs_list_is_read_without_previews_and_other_implementations() -> None:
    rows = [
        {"version": version, "implementation": kind, "url": URL}
        for version, kind in (
            ("3.13.9", "cpython"),
            ("3.13.10", "cpython"),
            ("3.13.11rc1", "cpython"),
            ("3.13.12", "pypy"),
        )
    ]

    assert read(rows) == Known({"3.13": 10}, date(2026, 11, 10))
    with pytest.raises(SystemExit, match="another form"):
        read([])


def installed(package: str, pattern: str) -> list[Path]:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return sorted(path for path in Path(spec.origin).parent.glob(pattern) if path.is_file())


def test_versions_in_the_libraries_are_those_that_they_answer_with() -> None:
    import pymupdf
    from lxml import etree
    from PySide6 import QtCore

    read_from = {
        name: version
        for package, pattern in (("pymupdf", "*mupdf*"), ("lxml", "etree*"), ("PySide6", "Qt*/lib/*Qt*Core*"))
        for path in installed(package, pattern)
        for name, version in stated(path)
    }

    assert read_from["MuPDF"] == pymupdf.mupdf_version
    assert read_from["libxml2"] == ".".join(map(str, etree.LIBXML_VERSION))
    assert read_from["Qt"] == QtCore.qVersion()


def test_a_library_that_states_nothing_as_expected_fails_the_build(tmp_path: Path) -> None:
    for path in installed("pymupdf", "*mupdf*"):
        shutil.copyfile(path, tmp_path / path.name)

    with pytest.raises(SystemExit, match="qpdf") as refused:
        native_parts(tmp_path)

    assert "MuPDF" not in str(refused.value)


def test_a_component_has_a_cpe_and_where_it_lies(tmp_path: Path) -> None:
    states = {
        "etree.so": b"\x0021406\0",
        "libmupdf.so": b"\x001.26.12\0 \x005.0.0-alpha\0",
        "pdfium.so": b"",
        "libqpdf.so.30": b"\x0012.4.2\0",
        "_sqlite3.so": b"community\0\x004.19.0\0@3.53.4\0OpenSSL 3.6.0 1 Oct 2025",
        "libQt6Core.so": b"Qt 6.11.3 (x86_64",
        "pyexpat.so": b"expat_2.5.0\0",
        "onnxruntime.so": b"\x001.32.0\0",
        "leptonica.txt": b"leptonica-1.1.1",
    }
    for name, content in states.items():
        (tmp_path / name).write_bytes(content)

    parts = {part["name"]: part for part in native_parts(tmp_path)}

    assert {one.name for one in LIBRARIES if one.always} == set(parts)
    assert parts["libxml2"]["cpe"] == "cpe:2.3:a:xmlsoft:libxml2:2.14.6:*:*:*:*:*:*:*"
    assert parts["SQLite"]["version"] == "3.53.4"
    assert parts["Leptonica"]["properties"][0]["value"] == "not stated by the library"
    assert parts["OpenSSL"]["evidence"] == {"occurrences": [{"location": "_sqlite3.so"}]}


def test_a_package_over_its_budget_is_refused(tmp_path: Path) -> None:
    (tmp_path / "package").write_bytes(bytes(1_000_001))

    with pytest.raises(SystemExit, match="budget is 1 MB"):
        refuse_larger(tmp_path / "package", 1)
    refuse_larger(tmp_path / "package", 1.1)
