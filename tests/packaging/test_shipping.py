"""What is built comes out alike, and tells truly what it holds."""

import io
import json
import lzma
import os
import shutil
import sysconfig
import tarfile
import tomllib
from pathlib import Path

import pytest

from legalredact import installation
from shipping.alike import BUILD, differing, digests, note_build, packed, settle, sha256, size
from shipping.described import included
from shipping.distributions import code_of, foreign_modules, installed, normal, pinned, shipped
from shipping.inventory import Contents, inventory, shipped_data
from shipping.licences import Licensed, collected, licensed
from shipping.notice import Terms, terms
from shipping.pruned import PRUNED, prune
from shipping.source import releases, version
from shipping.start import give_back
from shipping.stripped import strip
from shipping.vulnerabilities import told

SECONDS = 1_790_000_000
SITE = Path(sysconfig.get_path("purelib"))
LOCK = """\
pillow==13.0.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via legalredact
jeepney==0.9.0 ; sys_platform == 'linux' \\
    --hash=sha256:{a}
pywin32-ctypes==0.2.3 ; sys_platform == 'win32' \\
    --hash=sha256:{b}
""".format(a="a" * 64, b="b" * 64)


def tree(folder: Path, *, seconds: int = 1, rights: int = 0o600) -> Path:
    (folder / "sub").mkdir(parents=True)
    for name, content in (("sub/b.txt", "two"), ("a.txt", "one"), ("start", "#!/bin/sh\n"), ("lib.so.1", "ELF")):
        (folder / name).write_text(content, encoding="utf-8")
        (folder / name).chmod(0o700 if name in {"start", "lib.so.1"} else rights)
        os.utime(folder / name, (seconds, seconds))
    (folder / "link").symlink_to("a.txt")
    return folder


def test_an_application_has_a_build_that_changes_with_any_of_its_files(tmp_path: Path) -> None:
    builds = []
    for folder, content in (("one", "a"), ("two", "a"), ("three", "b")):
        about = tmp_path / folder / "about"
        about.mkdir(parents=True)
        (tmp_path / folder / "module.pyc").write_text(content, encoding="utf-8")
        note_build(tmp_path / folder, about)
        builds.append((about / BUILD).read_text(encoding="ascii"))
    assert builds[0] == builds[1] != builds[2]
    assert installation.FILE == ("about", BUILD)


def test_two_trees_with_the_same_content_make_the_same_archive(tmp_path: Path) -> None:
    for number, rights in enumerate((0o600, 0o664)):
        made = tree(tmp_path / str(number), seconds=number + 1, rights=rights)
        settle(made, SECONDS)
        packed(made, "legalredact-1", SECONDS, tmp_path / f"{number}.tar.xz")

    assert sha256(tmp_path / "0.tar.xz") == sha256(tmp_path / "1.tar.xz")


def test_an_archive_is_owned_by_root_and_starts_only_what_is_a_program(tmp_path: Path) -> None:
    settle(tree(tmp_path / "tree"), SECONDS)
    packed(tmp_path / "tree", "legalredact-1", SECONDS, tmp_path / "one.tar.xz")

    with tarfile.open(fileobj=io.BytesIO(lzma.decompress((tmp_path / "one.tar.xz").read_bytes()))) as archive:
        members = {member.name: member for member in archive}

    assert {(member.uid, member.gid, member.mtime) for member in members.values()} == {(0, 0, SECONDS)}
    assert {name: oct(member.mode) for name, member in members.items() if member.isreg()} == {
        "legalredact-1/a.txt": "0o644",
        "legalredact-1/lib.so.1": "0o644",
        "legalredact-1/start": "0o755",
        "legalredact-1/sub/b.txt": "0o644",
    }
    assert members["legalredact-1/link"].linkname == "a.txt"


def test_digests_name_what_differs(tmp_path: Path) -> None:
    one, other = tree(tmp_path / "one"), tree(tmp_path / "other")
    (other / "sub" / "b.txt").write_text("three", encoding="utf-8")
    (other / "new").touch()

    assert list(differing(digests(one), digests(other))) == ["new", "sub/b.txt"]
    assert size(one) == len("two" + "one" + "#!/bin/sh\n" + "ELF")


def test_the_version_is_the_one_that_the_program_tells() -> None:
    assert version('"""Words."""\n\n__version__ = "1.2.3"\n') == "1.2.3"
    with pytest.raises(ValueError, match="no version"):
        version("nothing")


