"""The profile for macOS names what may be read and run; here it is looked at, since no Mac runs these tests."""

from pathlib import Path

from legalredact.sandbox import macos


def test_only_what_was_passed_is_read_of_persons_files_and_tesseract_alone_is_run(tmp_path: Path) -> None:
    lines = macos.profile([tmp_path / "a.pdf"], [Path("/opt/homebrew/bin/tesseract")]).splitlines()

    assert lines[:3] == ["(version 1)", "(allow default)", "(deny network*)"]
    assert f'(allow file-read-data (subpath "{tmp_path / "a.pdf"}"))' in lines
    assert '(subpath "/Users")' in next(line for line in lines if line.startswith("(deny file-read-data"))
    assert lines[-2:] == ["(deny process-exec*)", '(allow process-exec* (literal "/opt/homebrew/bin/tesseract"))']


def test_a_path_cannot_end_its_quotation() -> None:
    text = macos.profile([Path('/Users/ann/")) (allow network*)')], [])

    assert '/Users/ann/\\")) (allow network*)' in text


def test_a_system_without_it_is_told() -> None:
    """As this one."""
    held, missing = macos.confined([], [])

    assert held == ()
    assert all("the system has no sandbox_init" in words for words in missing)