def test_project_and_program_tell_the_same_version(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["version"] == version()


def test_releases_are_read_from_the_changelog() -> None:
    found = releases("# Changelog\n\n## [Unreleased]\n\n- new\n\n## [1.0.0] - 2026-11-26\n\n- first\n")

    assert [(one.name, one.date, one.text) for one in found] == [
        ("Unreleased", None, "- new"),
        ("1.0.0", "2026-11-26", "- first"),
    ]


def test_a_lock_says_what_ships_on_which_system() -> None:
    on = {system: [one.name for one in pinned(LOCK, {"sys_platform": system})] for system in ("linux", "win32")}

    assert on == {"linux": ["pillow", "jeepney"], "win32": ["pillow", "pywin32-ctypes"]}
    assert pinned(LOCK)[0].sha256 == ("a" * 64, "b" * 64)


def test_tools_of_developers_are_left_out_and_nothing_that_ships() -> None:
    left_out = set(foreign_modules(SITE))

    assert {"pytest", "mypy", "ruff", "hypothesis"} <= left_out
    assert left_out & {"PIL", "PySide6", "spacy", "packaging", "typing_extensions", "keyring"} == set()


def test_only_packages_that_a_file_was_taken_from_count_as_shipped() -> None:
    pillow, docx = (next(one for one in shipped() if one.name == name) for name in ("pillow", "python-docx"))
    taken = frozenset(list(code_of(installed(SITE)[normal("pillow")]))[:1])

    assert included((pillow, docx), SITE, taken) == (pillow,)


def test_terms_are_read_with_what_is_inside() -> None:
    words = "\nPackages\n\n  one  MIT  https://one.example\n  two-x  Zlib (three inside: BSD-3-Clause)  https://two.example\n"

    assert terms(words + "  four  Apache-2.0 OR MIT\n") == {
        "one": Terms("MIT", "", "https://one.example"),
        "two-x": Terms("Zlib", "three inside: BSD-3-Clause", "https://two.example"),
        "four": Terms("Apache-2.0 OR MIT", "", ""),
    }


def test_every_package_that_ships_has_a_licence_text() -> None:
    parts = licensed(shipped(), SITE)

    assert {part.name for part in parts} == {one.name for one in shipped()}
    assert [part.name for part in parts if not any(part.texts)] == []


def test_a_text_that_two_packages_share_stands_once() -> None:
    words = collected([Licensed("one", "1", "MIT", ("the text",)), Licensed("two", "2", "MIT", ("the text",))])

    assert words.count("the text") == 1
    assert "two 2: MIT" in words
    assert "The same text as that of one." in words


def test_the_inventory_names_packages_models_python_and_what_the_system_gives(tmp_path: Path) -> None:
    model = tmp_path / "names.onnx"
    model.write_bytes(b"weights")
    packages = tuple(one for one in shipped() if one.name in {"pillow", "python-docx", "lxml", "typing-extensions"})

    bill = inventory(Contents(packages, SITE, {model: "our own"}, ("libegl1",), SECONDS))

    parts = {part["name"]: part for part in bill["components"]}
    assert set(parts) == {*(one.name for one in packages), "python", "pyinstaller", "names.onnx", "libegl1"}
    assert parts["names.onnx"]["hashes"] == [{"alg": "SHA-256", "content": sha256(model)}]
    assert parts["names.onnx"]["properties"][0]["value"] == "our own"
    assert parts["libegl1"]["scope"] == "excluded"
    assert any("jpeg" in one["name"] for one in parts["pillow"]["components"])
    edges = {edge["ref"].partition("@")[0]: edge["dependsOn"] for edge in bill["dependencies"]}
    assert {ref.partition("@")[0] for ref in edges["pkg:pypi/python-docx"]} == {
        "pkg:pypi/lxml",
        "pkg:pypi/typing-extensions",
    }


def test_the_same_contents_give_the_same_inventory() -> None:
    def made() -> str:
        return json.dumps(inventory(Contents(shipped()[:5], SITE, {}, (), SECONDS)))

    assert made() == made()


def test_every_model_that_ships_is_in_the_inventory(repository: Path) -> None:
    names = {path.name for path in shipped_data(SITE)}

    assert {path.name for path in (repository / "resources" / "models").glob("*.onnx")} <= names
    assert "PP-OCRv6_det_small.onnx" in names


def test_what_is_pruned_is_gone_and_each_has_its_reason(tmp_path: Path) -> None:
    (tmp_path / "PySide6/Qt/translations").mkdir(parents=True)
    (tmp_path / "PySide6/Qt/translations/qt_de.qm").write_bytes(b"1234")
    (tmp_path / "pillow-13.dist-info").mkdir()
    (tmp_path / "pillow-13.dist-info/RECORD").write_bytes(b"12")
    (tmp_path / "pillow-13.dist-info/METADATA").write_bytes(b"1")

    assert prune(tmp_path) == 6
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["METADATA"]
    assert all(reason for _, reason in PRUNED)


def test_vulnerabilities_are_told_and_so_is_that_nobody_answered() -> None:
    flaw = {"id": "PYSEC-1", "fix_versions": ["2"]}
    rows = [{"name": "a", "version": "1", "vulns": [flaw]}, {"name": "b", "skip_reason": "unknown"}]

    assert told(json.dumps({"dependencies": rows})).splitlines() == [
        "1 known vulnerabilities in 1 packages",
        "a 1: PYSEC-1, mended in 2",
        "NOT looked up: b",
    ]
    for nothing in ("", json.dumps({"dependencies": rows[1:]})):
        assert "could NOT be looked up" in told(nothing)


def test_programs_of_the_system_are_started_with_the_library_path_that_was_there_before() -> None:
    set_before = {"LD_LIBRARY_PATH": "/opt/legalredact/_internal", "LD_LIBRARY_PATH_ORIG": "/firm/lib", "HOME": "/"}
    not_set = {"LD_LIBRARY_PATH": "/opt/legalredact/_internal"}

    give_back(set_before)
    give_back(not_set)

    assert (set_before, not_set) == ({"LD_LIBRARY_PATH": "/firm/lib", "HOME": "/"}, {})


@pytest.mark.skipif(shutil.which("strip") is None, reason="binutils are not on this system")
def test_only_copies_are_stripped_and_what_auditwheel_wrote_stays(tmp_path: Path) -> None:
    source = next(iter(sorted(SITE.glob("sqlcipher3/*.so"))))
    inside, foreign = tmp_path / "sqlcipher3" / source.name, tmp_path / "sqlcipher3.libs" / source.name
    for target in (inside, foreign):
        target.parent.mkdir()
        shutil.copyfile(source, target)

    saved = strip(tmp_path)

    assert foreign.read_bytes() == source.read_bytes()
    assert inside.stat().st_size + saved == source.stat().st_size
    (tmp_path / "again.so").hardlink_to(inside)
    with pytest.raises(SystemExit, match="copies alone"):
        strip(tmp_path)
